"""The drawing of a timeline: where its marks lie."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hand_readings import reading

from dyadbook.formats.timeline import LEFT, WIDTH, Timeline, draw
from dyadbook.records import Modality, When
from dyadbook.views import Entry, dyad_page

(ENTRY,) = dyad_page([reading()], "USA", "PRK", synthetic="only").timeline


def entry(start: date, days: int = 1, **changes: object) -> Entry:
    """Return an entry of this date."""
    when = When(start=start, end=start + timedelta(days=days), precision="day" if days == 1 else "month")
    return msgspec.structs.replace(ENTRY, date=when, **changes)


def drawn(*entries: Entry) -> Timeline:
    """Return the drawing of entries."""
    drawing = draw(entries)
    assert drawing is not None
    return drawing


def test_nothing_is_drawn_where_nothing_is_dated() -> None:
    assert draw(()) is None
    assert draw((msgspec.structs.replace(ENTRY, date=When()),)) is None


def test_marks_follow_the_dates() -> None:
    days = [date(2002, 9, 17), date(2018, 6, 12), date(2019, 2, 27), date(2019, 6, 30)]
    marks = drawn(*map(entry, days)).marks
    assert [mark.number for mark in sorted(marks, key=lambda mark: mark.x)] == [1, 2, 3, 4]


def test_a_mark_is_as_wide_as_its_date_is_uncertain() -> None:
    day, month, year = drawn(entry(date(2018, 2, 1)), entry(date(2018, 1, 1), 90), entry(date(2018, 1, 1), 365)).marks
    assert day.half < month.half < year.half


def test_marks_of_one_lane_never_lie_upon_each_other() -> None:
    marks = drawn(*[entry(date(2018, 6, 1) + timedelta(days=n // 2)) for n in range(20)]).marks
    for a in marks:
        for b in marks:
            assert a is b or a.y != b.y or abs(a.x - b.x) >= a.half + b.half


def test_every_mark_lies_in_its_lane_and_inside_the_drawing() -> None:
    quads = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    drawing = drawn(*[entry(date(1950 + 5 * n, 1, 1), 3650 if n % 3 else 1, quad=quads[n % 4]) for n in range(15)])
    lanes = {lane.quad: lane for lane in drawing.lanes}
    for mark in drawing.marks:
        lane = lanes[mark.quad]
        assert lane.top <= mark.y - 6
        assert mark.y + 6 <= lane.top + lane.height
        assert mark.x - mark.half >= LEFT
        assert mark.x + mark.half <= WIDTH


def test_a_year_without_events_is_drawn_narrow() -> None:
    ticks = drawn(entry(date(1994, 1, 1)), entry(date(2017, 1, 1)), entry(date(2018, 1, 1))).ticks
    silent, busy = ticks[1].x - ticks[0].x, ticks[2].x - ticks[1].x
    assert silent < 3 * busy  # 23 years beside one


@pytest.mark.parametrize("modality", ["actual", "future", "hypothetical", "negated"])
def test_the_shape_says_how_an_act_is_told(modality: Modality) -> None:
    (mark,) = drawn(entry(date(2018, 6, 12), modality=modality, faded=True)).marks
    assert (mark.shape, mark.faded) == (modality, True)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 30)])
def test_the_ends_of_the_calendar_can_be_drawn(day: date) -> None:
    assert len(drawn(entry(day)).marks) == 1


def test_a_mark_says_its_date_type_and_parties() -> None:
    (mark,) = drawn(ENTRY).marks
    assert mark.title == "12 Jun 2018: CONSULT, Donald Trump and Kim Jong Un"
