"""Return an article from a page; the only importer of trafilatura.

Level 3. Trafilatura finds the text; what the page states for machines gives authors and date; the markup gives each
line its kind. Scripts never run, and nothing that a page names is fetched.
"""

from __future__ import annotations

import logging
from dataclasses import replace

import trafilatura
from trafilatura.settings import Document

from dyadbook.errors import SourceError
from dyadbook.records import Article, Problem, PublishedBasis
from dyadbook.sources import dom
from dyadbook.sources.article import SYNTHETIC_LINE, Found, build, with_known
from dyadbook.sources.decode import decode
from dyadbook.sources.meta import PageFacts, host_of, page_facts, pick_title
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.page_blocks import Piece, page_pieces
from dyadbook.sources.page_text import PageText, key
from dyadbook.sources.stated_dates import Stated, read_date

__all__ = ["read_page"]

# Characters under which the wider search has found a menu or a notice, not an article (trafilatura's own bound).
_WIDE_ENOUGH = 250
# Letters of the longest line under which there is nothing but links and labels.
_A_SENTENCE = 20
# Elements of a kind from which on the extractor asks for no second opinion: that takes time by their square.
_MANY = 5_000
_MANY_TOLD = (
    f"it has over {_MANY:,} elements of a kind, so that its text was looked for in the quicker way alone: where"
    " paragraphs are missing, save the article alone or copy its text"
)
# Links and bold or other words of one block, and authors, that the extractor compares each with each.
_MOST_INLINE = 2_000
_PLAIN_TOLD = f"it has a block of over {_MOST_INLINE:,} links and bold or other words: they were read as plain text"
_MOST_AUTHORS = 100
_AUTHORS_TOLD = f"it names authors in over {_MOST_AUTHORS} places: of those the first {_MOST_AUTHORS} were read"
# It warns of each page without text; here such a page becomes a problem with a line of its own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(
    content: bytes | str,
    *,
    source: str,
    options: SourceOptions,
    url: str | None = None,
    charset: str | None = None,
    known: Found | None = None,
) -> tuple[Article, list[Problem]]:
    """Return the article of a page, with what could not be read in it.

    `charset` is what the server says of the bytes; what is `known` beside the page (from a table) comes before what
    the page says. Raises: SourceError where the page holds no article that is read.
    """
    if len(content) > options.max_bytes:
        raise SourceError(
            "too_large", f"{len(content):,} bytes are more than the {options.max_bytes:,} that are read of one page:"
            " raise max_bytes, or save the article alone", source,
        )  # fmt: skip
    text = content if isinstance(content, str) else decode(content, source, options.encoding or charset, html=True)
    tree = dom.parse(text)
    notes = [] if tree is None else _bounded(tree)
    large = tree is not None and dom.most_alike(tree) > _MANY
    notes += [("large_page", _MANY_TOLD)] if large else []
    document = None if tree is None else _extract(tree, url if host_of(url) else None, large=large)
    lines = _text_lines(document)
    if tree is None or document is None or not any(len(key(raw)) >= _A_SENTENCE for raw in lines):
        raise SourceError(
            "no_text", "no article text was found on this page: it may be a list of links, a video or a page that a"
            " script fills; open it in a browser and save or copy the text that you see", source,
        )  # fmt: skip
    facts = page_facts(tree, document.title, url)
    title = pick_title(facts.titles, document.title, facts.publisher, host_of(facts.url))
    pieces = page_pieces(PageText.of(tree), lines, title, facts.authors, facts.summaries)
    found = _found(pieces, facts, title, document.date, dom.page_language(tree))
    found = replace(found, notes=tuple(notes))
    return build(with_known(found, known or Found()), source=source, options=options)


def _bounded(tree: dom.HtmlElement) -> list[tuple[str, str]]:
    """Return what is told of a page that was made lighter, since the extractor would need minutes for it."""
    told = [("many_authors", _AUTHORS_TOLD)] if dom.drop_authors(tree, _MOST_AUTHORS) else []
    return told + ([("plain_block", _PLAIN_TOLD)] if dom.flatten(tree, _MOST_INLINE) else [])


def _text_lines(document: Document | None) -> list[str]:
    """Return the extractor's lines: one paragraph, heading or item of a list each."""
    raw = (document.text or "").split("\n") if document else []
    return [words for line in raw if (words := dom.squeeze(line.removeprefix("- ")))]


def _extract(tree: dom.HtmlElement, url: str | None, *, large: bool) -> Document | None:
    """Return what trafilatura finds, or None.

    favor_precision was measured to be best; where it finds nothing, the wider search is tried, and where what the page
    states breaks it (a time zone of 99 hours), the text alone is looked for.
    """
    for precise, stated in ((True, True), (False, True), (True, False)):
        try:
            found = trafilatura.bare_extraction(
                tree, url=url, favor_precision=precise, include_comments=False, with_metadata=stated, fast=large
            )
        except (ValueError, OverflowError, RecursionError):
            continue
        if isinstance(found, Document) and len((found.text or "").strip()) >= (1 if precise else _WIDE_ENOUGH):
            return found
    return None


def _found(
    pieces: list[Piece], facts: PageFacts, title: str | None, guessed: str | None, language: str | None
) -> Found:
    stated = read_date(facts.published) if facts.published else Stated(None)
    basis: PublishedBasis | None = "stated" if stated.day else None
    if facts.published is None and guessed:
        # Trafilatura's own search reads dates out of the address and the text: likely, but not plainly stated.
        stated, basis = read_date(guessed), "inferred"
    return Found(
        blocks=tuple((piece.kind, piece.text) for piece in pieces),
        title=title,
        authors=facts.authors,
        publisher=facts.publisher,
        published=stated,
        published_basis=basis,
        url=facts.url,
        language_hint=language,
        synthetic=facts.synthetic or any(SYNTHETIC_LINE in piece.text for piece in pieces),
    )
