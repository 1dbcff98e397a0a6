"""Return which place words name: "Georgia" near the USA, "Paris" in a text about Texas.

The whole text of a row is read for what it tells of its places, so give the article rather than the words alone; but it
is asked of the words in `start` to `end` only. `score` is how likely the place is meant among those of its name that
the gazetteer has (GeoNames' towns of 500 and more, counties, divisions, countries, and regions and seas by hand), and
`candidates` are the others. Under `SURE_ENOUGH` the point is not told, the country still is where most agree on it.
A country has a point near its middle, as the World Factbook or GeoNames has it; not its capital's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dyadbook import world
from dyadbook.asked import Broken, answers
from dyadbook.lookup.meanings import Meaning
from dyadbook.lookup.namesakes import senses
from dyadbook.records import Record, Score
from dyadbook.world.places import gazetteer

WANTED = "give text, and start and end of the place's words in it"
SURE_ENOUGH = 0.2
HALF = 0.5
MOST_OTHERS = 5
LONGEST_NAME = 40  # characters before a comma that may be a place's name by itself
WORTH_NAMING = 0.01
NEIGHBOURS_KM = 500
EARTH_KM = 6371


class PlaceRow(Record, frozen=True, kw_only=True):
    """Words that name a place, within a text."""

    id: Annotated[str | int | None, Meta(description="given back with the answer")] = None
    text: Annotated[str, Meta(description="the article, or the words alone")]
    start: Annotated[int, Meta(description="code point at which the words begin")] = 0
    end: Annotated[int | None, Meta(description="code point after them; null: the text's end")] = None
    near: Annotated[
        str | None, Meta(description="country in which it likely lies, or else near it: a code or a name")
    ] = None


class Namesake(Record, frozen=True, kw_only=True):
    """One of the places that the words may mean."""

    name: Annotated[str, Meta(description="name in the gazetteer")]
    division: Annotated[str | None, Meta(description="state or province")] = None
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a code of ours")] = None
    lat: Annotated[float, Meta(description="degrees, WGS 84")]
    lon: Annotated[float, Meta(description="degrees, WGS 84")]
    geonames: Annotated[int | None, Meta(description="GeoNames id")] = None
    score: Score


class FoundPlace(Record, frozen=True, kw_only=True):
    """Which place the words of a row name; null is unknown."""

    id: Annotated[str | int | None, Meta(description="the row's own")] = None
    name: Annotated[str | None, Meta(description="name in the gazetteer")] = None
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a code of ours; null at sea")] = None
    lat: Annotated[float | None, Meta(description="degrees, WGS 84; of an area a point near its middle")] = None
    lon: Annotated[float | None, Meta(description="degrees, WGS 84")] = None
    geonames: Annotated[int | None, Meta(description="GeoNames id")] = None
    is_country: Annotated[bool | None, Meta(description="whether the words name a country, or its people")] = None
    score: Annotated[float, Meta(description="0 to 1, among the places of that name")] = 0.0
    candidates: Annotated[
        tuple[Namesake, ...], Meta(description="what else the words may mean, the likeliest first")
    ] = ()
    problem: Annotated[str | None, Meta(description="why the row could not be read, and what to do")] = None


def find_places_of(rows: Iterable[PlaceRow | Broken | Mapping[str, Any]]) -> Iterator[FoundPlace]:
    """Yield which place each row's words name, in order; a row that cannot be read says why in `problem`.

    Rows of one text are fast where they follow each other.
    """

    def answer(row: PlaceRow) -> FoundPlace:
        if row.start and row.end is None:
            return FoundPlace(id=row.id, problem=f"there is a start and no end: {WANTED}")
        try:
            found = find_place(row.text, row.start, row.end, row.near)
        except ValueError as error:
            return FoundPlace(id=row.id, problem=str(error))
        return msgspec.structs.replace(found, id=row.id)

    return answers(rows, PlaceRow, answer, FoundPlace, wanted=WANTED, needs="text")


def find_place(text: str, start: int = 0, end: int | None = None, near: str | None = None) -> FoundPlace:
    """Return which place the words [start, end) of a text name; a name that is not known has nulls.

    Raises: ValueError where the span does not lie in the text, or `near` is no country.
    """
    if end is None:  # "Paris, Texas": what follows the comma says which
        end = text.find(", ") if not start and 0 < text.find(", ") < LONGEST_NAME else len(text)
    if not 0 <= start < end <= len(text):
        raise ValueError(f"[{start}, {end}) does not lie in the text of {len(text)} code points: {WANTED}")
    told = senses(text)
    code = _code(near)
    meanings = _by_nearness(told.meanings(start, end, code), code)
    if not meanings:
        stated = told.stated_after(end)
        return FoundPlace(country=stated.pop() if len(stated) == 1 else None)
    (best, chance), score = meanings[0], round(meanings[0][1], 2)
    if chance < SURE_ENOUGH:
        return FoundPlace(country=_common_country(meanings), score=score, candidates=_namesakes(meanings))
    place = best.place
    country = world.countries().get(place.country or "") if place.kind == "country" else None
    return FoundPlace(
        name=country.name if country else place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
        is_country=place.kind == "country",
        score=score,
        candidates=_namesakes(meanings[1:]),
    )


def _code(near: str | None) -> str | None:
    """Return the code of the country that `near` gives; an empty one gives none."""
    words = (near or "").strip()
    if not words:
        return None
    code = words.upper() if words.upper() in world.countries() else world.country_of(words)
    if code is None:
        raise ValueError(f"near {words!r} is no country: give a code of three letters or a name")
    return code


def _by_nearness(meanings: list[tuple[Meaning, float]], near: str | None) -> list[tuple[Meaning, float]]:
    """Return what words may mean, the nearer to a country the likelier where none lies in it: Georgia near Armenia.

    A country's point is near its middle, so that within `NEIGHBOURS_KM` all is as near.
    """
    middle = next(iter(gazetteer(f"country/{near}")), None)
    if middle is None or any(one.place.country == near for one, _ in meanings):
        return meanings
    weighed = [(one, chance / max(_km(one.place, middle) / NEIGHBOURS_KM, 1.0) ** 2) for one, chance in meanings]
    total = sum(chance for _, chance in weighed)
    return sorted(((one, chance / total) for one, chance in weighed), key=lambda found: -found[1])


def _km(one: world.Place, other: world.Place) -> float:
    """Return how far two places are from each other, along the ground."""
    (a, b), (c, d) = ((math.radians(place.lat), math.radians(place.lon)) for place in (one, other))
    return (
        2
        * EARTH_KM
        * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))
    )


def _common_country(meanings: list[tuple[Meaning, float]]) -> str | None:
    """Return the country in which the place lies, whichever of its name it is, where that is likely."""
    chances: defaultdict[str | None, float] = defaultdict(float)
    for one, chance in meanings:
        chances[one.place.country] += chance
    country = max(chances, key=lambda code: chances[code])
    return country if chances[country] > HALF else None


def _namesakes(meanings: list[tuple[Meaning, float]]) -> tuple[Namesake, ...]:
    return tuple(
        Namesake(
            name=one.place.name,
            division=one.place.division,
            country=one.place.country,
            lat=one.place.lat,
            lon=one.place.lon,
            geonames=one.place.geonames,
            score=round(chance, 2),
        )
        for one, chance in meanings[:MOST_OTHERS]
        if chance >= WORTH_NAMING
    )
