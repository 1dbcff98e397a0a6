"""Return what a user can do with a book: file articles, read them again, look after it. One function for each thing.

Level 6, beside `verbs`. A book is named by its folder or address; None takes the one of the settings. What reads
articles is imported when it is first asked for: who only asks a book, or looks after it, does not wait for it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from dyadbook.book.store import KEPT_HOURS
from dyadbook.bookkeeping.upkeep import (
    check,
    compact,
    decisions_in,
    decisions_out,
    forget,
    info,
    open_book,
    problems,
    runs,
    sql,
    vacuum,
)

if TYPE_CHECKING:
    from dyadbook.bookkeeping.filing import add, add_articles, add_readings
    from dyadbook.bookkeeping.rereading import Change, RecordChange, reread
    from dyadbook.bookkeeping.run import Added, Progress, read_with

__all__ = [
    "KEPT_HOURS",
    "Added",
    "Change",
    "Progress",
    "RecordChange",
    "add",
    "add_articles",
    "add_readings",
    "check",
    "compact",
    "decisions_in",
    "decisions_out",
    "forget",
    "info",
    "open_book",
    "problems",
    "read_with",
    "reread",
    "runs",
    "sql",
    "vacuum",
]

_HOMES = {
    **dict.fromkeys(("add", "add_articles", "add_readings"), "filing"),
    **dict.fromkeys(("Change", "RecordChange", "reread"), "rereading"),
    **dict.fromkeys(("Added", "Progress", "read_with"), "run"),
}


def __getattr__(name: str) -> Any:
    """Return a public name of those that read articles, imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
