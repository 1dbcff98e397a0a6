"""Return the rules for what is told by its distance from another date: "last week", "that year", "two months ago".

"Ago", "last" and "next" count from the article's date; "earlier", "that" and "the following" from the story's. What
has no distance ("now", "recently", "that period") is here too. "Yesterday" and "last Friday" are in `timex_days`,
"last June" and "that spring" in `timex_years`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dyadbook.records import Precision
from dyadbook.steps.timex.patterns import Match, Rules
from dyadbook.steps.timex.values import DAY, UNKNOWN, Anchor, Base, Value, in_season, in_weekend, shift
from dyadbook.steps.timex.words import POINT_MODS, amount, length, qualifier_of, unit_of

RELATIVE = Rules()
SUNDAY = 6

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


@RELATIVE.rule(
    "this-unit",
    r"(?P<word>this past|this coming|this same|this|last|next|the past|the last"
    r"|the coming) (?P<unit>week|month|quarter|year|decade|weekend|century)\b",
)
def _this_unit(m: Match, base: Base) -> Value:
    """Return "last week" and its like, by the article's date; on a Sunday the week that ends is the last."""
    word, unit = " ".join(m["word"].lower().split()), m["unit"].lower()
    step = {"last": -1, "the last": -1, "next": 1, "this coming": 1, "the coming": 1}.get(word, 0)
    if base.reference is None:
        return UNKNOWN
    if word in ("the past", "this past", "the last") and unit != "weekend":
        return _stretch(1, unit, "past", base)
    if unit == "weekend":
        early = base.reference.weekday() < 4
        over = early and (word.endswith("past") or (word == "this" and base.tense == "past"))
        return in_weekend(base.reference, {-1: -1, 1: 1}.get(step, -1 if over else 0))
    if unit == "week" and word == "last" and base.reference.weekday() == SUNDAY:
        step = 0
    return shift(Anchor(*base.reference.timetuple()[:3]), step, unit)


@RELATIVE.rule("weekend", r"the weekend\b")
def _weekend(m: Match, base: Base) -> Value:
    """Return the last weekend that began by the article's date, or the coming one."""
    if base.reference is None:
        return UNKNOWN
    return in_weekend(base.reference, 0 if base.reference.weekday() >= 5 or base.tense == "future" else -1)


@RELATIVE.rule(
    "that-unit",
    r"(?P<word>that(?: same| very)?|the same|this(?: same| very)|the(?: very)? next|the following"
    r"|the previous|the preceding) (?P<unit>day|week|month|year|decade|summer|weekend)\b",
)
@RELATIVE.rule("that-unit", r"(?P<word>the) (?P<unit>day)(?= following\b) following")
@RELATIVE.rule("that-unit", r"(?P<word>this) (?P<unit>day)\b(?= in| of|,|\.)")
def _that_unit(m: Match, base: Base) -> Value:
    """Return "the next day" and its like, by the date told last."""
    words, unit = m["word"].lower(), m["unit"].lower()
    step = 1 if words.endswith(("next", "following")) or m[0].endswith("following") else 0
    step = -1 if words.endswith(("previous", "preceding")) else step
    if base.anchor is None or unit == "weekend":
        return UNKNOWN
    return in_season(base.anchor.year, "SU") if unit == "summer" else shift(base.anchor, step, unit)


@RELATIVE.rule(
    "the-unit", r"(?:the |its |their )?(?P<unit>day|week|month|year|decade)(?!-)\b(?! (?:old|and a half)\b)", "must"
)
@RELATIVE.rule("the-unit", r"(?:the )?(?P<unit>year|month)(?:['’]s|-)(?: |-)?end\b")
def _the_unit(m: Match, base: Base) -> Value | None:
    """Return "the year" of "the end of the year": that of the story where told, else of the article.

    "Earlier in the day" is a day of the story: an article of Wednesday says so of Tuesday too.
    """
    near = base.anchor if m["unit"].lower() == "day" else base.near
    value = shift(near, 0, m["unit"].lower()) if near else UNKNOWN
    return replace(value, mod="END") if m[0].lower().endswith("end") else value


