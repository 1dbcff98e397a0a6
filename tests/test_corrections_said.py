"""Correcting who speaks in a statement, and calling statements and standings wrong: what follows, and the way back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from told_readings import DAY, Story

from dyadbook import bookkeeping, questions
from dyadbook.book.book import Book
from dyadbook.book.corrections import checked, corrected
from dyadbook.book.decisions import Decision, decide, in_force
from dyadbook.book.questions.event import check_decision
from dyadbook.book.speaker_fields import NOT_KNOWN, speaker_fields
from dyadbook.book.told_fields import standing_corrections, statement_corrections
from dyadbook.cli.commands import call
from dyadbook.cli.decide import _SPOKEN, _STANDING
from dyadbook.errors import UsageError
from dyadbook.formats.wording import corrected_words
from dyadbook.records import Reading, SaidBy, Standing, Statement, When
from dyadbook.schemas import to_json

AT = datetime(2025, 1, 1, tzinfo=UTC)


def told() -> Reading:
    """Return a reading with a statement, an event and a standing that its speaker tells, and another standing."""
    story = Story(DAY, "The Quay").said("Jane Roe/FRA", "PRK", "the launch is a grave mistake")
    (said,) = story.statements
    by = SaidBy(name="Jane Roe", id="person/jane-roe", statement=said.id)
    story.did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY, said_by=by)
    story.stands("PRK", "USA", "tone", "hostile").stands("JPN", "PRK", "diplomatic_relations", "none")
    story.standings[0] = msgspec.structs.replace(story.standings[0], said_by=by)
    return story.reading()


READ = told()
SAID, (TONE, TIES) = READ.statements[0], READ.standings


def correct(field: str, value: str, *, of: str = SAID.id, after: int = 0) -> Decision:
    """Return the decision of a person, so many minutes after the first."""
    return decide("correct", [of], field=field, value=value, name="A reader", at=AT + timedelta(minutes=after))


def back(decision: Decision) -> Decision:
    """Return the decision that takes one back, an hour later."""
    return decide("withdraw", withdraws=decision.id, name="A reader", at=AT + timedelta(hours=1))


def now(*decisions: Decision) -> Statement:
    """Return the statement as it stands after decisions."""
    return corrected(READ, in_force(decisions).corrections)[0].statements[0]


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        ("speaker", "Kim Jong Un", "person/kim-jong-un"),
        ("speaker", "Kim Jong Un, North Korea", "person/kim-jong-un"),
        ("speaker", "the European Union", "org/EU"),
        ("speaker", "Nobody Atall, France", "Nobody Atall, FRA"),
        ("speaker", "Nobody Atall, Unknown", "Nobody Atall, unknown"),
        ("speaker", "UNKNOWN", "unknown"),
        ("country", "South Korea", "KOR"),
        ("country", "Unknown", "unknown"),
    ],
)
def test_a_value_has_one_written_form(field: str, value: str, written: str) -> None:
    assert checked(field, value) == written
    assert checked(field, written) == written


@pytest.mark.parametrize(
    ("field", "value", "hint"),
    [
        ("speaker", "Nobody Atall", "the name and country of a person whom they do not have"),
        ("speaker", "Nobody Atall, Atlantis", "no party that is known"),
        ("speaker", ", FRA", "names nobody"),
        ("country", "org/EU", "no country"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(field: str, value: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        correct(field, value)


@pytest.mark.parametrize(
    ("given", "name", "id", "country"),
    [
        ([("speaker", "Kim Jong Un")], "Kim Jong Un", "person/kim-jong-un", "PRK"),
        ([("speaker", "org/EU")], "European Union", "org/EU", None),
        ([("speaker", "Nobody Atall, GBR")], "Nobody Atall", None, "GBR"),
        ([("country", "GBR")], "Jane Roe", "person/jane-roe", "GBR"),
        ([("country", "unknown")], "Jane Roe", "person/jane-roe", None),
        ([("speaker", "Nobody Atall, GBR"), ("country", "DEU")], "Nobody Atall", None, "DEU"),
        ([("country", "DEU"), ("speaker", "Nobody Atall, GBR")], "Nobody Atall", None, "GBR"),
    ],
)
def test_a_statement_has_the_speaker_that_the_person_names(
    given: list[tuple[str, str]], name: str, id: str | None, country: str | None
) -> None:
    statement = now(*(correct(*one, after=at) for at, one in enumerate(given)))
    assert statement.speaker is not None
    assert (statement.speaker.name, statement.speaker.id, statement.speaker.country) == (name, id, country)
    assert statement.origin.endswith("corrected by hand")
    assert statement.content == SAID.content


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [("2020-05-04", date(2020, 5, 4), date(2020, 5, 5)), ("2020-05", date(2020, 5, 1), date(2020, 6, 1)),
     ("unknown", None, None)],
)  # fmt: skip
def test_a_statement_has_the_day_that_the_person_gives(value: str, start: date | None, end: date | None) -> None:
    statement = now(correct("date", value))
    assert (statement.date.start, statement.date.end) == (start, end)
    assert (statement.speaker, statement.content) == (SAID.speaker, SAID.content)
    assert statement.origin.endswith("corrected by hand")


@pytest.mark.parametrize("value", ["Jane Roe, FRA", "Jane Roe, Japan"])
def test_a_speaker_whom_a_person_names_is_of_no_inferred_country(value: str) -> None:
    assert SAID.speaker is not None
    inferred = msgspec.structs.replace(SAID, speaker=msgspec.structs.replace(SAID.speaker, country_inferred=True))
    field = speaker_fields()["speaker"]
    speaker = field.put(inferred, field.checked(value)).speaker
    assert speaker is not None
    assert (speaker.name, speaker.country_inferred) == ("Jane Roe", False)


@pytest.mark.parametrize(
    ("published", "office"),
    [
        (date(2012, 5, 3), "President"),
        (date(2017, 5, 3), "Prime Minister"),
        (None, "Deputy Chairman of the Security Council"),
    ],
)
def test_a_speaker_has_the_office_of_the_articles_day_where_none_is_told(published: date | None, office: str) -> None:
    undated = msgspec.structs.replace(SAID, date=When())
    speaker = speaker_fields(published)["speaker"].put(undated, "person/dmitry-medvedev").speaker
    assert speaker is not None
    assert speaker.office == office


def test_the_country_of_no_speaker_or_of_a_country_is_not_corrected() -> None:
    for speaker in ("FRA", "unknown"):
        speaks = now(correct("speaker", speaker))
        with pytest.raises(UsageError, match="correct the speaker"):
            speaker_fields()["country"].put(speaks, "DEU")


@pytest.mark.parametrize(
    ("value", "name", "id"),
    [("Kim Jong Un", "Kim Jong Un", "person/kim-jong-un"), ("unknown", NOT_KNOWN, None)],
)
def test_who_tells_by_a_statement_is_its_speaker(value: str, name: str, id: str | None) -> None:
    reading, _ = corrected(READ, in_force([correct("speaker", value)]).corrections)
    by = SaidBy(name=name, id=id, statement=SAID.id)
    assert reading.events[0].said_by == reading.events[0].reports[0].said_by == reading.standings[0].said_by == by
    assert reading.standings[1] == TIES


def test_what_a_statement_tells_that_is_none_is_told_by_the_article() -> None:
    reading, _ = corrected(READ, {}, {SAID.id})
    assert reading.events[0].said_by is reading.events[0].reports[0].said_by is reading.standings[0].said_by is None
    assert reading.statements == READ.statements


def test_the_command_names_the_fields_that_can_be_corrected() -> None:
    assert tuple(statement_corrections()) == _SPOKEN
    assert tuple(standing_corrections()) == _STANDING


# ---- in a book


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    """Return a book with the one reading, which the commands take."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DYADBOOK_BOOK", str(tmp_path / "book"))
    made = Book.create(tmp_path / "book")
    made.store.append([told()], run="test")
    return made


