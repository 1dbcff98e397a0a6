"""Return timelines: four lanes, one mark an event, its width the precision of its date."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import msgspec

from dyadbook.answers import Among, Undated
from dyadbook.charts.scale import Scale, Tick
from dyadbook.charts.shapes import LANES, Placed, draw_mark, legend, pack, row_height, rows_of
from dyadbook.charts.specs import Chart, Link, TimelineChart, Zoom, event_link, marks_of, published_marks, short
from dyadbook.charts.stretch import OUTSIDE, outside, stretch_of
from dyadbook.charts.svg import WIDTH, Given, Svg, element, linked, number, safe
from dyadbook.days import day_words
from dyadbook.formats.wording import one_line
from dyadbook.pages import DyadPage, Side
from dyadbook.phrases import count_words

LEFT = 96.0  # room for the names of the lanes
RIGHT = WIDTH - 8.0
ONE = 5.5  # half the height of a mark of one report
_EMPTY = 60.0
_LABEL = 56.0  # room for the label of an axis


def timeline(page: DyadPage, *, link: Link = event_link, zoom: Zoom | None = None, undated: Undated = "apart") -> Svg:
    """Return the timeline of a dyad's page, in lanes of verbal and material, cooperation and conflict.

    Each mark leads where `link` says of its entry and its number in `page.timeline`; a label of the axis, where `zoom`
    says of its days. Both None: no link, as for a figure in print. `undated`: an article's own news that no report
    dates has no mark, or one of its own kind where it was first `published`.
    """
    title = f"{names(page.sides)}: what passed between them"
    marks, words = marks_of(page.timeline, link), page.filter
    placed = published_marks(page.undated, link, len(page.timeline) + 1) if undated == "published" else ()
    if page.undated:
        shown = count_words(len(page.timeline) + len(page.undated), "event")
        drawn = f"{len(placed)} of these stand where they were first published, others have" if placed else "and have"
        words += f" {len(page.undated)} of the {shown} shown have no date, {drawn} no mark."
    marks = tuple(sorted((*marks, *placed), key=lambda mark: mark.first)) if placed else marks
    return draw(TimelineChart(title=title, filter=words, examples=page.has_synthetic, marks=marks), zoom)


def among(answer: Among, *, link: Link = event_link, zoom: Zoom | None = None) -> Svg:
    """Return the timeline of what three or more parties have in common; `link` and `zoom` as in `timeline`."""
    title = f"{names(answer.sides)}: events in which all take part"
    entries = sorted(answer.events, key=lambda entry: (entry.date.start is None, entry.date.start))
    examples = any(passage.article.synthetic for entry in entries for passage in entry.passages)
    return draw(
        TimelineChart(title=title, filter=answer.filter, examples=examples, marks=marks_of(entries, link)), zoom
    )


def draw(chart: TimelineChart, zoom: Zoom | None = None) -> Svg:
    """Return a timeline as a drawing."""
    if not chart.marks:
        return nothing(chart, "No dated event was reported.")
    stretch = stretch_of(chart.marks)
    main = msgspec.structs.replace(chart, marks=stretch.inside)
    placed, lanes, bottom = place(main)
    scale = scale_of(main)
    parts = [*axis(scale.ticks(), 8, bottom, zoom), *breaks(scale, bottom)]
    parts += outside(stretch, LEFT, RIGHT, (8, bottom), zoom)
    for name, top, height in lanes:
        parts.append(element("line", {"class": "line", "x1": 0, "x2": WIDTH, "y1": top + height, "y2": top + height}))
        parts += lane_name(name, top + height / 2)
    parts += map(draw_mark, placed)
    by_publication = any(mark.published for mark in chart.marks)
    below = bottom + 40 + (0 if stretch.whole else OUTSIDE)
    keys, end = legend(below, quads=False, published=by_publication)
    return Svg(chart, [*parts, *keys], end, marks=len(placed))


def scale_of(chart: TimelineChart) -> Scale:
    """Return where days lie on a timeline."""
    return Scale([(mark.first, mark.last) for mark in chart.marks], LEFT, RIGHT)


def place(chart: TimelineChart) -> tuple[list[Placed], list[tuple[str, float, float]], float]:
    """Return where the marks lie, the lanes with top and height, and where the last lane ends."""
    scale, top = scale_of(chart), 8.0
    placed: list[Placed] = []
    lanes: list[tuple[str, float, float]] = []
    for name in (*LANES, *sorted({mark.quad for mark in chart.marks} - set(LANES))):
        here = pack((mark for mark in chart.marks if mark.quad == name), scale, LEFT, RIGHT, top + 5, ONE)
        placed += here
        lanes.append((name, top, max(2, rows_of(here)) * row_height(ONE) + 10))
        top += lanes[-1][2]
    return placed, lanes, top


def axis(ticks: Sequence[Tick], top: float, bottom: float, zoom: Zoom | None) -> list[Element]:
    """Return the lines and labels of an axis of time."""
    parts = []
    for tick in ticks:
        parts.append(element("line", {"class": "tick", "x1": tick.x, "x2": tick.x, "y1": top, "y2": bottom}))
        if tick.label:
            late = tick.x + _LABEL > WIDTH  # stands before its line, so that the edge does not cut it
            place: Given = {"x": tick.x - 2, "class": "end"} if late else {"x": tick.x + 2}
            label = element("text", {**place, "y": bottom + 14}, tick.label)
            address = None if zoom is None else zoom(tick.first, tick.last)
            says = f"only {day_words(tick.first)} to {day_words(tick.last)}"
            parts.append(label if address is None else linked("zoom", address, says, label))
    return parts


def breaks(scale: Scale, bottom: float) -> list[Element]:
    """Return a sign where an axis passes over silent years or months, which are narrower than others."""
    return [
        element("path", {"class": "torn", "d": f"M{number(x + step - 2)} {number(bottom + 5)}l4 -10"})
        for x in scale.gaps()
        for step in (-2, 2)
    ]


def lane_name(name: str, middle: float) -> list[Element]:
    """Return the name of a lane, a word a line."""
    words = safe(name.replace("_", " ")).split()[:3]
    top = middle + 4 - 6.5 * (len(words) - 1)
    return [element("text", {"x": 4, "y": top + 13 * line}, word[:16]) for line, word in enumerate(words)]


def names(sides: Sequence[Side]) -> str:
    """Return parties as a title names them."""
    return " – ".join(short(one_line(side.name), 60) for side in sides)


def nothing(chart: Chart, words: str) -> Svg:
    """Return a chart that says why it is empty."""
    said = element("text", {"class": "middle", "x": WIDTH / 2, "y": _EMPTY / 2}, words)
    return Svg(chart, [said], _EMPTY, marks=0)
