"""Return the record of relations between countries, read from the news: who said and did what to whom.

`dyadbook.read("page.html")` gives the reading of one article, `dyadbook.read_all(["folder"])` those of many. Nothing
heavy is imported before one of them is used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dyadbook.bookkeeping import add, open_book, reread, sql
    from dyadbook.settings import Settings, load_settings
    from dyadbook.verbs import actor, articles, classify, dates, dyad, explain, export, place, read, read_all

__version__ = "0.1.0"

__all__ = [
    "Settings",
    "__version__",
    "actor",
    "add",
    "articles",
    "classify",
    "dates",
    "dyad",
    "explain",
    "export",
    "load_settings",
    "open_book",
    "place",
    "read",
    "read_all",
    "reread",
    "sql",
]

_HOMES = {
    **dict.fromkeys(("Settings", "load_settings"), "settings"),
    **dict.fromkeys(("add", "open_book", "reread", "sql"), "bookkeeping"),
}


def __getattr__(name: str) -> Any:
    """Return a public name, imported when it is first asked for."""
    if name.startswith("_") or name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'verbs')}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
