"""Return which place a name means.

Between namesakes the words beside decide, then the countries that the article names, then the population; two that
remain are not sure. A country has no coordinates here: a point for it would be its capital's.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dyadbook import world
from dyadbook.records import Place, Unsure
from dyadbook.steps.place.names import NAMES_IN_TABLE, Name
from dyadbook.world.folding import fold

KNOWN_EVERYWHERE = 8
"""A city this many times larger than its namesakes is meant without more words: Paris is not in Texas."""
LARGER = 3
NEAR_DEGREES = 0.3
SMALL = 100_000


@dataclass(frozen=True)
class Context:
    """What an article says beside its places: how often it names each country, its states of the USA, its day."""

    countries: Counter[str]
    states: bool
    on: date | None


def place_of(name: Name, context: Context, within: str | None) -> Place | Unsure | None:
    """Return the place of a name, or why it is not sure; `within` is the country that the words beside it state."""
    codes = _code_of(name, context)
    places = _candidates(name, codes)
    if within is None and _is_doubtful(name, places, context):
        return None
    if within is not None:
        inside = [place for place in places if place.country == within]
        if not inside and within not in codes:
            return _place(name, name.text, within, None)
        places = inside or places
        codes = tuple(code for code in codes if code == within)
    if name.country and codes:
        return _of_country(name, codes, places, context)
    if not places:
        return _place(name, name.text, codes[0] if len(codes) == 1 else None, None)
    likely = _most_likely(places, context)
    if len(likely) > 1:
        return _unsure(name, "namesakes in several countries", [f"{place.name} ({place.country})" for place in likely])
    return _place(name, likely[0].name, _state_of(likely[0], codes, context), likely[0])


def _code_of(name: Name, context: Context) -> tuple[str, ...]:
    """Return the codes of the countries that a name may mean on the article's day."""
    codes = dict.fromkeys(entry.key for entry in name.entries if entry.kind == "country")
    if len(codes) < 2:
        return tuple(codes)
    known = world.countries()
    on = context.on
    fitting = [code for code in codes if code in known and _exists(known[code], on)]
    return tuple(fitting) or tuple(codes)


def _exists(country: world.Country, on: date | None) -> bool:
    """Return whether a state exists on a day; where the day is not known, whether its end is unknown too."""
    if on is None:
        return country.until is None
    return (country.since is None or country.since <= on) and (country.until is None or on < country.until)


def _candidates(name: Name, codes: tuple[str, ...]) -> list[world.Place]:
    """Return the places of that name in the world's tables, those of the countries that it stands for alone."""
    words = name.text.strip(" .")
    found = list(world.places_named(NAMES_IN_TABLE.get(words.lower(), words)))
    if any(entry.kind == "place" for entry in name.entries):
        return [place for place in found if place.kind != "city" or place.geonames is None]
    if codes:
        found = [place for place in found if place.country in codes] or found
    if not found and any(entry.basis == "capital" for entry in name.entries) and len(codes) == 1:
        found = list(world.places_named(world.countries()[codes[0]].capital or "", codes[0]))
    exact = [place for place in found if fold(place.name) == fold(words)]
    return exact or found


def _most_likely(places: list[world.Place], context: Context) -> tuple[world.Place, ...]:
    """Return the one place that is meant, or the several between which nothing decides; of one country the first."""
    first: dict[str | None, world.Place] = {}
    for place in places:
        first.setdefault(place.country, place)
    ranked = list(first.values())
    if len(ranked) == 1 or ranked[0].kind != "city":
        return (ranked[0],)
    if ranked[0].population >= KNOWN_EVERYWHERE * ranked[1].population:
        return (ranked[0],)
    told = [place for place in ranked if place.country and context.countries[place.country]] or ranked
    told.sort(key=lambda place: -_weight(place, context))
    if len(told) == 1 or _weight(told[0], context) >= LARGER * _weight(told[1], context):
        return (told[0],)
    return tuple(told)


def _weight(place: world.Place, context: Context) -> int:
    return max(place.population, 1) * max(context.countries[place.country or ""], 1)


def _country_or_region(codes: tuple[str, ...], region: world.Place, context: Context) -> str | None:
    """Return the country of a name that is a country and a region elsewhere (Georgia); None where nothing decides."""
    named = any(context.countries[code] for code in codes)
    if named != context.states:
        return codes[0] if named else region.country
    return None


def _state_of(place: world.Place, codes: tuple[str, ...], context: Context) -> str | None:
    """Return the country of a place on the article's day: Moscow in 1980 is in the Soviet Union."""
    now = world.countries().get(place.country or "")
    if now is None or len(codes) != 1 or context.on is None or _exists(now, context.on):
        return place.country
    return codes[0]


def _is_doubtful(name: Name, places: list[world.Place], context: Context) -> bool:
    """Return whether only small towns, in countries of which nothing is told, have the name: more likely a word."""
    if name.entries or (len(places) == 1 and places[0].name == name.text):
        return False
    return not any(_is_expected(place, name, context) for place in places)


def _is_expected(place: world.Place, name: Name, context: Context) -> bool:
    if place.kind != "city" or place.population >= SMALL:
        return True
    named = fold(place.name) == fold(name.text)
    return context.countries[place.country or ""] > 0 and (named or place.country != "USA")


def _of_country(name: Name, codes: tuple[str, ...], places: list[world.Place], context: Context) -> Place | Unsure:
    other = next((place for place in places if place.country not in codes and place.kind != "city"), None)
    if other is not None:
        code = _country_or_region(codes, other, context)
        if code is None:
            return _unsure(name, "a country and a region have this name", [*codes, f"{other.name} ({other.country})"])
        if code == other.country:
            return _place(name, other.name, code, other)
    if len(codes) > 1:
        return _unsure(name, "several countries have this name", list(codes))
    country = world.countries()[codes[0]]
    city = next((place for place in places if place.country == codes[0] and country.capital == country.name), None)
    return _place(name, country.name, codes[0], city)


def _place(name: Name, called: str, country: str | None, known: world.Place | None) -> Place:
    return Place(
        name=called,
        country=country,
        lat=known.lat if known else None,
        lon=known.lon if known else None,
        geonames=_geonames(known) if known else None,
        start=name.start,
        end=name.end,
        text=name.text,
    )


def _geonames(place: world.Place) -> int | None:
    """Return the GeoNames id of a place: a city that the table of regions repeats has that of the city there."""
    if place.geonames is not None or place.kind != "city":
        return place.geonames
    same = world.places_named(place.name.split(",")[0], place.country)
    return next((city.geonames for city in same if city.geonames is not None and _is_near(city, place)), None)


def _is_near(one: world.Place, other: world.Place) -> bool:
    return abs(one.lat - other.lat) < NEAR_DEGREES and abs(one.lon - other.lon) < NEAR_DEGREES


def _unsure(name: Name, reason: str, candidates: list[str]) -> Unsure:
    return Unsure(
        kind="place", start=name.start, end=name.end, text=name.text, reason=reason, candidates=tuple(candidates),
        score=round(1 / len(candidates), 2),
    )  # fmt: skip
