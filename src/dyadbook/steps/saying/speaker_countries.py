"""Return the country of a speaker whose words tell none: the likeliest of the article's, or none.

Every country of the article may be the speaker's; `country_signs` names what speaks for each, and
data/speaker_countries.csv says how much: training/speakers.py fits the weights. Who is of several countries, or who may
be of any, keeps none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import msgspec

from dyadbook import world
from dyadbook.records import Actor
from dyadbook.steps.naming.offices import is_styled
from dyadbook.steps.naming.persons import may_hold
from dyadbook.steps.odds import Weights, shares, weights
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.country_signs import AMERICAN, CountrySigns, Option
from dyadbook.steps.saying.speaker_context import Context
from dyadbook.steps.saying.speakers import is_named
from dyadbook.steps.sides import OFFICIAL
from dyadbook.world.lexicon import find_terms

OF_SEVERAL = re.compile(
    r"\b(?:countries|nations|western|european|arab|allied|allies|other|diplomat\w*|coalition|world|region\w*"
    r"|middle east)\b",
    re.I,
)
"""Words of officials who are of no one country."""
LEAST, LEAST_OTHERS = 0.45, 0.65
"""The chance from which a country is told of those who act for a government, and of others, whom fewer words tie to
one."""
INFERRED = 0.4
"""How sure a speaker is at most whose country is inferred."""


class Countries:
    """Finds the countries of an article's speakers."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: dict[str, str | None] = {}
        self.told: dict[str, str] = {}

    @cached_property
    def signs(self) -> CountrySigns:
        """Return what the article tells of its speakers' countries, gone through where a speaker first asks."""
        return CountrySigns(self.context)

    def with_country(self, voice: Actor, one: Attribution) -> Actor:
        """Return a speaker without a country with the one that the article speaks for; as it is where it is open."""
        if is_named(voice) and voice.country is not None:
            self.told.setdefault(voice.name, voice.country)
        if not self.is_open(voice, one):
            return voice
        if is_named(voice) and voice.name in self.told:
            return msgspec.structs.replace(voice, country=self.told[voice.name])
        code = self.found.get(voice.name) if is_named(voice) else None
        if code is None:
            code = self._country(voice, one)
            self.found[voice.name] = code
        if code is None:
            return voice
        return msgspec.structs.replace(voice, country=code, country_inferred=True, score=min(voice.score, INFERRED))

    def _country(self, voice: Actor, one: Attribution) -> str | None:
        """Return the country that words of American politics tell, that acts for a body, or that is likeliest."""
        if self._is_american(self._words(one)):
            return "USA"
        acting = self.signs.acting_before(one) if voice.kind == "organization" else None
        options = self.signs.options(voice, one)
        return acting or likeliest(voice, [option for option in options if self._may_be_of(voice, option.country)])

    def _may_be_of(self, voice: Actor, code: str | None) -> bool:
        """Return whether a speaker may be of a country by his office: the tables know who holds it there."""
        title = world.titles().get((voice.office or "").lower())
        if title is None or code is None:
            return True
        on = self.context.reading.article.published
        if is_named(voice):
            return may_hold(voice.name, title.role, code, on)
        held = world.holders(code, title.role, on)
        return not held or any(is_styled(title.term, office.title) for office in held)

    def is_open(self, voice: Actor, one: Attribution) -> bool:
        """Return whether a speaker, of a government or a person, may be of a country that the words do not tell.

        Where one country alone is named, that it is named says nothing of others.
        """
        if voice.country is not None or voice.id is not None or voice.candidates:
            return False
        words = self._words(one)
        if self._is_american(words):
            return True
        if voice.kind == "group" and re.search(r"(?<!^)\b[A-Z][a-z]", words):
            return False  # "Gaza health officials"
        if (
            OF_SEVERAL.search(words)
            or " and " in voice.name
            or any(entry.kind == "organization" for match in find_terms(words) for entry in match.entries)
        ):
            return False
        return len(self.signs.told) > 1 if is_named(voice) else voice.sector in OFFICIAL

    def _words(self, one: Attribution) -> str:
        return self.context.text[slice(*one.source)] if one.source else ""

    def _is_american(self, words: str) -> bool:
        """Return whether words are of American politics, in an article that tells of the United States."""
        return AMERICAN.search(words) is not None and self.signs.told["USA"] > 0


def likeliest(voice: Actor, options: Sequence[Option], table: Weights | None = None) -> str | None:
    """Return the country that is likely enough; None where none is."""
    table = weights("speaker_countries.csv") if table is None else table
    chances = shares([dict.fromkeys(option.signs, 1.0) for option in options], table)
    best, chance = max(zip(options, chances, strict=True), key=lambda pair: pair[1])
    return best.country if chance >= (LEAST if voice.sector in OFFICIAL else LEAST_OTHERS) else None
