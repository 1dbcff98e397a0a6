"""Return the units in which words are attributed: sentences, joined where a quotation runs over their border."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dyadbook.steps.language.cues import DAYS_OF_WEEK, FINITE, PREPOSITION, cues
from dyadbook.steps.language.quotes import Quote
from dyadbook.steps.language.tokens import Token, tokens_of

Span = tuple[int, int]
CLOSED = (".", "!", "?", "…")
"""The marks that end a sentence, in quotation marks too: `"How long?" Lee said.`"""
NAMING = frozenset({".", "-", "'s"})
"""The marks within a name or an office: "Rome's Gen. Lee-Roe"."""
SPEAKER = 9  # words of who speaks, behind a quotation that ends a sentence of its own


@dataclass
class Unit:
    """A stretch with its items: words outside quotations, and quotations as single items (`quotes` by item)."""

    start: int
    end: int
    block: int
    items: list[Token] = field(default_factory=list)
    quotes: dict[int, Quote] = field(default_factory=dict)

    def low(self, at: int) -> str:
        """Return the lower-case form of an item; a quotation is `“`, outside the unit it is empty."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def is_name(self, at: int) -> bool:
        """Return whether an item begins with a capital letter."""
        return 0 <= at < len(self.items) and self.items[at].is_capital


def units_of(text: str, sentences: Sequence[tuple[int, int, int]], quotes: Sequence[Quote]) -> list[Unit]:
    """Return the sentences (start, end, block), joined where a quotation runs over their border."""
    found: list[Unit] = []
    for start, end, block in sentences:
        last = found[-1] if found else None
        if (
            last
            and last.block == block
            and (
                any(q.start < last.end - 1 and q.end > last.end for q in _around(quotes, last.end))
                or any(q.end == last.end and _says_before(text, q, start, end) for q in _around(quotes, last.end))
            )
        ):
            last.end = end
        else:
            found.append(Unit(start, end, block))
    for unit in found:
        first, past = (bisect_left(quotes, at, key=lambda one: one.start) for at in (unit.start, unit.end))
        _fill(text, unit, quotes[first:past])
    return found


def _around(quotes: Sequence[Quote], at: int) -> Sequence[Quote]:
    """Return the quotations that end at a place or reach over it."""
    first = bisect_left(quotes, at, key=lambda one: one.end)
    return quotes[first : bisect_left(quotes, at, key=lambda one: one.start)]


def _says_before(text: str, quote: Quote, start: int, end: int) -> bool:
    """Return whether a sentence only tells who said the quotation before it: `"How long?" Lee said on Monday.`"""
    if not text[quote.first : quote.last].endswith(CLOSED):
        return False
    items = tokens_of(text, start, end)
    at = next((at for at, item in enumerate(items[: SPEAKER + 1]) if item.low in cues()), 0)
    if at == 0 or not all(one.is_word or one.low in NAMING for one in items[:at]):
        return False
    frames, rest = set(cues()[items[at].low].frames), {one.low for one in items[at + 1 :]}
    after = items[at + 1].low if at + 1 < len(items) else "."
    if not frames & {"c", "t"} or rest & {"that", "“", '"', ":"}:
        return False
    apart = not text[quote.first : quote.last].endswith(".") and after in PREPOSITION | DAYS_OF_WEEK
    return after in {".", ","} or apart or ("o" in frames and not rest & FINITE)


def _fill(text: str, unit: Unit, quotes: Sequence[Quote]) -> None:
    at = unit.start
    for quote in quotes:
        unit.items += _items(text, at, quote.start)
        unit.quotes[len(unit.items)] = quote
        unit.items.append(Token(quote.start, quote.end, "“", "“"))
        at = quote.end
    unit.items += _items(text, at, unit.end)


def _items(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch; "May" is a name or a month, and no "may"."""
    return [replace(one, low=one.text) if one.text == "May" else one for one in tokens_of(text, start, end)]
