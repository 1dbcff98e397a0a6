"""Return how a dateline is written, for who reads its place, its day and where it ends; and in which country it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dyadbook import world
from dyadbook.records import Block
from dyadbook.world.places import outweighing

_NAME = r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]*){0,3}"
_MIXED = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH})(?!\d)(?:,? (?P<year>\d{{4}}))?"
DATELINE = re.compile(
    rf"(?P<places>{_NAME}(?: ?/ ?{_NAME}){{0,3}}|{_MIXED}(?=[ ,][^\n—–]{{0,30}}(?:[(/][A-Z]|\d, [A-Z]{{2,8}} ?[—–-])))"
    rf"(?:, (?!(?:{_MONTH}) \d)(?P<within>[A-Z][\w. ]{{1,25}}?))?"
    rf"(?:(?:,| ?(?:—|–|--?))? (?P<in>\()?(?P<day>{_DAY})(?(in)\)))?"
    r"(?:,? ?\([^()\n]{2,40}\)|[.,]? ?/[A-Z][\w .-]{1,20}/|(?(day), [A-Z]{2,8}(?= ?[—–-])|(?!)))?"
    r"(?:[.,]? ?(?:(?:—|–|--?|:)\s|--(?=[A-Z“\"]))|(?<=\))-(?=[A-Z])|(?<=/)\.\s|(?(year)\.\s(?=[A-Z“\"])|(?!)))"
)
"""What opens a paragraph with where, when and by which agency it was written: `SEOUL, South Korea (AP) — `.

The agency stands in brackets, between strokes, or behind the day. With the year of its day it may end
in a full stop: `LIMA, 20 December 2022. `.
"""
ALONE = re.compile(rf"(?:{_NAME}|{_MIXED})(?: ?/ ?(?:{_NAME}|{_MIXED}))*, (?P<day>{_DAY})\.?(?=\s*$)(?(year)|(?!))")
"""A line that is but where and when an article was written: `Lima/Quito, Sept 10, 2023`."""
FIRST = 3  # blocks of body in which an article has its dateline
ITEMS = 3  # paragraphs with datelines that make a column of news in brief


def dateline_country(text: str, blocks: Sequence[Block], on: date | None) -> str | None:
    """Return the country of the one place of an article's dateline; None where none is clear."""
    for block in [one for one in blocks if one.kind == "body"][:FIRST]:
        line = DATELINE.match(text, block.start, block.end)
        if line is not None and "/" not in line["places"]:
            return _country(line, on)
    return None


def items(text: str, blocks: Sequence[Block], on: date | None) -> list[tuple[int, str]]:
    """Return where each item of a column of news in brief starts, by its dateline, and in which country it is of.

    A text of which less than three paragraphs have datelines of their own is one article; what opens a paragraph and
    names no known place may be whose turn it is to speak.
    """
    lines = [DATELINE.match(text, one.start, one.end) for one in blocks if one.kind == "body"]
    found = [(line.start(), code) for line in lines if line is not None and (code := _country(line, on)) is not None]
    return found if len(found) >= ITEMS else []


def _country(line: re.Match[str], on: date | None) -> str | None:
    """Return the country of the place of a dateline; None where none is clear."""
    if line["within"] and (code := world.country_of(line["within"].strip(), on)) is not None:
        return code
    name = line["places"].title() if line["places"].isupper() else line["places"]
    code = world.country_of(name, on)
    return code if code is not None else outweighing(world.places_named(name))
