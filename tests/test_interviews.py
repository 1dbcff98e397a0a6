"""The answers of an interview are his who is asked; its questions are nobody's statement."""

from __future__ import annotations

from datetime import date

import pytest
from told_sentences import up_to_statements

from dyadbook import read
from dyadbook.records import Article
from dyadbook.sources.copied import segment
from dyadbook.steps.genres.interviews import questions_in

ASKED = "Interview with Peru's foreign minister, Ana Tavik"
TURNS = ("Did Chile close its consulate?", "Chile closed its consulate in May. We have protested to Santiago.")

pytestmark = pytest.mark.usefixtures("doubtful_told")


def told(*paragraphs: str) -> list[tuple[str | None, str]]:
    """Return the country of who speaks, and what is said, of a copied text."""
    text = "\n\n".join(paragraphs)
    article = Article(id="a", source="t", text=text, blocks=segment(text).blocks, published=date(2018, 3, 1))
    found = up_to_statements(article).statements
    return [(one.speaker.country if one.speaker else None, one.content[0].text) for one in found]


@pytest.mark.parametrize("labels", [("Q: ", "A: "), ("Q. ", "A. "), ("Question (Lima Times): ", "Answer: ")])
@pytest.mark.parametrize(
    "opening",
    [
        ASKED,
        "A conversation with the Peruvian foreign minister",
        "Daily briefing by the spokesman of the Ministry of Foreign Affairs of Peru",
        "Peru's foreign minister, Ana Tavik, spoke to us in Lima.",
        "We sat down with Peru's foreign minister, Ana Tavik, in Lima.",
    ],
)
def test_what_stands_behind_the_label_of_an_answer_is_said_by_who_is_asked(
    opening: str, labels: tuple[str, str]
) -> None:
    turns = [label + words for label, words in zip(labels, TURNS, strict=True)]
    assert told(opening, *turns) == [("PER", TURNS[1])]


@pytest.mark.parametrize("title", ["Q&A: What did Peru and Chile agree?", "Q&A: How Peru's minister will answer"])
def test_answers_below_a_title_that_names_nobody_are_the_articles_own_voice(title: str) -> None:
    turns = ("Q: Did Chile close its consulate?", "A: Chile closed its consulate in May, Bolivia's president said.")
    assert [country for country, _ in told(title, *turns)] == ["BOL"]


def test_an_answer_may_run_over_paragraphs_and_each_question_ends_it() -> None:
    more = "We asked Chile for talks, and it agreed."
    assert told(ASKED, f"Q: {TURNS[0]}", f"A: {TURNS[1]}", more, "Q: And Bolivia?", "A: No. We trade with it.") == [
        ("PER", TURNS[1]),
        ("PER", more),
        ("PER", "No. We trade with it."),
    ]


@pytest.mark.parametrize(
    "news",
    [
        "On Friday the Chilean minister, Rosa Quel, rejected this. “Such words help nobody,” she told her cabinet.",
        "Chile's minister Rosa Quel said: “Such words help nobody.”",
        "Tavik later flew to Bolivia, which borders Chile.",
        "This interview has been edited for length.",
    ],
)
def test_an_answer_ends_where_a_paragraph_is_news_again(news: str) -> None:
    found = told(ASKED, f"Q: {TURNS[0]}", f"A: {TURNS[1]}", news, "Chile has closed its consulates.")
    assert [words for country, words in found if country == "PER"] == [TURNS[1]]


def test_who_answers_may_tell_what_others_have_said_to_him() -> None:
    more = "“Go home,” he told us, and Ana Tavik is no one to run."
    assert told(ASKED, f"Q: {TURNS[0]}", f"A: {TURNS[1]}", more)[1] == ("PER", more)


def test_below_a_title_that_says_so_questions_and_answers_need_no_labels() -> None:
    assert told("Q&A with Peru's foreign minister, Ana Tavik", *TURNS) == [("PER", TURNS[1])]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Peru and Chile quarrel over a consulate", *TURNS),
        ("Peru closed its consulate.", "A. Tavik, the minister, left Lima on Monday."),
        ("Two states quarrel over a consulate", f"Q: {TURNS[0]}", f"A: {TURNS[1]}"),
    ],
)
def test_nobody_answers_where_no_interview_is_called_so_or_nobody_is_named(paragraphs: tuple[str, ...]) -> None:
    assert all(words not in TURNS for _, words in told(*paragraphs))


def test_labelled_turns_are_body() -> None:
    text = "\n\n".join((ASKED, f"Q: {TURNS[0]}", "A: No. They didn't.", "Q: And Bolivia?", f"A: {TURNS[1]}"))
    assert [block.kind for block in segment(text).blocks] == ["headline", "body", "body", "body", "body"]


GIVEN = "We protested to Chile in May, and our ambassador has left Santiago."


@pytest.mark.parametrize(
    "title",
    [
        "Answer by the spokesman of the Ministry of Foreign Affairs of Peru to a question from the media",
        "Comment by Peru's foreign ministry on the consulate in Arica",
        "Written reply by the Peruvian foreign minister",
    ],
)
def test_a_title_tells_whose_answer_stands_below_it(title: str) -> None:
    assert told(title, GIVEN) == [("PER", GIVEN)]
    assert told(title, f"Question: {TURNS[0]}", f"Answer: {GIVEN}") == [("PER", GIVEN)]


