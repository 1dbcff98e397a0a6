"""Return which of several places of one name is meant, from the other places that a text names.

Each place that a name may mean gains by what the other names of the text tell of its country, its division and the
hundred kilometres around it; what they mean is weighed in the same way, in turns. A state or country right after a name
("Paris, Texas") decides. One name means one place in one text.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from dyadbook.lookup.meanings import OWNER, Area, Meaning, is_known, is_short, meanings_of
from dyadbook.world import Place
from dyadbook.world.places import place_key, stop_places

TURNS = 6
SAME_COUNTRY, SAME_DIVISION, SAME_SQUARE = 2.0, 2.0, 2.0
"""What it adds that the country, the division, the square of a degree around is told of: times ln(1 + how often)."""
COUNTRY_ENOUGH = 1.5
"""So much of ln(1 + how often) counts of a country: that a text tells of the USA says little of which town there."""
COUNTRY_NAMED, CAPITAL_NAMED = 0.5, 2.0
"""What it adds, besides, that the country's own name stands in the text; and to its capital."""
NAMED_ENOUGH = 0.8
STATED = 8.0
BY_ITSELF = 2.0
"""What a country gains where its name is all that is asked: Georgia is then the country, and not the state."""
AMONG_NAMES = 0.2
"""What a name counts right after another capitalized word: it may be a person's."""
OF_STREET = 0.02

TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
LONGEST = 5
OPENERS = frozenset(
    "in at near from to on the outside inside across around over into of north south east west northern southern"
    " eastern western central greater downtown after before for and but when while meanwhile upper lower".split()
)
STREET = re.compile(
    r"(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Terrace|Way|Circle)\b"
)
COUNTY_NEXT = re.compile(r"\s+(?:County|Co\.|Parish|Counties|counties)(?!\w)")
COMMA = re.compile(r",\s+(?:in\s+)?(?:the\s+)?")
UNLIKELY = 0.01
"""A meaning less likely than this tells nothing of others."""


@dataclass
class Name:
    """A name in a text: what it may mean, with the chances, how much it counts, and the areas that stand after it."""

    meanings: tuple[Meaning, ...]
    chances: list[float]
    count: float = 0.0
    stated: set[tuple[str | None, str | None]] = field(default_factory=set)

    @classmethod
    def of(cls, words: str) -> Name:
        """Return the name that words are, with nothing known of what is meant."""
        meanings = meanings_of(words)
        return cls(meanings, [0.0] * len(meanings))

    def times(self) -> float:
        """Return how much it tells of others: what is named often is not told anew each time."""
        return min(self.count, math.sqrt(self.count))


