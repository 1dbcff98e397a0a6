"""Return days as users give and read them.

Level 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime

WANTED = "give a day as in 2025-02-07, a month as in 2025-02, or a year"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def first_and_last(words: str) -> tuple[date, date]:
    """Return the first and the last day of `2025-02-07`, of `2025-02` or of `2025`.

    Raises: ValueError where it is none of these.
    """
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d))?", words):
        year, month = int(found[1]), found[2]
        first, last = (int(month), int(month)) if month else (1, 12)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    day = date.fromisoformat(words)
    return day, day


def day_words(day: date) -> str:
    """Return a day as `7 Feb 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_words(moment: datetime) -> str:
    """Return a moment as `7 Feb 2025, 10:05 UTC`."""
    known = moment.astimezone(UTC)
    return f"{day_words(known)}, {known:%H:%M} UTC"