@RELATIVE.rule(
    "ago",
    r"<qualifier><number>(?:-| )<full><units> (?P<way>ago|earlier|later|before(?= ?[,.;:)])"
    r"|after(?= ?[,.;:)])|previously|afterwards?|from now|hence|prior(?! to))\b",
)
@RELATIVE.rule("ago", r"(?:(?P<qualifier>just|only) )?(?P<number>)<plural> (?P<way>ago|earlier|later|afterwards?)\b")
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
    if unit == "century":  # told as a round number, of no days
        return Value("PAST_REF" if back else "FUTURE_REF")
    if count == 0.5 and unit in ("year", "decade"):
        count, unit = (6, "month") if unit == "year" else (5, "year")
    mod = qualifier_of(m["qualifier"])
    mod = POINT_MODS.get(mod, mod) if mod else None
    if count != int(count):
        return replace(UNKNOWN, mod=mod)
    return replace(shift(near, int(count) * (-1 if back else 1), unit), mod=mod)


@RELATIVE.rule("day-beside", r"the (?P<unit>day|week|month|year) (?P<way>before|after)(?= ?[,.;:)])")
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


@RELATIVE.rule(
    "stretch",
    r"(?:the|these|those|his|her|its|their|our) (?P<word>past|last|next|previous|coming|following|first"
    r"|final|preceding|intervening) <qualifier><number> <full><units>(?: of <year>)?",
)
@RELATIVE.rule(
    "stretch", r"the <number> (?P<qualifier>)(?P<word>previous|preceding|following|intervening) <units>(?P<year>)"
)
def _number_stretch(m: Match, base: Base) -> Value:
    """Return "the past two weeks"; what a story counts from ("the first ten days") has a length alone."""
    unit, count, word = unit_of(m["unit"]), amount(m["number"]), m["word"].lower()
    if word in ("past", "last", "next", "coming") and not base.narrative and not m["year"]:
        return replace(_stretch(count, unit, word, base), mod=qualifier_of(m["qualifier"]))
    return Value(length(count, unit), type="DURATION", mod=qualifier_of(m["qualifier"]))


@RELATIVE.rule(
    "vague-stretch",
    r"(?:the |these |those |(?!following))(?P<word>recent|past|previous|coming|following"
    r"|preceding|ensuing"
    r"|intervening|subsequent) <plural>",
)
@RELATIVE.rule("vague-stretch", r"the (?P<word>last|next) <plural>(?! of)")
def _vague_stretch(m: Match, base: Base) -> Value:
    """Return "recent weeks" and "the coming days": before or after now, no more."""
    word = m["word"].lower()
    if word in ("following", "preceding", "ensuing", "intervening", "subsequent", "previous"):
        return Value(length(None, unit_of(m["unit"])), type="DURATION")
    return Value("PAST_REF" if word in ("recent", "past", "last") else "FUTURE_REF")


_REFERENCES = {"recently": "PAST_REF", "lately": "PAST_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


@RELATIVE.rule(
    "reference",
    r"(?P<word>right now|nowadays|now|currently|presently|these days|at present|recently"
    r"|lately|(?<=\bto\s)this day)\b(?! (?:that|as|after)\b)",
)
@RELATIVE.rule(
    "reference",
    r"the (?:near |distant |recent |foreseeable |immediate )?(?P<word>past|future)\b(?= ?[.,;:)]| (?:and|but)\b)",
)
def _present(m: Match, base: Base) -> Value:
    """Return "now" and "recently" as TIMEX writes them, with no dates."""
    return Value(_REFERENCES.get(m["word"].lower(), "PRESENT_REF"))


@RELATIVE.rule("period", r"(?P<word>this|that|the same) (?:period|era)\b(?: of time)?")
def _period(m: Match, base: Base) -> Value:
    """Return a period that the words before settle, not these."""
    return UNKNOWN
