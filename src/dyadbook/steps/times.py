"""Return the times that the blocks of an article tell, each with the days that the text supports.

What leans on another date ("Friday", "last month") leans on the day of the dateline above it ("PYONGYANG, April 18
(KCNA) --") where one is stated, else on the day of publication, else on nothing: then its days are None. What leans on
the story ("that year", "two days earlier") leans on the time told shortly before it, where this is as fine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from dyadbook.records import Article, Reading, Time
from dyadbook.steps.genres.datelines import DATELINE
from dyadbook.steps.step import Step
from dyadbook.steps.timex import expressions as timex
from dyadbook.steps.timex.issue import is_near, issue_day
from dyadbook.steps.timex.tense import guess_tense

__all__ = ["STEP", "dateline_day", "times_in"]

NEAR_DAYS = 31
"""A dateline farther than this from the day of publication is an old text told again, or none: it is not used."""
LEANING = frozenset({"that-unit", "that-part", "the-unit", "ago", "day-beside"})
"""Rules of what leans on the story."""
DATED = frozenset({"DATE", "TIME"})
FINER = ("day", "week", "month", "season", "quarter", "year")
UNIT = re.compile(r"(?:the next )?\b(?:(day|week|month|year)s?|morning|afternoon|evening|night)\b", re.I)
YEAR = re.compile(r"\d{4}")
BACK = 400  # characters to the time on which another leans


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
    reference, times = article.published, list[Time]()
    issue = issue_day(article.text, article.published)
    for index, block in enumerate(article.blocks):
        if index not in told:
            continue
        if block.kind == "body" and DATELINE.match(article.text, block.start, block.end):
            reference = dateline_day(article.text, block.start, block.end, article.published) or article.published
        leans_on = reference if block.kind == "body" else article.published
        found = times_in(article.text[block.start : block.end], leans_on, offset=block.start)
        if issue is not None and leans_on == article.published:
            found = _of_issue(found, times_in(article.text[block.start : block.end], issue, offset=block.start), issue)
        times += found if block.kind != "body" else _on_the_story(article, times, found)
    return times


def _of_issue(found: Sequence[Time], leaning: Sequence[Time], issue: date) -> list[Time]:
    """Return times with the days without a year as they lean on the issue; the others as they are."""
    days = {(one.start, one.end): one for one in leaning if one.rule == "day" and one.begin is not None}
    settled = []
    for time in found:
        day = days.get((time.start, time.end))
        near = day is not None and day.begin is not None and is_near(day.begin, issue)
        bare = time.rule == "day" and not YEAR.search(time.text)
        settled.append(day if day is not None and near and bare else time)
    return settled


def _on_the_story(article: Article, before: Sequence[Time], found: Sequence[Time]) -> list[Time]:
    """Return the times of a paragraph, what leans on the story with the days that the time told before it gives.

    Where a story that is over would lead beyond publication, it leans on another than the last; so does "earlier in the
    day" after a day that is to come. What is told as past leans on no day that is to come ("that morning he left").
    """
    published = article.published
    told = [time for time in before if time.begin is not None and time.type in DATED]
    settled = []
    for time in found:
        last = told[-1] if told else None
        if time.rule in LEANING and last is not None and _is_ahead(last, published):
            past = guess_tense(article.text, time.start, time.end) == "past"
            last = next((one for one in reversed(told) if not _is_ahead(one, published)), None) if past else last
        near = last is not None and time.start - last.end <= BACK
        if near and last is not None and time.begin is None and time.rule in LEANING:
            leaning = _leaning(time, last)
            over = time.rule == "the-unit" or not _is_ahead(last, published)
            time = time if over and _is_ahead(leaning, published) else leaning
        settled.append(time)
        if time.begin is not None and time.type in DATED:
            told.append(time)
    return settled


def _is_ahead(time: Time, published: date | None) -> bool:
    return published is not None and time.begin is not None and time.begin > published


def _leaning(time: Time, last: Time) -> Time:
    """Return a time that leans on another with its days; as it is where the other is too wide to tell them.

    "The next month" counts from now as often as from the story.
    """
    found = UNIT.search(time.text)
    unit = (found[1] or "day").lower() if found else None
    if found is None or unit is None or last.precision not in FINER[: FINER.index(unit) + 1]:
        return time
    if found[0].lower().startswith("the next") and unit != "day":
        return time
    again = timex.find_times(time.text, reference=None, anchor=last.begin)
    if len(again) != 1 or again[0].begin is None:
        return time
    return msgspec.structs.replace(
        time, value=again[0].value, begin=again[0].begin, until=again[0].until, precision=again[0].precision
    )


def read(reading: Reading) -> Reading:
    """Return the reading with the times of the blocks that have sentences."""
    told = {sentence.block for sentence in reading.sentences}
    return msgspec.structs.replace(reading, times=tuple(_times(reading.article, told)))


STEP = Step("times", 9, ("sentences",), ("times",), read)
