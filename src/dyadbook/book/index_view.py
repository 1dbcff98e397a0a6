"""Return what the index holds, in one whole version: what every question starts from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from dyadbook.answers import Looked
from dyadbook.book.index_events import Kept
from dyadbook.book.index_rows import Corrections, Rest
from dyadbook.book.index_schema import KINDS, Packer, article_of
from dyadbook.errors import UsageError
from dyadbook.pages import ADDED_FIELD, ArticleRef, Correction, Synthetic
from dyadbook.records import Event, Standing, Statement, Status

_CORRECTED = "SELECT record, body FROM corrected"
_MANY = 500  # of values in one SQL statement
FLAGS: dict[Synthetic, tuple[int, ...]] = {"apart": (0,), "only": (1,), "with": (0, 1)}
"""What of `synthetic` each choice looks at."""

_WORD = re.compile(r"\w+")


class View:
    """One version of the index while it is open."""

    def __init__(self, db: sqlite3.Connection, packer: Packer, counted: dict[str, Looked], book: str) -> None:
        """Use `Index.view`; `counted` keeps what was counted of this version, `book` is how its answers name it."""
        self.db, self._packer, self.counted, self.book = db, packer, counted, book
        self._refs: dict[int, ArticleRef] = {}

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.db.execute(query, values).fetchall()

    def number(self, text: str) -> int | None:
        """Return the number of a name; None where nothing in the book bears it."""
        row = self.db.execute("SELECT id FROM names WHERE text = ?", (text,)).fetchone()
        return None if row is None else int(row[0])

    def names(self, numbers: Iterable[int | None]) -> dict[int | None, str | None]:
        """Return the names of numbers; of None, None."""
        wanted = sorted({number for number in numbers if number is not None})
        found: dict[int | None, str | None] = {None: None}
        found.update(self._by_id("SELECT id, text FROM names", wanted))
        return found

    def dyads(self, a: str, b: str, synthetic: Synthetic) -> tuple[int, ...]:
        """Return the numbers of a dyad: among sources, example texts or both; none where nothing is told of it."""
        first, second = (self.number(party) for party in sorted((a, b)))
        rows = self.rows("SELECT id, synthetic FROM dyads WHERE a = ? AND b = ?", (first, second))
        return tuple(id for id, flag in rows if flag in FLAGS[synthetic])

    def records(self, ids: Iterable[int]) -> dict[int, Event | Statement | Standing]:
        """Return records by their ids."""
        found: dict[int, Event | Statement | Standing] = {}
        for part in _parts(sorted(ids)):
            query = f"SELECT id, kind, body FROM records WHERE id IN ({marks(part)})"
            for id, kind, body in self.db.execute(query, part):
                found[id] = self._packer.unpack(body, KINDS[kind])
        return found

    def corrections(self, records: Iterable[int]) -> dict[int, tuple[Correction, ...]]:
        """Return what persons corrected of records; those that nobody corrected are not among them."""
        found = self._by_id(_CORRECTED, sorted(records), by="record")
        return {record: self._packer.unpack(body, Corrections).made for record, body in found.items()}

    def added(self) -> set[int]:
        """Return the events with a report that a person added, by their numbers."""
        made = ((record, self._packer.unpack(body, Corrections).made) for record, body in self.rows(_CORRECTED))
        records = [record for record, each in made if any(one.field == ADDED_FIELD for one in each)]
        return set(self.events_of(records).values())

    def refs(self, articles: Iterable[int]) -> dict[int, ArticleRef]:
        """Return the references to articles by their ids."""
        missing = sorted({article for article in articles if article not in self._refs})
        for id, packed in self._by_id("SELECT id, ref FROM articles", missing).items():
            self._refs[id] = self._packer.unpack(packed, ArticleRef)
        return self._refs

    def ref(self, record: int) -> ArticleRef:
        """Return the reference to the article of a record."""
        article = article_of(record)
        return self._refs.get(article) or self.refs((article,))[article]

    def rests(self, articles: Iterable[int]) -> dict[int, Rest]:
        """Return what articles give beside their records."""
        found = self._by_id("SELECT id, rest FROM articles", sorted(articles))
        return {id: self._packer.unpack(packed, Rest) for id, packed in found.items()}

    def events(self, uids: Iterable[int]) -> dict[int, int]:
        """Return the events of these ids (as the index numbers them), by the numbers of their rows."""
        return {id: uid for uid, id in self._by_id("SELECT uid, id FROM events", sorted(uids), by="uid").items()}

    def reports(self, events: Iterable[int]) -> dict[int, list[int]]:
        """Return the ids of the reports of each event."""
        found: dict[int, list[int]] = {}
        for part in _parts(sorted(events)):
            query = f"SELECT event, record FROM reports WHERE event IN ({marks(part)})"
            for event, record in self.db.execute(query, part):
                found.setdefault(event, []).append(record)
        return found

    def events_of(self, records: Iterable[int]) -> dict[int, int]:
        """Return the event that each report tells of; those that a person called wrong have none."""
        found: dict[int, int] = {}
        for part in _parts(sorted(records)):
            query = f"SELECT record, event FROM reports WHERE record IN ({marks(part)})"
            found.update(self.db.execute(query, part))
        return found

    def kept(self, events: Iterable[int]) -> dict[int, Kept]:
        """Return events with what was merged and why."""
        found = self._by_id("SELECT id, body FROM events", sorted(events))
        return {id: self._packer.unpack(body, Kept) for id, body in found.items()}

    def uids(self, table: Literal["articles", "records"], ids: Iterable[int]) -> set[Any]:
        """Return the ids by which articles are known outside the index, of records as `number` has them."""
        return set(self._by_id(f"SELECT id, uid FROM {table}", sorted(ids)).values())

    def members(self) -> Iterator[tuple[str, str, int, int, bool, bool]]:
        """Yield the reports of all events: ids of event and report, outlets and independent sources of the event.

        Last stand whether the event is told by the report, and whether it is dated by it.
        """
        for (packed,) in self.db.execute("SELECT body FROM events"):
            merged = self._packer.unpack(packed, Kept).merged
            for report in merged.members:
                told, dated = report == merged.told_by, report == merged.dated_by
                yield merged.id, report, merged.outlets, merged.independent, told, dated

    def editions(self, article: str | None = None) -> dict[str, tuple[Status, int]]:
        """Return status and version of the articles (of this one) that are not both current and the first, by id."""
        query = "SELECT uid, status, version FROM articles WHERE (status <> 'current' OR version > 1)"
        rows = self.rows(query) if article is None else self.rows(f"{query} AND uid = ?", (article,))
        return {uid: (status, version) for uid, status, version in rows}

    def holding(self, article: str) -> tuple[str, str | None] | None:
        """Return the version that counts of the work of an article (its id): its id and title; None where none does."""
        others = "SELECT work FROM articles WHERE uid = ?"
        query = f"SELECT id, uid FROM articles WHERE work IN ({others}) AND status IN ('current', 'corrected')"
        row = self.db.execute(query, (article,)).fetchone()
        return None if row is None else (row[1], self.refs((row[0],))[row[0]].title)

    def article_given(self, doc_id: str) -> str | None:
        """Return the id of the article to which its user's table gave an id; None where there is none.

        Raises: UsageError that names the articles, where there are several.
        """
        found = [uid for (uid,) in self.rows("SELECT uid FROM articles WHERE doc_id = ? LIMIT 10", (doc_id,))]
        if len(found) > 1:
            raise UsageError(f"tables gave the id {doc_id!r} to several articles: name one of {', '.join(found)}.")
        return found[0] if found else None

    def titled(self, words: str) -> list[tuple[str, ArticleRef]]:
        """Return ids and references of the articles of this title, else of those whose titles have all the words."""
        asked, sought = words.casefold().strip(), set(_WORD.findall(words.casefold()))
        found: list[tuple[str, ArticleRef]] = []
        same: list[tuple[str, ArticleRef]] = []
        for uid, packed in self.rows("SELECT uid, ref FROM articles") if sought else ():
            ref = self._packer.unpack(packed, ArticleRef)
            title = (ref.title or "").casefold()
            if title == asked:
                same.append((uid, ref))
            elif sought <= set(_WORD.findall(title)):
                found.append((uid, ref))
        return same or found

    def _by_id(self, query: str, ids: Sequence[int], *, by: str = "id") -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for part in _parts(ids):
            found.update(self.db.execute(f"{query} WHERE {by} IN ({marks(part)})", part))
        return found


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))


def _parts(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[at : at + _MANY] for at in range(0, len(values), _MANY))
