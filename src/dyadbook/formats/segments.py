"""Return a text cut at the ends of the spans upon it, so that spans that overlap can be shown without nesting.

Level 5.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Span(Generic[T]):
    """A stretch of a text with what it stands for."""

    start: int
    end: int
    item: T


@dataclass(frozen=True)
class Segment(Generic[T]):
    """A stretch in which the same spans hold: those that hold, the shortest first, and those that begin or end here."""

    start: int
    end: int
    covering: tuple[Span[T], ...]
    opening: tuple[Span[T], ...]
    closing: tuple[Span[T], ...]


def cut(start: int, end: int, spans: Iterable[Span[T]]) -> list[Segment[T]]:
    """Return the segments of a text's stretch, in order and without gaps; empty spans are left out."""
    inside = [
        Span(max(span.start, start), min(span.end, end), span.item)
        for span in spans
        if max(span.start, start) < min(span.end, end)
    ]
    if start >= end:
        return []
    bounds = sorted({start, end, *(span.start for span in inside), *(span.end for span in inside)})
    waiting = sorted(inside, key=lambda span: span.start)[::-1]  # reversed after: spans of one start keep their order
    held: list[Span[T]] = []
    segments = []
    for low, high in pairwise(bounds):
        held = [span for span in held if span.end > low]
        while waiting and waiting[-1].start == low:
            held.append(waiting.pop())
        segments.append(
            Segment(
                start=low,
                end=high,
                covering=tuple(sorted(held, key=lambda span: span.end - span.start)),
                opening=tuple(span for span in held if span.start == low),
                closing=tuple(span for span in held if span.end == high),
            )
        )
    return segments
