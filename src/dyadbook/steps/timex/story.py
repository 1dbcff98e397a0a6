"""Return where a story stands after each date that it tells: what "that year" and a bare month lean on next.

A story goes on from date to date, but not each date is a step of it. What lies behind ("they had left in 1912"), what
lies ahead ("an offensive planned for 1976") and what only names a thing ("the 1978 treaty") are asides.
"""

from __future__ import annotations

import re

from dyadbook.steps.timex.values import Anchor, Value

__all__ = ["move"]

BOUNDLESS = frozenset({"reference", "decade", "century"})  # too wide, or today's: no step of a story
COUNTED = frozenset({"that-unit", "ago", "day-beside", "bare-month"})  # count from where the story stands
NAMING = frozenset({"year", "month", "season"})  # stand before a noun ("the 1978 treaty")
LEAP = 5  # years that a story told by months does not pass within a paragraph

_WRITTEN = re.compile(r"(BC)?(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
STOP = re.compile(r"[.!?;][\"”’)]*\s+(?=[\"“‘(A-Z])|\n")
HAD = re.compile(
    r"\b(?:had|having)\s+(?:\w+\s+){0,2}?(?:\w+(?:ed|en|wn|nt|ne|lt|pt|ght)|held|come|begun|led|won|lost)\b"
)
AHEAD = re.compile(
    r"\b(?:would|will|to\s+be|planned|scheduled|expected|predicted|projected|proposed|intended)\b|\w\s+by\s+$"
)
BOUND = re.compile(r"\b(?:since|until|till|as\s+of|compared\s+(?:to|with)|opposed\s+to)\s+(?:the\s+)?$")
DETERMINED = re.compile(r"\b(?:the|an?|its|his|her|their)\s+(?:[a-z]+\s+)?$")
NAMED = re.compile(
    r"\s+(?!(?:and|or|to|by|in|on|at|with|when|as|for|until|the|was|were|had|but|after|before)\b)[A-Za-z]"
)


def move(story: Anchor | None, text: str, start: int, end: int, value: Value, name: str) -> Anchor | None:
    """Return where the story stands after a date is told; an aside leaves it where it was."""
    here = _anchor(story, value, name)
    return story if here is None or (story and _aside(story, here, text, start, end, name)) else here


def _anchor(story: Anchor | None, value: Value, name: str) -> Anchor | None:
    """Return what a value settles of year, month and day; None where it is no step of a story."""
    if value.type not in ("DATE", "TIME") or value.value is None or name in BOUNDLESS:
        return None
    match = _WRITTEN.match(value.value)
    if not match:
        return None
    year = 1 - int(match[2]) if match[1] else int(match[2])
    month = int(match[3]) if match[3] else None
    if story and month is None and value.precision == "year" and story.year == year:
        return None  # the year said again tells no more than the month known
    if value.precision in ("week", "season", "quarter") and value.begin:
        return Anchor(value.begin.year, value.begin.month)
    return Anchor(year, month, int(match[4]) if match[4] else None)


def _aside(story: Anchor, here: Anchor, text: str, start: int, end: int, name: str) -> bool:
    """Return whether a date is told by the way."""
    before = text[max(0, start - 120) : start]
    clause = before[max((stop.end() for stop in STOP.finditer(before)), default=0) :]
    if BOUND.search(clause):
        return True
    if _key(here) < _key(story):
        naming = name in NAMING and DETERMINED.search(clause) and NAMED.match(text, end)
        return bool(naming or name in COUNTED or HAD.search(clause))
    leaps = story.month is not None and here.year - story.year >= LEAP and "\n" not in before[-12:]
    coming = name in ("bare-month", "bare-season") and text[start:end].lower().startswith(("next", "the next"))
    return _key(here) > _key(story) and bool(leaps or coming or AHEAD.search(clause))


def _key(anchor: Anchor) -> tuple[int, int, int]:
    return anchor.year, anchor.month or 0, anchor.day or 0
