"""Return what a cue attributes to whom: its source on its left or right, what is said on its right or left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dyadbook.records import Form
from dyadbook.steps.cue_finder import CueFinder, Met
from dyadbook.steps.cues import (
    AUDIENCE_STOP,
    BREAK,
    CLAUSE_OPENS,
    DETERMINER,
    FINITE,
    JOINING,
    NAMES_IT,
    PLURALS,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SKIPPED_LEFT,
    SUBORDINATE,
    is_adverb,
)  # fmt: skip
from dyadbook.steps.nouns import Nouns
from dyadbook.steps.units import Span, Unit

DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
ASIDE = re.compile(
    rf"(?:(?:(?:late|early|earlier|later) )?(?:on |this |last )?{DAYS}(?: (?:morning|afternoon|evening|night))?"
    r"(?: \([A-Z][a-z]+\.? \d+\))?"
    r"|(?:earlier |later )?(?:today|yesterday|this (?:week|month|year)|last (?:week|month|year|night))"
    r"|(?:in|on|at|during|via|through|after|before|alongside|following|by|from|to|of|with|about|ahead of) "
    r"(?:(?:an?|the|his|her|its|their|this|that|last) )?(?:[^\s,:;“”\"]+ ){0,5}?[^\s,:;“”\"]+"
    r"(?=\s*(?:[,:“\"‘.]| that\b|$))"
    r"|(?:in|at|on|from|after|during|before|to) (?:(?:an?|the|his|her|its) )?(?:\w+ )?"
    r"(?:statement|interview|briefing|speech|tweet|post|letter|address|report|news conference|press conference"
    r"|conference|hearing|meeting|message|telegram|summit)"
    r"|(?:in|at|from) (?:[A-Z][\w.’'-]+)(?: [A-Z][\w.’'-]+)*"
    r"|\w+ly|again|also|later|earlier|then|back)(?!\w)\s*,?\s*"
)  # fmt: skip
PASSES_ON = frozenset({"report", "write"})
"""Verbs of an outlet that tells what others have said."""
END_MARKS = " \t\n.!?…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words with the words that attribute them. `follows`: index of the one whose source holds here too."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    unit: Span
    audience: Span | None = None
    follows: int | None = None
    negated: bool = False


def trim_comma(text: str, start: int, end: int) -> int:
    """Return the end without a comma that belongs to the sentence around a quotation."""
    return end - 1 if end > start and text[end - 1] == "," else end


class Parts:
    """Finds source, content and audience of the cues of one unit."""

    def __init__(self, text: str, unit: Unit) -> None:
        self.text, self.unit = text, unit
        self.previous: Attribution | None = None
        self.nouns = Nouns(unit)
        self.finder = CueFinder(text, unit)
        self.cues: list[Met] = self.finder.find()

    def attribution(self, found: Met) -> Attribution | None:
        """Return what a cue attributes to whom, or None where nothing is attributed."""
        made = self._according(found) if found.cue.frames == "p" else self._verb(found)
        if made is not None:
            self.previous = made
        return made

    def _according(self, found: Met) -> Attribution | None:
        """Return the attribution of "according to X"."""
        items, unit = self.unit.items, self.unit
        stop = self.nouns.end_of(found.last + 1, frozenset({"and"}))
        if stop == found.last + 1:
            return None
        source = (items[found.last + 1].start, items[stop - 1].end)
        limit = self._left_limit(found.at)
        left = self._span(limit, found.at)
        lead = [unit.low(index) for index in range(limit, found.at)]
        phrase = bool(lead) and lead[0] in PREPOSITION and not set(lead) & FINITE
        aside = 0 < len(lead) <= 2 or (phrase and len(lead) < 9)
        if left is None or left[1] - left[0] < 3 or aside:
            begin = stop + (unit.low(stop) == ",")
            left = self._span(begin, self._right_limit(found, begin)) or left
        if left is None or self._tells_of_saying(left):
            return None
        return self._make(source, found, [left], None)

    def _tells_of_saying(self, left: Span) -> bool:
        """Return whether words have a speaker of their own, so that who reports them is not who says them."""
        before = self.previous
        if before is None or before.cue is None or not before.content:
            return False
        return any(left[0] < end and start < left[1] for start, end in (before.cue, *before.content))

    def _verb(self, found: Met) -> Attribution | None:
        source, first, inverted = self._source(found)
        after = inverted if inverted is not None else found.last + 1
        audience, after = self._audience(found, after)
        if source is not None and self.unit.low(first - 1) == "what":
            named = self._what(found, after)
            return self._make(source, found, [named], audience) if named is not None else None
        right = self._right(found, first, after)
        left = self._left(found, first)
        if left and not self._quote_before(first) and not right and not self._trails(after):
            left = []
        if right and left and not self._broken(found, first, after):
            left = [] if self._complement(found, after) or not self._quote_before(first) else left
        if left and not self._quote_before(first) and right and self._complement(found, after):
            left = []
        if found.cue.base in PASSES_ON and left and not right and self._tells_of_saying(left[0]):
            return None  # "..., the minister said, the agency reported"
        content = sorted([*left, *right])
        if not content and not self._announces(after):
            return None
        if source is None and self.previous is None and not self._quoted(content):
            return None
        return self._make(source, found, content, audience)

    def _what(self, found: Met, after: int) -> Span | None:
        """Return how something is called: "in what he called a hoax", "what it says is a threat"; None elsewhere."""
        unit = self.unit
        first = after + (unit.low(after) in {"is", "was", "are", "were"})
        at = unit.items[found.at]
        if found.cue.base not in NAMES_IT | {"say", "describe"} or self._tells_of_saying((at.start, at.end)):
            return None
        if first in unit.quotes:
            return unit.items[after].start, unit.items[first].end
        stop = self.nouns.end_of(first, frozenset())
        return (unit.items[after].start, unit.items[stop - 1].end) if stop > first + 1 else None

    def _trails(self, after: int) -> bool:
        """Return whether nothing but time and place follows a cue, or a comma: "..., he said on Friday"."""
        at = self._skip_asides(after)
        return (
            at >= len(self.unit.items)
            or self.unit.low(at) in {",", ".", ";", "—", "–", ")"}
            or self.unit.low(at - 1) == ","
        )

    def _announces(self, after: int) -> bool:
        """Return whether the unit ends in a colon, so that what is said comes next."""
        return self.unit.items[-1].low == ":" and after < len(self.unit.items) + 1

    def _make(self, source: Span | None, found: Met, content: list[Span], audience: Span | None) -> Attribution:
        items = self.unit.items
        cue = (items[found.at].start, items[found.last].end)
        clean = [self._clean(span) for span in content]
        spans = tuple(span for span, _ in clean if span[0] < span[1])
        kinds = {kind for _, kind in clean}
        form: Form = "direct" if kinds == {"direct"} else "indirect" if kinds <= {"indirect"} else "mixed"
        if source is None and self.previous is not None:
            source = self.previous.source
        return Attribution(source, cue, spans, form, (self.unit.start, self.unit.end), audience)

    def _clean(self, span: Span) -> tuple[Span, Form]:
        """Return a span without the marks and stops at its ends, and whether it is one quotation, has one, or none."""
        start, end = span
        inside = [quote for quote in self.unit.quotes.values() if start <= quote.start and quote.end <= end]
        while end > start and self.text[end - 1] in END_MARKS + ",;:—–-":
            end -= 1
        while start < end and self.text[start] in " ,;:—–-\n":
            start += 1
        for quote in inside:
            if quote.start <= start and quote.end >= end:
                return (quote.first, trim_comma(self.text, quote.first, quote.last)), "direct"
        if (
            len(inside) == 1
            and inside[0].start == start
            and not any(c.isalnum() for c in self.text[inside[0].end : end])
        ):
            return (inside[0].first, inside[0].last), "direct"
        return (start, end), "mixed" if inside else "indirect"

    def _span(self, first: int, last: int) -> Span | None:
        """Return the stretch from one item to before another, or None where no word is in it."""
        items = self.unit.items[first:last]
        if not any(item.is_word or item.text == "“" for item in items):
            return None
        return items[0].start, items[-1].end

    def _quoted(self, content: Sequence[Span]) -> bool:
        return any(
            first <= quote.first and quote.last <= last
            for first, last in content
            for quote in self.unit.quotes.values()
        )

    def _source(self, found: Met) -> tuple[Span | None, int, int | None]:
        """Return the source, the item where source and cue begin, and the item after an inverted source."""
        unit, index = self.unit, found.at - 1
        if (comma := self._main_clause(found)) is not None:
            stop = self.nouns.end_of(comma + 1, frozenset({"and"}))
            return (unit.items[comma + 1].start, unit.items[stop - 1].end), found.at, None
        while (
            (unit.low(index) in SKIPPED_LEFT or is_adverb(unit.low(index))) and index >= 0 and not unit.is_name(index)
        ):
            index -= 1
        low = unit.low(index)
        participle = unit.low(found.at).endswith("ing")
        if index < 0 or index in unit.quotes or (low == "," and not participle and self._inverts(found, index)):
            stop = self.nouns.end_of(found.last + 1, frozenset())
            if stop > found.last + 1:
                return (unit.items[found.last + 1].start, unit.items[stop - 1].end), found.at, stop
            return None, found.at, None
        if low in JOINING or (low == "," and unit.low(index - 1) in JOINING):
            return (self.previous.source if self.previous else self.nouns.opening(index)), index, None
        if low in RELATIVE and not (low == "that" and unit.low(index - 1) not in {","} and not unit.is_name(index - 1)):
            stop = index - 1 if unit.low(index - 1) == "," else index
            return self._antecedent(stop), found.at, None
        if participle:
            return (self.previous.source if self.previous and low == "," else self.nouns.opening(index)), index, None
        if low == ",":
            return self._across(index)
        source = self.nouns.before(index + 1)
        first = self.nouns.item_at(source[0]) if source else found.at
        if source and (who := self._told_of(first)) is not None and (head := self.nouns.before(who)) is not None:
            return head, self.nouns.item_at(head[0]), None  # "The doctor who treated Lee said"
        return source, first, None

    def _main_clause(self, found: Met) -> int | None:
        """Return the item of the comma behind which the subject of a participle that opens a unit stands: "Calling it
        a step, the minister left"; None elsewhere.
        """
        unit = self.unit
        if found.at > 0 or found.cue.frames == "p" or not unit.low(0).endswith("ing"):
            return None
        for at in range(found.last + 2, len(unit.items) - 2):
            if unit.low(at) == "," and (unit.is_name(at + 1) or unit.low(at + 1) in DETERMINER | PRONOUN):
                stop = self.nouns.end_of(at + 1, frozenset({"and"}))
                if stop > at + 1 and unit.low(stop) not in {",", "and"}:
                    return at
        return None

    def _inverts(self, found: Met, index: int) -> bool:
        """Return whether "..., said X" is meant: a noun follows, no clause; else the comma closes an inserted one."""
        unit, after = self.unit, found.last + 1
        if "o" in found.cue.frames:
            return False
        if index - 1 in unit.quotes:
            return True
        if not (
            unit.is_name(after) or unit.low(after) in DETERMINER or {unit.low(after), unit.low(after + 1)} & PLURALS
        ):
            return False
        stop = self.nouns.end_of(after, frozenset())
        rest = [unit.low(at) for at in range(after, min(len(unit.items), stop + 12))]
        return (
            unit.low(stop) in {"", ".", ",", "in", "on", "at", "after", "during", ";", "who"}
            and not set(rest[: stop - after + 3]) & FINITE
        )

    def _told_of(self, first: int) -> int | None:
        """Return the item of the "who" whose clause ends in the noun phrase at an item; None where none does."""
        for at in range(first - 1, max(first - 12, 0), -1):
            if self.unit.low(at) in {",", ";", "“", "that"} or any(cue.at == at for cue in self.cues):
                return None
            if self.unit.low(at) == "who":
                return None if self.unit.is_name(at + 1) or self.unit.low(at + 1) in PRONOUN else at
        return None

    def _antecedent(self, stop: int) -> Span | None:
        """Return the noun phrase that "who" goes with: of "sent to Kiev by Trump, who warned" what follows `by`."""
        source = self.nouns.before(stop)
        if source is None:
            return None
        first = self.nouns.item_at(source[0])
        cut = next((at for at in range(stop - 1, first, -1) if self.unit.low(at - 1) in {"by", "with"}), first)
        return self.unit.items[cut].start, source[1]

    def _across(self, comma: int) -> tuple[Span | None, int, int | None]:
        """Return the source before an inserted clause: "Trump, who met Kim, said"."""
        unit = self.unit
        for index in range(comma - 1, 0, -1):
            if index in unit.quotes:
                break
            if unit.low(index) in {",", ";"}:
                source = self.nouns.before(index) if self.nouns.ends_at(index - 1) else None
                if source is not None and not self._is_apposed(self.nouns.item_at(source[0])):
                    return (source[0], unit.items[comma - 1].end), self.nouns.item_at(source[0]), None
        return self.nouns.opening(comma), comma, None

    def _is_apposed(self, first: int) -> bool:
        """Return whether a noun phrase stands behind a name that it describes: "Lee, an analyst, the best, said"."""
        unit = self.unit
        if unit.low(first) not in DETERMINER or unit.low(first - 1) != "," or not unit.is_name(first - 2):
            return False
        name = self.nouns.before(first - 1)
        before = self.nouns.item_at(name[0]) if name is not None else 0
        return name is not None and not {unit.low(before), unit.low(before - 1)} & PREPOSITION

    def _audience(self, found: Met, after: int) -> tuple[Span | None, int]:
        """Return to whom it was said, and the item after it."""
        unit = self.unit
        if "o" not in found.cue.frames or after != found.last + 1:
            return None, after
        if after in unit.quotes and unit.low(after + 1) == "that":  # told "Meet the Press" that
            return (unit.quotes[after].first, unit.quotes[after].last), after + 1
        at = after
        while at < len(unit.items) and at not in unit.quotes and at - after < 7:
            word = unit.low(at)
            fits = word not in AUDIENCE_STOP and (unit.items[at].is_word or word in {"'s", "-", ".", "’"})
            if not fits and not (at == after and word in PRONOUN):
                break
            if at > after and word in DETERMINER | {"him", "her", "them"}:
                break
            if (
                at > after
                and unit.is_name(at)
                and not unit.is_name(at - 1)
                and unit.low(at - 1) not in DETERMINER | {"'s", "of"}
                and not unit.is_name(after)
            ):
                break
            at += 1
            if word in {"him", "her", "them", "us", "me", "reporters", "journalists", "lawmakers", "parliament"}:
                break
        if not any(item.is_word for item in unit.items[after:at]):
            return None, after
        end = unit.items[at - 1].end - (unit.low(at - 1) == "." and len(unit.items) == at)
        return (unit.items[after].start, end), at

    def _complement(self, found: Met, after: int) -> bool:
        """Return whether a clause or quotation follows the cue at once."""
        at = self._skip_asides(after)
        if at >= len(self.unit.items):
            return False
        if at in self.unit.quotes:
            return self.unit.low(at - 1) != "," or not self._quote_before(found.at)
        return self.unit.low(at - 1) != "," and (self.unit.low(after) != ",")

    def _skip_asides(self, after: int) -> int:
        """Return the item after words of time, place and occasion: "said on Friday in a statement that"."""
        unit, at = self.unit, after
        for _ in range(4):
            if at >= len(unit.items) or at in unit.quotes or unit.low(at) in {"that", ":"}:
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
        frames = found.cue.frames
        at = after if "i" in frames and unit.low(after) == "to" else self._skip_asides(after)
        if at >= len(unit.items):
            return []
        low = unit.low(at)
        if at in unit.quotes:
            return self._right_quotes(found, at)
        if self._follows_quote(found, first) and low not in {"that", ",", ";"} and unit.low(at - 1) not in {",", ":"}:
            return []  # "...," he said on his way home
        if low in {"when", "while"} and unit.low(first - 1) == ",":
            return []  # "..., he said when asked"
        if low in {",", ";"} or (at > after and unit.low(at - 1) == "," and low not in CLAUSE_OPENS):
            return self._resumed(found, first, at if low == "," else at - 1)
        limit = self._right_limit(found, at)
        if "j" in frames and (mark := self.finder.judges(found.at)) is not None and mark < limit:
            span = self._span(found.last + 1, self._judged(mark, limit))
            return [span] if span else []
        clause = low in CLAUSE_OPENS - {"who", "when", "where"}
        if low in {"that"}:
            at += 1
        if "i" in frames and not clause:
            to = self._infinitive(at, limit)
            if to is None and "c" not in frames and "t" not in frames:
                return []
            if to is not None and not {unit.low(i) for i in range(at, to)} & FINITE:
                span = self._span(to - (unit.low(to - 1) == "not"), limit)
                return [span] if span else []
        if found.cue.base in NAMES_IT and self.finder.names_so(found.at):
            at += low in {"it", "him", "her", "them", "this", "these"}
            span = self._span(at, limit)
            return [span] if span else []
        if not clause and not any(frame in frames for frame in "c") and not self._clausal(at, limit, frames):
            return []
        if "q" in frames and not clause and "c" not in frames and "t" not in frames:
            return self._object_quote(at, limit, frames)
        if frames == "to" and not clause:
            return []
        words = {unit.low(index) for index in range(at, limit)}
        if not clause and unit.low(at) in PREPOSITION and not words & FINITE and "," not in words:
            return []
        span = self._span(at, limit)
        return [span] if span and (limit - at >= 2 or at in unit.quotes) else []

    def _judged(self, mark: int, limit: int) -> int:
        """Return the item where what somebody is accused of ends: at a comma that opens another clause or an aside."""
        low = self.unit.low
        return next(
            (
                at
                for at in range(mark, limit)
                if low(at) == ","
                and low(at + 1) in PREPOSITION | BREAK | RELATIVE | DETERMINER | FINITE | JOINING
                and not (low(at + 1) in JOINING and low(at + 2).endswith("ing"))
            ),
            limit,
        )

    def _infinitive(self, at: int, limit: int) -> int | None:
        """Return the item of the `to` that begins what is urged, vowed or warned of, the one who is urged before it."""
        for index in range(at, min(at + 12, limit)):
            low = self.unit.low(index)
            if low == "to":
                after = self.unit.low(index + 1)
                return None if after in DETERMINER or index + 1 in self.unit.quotes or after.endswith("ing") else index
            if low == "," or low.endswith("ing") or low in {"against", "over", "of", "for"}:
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
        return unit.low(at) in FINITE - {"to"} and unit.items[at].text != "May" and unit.low(at - 1) not in JOINING

    def _object_quote(self, at: int, limit: int, frames: str) -> list[Span]:
        """Return the object of `called`, `dismissed ... as`: from the words that it is called."""
        unit = self.unit
        if "a" in frames:
            mark = next((i for i in range(at, limit) if unit.low(i) == "as"), None)
            if mark is not None:
                span = self._span(mark + 1, limit)
                return [span] if span else []
        inside = [position for position in unit.quotes if at <= position < limit]
        if not inside:
            return []
        closed = self.text[unit.quotes[inside[0]].last - 1] in ",;" or unit.low(inside[0] + 1) in {",", "and", ";"}
        span = self._span(at, inside[0] + 1 if closed else limit)
        return [span] if span else []

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
        span = self._span(start, limit)
        return [span] if span else []

    def _broken(self, found: Met, first: int, after: int) -> bool:
        """Return whether the cue stands inside what is said: a comma or quotation on both sides."""
        at = self._skip_asides(after)
        before = self.unit.low(first - 1) in {",", "“", "—", "–"}
        return before and (
            self.unit.low(at) in {",", "—", "–"}
            or self.unit.low(at - 1) in {",", ":"}
            or (at in self.unit.quotes and self._quote_before(first))
        )

    def _quote_before(self, first: int) -> bool:
        """Return whether a quotation stands right before an item, a comma or dash between at most."""
        at = first - 1
        while self.unit.low(at) in {",", "—", "–", "-"}:
            at -= 1
        return at in self.unit.quotes

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
        if span is None or (len(words) < 2 and not self._broken(found, first, found.last + 1)):
            return []
        if words[0] in PREPOSITION | BREAK | {"but", "and", "asked"} and not set(words) & FINITE and len(words) < 12:
            return []
        return [span]

    def _left_limit(self, before: int) -> int:
        """Return the first item of what may be said before a cue: after the cue before, or after a semicolon."""
        limit = 0
        for index in range(before):
            if self.unit.low(index) == ";":
                limit = index + 1
        if self.previous is not None and self.previous.content:
            reach = max((self.previous.cue or (0, 0))[1], *(end for _, end in self.previous.content))
            inside = [at for at, item in enumerate(self.unit.items) if item.start < reach]
            if inside and inside[-1] + 1 < before:
                limit = max(limit, inside[-1] + 1)
        while self.unit.low(limit) in {",", "and", "but", "."} and limit < before:
            limit += 1
        return limit

    def _right_limit(self, found: Met, at: int) -> int:
        """Return the item where what is said after a cue ends: the end, or where another clause of saying begins."""
        unit = self.unit
        stop = next((index for index in range(at, len(unit.items)) if unit.low(index) == ";"), len(unit.items))
        main = self._main_clause(found) or len(unit.items)
        return min(stop, main, self._next_saying(found, at), self._clause_end(found, at))

    def _clause_end(self, found: Met, at: int) -> int:
        """Return the item of the comma that ends "While X said this, ..."; the end of the unit elsewhere."""
        unit = self.unit
        if unit.low(0) in SUBORDINATE and not any(unit.low(index) == "," for index in range(found.at)):
            return next((index for index in range(at, len(unit.items)) if unit.low(index) == ","), len(unit.items))
        return len(unit.items)

    def _next_saying(self, found: Met, at: int) -> int:
        """Return the item where the next clause of saying begins that is not itself a part of what is said."""
        unit = self.unit
        for other in self.cues:
            if other.at <= max(found.last, at):
                continue
            index = other.at - 1
            while unit.low(index) in SKIPPED_LEFT or is_adverb(unit.low(index)):
                index -= 1
            if unit.low(index) in JOINING | {","}:
                return index - 1 if unit.low(index - 1) == "," else index
            source = self.nouns.before(index + 1) if other.cue.frames != "p" else (unit.items[other.at].start, 0)
            if source:
                first = self.nouns.item_at(source[0])
                lead = unit.low(first - 1)
                passes_on = other.cue.frames == "p" or other.cue.base in PASSES_ON
                if passes_on and lead == "“" and self.text[unit.quotes[first - 1].last - 1] == ",":
                    return first
                if lead in SUBORDINATE:
                    return first - 1
                if lead == "," or (lead in {"and", "but", "while", "though"} and unit.low(first - 2) == ","):
                    return first - 1 if lead == "," else first - 2
        return len(unit.items)
