"""Return which places words may mean, and what each weighs by itself.

Words are looked up as they are written, then without what they say of kind or direction ("Henry Co.", "northern Iraq",
"Quebec City"), then as a people's name ("Ohioans"). What a place weighs is the logarithm of how likely it is meant
where nothing else is known.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dyadbook import world
from dyadbook.world import Place
from dyadbook.world.places import KINDS_OF_AREA, gazetteer, in_gazetteer, place_key

MOST = 40
"""How many places of one name are weighed, the largest first."""
PRIOR, ALONE = 0.45, 1.0
"""What power of the population counts: other names decide more than size does, but where there are none size alone."""
SMALLEST = 300
LIKELIER = {"country": 1.0, "division": 0.0, "county": -1.0, "city": 0.0}
GREAT, GREAT_STATE = 1_000_000, 1.5
"""What a country, a county, a state of a million and more weighs above a town of its population."""
LIKE_A_REGION, REGION = 14.0, 2.5
"""A region or sea has no population: it counts as one of about a million, and weighs more than a town of that size."""
CAPITAL, LARGE = 0.5, 100_000
ALIAS = -3.5
"""What a town loses that is mostly called otherwise."""
NEAR = 3.0
"""A disputed region and a division of its name lie within so many degrees: Crimea."""
TWIN = 3
"""An area that has fewer than this many times the people of the town of its name is not told from it: Paris."""
OF_TOWN, SHARE = -3.0, 5
"""What a state loses that has the name of its country's capital, or of a town with a fifth of its people: it is
`Washington state` and `New York state`, mostly."""

NAMING = frozenset({"name", "abbreviation", "adjective", "demonym"})
INITIALS = {"nyc": "new york city", "la": "los angeles"}
"""Towns that go by their initials."""
AREAS = frozenset({"city", "county", "division"})
TOWN, DIVISION = frozenset({"city"}), frozenset({"division"})
BY_CAPITAL = re.compile(r"(\w+) \((\w+)\)")
THE = re.compile(r"^[Tt]he\s+")
OWNER = re.compile(r"['’]s?$")
COUNTY = re.compile(r"\s+[Cc]o\.?$")
KIND = re.compile(rf"(?<!\s)\s++(?:{KINDS_OF_AREA}|city|town|village|valley|area|airport|island)$", re.I)
KIND_OF_TOWN = re.compile(r"\s(?:city|town|village)$", re.I)
DIRECTION = re.compile(
    r"^(?:(?:(?:far |mid-?)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?|central"
    r"|greater|downtown|upstate|inner|mainland|metro|metropolitan|suburban"
    r"|(?:port|city|town|village|state|province|county|district) of)\s+)+",
    re.I,
)
PEOPLE = (re.compile(r"ns?$"), re.compile(r"ans?$"))
"""Ends of a people's name, after which a division's or continent's is left."""


Area = str | tuple[str | int | None, ...] | None
"""What a text may tell of: a country's code, a country and its division, a square of a degree."""
AROUND = tuple((north, east, 1.0 if north == east == 0 else 0.5) for north in (-1, 0, 1) for east in (-1, 0, 1))


@dataclass(frozen=True, slots=True)
class Meaning:
    """A place that words may mean: what it weighs by itself, where it lies, and of which areas it tells how much."""

    place: Place
    weight: float
    alone: float
    """What it weighs besides where the text names no other place."""
    capital: bool
    division: Area
    square: Area
    tells: tuple[tuple[Area, float], ...]


