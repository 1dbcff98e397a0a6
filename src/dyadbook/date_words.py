"""Return the words for dates that answers, terminal and pages have in common, as precise as they are known.

Level 2.
"""

from __future__ import annotations

from datetime import date, timedelta

from dyadbook.days import MONTHS, day_words
from dyadbook.records import When

_WEEK = 6  # days from the first to the last


def when_words(when: When) -> str:
    """Return an interval as precisely as it is known: `7 Feb 2025`, `Jun 2018`, `1970s`, `no date`."""
    start = when.start
    if start is None:
        return "no date"
    last = when.end - timedelta(days=1) if when.end and when.end > start else start
    match when.precision:
        case "day":
            return _days(start, last)
        case "week" if _is_week(start, last):
            return f"week of {day_words(start)}"
        case "month" if (start.year, start.month) == (last.year, last.month):
            return f"{MONTHS[start.month - 1]} {start.year}"
        case "year":
            return str(start.year) if start.year == last.year else f"{start.year}–{last.year}"
        case "decade":
            decade = start.year // 10 * 10
            return f"{decade}s" if last.year < decade + 10 else f"{start.year}–{last.year}"
        case "month" | "quarter" | "season":
            if start.year == last.year:
                return f"{MONTHS[start.month - 1]}–{MONTHS[last.month - 1]} {start.year}"
            return f"{MONTHS[start.month - 1]} {start.year}–{MONTHS[last.month - 1]} {last.year}"
    return _days(start, last)


def when_bounds(when: When) -> tuple[str, str] | None:
    """Return the first and the last day, month or year that `when_words` names, in ISO; None where it names none."""
    start = when.start
    if start is None:
        return None
    last = when.end - timedelta(days=1) if when.end and when.end > start else start
    first, final = start.isoformat(), last.isoformat()
    match when.precision:
        case "week" if _is_week(start, last):
            return first, first
        case "decade" if last.year < start.year // 10 * 10 + 10:
            return None
        case "year" | "decade":
            return first[:4], final[:4]
        case "month" | "quarter" | "season":
            return first[:7], final[:7]
    return first, final


def _is_week(start: date, last: date) -> bool:
    """Return whether a week is told by its first day: a stretch of fewer or more days is by both ends."""
    return (last - start).days in (0, _WEEK)


def _days(start: date, last: date) -> str:
    """Return a run of days, saying month and year once where both ends share them."""
    if start == last:
        return day_words(start)
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{day_words(last)}"
    if start.year == last.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day_words(last)}"
    return f"{day_words(start)}–{day_words(last)}"


def precision_words(when: When) -> str | None:
    """Return the precision of a date where its words do not show it; None where they do."""
    if when.start is None or when.precision in ("day", "month", "year", "decade"):
        return None
    within = when.end is not None and (when.end - when.start).days <= _WEEK + 1
    return None if when.precision == "week" and within else when.precision


def dated_words(when: When) -> str:
    """Return a date with its precision where the words do not show it."""
    precision = precision_words(when)
    return when_words(when) + (f" ({precision})" if precision else "")
