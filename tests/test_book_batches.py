"""When a book files: after so many articles, or so many seconds, and never one by one for that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from book_filing import vary

from dyadbook import bookkeeping
from dyadbook.book.book import Book
from dyadbook.book.rows import Commit
from dyadbook.records import Reading


def test_slow_articles_are_filed_by_the_clock_several_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10_000, 3))  # each look at the clock is three seconds later
    monkeypatch.setattr("dyadbook.book.book.time.monotonic", lambda: float(next(clock)))
    commits: list[Commit] = []
    count = Book.create(tmp_path / "book").add(map(vary, range(30)), "run", filed=commits.append)
    assert count == 30
    assert min(len(commit.articles) for commit in commits[:-1]) > 2


def test_what_another_run_filed_meanwhile_counts_as_there_already(tmp_path: Path) -> None:
    book = tmp_path / "book"

    def while_another_files() -> Iterator[Reading]:
        yield vary(1)
        bookkeeping.add_readings([vary(1)], ["other"], book)
        yield vary(2)

    added = bookkeeping.add_readings(while_another_files(), ["one"], book)
    assert (added.read, added.filed, added.known, added.articles) == (2, 1, 1, 2)
