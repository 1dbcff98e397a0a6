"""Return the options of reading sources: limits, columns, what is allowed.

Level 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dyadbook.sources.stated_dates import DateOrder

__all__ = ["SourceOptions"]


@dataclass(frozen=True, kw_only=True)
class SourceOptions:
    """What may be read, and how much of it.

    columns: for tables, the column of each field of an article, as in {"text": "body"}; what is not named is looked for
        under its usual names (`text`, `title`, `date`, ...).
    columns_of_some: the columns named may be those of some of several tables: one that lacks a column, and has the
        field under a usual name, is read by that.
    languages: the languages that are read; an empty tuple takes all. An article in another is a problem only.
    encoding: the encoding of the bytes where the user knows it; None looks for it.
    max_bytes: bytes of one page, one text or one row; 20 MB holds any article, and a page that is longer is none.
    max_text: characters of the text of one article; a book has a million, and more is read for minutes.
    max_paragraph: characters of one paragraph; a longer one stays in the text but is in no block, so it is not read.
    timeout_s: seconds for a whole download, with all its redirects.
    max_redirects: how many redirects are followed.
    allow_private: whether an address may lead to this machine or its own network.
    user_agent: how a download presents itself.
    retrieved: the day when the articles were taken, where the user knows it; downloads know it by themselves.
    date_order: whether day or month comes first in dates such as 7/2/2025, where the user knows it.
    publisher: the outlet of all that is read, where the user knows it; it comes before what the page says.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    columns_of_some: bool = False
    languages: tuple[str, ...] = ("en",)
    encoding: str | None = None
    max_bytes: int = 20_000_000
    max_text: int = 2_000_000
    max_paragraph: int = 100_000
    timeout_s: float = 30.0
    max_redirects: int = 5
    allow_private: bool = False
    user_agent: str = "dyadbook (reads single articles for its user)"
    retrieved: date | None = None
    date_order: DateOrder = "unknown"
    publisher: str | None = None
