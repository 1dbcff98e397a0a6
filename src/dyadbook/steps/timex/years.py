"""Return the rules for expressions of a year, a part of one or many: months, quarters, seasons, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dyadbook.steps.timex.patterns import NUMERAL, Match, Placed, Rules
from dyadbook.steps.timex.undated import full_year, relative_year, undated_month
from dyadbook.steps.timex.values import (
    SEASON_MONTH,
    SEASONS,
    UNKNOWN,
    Base,
    Value,
    in_decade,
    in_month,
    in_months,
    in_quarter,
    in_season,
    in_year,
)
from dyadbook.steps.timex.words import TENS, month_number

YEARS = Rules()

# ---------------------------------------------------------------- ranges of months and years


@YEARS.rule("months", r"<month>(?P<link><to>)<month2>(?:(?:,? | of )<year>)?")
def _months(m: Match, base: Base) -> list[Placed] | None:
    """Return both ends of a range of months; the year, said once or not at all, is that of the last."""
    first, last = month_number(m["month"]), month_number(m["month2"])
    if m["link"].strip() == "and" and first > last:
        return None
    end = in_month(int(m["year"]), last) if m["year"] else undated_month(last, base)
    start = in_month(int(end.value[:4]) - (first > last), first) if end.begin and end.value else UNKNOWN
    return [(m.start(), m.end("month"), start), (m.start("month2"), m.end(), end)]


@YEARS.rule("years", r"(?:the years )?(?P<year>1\d{3}|20\d\d) ?[-–—/] ?(?:<year2>|<short>)")
def _years(m: Match, base: Base) -> list[Placed] | None:
    """Return both ends of a range of years: `1939-45`, `2018/19`."""
    first, right = int(m["year"]), "year2" if m["year2"] else "short"
    last = int(m["year2"]) if m["year2"] else first // 100 * 100 + int(m["short"])
    if not first < last <= first + 200:
        return None
    return [(m.start(), m.end("year"), in_year(first)), (m.start(right), m.end(), in_year(last))]


# ---------------------------------------------------------------- months, quarters, seasons


@YEARS.rule("month", r"<month>(?:,? | of |, of )(?:the year )?<year>")
def _month(m: Match, base: Base) -> Value:
    """Return a month with its year."""
    return in_month(int(m["year"]), month_number(m["month"]))


@YEARS.rule("month-bc", r"<month>,? (?:of )?(?P<year>\d{1,4}) <bc>")
def _month_bc(m: Match, base: Base) -> Value:
    """Return a month before Christ."""
    return in_month(1 - int(m["year"]), month_number(m["month"]))


@YEARS.rule("iso-month", r"(?P<year>20\d\d|19\d\d)-(?P<month>0[1-9])(?![\w-]|[.,]\d)", "never")
def _iso_month(m: Match, base: Base) -> Value | None:
    """Return the month of `2018-06`; `2005-06` may be two years and is none."""
    year, month = int(m["year"]), int(m["month"])
    return in_month(year, month) if month <= year % 100 or year < 2000 else None


@YEARS.rule(
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


@YEARS.rule(
    "quarter",
    r"(?:the )?(?P<nth>first|second|third|fourth|final|last|latter|1st|2nd|3rd|4th)(?:-| )(?P<unit>quarter"
    r"|half)(?: of | in |,? )(?:<year>|<relative> year\b)",
)
@YEARS.rule("quarter", r"(?P<unit>[QH])(?P<nth>[1-4])(?: of | in |,? )(?:<year>|<relative> year\b)")
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


@YEARS.rule("bare-quarter", r"(?:the )?(?P<nth>first|second|third|fourth)(?:-| )quarter\b(?! (?:of|century)\b)")
@YEARS.rule("bare-quarter", r"Q(?P<nth>[1-4])\b(?! of\b)")
def _bare_quarter(m: Match, base: Base) -> Value:
    """Return a quarter whose year is not said: the last that has begun, or under a future tense the next to end."""
    nth = int(m["nth"]) if m["nth"].isdigit() else _NTH[m["nth"].lower()]
    month = undated_month(nth * 3 if base.tense == "future" else nth * 3 - 2, base)
    return in_quarter(int(month.value[:4]), nth) if month.value and month.begin else UNKNOWN


@YEARS.rule("seasons", r"(?:the )?<season>(?P<link><to>(?:early |late )?)<season2> (?:of )?<year>(?P<bc>)")
@YEARS.rule("seasons", r"(?:the )?<season>(?P<link><to>(?:early |late )?)<season2> of (?P<year>\d{1,4}) (?P<bc><bc>)")
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


@YEARS.rule(
    "season",
    r"(?:the )?<season>(?: of |,? )(?:the year )?(?:<year>(?: ?[-–/] ?(?P<second>\d\d(?:\d\d)?)(?!\d))?"
    r"|<relative> year\b)",
)
def _season(m: Match, base: Base) -> Value | None:
    """Return a season with its year; a winter with both years has dates."""
    season = SEASONS[m["season"].lower()]
    year = int(m["year"]) if m["year"] else relative_year(m["relative"], base)
    return in_season(year, season, winter_known=bool(m["second"])) if year else UNKNOWN


@YEARS.rule("season-bc", r"(?:the )?<season>(?: of |,? )(?P<year>\d{1,4}) <bc>")
def _season_bc(m: Match, base: Base) -> Value:
    """Return a season before Christ."""
    return in_season(1 - int(m["year"]), SEASONS[m["season"].lower()])


@YEARS.rule(
    "bare-season",
    r"(?P<word>this past|this coming|last|next|this|the following|the next|the previous"
    r"|that(?: same)?|the same) <season>(?! (?-i:[A-Z]))",
)
@YEARS.rule(
    "bare-season",
    r"(?P<word>the) <season>(?: months?)?(?= ?[.,;:)—–]| (?:and|but|in|the|when|as|to|with|after"
    r"|before|at|on|by|for|that|they|he|it|was)\b)",
)
@YEARS.rule(
    "bare-season", r"(?P<word>)(?-i:(?P<season>spring|summer|autumn|winter|Spring|Summer|Autumn|Winter))\b", "must"
)
@YEARS.rule(
    "bare-season",
    r"(?<=\b(?:in|by|of)\s)(?P<word>)(?-i:(?P<season>spring|summer|autumn|winter|Spring|Summer|Autumn"
    r"|Winter))\b(?! (?:of\b|(?-i:[A-Z])))",
)
@YEARS.rule("bare-season", r"(?P<word>)<season>(?= (?:[a-z]+ )?(?:counter-?)?(?:offensive|campaign|fighting)s?\b)")
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


@YEARS.rule("decade", r"(?:the )?(?P<year>1\d\d|20\d)0['’]?s\b")
@YEARS.rule("decade", r"(?:the )?['’‘](?P<short>[1-9])0s\b")
@YEARS.rule("decade", r"the (?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b")
def _decade(m: Match, base: Base) -> Value:
    """Return a decade; without its century it is the last such."""
    groups = m.groupdict()
    if groups.get("year"):
        return in_decade(int(m["year"]) * 10)
    tens = groups.get("short") or str([t[:3] for t in TENS].index(m["word"][:3].lower()) + 2)
    return in_decade(full_year(f"{tens}0", base))


@YEARS.rule("decade-bc", r"(?:the )?(?P<year>\d{1,3}0)s (?-i:<bc>)")
def _decade_bc(m: Match, base: Base) -> Value:
    """Return a decade before Christ."""
    return in_decade(1 - int(m["year"]))


@YEARS.rule(
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


@YEARS.rule("year", r"(?:the year )?(?P<year>1\d{3}|20\d\d)(?: (?:AD|CE)\b)?" + NUMERAL)
@YEARS.rule("year", r"A\.?D\.? (?P<year>\d{1,4})\b" + NUMERAL)
@YEARS.rule("year", r"(?P<year>\d{1,4}) (?-i:A\.?D\.?|C\.?E\.?)(?!\w)")
def _year(m: Match, base: Base) -> Value | None:
    """Return a year; whether four digits are one is judged by what stands around them."""
    return in_year(int(m["year"])) if int(m["year"]) else None


@YEARS.rule("year-bc", r"(?P<year>\d{1,4}) (?-i:<bc>)")
@YEARS.rule("years-bc", r"(?P<first>\d{1,4})(?: ?[-–—/] ?| (?:to|and|or) )(?P<year>\d{1,4}) (?-i:<bc>)")
def _year_bc(m: Match, base: Base) -> Value | list[Placed] | None:
    """Return a year before Christ, or both ends of a range of them."""
    last = in_year(1 - int(m["year"]))
    if "first" not in m.groupdict():
        return last
    if len(m["first"]) < len(m["year"]) or int(m["first"]) <= int(m["year"]):
        return None
    return [(m.start(), m.end("first"), in_year(1 - int(m["first"]))), (m.start("year"), m.end(), last)]


@YEARS.rule("fiscal", r"(?:the )?(?:fiscal(?: year)?|FY) ?(?P<year>(?:19|20)\d\d)\b(?! ?[-–/])")
def _fiscal(m: Match, base: Base) -> Value:
    """Return a fiscal year, whose days differ by country and are left open."""
    return Value(f"FY{m['year']}", precision="year")


@YEARS.rule("short-year", r"(?<=\b(?:in|of)\s)['’]<short>")
def _short_year(m: Match, base: Base) -> Value:
    """Return the year of `'68`."""
    return in_year(full_year(m["short"], base))
