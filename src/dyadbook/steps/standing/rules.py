"""Return the forms of words that tell how two parties stand: one pattern a row, with its aspect and value.

The table is data/standings.csv; its head says what the columns are. Parts that many patterns share are rows of their
own and stand in a pattern as {NAME}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dyadbook.steps.table import split_cell, table_rows

PART = re.compile(r"\{([A-Z_]+)\}")
OTHERS = frozenset({"undone", "thing", "word"})
"""Rows that tell no standing, but what undoes one, or which words the patterns of an aspect hold."""


@dataclass(frozen=True)
class Rule:
    """A form of words: its pattern, what it tells, and where the parties stand.

    `negated`: the pattern holds its own negation or modal, so that words before it do not undo it.
    """

    aspect: str
    value: str
    pattern: str
    scheme: str
    negated: bool


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order of the table: of two that share words for one aspect the first counts."""
    found = []
    for row, pattern in _rows():
        if row["aspect"] not in OTHERS:
            found.append(Rule(row["aspect"], row["value"], pattern, row["scheme"], row["negated"] == "yes"))
    return tuple(found)


def _rows() -> Iterator[tuple[dict[str, str], str]]:
    """Yield the rows of the table but for the shared parts, each with its whole pattern."""
    parts = {"AREA": "(?:" + "|".join(area for area, _ in areas()) + ")"}
    for row in table_rows("standings.csv"):
        pattern = PART.sub(lambda match: parts[match[1]], row["pattern"])
        if row["aspect"] == "part":
            parts[row["value"]] = pattern
        else:
            yield row, pattern


@cache
def areas() -> tuple[tuple[str, tuple[str, str]], ...]:
    """Return areas, as patterns of their names, each with the two countries that claim it."""
    return tuple((row["area"], (row["first"], row["second"])) for row in table_rows("areas.csv"))


@cache
def opposites() -> dict[tuple[str, str], tuple[str, str, str]]:
    """Return by aspect and value the value that stands once it is undone, the verbs that undo it, and their object."""
    things = {row["value"]: pattern for row, pattern in _rows() if row["aspect"] == "thing"}
    found = {}
    for row, pattern in _rows():
        if row["aspect"] == "undone":
            aspect, value = row["value"].split()
            found[aspect, value] = row["scheme"], pattern, things[aspect]
    return found


@cache
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Return the rules with their patterns; a space stands for any white space."""
    return tuple((rule, re.compile(rule.pattern.replace(" ", r"\s"), re.IGNORECASE)) for rule in rules())


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each aspect with the parts of words one of which its patterns hold."""
    return tuple((row["value"], split_cell(pattern)) for row, pattern in _rows() if row["aspect"] == "word")


def matching(words: str) -> Iterator[tuple[Rule, re.Pattern[str]]]:
    """Yield the rules that may be met in a sentence, with their patterns: to look for words is faster than to match."""
    folded = words.casefold()
    aspects = {aspect for aspect, parts in _words() if any(part in folded for part in parts)}
    return ((rule, pattern) for rule, pattern in compiled() if rule.aspect in aspects)
