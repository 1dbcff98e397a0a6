"""Return where a time expression may open, and which words may lead one: "early", "about", "the eve of"."""

from __future__ import annotations

import re

from dyadbook.steps.timex_days import CLOCK
from dyadbook.steps.timex_patterns import shape

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

MODS = {
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
_MOD_LEAD = shape(
    r"(?:(?P<word>early|earlier|later?)(?: in| on)? |(?:the )?(?P<word>early|late|mid)(?: |-|–)"
    r"|(?:the )?(?:very )?(?P<word>beginning|start|outset|onset|opening|end|close|turn|middle|height|(?:first|early"
    r"|latter|later|last) part"
    r"|latter half|first half|second half|(?:early|final|closing|first|last) days|(?:first|last) weeks?) of )"
)
_ABOUT_LEAD = shape(r"(?:about|around|approximately|roughly|circa|ca\.?|c\.) ?(?=\d|the|mid|early|late|[A-Z])")
_PART_LEAD = shape(
    r"(?:the )?(?P<mod>early |late )?(?P<part>morning|dawn|afternoon|evening|night)(?: hours)?(?: of"
    r"| on|,) "
)
_EVE_LEAD = shape(r"(?:the )?eve of ")
_CLOCK_LEAD = shape(CLOCK.replace("(?:(?:about|around", "(?:(?:at about|about|around", 1) + r",?(?: on| of)? ")
LEADS = (("mod", _MOD_LEAD), ("about", _ABOUT_LEAD), ("part", _PART_LEAD), ("eve", _EVE_LEAD), ("clock", _CLOCK_LEAD))
