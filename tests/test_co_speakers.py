"""Statements of several in a book: each of them is found, shown and counted as one who says the words."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from told_readings import DAY, Story, actor

from dyadbook import bookkeeping, questions
from dyadbook.book.book import Book
from dyadbook.book.corrections import corrected
from dyadbook.book.decisions import decide, in_force
from dyadbook.formats.cards import cards
from dyadbook.formats.dyad_terminal import show_brief, show_dyad
from dyadbook.formats.marked import dyad_html
from dyadbook.formats.reading_terminal import show_reading
from dyadbook.formats.tables import rows
from dyadbook.formats.terminal import terminal_console
from dyadbook.formats.wording import said_by_words, says_words
from dyadbook.pages import Said
from dyadbook.phrases import listed
from dyadbook.records import Reading, SaidBy
from dyadbook.schemas import from_json, to_json
from dyadbook.views import dyad_page

WORDS = "they must open the plants"
NAMES = ("GBR", "Jane Roe", "DEU")


def told() -> Reading:
    """Return an article in which Britain, a French minister and Germany say the same, and so tell of an act."""
    story = Story(DAY).said("GBR", "IRN", WORDS, co_speakers=(actor("Jane Roe/FRA"), actor("DEU")))
    by = SaidBy(name="GBR", id="GBR", statement=story.statements[0].id)
    return story.did("IRN", "ISR", "ASSAULT", "it fired on the port", DAY, said_by=by).reading()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book of this article."""
    folder = tmp_path_factory.mktemp("several") / "book"
    bookkeeping.add_readings([told()], ["told"], folder)
    return folder


def shown(said: Said) -> tuple[str, str | None, tuple[str, ...]]:
    return said.speaker, said.country, said.speakers


SIDES = [("GBR", "GBR"), ("FRA", "Jane Roe"), ("DEU", "DEU")]


@pytest.mark.parametrize(("party", "name"), SIDES)
def test_the_page_of_each_has_the_statement_by_who_speaks_for_it(book: Path, party: str, name: str) -> None:
    (in_book,) = questions.dyad(book, party, "IRN").statements
    (in_view,) = dyad_page([told()], party, "IRN").statements
    assert shown(in_book) == shown(in_view) == (name, party, NAMES)


def test_what_several_tell_is_told_by_all_of_them(book: Path) -> None:
    page = questions.dyad(book, "IRN", "ISR")
    assert [entry.said_by for entry in (*page.timeline, *page.undated)] == [NAMES]
    assert [hit.said_by for hit in questions.find(book, "port").hits] == ["GBR, Jane Roe and DEU"]
    for show in (show_dyad, show_brief):
        shown_page = io.StringIO()
        show(page, terminal_console(shown_page, width=200))
        assert "says GBR, Jane Roe and DEU" in shown_page.getvalue()


@pytest.mark.parametrize(
    ("names", "words"),
    [("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCD", "A and 3 others"), ("", None)],
)
def test_of_many_who_say_so_the_first_is_named(names: str, words: str | None) -> None:
    assert says_words([*names]) == words


def test_the_records_own_page_names_all_who_say_so() -> None:
    by = SaidBy(name="A", others=("B", "C", "D"))
    assert said_by_words(by) == "A, B, C and D"
    assert said_by_words(by, whole=False) == "A and 3 others"
    assert said_by_words(None) is None


def test_those_who_speak_together_are_no_dyad_by_that(book: Path) -> None:
    assert questions.dyad(book, "FRA", "DEU").statements == ()


@pytest.mark.parametrize("who", ["GBR", "FRA", "Jane Roe", "DEU"])
def test_each_is_found_as_speaker_of_the_statement_and_of_what_it_tells(book: Path, who: str) -> None:
    hits = questions.find(book, said_by=who).hits
    assert {hit.kind for hit in hits} == {"statement", "event"}
    assert [hit.who for hit in hits if hit.kind == "statement"] == ["GBR, Jane Roe and DEU"]


def test_what_is_of_several_countries_is_shown_of_none(book: Path) -> None:
    (hit,) = questions.find(book, kind="statement").hits
    assert hit.country is None


@pytest.mark.parametrize(("who", "name", "country"), [("FRA", "Jane Roe", "FRA"), ("Jane Roe", "Jane Roe", "FRA")])
def test_the_page_of_an_actor_has_what_is_said_with_others(book: Path, who: str, name: str, country: str) -> None:
    (said,) = questions.actor_page(book, who).statements
    assert shown(said) == (name, country, NAMES)


def test_a_wording_is_of_each_and_counts_once(book: Path) -> None:
    answer = questions.wording(book, "the plants")
    assert (answer.uses, {one.words for one in answer.speakers}) == (1, set(NAMES))
    assert answer.first is not None
    assert answer.first.speaker == "GBR, Jane Roe and DEU"


