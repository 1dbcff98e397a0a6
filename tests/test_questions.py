"""What a book answers: each question over a few readings that are made for it."""

from __future__ import annotations

import csv
import inspect
import io
import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, get_args

import msgspec
import pytest
from hand_readings import reading
from told_readings import DAY, Story, actor, commit, day, index_of, month

from dyadbook import answers, narrowing, ontology, questions
from dyadbook.book.book import Book
from dyadbook.book.happenings import CARRIED_OUT
from dyadbook.book.index import Index
from dyadbook.book.merge import event_id
from dyadbook.book.questions import find
from dyadbook.book.questions.actor_page import offices_held
from dyadbook.book.questions.entries import contradicted
from dyadbook.book.tellers import tellers
from dyadbook.cli.commands import call
from dyadbook.cli.options import PERIODS
from dyadbook.errors import UsageError
from dyadbook.formats.answers_terminal import show_answer
from dyadbook.formats.terminal import terminal_console
from dyadbook.formats.wording import doubt_words, more_of
from dyadbook.pages import DyadPage
from dyadbook.records import ELSEWHERE, Reading, SaidBy, Unsure, When, Words
from dyadbook.schemas import from_json, to_json
from dyadbook.world.offices import Office, Person

WEEK = timedelta(days=7)
LATER = DAY + WEEK


@pytest.fixture
def index(tmp_path: Path) -> Index:
    """Return the index of a small book."""
    roe = SaidBy(name="Jane Roe", id="person/jane-roe")
    return index_of(
        tmp_path / "index",
        Story(DAY, "The Quay")
        .did("USA", "PRK", "CONSULT", "envoys of both talked in Geneva", DAY, issues=("denuclearization",))
        .did("USA", "PRK", "ACCUSE", "they accused the North of a launch", LATER, said_by=roe, goldstein=-2.0)
        .said("Jane Roe/USA", "PRK", "We want the complete denuclearization of the peninsula")
        .stands("USA", "PRK", "diplomatic_relations", "none"),
        Story(LATER, "The Mole")
        .did("USA", "KOR", "COOPERATE", "allies drilled together", LATER, goldstein=7.0)
        .said("Jane Roe/USA", "PRK", "We want denuclearization, and nuclear talks"),
        Story(None, None, synthetic=True).did("USA", "PRK", "AID", "an example of aid"),
    )


def shown_of(answer: answers.Answer) -> str:
    """Return an answer as a terminal shows it."""
    show_answer(answer, terminal_console(stream := io.StringIO(), width=120))
    return stream.getvalue()


# ---- the page of a dyad


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("Jane Row", "The book knows no Jane Row; names like it: jane roe."),
        ("Roeh", "The book knows no Roeh; names like it: jane roe."),
        ("Xu Quill", "The book knows no Xu Quill, and no name like it."),
        ("Trumpf", "The book knows no Trumpf, and no name like it; there are Donald Trump"),
        ("Chna", "The book knows no Chna: did you mean CHN (China)?"),
        ("Ukranie", "The book knows no Ukranie: did you mean UKR (Ukraine)?"),
        ("Kiribati", "The book tells nothing of Kiribati."),
        ("xi jinping", "The book tells nothing of Xi Jinping."),
    ],
)
def test_a_speaker_whom_the_book_does_not_know_is_told_with_names_like_it(index: Index, asked: str, says: str) -> None:
    assert says in questions.dyad(index, "USA", "PRK", said_by=asked).filter
    assert says in questions.find(index, "want", said_by=asked).filter
    assert says in questions.actor_page(index, asked).filter


@pytest.mark.parametrize(
    ("type", "doubts"), [(None, ["CONSULT by USA", "border closed", "which?"]), ("CONSULT", ["CONSULT by USA"])]
)
def test_a_type_narrows_what_is_not_sure_to_what_would_be_of_it(
    type: str | None, doubts: list[str], tmp_path: Path
) -> None:
    told = Story(DAY).did("USA", "PRK", "CONSULT", on=DAY).reading()
    reasons = ("CONSULT by USA", "border closed", "which?")
    unsure = tuple(Unsure(kind="event", start=0, end=1, text="T", reason=reason) for reason in reasons)
    made = Book.create(tmp_path / "book")
    made.store.append([msgspec.structs.replace(told, not_sure=unsure)], run="test")
    page = questions.dyad(made, "USA", "PRK", type=type)
    assert [one.reason for one in page.not_sure] == doubts


@dataclass(frozen=True)
class Narrowed:
    """What is asked, and the types of the events that are shown."""

    asked: dict[str, Any]
    types: list[str]
    words: str


@pytest.mark.parametrize(
    "case",
    [
        Narrowed({}, ["CONSULT", "ACCUSE"], "all dates"),
        Narrowed({"since": LATER}, ["ACCUSE"], "since 11 May 2020"),
        Narrowed({"until": "2020-05-10"}, ["CONSULT"], "until 10 May 2020"),
        Narrowed({"since": "2020-05", "until": "2020"}, ["CONSULT", "ACCUSE"], "1 May 2020 to 31 Dec 2020"),
        Narrowed({"until": "2020-04"}, [], "until 30 Apr 2020"),
        Narrowed({"type": "consult"}, ["CONSULT"], "type CONSULT"),
        Narrowed({"said_by": "Jane Roe"}, ["ACCUSE"], "said by Jane Roe"),
        Narrowed({"said_by": "roe"}, ["ACCUSE"], "said by roe"),
        Narrowed({"issue": "Denuclearization"}, ["CONSULT"], "issue denuclearization"),
        Narrowed({"synthetic": "with"}, ["CONSULT", "ACCUSE", "AID"], "sources and example texts together"),
    ],
    ids=lambda case: case.words,
)
def test_a_dyad_is_narrowed_down_and_says_by_what(index: Index, case: Narrowed) -> None:
    page = questions.dyad(index, "USA", "North Korea", **case.asked)
    assert [entry.type for entry in (*page.timeline, *page.undated)] == case.types
    assert case.words in page.filter


def test_a_dyad_of_days_says_how_many_events_have_none(tmp_path: Path) -> None:
    story = (
        Story(DAY).did("USA", "PRK", "ACCUSE").did("USA", "PRK", "REJECT", on=DAY).said("A/USA", "PRK", "We will see")
    )
    index = index_of(tmp_path / "index", story)
    assert "1 event without a date is left out." in questions.dyad(index, "USA", "PRK", since=DAY).filter
    assert "left out" not in questions.dyad(index, "USA", "PRK", since=DAY, type="REJECT").filter
    assert "left out" not in questions.dyad(index, "USA", "PRK").filter


def test_example_texts_are_apart_and_counted(index: Index) -> None:
    assert "1 example text left out" in questions.dyad(index, "USA", "PRK").filter


def test_an_empty_page_says_in_what_it_looked(index: Index) -> None:
    told = questions.dyad(index, "FRA", "PER").filter
    assert "Looked in 2 articles, published 4 May 2020 to 11 May 2020, of The Mole (1), The Quay (1)." in told


def drilled(story: Story, source: str, *targets: str, on: date | None = DAY, confidence: float = 0.9) -> Story:
    """Return a story with one more report of a drill, in which all named are."""
    event = story.did(source, targets[0], "COOPERATE", "allies drilled together", on, reciprocal=True).events.pop()
    parties = tuple(map(actor, targets))
    story.events.append(msgspec.structs.replace(event, target=parties, confidence=confidence))
    return story


@pytest.mark.parametrize("sure", [0.5, 0.95])
def test_an_event_is_told_by_the_report_with_more_parties_of_those_alike(tmp_path: Path, sure: float) -> None:
    told = drilled(drilled(Story(DAY), "JPN", "KOR"), "USA", "JPN", "KOR", confidence=sure)
    (entry,) = questions.dyad(index_of(tmp_path, told), "JPN", "KOR").timeline
    assert (entry.source, entry.target) == (("USA",), ("JPN", "KOR"))


def test_of_reports_alike_with_as_many_parties_the_surer_tells_the_event(tmp_path: Path) -> None:
    told = [drilled(Story(DAY, f"Quay {n}"), "USA", "JPN", confidence=0.5) for n in range(3)]
    told.append(drilled(Story(DAY, "The Mole"), "JPN", "USA", confidence=0.95))
    (entry,) = questions.dyad(index_of(tmp_path, *told), "JPN", "USA").timeline
    assert (entry.source, entry.articles) == (("JPN",), 4)


def test_the_page_of_a_dyad_shows_both_its_parties_of_an_event_that_a_more_precise_report_tells_of_others(
    tmp_path: Path,
) -> None:
    told = drilled(drilled(Story(DAY), "JPN", "KOR"), "USA", "JPN", "KOR", on=None)
    (entry,) = questions.dyad(index_of(tmp_path, told), "USA", "JPN").timeline
    assert (entry.source, entry.target, entry.date.start) == (("USA",), ("JPN", "KOR"), DAY)


FROZE = (
    "it froze accounts of banks, ships and ports",
    "it froze accounts of banks, insurers and mills",
    "it froze accounts of banks, farms and mines",
    "it froze accounts of banks, schools and mints",
)
"""Ways to tell one act, so far from each other that none is a copy."""


