"""Write readings into the index's tables, within a transaction that `index` opens and ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from dyadbook.book.additions import decided
from dyadbook.book.decisions import Decision, InForce
from dyadbook.book.index_events import Events, told_in
from dyadbook.book.index_rows import Corrections, Found, Rest, countries_of, found_in, rest_of
from dyadbook.book.index_schema import (
    ALONE,
    ARTICLES_A_DAY,
    EVENT,
    KINDS,
    TIE_COLUMNS,
    TOLD,
    WRONG,
    Packer,
    article_base,
    day_number,
    first_record,
    number,
    published_of,
)
from dyadbook.book.index_ties import Tie
from dyadbook.book.index_works import Works, print_of, work_of
from dyadbook.book.notices import headed, notice
from dyadbook.pages import ArticleRef
from dyadbook.records import Event, Reading, Standing, Statement, Status
from dyadbook.views import LEFT_OUT, ref_of

_TIE = f"INSERT INTO ties VALUES ({','.join('?' * TIE_COLUMNS)})"
_WORDS = "INSERT INTO words (rowid, text, who, tags) VALUES (?, ?, ?, ?)"
_NO_WORDS = "INSERT INTO words (words, rowid, text, who, tags) VALUES ('delete', ?, ?, ?, ?)"


class _Row(NamedTuple):
    """An article as the index keeps it."""

    id: int
    uid: str
    outlet: int | None
    synthetic: bool
    status: Status
    filed: int
    work: int | None
    printed: bytes
    copy_of: str | None
    headed: int | None
    ref: ArticleRef
    rest: Rest


_ROW = "SELECT id, uid, outlet, synthetic, status, filed, work, signature, copy_of, headed, ref, rest FROM articles"


class Writer:
    """Adds and removes articles; `finish` makes the events again that their reports touch."""

    def __init__(self, db: sqlite3.Connection, packer: Packer) -> None:
        self._db, self._packer = db, packer
        self._held = InForce()
        self._names: dict[str, int] = {}
        self._dyads: dict[tuple[str, str, bool], int] = {}
        self._words: dict[int, tuple[str, str, str]] = {}
        self._events = Events(db, packer, self._tie_row)
        self._works = Works(db)

    def begin(self, held: InForce) -> None:
        """Take the decisions that hold: what is added from now on is added as they correct it."""
        self._held = held

    def has(self, uid: str) -> bool:
        """Return whether an article is in the index."""
        return self._db.execute("SELECT 1 FROM articles WHERE uid = ?", (uid,)).fetchone() is not None

    def add(self, reading: Reading) -> None:
        """Add an article that is not in the index, as a copy or a version of what is there."""
        printed = print_of(reading.article)
        self._insert(reading, printed, self._works.next_filed(), self._works.original(printed))

    def replace(self, reading: Reading) -> None:
        """Put what an article is read as now in the place of what was read before; its text is the same."""
        if (row := self._row("uid", reading.article.id)) is None:
            self.add(reading)
            return
        self._delete(row)
        self._insert(reading, row.printed, row.filed, row.copy_of)

    def remove(self, uid: str) -> bool:
        """Remove an article with all that it told, its words too; False where it is not there."""
        if (row := self._row("uid", uid)) is None:
            return False
        self._delete(row)
        for id in self._works.bereft(uid):
            if (copy := self._row("id", id)) is not None and copy.status not in LEFT_OUT:
                self._events.touch(record for record, kind in self._numbers(id) if kind == EVENT)
        self._settle(row)
        return True

    def _insert(self, reading: Reading, printed: bytes, filed: int, copy_of: str | None) -> None:
        """Insert an article with its records; what a superseded or retracted one reports is kept and does not count."""
        reading, corrections = decided(reading, self._held)
        article, own = reading.article, notice(reading.article)
        known_by, names = headed(article, own)
        countries = countries_of(reading)
        found = found_in(reading.events, reading.statements, reading.standings, countries, article.published)
        row = _Row(
            id=self._free_id(article_base(article.published)), uid=article.id,
            outlet=None if article.publisher is None else self._name(article.publisher), synthetic=article.synthetic,
            status=own, filed=filed, work=work_of(article), printed=printed, copy_of=copy_of,
            headed=None if known_by is None else number(known_by), ref=ref_of(article),
            rest=rest_of(reading, filter(self._counts, found), countries),
        )  # fmt: skip
        if len(found) > first_record(1):
            raise OverflowError(f"{article.source} has more records than the index can number")
        values = (
            row.id, row.uid, row.outlet, day_number(article.published) or None, row.synthetic, own, own, filed,
            day_number(article.retrieved) or None, row.work, article.version, printed, copy_of,
            self._packer.pack(row.ref), self._packer.pack(row.rest), row.ref.imported, article.doc_id,
            row.work, row.headed, names,
        )  # fmt: skip
        self._db.execute(f"INSERT INTO articles VALUES ({','.join('?' * len(values))})", values)
        if copy_of is None:
            self._works.stand(row.id, printed)
        items = list(enumerate(found, start=first_record(row.id)))
        kinds = {record: WRONG[item.kind] for record, item in items if not self._counts(item)}
        records = [
            (
                record, number(item.record.id), kinds.get(record, item.kind), item.record.confidence,
                self._packer.pack(item.record),
            )
            for record, item in items
        ]  # fmt: skip
        self._db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", records)
        made = [
            (record, self._packer.pack(Corrections(made=corrections[item.record.id])))
            for record, item in items
            if item.record.id in corrections
        ]
        self._db.executemany("INSERT INTO corrected VALUES (?, ?)", made)
        if own not in LEFT_OUT:
            self._show(row, ((record, item) for record, item in items if record not in kinds))
        self._settle(row)

    def _counts(self, item: Found) -> bool:
        """Return whether a record is told: nobody called it wrong."""
        return item.record.id not in self._held.wrong

    def _delete(self, row: _Row) -> None:
        """Delete an article with its records."""
        if row.status not in LEFT_OUT:
            self._hide(row)
        self._works.leave(row.id, row.printed)
        bounds = (first_record(row.id), first_record(row.id + 1))
        self._db.execute("DELETE FROM records WHERE id >= ? AND id < ?", bounds)
        self._db.execute("DELETE FROM corrected WHERE record >= ? AND record < ?", bounds)
        self._db.execute("DELETE FROM articles WHERE id = ?", (row.id,))

    def _settle(self, of: _Row) -> None:
        """Let the newest edition of each work that an article has to do with count, and no other."""
        works = set() if of.headed is None else self._works.tie(of.headed, of.synthetic)
        works |= set() if of.work is None else {of.work}
        for id, before, now in (change for work in sorted(works) for change in self._works.settle(work)):
            if (before in LEFT_OUT) != (now in LEFT_OUT):
                row = self._row("id", id)
                assert row is not None
                if now in LEFT_OUT:
                    self._hide(row)
                else:
                    self._show(row, self._kept(row))

    def _show(self, row: _Row, items: Iterable[tuple[int, Found]]) -> None:
        """Let count what an article tells."""
        synthetic = bool(row.synthetic)
        dyads = {pair: self._dyad(*pair, synthetic) for pair in row.rest.told}
        told = [(dyad, row.id, row.outlet) for dyad in dyads.values()]
        self._db.executemany("INSERT INTO told VALUES (?, ?, ?)", told)
        matters = [(dyads[a, b], self._name(issue), row.id, count) for a, b, issue, count in row.rest.matters]
        self._db.executemany("INSERT INTO matters VALUES (?, ?, ?, ?)", matters)
        for record, item in items:
            self._words[record] = (item.text, item.who, self._tags(item, synthetic, row.outlet))
            if isinstance(item.record, Event):
                self._events.add(record, item.record, told_in(row.ref, row.copy_of, row.status))
            else:
                rows = [self._tie_row(tie, synthetic, record, 1, published_of(record)) for tie in item.ties]
                self._db.executemany(_TIE, rows)

    def _hide(self, row: _Row) -> None:
        """Let what an article tells count no more; its records stay."""
        synthetic = bool(row.synthetic)
        dyads = [(self._dyad(a, b, synthetic), row.id) for a, b in row.rest.told]
        self._db.executemany("DELETE FROM told WHERE dyad = ? AND article = ?", dyads)
        matters = [(self._dyad(a, b, synthetic), self._name(issue), row.id) for a, b, issue, _ in row.rest.matters]
        self._db.executemany("DELETE FROM matters WHERE dyad = ? AND issue = ? AND article = ?", matters)
        for record, item in self._kept(row):
            if self._words.pop(record, None) is None:  # it is in the full text already
                self._db.execute(_NO_WORDS, (record, item.text, item.who, self._tags(item, synthetic, row.outlet)))
            if isinstance(item.record, Event):
                self._events.remove(record, item.record, told_in(row.ref, row.copy_of, row.status))
            else:
                rows = [self._tie_row(tie, synthetic, record, 1, 0)[:4] for tie in item.ties]
                self._db.executemany("DELETE FROM ties WHERE dyad = ? AND kind = ? AND day = ? AND item = ?", rows)

    def finish(self, decisions: Sequence[Decision], *, decided: bool) -> None:
        """Make the touched events again and write the full text, sorted: FTS5 is quick where ids only grow."""
        if decided:
            self._events.decided(decisions)
        self._events.finish(decisions)
        self._db.executemany(_WORDS, sorted((record, *words) for record, words in self._words.items()))
        self._words = {}

    def _row(self, by: Literal["id", "uid"], value: int | str) -> _Row | None:
        """Return an article as the index keeps it; None where it is not there."""
        row = self._db.execute(f"{_ROW} WHERE {by} = ?", (value,)).fetchone()
        if row is None:
            return None
        *plain, ref, rest = row
        return _Row._make((*plain, self._packer.unpack(ref, ArticleRef), self._packer.unpack(rest, Rest)))

    def _numbers(self, id: int) -> list[tuple[int, int]]:
        """Return the numbers of an article's records with their kinds."""
        bounds = (first_record(id), first_record(id + 1))
        return self._db.execute("SELECT id, kind FROM records WHERE id >= ? AND id < ?", bounds).fetchall()

    def _kept(self, row: _Row) -> Iterable[tuple[int, Found]]:
        """Return an article's records as they were found and are told, made again from what is kept."""
        bounds = (first_record(row.id), first_record(row.id + 1))
        query = f"SELECT id, kind, body FROM records WHERE id >= ? AND id < ? AND {TOLD} ORDER BY id"
        rows = self._db.execute(query, bounds).fetchall()
        records = [self._packer.unpack(body, KINDS[kind]) for _, kind, body in rows]
        events = [one for one in records if isinstance(one, Event)]
        statements = [one for one in records if isinstance(one, Statement)]
        standings = [one for one in records if isinstance(one, Standing)]
        found = found_in(events, statements, standings, row.rest.countries, row.ref.published)
        return zip((number for number, *_ in rows), found, strict=True)

    def _free_id(self, base: int) -> int:
        """Return the next id of an article of that day."""
        query = "SELECT max(id) FROM articles WHERE id >= ? AND id < ?"
        (last,) = self._db.execute(query, (base, base + ARTICLES_A_DAY)).fetchone()
        return base if last is None else int(last) + 1

    def _tie_row(self, tie: Tie, synthetic: bool, item: int, outlets: int, seen: int) -> tuple[object, ...]:
        """Return a tie as a row."""
        kind, act = (None if text is None else self._name(text) for text in (tie.type, tie.act))
        return (
            self._dyad(tie.a, tie.b, synthetic), tie.kind, tie.day, item, tie.until, tie.wide, kind, act, tie.quad,
            tie.modality, tie.relation, tie.side, tie.goldstein, tie.historical, outlets, seen, tie.sure,
            tie.lead, tie.imported,
        )  # fmt: skip

    def _tags(self, item: Found, synthetic: bool, outlet: int | None) -> str:
        """Return the facets of a record as words of one letter and a number: `k1 y0 s17`."""
        tags = [f"k{item.kind}", f"y{synthetic:d}", *(f"{letter}{self._name(text)}" for letter, text in item.facets)]
        tags += [f"d{self._dyad(tie.a, tie.b, synthetic)}" for tie in item.ties if tie.a]
        return " ".join([*tags, *([] if outlet is None else [f"o{outlet}"])])

    def _name(self, text: str) -> int:
        """Return the number of a name."""
        if (known := self._names.get(text)) is None:
            self._db.execute("INSERT OR IGNORE INTO names (text) VALUES (?)", (text,))
            (known,) = self._db.execute("SELECT id FROM names WHERE text = ?", (text,)).fetchone()
            self._names[text] = known
        return known

    def _dyad(self, a: str, b: str, synthetic: bool) -> int:
        """Return the number of a dyad, among sources or among example texts; without parties, one that is none."""
        if not a:
            return ALONE[synthetic]
        key = (a, b, synthetic)
        if (known := self._dyads.get(key)) is None:
            row = (self._name(a), self._name(b), synthetic)
            self._db.execute("INSERT OR IGNORE INTO dyads (a, b, synthetic) VALUES (?, ?, ?)", row)
            query = "SELECT id FROM dyads WHERE a = ? AND b = ? AND synthetic = ?"
            (known,) = self._db.execute(query, row).fetchone()
            self._dyads[key] = known
        return known
