"""Return how many articles sources hold, where that is known without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from dyadbook.records import Problem
from dyadbook.sources.files import files_of
from dyadbook.sources.sniff import ENDINGS, UNREAD, ending_of

_ONE = frozenset({"page", "mhtml", "text"})  # kinds of files that hold one article each


def count_articles(sources: Iterable[Path | str]) -> int | None:
    """Return the number of files of the sources; None where one may hold several articles."""
    count = 0
    for source in sources:
        if not isinstance(source, Path):
            return None
        for path in files_of(source) if os.path.isdir(source) else (source,):
            if isinstance(path, Problem):  # of a folder that cannot be opened
                continue
            ending = ending_of(path.name)
            if ending not in UNREAD and ENDINGS.get(ending) not in _ONE:
                return None
            count += 1
    return count
