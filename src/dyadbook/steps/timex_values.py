"""Return what a time expression stands for: values by calendar arithmetic, and the words that name them.

Values follow TIMEX3; what TIMEX3 lacks (BC) follows TIMEX2. `begin` and `until` are those of the value; a `mod`
(START, END, APPROX) narrows or blurs them, and does not move them. A winter with one year could be either of two, and
a century has no precision of ours: both keep their value and get no dates. Seasons are those of the northern
hemisphere, whole months.
"""

from __future__ import annotations

import calendar
import re
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
SYMBOLS = {
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "weekend": "D",
    "night": "D",
    "season": "M",
}
UNIT_PRECISION: dict[str, Precision] = {
    "day": "day",
    "week": "week",
    "fortnight": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "hour": "day",
    "minute": "day",
    "weekend": "week",
    "night": "day",
    "quarter": "quarter",
}


def year_text(number: int) -> str:
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
    return in_months(year, month, 1, f"{year_text(year)}-{month:02d}", "month")


def in_year(year: int) -> Value:
    """Return the value of a year."""
    return in_months(year, 1, 12, year_text(year), "year")


def in_decade(year: int) -> Value:
    """Return the value of the decade that holds `year`; the one around the birth of Christ has none."""
    if year < 1:
        return Value(f"BC{(1 - year) // 10:03d}", precision="decade")
    return in_months(year // 10 * 10, 1, 120, f"{year // 10:03d}", "decade") if year >= 10 else UNKNOWN


def in_season(year: int, season: str, *, winter_known: bool = False) -> Value:
    """Return the value of a season; a winter has dates only where both its years are known."""
    value = in_months(year, SEASON_MONTH[season], 3, f"{year_text(year)}-{season}", "season")
    return value if season != "WI" or winter_known else replace(value, begin=None, until=None)


def of_day(year: int, month: int, day: int) -> Value | None:
    """Return the value of a day by its numbers, or None where the calendar has no such day."""
    if year < 1:
        return Value(f"{year_text(year)}-{month:02d}-{day:02d}", precision="day")
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
    return in_months(year, quarter * 3 - 2, 3, f"{year_text(year)}-Q{quarter}", "quarter")


def in_weekend(day: date, count: int) -> Value:
    """Return the value of a weekend: 0 is that of the week of `day`, -1 the one before."""
    saturday = day + (5 - day.weekday() + 7 * count) * DAY
    number = saturday.isocalendar()
    return Value(f"{number.year}-W{number.week:02d}-WE", saturday, saturday + 2 * DAY, "week")


# ---------------------------------------------------------------- words

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EXACT = {
    "a": 1,
    "an": 1,
    "another": 1,
    "dozen": 12,
    "a dozen": 12,
    "half a": 0.5,
    "half an": 0.5,
    "a half": 0.5,
    "a hundred": 100,
    "hundred": 100,
    **{word: number for number, word in enumerate(ONES)},
}

QUALIFIERS = {
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "less": "LESS_THAN",
    "fewer": "LESS_THAN",
    "more": "MORE_THAN",
    "over": "MORE_THAN",
    "least": "EQUAL_OR_MORE",
    "most": "EQUAL_OR_LESS",
    "up": "EQUAL_OR_LESS",
    "about": "APPROX",
    "around": "APPROX",
    "roughly": "APPROX",
    "approximately": "APPROX",
    "some": "APPROX",
    "barely": "APPROX",
}
POINT_MODS = {
    "LESS_THAN": "APPROX",
    "MORE_THAN": "ON_OR_BEFORE",
    "EQUAL_OR_MORE": "ON_OR_BEFORE",
    "EQUAL_OR_LESS": "ON_OR_AFTER",
}


def month_number(words: str) -> int:
    """Return 1 to 12 for a month's name or its short form."""
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(words.lower().rstrip(".")[:3]))


def weekday_number(words: str) -> int:
    """Return 0 (Monday) to 6 for a weekday's name or its short form."""
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(words.lower().rstrip(".")[:3]))


def amount(words: str) -> float | None:
    """Return the number that the words say, or None for "a few", "several" and their like."""
    words = " ".join(words.lower().split())
    if words[0].isdigit():
        return float(words)
    if words in _EXACT:
        return _EXACT[words]
    total = 0
    for word in re.split(r"[-\s]", words):
        if word in TENS:
            total += 10 * (TENS.index(word) + 2)
        elif word in ONES:
            total += ONES.index(word)
        else:
            return None
    return total


def unit_of(words: str) -> str:
    """Return the unit's singular: `years` and `year` are both `year`."""
    words = words.lower()
    return "century" if words.startswith("centur") else words.removesuffix("s")


