"""Return the faults of the world's tables: for the test suite, and for users who edit a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .bodies import groups, organizations
from .countries import Term, countries, country_terms
from .folding import fold
from .offices import aliases, people
from .places import regions
from .tables import TRUE_UNTIL

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
            if office.since and office.since >= TRUE_UNTIL:
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


def check_tables() -> list[str]:
    """Return one line for each fault: unknown codes, dead links, terms of two countries at once, dates out of order."""
    return [*_term_faults(), *_office_faults(), *_body_faults()]
