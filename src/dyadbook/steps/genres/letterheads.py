"""Return whether a country's name ends the letterhead of a text: "MINISTRY OF FOREIGN AFFAIRS OF PERU" at its top."""

from __future__ import annotations

import re

FARTHEST = 160  # characters from the top within which a letterhead ends
OPENS = re.compile(
    r"\W*(?:[^.!?\n]{0,60}\n\s*)?(?:(?i:press|news|media)\s(?i:release|statement|note)\w?\s(?i:of|by|from)\s)?(?i:the\s)?"
    r"(?i:ministry|department)\s(?i:of|for)\s[^\W\d][\w,& ]{2,60}?(?:\s(?i:of)\s(?i:the\s)?|,\s|\s[–—|-]\s|\n\s*)"
)
"""What stands from the top of a text to the name of the country or capital whose ministry issued it."""


def ends_letterhead(text: str, start: int) -> bool:
    """Return whether nothing but the name of a ministry stands above a country's or a place's name."""
    return start <= FARTHEST and OPENS.fullmatch(text, 0, start) is not None
