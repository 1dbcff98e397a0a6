"""Return the main stretch of a timeline, and say what lies far outside of it.

One event of long ago would squeeze all others into a corner: the drawing leaves it out, says so and leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dyadbook.charts.specs import Mark, Zoom
from dyadbook.charts.svg import element, linked
from dyadbook.formats.wording import when_words
from dyadbook.records import When

_FEWEST = 5  # marks under which all are drawn
_SHARE = 10  # at most one mark in so many, or a single one, lies outside at either end
_GAP = timedelta(days=3 * 365)  # at least, and no shorter than the main stretch
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


def outside(stretch: Stretch, left: float, right: float, top: float, zoom: Zoom | None) -> list[Element]:
    """Return the words on what lies outside: they lead there, or to its first event where nothing narrows down."""
    found = []
    if stretch.earlier:
        found.append(_words(stretch.earlier, "earlier", {"x": left}, top, zoom))
    if stretch.later:
        found.append(_words(stretch.later, "later", {"x": right, "class": "end"}, top, zoom))
    return found


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
