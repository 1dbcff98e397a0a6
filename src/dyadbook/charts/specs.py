"""Return the specifications of charts: what is drawn, in typed records, before any pixel is decided.

A specification holds what a mark says and where it leads; `rows` makes a table of it, so that a figure and the data
under it never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from dyadbook.answers import Series
from dyadbook.date_words import when_words
from dyadbook.days import day_words
from dyadbook.formats.wording import MODALITY_WORDS, one_line, type_words
from dyadbook.pages import Entry
from dyadbook.records import Modality, Precision, Record

Link = Callable[[Entry, int], str | None]
"""Gives the address of an event; the number is its place in what was given, from 1. None: the mark is no link."""
Zoom = Callable[[date, date], str | None]
"""Gives the address that shows the days from one to another, both included."""

_LONGEST = 300  # characters of what a mark says: names can be of any length


class Mark(Record, frozen=True, kw_only=True):
    """One dated event."""

    number: Annotated[int, Meta(description="its place in the page's timeline, from 1")]
    event: Annotated[str | None, Meta(description="id of the merged event; null: grouped for display alone")] = None
    first: date
    last: Annotated[date, Meta(description="last day of its date: the same as the first where the day is known")]
    precision: Precision
    quad: str
    type: str
    act: str
    modality: Modality
    faded: Annotated[bool, Meta(description="history told inside news")] = False
    published: Annotated[bool, Meta(description="no report dates it: it stands where it was first published")] = False
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    independent: Annotated[int | None, Meta(description="outlets that tell of it; null: not counted")] = None
    says: Annotated[str, Meta(description="what the mark says when it is pointed at or read out")]
    link: str | None = None


class Chart(Record, frozen=True, kw_only=True):
    """The base of all charts."""

    title: str
    filter: Annotated[str, Meta(description="what was asked and left out, in words")]
    examples: Annotated[bool, Meta(description="example texts are among what is drawn")] = False


class TimelineChart(Chart, frozen=True, kw_only=True):
    """Events over time, in a lane for each quad class."""

    marks: tuple[Mark, ...] = ()


class BalanceChart(Chart, frozen=True, kw_only=True):
    """Mean Goldstein values and numbers of events, by periods."""

    series: Series
    links: Annotated[tuple[str | None, ...], Meta(description="the address of each period")] = ()


class IssueLine(Record, frozen=True, kw_only=True):
    """One issue with its own timeline."""

    issue: str
    articles: int
    link: str | None = None
    marks: tuple[Mark, ...] = ()


class IssuesChart(Chart, frozen=True, kw_only=True):
    """The issues of a dyad, those in the most articles first."""

    lines: tuple[IssueLine, ...] = ()
    left_out: Annotated[int, Meta(description="issues that are not drawn")] = 0


class MapPlace(Record, frozen=True, kw_only=True):
    """A party where its capital lies, in degrees."""

    id: str
    name: str
    lat: float
    lon: float
    link: str | None = None


class MapLine(Record, frozen=True, kw_only=True):
    """A dyad as a line between two parties of a map."""

    a: str
    b: str
    articles: int
    events: int
    cooperation: int
    conflict: int
    last: date | None = None
    says: Annotated[str, Meta(description="what the line says when it is pointed at or read out")]
    link: str | None = None


class MapChart(Chart, frozen=True, kw_only=True):
    """The dyads most told of between their capitals, those told of most first."""

    places: tuple[MapPlace, ...] = ()
    lines: tuple[MapLine, ...] = ()
    off: Annotated[tuple[str, ...], Meta(description="names of parties that have no capital, and so no place")] = ()


def event_link(entry: Entry, number: int) -> str | None:
    """Return where the pages that are served show an event; None where it has no id."""
    return f"/event/{quote(entry.id, safe='')}" if entry.id else None


def marks_of(entries: Iterable[Entry], link: Link) -> tuple[Mark, ...]:
    """Return the marks of the entries that have a date, in their order."""
    return tuple(
        _mark(entry, number, link(entry, number))
        for number, entry in enumerate(entries, start=1)
        if entry.date.start is not None
    )


def published_marks(entries: Iterable[Entry], link: Link, first: int) -> tuple[Mark, ...]:
    """Return the marks of entries without a date that are an article's own news: each where it was first published.

    They are numbered from `first` on.
    """
    marks = []
    for number, entry in enumerate(entries, start=first):
        days = [one.article.published for one in entry.passages if one.article.published]
        if days and entry.lead and not entry.hollow and not entry.faded and entry.date.start is None:
            day = min(days)
            mark = _mark(entry, number, link(entry, number))
            says = short(f"first published {day_words(day)}, {mark.says}", _LONGEST)
            marks.append(msgspec.structs.replace(mark, first=day, last=day, published=True, says=says))
    return tuple(marks)


def _mark(entry: Entry, number: int, link: str | None) -> Mark:
    first, last = _interval(entry)
    return Mark(
        number=number, event=entry.id, first=first, last=last, precision=entry.date.precision, quad=entry.quad,
        type=entry.type, act=entry.act, modality=entry.modality, faded=entry.faded, source=entry.source,
        target=entry.target, said_by=entry.said_by, independent=entry.independent, says=_says(entry), link=link,
    )  # fmt: skip


def _interval(entry: Entry) -> tuple[date, date]:
    """Return first and last day of an entry's date."""
    start = entry.date.start or date.min
    end = entry.date.end
    return start, (end - timedelta(days=1) if end is not None and end > start else start)


