"""Return a book: its store and the index made from it, as one thing to file in and to ask."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from dyadbook.book.additions import decided
from dyadbook.book.decisions import in_force
from dyadbook.book.index import BusyError, Index, not_permitted
from dyadbook.book.rows import Commit, Kind
from dyadbook.book.store import Store
from dyadbook.days import day_words
from dyadbook.errors import DyadbookError, StoreError, UsageError
from dyadbook.pages import ArticleRef
from dyadbook.phrases import count_words
from dyadbook.records import Problem, Reading, Status, make_id
from dyadbook.settings import cache_dir, load_settings
from dyadbook.views import without

log = logging.getLogger(__name__)

_CANDIDATES = 10  # articles of a like title that are named
BATCH = 256  # articles of a batch
_BATCH_S = 20.0  # after which what is held is filed, so that a kill costs no more than this
_BATCH_CHARACTERS = 16_000_000


def _described(ref: ArticleRef) -> str:
    """Return title, outlet and day of an article."""
    day = day_words(ref.published) if ref.published else None
    return ", ".join(filter(None, (ref.title, ref.publisher, day)))


class Book:
    """A book on disk or in an object store."""

    def __init__(self, store: Store, index_folder: Path) -> None:
        """Set up a book over a store; `open` and `create` look after both."""
        self.store = store
        self._folder = index_folder
        self._index: Index | None = None

    @classmethod
    def open(cls, path: Path | str, *, options: Mapping[str, str] | None = None, cache: Path | None = None) -> Book:
        """Return the book that is there. Raises: StoreError when there is none, or a newer version wrote it."""
        return cls._of(Store.open(path, options=options), cache)

    @classmethod
    def create(cls, path: Path | str, *, options: Mapping[str, str] | None = None, cache: Path | None = None) -> Book:
        """Return a new book, or the one that is there. Raises: StoreError when it cannot be made."""
        return cls._of(Store.create(path, options=options), cache)

    @classmethod
    def _of(cls, store: Store, cache: Path | None) -> Book:
        """Return the book of a store; the index of one in an object store lies in the folder for caches."""
        if not store.tables.remote:
            return cls(store, Path(store.address) / "index")
        return cls(store, (cache or cache_dir(load_settings())) / "books" / make_id(store.address))

    @property
    def address(self) -> str:
        """Return where the book lies."""
        return self.store.address

    def discard(self) -> bool:
        """Return whether the book was removed: only where nothing was ever filed in it, and no other run is at it."""
        if self.store.tables.remote or self.store.last or len(self.store.runs()) > 1:
            return False
        if self._index is not None:
            self._index.close()
        self.store.tables.remove()
        return True

    def known(self, article: str) -> bool:
        """Return whether an article is in the book, as far as was seen when something was last filed or refreshed."""
        return self.store.known(article)

    def add(
        self,
        items: Iterable[Reading | Problem],
        run: str,
        *,
        kind: Kind = "add",
        filed: Callable[[Commit], None] = lambda commit: None,
    ) -> int:
        """Return how many articles were filed from readings as they come, batch by batch.

        Whatever breaks off the stream, ctrl-C too, what came before it is filed first. `filed` is told each commit.
        Raises: StoreError when a batch cannot be written; what was filed before stays.
        """
        held: list[Reading] = []
        problems: list[Problem] = []
        count, characters, since = 0, 0, time.monotonic()

        def flush() -> None:
            nonlocal count, characters, since
            if held or problems:
                commit = self.store.append(held, problems, run=run, kind=kind)
                count += len(commit.articles) if commit else 0
                held.clear()
                problems.clear()
                if commit:
                    log.info("filed %s, %d in all", count_words(len(commit.articles), "article"), count)
                    filed(commit)
            characters, since = 0, time.monotonic()

        try:
            for item in items:
                if not held and not problems:
                    since = time.monotonic()
                elif time.monotonic() - since > _BATCH_S:
                    flush()
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    held.append(item)
                    characters += len(item.article.text)
                if len(held) >= BATCH or len(problems) >= BATCH or characters >= _BATCH_CHARACTERS:
                    flush()
        except StoreError:
            raise
        except BaseException:
            flush()
            raise
        flush()
        return count

    def readings(self, articles: Collection[str] | None = None) -> Iterator[Reading]:
        """Return the reading of every article of the book, or of these, with what persons added and corrected.

        Status and version of an article are those which it has in the book now.
        """
        held = in_force(self.store.decisions())
        with self.index.view() as view:
            now = view.editions()
        found = (decided(reading, held)[0] for reading in self.store.current(articles))
        return (_as_of(reading, now) for reading in found)

    def told_in(self, article: str, index: Index | None = None) -> Reading | None:
        """Return the reading of an article without what a person called wrong; None where it is not in the book.

        The article is named by its id, or by the one that its user's table gave it. Its status and version are those
        which it has in the book now, as `index` has it (None: the book's own, brought up to date).
        Raises: UsageError where tables gave the id to several articles.
        """
        with (index or self.index).view() as view:
            id = article if article in self.store.seen() else view.article_given(article)
            now = {} if id is None else view.editions(id)
        reading = None if id is None else next(self.store.current((id,)), None)
        if reading is None:
            return None
        held = in_force(self.store.decisions())
        return _as_of(without(decided(reading, held)[0], held.wrong), now)

    def named(self, words: str) -> Reading:
        """Return the reading of the article that an id names, one of its user's table, its title, or words of it.

        Raises: UsageError where there is none, and with their ids where there are several.
        """
        reading = self.told_in(words)
        if reading is not None:
            return reading
        with self.index.view() as view:
            found = view.titled(words)
        if len(found) == 1 and (reading := self.told_in(found[0][0])) is not None:
            return reading
        if not found:
            raise UsageError(
                f"no article of the id {words!r} is in the book, and none with these words in its title: `dyadbook sql "
                '"SELECT article, doc_id, title FROM articles"` lists them.'
            )
        newest = sorted(found, key=lambda one: str(one[1].published or ""), reverse=True)[:_CANDIDATES]
        shown = "\n".join(f"  {id}  {_described(ref)}" for id, ref in newest)
        more = f"\n  and {len(found) - _CANDIDATES} more" if len(found) > _CANDIDATES else ""
        raise UsageError(f"{len(found)} articles have {words!r} in their titles: give the id of one.\n{shown}{more}")

    def wrong(self) -> frozenset[str]:
        """Return the ids of what a person called wrong: reports (in readings: events), statements and standings."""
        return frozenset(in_force(self.store.decisions()).wrong)

    def event_of(self) -> dict[str, str]:
        """Return the id of the event of which each report tells, by the ids of the reports; those called wrong lack."""
        with self.index.view() as view:
            return {report: event for event, report, *_ in view.members()}

    @property
    def index(self) -> Index:
        """Return the index, brought up to date; where another program is at it, its last whole version."""
        if self._index is None:
            self._index = Index.open(self._folder)
        index = self._index
        if self.store.last > index.covered:
            if index.only_read:
                raise DyadbookError(not_permitted(self._folder))
            decisions = self.store.decisions()
            try:
                for commit, readings in self.store.batches(self.store.commits(index.covered)):
                    if commit.kind == "decide":
                        readings = list(self.store.current(index.miscorrected(decisions)))
                    index.put(commit, readings, decisions)
            except BusyError:
                log.info("another program is bringing the index up to date: answers are from its last whole version")
        return index


def _as_of(reading: Reading, editions: Mapping[str, tuple[Status, int]]) -> Reading:
    """Return a reading whose article has the status and the version that stand here; as it is where there are none."""
    if (now := editions.get(reading.article.id)) is None:
        return reading
    status, version = now
    article = msgspec.structs.replace(reading.article, status=status, version=version)
    return msgspec.structs.replace(reading, article=article)
