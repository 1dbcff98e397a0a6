"""Return articles from what a user has: pages, texts, tables, folders, addresses, standard input.

Level 3: bytes -> Article. One article that cannot be read is a Problem, and the next are still read. A problem within
an article comes right before that article and names its id.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dyadbook.records import Article, Problem
from dyadbook.sources.options import SourceOptions

__all__ = ["SourceOptions", "articles", "from_html", "from_text"]


def articles(source: str | Path, *, options: SourceOptions | None = None) -> Iterator[Article | Problem]:
    """Yield the articles of a file, a folder, an address, a table or "-" (standard input), and the problems met.

    Raises: UsageError where the call itself cannot be carried out: a column that is not there.
    """
    from dyadbook.sources import files  # brings lxml and the rest: only where something is read

    options = options or SourceOptions()
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        from dyadbook.sources import url

        return url.read_url(source, options)
    if source == "-":
        return files.read_stream(sys.stdin.buffer, "-", options)
    return files.read_path(Path(source), options)


def from_text(
    text: str,
    *,
    source: str = "text",
    options: SourceOptions | None = None,
    problems: list[Problem] | None = None,
) -> Article:
    """Return the article of a plain text; what could not be read in it is added to `problems`.

    Raises: SourceError where there is no article that is read.
    """
    from dyadbook.sources.text import read_text

    article, met = read_text(text, source=source, options=options or SourceOptions())
    if problems is not None:
        problems.extend(met)
    return article


def from_html(
    page: bytes | str,
    *,
    source: str = "page",
    url: str | None = None,
    options: SourceOptions | None = None,
    problems: list[Problem] | None = None,
) -> Article:
    """Return the article of a page; what could not be read in it is added to `problems`.

    Raises: SourceError where there is no article that is read.
    """
    from dyadbook.sources.html import read_page

    article, met = read_page(page, source=source, url=url, options=options or SourceOptions())
    if problems is not None:
        problems.extend(met)
    return article
