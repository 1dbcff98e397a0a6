"""Return the time expressions of a text, each with the value that the text supports.

One pass: at each word that can open an expression all rules (of `timex_days`, `timex_years`, `timex_relative` and
`timex_durations`) are tried and the longest match wins that the words around it let be a time (`timex_plausible`).
Nothing is filled in: words that lean on a date which is not given are kept, with value None and precision `unknown`.

"Friday" and "June" lean on the article's date (`reference`): the last one, or the coming one under "next" or a future
tense; a month or day that goes on with a year that is over is of that year (`timex_steps`). "Two days earlier" and
"that year" lean on the story's own date (`anchor`). A `narrative` moves the anchor along with each date that it tells,
and leans bare months on it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dyadbook.records import Precision
from dyadbook.steps.timex.days import CLOCK, DATES, DAYS, FEASTS, clock_time
from dyadbook.steps.timex.durations import DURATIONS
from dyadbook.steps.timex.openings import HEAD, LEADS, MODS
from dyadbook.steps.timex.patterns import Match, Placed, Rule, shape
from dyadbook.steps.timex.plausible import is_plausible, names_may
from dyadbook.steps.timex.relative import RELATIVE
from dyadbook.steps.timex.steps import BARE, of_story
from dyadbook.steps.timex.steps import RULE as STEP
from dyadbook.steps.timex.story import move
from dyadbook.steps.timex.tense import guess_tense
from dyadbook.steps.timex.values import DAY, PARTS, Anchor, Base, Kind, Value, on_day
from dyadbook.steps.timex.years import YEARS

__all__ = ["Time", "find_times"]

Tense = Callable[[int], str | None]

RULES = (*DATES, *YEARS, *DAYS, *RELATIVE, *DURATIONS, *FEASTS)  # where two see the same words the first wins
CLOCK_TAIL = shape(r",? (?:at )?" + CLOCK)
SIGNAL = re.compile(
    r"\b(since|until|till|from|to|by|before|after|through|between|as of|throughout|during|within|in|on|at"
    r"|for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its span, its TIMEX3 value, and the days it covers (`until` is exclusive).

    `signal` is the word before it that says how it bears on what is told: `since`, `until`, `from`, `by`, ...
    """

    start: int
    end: int
    text: str
    type: Kind
    value: str | None
    begin: date | None
    until: date | None
    precision: Precision
    rule: str
    mod: str | None = None
    signal: str | None = None


def find_times(
    text: str,
    *,
    reference: date | None,
    tense: Tense | None = None,
    anchor: date | None = None,
    narrative: bool = False,
) -> list[Time]:
    """Return the time expressions of a text in order, without overlap; what cannot be resolved has value None.

    `tense` gives "future" or "past" for an offset; without it the tense is guessed from the words around.
    """
    story = Anchor(anchor.year, anchor.month, anchor.day) if anchor else None
    found: list[Time] = []
    position, person = 0, names_may(text)
    while head := HEAD.search(text, position):
        start, position = head.start(), head.end()
        matches = _candidates(text, start, person)
        if not matches:
            continue
        said = tense(start) if tense else guess_tense(text, start, max(m.end for m in matches))
        base = Base(reference, story, said, narrative)
        placed, name = _resolve(matches, base)
        for begin, end, told in placed:
            going_on = of_story(text, found, (begin, end, told), base) if name in BARE else None
            value, name = (going_on, STEP) if going_on else (told, name)
            found.append(_time(text, begin, end, value, name))
            position = max(position, end)
            story = move(story, text, begin, end, value, name) if narrative else story
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match with its rule and how many characters the words before it ("early", "9 p.m. on") begin earlier."""

    rule: Rule
    match: Match
    start: int
    leads: tuple[tuple[str, Match], ...] = ()

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.match.end()


def _candidates(text: str, start: int, person: bool) -> list[Candidate]:
    """Return what the rules see at `start`, the longest first, with and without leading words."""
    found = [Candidate(rule, m, start) for rule, m in _matches(text, start, led=False)]
    found += _led(text, start, start, ())
    kept = [c for c in found if is_plausible(text, c.rule.name, c.match, led=bool(c.leads), person=person)]
    return sorted(kept, key=lambda c: -c.end)


def _matches(text: str, start: int, *, led: bool) -> list[tuple[Rule, Match]]:
    """Return the rules that match at `start`, with their matches."""
    wrong = "never" if led else "must"
    return [(rule, m) for rule in RULES if rule.lead != wrong and (m := rule.pattern.match(text, start))]


def _led(text: str, origin: int, start: int, leads: tuple[tuple[str, Match], ...]) -> list[Candidate]:
    """Return the candidates behind leading words, at most two of them."""
    found = []
    for name, pattern in LEADS:
        if (m := pattern.match(text, start)) and m.end() > start:
            chain = (*leads, (name, m))
            found += [Candidate(rule, core, origin, chain) for rule, core in _matches(text, m.end(), led=True)]
            if len(chain) < 2:
                found += _led(text, origin, m.end(), chain)
    return found


def _resolve(candidates: list[Candidate], base: Base) -> tuple[list[Placed], str]:
    """Return the pieces of the first candidate that has a meaning, and its rule's name; none where no one has."""
    for candidate in candidates:
        answer = candidate.rule.resolve(candidate.match, base)
        if answer is None:
            continue
        pieces = answer if isinstance(answer, list) else [(candidate.match.start(), candidate.end, answer)]
        start, end, value = pieces[0]
        if (tail := CLOCK_TAIL.match(candidate.match.string, end)) and (timed := _apply("clock", tail, value)):
            end, value = tail.end(), timed
        led: Value | None = value
        for name, lead in reversed(candidate.leads):
            led = _apply(name, lead, led) if led else None
        if led is not None:
            return [(candidate.start if candidate.leads else start, end, led), *pieces[1:]], candidate.rule.name
    return [], ""


def _apply(name: str, lead: Match, value: Value) -> Value | None:
    """Return a value under a leading word, or None where the two do not go together."""
    if name == "mod":
        groups = lead.groupdict()
        word = next(words for key, words in groups.items() if key.startswith("word") and words)
        return None if value.type in ("SET", "DURATION") else replace(value, mod=MODS[" ".join(word.lower().split())])
    if name == "about":
        return replace(value, mod="APPROX") if value.type == "DATE" and not value.mod else None
    if value.type != "DATE" or value.precision not in ("day", "unknown"):
        return None
    if name == "eve":
        return on_day(value.begin - DAY) if value.begin else value
    if value.precision == "unknown" or value.value is None:
        return replace(value, type="TIME")
    time = clock_time(lead) if name == "clock" else f"T{PARTS[lead['part'].lower()]}"
    mod = value.mod if name == "clock" or not lead["mod"] else MODS[lead["mod"].strip().lower()]
    return replace(value, value=value.value + time, type="TIME", mod=mod)


def _time(text: str, start: int, end: int, value: Value, name: str) -> Time:
    """Return the record of a placed value, its closing full stop dropped unless it belongs to it."""
    before = SIGNAL.search(text, max(0, start - 16), start)
    signal = " ".join(before[1].lower().split()) if before else None
    return Time(
        start,
        end,
        text[start:end],
        value.type,
        value.value,
        value.begin,
        value.until,
        value.precision,
        name,
        value.mod,
        signal,
    )
