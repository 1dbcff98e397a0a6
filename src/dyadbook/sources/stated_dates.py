"""Return the date that a page or a row states: the day as it is written there, never turned into another time zone.

Level 3. A date that can mean two days is not guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

__all__ = ["NOT_STATED", "Stated", "check_date", "read_date"]

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
    """The day that was read, and why it was not where it was not."""

    day: date | None
    trouble: str | None = None


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
        return _numbers(text, match)
    return Stated(None, f"the date {_short(text)} is not understood: write it as 2025-02-07")


def _numbers(text: str, match: re.Match[str]) -> Stated:
    first, second = int(match["first"]), int(match["second"])
    if first <= 12 and second <= 12 and first != second:
        return Stated(None, f"the date {_short(text)} can mean two days: write it as 2025-02-07")
    month, day = (first, second) if first <= 12 else (second, first)
    return _day(text, match["year"], str(month), str(day))


def _day(text: str, year: str, month: str, day: str) -> Stated:
    try:
        return Stated(date(int(year), int(month), int(day)))
    except ValueError:
        return Stated(None, f"the date {_short(text)} is no day of the calendar: write it as 2025-02-07")


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def check_date(stated: Stated, latest: date) -> Stated:
    """Return the day, or None with the trouble where it lies before 1800 or more than two days after `latest`."""
    if stated.day is None or _OLDEST <= stated.day <= latest + timedelta(days=2):
        return stated
    side = "before 1800" if stated.day < _OLDEST else f"after {latest.isoformat()}, when the article was taken"
    return Stated(
        None, f"the publication date {stated.day.isoformat()} lies {side}: it is left out; correct it at the source"
    )
