"""Return the rows of the tables of words and weights that steps go by, from data/."""

from __future__ import annotations

import csv
from importlib import resources


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table by their columns; lines of comment are left out."""
    text = resources.files("dyadbook.steps").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
