"""Return where a time expression may open, and which words may lead one: "early", "about", "the eve of"."""

from __future__ import annotations

import re

from dyadbook.steps.timex.days import CLOCK
from dyadbook.steps.timex.patterns import shape

_OPENERS = (
    r"the|this|that|last|next|past|coming|recent|previous|following|preceding|subsequent|ensuing|intervening|later"
    r"|earlier|early|late|mid|middle|beginning|start|outset|end|close|turn|height|on|its|their|his|her|our|these"
    r"|those|in|yesterday|today|tomorrow|tonight|overnight|now|nowadays|right|currently|presently|recently|lately|at"
    r"|every|each|per|daily|weekly|monthly|yearly|annually|hourly|nightly|quarterly|fiscal|FY|noon|midnight|night"
    r"|dawn|morning|afternoon|evening|spring|summer|autumn|fall|winter|eve|new|boxing|christmas|easter|ramadan"
    r"|nowruz|passover|thanksgiving|eid|lunar|an?|another|half|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety)(?:-\w+)?|dozen|hundred|few|couple|several|many|some|numerous|nearly|almost|about"
    r"|around|roughly|approximately|under|over|more|less|fewer|just|only|exactly|barely|slightly|well|up|circa|ca|c"
    r"|shortly|nineteenth|twentieth|eighteenth|seventeenth|sixteenth|centuries|decades?|years?|quarter|months?"
    r"|weeks?|days?|hours?|minutes|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon|tues?"
    r"|wed|thurs?|thu|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|A\.?D|BCE?|[QH][1-4]|\d+(?:st|nd|rd|th|s)?|first"
    r"|second|third|fourth|final|no"
)
HEAD = re.compile(
    rf"(?<![\w.,'’$£€¥#:/+–])(?:{_OPENERS})(?!\w)|(?<!\w)['’‘](?=\d\d)|(?<![\w$£€¥#.,:/–-])\d{{4}}(?=s\b|['’]s)",
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
    r"|latter|later|last) part|latter half|first half|second half|(?:early|final|closing|first|last) days|(?:first"
    r"|last) weeks?) of )"
)
_ABOUT_LEAD = shape(r"(?:about|around|approximately|roughly|circa|ca\.?|c\.) ?(?=\d|the|mid|early|late|[A-Z])")
_PART_LEAD = shape(
    r"(?:the )?(?P<mod>early |late )?(?P<part>morning|dawn|afternoon|evening|night)(?: hours)?(?: of| on|,) "
)
_EVE_LEAD = shape(r"(?:the )?eve of ")
_CLOCK_LEAD = shape(CLOCK.replace("(?:(?:about|around", "(?:(?:at about|about|around", 1) + r",?(?: on| of)? ")
LEADS = (("mod", _MOD_LEAD), ("about", _ABOUT_LEAD), ("part", _PART_LEAD), ("eve", _EVE_LEAD), ("clock", _CLOCK_LEAD))
