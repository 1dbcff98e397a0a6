"""A book under hardship, with real processes: killed at any moment, filed in by several at once, on a full disk."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

import book_filing
import pytest
from book_filing import BATCH, items, seen_rows, vary

from dyadbook.book import book
from dyadbook.book.book import Book
from dyadbook.book.columns import LAYERS
from dyadbook.book.store import Store

KILLS = int(os.environ.get("DYADBOOK_TEST_KILLS", "4"))
"""Kills at random moments; more of them take longer and find more."""
COUNT = 5 * BATCH
TABLES = [*LAYERS, "articles"]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "BATCH", BATCH)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the rows of a book that was filed without a break."""
    opened = Book.create(tmp_path_factory.mktemp("unbroken") / "book")
    opened.add(items(0, COUNT), "run")
    return {table: seen_rows(opened.store, table) for table in TABLES}


def filing(path: Path, first: int = 0, last: int = COUNT, table: str = "") -> subprocess.Popen[str]:
    """Return a process that is about to file; a line on its standard input lets it begin."""
    command = [sys.executable, book_filing.__file__, str(path), str(first), str(last), *([table] if table else [])]
    done = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.stdout is not None
    assert done.stdout.readline() == "ready\n", done.communicate()[1]
    return done


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def ended(process: subprocess.Popen[str]) -> str:
    """Return what went wrong in a process; "" where nothing did."""
    out, errors = process.communicate(timeout=900)
    return "" if "done" in out and process.returncode == 0 else errors or "killed"


def check_goes_on(path: Path, unbroken: dict[str, list[str]]) -> None:
    """Check that a book opens with whole batches, and that filing goes on to the rows of an unbroken run."""
    opened = Book.open(path)
    assert [len(commit.articles) for commit in opened.store.commits()] == [
        len(found) for _, found in opened.store.batches(opened.store.commits())
    ]
    opened.add((item for item in items(0, COUNT)), "again")
    assert {table: seen_rows(opened.store, table) for table in TABLES} == unbroken
    assert opened.store.check() == []


@pytest.mark.parametrize("table", TABLES)
def test_who_dies_between_two_tables_of_a_batch_leaves_no_half_of_it(
    tmp_path: Path, table: str, unbroken: dict[str, list[str]]
) -> None:
    killed = filing(tmp_path / "book", table=table)
    begin(killed)
    assert ended(killed) == "killed"
    assert Store.open(tmp_path / "book").last == 2
    check_goes_on(tmp_path / "book", unbroken)


@pytest.mark.parametrize("seed", range(KILLS))
def test_who_is_killed_at_any_moment_goes_on_where_it_stopped(
    tmp_path: Path, seed: int, unbroken: dict[str, list[str]]
) -> None:
    chance = random.Random(seed)
    written = chance.randrange(5 * len(TABLES))  # so many files: the moments spread over the run on any machine
    killed = filing(tmp_path / "book")
    begin(killed)
    while killed.poll() is None and len(list(tmp_path.glob("book/tables/*/*.parquet"))) < written:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.02))
    killed.kill()
    killed.communicate()
    check_goes_on(tmp_path / "book", unbroken)


def test_two_file_at_once_while_a_third_reads(tmp_path: Path, unbroken: dict[str, list[str]]) -> None:
    path = tmp_path / "book"
    Book.create(path)
    both = [filing(path, 0, 3 * BATCH), filing(path, 2 * BATCH, COUNT)]  # some of it by both
    for one in both:
        begin(one)
    counts = [0]
    while any(one.poll() is None for one in both):
        reader = Store.open(path)
        commits = reader.commits()
        seen = list(reader.readings(commits))
        assert len(seen) == sum(len(commit.articles) for commit in commits)  # whole batches
        counts.append(len(seen))
    assert [ended(one) for one in both] == ["", ""]
    assert counts == sorted(counts)
    store = Store.open(path)
    assert [commit.n for commit in store.commits()] == list(range(1, store.last + 1))
    assert {table: seen_rows(store, table) for table in TABLES if table != "problems"} == {
        table: found for table, found in unbroken.items() if table != "problems"
    }
    assert len({reading.article.id for reading in store.current()}) == COUNT


def test_joining_and_clearing_away_disturb_no_filing(tmp_path: Path, unbroken: dict[str, list[str]]) -> None:
    path = tmp_path / "book"
    one = filing(path)
    begin(one)
    store = Store.open(path)
    while one.poll() is None:
        store.compact()
        store.vacuum(keep_hours=1)
    assert ended(one) == ""
    assert {table: seen_rows(store, table) for table in TABLES} == unbroken


def test_a_disk_that_takes_no_more_is_told_and_the_book_still_opens(
    tmp_path: Path, unbroken: dict[str, list[str]]
) -> None:
    path = tmp_path / "book"
    Book.create(path).add(items(0, BATCH), "run")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, resource.RLIM_INFINITY));"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r}); import book_filing; book_filing.main(*sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), "0", str(COUNT)], input="\n", capture_output=True, text=True
    )
    assert done.returncode != 0
    assert "StoreError: " in done.stderr
    assert "cannot be written" in done.stderr
    assert len(Store.open(path).seen()) == BATCH
    check_goes_on(path, unbroken)


def test_filing_takes_the_memory_of_a_few_batches(tmp_path: Path) -> None:
    opened = Book.create(tmp_path / "book")
    opened.add((vary(number) for number in range(2 * BATCH)), "run")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    opened.add((vary(number) for number in range(20 * BATCH)), "run")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # KB
