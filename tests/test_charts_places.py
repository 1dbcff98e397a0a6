"""Where the marks of a timeline lie."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hand_readings import reading

from dyadbook.charts.lanes import LEFT, RIGHT, place, scale_of
from dyadbook.charts.shapes import Placed, size
from dyadbook.charts.specs import TimelineChart, marks_of
from dyadbook.pages import Entry
from dyadbook.records import When
from dyadbook.views import dyad_page

(ENTRY,) = dyad_page([reading()], "USA", "PRK", synthetic="only").timeline
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def entry(start: date, days: int = 1, **changes: object) -> Entry:
    """Return an entry of this date."""
    when = When(start=start, end=start + timedelta(days=days), precision="day" if days == 1 else "month")
    return msgspec.structs.replace(ENTRY, date=when, **changes)


def chart(*entries: Entry) -> TimelineChart:
    """Return the specification of a timeline."""
    return TimelineChart(title="", filter="", marks=marks_of(entries, lambda entry, number: None))


def placed(*entries: Entry) -> list[Placed]:
    """Return the marks of entries where they lie."""
    return place(chart(*entries))[0]


def test_what_has_no_date_has_no_mark() -> None:
    assert chart(msgspec.structs.replace(ENTRY, date=When())).marks == ()


def test_marks_follow_the_dates_and_keep_their_numbers() -> None:
    days = [date(2002, 9, 17), date(2018, 6, 12), date(2019, 2, 27), date(2019, 6, 30)]
    marks = placed(*map(entry, days))
    assert [one.mark.number for one in sorted(marks, key=lambda one: one.x)] == [1, 2, 3, 4]


def test_a_mark_is_as_wide_as_its_date_is_uncertain() -> None:
    day, month, year = placed(entry(date(2018, 2, 1)), entry(date(2018, 1, 1), 90), entry(date(2018, 1, 1), 365))
    assert day.half < month.half < year.half


def test_a_mark_is_as_high_as_it_has_independent_reports() -> None:
    heights = [size(count, 5) for count in (None, 1, 2, 5, 1000, 10**6)]
    assert heights[0] == heights[1] < heights[2] < heights[3] < heights[4] == heights[5]


def test_marks_of_one_lane_never_lie_upon_each_other() -> None:
    for a in (
        marks := placed(*[entry(date(2018, 6, 1) + timedelta(days=n // 2), independent=n) for n in range(1, 21)])
    ):
        for b in marks:
            assert a is b or a.y != b.y or abs(a.x - b.x) >= a.half + b.half


def test_every_mark_lies_in_its_lane_and_inside_the_drawing() -> None:
    entries = [
        entry(date(1950 + 5 * n, 1, 1), 3650 if n % 3 else 1, quad=QUADS[n % 4], independent=9**n) for n in range(15)
    ]
    marks, lanes, bottom = place(chart(*entries))
    tops = {name: (top, height) for name, top, height in lanes}
    for one in marks:
        top, height = tops[one.mark.quad]
        assert top <= one.y - one.radius
        assert one.y + one.radius <= top + height <= bottom
        assert one.x - one.half >= LEFT
        assert one.x + one.half <= RIGHT


def test_a_word_that_is_no_quad_class_has_a_lane_of_its_own() -> None:
    assert [name for name, _, _ in place(chart(entry(date(2018, 1, 1), quad="neutral")))[1]] == [*QUADS, "neutral"]


def test_a_year_without_events_is_drawn_narrow() -> None:
    years = (entry(date(year, 1, 1)) for year in (1994, 2017, 2018))
    ticks = scale_of(chart(*years)).ticks()
    silent, busy = ticks[1].x - ticks[0].x, ticks[2].x - ticks[1].x
    assert silent < 3 * busy  # 23 years beside one


def test_within_a_few_years_months_are_named() -> None:
    ticks = scale_of(chart(entry(date(2018, 6, 12)), entry(date(2019, 12, 30)))).ticks()
    assert [tick.label for tick in ticks] == ["Jun 2018", "Dec 2019"]
    assert (ticks[1].first, ticks[1].last) == (date(2019, 12, 1), date(2019, 12, 31))


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 30), date(9999, 12, 31)])
def test_the_ends_of_the_calendar_can_be_drawn(day: date) -> None:
    entries = chart(msgspec.structs.replace(ENTRY, date=When(start=day, end=day, precision="day")))
    assert len(place(entries)[0]) == len(scale_of(entries).ticks()) == 1


def test_a_mark_says_its_date_type_and_parties() -> None:
    (one,) = placed(ENTRY)
    assert one.mark.says == "12 Jun 2018: CONSULT, Donald Trump and Kim Jong Un"
