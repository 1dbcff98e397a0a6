"""The ids that users' tables give their articles: kept as they are, exported, and found by."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.lib
import pyarrow.parquet
import pytest
from told_readings import DAY, Story
from web_book import visitor

from dyadbook import bookkeeping, questions, reader
from dyadbook.book.book import Book
from dyadbook.cli.commands import call
from dyadbook.errors import MissingColumnError, UsageError
from dyadbook.formats.exchange import LOSSES, ExchangeFormat
from dyadbook.formats.exchange import export as exchanged
from dyadbook.formats.table_columns import TABLES
from dyadbook.formats.tables import export
from dyadbook.mcp_server.tools import TOOLS
from dyadbook.records import Article, Problem, Reading, StepInfo
from dyadbook.sources import SourceOptions, articles

parquet: Any = pyarrow.parquet  # its functions bear no types
TEXT = "\n\n".join(
    f"The two ministers met in the old town hall on Friday and called talk number {n} useful." for n in range(4)
)


def table(path: Path, *rows: dict[str, Any]) -> Path:
    """Return a table of JSON lines, one article a row."""
    path.write_text("".join(json.dumps({"text": TEXT, **row}) + "\n" for row in rows), encoding="utf-8")
    return path


def read(path: Path, **columns: str) -> tuple[list[Article], list[Problem]]:
    """Return the articles and problems of a table."""
    found = list(articles(path, options=SourceOptions(columns=columns)))
    return [item for item in found if isinstance(item, Article)], [item for item in found if isinstance(item, Problem)]


def only(path: Path, **columns: str) -> Article:
    """Return the one article of a table."""
    ((article,), _) = read(path, **columns)
    return article


def told(id: str | None = "A-17", words: str = "they met in Oslo", **article: Any) -> Reading:
    """Return a reading of an article with an id of its user's table."""
    story = Story(DAY, "The Quay", title=words, doc_id=id, **article).did("USA", "PRK", "CONSULT", words, DAY)
    return story.said("Jane Roe/USA", "PRK", f"it was good that {words}").reading()


# ---- tables


@pytest.mark.parametrize(
    "name", ["doc_id", "docid", "DocumentID", "document_id", "Story ID", "article_id", "accession_number", "id", "_id"]
)
def test_a_column_whose_name_says_that_it_holds_ids_is_taken(tmp_path: Path, name: str) -> None:
    assert only(table(tmp_path / "rows.jsonl", {name: "A-17"})).doc_id == "A-17"


@pytest.mark.parametrize("name", ["page_id", "user_id", "number", "key", "code"])
def test_another_column_is_taken_where_it_is_named_alone(tmp_path: Path, name: str) -> None:
    path = table(tmp_path / "rows.jsonl", {name: "A-17"})
    assert only(path).doc_id is None
    assert only(path, doc_id=name).doc_id == "A-17"


def test_of_several_the_one_that_says_most_is_taken_and_the_others_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = table(tmp_path / "rows.jsonl", {"id": 3, "story_id": "A-17"})
    assert only(path).doc_id == "A-17"
    assert f"{path}: columns that are not used: id; to use one, name its field" in caplog.text


def test_the_run_says_which_column_was_taken_unless_its_user_named_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = table(tmp_path / "rows.jsonl", {"story_id": "A-17"})
    only(path)
    said = f"{path}: the column 'story_id' is kept as each row's own id; if another is meant, name it"
    assert said in caplog.text
    caplog.clear()
    only(path, doc_id="story_id")
    assert "own id" not in caplog.text


def test_a_column_that_is_named_and_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f'text,key\n"{TEXT}",1\n', encoding="utf-8")
    with pytest.raises(MissingColumnError, match="there is no column 'nr' for doc_id"):
        read(path, doc_id="nr")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0017", "0017"), (" a b ", " a b "), ("2021/05/A:1", "2021/05/A:1"), (17, "17"), (17.0, "17"),
        (12345678901234567890, "12345678901234567890"), ({"$oid": "5f1a"}, "5f1a"), ("日本-1", "日本-1"),
        ("", None), ("  ", None), (None, None),
    ],
)  # fmt: skip
def test_an_id_is_kept_as_the_table_writes_it(tmp_path: Path, given: object, kept: str | None) -> None:
    (article,), problems = read(table(tmp_path / "rows.jsonl", {"doc_id": given}))
    assert article.doc_id == kept
    assert not problems


@pytest.mark.parametrize("given", [{"a": 1}, ["a"], 1.5, "x" * 1001, "half \ud800"])
def test_what_is_no_id_is_told_and_the_article_is_read(tmp_path: Path, given: object) -> None:
    (article,), (problem,) = read(table(tmp_path / "rows.jsonl", {"doc_id": given}))
    assert article.doc_id is None
    assert (problem.code, problem.article) == ("doc_id", article.id)
    assert "'doc_id' is kept as no id" in problem.message


