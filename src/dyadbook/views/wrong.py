"""Return readings without what persons called wrong."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from dyadbook.records import Reading

TELLING = ("events", "statements", "standings")
"""The layers of a reading whose records a person may call wrong."""


def without(reading: Reading, wrong: Collection[str]) -> Reading:
    """Return a reading without the events, statements and standings of these ids."""
    if not wrong:
        return reading
    kept = {layer: tuple(one for one in getattr(reading, layer) if one.id not in wrong) for layer in TELLING}
    return msgspec.structs.replace(reading, **kept)
