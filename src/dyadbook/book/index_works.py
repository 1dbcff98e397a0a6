"""Keep in the index which article stands for a text that others copied, and which edition of a work holds."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable

from dyadbook.book.copies import Edition, address, bands, original, signature, statuses, versions
from dyadbook.book.index_schema import day_of, number
from dyadbook.records import Article, Status

_MOST = 20  # texts that are compared: a copy shares most bands, what shares one by chance can be many
_CANDIDATES = (
    "SELECT uid, signature FROM articles WHERE id IN "
    f"(SELECT article FROM bands WHERE band IN ({{}}) GROUP BY article ORDER BY count(*) DESC, article LIMIT {_MOST})"
)
_EDITIONS = "SELECT id, status, own, retrieved, published FROM articles WHERE work = ? ORDER BY filed"


class Works:
    """The texts and works of an index while it is written.

    Of texts that are alike the one filed first stands for all: only those that stand for a text are looked through when
    one comes in.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def next_filed(self) -> int:
        """Return the next place in the order of filing."""
        return int(self._db.execute("SELECT coalesce(max(filed), 0) + 1 FROM articles").fetchone()[0])

    def original(self, printed: bytes) -> str | None:
        """Return the article that stands for a text like this one; None where none does."""
        keys = _keys(printed)
        query = _CANDIDATES.format(",".join("?" * len(keys)))
        near = [(uid, array("I", other)) for uid, other in self._db.execute(query, keys)] if keys else []
        return original(array("I", printed), near)

    def stand(self, id: int, printed: bytes) -> None:
        """Let an article stand for its text."""
        self._db.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(key, id) for key in _keys(printed)])

    def leave(self, id: int, printed: bytes) -> None:
        """Let an article stand for its text no more."""
        self._db.executemany("DELETE FROM bands WHERE band = ? AND article = ?", [(key, id) for key in _keys(printed)])

    def bereft(self, uid: str) -> Iterable[int]:
        """Yield the articles that were copies of one that is gone, once each has its place anew."""
        query = "SELECT id, signature FROM articles WHERE copy_of = ? ORDER BY filed"
        for id, printed in self._db.execute(query, (uid,)).fetchall():
            other = self.original(printed)
            self._db.execute("UPDATE articles SET copy_of = ? WHERE id = ?", (other, id))
            if other is None:
                self.stand(id, printed)
            yield id

    def settle(self, work: int) -> Iterable[tuple[int, Status, Status]]:
        """Yield the editions of a work whose status changes: article, the status before and from now on."""
        rows = self._db.execute(_EDITIONS, (work,)).fetchall()
        editions = [
            Edition(own=own, retrieved=day_of(retrieved), published=day_of(published))
            for _, _, own, retrieved, published in rows
        ]
        numbered = [(version, id) for version, (id, *_) in zip(versions(editions), rows, strict=True)]
        self._db.executemany("UPDATE articles SET version = ? WHERE id = ?", numbered)
        for (id, before, *_), now in zip(rows, statuses(editions), strict=True):
            if before != now:
                self._db.execute("UPDATE articles SET status = ? WHERE id = ?", (now, id))
                yield id, before, now


def print_of(article: Article) -> bytes:
    """Return the signature of an article's text as the index keeps it."""
    return array("I", signature(article.text)).tobytes()


def work_of(article: Article) -> int | None:
    """Return the number of the work of which an article is an edition; None where it has no address or no text."""
    known = address(article.url) if article.url and article.text else None
    return None if known is None else number(known)


def _keys(printed: bytes) -> list[int]:
    return [number(band) for band in bands(array("I", printed))]