def exported(book: Book, table: str) -> list[dict[str, str]]:
    """Return the rows of a table that is exported."""
    folder = Path(book.address).parent / "tables"
    assert call(["export", "--to", str(folder)]) == 0
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def everywhere(book: Book) -> Any:
    """Return what answers, pages, exports, readings and SQL tell of the reading."""
    page = questions.dyad(book, "FRA", "PRK")
    other = questions.dyad(book, "GBR", "PRK")
    asked = "SELECT speaker_name, speaker_country, corrected, wrong FROM statements"
    (article,) = (reading.article.id for reading in book.readings())
    return (
        [(one.speaker, one.country, one.id) for one in (*page.statements, *other.statements)],
        [[hit.who for hit in questions.find(book, "launch", said_by=by).hits] for by in ("FRA", "GBR")],
        [entry.said_by for entry in questions.dyad(book, "USA", "PRK").timeline],
        [fact.said_by and fact.said_by.name for fact in questions.dyad(book, "USA", "PRK").facts],
        book.told_in(article),
        list(bookkeeping.sql(asked, book.address).rows),
        list(bookkeeping.sql("SELECT said_by_name FROM reports", book.address).rows),
        list(bookkeeping.sql("SELECT said_by_name FROM standings ORDER BY 1", book.address).rows),
        [(row["speaker_name"], row["speaker_country"]) for row in exported(book, "statements")],
    )


