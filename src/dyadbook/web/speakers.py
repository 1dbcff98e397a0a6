"""Return who speaks in statements, and how often: what a dyad's page tells of its speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from dyadbook.pages import Said


class Speaker(NamedTuple):
    """Who speaks, in which office and for which side; `inferred`: no words tell that it is that side's."""

    name: str
    office: str | None
    side: str
    inferred: bool
    statements: int


def speakers(said: Iterable[Said]) -> list[Speaker]:
    """Return the speakers of statements, those who speak most often first; each office of a speaker by itself."""
    counts = Counter((one.speaker, one.office, one.side, one.country_inferred) for one in said)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "", *item[0][2:]))
    return [Speaker(*who, count) for who, count in ranked]
