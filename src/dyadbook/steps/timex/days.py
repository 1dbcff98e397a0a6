"""Return the rules for expressions of a day or a part of one: dates, weekdays, "yesterday", nights, hours, feasts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dyadbook.steps.timex.patterns import Match, Placed, Rules
from dyadbook.steps.timex.undated import relative_year, undated_day, undated_weekday
from dyadbook.steps.timex.values import DAY, PARTS, UNKNOWN, Base, Value, in_week, in_year, of_day, on_day, shift
from dyadbook.steps.timex.words import month_number, weekday_number

DATES = Rules()
DAYS = Rules()
FEASTS = Rules()


def _with_part(value: Value, part: str) -> Value:
    """Return a day's value narrowed to a part of it: `2018-06-11TNI`."""
    if value.value is None or value.precision != "day":
        return replace(value, type="TIME")
    return replace(value, value=f"{value.value[:10]}T{PARTS[part.lower()]}", type="TIME")


def _weekday(m: Match) -> int | None:
    """Return the number of the weekday in a match, where it has one."""
    return weekday_number(m["weekday"]) if m["weekday"] else None


# ---------------------------------------------------------------- dates and ranges of them


@DATES.rule("named", r"(?P<named>9/11)(?!/)\b")
@DATES.rule(
    "named",
    r"(?-i:(?P<named>Sept(?:ember|\.)? 11|Oct(?:ober|\.)? 7|Jan(?:uary"
    r"|\.)? 6))(?:th)?(?= (?:terror(?:ist)? |hamas |capitol |cross-border )?(?:attacks?|hijack\w*"
    r"|massacre|assault|riot\w*|insurrection|committee)\b)",
)
def _named(m: Match, base: Base) -> Value | None:
    """Return a day that news calls by its number alone, for articles since; before that it is as any other day."""
    day = {"9": date(2001, 9, 11), "S": date(2001, 9, 11), "O": date(2023, 10, 7), "J": date(2021, 1, 6)}[m["named"][0]]
    if m["named"][0] != "9" and (base.reference is None or base.reference < day):
        return undated_day(day.month, day.day, base)
    return on_day(day)


@DATES.rule(
    "iso",
    r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d"
    r"|3[01])(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?)?(?!\d)",
)
@DATES.rule("iso", r"(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", "never")
def _iso(m: Match, base: Base) -> Value | None:
    """Return the day of a date in numbers, year first."""
    value = of_day(int(m["year"]), int(m["month"]), int(m["day"]))
    clock = m.groupdict().get("clock")
    return replace(value, value=f"{value.value}T{clock}", type="TIME") if value and clock else value


