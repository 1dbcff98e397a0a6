"""Bare months and days of news that goes on with a year that is over, and those of the months before publication."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.steps.timex.expressions import find_times

PUBLISHED = date(2025, 6, 16)

GOING_ON = [
    ("In June 2017 Rome cut ties with Oslo. In July Bern closed its ports to Oslo.", ["2017-06", "2017-07"]),
    ("On 4 March 2018 Rome expelled envoys. In April Oslo expelled some.", ["2018-03-04", "2018-04"]),
    ("Rome annexed the isle in March 2014. In August Oslo banned its apples.", ["2014-03", "2014-08"]),
    ("In 2019 Rome struck Oslo from its list. In September Oslo did the same.", ["2019", "2019-09"]),
    ("Rome closed its port in April 2020; in August it severed relations.", ["2020-04", "2020-08"]),
    ("The two fell out in 2016, when Rome recalled its envoy in May.", ["2016", "2016-05"]),
    ("Rome left in January 2010. By July it had come back.", ["2010-01", "2010-07"]),
    ("In November 2021 Rome left. In March Oslo left.", ["2021-11", "2022-03"]),
    ("In May 2017 Rome left. In June Oslo left. In July Bern left.", ["2017-05", "2017-06", "2017-07"]),
    ("On April 2, 1982 Oslo took the isle. On June 14 it gave it back.", ["1982-04-02", "1982-06-14"]),
    ("In May 1995 Rome left; on 3 October Oslo left.", ["1995-05", "1995-10-03"]),
    ("On 8 August 2008 Rome fell out with Oslo. It bombed a port on 9 August.", ["2008-08-08", "2008-08-09"]),
    ("In August 2021 Rome left. Weeks later it came back, and in October it left.", ["2021-08", None, "2021-10"]),
]


@pytest.mark.parametrize(("text", "values"), GOING_ON, ids=[text for text, _ in GOING_ON])
def test_a_month_that_opens_what_is_told_next_is_of_the_year_told_before(text: str, values: list[str | None]) -> None:
    assert [time.value for time in find_times(text, reference=PUBLISHED)] == values


POINTING = [
    ("Rome shut its ports in September 2023, and Oslo recalled an envoy in October that year.", ["2023-09", "2023-10"]),
    ("Rome backed the plan in March 2022; Oslo suspended a treaty with Rome that June.", ["2022-03", "2022-06"]),
    ("Rome backed the plan in 2022. Oslo left in June of the same year.", ["2022", "2022-06"]),
    ("In 2022 Rome left. Nobody knew. Oslo left in May of that year.", ["2022", "2022-05"]),
    ("Rome left. Oslo left in May of that year.", [None]),
]


@pytest.mark.parametrize(("text", "values"), POINTING, ids=[text for text, _ in POINTING])
def test_a_month_that_points_back_is_of_the_year_told_last(text: str, values: list[str | None]) -> None:
    assert [time.value if time.begin else None for time in find_times(text, reference=PUBLISHED)] == values


OF_TODAY = [
    "Rome left in 2017. In May Oslo left.",
    "The accord of 2017 holds. In May Oslo left.",
    "Rome broke the June 2017 accord. In May Oslo left.",
    "Rome, which had left in June 2017, came back. In May Oslo left.",
    "Rome has been away since June 2017. In May Oslo left.",
    "In June 2017 Rome left. Nobody knew. In May Oslo left.",
    "In June 2017 Rome left. Oslo, it was told, would never part from it but for what was done to it in May.",
    "In June 2017 Rome left. In May Oslo has left.",
    "In June 2017 Rome left. In May Oslo had left.",
    "In June 2017 Rome left.\nIn May Oslo left.",
    "In August 2024 Rome left. In May Oslo left.",
    "In May 2025 Rome left. In May Oslo left.",
    "They met in the summer of 2017. In May Oslo left.",
    "That spring Rome left. In May Oslo left.",
]


@pytest.mark.parametrize("text", OF_TODAY)
def test_any_other_month_is_the_last_before_publication(text: str) -> None:
    assert find_times(text, reference=PUBLISHED)[-1].value == "2025-05"


OF_THIS_YEAR = [
    "On April 2, 1982 Oslo took the isle. Bern sold it the boats on May 14.",
    "On April 2, 1982 Oslo took the isle. It has been at peace since May 14.",
    "In June 2017 Rome left. Nobody knew. On May 14 Oslo left.",
    "In June 2017 Rome left. On Wednesday, May 14, Oslo left.",
    "The accord of April 2, 1982 holds. On May 14 Oslo left.",
]


@pytest.mark.parametrize("text", OF_THIS_YEAR)
def test_any_other_day_is_the_nearest_to_publication(text: str) -> None:
    assert find_times(text, reference=PUBLISHED)[-1].value == "2025-05-14"


def test_a_month_to_come_is_of_no_year_that_is_over() -> None:
    text = "In June 2017 Rome left. In July Oslo will leave."
    assert [time.value for time in find_times(text, reference=PUBLISHED)] == ["2017-06", "2025-07"]


def test_without_a_day_of_publication_a_month_stays_open() -> None:
    text = "In June 2017 Rome left. In July Oslo left."
    assert [time.value for time in find_times(text, reference=None)] == ["2017-06", None]
