"""Return the publication date where the article states none but its captions and weekdays agree on one.

"met at the White House Friday" beside the caption "Friday, Feb. 7, 2025" was published on or about that day: the date
is marked `inferred`, never `stated`. Where no weekday of the news echoes the latest full date, it stays unknown.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dyadbook.records import Reading
from dyadbook.steps.step import Step
from dyadbook.steps.timex import find_times

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEWS_BLOCKS = 6


def infer(reading: Reading) -> date | None:
    """Return the latest full date of the article, where its weekday stands bare in the news; None elsewhere."""
    text, blocks = reading.article.text, reading.article.blocks
    days: list[date] = []
    for block in blocks:
        if block.kind in {"body", "caption", "dateline"}:
            found = find_times(text[block.start : block.end], reference=None)
            days += [time.begin for time in found if time.precision == "day" and time.begin and time.type == "DATE"]
    if not days:
        return None
    latest = max(days)
    news = [block for block in blocks if block.kind in {"headline", "deck", "body"}][:NEWS_BLOCKS]
    bare = re.compile(rf"\b{WEEKDAYS[latest.weekday()]}\b(?!,?\s+(?:\w{{3,9}}\.?\s+\d|\d))", re.I)
    return latest if any(bare.search(text, block.start, block.end) for block in news) else None


def read(reading: Reading) -> Reading:
    """Return the reading with the publication date inferred where none was stated and the text supports one."""
    if reading.article.published is not None:
        return reading
    day = infer(reading)
    if day is None:
        return reading
    article = msgspec.structs.replace(reading.article, published=day, published_basis="inferred")
    return msgspec.structs.replace(reading, article=article)


STEP = Step("published", 1, ("sentences",), ("published",), read)
