"""Return the book that is served: always its last whole version, and what was made of that version.

The index is brought up to date by one thread alone; whoever asks meanwhile sees the version before.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dyadbook import bookkeeping
from dyadbook.answers import Looked
from dyadbook.book.book import Book
from dyadbook.book.index import Index
from dyadbook.book.questions.filters import looked, unasked
from dyadbook.book.store import Store
from dyadbook.errors import DyadbookError
from dyadbook.lookup.party import party_id
from dyadbook.pages import Synthetic
from dyadbook.records import Reading
from dyadbook.world.places import city_points

log = logging.getLogger(__name__)

_LOOK_S = 1.0  # after which it is looked again whether something was filed
_WAIT_S = 0.15  # that whoever asks waits for it
_CACHED_BYTES = 64_000_000
_MAKERS = 32


@dataclass(frozen=True)
class Made:
    """A page as it goes out."""

    body: bytes
    kind: str
    tag: str
    status: int = 200
    zipped: bytes | None = None


class Library:
    """A book with what was made of its version."""

    def __init__(self, book: Book | Path | str) -> None:
        self.book = book if isinstance(book, Book) else bookkeeping.open_book(book)
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._looking: Future[None] | None = None
        self._looked = 0.0
        self._made: OrderedDict[tuple[object, ...], Made] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._makers = [threading.Lock() for _ in range(_MAKERS)]
        self._opened: Book | None = None
        self._reading = threading.Lock()
        self.version = 0
        self.index: Index = self._keeper.submit(lambda: self.book.index).result()
        self.look(wait=None)

    def look(self, wait: float | None = _WAIT_S) -> None:
        """Take in what was filed, if nobody looked a moment ago; wait no longer than so many seconds, or till done."""
        with self._lock:
            done = self._looking is None or self._looking.done()
            if done and (wait is None or time.monotonic() - self._looked > _LOOK_S):
                self._looking = self._keeper.submit(self._take_in)
            looking = self._looking
        if looking is not None:
            with suppress(TooLong):
                looking.result(wait)

    def take_in(self) -> None:
        """Take in what was filed just now, and wait for it."""
        self._keeper.submit(self._take_in).result()

    def _take_in(self) -> None:
        try:
            self.version = self.book.index.covered
        except (DyadbookError, OSError, sqlite3.Error) as error:
            log.warning("what was filed cannot be taken in: %s", error)
        finally:
            self._looked = time.monotonic()

    def warm(self) -> None:
        """Load what the first page would wait for."""
        party_id("USA")
        city_points()
        self.synthetic()

    def close(self) -> None:
        """Let go of the book."""
        self._keeper.submit(self.index.close)
        self._keeper.shutdown()

    def looked(self, synthetic: Synthetic) -> Looked:
        """Return in what an answer is looked for."""
        with self.index.view() as view:
            return looked(view, synthetic)

    def synthetic(self) -> Synthetic:
        """Return what is shown unasked: sources, but example texts where the book holds nothing else."""
        return _unasked(self, self.version)

    def reading(self, article: str) -> Reading | None:
        """Return the reading of an article without what a person called wrong; None where it is not in the book."""
        with self._own() as book:
            return book.told_in(article, self.index)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Return the tables to read, to one at a time."""
        with self._own() as book:
            yield book.store

    @contextmanager
    def _own(self) -> Iterator[Book]:
        """Return a book to read, to one at a time: apart from the one that the index is made of meanwhile."""
        with self._reading:
            if self._opened is None:
                self._opened = Book.open(self.book.address)
            yield self._opened

    def made(self, key: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """Return what was made of this version, once for all who ask at the same time."""
        whole = (self.version, *key)
        with self._makers[hash(whole) % _MAKERS]:
            with self._lock:
                if (found := self._made.get(whole)) is not None:
                    self._made.move_to_end(whole)
                    return found
            found = make()
            with self._lock:
                self._made[whole] = found
                self._bytes += _size(found)
                while self._bytes > _CACHED_BYTES and len(self._made) > 1:
                    self._bytes -= _size(self._made.popitem(last=False)[1])
        return found


def _size(made: Made) -> int:
    return len(made.body) + len(made.zipped or b"") + 500


@lru_cache(maxsize=8)
def _unasked(library: Library, version: int) -> Synthetic:
    with library.index.view() as view:
        return unasked(view)
