"""Return whether a standing is told of a time that is over, or was for a limited one."""

from __future__ import annotations

import re

from dyadbook.records import Reading
from dyadbook.steps.standing.parties import Scope
from dyadbook.steps.standing.rules import Rule
from dyadbook.steps.standing.since import period

STATES = frozenset({"tone", "alliance", "dispute"})
"""Aspects that are told as how two stood, and not as what one did."""
CAME = frozenset({"ended", "settled", "suspended"})
"""Values that begin with an act, which is told as past for as long as they last: "was settled in 2005"."""
OVER = re.compile(r"\b(?:had|was|were)\b", re.I)
THEN = frozenset({"border", "embassy", "hotline", "talks", "trade", "visas"})
HAD_BEEN = re.compile(r"\bhad\s+(?:\w+\s+)?been\b", re.I)
"""What an article's own words tell of a time before its news, at which it mostly ended: "had been closed since May"."""
STILL = re.compile(r"\b(?:has|have|is|are|still|since|now|remains?)\b", re.I)
BEFORE = re.compile(
    r"\b(?:before|prior to|until|till)\s+(?:the|his|her|its|their|that|World|[A-Z]\w+['’]s)\b"
    r"|\b(?:in|during)\s+(?:the\s+)?(?:First\s+|Second\s+)?(?:World|Cold)\s+War\b"
    r"|\bunder\s+(?:(?:the|its|their|his|her)\s+)?(?:former|late|previous|old|ousted|deposed)\b", re.I
)  # fmt: skip
"""What a state is told to have been in or before, which may have ended it: "relations were good before the war"."""
IN_TIME = re.compile(r"\b(?:in|during)\s+(?:the\s+)?$", re.I)
FOR_A_TIME = re.compile(
    r"(?:(?!\b(?:has|have|had|been|will|is|are)\b)[^,;])*\bfor\s+"
    r"(?:(?:about|some|nearly|almost|over|up to|more than|another|just|only)\s+)?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|\d+)"
    r"\s+(?:hour|day|week|month|year)s?\b",
    re.I,
)
"""What limits a thing done to a time, of which nobody knows whether it is over: "suspended visas for two months"."""
LIMITED = frozenset({"closed", "embargo", "restricted", "suspended"})
GOES_ON = re.compile(r"\b(?:has|have|is|are|been)\b", re.I)
NEAR_VERB = 12  # characters from "had" to what there was


def _for_a_time(text: str, rule: Rule, scope: Scope, end: int) -> bool:
    """Return whether it was done for a limited time: it is over, or will be, on a day that is not told."""
    if rule.value not in LIMITED or GOES_ON.search(text[scope.clause[0] : end]):
        return False
    return FOR_A_TIME.match(text, end, scope.clause[1]) is not None


def is_over(reading: Reading, rule: Rule, start: int, end: int, scope: Scope) -> bool:
    """Return whether a standing is told of a time that is over ("in the 1960s they had no diplomatic relations"), or of
    a limited one.
    """
    text, published = reading.article.text, reading.article.published
    if scope.statement is None and rule.aspect in THEN and HAD_BEEN.search(text, start, end):
        return True
    if _for_a_time(text, rule, scope, end):
        return True
    told = text[scope.clause[0] : scope.clause[1]]
    state = (rule.aspect in STATES and rule.value not in CAME) or rule.value == "none"
    if (
        published is None
        or not state
        or not OVER.search(text[max(scope.clause[0], start - NEAR_VERB) : end])
        or STILL.search(told)
    ):
        return False
    if BEFORE.search(text, *scope.sentence):
        return True
    return period(reading.times, text, scope)[1].start is None and any(
        IN_TIME.search(text, max(0, time.start - 12), time.start) and time.until is not None
        and time.until.year < published.year
        for time in reading.times
        if scope.sentence[0] <= time.start and time.end <= scope.clause[1]
    )  # fmt: skip
