"""Statements are read from the words around a cue: speaker, content, form, audience, and who follows whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from dyadbook import reader
from dyadbook.records import Actor, Article, Block, BlockKind, Reading, Sentence, Statement, Time, broken_spans
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.saying import doubts
from dyadbook.steps.saying.attribution import find_attributions
from dyadbook.steps.sentences import split
from dyadbook.steps.statements import STEP, read

pytestmark = pytest.mark.usefixtures("doubtful_told")  # what is doubtful is asked below


PEOPLE: dict[str, dict[str, Any]] = {
    "Trump": {"name": "Donald Trump", "kind": "person", "country": "USA", "id": "person/donald-trump"},
    "Kim": {"name": "Kim Jong Un", "kind": "person", "country": "PRK", "id": "person/kim-jong-un"},
    "Moon": {"name": "Moon Jae-in", "kind": "person", "country": "KOR", "id": "person/moon-jae-in"},
    "Japan": {"name": "Japan", "kind": "country", "country": "JPN", "id": "JPN"},
    "Iran": {"name": "Iran", "kind": "country", "country": "IRN", "id": "IRN"},
}


def reading_of(*paragraphs: str, kinds: tuple[BlockKind, ...] | None = None, times: tuple[Time, ...] = ()) -> Reading:
    """Return a reading of paragraphs with its sentences and the mentions of `PEOPLE`."""
    text = "\n\n".join(paragraphs)
    blocks, sentences, at = [], [], 0
    for index, paragraph in enumerate(paragraphs):
        blocks.append(Block(kind=kinds[index] if kinds else "body", start=at, end=at + len(paragraph)))
        sentences += [Sentence(start=a, end=b, block=index) for a, b in split(text, at, at + len(paragraph))]
        at += len(paragraph) + 2
    mentions = []
    for name, fields in PEOPLE.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            mentions.append(Actor(start=start, end=end, text=name, basis="named", **fields))
            start = text.find(name, end)
    article = Article(id="a1", source="test", blocks=tuple(blocks), text=text)
    ordered = tuple(sorted(mentions, key=lambda one: one.start or 0))
    return Reading(article=article, sentences=tuple(sentences), mentions=ordered, times=times)


def said(*paragraphs: str, kinds: tuple[BlockKind, ...] | None = None) -> tuple[Statement, ...]:
    """Return the statements of paragraphs, each span checked against the text."""
    done = read(reading_of(*paragraphs, kinds=kinds))
    assert broken_spans(done, done.article.text) == []
    return done.statements


def content(statement: Statement) -> list[str]:
    """Return the words of a statement."""
    return [words.text for words in statement.content]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "it is late" and left.', ["it is late"]),
        ("He said “it is late” and left.", ["it is late"]),
        ("“They call it ‘fire and fury’ here,” he said.", ["They call it ‘fire and fury’ here,"]),
        ("Iran says 'no talks' under pressure", ["no talks"]),
        ("Moon: ‘Peace won’t wait’", ["Peace won’t wait"]),
        ("The allies' plan and the leaders' doubts", []),
        ("It wasn't theirs in the '90s", []),
    ],
)
def test_quotations_are_found_in_marks_of_all_kinds(text: str, inside: list[str]) -> None:
    assert [text[quote.first : quote.last] for quote in find_quotes(text, [(0, len(text))])] == inside


def test_a_quotation_without_a_closing_mark_goes_on_in_the_next_paragraph() -> None:
    text = '"One is said here.\n\n"Two is said here," he added.'
    first, second = find_quotes(text, [(0, len(text))])
    assert (first.open, second.continued) == (True, True)


def test_a_sentence_that_opens_with_a_mark_goes_on_with_an_open_quotation_of_a_text_without_lines() -> None:
    text = "“One is said here. “Two is said here,” he added. Three stands by itself."
    assert [text[quote.first : quote.last] for quote in find_quotes(text, [(0, len(text))])] == [
        "One is said here.", "Two is said here,",
    ]  # fmt: skip


@pytest.mark.parametrize("opened", ["“", '"'])
def test_a_forgotten_closing_mark_takes_one_sentence_of_a_long_text(opened: str) -> None:
    text = f"{opened}One is said here. " + "Much more stands here that nobody has said. " * 10
    (quote,) = find_quotes(text, [(0, len(text))])
    assert text[quote.first : quote.last] == "One is said here."


@pytest.mark.parametrize(
    ("text", "form", "words"),
    [
        ('"We will meet again," Trump said.', "direct", ["We will meet again"]),
        ("“We will meet again,” said Trump.", "direct", ["We will meet again"]),
        ('Trump said: "We will meet again."', "direct", ["We will meet again."]),
        ('"We will meet," Trump said, "and we will talk."', "direct", ["We will meet", "and we will talk."]),
        ('"We met. It went well," Trump told reporters.', "direct", ["We met. It went well"]),
        ("Trump said that Japan would join the talks.", "indirect", ["Japan would join the talks"]),
        ("Trump said Japan would join, which pleased nobody.", "indirect", ["Japan would join, which pleased nobody"]),
        ("Trump said on Friday that Japan would join.", "indirect", ["Japan would join"]),
        ("Japan would join, Trump said on Friday, after a raid that killed nine.", "indirect", ["Japan would join"]),
        ("Trump said on Friday (Sept 11) that Japan would join.", "indirect", ["Japan would join"]),
        ("Trump said on Sept. 22, 2021 that Japan would join.", "indirect", ["Japan would join"]),
        ("Trump said on Aug. 4, 2021, Japan would join.", "indirect", ["Japan would join"]),
        ("Trump said in Tokyo on Feb. 3 that Japan would join.", "indirect", ["Japan would join"]),
        ("Trump told reporters Jan. 4 that Japan would join.", "indirect", ["Japan would join"]),
        ("Trump said Jan. 4 was a holiday.", "indirect", ["Jan. 4 was a holiday"]),
        ("Trump said in St. Petersburg that Japan would join.", "indirect", ["Japan would join"]),
        ("Trump told reporters in Tokyo that Japan would join.", "indirect", ["Japan would join"]),
        ("According to Trump, Japan would join the talks.", "indirect", ["Japan would join the talks"]),
        ("Japan would join the talks, according to Trump.", "indirect", ["Japan would join the talks"]),
        ("Japan would join the talks, Trump said.", "indirect", ["Japan would join the talks"]),
        ("Trump, who met Kim in May, said the talks would go on.", "indirect", ["the talks would go on"]),
        ("Trump vowed to answer any attack.", "indirect", ["to answer any attack"]),
        ("Trump urged Kim to give up the bomb.", "indirect", ["to give up the bomb"]),
        ('Trump said the deal was "very close" to done.', "mixed", ['the deal was "very close" to done']),
        ("Trump called the test “a grave mistake”.", "mixed", ["the test “a grave mistake”"]),
        ("While Trump said the talks were good, Japan kept silent.", "indirect", ["the talks were good"]),
        ('Trump told "This Week" that Japan would join.', "indirect", ["Japan would join"]),
        ("Trump last week said Japan would join.", "indirect", ["Japan would join"]),
        ("In exchange, according to Trump, Japan would join.", "indirect", ["Japan would join"]),
        ("Trump called it regrettable.", "indirect", ["regrettable"]),
        ("Trump accused Japan of hiding a plan.", "indirect", ["Japan of hiding a plan"]),
        ("Trump accused Japan of lying, and left, in a sign of his mood.", "indirect", ["Japan of lying"]),
        ("Trump thanked Japan for its patience.", "indirect", ["Japan for its patience"]),
        ("Trump notified Japan that the talks were over.", "indirect", ["the talks were over"]),
        ("Japan left what Trump called a bad deal.", "indirect", ["a bad deal"]),
        ("Calling the plan “a first step” to peace, Trump left Japan.", "mixed", ["the plan “a first step” to peace"]),
        ("“How long will it take?” Trump said on Monday.", "direct", ["How long will it take?"]),
        ("“We will wait.” Trump told reporters in Tokyo.", "direct", ["We will wait."]),
        ("“We will wait,“ Trump said.", "direct", ["We will wait"]),
        ("“We will wait,” Trump (R-Ohio) said.", "direct", ["We will wait"]),
        ("When Trump, the president, says that Japan must pay, Kim laughs.", "indirect", ["Japan must pay"]),
        ("Trump rejected the charge and left Japan.", "indirect", ["the charge"]),
        ("Trump rejected the charge, which Japan had made.", "indirect", ["the charge"]),
        ("Trump welcomed the new talks and took a seat.", "indirect", ["the new talks"]),
        ("Trump welcomed the new talks but will not go.", "indirect", ["the new talks"]),
        ("Trump voiced concern that Japan would leave.", "indirect", ["Japan would leave"]),
        ("Trump called for an end to the talks.", "indirect", ["an end to the talks"]),
        ("Trump described the test as a mistake.", "indirect", ["the test as a mistake"]),
        ("Trump said it was “a game,” which comes as Japan left.", "mixed", ["it was “a game,”"]),
        ("Trump said it was late, although Japan left.", "indirect", ["it was late"]),
        ("Trump, who said it was late, has met Japan.", "indirect", ["it was late"]),
        ("Japan left after Trump said it was late, a grave step.", "indirect", ["it was late"]),
        ("Japan – Trump claimed it was late – left.", "indirect", ["it was late"]),
        ("Trump called the charge “baseless” but left Japan.", "mixed", ["the charge “baseless”"]),
        ("Trump described the test as “grave,” on Monday leaving Japan.", "mixed", ["the test as “grave,”"]),
        ("Trump accused Japan of “games” and appealed to Kim.", "mixed", ["Japan of “games”"]),
        ("Trump accused Japan on Monday of hiding a plan.", "indirect", ["Japan on Monday of hiding a plan"]),
        ("Trump blamed the delay on Japan.", "indirect", ["the delay on Japan"]),
        ("Trump, they say, is warning that Japan would leave.", "indirect", ["Japan would leave"]),
        ("Trump has been urging Kim to give up the bomb.", "indirect", ["to give up the bomb"]),
        ("Trump also reports the talks were over.", "indirect", ["the talks were over"]),
        ("Trump offered to meet Kim.", "indirect", ["to meet Kim"]),
        ("Trump ruled out a new deal.", "indirect", ["a new deal"]),
        ("Trump called for restraint in Japan.", "indirect", ["restraint in Japan"]),
    ],
)  # fmt: skip
def test_content_is_what_is_said_without_cue_and_marks(text: str, form: str, words: list[str]) -> None:
    (statement,) = said(text)
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.form, content(statement)) == ("Donald Trump", form, words)


@pytest.mark.parametrize(
    "text",
    [
        'The "war games" began on Monday.',
        "Japan was responding to a raid in Mali that killed nine people.",
        "Trump did not say whether Japan would join.",
        "Trump declined to say when they would meet.",
        "Trump was told that Japan would join.",
        "Reports that Japan and Mali would join are false.",
        "The report claims were read in Japan.",
        "In a telephone call on Monday the leaders of Japan spoke.",
        "Trump threatened the peace, referring to talks with Japan.",
        "Trump met Kim in the United States.",
        'Trump continued to "seek" a deal with Japan.',
        "Trump met a man accused of spying for Japan.",
        "When Japan met the demands that he had made, all was well.",
        "Japan recalled its ambassador from Mali on 3 May 2025.",
        "Japan recalled its ambassador from Mali and will send no other.",
        'The film "The Last Long Road to Peace" opened in Japan.',
        "Trump rejected it.",
        "The talks were welcomed in Japan.",
        "Trump will never accept a rebel state that has an army.",
        "All members but Japan condemned the landing of the plane.",
    ],
)
def test_words_that_attribute_nothing_are_no_statement(text: str) -> None:
    assert said(text) == ()


def test_a_sentence_of_its_own_after_a_quotation_is_not_who_said_it() -> None:
    *_, first, second = said("“We will wait.” Trump said Japan would join.", "Kim said he would.")
    assert (content(first), content(second)) == (["Japan would join"], ["he would"])


def test_may_is_a_name() -> None:
    reading = reading_of("“We will wait,” Ms. May said.")
    (one,) = find_attributions(reading.article.text, [(each.start, each.end, each.block) for each in reading.sentences])
    assert one.source is not None
    assert reading.article.text[slice(*one.source)] == "Ms. May"


def test_a_quotation_without_a_cue_goes_on_in_the_same_voice() -> None:
    first, later = said('"We met today," Trump said. "It went well for us."', '"And we will meet again soon."')
    assert first.cue is not None
    assert later.speaker is not None
    assert (later.speaker.name, later.cue) == ("Donald Trump", None)


def test_a_quotation_that_its_cue_breaks_is_one_statement_in_its_paragraph() -> None:
    (statement,) = said('"We met today," Trump said. "It went well for us."')
    assert [words.text for words in statement.content] == ["We met today", "It went well for us."]


def test_the_paragraph_before_the_cue_of_a_long_quotation_has_its_speaker() -> None:
    first, second = said('"We met today and it went well for us.', '"And we will meet again," Trump said.')
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.id == second.speaker.id


def test_teasers_between_the_paragraphs_do_not_break_a_voice() -> None:
    kinds: tuple[BlockKind, ...] = ("body", "teaser", "body")
    statements = said(
        '"We met today," Trump said.', "KIM SPEAKS IN PYONGYANG", '"It went very well for us."', kinds=kinds
    )
    assert [one.speaker.name for one in statements if one.speaker] == ["Donald Trump", "Donald Trump"]


@pytest.mark.parametrize(
    ("headline", "words"),
    [("Trump: Japan will join talks", "Japan will join talks"), 
     ("Japan will join talks: Trump", "Japan will join talks"),
     ("Trump says 'Japan will join'", "Japan will join")],
)  # fmt: skip
def test_headlines_attribute_with_a_colon_or_single_quotes(headline: str, words: str) -> None:
    (statement,) = said(headline, kinds=("headline",))
    assert statement.speaker is not None
    assert (statement.speaker.name, content(statement), statement.block) == ("Donald Trump", [words], "headline")


@pytest.mark.parametrize(
    "line", ["The leaders met in April. Photo: Trump", "Photographer: Kim", "WATCH: Trump in Japan"]
)
def test_a_label_before_a_name_is_no_speech(line: str) -> None:
    assert said(line, kinds=("caption",)) == ()


@pytest.mark.parametrize("line", ["Trump: Japan", "Japan: Trump and Kim", "Iran: 'Japan'"])
def test_a_headline_of_bare_names_says_nothing(line: str) -> None:
    assert said(line, kinds=("headline",)) == ()


def test_bare_names_in_marks_do_not_go_on_in_a_voice() -> None:
    (statement,) = said('"We met today," Trump said.', '"Japan, Iran"')
    assert content(statement) == ["We met today"]


def test_a_title_of_bare_names_is_none_of_the_words_of_who_speaks_below_it() -> None:
    title, body = "Cuba, Spain", '"We will help," Spain\'s foreign minister Lee Roe said on Monday.'
    blocks = (Block(kind="headline", start=0, end=11), Block(kind="body", start=13, end=13 + len(body)))
    article = Article(id="a1", source="test", title=title, blocks=blocks, text=f"{title}\n\n{body}")
    (statement,) = reader.read(article).statements
    assert content(statement) == ["We will help"]


AUDIENCES = [
    ("Trump told reporters that Japan would join.", "reporters"),
    ("Trump warned Kim not to leave the talks.", "Kim"),
    ("Trump warned Kim of “grave steps” if he leaves.", "Kim"),
    ("Trump told Roe Radio last week the talks were over.", "Roe Radio"),
    ("“We will wait,” Trump told the state-owned Roe 24 channel.", "the state-owned Roe 24 channel"),
    ("“We will wait,” Trump told al Roe television.", "al Roe television"),
    ("The talks are over, Trump told R&S Global on Thursday.", "R&S Global"),
    ("Trump told members of the council that Japan would join.", "members of the council"),
    ("Trump warned late payers they would be fined.", "late payers"),
    ("Trump warned Japan would join.", None),
    ("Trump warned Japan had “a plan to join”.", None),
    ("Trump warned the early results were wrong.", None),
]


@pytest.mark.parametrize(("text", "audience"), AUDIENCES, ids=[row[0] for row in AUDIENCES])
def test_the_audience_is_whom_the_speaker_tells(text: str, audience: str | None) -> None:
    (statement,) = said(text)
    assert statement.audience == audience


NOT_SAID = [
    "Neither Japan nor the states of the region could join.",
    "Neither Japan nor Kim said whether it would join.",
    "Neither Kim nor the Gulf states in the north could join.",
    "Trump flew in, adding to the calls on Japan.",
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_states_and_what_is_added_to_are_nobodys_words(text: str) -> None:
    assert said(text) == ()


SAID = [
    ("The letter of Kim states that Japan would join.", ["Japan would join"]),
    ("Kim left, adding that Japan would join.", ["Japan would join"]),
    ("“We will wait!” Kim exclaimed, leaving Japan.", ["We will wait!"]),
    ("Kim may counter that Japan would join. Officials of Kim counter that Japan left.", ["Japan left"]),
    ("“We will wait,” Kim, the president, was cited as saying by Roe Radio.", ["We will wait"]),
    ("Kim was quoted by Roe Radio as saying that Japan would join.", ["Japan would join"]),
    ("“We will wait,” Kim of the Roe Institute and host of a programme tweeted.", ["We will wait"]),
    ("Kim described Monday’s test as “a step”.", ["Monday’s test as “a step”"]),
    ("Kim described on Monday the test as “a step”.", ["the test as “a step”"]),
    ("Kim threatened last week to cut off the gas that flows to Japan.", ["to cut off the gas that flows to Japan"]),
    ("Kim vowed on Monday to return the jets that landed in Japan.", ["to return the jets that landed in Japan"]),
    ("Kim promised in a letter to Japan that it would join.", ["it would join"]),
    ("Kim pledged $3bn in aid to Japan.", ["$3bn in aid to Japan"]),
    ("Kim has pledged 20 million euros to Japan.", ["20 million euros to Japan"]),
    ("Kim pledged to pay Japan 20 million euros.", ["to pay Japan 20 million euros"]),
    ("Japan will pay, Kim told his counterpart, Ann Roe.", ["Japan will pay"]),
]


@pytest.mark.parametrize(("text", "words"), SAID, ids=[row[0] for row in SAID])
def test_what_one_speaker_says_is_told_whole(text: str, words: list[str]) -> None:
    (statement,) = said(text)
    assert statement.speaker is not None
    assert content(statement) == words


PASSED_ON = [
    "“We will wait,” said Kim, a professor, according to Roe Radio.",
    "“We will wait,” said Kim, according to Trump.",
    "“We will wait,” Kim said, according to Trump.",
    "“We will wait,” Kim said, according to a readout from Japan's ministry.",
    "Japan would join, said Kim, the envoy, according to Trump.",
]


@pytest.mark.parametrize("text", PASSED_ON)
def test_who_passes_words_on_does_not_say_the_name_of_who_said_them(text: str) -> None:
    assert [one.speaker and one.speaker.name for one in said(text)] == ["Kim Jong Un"]


@pytest.mark.parametrize("tail", ["Lee on Sunday, the Kremlin", "Lee, the foreign ministry", "Lee on Sunday, the aide"])
def test_who_tells_of_a_meeting_behind_a_comma_does_not_describe_the_name_before_it(tail: str) -> None:
    text = f"Japan's envoy, Kim, met {tail} said."
    (one,) = find_attributions(text, [(0, len(text), 0)])
    assert [text[slice(*span)] for span in one.content] == [text[: text.rindex(", the ")]]


@pytest.mark.parametrize("opening", ["Kim, the envoy of Japan", "The envoy of Japan, Kim", "Its envoy, Ali al-Kim"])
def test_a_name_and_what_describes_it_are_who_speaks_whatever_verb_follows(opening: str) -> None:
    text = f"{opening}, said the step hurt Iran."
    (one,) = find_attributions(text, [(0, len(text), 0)])
    assert one.source == (0, len(opening))
    assert [text[slice(*span)] for span in one.content] == ["the step hurt Iran"]


def test_who_welcomes_the_news_says_no_words_of_it() -> None:
    assert said("Kim, the leader, welcomed the news.") == ()


OPENED = [
    ("Noting that Japan left the Roe Pact, a treaty with Kim, Trump said it was late.", "Donald Trump"),
    ("Noting that Japan left, the envoy of Kim said it was late.", "envoy of Kim"),
    ("At the invitation of Kim, the envoy of Japan came on Monday, said it was late and left.", "envoy of Japan"),
]


@pytest.mark.parametrize(("text", "speaker"), OPENED)
def test_what_describes_a_name_is_no_subject_of_an_opening(text: str, speaker: str) -> None:
    assert {one.speaker.name for one in said(text) if one.speaker} == {speaker}


ENDED = [
    ("Trump vowed to leave the talks, and the army will follow.", ["to leave the talks"]),
    ("Trump described the test as a mistake, but the army has kept silent.", ["the test as a mistake"]),
    ("Trump described the test as a mistake, but the army closed the road.", ["the test as a mistake"]),
    ("Trump vowed to leave the talks, and to pay.", ["to leave the talks, and to pay"]),
    ("Trump vowed to lift the ban, and the tariffs imposed on Peru.", None),
    ("Trump described the test as a farce, and the talks as dead.", None),
]


ASIDES = [
    ("Trump said Japan would join, a step that Kim had long feared.", ["Japan would join"]),
    ("Trump said Japan would join, but did not say when.", ["Japan would join"]),
    ("Trump said Japan would join but later declined to say so again.", ["Japan would join"]),
    ("Trump said Japan would join in a statement on Monday.", ["Japan would join"]),
    ("Trump said Kim wrote in a letter to Japan that it rained.", ["Kim wrote in a letter to Japan that it rained"]),
    ("Trump said Japan wanted a treaty, a policy and a pact.", ["Japan wanted a treaty, a policy and a pact"]),
    ("Trump told Kim that Japan would join, as the two men met in Rome.", ["Japan would join"]),
    ("Trump said that prices would rise, as oil was scarce.", ["prices would rise, as oil was scarce"]),
    ("Last week Trump raised the duty, accusing Japan of spying.", ["Japan of spying"]),
    ("In May 2024 Trump raised the duty, accusing Japan of spying.", ["Japan of spying"]),
    ("The pact, which Kim says is dead, was signed long ago.", ["is dead"]),
]


@pytest.mark.parametrize(("text", "words"), ASIDES, ids=[row[0] for row in ASIDES])
def test_what_a_reporter_tells_of_what_was_said_is_not_said(text: str, words: list[str]) -> None:
    assert content(said(text)[0]) == words


ASKED = [
    ("Kim called on Japan to leave.", ["to leave"]),
    ("Kim called on Japan, Iran and Peru to leave.", ["to leave"]),
    ("Kim pressed Japan to leave.", ["to leave"]),
    ("Kim told Japan to leave.", ["to leave"]),
    ("Kim told reporters the plan to leave was dead.", ["the plan to leave was dead"]),
    ("Kim warned Japan against leaving.", ["Japan against leaving"]),
    ("Kim warned about a lack of rain.", ["a lack of rain"]),
    ("Kim warned that a lack of rain would hurt.", ["a lack of rain would hurt"]),
    ("Kim threatened Japan with new tariffs.", ["Japan with new tariffs"]),
    ("Kim asked Japan for a loan.", ["Japan for a loan"]),
    ("Kim asked whether Japan was ready for a loan.", ["whether Japan was ready for a loan"]),
    ("Kim agreed that Japan would join.", ["Japan would join"]),
]


@pytest.mark.parametrize(("text", "words"), ASKED, ids=[row[0] for row in ASKED])
def test_what_somebody_asks_or_warns_another_of_is_said(text: str, words: list[str]) -> None:
    (statement,) = said(text)
    assert content(statement) == words


@pytest.mark.parametrize("text", ["Kim pressed Japan on when it would join.", "Kim agreed to join Japan."])
def test_who_presses_or_agrees_to_act_says_nothing(text: str) -> None:
    assert said(text) == ()


@pytest.mark.parametrize(("text", "words"), ENDED, ids=[row[0] for row in ENDED])
def test_another_clause_ends_what_somebody_vows_or_describes(text: str, words: list[str] | None) -> None:
    (statement,) = said(text)
    assert content(statement) == (words or [text.partition(" vowed ")[2][:-1] or text.partition("described ")[2][:-1]])


@pytest.mark.parametrize("mark", [" ", ", ", " – "])
def test_a_second_saying_behind_while_is_no_part_of_the_first(mark: str) -> None:
    first, second = said(f"Trump said the talks were over{mark}while adding that Japan would join.")
    assert (content(first), content(second)) == (["the talks were over"], ["Japan would join"])


def test_whom_the_article_styles_mr_is_not_she() -> None:
    last = said("“We will wait,” Ms Moon said.", "“We will not,” Mr Kim said.", "“We will join,” she said.")[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Moon Jae-in"


def test_an_unnamed_official_goes_on_as_they() -> None:
    text = (
        "A US Navy official said there were several meetings with the army of Iran.\n\n"
        "A boat of the Iranian navy came close to the ship, they added."
    )
    body = (Block(kind="body", start=0, end=75), Block(kind="body", start=77, end=len(text)))
    article = Article(id="a1", source="test", language="en", text=text, blocks=body)
    statements = reader.explain(article, "statements")[0].statements
    speakers = [one.speaker for one in statements]
    assert [one and (one.office, one.country) for one in speakers] == [("Official", "USA")] * 2


INSERTED = [
    ("The talks, said Kim, would go on.", "Kim Jong Un", ["The talks", "would go on"]),
    ("The talks, said Kim, the envoy, would go on.", "Kim Jong Un", ["The talks", "would go on"]),
    ("The talks would go on, said Kim, head of research at the ministry.", "Kim Jong Un", ["The talks would go on"]),
    ("Japan has paid the price, said the Japan envoy, who lives in Peru.", "Japan envoy", ["Japan has paid the price"]),
    ("Trump, the envoy, said Kim, the minister, would go.", "Donald Trump", ["Kim, the minister, would go"]),
    ("But Trump, in a letter, said Kim, an ally, would go.", "Donald Trump", ["Kim, an ally, would go"]),
    ("In Peru, Trump said Kim, his ally, would go.", "Donald Trump", ["Kim, his ally, would go"]),
    ("Kim said in a joint statement they would go.", "Kim Jong Un", ["they would go"]),
    ("Kim, the US envoy said on Monday, would go to Peru.", "US envoy", ["Kim", "would go to Peru"]),
    ("Peru has paid the price, said a US envoy who asked not to be named.", "US envoy", ["Peru has paid the price"]),
    ("Peru has paid, a US envoy who asked not to be named said.", "US envoy", ["Peru has paid"]),
]


@pytest.mark.parametrize(("text", "speaker", "words"), INSERTED, ids=[row[0] for row in INSERTED])
def test_a_speaker_inserted_between_commas_breaks_his_words(text: str, speaker: str, words: list[str]) -> None:
    (statement,) = said(text)
    assert statement.speaker is not None
    assert (statement.speaker.name, content(statement)) == (speaker, words)


def test_a_time_behind_a_name_is_no_part_of_who_said_it() -> None:
    (statement,) = said("“We will wait,” wrote Peru expert Ann Roe this week.")
    assert statement.speaker is not None
    assert statement.speaker.name == "Peru expert Ann Roe"


def test_parties_of_the_content_are_what_it_is_about() -> None:
    (statement,) = said("Trump said Japan and Kim would meet.")
    assert statement.about == ("JPN", "PRK")


def test_a_cue_without_a_known_speaker_is_not_sure() -> None:
    done = read(reading_of("Japan was warned. Shortly after, he said Japan would join."))
    assert done.statements == ()
    assert [(one.kind, one.text) for one in done.not_sure] == [("statement", "said")]


def test_a_quotation_of_nobody_known_is_kept_and_not_sure() -> None:
    done = read(reading_of("Japan was warned. “Japan will join the talks,” he said."))
    assert [one.speaker for one in done.statements] == [None]
    assert [(one.kind, one.text) for one in done.not_sure] == [("statement", "said")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"We will wait," Kim told reporters in reply to a question about what he might do.', ["We will wait"]),
        ('"We will wait," Kim said late last year. "It is not over."', ["We will wait", "It is not over."]),
        ("Japan is ready for talks, Kim said while on his way home.", ["Japan is ready for talks"]),
        ('Kim said "we will wait," according to Japan.', ["we will wait"]),
        ("Talks would go on, Kim said, Iran reports.", ["Talks would go on"]),
    ],
)
def test_what_surrounds_the_cue_of_a_quotation_is_not_said(text: str, words: list[str]) -> None:
    assert [content(one) for one in said(text)][:1] == [words]
    assert {one.speaker.name for one in said(text) if one.speaker}.isdisjoint({"Iran"})


def test_a_document_speaks_under_its_own_name() -> None:
    (statement,) = said("The joint statement said Japan would join.")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.basis) == ("joint statement", "document")


def test_a_speaker_quoted_by_another_is_said_by_that_one() -> None:
    outer, inner = said("Trump said that Kim told him that Japan would join.")
    assert (outer.said_by, inner.said_by) == (None, "Donald Trump")


def test_the_date_is_that_of_the_cue_clause_and_else_unknown() -> None:
    (statement,) = dated("Trump said on Friday that Japan would join on Monday.")
    assert statement.date.start == date(2019, 3, 1)
    assert said("Trump said Japan would join.")[0].date.precision == "unknown"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Trump said Japan would join by Monday, and Kim said Iran would wait.", [None, None]),
        ("Trump said on Friday Japan would join by Monday, adding that Iran would wait.", [1, 1]),
        ("Trump said on Friday that Kim had told him on Monday that Iran would wait.", [1, 4]),
        ('"We will wait," Trump said of a plan due by Monday.', [None]),
        ("Trump, who met Kim on Monday, said Japan would join.", [None]),
        ("Trump met Kim, who left on Monday and said that Japan would join.", [4]),
        ("Trump said Japan would join Iran, which had left on Monday.", [None]),
        ("Trump urged Japan to join; Iran had left on Monday.", [None]),
        ("Japan left on Monday, a week after Trump said that Iran would join.", [None]),
        ("Japan left on Monday, hours after Trump said that Iran would join.", [4]),
        ("On Monday, after talks with Japan, Trump said that Iran would join.", [4]),
    ],
)
def test_no_time_in_what_another_says_and_no_limit_dates_a_statement(text: str, days: list[int | None]) -> None:
    assert [one.date.start and one.date.start.day for one in dated(text)] == days


@pytest.mark.parametrize(
    "aside",
    ["in an interview that aired Monday", "in a speech broadcast on Monday", "this weekend", "over the weekend"],
)
def test_when_words_were_sent_out_is_no_part_of_what_is_said(aside: str) -> None:
    (statement,) = said(f"Trump said {aside} that Japan would join.")
    assert [words.text for words in statement.content] == ["Japan would join"]


def test_a_time_behind_a_clause_in_which_somebody_says_something_is_not_when() -> None:
    (statement,) = dated("The pact, which Kim says is dead, was signed on Sunday.")
    assert statement.date.start is None


def test_nobody_has_said_what_he_will_say() -> None:
    text = "Trump said Monday that Japan would join."
    article = reading_of(text, times=dated_times(text))
    published = msgspec.structs.replace(article.article, published=date(2019, 3, 1))
    (statement,) = read(msgspec.structs.replace(article, article=published)).statements
    assert statement.date.start is None


def dated(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text whose Friday is the 1st and whose Monday the 4th of March 2019."""
    return read(reading_of(text, times=dated_times(text))).statements


