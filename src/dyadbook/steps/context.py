"""Return the parties that the sentences before speak of: whom a sentence may mean without naming them.

"The two leaders agreed to meet again" names nobody, "Moscow refused" one of two. The last parties told of, at most
three and no more than three sentences back, may stand on a side of what the sentence tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

BACK = 3
"""Sentences in which a party is looked for."""
MOST = 3
"""Parties that are taken, the last named first."""


def sides_before(sides: Sequence[Mapping[str, list[T]]], number: int) -> dict[str, list[T]]:
    """Return the parties of the sentences before one, with their mentions in the nearest of these that has them.

    `sides` are the parties of each sentence; those of the sentence itself are left out.
    """
    found: dict[str, list[T]] = {}
    for earlier in range(number - 1, max(-1, number - 1 - BACK), -1):
        for party, mentions in sides[earlier].items():
            if party not in sides[number] and party not in found and len(found) < MOST:
                found[party] = list(mentions)
    return found
