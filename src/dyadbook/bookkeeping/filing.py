"""Return what was filed in a book: articles of sources, articles as they come, readings that are made already."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from dyadbook import verbs
from dyadbook.bookkeeping.run import Added, Progress, Run, read_with
from dyadbook.bookkeeping.upkeep import open_book
from dyadbook.engines import Engine
from dyadbook.errors import NoBookError
from dyadbook.given import Source, sources_of
from dyadbook.records import Article, Problem, Reading
from dyadbook.settings import Settings, load_settings
from dyadbook.sources.count import count_articles

T = TypeVar("T")


def add(
    sources: Iterable[Source] | Source,
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
    engine: Engine = "local",
    seen: Callable[[Progress], None] = lambda progress: None,
    met: Callable[[Problem], None] = lambda problem: None,
) -> Added:
    """Return what was filed of the articles of sources; those that are in the book already are not read again.

    ctrl-C files what was read so far, and the next call goes on there. `seen` is told how far the run is, `met` each
    problem.
    Raises: UsageError when a source or the book cannot be taken; StoreError when the book cannot be written.
    """
    settings = settings or load_settings()
    given = sources_of(sources)
    articles = verbs.articles(given, settings=settings, published=published, publisher=publisher)
    names = list(map(_shown, given))
    return add_articles(
        articles, names, book, settings=settings, engine=engine, seen=seen, met=met, total=_total(given)
    )


def add_articles(
    items: Iterable[Article | Problem],
    names: Sequence[str],
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    engine: Engine = "local",
    seen: Callable[[Progress], None] = lambda progress: None,
    met: Callable[[Problem], None] = lambda problem: None,
    total: int | None = None,
) -> Added:
    """Return what was filed of articles as they come, as `add` does; `names` are the sources that the run records.

    Raises: UsageError when the book cannot be taken; StoreError when it cannot be written.
    """
    settings, items = settings or load_settings(), _begun(items)
    run = _adding(book, settings, engine, names, seen, met, total)
    return run.over(read_with(engine, run.new(items), settings=settings))


def add_readings(
    items: Iterable[Reading | Problem],
    names: Sequence[str],
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    seen: Callable[[Progress], None] = lambda progress: None,
    met: Callable[[Problem], None] = lambda problem: None,
) -> Added:
    """Return what was filed of readings that are made already, as of imported reports; those known are passed over.

    Raises: UsageError when the book cannot be taken; StoreError when it cannot be written.
    """
    items = _begun(items)
    run = _adding(book, settings or load_settings(), None, names, seen, met, None)
    return run.over(run.new(items))


def _begun(items: Iterable[T]) -> Iterator[T]:
    """Return the items, of which the first is taken at once: where that cannot be done, no book is made yet."""
    left = iter(items)
    return chain(list(islice(left, 1)), left)


def _adding(
    book: Path | str | None,
    settings: Settings,
    engine: Engine | None,
    names: Sequence[str],
    seen: Callable[[Progress], None],
    met: Callable[[Problem], None],
    total: int | None,
) -> Run:
    """Return a run that adds to a book, which is made where it is not there, as it stands now."""
    try:
        opened, new = open_book(book, settings=settings), False
    except NoBookError:
        opened, new = open_book(book, settings=settings, create=True), True
    opened.store.refresh()
    return Run(opened, "add", settings, engine, tuple(names), seen, total, met, new=new)


def _total(sources: Sequence[Source]) -> int | None:
    """Return how many articles will come; None where that is not known before."""
    paths = [Path(source) for source in sources if not re.search(r"\n|\A-\Z|://", str(source))]
    there = [path for path in paths if os.path.exists(path)]
    return count_articles(there) if len(there) == len(sources) else None


def _shown(source: Source) -> str:
    """Return a source as a run records it."""
    return text if "\n" not in (text := str(source)) else "text"