def dated_times(text: str) -> tuple[Time, ...]:
    """Return the Friday and the Monday of a text."""
    return tuple(
        Time(start=at, end=at + 6, text=word, type="DATE", begin=date(2019, 3, day),
             until=date(2019, 3, day + 1), precision="day", rule="weekday")
        for day, word in ((1, "Friday"), (4, "Monday")) if (at := text.find(word)) >= 0
    )  # fmt: skip


def test_two_cues_of_one_subject_share_the_speaker_and_part_the_words() -> None:
    first, second = said("Trump said Japan would join, adding that Kim would come.")
    assert (content(first), content(second)) == (["Japan would join"], ["Kim would come"])
    assert second.speaker is not None
    assert second.speaker.name == "Donald Trump"


def test_a_second_verb_behind_a_semicolon_has_the_subject_of_its_own_clause() -> None:
    text = "The court heard Peru in May; Chile attended but denied the claim."
    (one,) = find_attributions(text, [(0, len(text), 0)])
    assert one.source is not None
    assert text[slice(*one.source)] == "Chile"


def test_attribution_needs_no_mentions() -> None:
    text = "A spokesman for the ministry, Ri Yong, said the talks were over."
    (one,) = find_attributions(text, [(0, len(text), 0)])
    assert one.source is not None
    assert text[slice(*one.source)] == "A spokesman for the ministry, Ri Yong"