class Senses:
    """What the names of one text mean."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: dict[str, Name] = {}
        self.told: dict[Area, float] = {}
        before: tuple[int, Name] | None = None
        for start, end, count in _mentions(text):
            name = self._name(text[start:end])
            name.count += count
            if before is not None and COMMA.fullmatch(text, before[0], start):
                before[1].stated |= _areas_of(name)
            before = (end, name)
        self.telling = [name for name in self.names.values() if name.meanings]
        for _ in range(TURNS):
            if not self._weigh():
                break

    def meanings(self, start: int, end: int, near: str | None = None) -> list[tuple[Meaning, float]]:
        """Return what the words of a span mean and how likely, the likeliest first; in the country `near` if there."""
        words = self.text[start:end].strip()
        known = self.names.get(OWNER.sub("", words)) or Name.of(words)
        chosen = {one.place: chance for one, chance in zip(known.meanings, known.chances, strict=True)}
        found = known.meanings
        if COUNTY_NEXT.match(self.text, end):
            counties = meanings_of(f"{OWNER.sub('', words)} County")
            found = tuple(one for one in counties if one.place.kind == "county") or found
        found = tuple(one for one in found if one.place.country == near) or found
        name = Name(found, [chosen.get(one.place, 0.0) for one in found], known.count, stated=known.stated)
        by_itself = near is None and words == self.text.strip()
        self._choose(name, alone=all(other is known for other in self.telling), by_itself=by_itself)
        return sorted(zip(name.meanings, name.chances, strict=True), key=lambda one: -one[1])

    def stated_after(self, end: int) -> set[str]:
        """Return the countries that the words right after a span state: `Lower Slaughter, England`."""
        comma = COMMA.match(self.text, end)
        after = self.text[comma.end() : comma.end() + 60] if comma else ""
        return {
            country for start, stop, _ in _mentions(after) if start == 0
            for country, _ in _areas_of(Name.of(after[:stop])) if country
        }  # fmt: skip

    def _name(self, words: str) -> Name:
        key = OWNER.sub("", words)
        if key not in self.names:
            self.names[key] = Name.of(key)
        return self.names[key]

    def _weigh(self) -> bool:
        """Choose anew for each name, by what all names told in the turn before; return whether a chance has changed."""
        told: dict[Area, float] = defaultdict(float)
        changed = False
        for name in self.telling:
            before = name.chances
            self._choose(name, alone=len(self.telling) == 1)
            changed = changed or any(
                abs(one - other) > UNLIKELY for one, other in zip(before, name.chances, strict=True)
            )
            times = name.times()
            for one, chance in zip(name.meanings, name.chances, strict=True):
                if chance >= UNLIKELY:
                    for area, share in one.tells:
                        told[area] += times * chance * share
        self.told = told
        return changed

    def _choose(self, name: Name, *, alone: bool, by_itself: bool = False) -> None:
        """Set the chances of a name's meanings, which sum to 1; what it told itself is left out."""
        times = name.times()
        weights = []
        for one, chance in zip(name.meanings, name.chances, strict=True):
            weight = one.weight + (one.alone if alone else self._gain(one, times * chance * (chance >= UNLIKELY)))
            weight += BY_ITSELF * (by_itself and one.place.kind == "country")
            weights.append(weight + STATED if name.stated and _lies_in(one.place, name.stated) else weight)
        most = max(weights, default=0.0)
        shares = [math.exp(weight - most) for weight in weights]
        total = sum(shares)
        name.chances = [share / total for share in shares]

    def _gain(self, one: Meaning, own: float) -> float:
        """Return what the other names of the text add to a meaning."""
        told, country, gain = self.told, one.place.country, 0.0
        if (times := told.get(country, 0.0) - own) > 0:
            gain += SAME_COUNTRY * min(math.log1p(times), COUNTRY_ENOUGH)
        if one.place.kind != "country" and (times := told.get(("named", country), 0.0)):
            gain += COUNTRY_NAMED * math.log1p(times)
            gain += CAPITAL_NAMED if one.capital and times > NAMED_ENOUGH else 0.0
        if one.division and (times := told.get(one.division, 0.0) - own) > 0:
            gain += SAME_DIVISION * math.log1p(times)
        if one.square and (times := told.get(one.square, 0.0) - own) > 0:
            gain += SAME_SQUARE * math.log1p(times)
        return gain


def _areas_of(name: Name) -> set[tuple[str | None, str | None]]:
    """Return the countries and divisions that a name may mean: a country has no division of its own."""
    return {
        (one.place.country, one.place.division) for one in name.meanings if one.place.kind in {"division", "country"}
    }


def _lies_in(place: Place, areas: set[tuple[str | None, str | None]]) -> bool:
    if (place.country, None) in areas:
        return place.kind != "country"
    return place.kind in {"city", "county"} and (place.country, place.division) in areas


# ---------------------------------------------------------------- the names of a text


def _mentions(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield start and end of the capitalized words that may name a place, the longest at each, and how they count."""
    tokens = list(TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        size = _longest(text, tokens, at)
        if size:
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            dotted = text[end - 1] == "." and not is_short(text[start:end])
            yield start, end - dotted, _count(text, tokens, at, at + size)
        at += size or 1


def _longest(text: str, tokens: list[re.Match[str]], at: int) -> int:
    """Return how many tokens the longest name at a token has; 0 for none."""
    best = 0
    first = tokens[at]
    if not first[0][0].isupper():
        return 0
    for size, last in enumerate(tokens[at : at + LONGEST], 1):
        if size > 1 and last.start() - tokens[at + size - 2].end() != 1:
            break
        if last[0][0].isupper():
            words = OWNER.sub("", text[first.start() : last.end()])
            stands = len(words) > 2 or text.endswith(", ", 0, first.start())  # "IN" may be a word, ", IN" is a state
            if is_known(words) or (is_short(words) and stands):
                best = size
        if last[0].endswith(".") and len(last[0]) > 4:
            break
    return 0 if best == 1 and place_key(OWNER.sub("", first[0])) in OPENERS | stop_places() else best


def _count(text: str, tokens: list[re.Match[str]], first: int, after: int) -> float:
    """Return how much a name counts: little where a capitalized word beside it may make it a person's or a street's."""
    if first and _is_joined(text, tokens[first - 1], tokens[first]):
        before = tokens[first - 1][0]
        if before[0].isupper() and place_key(before) not in OPENERS:
            return AMONG_NAMES
    if after < len(tokens) and _is_joined(text, tokens[after - 1], tokens[after]) and STREET.match(tokens[after][0]):
        return OF_STREET
    return 1.0


def _is_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return text[one.end() : other.start()] == " " and not one[0].endswith(".")


@lru_cache(maxsize=4)
def senses(text: str) -> Senses:
    """Return what the names of a text mean; rows of one text follow each other, so the last few are kept."""
    return Senses(text)
