"""Return how many articles sources hold, where that is known without reading them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dyadbook.sources.files import _files
from dyadbook.sources.sniff import ENDINGS

_ONE = frozenset({"page", "mhtml", "text"})  # kinds of files that hold one article each


def count_articles(sources: Iterable[Path | str]) -> int | None:
    """Return the number of files of the sources; None where one may hold several articles."""
    count = 0
    for source in sources:
        if not isinstance(source, Path):
            return None
        for path in _files(source) if source.is_dir() else (source,):
            if ENDINGS.get(Path(path.name.lower().removesuffix(".gz")).suffix) not in _ONE:
                return None
            count += 1
    return count
