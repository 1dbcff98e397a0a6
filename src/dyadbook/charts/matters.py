"""Return the issues of a dyad, each with a small timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from dyadbook.charts.lanes import RIGHT, axis, breaks, names, nothing
from dyadbook.charts.scale import Scale
from dyadbook.charts.shapes import draw_mark, legend, pack, row_height, rows_of
from dyadbook.charts.specs import IssueLine, IssuesChart, Link, event_link, marks_of, short
from dyadbook.charts.stretch import OUTSIDE, outside, stretch_of
from dyadbook.charts.svg import WIDTH, Svg, element, linked
from dyadbook.formats.wording import label
from dyadbook.pages import DyadPage, Entry

_LEFT = 250.0  # room for the names and the numbers of articles
_BAR = 60.0
_ONE = 4.0
MOST = 12
"""How many issues are drawn, unless asked for otherwise."""


def issues(
    page: DyadPage,
    entries: Mapping[str, Sequence[Entry]],
    *,
    most: int = MOST,
    link: Link = event_link,
    issue_links: Mapping[str, str] | None = None,
) -> Svg:
    """Return the issues of a dyad's page, the numbers of their articles and the events of each over time.

    `entries` gives the events of an issue by its id: `questions.dyad(book, a, b, issue=id).timeline`. Issues without
    an entry have a number alone. `issue_links` gives addresses of issues; `link` is as in `timeline`.
    """
    known = issue_links or {}
    lines = tuple(
        IssueLine(
            issue=one.issue,
            articles=one.articles,
            link=known.get(one.issue),
            marks=marks_of(entries.get(one.issue, ()), link),
        )
        for one in page.issues[:most]
    )
    chart = IssuesChart(
        title=f"{names(page.sides)}: issues",
        filter=page.filter,
        examples=page.has_synthetic,
        lines=lines,
        left_out=max(0, len(page.issues) - most),
    )
    return draw(chart)


def draw(chart: IssuesChart) -> Svg:
    """Return the issues as a drawing."""
    if not chart.lines:
        return nothing(chart, "No issue was named.")
    marks = {mark.event or id(mark): mark for line in chart.lines for mark in line.marks}
    stretch = stretch_of(marks.values())  # an event of two issues counts once
    dated = [(mark.first, mark.last) for mark in stretch.inside]
    scale = Scale(dated, _LEFT, RIGHT) if dated else None
    outer = {(mark.first, mark.last) for mark in (*stretch.earlier, *stretch.later)}
    parts: list[Element] = []
    top, count, most = 8.0, 0, max(1, *(line.articles for line in chart.lines))
    for line in chart.lines:
        inner = [mark for mark in line.marks if (mark.first, mark.last) not in outer]
        placed = [] if scale is None else pack(inner, scale, _LEFT, RIGHT, top + 4, _ONE)
        height = max(1, rows_of(placed)) * row_height(_ONE) + 8
        parts += _head(line, top + height / 2, most)
        parts.append(element("line", {"class": "line", "x1": 0, "x2": WIDTH, "y1": top + height, "y2": top + height}))
        parts += map(draw_mark, placed)
        count += len(placed)
        top += height
    lines = axis(scale.ticks() if scale else (), 8, top, None)
    lines += breaks(scale, top) if scale else []
    lines += outside(stretch, _LEFT, RIGHT, (8, top), None)
    keys, end = legend(top + 40 + (0 if stretch.whole else OUTSIDE), quads=True)
    if chart.left_out:
        words = f"{chart.left_out} more {'issue' if chart.left_out == 1 else 'issues'} in fewer articles"
        keys.append(element("text", {"x": 8, "y": top + 16}, words))
    return Svg(chart, [*lines, *parts, *keys], end, marks=max(count, len(chart.lines)))


def _head(line: IssueLine, middle: float, most: int) -> list[Element]:
    """Return the name of an issue, and the number of its articles as a bar."""
    name = element("text", {"class": "strong", "x": 4, "y": middle + 4}, short(label(line.issue), 24))
    says = f"{short(label(line.issue), 80)}: {line.articles} {'article' if line.articles == 1 else 'articles'}"
    width = _BAR * line.articles / most
    bar = element("rect", {"class": "bar", "x": 150, "y": middle - 5, "width": width, "height": 10})
    figure = element("text", {"x": 150 + width + 4, "y": middle + 4}, str(line.articles))
    head = name if line.link is None else linked("issue", line.link, says, name)
    return [head, linked("key", None, says, bar, figure)]
