"""Return who is said to have said what, from the words alone: source, cue and content of each attribution.

A unit is one sentence, or several where a quotation runs over them. In a unit each cue (a verb of saying, `according
to`) looks for its source on its left, then on its right ("said Trump"), and for its content on its right, then on its
left. A quotation without a cue goes on in the voice of the one before it. No names are resolved here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dyadbook.records import Form
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.language.units import Span, Unit, units_of
from dyadbook.steps.saying.parts import Parts
from dyadbook.steps.saying.record import Attribution, trim_comma

__all__ = ["Attribution", "Span", "find_attributions", "only_names"]

WORDS_OF_A_QUOTE = 4
"""A quotation without a cue needs that many words; shorter ones are scare quotes, names and titles."""
HEAD = re.compile(r"\s*([^:\n“”\"]{2,60}?):\s+(?=\S)")
PLAIN = re.compile(r"\b(?!(?:and|of|the)\b)[a-z]")
"""A word that is no part of a name."""
JOINS = re.compile(r"\s*(?:[,;/&–—]|\band\b)\s*")

ABOUT = re.compile(r"\b(?:that|what|which),?\s$")
"""What stands before the subject of a clause about a noun."""
LABEL = re.compile(
    r"\b(?:photo(?:graph(?:er)?)?|image|video|source|credit|contributing|read more|related|watch|more):\s", re.I
)
"""What stands before the name of who made a picture, or before a link: no words of theirs."""


def find_attributions(
    text: str,
    sentences: Sequence[tuple[int, int, int]],
    *,
    headlines: frozenset[int] = frozenset(),
    names: Callable[[int, int], bool] | None = None,
) -> list[Attribution]:
    """Return the attributions of a text, in order of their units.

    `sentences` are (start, end, block); `headlines` the blocks that may read "X: ..."; `names` says whether words name
    someone who can speak.
    """
    blocks: dict[int, Span] = {}
    for start, end, block in sentences:
        first, last = blocks.get(block, (start, end))
        blocks[block] = (min(first, start), max(last, end))
    quotes = find_quotes(text, blocks.values())
    finder = Finder(text, headlines, names or (lambda start, end: text[start:end][:1].isupper()))
    for unit in units_of(text, sentences, quotes):
        finder.take(unit)
    return finder.found


def only_names(text: str, names: Callable[[int, int], bool], start: int, end: int) -> bool:
    """Return whether words only name some: a title, or who is in a picture, says nothing ("Peru, Chile")."""
    if PLAIN.search(text, start, end):
        return False
    at, pieces = start, []
    for mark in [*JOINS.finditer(text, start, end), None]:
        pieces.append((at, mark.start() if mark else end))
        at = mark.end() if mark else end
    return all(names(*piece) for piece in pieces if any(c.isalnum() for c in text[slice(*piece)]))


class Finder:
    """Goes through the units of a text and keeps what it found."""

    def __init__(self, text: str, headlines: frozenset[int], names: Callable[[int, int], bool]) -> None:
        self.text, self.headlines, self.names = text, headlines, names
        self.found: list[Attribution] = []
        self.last: int | None = None
        self.last_block = -1
        self.awaiting: int | None = None
        self.hanging: list[int] = []

    def take(self, unit: Unit) -> None:
        """Add the attributions of one unit."""
        before = len(self.found)
        if unit.block in self.headlines and self._headline(unit):
            return
        parts = Parts(self.text, unit)
        for cue in parts.cues:
            made = parts.attribution(cue)
            if made is not None and not any(self._is_called(made, one) for one in self.found[before:]):
                self.found.append(made)
        went_on = self._rest(unit)
        mine = range(before, len(self.found))
        quoted = [index for index in mine if self.found[index].form != "indirect" or len(mine) == 1]
        self.awaiting = None
        if quoted:
            self._settle(unit, quoted[0])
            self.last, self.last_block = quoted[-1], unit.block
            if not self.found[quoted[-1]].content:
                self.awaiting = quoted[-1]
        elif unit.items and len(mine) == 0 and not went_on:
            self.last = None
        if not any(quote.open for quote in unit.quotes.values()):
            self.hanging.clear()

    def _is_called(self, one: Attribution, before: Attribution) -> bool:
        """Return whether all that is said is what a clause about a noun has: "in what he called “a step”, Lee said"."""
        if before.source is None or before.cue is None or one.cue is None or not one.content:
            return False
        clause = ABOUT.search(self.text, before.unit[0], before.source[0]) is not None
        held = all(any(a <= start and end <= b for a, b in before.content) for start, end in one.content)
        return clause and held and before.cue[1] <= one.content[0][0] and one.content[-1][1] <= one.cue[0]

    def _settle(self, unit: Unit, owner: int) -> None:
        """Give the paragraphs of a quotation that came before its cue the source that now is known."""
        quotes = list(unit.quotes.values())
        if quotes and quotes[0].continued and self.found[owner].source is not None:
            for index in self.hanging:
                self.found[index] = replace(self.found[index], follows=owner)

    def _headline(self, unit: Unit) -> bool:
        """Return whether a headline reads "X: words" or "Words: X" and was taken so."""
        head = HEAD.match(self.text, unit.start, unit.end)
        if LABEL.search(self.text, unit.start, unit.end):
            return False
        if head and len(head[1].split()) <= 5 and self.names(*head.span(1)):
            source, content = head.span(1), (head.end(), unit.end)
            cue = (head.end(1), head.end(1) + 1)
        else:
            tail = re.compile(r":\s+([^:]{2,40})$").search(self.text, unit.start, unit.end)
            if not tail or len(tail[1].split()) > 4 or not self.names(*tail.span(1)):
                return False
            source, content, cue = tail.span(1), (unit.start, tail.start()), (tail.start(), tail.start() + 1)
        if only_names(self.text, self.names, *content):
            return False
        inner = [quote for quote in unit.quotes.values() if content[0] <= quote.start and quote.end <= content[1]]
        whole = len(inner) == 1 and inner[0].start <= content[0] and inner[0].end >= content[1]
        spans = ((inner[0].first, inner[0].last),) if whole else (content,)
        form: Form = "direct" if whole else "mixed" if inner else "indirect"
        self.found.append(Attribution(source, cue, spans, form, (unit.start, unit.end)))
        return True

    def _rest(self, unit: Unit) -> bool:
        """Add the quotations that no cue has taken: those that follow on, and those that stand alone.

        Return whether one was the second half of the quotation before.
        """
        went_on = False
        taken = [span for one in self.found for span in one.content if one.unit[0] >= unit.start - 5000]
        for quote in unit.quotes.values():
            if any(first <= quote.first and quote.last <= last for first, last in taken):
                continue
            if only_names(self.text, self.names, quote.first, quote.last):
                continue
            outside = [item for item in unit.items if item.is_word]
            alone = len(outside) == 0
            here = (quote.first, trim_comma(self.text, quote.first, quote.last))
            if alone and self.awaiting is not None:
                owner = self.found[self.awaiting]
                self.found[self.awaiting] = replace(owner, content=(*owner.content, here), form="direct")
                self.last, self.awaiting = self.awaiting, None
                taken.append(here)
                continue
            in_unit = next(
                (i for i in range(len(self.found) - 1, -1, -1) if self.found[i].unit == (unit.start, unit.end)), None
            )
            if alone and self.last is not None and self._goes_on(self.found[self.last], unit):
                broken = self.found[self.last]
                self.found[self.last] = replace(broken, content=(*broken.content, here))
                went_on = True
            elif alone and self.last is not None and unit.block - self.last_block <= 3:
                self.found.append(Attribution(None, None, (here,), "direct", (unit.start, unit.end), follows=self.last))
                if quote.open:
                    self.hanging.append(len(self.found) - 1)  # a cue behind its last paragraph may name another
            elif quote.words(self.text) > WORDS_OF_A_QUOTE and in_unit is None and alone:
                self.found.append(Attribution(None, None, (here,), "direct", (unit.start, unit.end)))
                if quote.open:
                    self.hanging.append(len(self.found) - 1)
        return went_on

    def _goes_on(self, one: Attribution, unit: Unit) -> bool:
        """Return whether a quotation after an attribution in its paragraph is one with it: `"...," he said. "..."`."""
        opened = one.form == "direct" and one.cue is not None and bool(one.content) and one.content[0][1] <= one.cue[0]
        return opened and unit.block == self.last_block
