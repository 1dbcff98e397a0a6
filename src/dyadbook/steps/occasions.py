"""Return when and where words were said: by a time and a place in the clause of their cue, outside the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dyadbook.records import Place, Reading, When, Words
from dyadbook.steps.saying.attribution import Attribution, Span
from dyadbook.steps.when.said import is_of_thing

LIMIT = re.compile(r"\b(?:by|until|till|since|before)\s+(?:the\s+)?(?:late\s+|early\s+|mid-|end\s+of\s+)*$", re.I)
"""What stands before a time that only limits something: "a deal due by December"."""
INSERTED = re.compile(r",\s(?:which|who|whose|whom|where|when)\s[^,;]*$")
"""What opens a clause that is not closed before a time."""
AFTER = re.compile(r"(?<!hours )(?<!minutes )(?<!moments )(?<!shortly )\b(?:after|before)\s[^,;]*$")
"""What leads from a time to a cue that is of another: "on Monday, a week after Rome said", but not "hours after"."""


def date_of(reading: Reading, one: Attribution, told: Sequence[Span]) -> When:
    """Return when it was said: a date of the cue's clause outside what is said, and no limit; else unknown."""
    if one.cue is None:
        return When()
    near = [
        time
        for time in reading.times
        if one.unit[0] <= time.start
        and time.end <= one.unit[1]
        and not any(start <= time.start < end for start, end in told)
        and not LIMIT.search(reading.article.text, one.unit[0], time.start)
        and not _is_apart(reading.article.text, one, (time.start, time.end))
        and not is_of_thing(reading.article.text, time.start, time.end)
    ]
    published = reading.article.published
    dated = [
        time
        for time in near
        if time.type in {"DATE", "TIME"} and time.begin and not (published and time.begin > published)
    ]
    if not dated:
        return When()
    best = min(dated, key=lambda time: abs(time.start - (one.cue or one.unit)[1]))
    words = Words(start=best.start, end=best.end, text=best.text)
    return When(start=best.begin, end=best.until, precision=best.precision, basis=best.rule, words=words)


def _is_apart(text: str, one: Attribution, time: Span) -> bool:
    """Return whether a time is of another clause than the cue: "Oslo, which sued in 2013, said"; also behind ";"."""
    cue = one.cue or one.unit
    if ";" in text[min(cue[1], time[1]) : max(cue[0], time[0])]:
        return True
    if AFTER.search(text, time[1], cue[0]):
        return True
    said = max([cue[1], *(end for _, end in one.content)])
    if INSERTED.search(text, one.unit[0], cue[0]) and "," in text[said : time[0]]:
        return True  # "the pact, which Rome says is dead, was signed in 2010"
    inserted = INSERTED.search(text, one.unit[0], time[0])
    return inserted is not None and (cue[0] < inserted.start() or "," in text[time[1] : cue[0]])


def place_of(places: Iterable[Place], text: str, one: Attribution) -> Place | None:
    """Return where it was said: a place named right behind the cue, before what was said."""
    if one.cue is None:
        return None
    for place in places:
        start = place.start
        if start is None or not one.cue[1] <= start < one.cue[1] + 60 or not _outside(start, one):
            continue
        if start < one.unit[1] and re.search(r"\b(?:in|at)\s+(?:the\s+)?$", text[one.cue[1] : start]):
            return place
    return None


def _outside(at: int, one: Attribution) -> bool:
    """Return whether a place in the text lies outside the content and near the cue, commas between at most."""
    return not any(start <= at < end for start, end in one.content)