def _terms(bases: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in world.country_terms():
        if term.basis in bases and "/" not in term.code:
            found.setdefault(place_key(term.term), set()).add(term.code)
    return found


@cache
def _countries() -> dict[str, set[str]]:
    """Return the countries of each name: "Congo" is that of Congo-Kinshasa, and of the "Congo (Brazzaville)" too."""
    found = _terms(NAMING)
    for term in world.country_terms():
        told = BY_CAPITAL.fullmatch(term.term)
        if told and term.code in world.countries() and told[2] == world.countries()[term.code].capital:
            found.setdefault(place_key(told[1]), set()).add(term.code)
    return found


@cache
def _capital_terms() -> dict[str, set[str]]:
    return _terms(frozenset({"capital"}))


@cache
def _regions() -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in world.regions():
        if place.kind != "state":  # the gazetteer has the states
            for key in dict.fromkeys(place_key(name) for name in (place.name, *place.aliases)):
                found.setdefault(key, []).append(place)
    return found


@cache
def _capitals() -> frozenset[tuple[str | None, str]]:
    return frozenset(
        (one.code, place_key(one.capital)) for one in world.countries().values() if one.capital and one.until is None
    )


def is_known(words: str) -> bool:
    """Return whether words, just as they are, name a place."""
    key = place_key(words)
    return in_gazetteer(key) or key in _countries() or key in _regions() or key in _capital_terms()


def is_short(words: str) -> bool:
    """Return whether words are, just so, how news writes a state or province short: `Calif.`, `KY`."""
    return in_gazetteer(f"={words}")


@lru_cache(maxsize=20_000)
def meanings_of(words: str) -> tuple[Meaning, ...]:
    """Return all that words may mean."""
    words = OWNER.sub("", " ".join(words.split()))
    if (short := _short(words)) and (len(words) > 2 or not words.isupper()):
        return short
    for form, kinds in _forms(words):
        key = place_key(form)
        found = _countries_called(key) if kinds == AREAS else []
        inside = {place.country for place in found}  # the country of a name takes in the places of that name
        named = [place for place in _named(key, form) if place.kind in kinds and place.country not in inside]
        if kinds != TOWN:
            regions, named = _without_doubles(_regions().get(key, []), named)
            found += regions
        if found := found + named:
            others = gazetteer(f"~{key}")
            largest = _largest(named)
            return tuple(
                _meaning(place, place in others, _town_of(place, key, largest) if place.kind == "division" else 0)
                for place in found[:MOST]
            )
    return short


def _short(words: str) -> tuple[Meaning, ...]:
    found = gazetteer(f"={words}") or gazetteer(f"={words}.")
    return tuple(_meaning(place) for place in found)


def _forms(words: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield words and shorter forms of them, each with the kinds of places that it may mean."""
    bare = THE.sub("", words)
    yield from ((words, AREAS), (bare, AREAS), (COUNTY.sub(" County", bare), AREAS))
    kinds = TOWN if KIND_OF_TOWN.search(bare) else AREAS
    yield from ((KIND.sub("", bare), kinds), (DIRECTION.sub("", bare), AREAS))
    yield (DIRECTION.sub("", KIND.sub("", bare)), kinds)
    yield from ((end.sub("", words), DIVISION) for end in PEOPLE)


def _countries_called(key: str) -> list[Place]:
    codes = sorted(_countries().get(key, ()))
    now = [code for code in codes if world.countries()[code].until is None]
    return [place for code in now or codes for place in gazetteer(f"country/{code}")]


def _capitals_called(key: str) -> list[Place]:
    """Return the capitals that the terms for countries know by another name too: Kiev, Washington, D.C."""
    capitals = [(code, place_key(world.countries()[code].capital or "")) for code in _capital_terms().get(key, ())]
    return [place for code, name in capitals for place in gazetteer(name)[:1] if place.country == code]


def _named(key: str, words: str) -> list[Place]:
    """Return the towns and areas of a name, the largest first, without those of which the town of that name is most."""
    if words.isupper() and len(words) < 4:  # an abbreviation: EU is no town in Normandy
        towns = [place for place in gazetteer(INITIALS.get(key, "")) if place.kind == "city"]
        return sorted(towns, key=_people)[:1]
    named = (*gazetteer(key), *gazetteer(f"~{key}"))
    own = any(place.kind == "city" and place.population >= LARGE for place in gazetteer(key))
    found = list(dict.fromkeys((*(() if own else _capitals_called(key)), *named)))  # The Hague is not Amsterdam
    largest = _largest(found)
    kept = [place for place in found if place.kind == "city" or place.population > TWIN * largest[place.country]]
    return sorted(kept, key=_people)


def _largest(places: list[Place]) -> Counter[str | None]:
    """Return how many people the largest town among places has, by country."""
    largest: Counter[str | None] = Counter()
    for place in places:
        if place.kind == "city":
            largest[place.country] = max(largest[place.country], place.population)
    return largest


def _town_of(division: Place, key: str, largest: Counter[str | None]) -> int:
    """Return how many people the town has that a division's name means as much: the capital, or a good part of it."""
    town = largest[division.country]
    return town if (division.country, key) in _capitals() or division.population < SHARE * town else 0


def _people(place: Place) -> int:
    return -place.population


def _without_doubles(regions: list[Place], named: list[Place]) -> tuple[list[Place], list[Place]]:
    """Return both without what they share: a region of one country is its division, one of several is the region."""
    divided = {place.country for place in named if place.kind == "division"}
    disputed = [region for region in regions if region.country is None]

    def is_double(place: Place) -> bool:
        near = (math.dist((one.lat, one.lon), (place.lat, place.lon)) < NEAR for one in disputed)
        return place.kind != "city" and any(near)

    kept = [place for place in named if not is_double(place)]
    return [region for region in regions if region.country not in divided], kept


def _meaning(place: Place, otherwise: bool = False, town: int = 0) -> Meaning:
    """Return a place as a meaning: `otherwise` if it mostly has another name, `town` the people of its town of that."""
    capital = (
        place.kind == "city" and place.population >= LARGE and (place.country, place_key(place.name)) in _capitals()
    )
    division = (place.country, place.division) if place.division else None
    north, east = round(place.lat), round(place.lon)
    small = place.kind in {"city", "county"}
    tells: list[tuple[Area, float]] = []
    if place.country:
        tells.append((place.country, 1.0))
    if place.kind == "country":
        tells.append((("named", place.country), 1.0))
    if division:
        tells.append((division, 1.0))
    if small:
        tells += [((north + up, east + right), share) for up, right, share in AROUND]
    great = place.kind == "division" and place.population >= GREAT
    size = math.log(place.population + SMALLEST) if place.kind in LIKELIER else LIKE_A_REGION
    weight = PRIOR * size + (GREAT_STATE if great else LIKELIER.get(place.kind, REGION))
    weight += CAPITAL * capital + ALIAS * (otherwise and not capital) + OF_TOWN * (town > 0)
    alone = (ALONE - PRIOR) * (min(size, math.log(town)) if town else size)
    return Meaning(place, weight, alone, capital, division, (north, east) if small else None, tuple(tells))
