"""Return the year of a bare month or day that goes on with a story: "In June 2017 Rome left. In July Oslo left".

In news a bare month is the last one before publication, and so is a bare day. It is of a year that is over where the
sentence before, or the clause before in the same one, was told as of that year, and the month opens what is told next
in the past. A day may stand behind its verb where a day of the month before it was told: "left on 9 August".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadbook.steps.timex.patterns import Placed
from dyadbook.steps.timex.story import AHEAD, BOUND, DETERMINED, HAD, NAMED, STOP
from dyadbook.steps.timex.undated import narrative_year
from dyadbook.steps.timex.values import Anchor, Base, Value, in_month, of_day

if TYPE_CHECKING:
    from dyadbook.steps.timex.expressions import Time

__all__ = ["RULE", "of_story"]

RULE = "month-of-story"
BARE = frozenset({"bare-month", "day"})
NEAR = 31  # days between two days of one story, of which the second need not open its clause
BACK = 200  # characters before a date that tell how it was told
POINTED = 2  # sentences between "that year" and the year that it means at most
_THAT_YEAR = re.compile(r"(?:that(?: same)?|the same) year$")
_THAT = re.compile(r"\bthat $")
_YEAR = re.compile(r"\b\d{4}\b")
_CLAUSE = re.compile(
    r"(?:^|[.!?;][\"”’)]*\s+|,\s+(?:and|but|then|while|before)\s+)"
    r"(?:(?:and|but|then|later|again),?\s+)?(?:in|by|on)\s+$",
    re.I,
)
"""What stands before a month or day that opens a clause: "; in August", ", and on 4 October", ". By July"."""
_NAMED = re.compile(rf"(?:\d{{1,2}} )?(?:{'|'.join(calendar.month_abbr[1:])})[a-z]*\.?(?: \d{{1,2}})?")
"""A month, or a day without its weekday, which would tell its year."""
_OPENING = re.compile(r"^\W*(?:(?:back|early|late|and|but|then)\s+)*(?:in|on|by|during)\s+(?:early\s+|late\s+)?$", re.I)
_WHEN = re.compile(r",?\s+when\b")
_OTHER = re.compile(r"\b(?:who|whom|whose|which|that|after|before|from|has|have|is|are)\b", re.I)
"""What says that a date is of something else than its main clause, or that this goes on today."""
_OF_THING = re.compile(
    r"\b(?:the|an?|its|his|her|their|['’]s?)\s+(?:\w+\s+)?(?!(?:end|start|beginning|middle|morning|evening|night)\b)\w+"
    r"\s+of\s+$",
    re.I,
)
"""What stands before the date of a thing: "the accord of 4 June 1982"."""
_NOW = re.compile(r"[^,.;!?]*?\b(?:has|have|is|are|will|would|may|can)\b", re.I)
_HAD = re.compile(r"[^,.;!?]*?\bhad\b", re.I)
_BY = re.compile(r"\bby $", re.I)
"""Behind this what "had" been done goes on with the story, else it steps back: "in May it had left"."""


def of_story(text: str, told: Sequence[Time], placed: Placed, base: Base) -> Value | None:
    """Return the value of a bare month or day in the story of the time told before it; None where it is of none."""
    (start, end, value), reference = placed, base.reference
    if pointed := _of_year_told(text, told, placed):
        return pointed
    month = value.begin.month if value.begin else 0
    named = bool(month) and _NAMED.fullmatch(text, start, end) is not None
    last = next((one for one in reversed(told) if one.begin is not None), None)
    if not named or base.narrative or base.tense != "past" or reference is None or _is_off_story(text, start, end):
        return None
    if last is None or last.begin is None or not _is_step(text, last):
        return None
    anchor = Anchor(last.begin.year, None if last.precision == "year" else last.begin.month)
    year = narrative_year(anchor, month)
    now = of_day(year, month, value.begin.day) if value.precision == "day" and value.begin else in_month(year, month)
    if not _goes_on(text, last, start, days=_days_apart(last, now)):
        return None
    near = anchor.year == reference.year - 1 and month <= (anchor.month or 0)
    return None if near or (year, month) > (reference.year, reference.month) else now


def _of_year_told(text: str, told: Sequence[Time], placed: Placed) -> Value | None:
    """Return a month that points back at the year told last: "in October that year", "that June"."""
    start, end, _ = placed
    month = next((n for n, name in enumerate(calendar.month_abbr) if name and text[start:end].startswith(name)), None)
    pointing = _THAT_YEAR.search(text, start, end) or _THAT.search(text, max(0, start - len("that ")), start)
    last = next((one for one in reversed(told) if one.begin is not None), None)
    if month is None or not pointing or last is None or last.begin is None:
        return None
    between = text[last.end : start]
    if not _YEAR.search(text, last.start, last.end) or "\n" in between or len(STOP.findall(between)) > POINTED:
        return None
    return in_month(last.begin.year, month)


def _days_apart(last: Time, value: Value | None) -> int | None:
    """Return how many days a day is after another; None where one of them is none."""
    if value is None or value.begin is None or last.begin is None or {last.precision, value.precision} != {"day"}:
        return None
    return (value.begin - last.begin).days


def _is_off_story(text: str, start: int, end: int) -> bool:
    """Return whether the verb behind a month tells of today, of what is to come or of what was before the story."""
    return bool(_NOW.match(text, end) or (_HAD.match(text, end) and not _BY.search(text, max(0, start - 3), start)))


def _is_step(text: str, last: Time) -> bool:
    """Return whether a time with a year tells when the main clause of its sentence was, and names no thing."""
    if last.precision not in {"year", "month", "day"}:
        return False
    if last.rule != RULE and not _YEAR.search(text, last.start, last.end):
        return False
    clause = _sentence_before(text, last.start)
    if any(sign.search(clause) for sign in (BOUND, HAD, AHEAD, _OTHER, _OF_THING)):
        return False
    return not (DETERMINED.search(clause) and NAMED.match(text, last.end))


def _goes_on(text: str, last: Time, start: int, days: int | None = None) -> bool:
    """Return whether a month follows a time closely: it opens the sentence after, or a clause of the same one.

    A day follows wherever it stands there, where it is a few `days` after the one told before.
    """
    between = text[last.end : start]
    stops = [stop for stop in STOP.finditer(between) if ";" not in stop[0]]
    if "\n" in between or len(stops) > 1:
        return False
    if not stops and _WHEN.match(between):
        return True
    if days is not None and 0 <= days <= NEAR:
        return True
    opens = last.precision != "year" or bool(_OPENING.search(_sentence_before(text, last.start)))
    return opens and bool(_CLAUSE.search(between))


def _sentence_before(text: str, at: int) -> str:
    """Return what stands before a place in its sentence."""
    before = text[max(0, at - BACK) : at]
    return before[max((stop.end() for stop in STOP.finditer(before)), default=0) :]
