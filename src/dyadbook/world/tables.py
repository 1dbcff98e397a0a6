"""Return the rows of the world's tables: CSV files beside this module, source and licence in `#` lines at the head.

The tables are written by tools/build_world.py; docs/world.md names each one's columns and sources.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

DATA = Path(__file__).parent / "data"
TRUE_UNTIL = date(2026, 2, 1)
"""The day after the last one for which the tables are meant to be true: nothing is answered from there on."""


def rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a table without its `#` lines and its header line."""
    path = DATA / name
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    reader = csv.reader(lines)
    next(reader)
    return reader


def words(name: str) -> frozenset[str]:
    """Return the lines of a word list."""
    text = (DATA / name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def day(text: str) -> date | None:
    """Return the date written as YYYY-MM-DD; None where the field is empty."""
    return date.fromisoformat(text) if text else None


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a field that lists several with `|` between."""
    return tuple(text.split("|")) if text else ()


def holds(since: date | None, until: date | None, on: date) -> bool:
    """Return whether a row with these dates (`until` exclusive, None: open) holds on a day that the tables cover."""
    return on < TRUE_UNTIL and (since is None or since <= on) and (until is None or on < until)
