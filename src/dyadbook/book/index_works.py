"""Keep in the index which article stands for a text that others copied, and which edition of a work holds."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from typing import NamedTuple

from dyadbook.book.copies import NEAR, Edition, address, bands, original, share, signature, statuses, versions
from dyadbook.book.index_schema import day_of, number
from dyadbook.book.notices import NOTICES
from dyadbook.records import Article, Status

_MOST = 20  # texts that are compared: a copy shares most bands, what shares one by chance can be many
_CANDIDATES = (
    "SELECT uid, signature FROM articles WHERE id IN "
    f"(SELECT article FROM bands WHERE band IN ({{}}) GROUP BY article ORDER BY count(*) DESC, article LIMIT {_MOST})"
)
_HEADED = (
    "SELECT id, own, published, work, home, names, signature FROM articles"
    " WHERE headed = ? AND synthetic = ? ORDER BY id"
)
_NOTICES = "SELECT 1 FROM articles WHERE headed = ? AND synthetic = ? AND own IN ('retracted', 'corrected') LIMIT 1"
_EDITIONS = "SELECT id, status, own, retrieved, published FROM articles WHERE work = ? ORDER BY filed"


class _Headed(NamedTuple):
    """An article that is known by its outlet and headline."""

    id: int
    own: Status
    published: int
    work: int
    home: int
    names: bool
    signature: bytes


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

    def tie(self, headed: int, synthetic: bool) -> set[int]:
        """Return the works that change as each notice of one outlet and headline is a version of what it is about.

        It is about the one work of that headline that was not published later; where there are several it stays by
        itself, as does a correction that has not the words of the story.
        """
        if self._db.execute(_NOTICES, (headed, synthetic)).fetchone() is None:
            return set()  # a column of every day has thousands of one headline
        rows = [_Headed._make(row) for row in self._db.execute(_HEADED, (headed, synthetic))]
        works = {row.id: row.home for row in rows}
        for at, row in enumerate(rows):
            if row.own not in NOTICES:
                continue
            told = [one for one in rows if one.own == "current" and one.published <= row.published]
            told += [one for one in rows[:at] if one.own == "corrected" and not one.names]
            if not (row.names and row.own == "retracted"):
                told = [one for one in told if share(array("I", one.signature), array("I", row.signature)) >= NEAR]
            about = {works[one.id] for one in told}
            if len(about) == 1:
                works[row.id] = about.pop()
        changed: set[int] = set()
        for row in rows:
            if works[row.id] != row.work:
                self._db.execute("UPDATE articles SET work = ? WHERE id = ?", (works[row.id], row.id))
                changed |= {works[row.id], row.work}
        return changed

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
    """Return the number of the work of which an article is an edition by its address; None where it has no text.

    One without an address is a work by itself.
    """
    known = address(article.url) if article.url else None
    return number(known or article.id) if article.text else None


def _keys(printed: bytes) -> list[int]:
    return [number(band) for band in bands(array("I", printed))]