@DATES.rule(
    "numeric", r"(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w.]\d)", "never"
)
def _numeric(m: Match, base: Base) -> Value | None:
    """Return the day of `12.06.2018`; the year alone for `07/02/2025`, which two countries read two ways."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
    if m["sign"] == "." or one > 12 or one == two:
        return of_day(year, two, one) if 1 <= two <= 12 and one else None
    if two > 12:
        return of_day(year, one, two) if one else None
    return in_year(year) if one and two else None


@DATES.rule("date", r"<onday><month> (?:the )?<day>(?:, ?| | in | of )(?P<year>[12]\d{3})(?!\w|[,.]\d)")
@DATES.rule("date", r"<onday>(?:the )?<opening> ?(?:of )?<month>(?:, ?| | in | of )(?P<year>[12]\d{3})(?!\w|[,.]\d)")
def _date(m: Match, base: Base) -> Value | None:
    """Return the day of a date in words with its year."""
    return of_day(int(m["year"]), month_number(m["month"]), int(m["day"]))


@DATES.rule("date-bc", r"<month> <day>,? (?P<year>\d{1,4}) <bc>")
@DATES.rule("date-bc", r"<opening> <month>,? (?P<year>\d{1,4}) <bc>")
def _date_bc(m: Match, base: Base) -> Value | None:
    """Return the day of a date before Christ, which has a value and no dates."""
    return of_day(1 - int(m["year"]), month_number(m["month"]), int(m["day"]))


@DATES.rule("day", r"<onday><month> (?:the )?<day>(?:,? (?:of )?<relative> year\b)?")
@DATES.rule("day", r"<onday>(?:the )?<opening>(?: of | )<month>(?:,? (?:of )?<relative> year\b)?")
def _day(m: Match, base: Base) -> Value | None:
    """Return the day of a date without its year, or with "last year" for one."""
    month, day = month_number(m["month"]), int(m["day"])
    if day > 31:
        return None
    if m["relative"]:
        year = relative_year(m["relative"], base)
        return of_day(year, month, day) if year else UNKNOWN
    return undated_day(month, day, base, _weekday(m))


@DATES.rule(
    "ordinal",
    r"(?:<weekday>,? )?the <ordinal>(?= of (?:this|that|the|last|next) month\b|[,.;:)]| (?:and|but|when"
    r"|after|in|at|to|the|with)\b)",
    "may",
)
def _ordinal(m: Match, base: Base) -> Value | None:
    """Return "the 7th" of the month: the last one by the article's date, the story's own in a narrative."""
    near, day = base.near, int(re.sub(r"\D", "", m["day"]))
    if near is None or not near.month:
        return UNKNOWN
    month = near.year * 12 + near.month - 1
    if not base.narrative and near.day and day > near.day and base.tense != "future":
        month -= 1
    elif not base.narrative and near.day and day < near.day and base.tense == "future":
        month += 1
    return of_day(month // 12, month % 12 + 1, day)


@DATES.rule("days", r"<month> <opening><to><day2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@DATES.rule("days", r"<opening><to><day2> ?(?:of )?<month>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@DATES.rule("days", r"<month> <opening><to><month2> <day2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@DATES.rule("days", r"<opening> <month><to><day2> <month2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
def _days(m: Match, base: Base) -> list[Placed] | None:
    """Return both ends of a range of days; the year, said once, is that of the last."""
    last = month_number(m.groupdict().get("month2") or m["month"])
    first, one, two = month_number(m["month"]), int(m["day"]), int(m["day2"])
    if (first, one) >= (last, two) and not (first > last and "month2" in m.groupdict()):
        return None
    end = of_day(int(m["year"]), last, two) if m["year"] else undated_day(last, two, base)
    if end is None:
        return None
    year = int(end.value[:4]) - (first > last) if end.value and end.value[:4].isdigit() else None
    start = of_day(year, first, one) if year else UNKNOWN
    left = max(m.end("day"), m.end("month") if m.end("month") < m.start("day2") else 0)
    left += len(re.match(r"(?:st|nd|rd|th)?", m.string[left : m.end()])[0])  # type: ignore[index]
    right = m.start("day2")
    if "month2" in m.groupdict():
        right = min(right, m.start("month2"))
    return [(m.start(), left, start), (right, m.end(), end)] if start else None


# ---------------------------------------------------------------- weekdays and parts of the day


@DAYS.rule(
    "weekday",
    r"(?:(?P<word>last|next|this past|this coming|this|past|the following"
    r"|the previous) )?<weekday>(?: (?:at )?<part>)?(?:,? (?P<week>last|next|this) week\b)?",
)
def _weekday_alone(m: Match, base: Base) -> Value:
    """Return the day of a weekday, with its part where said."""
    number = weekday_number(m["weekday"])
    if m["week"] and base.reference:
        monday = in_week(base.reference + 7 * DAY * {"last": -1, "this": 0, "next": 1}[m["week"].lower()]).begin
        value = on_day(monday + number * DAY) if monday else UNKNOWN
    else:
        value = undated_weekday(number, base, m["word"])
    return _with_part(value, m["part"]) if m["part"] else value


@DAYS.rule(
    "weekdays",
    r"(?:on )?(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))s\b(?! ago\b)",
    "never",
)
@DAYS.rule("weekdays", r"(?:every|each)(?: other)? <weekday>", "never")
def _weekdays(m: Match, base: Base) -> Value | list[Placed]:
    """Return the set of all Mondays."""
    value = Value(f"XXXX-WXX-{weekday_number(m['weekday']) + 1}", type="SET")
    return value if m[0][:2].lower() != "on" else [(m.start("weekday"), m.end(), value)]


_DAYS_AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


@DAYS.rule(
    "deictic-day",
    r"(?P<word>the day before yesterday|the day after tomorrow|yesterday|tomorrow"
    r"|today)\b(?: <part>)?",
)
@DAYS.rule("this-part", r"(?P<word>this|last) <part>")
@DAYS.rule("tonight", r"(?P<word>tonight)(?P<part>)\b")
def _deictic_day(m: Match, base: Base) -> Value:
    """Return a day by its distance from the article's date."""
    word = " ".join(m["word"].lower().split())
    if base.reference is None:
        return Value(type="TIME" if m["part"] or word == "tonight" else "DATE")
    part = "night" if word == "tonight" else m["part"]
    value = on_day(base.reference + DAY * (_DAYS_AWAY.get(word, -1 if word == "last" else 0)))
    return _with_part(value, part) if part else value


