"""Return what a filter lets through, and the words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from dyadbook.answers import Filter, Imported, Looked
from dyadbook.book.index_rows import BY_OTHERS, name_key
from dyadbook.book.index_schema import ALONE, EVENT, STANDING, STATEMENT, article_of, day_of
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.days import day_words
from dyadbook.pages import Side, SourceCount, Synthetic
from dyadbook.phrases import count_words
from dyadbook.views import LEFT_OUT, in_sentence, world_name
from dyadbook.world import ids_named, name_rows
from dyadbook.world.folding import fold

_KIND = {"apart": "sources only", "only": "example texts only", "with": "sources and example texts together"}
_IMPORTED: Mapping[Imported, str | None] = {
    "with": None, "apart": "without events that others coded (imported)", "only": "imported events alone",
}  # fmt: skip
_ALONE = "The book holds example texts alone."
_FEW = 6  # outlets that are named where nothing was found
_NAMED = 3  # replaced articles, or names near to one that is unknown, that are told
_COMPARED, _ALIKE = 5000, 0.65  # names that are compared with one that is unknown, and how like it they must be
_LISTED = (
    'They are listed by `dyadbook sql "SELECT article, title, status FROM articles WHERE status IN '
    "('superseded', 'retracted')\" --book BOOK`."
)


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
    exact = view.rows("SELECT id FROM names WHERE text = ? OR text LIKE ? ESCAPE '\\'", (key, f"name:% {_like(key)}"))
    return list(dict.fromkeys([*found, *(id for (id,) in exact)]))


def _like(key: str) -> str:
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


def filter_words(view: View, asked: Filter, told: str, *, days: bool = True) -> str:
    """Return what was asked and left out, in words; `told` says what was found in how many articles.

    Without `days` it says of which days, too.
    """
    seen = looked(view, asked.synthetic)
    narrowed = [
        f"type {asked.type}" if asked.type else None,
        f"said by {asked.said_by}" if asked.said_by else None,
        f"issue {asked.issue}" if asked.issue else None,
        f"confidence {asked.threshold:g} or more" if asked.threshold else None,
        _IMPORTED[asked.imported],
        _days(asked) if days else None,
    ]
    others = f", {count_words(seen.imported, 'row')} of others' event data among them" if seen.imported else ""
    first = f"{count_words(seen.articles, 'article')} looked at ({_KIND[asked.synthetic]}{others}), {told}"
    parts = ["; ".join(filter(None, (first, ", ".join(filter(None, narrowed))))) + "."]
    if asked.synthetic == "apart" and (examples := looked(view, "only").articles):
        left = count_words(examples, "example text")
        parts.append(f"{left} left out: `--synthetic only` shows them alone, `--synthetic with` among the others.")
    if asked.synthetic == "only":
        sources = looked(view, "apart").articles
        parts.append(f"{count_words(sources, 'source article')} left out." if sources else _ALONE)
    return " ".join([*parts, *unknown(view, asked.said_by), *_replaced(view)])


def unknown(view: View, words: str | None) -> Iterator[str]:
    """Yield the words for an actor whom the book does not know, with the names that are written much like it.

    Where the book has none of these, those of persons whom the tables know are named.
    """
    if words is None or who(view, words):
        return
    if (known := world_name(words) or _person(words)) is not None:
        yield f"The book tells nothing of {in_sentence(known)}."
        return
    name = name_key(words).removeprefix("name:")
    begins = [word[:3] for word in name.split()]
    alike = " OR ".join(["text LIKE ? ESCAPE '\\'"] * len(begins))
    query = f"SELECT text FROM names WHERE text LIKE 'name:%' AND ({alike}) LIMIT {_COMPARED}"
    rows = view.rows(query, [f"%{_like(begin)}%" for begin in begins]) if begins else []
    if near := _near(name, (text.removeprefix("name:") for (text,) in rows)):
        yield f"The book knows no {words}; names like it: {', '.join(near)}."
        return
    named = (full for _, full, _ in name_rows())
    near = _near(name, (other for other in named if any(f" {begin}" in f" {fold(other)}" for begin in begins)))
    yield f"The book knows no {words}, and no name like it" + (
        f"; there are {', '.join(near)}, of whom it does not tell." if near else "."
    )


def _person(words: str) -> str | None:
    """Return the name of the person whom the tables know by these words in full; None where they know none or several.

    A surname alone may be meant of another person.
    """
    ids = set(ids_named(words))
    names = {name for id, name, _ in name_rows() if id in ids and (" " in words.strip() or fold(name) == fold(words))}
    return names.pop() if len(names) == 1 else None


def _near(name: str, names: Iterable[str]) -> list[str]:
    """Return the names that are written much like a name, in full or by their last word: a surname alone is given."""
    forms: dict[str, dict[str, None]] = {}
    for other in names:
        for form in {fold(other), fold(other).split(" ")[-1]}:
            forms.setdefault(form, {})[other] = None
    near = (other for form in get_close_matches(name, forms, n=_NAMED, cutoff=_ALIKE) for other in forms[form])
    return list(dict.fromkeys(near))[:_NAMED]


def _replaced(view: View) -> Iterator[str]:
    """Yield the words for the articles that a later version or a retraction replaced: by name where they are few.

    Where they are many none is named: how they are listed is told in either case.
    """
    given = f"FROM articles WHERE status IN ({marks(LEFT_OUT)})"
    ((count,),) = view.rows(f"SELECT count(*) {given}", LEFT_OUT)
    if not count:
        return
    rows = view.rows(f"SELECT id, status {given} ORDER BY id DESC", LEFT_OUT) if count <= _NAMED else []
    named = []
    for id, status in rows:
        ref = view.refs((id,))[id]
        told = [ref.publisher, _day(ref.published), status]
        named.append(f"{ref.title or ref.id} ({', '.join(part for part in told if part)})")
    names = f": {'; '.join(named)}" if named else ""
    yield f"{count_words(count, 'superseded or retracted article')} left out{names}. {_LISTED}"


def looked_words(seen: Looked) -> str:
    """Return in what an answer was looked for, in words, for where there is none."""
    if not seen.articles:
        return "The book holds no such article."
    named = [f"{one.outlet or 'no outlet named'} ({one.articles})" for one in seen.outlets[:_FEW]]
    more = len(seen.outlets) - len(named)
    dates = "none of them dated" if seen.first is None else f"published {_day(seen.first)} to {_day(seen.last)}"
    others = f" and {more} more" if more else ""
    return f"Looked in {count_words(seen.articles, 'article')}, {dates}, of {', '.join(named)}{others}."


def answered(view: View, asked: Filter, told: str, *, empty: bool, days: bool = True) -> str:
    """Return the filter in words; where nothing was found, also in what it was looked for."""
    words = filter_words(view, asked, told, days=days)
    return f"{words} {looked_words(looked(view, asked.synthetic))}" if empty else words


def sides_of(*parties: str) -> tuple[Side, ...]:
    """Return parties with their names."""
    return tuple(Side(id=party, name=side_name(party)) for party in parties)


def named(parties: Iterable[str]) -> str:
    """Return parties as a sentence names them."""
    *others, last = (in_sentence(side_name(party)) for party in parties)
    return f"{', '.join(others)} and {last}" if others else last


def side_name(party: str) -> str:
    """Return the name of a party; its id where the world's tables have none."""
    return world_name(party) or party


def _days(asked: Filter) -> str:
    """Return the days that are asked for."""
    if asked.since and asked.until:
        return f"{_day(asked.since)} to {_day(asked.until)}"
    if asked.since:
        return f"since {_day(asked.since)}"
    return f"until {_day(asked.until)}" if asked.until else "all dates"


def _day(day: date | None) -> str:
    return "" if day is None else day_words(day)


def day_after(day: date | None) -> date | None:
    """Return the next day."""
    return None if day is None else day + timedelta(days=1)
