"""Return numbers and names as they stand in a sentence.

Level 1: imports nothing of the package, so that the command line can start with it.
"""

from __future__ import annotations

from collections.abc import Iterable


def count_words(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: `Japan, Italy and Peru`."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
