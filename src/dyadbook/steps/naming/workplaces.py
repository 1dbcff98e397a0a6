"""Return the country of the place at which somebody works: "mayor of Tijuana", "a London-based analyst"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook import world
from dyadbook.world.places import gazetteer, outweighing, place_key

SENT = re.compile(
    r"\b(?:(?:ambassador|envoy|diplomat|representative|visit|trip|mission|sanctions?|exports?)\b[^,]{0,20}"
    r"\b(?:to|for|on|in)|(?:expert|specialist|authority|author|scholar|adviser|historian|biographer"
    r"|professor|lecturer)\b"
    r"(?:(?!\b(?:at|with|from)\b)[^,]){0,60}\b(?:in|on|of)\b(?:(?!\b(?:at|with|from)\b)[^,]){0,40}"
    r"|(?:worked|works|working|focus\w*|speciali[sz]\w+)\s(?:\w+\s)?(?:on|in)"
    r"|president for|director for|against|between|with|about|over)\s+(?:the\s+)?(?:(?!at\s)[\w-]+\s+|[\w.]+[-–])?$",
    re.I,
)
"""Words after which a country is not whom somebody works for."""
SITE = re.compile(
    r"\b(?:in|of|at|from)\s+(?:the\s+)?((?:[A-Z][\w.’'-]*\s?){1,3})|((?:[A-Z]\w++\s?){1,2})(?=['’]s\s+[A-Z])"
    r"|([A-Z]\w++)(?=-based\b)|((?:[A-Z]\w++\s?){1,3})(?=\s(?:University|College|Institute|Police)\b)"
)
"""Where a place may stand that tells in which country somebody works: "mayor of Tijuana", "London-based analyst"."""
PEOPLED = 500_000  # people of a province known abroad by its name alone, which is no word: "Gulf", "Northeast"
LONG_PLACE = 4  # words that no name of a place has
LONGEST = 140  # characters back in which words say that somebody is sent to a place, or knows of it


def lies_in(site: re.Match[str]) -> str | None:
    """Return the country of a place; None where several may be meant, or where it is what somebody speaks about."""
    if SENT.search(site.string, max(0, site.start() - LONGEST), site.start(site.lastindex or 0)):
        return None
    words = re.sub(r"['’]s?\b|-based\b.*", "", site[site.lastindex or 0].strip(" .")).split()
    return next((code for last in range(len(words), 0, -1) if (code := of_place(words[:last])) is not None), None)


def of_place(words: Sequence[str]) -> str | None:
    """Return the country of the place of a name, a province of one country alone too; None where several may be."""
    name = " ".join(words)
    found = world.places_named(name) if world.is_place_name(name) else ()
    if found:
        return found[0].country if found[0].kind != "city" else outweighing(found)
    if not name[:1].isupper() or name.isupper() or not name[-1].isalpha():
        return None  # a dateline
    divisions = [place for place in gazetteer(place_key(name)) if place.kind == "division"]
    clear = len({place.country for place in divisions}) == 1 and divisions[0].population >= PEOPLED
    return divisions[0].country if clear else None
