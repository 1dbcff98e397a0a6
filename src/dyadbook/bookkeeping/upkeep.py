"""Return the book that a user names, what it holds beside its readings, and what looking after it did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dyadbook import schemas
from dyadbook.book.book import Book
from dyadbook.book.decisions import Decision, sound
from dyadbook.book.migrations import BookInfo
from dyadbook.book.rows import RunInfo
from dyadbook.book.store import KEPT_HOURS
from dyadbook.errors import UsageError
from dyadbook.records import Problem
from dyadbook.settings import Settings, load_settings

if TYPE_CHECKING:
    from dyadbook.book.sql import Answer

_SELECT = re.compile(r"\s*(?:select|with)\s", re.IGNORECASE)


def open_book(book: Path | str | None = None, *, settings: Settings | None = None, create: bool = False) -> Book:
    """Return the book of this name, or of the settings.

    Raises: UsageError when none is named; StoreError when it is not there or cannot be opened.
    """
    named = book if book is not None else (settings or load_settings())["book"]
    if named is None:
        raise UsageError(
            "no book is named: give --book FOLDER, or set DYADBOOK_BOOK to one; "
            "`dyadbook add SOURCES --book FOLDER` makes one."
        )
    return Book.create(named) if create else Book.open(named)


def check(book: Path | str | None = None, *, settings: Settings | None = None) -> list[str]:
    """Return the faults of a book, a line each: files that are missing or damaged, articles that are lost."""
    return open_book(book, settings=settings).store.check()


def compact(book: Path | str | None = None, *, settings: Settings | None = None) -> dict[str, tuple[int, int]]:
    """Return for each table how many small files were joined into how many larger ones."""
    return open_book(book, settings=settings).store.compact()


def vacuum(
    book: Path | str | None = None, *, keep_hours: float = KEPT_HOURS, settings: Settings | None = None
) -> dict[str, int]:
    """Return how many files went from each table: of rows that nobody sees, and those that were replaced."""
    return open_book(book, settings=settings).store.vacuum(keep_hours=keep_hours)


def forget(articles: Iterable[str], book: Path | str | None = None, *, settings: Settings | None = None) -> int:
    """Return how many articles were taken out of the book, named by their ids or those of their users' tables.

    Raises: UsageError that names the ids that are not in it, or are of several; nothing is then taken out.
    """
    articles = list(articles)
    opened = open_book(book, settings=settings)
    seen = opened.store.seen()
    named: dict[str, str | None] = {article: article for article in articles if article in seen}
    if others := [article for article in articles if article not in named]:
        with opened.index.view() as view:
            named.update((article, view.article_given(article)) for article in others)
    if missing := [article for article, id in named.items() if id is None]:
        raise UsageError(f"not in the book: {', '.join(missing)}. An article's id is in `dyadbook sql` and in --json.")
    commit = opened.store.forget(filter(None, named.values()))
    return len(commit.articles) if commit else 0


def info(book: Path | str | None = None, *, settings: Settings | None = None) -> BookInfo:
    """Return the format of a book, who made it, and the migrations that it went through."""
    found = open_book(book, settings=settings).store.info
    assert found is not None  # of a book that was opened
    return found


def runs(book: Path | str | None = None, *, settings: Settings | None = None) -> list[RunInfo]:
    """Return the runs over a book, as they began."""
    return open_book(book, settings=settings).store.runs()


def problems(book: Path | str | None = None, *, settings: Settings | None = None) -> Iterator[Problem]:
    """Return every problem that was met while the articles of a book were read."""
    return open_book(book, settings=settings).store.problems()


def decisions_out(book: Path | str | None = None, *, settings: Settings | None = None) -> list[Decision]:
    """Return what persons decided, in the order of filing."""
    return open_book(book, settings=settings).store.decisions()


def decisions_in(
    lines: Iterable[bytes | str], book: Path | str | None = None, *, settings: Settings | None = None
) -> int:
    """Return how many decisions were filed from JSON lines; those that are there already are passed over.

    Raises: UsageError that names the line that is no decision, or the decision that cannot be; nothing is then filed.
    """
    store = open_book(book, settings=settings).store
    commit = store.decide(*map(sound, schemas.from_jsonl(lines, Decision)))
    return commit.counts["decisions"] if commit else 0


def sql(question: str, book: Path | str | None = None, *, settings: Settings | None = None) -> Answer:
    """Return the answer to one SELECT over the tables of a book and its events: its columns, and its rows as they come.

    Raises: UsageError when it is no SELECT or cannot be answered.
    """
    from dyadbook.book.sql import ask

    if _SELECT.match(str(book)) and not _SELECT.match(question):
        raise UsageError(f"the question comes first and the book second: sql({str(book)!r}, {question!r}).")
    opened = open_book(book, settings=settings)

    def members() -> list[tuple[str, str, int, int, bool, bool]]:
        with opened.index.view() as view:
            return list(view.members())

    def editions() -> list[tuple[str, str, int]]:
        with opened.index.view() as view:
            return [(article, *now) for article, now in view.editions().items()]

    return ask(opened.store, question, members, editions)
