"""Return who held which office from when to when.

`until` is exclusive; an office with `until` None was held when the tables were last true. For days outside the tables
(`TRUE_UNTIL`) only a user's own rows answer; an office whose dates a source gives by month or year says so in
`precision`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec

from dyadbook.errors import UsageError

from .folding import fold
from .tables import day, holds, marked_rows, rows, words

ARTICLE = re.compile(r"\A[Aa]l-(?=\w)")
"""The article before a surname, which news leaves out at will: "Kadhimi"."""
FOREMOST = {
    "head_of_state": 0, "head_of_government": 0, "leader": 0, "crown_prince": 0,
    "foreign_minister": 1, "defence_minister": 1,
}  # fmt: skip
"""Which of several offices of one person is told first; the others come last."""
NAME_WORD = re.compile(r"[^\W\d_]{2,}")


class Office(msgspec.Struct, frozen=True, gc=False):
    """A position that a person held: in a country (code) or an organization (`org/UN`).

    `precision`: day, month or year for the coarser end; seen where `until` is the last day on which a source showed it.
    `own`: a user's row, which holds after the tables' end too.
    """

    person: str
    country: str
    role: str
    title: str | None
    since: date | None
    until: date | None
    precision: str
    source: str
    own: bool = False

    def held(self, on: date) -> bool:
        """Return whether the office was held on that day."""
        return holds(self.since, self.until, on, self.own)


class Person(msgspec.Struct, frozen=True, gc=False):
    """A person known by an office; `surname` is how news calls the person at the second mention ("Kim", "Trump")."""

    id: str
    name: str
    surname: str
    given: str
    country: str | None
    offices: tuple[Office, ...]


@cache
def _offices() -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for (person, country, role, title, since, until, precision, source), own in marked_rows("offices.csv"):
        office = Office(person, country, role, title or None, day(since), day(until), precision, source, own)
        found.setdefault(person, []).append(office)
    _require(found, "offices.csv")
    return {person: tuple(offices) for person, offices in found.items()}


def _require(persons: Iterable[str], name: str) -> None:
    """Raise UsageError where a table names persons who are not in persons.csv: only a user's own file can."""
    if unknown := set(persons) - {id for id, _, _ in name_rows()}:
        raise UsageError(
            f"{name} names no known person by {', '.join(sorted(unknown))}: add to persons.csv who that is."
        )


@cache
def name_rows() -> tuple[tuple[str, str, str | None], ...]:
    """Return (id, name, country) of all persons without their offices, which take longer to read."""
    return tuple((id, name, country or None) for id, name, _, _, country in rows("persons.csv"))


@cache
def people() -> Mapping[str, Person]:
    """Return the persons by id."""
    offices = _offices()
    return MappingProxyType(
        {
            id: Person(id, name, surname, given, country or None, offices.get(id, ()))
            for id, name, surname, given, country in rows("persons.csv")
        }
    )


@cache
def aliases() -> tuple[tuple[str, str], ...]:
    """Return (person id, other form of the name) for all persons."""
    found = tuple((person, alias) for person, alias in rows("aliases.csv"))
    _require((person for person, _ in found), "aliases.csv")
    return found


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    names: dict[str, list[str]] = {}
    for person, full, surname, _, _ in rows("persons.csv"):
        names[person] = fold(full).split()
        for name in (full, surname, ARTICLE.sub("", surname)):
            found.setdefault(fold(name), {})[person] = None
    for id, alias in aliases():
        found.setdefault(fold(alias), {})[id] = None
        *given, last = fold(alias).split()
        if given and given == names[id][:-1] and last[0] == names[id][-1][0]:  # "Zelenskyy" of Zelensky
            found.setdefault(last, {})[id] = None
    return {name: tuple(ids) for name, ids in found.items()}


@cache
def _by_role() -> Mapping[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for offices in _offices().values():
        for office in offices:
            found.setdefault((office.country, office.role), []).append(office)
    return {key: tuple(sorted(held, key=lambda office: office.since or date.min)) for key, held in found.items()}


def offices_of(person: str, on: date | None = None) -> tuple[Office, ...]:
    """Return the offices of a person: all of them, or those held on a day, the foremost first."""
    offices = _offices().get(person, ())
    if on is None:
        return offices
    held = (office for office in offices if office.held(on))
    return tuple(sorted(held, key=lambda office: FOREMOST.get(office.role, len(FOREMOST))))


def holders(country: str, role: str, on: date | None = None) -> tuple[Office, ...]:
    """Return the offices of that role held in a country or organization on a day (None: on any); empty: none known."""
    return tuple(office for office in _by_role().get((country, role), ()) if on is None or office.held(on))


def ids_named(name: str) -> tuple[str, ...]:
    """Return the ids of the persons with that full name, alias or surname; offices are not read for it."""
    return _by_name().get(fold(name.strip()), ())


def people_named(name: str, on: date | None = None) -> tuple[Person, ...]:
    """Return the persons with that full name, alias or surname; with a day, only those who held an office on it."""
    known = people()
    found = (known[id] for id in ids_named(name))
    return tuple(person for person in found if on is None or any(office.held(on) for office in person.offices))


@cache
def _bearers() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, Counter[str]] = {}
    for _, name, country in name_rows():
        if country is not None:
            for word in set(NAME_WORD.findall(fold(name))):
                found.setdefault(word, Counter())[country] += 1
    return {word: {code: count / one.total() for code, count in one.items()} for word, one in found.items()}


def bearers(name: str) -> list[Mapping[str, float]]:
    """Return, for each word of a name that known persons bear, which share of them is of each country."""
    words = NAME_WORD.findall(fold(name))
    return [_bearers()[word] for word in words if word in _bearers()]


@cache
def _given() -> Mapping[str, str]:
    names = {"he": words("mens_names.txt"), "she": words("womens_names.txt")}
    return {name: pronoun for pronoun, given in names.items() for name in given}


def pronoun_of(name: str) -> str | None:
    """Return "he" or "she" where the given name that a name begins with is almost always a man's or a woman's."""
    return _given().get(name.split(" ")[0])
