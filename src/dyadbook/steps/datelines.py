"""Return how a dateline is written: the one pattern for who reads its place, its day, and where it ends."""

from __future__ import annotations

import re

_NAME = r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]*){0,3}"
_MIXED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?!\d)(?:,? \d{{4}})?"
DATELINE = re.compile(
    rf"(?P<places>{_NAME}(?: ?/ ?{_NAME}){{0,3}}|{_MIXED}(?=[ ,][^\n—–]{{0,30}}\([A-Z]))"
    rf"(?:, (?!(?:{_MONTH}) \d)(?P<within>[A-Z][\w. ]{{1,25}}?))?"
    rf"(?:,? (?P<day>{_DAY}))?"
    r"(?: ?\([^()\n]{2,40}\))?[.,]? ?(?:(?:—|–|--?|:)\s|--(?=[A-Z“\"]))"
)
"""What opens a paragraph with where, when and by which agency it was written: `SEOUL, South Korea (AP) — `."""
