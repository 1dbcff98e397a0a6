"""Return what a user can do with a book: file articles, read them again, look after it. One function for each thing.

Level 6, beside `verbs`. A book is named by its folder or address; None takes the one of the settings.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar
from uuid import uuid4

import msgspec
from msgspec import Meta

from dyadbook import __version__, engines, reader, schemas, verbs
from dyadbook.book.book import Book
from dyadbook.book.decisions import Decision, sound
from dyadbook.book.migrations import BookInfo
from dyadbook.book.rows import RECORDS, Commit, Kind, RunInfo
from dyadbook.book.store import KEPT_HOURS
from dyadbook.engines import Engine
from dyadbook.errors import UsageError
from dyadbook.records import Article, Event, Problem, Reading, Record, StepInfo
from dyadbook.settings import SETTINGS, Settings, load_settings
from dyadbook.sources.count import count_articles

if TYPE_CHECKING:
    from dyadbook.book.sql import Answer

__all__ = [
    "KEPT_HOURS",
    "Added",
    "Change",
    "Progress",
    "add",
    "add_articles",
    "add_readings",
    "check",
    "compact",
    "decisions_in",
    "decisions_out",
    "forget",
    "info",
    "open_book",
    "problems",
    "read_with",
    "reread",
    "runs",
    "sql",
    "vacuum",
]

log = logging.getLogger(__name__)

_Item = TypeVar("_Item", Article, Reading)


class Progress(Record, frozen=True, kw_only=True):
    """How far a run is: articles that came, those of them that were there already, read and filed; problems."""

    total: int | None = None
    known: int = 0
    read: int = 0
    filed: int = 0
    problems: int = 0


class Added(Record, frozen=True, kw_only=True):
    """What a run did, and how it ended."""

    run: str
    outcome: Literal["done", "stopped"]
    known: int
    read: int
    filed: int
    problems: int
    seconds: float
    articles: Annotated[int, Meta(description="articles of the book, now")]


def open_book(book: Path | str | None = None, *, settings: Settings | None = None, create: bool = False) -> Book:
    """Return the book of this name, or of the settings.

    Raises: UsageError when none is named; StoreError when it is not there or cannot be opened.
    """
    named = book if book is not None else (settings or load_settings())["book"]
    if named is None:
        raise UsageError("no book is named: give --book FOLDER, or set DYADBOOK_BOOK to one.")
    return Book.create(named) if create else Book.open(named)


def read_with(engine: Engine, items: Iterable[Article | Problem], *, settings: Settings) -> Iterator[Reading | Problem]:
    """Return the readings of articles, as an engine gives them, and the problems in their places.

    Raises: UsageError when there is no such engine.
    """
    return engines.read_many(engine, items, batch=settings["read.batch"], workers=settings["engine.workers"])


def add(
    sources: Iterable[verbs.Source] | verbs.Source,
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    engine: Engine = "local",
    seen: Callable[[Progress], None] = lambda progress: None,
) -> Added:
    """Return what was filed of the articles of sources; those that are in the book already are not read again.

    ctrl-C files what was read so far, and the next call goes on there. `seen` is told how far the run is.
    Raises: UsageError when a source or the book cannot be taken; StoreError when the book cannot be written.
    """
    settings = settings or load_settings()
    given: list[verbs.Source] = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    articles = verbs.articles(given, settings=settings, published=published)
    names = list(map(_shown, given))
    return add_articles(articles, names, book, settings=settings, engine=engine, seen=seen, total=_total(given))


def add_articles(
    items: Iterable[Article | Problem],
    names: Sequence[str],
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    engine: Engine = "local",
    seen: Callable[[Progress], None] = lambda progress: None,
    total: int | None = None,
) -> Added:
    """Return what was filed of articles as they come, as `add` does; `names` are the sources that the run records.

    Raises: UsageError when the book cannot be taken; StoreError when it cannot be written.
    """
    settings = settings or load_settings()
    run = _adding(book, settings, engine, names, seen, total)
    return run.over(read_with(engine, run.new(items), settings=settings))


def add_readings(
    items: Iterable[Reading | Problem],
    names: Sequence[str],
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    seen: Callable[[Progress], None] = lambda progress: None,
) -> Added:
    """Return what was filed of readings that are made already, as of imported reports; those known are passed over.

    Raises: UsageError when the book cannot be taken; StoreError when it cannot be written.
    """
    run = _adding(book, settings or load_settings(), None, names, seen, None)
    return run.over(run.new(items))


def _adding(
    book: Path | str | None,
    settings: Settings,
    engine: Engine | None,
    names: Sequence[str],
    seen: Callable[[Progress], None],
    total: int | None,
) -> _Run:
    """Return a run that adds to a book, which is made where it is not there, as it stands now."""
    opened = open_book(book, settings=settings, create=True)
    opened.store.refresh()
    return _Run(opened, "add", settings, engine, tuple(names), seen, total)


class _Run:
    """One run that files readings: it counts what passes, and is recorded with its end."""

    def __init__(
        self,
        book: Book,
        kind: Kind,
        settings: Settings,
        engine: str | None,
        sources: tuple[str, ...],
        seen: Callable[[Progress], None],
        total: int | None,
    ) -> None:
        self.book, self.kind, self.seen, self.total = book, kind, seen, total
        self.count = Counter[str]()
        self.steps: tuple[StepInfo, ...] = ()
        self.began = time.monotonic()
        self.info = RunInfo(
            id=f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}", kind=kind, begun=datetime.now(UTC),
            dyadbook=__version__, engine=engine, sources=sources,
            settings={one.name: str(settings[one.name]) for one in SETTINGS if settings.source(one.name) != "default"},
        )  # fmt: skip

    def new(self, items: Iterable[_Item | Problem]) -> Iterator[_Item | Problem]:
        """Return the articles (or readings) that are not in the book and did not come before, with their problems."""
        came: set[str] = set()
        notes: list[Problem] = []  # a problem within an article comes right before it
        for item in items:
            if isinstance(item, Problem):
                notes.append(item)
                continue
            id = item.article.id if isinstance(item, Reading) else item.id
            known = id in came or self.book.known(id)
            yield from (note for note in notes if not known or note.article != id)
            notes.clear()
            if known:
                self.tell(known=1)
                continue
            came.add(id)
            yield item
        yield from notes

    def over(self, items: Iterable[Reading | Problem]) -> Added:
        """Return what was filed of the items; the run is recorded before the first and after the last."""
        self.book.store.log_run(self.info)
        outcome: Literal["done", "stopped"] = "done"
        try:
            self.book.add(self.counted(items), self.info.id, kind=self.kind, filed=self._filed)
        except KeyboardInterrupt:
            outcome = "stopped"
        except BaseException:
            self._end("failed")
            raise
        self._end(outcome)
        return self.result(outcome)

    def result(self, outcome: Literal["done", "stopped"]) -> Added:
        """Return what was done so far."""
        counts = {name: self.count[name] for name in ("known", "read", "filed", "problems")}
        return Added(
            run=self.info.id, outcome=outcome, **counts,
            seconds=round(time.monotonic() - self.began, 3), articles=len(self.book.store.seen()),
        )  # fmt: skip

    def counted(self, items: Iterable[Reading | Problem]) -> Iterator[Reading | Problem]:
        """Return the items as they come, counted."""
        for item in items:
            if isinstance(item, Reading):
                self.steps = self.steps or item.steps
                self.tell(read=1, problems=len(item.problems))
            else:
                self.tell(problems=1)
            yield item

    def _filed(self, commit: Commit) -> None:
        self.tell(filed=len(commit.articles))

    def tell(self, **more: int) -> None:
        """Count what passed, and tell who looks on."""
        self.count.update(more)
        self.seen(Progress(total=self.total, **self.count))

    def _end(self, outcome: Literal["done", "stopped", "failed"]) -> None:
        """Record how the run ended; that it cannot be recorded hides no other error."""
        ended = msgspec.structs.replace(
            self.info, ended=datetime.now(UTC), outcome=outcome, steps=self.steps, counts=dict(self.count)
        )
        try:
            self.book.store.log_run(ended)
        except Exception as error:
            if outcome != "failed":
                raise
            log.debug("the end of the run %s is not recorded: %r", self.info.id, error)


# ---- reading again

_LAYERS = tuple(layer for layer, _ in RECORDS.values())


class Change(Record, frozen=True, kw_only=True):
    """What a newer reading of an article changed."""

    article: str
    title: str | None
    counts: Annotated[dict[str, tuple[int, int]], Meta(description="records before and after, of each layer changed")]
    came: tuple[Event, ...]
    went: tuple[Event, ...]


def reread(
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    engine: Engine = "local",
    everything: bool = False,
    dry_run: bool = False,
    changed: Callable[[Change], None] = lambda change: None,
    seen: Callable[[Progress], None] = lambda progress: None,
) -> Added:
    """Return what was filed of new readings of the book's articles; `changed` is told what each one changed.

    What the same steps and models have read is passed over, so a call that was broken off goes on where it stopped;
    `everything` reads it too, as after a change of the world's tables. `dry_run` files nothing.
    Raises: StoreError when the book is not there or cannot be written.
    """
    settings = settings or load_settings()
    opened = open_book(book, settings=settings)
    run = _Run(opened, "reread", settings, engine, (), seen, len(opened.store.seen()))
    now = None if everything else reader.read(Article(id="", source="", text="")).steps
    before: dict[str, Reading] = {}

    def old() -> Iterator[Article]:
        for reading in opened.store.current():
            if reading.steps == now:
                run.tell(known=1)
                continue
            before[reading.article.id] = reading
            yield reading.article

    def new() -> Iterator[Reading | Problem]:
        for item in read_with(engine, old(), settings=settings):
            if isinstance(item, Problem):
                yield item
                continue
            was = before.pop(item.article.id)
            is_now = msgspec.structs.replace(item, sentences=(), times=(), places=())  # a book keeps none of these
            if (change := _change(was, is_now)) is not None:
                changed(change)
            if was != is_now:
                yield is_now
            else:
                run.tell(read=1)

    if not dry_run:
        return run.over(new())
    for _ in run.counted(new()):
        pass
    return run.result("done")


def _change(was: Reading, now: Reading) -> Change | None:
    """Return how two readings of an article differ; None where their records are the same."""
    layers = [layer for layer in _LAYERS if getattr(was, layer) != getattr(now, layer)]
    if not layers:
        return None
    old, new = {event.id: event for event in was.events}, {event.id: event for event in now.events}
    return Change(
        article=now.article.id, title=now.article.title,
        counts={layer: (len(getattr(was, layer)), len(getattr(now, layer))) for layer in layers},
        came=tuple(event for name, event in new.items() if name not in old),
        went=tuple(event for name, event in old.items() if name not in new),
    )  # fmt: skip


# ---- looking after


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
    """Return how many articles were taken out of the book.

    Raises: UsageError that names the ids that are not in it; nothing is then taken out.
    """
    store = open_book(book, settings=settings).store
    given = list(dict.fromkeys(articles))
    if missing := [article for article in given if article not in store.seen()]:
        raise UsageError(f"not in the book: {', '.join(missing)}. An article's id is in `dyadbook sql` and in --json.")
    commit = store.forget(given)
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

    opened = open_book(book, settings=settings)

    def members() -> list[tuple[str, str, int, int]]:
        with opened.index.view() as view:
            return list(view.members())

    return ask(opened.store, question, members)


# ---- sources


def _total(sources: Sequence[verbs.Source]) -> int | None:
    """Return how many articles will come; None where that is not known before."""
    paths = [Path(source) for source in sources if not re.search(r"\n|\A-\Z|://", str(source))]
    there = [path for path in paths if path.exists()]
    return count_articles(there) if len(there) == len(sources) else None


def _shown(source: verbs.Source) -> str:
    """Return a source as a run records it."""
    return text if "\n" not in (text := str(source)) else "text"