def froze(*reports: tuple[str, str, date | None, float]) -> list[Story]:
    """Return articles of one act, each with who did it, to whom, when, and how sure it is."""
    told = []
    for n, (source, targets, on, confidence) in enumerate(reports):
        story = Story(DAY + timedelta(days=1), f"Quay {n}").did(source, "IRN", "SANCTION", FROZE[n], on, lead=True)
        event = msgspec.structs.replace(
            story.events.pop(), target=tuple(map(actor, targets.split())), confidence=confidence
        )
        story.events.append(event)
        told.append(story)
    return told


USUAL = ("USA", "IRN", None, 0.8)


@dataclass(frozen=True)
class Told:
    """Reports of one act, whom the event has as its targets, its date, and whether who takes part is disputed."""

    reports: tuple[tuple[str, str, date | None, float], ...]
    targets: set[str]
    date: date | None
    disputed: bool = True


@pytest.mark.parametrize(
    "case",
    [
        Told((USUAL, USUAL, USUAL, ("USA", "ISR IRN", DAY, 0.3)), {"IRN"}, None),
        Told((USUAL, USUAL, ("USA", "IRN", DAY, 0.3), ("USA", "ISR IRN", DAY, 0.3)), {"IRN"}, DAY),
        Told((USUAL, USUAL, ("USA", "ISR IRN", None, 0.8)), {"ISR", "IRN"}, None, disputed=False),
        Told((USUAL, USUAL, ("USA", "ISR IRN", None, 0.3)), {"IRN"}, None),
        Told((USUAL, ("USA", "ISR IRN", None, 0.3)), {"ISR", "IRN"}, None, disputed=False),
        Told(
            (("USA", "ISR IRN", None, 0.5), ("USA", "ISR IRN", None, 0.5), ("USA", "IRN", DAY, 0.9)),
            {"ISR", "IRN"},
            DAY,
            disputed=False,
        ),
    ],
    ids=["one of four", "dated by another", "a third", "less than a third", "one of two", "what most tell"],
)
def test_an_event_bears_the_parties_that_enough_of_its_reports_tell(tmp_path: Path, case: Told) -> None:
    page = questions.dyad(index_of(tmp_path, *froze(*case.reports)), "USA", "IRN")
    (entry,) = (*page.timeline, *page.undated)
    assert entry.articles == len(case.reports)
    assert (set(entry.target), entry.date.start) == (case.targets, case.date)
    assert ("parties" in entry.disputed) == case.disputed


@pytest.mark.parametrize(("copies", "targets"), [(True, {"ISR", "IRN"}), (False, {"IRN"})])
def test_the_copies_of_a_report_outvote_no_other(copies: bool, targets: set[str]) -> None:
    reports = [event for story in froze(USUAL, USUAL, USUAL, ("USA", "ISR IRN", DAY, 0.3)) for event in story.events]
    weighed = {reports[0].id, reports[-1].id} if copies else {one.id for one in reports}
    told_by = tellers(reports, weighed).told_by
    assert {party.name for one in reports if one.id == told_by for party in one.target} == targets


def test_what_one_misread_report_tells_of_two_is_on_their_page_and_in_no_count(tmp_path: Path) -> None:
    index = index_of(tmp_path, *froze(("USA", "IRN", DAY, 0.8), USUAL, USUAL, ("USA", "ISR IRN", DAY, 0.3)))
    (entry,) = questions.dyad(index, "USA", "ISR").timeline
    assert (entry.relation, entry.target, entry.disputed) == ("about", ("ISR", "IRN"), ("parties",))
    assert doubt_words(None, entry.disputed) == "disputed: its reports contradict each other on who"
    assert questions.series(index, "USA", "ISR").periods == ()
    assert questions.series(index, "USA", "IRN").periods[0].all.events == 1


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ({"since": "May"}, "no date: give a day as in"),
        ({"since": 2025}, "no date"),
        ({"synthetic": "none"}, "synthetic is apart, only or with, and not 'none'"),
        ({"imported": "never"}, "imported is with, apart or only"),
        ({"since": "2020-05-02", "until": "2020-05-01"}, "before"),
        ({"type": "CONSLT"}, "CONSULT"),
        ({"issue": "denuclearisatio"}, "denuclearization"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(index: Index, asked: dict[str, Any], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        questions.dyad(index, "USA", "PRK", **asked)


@pytest.mark.parametrize(
    ("question", "given", "asked", "hint"),
    [
        (questions.series, ("USA", "PRK"), {"by": "decade"}, "by is week, month, quarter or year"),
        (questions.counted, ("USA", "PRK"), {"undated": "never"}, "undated is apart or published"),
        (questions.find, ("talks",), {"kind": "word"}, "kind is event, statement or standing"),
        (questions.among, (["USA", "PRK", "JPN"],), {}, "give each as a text of its own"),
        (questions.pending, ("USA", 5), {}, "5 is no party"),
    ],
)  # fmt: skip
def test_a_word_that_a_question_does_not_take_is_said_with_those_it_takes(
    index: Index, question: Callable[..., object], given: tuple[object, ...], asked: dict[str, str], hint: str
) -> None:
    with pytest.raises(UsageError, match=hint):
        question(index, *given, **asked)


# ---- find


@dataclass(frozen=True)
class Sought:
    """Words and filters, and the beginnings of the words that are found."""

    words: str
    asked: dict[str, Any]
    found: set[str]


@pytest.mark.parametrize(
    "case",
    [
        Sought("denuclearization", {}, {"We want the complete", "We want denuclearization"}),
        Sought("talk", {}, {"envoys of both", "We want denuclearization"}),
        Sought('"complete denuclearization"', {}, {"We want the complete"}),
        Sought('"denuclearization complete"', {}, set()),
        Sought("denucl*", {"since": LATER}, {"We want denuclearization"}),
        Sought(
            "want", {"said_by": "Jane Roe", "about": "PRK", "kind": "statement"}, {"We want the complete", "We want d"}
        ),
        Sought("want", {"said_by": "KOR"}, set()),
        Sought("drilled", {"country": "KOR"}, {"allies drilled"}),
        Sought("drilled", {"country": "PRK"}, set()),
        Sought("aid", {"synthetic": "only"}, {"an example"}),
        Sought("aid", {}, set()),
        Sought("none", {"type": "diplomatic_relations"}, {"USA PRK diplomatic"}),
        Sought("", {"said_by": "Jane Roe", "kind": "statement"}, {"We want the complete", "We want d"}),
        Sought("", {"type": "diplomatic_relations"}, {"USA PRK diplomatic"}),
    ],
    ids=lambda case: f"{case.words} {case.asked}",
)
def test_words_are_found_in_any_form_and_where_they_are_asked_for(index: Index, case: Sought) -> None:
    answer = questions.find(index, case.words, **case.asked)
    texts = [hit.passages[0].text for hit in answer.hits]
    assert len(texts) == len(case.found) == answer.count
    assert all(any(text.startswith(begun) for text in texts) for begun in case.found)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("roe accounts", 1),
        ('"foreign minister"', 1),
        ("warned", 1),
        ("warned envoys accounts", 1),
        ('"accounts roe"', 0),
    ],
)
def test_a_statement_is_found_by_who_speaks_and_how(tmp_path: Path, words: str, found: int) -> None:
    told = Story(DAY).said("Jane Roe/USA", "PRK", "We froze all accounts", audience="envoys")
    (said,) = told.statements
    cue = Words(start=0, end=6, text="warned")
    assert said.speaker is not None
    speaker = msgspec.structs.replace(said.speaker, office="Foreign Minister")
    said = msgspec.structs.replace(said, speaker=speaker, cue=cue)
    index = index_of(tmp_path, msgspec.structs.replace(told.reading(), statements=(said,)))
    assert questions.find(index, words).count == found
    assert not questions.wording(index, words.strip('"')).uses  # which asks for what was said


@pytest.mark.parametrize(("words", "found"), [("Zelensky Johnson", 1), ("zelensky agreed", 1), ("Zelensky Macron", 0)])
def test_an_event_is_found_by_the_names_by_which_its_parties_are_shown(tmp_path: Path, words: str, found: int) -> None:
    told = Story(DAY).did("Volodymyr Zelensky/UKR", "Boris Johnson/GBR", "AGREE", "Zelenskyy and the PM agreed", DAY)
    assert questions.find(index_of(tmp_path, told), words, kind="event").count == found


def test_who_holds_an_office_of_a_body_speaks_for_it(tmp_path: Path) -> None:
    told = Story(DAY).said("Jens Stoltenberg/", "RUS", "We froze all accounts")
    (said,) = told.statements
    assert said.speaker is not None
    speaker = msgspec.structs.replace(
        said.speaker, kind="person", id="person/jens-stoltenberg", office="Secretary General", country=None
    )
    said = msgspec.structs.replace(said, speaker=speaker)
    index = index_of(tmp_path, msgspec.structs.replace(told.reading(), statements=(said,)))
    assert questions.find(index, said_by="org/NATO").count == 1
    assert questions.dyad(index, "org/NATO", "RUS").statements


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("north launch", "“north” and “launch”"),
        ('"the North" launch*', "“the North” and “launch*”"),
        ('"the North of a launch"', "“the North of a launch”"),
        ('launch -- "', "“launch”"),
    ],
)
def test_what_is_looked_for_is_told_part_by_part(index: Index, words: str, told: str) -> None:
    answer = questions.find(index, words)
    assert f"with {told};" in answer.filter
    assert f"\n{told}\n" in shown_of(answer)


def test_a_hit_shows_the_words_that_were_looked_for(index: Index) -> None:
    (hit,) = questions.find(index, "drill").hits
    key = hit.passages[0].key
    assert key is not None
    assert key.text == "drilled"


