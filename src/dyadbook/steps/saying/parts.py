"""Return what a cue attributes to whom: its source on its left or right, what is said on its right or left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook.records import Form
from dyadbook.steps.language.cues import FINITE, NAMES_IT, PREPOSITION
from dyadbook.steps.language.units import Span
from dyadbook.steps.saying.contents import Contents
from dyadbook.steps.saying.cue_finder import Met
from dyadbook.steps.saying.limits import PASSES_ON
from dyadbook.steps.saying.record import Attribution, trim_comma

END_MARKS = " \t\n.!?…"
NO_WORDS = re.compile(
    r"(?:the|this) news|not to be (?:further )?(?:named|identified|quoted|cited)(?: .*)?"
    r"|to (?:remain|stay) (?:anonymous|unnamed)(?: .*)?",
    re.I,
)
"""What is no words of a speaker: news that came from others and was welcomed, and that he asks for no name."""


class Parts(Contents):
    """Puts source, cue, content and audience of the cues of one unit together."""

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
        if self._carries(found):
            return None  # "..., Lee said, according to the paper, adding", "according to a readout from the ministry"
        source = (items[found.last + 1].start, items[stop - 1].end)
        limit = self._left_limit(found.at)
        left = self._span(limit, found.at)
        lead = [unit.low(index) for index in range(limit, found.at)]
        phrase = bool(lead) and lead[0] in PREPOSITION and not set(lead) & FINITE
        aside = 0 < len(lead) <= 2 or (phrase and len(lead) < 9)
        if left is None or left[1] - left[0] < 3 or aside:
            begin = stop + (unit.low(stop) == ",")
            left = self._span(begin, self._right_limit(found, begin)) or left
        if left is None and found.at == 0 and self._announces(stop):
            return self._make(source, found, [], None)  # "According to the paper:"
        if left is None or self._tells_of_saying(left):
            return None
        return self._make(source, found, [left], None)

    def _carries(self, found: Met) -> bool:
        """Return whether nothing but a comma stands between an attribution and "according to X", who passes it on."""
        before = self.previous
        if before is None or before.cue is None or before.source is None or not before.content:
            return False
        end = max(before.cue[1], before.source[1], *(last for _, last in before.content))
        return re.fullmatch(r"[”\"’']?,?[”\"’']?\s+", self.text[end : self.unit.items[found.at].start]) is not None

    def _tells_of_saying(self, left: Span) -> bool:
        """Return whether words have a speaker of their own, or name him, so that who reports them does not say them."""
        before = self.previous
        if before is None or before.cue is None or not before.content:
            return False
        own = (before.cue, before.source or before.cue, *before.content)
        return any(left[0] < end and start < left[1] for start, end in own)

    def _verb(self, found: Met) -> Attribution | None:
        source, first, inverted = self._source(found)
        after = inverted if inverted is not None else found.last + 1
        audience, after = self._audience(found, after)
        if self.unit.low(first) == "neither":
            return None
        if source is not None and self.unit.low(first - 1) == "what":
            named = self._what(found, after)
            return self._make(source, found, [named], audience) if named is not None else None
        right = self._right(found, first, after)
        left = self._left(found, first)
        if left and not self._quote_before(first) and not right and not self._trails(after, inverted is not None):
            left = []
        if right and left and not self._broken(first, after):
            left = [] if self._complement(found, after) or not self._quote_before(first) else left
        if left and not self._quote_before(first) and right and self._complement(found, after):
            left = []
        if found.cue.base in PASSES_ON and left and not right and self._tells_of_saying(left[0]):
            return None  # "..., the minister said, the agency reported"
        content = sorted([*left, *right])
        if not content and not self._announces(after):
            return None
        if content and all(NO_WORDS.fullmatch(self.text, *self._clean(span)[0]) for span in content):
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

    def _trails(self, after: int, inverted: bool) -> bool:
        """Return whether nothing but time and place follows a cue, or a comma: "..., he said on Friday".

        What he does may follow a speaker who stands behind the cue: "..., said an envoy who asked not to be named".
        """
        if inverted and self.unit.low(after) in {"who", "whose"}:
            return True
        at = self._skip_asides(after)
        return (
            at >= len(self.unit.items)
            or self.unit.low(at) in {",", ".", ";", "—", "–", ")"}
            or self.unit.low(at - 1) == ","
            or (at > after and self._is_relative(at))
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

    def _quoted(self, content: Sequence[Span]) -> bool:
        return any(
            first <= quote.first and quote.last <= last
            for first, last in content
            for quote in self.unit.quotes.values()
        )
