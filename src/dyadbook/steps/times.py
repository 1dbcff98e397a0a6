"""Return the times that the blocks of an article tell, each with the days that the text supports.

What leans on another date ("Friday", "last month") leans on the day of the dateline above it ("PYONGYANG, April 18
(KCNA) --") where one is stated, else on the day of publication, else on nothing: then its days are None.
"""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dyadbook.records import Article, Reading, Time
from dyadbook.steps import timex
from dyadbook.steps.datelines import DATELINE
from dyadbook.steps.step import Step

__all__ = ["STEP", "dateline_day", "times_in"]

NEAR_DAYS = 31
"""A dateline farther than this from the day of publication is an old text told again, or none: it is not used."""


def dateline_day(text: str, start: int, end: int, published: date | None) -> date | None:
    """Return the day that the dateline of a paragraph states; without a year it is the one nearest to publication."""
    line = DATELINE.match(text, start, end)
    words = line["day"] if line else None
    if words is None:
        return None
    found = timex.find_times(words, reference=published)
    day = found[0].begin if found and found[0].precision == "day" else None
    if day is None or published is None:
        return day
    if not re.search(r"\d{4}", words):
        days = [near for year in (-1, 0, 1) if (near := _in_year(day, published.year + year))]
        day = min(days, key=lambda near: abs(near - published))
    return day if abs((day - published).days) <= NEAR_DAYS else None


def _in_year(day: date, year: int) -> date | None:
    """Return the same day of another year; None for a 29 February that the year lacks."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def times_in(text: str, reference: date | None, *, offset: int = 0) -> list[Time]:
    """Return the times that a text tells, leaning on a day; their places count from `offset`."""
    return [
        Time(
            start=offset + time.start,
            end=offset + time.end,
            text=time.text,
            type=time.type,
            value=time.value,
            begin=time.begin,
            until=time.until,
            precision=time.precision,
            mod=time.mod,
            rule=time.rule,
        )
        for time in timex.find_times(text, reference=reference)
    ]


def _times(article: Article, told: set[int]) -> list[Time]:
    reference, times = article.published, []
    for index, block in enumerate(article.blocks):
        if index not in told:
            continue
        if block.kind == "body":
            reference = dateline_day(article.text, block.start, block.end, article.published) or reference
        leans_on = reference if block.kind == "body" else article.published
        times += times_in(article.text[block.start : block.end], leans_on, offset=block.start)
    return times


def read(reading: Reading) -> Reading:
    """Return the reading with the times of the blocks that have sentences."""
    told = {sentence.block for sentence in reading.sentences}
    return msgspec.structs.replace(reading, times=tuple(_times(reading.article, told)))


STEP = Step("times", 1, ("sentences",), ("times",), read)
