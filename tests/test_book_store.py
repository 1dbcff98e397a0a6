"""The store of a book: what was filed comes back as it was, batches are seen whole, faults are named."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import strategies
from book_filing import BROKEN, seen_rows, vary
from hypothesis import HealthCheck, given, settings

from dyadbook import schemas
from dyadbook.book import arrow, migrations, rows
from dyadbook.book.columns import LAYERS, TABLES
from dyadbook.book.decisions import decide
from dyadbook.book.migrations import Migration
from dyadbook.book.rows import Row, RunInfo
from dyadbook.book.store import Store
from dyadbook.errors import StoreError
from dyadbook.records import Problem, Reading

BOOKS = Path(__file__).resolve().parent / "books"
NO_LAYERS: dict[str, tuple[Any, ...]] = {"sentences": (), "times": (), "places": ()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "book")


def many(*numbers: int) -> list[Reading]:
    return [vary(number) for number in numbers]


def newer(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, events=reading.events[:1], statements=())


# ---- exactness


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.record(Reading))
def test_any_reading_comes_back_from_its_rows_as_it_was(reading: Reading) -> None:
    made = {name: arrow.arrow_table(name, found) for name, found in rows.rows_of([reading], [], "b").items()}
    back = rows.readings_of(made["articles"].to_pylist(), {name: made[name].to_pylist() for name in LAYERS})
    assert list(back) == [msgspec.structs.replace(reading, **NO_LAYERS)]


@pytest.mark.parametrize("table", [*LAYERS, "articles"])
def test_a_row_has_the_columns_of_its_table(table: str) -> None:
    (row, *_) = rows.rows_of([vary(1)], [BROKEN], "b")[table]
    assert set(row) == set(TABLES[table])


def test_what_was_filed_comes_back_in_order_from_disk(store: Store) -> None:
    store.append(many(3, 1, 2), run="r")
    store.append(many(5, 4), run="r")
    again = Store.open(store.address)
    assert list(again.readings(again.commits())) == many(3, 1, 2, 5, 4)
    assert list(again.current()) == many(3, 1, 2, 5, 4)
    assert list(again.readings(again.commits(after=1))) == many(5, 4)


def test_a_commit_says_what_it_filed(store: Store) -> None:
    commit = store.append(many(1, 2), [BROKEN], run="r")
    assert commit is not None
    assert (commit.n, commit.kind, commit.run) == (1, "add", "r")
    assert commit.articles == tuple(reading.article.id for reading in many(1, 2))
    assert commit.counts["reports"] == 2 * len(vary(1).events)
    assert store.commits() == [commit]
    assert store.last == 1


# ---- what counts


def test_an_article_is_filed_once(store: Store) -> None:
    store.append(many(1, 1, 2), run="r")
    assert store.append(many(2, 1), run="r") is None
    assert list(store.current()) == many(1, 2)


def test_what_is_known_of_a_new_book_costs_one_look(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def commits(after: int = 0) -> list[rows.Commit]:
        looks.append(after)
        return []

    monkeypatch.setattr(store, "commits", commits)
    assert not any(store.known(reading.article.id) for reading in many(1, 2, 3))
    assert looks == [0]


def test_a_problem_of_what_is_no_article_is_filed_once(store: Store) -> None:
    store.append([], [BROKEN, BROKEN], run="r")
    assert store.append([], [BROKEN], run="r") is None
    store.append(many(1), [BROKEN], run="r")
    assert list(store.problems()) == [BROKEN, *vary(1).problems]


@pytest.mark.parametrize(
    ("source", "told"), [("rows.csv", []), ("rows.csv:7", []), ("rows.csv:8", ["empty"]), ("other.csv", ["empty"])]
)
def test_a_source_that_a_later_run_read_is_a_problem_no_more(store: Store, source: str, told: list[str]) -> None:
    item = vary(1)
    article = msgspec.structs.replace(item.article, source="rows.csv:7")
    store.append([], [Problem(source=source, step="source", code="empty", message="it is empty")], run="first")
    store.append([msgspec.structs.replace(item, article=article, problems=())], run="second")
    assert [one.code for one in store.problems()] == told


@pytest.mark.parametrize(("problems", "told"), [([], False), ([BROKEN], True)])
def test_where_sources_were_read_is_looked_up_only_where_one_gave_no_article(
    store: Store, problems: list[Problem], told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(many(1), problems, run="r")
    looked: list[str] = []
    plain = store.tables.rows

    def rows_told(table: str, *asked: Any, **how: Any) -> Iterable[Row]:
        looked.append(table)
        return plain(table, *asked, **how)

    monkeypatch.setattr(store.tables, "rows", rows_told)
    assert {*store.problems()} == {*problems, *vary(1).problems}
    assert ("articles" in looked) is told


def test_a_problem_beside_an_article_that_was_read_stays(store: Store) -> None:
    beside = Problem(source=vary(1).article.source, step="source", code="bad_encoding", message="one byte is odd")
    store.append([], [beside], run="first")
    store.append(many(1), run="first")
    assert beside in list(store.problems())


def test_who_files_the_same_at_once_files_it_once(store: Store) -> None:
    other = Store.open(store.address)
    other.refresh()
    store.append(many(1, 2), run="a")
    write = other._write

    def late(table: str, made: Sequence[Row]) -> None:
        write(table, made)
        if table == "articles":  # the rows are there, the commit is not: the other one comes before it
            store.append(many(3), run="a")

    other._write = late  # type: ignore[method-assign]
    commit = other.append(many(2, 3, 4), run="b")
    assert commit is not None
    assert commit.articles == (vary(4).article.id,)
    assert list(other.current()) == many(1, 2, 3, 4)
    assert len(seen_rows(store, "articles")) == 4


def test_a_batch_without_its_commit_is_not_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "_commit", lambda *_: None)
    store.append(many(1), [BROKEN], run="r")
    monkeypatch.undo()
    assert list(Store.open(store.address).current()) == []
    assert list(store.problems()) == []
    assert seen_rows(store, "reports") == []
    store.append(many(1), run="r")
    assert list(store.current()) == many(1)


def test_a_newer_reading_takes_the_place_of_the_older(store: Store) -> None:
    store.append(many(1, 2), run="r")
    commit = store.append([newer(vary(1)), vary(9)], run="r", kind="reread")
    assert commit is not None
    assert commit.articles == (vary(1).article.id,)
    assert sorted(store.current(), key=lambda reading: reading.article.source) == [newer(vary(1)), vary(2)]
    assert len(seen_rows(store, "reports")) == 1 + len(vary(2).events)


def test_what_is_forgotten_is_gone_and_can_be_added_again(store: Store) -> None:
    store.append(many(1, 2), run="r")
    assert store.forget([vary(1).article.id, "nobody"]) is not None
    assert list(store.current()) == many(2)
    assert list(Store.open(store.address).current()) == many(2)
    store.append([newer(vary(1))], run="r")
    assert list(store.current()) == [vary(2), newer(vary(1))]


def test_decisions_come_back_and_are_filed_once(store: Store) -> None:
    taken = [decide("merge", [one, "z"], name="A", at=datetime(2025, 1, 1, tzinfo=UTC)) for one in "ba"]
    commit = store.decide(*taken)
    assert commit is not None
    assert commit.kind == "decide"
    assert store.decide(taken[0]) is None
    assert Store.open(store.address).decisions() == taken


def test_a_run_shows_its_end_or_that_it_has_none(store: Store) -> None:
    begun = RunInfo(id="a", kind="add", begun=datetime(2025, 1, 1, tzinfo=UTC), dyadbook="0", settings={"x": "y"})
    killed = msgspec.structs.replace(begun, id="b", begun=datetime(2025, 1, 2, tzinfo=UTC))
    ended = msgspec.structs.replace(begun, outcome="done", ended=datetime(2025, 1, 3, tzinfo=UTC), counts={"read": 3})
    for run in (begun, killed, ended):
        store.log_run(run)
    assert store.runs() == [ended, killed]


# ---- looking after


def test_joining_files_changes_no_row(store: Store) -> None:
    for number in range(4):
        store.append(many(number), run="r")
    store.compact()
    assert all(len(store.tables.files(name)) <= 1 for name in TABLES)
    again = Store.open(store.address)
    assert list(again.readings(again.commits())) == many(0, 1, 2, 3)
    store.append(many(4), run="r")
    assert list(again.current()) == many(0, 1, 2, 3, 4)


def test_vacuum_takes_what_nobody_sees_from_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.append(many(1, 2), [BROKEN], run="r")
    store.append([newer(vary(2))], run="r", kind="reread")
    store.append(many(3), run="r")
    store.forget([vary(1).article.id, vary(3).article.id])
    with monkeypatch.context() as dying:
        dying.setattr(Store, "_commit", lambda *_: None)
        store.append(many(7), run="r")
    monkeypatch.setattr("dyadbook.book.store._batch_name", lambda moment: "9")  # whatever is there is old
    store.vacuum(keep_hours=0)
    assert [row["article"] for row in store.tables.rows("articles", ["article"])] == [vary(2).article.id]
    assert list(store.current()) == [newer(vary(2))]
    assert BROKEN in list(store.problems())
    assert len(list(Path(store.address).glob("tables/articles/*.parquet"))) == 1
    assert list(store.readings(store.commits())) == [newer(vary(2))]
    assert store.check() == []


def test_vacuum_leaves_a_batch_that_may_still_be_committed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = Store._commit

    def late(self: Store, *given: Any) -> Any:
        Store.open(store.address).vacuum(keep_hours=1)
        return commit(self, *given)

    monkeypatch.setattr(Store, "_commit", late)
    store.append(many(1), run="r")
    assert list(store.current()) == many(1)


@pytest.mark.parametrize("table", ["statements", "articles"])
@pytest.mark.parametrize(("fault", "told"), [("cut", "is damaged"), ("gone", "is missing"), ("noise", "is damaged")])
def test_a_damaged_file_is_named_and_the_rest_still_answers(
    store: Store, table: str, fault: str, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    store.append(many(1), run="r")
    (path,) = Path(store.address).glob(f"tables/{table}/*.parquet")
    store.append(many(2), run="r")
    if fault == "gone":
        path.unlink()
    else:
        size = path.stat().st_size
        path.write_bytes(path.read_bytes()[: size // 2] if fault == "cut" else b"\0" * size)
    again = Store.open(store.address)
    faults = again.check()
    assert f"{path} {told}" in faults[0]
    assert len(faults) == (2 if table == "articles" else 1)  # and the article that it held
    found = list(again.current())
    assert found[-1] == vary(2)
    assert found[:-1] == ([msgspec.structs.replace(vary(1), statements=())] if table == "statements" else [])
    assert path.name in caplog.text
    again.append(many(3), run="r")
    assert list(again.current())[-1] == vary(3)


def test_a_lost_article_can_be_forgotten_and_added_again(store: Store) -> None:
    store.append(many(1), run="r")
    next(Path(store.address).glob("tables/articles/*.parquet")).unlink()
    store.forget([vary(1).article.id])
    store.append(many(1), run="r")
    assert list(Store.open(store.address).current()) == many(1)


@pytest.mark.parametrize("table", ["mentions", "articles", "commits"])
def test_a_full_disk_is_told_and_the_book_stays_as_it_was(
    store: Store, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(many(1), run="r")
    made = arrow.arrow_table

    def full(name: str, given: Any) -> Any:
        if name == table:
            raise OSError(errno.ENOSPC, "No space left on device")
        return made(name, given)

    with monkeypatch.context() as filled:
        filled.setattr(arrow, "arrow_table", full)
        with pytest.raises(StoreError, match="the disk is full"):
            store.append(many(2), run="r")
    again = Store.open(store.address)
    assert list(again.current()) == many(1)
    again.append(many(2), run="r")
    assert list(again.current()) == many(1, 2)


# ---- versions


def test_who_may_not_write_is_told_so_and_the_book_stays_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(many(1), run="run")
    with monkeypatch.context() as refused:
        refused.setattr(os, "access", lambda path, mode: False)
        for act in (lambda: store.append(many(2), run="run"), store.compact, lambda: store.vacuum(keep_hours=0)):
            with pytest.raises(StoreError, match="permission denied"):
                act()
    assert list(Store.open(store.address).current()) == many(1)


def test_a_book_where_no_folder_can_be_made_asks_for_another_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="Name another place"):
        Store.create(tmp_path / "file" / "book")


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    with pytest.raises(StoreError, match="no book"):
        Store.create(tmp_path)
    with pytest.raises(StoreError, match="holds something that is no book"):
        Store.open(tmp_path)


def test_a_book_that_a_newer_version_made_is_refused(store: Store) -> None:
    path = Path(store.address) / "book.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": migrations.FORMAT + 1}), encoding="utf-8")
    with pytest.raises(StoreError, match="has format 2, and this version"):
        Store.open(store.address)
    path.write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read as a book's"):
        Store.open(store.address)


def test_migrations_run_in_their_order_once_and_are_recorded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[int] = []
    steps = tuple(Migration(to=to, name=f"to {to}", apply=lambda _, to=to: ran.append(to)) for to in (3, 2))  # type: ignore[misc]
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    monkeypatch.setattr(migrations, "FORMAT", 3)
    for _ in range(2):
        info = Store.open(store.address).info
    assert ran == [2, 3]
    assert info is not None
    assert [done.name for done in info.migrations] == ["to 2", "to 3"]


def test_a_book_of_the_first_format_opens(tmp_path: Path) -> None:
    shutil.copytree(BOOKS / "v1", tmp_path / "book")
    store = Store.open(tmp_path / "book")
    lines = (BOOKS / "v1.jsonl").read_bytes().splitlines()
    assert list(store.current()) == list(schemas.from_jsonl(lines, Reading))
    assert [run.outcome for run in store.runs()] == ["done"]
    assert [decision.verdict for decision in store.decisions()] == ["merge"]
    assert BROKEN in list(store.problems())
    assert store.check() == []
    store.append(many(9), run="r")
    assert list(store.current())[-1] == vary(9)
