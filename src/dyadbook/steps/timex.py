"""Return the time expressions of a text, each with the value that the text supports.

One pass: at each word that can open an expression all rules (of `timex_days`, `timex_years`, `timex_relative` and
`timex_durations`) are tried and the longest match wins; what stands around it is judged here (is `2019` a year or a
number, `May` a month or a person). Nothing is filled in: words that lean on a date which is not given are kept, with
value None and precision `unknown`.

"Friday" and "June" lean on the article's date (`reference`): the last one, or the coming one under "next" or a future
tense. "Two days earlier" and "that year" lean on the story's own date (`anchor`). A `narrative` moves the anchor along
with each date that it tells, and leans bare months on it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from dyadbook.records import Precision
from dyadbook.steps.timex_days import CLOCK, DATES, DAYS, FEASTS, clock_time
from dyadbook.steps.timex_durations import DURATIONS
from dyadbook.steps.timex_patterns import Match, Placed, Rule, shape
from dyadbook.steps.timex_relative import RELATIVE
from dyadbook.steps.timex_story import move
from dyadbook.steps.timex_values import DAY, PARTS, Anchor, Base, Kind, Value, on_day
from dyadbook.steps.timex_years import YEARS

__all__ = ["Time", "find_times", "guess_tense"]

Tense = Callable[[int], str | None]

RULES = (*DATES, *YEARS, *DAYS, *RELATIVE, *DURATIONS, *FEASTS)  # where two see the same words the first wins


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
    position, person = 0, PERSON_MAY.search(text) is not None
    while head := HEAD.search(text, position):
        start, position = head.start(), head.end()
        matches = _candidates(text, start, person)
        if not matches:
            continue
        said = tense(start) if tense else guess_tense(text, start, max(m.end for m in matches))
        placed, name = _resolve(matches, Base(reference, story, said, narrative))
        for begin, end, value in placed:
            found.append(_time(text, begin, end, value, name))
            position = max(position, end)
            story = move(story, text, begin, end, value, name) if narrative else story
    return found


# ---------------------------------------------------------------- where an expression may open

_OPENERS = (
    r"the|this|that|last|next|past|coming|recent|previous|following|preceding|subsequent|ensuing|intervening|later"
    r"|earlier"
    r"|early|late|mid|middle|beginning|start|outset|end|close|turn|height|on|its|their|his|her|our|these|those|in"
    r"|yesterday|today|tomorrow|tonight|overnight|now|nowadays|right|currently|presently|recently|lately|at"
    r"|every|each|per|daily|weekly|monthly|yearly|annually|hourly|nightly|quarterly|fiscal|FY"
    r"|noon|midnight|night|dawn|morning|afternoon|evening"
    r"|spring|summer|autumn|fall|winter|eve|new|boxing|christmas|easter|ramadan|nowruz|passover|thanksgiving|eid|lunar"
    r"|an?|another|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|dozen|hundred|few"
    r"|couple|several|many|some|numerous|nearly|almost|about|around|roughly|approximately|under|over|more|less|fewer"
    r"|just"
    r"|only|exactly|barely|slightly|well|up|circa|ca|c|shortly|nineteenth|twentieth|eighteenth|seventeenth|sixteenth"
    r"|centuries|decades?|years?|quarter|months?|weeks?|days?|hours?|minutes|mondays?|tuesdays?|wednesdays?"
    r"|thursdays?|fridays?"
    r"|saturdays?|sundays?|mon|tues?|wed|thurs?|thu|fri|sat|sun|january|february|march|april|may|june|july|august"
    r"|september"
    r"|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|A\.?D|BCE?|[QH][1-4]|\d+(?:st|nd|rd"
    r"|th|s)?|first"
    r"|second|third|fourth|final|no"
)
HEAD = re.compile(
    rf"(?<![\w.,'’$£€¥#:/+–])(?:{_OPENERS})(?!\w)|(?<!\w)['’‘](?=\d\d)"
    rf"|(?<![\w$£€¥#.,:/–-])\d{{4}}(?=s\b|['’]s)",
    re.IGNORECASE,
)

_MODS = {
    "early": "START",
    "earlier": "START",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "onset": "START",
    "opening": "START",
    "first part": "START",
    "early part": "START",
    "early days": "START",
    "turn": "START",
    "mid": "MID",
    "middle": "MID",
    "height": "MID",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
    "latter part": "END",
    "later part": "END",
    "last part": "END",
    "latter half": "END",
    "final days": "END",
    "closing days": "END",
    "last days": "END",
    "first days": "START",
    "first half": "START",
    "second half": "END",
    "first week": "START",
    "last week": "END",
    "first weeks": "START",
    "last weeks": "END",
}
MOD_LEAD = shape(
    r"(?:(?P<word>early|earlier|later?)(?: in| on)? |(?:the )?(?P<word>early|late|mid)(?: |-|–)"
    r"|(?:the )?(?:very )?(?P<word>beginning|start|outset|onset|opening|end|close|turn|middle|height|(?:first|early"
    r"|latter|later|last) part"
    r"|latter half|first half|second half|(?:early|final|closing|first|last) days|(?:first|last) weeks?) of )"
)
ABOUT_LEAD = shape(r"(?:about|around|approximately|roughly|circa|ca\.?|c\.) ?(?=\d|the|mid|early|late|[A-Z])")
PART_LEAD = shape(
    r"(?:the )?(?P<mod>early |late )?(?P<part>morning|dawn|afternoon|evening|night)(?: hours)?(?: of"
    r"| on|,) "
)
EVE_LEAD = shape(r"(?:the )?eve of ")
CLOCK_LEAD = shape(CLOCK.replace("(?:(?:about|around", "(?:(?:at about|about|around", 1) + r",?(?: on| of)? ")


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
    kept = [c for c in found if _plausible(text, c, person)]
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


CLOCK_TAIL = shape(r",? (?:at )?" + CLOCK)
LEADS = (("mod", MOD_LEAD), ("about", ABOUT_LEAD), ("part", PART_LEAD), ("eve", EVE_LEAD), ("clock", CLOCK_LEAD))


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
        return None if value.type in ("SET", "DURATION") else replace(value, mod=_MODS[" ".join(word.lower().split())])
    if name == "about":
        return replace(value, mod="APPROX") if value.type == "DATE" and not value.mod else None
    if value.type != "DATE" or value.precision not in ("day", "unknown"):
        return None
    if name == "eve":
        return on_day(value.begin - DAY) if value.begin else value
    if value.precision == "unknown" or value.value is None:
        return replace(value, type="TIME")
    time = clock_time(lead) if name == "clock" else f"T{PARTS[lead['part'].lower()]}"
    mod = value.mod if name == "clock" or not lead["mod"] else _MODS[lead["mod"].strip().lower()]
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


SIGNAL = re.compile(
    r"\b(since|until|till|from|to|by|before|after|through|between|as of|throughout|during|within|in"
    r"|on|at|for)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)


# ---------------------------------------------------------------- is it a time at all

PERSON_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister|PM)\s+May\b")
_STRONG = re.compile(
    r"\b(?:in|since|until|till|last|next|this|early|late|mid-?|during|throughout|end of|beginning of"
    r"|start of|middle of|month of|past)\s*$",
    re.IGNORECASE,
)
_WEAK = re.compile(r"\b(?:by|from|to|before|after|between|and|of|through|or|the|for)\s+$|[-–—/(]\s?$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:\b[A-Z][a-z]+|\bMrs?\.?|\bMs\.?)\s+$")
_OPENING = re.compile(r"(?:^|[.!?:;,(\n\"“–—-])\s*$")
_PERSON_AFTER = re.compile(
    r"['’]s\b|\s+(?:said|told|has|had|is|was|will|would|be|not|have|also|then|who|and her"
    r"|on the|of the)\b"
)
_NOUN_AFTER = re.compile(r"\s+(?!(?:on|for|to|from|of|against|through|by|in|and)\b)[a-z]")  # not "the March on Rome"
_COUNTED = re.compile(
    r"\s+(?:\w+-\w+\s+)?(?:people|men|women|troops|personnel|children|percent|per\s+cent|km|kilomet\w+|met(?:re"
    r"|er)s?|feet|miles?"
    r"|tons?|tonnes?|dollars?|euros?|yen|won|yuan|rubles?|roubles?|acres?|hectares?|points?|votes|MW|kg|mph|square"
    r"|hours?|GMT"
    r"|hrs?|local time|aircraft|staff|police|civilians|cases|deaths|jobs|more|other|additional|British|French"
    r"|American|Russian|rounds)\b"
)
_PLURAL = re.compile(
    r"\s+(?:(?!(?:the|an?|its|his|her|their|our|both|all|this|these)\s)[a-z]+\s+)?[a-z]{3,}(?<!s)s\b(?!['’])"
)
_EVENTS = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:elections?|games|protests|talks|sanctions|accords|agreements|guidelines|figures|results"
    r"|attacks|bombings|strikes"
    r"|olympics|negotiations|tests|olympics|finals|midterms|polls|hostilities|wars|clashes|riots|uprisings|as|was|is"
    r"|has|his|this"
    r"|its|across|sees|brings|drills|exercises|floods|killings|borders|lines|levels|resolutions|plans|purchases"
    r"|commitments|targets)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|before|after|during|year|throughout|through|circa"
    r"|early|late|mid|the|his|its"
    r"|their|her|to|and|between|or|pre|post|of)[\s-]+|['’]s?\s+|[-–—/(,:;\[\"“]\s?|^"
    r"|\n)$",
    re.IGNORECASE,
)
_FIRM_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|before|after|during|year|throughout|through|early"
    r"|late|mid|the|his|its|their"
    r"|her)[\s-]+|['’]s?\s+)$",
    re.IGNORECASE,
)
_NUMBER_BEFORE = re.compile(
    r"(?:[$£€¥#\d][\s-]?|\b(?:no\.?|number|resolution|resolutions|res\.|unscr|flight|article|section|page|room|route"
    r"|highway|agenda|vision|protocol"
    r"|boeing|airbus|model|unit|chapter|paragraph|decree|ref\.|than|nearly|almost|least|some|killed|over|another"
    r"|about|around|roughly)\s+)$",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|People|Sun|Independent|Agreement|Bloody"
    r"|Morning Herald)\b"
)
_NAMED_DAY = re.compile(
    r"\b(?:Bloody|Black|Good|Easter|Palm|Super|Ash|Holy|Cyber|Maundy|Mail on|Ruby|Fat|Green"
    r"|Whit)\s+(?:the\s+)?$"
)
_TODAY_NAME = re.compile(r"\b(?:USA|Russia|India|China|Iran|Israel|Arms Control|Pakistan|Africa)\s+$")


def _plausible(text: str, candidate: Candidate, person: bool) -> bool:
    """Return whether the words around a candidate let it be a time."""
    rule, m = candidate.rule.name, candidate.match
    before, after = text[max(0, m.start() - 24) : m.start()], text[m.end() : m.end() + 40]
    if rule == "year" and m[0].strip().isdigit():
        return _is_year(int(m["year"]), before, after, bool(candidate.leads))
    if rule == "bare-month" and not m["relative"] and not m["word"]:
        return _is_month(m["month"], before, after, person, bool(candidate.leads))
    if rule in ("weekday", "weekdays"):
        return not _PAPER.match(after) and not _NAMED_DAY.search(before)
    if rule == "deictic-day" and m[0][0].isupper():
        return not _TODAY_NAME.search(before)
    if rule in ("day", "days"):
        return not re.match(r"(?:\s*,\d{3}|\s+(?:percent|per cent|million|billion|people)\b)", after)
    if rule in ("duration", "vague-duration"):
        return not re.match(r"[\s-]+old\b|[\s-]+olds\b", after)
    if rule in ("bare-season", "season"):
        return not (m["season"][0].isupper() and re.search(r"\b(?:Arab|Prague|[Jj]asmine|Silicon)\s+$", before))
    return True


def _is_month(name: str, before: str, after: str, person: bool, led: bool) -> bool:
    """Return whether a bare name of a month is one; "May" and "March" need words that say so."""
    if led or _STRONG.search(before):
        return not (name in ("May", "March") and led and after[:2] in ("'s", "’s") and person)
    if name in ("May", "March", "MAY", "MARCH"):
        return (
            bool(_WEAK.search(before))
            and not person
            and not _PERSON_AFTER.match(after)
            and not re.match(r"\s+[A-Z]", after)
            and not (before.endswith("the ") and not _NOUN_AFTER.match(after))
        )
    if _NAME_BEFORE.search(before) and not _WEAK.search(before) and not _OPENING.search(before):
        return False  # "Judge April", "Kim Jun"
    return not (name in ("April", "June", "August") and re.match(r"\s+[A-Z][a-z]+", after) and not _WEAK.search(before))


def _is_year(year: int, before: str, after: str, led: bool) -> bool:
    """Return whether four digits are a year by what stands before and after them."""
    if led:
        return not _COUNTED.match(after) and not (_PLURAL.match(after) and not _EVENTS.match(after))
    firm = bool(_FIRM_BEFORE.search(before))
    if _NUMBER_BEFORE.search(before):
        return False
    if _COUNTED.match(after) and not re.search(r"\bin\s+$", before, re.IGNORECASE):
        return False
    if _PLURAL.match(after) and not firm and not _EVENTS.match(after):
        return False
    return 1900 <= year <= 2060 or (bool(_YEAR_BEFORE.search(before)) and not (year < 1500 and not firm))


# ---------------------------------------------------------------- tense

_FUTURE = (
    r"(?:will|shall|['’]ll|won['’]t|would|upcoming|(?:is|are)\s+to|to\s+be\s+held|due\s+(?:in|on|by)|scheduled\s+for"
    r"|(?<!to\s)(?:expires?|begins?|starts|opens|resumes?|takes?\s+(?:effect|office)|comes?\s+into\s+force)"
    r"|(?:is|are|was|were)\s+(?:due|set|scheduled|expected|planned|planning|going|slated|likely)\s+(?:to|for)"
    r"|(?:plans?|hopes?|intends?|vows?|expects?)\s+to)"
)
_PAST = (
    r"(?:said|told|says|according|was|were|had|did|met|held|left|made|took|sent|began|came|went|gave|kept|rose"
    r"|fell|struck"
    r"|shot|spoke|saw|won|lost|wrote|put|[a-z]{2,}ed)"
)
_VERB = re.compile(rf"(?<![\w-])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?!\w)")
_SWORN = re.compile(
    r"\b(?:(?:promised|vowed|pledged|offered|undertook|swore|committed|threatened|agreed)\s+to|aim(?:s|ed)\s+to)"
    r"\s+(?!(?:an?|the|this|that|these|its|his|her|their|all|both|\w+ing|\w+[^s]s)\b)[a-z]+\b"
)
_ELSEWHEN = re.compile(r"\b(?:19|20)\d\d\b|\bto\b.*(?:,|\bafter\b)")
"""What parts a limit from its promise: a year in which it was given, words that come between."""
_LIMIT = re.compile(r"\b(?:by|in|until|till|before)\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?$", re.I)
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(A-Z])|\n")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|St)\.\s+$")
_AHEAD = re.compile(
    r"\b(?:planned|proposed|scheduled|forthcoming|upcoming|ahead\s+of|looming|coming)\s+(?:the\s+"
    r"|a\s+|its\s+|his\s+)?$"
)
_PASSIVE = re.compile(r"\b(?:be|been|being|get|is|are)\s+(?:\w+ly\s+)?$")


def guess_tense(text: str, start: int, end: int) -> str | None:
    """Return "future" or "past" by the last verb before the words in their sentence, else by the first one after.

    What follows "will" ("will be signed") is part of it; a report ("he will go, she said on Friday") is not. A limit
    set to what was promised ("vowed to leave by June") lies ahead; its day ("vowed to leave on Friday") may be either.
    """
    window = text[max(0, start - 160) : start]
    if _AHEAD.search(window):
        return "future"
    stops = (stop.end() for stop in _STOP.finditer(window))
    window = window[max((stop for stop in stops if not _ABBREVIATED.search(window[:stop])), default=0) :]
    sworn = [match.end() for match in _SWORN.finditer(window)] if _LIMIT.search(window) else []
    if sworn and not _VERB.search(window, sworn[-1]) and not _ELSEWHEN.search(window):
        return "future"
    told = None
    for verb in _VERB.finditer(window):
        passive = told == "future" and verb["past"] and _PASSIVE.search(window[: verb.start()])
        told = "future" if verb["future"] or passive else "past"
    if told or not re.fullmatch(r"\W*(?:\w+\W+){0,4}", window):
        return told
    rest = text[end : end + 120]
    stop_after = _STOP.search(rest)
    verb_after = _VERB.search(rest[: stop_after.start()] if stop_after else rest)
    return None if verb_after is None else "future" if verb_after["future"] else "past"