def test_a_corrected_speaker_shows_everywhere_until_it_is_taken_back(book: Book) -> None:
    before = everywhere(book)
    assert before[0] == [("Jane Roe", "FRA", SAID.id)]
    decision = correct("speaker", "Nobody Atall, GBR")
    book.store.decide(decision)
    after = everywhere(book)
    assert after[0] == [("Nobody Atall", "GBR", SAID.id)]
    assert [len(hits) for hits in after[1]] == [0, 2]
    assert (after[2], after[3]) == ([("Nobody Atall",)], ["Nobody Atall"])
    assert after[5:] == (
        [("Nobody Atall", "GBR", ["speaker"], False)],
        [("Nobody Atall",)],
        [("Nobody Atall",), (None,)],
        [("Nobody Atall", "GBR")],
    )
    (said,) = questions.dyad(book, "GBR", "PRK").statements
    assert [(one.field, one.was, one.name) for one in said.corrected] == [("speaker", "person/jane-roe", "A reader")]
    book.store.decide(back(decision))
    assert everywhere(book) == before


@pytest.mark.parametrize(
    ("id", "table", "seen"),
    [
        (SAID.id, "statements", lambda book: questions.dyad(book, "FRA", "PRK").statements),
        (TONE.id, "standings", lambda book: questions.dyad(book, "USA", "PRK").facts),
        (TIES.id, "standings", lambda book: questions.dyad(book, "JPN", "PRK").facts),
    ],
)
def test_what_was_called_wrong_is_told_nowhere_until_that_is_taken_back(
    id: str, table: str, seen: Callable[[Book], tuple[Any, ...]], book: Book, tmp_path: Path
) -> None:
    def told_of() -> Any:
        (reading,) = book.readings()
        kept = book.told_in(reading.article.id)
        answer = bookkeeping.sql(f"SELECT {table[:-1]} FROM {table} WHERE wrong", book.address)
        hits = {hit.id for hit in questions.find(book, " ".join(words.text for words in words_of(id))).hits}
        exported_ids = len(exported(book, table))
        return len(seen(book)), id in hits, id in {one.id for one in getattr(kept, table)}, list(answer.rows), (
            exported_ids
        )  # fmt: skip

    tellers = "SELECT said_by_name FROM reports"
    before = told_of(), list(bookkeeping.sql(tellers, book.address).rows)
    assert before[0][:4] == (1, True, True, [])
    wrong = decide("wrong", [id], name="A reader", at=AT)
    book.store.decide(wrong)
    assert told_of() == (0, False, False, [(id,)], before[0][4] - 1)
    assert list(bookkeeping.sql(tellers, book.address).rows) == [(None if id == SAID.id else "Jane Roe",)]
    assert [one.said_by for one in questions.dyad(book, "USA", "PRK").timeline] == [
        () if id == SAID.id else ("Jane Roe",)
    ]
    anew = Book(book.store, tmp_path / "anew")
    assert seen(anew) == ()
    book.store.append([msgspec.structs.replace(told(), mentions=())], run="test", kind="reread")
    assert seen(book) == ()
    book.store.decide(back(wrong))
    assert (told_of(), list(bookkeeping.sql(tellers, book.address).rows)) == before


def words_of(id: str) -> Any:
    """Return the words that carry a record."""
    carried = {SAID.id: SAID.content, TONE.id: TONE.reports, TIES.id: TIES.reports}
    return carried[id]


def test_a_forgotten_article_leaves_nothing_of_what_was_called_wrong(book: Book) -> None:
    book.store.decide(decide("wrong", [SAID.id, TONE.id], name="A reader", at=AT))
    assert questions.dyad(book, "FRA", "PRK").statements == ()
    book.store.forget([READ.article.id])
    with book.index.view() as view:
        assert view.rows("SELECT count(*) FROM records") == [(0,)]
        assert view.rows("SELECT count(*) FROM ties") == [(0,)]


@pytest.mark.parametrize(
    ("field", "value", "of", "hint"),
    [
        ("speaker", "FRA", READ.events[0].id, "is an event, of which speaker cannot be corrected: choose from type"),
        (
            "place",
            "Geneva, CHE",
            SAID.id,
            "is a statement, of which place cannot be corrected: choose from speaker, country",
        ),
        ("date", "then", SAID.id, "date takes 2025-02-07"),
        ("country", "FRA", TIES.id, "is a standing, of which country cannot be corrected: choose from value, parties"),
        ("value", "open", TIES.id, "diplomatic_relations has no value 'open': choose from none, established"),
        ("parties", "JPN", TIES.id, "names no two parties"),
    ],
)
def test_a_field_that_a_record_does_not_have_is_refused(field: str, value: str, of: str, hint: str, book: Book) -> None:
    with book.index.view() as view, pytest.raises(UsageError, match=hint):
        check_decision(view, correct(field, value, of=of))


