"""Return an article from one row of a table, by the names of its columns.

Level 3. Columns that the user names come first; others are found by names that many tables share.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from dyadbook.errors import MissingColumnError, SourceError, UsageError
from dyadbook.phrases import writable
from dyadbook.records import Article, Problem
from dyadbook.sources.article import Found, attempted, problem
from dyadbook.sources.decode import decode, decode_strays
from dyadbook.sources.names import clean_names
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.stated_dates import read_date
from dyadbook.sources.text import read_text

__all__ = ["FIELDS", "Columns", "read_rows"]

# The fields of an article that a table can give, with the usual names of their columns: the first there is taken. Case,
# blanks and marks make no other name. None has two senses: "source" may be an outlet, a file or an address, "page" a
# page or its number.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article_text", "body_text", "article_body", "main_text", "full_text", "article",
    ),
    "html": ("html", "raw_html", "page_html"),
    "title": ("title", "headline", "article_title"),
    "deck": ("deck", "standfirst", "subtitle", "subheadline"),
    "authors": ("authors", "author", "byline", "author_name"),
    "publisher": (
        "publisher", "outlet", "publication", "newspaper", "paper", "source_name", "outlet_name", "publisher_name",
        "publication_name", "media_name", "news_outlet", "site_name",
    ),
    "published": (
        "published", "published_at", "published_on", "published_date", "publish_date", "publication_date",
        "date_published", "date_publish", "pub_date", "article_date", "date",
    ),
    "url": ("url", "link", "article_url", "web_url", "permalink"),
    "language": ("language", "lang"),
    "retrieved": ("retrieved", "retrieved_at", "crawl_date", "date_download"),
    "synthetic": ("synthetic",),
    "doc_id": (
        "doc_id", "document_id", "story_id", "article_id", "news_id", "text_id", "accession_number", "uuid", "id",
    ),
}  # fmt: skip
log = logging.getLogger(__name__)

_LONGEST_ID = 1000  # characters; what is longer is no id
_HOPELESS = 20  # rows without a text before the first with one: then the table has none
_TAGS = re.compile(r"\s*<(?:!doctype|html|head|body|article|div|p|h1|section|main)\b", re.IGNORECASE)

Columns = dict[str, str]
Row = Mapping[str, Any]


def find_columns(there: Iterable[str], options: SourceOptions, where: str, *, fixed: bool) -> Columns:
    """Return the column of each field; the log tells which are not used, and that none names the outlet or the day.

    `fixed`: no row has others.

    Raises: MissingColumnError naming the columns that are there; UsageError where `options.columns` names no field.
    """
    names = [name for name in there if isinstance(name, str)]
    if unknown := [name for name in options.columns if name not in FIELDS]:
        raise UsageError(f"{unknown[0]!r} is no field of an article: map one of {', '.join(FIELDS)}")
    columns = dict(options.columns)
    by_key = {_key(name): name for name in reversed(names)}
    for name, usual in FIELDS.items():
        lacks = options.columns_of_some and name in columns and columns[name] not in names
        if name in columns and not lacks:
            continue
        if match := next((by_key[_key(key)] for key in usual if _key(key) in by_key), None):
            columns[name] = match
            if lacks:
                log.warning(
                    "%s: there is no column %r for %s: %r is read",
                    writable(where), options.columns[name], name, match,
                )  # fmt: skip
    if "text" not in columns and "html" not in columns:
        raise MissingColumnError(
            f"{where}: no column holds the articles' text: name it, as in --columns text=NAME; "
            f"there are: {_list(names)}"
        )
    needed = columns if fixed else [name for name in ("text", "html") if name in columns]
    for name in needed:
        if columns[name] not in names and (fixed or not any(columns.get(key) in names for key in ("text", "html"))):
            raise MissingColumnError(
                f"{where}: there is no column {columns[name]!r} for {name}: name one that is there: {_list(names)}"
            )
    for name, column in columns.items():
        if name not in options.columns and (other := f"{column}#2") in names:
            raise MissingColumnError(
                f"{where}: the column {column!r} stands twice: name the one that is meant, "
                f"as in --columns {name}={other}, or --columns {name}={column} for the first"
            )
    _warn_of_unread(columns, names, options, where)
    return columns


def _warn_of_unread(columns: Columns, names: Sequence[str], options: SourceOptions, where: str) -> None:
    """Tell the log which columns are not used, and what of an article no column holds."""
    if unused := [name for name in names if name not in columns.values() and name.strip()]:
        log.warning(
            "%s: columns that are not used: %s; to use one, name its field, as in --columns published=NAME",
            writable(where), _list(unused),
        )  # fmt: skip
    if "doc_id" in columns and "doc_id" not in options.columns:
        log.warning(
            "%s: the column %r is kept as each row's own id; if another is meant, name it, as in --columns doc_id=NAME",
            writable(where), columns["doc_id"],
        )  # fmt: skip
    if "title" in columns and "html" not in columns:
        log.warning(
            "%s: what the titles of the column %r tell is not read; where it matters, put it before the text",
            writable(where), columns["title"],
        )  # fmt: skip
    if "published" not in columns and "html" not in columns:
        log.warning(
            "%s: no column tells when the articles were published; to use one, name its field, as in --columns "
            "published=NAME",
            writable(where),
        )  # fmt: skip
    if "publisher" not in columns and "html" not in columns:
        log.warning(
            "%s: no column names the outlet; to use one, name its field, as in --columns publisher=NAME",
            writable(where),
        )  # fmt: skip


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _list(names: list[str]) -> str:
    shown = ", ".join(name if len(name) <= 60 else f"{name[:60]}…" for name in names[:20]) or "none"
    return f"{shown}, and {len(names) - 20} more" if len(names) > 20 else shown


def read_rows(
    rows: Iterable[tuple[int, Row | SourceError]], options: SourceOptions, where: str, *, fixed: bool
) -> Iterator[Article | Problem]:
    """Yield the article of each (number, row); an error in place of a row is a problem, and the next are still read.

    A table without rows is a problem. Raises: MissingColumnError where none of the first rows has a text.
    """
    columns: Columns | None = None
    without: list[tuple[str, MissingColumnError]] = []
    number = 0
    for number, row in rows:
        if isinstance(row, SourceError):
            yield problem(row)
            continue
        place = f"{where}:{number}"
        if columns is None:
            try:
                columns = find_columns(row, options, where, fixed=fixed)
            except MissingColumnError as error:
                without.append((place, error))
                if fixed or len(without) >= _HOPELESS:
                    raise without[0][1] from None
                continue
            for told, missing in without:
                yield problem(SourceError("missing_column", str(missing).removeprefix(f"{where}: "), told))
        yield from attempted(partial(read_row, row, columns, place, options), place)
    if columns is None and without:
        raise without[0][1]
    if not number:
        yield problem(SourceError("empty", "the table has no rows: give one with an article in each", where))


def read_row(row: Row, columns: Columns, place: str, options: SourceOptions) -> tuple[Article, list[Problem]]:
    """Return the article of a row, with what could not be read in it. Raises: SourceError where there is none."""

    def cell(name: str) -> Any:
        value = row.get(columns[name]) if name in columns else None
        if isinstance(value, bytes) and name not in ("html", "doc_id"):  # some programs mark no text as such
            value = decode(value, place, options.encoding) if name == "text" else decode_strays(value, "utf-8")
        # Not a number: what data frames write for an empty cell.
        return None if value is None or value != value or (isinstance(value, str) and not value.strip()) else value

    words, page = cell("text"), cell("html")
    if words is None and page is None:
        missing = columns.get("text") or columns["html"]
        what = "is empty" if missing in row else f"is not there; there are: {_list(list(row))}"
        raise SourceError("empty", f"the column {missing!r} {what}: give the article's text in it", place)
    doc_id, notes = _own_id(cell("doc_id"), columns.get("doc_id", ""))
    known = Found(
        title=_words(cell("title")),
        deck=_words(cell("deck")),
        authors=clean_names(_names(cell("authors"))),
        publisher=_words(cell("publisher")),
        published=read_date(cell("published")),
        published_basis="stated" if cell("published") is not None else None,
        url=_words(cell("url")),
        doc_id=doc_id,
        notes=notes,
        language_hint=(_words(cell("language")) or "")[:2].lower() or None,
        synthetic=str(cell("synthetic")).strip().lower() in ("true", "1", "1.0", "yes"),
        retrieved=read_date(cell("retrieved")).day,
    )
    if not isinstance(words, str) and not isinstance(page, str | bytes):
        kind = _kind(page if words is None else words)
        raise SourceError("no_text", f"the cell holds {kind}, not text: give the article's text in it", place)
    if page is None and _TAGS.match(words):
        page = words
    if page is not None:
        from dyadbook.sources.html import read_page  # brings trafilatura: only where a row holds a page

        page = page if isinstance(page, bytes) else str(page)
        return read_page(page, source=place, options=options, url=known.url, known=known)
    return read_text(words, source=place, options=options, known=known)


def _kind(value: Any) -> str:
    """Return what a cell holds, as people call it."""
    kinds = {"list": "a list", "dict": "an object", "bool": "true or false", "int": "a number", "float": "a number"}
    return kinds.get(type(value).__name__, f"a value of the kind {type(value).__name__}")


def _words(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None


def _own_id(value: Any, column: str) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """Return the id that a cell holds, as the table writes it; else why it holds none: code and message."""
    if isinstance(value, dict) and value.keys() == {"$oid"}:  # as MongoDB exports its ids
        value = value["$oid"]
    if isinstance(value, float) and value.is_integer():  # what data frames make of whole numbers beside empty cells
        value = int(value)
    if value is None:
        return None, ()
    if isinstance(value, str | int | UUID) and _can_be_id(text := str(value)):
        return text, ()
    message = f"the cell of the column {column!r} is kept as no id: it holds no number and no short text"
    return None, (("doc_id", message),)


def _can_be_id(text: str) -> bool:
    """Return whether a text is short enough for an id, and can be written."""
    return len(text) <= _LONGEST_ID and not any("\ud800" <= char <= "\udfff" for char in text)


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value if item] if isinstance(value, list | tuple) else []
