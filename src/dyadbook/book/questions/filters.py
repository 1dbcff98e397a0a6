"""Return what a filter lets through, and in what a book looks for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from dyadbook.answers import Filter, Looked
from dyadbook.book.index_rows import BY_OTHERS, name_key
from dyadbook.book.index_schema import ALONE, EVENT, STANDING, STATEMENT, article_of, day_of
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.pages import SourceCount, Synthetic
from dyadbook.world import ids_named


class TieRow(NamedTuple):
    """A row of ties: what the index holds of an event, a statement or a standing for one dyad."""

    dyad: int
    kind: int
    day: int
    item: int
    until: int
    wide: int
    type: int | None
    act: int | None
    quad: int | None
    modality: int | None
    relation: int | None
    side: int
    goldstein: float | None
    historical: int
    outlets: int
    seen: int
    sure: float
    lead: int
    imported: int


@dataclass
class Selected:
    """What a filter lets through of a dyad, by kind, the newest first, and how many there are of each kind."""

    events: list[TieRow] = field(default_factory=list)
    statements: list[TieRow] = field(default_factory=list)
    standings: list[TieRow] = field(default_factory=list)
    counts: Counter[int] = field(default_factory=Counter)

    def articles(self, view: View) -> set[int]:
        """Return the articles that tell of what was let through."""
        found = {article_of(row.item) for row in (*self.statements, *self.standings)}
        reports = view.reports(row.item for row in self.events)
        return found | {article_of(record) for records in reports.values() for record in records}


def select(
    view: View,
    dyads: Sequence[int] | None,
    asked: Filter,
    kinds: Iterable[int] = (0, 1, 2),
    *,
    most: int | None = None,
    only: tuple[str, Sequence[int | None]] | None = None,
    countries: Sequence[int] = (),
    alone: bool = False,
) -> Selected:
    """Return what a filter lets through of dyads (None: of all), of each kind the newest `most`.

    `only` is a further condition on the rows of ties in SQL, with its values. Of `countries` one must take part,
    speak, be spoken of, or be where it is. With `alone` what is told of no two parties is there too, of all dyads.
    """
    if dyads is None:
        flags = FLAGS[asked.synthetic]
        values = [*flags, *(ALONE[flag] for flag in flags if alone)]
        others = f" OR dyad IN ({marks(values[len(flags) :])})"
        where = [f"(dyad IN (SELECT id FROM dyads WHERE synthetic IN ({marks(flags)})){others})", "kind = ?"]
    else:
        where, values = [f"dyad IN ({marks(dyads)})", "kind = ?"], [*dyads]
    narrowed: list[float | None] = []
    if only is not None:
        where.append(only[0])
        narrowed += only[1]
    if asked.since is not None:
        where.append("until > ?")
        narrowed.append(asked.since.toordinal())
    if asked.until is not None:
        where.append("day <= ?")
        narrowed.append(asked.until.toordinal())
    if asked.since or asked.until:
        where.append("day > 0")
    if asked.type is not None:
        where.append("type = ?")
        narrowed.append(view.number(asked.type) or -1)
    if asked.threshold:
        where.append("sure >= ?")
        narrowed.append(asked.threshold)
    if asked.imported != "with":
        where.append("imported = ?")
        narrowed.append(asked.imported == "only")
    tagged = asked.said_by is not None or asked.issue is not None or bool(countries)
    # What has no date is put beside what was published when it was: in the order alone, it gets no date by it.
    order = "ORDER BY CASE WHEN day > 0 THEN day ELSE seen END DESC, seen DESC, item DESC LIMIT ?"
    condition, found = " AND ".join(where), Selected()
    for kind in kinds:
        given = [*values, kind, *narrowed]
        limit = -1 if most is None or tagged else most
        rows = [TieRow(*row) for row in view.rows(f"SELECT * FROM ties WHERE {condition} {order}", [*given, limit])]
        if tagged:
            rows = _tagged(view, dyads, asked, countries, rows)
        found.counts[kind] = len(rows)
        if len(rows) == limit:  # there may be more
            ((found.counts[kind],),) = view.rows(f"SELECT count(*) FROM ties WHERE {condition}", given)
        {EVENT: found.events, STATEMENT: found.statements, STANDING: found.standings}[kind] += rows[:most]
    return found


def _tagged(
    view: View, dyads: Sequence[int] | None, asked: Filter, countries: Sequence[int], rows: list[TieRow]
) -> list[TieRow]:
    """Return the rows of which a record bears the speaker, the issue and one of the countries that are asked for."""
    parts = [] if dyads is None else [tags("d", dyads)]
    if countries:
        parts.append(tags("c", countries))
    if asked.said_by is not None:
        parts.append(tags("s", who(view, asked.said_by)))
    if asked.issue is not None:
        parts.append(tags("i", [view.number(asked.issue) or 0]))
    query = "SELECT rowid FROM words WHERE words MATCH ?"
    records = {record for (record,) in view.rows(query, (f"tags: ({' AND '.join(parts)})",))}
    events = set(view.events_of(records).values())
    return [row for row in rows if row.item in (events if row.kind == EVENT else records)]


def tags(letter: str, numbers: Iterable[int]) -> str:
    """Return the part of a full-text query that asks for one of several facets; `x0`, which nothing bears, for none."""
    return "(" + (" OR ".join(f"{letter}{number}" for number in numbers) or "x0") + ")"


def matching(view: View, query: str, facets: Sequence[str], asked: Filter, columns: str = "text") -> str:
    """Return the full-text query for records whose `columns` match `query`, if any, with facets as `tags` gives them.

    What is written by machine, or coded by others, is asked for by its own tag alone: to rank, each tag is counted in
    the whole book, and that of all the rest would be in most rows.
    """
    machine, others = tags("y", [1]), tags(BY_OTHERS[0], [view.number(BY_OTHERS[1]) or 0])
    facets = [*facets, *(tag for tag, kept in ((machine, asked.synthetic), (others, asked.imported)) if kept == "only")]
    parts = [f"tags: {facet}" for facet in facets]
    if query:
        parts.insert(0, f"{{{columns}}}: ({query})")
    found = f"({' AND '.join(parts)})"
    for tag, kept in ((machine, asked.synthetic), (others, asked.imported)):
        found += f" NOT tags: {tag}" if kept == "apart" else ""
    return found


def who(view: View, words: str) -> list[int]:
    """Return the numbers of the facets by which an actor is found: party, person, or a name in full or its end."""
    given = [words, *ids_named(words)]
    found = [number for text in given if (number := view.number(text)) is not None]
    key = name_key(words)
    exact = view.rows("SELECT id FROM names WHERE text = ? OR text LIKE ? ESCAPE '\\'", (key, f"name:% {like(key)}"))
    return list(dict.fromkeys([*found, *(id for (id,) in exact)]))


def like(key: str) -> str:
    """Return the name of a key as LIKE takes it, without its signs."""
    name = key.removeprefix("name:")
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def looked(view: View, synthetic: Synthetic) -> Looked:
    """Return in what the book looks for an answer."""
    flags = FLAGS[synthetic]
    known = view.counted.get(synthetic)
    if known is None:
        query = (
            "SELECT outlet, count(*), min(published), max(published), sum(imported) FROM articles"
            f" WHERE status IN ('current', 'corrected') AND synthetic IN ({marks(flags)}) GROUP BY outlet"
        )
        rows = view.rows(query, flags)
        names = view.names(row[0] for row in rows)
        counts = sorted((-row[1], names[row[0]] is None, names[row[0]] or "") for row in rows)
        known = view.counted[synthetic] = Looked(
            articles=sum(row[1] for row in rows),
            outlets=tuple(SourceCount(outlet=name or None, articles=-count) for count, _, name in counts),
            first=day_of(min((row[2] for row in rows if row[2]), default=None)),
            last=day_of(max((row[3] for row in rows if row[3]), default=None)),
            imported=sum(row[4] for row in rows),
        )
    return known


def unasked(view: View) -> Synthetic:
    """Return what is looked at unasked: sources, but example texts where the book holds nothing else."""
    return "only" if not looked(view, "apart").articles and looked(view, "only").articles else "apart"


def day_after(day: date | None) -> date | None:
    """Return the next day."""
    return None if day is None else day + timedelta(days=1)
