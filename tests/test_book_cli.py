"""Keeping a book from the command line: add, go on, look after, read again, ask in SQL."""

from __future__ import annotations

import io
import json
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from book_filing import vary

from dyadbook import bookkeeping, reader
from dyadbook.book.book import Book
from dyadbook.book.columns import TABLES
from dyadbook.book.decisions import decide
from dyadbook.book.questions.event import event as event_page
from dyadbook.cli.commands import call
from dyadbook.errors import UsageError
from dyadbook.formats.progress import progress
from dyadbook.records import Article, Problem, Reading, StepInfo, When
from dyadbook.schemas import to_json
from dyadbook.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "2018-06-12-singapore-summit-a.html",
    "2018-05-24-summit-called-off.html",
    "2019-08-08-ties-downgraded.html",
)
STEPS = (StepInfo(name="events", version=1),)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with three pages and a broken one, and the small book; the test runs in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("DYADBOOK_BOOK", raising=False)
    (tmp_path / "news").mkdir()
    for name in PAGES:
        shutil.copy(ROOT / "examples" / "pages" / name, tmp_path / "news" / name)
    (tmp_path / "news" / "empty.txt").write_text("", encoding="utf-8")
    shutil.copytree(ROOT / "tests" / "books" / "v1", tmp_path / "small")
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources that a quick reader was given instead of the model."""
    given: list[str] = []

    def quick(items: Iterable[Article | Problem], **_: Any) -> Iterator[Reading | Problem]:
        for item in items:
            if isinstance(item, Problem):
                yield item
                continue
            given.append(Path(item.source).name)
            yield msgspec.structs.replace(vary(len(given)), article=item, steps=STEPS)

    monkeypatch.setattr(reader, "read_many", quick)
    return given


def out(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    said = capsys.readouterr()
    return said.out.splitlines(), said.err


# ---- add


def test_a_question_in_the_place_of_the_book_is_told() -> None:
    with pytest.raises(UsageError, match="the question comes first"):
        bookkeeping.sql("mine", "SELECT title FROM articles")


def test_articles_are_filed_with_counts_and_problems(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["add", "news", "--book", "mine"]) == 0
    lines, said = out(capsys)
    assert lines == []
    assert "3 articles filed in" in said
    assert "4 problems (`dyadbook problems --book mine` lists them); 3 articles in mine" in said
    assert call(["problems", "--book", "mine"]) == 0
    listed = out(capsys)[0]
    assert any("empty.txt" in line for line in listed)
    assert [line for line in said.splitlines() if line.removeprefix("dyadbook: ") in listed] == said.splitlines()[:4]


def test_of_many_problems_the_first_are_told_and_the_others_counted(capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(13):
        Path(f"empty-{n:02}.txt").touch()
    assert call(["add", *(f"empty-{n:02}.txt" for n in range(13)), "--book", "my book"]) == 1
    lines = out(capsys)[1].splitlines()
    assert all(f"empty-{n:02}.txt: " in lines[n] for n in range(10))
    assert lines[10] == "dyadbook: 3 more problems: `dyadbook problems --book 'my book'` lists them"
    assert len(lines) == 12


def test_one_path_of_several_that_is_not_there_is_a_problem(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["add", "gone.html", f"news/{PAGES[0]}", "--book", "mine"]) == 0
    assert "1 article filed in" in out(capsys)[1]
    assert call(["problems", "--book", "mine"]) == 0
    assert any("gone.html: there is no such file" in line for line in out(capsys)[0])
    assert call(["add", "gone.html", "nowhere", "--book", "other"]) == 2


def test_what_is_there_is_not_read_again(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["add", f"news/{PAGES[0]}", "--book", "mine"]) == 0
    assert call(["add", "news", "news", "--book", "mine"]) == 0
    assert sorted(asked) == sorted(PAGES)
    assert "2 articles filed in" in (said := out(capsys)[1])
    assert "4 there already" in said


def test_a_problem_met_again_is_listed_once(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        call(["add", "news", "--book", "mine"])
    out(capsys)
    call(["problems", "--book", "mine", "--json"])
    assert sum("empty.txt" in line for line in out(capsys)[0]) == 1


def test_where_nothing_can_be_added_no_book_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.csv").write_text("headline,words\nTalks,Iran and Oman held talks.\n", encoding="utf-8")
    for columns in ("text=body", "story=words"):
        assert call(["add", "table.csv", "--columns", columns, "--book", "mine"]) == 2
    assert not Path("mine").exists(), out(capsys)
    assert call(["add", "table.csv", "--columns", "text=words", "--book", "mine"]) == 0


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-C", "SIGTERM"])
def test_who_is_told_to_end_files_what_was_read_and_the_next_run_goes_on(
    sent: signal.Signals, asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole: Any = reader.read_many

    def stopped(items: Iterable[Article | Problem], **_: Any) -> Iterator[Reading | Problem]:
        readings = (item for item in whole(items) if isinstance(item, Reading))
        yield next(readings)
        yield next(readings)
        signal.raise_signal(sent)

    with monkeypatch.context() as broken:
        broken.setattr(reader, "read_many", stopped)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs in the background ignores ctrl-C
        assert call(["add", "news", "--book", "mine"]) == 130
    assert "2 articles filed" in (said := out(capsys)[1])
    assert "stopped: call it again to go on" in said
    assert call(["add", "news", "--book", "mine"]) == 0
    assert sorted(asked) == sorted(PAGES)
    assert [run.outcome for run in bookkeeping.runs("mine")] == ["stopped", "done"]


def test_a_reader_that_fails_loses_nothing_that_was_read(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Any = reader.read_many

    def broken(items: Iterable[Article | Problem], **_: Any) -> Iterator[Reading | Problem]:
        yield next(item for item in whole(items) if isinstance(item, Reading))
        raise RuntimeError("out of luck")

    monkeypatch.setattr(reader, "read_many", broken)
    with pytest.raises(RuntimeError, match="out of luck"):
        bookkeeping.add("news", "mine")
    assert len(Book.open("mine").store.seen()) == 1
    assert [run.outcome for run in bookkeeping.runs("mine")] == ["failed"]


@pytest.mark.parametrize("broken", [RuntimeError("out of luck"), KeyboardInterrupt()], ids=["fails", "stopped"])
def test_a_run_that_files_nothing_leaves_no_new_book(
    asked: list[str], broken: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object, **__: object) -> Iterator[Reading]:
        yield from ()
        raise broken

    monkeypatch.setattr("dyadbook.bookkeeping.filing.read_with", nothing)
    with suppress(RuntimeError):
        bookkeeping.add("news", "mine")
    assert not Path("mine").exists()


def test_a_run_that_files_nothing_leaves_a_book_that_was_there(asked: list[str]) -> None:
    assert call(["add", f"news/{PAGES[0]}", "--book", "mine"]) == 0
    Path("nothing.tsv").write_text("", encoding="utf-8")
    call(["import", "nothing.tsv", "--format", "gdelt", "--book", "mine"])
    assert len(Book.open("mine").store.seen()) == 1


def test_an_import_of_nothing_makes_no_book_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("nothing.tsv").write_text("", encoding="utf-8")
    assert call(["import", "nothing.tsv", "--format", "gdelt", "--book", "mine"]) == 1
    assert not Path("mine").exists()
    assert "no book was made" in out(capsys)[1]


def test_a_new_book_keeps_the_problems_of_a_run_that_files_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["add", "news/empty.txt", "--book", "mine"]) == 1
    assert call(["problems", "--book", "mine"]) == 0
    assert "empty.txt" in out(capsys)[0][0]


def test_who_looks_on_is_told_how_far_it_is(asked: list[str]) -> None:
    told: list[bookkeeping.Progress] = []
    bookkeeping.add("news", "mine", seen=told.append)
    assert (told[-1].total, told[-1].read, told[-1].filed) == (4, 3, 3)
    Path("table.jsonl").write_text(json.dumps({"text": "Japan thanked India."}) + "\n", encoding="utf-8")
    bookkeeping.add("table.jsonl", "mine", seen=told.append)
    assert told[-1].total is None


def test_a_line_shows_the_rate_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = io.StringIO()
    with progress(shown) as tell:
        time.sleep(0.01)
        tell(5, 2000, 1, "2 problems")
    line = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown.getvalue())
    assert re.search(r"5 of 2000 articles, 1 there already, [\d.]+ a second, .* left, 2 problems", line)


def test_the_book_of_the_environment_is_taken(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADBOOK_BOOK", "mine")
    assert call(["add", "news", "--quiet"]) == 0
    assert Path("mine/book.json").is_file()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["add", "news"], 2, "no book is named: give --book"),
        (["add", "nowhere.html", "--book", "mine"], 2, "nowhere.html is not there"),
        (["add", "news", "--book", "news"], 2, "holds something that is no book"),
        (["find", "summit", "--book", "news"], 2, "holds something that is no book"),
        (["check", "--book", "mine"], 2, "mine is no book: make one with"),
        (["forget", "nobody", "--book", "small"], 2, "not in the book: nobody"),
    ],
)
def test_what_cannot_be_done_is_told(
    words: list[str], code: int, told: str, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(words) == code
    assert told in out(capsys)[1]
    assert not Path("mine").exists()


# ---- looking after


def test_a_book_is_checked_compacted_and_cleared(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["check", "--book", "small"]) == 0
    assert "no fault was found" in out(capsys)[1]
    assert call(["compact", "--book", "small"]) == 0
    assert "reports: 2 files joined into 1" in out(capsys)[0]
    assert call(["vacuum", "--book", "small", "--keep-hours", "0"]) == 0
    assert "reports: 2 files removed" in out(capsys)[0]
    next(Path("small/tables/reports").glob("*.parquet")).unlink()
    assert call(["check", "--book", "small"]) == 1
    assert "is missing: rows of reports" in out(capsys)[0][0]


def test_an_article_is_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["forget", vary(2).article.id, "--book", "small"]) == 0
    assert vary(2).article.id not in Book.open("small").store.seen()


def test_runs_and_the_format_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["runs", "--book", "small"]) == 0
    assert out(capsys)[0] == ["1 Jan 2025, 00:00 UTC  first add done: 4 read (dyadbook 0.1.0)"]
    assert call(["migrations", "--book", "small"]) == 0
    assert out(capsys)[0][0].startswith("format 1, made by dyadbook 0.1.0")


def test_decisions_are_exported_and_brought_back(
    asked: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["decisions", "export", "--book", "small"]) == 0
    lines, _ = out(capsys)
    (folder / "decisions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    call(["add", "news", "--book", "mine"])
    for told in ("1 decision filed", "0 decisions filed"):
        assert call(["decisions", "import", "decisions.jsonl", "--book", "mine"]) == 0
        assert told in out(capsys)[1]
    assert bookkeeping.decisions_out("mine") == bookkeeping.decisions_out("small")
    (folder / "decisions.jsonl").write_text(lines[0] + '\n{"id": 3}\n', encoding="utf-8")
    assert call(["decisions", "import", "decisions.jsonl", "--book", "mine"]) == 2
    assert "line 2" in out(capsys)[1]


# ---- reading again


Again = Callable[[Callable[[Reading], Reading]], None]
"""Files the news, and lets a newer version read it as it is told."""


@pytest.fixture
def again(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> Again:
    """Return what files the news, and puts a reader in the place of the one that filed it."""
    assert call(["add", "news", "--book", "mine", "--quiet"]) == 0
    was = {reading.article.id: reading for reading in Book.open("mine").store.current()}
    steps = (StepInfo(name="events", version=2),)

    def as_told(change: Callable[[Reading], Reading]) -> None:
        def engine(items: Iterable[Article | Problem], **_: Any) -> Iterator[Reading | Problem]:
            for item in items:
                assert isinstance(item, Article)
                yield msgspec.structs.replace(change(was[item.id]), steps=steps)

        monkeypatch.setattr(reader, "read_many", engine)
        monkeypatch.setattr(reader, "read", lambda article: Reading(article=article, steps=steps))

    return as_told


@pytest.fixture
def newer(again: Again) -> None:
    """Let a newer version miss an event of each article."""
    again(lambda reading: msgspec.structs.replace(reading, events=reading.events[1:]))


@pytest.mark.usefixtures("newer")
def test_reading_again_files_what_is_new_and_shows_it(capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys)
    assert call(["reread", "--book", "mine"]) == 0
    lines, said = out(capsys)
    assert [line[:3] for line in lines[1:-1:2]] == ["  -"] * 3
    assert {line[:16] for line in lines[0:-1:2]} == {
        reading.article.id for reading in Book.open("mine").store.current()
    }
    assert lines[-1] == "events: 15 -> 12"
    assert "3 articles read again" in said
    assert [len(reading.events) for reading in Book.open("mine").store.current()] == [4, 4, 4]
    assert call(["reread", "--book", "mine"]) == 0
    assert "0 articles read again" in (said := out(capsys)[1])
    assert "3 were read by the same steps already" in said


def test_what_was_told_of_a_source_stays_when_its_article_is_read_again() -> None:
    row = {"title": "A visit", "text": "The minister of Norway visited Sweden.", "date": "12/06/2023"}
    Path("rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert call(["add", "rows.jsonl", "--book", "dated", "--quiet"]) == 0
    (told,) = bookkeeping.problems("dated")
    assert "can mean two days" in told.message
    assert call(["reread", "--all", "--book", "dated", "--quiet"]) == 0
    assert list(bookkeeping.problems("dated")) == [told]


def first(reading: Reading, layer: str, **fields: Any) -> Reading:
    """Return a reading of whose first record of a layer these fields are others."""
    one, *others = getattr(reading, layer)
    return msgspec.structs.replace(reading, **{layer: (msgspec.structs.replace(one, **fields), *others)})


@pytest.mark.parametrize(
    ("layer", "fields", "told"),
    [
        ("events", {"modality": "negated"}, ["~ event", "  ·  modality actual -> negated"]),
        ("events", {"id": "0" * 16, "target": ()}, ["~ event 0000000000000000: ", "-> none"]),
        ("events", {"date": When()}, ["  ·  date ", " -> no date"]),
        ("statements", {"speaker": None}, ["~ statement", "  ·  speaker ", " -> none"]),
        ("standings", {"value": "open"}, ["~ standing", "  ·  value ", " -> open"]),
        ("mentions", {"country": "SWE"}, ["~ mention", "  ·  country ", " -> SWE"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_reading_again_names_the_fields_that_changed(
    again: Again, layer: str, fields: dict[str, Any], told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    again(lambda reading: first(reading, layer, **fields))
    out(capsys)
    assert call(["reread", "--book", "mine", "--dry-run"]) == 0
    lines = [line for line in out(capsys)[0] if line.startswith("  ")]
    assert len(lines) == 3
    assert all(part in lines[0] for part in told), lines[0]
    assert call(["reread", "--book", "mine", "--dry-run", "--json"]) == 0
    changes = [json.loads(line) for line in out(capsys)[0]]
    ((record,),) = {tuple(one["layer"] for one in change["records"]) for change in changes}
    assert record == layer
    assert changes[0]["records"][0]["fields"] == [name for name in fields if name != "id"]


def test_that_another_version_of_a_step_read_it_is_no_change(again: Again, capsys: pytest.CaptureFixture[str]) -> None:
    again(lambda reading: first(reading, "events", origin="events 99"))
    out(capsys)
    assert call(["reread", "--book", "mine"]) == 0
    lines, said = out(capsys)
    assert lines == []
    assert "3 articles read again in" in said
    assert "0 changed" in said


@pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (0, 3), (50, 3)])
@pytest.mark.usefixtures("newer")
def test_so_many_changed_records_are_shown_and_the_others_counted(
    most: int, shown: int, capsys: pytest.CaptureFixture[str]
) -> None:
    out(capsys)
    assert call(["reread", "--book", "mine", "--dry-run", "--most", str(most)]) == 0
    lines = out(capsys)[0]
    assert sum(line.startswith("  - event ") for line in lines) == shown
    assert any(line.startswith(f"and {3 - shown} more record") for line in lines) == (shown < 3)


@pytest.mark.usefixtures("newer")
def test_a_dry_run_files_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    out(capsys)
    assert call(["reread", "--book", "mine", "--dry-run", "--json"]) == 0
    changes = [json.loads(line) for line in out(capsys)[0]]
    assert [change["counts"] for change in changes] == [{"events": [5, 4]}] * 3
    assert [len(reading.events) for reading in Book.open("mine").store.current()] == [5, 5, 5]
    assert [run.kind for run in bookkeeping.runs("mine")] == ["add"]


# ---- SQL


def rows(question: str) -> list[tuple[Any, ...]]:
    return list(bookkeeping.sql(question, "small").rows)


def test_sql_sees_the_rows_that_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert rows("SELECT count(*) FROM articles") == [(4,)]
    kept = {reading.article.id for reading in Book.open("small").store.current()}
    for table in ("articles", "reports", "mentions"):
        assert {article for (article,) in rows(f"SELECT DISTINCT article FROM {table}")} == kept
    assert rows(f"SELECT count(*) FROM statements WHERE article = '{vary(1).article.id}'") == [(0,)]  # reread
    assert rows("SELECT count(*) FROM problems WHERE seq IS NULL") == [(1,)]
    assert rows("SELECT outcome, year(ended) FROM runs") == [("done", 2025)]
    assert rows("SELECT verdict FROM decisions") == [("merge",)]
    assert rows("SELECT kind FROM commits ORDER BY n") == [(k,) for k in "add add reread forget decide add".split()]


def test_sql_sees_events_with_their_reports_as_the_pages_do() -> None:
    found = rows("SELECT event, outlets, independent, reports, type, date_start FROM events")
    with Book.open("small").index.view() as view:
        assert {event for event, *_ in found} == {event for event, *_ in view.members()}
        for id, outlets, independent, reports, type, start in found:
            page = event_page(view, id)
            assert page is not None
            assert {one.id for one in page.accounts} == set(reports)
            assert (page.event.independent, page.event.type, page.event.date.start) == (independent, type, start)
            assert outlets >= 0


def test_sql_joins_events_reports_and_articles_by_the_columns_of_one_name() -> None:
    found = rows(
        "SELECT event, report, articles.outlet, title, reports.type FROM events JOIN event_reports USING (event) "
        "JOIN reports USING (report) JOIN articles ON articles.article = reports.article"
    )
    with Book.open("small").index.view() as view:
        members = {(event, report) for event, report, *_ in view.members()}
    assert {(event, report) for event, report, *_ in found} == members
    assert len(found) == len(members) == rows("SELECT count(*) FROM event_reports")[0][0]
    outlets = dict(rows("SELECT article, outlet FROM articles"))
    assert all(outlets[article] == outlet for article, outlet in rows("SELECT article, outlet FROM event_reports"))


def test_sql_has_what_persons_corrected_and_called_wrong() -> None:
    ((report,),) = rows("SELECT report FROM event_reports ORDER BY report LIMIT 1")
    assert call(["correct", report, "--field", "modality", "--value", "negated", "--book", "small"]) == 0
    assert rows("SELECT report, modality FROM reports WHERE len(corrected) > 0") == [(report, "negated")]
    assert rows("SELECT DISTINCT modality FROM events WHERE len(corrected) > 0") == [("negated",)]
    assert len(rows("SELECT * FROM reports")) == rows("SELECT count(DISTINCT report) FROM reports")[0][0]
    assert rows("SELECT field, value FROM decisions WHERE verdict = 'correct'") == [("modality", "negated")]
    assert rows("SELECT count(*) FROM reports WHERE wrong") == [(0,)]
    assert call(["wrong", report, "--book", "small"]) == 0
    assert rows("SELECT report FROM reports WHERE wrong") == [(report,)]
    assert rows(f"SELECT count(*) FROM event_reports WHERE report = '{report}'") == [(0,)]


@pytest.mark.parametrize("table", ["reports", "events", "statements"])
def test_sql_has_the_last_day_beside_the_day_after_it(table: str) -> None:
    found = rows(f"SELECT date_start, date_last, date_end FROM {table} WHERE date_precision = 'day'")
    assert found
    assert all(start == last < end for start, last, end in found)
    assert {"since_last", "until_last"} <= {name for name, *_ in rows("DESCRIBE standings")}


def test_sql_lists_its_tables_and_points_to_how_they_join() -> None:
    assert [name for (name,) in rows("show tables;")] == sorted(
        [*TABLES, "events", "event_reports", "speakers", "tellers"]
    )
    with pytest.raises(UsageError, match=r"(?s)Candidate bindings.*sql --help"):
        rows("SELECT event FROM reports")


@pytest.mark.parametrize("table", [*"articles reports events statements standings issues mentions not_sure".split()])
def test_each_table_can_be_asked(table: str) -> None:
    assert rows(f"SELECT count(record) > 0 FROM {table}") == [(True,)]


def test_a_table_without_rows_can_be_asked(asked: list[str]) -> None:
    bookkeeping.add("news", "mine")
    assert list(bookkeeping.sql("SELECT * FROM decisions", "mine").rows) == []


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM 'news/empty.txt'",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "DELETE FROM articles",
        "CREATE TABLE t AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT nothing FROM articles",
        "SELECT * FROM nowhere",
        "no question",
        "",
    ],
)
def test_sql_changes_nothing_and_reaches_no_other_file(question: str, folder: Path) -> None:
    with pytest.raises(UsageError):
        rows(question)
    assert not (folder / "out.csv").exists()


def test_answers_come_as_columns_csv_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    question = f"SELECT title, published FROM articles WHERE article = '{vary(1).article.id}'"
    title = "Summit in Singapore leaves Japan waiting"
    call(["sql", question, "--book", "small"])
    assert out(capsys)[0] == ["title" + " " * 37 + "published", "-" * 40 + "  " + "-" * 10, f"{title}  2018-06-12"]
    call(["sql", question, "--book", "small", "--csv"])
    assert out(capsys)[0] == ["title,published", f"{title},2018-06-12"]
    for json_lines in ("--json", "--jsonl"):  # the second is its former name
        call(["sql", question, "--book", "small", json_lines])
        assert [json.loads(line) for line in out(capsys)[0]] == [{"title": title, "published": "2018-06-12"}]


# ---- for programs


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("add news", {"known": 0, "outcome": "done"}),
        ("forget ARTICLE", {"forgotten": 1}),
        ("compact", {"table": "reports"}),
        ("vacuum --keep-hours 0", {"table": "reports"}),
        ("migrations", {"created_by": "dyadbook 0.1.0"}),
        ("decisions import decisions.jsonl", {"filed": 1}),
    ],
)
def test_what_was_done_is_told_in_json(words: str, told: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    if "decisions" in words:
        one = decide("wrong", [vary(1).events[0].id], name="Edda", reason=None, at=datetime(2025, 1, 1, tzinfo=UTC))
        Path("decisions.jsonl").write_bytes(to_json(one))
    assert call([*words.replace("ARTICLE", vary(2).article.id).split(), "--book", "small", "--json"]) == 0
    lines = [json.loads(line) for line in out(capsys)[0]]
    assert any(told.items() <= line.items() for line in lines), lines


def test_each_fault_of_a_book_is_a_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["check", "--book", "small", "--json"]) == 0
    assert out(capsys)[0] == []
    next(Path("small/tables/statements").glob("*.parquet")).write_bytes(b"")
    assert call(["check", "--book", "small", "--json"]) == 1
    assert all(set(json.loads(line)) == {"fault"} for line in out(capsys)[0])


# ---- the whole way


def test_example_pages_are_read_filed_and_asked(folder: Path) -> None:
    added = bookkeeping.add([f"news/{name}" for name in PAGES[:2]], "mine")
    assert (added.outcome, added.filed, added.articles) == ("done", 2, 2)
    kept = list(Book.open("mine").store.current())
    again = [reader.read(reading.article) for reading in kept]
    assert kept == [msgspec.structs.replace(reading, sentences=(), times=(), places=()) for reading in again]
    assert list(bookkeeping.sql("SELECT count(*) > 0 FROM reports WHERE type = 'CONSULT'", "mine").rows) == [(True,)]
    assert bookkeeping.reread("mine").read == 0


@pytest.mark.parametrize(
    "words",
    [
        "dyad USA PRK", "find summit", "series USA PRK", "pending USA PRK", "among USA PRK JPN", "wording summit",
        "changes --since 2018-01-01", "actor-page USA", "plot dyad USA PRK -o figure.svg",
    ],
)  # fmt: skip
def test_a_book_of_example_texts_alone_shows_them_and_says_so(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = "The book holds example texts alone."
    bookkeeping.add(f"news/{PAGES[0]}", "mine", engine="local", settings=load_settings({"engine.workers": 1}))
    assert call([*words.split(), "--book", "mine"]) == 0
    assert said in " ".join("".join(capsys.readouterr()).split())
    source = msgspec.structs.replace(vary(1).article, synthetic=False)
    bookkeeping.add_readings([msgspec.structs.replace(vary(1), article=source)], ["one"], "mine")
    assert call([*words.split(), "--book", "mine"]) == 0
    assert said not in " ".join("".join(capsys.readouterr()).split())
