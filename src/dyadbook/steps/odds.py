"""Return how likely something is by the signs that speak for it, which the tables of data/ weigh.

A sign has a number, 1 where it is only there or not; its weight is the logarithm of odds for each unit of it. Weights
add up, and a sign that a table lacks says nothing. Scripts of training/ fit them to labelled stories.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

from dyadbook.steps.table import table_rows

Signs = Mapping[str, float]
Weights = Mapping[str, float]
SUREST = 0.999


@cache
def weights(name: str, **where: str) -> Weights:
    """Return the weight of each sign of a table, or of those of its rows that have these values in their columns."""
    rows = (row for row in table_rows(name) if all(row[column] == value for column, value in where.items()))
    return {row["sign"]: float(row["weight"]) for row in rows}


def chance(signs: Signs, table: Weights) -> float:
    """Return the probability that signs speak for."""
    return 1 / (1 + math.exp(-_total(signs, table)))


def shares(options: Sequence[Signs], table: Weights) -> list[float]:
    """Return the probability of each of several options of which one holds, by their signs; they add up to 1."""
    powers = [math.exp(_total(signs, table)) for signs in options]
    return [power / sum(powers) for power in powers]


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a probability, which is never quite 1."""
    return math.log(min(chance, SUREST) / (1 - min(chance, SUREST)))


def _total(signs: Signs, table: Weights) -> float:
    return sum(table.get(name, 0.0) * value for name, value in signs.items())
