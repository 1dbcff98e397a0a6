"""Return the rules for lengths of time and for what recurs: "three weeks", "for months", "daily", "per year".

"The past two weeks" is in `timex_relative`; "every Monday" is in `timex_days`.
"""

from __future__ import annotations

import re

from dyadbook.steps.timex.patterns import Match, Rules
from dyadbook.steps.timex.values import Base, Value
from dyadbook.steps.timex.words import amount, length, qualifier_of, unit_of

DURATIONS = Rules()


@DURATIONS.rule(
    "duration",
    r"<qualifier>(?:(?:the|this|that|his|her|its|their) (?:full|entire|whole) )?<number>(?P<dash>-"
    r"| )<full>(?P<halves>and(?:-| )a(?:-| )half(?:-"
    r"| ))?<units>(?P<half>,? and a half\b)?(?P<long>-long)?",
    "never",
)
@DURATIONS.rule(
    "duration",
    r"<qualifier>(?P<number>)(?P<halves>)(?P<dash>)(?P<half>)(?P<unit>month|year|week|day|decade|hour"
    r"|century|months|years|weeks|decades|days)-?(?P<long>long)\b",
    "never",
)
@DURATIONS.rule(
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


@DURATIONS.rule("vague-duration", r"(?:(?:just|only) )?(?P<number>)<plural>(?! (?:ago|old|later|earlier)\b)", "never")
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


@DURATIONS.rule("set", rf"(?-i:(?P<word>{'|'.join(_SETS)}))\b(?!-)", "never")
@DURATIONS.rule("set", rf"(?<!\w\s)(?P<word>{'|'.join(_SETS)})\b(?!-)", "never")
@DURATIONS.rule("set", r"(?:every|each)(?: single| passing)? <unit>", "never")
@DURATIONS.rule("set", r"every <number> <units>", "never")
@DURATIONS.rule("set", r"per <unit>", "never")
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


@DURATIONS.rule(
    "rate",
    r"an? (?P<unit>day|week|month|year|hour|minute|quarter)\b(?! (?:ago|later|earlier|before"
    r"|after)\b)",
    "never",
)
def _rate(m: Match, base: Base) -> Value | None:
    """Return "a day" as a set where an amount stands before it."""
    before = RATE_BEFORE.search(m.string, max(0, m.start() - 12), m.start())
    return Value(length(1, m["unit"].lower()), type="SET") if before else None
