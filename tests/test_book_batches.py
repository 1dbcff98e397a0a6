"""When a book files: after so many articles, or so many seconds, and never one by one for that."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_filing import vary

from dyadbook.book.book import Book
from dyadbook.book.rows import Commit


def test_slow_articles_are_filed_by_the_clock_several_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10_000, 3))  # each look at the clock is three seconds later
    monkeypatch.setattr("dyadbook.book.book.time.monotonic", lambda: float(next(clock)))
    commits: list[Commit] = []
    count = Book.create(tmp_path / "book").add(map(vary, range(30)), "run", filed=commits.append)
    assert count == 30
    assert min(len(commit.articles) for commit in commits[:-1]) > 2
