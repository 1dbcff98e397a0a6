"""Return the map of a book's first page: the dyads most told of, as lines between the capitals of their parties.

No coast is drawn, since our tables know none: each dot stands for a stretch in which a city lies, which shows the land
well enough to find one's way. The map is cut to the parties that it shows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from dyadbook.charts.lanes import nothing
from dyadbook.charts.shapes import Key, glyph, keyed
from dyadbook.charts.specs import MapChart, MapLine, MapPlace, short
from dyadbook.charts.svg import WIDTH, Svg, element, linked, number
from dyadbook.days import day_words
from dyadbook.formats.wording import one_line
from dyadbook.phrases import count_words
from dyadbook.records import Modality
from dyadbook.world import countries
from dyadbook.world.places import city_points

if TYPE_CHECKING:
    from dyadbook.book.questions.home import DyadCount, HomePage

_TALLEST, _LOWEST = 520.0, 260.0
_NARROWEST = 40.0  # degrees from edge to edge
_EDGE = 0.12  # of the stretch of the parties, left free around it
_DOTS = 150  # from edge to edge
_BEND = 0.18  # of the length of a line, by which its middle lies off the straight way
_LETTER, _LINE = 6.1, 13.0  # room of a letter, height of a name
_SIDE = 8.0  # between a line and the edges of the map
_STEPS = 64  # parts in which a line is looked at
_GAP = 6.0  # between a capital and its name

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Point = tuple[float, float]


def dyad_map(
    page: HomePage,
    *,
    dyad: Callable[[str, str], str | None] = lambda a, b: None,
    party: Callable[[str], str | None] = lambda party: None,
    examples: bool = False,
) -> Svg:
    """Return the map of the dyads of a first page; `dyad` and `party` give the addresses of their pages.

    The more articles tell of a dyad the thicker its line; it says whether more cooperation or more conflict is told of.
    """
    known = {side.id: side.name for one in page.dyads for side in (one.a, one.b)}
    table = countries()
    places = tuple(
        MapPlace(id=id, name=name, lat=one.lat, lon=one.lon, link=party(id))
        for id, name in known.items()
        if (one := table.get(id)) is not None and one.lat is not None and one.lon is not None
    )
    there = {place.id for place in places}
    days = f", {day_words(page.since)} to {day_words(page.last)}" if page.since and page.last else ""
    chart = MapChart(
        title=f"Who with whom{days}",
        filter=page.filter,
        examples=examples,
        places=places,
        lines=tuple(_line(one, dyad) for one in page.dyads if {one.a.id, one.b.id} <= there),
        off=tuple(name for id, name in known.items() if id not in there),
    )
    return draw(chart)


def _line(one: DyadCount, link: Callable[[str, str], str | None]) -> MapLine:
    parts = (
        f"{one_line(one.a.name)} – {one_line(one.b.name)}: {count_words(one.articles, 'article')}",
        f"{count_words(one.events, 'new event')}, told as done {one.cooperation} of cooperation and {one.conflict} of"
        " conflict",
        f"last {day_words(one.last)}" if one.last else None,
    )
    return MapLine(
        a=one.a.id, b=one.b.id, articles=one.articles, events=one.events, cooperation=one.cooperation,
        conflict=one.conflict, last=one.last, says="; ".join(part for part in parts if part),
        link=link(one.a.id, one.b.id),
    )  # fmt: skip


def draw(chart: MapChart) -> Svg:
    """Return a map as a drawing."""
    if not chart.lines:
        return nothing(chart, "No two parties with a capital are told of together in these days.")
    ends = {id for line in chart.lines for id in (line.a, line.b)}
    drawn = [place for place in chart.places if place.id in ends]
    sheet = _Sheet.around(drawn)
    at = {place.id: sheet.point(place.lat, place.lon) for place in drawn}
    most = max(line.articles for line in chart.lines)
    bends = {(line.a, line.b): _Bend.between(at[line.a], at[line.b], sheet.height) for line in chart.lines}
    arcs = [_arc(line, bends[line.a, line.b], most) for line in reversed(chart.lines)]
    keys, end = _legend(sheet.height + 16, chart.off)
    names = _names(drawn, at, sheet.height, [box for bend in bends.values() for box in bend.boxes()])
    return Svg(chart, [*sheet.ground(), *arcs, *names, *keys], end, marks=len(arcs))


@dataclass(frozen=True)
class _Sheet:
    """A cut of the world: its western and northern edge, its height in pixels, pixels of a degree either way."""

    west: float
    north: float
    height: float
    across: float
    down: float

    @classmethod
    def around(cls, places: Sequence[MapPlace]) -> _Sheet:
        """Return the cut that shows places, with room around them."""
        lats, lons = [place.lat for place in places], [place.lon for place in places]
        middle = ((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        wide = max(_NARROWEST, (max(lons) - min(lons)) * (1 + 2 * _EDGE))
        high = max(_NARROWEST / 4, (max(lats) - min(lats)) * (1 + 2 * _EDGE))
        shrunk = math.cos(math.radians(middle[0]))  # a degree of longitude is so much shorter there
        across = max(WIDTH / 360, min(WIDTH / wide, _TALLEST * shrunk / high))
        down = across / shrunk
        height = min(_TALLEST, max(_LOWEST, high * down))
        half = WIDTH / across / 2
        west = min(max(middle[1] - half, -180.0), 180.0 - 2 * half)
        return cls(west, min(middle[0] + height / down / 2, 90.0), height, across, down)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a place lies on the sheet."""
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    def ground(self) -> Iterator[Element]:
        """Yield what the lines are drawn upon: meridians and parallels, and the land as dots."""
        degrees = WIDTH / self.across
        step = next((step for step in (5, 10, 30) if degrees / step <= 12), 30)
        for n in range(-180 // step, 180 // step + 1):
            x, y = self.point(n * step, n * step)
            if 0 < x < WIDTH:
                yield element("line", {"class": "line", "x1": x, "x2": x, "y1": 0.0, "y2": self.height})
            if 0 < y < self.height:
                yield element("line", {"class": "line", "x1": 0.0, "x2": WIDTH, "y1": y, "y2": y})
        cell = degrees / _DOTS
        cells = {(math.floor(lat / cell), math.floor(lon / cell)) for lat, lon in city_points()}
        dots = (self.point((lat + 0.5) * cell, (lon + 0.5) * cell) for lat, lon in sorted(cells))
        inside = (f"M{number(x)} {number(y)}h0" for x, y in dots if 0 <= x <= WIDTH and 0 <= y <= self.height)
        yield element("path", {"class": "land", "d": "".join(inside), "stroke-width": 0.6 * cell * self.across})


@dataclass(frozen=True)
class _Bend:
    """The way of a line: its western end, the point to which it bends, its eastern end."""

    start: Point
    control: Point
    end: Point

    @classmethod
    def between(cls, one: Point, other: Point, height: float) -> _Bend:
        """Return the way between two capitals, which bends northward as far as the map reaches."""
        (ax, ay), (bx, by) = start, end = sorted((one, other))
        for bend in (_BEND, _BEND / 2, _BEND / 4):
            way = cls(start, ((ax + bx) / 2 + bend * (by - ay), (ay + by) / 2 - bend * (bx - ax)), end)
            if all(_SIDE <= x <= WIDTH - _SIDE and _SIDE <= y <= height - _SIDE for x, y in way.points()):
                return way
        return cls(start, ((ax + bx) / 2, (ay + by) / 2), end)

    def at(self, part: float) -> Point:
        """Return the point after a part of the way."""
        first, second, third = (1 - part) ** 2, 2 * part * (1 - part), part**2
        ways = zip(self.start, self.control, self.end, strict=True)
        x, y = (first * a + second * b + third * c for a, b, c in ways)
        return x, y

    def points(self) -> list[Point]:
        """Return points of the way, without its ends."""
        return [self.at(step / _STEPS) for step in range(1, _STEPS)]

    def boxes(self) -> list[Box]:
        """Return what the line takes of the map."""
        return [(x - 2, y - 2, x + 2, y + 2) for x, y in self.points()]

    def __str__(self) -> str:
        """Return the way as a path is written."""
        start, control, end = (f"{number(x)} {number(y)}" for x, y in (self.start, self.control, self.end))
        return f"M{start}Q{control} {end}"


def _arc(line: MapLine, bend: _Bend, most: int) -> Element:
    """Return the line of a dyad, with a sign at its middle."""
    mode = "mx" if line.conflict > line.cooperation else "mc" if line.cooperation > line.conflict else "qq"
    way = str(bend)
    width = 1.5 + 4.5 * math.log1p(line.articles) / math.log1p(most)
    return linked(
        mode,
        line.link,
        line.says,
        element("path", {"class": "reach", "d": way}),
        element("path", {"class": "arc", "d": way, "stroke-width": width}),
        *_sign(mode, *bend.at(0.5)),
    )


def _sign(mode: str, x: float, y: float) -> list[Element]:
    """Return what says in shape too whether cooperation or conflict is told of more; nothing where neither is."""
    actual: Modality = "actual"
    quad = {"mx": "material conflict", "mc": "material cooperation"}.get(mode)
    return glyph(quad, actual, x, y, 5, 5) if quad else []


def _names(
    places: Sequence[MapPlace], at: Mapping[str, Point], height: float, lines: Sequence[Box]
) -> Iterator[Element]:
    """Yield the capitals with the names of their countries; where there is no room for a name its code stands."""
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in at.values()]
    for place in places:
        x, y = at[place.id]
        text, left, top = _room(place, x, y, height, taken, lines)
        taken.append((left, top, left + _LETTER * len(text), top + _LINE))
        yield linked(
            "place", place.link, place.name,
            element("circle", {"class": "mark", "cx": x, "cy": y, "r": 3.0}),
            element("text", {"x": left, "y": top + _LINE - 3}, text),
        )  # fmt: skip


