"""Return the shapes of time expressions: each a pattern, and a function from its match to what it stands for.

A rule sees one expression and the dates that it leans on, never the page: what stands around it is judged in `timex`.
A function returns a `Value`, several placed values (a range: "12-13 June"), or None where the words are no time.
In a pattern a blank is white space within a paragraph, and `<name>` is one of `PIECES`, a second time `<name2>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dyadbook.steps.timex_values import (
    DAY,
    ONES,
    PARTS,
    POINT_MODS,
    SEASON_MONTH,
    SEASONS,
    TENS,
    UNIT_PRECISION,
    UNKNOWN,
    Anchor,
    Base,
    Value,
    amount,
    full_year,
    in_decade,
    in_month,
    in_months,
    in_quarter,
    in_season,
    in_week,
    in_weekend,
    in_year,
    length,
    month_number,
    of_day,
    on_day,
    qualifier_of,
    relative_year,
    shift,
    undated_day,
    undated_month,
    undated_weekday,
    unit_of,
    weekday_number,
)

Match = re.Match[str]
Placed = tuple[int, int, Value]
Resolve = Callable[[Match, Base], "Value | list[Placed] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of time expression; `lead` says whether words like "early" may stand before it, or must."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolve
    lead: Literal["never", "may", "must"]


_NUMBER_WORD = rf"(?:(?:{'|'.join(TENS)})[-\s](?:{'|'.join(ONES[1:10])})|{'|'.join(TENS)}|{'|'.join(reversed(ONES))})"
_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NUMERAL = r"(?![\w%]|[,.:]\d|-\d\d\d)"  # not a piece of a longer number
# Names of months and weekdays count as written in news: capital first, or all capitals.
PIECES = {
    "month": rf"(?-i:(?P<month>(?:{_NAMES}|{_NAMES.upper()})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    rf"|Dec)\b\.?))",
    "lone": rf"(?-i:(?P<month>(?:{_NAMES}|{_NAMES.upper()})\b|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.))",
    "weekday": rf"(?-i:(?P<weekday>{_DAYS}|{_DAYS.upper()}))\b",
    "onday": rf"(?:(?-i:(?P<weekday>{_DAYS}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?))(?:, ?| )(?:the |on )?)?",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?" + _NUMERAL,
    "opening": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "ordinal": r"(?P<day>3[01](?:st|th)|[12]?\d(?:st|nd|rd|th))\b",
    "year": r"(?P<year>1\d{3}|20\d\d)" + _NUMERAL,
    "short": r"(?P<short>\d\d)" + _NUMERAL,
    "to": r"(?: ?[-–—/] ?| (?:to|and|through|until|till) )",
    "relative": r"(?P<relative>this|last|next|that(?: same)?|the same|the previous|the following)",
    "part": r"(?P<part>morning|dawn|afternoon|evening|night)\b",
    "season": r"(?P<season>spring|summer|autumn|fall|winter)\b",
    "bc": r"(?:BCE?\b|B\.C(?:\.E)?\.?)",
    "unit": r"(?P<unit>decade|century|year|quarter|month|fortnight|weekend|week|night|day|hour|minute)\b",
    "units": r"(?P<unit>decades?|centur(?:y|ies)|years?|quarters(?! of)|months?|fortnights?|weeks?|weekends?|nights?"
    r"|days?"
    r"|hours?|minutes?|seconds)\b",
    "plural": r"(?P<unit>decades|centuries|years|months|weeks|days|hours|minutes)\b",
    "number": rf"(?P<number>\d+(?:\.\d+)?|(?:a )?(?:dozen|hundred)|half an?|a half|{_NUMBER_WORD}"
    r"|(?:a )?(?:few|couple(?: of)?)(?: more)?|several|(?<!\bas\s)many(?: more)?"
    r"|some(?= (?:decades|years|months|weeks|days|hours|minutes)\b)|a number of|numerous|another|an?)",
    "qualifier": r"(?:(?P<qualifier>(?:a little |just |slightly |well |no )?(?:more|less|fewer) than|(?:just "
    r"|well )?over"
    r"|(?:just )?under|at least|at most|up to|about|around|roughly|approximately|some|nearly|almost|just"
    r"|only|exactly|barely|another|a further|an additional|a mere) )?",
    "full": r"(?:(?:full|whole|long|consecutive|straight|more|calendar|successive) )?",
}


def shape(template: str) -> re.Pattern[str]:
    """Return the pattern of a template, its pieces put in and their groups numbered where they come twice."""
    seen: dict[str, int] = {}

    def number(match: Match) -> str:
        """Return the group's opening, as `month2` the second time."""
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{seen[match[1]] if seen[match[1]] > 1 else ''}>"

    pattern = re.sub(r"<([a-z]+)\d?>", lambda m: PIECES[m[1]], re.sub(r"\(\?P<(\w+)>", r"(?P{\1}", template))
    pattern = re.sub(r"\(\?P\{(\w+)\}", r"(?P<\1>", pattern)
    return re.compile(re.sub(r"\(\?P<(\w+)>", number, pattern).replace(" ", r"(?:[^\S\n]+\n?|\n(?!\n))"), re.IGNORECASE)


