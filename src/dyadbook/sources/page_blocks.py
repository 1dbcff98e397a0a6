"""Return the blocks of a page: the extractor's lines by their kind, and what it left out: captions, credits, teasers.

Level 3.
"""

from __future__ import annotations

from dyadbook.sources.dom import HtmlElement
from dyadbook.sources.page_left_out import left_out
from dyadbook.sources.page_lines import line_pieces
from dyadbook.sources.page_text import PageText, key
from dyadbook.sources.page_view import PageView, Piece

__all__ = ["Piece", "page_pieces"]

# A credit's label without a name.
_LABELS = frozenset({"copyright", "credit", "photo", "photos", "source", "image", "imagecredit", "photocredit"})
_LONG = 60


def page_pieces(
    page: PageText, lines: list[str], title: str | None, authors: tuple[str, ...], summaries: tuple[str, ...]
) -> list[Piece]:
    """Return the pieces of the article in the order of the page; `lines` are what the extractor took for its text."""
    found = page.find_all(lines)
    placed = [(at, line) for at, line in zip(found, lines, strict=True) if at is not None]
    long = [(at, at + len(key(line))) for at, line in placed if len(key(line)) >= _LONG] or [
        (at, at + len(key(line))) for at, line in placed
    ]
    if not long:
        return _head_only(title) + [Piece(index, "body", line) for index, line in enumerate(lines)]
    first, last = min(start for start, _ in long), max(end for _, end in long)
    view = PageView(page, title or "", authors, summaries, first, last, _scope(page, long))
    taken = line_pieces(view, lines, found)
    return _merge(taken, list(left_out(view)), view)


def _head_only(title: str | None) -> list[Piece]:
    return [Piece(-1, "headline", title)] if title else []


def _scope(page: PageText, long: list[tuple[int, int]]) -> HtmlElement:
    """Return the narrowest element that holds nine tenths of the article's long lines."""
    element = page.holder(*long[len(long) // 2])
    while (parent := element.getparent()) is not None:
        start, end = page.spans[element]
        if sum(start <= at and to <= end for at, to in long) >= 0.9 * len(long):
            break
        element = parent
    return element


def _merge(taken: list[Piece], extra: list[Piece], view: PageView) -> list[Piece]:
    """Return all pieces in the order of the page, each text once; what the extractor took comes first."""
    shown = {key(piece.text) for piece in extra if piece.kind == "headline"}
    taken = [piece for piece in taken if key(piece.text) not in shown]
    known = {key(piece.text) for piece in taken}
    joined = "\n".join(key(piece.text) for piece in taken)
    has_deck = any(piece.kind == "deck" for piece in taken)
    added: list[Piece] = []
    for piece in extra:
        letters = key(piece.text)
        whole = len(letters) < 20 and piece.kind != "dateline"
        again = letters in known if whole else letters in joined
        if not letters or (again and piece.kind != "headline") or (piece.kind == "deck" and has_deck):
            continue
        if (piece.kind == "credit" and letters in _LABELS) or (piece.kind == "teaser" and letters == key(view.title)):
            continue
        known.add(letters)
        joined += "\n" + letters
        added.append(piece)
    return sorted([*taken, *added], key=lambda piece: (piece.kind != "headline", piece.position))