def _room(
    place: MapPlace, x: float, y: float, height: float, taken: Sequence[Box], lines: Sequence[Box]
) -> tuple[str, float, float]:
    """Return a name and where it lies upon nothing else, upon a line at worst; else a code to the right."""
    name = short(one_line(place.name), 22)
    for text, others in ((name, (*taken, *lines)), (name, taken), (place.id, taken)):
        wide = _LETTER * len(text)
        for left, top in (
            (x + _GAP, y - _LINE / 2), (x - _GAP - wide, y - _LINE / 2), (x - wide / 2, y - _GAP - _LINE),
            (x - wide / 2, y + _GAP), (x + _GAP, y + 2), (x + _GAP, y - _LINE - 2),
        ):  # fmt: skip
            box = (left, top, left + wide, top + _LINE)
            if left >= 0 and box[2] <= WIDTH and top >= 0 and box[3] <= height and not _upon(box, others):
                return text, left, top
    return place.id, min(x + _GAP, WIDTH - _LETTER * len(place.id)), y - _LINE / 2


def _upon(box: Box, others: Iterable[Box]) -> bool:
    return any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in others)


def _legend(top: float, off: Sequence[str]) -> tuple[list[Element], float]:
    """Return what the lines mean, which parties have no place, whose the cities are; and where that ends."""

    def sign(mode: str) -> Callable[[float, float], Iterable[Element]]:
        return lambda x, y: [
            element("path", {"class": "arc", "d": f"M{number(x)} {number(y)}h26", "stroke-width": 2.5}),
            *_sign(mode, x + 13, y),
        ]

    means = (("mc", "more cooperation told as done"), ("mx", "more conflict"), ("qq", "neither"))
    keys = [Key(words, mode, sign(mode), 26.0) for mode, words in means]
    notes = ["thicker: more articles", "dots: land with cities"]
    notes += [short(f"Not on the map, having no capital: {', '.join(map(one_line, off))}", 150)] if off else []
    return keyed(top, [*keys, *map(Key, (*notes, "Capitals and cities: GeoNames, CC BY 4.0"))])
