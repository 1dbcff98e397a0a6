"""Return whom "its neighbour", "its northern rival" and "the neighbouring country" mean: the other of two countries.

It is the only other country told of near before; of several, the one that stands out beside the first. A neighbour lies
near by.
"""

from __future__ import annotations

import re
from collections import Counter
from math import acos, cos, radians, sin

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming.discourse import Discourse
from dyadbook.steps.naming.phrases import Phrase
from dyadbook.steps.sides import party_of

NEAR = 700  # characters back in which the other country is named
ITS = re.compile(r"\s+(?:[\w-]+\s+)*")
BESIDE = re.compile(r"neighbou?r", re.I)
CAPITALS_APART = 4000  # kilometres between those of two neighbours, but for the largest countries
EARTH = 6371
ABOVE = 2
"""How many times as often as any third country the other acts."""
SCORE = 0.6


def neighbour(discourse: Discourse, phrase: Phrase) -> list[Actor]:
    """Return the country that words for the other of two mean, alone in a list; none where several may be meant."""
    own = _own(discourse, phrase)
    if own is None:
        return []
    near = [
        one for one in discourse.told
        if phrase.start - NEAR < (one.start or 0) < phrase.start and party_of(one) == one.country != own
    ]  # fmt: skip
    beside = BESIDE.search(discourse.text, phrase.start, phrase.end) is not None
    codes = {one.country for one in near if one.country and not (beside and _is_far(own, one.country))}
    counts = Counter(one.country for one in discourse.told if one.country in codes)
    ranked = [code for code, _ in counts.most_common() if code]
    if not ranked or any(counts[ranked[0]] < ABOVE * counts[code] for code in ranked[1:]):
        return []
    best = ranked[0]
    told = {"name": world.country_name(best), "kind": "country", "country": best, "id": best}
    return [discourse.make(phrase, **told, basis="both", score=SCORE)]


def _own(discourse: Discourse, phrase: Phrase) -> str | None:
    """Return the country whose neighbour is meant: that of "its" right before, else the subject of the sentence."""
    if phrase.name is not None and phrase.name.lower().startswith("the"):
        place = (phrase.start, phrase.end)
        meant = discourse.pronouns.meant("it", "it", place, discourse.bodies, discourse.sentences, lambda: None)
    else:
        meant = discourse.bodies[-1] if discourse.bodies else None
        if meant is None or not ITS.fullmatch(discourse.text, meant.end or 0, phrase.start):
            return None
    return meant.country if meant is not None and party_of(meant) == meant.country else None


def _is_far(one: str, other: str) -> bool:
    """Return whether two countries are too far apart to be neighbours, by their capitals."""
    a, b = (world.countries().get(code) for code in (one, other))
    if a is None or b is None or None in (a.lat, a.lon, b.lat, b.lon):
        return True
    first, second, turn = radians(a.lat or 0), radians(b.lat or 0), radians((a.lon or 0) - (b.lon or 0))
    angle = sin(first) * sin(second) + cos(first) * cos(second) * cos(turn)
    return EARTH * acos(max(-1.0, min(1.0, angle))) > CAPITALS_APART
