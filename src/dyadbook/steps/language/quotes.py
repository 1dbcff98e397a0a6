"""Return the quotations of a text: double and single, straight and curly, running on over paragraphs.

A quotation that has no closing mark where its paragraph ends goes on in the next paragraph when that opens with a mark
of the same kind; else it ends where its paragraph ends, or with its first sentence where that is far away: the mark was
forgotten. What stands in marks within a quotation belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

CLOSERS = {'"': '"', "“": "”", "„": "“”", "‘": "’", "'": "'’", "«": "»"}
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“])|(?<=[.!?…])\s(?=“)")
"""Where a paragraph ends, or may have: texts that lost their lines show it by a mark that opens a sentence."""
SENTENCE = re.compile(r"[.!?…][’']?(?=\s+[A-Z])")
LONGEST_OPEN = 300
"""Characters of a quotation without a closing mark, where no line that opens with a mark shows that it goes on."""
OPENS_AFTER = frozenset(" \t\n\r\u00a0([{—–-/:;,.")
STRAIGHT_SINGLE = re.compile(r"(?<![\w'’.,!?])'(?=[\w\[.])(?:[^'\n\"“”]|(?<=\w)'(?=\w))+?(?<=[\w.,!?…\])])'(?!\w)")
CURLY_SINGLE = re.compile(r"‘(?=\S)(?:[^’‘\n“”]|’(?=\w)|(?<=s)’(?=\s\w[^‘\n]*[.,!?]’))+(?:’(?!\w)|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: `start` and `end` take the marks in, `first` and `last` do not.

    `open`: it goes on in the next quotation. `continued`: it goes on from the one before.
    """

    start: int
    end: int
    first: int
    last: int
    open: bool = False
    continued: bool = False

    def words(self, text: str) -> int:
        """Return the number of words."""
        return len(re.findall(r"\w+(?:[-'’]\w+)*", text[self.first : self.last]))


def find_quotes(text: str, stretches: Iterable[tuple[int, int]]) -> list[Quote]:
    """Return the quotations within the stretches (blocks or paragraphs) in order, without overlap."""
    found: list[Quote] = []
    hanging = False
    for start, end in _paragraphs(text, stretches):
        quotes = _doubles(text, start, end)
        quotes += _singles(text, start, end, quotes)
        quotes.sort(key=lambda quote: quote.start)
        if hanging:
            opens = quotes and quotes[0].start == start
            if opens and ("\n" in text[found[-1].end : start] or not _is_long(found[-1])):
                quotes[0] = replace(quotes[0], continued=True)
            else:
                found[-1] = _ended(text, found[-1])
        found += quotes
        hanging = bool(quotes) and quotes[-1].open
    if hanging:
        found[-1] = _ended(text, found[-1])
    return found


def _is_long(quote: Quote) -> bool:
    return quote.last - quote.first > LONGEST_OPEN


def _ended(text: str, quote: Quote) -> Quote:
    """Return a quotation without a closing mark that does not go on; a long one has its first sentence alone."""
    stop = SENTENCE.search(text, quote.first, quote.last) if _is_long(quote) else None
    return replace(quote, open=False) if stop is None else replace(quote, end=stop.end(), last=stop.end(), open=False)


def _paragraphs(text: str, stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches cut at empty lines and at lines that open with a quotation mark, trimmed."""
    cut = []
    for start, end in stretches:
        at = start
        for stop, following in [*((m.start(), m.end()) for m in PARAGRAPH.finditer(text, start, end)), (end, end)]:
            piece = text[at:stop]
            first, last = at + len(piece) - len(piece.lstrip()), stop - (len(piece) - len(piece.rstrip()))
            if first < last:
                cut.append((first, last))
            at = following
    return cut


def _doubles(text: str, start: int, end: int) -> list[Quote]:
    """Return the quotations in double marks of one paragraph."""
    found = []
    at = start
    while at < end:
        mark = text[at]
        if mark in "“„«" or (mark == '"' and _opens(text, at, start, end)):
            stop = _close(text, at + 1, end, CLOSERS[mark] + ('"' if mark == "“" else "”"))
            last = end if stop is None else stop
            if last > at + 1:
                found.append(_quote(text, at, last if stop is None else last + 1, at + 1, last, stop is None))
            at = last
        at += 1
    return found


def _quote(text: str, start: int, end: int, first: int, last: int, hanging: bool) -> Quote:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Quote(start, end, first, last, open=hanging)


def _opens(text: str, at: int, start: int, end: int) -> bool:
    """Return whether a straight mark opens: white space or a dash before it, none after."""
    return (at == start or text[at - 1] in OPENS_AFTER or text[at - 1] in "‘'“") and (
        at + 1 < end and not text[at + 1].isspace()
    )


def _close(text: str, at: int, end: int, marks: str) -> int | None:
    """Return where the closing mark stands, or None where the paragraph ends before it."""
    depth = 0
    while at < end:
        char = text[at]
        if char == "“" and "”" in marks and (text[at - 1] not in ",.!?" or text[at + 1 : at + 2] != " "):
            depth += 1
        elif char == "“" and depth == 0 and "”" in marks:
            return at  # written for the closing mark: `“We will pay,“ Lee said`
        elif char in marks:
            if depth == 0:
                return at
            depth -= char == "”"
        at += 1
    return None


def _singles(text: str, start: int, end: int, doubles: list[Quote]) -> list[Quote]:
    """Return the quotations in single marks outside the double ones; apostrophes are none."""
    found: list[Quote] = []
    for pattern in (CURLY_SINGLE, STRAIGHT_SINGLE):
        for match in pattern.finditer(text, start, end):
            taken = any(quote.start < match.end() and match.start() < quote.end for quote in [*doubles, *found])
            if not taken and match.end() - match.start() > 3:
                found.append(Quote(match.start(), match.end(), match.start() + 1, match.end() - 1))
    return found
