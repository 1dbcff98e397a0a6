"""Return the geometry of a dyad's timeline: four lanes, one mark an event, its width the precision of its date.

Level 5. Relations have busy years and silent decades: a year with events is drawn wide, a year without narrow, and
the page says so. Marks that would lie upon each other are put into rows of their lane.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dyadbook.formats.cards import quad_class
from dyadbook.formats.wording import one_line, type_words, when_words
from dyadbook.views import Entry

LANES = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
WIDTH = 960
LEFT = 96  # room for the names of the lanes
_RADIUS = 6.0
_ROW = 17.0
_SILENT = 0.12  # the width of a year without events, where a year with one has 2
_LABEL_ROOM = 34.0

Shape = Literal["actual", "future", "hypothetical", "negated"]


@dataclass(frozen=True)
class Mark:
    """One event: centre and half width in pixels, and what it says."""

    number: int
    x: float
    y: float
    half: float
    shape: Shape
    quad: str
    faded: bool
    title: str


@dataclass(frozen=True)
class Lane:
    """One lane, with its top and height in pixels."""

    name: str
    top: float
    height: float
    quad: str


@dataclass(frozen=True)
class Tick:
    """The beginning of a year; its label where there is room."""

    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """The whole drawing."""

    width: int
    height: float
    left: int
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]


def draw(entries: tuple[Entry, ...]) -> Timeline | None:
    """Return the drawing of dated entries; None where there are none."""
    dated = [(number, entry) for number, entry in enumerate(entries, start=1) if entry.date.start is not None]
    if not dated:
        return None
    scale = _Scale([interval(entry) for _, entry in dated])
    marks: list[Mark] = []
    lanes: list[Lane] = []
    top = 8.0
    names = [*LANES, *sorted({entry.quad for _, entry in dated} - set(LANES))]
    for name in names:
        here = [(number, entry) for number, entry in dated if entry.quad == name]
        placed, rows = _pack(here, scale, top)
        marks += placed
        height = max(2, rows) * _ROW + 10
        lanes.append(Lane(name, top, height, quad_class(name)))
        top += height
    return Timeline(WIDTH, top + 26, LEFT, tuple(lanes), tuple(marks), scale.ticks())


def interval(entry: Entry) -> tuple[date, date]:
    """Return first and last day of an entry's date."""
    start = entry.date.start or date.min
    end = entry.date.end
    return start, (end - timedelta(days=1) if end is not None and end > start else start)


def _pack(entries: list[tuple[int, Entry]], scale: _Scale, top: float) -> tuple[list[Mark], int]:
    """Return the marks of a lane, each in the first row where it is free, and the number of rows."""
    rows: list[float] = []
    marks = []
    for number, entry in entries:
        first, last = interval(entry)
        low, high = scale.x(first), scale.x(last + timedelta(days=1) if last < date.max else last)
        half = max(_RADIUS, (high - low) / 2)
        x = min(max((low + high) / 2, LEFT + half), WIDTH - half)
        row = next((index for index, free in enumerate(rows) if free <= x - half), len(rows))
        rows[row : row + 1] = [x + half + 2]
        marks.append(
            Mark(
                number=number,
                x=round(x, 1),
                y=round(top + 5 + _ROW * (row + 0.5), 1),
                half=round(half, 1),
                shape=entry.modality,
                quad=quad_class(entry.quad),
                faded=entry.faded,
                title=_title(entry),
            )
        )
    return marks, len(rows)


def _title(entry: Entry) -> str:
    """Return what a mark says when it is pointed at or read out."""
    who = ", ".join(map(one_line, entry.source)) or "source not decided"
    whom = ", ".join(map(one_line, entry.target)) or "nobody named"
    link = "and" if entry.act == "CONSULT" else "to"
    return f"{when_words(entry.date)}: {type_words(entry.type, entry.act)}, {who} {link} {whom}"


class _Scale:
    """From days to pixels: each year has a width of its own, by the events that begin in it."""

    def __init__(self, intervals: list[tuple[date, date]]) -> None:
        counts: dict[int, int] = {}
        for first, _ in intervals:
            counts[first.year] = counts.get(first.year, 0) + 1
        self.first = min(first.year for first, _ in intervals)
        last = max(last.year for _, last in intervals)
        self.years = range(self.first, last + 1)
        widths = [1 + math.log2(1 + counts[year]) if year in counts else _SILENT for year in self.years]
        unit = (WIDTH - LEFT - 8) / sum(widths)
        self.starts = [float(LEFT)]
        for width in widths:
            self.starts.append(self.starts[-1] + width * unit)
        self.busy = counts.keys()

    def x(self, day: date) -> float:
        """Return where a day begins."""
        index = min(max(day.year - self.first, 0), len(self.years))
        if index == len(self.years):
            return self.starts[-1]
        low, high = self.starts[index], self.starts[index + 1]
        return low + (high - low) * (day.timetuple().tm_yday - 1) / 366

    def ticks(self) -> tuple[Tick, ...]:
        """Return the beginnings of the years with events, labelled where a label fits."""
        ticks: list[Tick] = []
        free = 0.0
        for year, start in zip(self.years, self.starts, strict=False):
            if year in self.busy:
                fits = start >= free
                ticks.append(Tick(round(start, 1), str(year) if fits else ""))
                free = start + _LABEL_ROOM if fits else free
        return tuple(ticks)
