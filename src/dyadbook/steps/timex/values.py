"""Return what a time expression stands for: values by calendar arithmetic, and what they lean on.

Values follow TIMEX3; what TIMEX3 lacks (BC) follows TIMEX2. `begin` and `until` are those of the value; a `mod`
(START, END, APPROX) narrows or blurs them, and does not move them. A winter with one year could be either of two, and
a century has no precision of ours: both keep their value and get no dates. Seasons are those of the northern
hemisphere, whole months.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from dyadbook.records import Precision

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression stands for; `begin` and `until` (exclusive) are None where the text does not settle them."""

    value: str | None = None
    begin: date | None = None
    until: date | None = None
    precision: Precision = "unknown"
    type: Kind = "DATE"
    mod: str | None = None


class Anchor(NamedTuple):
    """A date as far as it is known, which later words lean on; a year below 1 is before Christ (0 is 1 BC)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, or None where less is known."""
        return date(self.year, self.month, self.day) if self.month and self.day and self.year > 0 else None


@dataclass(frozen=True, slots=True)
class Base:
    """What an expression may lean on: the article's date, the last date told, and the tense around the words."""

    reference: date | None
    anchor: Anchor | None
    tense: str | None
    narrative: bool

    @property
    def near(self) -> Anchor | None:
        """The date that words without a year lean on: in a narrative the last one told, else the article's."""
        reference = Anchor(*self.reference.timetuple()[:3]) if self.reference else None
        return (self.anchor or reference) if self.narrative else reference


# ---------------------------------------------------------------- the calendar

UNKNOWN = Value()
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PARTS = {"morning": "MO", "dawn": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "noon": "AF"}


def _year_text(number: int) -> str:
    """Return a year as TIMEX writes it: `1989`, `BC0490` for a year below 1."""
    return f"{number:04d}" if number > 0 else f"BC{1 - number:04d}"


def on_day(day: date) -> Value:
    """Return the value of a day."""
    return Value(day.isoformat(), day, day + DAY, "day")


def in_week(day: date) -> Value:
    """Return the value of the week, Monday to Sunday, that holds `day`."""
    monday = day - day.weekday() * DAY
    number = monday.isocalendar()
    return Value(f"{number.year}-W{number.week:02d}", monday, monday + 7 * DAY, "week")


def in_months(year: int, month: int, count: int, value: str, precision: Precision) -> Value:
    """Return a value that runs over `count` whole months; dates before Christ keep their value alone."""
    last = year * 12 + month - 1 + count
    if year < 1 or last // 12 > date.max.year:
        return Value(value, precision=precision)
    return Value(value, date(year, month, 1), date(last // 12, last % 12 + 1, 1), precision)


def in_month(year: int, month: int) -> Value:
    """Return the value of a month."""
    return in_months(year, month, 1, f"{_year_text(year)}-{month:02d}", "month")


def in_year(year: int) -> Value:
    """Return the value of a year."""
    return in_months(year, 1, 12, _year_text(year), "year")


def in_decade(year: int) -> Value:
    """Return the value of the decade that holds `year`; the one around the birth of Christ has none."""
    if year < 1:
        return Value(f"BC{(1 - year) // 10:03d}", precision="decade")
    return in_months(year // 10 * 10, 1, 120, f"{year // 10:03d}", "decade") if year >= 10 else UNKNOWN


def in_season(year: int, season: str, *, winter_known: bool = False) -> Value:
    """Return the value of a season; a winter has dates only where both its years are known."""
    value = in_months(year, SEASON_MONTH[season], 3, f"{_year_text(year)}-{season}", "season")
    return value if season != "WI" or winter_known else replace(value, begin=None, until=None)


def of_day(year: int, month: int, day: int) -> Value | None:
    """Return the value of a day by its numbers, or None where the calendar has no such day."""
    if year < 1:
        return Value(f"{_year_text(year)}-{month:02d}-{day:02d}", precision="day")
    return on_day(date(year, month, day)) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def shift(base: Anchor, count: int, unit: str) -> Value:
    """Return the time `count` units away, no finer than the unit; unknown where the base is coarser than the unit."""
    day = base.date
    if unit in ("fortnight", "weekend"):
        count, unit = (count * 2, "week") if unit == "fortnight" else (count, "weekend")
    if unit in ("day", "night"):
        return on_day(day + count * DAY) if day else UNKNOWN
    if unit == "week":
        return in_week(day + 7 * count * DAY) if day else UNKNOWN
    if unit == "month" and base.month:
        months = base.year * 12 + base.month - 1 + count
        return in_month(months // 12, months % 12 + 1)
    if unit == "quarter" and base.month:
        quarters = base.year * 4 + (base.month - 1) // 3 + count
        return in_quarter(quarters // 4, quarters % 4 + 1)
    if unit == "year":
        return in_year(base.year + count)
    if unit == "decade":
        return in_decade(base.year + 10 * count)
    return UNKNOWN


def in_quarter(year: int, quarter: int) -> Value:
    """Return the value of a quarter of a calendar year."""
    return in_months(year, quarter * 3 - 2, 3, f"{_year_text(year)}-Q{quarter}", "quarter")


def in_weekend(day: date, count: int) -> Value:
    """Return the value of a weekend: 0 is that of the week of `day`, -1 the one before."""
    saturday = day + (5 - day.weekday() + 7 * count) * DAY
    number = saturday.isocalendar()
    return Value(f"{number.year}-W{number.week:02d}-WE", saturday, saturday + 2 * DAY, "week")
