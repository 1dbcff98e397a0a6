"""Return what is said under a cue, on its right or left, without words of time, place and occasion."""

from __future__ import annotations

import re

from dyadbook.steps.language.cues import (
    BREAK,
    CLAUSE_OPENS,
    DETERMINER,
    FINITE,
    JOINING,
    NAMES_IT,
    PREPOSITION,
    PRONOUN,
)
from dyadbook.steps.language.units import Span
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.saying.cue_finder import Met
from dyadbook.steps.saying.limits import Limits, is_past

DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
DATE = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:,? \d{{4}})?)"
ASIDE = re.compile(
    r"(?:in (?:an?|the|his|her|its|their) (?:\w+ )?(?:statement|letter|interview|speech|tweet|post|message)"
    r"(?= (?:he|she|it|they|there|we)\b)"
    rf"|(?:(?:late|early|earlier|later) )?(?:on |this |last )?{DAYS}(?: (?:morning|afternoon|evening|night))?"
    r"(?: \([A-Z][a-z]+\.? \d+\))?"
    rf"|(?:(?:late|early|earlier) )?on {DATE}|(?:late |early |earlier )?in {MONTH}(?: \d{{4}})?(?= that\b|\s*,)"
    rf"|{DATE}(?=\s*(?:,|that\b|the\b|he\b|she\b|they\b|$))"  # "said Oct. 2 was a holiday" says so
    r"|(?:earlier |later )?(?:today|yesterday|(?:this|last) (?:week|weekend|month|year)|last night|over the weekend)"
    r"|(?:in|during) (?:an?|the|his|her|its) (?:\w+ )?(?:interview|speech|programme|program|report)(?: that| which)?"
    rf"(?: was)? (?:aired|broadcast|published|released|recorded)(?: on)? (?:{DAYS}|{DATE})"
    r"|(?:in|on|at|during|via|through|after|before|alongside|following|by|from|to|of|with|about|ahead of) "
    r"(?:(?:an?|the|his|her|its|their|this|that|last) )?(?:[^\s,:;“”\"]+ ){0,5}?[^\s,:;“”\"]+"
    r"(?=\s*(?:[,:“\"‘]|\.?\s*$| that\b))"
    r"|(?:in|at|on|from|after|during|before|to) (?:(?:an?|the|his|her|its) )?(?:\w+ )?"
    r"(?:statement|interview|briefing|speech|tweet|post|letter|address|report|news conference|press conference"
    r"|conference|hearing|meeting|message|telegram|summit)"
    r"|(?:in|at|from) (?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]+)*"
    r"|\w+ly|again|also|later|earlier|then|back)(?!\w|[’']s\b)\s*,?\s*"
)  # fmt: skip
NAME_ALONE = re.compile(r"(?:the\s+)?[^\W\d_a-z][\w’'-]+(?:\s+[^\W\d_a-z][\w’'-]+){0,4}\W*")
"""A name and nothing else, which stands beside who is told: "..., Roe told his counterpart, Ann Lee"."""
TO_DO = frozenset({"that", ":", "to"})
"""What ends the words of time before what is promised or threatened: "threatened last week to cut off the gas"."""


