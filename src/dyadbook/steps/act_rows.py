"""Return the rows of data/acts.csv: the words of acts, and what each means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dyadbook.steps.table import split_cell, table_rows


@dataclass(frozen=True)
class Row:
    """One row of acts.csv: words of an act, and what they mean."""

    heads: tuple[str, ...]
    pos: str
    objects: tuple[str, ...]
    links: tuple[str, ...]
    type: str
    mode: str
    cameo: str
    flags: str


@cache
def rows() -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Row], ...]]:
    """Return, for each part of speech and first word, the (words of the head, row) that it may open, longest first."""
    found: dict[tuple[str, str], list[tuple[tuple[str, ...], Row]]] = {}
    for each in table_rows("acts.csv"):
        sides = split_cell(each["head"]), each["pos"], split_cell(each["object"]), split_cell(each["target"])
        row = Row(*sides, each["type"], each["mode"], each["cameo"], each["flags"])
        for words in (tuple(one.split()) for one in row.heads):
            found.setdefault((row.pos, words[0]), []).append((words, row))
    return {key: tuple(sorted(each, key=lambda item: -len(item[0]))) for key, each in found.items()}
