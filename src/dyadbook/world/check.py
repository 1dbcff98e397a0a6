"""Return the faults of the world's tables: of ours for the test suite, of a user's own rows with file and line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from .bodies import groups, organizations
from .countries import Term, countries, country_terms
from .folding import fold
from .offices import aliases, people
from .outlets import outlets
from .places import regions
from .tables import KEYS, TRUE_UNTIL, field_fault, header, is_seat, our_rows, own_rows

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
SHARED = frozenset({"dominican", "dominicans", "congolese"})
"""Words that two countries share; each other term names one country at a time."""


def _overlap(one: Term, other: Term) -> bool:
    """Return whether two terms hold on a common day."""
    begin = max(one.since or date.min, other.since or date.min)
    return begin < min(one.until or date.max, other.until or date.max)


def _term_faults() -> Iterator[str]:
    found: dict[str, list[Term]] = {}
    for term in country_terms():
        if "/" in term.code:
            if term.code not in organizations():
                yield f"country_terms.csv: {term.term}: no organization {term.code}"
            continue
        if term.code not in countries():
            yield f"country_terms.csv: {term.term}: no country {term.code}"
        if term.basis != "context" and fold(term.term) not in SHARED:
            found.setdefault(fold(term.term), []).append(term)
    for same in found.values():
        for spot, term in enumerate(same):
            for other in same[spot + 1 :]:
                if other.code != term.code and other.case == term.case and _overlap(term, other):
                    yield f"country_terms.csv: {term.term}: {term.code} and {other.code} at one time"


def _office_faults() -> Iterator[str]:
    bodies = organizations().keys() | groups().keys()
    for person in people().values():
        if not person.offices:
            yield f"persons.csv: {person.id}: no office"
        if person.surname not in person.name:
            yield f"persons.csv: {person.id}: surname {person.surname} is not in {person.name}"
        for office in person.offices:
            where = f"offices.csv: {office.person}, {office.role}"
            if office.country not in countries() and office.country not in bodies:
                yield f"{where}: no country or body {office.country}"
            if office.since and office.until and office.until <= office.since:
                yield f"{where}: ends {office.until}, before it begins"
            if office.since and office.since >= TRUE_UNTIL and not office.own:
                yield f"{where}: begins {office.since}, after the tables end"
    for id, alias in aliases():
        if id not in people():
            yield f"aliases.csv: {alias}: no person {id}"


def _body_faults() -> Iterator[str]:
    for body in organizations().values():
        if body.sector not in SECTORS:
            yield f"organizations.csv: {body.id}: no sector {body.sector}"
        for member in body.members:
            if member not in countries():
                yield f"organizations.csv: {body.id}: no country {member}"
    for group in groups().values():
        if group.sector not in SECTORS:
            yield f"groups.csv: {group.id}: no sector {group.sector}"
        if group.country is not None and group.country not in countries():
            yield f"groups.csv: {group.id}: no country {group.country}"
    for id in organizations().keys() & groups().keys():
        yield f"groups.csv: {id} is an organization too"
    for place in regions():
        if place.country is not None and place.country not in countries():
            yield f"regions.csv: {place.name}: no country {place.country}"
        if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
            yield f"regions.csv: {place.name}: not on the globe"


def _outlet_faults() -> Iterator[str]:
    held: dict[str, str] = {}
    for outlet in outlets():
        where = f"outlets.csv: {outlet.name}"
        if outlet.country not in countries():
            yield f"{where}: no country {outlet.country}"
        for domain in outlet.domains:
            if not _DOMAIN.fullmatch(domain):
                yield f"{where}: {domain} is no domain"
            if not outlet.own and held.setdefault(domain, outlet.name) != outlet.name:
                yield f"{where}: {domain} is {held[domain]}'s too"


def check_tables() -> list[str]:
    """Return one line for each fault: unknown codes, dead links, terms of two countries at once, dates out of order."""
    return [*_term_faults(), *_office_faults(), *_body_faults(), *_outlet_faults()]


# ---- a user's own rows

NEEDED = {
    "countries.csv": ("code", "name"),
    "country_terms.csv": ("term", "code", "basis", "case"),
    "persons.csv": ("person", "name", "surname"),
    "offices.csv": ("person", "country", "role", "since", "precision"),
    "aliases.csv": ("person", "alias"),
    "organizations.csv": ("id", "name", "kind", "sector"),
    "groups.csv": ("id", "name", "sector"),
    "titles.csv": ("term", "role", "title"),
    "agents.csv": ("singular", "plural", "sector"),
    "regions.csv": ("name", "lat", "lon", "kind"),
    "compounds.csv": ("phrase", "kind"),
    "outlets.csv": ("name", "country"),
}
"""The columns that may not be empty."""
_CHOICES = ("basis", "case", "kind", "precision", "role")  # columns whose words are those of our own rows
_DOMAIN = re.compile(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+")
_FORMS = {"persons.csv": "person/", "organizations.csv": "org/", "groups.csv": "org/"}


@dataclass(frozen=True)
class Known:
    """What the rows of a user may name: the ids of our tables and of the user's own."""

    countries: frozenset[str]
    bodies: frozenset[str]
    persons: frozenset[str]

    @classmethod
    def of(cls, folder: Path | None) -> Known:
        """Return what is known with the readable rows of a folder."""

        def ids(name: str) -> frozenset[str]:
            own = (row for _, row, fault in own_rows(folder / name) if not fault) if folder else ()
            return frozenset(row[0] for rows in (our_rows(name), own) for row in rows)

        return cls(ids("countries.csv"), ids("organizations.csv") | ids("groups.csv"), ids("persons.csv"))


