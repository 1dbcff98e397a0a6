"""Versions and copies in a book: filed as `add` files them, told of in answers, and seen by who looks."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from told_readings import DAY, Story
from web_book import visitor

from dyadbook import bookkeeping, questions
from dyadbook.book.book import Book
from dyadbook.cli.commands import call
from dyadbook.pages import DyadPage
from dyadbook.records import Reading

URL = "https://www.example.org/talks"
WIRE = " ".join(f"Hour {n} went by in hall {n * 7}, and the envoys spoke of post {n * 3}." for n in range(1, 25))


def edition(words: str, type: str, **article: object) -> Reading:
    story = Story(DAY, "The Quay", **{"url": URL, "title": words, **article})
    return story.did("USA", "PRK", type, words, DAY).reading()


def wire(outlet: str) -> Reading:
    story = Story(DAY, outlet).did("USA", "PRK", "CONSULT", "The envoys of both met in Geneva on arms", DAY)
    story.text += f" {WIRE} Desk of {outlet}."
    return story.reading()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book"


def add(book: Path, *readings: Reading) -> DyadPage:
    """Return the page of the dyad after these were filed, each in a run of its own."""
    for one in readings:
        assert bookkeeping.add_readings([one], ["told"], book).filed == 1
    return questions.dyad(book, "USA", "PRK")


def told(page: DyadPage) -> list[tuple[str, int | None]]:
    return [(entry.type, entry.independent) for entry in page.timeline]


def statuses(book: Path) -> dict[str, str]:
    found: Iterable[tuple[str, str]] = bookkeeping.sql("SELECT title, status FROM articles", book).rows
    return dict(found)


def test_a_changed_text_at_one_address_takes_the_place_of_the_older(book: Path) -> None:
    old = edition("They will sign nothing", "REJECT")
    page = add(book, old, edition("They signed a pact", "AGREE", url=URL + "?utm_source=feed"))
    assert told(page) == [("AGREE", 1)]
    assert "left out: They will sign nothing (The Quay, 4 May 2020, superseded)." in page.filter
    assert statuses(book) == {"They signed a pact": "current", "They will sign nothing": "superseded"}


HEADLINE = "Two envoys sign the pact"
QUOTING = f'The Quay retracts its story headlined "{HEADLINE}".'


def without_address(title: str, text: str = WIRE, day: int = 5, **article: object) -> Reading:
    """Return a reading of an article of 5 May 2020 or another day, without an address."""
    story = Story(date(2020, 5, day), "The Quay", **{"title": title, **article})
    story.text += f" {text}"
    return story.did("USA", "PRK", "CONSULT", f"They met on {title}", date(2020, 5, day)).reading()


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (without_address(f"RETRACTION: {HEADLINE}", "Disregard it."), "superseded retracted"),
        (without_address("Retraction", QUOTING), "superseded retracted"),
        (without_address("Editors' note", QUOTING), "current current"),
        (without_address(f"CORRECTION: {HEADLINE}"), "superseded corrected"),
        (without_address(f"CORRECTION: {HEADLINE}", "The envoys were three."), "current corrected"),
        (without_address(HEADLINE, f"{WIRE}\n\nCorrection: an earlier text had another hall."), "superseded corrected"),
        (without_address(HEADLINE), "current current"),
        (without_address(f"RETRACTION: {HEADLINE}", "Disregard it.", day=3), "current retracted"),
        (without_address(f"RETRACTION: {HEADLINE}", "Disregard it.", publisher="The Pier"), "current retracted"),
        (without_address(f"RETRACTION: {HEADLINE} again", "Disregard it."), "current retracted"),
    ],
    ids=[
        "the same headline", "a headline that it quotes", "no notice", "a correction with the words of the story",
        "a correction alone", "a correction in the text", "no notice, the same headline", "an earlier day",
        "another outlet", "another headline",
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [0, 1], ids=["in order", "notice first"])
def test_a_notice_takes_the_place_of_the_story_of_its_outlet_that_it_names(
    book: Path, later: Reading, expected: str, first: int
) -> None:
    story = without_address(HEADLINE, day=4)
    readings = (story, later)
    add(book, readings[first], readings[1 - first])
    found = dict(bookkeeping.sql("SELECT article, status FROM articles", book).rows)
    assert f"{found[story.article.id]} {found[later.article.id]}" == expected


def test_a_notice_that_may_be_of_two_stories_takes_the_place_of_none_until_one_is_forgotten(book: Path) -> None:
    stories = [without_address(HEADLINE, day=4), without_address(HEADLINE, "They met in another land.", day=3)]
    notice = without_address(f"RETRACTION: {HEADLINE}", "Disregard it.")
    add(book, *stories, notice)
    query = "SELECT article, status FROM articles"
    expected = {one.article.id: "current" for one in stories} | {notice.article.id: "retracted"}
    assert dict(bookkeeping.sql(query, book).rows) == expected
    bookkeeping.forget([stories[1].article.id], book)
    del expected[stories[1].article.id]
    assert dict(bookkeeping.sql(query, book).rows) == expected | {stories[0].article.id: "superseded"}
    bookkeeping.forget([notice.article.id], book)
    assert dict(bookkeeping.sql(query, book).rows) == {stories[0].article.id: "current"}


def versions(book: Path) -> dict[str, int]:
    found: Iterable[tuple[str, int]] = bookkeeping.sql("SELECT title, version FROM articles", book).rows
    return dict(found)


def test_the_versions_of_one_article_are_counted(book: Path, tmp_path: Path) -> None:
    newer = edition("They signed a pact", "AGREE")
    add(book, edition("They will sign nothing", "REJECT"), newer, edition("They met", "CONSULT", url=URL + "/2"))
    expected = {"They will sign nothing": 1, "They signed a pact": 2, "They met": 1}
    assert versions(book) == expected
    assert call(["export", "--book", str(book), "--to", str(tmp_path / "articles.csv")]) == 0
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["title"]: int(row["version"]) for row in csv.DictReader(file)} == expected
    told_in = bookkeeping.open_book(book).told_in(newer.article.id)
    assert told_in is not None
    assert told_in.article.version == 2


def test_a_version_that_is_forgotten_is_not_counted(book: Path) -> None:
    older = edition("They will sign nothing", "REJECT")
    add(book, older, edition("They signed a pact", "AGREE"))
    bookkeeping.forget([older.article.id], book)
    assert versions(book) == {"They signed a pact": 1}


def test_the_same_text_at_one_address_counts_once_under_the_outlet_named_last(book: Path) -> None:
    one = edition("They signed a pact", "AGREE")
    other = edition("They signed a pact", "AGREE", publisher="The Pier", id="another")
    page = add(book, one, other)
    assert told(page) == [("AGREE", 1)]
    assert page.timeline[0].outlets == ("The Pier",)
    assert "left out: They signed a pact (The Quay, 4 May 2020, superseded)." in page.filter


def test_a_corrected_text_counts_and_a_retracted_one_does_not(book: Path) -> None:
    corrected = edition("They met. Correction: this article has been corrected", "CONSULT", url=URL + "/2")
    page = add(book, corrected, edition("They signed a pact", "AGREE"))
    assert sorted(told(page)) == [("AGREE", 1), ("CONSULT", 1)]
    page = add(book, edition("Nothing was signed", "REJECT", title="RETRACTED: They signed a pact"))
    assert told(page) == [("CONSULT", 1)]
    assert "2 superseded or retracted articles left out" in page.filter
    assert "(The Quay, 4 May 2020, retracted)" in page.filter


@pytest.mark.parametrize("table", ["reports", "statements", "standings"])
def test_sql_tells_what_of_a_superseded_text_does_not_count(book: Path, table: str) -> None:
    for words in ("They will sign nothing", "They signed a pact"):
        story = Story(DAY, "The Quay", url=URL, title=words).did("USA", "PRK", "AGREE", words, DAY)
        story.said("USA", "PRK", "We mean it").stands("PRK", "USA", "diplomatic_relations", "none")
        add(book, story.reading())
    found = bookkeeping.sql(f"SELECT title, counts FROM {table} JOIN articles USING (article)", book).rows
    assert sorted(found) == [("They signed a pact", True), ("They will sign nothing", False)]


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat", "plover", "graphml", "bibtex"])
def test_formats_of_the_field_leave_superseded_and_retracted_texts_out(book: Path, tmp_path: Path, form: str) -> None:
    add(book, edition("They will sign nothing", "AGREE"), edition("They signed a pact", "AGREE"))
    add(book, edition("They met", "CONSULT", url=URL + "/2", title="RETRACTED: They met"))
    assert call(["export", "--book", str(book), "--to", str(tmp_path / "out"), "--format", form]) == 0
    lost = (tmp_path / "out" / "LOSSES.txt").read_text("utf-8")
    assert "- 2 x article left out, with all that it tells: it is superseded or retracted" in lost
    assert "- 2 x event left out: its article is superseded or retracted" in lost


def test_a_table_of_articles_has_the_status_of_each_in_the_book(book: Path, tmp_path: Path) -> None:
    add(book, edition("They will sign nothing", "REJECT"), edition("They signed a pact", "AGREE"))
    assert call(["export", "--book", str(book), "--to", str(tmp_path / "articles.csv")]) == 0
    with (tmp_path / "articles.csv").open(encoding="utf-8", newline="") as file:
        found = {row["title"]: row["status"] for row in csv.DictReader(file)}
    assert found == {"They signed a pact": "current", "They will sign nothing": "superseded"}


@pytest.mark.parametrize(("count", "told_of"), [(3, 3), (4, 0)])
def test_few_left_out_articles_are_named_and_how_to_list_all_is_told(book: Path, count: int, told_of: int) -> None:
    readings = [edition(f"They met {n} times", "CONSULT") for n in range(count + 1)]
    page = add(book, *readings)
    assert f"{count} superseded or retracted articles left out" in page.filter
    assert page.filter.count(", superseded)") == told_of
    ((question, named),) = re.findall(r'dyadbook sql "(.+?)" --book (.+?)`', page.filter)
    assert named == str(book)
    assert len(list(bookkeeping.sql(question, book).rows)) == count


@pytest.mark.parametrize("question", [["find", "met"], ["dyad", "USA", "PRK"]])
def test_how_left_out_articles_are_listed_is_told_with_the_book_as_it_was_named(
    book: Path, question: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(book, edition("They met once", "CONSULT"), edition("They met twice", "CONSULT"))
    monkeypatch.chdir(book.parent)
    assert call([*question, "--book", book.name, "--json"]) == 0
    assert f"--book {book.name}`" in capsys.readouterr().out


def test_no_page_tells_where_the_book_is_nor_what_only_the_command_line_can_do(book: Path) -> None:
    add(book, edition("They met once", "CONSULT"), edition("They met twice", "CONSULT"))
    client = visitor(Book.open(book))
    for page in ("/dyad/USA/PRK", "/search?words=met", "/dyad/USA/PRK.json"):
        told = client.get(page).text
        assert "1 superseded or retracted article left out" in told
        assert str(book) not in told
        assert page.endswith(".json") or "dyadbook sql" not in told


def test_what_was_superseded_counts_again_where_the_newer_is_forgotten(book: Path) -> None:
    newer = edition("They signed a pact", "AGREE")
    add(book, edition("They will sign nothing", "REJECT"), newer)
    bookkeeping.forget([newer.article.id], book)
    assert told(questions.dyad(book, "USA", "PRK")) == [("REJECT", 1)]


def test_a_wire_story_in_three_outlets_is_one_independent_report(book: Path) -> None:
    page = add(book, wire("A"), wire("B"), wire("C"))
    assert told(page) == [("CONSULT", 1)]
    assert sorted(page.timeline[0].outlets) == ["A", "B", "C"]


def test_an_index_that_is_made_again_tells_the_same(book: Path) -> None:
    page = add(book, wire("A"), edition("They will sign nothing", "REJECT"), wire("B"), edition("They agreed", "AGREE"))
    for file in (book / "index").iterdir():
        file.unlink()
    assert questions.dyad(book, "USA", "PRK") == page
