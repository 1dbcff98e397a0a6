"""Return where days lie on a chart.

Relations have busy years and silent decades: a year with events is drawn wide, a year without narrow. Where all lies
within a few years, months take the place of years.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dyadbook.days import MONTHS

_SILENT = 0.12  # the width of a unit without events, where a unit with one has 2
_LABEL_ROOM = {12: 34.0, 1: 56.0}
_FEW_YEARS = 3  # up to so many, months are the units


@dataclass(frozen=True)
class Tick:
    """The beginning of a year or month with events, its days, and its label where there is room."""

    x: float
    label: str
    first: date
    last: date


class Scale:
    """From days to pixels."""

    def __init__(self, intervals: Iterable[tuple[date, date]], left: float, right: float) -> None:
        """Lay out the units from the first day to the last between two edges, by the events that begin in each."""
        days = list(intervals)
        years = [first.year for first, _ in days] + [last.year for _, last in days]
        self.months = 1 if max(years) - min(years) < _FEW_YEARS else 12
        counts = Counter(self._unit(first) for first, _ in days)
        self.first, last = min(counts), max(self._unit(last) for _, last in days)
        self.units = range(self.first, last + 1)
        widths = [1 + math.log2(1 + counts[unit]) if unit in counts else _SILENT for unit in self.units]
        one = (right - left) / sum(widths)
        self.starts = [float(left)]
        for width in widths:
            self.starts.append(self.starts[-1] + width * one)
        self.busy = counts.keys()

    def span(self, first: date, last: date) -> tuple[float, float]:
        """Return where a day begins and another ends."""
        return self.x(first), self.x(last + timedelta(days=1)) if last < date.max else self.starts[-1]

    def x(self, day: date) -> float:
        """Return where a day begins."""
        index = self._unit(day) - self.first
        if index >= len(self.units):
            return self.starts[-1]
        start, length = self._begin(self.units[index]), 366 if self.months == 12 else 31
        low, high = self.starts[index], self.starts[index + 1]
        return low + (high - low) * (day - start).days / length

    def ticks(self) -> tuple[Tick, ...]:
        """Return the beginnings of the units with events, labelled where a label fits."""
        ticks: list[Tick] = []
        free = 0.0
        for unit, start in zip(self.units, self.starts, strict=False):
            if unit in self.busy:
                fits = start >= free
                first = self._begin(unit)
                ticks.append(Tick(round(start, 1), self._label(first) if fits else "", first, self._end(unit)))
                free = start + _LABEL_ROOM[self.months] if fits else free
        return tuple(ticks)

    def gaps(self) -> tuple[float, ...]:
        """Return the middles of the runs of units without events, which are drawn narrow."""
        found: list[float] = []
        run: list[float] = []
        for unit, start, end in zip(self.units, self.starts, self.starts[1:], strict=False):
            if unit not in self.busy:
                run += (start, end)
            elif run:
                found.append((run[0] + run[-1]) / 2)
                run = []
        return tuple(found)

    def _unit(self, day: date) -> int:
        return (day.year * 12 + day.month - 1) // self.months

    def _begin(self, unit: int) -> date:
        return date(unit * self.months // 12, unit * self.months % 12 + 1, 1)

    def _end(self, unit: int) -> date:
        """Return the last day of a unit; the calendar's own, where it ends there."""
        last = unit * self.months + self.months
        return date(last // 12, last % 12 + 1, 1) - timedelta(days=1) if last // 12 <= date.max.year else date.max

    def _label(self, first: date) -> str:
        return str(first.year) if self.months == 12 else f"{MONTHS[first.month - 1]} {first.year}"
