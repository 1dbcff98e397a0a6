"""Make events of reports in the index: those that new reports, removed reports or decisions touch are made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from dyadbook.book.decisions import Decision
from dyadbook.book.glance import LOOSE, Glance
from dyadbook.book.index_rows import Tie, by_precision, event_ties
from dyadbook.book.index_schema import EVENT, TIE_COLUMNS, Packer, article_of, number, published_of
from dyadbook.book.merge import Merged, Told, ToldIn, glance, keys, merge, reach
from dyadbook.pages import ArticleRef
from dyadbook.records import Event, Record

_REPORT = "report/"
_MANY = 500  # of values in one SQL statement
_KEY = "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_MAY_BE_ONE = (  # as `may_be_one` has it
    f"told & ? AND modality = ? AND (low <= ? AND high >= ? OR days & ?) "
    f"AND (NOT days & {LOOSE} OR out = 0 OR out BETWEEN ? AND ?)"
)


class Kept(Record, frozen=True, kw_only=True):
    """An event as the index keeps it: the merged reports, and (dyad, day) of its ties."""

    merged: Merged
    ties: tuple[tuple[int, int], ...] = ()


class Events:
    """The events of an index while it is written."""

    def __init__(
        self, db: sqlite3.Connection, packer: Packer, row_of: Callable[[Tie, bool, int, int, int], tuple[object, ...]]
    ) -> None:
        self._db, self._packer, self._row_of = db, packer, row_of
        self._told: dict[int, Told] = {}
        self._articles: dict[int, ToldIn] = {}
        self._touched: set[int] = set()
        self._removed: list[Told] = []

    def add(self, record: int, event: Event, article: ToldIn) -> None:
        """Take in a report."""
        told = Told(event=event, article=article)
        self._told[record] = told
        self._touched.add(record)
        self.key(record, keys(told), glance(told))

    def key(self, record: int, under: Iterable[str], seen: Glance) -> None:
        """Keep under which keys a report is found, and what is seen of it at a glance."""
        self._db.executemany(_KEY, [(number(key), record, *seen) for key in under])

    def remove(self, record: int, event: Event, article: ToldIn) -> None:
        """Take out a report; whatever it kept together or apart is looked at again."""
        told = Told(event=event, article=article)
        rows = [(number(key), record) for key in keys(told)]
        self._db.executemany("DELETE FROM keys WHERE key = ? AND record = ?", rows)
        self._touched |= self._drop([record])
        self._touched.discard(record)
        self._told.pop(record, None)
        self._removed.append(told)

    def touch(self, records: Iterable[int]) -> None:
        """Look again at the events of reports of whose articles something changed."""
        for record in records:
            self._told.pop(record, None)
            self._touched.add(record)

    def decided(self, decisions: Iterable[Decision]) -> None:
        """Look again at the reports that decisions name."""
        for decision in decisions:
            for report in (*decision.reports, *decision.others):
                self._touched |= set(self._numbered(report))

    def finish(self, decisions: Sequence[Decision]) -> None:
        """Make the events of all touched reports again."""
        records: dict[str, int] = {}

        def told_of(numbers: Iterable[int]) -> list[Told]:
            found = self._tolds(sorted(numbers))
            records.update({told.event.id: record for record, told in found.items()})
            return list(found.values())

        def sharing(asked: Sequence[str], seen: Glance | None) -> list[Told]:
            return told_of(self.sharing(asked, seen) if seen else self._named(asked))

        gone = {told.event.id for told in self._removed}
        left = [told for told in reach(self._removed, sharing, decisions) if told.event.id not in gone]
        reached = reach([*told_of(self._touched), *left], sharing, decisions)
        self._drop([records[told.event.id] for told in reached])
        by_id = {told.event.id: told for told in reached}
        for merged in merge(reached, decisions):
            self._write(merged, [by_id[id] for id in merged.members], [records[id] for id in merged.members])
        self._told, self._articles, self._touched, self._removed = {}, {}, set(), []

    def _write(self, merged: Merged, tolds: list[Told], records: list[int]) -> None:
        """Write one event."""
        events = sorted((told.event for told in tolds), key=by_precision)
        synthetic = tolds[0].article.synthetic
        ties = event_ties(events)
        query = "INSERT INTO events (uid, body) VALUES (?, ?)"
        id = self._db.execute(query, (number(merged.id), b"")).lastrowid
        assert id is not None
        seen = published_of(min(records))
        rows = [self._row_of(tie, synthetic, id, merged.independent, seen) for tie in ties]
        self._db.executemany(f"INSERT INTO ties VALUES ({','.join('?' * TIE_COLUMNS)})", rows)
        kept = Kept(merged=merged, ties=tuple((row[0], tie.day) for row, tie in zip(rows, ties, strict=True)))  # type: ignore[misc]
        self._db.execute("UPDATE events SET body = ? WHERE id = ?", (self._packer.pack(kept), id))
        self._db.executemany("INSERT INTO reports VALUES (?, ?)", [(id, record) for record in records])

    def _drop(self, records: Iterable[int]) -> set[int]:
        """Remove the events of these reports; return all their reports."""
        events: set[int] = set()
        for record in records:
            events |= {id for (id,) in self._db.execute("SELECT event FROM reports WHERE record = ?", (record,))}
        members: set[int] = set()
        for id in events:
            (body,) = self._db.execute("SELECT body FROM events WHERE id = ?", (id,)).fetchone()
            rows = [(dyad, EVENT, day, id) for dyad, day in self._packer.unpack(body, Kept).ties]
            self._db.executemany("DELETE FROM ties WHERE dyad = ? AND kind = ? AND day = ? AND item = ?", rows)
            members |= {record for (record,) in self._db.execute("SELECT record FROM reports WHERE event = ?", (id,))}
            self._db.execute("DELETE FROM reports WHERE event = ?", (id,))
            self._db.execute("DELETE FROM events WHERE id = ?", (id,))
        return members

    def sharing(self, asked: Sequence[str], seen: Glance) -> set[int]:
        """Return the reports that have one of the keys and, at a glance, may be one with what is seen so."""
        found: set[int] = set()
        wanted = (seen.told, seen.modality, seen.high, seen.low, seen.beyond, *seen.near)
        for at in range(0, len(asked), _MANY):
            part = [number(key) for key in asked[at : at + _MANY]]
            query = f"SELECT record FROM keys WHERE key IN ({','.join('?' * len(part))}) AND {_MAY_BE_ONE}"
            found |= {record for (record,) in self._db.execute(query, (*part, *wanted))}
        return found

    def _named(self, asked: Iterable[str]) -> set[int]:
        """Return the reports of these ids."""
        return {record for key in asked for record in self._numbered(key.removeprefix(_REPORT))}

    def _numbered(self, report: str) -> list[int]:
        """Return the numbers of the report of this id."""
        query = "SELECT id FROM records WHERE uid = ? AND kind = ?"
        return [id for (id,) in self._db.execute(query, (number(report), EVENT))]

    def _tolds(self, records: Sequence[int]) -> dict[int, Told]:
        """Return reports with their articles."""
        missing = [record for record in records if record not in self._told]
        for at in range(0, len(missing), _MANY):
            part = missing[at : at + _MANY]
            query = f"SELECT id, body FROM records WHERE id IN ({','.join('?' * len(part))})"
            for id, body in self._db.execute(query, part).fetchall():
                self._told[id] = Told(event=self._packer.unpack(body, Event), article=self._article(article_of(id)))
        return {record: self._told[record] for record in records}

    def _article(self, id: int) -> ToldIn:
        """Return an article as far as merging must know it."""
        if id not in self._articles:
            query = "SELECT ref, copy_of, status FROM articles WHERE id = ?"
            packed, copy_of, status = self._db.execute(query, (id,)).fetchone()
            self._articles[id] = told_in(self._packer.unpack(packed, ArticleRef), copy_of, status)
        return self._articles[id]


def told_in(ref: ArticleRef, copy_of: str | None, status: str) -> ToldIn:
    """Return an article as far as merging must know it."""
    return ToldIn(
        id=ref.id, outlet=ref.publisher, published=ref.published, copy_of=copy_of,
        status=status, synthetic=ref.synthetic,  # type: ignore[arg-type]
    )  # fmt: skip
