"""Return the extractor's lines of a page as pieces, each by its kind.

Level 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadbook.records import BlockKind
from dyadbook.sources.article import SYNTHETIC_LINE
from dyadbook.sources.dom import HtmlElement, attribute_words
from dyadbook.sources.page_text import key
from dyadbook.sources.page_view import (
    A_SUMMARY,
    BLOCK_TAGS,
    BYLINE,
    CAPTION,
    CREDIT_TEXT,
    DECK,
    SUBHEADS,
    TEASER_LEAD,
    PageView,
    Piece,
    all_linked,
    within,
)


def line_pieces(view: PageView, lines: list[str], found: list[int | None]) -> list[Piece]:
    """Return the lines that the extractor took, as pieces; `found` says where each stands, None where nowhere."""
    pieces: list[Piece] = []
    position = 0.0
    parents = [
        None if at is None else view.page.holder(at, at + len(key(line))) for at, line in zip(found, lines, strict=True)
    ]
    for index, (line, at) in enumerate(zip(lines, found, strict=True)):
        position = max(position + 1e-6, float(at if at is not None else 0))
        kind = _line_kind(view, line, parents[index], at)
        opening = kind == "body" and all(piece.kind not in ("body", "deck") for piece in pieces)
        if opening and _is_deck(view, line, parents[index:]):
            kind = "deck"
        if kind is not None:
            pieces.append(Piece(position, kind, line))
    return pieces


def _is_deck(view: PageView, line: str, parents: list[HtmlElement | None]) -> bool:
    """Return whether the first line is a deck: named so, or the page's own summary and apart from the paragraphs."""
    first = parents[0]
    if first is None or len(parents) < 3:
        return False
    if any(DECK.search(attribute_words(item)) for item in _up(first, 2)):
        return True
    same = any(_same_summary(line, summary) for summary in view.summaries)
    rest = [item.getparent() for item in parents[1:] if item is not None]
    return same and bool(rest) and first.getparent() not in rest


def _same_summary(line: str, summary: str) -> bool:
    one, other = key(line), key(summary.rstrip(" .…"))
    return len(other) >= A_SUMMARY and one.startswith(other)


def _up(element: HtmlElement, levels: int) -> Iterator[HtmlElement]:
    """Yield an element and some of those around it."""
    yield element
    for count, item in enumerate(element.iterancestors()):
        if count >= levels:
            return
        yield item


def _line_kind(view: PageView, line: str, element: HtmlElement | None, at: int | None) -> BlockKind | None:
    """Return the kind of a line; None where it repeats the headline."""
    if line == SYNTHETIC_LINE:
        return "credit"
    if view.title and key(line) == key(view.title):
        return None
    if element is None or at is None:
        return "teaser" if TEASER_LEAD.match(line) and len(line) < 200 else "body"
    around = list(within(view, element))
    tags = {str(item.tag) for item in around}
    if "figcaption" in tags or any(CAPTION.search(attribute_words(item)) for item in around[:3]):
        return "credit" if CREDIT_TEXT.match(line) and len(line) < 100 else "caption"
    if len(line) < 120 and CREDIT_TEXT.match(line) and not line.endswith((".”", '."')):
        return "credit"
    if tags & SUBHEADS and len(line) < 200:
        return "teaser" if all_linked(view, element) and len(line) > 25 else "subhead"
    if _is_teaser(view, line, element):
        return "teaser"
    if at <= view.first and len(line) < 160 and _is_byline(view, line, element):
        return "byline"
    return "body"


def _is_teaser(view: PageView, line: str, element: HtmlElement) -> bool:
    if len(line) > 250:
        return False
    if TEASER_LEAD.match(line) and (len(line) < 60 or any(True for _ in element.iter("a"))):
        return True
    block = next((item for item in (element, *element.iterancestors()) if item.tag in BLOCK_TAGS), element)
    if len(line) < 20 or not all_linked(view, block):
        return False
    return not line.rstrip("\"'”’").endswith((".", "!")) or line.isupper()


def _is_byline(view: PageView, line: str, element: HtmlElement) -> bool:
    if re.match(r"(?:by|from|written by)\s+[A-Z]", line, re.IGNORECASE) and any(
        key(name) in key(line) for name in view.authors
    ):
        return True
    named = any(BYLINE.search(attribute_words(item)) for item in _up(element, 1))
    return any(key(line) == key(name) for name in view.authors) or (named and not line.endswith("."))
