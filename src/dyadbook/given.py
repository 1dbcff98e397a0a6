"""Return what a user gives as what it is: a path, an address, standard input or the text itself, and its articles.

Level 4, above `sources`, which read each kind.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from dyadbook import sources
from dyadbook.errors import MissingColumnError, SourceError, UsageError
from dyadbook.records import Article, Problem
from dyadbook.settings import Settings
from dyadbook.sources.article import missing_column
from dyadbook.sources.stated_dates import Stated, check_date

log = logging.getLogger(__name__)

Source = str | os.PathLike[str]
_ENDINGS = (
    ".html",
    ".htm",
    ".xhtml",
    ".mht",
    ".mhtml",
    ".txt",
    ".md",
    ".jsonl",
    ".csv",
    ".tsv",
    ".parquet",
    ".gz",
    ".json",
    ".warc",
    ".rss",
    ".atom",
    ".docx",
    ".rtf",
)
_LONGEST_PATH = 1000  # characters; what is longer is text


def articles_of(known: Sequence[Path | str], settings: Settings) -> Iterator[Article | Problem]:
    """Return the articles of sources that were looked at, each with the date and the outlet given by hand.

    Raises: MissingColumnError where the only source is a table without the text; of several that one is a problem.
    """
    chosen = options(settings)
    published: date | None = settings["read.published"]
    if published is not None:
        latest = settings["read.retrieved"] or date.today()
        if trouble := check_date(Stated(published), latest).trouble:
            raise UsageError(f"{trouble.partition(':')[0]}: give the day on which it was published.")
    for source in known:
        log.info("reading %s", "a text" if isinstance(source, _Text) else source)
        found = _from_text(source, chosen) if isinstance(source, _Text) else sources.articles(source, options=chosen)
        for item in found if len(known) == 1 else _without_stop(found, source):
            if isinstance(item, Article) and published is not None:
                yield msgspec.structs.replace(item, published=published, published_basis="given")
            else:
                yield item


def _without_stop(found: Iterator[Article | Problem], source: Path | str) -> Iterator[Article | Problem]:
    """Yield what is found in one of several sources; a table without the text must not stop the others."""
    try:
        yield from found
    except MissingColumnError as error:
        yield missing_column(error, str(source))


class _Text(str):
    """The text of an article, given as such."""

    __slots__ = ()


def _from_text(text: str, options: sources.SourceOptions) -> Iterator[Article | Problem]:
    """Return the article of a text, after the problems within it."""
    problems: list[Problem] = []
    try:
        article = sources.from_text(text, options=options, problems=problems)
    except SourceError as error:
        yield Problem(source=error.where, step="source", code=error.code, message=error.message)
        return
    yield from problems
    yield article


def sources_of(given: Iterable[Source] | Source) -> list[Source]:
    """Return what is given as a list: one source, or several."""
    several = isinstance(given, Iterable) and not isinstance(given, str | bytes)
    return list(given) if several else [given]  # type: ignore[arg-type, list-item]


def known_source(source: Source) -> Path | str:
    """Return a source as what it is: path, address, "-" or text.

    Raises: UsageError when it is empty, of another type, or an address of no kind that is read.
    """
    if isinstance(source, os.PathLike):
        return Path(source)
    if not isinstance(source, str):
        raise UsageError(
            f"{str(source)[:80]!r} ({type(source).__name__}) is nothing that is read: give a path, an address or a "
            "text; `read_all` takes a list of them."
        )
    if not source:  # a path would be the folder that one stands in
        raise UsageError("what to read is empty (an unset variable?): give a path, an address, a text or -.")
    if source == "-" or re.match(r"https?://\S+\Z", source, re.IGNORECASE):
        return source
    if re.match(r"[a-z][a-z0-9+.-]+://\S+\Z", source, re.IGNORECASE):
        raise UsageError(f"{source} is no address that is read: give one of http or https, or a path.")
    if "\n" in source or "\r" in source or len(source) > _LONGEST_PATH:
        return _Text(source)
    if "\0" not in source and os.path.exists(source):
        return Path(source)
    return Path(source) if _looks_like_path(source) else _Text(source)


def _looks_like_path(line: str) -> bool:
    """Return whether one line is meant as a path: it has an ending of files, starts at a root, or is one word.

    A text has spaces and none of these.
    """
    words = line.strip()
    if words.lower().endswith(_ENDINGS) or words.startswith(("/", "./", "../", "~/", ".\\", "..\\")):
        return True
    return not re.search(r"\s", words)


def shown(source: Source) -> str:
    """Return a source as messages name it."""
    known = str(source)
    return known if "\n" not in known and len(known) <= 200 else "text"


def options(settings: Settings) -> sources.SourceOptions:
    """Return the options of sources that the settings give."""
    return sources.SourceOptions(
        columns=settings["read.columns"],
        languages=settings["read.languages"],
        encoding=settings["read.encoding"],
        max_bytes=settings["read.max_bytes"],
        max_text=settings["read.max_text"],
        max_paragraph=settings["read.max_paragraph"],
        timeout_s=settings["http.timeout"],
        max_redirects=settings["http.max_redirects"],
        allow_private=settings["http.allow_private"],
        user_agent=settings["http.user_agent"],
        retrieved=settings["read.retrieved"],
        date_order=settings["read.date_order"],
        publisher=settings["read.publisher"],
    )
