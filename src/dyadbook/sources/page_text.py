"""Return where the lines of an extracted article stand on their page, so that each can be called by its kind.

Level 3. An extractor gives text without places. Both sides are reduced to letters and digits, in which a line of the
text is found on the page whatever happened to its white space, quotes and marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dyadbook.sources.dom import HtmlElement, texts

__all__ = ["PageText", "key"]

_KEEP = re.compile(r"[\W_]+")
# A shorter key stands in many places of a page.
_UNIQUE = 30


def key(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return _KEEP.sub("", text.lower())


@dataclass(frozen=True)
class PageText:
    """The visible text of a page as one key, with the element of each piece.

    `nodes` keeps each element alive: lxml makes a new object for a node that nobody holds, and identity would be lost.
    """

    letters: str
    starts: tuple[int, ...]
    elements: tuple[HtmlElement, ...]
    spans: dict[HtmlElement, tuple[int, int]]
    nodes: tuple[HtmlElement, ...]

    @classmethod
    def of(cls, tree: HtmlElement) -> PageText:
        """Return the text of a page."""
        nodes = tuple(tree.iter())
        pieces: list[str] = []
        starts: list[int] = []
        elements: list[HtmlElement] = []
        spans: dict[HtmlElement, tuple[int, int]] = {}
        length = 0
        for element, text in texts(tree):
            if piece := key(text):
                pieces.append(piece)
                starts.append(length)
                elements.append(element)
                for item in (element, *element.iterancestors()):
                    spans[item] = (spans[item][0] if item in spans else length, length + len(piece))
                length += len(piece)
        return cls("".join(pieces), tuple(starts), tuple(elements), spans, nodes)

    def holder(self, start: int, end: int) -> HtmlElement:
        """Return the narrowest element that holds all letters from start to end."""
        element = self.elements[bisect_right(self.starts, start) - 1]
        while self.spans[element][1] < end and (parent := element.getparent()) is not None:
            element = parent
        return element

    def find_all(self, lines: list[str]) -> list[int | None]:
        """Return the position of each line, or None: long lines first, then the short ones between their neighbours."""
        keys = [key(line) for line in lines]
        found: list[int | None] = [None] * len(keys)
        position = 0
        for index, letters in enumerate(keys):
            if len(letters) >= _UNIQUE:
                at = self.letters.find(letters, position)
                at = at if at >= 0 else self.letters.find(letters)
                if at >= 0:
                    found[index] = at
                    position = max(position, at)
        after: list[int | None] = [None] * (len(keys) + 1)  # the next line whose position is known
        for index in reversed(range(len(keys))):
            after[index] = after[index + 1] if found[index] is None else index
        before: int | None = None
        for index, letters in enumerate(keys):
            if found[index] is None and letters:
                found[index] = self._between(keys, found, index, before, after[index])
            before = before if found[index] is None else index
        return found

    def _between(
        self, keys: list[str], found: list[int | None], index: int, before: int | None, after: int | None
    ) -> int | None:
        """Return the position of a line between those of two others, or None."""
        low = 0 if before is None else (found[before] or 0) + len(keys[before])
        high = len(self.letters) if after is None else (found[after] or 0)
        if before is None and after is not None:
            at = self.letters.rfind(keys[index], 0, high)
        else:
            at = self.letters.find(keys[index], low, high)
        return at if at >= 0 else None
