"""Return the main stretch of a timeline, and say what lies far outside of it.

One event of long ago would squeeze all others into a corner: the drawing leaves it out, says so and leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dyadbook.charts.specs import Mark, Zoom
from dyadbook.charts.svg import element, linked, number
from dyadbook.date_words import when_words
from dyadbook.records import When

_FEWEST = 5  # marks under which all are drawn
_SHARE = 10  # at most one mark in so many, or a single one, lies outside at either end
_GAP = timedelta(days=3 * 365)  # at least, and no shorter than the main stretch
_TEETH = 4.0  # of a torn edge, each so high
OUTSIDE = 16.0
"""Room for the words on what lies outside."""


class Stretch(NamedTuple):
    """The marks of the main stretch, and those far before and after it."""

    inside: tuple[Mark, ...]
    earlier: tuple[Mark, ...] = ()
    later: tuple[Mark, ...] = ()

    @property
    def whole(self) -> bool:
        """Return whether nothing lies outside."""
        return not self.earlier and not self.later


def stretch_of(marks: Iterable[Mark]) -> Stretch:
    """Return the marks by where they lie, in the order in which they were given."""
    given = tuple(marks)
    runs = sorted(given, key=lambda mark: mark.first)
    most = max(1, len(runs) // _SHARE) if len(runs) >= _FEWEST else 0
    before = after = 0
    for _ in range(2):  # what lies far after can hide what lies far before until it is cut off, and the other way round
        inside = runs[before : len(runs) - after]
        before += next((n for n in range(most - before, 0, -1) if _apart(inside[:n], inside[n:])), 0)
        inside = runs[before : len(runs) - after]
        after += next((n for n in range(most - after, 0, -1) if _apart(inside[:-n], inside[-n:])), 0)
    if not before and not after:
        return Stretch(given)
    first, last = runs[before].first, runs[len(runs) - after - 1].first
    return Stretch(
        tuple(mark for mark in given if first <= mark.first <= last),
        tuple(mark for mark in given if mark.first < first),
        tuple(mark for mark in given if mark.first > last),
    )


def _apart(one: Sequence[Mark], other: Sequence[Mark]) -> bool:
    """Return whether the few of two runs of marks, one after the other, lie far from the many."""
    many = max(one, other, key=len)
    length = max(mark.last for mark in many) - many[0].first
    return other[0].first - max(mark.last for mark in one) >= max(_GAP, length)


def outside(
    stretch: Stretch, left: float, right: float, lanes: tuple[float, float], zoom: Zoom | None
) -> list[Element]:
    """Return where the axis breaks off, and the words on what lies outside, under the lanes (their top and bottom).

    The words lead there, or to its first event where nothing narrows down.
    """
    found, below = [], lanes[1] + 20
    if stretch.earlier:
        found += [_break(left - 3, *lanes), _words(stretch.earlier, "earlier", {"x": left}, below, zoom)]
    if stretch.later:
        end: dict[str, str | float] = {"x": right, "class": "end"}
        found += [_break(right + 3, *lanes), _words(stretch.later, "later", end, below, zoom)]
    return found


def _break(x: float, top: float, bottom: float) -> Element:
    """Return a torn edge: time goes on beyond it."""
    steps = range(int((bottom - top) // _TEETH) + 1)
    points = (f"{number(x + (2 if step % 2 else -2))} {number(top + step * _TEETH)}" for step in steps)
    return element("path", {"class": "torn", "d": f"M{'L'.join(points)}"})


def _words(marks: Sequence[Mark], side: str, place: dict[str, str | float], top: float, zoom: Zoom | None) -> Element:
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    end = last + timedelta(days=1) if last < date.max else last
    precisions = {mark.precision for mark in marks}
    days = when_words(When(start=first, end=end, precision=precisions.pop() if len(precisions) == 1 else "day"))
    said = f"{len(marks)} {side}, {days}"
    address = (zoom and zoom(first, last)) or marks[0].link
    if address is not None:
        said += f": show {'it' if len(marks) == 1 else 'them'}"
    text = element("text", {**place, "y": top + 12}, f"← {said}" if side == "earlier" else f"{said} →")
    events = "event lies" if len(marks) == 1 else "events lie"
    says = f"{len(marks)} {side} {events} outside of the drawing, {days}"
    return linked("zoom" if address else "key", address, says, text)