def test_the_reports_of_one_event_are_one_hit(tmp_path: Path) -> None:
    told = [Story(DAY, name).did("USA", "PRK", "CONSULT", "envoys talked in Geneva", DAY) for name in ("A", "B")]
    answer = questions.find(index_of(tmp_path, *told), "geneva")
    assert [(hit.more, answer.count) for hit in answer.hits] == [(1, 1)]
    assert "1 record with" in answer.filter


def test_no_page_of_hits_is_empty_as_long_as_the_count_promises_more(tmp_path: Path) -> None:
    told = [Story(DAY, name).did("USA", "PRK", "CONSULT", "envoys talked in Geneva", DAY) for name in ("A", "B")]
    told[0].did("JPN", "KOR", "AID", "rice was sent by way of Geneva", DAY)
    told[1].said("Jane Roe/USA", "PRK", "We liked Geneva").stands("USA", "PRK", "border", "of Geneva")
    index = index_of(tmp_path, *told)
    pages = [questions.find(index, "geneva", most=1, skip=skip) for skip in range(5)]
    assert [len(page.hits) for page in pages] == [1, 1, 1, 1, 0]
    assert {page.count for page in pages} == {4}


def test_what_is_counted_in_part_says_that_there_is_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "_COUNTED", 2)
    told = [Story(DAY, name).did("USA", "PRK", "CONSULT", f"talk of {name}", DAY) for name in ("A", "B", "C", "D")]
    answer = questions.find(index_of(tmp_path, *told), "talk")
    assert answer.more_than
    assert "more than" in answer.filter


def test_more_reports_of_a_hit_are_those_of_other_articles_as_on_a_dyads_page(tmp_path: Path) -> None:
    told = [Story(DAY, name).did("USA", "PRK", "CONSULT", "envoys talked in Geneva", DAY) for name in ("A", "B")]
    told[1].did("USA", "PRK", "CONSULT", "talks in Geneva", DAY)
    told.append(Story(DAY, "C").did("USA", "PRK", "CONSULT", "envoys met", DAY))
    index = index_of(tmp_path, *told)
    (hit,) = questions.find(index, "geneva").hits
    (entry,) = questions.dyad(index, "USA", "PRK").timeline
    assert more_of(entry.passages) == (hit.more, "reports")


def test_a_hit_is_told_as_its_event_is_on_a_dyads_page(tmp_path: Path) -> None:
    vague = Story(DAY, "A").did("USA", "PRK", "CONSULT", "envoys talked in Geneva by the lake")
    index = index_of(tmp_path, vague, Story(DAY, "B").did("USA", "PRK", "CONSULT", "envoys talked in Geneva", DAY))
    (hit,), (entry,) = questions.find(index, "lake").hits, questions.dyad(index, "USA", "PRK").timeline
    assert (hit.event, hit.date, hit.who, hit.whom) == (entry.id, entry.date, *entry.source, *entry.target)
    assert hit.date.start == DAY
    assert "↔ PRK · 4 May 2020" in " ".join(shown_of(questions.find(index, "lake")).split())


def test_a_hit_is_told_by_the_words_of_another_only_where_every_report_of_its_event_is(tmp_path: Path) -> None:
    words, roe = "envoys talked in Geneva by the lake", SaidBy(name="Jane Roe")
    told = Story(DAY, "A").did("USA", "PRK", "CONSULT", words, DAY, said_by=roe)
    other = Story(DAY, "B").did("USA", "PRK", "CONSULT", words, DAY)
    for stories, said_by in (([told], "Jane Roe"), ([told, other], None)):
        (hit,) = questions.find(index_of(tmp_path / str(len(stories)), *stories), "lake").hits
        assert hit.said_by == said_by


def marked() -> Reading:
    """Return a reading whose event and statement bear every mark of what is inferred, past or to be doubted."""
    told = Story(DAY).did(
        "USA", "PRK", "SANCTION", "the accounts were frozen", DAY, historical=True, condition="a vote"
    )
    told.said("Jane Roe/FRA", "PRK", "We froze all accounts", said_by="John Doe")
    (event,), (said,) = told.events, told.statements
    assert said.speaker is not None
    target = tuple(msgspec.structs.replace(one, basis=ELSEWHERE) for one in event.target)
    speaker = msgspec.structs.replace(said.speaker, country_inferred=True, name_inferred=True)
    source = tuple(msgspec.structs.replace(one, name_inferred=True) for one in event.source)
    return msgspec.structs.replace(
        told.reading(),
        events=(
            msgspec.structs.replace(
                event, source=source, target=target, confidence=0.2, said_by=SaidBy(name="John Doe")
            ),
        ),
        statements=(msgspec.structs.replace(said, speaker=speaker),),
    )


def test_a_hit_bears_the_marks_that_its_record_has_on_other_pages(tmp_path: Path) -> None:
    answer = questions.find(index_of(tmp_path, marked()), "accounts")
    event, said = sorted(answer.hits, key=lambda hit: hit.kind)
    assert (event.historical, event.elsewhere, event.confidence) == (True, ("PRK",), 0.2)
    assert (event.by_office, said.by_office) == (("USA",), ("Jane Roe",))
    assert (event.condition, event.said_by) == ("a vote", "John Doe")
    assert (said.country, said.country_inferred, said.said_by) == ("FRA", True, "John Doe")
    shown = " ".join(shown_of(answer).split())
    for mark in (
        "PRK: named in another sentence", "history", "doubtful: about 2 in 10", "Jane Roe (FRA?)",
        "? country inferred, not told", "Jane Roe: name inferred from the office", "on condition: a vote",
        "says John Doe",
    ):  # fmt: skip
        assert mark in shown


def test_a_change_says_which_party_another_sentence_names(tmp_path: Path) -> None:
    told = marked()
    told = msgspec.structs.replace(told, events=(msgspec.structs.replace(told.events[0], historical=False),))
    answer = questions.changes(index_of(tmp_path, told), DAY, [("USA", "PRK")])
    (change,) = answer.watched[0].changes
    assert change.elsewhere == ("PRK",)
    shown = " ".join(shown_of(answer).split())
    assert "PRK: named in another sentence · USA: name inferred from the office" in shown


@pytest.mark.parametrize(
    ("words", "narrowed", "told"),
    [
        ("Quay", {}, True),  # the article has the word, and no record has it
        ("launch", {}, False),
        ("", {"said_by": "KOR"}, False),
    ],
)
def test_where_no_record_has_the_words_it_is_said_that_records_alone_are_searched(
    index: Index, words: str, narrowed: dict[str, Any], told: bool
) -> None:
    answer = questions.find(index, words, **narrowed)
    assert ("not the whole text of the articles" in answer.filter) is told
    assert ("nuclear* is whatever begins so" in answer.filter) is told


@pytest.mark.parametrize("words", ["", "  "])
def test_where_nothing_is_given_to_find_by_it_is_said_what_could_be(index: Index, words: str) -> None:
    with pytest.raises(UsageError, match=r"give words, .* or who speaks \(--speaker\), a party"):
        questions.find(index, words)