@DAYS.rule("overnight", r"overnight (?:on |into )?<weekday>")
def _overnight_weekday(m: Match, base: Base) -> Value:
    """Return the night of a weekday."""
    return _with_part(undated_weekday(weekday_number(m["weekday"]), base), "night")


@DAYS.rule("overnight", r"overnight\b")
def _overnight(m: Match, base: Base) -> Value:
    """Return the night up to the article's date, which touches two days."""
    day = base.reference
    return Value(f"{day}TNI", day - DAY, day + DAY, "day", "TIME") if day else Value(type="TIME")


@DAYS.rule(
    "that-part",
    r"(?P<word>that(?: same)?|the same|the next|the following|the previous|later that"
    r"|earlier that) <part>",
)
def _that_part(m: Match, base: Base) -> Value:
    """Return a part of the day told last, or of the one beside it."""
    words = m["word"].lower()
    step = 1 if words.endswith(("next", "following")) else -1 if words.endswith("previous") else 0
    return _with_part(shift(base.anchor, step, "day"), m["part"]) if base.anchor else Value(type="TIME")


@DAYS.rule("at-night", r"(?<=\b[Aa]t\s)night(?!-|\w)")
def _at_night(m: Match, base: Base) -> Value:
    """Return the night of no certain day."""
    return Value("XXXX-XX-XXTNI", type="TIME")


_ZONE = r"(?:,? ?(?:GMT|UTC|BST|CET|EST|EDT|ET|PST|JST|KST|Moscow time|local time|Beijing time|hrs?)\b)?"
CLOCK = (
    r"(?:(?:about|around|shortly after|just after|just before|shortly before) )?"
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])(?:m|\.m\b\.?)(?!\w)"
    + _ZONE
    + r"|(?P<hour24>[01]?\d|2[0-3])[:.]?(?P<minute24>[0-5]\d)(?:(?:,? ?(?:GMT|UTC|BST|CET|EST|JST|KST"
    r"|Moscow time|local time)\b)|(?: ?hrs?\b)| hours\b)"
    r"|(?P<word>noon|midnight)\b)"
)


def clock_time(m: Match) -> str:
    """Return the hour and minute of a clock's match: `T21:00`."""
    if m["word"]:
        return "T12:00" if m["word"].lower() == "noon" else "T24:00"
    if m["half"]:
        hour = int(m["hour"]) % 12 + (12 if m["half"].lower() == "p" else 0)
        return f"T{hour:02d}:{m['minute'] or '00'}"
    return f"T{int(m['hour24']):02d}:{m['minute24']}"


@DAYS.rule("clock", CLOCK)
@DAYS.rule(
    "clock",
    r"(?<=\b[Aa]t\s)(?P<hour>)(?P<minute>)(?P<half>)(?P<word>)(?P<hour24>[01]?\d"
    r"|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])",
)
def _clock(m: Match, base: Base) -> Value:
    """Return a time of no certain day, or of the day told last in a narrative."""
    day = base.anchor.date if base.narrative and base.anchor else None
    return replace(on_day(day), value=f"{day}{clock_time(m)}", type="TIME") if day else Value(type="TIME")


# ---------------------------------------------------------------- named days

_FEASTS = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "boxing day": (12, 26),
    "the fourth of july": (7, 4),
}


@FEASTS.rule(
    "feast",
    r"(?P<feast>Christmas Day|Christmas Eve|Christmas|New Year['’]s (?:Day|Eve)|Boxing Day"
    r"|the Fourth of July)(?:(?:,? | of | in )<year>)?\b",
)
def _feast(m: Match, base: Base) -> Value | None:
    """Return a feast of a fixed date."""
    month, day = _FEASTS[" ".join(m["feast"].lower().replace("’", "'").split())]
    return of_day(int(m["year"]), month, day) if m["year"] else undated_day(month, day, base)


@FEASTS.rule(
    "moving-feast",
    r"(?-i:Easter|Ramadan|Nowruz|Passover|Thanksgiving|Eid al-Fitr|Eid al-Adha"
    r"|(?:the )?Lunar New Year)\b(?! (?:Sunday|Monday|Offensive|Rising|Island))",
    "may",
)
def _moving_feast(m: Match, base: Base) -> Value:
    """Return a feast that moves, unresolved."""
    return UNKNOWN


@FEASTS.rule("eve", r"(?:the )?eve(?= of\b)", "never")
def _eve(m: Match, base: Base) -> Value:
    """Return the eve of something without a date of its own here."""
    return UNKNOWN
