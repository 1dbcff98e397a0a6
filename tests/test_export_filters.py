"""What is exported of a book under a filter: what the questions let through, and a report of what is left out."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from told_readings import DAY, Story

from dyadbook import bookkeeping, questions
from dyadbook.cli.articles import FORMATS
from dyadbook.cli.commands import call
from dyadbook.errors import UsageError
from dyadbook.formats.exchange import LOSSES
from dyadbook.records import Reading

MAY, JUNE = date(2020, 5, 2), date(2020, 6, 2)
MET = "The envoys of both met in Geneva on arms"


def alone() -> Reading:
    """Return an article that tells of no two parties."""
    found = (
        Story(JUNE, "The Pier").did("IRN", "IRN", "PROTEST", on=JUNE).said("IRN", "", "The streets are calm").reading()
    )
    crowd = msgspec.structs.replace(found.events[0], target=())
    return msgspec.structs.replace(found, events=(crowd,))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filters") / "book"
    told = Story().did("USA", "PRK", "CONSULT", MET, MAY, issues=("drones",)).did("USA", "PRK", "AGREE", on=JUNE)
    told.said("PRK", "USA", "We waited").said("USA", "PRK", "We came").stands("PRK", "USA", "border", "closed")
    other = Story(JUNE, "The Pier").did("JPN", "PRK", "CONSULT", on=JUNE).did("USA", "JPN", "CONSULT", on=MAY)
    again = Story(JUNE, "The Fen").did("USA", "PRK", "CONSULT", MET, MAY)
    example = Story(synthetic=True).did("USA", "PRK", "CONSULT", on=JUNE)
    readings = [one.reading() for one in (told, other, again, example)]
    bookkeeping.add_readings([*readings, alone()], ["told"], folder)
    return folder


def exported(book: Path, to: Path, **asked: Any) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table that is exported."""
    questions.export(book, to, **asked)
    found = {}
    for path in to.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def losses(folder: Path) -> list[str]:
    return (folder / LOSSES).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"since": "2020-06-01"},
        {"until": "2020-05-31"},
        {"type": "CONSULT"},
        {"type": "border"},
        {"said_by": "PRK"},
        {"issue": "drones"},
        {"threshold": 0.95},
    ],
    ids=str,
)
def test_what_is_exported_of_a_dyad_is_what_its_page_shows(book: Path, tmp_path: Path, asked: dict[str, Any]) -> None:
    page = questions.dyad(book, "USA", "PRK", synthetic="with", **asked)
    found = exported(book, tmp_path, dyad=("USA", "PRK"), **asked)
    events = {row["book_event"] for row in found.get("events", [])}
    assert events == {entry.id for entry in (*page.timeline, *page.undated)}
    assert {row["statement"] for row in found.get("statements", [])} == {said.id for said in page.statements}
    assert {row["standing"] for row in found.get("standings", [])} == {id for fact in page.facts for id in fact.ids}
    assert len(found.get("articles", [])) == page.articles


def test_an_event_comes_with_all_its_reports(book: Path, tmp_path: Path) -> None:
    rows = exported(book, tmp_path, issue="drones")["events"]
    assert len(rows) == 2
    assert len({row["book_event"] for row in rows}) == 1


@pytest.mark.parametrize(("since", "told"), [("2020-06-01", True), ("2020-06-03", False)])
def test_what_is_told_of_no_two_parties_is_exported_where_no_dyad_is_named(
    book: Path, tmp_path: Path, since: str, told: bool
) -> None:
    found = exported(book, tmp_path, since=since)
    assert ("PROTEST" in {row["type"] for row in found.get("events", [])}) == told
    assert ("The streets are calm" in {row["text"] for row in found.get("statements", [])}) == told


def test_what_is_told_of_no_two_parties_is_on_no_page(book: Path) -> None:
    assert "PROTEST" not in {event.type for event in questions.home(book, synthetic="with").new_events}
    assert all(plan.sides[0].id for plan in questions.pending(book, synthetic="with").plans)