def test_zeros_at_the_front_stay_in_csv_and_whole_numbers_are_whole_in_parquet(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(f'doc_id,text\n0017,"{TEXT}"\n', encoding="utf-8")
    assert only(tmp_path / "rows.csv").doc_id == "0017"
    parquet.write_table(pyarrow.lib.table({"id": [17.0], "text": [TEXT]}), tmp_path / "rows.parquet")
    assert only(tmp_path / "rows.parquet").doc_id == "17"


def test_pages_in_a_table_keep_their_ids_too(tmp_path: Path) -> None:
    page = "<html><body><article><h1>They met</h1>" + "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"html": page + "</article></body></html>", "doc_id": "A-17"}), encoding="utf-8")
    assert only(path).doc_id == "A-17"


def test_it_has_no_part_in_the_id_of_the_article(tmp_path: Path) -> None:
    found = [only(table(tmp_path / f"{id}.jsonl", {"doc_id": id})).id for id in ("a", "b")]
    assert found[0] == found[1]


# ---- exports


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_an_export_has_it_beside_the_article(tmp_path: Path, name: str) -> None:
    columns = [column.name for column in TABLES[name].columns]
    assert columns[columns.index("article") + 1] == "doc_id"


@pytest.mark.parametrize("id", ["0017", "A;17", 'say "A", 17', None])
def test_events_join_by_it_to_the_table_that_they_came_from(tmp_path: Path, id: str | None) -> None:
    export([told(id)], tmp_path)
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert [row["doc_id"] for row in csv.DictReader(file)] == [id or ""]
    export([told(id)], tmp_path, format="parquet")
    assert parquet.read_table(tmp_path / "events.parquet")["doc_id"].to_pylist() == [id]


@pytest.mark.parametrize("format", ["gdelt", "polecat", "graphml", "gexf", "bibtex"])
def test_a_format_without_a_column_for_it_says_so(tmp_path: Path, format: ExchangeFormat) -> None:
    exchanged([told("A-17"), told("A-18", "they met in Bonn"), told(None, "they met in Rome")], tmp_path, format=format)
    assert "- 2 x article without the id of its user's table (`doc_id`)" in (tmp_path / LOSSES).read_text("utf-8")


@pytest.mark.parametrize(("id", "lost"), [("4711", False), ("A-17", True), (None, False)])
def test_icews_has_it_for_the_number_of_the_story_where_it_is_one(tmp_path: Path, id: str | None, lost: bool) -> None:
    (path, *_), losses = exchanged([told(id)], tmp_path, format="icews")
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file, delimiter="\t")
    assert (row["Story ID"] == id) is (id == "4711")
    assert row["Story ID"].isdecimal()
    assert ("it is no number" in losses.text()) is lost


def test_plover_has_it_with_the_source(tmp_path: Path) -> None:
    (path, *_), _ = exchanged([told("A-17")], tmp_path, format="plover")
    assert json.loads(path.read_text("utf-8"))["source"]["doc_id"] == "A-17"


# ---- a book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a book of three articles: two with ids of their own, of which one looks like an address."""
    path = tmp_path / "book"
    made = [told("A-17"), told("2021/05/18", "they met in Bonn"), told(None, "they met in Rome")]
    bookkeeping.add_readings(made, ["told"], path)
    return path


def test_a_book_gives_it_back(book: Path) -> None:
    found = [reading.article.doc_id for reading in Book.open(book).readings()]
    assert found == ["A-17", "2021/05/18", None]


def test_a_passage_names_it(book: Path) -> None:
    (hit,) = questions.find(Book.open(book), "Bonn", kind="event").hits
    assert hit.passages[0].article.doc_id == "2021/05/18"


def test_sql_finds_articles_and_reports_by_it(book: Path) -> None:
    asked = "SELECT title FROM articles WHERE doc_id = 'A-17'"
    assert list(bookkeeping.sql(asked, book).rows) == [("they met in Oslo",)]
    joined = "SELECT doc_id FROM event_reports JOIN reports USING (report) ORDER BY doc_id"
    assert {id for (id,) in bookkeeping.sql(joined, book).rows} == {"A-17", "2021/05/18", None}


def test_events_and_their_reports_join_with_one_column_of_articles(book: Path) -> None:
    joined = "SELECT event, article, outlet, text, synthetic FROM event_reports NATURAL JOIN reports"
    rows = list(bookkeeping.sql(joined, book).rows)
    count = next(iter(bookkeeping.sql("SELECT count(*) FROM event_reports", book).rows))[0]
    assert len(rows) == count > 0
    with pytest.raises(UsageError, match="event_reports NATURAL JOIN reports"):
        list(bookkeeping.sql("SELECT article FROM event_reports JOIN reports USING (report)", book).rows)


