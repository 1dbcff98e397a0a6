"""Return the noun phrases of a unit: where the words of a source begin and end. No parser, small words bound them."""

from __future__ import annotations

from bisect import bisect_left

from dyadbook.steps.language.cues import (
    BREAK,
    DAYS_OF_WEEK,
    DETERMINER,
    FINITE,
    OPENERS,
    PREPOSITION,
    PRONOUN,
    SENT_TO,
    STOP_RIGHT,
    cues,
    is_adverb,
)  # fmt: skip
from dyadbook.steps.language.grammar import TIME_WORDS
from dyadbook.steps.language.units import Span, Unit

BESIDES = frozenset("again also even further instead meanwhile then though".split())
"""Words between a subject and its verb that are no part of either."""
PASTS = frozenset(
    "came went held took gave made met began sent became drew kept stood spoke rose fell saw sought won fought".split()
)
"""Verbs in the past that no noun phrase holds: "Her words came as"."""
EARLIER = frozenset({"earlier", "later", "early", "late"})
"""Words of time that describe what stands behind them, where a preposition stands before."""
SPANS = frozenset("ever days hours weeks months years minutes shortly soon even just".split())
"""Words before those that open a clause of time: "Hours after"."""


class Nouns:
    """Finds noun phrases among the items of one unit."""

    def __init__(self, unit: Unit, begin: int = 0) -> None:
        self.unit, self.begin = unit, begin  # the item with which the unit begins, after a dateline

    def item_at(self, start: int) -> int:
        """Return the item that begins at or after a place in the text."""
        return bisect_left(self.unit.items, start, key=lambda item: item.start)

    def before(self, stop: int) -> Span | None:
        """Return the noun phrase that ends before an item."""
        unit = self.unit
        stop = self.without_time(stop)
        first = self._before_brackets(stop)
        while first > 0 and first - 1 not in unit.quotes:
            if self._abbreviates(first - 2):
                first -= 3  # "the head of the Road Organization (RO) Lee Roe"
                continue
            word = unit.low(first - 1)
            item = unit.items[first - 1]
            if word in BREAK | FINITE | {",", ";", ":", "—", "–", "(", ")", "who", "which"} and not (
                word == "to" and self._goes_on(first - 2)
            ):
                break
            by = unit.low(first) == "by"  # "officials cited by the paper"
            if word in cues() and not cues()[word].noun and not by and not self._is_noun(first - 1):
                break
            if word in {"and", "or", "but"} and not (word == "and" and self._joins(first - 1, stop)):
                break
            if not (item.is_word or word in {"'s", "-", ".", "'", "’", "&"}):
                break
            if word in PRONOUN and first < stop:
                break
            first -= 1
        if first == 1 < stop and unit.low(0) == "that" and not unit.is_name(1):
            return unit.items[0].start, unit.items[stop - 1].end  # "That letter said"
        first = self._trim_left(first, stop)
        if first >= stop or not any(item.is_word for item in unit.items[first:stop]):
            return None
        return unit.items[first].start, unit.items[stop - 1].end

    def _before_brackets(self, stop: int) -> int:
        """Return the item where brackets behind a name open: "Senator Lee Roe (R-Ohio)"; `stop` where none end."""
        low = self.unit.low
        if low(stop - 1) != ")":
            return stop
        opened = next((at for at in range(stop - 2, max(0, stop - 8), -1) if low(at) == "("), 0)
        return opened if self.unit.is_name(opened - 1) else stop

    def _abbreviates(self, at: int) -> bool:
        """Return whether an item stands in brackets behind the name of which it has the first letters."""
        unit = self.unit
        if unit.low(at + 1) != ")" or unit.low(at - 1) != "(":
            return False
        before = [item.text[0] for item in unit.items[: at - 1] if item.is_capital]
        return "".join(before).endswith(unit.items[at].text)

    def _goes_on(self, at: int) -> bool:
        """Return whether a `to` behind an item is within a noun phrase: "envoy to Chile", "those seeking to leave"."""
        low = self.unit.low
        return low(at) in SENT_TO or (low(at).endswith("ing") and low(at - 1).endswith(("s", "those")))

    def _is_noun(self, at: int) -> bool:
        """Return whether the -ing form of a cue is a noun: "the warning"."""
        low = self.unit.low
        return low(at).endswith("ing") and low(at - 1) in DETERMINER | {"'s"}

    def without_time(self, stop: int) -> int:
        """Return the end of a noun phrase without the time behind it: "Zhao on Friday", "the senator last week"."""
        low = self.unit.low
        named = self.unit.is_name(stop - 1) and low(stop - 1) == "today"  # "USA Today"
        if low(stop - 1) in DAYS_OF_WEEK and not named:
            stop -= 1
        elif low(stop - 1) in {"week", "month", "year"} and low(stop - 2) in {"last", "this"}:
            return stop - 2
        else:
            return stop
        while low(stop - 1) in {"on", "late", "early", "last", "earlier"}:
            stop -= 1
        return stop

    def _joins(self, at: int, stop: int) -> bool:
        """Return whether an `and` joins two nouns of one subject: names on both sides, no verb between."""
        return (
            self.unit.is_name(at - 1)
            and (self.unit.is_name(at + 1) or self.unit.low(at + 1) in DETERMINER | {"other", "others"})
            and stop - at < 9
        )

    def _trim_left(self, first: int, stop: int) -> int:
        """Return the first item without the preposition phrase of time or place before the subject."""
        unit = self.unit
        while first < stop - 1 and (
            unit.low(first) in PREPOSITION | {"and", "but", "meanwhile", "however", "so", "earlier", "later"}
        ):
            index = first + 1
            if unit.low(first) not in PREPOSITION:
                first = index
                continue
            while index < stop and unit.low(index) in DETERMINER:
                index += 1
            starts = [
                at
                for at in range(index + 1, stop)
                if unit.low(at) in DETERMINER | PRONOUN or (unit.is_name(at) and not unit.is_name(at - 1))
            ]
            if not starts:
                break
            first = starts[0]
        behind = range(first + 2, stop)  # "in a letter to Rome on Friday Oslo said"
        days = [at for at in behind if unit.low(at - 1) in DAYS_OF_WEEK and unit.low(at - 2) == "on"]
        return next((at for at in reversed(days) if unit.is_name(at)), first)

    def opening(self, before: int) -> Span | None:
        """Return the noun phrase that opens the unit, or its part behind a semicolon: whose a later `, saying` is."""
        unit = self.unit
        first = next((at + 1 for at in range(before - 1, self.begin, -1) if unit.low(at) == ";"), self.begin)
        while first < before and (size := int(unit.low(first) in OPENERS | DAYS_OF_WEEK) or self._time_at(first)):
            first += size
        if unit.low(first) in SPANS and unit.low(first + 1) in PREPOSITION | BREAK:
            first += 1  # "Days after he left, Lee"
        if unit.low(first) in PREPOSITION | BREAK:
            comma = next((at for at in range(first, before) if unit.low(at) == ","), None)
            first = comma + 1 if comma is not None and comma + 1 < before else first
        stop = self.end_of(first, frozenset({"and", "or"}))
        if stop <= first or stop > before or unit.low(first) in PREPOSITION:
            return None
        return unit.items[first].start, unit.items[stop - 1].end

    def _time_at(self, first: int) -> int:
        """Return of how many items the time is that opens a clause without a comma: "Last week", "In May 2024"."""

        def low(at: int) -> str:
            return self.unit.low(at).lower()  # "May"

        day = low(first) in {"on", "in"} and (low(first + 1) in TIME_WORDS or low(first + 1).isdigit())
        if not day and not (low(first) in {"last", "this"} and low(first + 1) in TIME_WORDS):
            return 0
        if day and low(first + 1) in EARLIER:
            return 0  # "In earlier talks"
        size = 2 + (day and low(first + 2).isdigit())
        return 0 if low(first + size) == "'s" else size  # "In Friday's statement"

    def end_of(self, first: int, joining: frozenset[str]) -> int:
        """Return the item after the noun phrase that begins at `first`; `first` itself where none begins there."""
        unit, at = self.unit, first
        while at < len(unit.items) and at not in unit.quotes and at - first < 22:
            word, item = unit.low(at), unit.items[at]
            if word in PRONOUN:
                return at + 1 if at == first else at
            if word == ",":
                apposed = (
                    unit.low(at + 1) in DETERMINER - {"that", "this"} and at > first and self._apposition_ends(at + 1)
                )
                if not apposed:
                    break
                at += 1
                continue
            if word == "to" and at > first and unit.low(at - 1) in SENT_TO:
                at += 1
                continue
            if at > first and word == "this" and unit.low(at + 1) in {"week", "month", "year"}:
                break  # "said analyst Lee Roe this week"
            if (
                word in STOP_RIGHT - joining - {"this", "that"}
                or word in FINITE
                or (word in cues() and not cues()[word].noun)
            ):
                break
            if not (item.is_word or word in {"'s", "-", ".", "'", "’", "&"}) or (
                word == "." and at + 1 == len(unit.items)
            ):
                break
            verb = item.low.endswith("ed") or word in PASTS
            if verb and at > first and not item.is_capital and unit.low(at - 1) != "-":
                break
            if at > first and (word in BESIDES or is_adverb(word)) and unit.low(at - 1) not in DETERMINER | {"'s"}:
                break
            at += 1
        return at

    def _apposition_ends(self, at: int) -> bool:
        """Return whether what follows a comma is a short noun phrase that ends the clause or in a comma."""
        for index in range(at, min(at + 16, len(self.unit.items))):
            if self.unit.low(index) in FINITE | PRONOUN or index in self.unit.quotes:
                return False
            if self.unit.low(index) in {",", ".", ";"}:
                return True
        return at + 16 >= len(self.unit.items)

    def ends_at(self, at: int) -> bool:
        """Return whether a noun phrase that can be a subject ends with an item."""
        unit = self.unit
        return (
            unit.items[at].is_word
            and unit.low(at) not in PREPOSITION | BREAK | FINITE
            and (unit.is_name(at) or (self.before(at + 1) is not None and self._opens_clause(at)))
        )

    def _opens_clause(self, at: int) -> bool:
        """Return whether the noun phrase that ends at an item opens the unit or a clause."""
        source = self.before(at + 1)
        if source is None:
            return False
        first = self.item_at(source[0])
        return first == 0 or self.unit.low(first - 1) in {",", ";", "and", "but", "that", "“", "—", "–"}
