"""Return PLOVER's types, modes, contexts and sectors with their quad classes and scores.

Source: PLOVER, Event, Actor and Data Interchange Specification, draft 2.0 (Open Event Data Alliance, 4 February 2024).
Where the manual contradicts itself, docs/ontology.md names both readings and the one taken here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from .tables import read_rows, to_number, unknown

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

# By the number that GDELT writes as QuadClass and PLOVER as numeric category.
QUADS: Mapping[int, Quad] = MappingProxyType(
    {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
)

_FUTURE: Mapping[str, str] = MappingProxyType(
    {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's 16 types.

    `score` runs from -10 (conflict) to 10 (cooperation); `score_printed` is what the manual prints, which differs
    for ACCUSE alone. `modes` gives each mode its score, None where the manual gives none.
    """

    name: str
    quad: Quad
    score: float | None
    modes: Mapping[str, float | None]
    score_printed: float | None
    requires_recipient: bool


@cache
def event_types() -> Mapping[str, EventType]:
    """Return the 16 types by name, in the manual's order."""
    scores: dict[str, dict[str, float | None]] = {}
    for row in read_rows("modes"):
        scores.setdefault(row["type"], {})[row["mode"]] = to_number(row["score"])
    types = {
        row["type"]: EventType(
            name=row["type"],
            quad=QUADS[int(row["quad"])],
            score=to_number(row["score"]),
            modes=MappingProxyType(scores.get(row["type"], {})),
            score_printed=to_number(row["score_printed"]),
            requires_recipient=row["requires_recipient"] == "yes",
        )
        for row in read_rows("types")
    }
    return MappingProxyType(types)


@cache
def contexts() -> tuple[str, ...]:
    """Return the 37 contexts in the manual's order."""
    return tuple(row["context"] for row in read_rows("contexts"))


@cache
def sectors() -> Mapping[str, str]:
    """Return the 25 sectors: code to a label in our own words."""
    return MappingProxyType({row["sector"]: row["label"] for row in read_rows("sectors")})


def is_type(name: str) -> bool:
    """Return whether the name is one of PLOVER's types, in its spelling."""
    return name in event_types()


def is_mode(type: str, mode: str) -> bool:
    """Return whether the type has the mode; an unknown type has none."""
    return type in event_types() and mode in event_types()[type].modes


def is_context(name: str) -> bool:
    """Return whether the name is one of PLOVER's contexts, in its spelling."""
    return name in contexts()


def is_sector(code: str) -> bool:
    """Return whether the code is one of PLOVER's sectors."""
    return code in sectors()


def find_type(name: str) -> EventType:
    """Return the type of that name.

    Raises: UsageError when PLOVER has no such type.
    """
    if not is_type(name):
        raise unknown("PLOVER type", name, event_types())
    return event_types()[name]


def modes(type: str) -> tuple[str, ...]:
    """Return the modes of a type in the manual's order; AGREE, SUPPORT, CONCEDE, COOPERATE and AID have none.

    Raises: UsageError when PLOVER has no such type.
    """
    return tuple(find_type(type).modes)


def quad(type: str) -> Quad:
    """Return the quad class of a type.

    Raises: UsageError when PLOVER has no such type.
    """
    return find_type(type).quad


def score(type: str, mode: str | None = None) -> float | None:
    """Return PLOVER's score of a type, or of one of its modes; None for PROTEST vandalize, which has none.

    Units: -10 (conflict) to 10 (cooperation).
    Raises: UsageError when PLOVER has no such type, or the type no such mode.
    """
    found = find_type(type)
    if mode is None:
        return found.score
    if mode not in found.modes:
        raise unknown(f"mode of {type}", mode, found.modes)
    return found.modes[mode]


def future_type(act: str) -> str:
    """Return the type that the manual codes for an act which is yet to come.

    CONSULT, SUPPORT, COOPERATE and AID become AGREE (3.1; also 3.2.1, 3.3.2, 3.5.1, 3.6.2), RETREAT becomes CONCEDE
    and CONCEDE stays (3.4.2; also 3.7.2; against 3.1.1, which leaves a future RETREAT as it is). Every other act
    keeps its type and is marked future (2.3): the manual has no rule that turns a future PROTEST, SANCTION,
    MOBILIZE, COERCE or ASSAULT into a THREATEN. Its 2.3 says no more than that a threat "could be" written as a
    hypothetical ASSAULT, and asks for the one type that fits: THREATEN where the words threaten. A hypothetical or
    negated act keeps its type as well (2.3; whoever counts events may leave negated ones out).

    Raises: UsageError when PLOVER has no such type.
    """
    return _FUTURE.get(find_type(act).name, act)
