"""Return the date that a page or a row states: the day as it is written there, never turned into another time zone.

Level 3. A date that can mean two days is not guessed: who knows how his sources write dates says so.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

__all__ = ["NOT_STATED", "DateOrder", "Stated", "check_date", "in_numbers", "read_date"]

DateOrder = Literal["unknown", "month_first", "day_first"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_ISO = re.compile(r"^\s*(?P<year>\d{4})(?P<sep>[-/.]?)(?P<month>\d{2})(?P=sep)(?P<day>\d{2})(?!\d)")
_ISO_LOOSE = re.compile(r"^\s*(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
_WORDS = (
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH},?[\s-]+(?P<year>\d{{4}})\b"),
)
_NUMBERS = re.compile(r"^\s*(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{4})\b")
# Seconds, or milliseconds, since 1970, as tables and scripts hold them: nine to ten, or twelve to thirteen digits.
_EPOCH = re.compile(r"^\s*(?P<seconds>\d{9,10})(?P<milli>\d{3})?(?:\.\d+)?\s*$")
_OLDEST = date(1800, 1, 1)


class Stated(NamedTuple):
    """The day that was read, why it was not, and the two days that it can be (month first, day first)."""

    day: date | None
    trouble: str | None = None
    either: tuple[date, date] | None = None


NOT_STATED = Stated(None)


def read_date(value: object) -> Stated:
    """Return the day in a value: a date, a time, or words such as "2025-02-07T17:12:00-05:00" or "7 Feb 2025"."""
    if value is None or value == "":
        return Stated(None)
    if isinstance(value, datetime):
        return Stated(value.date())
    if isinstance(value, date):
        return Stated(value)
    text = str(value).strip()
    if match := _ISO.match(text) or _ISO_LOOSE.match(text):
        return _day(text, match["year"], match["month"], match["day"])
    if match := _EPOCH.match(text):
        return Stated((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match["seconds"]))).date())
    for pattern in _WORDS:
        for match in pattern.finditer(text):
            if month := _MONTHS.get(match["month"].lower()):
                return _day(text, match["year"], str(month), match["day"])
    if match := _NUMBERS.match(text):
        return in_numbers(text, int(match["year"]), int(match["first"]), int(match["second"]))
    return Stated(None, f"the date {_short(text)} is not understood: write it as 2025-02-07")


def in_numbers(text: str, year: int, first: int, second: int) -> Stated:
    """Return the day that a date such as 7/2/2025 states, February 7 in one country and July 2 in another."""
    month, day = (first, second) if first <= 12 else (second, first)
    if month != day <= 12 and min(year, month, day):
        trouble = f"the date {_short(text)} can mean two days: write it as 2025-02-07, or give --date-order"
        return Stated(None, trouble, (date(year, month, day), date(year, day, month)))
    return _day(text, str(year), str(month), str(day))


def _day(text: str, year: str, month: str, day: str) -> Stated:
    try:
        return Stated(date(int(year), int(month), int(day)))
    except ValueError:
        return Stated(None, f"the date {_short(text)} is no day of the calendar: write it as 2025-02-07")


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def check_date(stated: Stated, latest: date, order: DateOrder = "unknown") -> Stated:
    """Return the day, or None with the trouble where it lies before 1800 or more than two days after `latest`.

    `order` is that of the day and the month in dates of numbers.
    """
    if stated.either and order != "unknown":
        stated = Stated(stated.either[order == "day_first"])
    if stated.day is None or (stated.day >= _OLDEST and (stated.day - latest).days <= 2):
        return stated
    side = "before 1800" if stated.day < _OLDEST else f"after {latest.isoformat()}, when the article was taken"
    return Stated(
        None, f"the publication date {stated.day.isoformat()} lies {side}: it is left out; correct it at the source"
    )
