"""Return the cues of a unit: verbs that tell of something said, not those denied, wished, passive or meant as nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dyadbook.steps.language.cues import (
    CLAUSE_OPENS,
    DAYS_OF_WEEK,
    DETERMINER,
    FINITE,
    JOINING,
    MODAL,
    NAMES_IT,
    NEGATED,
    PASSIVE,
    PREPOSITION,
    PRONOUN,
    SAYS_NOTHING,
    SKIPPED_LEFT,
    SPEAKING,
    Cue,
    cues,
    is_adverb,
)  # fmt: skip
from dyadbook.steps.language.units import Unit

SUM = re.compile(r"[$€£¥\d]")
TOLD_OF = frozenset({"report", "claim"})
SOME = frozenset({"some", "each", "both"})
"""What may say something by itself, without a noun: "some say", "each accused the other"."""
OF_FOR = frozenset({"of", "for"})
OBJECTED = {
    "ask": frozenset({"for"}),
    "blame": OF_FOR | {"on"},
    "caution": frozenset({"about", "against", "of", "over"}),
    "threaten": frozenset({"with"}),
    "warn": frozenset({"about", "against", "of", "over"}),
}
"""What stands behind the object of a verb, before what is said of it, where that is another word than of others."""


@dataclass(frozen=True)
class Met:
    """A cue at items `at` to `last` of a unit."""

    at: int
    last: int
    cue: Cue


class CueFinder:
    """Finds the cues of one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.text, self.unit = text, unit
        words = [item for item in unit.items if item.is_word]
        self.titled = sum(item.is_capital for item in words) * 2 > len(words)

    def find(self) -> list[Met]:
        """Return the cues in order."""
        found: list[Met] = []
        for at, item in enumerate(self.unit.items):
            if at in self.unit.quotes:
                continue
            pair = f"{item.low} {self.unit.low(at + 1)}"
            if pair == "according to":
                found.append(Met(at, at + 1, Cue("according to", "p", False)))
            elif pair in cues() and self._speaks(at, cues()[pair]):
                found.append(Met(at, at + 1, cues()[pair]))
            elif item.low in cues() and self._speaks(at, cues()[item.low]):
                found.append(Met(at, at, cues()[item.low]))
        return found

    def _speaks(self, at: int, cue: Cue) -> bool:
        """Return whether a cue word is a verb that tells of something said, not one denied, wished or passive."""
        if self._is_other_word(at, cue):
            return False
        index = self._said_behind(at, cue)
        return index is not None and self._fits(at, cue, index)

    def _is_other_word(self, at: int, cue: Cue) -> bool:
        """Return whether a cue word is a noun, a name or a passive by what stands right beside it."""
        unit, low = self.unit, self.unit.low(at)
        shouted = unit.items[at].text.isupper() and len(unit.items[at].text) > 1
        if shouted and not self.text[unit.start : unit.end].isupper():
            return True
        before, after = unit.low(at - 1), unit.low(at + 1)
        some = before in SOME and (not cue.noun or low.endswith("ed"))
        return (
            (cue.base == "continue" and after == "to")
            or (before in DETERMINER | {"'s", "-", "of", "united"} and not some)
            or self._are_countries(at)
            or (low == "adding" and after == "to")  # "a deterrent, adding to the troops there"
            or (low == "state" and not before.endswith("s") and bool(DETERMINER & {unit.low(at - 2), unit.low(at - 3)}))
            or after == "-"
            or (after == "by" and before != "as")
            or after in SAYS_NOTHING
            or (cue.frames == "i" and after != "to")
            or (unit.is_name(at) and at > 0 and unit.is_name(at - 1) and not self.titled)
            or (low.endswith("ing") and unit.items[at - 1].is_word and not self._text_before(at))
        )

    def _are_countries(self, at: int) -> bool:
        """Return whether `states` are countries, nobody's words: "the Gulf states in the north", "Arab states of"."""
        low, after = self.unit.low(at), self.unit.low(at + 1)
        led = bool(DETERMINER & {self.unit.low(at - 2), self.unit.low(at - 3)})
        return low == "states" and (after == "of" or (led and after not in CLAUSE_OPENS | {"“", ":"}))

    def _said_behind(self, at: int, cue: Cue) -> int | None:
        """Return the word that stands before a verb and its helpers; None where they deny it, or it is passive."""
        unit, index = self.unit, at - 1
        while unit.low(index) in SKIPPED_LEFT or unit.low(index) in NEGATED or is_adverb(unit.low(index)):
            goes_on = unit.low(at).endswith("ing") and unit.low(index) in PASSIVE and cue.base not in TOLD_OF
            if unit.low(index) in NEGATED | PASSIVE and cue.base != "go on" and not goes_on:
                return None  # unlike "has been warning"
            index -= 1
        word = unit.low(index)
        wished = word in MODAL or word in DETERMINER - {"that", "this", "these", "those"} - SOME
        asked = word in {"when", "as"} and cue.base == "ask"
        return None if wished or asked or (word in PREPOSITION and not unit.low(at).endswith("ing")) else index

    def _fits(self, at: int, cue: Cue, index: int) -> bool:
        """Return whether what stands around a verb, `index` the word before it, is what its cue asks for."""
        unit, low, word, after = self.unit, self.unit.low(at), self.unit.low(index), self.unit.low(at + 1)
        noun = word.isalpha() and not word.endswith("s") and not unit.is_name(index) and word not in PRONOUN | JOINING
        if cue.base in NAMES_IT and low == cue.base and noun:
            return False
        if (cue.base in NAMES_IT and self.names_so(at)) or ("j" in cue.frames and self.judges(at) is not None):
            return True
        if "n" in cue.frames and self.takes_noun(at + (" " in cue.base)):  # "rejected calls for his release"
            return not cue.noun or low.endswith(("ed", "ing")) or unit.is_name(index) or word in PRONOUN | {"who"}
        if cue.frames == "n":
            return False
        if "q" in cue.frames and not any(at < position for position in unit.quotes) and not self._closed_before(at):
            called = any(unit.low(i) == "as" for i in range(at + 1, at + 12))
            return "a" in cue.frames and called and not low.endswith("ing")
        if cue.noun and low.endswith(("s", "e", "t", "m", "r", "n", "k")) and not low.endswith("ing"):
            if at == 0 and cue.base in TOLD_OF and after == "that":
                return False  # "Reports that Rome fell are false" opens with a noun
            if cue.base in TOLD_OF and word in cues() and not unit.is_name(index):
                return False  # nor does who "denied reports that" it fell report so
            told = after in CLAUSE_OPENS | {"“", ":", "to"} or (after == "," and unit.low(at + 2) == "“")
            also = unit.low(at - 1) in {"also", "further"}  # "the station also reports"
            return told or also or word in PRONOUN | {"who"} or (unit.is_name(index) and low.endswith("s"))
        return (cue.base != "ask" or at > 0) and cue.frames != "j"

    def _text_before(self, at: int) -> bool:
        """Return whether a participle hangs on words that can say something ("a statement saying")."""
        low = self.unit.low(at - 1)
        return low in JOINING | SPEAKING | SKIPPED_LEFT | {"as", "by", "while", "before", "after"} or is_adverb(low)

    def judges(self, at: int) -> int | None:
        """Return the item of the `of` or `for` that follows a verb and its object: "accused it of lying", "blamed it on
        them", "warned it against leaving".
        """
        unit, base = self.unit, cues()[self.unit.low(at)].base
        marks = OBJECTED.get(base, OF_FOR)
        for index in range(at + 1, min(at + 12, len(unit.items))):
            if unit.low(index) in DAYS_OF_WEEK or unit.low(index + 1) in DAYS_OF_WEEK:
                continue  # "accused it on Monday of lying"
            if unit.low(index) in marks:
                low, freely = unit.low(index + 1), unit.low(index) != "of" or base in OBJECTED
                if freely or low.endswith("ing") or index + 1 in unit.quotes or is_adverb(low):
                    return index if index > at + 1 else None
            elif unit.low(index) in FINITE | CLAUSE_OPENS | {",", ";", "to", "in", "at", "on"} or index in unit.quotes:
                return None
        return None

    def takes_noun(self, at: int) -> bool:
        """Return whether a noun follows the word of a cue that may be what is judged: "rejected the charge"."""
        low, after = self.unit.low(at), self.unit.low(at + 1)
        if not low.endswith(("ed", "s", "ing", "for", "of", "against", "down", "out")):
            return False
        item = self.unit.items[at + 1] if at + 2 < len(self.unit.items) else None
        barred = PREPOSITION | FINITE | JOINING | CLAUSE_OPENS | PRONOUN | {"back", "out", "up", "down", "off", "home"}
        if item is None or after in barred:
            return False
        if SUM.match(item.text):
            return True
        if not (item.is_word or at + 1 in self.unit.quotes):
            return False
        then = self.unit.items[at + 2]
        if after in {"him", "her", "them", "us", "me", "this", "these"} and then.low in {",", "and", "but", "."}:
            return False  # "denied them and left"
        return (
            at + 1 in self.unit.quotes or then.is_word or at + 2 in self.unit.quotes or then.text in {"'s", "’s", "-"}
        )

    def names_so(self, at: int) -> bool:
        """Return whether `called` gives a name or a judgement: "called it regrettable", "the launch a threat"."""
        unit, after = self.unit, at + 1
        if "what" in {unit.low(index) for index in range(at - 5, at)}:  # "what he called a hoax"
            return unit.low(after) not in PREPOSITION | FINITE | {"", ".", ",", "on", "off"}
        if unit.low(after) in {"it", "him", "her", "them", "this", "these"}:
            return unit.low(after + 1) not in PREPOSITION | {"", ".", ",", "back", "off", "again", "and"}
        if unit.low(after) not in DETERMINER and not unit.is_name(after):
            return False
        ahead = [unit.low(index) for index in range(after + 1, after + 9)]
        article = next((i for i, word in enumerate(ahead) if word in {"a", "an"}), None)
        return (
            article is not None
            and article > 0
            and not set(ahead[:article]) & (PREPOSITION - {"of", "in"} | FINITE | {",", "and", "."})
        )

    def _closed_before(self, at: int) -> bool:
        """Return whether a quotation ends shortly before an item: `"...," he continued`."""
        return any(position < at and at - position < 12 for position in self.unit.quotes)