def test_the_step_declares_its_layers() -> None:
    assert (STEP.requires, STEP.adds) == (("sentences", "mentions", "times", "places"), ("statements",))


def test_the_statement_that_somebody_spoke_in_is_his_voice() -> None:
    first, second = said("Trump said in a statement that talks went on. The statement said Japan would join.")
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.id == first.speaker.id


def test_a_document_goes_on_as_it() -> None:
    first, second = said("The report said Japan would join. It said Iran would not.")
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.name == first.speaker.name == "report"


def test_a_country_that_only_describes_who_speaks_is_not_the_speaker() -> None:
    (statement,) = said("Japan executives said Iran would join.")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.country) == ("Japan executives", "JPN")


def test_a_document_given_in_full_is_its_issuers_to_the_end_without_marks() -> None:
    told = said(
        "OSLO, May 2 (NTB) -- The chief of the press office of Iran Friday issued the following statement:",
        "The straits are open to all ships.",
        "Whoever doubts it may come and see. -0-",
    )
    assert [(one.form, one.speaker and one.speaker.country, content(one)) for one in told] == [
        ("direct", "IRN", ["The straits are open to all ships."]),
        ("direct", "IRN", ["Whoever doubts it may come and see."]),
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Iran issued a statement on Friday.", "The straits were calm."),
        ("Iran issued the following statement:", '"We are ready," it said.', "Ships passed by."),
        ("Iran released these figures:", "Ten ships passed."),
    ],
)
def test_a_text_that_only_tells_of_a_document_is_not_its_issuers(paragraphs: tuple[str, ...]) -> None:
    assert not any("passed" in words or "calm" in words for one in said(*paragraphs) for words in content(one))


