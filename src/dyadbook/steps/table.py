"""Return the rows of the tables of words and weights that steps go by, from data/, and how signs name numbers."""

from __future__ import annotations

import csv
from importlib import resources


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table by their columns; lines of comment are left out.

    Raises: ValueError where a row has a cell too many or too few, as of a comma in a cell without quotation marks.
    """
    text = resources.files("dyadbook.steps").joinpath("data", name).read_text(encoding="utf-8")
    reader = csv.reader(line for line in text.splitlines() if line and not line.startswith("#"))
    columns = next(reader)
    return [dict(zip(columns, row, strict=True)) for row in reader]


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell, which | divides."""
    return tuple(part for part in cell.split("|") if part)


def up_to(number: float, *limits: float) -> str:
    """Return the first limit that a number does not pass, as signs name it; `more` where it passes all."""
    return next((f"{limit:g}" for limit in limits if number <= limit), "more")
