"""Return the balance of a dyad over time: mean Goldstein values with their intervals, and numbers of events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from xml.etree.ElementTree import Element

from dyadbook.answers import Measure, Period, Series
from dyadbook.charts.lanes import LEFT, RIGHT, axis, names, nothing
from dyadbook.charts.scale import Tick
from dyadbook.charts.shapes import Key, glyph, keyed
from dyadbook.charts.specs import BalanceChart, Zoom
from dyadbook.charts.svg import Given, Svg, element, linked, number
from dyadbook.days import MONTHS, day_words
from dyadbook.formats.wording import HOLLOW
from dyadbook.records import Modality

_TOP, _HEIGHT = 16.0, 170.0  # of the panel of means
_COUNTS = 54.0  # height of the bars to either side
_GAP = 30.0
_LABEL_ROOM = 40.0
_WIDEST = 46.0  # of a period
_GOLDSTEIN = 10.0  # the scale goes from minus this to this


def balance(series: Series, *, zoom: Zoom | None = None, examples: bool = False) -> Svg:
    """Return the balance of two parties by weeks, months, quarters or years, cooperation and conflict apart.

    Above, mean Goldstein values with their 95% intervals; below, the numbers of events under them. Each period leads
    where `zoom` says of its first and last day. `examples` says that example texts are among what was counted.
    """
    links = tuple(None if zoom is None else zoom(one.start, _last(one)) for one in series.periods)
    title = f"{names(series.sides)}: balance by {series.by}"
    return draw(BalanceChart(title=title, filter=series.filter, examples=examples, series=series, links=links))


def draw(chart: BalanceChart) -> Svg:
    """Return a balance as a drawing."""
    periods = chart.series.periods
    if not periods:
        return nothing(chart, f"No event is dated to a {chart.series.by}.")
    step = min(_WIDEST, (RIGHT - LEFT) / len(periods))
    most = max(1, *(max(one.cooperation.events, one.conflict.events) for one in periods))
    base = _TOP + _HEIGHT + _GAP + _COUNTS  # where the bars begin
    parts = [*axis(_ticks(periods, step), _TOP, base + _COUNTS, None), *_grid(base, most)]
    marks = 0
    for index, (one, link) in enumerate(zip(periods, chart.links or (None,) * len(periods), strict=True)):
        if one.all.events or one.hollow:
            x = LEFT + step * (index + 0.5)
            parts.append(linked("period", link, says(chart.series, one), *_period(one, x, step, base, most)))
            marks += 1
    keys, end = _legend(base + _COUNTS + 40, published=chart.series.published > 0)
    return Svg(chart, [*parts, *keys], end, marks=marks)


def says(series: Series, period: Period) -> str:
    """Return what a period says in words."""
    parts = [
        f"{_name(series, period)}: {_measured('told as done', period.all)}",
        _measured("cooperation", period.cooperation),
        _measured("conflict", period.conflict),
        f"{period.hollow} not told as done" if period.hollow else None,
    ]
    return "; ".join(part for part in parts if part)


def _measured(name: str, measure: Measure) -> str:
    """Return a measure in words."""
    words = f"{measure.events} {name}"
    words += f" ({measure.published} by first publication alone)" if measure.published else ""
    if measure.goldstein is not None:
        words += f", mean Goldstein {measure.goldstein:.1f}"
        words += f" of {measure.valued}" if measure.valued < measure.events else ""
    if measure.low is not None and measure.high is not None:
        words += f" ({measure.low:.1f} to {measure.high:.1f})"
    return words


def _name(series: Series, period: Period) -> str:
    """Return a period by its name."""
    first, last = period.start, _last(period)
    if series.by == "year":
        return str(first.year)
    if series.by == "week":
        return f"week of {day_words(first)}"
    month = MONTHS[first.month - 1]
    return f"{month} {first.year}" if series.by == "month" else f"{month}–{MONTHS[last.month - 1]} {first.year}"


def _last(period: Period) -> date:
    return period.end - timedelta(days=1)


def _period(one: Period, x: float, step: float, base: float, most: int) -> Iterator[Element]:
    """Return the figures of one period: the mean of all with its interval, those of both kinds, the bars."""
    half = max(1.5, min(7.0, step / 2 - 0.5))
    yield element(
        "rect",
        {
            "class": "target",
            "x": x - max(3, step / 2),
            "y": _TOP,
            "width": max(6, step),
            "height": base + _COUNTS - _TOP,
        },
    )
    if one.all.goldstein is not None:
        yield from _mean(one.all, x, half)
    side = step / 5 if step > 16 else 0.0  # both kinds stand beside each other where there is room
    for quad, classes, measure, at in (
        ("verbal cooperation", "vc", one.cooperation, x - side),
        ("verbal conflict", "mx", one.conflict, x + side),
    ):
        group = element("g", {"class": classes})
        if measure.low is not None and measure.high is not None:
            ends: Given = {"y1": _y(measure.low), "y2": _y(measure.high)}
            group.append(element("line", {"class": "whisker", "x1": at, "x2": at, **ends}))
        if measure.goldstein is not None:
            actual: Modality = "actual"
            group.extend(glyph(quad, actual, at, _y(measure.goldstein), min(4, half + 1), min(4, half + 1)))
        if measure.events:
            height = _COUNTS * measure.events / most
            top = base - height if classes == "vc" else base
            group.extend(_bar(measure, x - half, top, 2 * half, height, up=classes == "vc"))
        if len(group):
            yield group


def _bar(measure: Measure, x: float, top: float, width: float, height: float, *, up: bool) -> Iterator[Element]:
    """Return the bar of a number of events; what stands there only by its publication is its pale outer part."""
    pale = height * measure.published / measure.events
    full, outer = (top + pale, top) if up else (top, top + height - pale)
    for classes, y, high in (("bar", full, height - pale), ("bar part", outer, pale)):
        if high:
            yield element("rect", {"class": classes, "x": x, "y": y, "width": width, "height": high})


def _mean(measure: Measure, x: float, half: float) -> Iterator[Element]:
    group = element("g", {"class": "all"})
    if measure.low is not None and measure.high is not None:
        high, low = _y(measure.high), _y(measure.low)
        group.append(
            element("rect", {"class": "band", "x": x - half, "y": high, "width": 2 * half, "height": low - high})
        )
    if measure.goldstein is not None:
        y = _y(measure.goldstein)
        group.append(element("line", {"class": "whisker", "x1": x - half, "x2": x + half, "y1": y, "y2": y}))
    yield group


def _y(value: float) -> float:
    """Return where a Goldstein value lies; an interval may go beyond the scale, which then cuts it."""
    within = max(-_GOLDSTEIN, min(_GOLDSTEIN, value))
    return _TOP + _HEIGHT * (_GOLDSTEIN - within) / (2 * _GOLDSTEIN)


def _grid(base: float, most: int) -> Iterator[Element]:
    """Return the lines and figures of both panels."""
    for value in (10, 5, 0, -5, -10):
        y = _y(value)
        yield element("line", {"class": "line" if value else "zero", "x1": LEFT - 4, "x2": RIGHT, "y1": y, "y2": y})
        yield element(
            "text", {"class": "end", "x": LEFT - 8, "y": y + 4}, f"{value:+d}".replace("-", "−") if value else "0"
        )
    for line, word in enumerate(("mean", "Goldstein")):
        yield element("text", {"x": 4, "y": _y(0) + 1 + 13 * (line - 1)}, word)
    yield element("line", {"class": "zero", "x1": LEFT - 4, "x2": RIGHT, "y1": base, "y2": base})
    yield element("text", {"x": 4, "y": base + 4}, "events")
    for y in (base - _COUNTS + 4, base + _COUNTS + 4):
        yield element("text", {"class": "end", "x": LEFT - 8, "y": y}, number(most))


def _ticks(periods: tuple[Period, ...], step: float) -> list[Tick]:
    """Return a tick at the first period of each year, labelled where a label fits."""
    ticks: list[Tick] = []
    free = 0.0
    for index, one in enumerate(periods):
        if index == 0 or one.start.year != periods[index - 1].start.year:
            x = LEFT + step * index
            ticks.append(Tick(x, str(one.start.year) if x >= free else "", one.start, _last(one)))
            free = x + _LABEL_ROOM if x >= free else free
    few = (RIGHT - LEFT) / 60
    return ticks if len(ticks) <= few else [tick for tick in ticks if tick.label]


def _legend(top: float, *, published: bool) -> tuple[list[Element], float]:
    """Return what the signs mean, and where that ends."""
    actual: Modality = "actual"

    def sign(quad: str) -> Callable[[float, float], Iterable[Element]]:
        return lambda x, y: glyph(quad, actual, x + 6, y, 5, 5)

    def whisker(x: float, y: float) -> Iterable[Element]:
        return [element("line", {"class": "whisker", "x1": x, "x2": x + 12, "y1": y, "y2": y})]

    return keyed(top, [
        Key("cooperation: mean, and events upward", "vc", sign("verbal cooperation")),
        Key("conflict: mean, and events downward", "mx", sign("verbal conflict")),
        Key("all together", "all", whisker),
        Key("line and band: 95% interval; none under five events"),
        Key(f"told as done alone: what was {HOLLOW} is in no figure"),
        *([Key("pale: no report dates it, by first publication")] if published else []),
    ])  # fmt: skip
