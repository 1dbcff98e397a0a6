"""Return the year that is not said: which June, which Friday, which "last year" and which `'89` words mean.

Nothing is known but the dates that they lean on and the tense around them; without those the value is unknown.
"""

from __future__ import annotations

from datetime import date

from dyadbook.steps.timex.values import DAY, UNKNOWN, Anchor, Base, Value, in_month, of_day, on_day


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