def test_an_answer_that_a_reporter_tells_of_is_not_given_in_full() -> None:
    report = "Chile is silent. “We protested,” the minister said in Lima."
    assert (None, report) not in told("Response by Peru to the closing of a consulate", report)
    assert ("PER", report) not in told("Response by Peru to the closing of a consulate", report)


@pytest.mark.parametrize(
    ("opening", "labels"), [(ASKED, ("Q: ", "A: ")), (ASKED, ("", "")), ("A report from Lima", ("", ""))]
)
def test_the_questions_of_an_interview_are_known_as_such(opening: str, labels: tuple[str, str]) -> None:
    text = "\n\n".join((opening, *(label + words for label, words in zip(labels, TURNS, strict=True))))
    found = [text[start:end] for start, end in questions_in(text, segment(text).blocks)]
    assert found == ([labels[0] + TURNS[0]] if opening == ASKED else [])


MINUTES = (
    "The foreign ministry's press conference",
    "Reuters: Chile closed its consulate in May. Will you protest?",
    "Ana Tavik: We have protested to Santiago.",
    "Lima Times: And in June?",
    "Ana Tavik: Peru will vote in June.",
)


def test_in_the_minutes_of_a_press_conference_who_answers_is_named_at_the_head_of_each_turn() -> None:
    assert [words for _, words in told(*MINUTES)] == ["We have protested to Santiago.", "Peru will vote in June."]
    found = read("\n\n".join(MINUTES), published="2018-06-01")
    assert {one.speaker.name for one in found.statements if one.speaker} == {"Ana Tavik"}


def test_a_turn_without_a_name_goes_on_with_the_one_before() -> None:
    more = "Bolivia has done the same, and we regret it."
    assert more in [words for _, words in told(*MINUTES[:3], more, *MINUTES[3:])]


def test_turns_with_bare_labels_stand_among_those_with_names() -> None:
    last = ("Q: What of Bolivia? Will it pay?", "A: Bolivia will pay.")
    assert [words for _, words in told(*MINUTES, *last)][-1] == "Bolivia will pay."


def test_who_asks_for_which_paper_is_no_dateline() -> None:
    turns = [f"Question ({paper}): Will it rain?\n\nAnswer: We thank Chile." for paper in ("Sol", "Luna", "Mar")]
    title = "Daily briefing by the spokesman of the Ministry of Foreign Affairs of Peru"
    mentions = read("\n\n".join((title, *turns)), published="2018-06-01").mentions
    assert [one.country for one in mentions if one.text == "We"] == ["PER"] * 3


def test_a_ministry_without_a_country_is_that_of_who_answers() -> None:
    asked = "Lima Times: The Ministry of Trade has banned copper from Chile. Did the Japanese minister call?"
    minutes = ("Peru's spokeswoman Ana Tavik's press conference", *MINUTES[1:-1], asked, MINUTES[-1])
    found = [one for one in read("\n\n".join(minutes), published="2018-06-01").mentions if "Ministry" in one.name]
    assert [one.country for one in found] == ["PER"]


def test_whoever_asks_in_the_minutes_tells_facts_beside_the_question() -> None:
    text = "\n\n".join(MINUTES)
    assert [text[start:end] for start, end in questions_in(text, segment(text).blocks)] == [
        "Will you protest?",
        "Lima Times: And in June?",
    ]


def test_a_name_at_the_head_of_one_reply_makes_no_minutes() -> None:
    assert questions_in("\n\n".join(MINUTES[:3]), segment("\n\n".join(MINUTES[:3])).blocks) == ()


def test_turns_that_open_with_names_are_body() -> None:
    short = (
        "Ayu Lal, WION: Sir, on visas. How many?",
        "Ana Tavik: Few.",
        "Ed Ro, PTI: Who called?",
        "Ana Tavik: Many.",
    )
    assert [block.kind for block in segment("\n\n".join((MINUTES[0], *short))).blocks] == ["headline", *["body"] * 4]


def test_a_question_tells_no_fact() -> None:
    text = (
        "Interview with Peru's foreign minister, Ana Roe\n\nQ: Did Chile arm Bolivia last year?\n\n"
        "A: Brazil armed Bolivia last year."
    )
    found = read(text, published="2025-06-16").events
    assert {actor.country for event in found for actor in (*event.source, *event.target)} >= {"BRA", "BOL"}
    assert not any("Did Chile" in report.text for event in found for report in event.reports)


def test_an_office_that_stands_like_a_name_in_an_answer_is_of_the_country_of_who_answers() -> None:
    text = "\n\n".join(
        (
            "The weekly briefing",
            "WION: The Prime Minister of Nepal is in Delhi. Who met him?",
            "Randhir Jaiswal: Prime Minister met him on Tuesday.",
            "PTI: And Foreign Secretary?",
            "Randhir Jaiswal: Foreign Secretary met his counterpart.",
        )
    )
    found = [one for one in read(text, published="2025-06-16").mentions if one.text == "Prime Minister"]
    assert [one.name for one in found][-1:] == ["Narendra Modi"]
