"""Return until when a condition can come: "unless it signs by 31 May".

Level 4, pure functions. The days are those that the times step reads in the passage, leaning on the day of publication.
A dateline that is told elsewhere may lean on the day before: where that would give other days, none is given. Nor is
one that lies before publication, for what is still to come leans on no day that is over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from dyadbook.records import Report
from dyadbook.steps.times import times_in

DAY = timedelta(days=1)
_BY = re.compile(r"\b(?:by|until|till|no later than|not later than|(before|ahead of))\s+(?:the\s+)?\Z", re.IGNORECASE)
"""What stands before the last day of a condition, or before the day after it."""
_WHOLE = (None, "END")
"""What is told of a stretch of days whose last day is meant; the last of "early July" is not known."""


def deadline(reports: Iterable[Report], published: date | None) -> date | None:
    """Return the last day on which the condition of an article's reports can come; None: not told, or told apart."""
    found = {day for report in reports if (day := _told_in(report, published)) is not None}
    return found.pop() if len(found) == 1 else None


def _told_in(report: Report, published: date | None) -> date | None:
    """Return the last day of a report's condition; None where it tells none, or several."""
    words = report.condition
    if words is None or (start := report.text.find(words)) < 0:
        return None
    leaning = [published] if published is None else [published, published - DAY]
    found = {tuple(_last_days(report.text, start, start + len(words), on)) for on in leaning}
    days = found.pop() if len(found) == 1 else ()
    day = days[0] if len(days) == 1 else None
    return day if day is not None and (published is None or published <= day) else None


def _last_days(text: str, start: int, end: int, on: date | None) -> list[date]:
    """Return the last days that are told within [start, end) of a text, as it leans on a day."""
    found = []
    for time in times_in(text, on):
        by = _BY.search(text, start, time.start) if start < time.start < end else None
        if by is not None and time.begin is not None and time.until is not None and time.mod in _WHOLE:
            found.append((time.begin if by[1] and time.mod is None else time.until) - DAY)
    return found
