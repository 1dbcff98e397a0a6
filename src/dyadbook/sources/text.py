"""Return an article from plain text: a copied page, a text file, a cell of a table.

Level 3. The article's text is the text that was given, unaltered, so that spans hold in the user's own file. Only
letters whose accents follow as characters of their own are joined with them, and a problem says so: words are told by
letters.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dyadbook.errors import SourceError
from dyadbook.records import Article, Block, Problem
from dyadbook.sources.article import Found, build_from_text, check_length, joined, with_known
from dyadbook.sources.copied import segment
from dyadbook.sources.copied_scores import COMPARED
from dyadbook.sources.front_matter import split_front
from dyadbook.sources.options import SourceOptions

__all__ = ["read_text"]

_APART = (
    "{:,} accents came apart from their letters (NFD) and stand joined with them: places are counted so; save the text"
    " as NFC to count them so in it"
)
_MANY = (
    f"it has over {COMPARED:,} paragraphs, so that headings and captions in it were told by those around them alone: if"
    " it is several articles, give each by itself"
)


def read_text(
    text: str, *, source: str, options: SourceOptions, known: Found | None = None
) -> tuple[Article, list[Problem]]:
    """Return the article of a text, with what could not be read in it.

    What is `known` beside the text (from a table) comes before what the text says of itself.
    Raises: SourceError where there is no text that is read.
    """
    known = known or Found()
    if not text.strip("\ufeff\x00 \t\r\n\f\v"):
        raise SourceError("empty", "there is no text in it: give a file or a row with the article's text", source)
    check_length(len(text), options, source)
    given, text = text, joined(text)
    front, told = split_front(text)
    known = with_known(front, known)
    if _longest(told) > options.max_paragraph:
        layout_blocks = _plain(told)
        found = known
    else:
        layout = segment(told)
        layout_blocks = _with_title(told, layout.blocks, known.title)
        found = Found(
            title=layout.title,
            deck=layout.deck,
            authors=layout.authors,
            publisher=layout.publisher,
            published=layout.stated,
            published_basis=layout.published_basis,
            notes=(("many_paragraphs", _MANY),) if layout.cut else (),
        )
        found = with_known(found, known)
    if fewer := len(given) - len(text):
        found = replace(found, notes=(*found.notes, ("accents", _APART.format(fewer))))
    return build_from_text(text, layout_blocks, found, source=source, options=options)


def _longest(text: str) -> int:
    return max(map(len, re.split(r"[\r\n]+", text)))


def _plain(text: str) -> tuple[Block, ...]:
    """Return one block for each line: a text with a line beyond all measure has no layout to be found."""
    return tuple(
        Block(kind="body", start=match.start(), end=match.end()) for match in re.finditer(r"\S(?:[^\r\n]*\S)?", text)
    )


def _with_title(text: str, blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """Return the blocks, the first no headline where the title is known to be another and it reads as a sentence."""
    if not title or not blocks or blocks[0].kind != "headline":
        return blocks
    first = text[blocks[0].start : blocks[0].end]
    same = set(re.findall(r"\w+", first.lower())) & set(re.findall(r"\w+", title.lower()))
    if len(same) * 2 >= len(set(re.findall(r"\w+", title.lower()))) or not re.search(r"[.!?][\"'”’)]*$", first):
        return blocks
    return (Block(kind="body", start=blocks[0].start, end=blocks[0].end), *blocks[1:])
