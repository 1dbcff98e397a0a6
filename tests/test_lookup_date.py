"""`date`: rows of texts in, their times out; a bad row says why and the others go on."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from dyadbook.asked import Broken
from dyadbook.formats.found import lines_of
from dyadbook.lookup.date import WANTED, DateRow, FoundDates, find_dates, find_dates_in

FRIDAY = date(2024, 3, 8)
TEXT = "The envoy left on Friday and returns next month."


def one(row: DateRow | Broken | dict[str, Any]) -> FoundDates:
    return next(find_dates([row]))


def test_a_row_has_the_times_of_its_text() -> None:
    answer = one({"id": "a", "text": TEXT, "published": "2024-03-08"})
    assert (answer.id, answer.problem) == ("a", None)
    assert [(time.text, time.value, time.precision) for time in answer.timex] == [
        ("Friday", "2024-03-08", "day"),
        ("next month", "2024-04", "month"),
    ]


def test_times_quote_the_text() -> None:
    times = find_dates_in(TEXT, FRIDAY).timex
    assert [TEXT[time.start : time.end] for time in times] == [time.text for time in times]


def test_an_answer_is_written_as_json_with_its_days() -> None:
    answer = msgspec.json.decode(msgspec.json.encode(one({"text": "They met on 7 February 2025."})))
    assert answer["timex"] == [
        {
            "start": 12,
            "end": 27,
            "text": "7 February 2025",
            "type": "DATE",
            "value": "2025-02-07",
            "begin": "2025-02-07",
            "until": "2025-02-08",
            "precision": "day",
            "mod": None,
            "rule": "date",
        }
    ]


@pytest.mark.parametrize(
    ("text", "values", "lines"),
    [
        ("2087-04-31", [], ["no such day: 2087-04-31"]),
        ("They met on 2021-02-30 and in 2022.", ["2022"], ["no such day: 2021-02-30"]),
        ("They met on 2021-02-28.", ["2021-02-28"], []),
        ("31 February 2024", [], ["no such day: 31 February 2024"]),
        ("They met on Sept. 31st, 2021.", [], ["no such day: Sept. 31st, 2021"]),
        ("29 February 2024", ["2024-02-29"], []),
        ("Of 32 marines 2019 was the year.", ["2019"], []),
        ("Call 0931-77-99 for tickets.", [], ["no time is told in these words"]),
    ],
)
def test_a_day_that_no_calendar_knows_is_said_to_be_none(text: str, values: list[str], lines: list[str]) -> None:
    answer = one({"text": text})
    assert [time.value for time in answer.timex] == values
    assert lines_of(answer)[len(values) :] == lines


@pytest.mark.parametrize(("text", "open"), [("03/04/2024", True), ("13/04/2024", False), ("2024", False)])
def test_a_date_in_numbers_that_is_read_two_ways_says_so(text: str, open: bool) -> None:
    (line,) = lines_of(one({"text": text}))
    assert ("which number is the day and which the month is not known" in line) == open


@pytest.mark.parametrize("row", [{"text": TEXT}, {"text": TEXT, "published": None}, DateRow(text=TEXT)])
def test_without_a_day_of_publication_leaning_words_have_no_days(row: Any) -> None:
    assert [(time.value, time.begin, time.precision) for time in one(row).timex] == [(None, None, "unknown")] * 2


@pytest.mark.parametrize("text", ["", "Nothing is told here.", "Prime Minister May spoke."])
def test_a_text_without_times_has_none_and_no_problem(text: str) -> None:
    assert one({"text": text, "published": "2019-03-12"}) == FoundDates()


@pytest.mark.parametrize("published", ["8 March 2024", "2024-02-30", "2024-3-8", "03/08/2024", "", 20240308])
def test_a_published_that_is_no_iso_day_is_a_problem(published: object) -> None:
    answer = one({"id": 7, "text": TEXT, "published": published})
    assert (answer.id, answer.timex) == (7, ())
    assert answer.problem is not None
    assert "published" in answer.problem
    assert answer.problem.endswith(WANTED)


@pytest.mark.parametrize("row", [{"words": TEXT}, {"text": None}, {}, Broken("line 3 is no JSON object")])
def test_a_bad_row_says_why_and_the_others_go_on(row: Any) -> None:
    bad, good = find_dates([row, {"id": 2, "text": "They met in 2019."}])
    assert bad.problem
    assert bad.timex == ()
    assert (good.id, [time.value for time in good.timex]) == (2, ["2019"])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("by the end of August", "2024-08"),
        ("until May", "2024-05"),
        ("Mali to vote by early May", "2024-05"),
        ("They fought until May.", "2023-05"),
        ("by May they fought", "2023-05"),
        ("in May", "2023-05"),
        ("half a century ago", "PAST_REF"),
        ("two centuries ago", "PAST_REF"),
    ],
)
def test_a_limit_without_a_verb_lies_ahead_and_a_century_leans_on_a_day_that_is_given(text: str, value: str) -> None:
    assert [time.value for time in find_dates_in(text, FRIDAY).timex] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Peru ordered the diplomats out by Wednesday.", "2024-03-13"),
        ("Peru has ordered Chile to leave no later than Wednesday.", "2024-03-13"),
        ("Peru ordered Chile's embassy closed by Wednesday.", "2024-03-13"),
        ("The envoy was ordered to be freed not later than Wednesday.", "2024-03-13"),
        ("Peru demanded the withdrawal of all troops by Wednesday.", "2024-03-13"),
        ("Peru called for the release of the men on or before Wednesday.", "2024-03-13"),
        ("Peru vowed a response by Wednesday.", "2024-03-13"),
        ("Peru gave Chile a deadline of Wednesday to withdraw.", "2024-03-13"),
        ("The deadline to leave the city is Wednesday.", "2024-03-13"),
        ("“Leave the city by Wednesday,” the army told them.", "2024-03-13"),
        ("Peru had ordered Chile to leave by Wednesday.", "2024-03-06"),
        ("By Wednesday, the troops had left.", "2024-03-06"),
        ("Peru ordered strikes that killed forty by Wednesday.", "2024-03-06"),
        ("The border was closed by Wednesday.", "2024-03-06"),
        ("The talks lasted until Wednesday.", "2024-03-06"),
    ],
)
def test_the_weekday_of_a_limit_that_is_set_lies_ahead(text: str, value: str) -> None:
    assert [time.value for time in find_dates_in(text, FRIDAY).timex] == [value]
