"""Return the rows of the ontology's own tables, and the error for a name that they do not hold."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from dyadbook.errors import UsageError

DATA = Path(__file__).parent / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of data/<name>.csv in their order, each value as it is written."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def to_number(text: str) -> float | None:
    """Return the number, or None where the table has none: a score that nobody gave is never a zero."""
    return float(text) if text else None


def unknown(what: str, name: str, known: Iterable[str]) -> UsageError:
    """Return the error for a name that is not in the table, with the nearest names that are."""
    close = get_close_matches(name.upper(), known, n=3) or get_close_matches(name.lower(), known, n=3)
    hint = f"did you mean {' or '.join(close)}?" if close else "see docs/ontology.md for the list"
    return UsageError(f"{name!r} is no {what}; {hint}")