@pytest.mark.parametrize("id", ["A-17", "2021/05/18"])
def test_an_article_is_shown_by_it(book: Path, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["article", id, "--book", str(book)]) == 0
    shown = capsys.readouterr().out
    assert f"told · id {id}" in shown
    assert call(["article", id, "--book", str(book), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["doc_id"] == id


def test_an_article_is_shown_by_its_own_id_and_one_that_is_not_there_is_told(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = next(Book.open(book).readings()).article.id
    assert call(["article", own, "--book", str(book)]) == 0
    assert call(["article", "A-99", "--book", str(book)]) == 2
    assert "no article of the id 'A-99' is in the book" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["they met in Oslo", "OSLO", "met oslo"])
def test_an_article_is_shown_by_its_title_or_words_of_it(
    book: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["article", words, "--book", str(book)]) == 0
    assert "they met in Oslo" in capsys.readouterr().out


def test_words_of_several_titles_list_them_with_their_ids(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["article", "they met", "--book", str(book)]) == 2
    told = capsys.readouterr().err
    ids = [id for (id,) in bookkeeping.sql("SELECT article FROM articles WHERE title LIKE 'they met%'", book).rows]
    assert len(ids) > 1
    assert "articles have 'they met' in their titles: give the id of one." in told
    assert all(id in told for id in ids)


def test_an_id_of_several_articles_names_them(book: Path) -> None:
    bookkeeping.add_readings([told("A-17", "they met in Lima")], ["told"], book)
    with pytest.raises(UsageError, match=r"tables gave the id 'A-17' to several articles: name one of \w+, \w+\."):
        Book.open(book).told_in("A-17")


def test_an_event_is_added_to_the_article_of_an_id(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["add-event", "2021/05/18", "it was good", "--type", "SUPPORT", "--source", "USA", "--target", "PRK"]
    assert call([*words, "--book", str(book), "--name", "Ann"]) == 0
    assert "it was good" in capsys.readouterr().out


def test_an_article_is_forgotten_by_it(book: Path) -> None:
    assert bookkeeping.forget(["A-17"], book) == 1
    assert [one.article.doc_id for one in Book.open(book).readings()] == ["2021/05/18", None]
    with pytest.raises(UsageError, match="not in the book: A-17"):
        bookkeeping.forget(["A-17"], book)


def test_pages_and_tools_show_the_article_of_an_id(book: Path) -> None:
    page = visitor(Book.open(book)).get("/article/A-17")
    assert page.status_code == 200
    assert "id <bdi>A-17</bdi>" in page.text
    answer = TOOLS["article"].answer(Book.open(book), {"id": "A-17"})
    assert answer.data.article.doc_id == "A-17"


# ---- the same article with what was not told of it before


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read articles without a model."""

    def read_many(items: Any, **_: Any) -> Iterator[Reading | Problem]:
        for item in items:
            yield (
                item
                if isinstance(item, Problem)
                else Reading(article=item, steps=(StepInfo(name="events", version=1),))
            )

    monkeypatch.setattr(reader, "read_many", read_many)


def added(path: Path, book: Path) -> list[str]:
    """Return what a run says of ids, once a table was added."""
    said: list[Problem] = []
    bookkeeping.add([path], book, met=said.append)
    return [one.message for one in said if one.code == "doc_id"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ({}, {"date": "2025-02-07"}, ["article "]),
        ({"date": "2025-02-06"}, {"date": "2025-02-07"}, []),
        ({}, {}, []),
    ],
)
def test_a_day_of_publication_that_comes_later_is_not_kept_in_silence(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], says: list[str]
) -> None:
    said: list[Problem] = []
    for name, row in (("before", before), ("after", after)):
        path = table(tmp_path / f"{name}.jsonl", row)
        bookkeeping.add([path], tmp_path / "book", met=said.append)
    assert [one.message[: len(words)] for one, words in zip(said, says, strict=True)] == says


@pytest.mark.usefixtures("quick")
def test_of_rows_of_one_text_the_first_id_is_kept_and_the_others_are_told(tmp_path: Path) -> None:
    rows = table(tmp_path / "rows.jsonl", {"id": "A-1"}, {"id": "A-2"}, {"id": "A-3"}, {"id": "A-1"})
    (message,) = added(rows, tmp_path / "book")
    assert message.startswith("2 articles came with another id than the book has of the same title, outlet and text")
    assert "the first is 'A-2'" in message
    assert message.endswith("has the id 'A-1'. To file it with the other id, `dyadbook forget` it and add it again")
    assert [one.article.doc_id for one in Book.open(tmp_path / "book").readings()] == ["A-1"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ({"id": "A-1"}, {"id": "A-1"}, None),
        ({"id": "A-1"}, {}, None),
        ({"id": "A-1"}, {"id": "B-1"}, "has the id 'A-1'"),
        ({}, {"id": "B-1"}, "has none"),
    ],
)
def test_a_table_that_comes_again_says_which_ids_the_book_has_not(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], says: str | None
) -> None:
    book = tmp_path / "book"
    assert not added(table(tmp_path / "before.jsonl", before), book)
    said = added(table(tmp_path / "after.jsonl", after), book)
    assert [f"{says}. To file it" in message for message in said] == ([True] if says else [])


def test_an_article_of_a_version_before_has_none() -> None:
    before = msgspec.json.decode(msgspec.json.encode({"id": "a", "source": "rows.csv:2"}), type=Article)
    assert before.doc_id is None
