"""Return the aspects in which two parties can stand to each other, and the values that each aspect can have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .tables import read_rows

Entry = tuple[str, str]


def _read() -> tuple[Mapping[str, tuple[str, ...]], frozenset[str], frozenset[Entry], Mapping[Entry, str]]:
    """Return the values of each aspect, the aspects that have a direction, what may have one, and states of values."""
    aspects: dict[str, tuple[str, ...]] = {}
    directed, may, states = set(), set(), {}
    for row in read_rows("standings"):
        aspects[row["aspect"]] = (*aspects.get(row["aspect"], ()), row["value"])
        if row["directed"] == "yes":
            directed.add(row["aspect"])
        elif row["directed"] == "may":
            may.add((row["aspect"], row["value"]))
        if row["state"]:
            states[row["aspect"], row["value"]] = row["state"]
    return MappingProxyType(aspects), frozenset(directed), frozenset(may), MappingProxyType(states)


# Each aspect with its values. DIRECTED_ASPECTS have a `holder` and a `toward`: A recognizes B, A's embassy in B,
# A's sanctions on B, A's troops in B, A is a member of B; the others hold both ways, but for what one of two may do
# alone: A restricts trade with B.
STANDING_ASPECTS, DIRECTED_ASPECTS, _MAY_BE_DIRECTED, _STATES = _read()


def may_be_directed(aspect: str, value: str) -> bool:
    """Return whether a standing has a direction, or can have one."""
    return aspect in DIRECTED_ASPECTS or (aspect, value) in _MAY_BE_DIRECTED


def is_standing(aspect: str, value: str) -> bool:
    """Return whether the aspect is known and can have the value."""
    return value in STANDING_ASPECTS.get(aspect, ())


def exclude(aspect: str, one: str, other: str) -> bool:
    """Return whether two values of an aspect cannot hold at once, as "established" and "severed" of relations.

    Of two treaties or two disputes one may be in force and the other over: such values exclude none.
    """
    first, second = _STATES.get((aspect, one)), _STATES.get((aspect, other))
    return first is not None and second is not None and first != second
