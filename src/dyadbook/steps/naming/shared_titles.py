"""Return the titles that several names share: "Presidents Lee and Roe", "foreign ministers Ann Lee and Bo Roe"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadbook import world
from dyadbook.world.lexicon import Entry

_WORD = r"[^\W\d_a-z][\w’'-]+"
_NAME = rf"{_WORD}(?:\s(?:(?:al|bin|de|da|von|van)\s)?{_WORD}){{0,3}}(?:\sof\s(?:the\s)?{_WORD}(?:\s{_WORD})?)?"
SHARED = re.compile(rf"\b((?:[A-Za-z-]+\s){{0,2}}[A-Za-z]+s)\s(?={_NAME}(?:,\s{_NAME})*,?\sand\s{_WORD})")
OF_EACH = re.compile(rf"\band\s{_WORD}\s$")
"""What stands before a title whose holders are of a country each: "the Peruvian and Chilean presidents"."""
AND = re.compile(r",?\s(?:and\s)?|,\s")
"""What stands between two names that share a title."""


def shared_titles(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, Entry]]:
    """Yield the place of each title in the plural right before a list of names, its singular, and what it means."""
    for match in SHARED.finditer(text, start, end):
        for word in re.finditer(r"[A-Za-z-]+", match[1]):
            first, words = match.start() + word.start(), match[1][word.start() :]
            one = f"{words[:-3]}y" if words.endswith("ies") else words[:-1]
            title = world.titles().get(one.lower())
            if title is not None and not OF_EACH.search(text, max(start, first - 30), first):
                yield first, match.end(1), one, Entry("title", title.term, title.role, title.country, title.sector)
                break
