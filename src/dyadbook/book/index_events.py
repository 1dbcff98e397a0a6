"""Make events of reports in the index: those that new reports, removed reports or decisions touch are made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from dyadbook.book.decisions import Decision
from dyadbook.book.glance import LOOSE, Glance
from dyadbook.book.index_schema import ALONE, EVENT, TIE_COLUMNS, Packer, article_of, number, published_of
from dyadbook.book.index_ties import Tie, event_ties
from dyadbook.book.merge import Found, Made, Told, ToldIn, change, event_id, keys
from dyadbook.pages import ArticleRef
from dyadbook.records import Event

_MANY = 500  # of values in one SQL statement
_KEY = "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_MAY_BE_ONE = (  # as `may_be_one` has it
    f"told & ? AND modality = ? AND (low <= ? AND high >= ? OR days & ?) "
    f"AND (NOT days & {LOOSE} OR out = 0 OR out BETWEEN ? AND ?)"
)


class Kept(Made, frozen=True, kw_only=True):
    """An event as the index keeps it: with (dyad, day) of its ties."""

    ties: tuple[tuple[int, int], ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is told of no two parties."""
        return all(dyad in ALONE for dyad, _ in self.ties)


class Events:
    """The events of an index while it is written; what is known of them while they are made (`merge.Known`)."""

    def __init__(
        self, db: sqlite3.Connection, packer: Packer, row_of: Callable[[Tie, bool, int, int, int], tuple[object, ...]]
    ) -> None:
        self._db, self._packer, self._row_of = db, packer, row_of
        self._told: dict[int, Told] = {}
        self._articles: dict[int, ToldIn] = {}
        self._records: dict[str, int] = {}
        self._kept: dict[int, Kept] = {}
        self._touched: set[int] = set()
        self._added: set[int] = set()

    def add(self, record: int, event: Event, article: ToldIn) -> None:
        """Take in a report."""
        self._told[record] = Told(event=event, article=article)
        self._touched.add(record)
        self._added.add(record)

    def remove(self, record: int, event: Event, article: ToldIn) -> None:
        """Take out a report; whatever it kept together or apart is looked at again."""
        self._unkey(record, Told(event=event, article=article))
        for id in self._events_of([record]):
            self._touched |= self._drop(id)
        for kept in (self._touched, self._added):
            kept.discard(record)
        self._told.pop(record, None)

    def touch(self, records: Iterable[int]) -> None:
        """Look again at the events of reports of whose articles something changed."""
        for record in records:
            self._told.pop(record, None)
            self._touched.add(record)

    def decided(self, decisions: Iterable[Decision]) -> None:
        """Look again at the reports that decisions name."""
        for decision in decisions:
            self._touched |= set(self._numbered((*decision.reports, *decision.others)))

    def finish(self, decisions: Sequence[Decision]) -> None:
        """Make the events of all touched reports again."""
        self._records = {}
        self._read(self._touched)
        changed = change([self._told[record] for record in sorted(self._touched)], self, decisions)
        for made in changed.gone:
            (id,) = self._events_of([self._records[made.merged.members[0]]])
            self._drop(id)
        for report in sorted(changed.hidden):
            if (record := self._records[report]) not in self._added:
                self._unkey(record, self._told[record])
        for report, found in changed.found.items():
            self.key(self._records[report], found)
        for made in changed.made:
            self._write(made)
        self._told, self._articles, self._records, self._kept = {}, {}, {}, {}
        self._touched, self._added = set(), set()

    # ---- what is known

    def near(self, asked: Sequence[str], seen: Glance) -> list[Told]:
        """Return the reports that have one of the keys and may be one, at a glance, with what is seen."""
        records = sorted(self.sharing(asked, seen))
        self._read(records)
        return [self._told[record] for record in records]

    def tolds(self, reports: Iterable[str]) -> list[Told]:
        """Return the reports of these ids."""
        records = sorted(self._numbered(reports))
        self._read(records)
        return [self._told[record] for record in records]

    def event_of(self, report: str) -> Kept | None:
        """Return the event of a report."""
        for id in self._events_of(self._numbered([report])):
            if id not in self._kept:
                (body,) = self._db.execute("SELECT body FROM events WHERE id = ?", (id,)).fetchone()
                self._kept[id] = self._packer.unpack(body, Kept)
            return self._kept[id]
        return None

    # ---- writing

    def key(self, record: int, found: Found) -> None:
        """Keep under which keys a report is found, and what is seen of it at a glance."""
        self._db.executemany(_KEY, [(number(key), record, *found.seen) for key in found.keys])

    def _unkey(self, record: int, told: Told) -> None:
        rows = [(number(key), record) for key in keys(told)]
        self._db.executemany("DELETE FROM keys WHERE key = ? AND record = ?", rows)

    def _write(self, made: Made) -> None:
        """Write one event."""
        merged = made.merged
        records = [self._records[report] for report in merged.members]
        tolds = [self._told[record] for record in records]
        synthetic = tolds[0].article.synthetic
        ties = event_ties([told.event for told in tolds], merged)
        query = "INSERT INTO events (uid, body) VALUES (?, ?)"
        id = self._db.execute(query, (number(merged.id), b"")).lastrowid
        assert id is not None
        seen = published_of(min(records))
        rows = [self._row_of(tie, synthetic, id, merged.independent, seen) for tie in ties]
        self._db.executemany(f"INSERT INTO ties VALUES ({','.join('?' * TIE_COLUMNS)})", rows)
        found = tuple((row[0], tie.day) for row, tie in zip(rows, ties, strict=True))
        kept = Kept(merged=merged, joins=made.joins, same=made.same, ties=found)  # type: ignore[arg-type]
        self._db.execute("UPDATE events SET body = ? WHERE id = ?", (self._packer.pack(kept), id))
        self._db.executemany("INSERT INTO reports VALUES (?, ?)", [(id, record) for record in records])
        self._db.executemany("INSERT OR IGNORE INTO joined VALUES (?, ?)", _joined(merged.members, records))

    def _events_of(self, records: Iterable[int]) -> set[int]:
        """Return the ids of the events of reports."""
        query = "SELECT event FROM reports WHERE record = ?"
        return {id for record in records for (id,) in self._db.execute(query, (record,))}

    def _drop(self, id: int) -> set[int]:
        """Remove an event; return its reports."""
        (body,) = self._db.execute("SELECT body FROM events WHERE id = ?", (id,)).fetchone()
        kept = self._packer.unpack(body, Kept)
        rows = [(dyad, EVENT, day, id) for dyad, day in kept.ties]
        self._db.executemany("DELETE FROM ties WHERE dyad = ? AND kind = ? AND day = ? AND item = ?", rows)
        members = {record for (record,) in self._db.execute("SELECT record FROM reports WHERE event = ?", (id,))}
        self._db.execute("DELETE FROM reports WHERE event = ?", (id,))
        self._db.execute("DELETE FROM events WHERE id = ?", (id,))
        gone = [(number(event_id(report)),) for report in kept.merged.members[1:]]
        self._db.executemany("DELETE FROM joined WHERE event = ?", gone)
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

    def _numbered(self, reports: Iterable[str]) -> list[int]:
        """Return the numbers of the reports of these ids; those that are not there have none."""
        query = "SELECT id FROM records WHERE uid = ? AND kind = ?"
        found: list[int] = []
        for report in reports:
            if report in self._records:
                found.append(self._records[report])
            else:
                found += (id for (id,) in self._db.execute(query, (number(report), EVENT)))
        return found

    def _read(self, records: Iterable[int]) -> None:
        """Read reports with their articles, as far as they are not read yet."""
        missing = sorted({record for record in records if record not in self._told})
        for at in range(0, len(missing), _MANY):
            part = missing[at : at + _MANY]
            query = f"SELECT id, body FROM records WHERE id IN ({','.join('?' * len(part))})"
            for id, body in self._db.execute(query, part).fetchall():
                self._told[id] = Told(event=self._packer.unpack(body, Event), article=self._article(article_of(id)))
        self._records.update((self._told[record].event.id, record) for record in records if record in self._told)

    def _article(self, id: int) -> ToldIn:
        """Return an article as far as merging must know it."""
        if id not in self._articles:
            query = "SELECT ref, copy_of, status FROM articles WHERE id = ?"
            packed, copy_of, status = self._db.execute(query, (id,)).fetchone()
            self._articles[id] = told_in(self._packer.unpack(packed, ArticleRef), copy_of, status)
        return self._articles[id]


def _joined(members: Sequence[str], records: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield the ids that the event of each report would have without those before it, each with its report."""
    return ((number(event_id(report)), record) for report, record in zip(members[1:], records[1:], strict=True))


def told_in(ref: ArticleRef, copy_of: str | None, status: str) -> ToldIn:
    """Return an article as far as merging must know it."""
    return ToldIn(
        id=ref.id, outlet=ref.publisher, published=ref.published, copy_of=copy_of,
        status=status, synthetic=ref.synthetic,  # type: ignore[arg-type]
    )  # fmt: skip
