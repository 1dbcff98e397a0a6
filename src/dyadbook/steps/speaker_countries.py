"""Return the country of a speaker of a government whose words tell none: the one that acts, or the outlet's own.

It is the country that acts in the sentence, that of the last speaker, or that of the outlet, where the article is about
it. Who is of several countries, or who may be of any, keeps none.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from dyadbook import world
from dyadbook.records import Actor, Reading
from dyadbook.steps.attribution import Attribution
from dyadbook.steps.papers import OFFICIAL
from dyadbook.steps.speaker_context import NEAR, Context
from dyadbook.world.lexicon import find_terms

OF_SEVERAL = re.compile(
    r"\b(?:countries|nations|western|european|arab|allied|allies|other|diplomat\w*|world|region\w*|middle east)\b", re.I
)
"""Words of officials who are of no one country."""
AMERICAN = re.compile(
    r"(?<!Christian )(?<!Social )(?<!Liberal )(?<!Free )\b(?:Republicans?|Democrats?|Democratic|GOP)\b(?! Party of)"
    r"|\b[Aa]dministration (?:officials?|sources?)\b|\b(?:of|in) Congress\b|\b[Cc]ongressional\b"
)
"""Words of people in American politics, where an article tells of the United States."""
ABROAD = frozenset({"org/REUTERS", "org/AP", "org/AFP", "org/UPI", "org/BBC", "org/ALJAZEERA"})
"""Outlets that write for readers of all countries: what they tell has no home."""


class Countries:
    """Finds the countries of an article's speakers."""

    def __init__(self, context: Context) -> None:
        self.context, self.text, self.mentions = context, context.text, context.reading.mentions
        self.told = Counter(one.country for one in self.mentions if one.country and one.basis != "pronoun")
        self.home = _home(context.reading, self.told)

    def with_country(self, voice: Actor, one: Attribution) -> Actor:
        """Return a speaker of a government with the country that acts beside him, or the outlet's; else as it is."""
        words = self.text[slice(*one.source)] if one.source else ""
        if AMERICAN.search(words) and self.told["USA"]:
            return msgspec.structs.replace(voice, country="USA", score=min(voice.score, 0.4))
        if voice.kind == "group" and re.search(r"(?<!^)\b[A-Z][a-z]", words):
            return voice  # "Gaza health officials"
        if voice.sector not in OFFICIAL or voice.id is not None or voice.candidates or OF_SEVERAL.search(words):
            return voice
        if any(entry.kind == "organization" for match in find_terms(words) for entry in match.entries):
            return voice
        named = voice.kind == "person" and not (voice.basis == "title" and voice.name == voice.text)
        code = self._acting(one) if voice.kind != "person" or voice.sector == "MIL" else None
        if voice.sector != "COP":
            domestic = voice.kind == "organization" or (voice.kind == "group" and voice.sector == "JUD")
            code = code or (self._opening_country(one) if domestic else None)
            code = code or (None if named or voice.kind == "organization" else self._last_country(one))
            code = code or self._home_of(voice) or (None if named else self._only_told())
        return msgspec.structs.replace(voice, country=code, score=min(voice.score, 0.4)) if code else voice

    def _home_of(self, voice: Actor) -> str | None:
        """Return the outlet's country, which it leaves out; of a minister only where no country is told of more.

        The United States have secretaries, no ministers.
        """
        if not re.search(r"\bminist(?:er|ry)\b", f"{voice.office} {voice.text}", re.I):
            return self.home
        own = self.home not in {None, "USA"} and self.told[self.home or ""] == max(self.told.values())
        return self.home if own else None

    def _acting(self, one: Attribution) -> str | None:
        """Return the country whose seat, body or person of government is named last before the source, in its unit."""
        start = (one.source or one.unit)[0]
        near = [
            other for other in self.mentions
            if one.unit[0] <= (other.start or 0) and (other.end or 0) <= start and other.country
            and (other.sector in OFFICIAL or other.basis in {"seat", "capital"})
        ]  # fmt: skip
        return near[-1].country if near else None

    def _opening_country(self, one: Attribution) -> str | None:
        """Return the country named first in the unit: "China will answer, the foreign ministry said"; else None."""
        start = (one.source or one.unit)[0]
        named = (other for other in self.mentions if one.unit[0] <= (other.start or 0) < start)
        return next((other.country for other in named if other.kind == "country"), None)

    def _only_told(self) -> str | None:
        """Return the country of which an article tells twice as often as of any other; None where there is none."""
        most = [*self.told.most_common(2), ("", 0), ("", 0)]
        return most[0][0] if most[0][1] >= 4 and most[0][1] >= 2 * most[1][1] else None

    def _last_country(self, one: Attribution) -> str | None:
        """Return the country of the last speaker, where that one speaks for a government close by."""
        if self.context.last is None or one.unit[0] - self.context.last[0].unit[1] > NEAR:
            return None
        voice = self.context.last[1]
        return voice.country if voice.kind == "country" or voice.sector in OFFICIAL else None


def _home(reading: Reading, told: Counter[str]) -> str | None:
    """Return the country of an article's outlet, where the article is about it too; None where it writes for all."""
    found = [
        code for match in find_terms(reading.article.publisher or "") for entry in match.entries
        if entry.key not in ABROAD and (code := _country_of(entry.key, entry.country)) is not None
    ]  # fmt: skip
    return found[0] if found and told[found[0]] * 2 >= max(told.values(), default=0) > 0 else None


def _country_of(key: str, country: str | None) -> str | None:
    """Return the country of an outlet or of a government that publishes."""
    body = world.organizations().get(key)
    if body is not None:
        return body.members[0] if len(body.members) == 1 else None
    return country or (key if key in world.countries() else None)