def test_what_was_stated_by_somebody_named_after_it_is_his() -> None:
    (told,) = said("The border will open in May. The trains will follow. This was stated by Moon during a visit.")
    assert (told.speaker and told.speaker.name, content(told)) == (
        "Moon Jae-in", ["The border will open in May", "The trains will follow"],
    )  # fmt: skip


def test_a_post_is_its_authors_whoever_spoke_before() -> None:
    first, second = said(
        "“We will wait,” Trump said.",
        "The talks in Japan are over! https://t.co/abc123 — Moon (@moon) May 3, 2021",
    )
    assert first.speaker is not None
    assert (second.speaker and second.speaker.name, second.form) == ("Moon Jae-in", "direct")
    assert content(second) == ["The talks in Japan are over!"]


def test_a_post_that_tells_what_another_has_said_is_not_its_authors() -> None:
    (told,) = said("Trump last night: “We will wait for as long as we must.” — Moon (@moon) May 3, 2021")
    assert told.speaker is None or told.speaker.name != "Moon Jae-in"


def test_a_quotation_of_nobody_without_a_cue_stands_in_one_place() -> None:
    done = read(reading_of("“Japan will surely join the talks in Geneva.”"))
    assert [content(one) for one in done.statements] == [["Japan will surely join the talks in Geneva."]]
    assert done.not_sure == ()


