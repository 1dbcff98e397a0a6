"""Return in words what was asked, in what it was looked for, and what was left out."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from dyadbook.answers import Filter, Imported, Looked
from dyadbook.book.index_rows import name_key
from dyadbook.book.index_view import View, marks
from dyadbook.book.questions.filters import like, looked, who
from dyadbook.days import day_words
from dyadbook.lookup.party import near_countries
from dyadbook.pages import Side
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
_NEARLY = 0.8  # how like a country's: most who speak are persons
_LISTED = (
    'They are listed by `dyadbook sql "SELECT article, title, status FROM articles WHERE status IN '
    "('superseded', 'retracted')\" --book {book}`."
)


def answered(view: View, asked: Filter, told: str, *, empty: bool, days: bool = True) -> str:
    """Return the filter in words; where nothing was found, also in what it was looked for."""
    words = filter_words(view, asked, told, days=days)
    return f"{words} {looked_words(looked(view, asked.synthetic))}" if empty else words


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

    Where the book has none of these, those of countries and of persons whom the tables know are named.
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
    rows = view.rows(query, [f"%{like(begin)}%" for begin in begins]) if begins else []
    if near := _near(name, (text.removeprefix("name:") for (text,) in rows)):
        yield f"The book knows no {words}; names like it: {', '.join(near)}."
        return
    if countries := near_countries(words.strip(), alike=_NEARLY):
        yield f"The book knows no {words}: did you mean {' or '.join(countries)}?"
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
        named.append(f"{ref.title or ref.opening or ref.id} ({', '.join(part for part in told if part)})")
    names = f": {'; '.join(named)}" if named else ""
    listed = _LISTED.format(book=shlex.quote(view.book))
    yield f"{count_words(count, 'superseded or retracted article')} left out{names}. {listed}"


def looked_words(seen: Looked) -> str:
    """Return in what an answer was looked for, in words, for where there is none."""
    if not seen.articles:
        return "The book holds no such article."
    named = [f"{one.outlet or 'no outlet named'} ({one.articles})" for one in seen.outlets[:_FEW]]
    more = len(seen.outlets) - len(named)
    dates = "none of them dated" if seen.first is None else f"published {_day(seen.first)} to {_day(seen.last)}"
    others = f" and {more} more" if more else ""
    return f"Looked in {count_words(seen.articles, 'article')}, {dates}, of {', '.join(named)}{others}."


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