def qualifier_of(words: str | None) -> str | None:
    """Return the TIMEX mod of "nearly", "more than" and their like."""
    return next((QUALIFIERS[word] for word in words.lower().split() if word in QUALIFIERS), None) if words else None


def length(count: float | None, unit: str) -> str:
    """Return a duration as TIMEX writes it: `P2M`, `PT3H`, `PXY` for a vague number."""
    if unit == "fortnight" and count is not None:
        count, unit = count * 2, "week"
    number = "X" if count is None else f"{count:g}".removeprefix("0") if count < 1 else f"{count:g}"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{number}{SYMBOLS[unit]}"


# ---------------------------------------------------------------- the year that is not said


def direction(words: str | None, tense: str | None) -> str | None:
    """Return `before`, `after` or `same` by the word before a month or day, else by the tense."""
    words = " ".join(words.lower().split()) if words else ""
    if words in ("last", "past", "this past", "the past", "the previous"):
        return "before"
    if words in ("next", "coming", "this coming", "the following", "the coming", "the next"):
        return "after"
    if words == "this":
        return "same"
    return {"future": "future", "past": "past"}.get(tense or "")


def undated_month(month: int, base: Base, word: str | None = None) -> Value:
    """Return the month that a bare name means: the last one by the article's date, the next where the tense says so."""
    near = base.near
    if near is None:
        return UNKNOWN
    if base.narrative and base.anchor and word is None:
        return in_month(narrative_year(base.anchor, month), month)
    way, this = direction(word, base.tense), near.month or 12
    year = near.year
    if way == "same":
        pass
    elif way in ("after", "future"):
        year += month < this or (way == "after" and month == this)
    else:
        year -= month > this or (way == "before" and month == this)
    return in_month(year, month)


def narrative_year(anchor: Anchor, month: int) -> int:
    """Return the year of a month told after `anchor`: its own, or the next where the story passes a new year.

    Half a year is the border, since a story goes back a few months far more often than it leaps forward by many.
    """
    return anchor.year + (anchor.month is not None and month < anchor.month - 6)


def undated_day(month: int, day: int, base: Base, weekday: int | None = None) -> Value | None:
    """Return the day that a month and a number mean: the nearest that fits the weekday, the tense and the story."""
    near = base.near
    if near is None or near.year < 1:
        if near is not None:
            return of_day(near.year, month, day)
        return UNKNOWN
    if base.narrative and base.anchor:
        return of_day(narrative_year(base.anchor, month), month, day)
    today = near.date or date(near.year, near.month or 6, 15)
    found = [v for year in (-1, 0, 1) if (v := of_day(near.year + year, month, day)) and v.begin]
    fitting = [v for v in found if weekday is not None and v.begin and v.begin.weekday() == weekday] or found

    def cost(value: Value) -> int:
        """Days away; what is told lies in the past three times as often, and a tense settles it."""
        away = (value.begin - today).days if value.begin else 0
        weight = {"past": (1, 9), "future": (9, 1)}.get(base.tense or "", (1, 3))
        return -away * weight[0] if away < 0 else away * weight[1]

    return min(fitting, key=cost, default=None)


def undated_weekday(number: int, base: Base, word: str | None = None) -> Value:
    """Return the day that a weekday means: on or before the article's date, or the coming one."""
    near = base.near
    day = near.date if near else None
    if day is None:
        return UNKNOWN
    back, ahead = (day.weekday() - number) % 7, (number - day.weekday()) % 7
    way = "future" if base.narrative and base.anchor and word is None else direction(word, base.tense)
    if way == "before":
        return on_day(day - (back or 7) * DAY)
    if way == "after":
        return on_day(day + (ahead or 7) * DAY)
    return on_day(day + ahead * DAY if way in ("future", "same") else day - back * DAY)


def relative_year(words: str, base: Base) -> int | None:
    """Return the year of "last year", "that year" and their like."""
    words = " ".join(words.lower().split())
    if words in ("this", "last", "next"):
        step = {"this": 0, "last": -1, "next": 1}[words]
        return base.reference.year + step if base.reference else None
    step = {"the previous": -1, "the following": 1}.get(words, 0)
    return base.anchor.year + step if base.anchor else None


def full_year(short: str, base: Base) -> int:
    """Return the year of two digits: the last that ends so, by the article's date or the end of last century."""
    latest = base.reference.year if base.reference else (base.anchor.year if base.anchor else 1999)
    year = latest // 100 * 100 + int(short)
    return year if year <= latest else year - 100