@pytest.mark.parametrize("words", ['""', "*", "-"])
def test_no_word_is_no_question(index: Index, words: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        questions.find(index, words)


def test_without_words_the_newest_come_first(index: Index) -> None:
    answer = questions.find(index, said_by="Jane Roe", kind="statement")
    assert answer.order == "newest"
    assert "“" not in answer.filter
    days = [str(hit.passages[0].article.published) for hit in answer.hits]
    assert days == sorted(days, reverse=True)
    assert all(passage.key is None for hit in answer.hits for passage in hit.passages)


# ---- series


def test_a_series_has_means_with_their_interval_and_both_sides_apart(tmp_path: Path) -> None:
    story = Story()
    acts = [("COOPERATE", 4.0), ("COOPERATE", 6.0), ("ACCUSE", -4.0), ("AID", 6.0), ("AID", 8.0)]
    for n, (type, value) in enumerate(acts):
        story.did("USA", "PRK", type, f"act {n}", DAY + n * timedelta(days=2), goldstein=value)
    (period,) = questions.series(index_of(tmp_path, story), "USA", "PRK", by="month").periods
    assert (period.start, period.end) == (date(2020, 5, 1), date(2020, 6, 1))
    assert (period.all.events, period.cooperation.events, period.conflict.events) == (5, 4, 1)
    assert period.all.goldstein == pytest.approx(4.0)
    assert period.all.high == pytest.approx(4.0 + 2.776 * 22**0.5 / 5**0.5, abs=0.03)
    assert (period.by_first, period.by_second) == (5, 0)


@pytest.mark.parametrize(
    ("fields", "placed"),
    [
        ({"lead": True}, True),
        ({"lead": False}, False),
        ({"lead": True, "historical": True}, False),
        ({"lead": True, "modality": "future"}, False),
        ({"lead": True, "on": month(2020, 3)}, False),
    ],
    ids=["news", "background", "history", "plan", "another month"],
)
def test_news_without_a_date_stands_where_it_was_first_published_where_one_asks_for_that(
    tmp_path: Path, fields: dict[str, Any], placed: bool
) -> None:
    told = [Story(day, str(day)).did("USA", "PRK", "AID", "rice came by ship", **fields) for day in (LATER, DAY)]
    index = index_of(tmp_path, *told)
    assert sum(one.all.published for one in questions.series(index, "USA", "PRK", by="week").periods) == 0
    answer = questions.series(index, "USA", "PRK", by="week", undated="published")
    assert [one.start for one in answer.periods if one.all.published] == [DAY] * placed
    assert answer.published == sum(one.all.events for one in answer.periods if one.all.published) == placed
    assert (f"{int(placed)} that no report dates in the week in which they were first published") in answer.filter
    assert ("1 (1p)" in shown_of(answer)) == placed


def test_a_mean_says_over_how_many_of_the_events_it_is(tmp_path: Path) -> None:
    story = (
        Story().did("USA", "PRK", "AID", "rice came", DAY, goldstein=4.0).did("USA", "PRK", "RETREAT", "so it was", DAY)
    )
    answer = questions.series(index_of(tmp_path, story), "USA", "PRK")
    assert (answer.periods[0].all.events, answer.periods[0].all.valued) == (2, 1)
    assert "+4.0 of 1" in shown_of(answer)


def coded(source: str, target: str, type: str, on: date) -> Reading:
    """Return an event that others coded, which has no text."""
    told = Story(None, "Wire").did(source, target, type, on=on).reading()
    (event,) = told.events
    report = msgspec.structs.replace(event.reports[0], start=0, end=0, text="", trigger=Words(start=0, end=0, text=""))
    event = msgspec.structs.replace(event, reports=(report,), origin="imported/polecat")
    article = msgspec.structs.replace(told.article, text="", blocks=())
    return msgspec.structs.replace(told, article=article, events=(event,))


@pytest.mark.parametrize(
    ("imported", "types"), [("with", {"AID", "RETREAT"}), ("apart", {"AID"}), ("only", {"RETREAT"})]
)
def test_what_others_coded_is_with_the_rest_left_out_or_alone(
    tmp_path: Path, imported: answers.Imported, types: set[str]
) -> None:
    index = index_of(tmp_path, Story().did("USA", "PRK", "AID", on=DAY), coded("USA", "PRK", "RETREAT", DAY))
    page = questions.dyad(index, "USA", "PRK", imported=imported)
    assert {entry.type for entry in page.timeline} == types
    assert {hit.what for hit in questions.find(index, about="PRK", imported=imported).hits} == types
    assert {entry.type for entry in questions.actor_page(index, "USA", imported=imported).events} == types
    series = questions.series(index, "USA", "PRK", imported=imported)
    assert series.periods[0].all.events == len(types)
    assert series.imported == ("RETREAT" in types)
    assert (", 1 coded by others (imported)" in series.filter) == ("RETREAT" in types)
    assert "1 row of others' event data among them" in page.filter


def test_what_hollow_counts_is_said_under_a_series(tmp_path: Path) -> None:
    story = Story().did("USA", "PRK", "AID", "rice came", DAY)
    index = index_of(tmp_path, story)
    assert "hollow:" not in shown_of(questions.series(index, "USA", "PRK"))
    story = Story(LATER).did("USA", "PRK", "AID", "rice is to come", LATER, modality="future")
    index.put(commit(2), [story.reading()])
    told = "hollow: promised, threatened, supposed or denied; in none of the other figures"
    assert told in shown_of(questions.series(index, "USA", "PRK"))


def test_a_series_keeps_its_heads_whole_where_the_screen_is_narrow(tmp_path: Path) -> None:
    story = Story(date(2020, 9, 1)).did("USA", "PRK", "ASSAULT", on=DAY, goldstein=-10.0)
    for n, goldstein in enumerate((1.0, -4.0, -9.0, 7.0, -10.0)):
        story.did("USA", "PRK", "SANCTION", f"blow {n}", date(2020, 8, 1 + n), goldstein=goldstein)
    answer = questions.series(index_of(tmp_path, story), "USA", "PRK", by="month")
    show_answer(answer, terminal_console(stream := io.StringIO(), width=80))
    assert "hollow" in stream.getvalue()
    assert "…" not in stream.getvalue()


def test_a_series_leaves_out_what_is_under_the_threshold_and_says_so(tmp_path: Path) -> None:
    told = Story().did("USA", "PRK", "AID", "rice came", DAY).did("PRK", "USA", "ACCUSE", "it was late", DAY).reading()
    unsure = msgspec.structs.replace(told.events[1], confidence=0.4)
    index = index_of(tmp_path, msgspec.structs.replace(told, events=(told.events[0], unsure)))
    assert questions.series(index, "USA", "PRK").periods[0].all.events == 2
    sure = questions.series(index, "USA", "PRK", threshold=0.5)
    assert sure.periods[0].all.events == 1
    assert "with 1 event between" in sure.filter
    assert "1 other left out whose confidence is under 0.5" in sure.filter


def test_a_threshold_leaves_out_of_every_answer_what_is_less_sure(tmp_path: Path) -> None:
    story = Story(LATER).did("USA", "PRK", "AID", "rice came", DAY).did("PRK", "USA", "SANCTION", "it may close", DAY)
    told = story.did("USA", "PRK", "CONSULT", "talks are due", LATER + WEEK, modality="future").reading()
    doubtful = [msgspec.structs.replace(one, confidence=0.4) for one in told.events[1:]]
    again = Story(LATER, "The Mole").did("USA", "PRK", "CONSULT", "talks are due", LATER + WEEK, modality="future")
    index = index_of(tmp_path, msgspec.structs.replace(told, events=(told.events[0], *doubtful)), again.reading())
    page = questions.dyad(index, "USA", "PRK", threshold=0.5)
    assert {entry.type for entry in page.timeline} == {"AID", "CONSULT"}  # one report of the talks is sure
    assert "confidence 0.5 or more" in page.filter
    assert questions.find(index, "close").count == 1
    assert questions.find(index, "close", threshold=0.5).count == 0
    assert questions.find(index, "talks", threshold=0.5).count == 1
    assert questions.pending(index, "USA", "PRK", threshold=0.5).total == 1
    assert questions.pending(index, "USA", "PRK", threshold=0.99).total == 0
    changed = questions.changes(index, LATER, [("USA", "PRK")], threshold=0.5).watched[0]
    assert changed.events == 1
    with pytest.raises(UsageError, match="give one from 0 to 1"):
        questions.dyad(index, "USA", "PRK", threshold=40)


def test_a_mean_of_few_values_has_no_interval(tmp_path: Path) -> None:
    story = Story()
    for n in range(4):
        story.did("USA", "PRK", "COOPERATE", f"act {n}", DAY + n * timedelta(days=2), goldstein=4.0 + n)
    (period,) = questions.series(index_of(tmp_path, story), "USA", "PRK", by="month").periods
    assert (period.all.events, period.all.goldstein, period.all.low, period.all.high) == (4, 5.5, None, None)


@dataclass(frozen=True)
class Dated:
    """A date, the period that is asked for, and whether the event has a place in one."""

    when: When
    by: answers.Span
    placed: bool


@pytest.mark.parametrize(
    "case",
    [
        Dated(day(DAY), "month", True),
        Dated(month(2020, 5), "month", True),
        Dated(month(2020, 5), "quarter", True),
        Dated(When(start=date(2020, 5, 25), end=date(2020, 6, 1), precision="week"), "week", True),
        Dated(month(2020, 5), "week", False),
        Dated(When(start=date(2020, 5, 28), end=date(2020, 6, 4), precision="week"), "month", False),
        Dated(When(start=date(2020, 1, 1), end=date(2021, 1, 1), precision="year"), "quarter", False),
        Dated(When(), "year", False),
    ],
)
def test_an_event_is_in_a_period_only_where_its_whole_date_is(tmp_path: Path, case: Dated) -> None:
    told = Story().did("USA", "PRK", "ACCUSE", on=case.when)
    answer = questions.series(index_of(tmp_path, told), "USA", "PRK", by=case.by)
    assert (len(answer.periods), answer.unplaced) == (case.placed, not case.placed)


def test_silent_periods_are_there_and_what_was_not_done_counts_apart(tmp_path: Path) -> None:
    told = Story().did("USA", "PRK", "ACCUSE", on=DAY)
    told.did("USA", "PRK", "SANCTION", on=DAY + 13 * WEEK, modality="future")
    answer = questions.series(index_of(tmp_path, told), "USA", "PRK", by="month")
    assert [(one.all.events, one.hollow) for one in answer.periods] == [(1, 0), (0, 0), (0, 0), (0, 1)]


def test_the_command_line_counts_by_every_period() -> None:
    assert get_args(answers.Span) == PERIODS


def test_weeks_begin_on_monday_and_follow_each_other_over_the_turn_of_a_year(tmp_path: Path) -> None:
    told = Story().did("USA", "PRK", "ACCUSE", on=date(2024, 12, 29))
    told.did("USA", "PRK", "SANCTION", on=date(2025, 1, 6))
    answer = questions.series(index_of(tmp_path, told), "USA", "PRK", by="week")
    assert [one.start.isoformat() for one in answer.periods] == ["2024-12-23", "2024-12-30", "2025-01-06"]
    assert "2024-12-30" in shown_of(answer)


# ---- pending


@dataclass(frozen=True)
class Promised:
    """What is told after a plan of the first article, when, and what is believed of the plan."""

    plan: When
    later: dict[str, Any] | None
    state: str
    hint: bool = False  # an event is shown that may be the outcome


@pytest.mark.parametrize(
    "case",
    [
        Promised(day(LATER), {"on": LATER}, "kept"),
        Promised(day(LATER), {"on": LATER + 9 * WEEK}, "overdue"),
        Promised(day(LATER), {"on": None, "modality": "negated"}, "broken"),
        Promised(day(LATER), {"on": LATER, "words": "the trip of a team was postponed"}, "postponed"),
        Promised(day(LATER), {"on": LATER, "type": "AID"}, "overdue"),
        Promised(day(LATER), None, "open"),
        Promised(When(), {"on": LATER, "issues": ("famine",)}, "kept"),
        Promised(When(), {"on": LATER}, "open", hint=True),
        Promised(When(), {"on": DAY - 9 * WEEK}, "open"),
    ],
)
def test_a_plan_is_kept_broken_overdue_or_open(tmp_path: Path, case: Promised) -> None:
    plan = Story(DAY).did(
        "USA", "PRK", "AGREE", "it would send a team", case.plan, act="COOPERATE", modality="future",
        condition="if it is asked", issues=("famine",),
    )  # fmt: skip
    told = [plan]
    if case.later is not None:
        fields = {"type": "COOPERATE", "words": "it did send a team", **case.later}
        told.append(Story(LATER + 2 * WEEK).did("USA", "PRK", **fields))
    (answer,) = questions.pending(index_of(tmp_path, *told), "USA", "PRK").plans
    assert (answer.state, answer.by, answer.condition) == (case.state, "USA", "if it is asked")
    assert (answer.outcome is None) == (case.state in ("open", "overdue") and not case.hint)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (LATER, "its outcome, 11 May 2020: “the envoys met”"),
        (None, "its outcome, on a day that no article tells: “the"),
    ],
)
def test_what_became_of_a_plan_is_said_with_its_day(tmp_path: Path, on: date | None, told: str) -> None:
    plan = Story(DAY).did("USA", "PRK", "AGREE", "envoys are to meet", act="CONSULT", modality="future")
    done = Story(LATER).did("USA", "PRK", "CONSULT", "the envoys met", on)
    answer = questions.pending(index_of(tmp_path, plan, done), "USA", "PRK")
    shown = " ".join(shown_of(answer).split())
    assert "no article says for when" in shown
    assert told in shown


