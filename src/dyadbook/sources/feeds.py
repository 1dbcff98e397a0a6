"""Return the items of a feed (RSS, Atom), and the articles of those that it holds whole.

Level 3, the only importer of feedparser, which is given bytes and never an address. Whether an item is the article or
an announcement of it, its length and its end tell, for feeds put either in either field; a short text is one only where
the field for the whole text holds it.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax import SAXException

import feedparser

from dyadbook.errors import SourceError, UsageError
from dyadbook.records import Article, Problem, PublishedBasis
from dyadbook.sources import dom
from dyadbook.sources.article import Found, attempted, problem
from dyadbook.sources.decode import decode, wide_encoding
from dyadbook.sources.html import read_page
from dyadbook.sources.meta import host_of
from dyadbook.sources.names import clean_names
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.stated_dates import NOT_STATED, Stated, read_date

__all__ = ["Feed", "Item", "feed_addresses", "parse_feed", "read_feed", "read_item"]

_WHOLE = 900  # characters: announcements are shorter, articles longer
_SHORT = 300  # of a report that the field for the whole text holds
_SENTENCES = 3  # of it, the least
_SUMMED_UP = 1.5  # times as long as the summary beside it: else it is that summary once more
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s|\Z)")
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…)\]|(?:read|continue|see|view)\s+(?:more|on|reading|the (?:full|rest)[\w ]*|full[\w ]*))"
    r"\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of a feed; `content` is the article as HTML, None where the item only announces it."""

    number: int
    name: str | None
    link: str | None
    title: str | None
    authors: tuple[str, ...] = ()
    published: Stated = NOT_STATED
    published_basis: PublishedBasis | None = None
    content: str | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: its title, its language as it states it, its items, and what is wrong with it where something is."""

    title: str | None
    language: str | None
    items: tuple[Item, ...]
    trouble: str | None = None


def parse_feed(data: bytes, where: str, *, url: str | None = None, charset: str | None = None) -> Feed:
    """Return the feed in bytes; `url` is where it came from, for links that are not whole.

    Raises: SourceError where it is no feed.
    """
    headers = {"content-type": f"application/xml; charset={charset}" if charset else "application/xml"}
    if url:
        headers["content-location"] = url
    found = feedparser.parse(  # type: ignore[attr-defined,no-untyped-call]
        io.BytesIO(data.strip()),
        response_headers=headers,  # it takes for ever to pass over blanks
    )
    if not found.version and not found.entries:
        raise SourceError("no_feed", "it is no feed (RSS or Atom): give the address of the feed, not of a page", where)
    broken = found.get("bozo_exception")
    trouble = None
    if isinstance(broken, SAXException):
        trouble = f"the feed is broken ({broken.getMessage()}): what could be made out of it was read; load it again"
    head = found.feed
    return Feed(
        title=dom.squeeze(head.get("title")) or None,
        language=head.get("language"),
        items=tuple(_item(entry, number) for number, entry in enumerate(found.entries, start=1)),
        trouble=trouble,
    )


def read_feed(
    data: bytes, where: str, options: SourceOptions, *, charset: str | None = None
) -> Iterator[Article | Problem]:
    """Yield the articles that a feed holds whole, and the problems met: an item that only announces one is one.

    Raises: SourceError where it is no feed.
    """
    if wide_encoding(data):
        data, charset = decode(data, where).encode("utf-8", "replace"), "utf-8"
    feed = parse_feed(data, where, charset=charset)
    if feed.trouble:
        yield problem(SourceError("broken_feed", feed.trouble, where))
    elif not feed.items:
        yield problem(SourceError("empty", "the feed has no items: give one with articles in it", where))
    for item in feed.items:
        place = f"{where}:{item.number}"
        if item.content is None:
            message = (
                "the feed only announces this article: its text here is a summary, is cut off, or is too short to be"
                " the whole; `dyadbook follow` with the feed's own address (https://...) fetches its page"
            )
            yield problem(SourceError("announced_only", message, place))
            continue
        yield from attempted(partial(read_item, item, feed, place, options), place)


def read_item(
    item: Item, feed: Feed, source: str, options: SourceOptions, *, retrieved: date | None = None
) -> tuple[Article, list[Problem]]:
    """Return the article that an item holds whole, and the problems in it.

    Raises: SourceError where it holds none that is read.
    """
    title = html.escape(item.title or "")
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{item.content}</article></body>"
    known = Found(
        title=item.title,
        authors=item.authors,
        publisher=feed.title,
        published=item.published,
        published_basis=item.published_basis,
        url=item.link,
        retrieved=retrieved,
    )
    return read_page(page, source=source, options=options, url=item.link, known=known)


def feed_addresses(sources: list[str]) -> list[str]:
    """Return the addresses of feeds, each once: those given, and those in files of OPML.

    Raises: UsageError that names what is neither.
    """
    found: list[str] = []
    for source in sources:
        if re.match(r"https?://\S+\Z", source, re.IGNORECASE):
            found.append(source)
            continue
        if re.match(r"[a-z]+://", source, re.IGNORECASE):
            raise UsageError(
                f"{source}: feeds are fetched over http or https; a saved one is read by `dyadbook add FILE`."
            )
        try:
            outlines = ElementTree.fromstring(Path(source).read_bytes()).iter("outline")
        except (OSError, ElementTree.ParseError) as error:
            told = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise UsageError(f"{source} is no list of feeds (OPML) that can be read: {told}.") from error
        listed = [address.strip() for outline in outlines if (address := outline.get("xmlUrl"))]
        if not listed:
            raise UsageError(
                f"{source} lists no feed: an OPML file names each in `xmlUrl`. A feed itself is followed by its address"
                " (https://...); one kept in a file is read by `dyadbook read` or `add`."
            )
        found += listed
    return list(dict.fromkeys(found))


# ---- items


def _item(entry: Any, number: int) -> Item:
    name, link = entry.get("id"), entry.get("link")
    if not link and name and re.match(r"https?://", name):
        link = name
    stated, basis = read_date(entry.get("published")), "stated"
    if stated == NOT_STATED:  # Atom asks for the day of the last change, and leaves that of publication free
        stated, basis = read_date(entry.get("updated")), "inferred"
    names = [author.get("name") for author in entry.get("authors", ())]
    return Item(
        number=number,
        name=name or None,
        link=link if host_of(link) else None,
        title=dom.squeeze(_text(entry.get("title") or "")) or None,
        authors=clean_names(name for name in names if name),
        published=stated,
        published_basis=basis if stated.day else None,  # type: ignore[arg-type]
        content=_content(entry),
    )


def _content(entry: Any) -> str | None:
    """Return the longest of an item's texts as HTML, None where it is no whole article."""
    summary = entry.get("summary_detail") or {}
    pieces = [*entry.get("content", ()), summary]
    texts = [(_as_html(piece), piece is summary) for piece in pieces if piece.get("value")]
    longest, is_summary = max(texts, key=lambda text: len(text[0]), default=("", True))
    words = _words(longest)
    summed_up = next((_words(text) for text, summed in texts if summed), "")
    whole = len(words) >= _WHOLE or (not is_summary and _is_short_report(words, summed_up))
    return longest if whole and not _CUT.search(words) else None


def _is_short_report(words: str, summary: str) -> bool:
    """Return whether the words of the field for the whole text are a short report, and not the summary once more."""
    ends = list(_SENTENCE_END.finditer(words))
    return (
        len(words) >= max(_SHORT, _SUMMED_UP * len(summary))
        and len(ends) >= _SENTENCES
        and ends[-1].end() == len(words)
    )


def _as_html(piece: Any) -> str:
    value = str(piece["value"])
    if piece.get("type") == "text/plain":
        return "".join(f"<p>{html.escape(part)}</p>" for part in re.split(r"\n\s*\n", value))
    return value


def _words(markup: str) -> str:
    """Return the visible words of a piece of HTML, a blank between its parts."""
    tree = dom.parse(markup) if markup.strip() else None
    return dom.squeeze(" ".join(text for _, text in dom.texts(tree))) if tree is not None else markup


def _text(markup: str) -> str:
    """Return the visible text of a piece of HTML."""
    tree = dom.parse(markup) if markup.strip() else None
    return "".join(text for _, text in dom.texts(tree)) if tree is not None else markup
