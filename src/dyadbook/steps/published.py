"""Return the day of publication where the page does not state it and the text itself shows it; else it stays unknown.

A news page names its own week by bare weekdays ("met at the White House Friday") and dates its pictures in full
("Friday, Feb. 7, 2025"). Where the latest full date of the article falls on a weekday that stands bare at its head,
the article was written for that day. A picture of an old event has no such echo, and infers nothing. Elsewhere the
address of the page may hold the day ("/2021/03/04/"), unless the text tells of a later one as past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from dyadbook.records import Article, Block, Problem, Reading
from dyadbook.sources.stated_dates import Stated, check_date
from dyadbook.steps.genres.datelines import ALONE, DATELINE, FIRST
from dyadbook.steps.sentences import READ_KINDS
from dyadbook.steps.step import Step
from dyadbook.steps.timex import expressions as timex
from dyadbook.steps.timex.tense import guess_tense
from dyadbook.steps.timex.words import WEEKDAYS, month_number

__all__ = ["STEP", "infer_published"]

HEAD_PARAGRAPHS = 3
DAYS_AFTER = 3
"""A head that names Saturday and Tuesday beside a picture of Saturday was more likely written on Tuesday."""
DAY_NAMES = tuple(day.capitalize() for day in WEEKDAYS)
NOT_OF_THIS_WEEK = re.compile(
    r"\b(?:every|each|last|next|previous|following|any|Bloody|Black|Good|Easter|Super)\s+$", re.I
)
OLD_PICTURE = re.compile(r"\bfile (?:photo|picture|image|pic)\b|^\W*FILE\b|\barchive\b", re.I)

IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:"
    r"(?P<sign>[/-])(?P<month>\d\d?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?P=sign)(?P<day>\d\d?)(?!\d)"
    r"|(?P<month2>\d\d)(?P<day2>\d\d)(?!\d)"
    r"|/(?P<month3>\d\d)/[^/?#]*-(?P<short>\d\d)(?P=month3)(?P<day3>\d\d)\d{9}(?!\d))",
    re.I,
)
"""A day in the path of an address; the last kind is a month with a time stamp of the same month behind the headline."""


def infer_published(article: Article) -> date | None:
    """Return the day of publication that the text supports; None where it supports none."""
    blocks = [block for block in article.blocks if block.kind in READ_KINDS]
    times = [(block, time) for block in blocks for time in _times(article.text, block)]
    day = _shown(article.text, blocks, times) or _day_in_address(article.url or "")
    return day if day and not any(_is_later(article.text, block, time, day) for block, time in times) else None


def _shown(text: str, blocks: list[Block], times: list[tuple[Block, timex.Time]]) -> date | None:
    """Return the full date of a text's dateline; else its latest one, where it is echoed at its head."""
    if own := _dateline_day(text, blocks, times):
        return own
    days = [(block, time, time.begin) for block, time in times if time.begin and time.precision == "day"]
    latest = max((day for _, _, day in days), default=None)
    if latest is None:
        return None
    shown = any(day == latest and _may_be_own(text, block, time) for block, time, day in days)
    return latest if shown and _is_echoed(latest.weekday(), _weekdays_at_head(text, blocks)) else None


def _day_in_address(url: str) -> date | None:
    """Return the day that the path of an address holds, "/2021/03/04/" or "/2021/mar/04/"; None where it holds none."""
    found = IN_ADDRESS.search(re.split("[?#]", url)[0])
    if found is None or (found["short"] and found["short"] != found["year"][2:]):
        return None
    month, day = (found[name] or found[f"{name}2"] or found[f"{name}3"] for name in ("month", "day"))
    try:
        return date(int(found["year"]), int(month) if month.isdigit() else month_number(month), int(day))
    except ValueError:  # no day of the calendar
        return None


def _times(text: str, block: Block) -> list[timex.Time]:
    return timex.find_times(text[block.start : block.end], reference=None)


def _dateline_day(text: str, blocks: list[Block], times: list[tuple[Block, timex.Time]]) -> date | None:
    """Return the full date of a dateline, "ATHENS, March 4, 2021 - ...", at the head of one of the first paragraphs."""
    first = [block for block in blocks if block.kind == "body"][:FIRST]
    heads = [block for block in blocks if block.kind in {"deck", "body"}][:FIRST]
    for block, time in times:
        line = DATELINE.match(text, block.start, block.end) if block in first else None
        line = line or (ALONE.match(text, block.start, block.end) if block in heads else None)
        if line and time.precision == "day" and line.start("day") == block.start + time.start:
            return time.begin
    return None


def _may_be_own(text: str, block: Block, time: timex.Time) -> bool:
    """Return whether a full date may be the day on which the article was written: with its weekday, or a picture's."""
    if block.kind == "caption" and OLD_PICTURE.search(text[block.start : block.end]):
        return False
    return block.kind == "caption" or any(time.text.startswith((name, name[:3] + ".")) for name in DAY_NAMES)


def _is_later(text: str, block: Block, time: timex.Time, day: date) -> bool:
    """Return whether a time that is told as past begins after the day: then the article is younger than it."""
    if time.begin is None or time.begin <= day:
        return False
    return guess_tense(text[block.start : block.end], time.start, time.end) == "past" and time.signal != "by"


def _is_echoed(weekday: int, at_head: set[int]) -> bool:
    """Return whether the head names the weekday, and none that is sooner met after it than before it."""
    younger = {(weekday + days) % 7 for days in range(1, DAYS_AFTER + 1)}
    return weekday in at_head and not younger & at_head


def _weekdays_at_head(text: str, blocks: list[Block]) -> set[int]:
    """Return the weekdays (Monday is 0) that stand bare in the headline, the deck and the first paragraphs."""
    body = [block for block in blocks if block.kind == "body"][:HEAD_PARAGRAPHS]
    head = [block for block in blocks if block.kind in {"headline", "deck"}] + body
    return {weekday for block in head for weekday in _bare_weekdays(text[block.start : block.end])}


def _bare_weekdays(words: str) -> Iterator[int]:
    for time in timex.find_times(words, reference=None):
        if time.begin is not None or NOT_OF_THIS_WEEK.search(words, max(0, time.start - 12), time.start):
            continue
        found = [index for index, name in enumerate(DAY_NAMES) if re.search(rf"\b{name}\b", time.text)]
        if len(found) == 1 and not NOT_OF_THIS_WEEK.match(time.text.split(DAY_NAMES[found[0]])[0]):
            yield found[0]


def read(reading: Reading) -> Reading:
    """Return the reading with the article's day of publication, where it was unknown and could be inferred."""
    article = reading.article
    day = infer_published(article) if article.published is None else None
    if day is None:
        return reading
    if trouble := check_date(Stated(day), article.retrieved or date.today()).trouble:
        note = Problem(source=article.source, step="published", code="published", message=trouble, article=article.id)
        return msgspec.structs.replace(reading, problems=(*reading.problems, note))
    return msgspec.structs.replace(
        reading, article=msgspec.structs.replace(article, published=day, published_basis="inferred")
    )


STEP = Step("published", 3, ("article",), ("published",), read)
