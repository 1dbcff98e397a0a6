"""Return whether the words around a standing say that it does not stand: nearly so, weighed, a false report."""

from __future__ import annotations

import re

from dyadbook.steps.standing_parties import BEFORE_WORDS, Scope

ALMOST = re.compile(r"\b(?:almost|nearly) $|\b(?:close to|short of|(?:brink|verge) of) \w+ing\b", re.I)
RUMOURED = re.compile(r"\brumou?rs? (?:that|of)\b[^,;]*$", re.I)
WEIGHED = re.compile(
    r"\b(?:consider|weigh|mull|contemplat|ponder)(?:e?s|e?d|ing) (?!the |its |their )"
    r"(?:[a-z][\w-]* ){0,3}?(?:sanctions\b|$)"
)
OPEN_TO_CHOICE = re.compile(
    r"\b(?:is|are|was|were|remain(?:s|ed)?) (?:(?!not|no)\w+ ){0,2}?"
    r"(?:on the table|an option|under consideration|a possibility)\b", re.I
)  # fmt: skip
"""What makes the thing before it one of several that may be chosen: "sanctions on Rome are an option"."""
INVERTED = re.compile(r"^\W*(?i:had|should) (?i:the )?[A-Z]|^\W*(?i:were) (?i:the )?[A-Z][^,]* to\b")
FALSE_REPORT = re.compile(
    r"\b(?:reports?|rumou?rs?|claims?|allegations?) (?:that|of)\b.*\b(?:is|are|was|were|be|been|proved|proven|out)"
    r"(?: (?!not|no)\w+){0,2}? (?:false|untrue|baseless|unfounded|groundless|fabricated)\b", re.I
)  # fmt: skip


def is_undone(text: str, scope: Scope, start: int, end: int) -> bool:
    """Return whether a clause tells only what nearly is, what somebody weighs, supposes or denies as a rumour."""
    first = max(scope.clause[0], start - BEFORE_WORDS)
    before, clause = text[first:start], text[first:end]
    return (
        any(pattern.search(words) for pattern in (ALMOST, WEIGHED) for words in (before, clause))
        or RUMOURED.search(text[scope.sentence[0] : start]) is not None
        or OPEN_TO_CHOICE.search(text, end, scope.clause[1]) is not None
        or INVERTED.search(text[scope.clause[0] : start]) is not None
        or FALSE_REPORT.search(text[slice(*scope.sentence)]) is not None
    )
