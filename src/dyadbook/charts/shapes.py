"""Return the shapes of marks and where they lie, and draw them.

The ends of a mark say its quad class (round, square, pointed, slanted), as its colour does; filled is told as done,
hollow is not; its width is the precision of its date, its height the number of independent reports.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple
from xml.etree.ElementTree import Element

from dyadbook import ontology
from dyadbook.charts.scale import Scale
from dyadbook.charts.specs import Mark
from dyadbook.charts.svg import Given, element, linked, number
from dyadbook.formats.cards import quad_class
from dyadbook.formats.wording import MODALITY_WORDS
from dyadbook.records import Modality

LANES: tuple[str, ...] = tuple(ontology.QUADS.values())
_KEYS_LEFT, _KEYS_RIGHT = 8.0, 336.0  # of what the signs mean: so much of a wide drawing a narrow screen shows
_KEY_ROW, _LETTER = 16.0, 6.3
_LARGEST = 1.8  # how many times as high as a mark of one report the highest is


@dataclass(frozen=True)
class Placed:
    """A mark with its centre, half its width and half its height, in pixels."""

    mark: Mark
    x: float
    y: float
    half: float
    radius: float


def size(independent: int | None, one: float) -> float:
    """Return half the height of a mark, where that of one report is `one`; as one where nobody counted."""
    return one * min(_LARGEST, 1 + 0.3 * math.log2(max(1, independent or 1)))


def row_height(one: float) -> float:
    """Return the height of a row of marks."""
    return 2 * one * _LARGEST + 2


def pack(marks: Iterable[Mark], scale: Scale, left: float, right: float, top: float, one: float) -> list[Placed]:
    """Return marks in rows from `top` down, each in the first row in which it lies upon no other."""
    free: list[float] = []
    placed = []
    for mark in marks:
        low, high = scale.span(mark.first, mark.last)
        radius = size(mark.independent, one)
        half = max(radius, (high - low) / 2)
        x = min(max((low + high) / 2, left + half), right - half)
        row = next((index for index, end in enumerate(free) if end <= x - half), len(free))
        free[row : row + 1] = [x + half + 2]
        placed.append(Placed(mark, x, top + row_height(one) * (row + 0.5), half, radius))
    return placed


def rows_of(placed: Iterable[Placed]) -> int:
    """Return how many rows marks of one lane take."""
    return len({one.y for one in placed})


def draw_mark(one: Placed) -> Element:
    """Return a mark: a link to its event where it has one."""
    mark = one.mark
    classes = f"{quad_class(mark.quad)}{' faded' if mark.faded else ''}"
    drawn = glyph(mark.quad, mark.modality, one.x, one.y, one.half, one.radius)
    slit = [_slit(one.x, one.y, one.half)] if mark.published else []
    return linked(classes, mark.link, mark.says, *drawn, *slit)


def glyph(quad: str, modality: Modality, x: float, y: float, half: float, radius: float) -> list[Element]:
    """Return the drawing of a mark."""
    classes = "mark" if modality == "actual" else f"mark open {modality}"
    shapes = [_outline(quad_class(quad), classes, x, y, half, radius)]
    if modality == "negated":
        reach = radius * 0.8
        shapes.append(element("path", {"class": "mark", "d": _path((x - reach, y + reach), (x + reach, y - reach))}))
    return shapes


def _slit(x: float, y: float, half: float) -> Element:
    """Return the slit through a mark that stands where it does only by its publication."""
    return element("path", {"class": "slit", "d": _path((x - half, y), (x + half, y))})


def _outline(quad: str, classes: str, x: float, y: float, half: float, radius: float) -> Element:
    """Return the outline of a mark, its ends by its quad class."""
    left, right, high, low = x - half, x + half, y - radius, y + radius
    match quad:
        case "vx":
            corners = ((left, y), (left + radius, high), (right - radius, high), (right, y), (right - radius, low))
            return element("path", {"class": classes, "d": _path(*corners, (left + radius, low)) + "z"})
        case "mx":
            corners = ((left, low), (left + radius, high), (right - radius, high), (right, low), (right, low))
            return element("path", {"class": classes, "d": _path(*corners) + "z"})
    box: Given = {"class": classes, "x": left, "y": high, "width": 2 * half, "height": 2 * radius}
    rounding = {"vc": radius, "mc": 0.0}.get(quad, radius / 2)
    return element("rect", {**box, "rx": rounding})


def _path(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


class Key(NamedTuple):
    """What a sign means: the words, the class of colours, what draws the sign at a place, and its width."""

    words: str
    classes: str = "key"
    sign: Callable[[float, float], Iterable[Element]] | None = None
    wide: float = 12.0


def keyed(top: float, keys: Iterable[Key]) -> tuple[list[Element], float]:
    """Return what signs mean, in rows from `top` down that a narrow screen shows whole, and where the last ends."""
    drawn: list[Element] = []
    x, y = _KEYS_LEFT, top
    for key in keys:
        before = key.wide + 4 if key.sign else 0.0
        lines = wrap(key.words, int((_KEYS_RIGHT - _KEYS_LEFT - before) / _LETTER))
        room = before + 14 + _LETTER * max(map(len, lines))
        if x > _KEYS_LEFT and x + room - 14 > _KEYS_RIGHT:
            x, y = _KEYS_LEFT, y + _KEY_ROW
        group = element("g", {"class": key.classes})
        group.extend(key.sign(x, y) if key.sign else ())
        for at, line in enumerate(lines):
            group.append(element("text", {"x": x + before, "y": y + 3.5 + _KEY_ROW * at}, line))
        drawn.append(group)
        x += room
        if len(lines) > 1:
            x, y = _KEYS_RIGHT, y + _KEY_ROW * (len(lines) - 1)
    return drawn, y + 10


def legend(top: float, *, quads: bool, published: bool = False) -> tuple[list[Element], float]:
    """Return what the marks mean, in rows from `top` down, and where the last ends; `quads`: no lanes say theirs.

    `published`: some marks stand where they do only by their publication.
    """
    actual: Modality = "actual"
    kinds = [(LANES[0], modality, words) for modality, words in MODALITY_WORDS.items()]
    if quads:
        kinds = [(quad, actual, quad) for quad in LANES] + kinds[1:]

    def sign(quad: str, modality: Modality, *, slit: bool = False) -> Callable[[float, float], Iterable[Element]]:
        return lambda x, y: [*glyph(quad, modality, x + 6, y, 5, 5), *([_slit(x + 6, y, 5)] if slit else [])]

    keys = [Key(told, quad_class(quad) if quads else "key", sign(quad, modality)) for quad, modality, told in kinds]
    if published:
        by_publication = "no report dates it: the day of first publication"
        keys.append(Key(by_publication, sign=sign(LANES[0], actual, slit=True)))
    told = ("pale: history told inside news", "higher: more independent reports", "wider: date less precise")
    return keyed(top, [*keys, *map(Key, told)])
