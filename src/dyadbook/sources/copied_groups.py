"""Set the kinds of lines of a copied page that stand together: a letter's sign-up box, a list of links, a picture.

A line of such a group looks like a paragraph or a subhead by itself; the line that opens or closes the group, with no
blank line between, says what it is.
"""

from __future__ import annotations

import re

from dyadbook.records import BlockKind
from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_scores import reads_as_prose

_SHOWN_WORDS = 4
_BOX_LINES = 5  # between the line that opens a box and the button that closes it
_INVITES = re.compile(
    r"(?i)(?:sign up|subscribe|get|free newsletter|newsletter|our (?:free )?newsletters?)\b[^.!?]{0,60}[!:]?"
)
_BUTTON = re.compile(
    r"(?i)(?:subscribe(?: now)?|sign (?:me )?up(?: now)?|submit|(?:enter )?(?:your )?e-?mail(?: address)?\*?"
    r"|enter your e-?mail.{0,40})"
)
_AFTER_BUTTON = re.compile(
    r"(?i)(?:privacy notice|by (?:signing up|subscribing|entering|submitting|clicking|providing)\b"
    r"|your subscription|thank(?:s| you) for (?:signing|subscribing)"
    r"|(?:please )?(?:check|enter|provide) (?:your|a valid)"
    r"|you can unsubscribe|unsubscribe|we(?:'ll| will) (?:only|never)|subscribe\b|sign up\b|e-?mail\b|invalid email).*"
)
_POINTS = re.compile(r"(?i)(?:summary|key (?:points|takeaways)|highlights|at a glance)\W*")
"""The line above what an article says in short."""
_LONGEST_POINT = 160
_LEADS_ON = re.compile(r"(?i)(?:read|see|find out) more(?: »| >)?")


def group(lines: list[Stretch], kinds: list[BlockKind | None], start: int) -> None:
    """Set the kinds of the lines from `start` on that the group they stand in tells."""
    for i in range(start, len(lines)):
        if _INVITES.fullmatch(lines[i].words):
            _set(kinds, i, _box_end(lines, i), "teaser")
        if marks.is_list_head(lines[i].words):
            _set(kinds, i + 1, _links_end(lines, i + 1), "teaser")
        if i > start and _leads_on(lines, i):
            kinds[i - 1] = "teaser"
        if _POINTS.fullmatch(lines[i].words):
            _set(kinds, i + 1, _points_end(lines, i + 1), "deck")
        if kinds[i] == "credit" and shows_picture(lines, i):
            kinds[i + 1] = "caption"


def _set(kinds: list[BlockKind | None], first: int, end: int, kind: BlockKind) -> None:
    kinds[first:end] = [kind] * (end - first)


def _box_end(lines: list[Stretch], i: int) -> int:
    """Return the first line below the box that a line opens, the line itself where no button closes one."""
    told = lines[i + 1 : i + 2 + _BOX_LINES]
    end = next((j for j, line in enumerate(told, i + 2) if _BUTTON.fullmatch(line.words)), i)
    while i < end < len(lines) and _AFTER_BUTTON.fullmatch(lines[end].words):
        end += 1
    return end


def _links_end(lines: list[Stretch], first: int) -> int:
    """Return the first line below the links that open at one: several lines, no sentences, no blank line between."""
    end = first + 1
    while end < len(lines) and lines[end].gap == 1:
        end += 1
    links = lines[first:end]
    told = len(links) < 2 or any(reads_as_prose(line) or line.heading for line in links)
    return first if told else end


def _points_end(lines: list[Stretch], first: int) -> int:
    """Return the first line below the points of a summary: two to six lines, with no blank line between."""
    end = first
    while end < len(lines) and lines[end].gap == 1 and len(lines[end].words) <= _LONGEST_POINT:
        end += 1
    apart = end == len(lines) or lines[end].gap > 1
    return end if apart and 2 <= end - first <= _BOX_LINES + 1 else first


def _leads_on(lines: list[Stretch], i: int) -> bool:
    """Return whether a line is the button below the link above it."""
    above = lines[i - 1]
    return bool(_LEADS_ON.fullmatch(lines[i].words)) and lines[i].gap == 1 < above.gap and not reads_as_prose(above)


def shows_picture(lines: list[Stretch], i: int) -> bool:
    """Return whether a credit and the one line right below it stand apart: a picture's owner, and what it shows."""
    if i + 1 >= len(lines) or not marks.is_credit(lines[i].words) or marks.is_end_credit(lines[i].words):
        return False
    below = lines[i + 1]
    if below.heading or below.gap > 1 or lines[i].gap == 1 or head.dates_or_signs(below.words):
        return False
    return len(below.words.split()) >= _SHOWN_WORDS and (i + 2 == len(lines) or lines[i + 2].gap > 1)
