"""Return charts of a book's answers, drawn as SVG: one specification a chart, for pages, files and notebooks alike.

Level 5. `timeline`, `balance`, `issues`, `among` and `dyad_map` take what `questions` answers and return a `Svg`:

- markup for a page: `{{ chart }}` in a template (it is escaped already), with `style()` in one of the page's style
  sheets. It has no script, no style attribute and no id, so that any policy allows it and several fit on a page;
- a file: `chart.save("figure.svg")`, `.png`, `.pdf` or `.csv`, or `chart.standalone()`, with its style in it;
- shown by itself in a notebook.

A chart without a mark is false: `{% if chart %}`. Every mark says in words what it is, and is a link where `link`
(of an event) or `zoom` (of a stretch of time) gives an address.
"""

from __future__ import annotations

from dyadbook.charts.lanes import among, timeline
from dyadbook.charts.matters import MOST as MOST_ISSUES
from dyadbook.charts.matters import issues
from dyadbook.charts.periods import balance
from dyadbook.charts.specs import (
    BalanceChart,
    Chart,
    IssueLine,
    IssuesChart,
    MapChart,
    MapLine,
    MapPlace,
    Mark,
    TimelineChart,
)
from dyadbook.charts.svg import Svg, style
from dyadbook.charts.world_map import dyad_map

__all__ = [
    "MOST_ISSUES",
    "BalanceChart",
    "Chart",
    "IssueLine",
    "IssuesChart",
    "MapChart",
    "MapLine",
    "MapPlace",
    "Mark",
    "Svg",
    "TimelineChart",
    "among",
    "balance",
    "dyad_map",
    "issues",
    "style",
    "timeline",
]