def _says(entry: Entry) -> str:
    """Return what a mark says: when, what, who and whom, how it is told, who says so, how many tell of it."""
    who = ", ".join(map(one_line, entry.source)) or "source not decided"
    whom = ", ".join(map(one_line, entry.target)) or "nobody named"
    between = "and" if entry.act == "CONSULT" else "to"
    parts = (
        f"{when_words(entry.date)}: {one_line(type_words(entry.type, entry.act, entry.modes))}, {who} {between} {whom}",
        None if entry.modality == "actual" else MODALITY_WORDS[entry.modality],
        "history" if entry.faded else None,
        f"says {', '.join(map(one_line, entry.said_by))}" if entry.said_by else None,
        f"{entry.independent} independent reports" if (entry.independent or 0) > 1 else None,
    )
    return short("; ".join(part for part in parts if part), _LONGEST)


def short(text: str, most: int) -> str:
    """Return text cut to a number of characters, and an ellipsis where it was cut."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# ---- the same as a table

_MARK_COLUMNS = (
    "number", "event", "first", "last", "precision", "quad", "type", "act", "modality", "history", "published",
    "source", "target", "said_by", "independent", "says", "link",
)  # fmt: skip
_LINE_COLUMNS = ("a", "b", "articles", "events", "cooperation", "conflict", "last", "says", "link")


def rows(chart: Chart) -> list[tuple[str, ...]]:
    """Return what a chart shows as a table, its columns first; empty: not known."""
    if isinstance(chart, BalanceChart):
        from dyadbook.formats.answers_terminal import csv_lines  # loads what draws in a terminal

        return list(csv_lines(chart.series))
    if isinstance(chart, IssuesChart):
        head = ("issue", "articles", *_MARK_COLUMNS)
        lines = [
            (line.issue, str(line.articles), *cells)
            for line in chart.lines
            for cells in ([_cells(mark) for mark in line.marks] or [("",) * len(_MARK_COLUMNS)])
        ]
        return [head, *lines]
    if isinstance(chart, MapChart):
        return [_LINE_COLUMNS, *(tuple(_cell(getattr(line, name)) for name in _LINE_COLUMNS) for line in chart.lines)]
    marks = chart.marks if isinstance(chart, TimelineChart) else ()
    return [_MARK_COLUMNS, *map(_cells, marks)]


def _cells(mark: Mark) -> tuple[str, ...]:
    people = ("; ".join(map(one_line, names)) for names in (mark.source, mark.target, mark.said_by))
    return (
        str(mark.number), mark.event or "", mark.first.isoformat(), mark.last.isoformat(), mark.precision, mark.quad,
        mark.type, mark.act, mark.modality, "yes" if mark.faded else "no", "yes" if mark.published else "no", *people,
        "" if mark.independent is None else str(mark.independent), mark.says, mark.link or "",
    )  # fmt: skip


def _cell(value: object) -> str:
    return "" if value is None else str(value)
