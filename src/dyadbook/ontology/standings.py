"""Return the aspects in which two parties can stand to each other, and the values that each aspect can have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .tables import read_rows


def _read() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
    """Return the values of each aspect, and the aspects that have a direction."""
    aspects: dict[str, tuple[str, ...]] = {}
    directed = set()
    for row in read_rows("standings"):
        aspects[row["aspect"]] = (*aspects.get(row["aspect"], ()), row["value"])
        if row["directed"] == "yes":
            directed.add(row["aspect"])
    return MappingProxyType(aspects), frozenset(directed)


# Each aspect with its values. DIRECTED_ASPECTS have a `holder` and a `toward`: A recognizes B, A's embassy in B,
# A's sanctions on B, A's troops in B, A is a member of B; the others hold both ways.
STANDING_ASPECTS, DIRECTED_ASPECTS = _read()


def is_standing(aspect: str, value: str) -> bool:
    """Return whether the aspect is known and can have the value."""
    return value in STANDING_ASPECTS.get(aspect, ())
