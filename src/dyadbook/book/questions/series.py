"""Return the events of a dyad over time: counts and mean Goldstein values, cooperation and conflict apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from dyadbook.answers import Counted, Filter, Measure, Period, Series, Span, Undated
from dyadbook.book.index_schema import EVENT
from dyadbook.book.index_ties import BETWEEN, DONE
from dyadbook.book.index_view import View
from dyadbook.book.questions.answer_words import answered, named, sides_of
from dyadbook.book.questions.entries import dyad_entries
from dyadbook.book.questions.filters import TieRow, looked, select
from dyadbook.phrases import count_words

_MONTHS: dict[Span, int] = {"month": 1, "quarter": 3, "year": 12}
_WEEK = timedelta(days=7)
_NORMAL = (
    1.96  # standard errors to each side of a mean that hold it in 95 of 100 cases, where it is of very many values
)
_FEWEST = 5  # values whose spread says something of their mean
_COOPERATION = (0, 1)  # places in QUADS


def series(view: View, a: str, b: str, by: Span, asked: Filter, undated: Undated = "apart") -> Series:
    """Return the events that are told as done between two parties, by periods; each event counts once.

    An event whose date is wider than the period, or unknown, is in none; what a third party does about both is left
    out. `undated` "published" puts an article's own news that no report dates where it was first published, and counts
    it apart as well. Periods without an event between the first and the last are there, with zeros. How many the
    threshold leaves out is told.
    """
    threshold, asked = asked.threshold, msgspec.structs.replace(asked, threshold=0.0)
    mutual = _mutual(view, a, b, asked)
    rows = [row for row in mutual if row.sure >= threshold]
    placed: dict[date, list[TieRow]] = {}
    for row in rows:
        if (start := _start(row, by, undated)) is not None:
            placed.setdefault(start, []).append(row)
    unplaced = len(rows) - sum(map(len, placed.values()))
    published = sum(not row.day for each in placed.values() for row in each)
    first, second = sides_of(a, b)
    added, imported = len(view.added() & {row.item for row in rows}), sum(row.imported for row in rows)
    told = f"with {count_words(len(rows), 'event')} between {named((a, b))}, {unplaced} of them without a {by}"
    if undated == "published":
        told += f", {published} that no report dates in the {by} in which they were first published"
    told += f", {added} added by hand" if added else ""
    told += f", {imported} coded by others (imported)" if imported else ""
    told += (
        f", {count_words(len(mutual) - len(rows), 'other')} left out whose confidence is under {threshold:g}"
        if threshold
        else ""
    )
    return Series(
        filter=answered(view, asked, told, empty=not rows),
        looked=looked(view, asked.synthetic),
        sides=(first, second),
        by=by,
        periods=tuple(_period(start, placed.get(start, ()), by, a, b) for start in _starts(placed, by)),
        unplaced=unplaced,
        undated=undated,
        published=published,
        added=added,
        imported=imported,
    )


def counted(view: View, a: str, b: str, by: Span, asked: Filter, undated: Undated = "apart") -> tuple[Counted, ...]:
    """Return the events behind the figures of a series, by periods; last those that stand in none."""
    rows = _mutual(view, a, b, asked)
    found = [
        Counted(
            start=(start := _start(row, by, undated)),
            by_publication=start is not None and not row.day,
            goldstein=row.goldstein,
            event=event,
        )
        for row, event in zip(rows, dyad_entries(view, rows, a, b), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.start or date.max, one.event.date.start or date.max)))


def _mutual(view: View, a: str, b: str, asked: Filter) -> list[TieRow]:
    """Return what passed between two parties, without what a third does about both."""
    found = select(view, view.dyads(a, b, asked.synthetic), asked, (EVENT,)).events
    return [row for row in found if row.relation == BETWEEN]


def _start(row: TieRow, by: Span, undated: Undated) -> date | None:
    """Return the first day of the period in which an event stands; None where it stands in none."""
    day, until = row.day, row.until
    if undated == "published" and not day and is_own_news(row):
        day, until = row.seen, row.seen + 1
    start = period_start(date.fromordinal(day), by) if day else None
    return start if start is not None and until <= period_end(start, by).toordinal() else None


def is_own_news(row: TieRow) -> bool:
    """Return whether an event is told as done, as an article's own news: near the day on which it was published."""
    return bool(row.lead) and row.modality == DONE and not row.historical


def period_start(day: date, by: Span) -> date:
    """Return the first day of the period in which a day lies; a week begins on Monday (ISO 8601)."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    months = _MONTHS[by]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def period_end(start: date, by: Span) -> date:
    """Return the day after the last of a period."""
    if by == "week":
        return start + _WEEK if date.max - start > _WEEK else date.max
    month = start.month - 1 + _MONTHS[by]
    year = start.year + month // 12
    return date(year, month % 12 + 1, 1) if year <= date.max.year else date.max


def _starts(placed: Iterable[date], by: Span) -> list[date]:
    """Return the periods from the first to the last."""
    days = sorted(placed)
    starts = days[:1]
    while starts and starts[-1] < days[-1]:
        starts.append(period_end(starts[-1], by))
    return starts


def _period(start: date, rows: Sequence[TieRow], by: Span, a: str, b: str) -> Period:
    """Return the figures of one period."""
    done = [row for row in rows if row.modality == DONE]
    acting = [(sorted((a, b))[row.side - 1] if row.side in (1, 2) else None) for row in done]
    return Period(
        start=start,
        end=period_end(start, by),
        all=_measure(done),
        cooperation=_measure([row for row in done if row.quad in _COOPERATION]),
        conflict=_measure([row for row in done if row.quad is not None and row.quad not in _COOPERATION]),
        by_first=acting.count(a),
        by_second=acting.count(b),
        hollow=len(rows) - len(done),
    )


def _measure(rows: Sequence[TieRow]) -> Measure:
    """Return number, mean and the interval of the mean; few values have none: their spread is known too badly."""
    values = [row.goldstein for row in rows if row.goldstein is not None]
    counted = Measure(events=len(rows), published=sum(not row.day for row in rows), valued=len(values))
    if not values:
        return counted
    mean = sum(values) / len(values)
    if len(values) < _FEWEST:
        return msgspec.structs.replace(counted, goldstein=mean)
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
    half = _student(len(values) - 1) * spread / math.sqrt(len(values))
    return msgspec.structs.replace(counted, goldstein=mean, low=mean - half, high=mean + half)


def _student(freedom: int) -> float:
    """Return the 97.5% quantile of Student's t, by its expansion around the normal one (within .01 from 4 on)."""
    z = _NORMAL
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
