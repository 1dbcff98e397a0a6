"""Return numbers and names as they stand in a sentence, and text as files can hold it.

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


def writable(text: str) -> str:
    """Return text with lone surrogates as escapes: names of files hold them, and UTF-8 cannot."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