RULES: list[Rule] = []


def rule(name: str, template: str, lead: Literal["never", "may", "must"] = "may") -> Callable[[Resolve], Resolve]:
    """Return a decorator that adds a rule for the template; one function may serve several."""

    def add(resolve: Resolve) -> Resolve:
        """Return the function as it is, once listed."""
        RULES.append(Rule(name, shape(template), resolve, lead))
        return resolve

    return add


def _with_part(value: Value, part: str) -> Value:
    """Return a day's value narrowed to a part of it: `2018-06-11TNI`."""
    if value.value is None or value.precision != "day":
        return replace(value, type="TIME")
    return replace(value, value=f"{value.value[:10]}T{PARTS[part.lower()]}", type="TIME")


def _weekday(m: Match) -> int | None:
    """Return the number of the weekday in a match, where it has one."""
    return weekday_number(m["weekday"]) if m["weekday"] else None


# ---------------------------------------------------------------- dates in full


@rule("named", r"(?P<named>9/11)(?!/)\b")
@rule(
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


@rule(
    "iso",
    r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d"
    r"|3[01])(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?)?(?!\d)",
)
@rule("iso", r"(?P<year>\d{4})/(?P<month>0[1-9]|1[0-2])/(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", "never")
def _iso(m: Match, base: Base) -> Value | None:
    """Return the day of a date in numbers, year first."""
    value = of_day(int(m["year"]), int(m["month"]), int(m["day"]))
    clock = m.groupdict().get("clock")
    return replace(value, value=f"{value.value}T{clock}", type="TIME") if value and clock else value


@rule("numeric", r"(?P<one>\d{1,2})(?P<sign>[/.])(?P<two>\d{1,2})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w.]\d)", "never")
def _numeric(m: Match, base: Base) -> Value | None:
    """Return the day of `12.06.2018`; the year alone for `07/02/2025`, which two countries read two ways."""
    one, two, year = int(m["one"]), int(m["two"]), int(m["year"])
    if m["sign"] == "." or one > 12 or one == two:
        return of_day(year, two, one) if 1 <= two <= 12 and one else None
    if two > 12:
        return of_day(year, one, two) if one else None
    return in_year(year) if one and two else None


@rule("date", r"<onday><month> (?:the )?<day>(?:, ?| | in | of )(?P<year>[12]\d{3})(?!\w|[,.]\d)")
@rule("date", r"<onday>(?:the )?<opening> ?(?:of )?<month>(?:, ?| | in | of )(?P<year>[12]\d{3})(?!\w|[,.]\d)")
def _date(m: Match, base: Base) -> Value | None:
    """Return the day of a date in words with its year."""
    return of_day(int(m["year"]), month_number(m["month"]), int(m["day"]))


@rule("date-bc", r"<month> <day>,? (?P<year>\d{1,4}) <bc>")
@rule("date-bc", r"<opening> <month>,? (?P<year>\d{1,4}) <bc>")
def _date_bc(m: Match, base: Base) -> Value | None:
    """Return the day of a date before Christ, which has a value and no dates."""
    return of_day(1 - int(m["year"]), month_number(m["month"]), int(m["day"]))


@rule("day", r"<onday><month> (?:the )?<day>(?:,? (?:of )?<relative> year\b)?")
@rule("day", r"<onday>(?:the )?<opening>(?: of | )<month>(?:,? (?:of )?<relative> year\b)?")
def _day(m: Match, base: Base) -> Value | None:
    """Return the day of a date without its year, or with "last year" for one."""
    month, day = month_number(m["month"]), int(m["day"])
    if day > 31:
        return None
    if m["relative"]:
        year = relative_year(m["relative"], base)
        return of_day(year, month, day) if year else UNKNOWN
    return undated_day(month, day, base, _weekday(m))


@rule(
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


# ---------------------------------------------------------------- ranges of days, months and years


@rule("days", r"<month> <opening><to><day2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@rule("days", r"<opening><to><day2> ?(?:of )?<month>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@rule("days", r"<month> <opening><to><month2> <day2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
@rule("days", r"<opening> <month><to><day2> <month2>(?:,? (?P<year>[12]\d{3})(?!\w|[,.]\d))?")
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


@rule("months", r"<month>(?P<link><to>)<month2>(?:(?:,? | of )<year>)?")
def _months(m: Match, base: Base) -> list[Placed] | None:
    """Return both ends of a range of months; the year, said once or not at all, is that of the last."""
    first, last = month_number(m["month"]), month_number(m["month2"])
    if m["link"].strip() == "and" and first > last:
        return None
    end = in_month(int(m["year"]), last) if m["year"] else undated_month(last, base)
    start = in_month(int(end.value[:4]) - (first > last), first) if end.begin and end.value else UNKNOWN
    return [(m.start(), m.end("month"), start), (m.start("month2"), m.end(), end)]


@rule("years", r"(?:the years )?(?P<year>1\d{3}|20\d\d) ?[-–—/] ?(?:<year2>|<short>)")
def _years(m: Match, base: Base) -> list[Placed] | None:
    """Return both ends of a range of years: `1939-45`, `2018/19`."""
    first, right = int(m["year"]), "year2" if m["year2"] else "short"
    last = int(m["year2"]) if m["year2"] else first // 100 * 100 + int(m["short"])
    if not first < last <= first + 200:
        return None
    return [(m.start(), m.end("year"), in_year(first)), (m.start(right), m.end(), in_year(last))]


# ---------------------------------------------------------------- months, quarters, seasons


@rule("month", r"<month>(?:,? | of |, of )(?:the year )?<year>")
def _month(m: Match, base: Base) -> Value:
    """Return a month with its year."""
    return in_month(int(m["year"]), month_number(m["month"]))


@rule("month-bc", r"<month>,? (?:of )?(?P<year>\d{1,4}) <bc>")
def _month_bc(m: Match, base: Base) -> Value:
    """Return a month before Christ."""
    return in_month(1 - int(m["year"]), month_number(m["month"]))


@rule("iso-month", r"(?P<year>20\d\d|19\d\d)-(?P<month>0[1-9])(?![\w-]|[.,]\d)", "never")
def _iso_month(m: Match, base: Base) -> Value | None:
    """Return the month of `2018-06`; `2005-06` may be two years and is none."""
    year, month = int(m["year"]), int(m["month"])
    return in_month(year, month) if month <= year % 100 or year < 2000 else None


@rule(
    "bare-month",
    r"(?:(?P<word>last|next|this past|this coming|this|the following"
    r"|the previous) )?<lone>(?! \d)(?:,? (?:of )?<relative> year\b)?",
)
def _bare_month(m: Match, base: Base) -> Value:
    """Return a month whose year is not said, or said as "last year"."""
    month = month_number(m["month"])
    if m["relative"]:
        year = relative_year(m["relative"], base)
        return in_month(year, month) if year else UNKNOWN
    return undated_month(month, base, m["word"])


_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "last": 4,
    "latter": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}


@rule(
    "quarter",
    r"(?:the )?(?P<nth>first|second|third|fourth|final|last|latter|1st|2nd|3rd|4th)(?:-| )(?P<unit>quarter"
    r"|half)(?: of | in |,? )(?:<year>|<relative> year\b)",
)
@rule("quarter", r"(?P<unit>[QH])(?P<nth>[1-4])(?: of | in |,? )(?:<year>|<relative> year\b)")
def _quarter(m: Match, base: Base) -> Value | None:
    """Return a quarter or a half of a year."""
    year = int(m["year"]) if m["year"] else relative_year(m["relative"], base)
    nth = int(m["nth"]) if m["nth"].isdigit() else _NTH[m["nth"].lower()]
    if year is None:
        return UNKNOWN
    if m["unit"].lower() in ("quarter", "q"):
        return in_quarter(year, nth)
    half = 2 if m["nth"].lower() in ("last", "final", "latter") else nth
    return in_months(year, half * 6 - 5, 6, f"{year}-H{half}", "year") if half <= 2 else None


@rule("bare-quarter", r"(?:the )?(?P<nth>first|second|third|fourth)(?:-| )quarter\b(?! (?:of|century)\b)")
@rule("bare-quarter", r"Q(?P<nth>[1-4])\b(?! of\b)")
def _bare_quarter(m: Match, base: Base) -> Value:
    """Return a quarter whose year is not said: the last that has begun, or under a future tense the next to end."""
    nth = int(m["nth"]) if m["nth"].isdigit() else _NTH[m["nth"].lower()]
    month = undated_month(nth * 3 if base.tense == "future" else nth * 3 - 2, base)
    return in_quarter(int(month.value[:4]), nth) if month.value and month.begin else UNKNOWN


@rule("seasons", r"(?:the )?<season>(?P<link><to>(?:early |late )?)<season2> (?:of )?<year>(?P<bc>)")
@rule("seasons", r"(?:the )?<season>(?P<link><to>(?:early |late )?)<season2> of (?P<year>\d{1,4}) (?P<bc><bc>)")
def _seasons(m: Match, base: Base) -> list[Placed]:
    """Return both seasons of "the spring and summer of 2003"; the second takes the words before it with it."""
    year = 1 - int(m["year"]) if m["bc"] else int(m["year"])
    first, last = (in_season(year, SEASONS[m[name].lower()]) for name in ("season", "season2"))
    led = re.search(r"(early|late)\s+$", m["link"], re.IGNORECASE)
    last = replace(last, mod={"early": "START", "late": "END"}[led[1].lower()]) if led else last
    return [
        (m.start(), m.end("season"), first),
        (m.start("link") + led.start() if led else m.start("season2"), m.end(), last),
    ]


@rule(
    "season",
    r"(?:the )?<season>(?: of |,? )(?:the year )?(?:<year>(?: ?[-–/] ?(?P<second>\d\d(?:\d\d)?)(?!\d))?"
    r"|<relative> year\b)",
)
def _season(m: Match, base: Base) -> Value | None:
    """Return a season with its year; a winter with both years has dates."""
    season = SEASONS[m["season"].lower()]
    year = int(m["year"]) if m["year"] else relative_year(m["relative"], base)
    return in_season(year, season, winter_known=bool(m["second"])) if year else UNKNOWN


@rule("season-bc", r"(?:the )?<season>(?: of |,? )(?P<year>\d{1,4}) <bc>")
def _season_bc(m: Match, base: Base) -> Value:
    """Return a season before Christ."""
    return in_season(1 - int(m["year"]), SEASONS[m["season"].lower()])


@rule(
    "bare-season",
    r"(?P<word>this past|this coming|last|next|this|the following|the next|the previous"
    r"|that(?: same)?|the same) <season>(?! (?-i:[A-Z]))",
)
@rule(
    "bare-season",
    r"(?P<word>the) <season>(?: months?)?(?= ?[.,;:)—–]| (?:and|but|in|the|when|as|to|with|after"
    r"|before|at|on|by|for|that|they|he|it|was)\b)",
)
@rule("bare-season", r"(?P<word>)(?-i:(?P<season>spring|summer|autumn|winter|Spring|Summer|Autumn|Winter))\b", "must")
@rule(
    "bare-season",
    r"(?<=\b(?:in|by|of)\s)(?P<word>)(?-i:(?P<season>spring|summer|autumn|winter|Spring|Summer|Autumn"
    r"|Winter))\b(?! (?:of\b|(?-i:[A-Z])))",
)
@rule("bare-season", r"(?P<word>)<season>(?= (?:[a-z]+ )?(?:counter-?)?(?:offensive|campaign|fighting)s?\b)")
def _bare_season(m: Match, base: Base) -> Value:
    """Return a season whose year is not said: "last" is the last that is over, "this" that of the year."""
    word = " ".join(m["word"].lower().split())
    season, told = SEASONS[m["season"].lower()], base.narrative and base.anchor is not None
    leaning = ("that", "the following", "the next", "the same", "the previous")
    near = base.anchor if word.startswith(leaning) else base.near
    if near is None or near.year < 1 or (told and near.month is None):
        return in_season(near.year, season) if near else UNKNOWN
    ahead = word in ("next", "this coming", "the following", "the next") or (base.tense == "future" and word == "the")
    if told:
        year = near.year + (SEASON_MONTH[season] + 2 < (near.month or 1) - 6)
        return in_season(year + (ahead and (near.month or 1) > SEASON_MONTH[season]), season, winter_known=True)
    day = near.date or date(near.year, near.month or 1, 1)
    options = [in_season(day.year + step, season, winter_known=True) for step in (-2, -1, 0, 1)]
    if ahead:
        return next(v for v in options if v.begin and v.begin > day)
    if word == "this":
        return options[2] if season != "WI" or day.month > 2 else options[1]
    over = word in ("last", "this past", "the previous")
    return next(v for v in reversed(options) if v.begin and v.until and (v.until <= day if over else v.begin <= day))


# ---------------------------------------------------------------- years, decades, centuries


@rule("decade", r"(?:the )?(?P<year>1\d\d|20\d)0['’]?s\b")
@rule("decade", r"(?:the )?['’‘](?P<short>[1-9])0s\b")
@rule("decade", r"the (?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b")
def _decade(m: Match, base: Base) -> Value:
    """Return a decade; without its century it is the last such."""
    groups = m.groupdict()
    if groups.get("year"):
        return in_decade(int(m["year"]) * 10)
    tens = groups.get("short") or str([t[:3] for t in TENS].index(m["word"][:3].lower()) + 2)
    return in_decade(full_year(f"{tens}0", base))


@rule("decade-bc", r"(?:the )?(?P<year>\d{1,3}0)s (?-i:<bc>)")
def _decade_bc(m: Match, base: Base) -> Value:
    """Return a decade before Christ."""
    return in_decade(1 - int(m["year"]))


@rule(
    "century",
    r"(?:the )?(?P<number>\d{1,2}(?:st|nd|rd|th)|nineteenth|eighteenth|twentieth|twenty-first"
    r"|seventeenth|sixteenth|fifteenth)(?:-| )century(?P<bc> <bc>)?",
)
def _century(m: Match, base: Base) -> Value:
    """Return a century, by its value alone."""
    names = {
        "fifteenth": 15,
        "sixteenth": 16,
        "seventeenth": 17,
        "eighteenth": 18,
        "nineteenth": 19,
        "twentieth": 20,
        "twenty-first": 21,
    }
    number = names.get(m["number"].lower()) or int(re.sub(r"\D", "", m["number"]))
    return Value(f"BC{number - 1:02d}" if m["bc"] else f"{number - 1:02d}")


@rule("year", r"(?:the year )?(?P<year>1\d{3}|20\d\d)(?: (?:AD|CE)\b)?" + _NUMERAL)
@rule("year", r"A\.?D\.? (?P<year>\d{1,4})\b" + _NUMERAL)
@rule("year", r"(?P<year>\d{1,4}) (?-i:A\.?D\.?|C\.?E\.?)(?!\w)")
def _year(m: Match, base: Base) -> Value | None:
    """Return a year; whether four digits are one is judged by what stands around them."""
    return in_year(int(m["year"])) if int(m["year"]) else None


@rule("year-bc", r"(?P<year>\d{1,4}) (?-i:<bc>)")
@rule("years-bc", r"(?P<first>\d{1,4})(?: ?[-–—/] ?| (?:to|and|or) )(?P<year>\d{1,4}) (?-i:<bc>)")
def _year_bc(m: Match, base: Base) -> Value | list[Placed] | None:
    """Return a year before Christ, or both ends of a range of them."""
    last = in_year(1 - int(m["year"]))
    if "first" not in m.groupdict():
        return last
    if len(m["first"]) < len(m["year"]) or int(m["first"]) <= int(m["year"]):
        return None
    return [(m.start(), m.end("first"), in_year(1 - int(m["first"]))), (m.start("year"), m.end(), last)]


@rule("fiscal", r"(?:the )?(?:fiscal(?: year)?|FY) ?(?P<year>(?:19|20)\d\d)\b(?! ?[-–/])")
def _fiscal(m: Match, base: Base) -> Value:
    """Return a fiscal year, whose days differ by country and are left open."""
    return Value(f"FY{m['year']}", precision="year")


@rule("short-year", r"(?<=\b(?:in|of)\s)['’]<short>")
def _short_year(m: Match, base: Base) -> Value:
    """Return the year of `'68`."""
    return in_year(full_year(m["short"], base))


# ---------------------------------------------------------------- weekdays and parts of the day


@rule(
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


@rule(
    "weekdays",
    r"(?:on )?(?P<weekday>(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))s\b(?! ago\b)",
    "never",
)
@rule("weekdays", r"(?:every|each)(?: other)? <weekday>", "never")
def _weekdays(m: Match, base: Base) -> Value | list[Placed]:
    """Return the set of all Mondays."""
    value = Value(f"XXXX-WXX-{weekday_number(m['weekday']) + 1}", type="SET")
    return value if m[0][:2].lower() != "on" else [(m.start("weekday"), m.end(), value)]


_DAYS_AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}


@rule(
    "deictic-day",
    r"(?P<word>the day before yesterday|the day after tomorrow|yesterday|tomorrow"
    r"|today)\b(?: <part>)?",
)
@rule("this-part", r"(?P<word>this|last) <part>")
@rule("tonight", r"(?P<word>tonight)(?P<part>)\b")
def _deictic_day(m: Match, base: Base) -> Value:
    """Return a day by its distance from the article's date."""
    word = " ".join(m["word"].lower().split())
    if base.reference is None:
        return Value(type="TIME" if m["part"] or word == "tonight" else "DATE")
    part = "night" if word == "tonight" else m["part"]
    value = on_day(base.reference + DAY * (_DAYS_AWAY.get(word, -1 if word == "last" else 0)))
    return _with_part(value, part) if part else value


@rule("overnight", r"overnight (?:on |into )?<weekday>")
def _overnight_weekday(m: Match, base: Base) -> Value:
    """Return the night of a weekday."""
    return _with_part(undated_weekday(weekday_number(m["weekday"]), base), "night")


@rule("overnight", r"overnight\b")
def _overnight(m: Match, base: Base) -> Value:
    """Return the night up to the article's date, which touches two days."""
    day = base.reference
    return Value(f"{day}TNI", day - DAY, day + DAY, "day", "TIME") if day else Value(type="TIME")


@rule(
    "that-part",
    r"(?P<word>that(?: same)?|the same|the next|the following|the previous|later that"
    r"|earlier that) <part>",
)
def _that_part(m: Match, base: Base) -> Value:
    """Return a part of the day told last, or of the one beside it."""
    words = m["word"].lower()
    step = 1 if words.endswith(("next", "following")) else -1 if words.endswith("previous") else 0
    return _with_part(shift(base.anchor, step, "day"), m["part"]) if base.anchor else Value(type="TIME")


@rule("at-night", r"(?<=\b[Aa]t\s)night(?!-|\w)")
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


@rule("clock", CLOCK)
@rule(
    "clock",
    r"(?<=\b[Aa]t\s)(?P<hour>)(?P<minute>)(?P<half>)(?P<word>)(?P<hour24>[01]?\d"
    r"|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])",
)
def _clock(m: Match, base: Base) -> Value:
    """Return a time of no certain day, or of the day told last in a narrative."""
    day = base.anchor.date if base.narrative and base.anchor else None
    return replace(on_day(day), value=f"{day}{clock_time(m)}", type="TIME") if day else Value(type="TIME")


# ---------------------------------------------------------------- units near the article's date or the story's


@rule(
    "this-unit",
    r"(?P<word>this past|this coming|this same|this|last|next|the past|the last"
    r"|the coming) (?P<unit>week|month|quarter|year|decade|weekend|century)\b",
)
def _this_unit(m: Match, base: Base) -> Value:
    """Return "last week" and its like, by the article's date."""
    word, unit = " ".join(m["word"].lower().split()), m["unit"].lower()
    step = {"last": -1, "the last": -1, "next": 1, "this coming": 1, "the coming": 1}.get(word, 0)
    if base.reference is None:
        return UNKNOWN
    if word in ("the past", "this past", "the last") and unit != "weekend":
        return _stretch(1, unit, "past", base)
    if unit == "weekend":
        early = base.reference.weekday() < 4
        return in_weekend(base.reference, {-1: -1, 1: 1}.get(step, -1 if word.endswith("past") and early else 0))
    return shift(Anchor(*base.reference.timetuple()[:3]), step, unit)


@rule("weekend", r"the weekend\b")
def _weekend(m: Match, base: Base) -> Value:
    """Return the last weekend that began by the article's date, or the coming one."""
    if base.reference is None:
        return UNKNOWN
    return in_weekend(base.reference, 0 if base.reference.weekday() >= 5 or base.tense == "future" else -1)


@rule(
    "that-unit",
    r"(?P<word>that(?: same| very)?|the same|this(?: same| very)|the(?: very)? next|the following"
    r"|the previous|the preceding) (?P<unit>day|week|month|year|decade|summer|weekend)\b",
)
@rule("that-unit", r"(?P<word>the) (?P<unit>day)(?= following\b) following")
@rule("that-unit", r"(?P<word>this) (?P<unit>day)\b(?= in| of|,|\.)")
def _that_unit(m: Match, base: Base) -> Value:
    """Return "the next day" and its like, by the date told last."""
    words, unit = m["word"].lower(), m["unit"].lower()
    step = 1 if words.endswith(("next", "following")) or m[0].endswith("following") else 0
    step = -1 if words.endswith(("previous", "preceding")) else step
    if base.anchor is None or unit == "weekend":
        return UNKNOWN
    return in_season(base.anchor.year, "SU") if unit == "summer" else shift(base.anchor, step, unit)


@rule("the-unit", r"(?:the |its |their )?(?P<unit>day|week|month|year|decade)(?!-)\b(?! (?:old|and a half)\b)", "must")
@rule("the-unit", r"(?:the )?(?P<unit>year|month)(?:['’]s|-)(?: |-)?end\b")
def _the_unit(m: Match, base: Base) -> Value | None:
    """Return "the year" of "the end of the year": that of the story where told, else of the article.

    "Earlier in the day" is a day of the story: an article of Wednesday says so of Tuesday too.
    """
    near = base.anchor if m["unit"].lower() == "day" else base.near
    value = shift(near, 0, m["unit"].lower()) if near else UNKNOWN
    return replace(value, mod="END") if m[0].lower().endswith("end") else value


@rule(
    "ago",
    r"<qualifier><number>(?:-| )<full><units> (?P<way>ago|earlier|later|before(?= ?[,.;:)])"
    r"|after(?= ?[,.;:)])|previously|afterwards?|from now|hence|prior(?! to))\b",
)
@rule("ago", r"(?:(?P<qualifier>just|only) )?(?P<number>)<plural> (?P<way>ago|earlier|later|afterwards?)\b")
def _ago(m: Match, base: Base) -> Value:
    """Return a point by its distance: from the article's date for "ago", from the story's for "earlier"."""
    way, unit = m["way"].lower(), unit_of(m["unit"])
    back = way in ("ago", "earlier", "before", "previously", "prior")
    here = Anchor(*base.reference.timetuple()[:3]) if base.reference else None
    near = here if way in ("ago", "from now", "hence") else base.anchor
    count = amount(m["number"]) if m["number"] else None
    if count is None:
        return Value("PAST_REF" if back else "FUTURE_REF") if near else UNKNOWN
    if near is None:
        return UNKNOWN
    if count == 0.5 and unit in ("year", "decade"):
        count, unit = (6, "month") if unit == "year" else (5, "year")
    mod = qualifier_of(m["qualifier"])
    mod = POINT_MODS.get(mod, mod) if mod else None
    if count != int(count):
        return replace(UNKNOWN, mod=mod)
    return replace(shift(near, int(count) * (-1 if back else 1), unit), mod=mod)


@rule("day-beside", r"the (?P<unit>day|week|month|year) (?P<way>before|after)(?= ?[,.;:)])")
def _day_beside(m: Match, base: Base) -> Value:
    """Return "the day before", by the date told last."""
    return shift(base.anchor, -1 if m["way"].lower() == "before" else 1, m["unit"].lower()) if base.anchor else UNKNOWN


def _stretch(count: float | None, unit: str, word: str, base: Base) -> Value:
    """Return a duration that ends or begins with the article's date, with dates where the number is said."""
    value = Value(length(count, unit), type="DURATION")
    if count is None or count != int(count) or base.reference is None or unit not in UNIT_PRECISION or unit == "hour":
        return value
    back = word in ("past", "last", "previous")
    far = shift(Anchor(*base.reference.timetuple()[:3]), int(count) * (-1 if back else 1), unit).begin
    if far is None or unit in ("weekend", "night", "quarter", "minute"):
        return value
    day = base.reference
    if unit in ("week", "fortnight"):
        far = day + 7 * DAY * int(count) * (-1 if back else 1) * (2 if unit == "fortnight" else 1)
    elif unit != "day":
        years = far.year if unit != "decade" else day.year + 10 * int(count) * (-1 if back else 1)
        month = far.month if unit == "month" else day.month
        far = date(years, month, min(day.day, 28))
    begin, until = (far, day + DAY) if back else (day, far + DAY)
    return Value(value.value, begin, until, UNIT_PRECISION[unit], "DURATION")


@rule(
    "stretch",
    r"(?:the|these|those|his|her|its|their|our) (?P<word>past|last|next|previous|coming|following|first"
    r"|final|preceding|intervening) <qualifier><number> <full><units>(?: of <year>)?",
)
@rule("stretch", r"the <number> (?P<qualifier>)(?P<word>previous|preceding|following|intervening) <units>(?P<year>)")
def _number_stretch(m: Match, base: Base) -> Value:
    """Return "the past two weeks"; what a story counts from ("the first ten days") has a length alone."""
    unit, count, word = unit_of(m["unit"]), amount(m["number"]), m["word"].lower()
    if word in ("past", "last", "next", "coming") and not base.narrative and not m["year"]:
        return replace(_stretch(count, unit, word, base), mod=qualifier_of(m["qualifier"]))
    return Value(length(count, unit), type="DURATION", mod=qualifier_of(m["qualifier"]))


@rule(
    "vague-stretch",
    r"(?:the |these |those |(?!following))(?P<word>recent|past|previous|coming|following"
    r"|preceding|ensuing"
    r"|intervening|subsequent) <plural>",
)
@rule("vague-stretch", r"the (?P<word>last|next) <plural>(?! of)")
def _vague_stretch(m: Match, base: Base) -> Value:
    """Return "recent weeks" and "the coming days": before or after now, no more."""
    word = m["word"].lower()
    if word in ("following", "preceding", "ensuing", "intervening", "subsequent", "previous"):
        return Value(length(None, unit_of(m["unit"])), type="DURATION")
    return Value("PAST_REF" if word in ("recent", "past", "last") else "FUTURE_REF")


_REFERENCES = {"recently": "PAST_REF", "lately": "PAST_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


@rule(
    "reference",
    r"(?P<word>right now|nowadays|now|currently|presently|these days|at present|recently"
    r"|lately|(?<=\bto\s)this day)\b(?! (?:that|as|after)\b)",
)
@rule(
    "reference",
    r"the (?:near |distant |recent |foreseeable |immediate )?(?P<word>past|future)\b(?= ?[.,;:)]| (?:and|but)\b)",
)
def _present(m: Match, base: Base) -> Value:
    """Return "now" and "recently" as TIMEX writes them, with no dates."""
    return Value(_REFERENCES.get(m["word"].lower(), "PRESENT_REF"))


@rule("period", r"(?P<word>this|that|the same) (?:period|era)\b(?: of time)?")
def _period(m: Match, base: Base) -> Value:
    """Return a period that the words before settle, not these."""
    return UNKNOWN


# ---------------------------------------------------------------- durations and sets


@rule(
    "duration",
    r"<qualifier>(?:(?:the|this|that|his|her|its|their) (?:full|entire|whole) )?<number>(?P<dash>-"
    r"| )<full>(?P<halves>and(?:-| )a(?:-| )half(?:-"
    r"| ))?<units>(?P<half>,? and a half\b)?(?P<long>-long)?",
    "never",
)
@rule(
    "duration",
    r"<qualifier>(?P<number>)(?P<halves>)(?P<dash>)(?P<half>)(?P<unit>month|year|week|day|decade|hour"
    r"|century|months|years|weeks|decades|days)-?(?P<long>long)\b",
    "never",
)
@rule(
    "duration",
    r"(?:an?|the(?: same)?|this|that) (?P<qualifier>)<number>(?P<dash>-| )(?P<halves>)<units>(?P<half>)"
    r"(?P<long> period)\b",
    "never",
)
def _duration(m: Match, base: Base) -> Value | None:
    """Return a length of time."""
    unit, words = unit_of(m["unit"]), m["number"].lower()
    count = amount(words) if words else (None if m["unit"].endswith("s") else 1)
    single = unit == m["unit"].lower()
    if single and count is not None and count > 1 and m["dash"] == " " and not m["long"]:
        return None if not _hyphenated(m) else Value(length(count, unit), type="DURATION")
    if count is not None and (m["half"] or m["halves"]):
        count += 0.5
    rate = words in ("a", "an") and RATE_BEFORE.search(m.string, max(0, m.start() - 12), m.start())
    if rate or (m["long"] and words in ("a", "an")) or (words in ("some", "many") and single):
        return None
    return Value(length(count, unit), type="DURATION", mod=qualifier_of(m["qualifier"]))


def _hyphenated(m: Match) -> bool:
    """Return whether a unit without its s is one for all that: "ten year struggle" is how some write it."""
    return m.string[m.end() : m.end() + 1] in ("'", "’", " ") and unit_of(m["unit"]) != "second"


_SPAN_BEFORE = re.compile(
    r"\b(?:for|after|within|over|in|of|by|takes?|took|lasts?|lasted|lasting"
    r"|spent)\s+$",
    re.IGNORECASE,
)


@rule("vague-duration", r"(?:(?:just|only) )?(?P<number>)<plural>(?! (?:ago|old|later|earlier)\b)", "never")
def _vague_duration(m: Match, base: Base) -> Value | None:
    """Return "for weeks": a length without a number."""
    before = _SPAN_BEFORE.search(m.string, max(0, m.start() - 12), m.start())
    return Value(length(None, unit_of(m["unit"])), type="DURATION") if before else None


_SETS = {
    "daily": "XXXX-XX-XX",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "hourly": "XXXX-XX-XXTXX",
    "nightly": "XXXX-XX-XXTNI",
    "quarterly": "XXXX-QX",
}
_EACH = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
    "night": "XXXX-XX-XXTNI",
    "weekend": "XXXX-WXX-WE",
    "quarter": "XXXX-QX",
}


@rule("set", rf"(?-i:(?P<word>{'|'.join(_SETS)}))\b(?!-)", "never")
@rule("set", rf"(?<!\w\s)(?P<word>{'|'.join(_SETS)})\b(?!-)", "never")
@rule("set", r"(?:every|each)(?: single| passing)? <unit>", "never")
@rule("set", r"every <number> <units>", "never")
@rule("set", r"per <unit>", "never")
def _set(m: Match, base: Base) -> Value:
    """Return what recurs: "daily", "every two years", "per month"."""
    groups = m.groupdict()
    if groups.get("word"):
        return Value(_SETS[m["word"].lower()], type="SET")
    unit = unit_of(m["unit"])
    if groups.get("number") or m[0].lower().startswith("per") or unit not in _EACH:
        return Value(length(amount(m["number"]) if groups.get("number") else 1, unit), type="SET")
    return Value(_EACH[unit], type="SET")


_RATE = (
    r"(?:million|billion|trillion|hundred|thousand|percent|per cent|once|twice|times|barrels|dollars|euros|pounds"
    r"|tons|tonnes|hours|people|bpd|\d)"
)
RATE_BEFORE = re.compile(rf"{_RATE}\s+$", re.IGNORECASE)


@rule(
    "rate",
    r"an? (?P<unit>day|week|month|year|hour|minute|quarter)\b(?! (?:ago|later|earlier|before"
    r"|after)\b)",
    "never",
)
def _rate(m: Match, base: Base) -> Value | None:
    """Return "a day" as a set where an amount stands before it."""
    before = RATE_BEFORE.search(m.string, max(0, m.start() - 12), m.start())
    return Value(length(1, m["unit"].lower()), type="SET") if before else None


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


@rule(
    "feast",
    r"(?P<feast>Christmas Day|Christmas Eve|Christmas|New Year['’]s (?:Day|Eve)|Boxing Day"
    r"|the Fourth of July)(?:(?:,? | of | in )<year>)?\b",
)
def _feast(m: Match, base: Base) -> Value | None:
    """Return a feast of a fixed date."""
    month, day = _FEASTS[" ".join(m["feast"].lower().replace("’", "'").split())]
    return of_day(int(m["year"]), month, day) if m["year"] else undated_day(month, day, base)


@rule(
    "moving-feast",
    r"(?-i:Easter|Ramadan|Nowruz|Passover|Thanksgiving|Eid al-Fitr|Eid al-Adha"
    r"|(?:the )?Lunar New Year)\b(?! (?:Sunday|Monday|Offensive|Rising|Island))",
    "may",
)
def _moving_feast(m: Match, base: Base) -> Value:
    """Return a feast that moves, unresolved."""
    return UNKNOWN


@rule("eve", r"(?:the )?eve(?= of\b)", "never")
def _eve(m: Match, base: Base) -> Value:
    """Return the eve of something without a date of its own here."""
    return UNKNOWN
