"""Return since when and until when two stand so, as the words around a standing tell it; unknown elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dyadbook.records import Reading, Time, When, Words
from dyadbook.steps.standing.parties import Scope

SINCE = re.compile(r"\b(?:since|as of|effective(?: from)?)\s+(?:\w+\s+)?$", re.I)
OTHERWISE = re.compile(
    r"\b(?:clos|shut|seal|sever|suspend|downgrad)\w*\b|\b(?:broken|cut|frozen|absent|vacant|empty|imposed)\b", re.I
)
"""What was so since then, where it stands between words and a time: "reopened its embassy, closed since 2012"."""
CHANGED = re.compile(
    r"\b(?:clos|shut|sever|cut|restor|establish|recogni[sz]|open|reopen|suspend|broke|resum|lift|normali[sz]|annex|join"
    r"|accede|withdr|left|quit|pull|exit|expel|expuls|sign|expir|laps|end|terminat|conclu|complet|settl|resolv|demarcat"
    r"|agreed|downgrad|collaps|halt|bann|stall|appli|took|came|entered|made|eas|repeal)\w*",
    re.I,
)
IN = re.compile(r"(?:(?!\b(?:after|when|because|over|that|which|who|and|but|for|to)\b)[^,;])*\b(?:in|on|from)\s+", re.I)
BECAME = re.compile(r"\bbecame\b[^,;]*$", re.I)
"""What stands before what two became then: "became NATO's 32nd member in March"."""
OPENS = re.compile(r"\W*(?:(?:on|in|from|late|early)\s+)*$", re.I)
"""What stands before a time with which a sentence opens: "On 5 April Oslo cut ties"."""
ITS_ACT = re.compile(
    r",?\s+when\s+(?:[\w.’'-]+\s+){0,4}$"
    r"|(?!.*\b(?:said|says?|told|had|announc\w+|that|which|who|when|after|before|because|since|where|for)\b)[^;:]*$",
    re.I,
)
"""What stands between a time and the words of what came about then: its subject, and no other verb of saying."""
ANNIVERSARY = re.compile(r"\b(?:anniversary|centenary|jubilee)\b", re.I)
FOR = re.compile(r"\b(?:for|over|during)\s+$", re.I)
PAST = re.compile(r"the (?:past|last) ", re.I)
LASTING = re.compile(r"\b(?:has|have)\b", re.I)
UNTIL = re.compile(r"\b(?:until|till)\s+(?:\w+\s+)?$", re.I)
NEAR = 60  # characters from the words to the time at which it came about


def since_and_until(reading: Reading, start: int, end: int, scope: Scope) -> tuple[When, When]:
    """Return since when and until when it is so: told by such words, as a length or a period, or when it came about."""
    text, times = reading.article.text, reading.times
    since, until = _bound(SINCE, times, text, scope), _bound(UNTIL, times, text, scope)
    if since.start is None and until.start is None:
        since = _lasted(times, text, scope)
    if since.words and OTHERWISE.search(text, end, max(end, since.words.start)):
        since = When()
    if since.start is None and until.start is None:
        since, until = period(times, text, scope)
    if since.start is None and until.start is None:
        since = came(reading, start, end, scope)
    return since, until


def _bound(word: re.Pattern[str], times: Sequence[Time], text: str, scope: Scope) -> When:
    """Return since or until when it is so: a time behind that word in the clause; unknown elsewhere."""
    for time in times:
        inside = scope.clause[0] <= time.start and time.end <= scope.clause[1] + 40 and time.end <= scope.sentence[1]
        opens = not text[scope.sentence[0] : time.start].strip(" \n").count(" ") and time.start >= scope.sentence[0]
        if (inside or opens) and time.begin and word.search(text[max(scope.sentence[0], time.start - 20) : time.start]):
            return _when(time)
    return When()


def came(reading: Reading, start: int, end: int, scope: Scope) -> When:
    """Return when it came to be so, told right behind the verb that says that it did: "cut ties with Rome in 1985"."""
    text = reading.article.text
    if CHANGED.search(text, start, end) or BECAME.search(text[max(scope.clause[0], start - NEAR) : start]):
        for time in reading.times:
            near = end <= time.start and time.end <= min(scope.sentence[1], end + NEAR)
            told = IN.fullmatch(text, end, time.start) and not OTHERWISE.search(text, end, time.start)
            opens = scope.sentence[0] <= time.start and OPENS.match(text[scope.sentence[0] : time.start])
            when = scope.sentence[0] <= time.start and re.match(r",?\s+when\b", text[time.end : start])
            lead = (
                not ANNIVERSARY.search(text, start, end)
                and start - NEAR < time.end <= start
                and ITS_ACT.match(text[time.end : start])
                and (opens or when)
            )
            if time.begin and ((near and told) or lead):
                return _when(time)
    return When()


def _lasted(times: Sequence[Time], text: str, scope: Scope) -> When:
    """Return the year or month since when it has been so: "for the past five years the border has been closed"."""
    for time in times:
        inside = scope.clause[0] <= time.start and time.end <= scope.clause[1]
        lasts = (
            inside and PAST.match(time.text) and FOR.search(text[max(scope.sentence[0], time.start - 8) : time.start])
        )
        if lasts and time.begin and time.precision == "year" and LASTING.search(text, *scope.clause):
            year, words = time.begin.year, Words(start=time.start, end=time.end, text=time.text)
            start, end = date(year, 1, 1), date(year + 1, 1, 1)
            return When(start=start, end=end, precision="year", basis=time.rule, words=words)
    return When()


def period(times: Sequence[Time], text: str, scope: Scope) -> tuple[When, When]:
    """Return since when and until when it was so, where the clause tells both: "from 1988 to 1991"."""
    inside = [time for time in times if scope.clause[0] <= time.start and time.end <= scope.sentence[1] and time.begin]
    for first, last in pairwise(inside):
        opened = re.search(
            r"\b(?:from|between)\s+$", text[max(scope.sentence[0], first.start - 12) : first.start], re.I
        )
        if opened and re.fullmatch(r"\s*(?:to|and|until|till|through|[–-])\s*", text[first.end : last.start], re.I):
            return _when(first), _when(last)
    return When(), When()


def _when(time: Time) -> When:
    words = Words(start=time.start, end=time.end, text=time.text)
    return When(start=time.begin, end=time.until, precision=time.precision, basis=time.rule, words=words)