@pytest.mark.parametrize(
    ("plan", "days", "told"),
    [
        (None, 91, "overdue: told 91 days before the newest article (without a day it is overdue after 90), and no"),
        (None, 90, "open: told 90 days before the newest article (without a day it is overdue after 90), and no"),
        (LATER, 91, "overdue: its time is over, and no article"),
        (LATER, 1, "open: its time is not over, and no article"),
    ],
)
def test_a_plan_without_a_day_says_how_old_it_is_and_when_it_is_overdue(
    tmp_path: Path, plan: date | None, days: int, told: str
) -> None:
    first = Story(DAY).did("USA", "PRK", "AGREE", "it would send a team", plan, act="COOPERATE", modality="future")
    newest = Story(DAY + timedelta(days=days)).did("USA", "PRK", "ACCUSE", "they accused the North")
    answer = questions.pending(index_of(tmp_path, first, newest), "USA", "PRK")
    assert told in " ".join(shown_of(answer).split())


MEANT = date(2020, 5, 31)


@pytest.mark.parametrize(
    ("words", "published", "last"),
    [
        ("unless it signs by 31 May", DAY, MEANT),
        ("unless it signs by the 31 May deadline", DAY, MEANT),
        ("if it has not signed by the end of May", DAY, MEANT),
        ("unless it signs no later than May 31, 2020", None, MEANT),
        ("unless it signs before 1 June", DAY, MEANT),
        ("unless it signs by June", DAY, date(2020, 6, 30)),
        ("unless it signs by 2 May", DAY, None),  # a day that is over
        ("unless it signs by tomorrow", DAY, None),  # a dateline may lie a day before
        ("unless it signs by early June", DAY, None),
        ("unless it signs within 30 days", DAY, None),  # from which day on is not told
        ("if it signs on 31 May", DAY, None),
        ("unless it signs by 31 May, or by 5 June", DAY, None),
        ("unless it signs by 31 May", None, None),  # of which year
        ("unless it signs", DAY, None),
    ],
)
def test_a_plan_tells_the_last_day_on_which_its_condition_can_come(
    tmp_path: Path, words: str, published: date | None, last: date | None
) -> None:
    told = Story(published).did(
        "USA", "MEX", "SANCTION", f"it will impose duties on steel {words}", modality="future", condition=words
    )
    answer = questions.pending(index_of(tmp_path, told), "USA", "MEX")
    assert [(plan.condition_until, plan.until) for plan in answer.plans] == [(last, None)]
    assert ("the condition's last day: " in " ".join(shown_of(answer).split())) == (last is not None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("unless it signs by 31 August", "open: the last day of its condition is not over; told 91 days before"),
        ("unless it signs by 31 May", "overdue: the last day of its condition is over; told 91 days before"),
    ],
)
def test_a_plan_is_not_overdue_while_its_condition_can_come(tmp_path: Path, words: str, told: str) -> None:
    plan = Story(DAY).did(
        "USA", "MEX", "SANCTION", f"it will impose duties {words}", modality="future", condition=words
    )
    newest = Story(DAY + timedelta(days=91)).did("USA", "PRK", "ACCUSE", "they accused the North")
    answer = questions.pending(index_of(tmp_path, plan, newest), "USA", "MEX")
    assert told in " ".join(shown_of(answer).split())


def test_articles_that_tell_apart_until_when_a_condition_can_come_tell_no_last_day(tmp_path: Path) -> None:
    told = [
        Story(DAY, outlet).did(
            "USA", "MEX", "SANCTION", f"it will impose duties of a quarter on all steel of Mexico {words}",
            modality="future", condition=words,
        )
        for outlet, words in (("The Quay", "unless it signs by 31 May"), ("The Pier", "unless it signs by 30 May"))
    ]  # fmt: skip
    (plan,) = questions.pending(index_of(tmp_path, *told), "USA", "MEX").plans
    assert plan.condition_until is None


def plans_of_three() -> list[Story]:
    """Return stories with a plan of two dyads that was kept, one of three parties, and one of another day."""
    plan: dict[str, Any] = {"act": "COOPERATE", "modality": "future", "words": "it would send a team"}
    return [
        Story(DAY).did("USA", "PRK", "AGREE", on=LATER, **plan).did("FRA", "DEU", "AGREE", on=LATER, **plan),
        Story(LATER + WEEK).did("USA", "PRK", "COOPERATE", "it did send a team", LATER),
        Story(LATER + WEEK).did("CHN", "IND", "AGREE", **plan),
    ]


def test_where_one_kind_has_no_record_with_the_words_those_of_others_are_told(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "CONSULT", "envoys met at the crossing", DAY)
    index = index_of(tmp_path, told)
    empty = questions.find(index, "crossing", kind="standing")
    assert empty.count == 0
    assert empty.filter.endswith("Of other kinds there are 1 event (--kind event).")
    assert "Of other kinds" not in questions.find(index, "crossing", kind="event").filter
    assert "Of other kinds" not in questions.find(index, "harbour", kind="standing").filter


def test_all_that_is_pending_needs_no_parties(tmp_path: Path) -> None:
    answer = questions.pending(index_of(tmp_path, *plans_of_three()))
    told = {tuple(side.id for side in plan.sides): plan.state for plan in answer.plans}
    assert told == {("CHN", "IND"): "open", ("DEU", "FRA"): "overdue", ("PRK", "USA"): "kept"}
    assert [plan.state for plan in answer.plans] == ["open", "overdue", "kept"]
    assert (answer.sides, answer.total) == ((), 3)
    assert "with 3 plans (promised" in answer.filter
    assert answer.plans[2].outcome is not None
    assert answer.plans[2].event.by == "USA"


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (3, "with 3 plans (promised, threatened, announced), 1 open"),
        (2, "with 3 plans (promised, threatened, announced), 1 open; the newest 2 are shown"),
        (1, "with 3 plans (promised, threatened, announced), 1 open; the newest 1 are shown"),
    ],
)
def test_what_is_open_is_counted_of_all_plans_however_many_are_shown(tmp_path: Path, most: int, words: str) -> None:
    answer = questions.pending(index_of(tmp_path, *plans_of_three()), most=most)
    assert (len(answer.plans), answer.total) == (most, 3)
    assert f"{words}; all dates." in answer.filter


def test_a_plan_of_several_dyads_is_pending_once(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "AGREE", act="AID", modality="future").reading()
    event = msgspec.structs.replace(told.events[0], target=(*told.events[0].target, actor("KOR")))
    index = index_of(tmp_path, msgspec.structs.replace(told, events=(event,)))
    assert len(questions.pending(index).plans) == 1
    assert len(questions.pending(index, "USA", "KOR").plans) == 1


