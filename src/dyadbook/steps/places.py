"""Return the places that an article names as places, with country and coordinates as far as they are known.

A name after `in`, `at` or `near` is a place; countries that the article speaks of decide between namesakes, then the
larger population. Nothing is placed where the words do not say so.
"""

from __future__ import annotations

import re

import msgspec

from dyadbook import world
from dyadbook.records import Place, Reading
from dyadbook.steps.step import Step
from dyadbook.world.lexicon import TermMatch, find_places, find_terms

BEFORE = re.compile(r"\b(?:in|at|near|outside|inside|around|from|to|over|across|off|into|of|toward|towards)\s+(?:the\s+)?$", re.I)


def read(reading: Reading) -> Reading:
    """Return the reading with its places; those in blocks that are read."""
    text = reading.article.text
    said = [actor.country for actor in reading.mentions if actor.country]
    found: list[Place] = []
    for index in dict.fromkeys(sentence.block for sentence in reading.sentences):
        block = reading.article.blocks[index]
        stretch = text[block.start : block.end]
        for match in sorted(_matches(stretch), key=lambda match: (match.start, -match.end)):
            start, end = block.start + match.start, block.start + match.end
            if found and start < (found[-1].end or 0):
                continue
            if BEFORE.search(stretch[max(0, match.start - 14) : match.start]):
                place = _resolve(match, said)
                if place is not None:
                    found.append(msgspec.structs.replace(place, start=start, end=end, text=text[start:end]))
    return msgspec.structs.replace(reading, places=tuple(found))


def _matches(stretch: str) -> list[TermMatch]:
    terms = [match for match in find_terms(stretch) if {entry.kind for entry in match.entries} & {"place", "country", "person"}]
    taken = [(match.start, match.end) for match in terms]
    cities = [match for match in find_places(stretch) if not any(a < match.end and match.start < b for a, b in taken)]
    return [match for match in terms if "person" not in {entry.kind for entry in match.entries}] + cities


def _resolve(match: TermMatch, said: list[str]) -> Place | None:
    """Return the place that the words mean: a region, a city of a country spoken of, a country, the largest city."""
    region = next((place for place in world.regions() if match.text in (place.name, *place.aliases)), None)
    if region is not None:
        return Place(name=region.name, country=region.country, lat=region.lat, lon=region.lon)
    entry = next((entry for entry in match.entries if entry.kind == "country"), None)
    if entry is not None and entry.basis in {"name", "abbreviation"}:
        country = world.countries().get(entry.key)
        return Place(name=country.name if country else match.text, country=entry.country, lat=None, lon=None)
    if entry is not None and entry.basis not in {"capital"}:
        return None
    cities = world.places_named(match.text, entry.country if entry else None)
    if not cities:
        return None
    near = [city for city in cities if city.country in said]
    city = (near or list(cities))[0]
    return Place(name=city.name, country=city.country, lat=city.lat, lon=city.lon, geonames=city.geonames)


STEP = Step("places", 1, ("sentences", "mentions"), ("places",), read)