@pytest.mark.parametrize(
    ("countries", "types"),
    [("IRN", {"PROTEST"}), (["IRN", "Japan"], {"PROTEST", "CONSULT"}), ("FRA", set())],
)
def test_one_of_the_countries_has_a_part(book: Path, tmp_path: Path, countries: Any, types: set[str]) -> None:
    found = exported(book, tmp_path, country=countries)
    assert {row["type"] for row in found.get("events", [])} == types
    assert all("IRN" in str(row) or "JPN" in str(row) for row in found.get("events", []))


def test_a_body_is_no_country(book: Path) -> None:
    with pytest.raises(UsageError, match="'NATO' is no country"):
        questions.chosen(book, country="NATO")
    with pytest.raises(UsageError, match="'NATO' is no country"):
        questions.find(book, "talks", country="NATO")


@pytest.mark.parametrize(("synthetic", "count"), [("apart", 4), ("only", 1), ("with", 5)])
def test_example_texts_are_exported_as_they_are_asked_for(
    book: Path, tmp_path: Path, synthetic: str, count: int
) -> None:
    assert len(exported(book, tmp_path, synthetic=synthetic)["articles"]) == count


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_reports_the_filter_and_what_it_left_out(
    book: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--dyad", "USA", "PRK", "--until", "2020-05-31", "--type", "CONSULT"]
    assert call(["export", "--book", str(book), "--to", str(tmp_path), "--format", form, *words]) == 0
    asked = "2 tell what was asked for of the United States and North Korea: 1 event, 0 statements, 0 standings; "
    assert f"{asked}type CONSULT, until 31 May 2020." in losses(tmp_path)[2]
    assert asked in capsys.readouterr().err
    assert {"- 3 x article left out: the filter does not let it through",
            "- 5 x event left out: the filter does not let it through"} <= set(losses(tmp_path))  # fmt: skip


@pytest.mark.parametrize(("before", "stays"), [("csv", False), ("bibtex", True)])
def test_an_export_of_all_leaves_no_report_of_what_an_earlier_one_left_out(
    book: Path, tmp_path: Path, before: str, stays: bool
) -> None:
    questions.export(book, tmp_path, format=before, since="2020-06-01")  # type: ignore[arg-type]
    files, _, _ = questions.export(book, tmp_path)
    assert tmp_path / LOSSES not in files
    assert (tmp_path / LOSSES).exists() == stays


def test_an_export_of_nothing_says_what_was_asked(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["export", "--book", str(book), "--to", str(tmp_path / "out"), "--dyad", "FRA", "DEU"]) == 1
    said = capsys.readouterr().err
    assert "0 tell what was asked for of France and Germany" in said
    assert "Looked in 5 articles" in said
    assert "there is no article to export of that" in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", ["csv", "gdelt", "bibtex"])
def test_nothing_is_exported_into_a_book(book: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(book.iterdir())
    assert call(["export", "--book", str(book), "--to", str(book), "--format", form]) == 2
    assert "name another folder to export to" in capsys.readouterr().err
    assert sorted(book.iterdir()) == before


def test_what_a_superseded_article_tells_is_left_out_and_counted(tmp_path: Path) -> None:
    for words in ("They will sign nothing", "They signed a pact"):
        story = Story(DAY, url="https://www.example.org/talks", title=words).did("USA", "PRK", "AGREE", words, DAY)
        bookkeeping.add_readings([story.reading()], ["told"], tmp_path / "book")
    found = exported(tmp_path / "book", tmp_path / "out", type="AGREE")
    assert [row["title"] for row in found["articles"]] == ["They signed a pact"]
    assert "- 1 x event left out: its article is superseded or retracted" in losses(tmp_path / "out")


def test_sources_are_not_filtered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["export", "page.html", "--to", str(tmp_path / "out"), "--type", "CONSULT"]) == 2
    assert "a book is asked so: `dyadbook add SOURCES --book BOOK` first" in capsys.readouterr().err