def test_a_plan_of_three_that_two_kept_is_kept_in_part_for_whichever_two_it_is_asked(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "AGREE", "envoys are to meet", LATER, act="CONSULT", modality="future")
    (event,) = told.reading().events
    event = msgspec.structs.replace(event, target=(*event.target, actor("KOR")))
    plan = msgspec.structs.replace(told.reading(), events=(event,))
    index = index_of(tmp_path, plan, Story(LATER).did("USA", "KOR", "CONSULT", "the envoys met", LATER))
    for asked in ([], ["PRK", "USA"], ["PRK", "KOR"]):
        (answer,) = questions.pending(index, *asked).plans
        assert answer.state == "kept in part"
        assert answer.because.endswith("KOR and USA are named there, PRK not")
        assert answer.outcome is not None


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"since": LATER}, 2), ({"until": DAY}, 0), ({"type": "AGREE"}, 3), ({"type": "AID"}, 0), ({"most": 2}, 2),
        ({"said_by": "Jane Roe"}, 0), ({"synthetic": "only"}, 0),
    ],
)  # fmt: skip
def test_all_that_is_pending_can_be_narrowed_down(tmp_path: Path, asked: dict[str, Any], left: int) -> None:
    assert len(questions.pending(index_of(tmp_path, *plans_of_three()), **asked).plans) == left


@pytest.mark.parametrize(("type", "plans"), [("AGREE", 1), ("CONSULT", 1), ("AID", 0)])
def test_a_plan_is_found_by_its_type_and_by_the_act_that_it_is_shown_by(tmp_path: Path, type: str, plans: int) -> None:
    told = Story(DAY).did("USA", "PRK", "AGREE", "they agreed to talk", modality="future", act="CONSULT")
    assert len(questions.pending(index_of(tmp_path, told), type=type).plans) == plans


@pytest.mark.parametrize(("words", "kind", "count"), [("in force", "standing", 1), ("force in", "standing", 2)])
def test_of_standings_the_words_of_a_value_stand_together(tmp_path: Path, words: str, kind: Any, count: int) -> None:
    told = Story().stands("USA", "PRK", "sanctions", "in_force")
    told.stands("USA", "JPN", "treaty", "suspended in spite of the force of law")
    index = index_of(tmp_path, told)
    assert questions.find(index, words, kind=kind).count == count


def test_plans_without_a_day_are_counted_where_days_are_asked_for(tmp_path: Path) -> None:
    told = Story().did("USA", "MEX", "AID", "they will send wheat", modality="future")
    answer = questions.pending(index_of(tmp_path, told), "USA", "MEX", since=DAY)
    assert (answer.total, "1 plan without a day left out" in answer.filter) == (0, True)
    assert "without a day" not in questions.pending(index_of(tmp_path / "all", told)).filter


def test_one_party_alone_has_nothing_pending(index: Index) -> None:
    with pytest.raises(UsageError, match="two parties"):
        questions.pending(index, "USA")


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("THREATEN", "threatened"),
        ("REQUEST", "announced"),
        ("SANCTION", "announced"),
        ("CONSULT", "announced"),
        ("AID", "promised"),
    ],
)
def test_a_plan_is_a_threat_an_announcement_or_a_promise(tmp_path: Path, act: str, kind: str) -> None:
    told = Story().did("USA", "PRK", ontology.future_type(act), act=act, modality="future")
    assert [plan.kind for plan in questions.pending(index_of(tmp_path, told), "USA", "PRK").plans] == [kind]


@dataclass(frozen=True)
class Threat:
    """What a threat's record says was threatened, what is told later, and what is believed of the threat."""

    modes: tuple[str, ...]
    later: dict[str, Any] | None
    state: str
    hint: bool = False  # an event is shown that may be the outcome


SET = {"type": "SANCTION", "words": "it did put new duties on steel from the North", "on": LATER + WEEK}
AS_SAID = "the North is to pay duties, as it had threatened, on steel"


@pytest.mark.parametrize(
    "case",
    [
        Threat(("restrict",), None, "open"),
        Threat(("restrict",), SET, "open", hint=True),
        Threat(("restrict",), {**SET, "on": None}, "open", hint=True),
        Threat(("restrict",), {**SET, "words": AS_SAID}, "kept"),
        Threat(("restrict",), {**SET, "words": "it did close an air route"}, "open"),
        Threat(("restrict",), {**SET, "source": "PRK", "target": "USA"}, "open"),
        Threat(("restrict",), {**SET, "target": "KOR"}, "open"),
        Threat(("restrict",), {**SET, "on": DAY - WEEK}, "open"),
        Threat(("restrict",), {**SET, "on": None, "historical": True}, "open"),
        Threat(("restrict",), {**SET, "type": "THREATEN", "modes": ("restrict",), "modality": "negated"}, "open"),
        Threat(("restrict",), {**SET, "type": "RETREAT"}, "open"),
        Threat(("restrict",), {**SET, "words": "it did not put new duties on steel", "modality": "negated"}, "broken"),
        Threat(("violence",), SET, "open"),
        Threat((), SET, "unknown", hint=True),
        Threat((), {**SET, "words": AS_SAID}, "kept"),
        Threat((), {**SET, "words": "it did close an air route"}, "unknown"),
        Threat((), {**SET, "type": "ACCUSE"}, "unknown"),
    ],
)
def test_a_threat_that_was_made_is_shown_with_what_became_of_it(tmp_path: Path, case: Threat) -> None:
    roe = SaidBy(name="Jane Roe", id="person/jane-roe")
    words = "it threatened to put new duties on steel from the North"
    made = Story(DAY).did(
        "USA", "PRK", "THREATEN", words, DAY, modes=case.modes, condition="unless it signs", said_by=roe,
    )  # fmt: skip
    told = [made.did("USA", "PRK", "THREATEN", "long ago it threatened war", historical=True)]
    if case.later is not None:
        told.append(Story(LATER + 2 * WEEK).did(**{"source": "USA", "target": "PRK", **case.later}))
    answer = questions.pending(index_of(tmp_path, *told), "USA", "PRK")
    (plan,) = answer.plans
    assert (plan.kind, plan.by, plan.said_by, plan.condition) == ("threatened", "USA", ("Jane Roe",), "unless it signs")
    assert (plan.state, plan.outcome is not None) == (case.state, case.hint or case.state in ("kept", "broken"))
    assert (plan.until, plan.event.passages[0].text) == (None, words)
    shown = " ".join(shown_of(answer).split())
    assert "threatened, 4 May 2020" in shown
    assert ("which act was threatened, its words alone can tell" in shown) == (case.state == "unknown")
    assert ("may be its outcome" in shown) == case.hint


def test_threats_are_among_the_plans_of_all_and_are_narrowed_down_like_them(tmp_path: Path) -> None:
    threat = Story(LATER).did("JPN", "KOR", "THREATEN", on=LATER, modes=("expel",))
    index = index_of(tmp_path, *plans_of_three(), threat)
    assert [(plan.kind, plan.state) for plan in questions.pending(index, type="THREATEN").plans] == [
        ("threatened", "open")
    ]
    assert questions.pending(index).total == 4


def test_every_mode_of_a_threat_names_acts() -> None:
    assert [*CARRIED_OUT] == [*ontology.modes("THREATEN")]
    assert all(ontology.is_type(act) for acts in CARRIED_OUT.values() for act in acts)


# ---- among


def test_among_three_has_what_all_take_part_in(tmp_path: Path) -> None:
    from told_readings import actor

    from dyadbook.records import Other

    host = (Other(actor=actor("KOR"), role="host"),)
    told = Story().did("USA", "PRK", "CONSULT", "three met", others=host).did("USA", "PRK", "ACCUSE", "two fought")
    told.said("Jane Roe/USA", "PRK KOR", "Both must talk").said("Jane Roe/USA", "PRK", "They must answer")
    answer = questions.among(index_of(tmp_path, told), "USA", "KOR", "PRK")
    assert [entry.type for entry in answer.events] == ["CONSULT"]
    assert [said.passages[0].text for said in answer.statements] == ["Both must talk"]
    assert answer.pairs[1] == answers.PairCount(parties=("USA", "PRK"), articles=1)


@pytest.mark.parametrize("parties", [("USA", "PRK"), ("USA", "PRK", "USA")])
def test_among_asks_for_three(index: Index, parties: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="three"):
        questions.among(index, *parties)


# ---- what narrows a question down


def test_an_editor_and_a_type_checker_know_what_narrows_a_question_down() -> None:
    assert list(narrowing.Narrowing.__annotations__) == list(inspect.signature(questions.filter_of).parameters)
    for question in (questions.dyad, questions.find, questions.series, questions.pending, questions.among):
        assert question.__annotations__["asked"] == "Unpack[Narrowing]"


# ---- changes


def test_changes_are_firsts_reversals_lapses_and_what_is_new(tmp_path: Path) -> None:
    told = [Story(DAY + n * WEEK).did("USA", "PRK", "CONSULT", f"round {n}", DAY + n * WEEK) for n in range(3)]
    told.append(Story(DAY).stands("USA", "PRK", "border", "open"))
    since = DAY + 4 * WEEK
    told.append(
        Story(since).did("USA", "PRK", "ACCUSE", "a first blow", since).stands("USA", "PRK", "border", "closed")
    )
    told.append(Story(since + 4 * WEEK).did("USA", "PRK", "ACCUSE", "a second blow", since + 4 * WEEK))
    answer = questions.changes(index_of(tmp_path, *told), since, [("USA", "PRK")])
    (watched,) = answer.watched
    assert [(one.kind, one.what[:9]) for one in watched.changes] == [
        ("first", "ACCUSE: U"), ("new", "ACCUSE: U"), ("reversal", "border: o"), ("lapse", "no CONSUL"),
    ]  # fmt: skip
    assert (answer.read, answer.read_before, watched.articles, watched.before) == (2, 4, 2, 4)


class Firsts(NamedTuple):
    """Talks that were told before a day and since, by who took part in each, and whether the last is a first."""

    before: tuple[tuple[str, str], ...]
    since: tuple[str, str]
    first: bool