def row_faults(name: str, row: Mapping[str, str], known: Known) -> Iterator[str]:
    """Return why a row cannot stand in a table, and what to do."""
    for column in NEEDED[name]:
        if not row[column]:
            yield f"{column} is empty: give it"
    yield from _cell_faults(name, row, known)
    yield from _faults_between(name, row)


def _cell_faults(name: str, row: Mapping[str, str], known: Known) -> Iterator[str]:
    """Yield what is wrong in one cell: its form, or an id that no table has."""
    for column, value in row.items():
        if fault := field_fault(name, column, value):
            yield fault
        elif value and (ids := _named_by(name, column, known)) is not None:
            for word in value.split("|") if column == "members" else [value]:
                if word not in ids:
                    yield f"there is no {column} {word}: {_hint(column, word, ids)}"


def _faults_between(name: str, row: Mapping[str, str]) -> Iterator[str]:
    """Yield what the cells of a row cannot say together, or in this table."""
    first = next(iter(row.values()))
    if first.startswith("#") or not first.startswith(_FORMS.get(name, "")):
        yield f"{first} cannot be an id: begin it with {_FORMS.get(name, 'a letter')}"
    if row.get("since") and row.get("until") and row["until"] <= row["since"]:
        yield f"it ends {row['until']}, before it begins ({row['since']}): until is the first day after it"
    if name == "persons.csv" and row["surname"] not in row["name"]:
        yield f"surname {row['surname']} is not in {row['name']}: write it as in the name"
    for domain in row.get("domains", "").split("|"):
        if domain and not _DOMAIN.fullmatch(domain):
            yield f"{domain} is no domain: write it in small letters, without http:// and www., as in news.example"
    if name == "titles.csv" and row["term"] != row["term"].lower():
        yield f"{row['term']} has capitals: write titles in small letters"


def _named_by(name: str, column: str, known: Known) -> Collection[str] | None:
    """Return what a column may say; None where it may say anything."""
    if column == "country":
        return known.countries | known.bodies if name == "offices.csv" else known.countries
    if column == "code" and name == "country_terms.csv":
        return known.countries | known.bodies
    if column == "members":
        return known.countries
    if column == "person" and name != "persons.csv":
        return known.persons
    if column == "sector":
        return SECTORS
    if column in _CHOICES:
        tables = ("titles.csv", "offices.csv") if column == "role" else (name,)
        places = {table: header(table).index(column) for table in tables}
        return {row[at] for table, at in places.items() for row in our_rows(table)}
    return None


def _hint(column: str, word: str, ids: Collection[str]) -> str:
    near = difflib.get_close_matches(word, ids, n=3)
    if len(ids) <= 12 or (column == "role" and not near):
        return f"choose of {', '.join(sorted(ids))}"
    return f"did you mean {' or '.join(near)}?" if near else f"add it first, or name a known {column}"


def check_overlay(folder: Path) -> list[str]:
    """Return one line for each fault of a user's own rows: file, line, what is wrong and what to do."""
    found = []
    known = Known.of(folder)
    for path in sorted(folder.glob("*.csv")):
        if path.name not in KEYS:
            found.append(f"{path}: there is no such table: name it as one of {', '.join(KEYS)}")
            continue
        good: list[tuple[int, dict[str, str]]] = []
        for line, row, fault in own_rows(path):
            named = dict(zip(header(path.name), row, strict=False))
            faults = [fault] if fault else list(row_faults(path.name, named, known))
            found += [f"{path}, line {line}: {one}" for one in faults]
            if not faults:
                good.append((line, named))
        for (line, one), (later, other) in combinations(good, 2):
            if clash := clash_of(path.name, one, other):
                found.append(f"{path}, line {later}: {clash} (line {line})")
    return found


def clash_of(name: str, one: Mapping[str, str], other: Mapping[str, str]) -> str | None:
    """Return why two rows cannot stand in one table, and what to do; None where they can."""
    if name == "offices.csv":
        first, last = sorted((one, other), key=lambda row: row["since"])
        apart = first["until"] and first["until"] <= last["since"]
        if (one["country"], one["role"]) != (other["country"], other["role"]) or apart:
            return None
        if one["person"] == other["person"] or is_seat(one["country"], one["role"]):
            return f"{one['person']} is {one['role']} of {one['country']} at that time already: end that row with until"
        return None
    key = [list(one)[at] for at in KEYS[name]]
    if name == "country_terms.csv":
        key += ["code", "since"]
    same = all(one[column] == other[column] for column in key)
    return f"there is a row for {' '.join(one[column] for column in key)} already: remove one" if same else None