def test_sql_has_who_else_speaks(book: Path) -> None:
    asked = "SELECT speaker_name, co_speaker_names, co_speaker_countries, co_speaker_ids FROM statements"
    (row,) = bookkeeping.sql(asked, book).rows
    assert row == ("GBR", ["Jane Roe", "DEU"], ["FRA", "DEU"], ["person/jane-roe", "DEU"])


def test_sql_has_a_row_for_each_who_speaks_and_for_each_by_whom_a_report_is_told(book: Path) -> None:
    (said,) = bookkeeping.sql("SELECT statement FROM statements", book).rows
    each = [(1, "GBR", "GBR"), (2, "Jane Roe", "FRA"), (3, "DEU", "DEU")]
    speakers = "SELECT n, name, country FROM speakers JOIN statements USING (statement) ORDER BY n"
    assert list(bookkeeping.sql(speakers, book).rows) == each
    tellers = "SELECT n, name, country FROM tellers JOIN reports USING (report) ORDER BY n"
    assert list(bookkeeping.sql(tellers, book).rows) == each
    assert list(bookkeeping.sql("SELECT DISTINCT said_by_statement FROM reports", book).rows) == [said]


@pytest.mark.parametrize("by", [SaidBy(name="White House"), SaidBy(name="ITA", id="ITA", statement="gone")])
def test_sql_has_one_row_where_no_statement_names_those_who_tell(tmp_path: Path, by: SaidBy) -> None:
    one = Story(DAY).did("IRN", "ISR", "ASSAULT", "it fired on the port", DAY, said_by=by)
    one.stands("IRN", "ISR", "tone", "hostile")
    one.standings[0] = msgspec.structs.replace(one.standings[0], said_by=by)
    Book.create(tmp_path / "told").store.append([one.reading()], run="test")
    asked = "SELECT report IS NULL, n, name, id FROM tellers ORDER BY 1"
    found = list(bookkeeping.sql(asked, tmp_path / "told").rows)
    assert found == [(False, 1, by.name, by.id), (True, 1, by.name, by.id)]


def test_an_exported_row_has_who_else_speaks() -> None:
    (row,) = rows(told(), "statements")
    assert (row["co_speaker_names"], row["co_speaker_countries"]) == ("Jane Roe; DEU", "FRA; DEU")


@pytest.mark.parametrize("table", ["events", "reports"])
def test_an_exported_row_names_all_who_say_so(table: str) -> None:
    (row,) = rows(told(), table)
    assert row["said_by"] == "GBR; Jane Roe; DEU"
    assert row["said_by_statement"] == told().statements[0].id


@pytest.mark.parametrize("by", [SaidBy(name="White House"), SaidBy(name="ITA", id="ITA", statement="gone")])
def test_an_exported_row_names_who_says_so_where_no_statement_tells_more(by: SaidBy) -> None:
    one = Story(DAY).did("IRN", "ISR", "ASSAULT", "it fired on the port", DAY, said_by=by).reading()
    (row,) = rows(one, "events")
    assert row["said_by"] == by.name


def test_terminal_cards_and_pages_name_all() -> None:
    stream, page = io.StringIO(), io.StringIO()
    show_reading(told(), terminal_console(stream, width=200))
    show_dyad(dyad_page([told()], "FRA", "IRN"), terminal_console(page, width=200))
    assert "GBR, Jane Roe (FRA) and DEU" in stream.getvalue()
    assert "GBR, Jane Roe and DEU" in page.getvalue()
    assert cards(told(), "a")[0].title == "GBR, Jane Roe (FRA) and DEU"
    assert "<bdi>GBR</bdi>, <bdi>Jane Roe</bdi> and <bdi>DEU</bdi>" in dyad_html(dyad_page([told()], "FRA", "IRN"))


def test_whom_a_person_calls_the_speaker_speaks_alone() -> None:
    (statement,) = told().statements
    made = decide(
        "correct", [statement.id], field="speaker", value="ITA", name="A reader", at=datetime(2025, 1, 1, tzinfo=UTC)
    )
    (now,) = corrected(told(), in_force([made]).corrections)[0].statements
    assert now.speaker is not None
    assert (now.speaker.id, now.co_speakers) == ("ITA", ())


def test_a_statement_without_others_is_read_as_before() -> None:
    data = to_json(Story(DAY).said("GBR", "IRN", WORDS).reading()).replace(b'"co_speakers":[],', b"")
    assert from_json(data, Reading).statements[0].co_speakers == ()


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_listed_as_in_a_sentence(names: list[str], words: str) -> None:
    assert listed(names) == words
