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
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?!\d)(?:,? (?P<year>\d{{4}}))?"
DATELINE = re.compile(
    rf"(?P<places>{_NAME}(?: ?/ ?{_NAME}){{0,3}}|{_MIXED}(?=[ ,][^\n—–]{{0,30}}\([A-Z]))"
    rf"(?:, (?!(?:{_MONTH}) \d)(?P<within>[A-Z][\w. ]{{1,25}}?))?"
    rf"(?:(?:,| ?(?:—|–|--?))? (?P<in>\()?(?P<day>{_DAY})(?(in)\)))?"
    r"(?: ?\([^()\n]{2,40}\))?"
    r"(?:[.,]? ?(?:(?:—|–|--?|:)\s|--(?=[A-Z“\"]))|(?(year)\.\s(?=[A-Z“\"])|(?!)))"
)
"""What opens a paragraph with where, when and by which agency it was written: `SEOUL, South Korea (AP) — `.

With the year of its day it may end in a full stop: `LIMA, 20 December 2022. `.
"""
FIRST = 3  # blocks of body in which an article has its dateline


def dateline_country(text: str, blocks: Sequence[Block], on: date | None) -> str | None:
    """Return the country of the one place of an article's dateline; None where none is clear."""
    for block in [one for one in blocks if one.kind == "body"][:FIRST]:
        line = DATELINE.match(text, block.start, block.end)
        if line is None or "/" in line["places"]:
            continue
        if line["within"] and (code := world.country_of(line["within"].strip(), on)) is not None:
            return code
        name = line["places"].title() if line["places"].isupper() else line["places"]
        if (code := world.country_of(name, on)) is not None:
            return code
        return outweighing(world.places_named(name))
    return None
