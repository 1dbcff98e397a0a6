"""Return what the coding schemes say: PLOVER, CAMEO, the ways between them, standing aspects and issues.

Level 1: imports `errors` alone. Every fact is a row of a table in data/, read on first use, so the import stays fast.
docs/ontology.md tells where each table comes from and which faults of the sources it corrects.
"""

from __future__ import annotations

from .cameo import CameoCode, cameo, cameo_codes, goldstein, is_cameo
from .crosswalk import Crossing, cameo_from_plover, plover_from_cameo
from .issues import Issue, find_issues, issues, use_issues
from .plover import (
    QUADS,
    EventType,
    Quad,
    contexts,
    event_types,
    future_type,
    is_context,
    is_mode,
    is_sector,
    is_type,
    modes,
    quad,
    score,
    sectors,
)
from .standings import DIRECTED_ASPECTS, STANDING_ASPECTS, exclude, is_standing, may_be_directed

__all__ = [
    "DIRECTED_ASPECTS",
    "QUADS",
    "STANDING_ASPECTS",
    "CameoCode",
    "Crossing",
    "EventType",
    "Issue",
    "Quad",
    "cameo",
    "cameo_codes",
    "cameo_from_plover",
    "contexts",
    "event_types",
    "exclude",
    "find_issues",
    "future_type",
    "goldstein",
    "is_cameo",
    "is_context",
    "is_mode",
    "is_sector",
    "is_standing",
    "is_type",
    "issues",
    "may_be_directed",
    "modes",
    "plover_from_cameo",
    "quad",
    "score",
    "sectors",
    "use_issues",
]