@pytest.mark.parametrize(
    ("field", "value", "of", "becomes"),
    [
        ("value", "severed", lambda one: one.value, "severed"),
        ("parties", "KOR; JPN", lambda one: one.parties, ("JPN", "KOR")),
        ("since", "1965-06", lambda one: (one.since.start, one.since.precision), (date(1965, 6, 1), "month")),
        ("until", "1972", lambda one: one.until.end, date(1973, 1, 1)),
        ("condition", "none", lambda one: one.condition, None),
        ("issues", "abductions", lambda one: one.issues, ("abductions",)),
        ("said_by", "Jane Roe, FRA", lambda one: one.said_by, SaidBy(name="Jane Roe")),
    ],
)  # fmt: skip
def test_a_field_of_a_standing_is_what_the_person_says(
    field: str, value: str, of: Callable[[Standing], Any], becomes: Any
) -> None:
    reading, made = corrected(READ, in_force([correct(field, value, of=TIES.id)]).corrections)
    assert of(reading.standings[1]) == becomes
    (one,) = made[TIES.id]
    assert (one.field, one.value, one.was) == (field, value, standing_corrections()[field].told(TIES))


def test_a_corrected_standing_is_shown_so_kept_when_read_again_and_goes_to_other_books(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["correct", TIES.id, "--field", "value", "--value", "severed", "--name", "R. Roe"]) == 0
    assert "JPN – PRK: diplomatic relations, severed" in capsys.readouterr().out
    book.store.append([msgspec.structs.replace(told(), mentions=())], run="test", kind="reread")
    other = Book.create(tmp_path / "other")
    other.store.append([told()], run="test")
    bookkeeping.decisions_in(map(to_json, book.store.decisions()), other.address)
    for one in (book, Book(book.store, tmp_path / "anew"), other):
        (fact,) = questions.dyad(one, "JPN", "PRK").facts
        assert (fact.value, corrected_words(fact)) == ("severed", "value corrected by R. Roe")
    asked = "SELECT value, corrected FROM standings WHERE len(corrected) > 0"
    assert list(bookkeeping.sql(asked, book.address).rows) == [("severed", ["value"])]


def test_the_sides_of_a_standing_are_exchanged_where_it_has_a_direction(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["correct", TIES.id, "--swap"]) == 2
    assert "diplomatic relations has no direction" in capsys.readouterr().err
    given = ["--parties", "JPN; PRK", "--aspect", "sanctions", "--value", "in_force"]
    assert call(["add-standing", READ.article.id, "PRK USA tone hostile", *given]) == 0
    id = capsys.readouterr().out.splitlines()[1].split()[0]
    assert call(["correct", id, "--swap"]) == 0
    assert "PRK toward JPN: sanctions" in capsys.readouterr().out


def test_the_ids_that_a_decision_takes_are_shown(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    for asked, id in (
        (["dyad", "FRA", "PRK"], SAID.id),
        (["dyad", "JPN", "PRK"], TIES.id),
        (["find", "grave"], SAID.id),
    ):
        assert call(asked) == 0
        assert id in capsys.readouterr().out


def test_from_the_command_line(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["correct", SAID.id, "--field", "speaker", "--value", "Nobody Atall, FRA", "--name", "R. Roe"]) == 0
    out = capsys.readouterr().out
    assert "corrected: speaker Nobody Atall, FRA (was person/jane-roe), signed by R. Roe" in out
    assert f"  {SAID.id}  Nobody Atall (FRA)  “the launch is a grave mistake”  (The Quay, published 4 May 2020)" in out
    assert call(["dyad", "FRA", "PRK"]) == 0
    assert "speaker corrected by R. Roe" in capsys.readouterr().out
    assert call(["article", READ.article.id]) == 0
    assert "speaker corrected by R. Roe" in capsys.readouterr().out
    assert call(["correct", TIES.id, "--field", "said_by", "--value", "Nobody Atall, FRA", "--name", "R. Roe"]) == 0
    assert call(["dyad", "JPN", "PRK"]) == 0
    assert "who tells it corrected by R. Roe" in " ".join(capsys.readouterr().out.split())
    assert call(["wrong", TIES.id, "--json"]) == 0
    decision = json.loads(capsys.readouterr().out)["id"]
    assert call(["wrong", TIES.id]) == 2
    assert f"to have it back, withdraw {decision}" in capsys.readouterr().err
    assert call(["withdraw", decision]) == 0
    assert questions.dyad(book, "JPN", "PRK").facts
    for words in (["merge", SAID.id, TIES.id], ["split", SAID.id]):
        assert call(words) == 2
        assert f"{SAID.id} is no event" in capsys.readouterr().err


def test_what_is_said_keeps_its_date(book: Book) -> None:
    book.store.decide(correct("country", "DEU"))
    (said,) = questions.dyad(book, "DEU", "PRK").statements
    assert said.date.start in (None, date(2020, 5, 4))
