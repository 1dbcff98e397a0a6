"""Return places by name: GeoNames' cities of 15,000 and more, and regions, seas, lines and buildings that they lack.

The cities are read on first use (34,000 rows); regions alone are light. The gazetteer is a larger table, for words of
which it is known that they name a place: towns of 500 and more, counties, divisions (states, provinces), countries.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from .folding import fold
from .tables import lines_of, parts, rows, words

SURPASSES = 5
"""Times as many people as any of its name abroad has the place that is meant."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """A place; `lat` and `lon` in degrees, WGS 84; `population` 0 where none is recorded."""

    name: str
    country: str | None
    lat: float
    lon: float
    kind: str
    geonames: int | None
    population: int
    aliases: tuple[str, ...]
    division: str | None = None
    """The state or province; known in the gazetteer alone."""


@cache
def regions() -> tuple[Place, ...]:
    """Return the regions, lines, seas and buildings."""
    return tuple(
        Place(name, country or None, float(lat), float(lon), kind, None, 0, parts(aliases))
        for name, aliases, country, lat, lon, kind in rows("regions.csv")
    )


@cache
def _cities() -> Mapping[str, tuple[list[str], ...]]:
    """Return the rows of the cities by folded name: rows become places only when asked for."""
    found: dict[str, list[list[str]]] = {}
    for row in rows("places.csv.gz"):
        for name in dict.fromkeys(fold(name) for name in (row[0], row[1], *parts(row[7])) if name):
            found.setdefault(name, []).append(row)
    return {name: tuple(cities) for name, cities in found.items()}


@cache
def city_points() -> tuple[tuple[float, float], ...]:
    """Return latitude and longitude of each city: where people live, which shows the land where no coast is known."""
    return tuple((float(row[3]), float(row[4])) for row in rows("places.csv.gz"))


@cache
def _regions_by_name() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in regions():
        for name in dict.fromkeys(fold(name) for name in (place.name, *place.aliases)):
            found.setdefault(name, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


@cache
def stop_places() -> frozenset[str]:
    """Return the folded names that are ordinary words or names of persons far more often than places."""
    return words("stop_places.txt")


def is_place_name(name: str) -> bool:
    """Return whether any place has that name, whatever the case; ordinary words that are also places are none."""
    key = fold(name.strip())
    return key not in stop_places() and (key in _regions_by_name() or key in _cities())


def _city(row: list[str]) -> Place:
    name, _, country, lat, lon, geonames, population, aliases = row
    return Place(name, country, float(lat), float(lon), "city", int(geonames), int(population), parts(aliases))


def places_named(name: str, country: str | None = None) -> tuple[Place, ...]:
    """Return the places of that name (in that country): regions first, then cities by falling population."""
    key = fold(name.strip())
    cities = sorted((_city(row) for row in _cities().get(key, ())), key=lambda place: -place.population)
    found = (*_regions_by_name().get(key, ()), *cities)
    return tuple(place for place in found if country is None or place.country == country)


KINDS_OF_AREA = (
    r"county|co\.?|parish|province|region|oblast|kra[iy]|raion|rayon|district|governorate|prefecture|municipality"
    r"|department|republic|state|borough|township|twp\.?|shire"
)
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def outweighing(found: Sequence[Place]) -> str | None:
    """Return the country of the first of several places of a name where it has far more people than any abroad."""
    abroad = [place.population for place in found if place.country != found[0].country]
    return found[0].country if found and found[0].population >= SURPASSES * max(abroad, default=0) else None


def place_key(name: str) -> str:
    """Return the key of a name in the gazetteer: folded, without dots, with `Saint`, `Mount`, `Fort` made short."""
    words = re.sub(r"[.'()]", "", fold(name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


@cache
def _gazetteer() -> Mapping[str, list[str]]:
    """Return the lines of the gazetteer by key: a line becomes a place only when asked for."""
    found: dict[str, list[str]] = {}
    lines = lines_of("gazetteer.csv.gz")
    next(lines)
    for line in lines:
        for key in line[: line.index(",")].split("|"):
            found.setdefault(key, []).append(line)
    return found


def gazetteer(key: str) -> list[Place]:
    """Return the places of the gazetteer under a key.

    A key is a name's `place_key`; the same after `~` for what else a town is called; `=` and a short name just as it is
    written (`=Calif.`); or `country/` and a code.
    """
    found = []
    for row in csv.reader(_gazetteer().get(key, ())):
        _, name, kind, country, division, lat, lon, geonames, population = row
        number = int(geonames) if geonames else None
        found.append(Place(name, country, float(lat), float(lon), kind, number, int(population), (), division or None))
    return found


def in_gazetteer(key: str) -> bool:
    """Return whether the gazetteer has a place under a key."""
    return key in _gazetteer()
