"""Return how often a record with this much for it is right, as counted on labelled real stories.

A step weighs what it knows (the model's probability, the form of words, how sure each actor is) into one number; the
table data/confidence.csv, written by `python -m benchmarks.confidence --write`, says for each kind of record how often
such a record of the development stories was right: an event with its parties, type, modality and history, a statement
with its words and speaker. Of standings, right with their parties, aspect and value, `standing_doubts` says it.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Literal

from dyadbook.steps.table import table_rows

Kind = Literal["event", "statement", "standing"]
LEAST, MOST = 0.02, 0.98


def calibrated(kind: Kind, weight: float) -> float:
    """Return the confidence of a record, between the rows of the table; the weight itself where it has no row."""
    knots = table().get(kind, ())
    if not knots:
        return round(min(MOST, max(LEAST, weight)), 2)
    if weight <= knots[0][0]:
        return knots[0][1]
    for (low, first), (high, second) in pairwise(knots):
        if weight <= high:
            return round(first + (second - first) * (weight - low) / (high - low), 2)
    return knots[-1][1]


@cache
def table() -> dict[str, tuple[tuple[float, float], ...]]:
    """Return (weight, share right) by kind, in order of the weight."""
    found: dict[str, list[tuple[float, float]]] = {}
    for row in table_rows("confidence.csv"):
        found.setdefault(row["kind"], []).append((float(row["weight"]), float(row["right"])))
    return {kind: tuple(sorted(knots)) for kind, knots in found.items()}