def test_what_is_doubtful_is_not_sure_and_no_statement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubts, "LEAST", 0.31)
    done = read(reading_of("“We will wait,” Trump said on Monday.", "The report said Japan would join."))
    assert [content(one) for one in done.statements] == [["We will wait"]]
    assert [(one.kind, one.text) for one in done.not_sure] == [("statement", "said")]


def test_named_speakers_are_likelier_than_nobody_and_saying_than_a_colon() -> None:
    (named,), (nobody,) = said("“We will wait,” Trump said."), said("“We must all wait for a better day.”")
    (colon,) = said("Trump: Japan will join talks", kinds=("headline",))
    assert doubts.chance(named) > 0.7 > doubts.LEAST
    assert max(doubts.chance(nobody), doubts.chance(colon)) < 0.31
    assert doubts.chance(named, {"any": 0.0}) == 0.5


@pytest.mark.parametrize("opening", ["Trump reports:", "According to Trump:"])
def test_the_paragraph_behind_a_colon_is_what_it_announces(opening: str) -> None:
    (statement,) = said(opening, "The road to Japan is closed. It will stay so for a year.")
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.form) == ("Donald Trump", "direct")
    assert content(statement) == ["The road to Japan is closed. It will stay so for a year."]


@pytest.mark.parametrize("words", ["denied reports", "dismissed claims", "denies reports"])
def test_who_denies_a_report_does_not_report_so(words: str) -> None:
    assert [one.cue.text for one in said(f"Japan {words} that it had left.") if one.cue] == [words.split()[0]]


def test_who_reports_still_does() -> None:
    assert len(said("Japan reports that it had left.")) == 1


def test_a_quotation_over_paragraphs_is_his_who_is_named_behind_the_last() -> None:
    opening = "Kim welcomed the talks, he said. “They went well,” he said."
    told = said(opening, "“We have a plan. It is a good one.", "“It will cost us much,” Moon said.")
    assert [one.speaker and one.speaker.name for one in told[-2:]] == ["Moon Jae-in", "Moon Jae-in"]
