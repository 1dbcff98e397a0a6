"""Return the units in which words are attributed: sentences, joined where a quotation runs over their border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dyadbook.steps.quotes import Quote
from dyadbook.steps.tokens import Token, tokens_of

Span = tuple[int, int]


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
        if last and last.block == block and any(q.start < last.end - 1 and q.end > last.end for q in quotes):
            last.end = end
        else:
            found.append(Unit(start, end, block))
    for unit in found:
        _fill(text, unit, [quote for quote in quotes if unit.start <= quote.start < unit.end])
    return found


def _fill(text: str, unit: Unit, quotes: Sequence[Quote]) -> None:
    at = unit.start
    for quote in quotes:
        unit.items += tokens_of(text, at, quote.start)
        unit.quotes[len(unit.items)] = quote
        unit.items.append(Token(quote.start, quote.end, "“", "“"))
        at = quote.end
    unit.items += tokens_of(text, at, unit.end)