FIRSTS = {
    "no talks of the two before": Firsts((), ("JPN", "KOR"), True),
    "talks of the two before": Firsts((("JPN", "KOR"),), ("JPN", "KOR"), False),
    "a third talks with both": Firsts((), ("USA", "JPN KOR"), False),
    "talks of the two, after a third talked with both": Firsts((("USA", "JPN KOR"),), ("KOR", "JPN"), True),
}


@pytest.mark.parametrize("case", FIRSTS.values(), ids=FIRSTS)
def test_a_first_is_an_act_of_one_of_the_two_toward_the_other(tmp_path: Path, case: Firsts) -> None:
    told = [Story(DAY - WEEK).did("JPN", "KOR", "ACCUSE", "an earlier quarrel", DAY - WEEK).reading()]
    for at, (source, target) in enumerate((*case.before, case.since), start=1):
        on = LATER if at > len(case.before) else DAY
        reading = Story(on).did("JPN", "KOR", "CONSULT", f"talks number {at}", on).reading()
        sides = {"source": tuple(map(actor, source.split())), "target": tuple(map(actor, target.split()))}
        told.append(msgspec.structs.replace(reading, events=(msgspec.structs.replace(reading.events[0], **sides),)))
    (watched,) = questions.changes(index_of(tmp_path, *told), LATER, [("JPN", "KOR")]).watched
    assert [one.kind for one in watched.changes] == ["first" if case.first else "new"]


def test_where_no_earlier_article_tells_of_the_two_nothing_is_a_first(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "CONSULT", on=DAY).did("USA", "PRK", "AID", on=DAY)
    (watched,) = questions.changes(index_of(tmp_path, told), DAY, [("USA", "PRK")]).watched
    assert [one.kind for one in watched.changes] == ["new", "new"]


@pytest.mark.parametrize(("type", "what"), [("ASSAULT", "IND → CAN"), ("CONSULT", "IND ↔ CAN")])
def test_a_change_tells_who_acts_at_whom_by_whose_words(type: str, what: str, tmp_path: Path) -> None:
    told = Story(DAY).did("IND", "CAN", type, "a clash was told of", DAY, said_by=SaidBy(name="Jane Roe"))
    answer = questions.changes(index_of(tmp_path, told), DAY, [("IND", "CAN")])
    assert f"new: {type}: {what}" in (text := shown_of(answer))
    assert "says Jane Roe" in text


def test_a_change_is_dated_as_precisely_as_its_event_and_bears_its_id(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "CONSULT", "they met in May", month(2020, 5))
    answer = questions.changes(index_of(tmp_path, told), DAY, [("USA", "PRK")])
    ((change,),) = [one.changes for one in answer.watched]
    assert (change.date, change.when.precision, change.event) == (
        date(2020, 5, 1),
        "month",
        event_id(told.events[0].id),
    )
    assert "May 2020" in (text := shown_of(answer))
    assert "1 May 2020" not in text


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ({"on": DAY}, {"on": DAY}, ()),
        ({"on": DAY}, {"on": month(2020, 5)}, ()),
        ({"on": DAY}, {"on": None}, ()),
        ({"on": DAY}, {"on": LATER}, ("date",)),
        ({"on": DAY}, {"on": month(2020, 6)}, ("date",)),
        ({"on": DAY}, {"on": DAY, "modality": "negated"}, ("told as",)),
        ({"on": DAY}, {"on": DAY, "modality": "future", "type": "AGREE", "act": "CONSULT"}, ()),
        ({"on": DAY, "modality": "negated"}, {"on": DAY, "modality": "future"}, ("told as",)),
        ({"on": DAY, "modality": "hypothetical"}, {"on": DAY}, ()),
        ({"on": DAY, "type": "AGREE"}, {"on": DAY, "type": "SUPPORT"}, ()),
        ({"on": DAY, "type": "SANCTION"}, {"on": DAY, "type": "COERCE"}, ()),
        ({"on": DAY, "type": "AGREE"}, {"on": DAY, "type": "REJECT"}, ("type",)),
    ],
)
def test_reports_of_one_event_that_contradict_each_other_make_it_disputed(
    first: dict[str, Any], second: dict[str, Any], disputed: tuple[str, ...]
) -> None:
    told = [Story().did("USA", "PRK", **{"type": "CONSULT", "on": None, **one}).events[0] for one in (first, second)]
    assert contradicted(told) == disputed
    assert contradicted(told[:1]) == ()


def test_without_a_list_the_dyads_told_of_since_are_watched(tmp_path: Path) -> None:
    told = [Story(LATER + n * WEEK).did("USA", "PRK", "CONSULT", on=LATER) for n in range(2)]
    told += [Story(LATER).did("USA", "KOR", "CONSULT", on=LATER), Story(DAY).did("USA", "JPN", "CONSULT", on=DAY)]
    answer = questions.changes(index_of(tmp_path, *told), LATER)
    assert [{side.id for side in one.sides} for one in answer.watched] == [{"USA", "PRK"}, {"USA", "KOR"}]
    assert "; 2 dyads told of since then, of which 2 changed." in answer.filter
    assert answer.filter.count("11 May 2020") == 1


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (None, 2)])
def test_so_many_of_the_dyads_told_of_since_are_watched_as_are_asked_for(
    tmp_path: Path, most: int | None, shown: int
) -> None:
    told = [Story(LATER).did("USA", other, "CONSULT", on=LATER) for other in ("PRK", "KOR")]
    answer = questions.changes(index_of(tmp_path, *told), LATER, most=most)
    assert len(answer.watched) == shown
    assert ("; 2 dyads told of since then" in answer.filter, "1 with the most articles" in answer.filter) == (
        True, shown < 2,
    )  # fmt: skip


def test_dyads_without_a_change_are_counted_and_not_shown(tmp_path: Path) -> None:
    index = index_of(tmp_path, Story(DAY).did("USA", "PRK", "CONSULT", on=DAY))
    text = shown_of(questions.changes(index, DAY, [("USA", "PRK"), ("USA", "KOR"), ("USA", "JPN")]))
    assert ("North Korea: 1 article" in text, "none found" in text) == (True, False)
    assert "2 dyads without a change" in text


def test_what_is_told_as_history_is_no_change(tmp_path: Path) -> None:
    told = Story(DAY).did("USA", "PRK", "ASSAULT", on=date(1950, 7, 5), historical=True)
    assert questions.changes(index_of(tmp_path, told), DAY, [("USA", "PRK")]).watched[0].changes == ()


def listed(folder: Path, text: str) -> str:
    """Return the path of a watch list."""
    (folder / "watch.txt").write_text(text, encoding="utf-8")
    return str(folder / "watch.txt")


@pytest.mark.parametrize(
    "line", ["USA, PRK", "USA-PRK", "USA PRK  # ours", "USA\tPRK", "USA – PRK", "USA—PRK", "USA; North Korea"]
)
def test_a_watch_list_has_two_parties_a_line(tmp_path: Path, line: str) -> None:
    index = index_of(tmp_path, Story(DAY).did("USA", "PRK", "AID", on=DAY))
    (watched,) = questions.changes(index, DAY, listed(tmp_path, f"# mine\n\n{line}\n")).watched
    assert {side.id for side in watched.sides} == {"USA", "PRK"}


def test_a_dyad_that_is_watched_twice_is_one(tmp_path: Path) -> None:
    index = index_of(tmp_path, Story(DAY).did("CHN", "PHL", "AID", on=DAY))
    pairs = [("CHN", "PHL"), ("USA", "PRK"), ("China", "Philippines"), ("PHL", "CHN")]
    watched = questions.changes(index, DAY, pairs).watched
    assert [tuple(side.id for side in one.sides) for one in watched] == [("CHN", "PHL"), ("USA", "PRK")]


@pytest.mark.parametrize(("days", "words"), [(0, "in the day before;"), (1, "in the 2 days before;")])
def test_changes_say_how_long_a_time_they_are_compared_with(tmp_path: Path, days: int, words: str) -> None:
    index = index_of(tmp_path, Story(DAY).did("CHN", "PHL", "AID", on=DAY))
    assert words in questions.changes(index, DAY - timedelta(days=days)).filter


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("USA, PRK\nUSA\n", "line 2: 'USA' names no two"),
        ("Nroth Korea, USA\n# mine\nUSA, PRK\nMali, Algria\n", "line 1: 'Nroth Korea'.*\n.*line 4: 'Algria'"),
        ("USA, USA\n", "line 1: a dyad has two parties"),
        ("# mine\n", "lists no dyad"),
    ],
)
def test_a_watch_list_names_each_line_that_is_none(tmp_path: Path, text: str, told: str) -> None:
    index = index_of(tmp_path, Story(DAY).did("USA", "PRK", "AID", on=DAY))
    with pytest.raises(UsageError, match=told):
        questions.changes(index, DAY, listed(tmp_path, text))


def test_dyads_that_are_watched_are_pairs(index: Index) -> None:
    with pytest.raises(UsageError, match="is no dyad"):
        questions.changes(index, DAY, ("USA", "PRK"))  # type: ignore[arg-type]


# ---- wording


