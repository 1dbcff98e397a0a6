"""Return one run over a book: it files readings, counts what passes, and is recorded with its end."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Literal, NamedTuple, TypeVar
from uuid import uuid4

import msgspec
from msgspec import Meta

from dyadbook import __version__, engines
from dyadbook.book.book import Book
from dyadbook.book.rows import Commit, Kind, RunInfo
from dyadbook.engines import Engine
from dyadbook.errors import StoreError
from dyadbook.phrases import count_words
from dyadbook.records import Article, Problem, Reading, Record, StepInfo
from dyadbook.settings import SETTINGS, Settings

log = logging.getLogger(__name__)

_LOOKED_UP = 500  # articles whose ids are looked up at a time
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


def read_with(engine: Engine, items: Iterable[Article | Problem], *, settings: Settings) -> Iterator[Reading | Problem]:
    """Return the readings of articles, as an engine gives them, and the problems in their places.

    Raises: UsageError when there is no such engine.
    """
    return engines.read_many(engine, items, batch=settings["read.batch"], workers=settings["engine.workers"])


class _Known(NamedTuple):
    """What of an article that is known may be told otherwise when it comes again."""

    doc_id: str | None
    published: date | None

    @classmethod
    def of(cls, article: Article) -> _Known:
        """Return what an article tells."""
        return cls(article.doc_id, article.published)


class _ToldOtherwise:
    """The articles that are known, and come by another id of a user's table, or with the date that was not told."""

    def __init__(self, book: Book, came: Mapping[str, _Known]) -> None:
        """Set up for a book, and the articles that came in this run."""
        self._book, self._came = book, came
        self._asked: list[Article] = []
        self._other_id: tuple[Article, str | None] | None = None
        self._dated: Article | None = None
        self._count = 0
        self._looked = False  # whether a table came now whose column of dates was not known before shows at once

    def see(self, article: Article) -> None:
        """Look at an article that is known."""
        if article.doc_id is not None or (article.published is not None and not self._looked):
            self._asked.append(article)
        if len(self._asked) >= _LOOKED_UP:
            self._look()

    def told(self) -> Iterator[Problem]:
        """Yield the problems that tell of them, where there are any."""
        self._look()
        if self._other_id is not None:
            article, kept = self._other_id
            has = f"has the id {kept!r}" if kept is not None else "has none"
            yield Problem(
                source=article.source, step="source", code="doc_id",
                message=f"{count_words(self._count, 'article')} came with another id than the book has of the "
                f"same title, outlet and text, and the id is not kept: the first is {article.doc_id!r}, and its "
                f"article {article.id} {has}. To file it with the other id, `dyadbook forget` it and add it again",
            )  # fmt: skip
        if self._dated is not None:
            yield Problem(
                source=self._dated.source, step="source", code="published",
                message=f"article {self._dated.id} came with a day of publication ({self._dated.published}), and the "
                "book has the same article without one, which stays so, as may others: to file them with their days, "
                "`dyadbook forget` them and add them again, or make the book anew",
            )  # fmt: skip

    def _look(self) -> None:
        held = self._book.store.as_filed(one.id for one in self._asked if one.id not in self._came)
        for article in self._asked:
            filed = held.get(article.id)
            kept = self._came.get(article.id) or (_Known.of(filed) if filed else _Known(None, article.published))
            if article.doc_id not in (None, kept.doc_id):
                self._other_id = self._other_id or (article, kept.doc_id)
                self._count += 1
            if article.published is not None and kept.published is None:
                self._dated = self._dated or article
        self._asked.clear()
        self._looked = True


class Run:
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
        met: Callable[[Problem], None] = lambda problem: None,
        *,
        new: bool = False,
    ) -> None:
        """Set up a run; a book that is `new`, made for this run, goes again where nothing is filed in it."""
        self.new_book = new
        self.book, self.kind, self.seen, self.total, self.met = book, kind, seen, total, met
        self.count = Counter[str]()
        self.steps: tuple[StepInfo, ...] = ()
        self.began = time.monotonic()
        self.info = RunInfo(
            id=f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}", kind=kind, begun=datetime.now(UTC),
            dyadbook=__version__, engine=engine, sources=sources,
            settings={one.name: str(settings[one.name]) for one in SETTINGS if settings.source(one.name) != "default"},
        )  # fmt: skip

    def new(self, items: Iterable[_Item | Problem]) -> Iterator[_Item | Problem]:
        """Return the articles (or readings) that are not in the book and did not come before, with their problems.

        Where one is known by another id of its user's table than it has here, or without its date, the last problems
        tell of it.
        """
        came: dict[str, _Known] = {}
        others = _ToldOtherwise(self.book, came)
        notes: list[Problem] = []  # a problem within an article comes right before it
        for item in items:
            if isinstance(item, Problem):
                notes.append(item)
                continue
            article = item.article if isinstance(item, Reading) else item
            id = article.id
            known = id in came or self.book.known(id)
            yield from (note for note in notes if not known or note.article != id)
            notes.clear()
            if known:
                others.see(article)
                self.tell(known=1)
                continue
            came[id] = _Known.of(article)
            yield item
        yield from notes
        yield from others.told()

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
            self._discard()
            raise
        if self.kind == "add":  # what was read and not filed, another run filed meanwhile
            self.count["known"] += self.count["read"] - self.count["filed"]
        self._end(outcome)
        result = self.result(outcome)
        self._discard()
        return result

    def _discard(self) -> None:
        """Remove a book that was made for this run, where neither an article nor a problem was filed in it."""
        if self.new_book and not self.count["filed"] and not self.count["problems"]:
            with suppress(StoreError):  # which would hide why nothing was filed
                self.book.discard()

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
            for problem in item.problems if isinstance(item, Reading) else (item,):
                self.met(problem)
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
