"""Return the times that a text tells, each with its TIMEX3 value and the days that it covers.

What leans on another date ("Friday", "last month") leans on the day of publication; without one it has no days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from msgspec import Meta

from dyadbook.asked import Broken, answers
from dyadbook.records import Record, Time
from dyadbook.steps.times import times_in
from dyadbook.steps.timex.words import MONTHS, month_number

WANTED = "give text, and published as YYYY-MM-DD"
_MONTH = rf"(?P<{{}}>{'|'.join(MONTHS)}|(?:jan|febr?|mar|apr|aug|sept?|oct|nov|dec)\.?)"
_DAY = re.compile(
    r"(?<![\w-])(?:(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])"
    rf"|(?P<day>\d\d)(?:st|nd|rd|th)? (?:of )?{_MONTH.format('month')},? (?P<year>[12]\d{{3}})\b"
    rf"|{_MONTH.format('first')} (?P<second>\d\d)(?:st|nd|rd|th)?,? (?P<last>[12]\d{{3}})\b)",
    re.IGNORECASE,
)


class DateRow(Record, frozen=True, kw_only=True):
    """A text whose times are asked for."""

    id: Annotated[str | int | None, Meta(description="given back with the answer")] = None
    text: Annotated[str, Meta(description="a phrase, a sentence, or more")]
    published: Annotated[date | None, Meta(description="the day on which its words lean; null: unknown")] = None


class FoundDates(Record, frozen=True, kw_only=True):
    """The times that the text of a row tells."""

    id: Annotated[str | int | None, Meta(description="the row's own")] = None
    timex: Annotated[tuple[Time, ...], Meta(description="in the order of the text, without overlap")] = ()
    problem: Annotated[str | None, Meta(description="why the row could not be read, or which of its days is none")] = (
        None
    )


def find_dates(rows: Iterable[DateRow | Broken | Mapping[str, Any]]) -> Iterator[FoundDates]:
    """Yield the times of each row's text, in order; a row that cannot be read says why in `problem`."""

    def answer(row: DateRow) -> FoundDates:
        return find_dates_in(row.text, row.published, id=row.id)

    return answers(rows, DateRow, answer, FoundDates, wanted=WANTED, needs="text")


def find_dates_in(text: str, published: date | None = None, *, id: str | int | None = None) -> FoundDates:
    """Return the times that a text tells, leaning on its day of publication; without one "Friday" has no days.

    A day that the calendar does not know (2021-02-30, 31 February) is none, nor is its year: `problem` names it.
    """
    times = tuple(times_in(text, published))
    none = [day for day in _DAY.finditer(text) if not _is_day(day)]
    told = tuple(one for one in times if not any(day.start() < one.end and one.start < day.end() for day in none))
    problem = f"no such day: {', '.join(day[0] for day in none)}" if len(told) < len(times) else None
    return FoundDates(id=id, timex=told, problem=problem)


def _is_day(written: re.Match[str]) -> bool:
    try:
        if written["iso"]:
            date.fromisoformat(written["iso"])
        else:
            day, month = written["day"] or written["second"], written["month"] or written["first"]
            year = written["year"] or written["last"]
            date(int(year), month_number(month), int(day))
    except ValueError:
        return False
    return True