def test_a_wording_has_its_ends_its_forms_and_who_dropped_what(index: Index) -> None:
    answer = questions.wording(index, "complete denuclearization")
    assert answer.first is not None
    assert (answer.uses, answer.first.speaker, answer.first.date) == (1, "Jane Roe", DAY)
    assert {one.words: one.uses for one in answer.variants} == {"complete denuclearization": 1, "denuclearization": 1}
    (shift,) = answer.shifts
    assert (shift.speaker, shift.dropped, shift.after.date) == ("Jane Roe", ("complete",), LATER)


def test_a_wording_says_a_day_and_a_speaker_once(index: Index) -> None:
    shown = " ".join(shown_of(questions.wording(index, "nuclear")).split())
    assert "not counting the words by which" in shown
    assert "– Jane Roe 1 use · 11 May 2020 Forms" in shown


def test_a_form_takes_in_what_commas_join(tmp_path: Path) -> None:
    told = Story().said("Jane Roe/USA", "PRK", "the complete, verifiable and irreversible denuclearization of all")
    (variant,) = questions.wording(index_of(tmp_path, told), "irreversible denuclearization").variants
    assert variant.first.words == "complete, verifiable and irreversible denuclearization"


# ---- an actor's page


def test_an_actor_has_offices_statements_and_meetings(tmp_path: Path) -> None:
    told = Story().did("Donald Trump/USA", "Kim Jong Un/PRK", "CONSULT", "the two met", DAY)
    told.did("Donald Trump/USA", "PRK", "CONSULT", "they did not meet", modality="negated")
    told.said("Donald Trump/USA", "PRK", "We got along")
    page = questions.actor_page(index_of(tmp_path, told), "Donald Trump")
    assert page.id == "person/donald-trump"
    assert [met.whom for met in page.met] == [("Kim Jong Un",)]
    assert [said.passages[0].text for said in page.statements] == ["We got along"]
    assert page.total_events == 1
    assert any(held.since == date(2017, 1, 20) and held.until == date(2021, 1, 20) for held in page.offices)


def test_an_office_of_which_several_sources_tell_is_held_once_and_a_second_term_apart() -> None:
    def row(since: int, until: int | None, precision: str = "day") -> Office:
        end = None if until is None else date(until, 1, 1)
        return Office("person/jane-roe", "FRA", "head_of_state", "President", date(since, 1, 1), end, precision, "made")

    rows = (row(2003, 2005), row(2001, 2004, "month"), row(2002, 2003), row(2020, None), row(2021, 2022))
    held = offices_held(Person("person/jane-roe", "Jane Roe", "Roe", "Jane", "FRA", rows))
    assert [(one.since, one.until, one.precision) for one in held] == [
        (date(2020, 1, 1), None, "day"), (date(2001, 1, 1), date(2005, 1, 1), "month"),
    ]  # fmt: skip


def test_an_actor_whom_no_table_knows_is_found_by_name(index: Index) -> None:
    page = questions.actor_page(index, "Jane Roe")
    assert (page.id, page.offices, len(page.statements)) == (None, (), 2)


def test_a_country_is_told_of_by_its_name(index: Index) -> None:
    page = questions.actor_page(index, "USA")
    assert (page.id, page.name) == ("USA", "United States")
    assert "of the United States" in page.filter


# ---- the command line


ASKS = {
    "find": ["find", "summit"],
    "series": ["series", "USA", "PRK"],
    "pending": ["pending", "USA", "PRK"],
    "all pending": ["pending"],
    "among": ["among", "USA", "PRK", "KOR"],
    "changes": ["changes", "--since", "2018-01-01", "--watch", "list.txt"],
    "dyads": ["dyads", "PRK"],
    "changes of two": ["changes", "USA", "PRK", "--since", "2018-01-01"],
    "wording": ["wording", "nuclear power"],
    "actor-page": ["actor-page", "Donald Trump"],
    "dyad": ["dyad", "USA", "PRK"],
}
KINDS: dict[str, type[Any]] = {
    "find": answers.FoundWords, "series": answers.Series, "pending": answers.Pending, "among": answers.Among,
    "changes": answers.Changes, "dyads": answers.Dyads, "wording": answers.Wording, "actor-page": answers.ActorPage,
    "dyad": DyadPage, "all pending": answers.Pending, "changes of two": answers.Changes,
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book of one reading, in the folder in which the test runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Book.create(tmp_path / "book").add([reading(synthetic=False)], "r")
    (tmp_path / "list.txt").write_text("USA, PRK\n", encoding="utf-8")
    return tmp_path / "book"


@pytest.mark.parametrize("name", ASKS)
def test_each_question_has_a_page_and_a_json_form(name: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*ASKS[name], "--book", str(book)]
    assert call(words) == 0
    assert "1 article looked at" in " ".join(capsys.readouterr().out.split())
    assert call([*words, "--json"]) == 0
    shown = capsys.readouterr().out
    answer = from_json(shown, KINDS[name])
    assert to_json(answer).decode() == shown.strip()
    assert json.loads(shown)["filter"]


def test_the_file_of_a_series_is_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = book.parent / "series.csv"
    assert call(["series", "USA", "PRK", "--to", str(to), "--book", str(book)]) == 0
    assert f"dyadbook: wrote {to}\n" in capsys.readouterr().err


def test_a_series_is_a_csv_file(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["series", "USA", "PRK", "--by", "year", "--to", "-", "--book", str(book), "--quiet"]) == 0
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines())
    assert (row["start"], row["all_events"], row["cooperation_events"], row["hollow"]) == ("2018-01-01", "1", "1", "0")


@pytest.mark.parametrize("more", [[], ["--undated", "published"]], ids=["dated", "published too"])
def test_the_events_behind_a_series_are_as_many_as_it_counts_with_their_words(
    book: Path, capsys: pytest.CaptureFixture[str], more: list[str]
) -> None:
    asked = ["series", "USA", "PRK", "--by", "year", *more, "--book", str(book), "--quiet"]
    assert call([*asked, "--json"]) == 0
    answer = from_json(capsys.readouterr().out, answers.Series)
    assert call([*asked, "--to", str(book.parent / "series.csv"), "--events", "-"]) == 0
    found = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    placed = [row for row in found if row["start"]]
    assert len(found) - len(placed) == answer.unplaced
    for one in answer.periods:
        mine = [row for row in placed if row["start"] == one.start.isoformat()]
        assert sum(row["modality"] == "actual" for row in mine) == one.all.events
        assert sum(row["modality"] != "actual" for row in mine) == one.hollow
        assert sum(row["by_publication"] == "1" for row in mine) == one.all.published
    assert all(row["words"] and row["event"] and row["article"] for row in found)


@pytest.mark.parametrize(
    ("words", "rule", "was"),
    [
        ("series USA PRK", "--to", "--csv"),
        ("dyad USA PRK", "--most", "--newest"),
        ("plot dyad USA PRK -o -", "--most", "--newest"),
    ],
)
def test_an_option_goes_by_its_former_name_too_which_no_help_shows(
    words: str, rule: str, was: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value, told = ("-" if was == "--csv" else "1"), []
    for name in (rule, was):
        assert call([*words.split(), name, value, "--book", str(book)]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert call([words.split()[0], "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"{rule} " in shown
    assert f"{was} " not in shown


@pytest.mark.parametrize("words", ["among USA PRK JPN", "actor-page 'Kim Jong Un'", "pending", "dyad USA PRK"])
def test_so_many_are_shown_as_are_asked_for(words: str, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def lists(most: int) -> list[int]:
        assert call([*shlex.split(words), "--most", str(most), "--json", "--book", str(book)]) == 0
        told = json.loads(capsys.readouterr().out)
        return [len(told.get(name, ())) for name in ("plans", "events", "statements", "met")]

    every, one = lists(0), lists(1)
    assert one == [min(1, count) for count in every]


def test_filters_ask_a_book_and_no_sources(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dyad", "USA", "PRK", str(book), "--type", "CONSULT"]) == 2
    assert "dyadbook add" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["dyad", "USA", "PRK"], ["export", "--to", "out"]], ids=lambda words: words[0])
@pytest.mark.parametrize("named", ["--book", "--set"])
def test_sources_and_a_book_are_not_asked_at_once(
    words: list[str], named: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [named, str(book) if named == "--book" else f"book={book}"]
    assert call([*words, "list.txt", *given]) == 2
    assert f"`dyadbook add SOURCES --book {book}` first" in capsys.readouterr().err


def test_sources_are_read_alone_where_the_environment_names_a_book(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DYADBOOK_BOOK", str(book))
    assert call(["dyad", "USA", "PRK", "list.txt"]) == 0
    assert "none found" in capsys.readouterr().out


@pytest.mark.parametrize("kind", answers.ANSWERS, ids=lambda kind: kind.__name__)
def test_every_answer_has_a_schema(kind: type[Any]) -> None:
    assert {"filter", "looked"} <= set(msgspec.json.schema(kind)["$defs"][kind.__name__]["properties"])


def test_a_type_that_is_not_known_is_told_with_all_that_are() -> None:
    with pytest.raises(UsageError, match=r"is no type that is known: choose from AGREE, .*RETREAT.*border"):
        questions.filter_of(type="EXPULSION")


@pytest.mark.parametrize("question", ["find x", "wording x", "pending", "series USA PRK", "among USA PRK KOR"])
@pytest.mark.parametrize("option", ["--said-by", "--speaker"])
def test_who_says_it_is_asked_by_the_same_options_everywhere(question: str, option: str, tmp_path: Path) -> None:
    Book.create(tmp_path / "book")
    assert call([*question.split(), option, "PRK", "--book", str(tmp_path / "book")]) == 0
