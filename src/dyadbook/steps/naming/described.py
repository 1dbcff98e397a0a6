"""Return which countries words for a part of the world may mean: "the Gulf state", "the West African nation"."""

from __future__ import annotations

import re

from dyadbook.steps.table import table_rows

LANDS = tuple((re.compile(row["words"]), frozenset(row["countries"].split())) for row in table_rows("described.csv"))
DESCRIBED = re.compile(
    rf"\b[Tt]he\s+(?:[a-z]+(?:-[a-z]+)?\s+)?(?:{'|'.join(land.pattern for land, _ in LANDS)})\s+"
    r"(?:(?:island|archipelago|city)\s+)?(?:country|nation|state|republic|kingdom|emirate|sultanate|archipelago|island)\b"
    r"(?!\s+(?:of|that|to|party|media|news|television)\b|-)"
)


def countries_described(words: str) -> frozenset[str] | None:
    """Return the countries of the part of the world that words name; None where they name none."""
    if not DESCRIBED.fullmatch(words):
        return None
    return next((codes for land, codes in LANDS if land.search(words)), None)