class Contents(Limits):
    """Finds what the cues of one unit attribute."""

    def _complement(self, found: Met, after: int) -> bool:
        """Return whether a clause or quotation follows the cue at once."""
        at = self._skip_asides(after)
        if at >= len(self.unit.items) or (at > after and self._is_relative(at)):
            return False
        if at in self.unit.quotes:
            return self.unit.low(at - 1) != "," or not self._quote_before(found.at)
        return self.unit.low(at - 1) != "," and (self.unit.low(after) != ",")

    def _is_relative(self, at: int) -> bool:
        """Return whether "that" is of the noun before it: "said on Monday, after a raid that killed nine"."""
        verb = self.unit.low(at + 1)
        return self.unit.low(at) == "that" and (verb in FINITE or is_past(verb))

    def _skip_asides(self, after: int, ends: frozenset[str] = frozenset({"that", ":"})) -> int:
        """Return the item after words of time, place and occasion: "said on Friday in a statement that"."""
        unit, at = self.unit, after
        for _ in range(4):
            if at >= len(unit.items) or at in unit.quotes or unit.low(at) in ends:
                break
            start = unit.items[at].start
            stop = min((unit.items[q].start for q in unit.quotes if q > at), default=unit.end)
            match = ASIDE.match(self.text, start, stop)
            if not match or match.end() == start:
                break
            at = next((i for i in range(at, len(unit.items)) if unit.items[i].start >= match.end()), len(unit.items))
        if unit.low(at) == ":" or (unit.low(at) == "," and at + 1 in unit.quotes):
            at += 1
        return at

    def _right(self, found: Met, first: int, after: int) -> list[Span]:
        """Return what is said after the cue."""
        unit = self.unit
        at = self._skip_asides(after, TO_DO) if "i" in found.cue.frames else self._skip_asides(after)
        if at >= len(unit.items):
            return []
        if at in unit.quotes:
            return self._right_quotes(found, at)
        if (at > after and self._is_relative(at)) or self._is_said_before(found, first, at):
            return []
        low = unit.low(at)
        comma = at > after and unit.low(at - 1) == "," and not self._closes_date(at - 1, first)
        if low in {",", ";"} or (comma and low not in CLAUSE_OPENS):
            return self._resumed(found, first, at if low == "," else at - 1)
        span = self._taken(found, at, after)
        return [span] if span else []

    def _is_said_before(self, found: Met, first: int, at: int) -> bool:
        """Return whether what follows a cue only tells how, when or by whom it was said: "...," he said on his way."""
        low, before = self.unit.low(at), self.unit.low(at - 1)
        if low in {"who", "whose"} and first == found.at and at > found.last + 1:
            return True  # "..., said an envoy who asked not to be named"
        if self._follows_quote(found, first) and low not in {"that", ",", ";"} and before not in {",", ":"}:
            return True
        return low in {"when", "while"} and self.unit.low(first - 1) == ","  # "..., he said when asked"

    def _taken(self, found: Met, at: int, after: int) -> Span | None:
        """Return what a cue takes from an item on, by its frames: a judgement, an infinitive, a noun, a clause."""
        unit, low, frames, takes = self.unit, self.unit.low(at), found.cue.frames, set(found.cue.frames)
        limit = self._right_limit(found, at)
        if "j" in takes and (mark := self.finder.judges(found.at)) is not None and mark < limit:
            return self._span(found.last + 1, self._judged(mark, limit))
        clause = low in CLAUSE_OPENS - {"who", "when", "where"}
        if not {"c", "t", "q", "n"} & takes and low in CLAUSE_OPENS - {"that"}:
            return None  # "pressed him on when it would pay"
        at += low == "that"
        if "i" in takes and not clause and ("c" not in takes or low in {"to", "not"}):
            to = self._infinitive(at, limit)
            if to is None and not {"c", "t"} & takes:
                return None
            if to is not None and not {unit.low(i) for i in range(at, to)} & FINITE:
                return self._span(to - (unit.low(to - 1) == "not"), self._other_clause(to, limit))
        if found.cue.base in NAMES_IT and self.finder.names_so(found.at):
            at += low in {"it", "him", "her", "them", "this", "these"}
            return self._span(at, self._quote_end(at, limit))
        told = {"c", "t"} & takes and self._clausal(at, limit, "")
        if "n" in takes and not clause and not told and self.finder.takes_noun(found.last):
            return self._span(*self._noun(after, limit))
        if not clause and "q" in takes and not {"c", "t"} & takes:
            return self._object_quote(at, limit, frames)
        if not clause and not self._is_bare_clause(at, limit, frames):
            return None
        return self._span(at, limit) if limit - at >= 2 or at in unit.quotes else None

    def _is_bare_clause(self, at: int, limit: int, frames: str) -> bool:
        """Return whether a cue may take words that no "that" opens, and they are more than a time or a place."""
        if frames == "to" or ("c" not in frames and not self._clausal(at, limit, frames)):
            return False
        words = {self.unit.low(index) for index in range(at, limit)}
        return self.unit.low(at) not in PREPOSITION or bool(words & FINITE) or "," in words

    def _closes_date(self, comma: int, first: int) -> bool:
        """Return whether a comma only ends a date, no inserted clause: "Lee said on May 3, 2021, Rome had paid"."""
        year = self.unit.low(comma - 1)
        inserted = self.unit.low(first - 1) in {",", "—", "–"} or self._quote_before(first)
        return year.isdecimal() and len(year) == 4 and not inserted

    def _infinitive(self, at: int, limit: int) -> int | None:
        """Return the item of the `to` that begins what is urged, vowed or warned of, the one who is urged before it."""
        for index in range(at, min(at + 12, limit)):
            low = self.unit.low(index)
            if low == "to":
                after = self.unit.low(index + 1)
                whom = self.unit.is_name(index + 1) and after not in forms()  # "pledged aid to Mali"
                quoted = index + 1 in self.unit.quotes
                return None if after in DETERMINER or quoted or whom or after.endswith("ing") else index
            listed = low == "," and self.unit.is_name(index - 1) and self.unit.is_name(index + 1)
            if (low == "," and not listed) or low.endswith("ing") or low in {"against", "over", "of", "for"}:
                return None
        return None

    def _clausal(self, at: int, limit: int, frames: str) -> bool:
        """Return whether the words from an item on are a clause: a subject and a finite verb, or hold a quotation."""
        if "q" in frames or "a" in frames:
            return True
        finite = next((index - at for index in range(at, min(limit, at + 14)) if self._is_finite(index)), 0)
        subject = self.unit.low(at) in DETERMINER | PRONOUN | {"there"} or self.unit.is_name(at)
        return finite > 0 and (subject or finite <= 4)

    def _is_finite(self, at: int) -> bool:
        """Return whether an item is a finite verb with a subject of its own: neither "on 3 May" nor "and has left"."""
        unit = self.unit
        return unit.low(at) in FINITE - {"to"} and unit.low(at - 1) not in JOINING

    def _object_quote(self, at: int, limit: int, frames: str) -> Span | None:
        """Return the object of `called`, `dismissed ... as`: from the words that it is called."""
        unit = self.unit
        said_as = next((i for i in range(at, limit) if unit.low(i) == "as"), None) if "a" in frames else None
        limit = self._other_clause(at if said_as is None else said_as, limit)
        span = self._span(at, self._quote_end(at if said_as is None else said_as, limit))
        return span if said_as is not None or any(at <= i < limit for i in unit.quotes) else None

    def _quote_end(self, at: int, limit: int) -> int:
        """Return the item behind the first quotation, where a mark or "and" closes it; the limit elsewhere."""
        unit = self.unit
        first = next((position for position in unit.quotes if at <= position < limit), None)
        if first is None:
            return limit
        closed = self.text[unit.quotes[first].last - 1] in ",;" or unit.low(first + 1) in {",", "and", "but", ";"}
        return first + 1 if closed else limit

    def _right_quotes(self, found: Met, at: int) -> list[Span]:
        """Return the quotation after a cue, with the rest of the clause where it goes on outside the marks."""
        unit = self.unit
        limit = self._right_limit(found, at)
        marked = unit.low(at - 1) in {",", ":"}
        rest = [item for item in unit.items[at + 1 : limit] if item.is_word]
        quote = unit.quotes[at]
        if marked or not rest or self.text[quote.last - 1] in ".!?":
            spans = [(quote.start, quote.end)]
            spans += [
                (q.start, q.end) for i, q in unit.quotes.items() if at < i < limit and q.words(self.text) > 3 and marked
            ]
            return spans
        span = self._span(at, limit)
        return [span] if span else []

    def _resumed(self, found: Met, first: int, comma: int) -> list[Span]:
        """Return what goes on after an inserted ", he said,": the broken quotation, or the rest of the clause."""
        unit = self.unit
        start = comma + 1
        limit = self._right_limit(found, start)
        quotes = [position for position in unit.quotes if start <= position < limit]
        if quotes and quotes[0] <= start + 1:
            quote = unit.quotes[quotes[0]]
            return [(quote.start, quote.end)]
        if quotes and self._quote_before(found.at) and unit.low(start) not in {"who", "which"}:
            return [
                (unit.quotes[at].start, unit.quotes[at].end) for at in quotes if unit.quotes[at].words(self.text) > 3
            ]
        if self._quote_before(found.at) or unit.low(start) in {
            "who",
            "whose",
            "which",
            "and",
            "but",
            "as",
            "while",
            "after",
            "a",
            "an",
            "when",
        }:
            return []
        if unit.low(start).endswith("ing") or found.at < 3 or unit.low(first - 1) not in {",", "—", "–"}:
            return []
        if unit.low(self._skip_asides(start)) in {"", "."}:
            return []  # "..., said Lee, the envoy, on Monday"
        words = [unit.low(at) for at in range(start, limit)]
        if first == found.at and not any(word in FINITE - {"to"} or is_past(word) for word in words):
            return []  # "..., said Lee, head of research at the bank"
        span = self._span(start, limit)
        return [span] if span and not NAME_ALONE.fullmatch(self.text, *span) else []

    def _broken(self, first: int, after: int) -> bool:
        """Return whether the cue stands inside what is said: a comma or quotation on both sides."""
        at = self._skip_asides(after)
        before = self.unit.low(first - 1) in {",", "“", "—", "–"}
        return before and (
            self.unit.low(at) in {",", "—", "–"}
            or self.unit.low(at - 1) in {",", ":"}
            or (at in self.unit.quotes and self._quote_before(first))
        )

    def _follows_quote(self, found: Met, first: int) -> bool:
        """Return whether all that is said stands before source and cue, in quotation marks."""
        if not {"c", "t"} & set(found.cue.frames) or self.unit.low(first) in JOINING or not self._quote_before(first):
            return False
        at = max(position for position in self.unit.quotes if position < first)
        return not any(item.is_word for item in self.unit.items[self._left_limit(first) : at])

    def _left(self, found: Met, first: int) -> list[Span]:
        """Return what is said before source and cue."""
        unit = self.unit
        if first <= 0:
            return []
        if self._quote_before(first):
            at = first - 1
            while at not in unit.quotes:
                at -= 1
            quote, limit = unit.quotes[at], self._left_limit(first)
            outside = [item for item in unit.items[limit:at] if item.is_word]
            if not outside or unit.low(at - 1) in {":", "."}:
                return [(quote.start, quote.end)]
            span = self._span(limit, at + 1)
            return [span] if span and "q" not in found.cue.frames else [(quote.start, quote.end)]
        if unit.low(first - 1) != "," or found.cue.base == "call" or unit.low(found.at).endswith("ing"):
            return []
        limit = self._left_limit(first)
        span = self._span(limit, first - 1)
        words = [unit.low(index) for index in range(limit, first - 1)]
        if span is None or (len(words) < 2 and not self._broken(first, found.last + 1)):
            return []
        if words[0] in PREPOSITION | BREAK | {"but", "and", "asked"} and not set(words) & FINITE and len(words) < 12:
            return []
        return [span]
