"""Time expressions of the news, each with the answer that a reader would give."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.steps.timex.expressions import find_times

TUESDAY = date(2018, 6, 12)
FRIDAY = date(2025, 2, 7)
MONDAY = date(2021, 11, 15)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# sentence, reference, words, type, value, begin, until, precision, mod
NEWS = [
    (
        "The leaders met on Friday in Geneva.",
        TUESDAY,
        "Friday",
        "DATE",
        "2018-06-08",
        "2018-06-08",
        "2018-06-09",
        "day",
        None,
    ),
    (
        "The ministers spoke by telephone on Friday.",
        FRIDAY,
        "Friday",
        "DATE",
        "2025-02-07",
        "2025-02-07",
        "2025-02-08",
        "day",
        None,
    ),
    (
        "The two leaders will meet on Friday in Paris.",
        TUESDAY,
        "Friday",
        "DATE",
        "2018-06-15",
        "2018-06-15",
        "2018-06-16",
        "day",
        None,
    ),
    (
        "He will not attend, a spokesman said on Monday.",
        TUESDAY,
        "Monday",
        "DATE",
        "2018-06-11",
        "2018-06-11",
        "2018-06-12",
        "day",
        None,
    ),
    (
        "On Thursday, the envoys are due to sign the accord.",
        TUESDAY,
        "Thursday",
        "DATE",
        "2018-06-14",
        "2018-06-14",
        "2018-06-15",
        "day",
        None,
    ),
    (
        "On Thursday, the envoys signed the accord.",
        TUESDAY,
        "Thursday",
        "DATE",
        "2018-06-07",
        "2018-06-07",
        "2018-06-08",
        "day",
        None,
    ),
    (
        "The delegation arrives next Wednesday.",
        TUESDAY,
        "next Wednesday",
        "DATE",
        "2018-06-13",
        "2018-06-13",
        "2018-06-14",
        "day",
        None,
    ),
    (
        "Envoys left last Tuesday.",
        TUESDAY,
        "last Tuesday",
        "DATE",
        "2018-06-05",
        "2018-06-05",
        "2018-06-06",
        "day",
        None,
    ),
    (
        "The missile was fired on Monday night.",
        TUESDAY,
        "Monday night",
        "TIME",
        "2018-06-11TNI",
        "2018-06-11",
        "2018-06-12",
        "day",
        None,
    ),
    (
        "Shelling resumed early Sunday morning.",
        TUESDAY,
        "early Sunday morning",
        "TIME",
        "2018-06-10TMO",
        "2018-06-10",
        "2018-06-11",
        "day",
        "START",
    ),
    (
        "The envoy spoke this morning.",
        TUESDAY,
        "this morning",
        "TIME",
        "2018-06-12TMO",
        "2018-06-12",
        "2018-06-13",
        "day",
        None,
    ),
    (
        "Jets struck the port last night.",
        TUESDAY,
        "last night",
        "TIME",
        "2018-06-11TNI",
        "2018-06-11",
        "2018-06-12",
        "day",
        None,
    ),
    (
        "Drones struck the depot overnight.",
        TUESDAY,
        "overnight",
        "TIME",
        "2018-06-12TNI",
        "2018-06-11",
        "2018-06-13",
        "day",
        None,
    ),
    (
        "The king arrived yesterday.",
        TUESDAY,
        "yesterday",
        "DATE",
        "2018-06-11",
        "2018-06-11",
        "2018-06-12",
        "day",
        None,
    ),
    ("The court rules tomorrow.", TUESDAY, "tomorrow", "DATE", "2018-06-13", "2018-06-13", "2018-06-14", "day", None),
    ("Talks broke down last week.", TUESDAY, "last week", "DATE", "2018-W23", "2018-06-04", "2018-06-11", "week", None),
    ("He flies to Rome next week.", TUESDAY, "next week", "DATE", "2018-W25", "2018-06-18", "2018-06-25", "week", None),
    (
        "He said this weekend that he would go.",
        TUESDAY,
        "this weekend",
        "DATE",
        "2018-W23-WE",
        "2018-06-09",
        "2018-06-11",
        "week",
        None,
    ),
    (
        "He will rest this weekend.",
        TUESDAY,
        "this weekend",
        "DATE",
        "2018-W24-WE",
        "2018-06-16",
        "2018-06-18",
        "week",
        None,
    ),
    (
        "Clashes were reported over the weekend.",
        TUESDAY,
        "the weekend",
        "DATE",
        "2018-W23-WE",
        "2018-06-09",
        "2018-06-11",
        "week",
        None,
    ),
    (
        "The pact was agreed last month.",
        TUESDAY,
        "last month",
        "DATE",
        "2018-05",
        "2018-05-01",
        "2018-06-01",
        "month",
        None,
    ),
    (
        "Both sides pulled back earlier this month.",
        TUESDAY,
        "earlier this month",
        "DATE",
        "2018-06",
        "2018-06-01",
        "2018-07-01",
        "month",
        "START",
    ),
    (
        "The treaty lapsed late last year.",
        TUESDAY,
        "late last year",
        "DATE",
        "2017",
        "2017-01-01",
        "2018-01-01",
        "year",
        "END",
    ),
    (
        "A vote is expected later this year.",
        TUESDAY,
        "later this year",
        "DATE",
        "2018",
        "2018-01-01",
        "2019-01-01",
        "year",
        "END",
    ),
    (
        "The ambassador was recalled in June.",
        MONDAY,
        "June",
        "DATE",
        "2021-06",
        "2021-06-01",
        "2021-07-01",
        "month",
        None,
    ),
    (
        "The ambassador was recalled in December.",
        MONDAY,
        "December",
        "DATE",
        "2020-12",
        "2020-12-01",
        "2021-01-01",
        "month",
        None,
    ),
    (
        "The alliance will hold drills in December.",
        MONDAY,
        "December",
        "DATE",
        "2021-12",
        "2021-12-01",
        "2022-01-01",
        "month",
        None,
    ),
    (
        "They signed a declaration in June 2018.",
        FRIDAY,
        "June 2018",
        "DATE",
        "2018-06",
        "2018-06-01",
        "2018-07-01",
        "month",
        None,
    ),
    (
        "Inspectors were expelled in August of last year.",
        FRIDAY,
        "August of last year",
        "DATE",
        "2024-08",
        "2024-08-01",
        "2024-09-01",
        "month",
        None,
    ),
    (
        "They met on Feb. 7, 2025, in Washington.",
        None,
        "Feb. 7, 2025",
        "DATE",
        "2025-02-07",
        "2025-02-07",
        "2025-02-08",
        "day",
        None,
    ),
    (
        "They met on 7 February 2025 in Washington.",
        None,
        "7 February 2025",
        "DATE",
        "2025-02-07",
        "2025-02-07",
        "2025-02-08",
        "day",
        None,
    ),
    ("Published: 2025-02-07", None, "2025-02-07", "DATE", "2025-02-07", "2025-02-07", "2025-02-08", "day", None),
    (
        "They spoke on Wednesday, Feb. 5, aides said.",
        FRIDAY,
        "Wednesday, Feb. 5",
        "DATE",
        "2025-02-05",
        "2025-02-05",
        "2025-02-06",
        "day",
        None,
    ),
    ("The border closed on Dec. 29.", FRIDAY, "Dec. 29", "DATE", "2024-12-29", "2024-12-29", "2024-12-30", "day", None),
    (
        "Growth slowed in the early 2000s.",
        None,
        "the early 2000s",
        "DATE",
        "200",
        "2000-01-01",
        "2010-01-01",
        "decade",
        "START",
    ),
    (
        "Agents abducted citizens in the 1970s.",
        None,
        "the 1970s",
        "DATE",
        "197",
        "1970-01-01",
        "1980-01-01",
        "decade",
        None,
    ),
    (
        "Kenya may send more police in June.",
        FRIDAY,
        "June",
        "DATE",
        "2025-06",
        "2025-06-01",
        "2025-07-01",
        "month",
        None,
    ),
    (
        "Peru is considering inviting Chile to a summit in January.",
        FRIDAY,
        "January",
        "DATE",
        "2026-01",
        "2026-01-01",
        "2026-02-01",
        "month",
        None,
    ),
    (
        "The jets could be sent in December, aides said.",
        FRIDAY,
        "December",
        "DATE",
        "2025-12",
        "2025-12-01",
        "2026-01-01",
        "month",
        None,
    ),
    (
        "The jets could not be sent in December.",
        FRIDAY,
        "December",
        "DATE",
        "2024-12",
        "2024-12-01",
        "2025-01-01",
        "month",
        None,
    ),
    ("Talks stalled in mid-2019.", None, "mid-2019", "DATE", "2019", "2019-01-01", "2020-01-01", "year", "MID"),
    (
        "Exports fell in the third quarter of 2021.",
        None,
        "the third quarter of 2021",
        "DATE",
        "2021-Q3",
        "2021-07-01",
        "2021-10-01",
        "quarter",
        None,
    ),
    (
        "Exports fell in the first half of 2021.",
        None,
        "the first half of 2021",
        "DATE",
        "2021-H1",
        "2021-01-01",
        "2021-07-01",
        "year",
        None,
    ),
    (
        "The drills were halted last summer.",
        TUESDAY,
        "last summer",
        "DATE",
        "2017-SU",
        "2017-06-01",
        "2017-09-01",
        "season",
        None,
    ),
    (
        "The wall came down in the fall of 1989.",
        None,
        "the fall of 1989",
        "DATE",
        "1989-FA",
        "1989-09-01",
        "1989-12-01",
        "season",
        None,
    ),
    (
        "The island was hit in the winter of 1962.",
        None,
        "the winter of 1962",
        "DATE",
        "1962-WI",
        None,
        None,
        "season",
        None,
    ),
    ("Fighters gathered on the eve of the summit.", TUESDAY, "the eve", "DATE", None, None, None, "unknown", None),
    (
        "It came nearly two decades ago.",
        FRIDAY,
        "nearly two decades ago",
        "DATE",
        "200",
        "2000-01-01",
        "2010-01-01",
        "decade",
        "APPROX",
    ),
    (
        "The embassy closed three days ago.",
        TUESDAY,
        "three days ago",
        "DATE",
        "2018-06-09",
        "2018-06-09",
        "2018-06-10",
        "day",
        None,
    ),
    (
        "The embassy closed two years ago.",
        TUESDAY,
        "two years ago",
        "DATE",
        "2016",
        "2016-01-01",
        "2017-01-01",
        "year",
        None,
    ),
    ("The two have had no ties since 2018.", FRIDAY, "2018", "DATE", "2018", "2018-01-01", "2019-01-01", "year", None),
    ("The sanctions ran until 2022.", FRIDAY, "2022", "DATE", "2022", "2022-01-01", "2023-01-01", "year", None),
    (
        "The convoy reached the town on the 7th.",
        TUESDAY,
        "the 7th",
        "DATE",
        "2018-06-07",
        "2018-06-07",
        "2018-06-08",
        "day",
        None,
    ),
    (
        "The pipeline is to be finished by 2087.",
        TUESDAY,
        "2087",
        "DATE",
        "2087",
        "2087-01-01",
        "2088-01-01",
        "year",
        None,
    ),
    ("The wall was built by 490 BC.", None, "490 BC", "DATE", "BC0490", None, None, "year", None),
    ("The city fell in AD 70.", None, "AD 70", "DATE", "0070", "0070-01-01", "0071-01-01", "year", None),
    ("The truce held for three days.", TUESDAY, "three days", "DURATION", "P3D", None, None, "unknown", None),
    ("It was a two-week visit.", TUESDAY, "two-week", "DURATION", "P2W", None, None, "unknown", None),
    (
        "They talked for more than two hours.",
        TUESDAY,
        "more than two hours",
        "DURATION",
        "PT2H",
        None,
        None,
        "unknown",
        "MORE_THAN",
    ),
    (
        "Violence has risen over the past two weeks.",
        TUESDAY,
        "the past two weeks",
        "DURATION",
        "P2W",
        "2018-05-29",
        "2018-06-13",
        "week",
        None,
    ),
    ("Patrols cross the line every day.", TUESDAY, "every day", "SET", "XXXX-XX-XX", None, None, "unknown", None),
    ("It sells two million barrels a day.", TUESDAY, "a day", "SET", "P1D", None, None, "unknown", None),
    ("Ties have cooled in recent months.", TUESDAY, "recent months", "DATE", "PAST_REF", None, None, "unknown", None),
    ("Two days earlier, the envoy had left.", TUESDAY, "Two days earlier", "DATE", None, None, None, "unknown", None),
    ("They met on Friday.", None, "Friday", "DATE", None, None, None, "unknown", None),
    (
        "The attack came at 9 p.m. on June 10.",
        TUESDAY,
        "9 p.m. on June 10",
        "TIME",
        "2018-06-10T21:00",
        "2018-06-10",
        "2018-06-11",
        "day",
        None,
    ),
]


@pytest.mark.parametrize(
    ("sentence", "reference", "words", "type_", "value", "begin", "until", "precision", "mod"),
    NEWS,
    ids=[f"{row[2]} | {row[0][:30]}" for row in NEWS],
)
def test_news_expression_has_the_value_a_reader_gives_it(
    sentence: str,
    reference: date | None,
    words: str,
    type_: str,
    value: str | None,
    begin: str | None,
    until: str | None,
    precision: str,
    mod: str | None,
) -> None:
    times = find_times(sentence, reference=reference)
    assert [(t.text, t.type, t.value, t.begin, t.until, t.precision, t.mod) for t in times] == [
        (words, type_, value, _date(begin), _date(until), precision, mod)
    ]


NOT_TIMES = [
    "About 2019 soldiers crossed.",
    "It cost $2019.",
    "Some 2,019 troops left.",
    "The fund holds 1,950 notes.",
    "Prime Minister May spoke.",
    "They may march, and a second summit is likely.",
    "The March on the capital began.",
    "He cited Resolution 1973.",
    "The Sunday Times reported it.",
    "A 57-year-old man was held.",
    "She sat in the fall of the regime.",
    "The People's Daily wrote of it.",
    "They fired 1500 rounds.",
    "She spoke at the March on Washington.",
    "Fighting spread to Mon State.",
    "It was the third raid in as many weeks.",
    "The summer camp was closed.",
    "The West-2021 drills ended.",
    "Peru sent a ship to exercise Malabar 2022.",
    "Two Saturdays ago they marched.",
]


@pytest.mark.parametrize("sentence", NOT_TIMES)
def test_words_that_are_no_time_are_left_alone(sentence: str) -> None:
    assert [t.text for t in find_times(sentence, reference=TUESDAY)] == []


RANGES = [
    ("the 1970s and 1980s", [("the 1970s", "197"), ("1980s", "198")]),
    ("held on June 12-13, 2018", [("June 12", "2018-06-12"), ("13, 2018", "2018-06-13")]),
    ("from May to July 2019", [("May", "2019-05"), ("July 2019", "2019-07")]),
    ("from November to January 2019", [("November", "2018-11"), ("January 2019", "2019-01")]),
    ("the 1939-45 war", [("1939", "1939"), ("45", "1945")]),
    ("31 May to 1 June 2018", [("31 May", "2018-05-31"), ("1 June 2018", "2018-06-01")]),
    ("between March and July", [("March", "2024-03"), ("July", "2024-07")]),
    ("from October to January", [("October", "2024-10"), ("January", "2025-01")]),
    ("the spring and early summer of 2003", [("the spring", "2003-SP"), ("early summer of 2003", "2003-SU")]),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_range_has_a_time_for_each_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(t.text, t.value) for t in find_times(text, reference=FRIDAY)] == expected


# sentence, words, value: read on Friday, 7 February 2025
READ = [
    ("He visited last summer with aides.", "last summer", "2024-SU"),
    ("The army began its spring offensive.", "spring", "2024-SP"),
    ("Exports rose in the third quarter.", "the third quarter", "2024-Q3"),
    ("Talks will resume in the first quarter.", "the first quarter", "2025-Q1"),
    ("Arrests doubled in the latter half of 2021.", "the latter half of 2021", "2021-H2"),
    ("Jets struck on Sunday at dawn.", "Sunday at dawn", "2025-02-02TMO"),
    ("The convoy set out at dawn on Saturday.", "dawn on Saturday", "2025-02-01TMO"),
    ("They met on Saturday at 10 a.m. in Oslo.", "Saturday at 10 a.m.", "2025-02-01T10:00"),
    ("The truce begins Monday.", "Monday", "2025-02-10"),
    ("They agreed to begin talks on Monday.", "Monday", "2025-02-03"),
    ("Mali promised to send trainers by September.", "September", "2025-09"),
    ("Mali will meet Chad, and talks with Niger have been off since June.", "June", "2024-06"),
    ("It will be the first meeting since late November.", "late November", "2024-11"),
    ("Mali vowed to leave before January.", "January", "2026-01"),
    ("Mali agreed to discuss the border in January.", "January", "2026-01"),
    ("Mali promised to send trainers, after talks in January.", "January", "2025-01"),
    ("Mali agreed to talks in January.", "January", "2025-01"),
    ("Mali ordered the envoys to leave by midnight on Sunday.", "midnight on Sunday", "2025-02-09T24:00"),
    ("They were told to go before Monday.", "Monday", "2025-02-10"),
    ("Mali gave Chad until Sunday to answer.", "Sunday", "2025-02-09"),
    ("The truce runs out on Monday.", "Monday", "2025-02-10"),
    ("Mali was postponing until Sunday the talks that had been called.", "Sunday", "2025-02-09"),
    ("Mali put off the talks until Sunday.", "Sunday", "2025-02-09"),
    ("The envoy is flying to Oslo for talks on Monday.", "Monday", "2025-02-10"),
    ("Mali might lift the ban on Monday.", "Monday", "2025-02-10"),
    ("He expected both sides to sign in Oslo on Monday.", "Monday", "2025-02-10"),
    ("After the announcement Monday that Mali would leave, prices fell.", "Monday", "2025-02-03"),
    ("The army had left by Sunday.", "Sunday", "2025-02-02"),
    ("The road was closed until Sunday.", "Sunday", "2025-02-02"),
    ("The Oct. 7 attack began the war.", "Oct. 7", "2023-10-07"),
    ("By late 2023 the rebels held the town.", "late 2023", "2023"),
    ("She was held for another seven months.", "another seven months", "P7M"),
    ("They agreed on a 60-day period of calm.", "a 60-day period", "P60D"),
    ("It lasted an hour and a half.", "an hour and a half", "PT1.5H"),
    ("He was last seen some weeks ago.", "some weeks ago", "PAST_REF"),
    ("There was no such pact in the past.", "the past", "PAST_REF"),
    ("The patrols move at night.", "night", "XXXX-XX-XXTNI"),
    ("Residents told of daily shelling.", "daily", "XXXX-XX-XX"),
    ("Throughout the 470s BC it grew.", "the 470s BC", "BC047"),
]


@pytest.mark.parametrize(("sentence", "words", "value"), READ, ids=[row[0] for row in READ])
def test_expression_has_its_value(sentence: str, words: str, value: str) -> None:
    assert [(t.text, t.value) for t in find_times(sentence, reference=FRIDAY)] == [(words, value)]


@pytest.mark.parametrize(
    ("words", "week"),
    [("last week", "2025-W06"), ("late last week", "2025-W06"), ("next week", "2025-W07"), ("this week", "2025-W06")],
)
def test_on_a_sunday_last_week_is_the_one_that_ends(words: str, week: str) -> None:
    assert [t.value for t in find_times(f"The port closed {words}.", reference=date(2025, 2, 9))] == [week]


def test_words_that_lean_on_the_story_need_an_anchor() -> None:
    times = find_times("Two days earlier he had left.", reference=FRIDAY, anchor=TUESDAY)
    assert [t.value for t in times] == ["2018-06-10"]


def test_narrative_leans_on_the_last_date_it_told() -> None:
    text = "They met on December 5, 1941. In January the line broke, and in March it was retaken."
    assert [t.value for t in find_times(text, reference=FRIDAY, narrative=True)] == ["1941-12-05", "1942-01", "1942-03"]


ASIDES = [
    "The offensive of March 5, 1942 took ground that had been lost in 1939.",
    "The offensive of March 5, 1942 broke the 1939 treaty.",
    "The offensive of March 5, 1942 ended; another was planned for 1943.",
    "The offensive of March 5, 1942 lasted until December.",
    "The offensive of March 5, 1942 is told in a book of 1990.",
    "The offensive of March 5, 1942 came to a halt by November.",
]


@pytest.mark.parametrize("sentence", ASIDES)
def test_a_date_told_by_the_way_does_not_move_the_story(sentence: str) -> None:
    times = find_times(f"{sentence} In April the line broke.", reference=FRIDAY, narrative=True)
    assert times[-1].value == "1942-04"


def test_tense_that_is_passed_settles_the_direction() -> None:
    times = find_times("A summit on Friday.", reference=TUESDAY, tense=lambda offset: "future")
    assert [t.value for t in times] == ["2018-06-15"]


def test_date_that_two_countries_read_two_ways_keeps_its_year_alone() -> None:
    times = find_times("07/02/2025", reference=None)
    assert [(t.value, t.precision) for t in times] == [("2025", "year")]


@pytest.mark.parametrize(
    ("sentence", "signal"), [("since 2018", "since"), ("until 2022", "until"), ("the 2018 vote", None)]
)
def test_signal_is_the_word_before(sentence: str, signal: str | None) -> None:
    assert [t.signal for t in find_times(sentence, reference=None)] == [signal]


def test_impossible_day_is_no_date() -> None:
    assert all(t.value != "2018-02-30" for t in find_times("on February 30, 2018", reference=None))


@pytest.mark.parametrize("text", ["", "June", "the", "9999", "0 BC", "June 31", "1000 BC - 900 BC", "31.12.2099"])
def test_odd_text_raises_nothing_and_spans_are_its_words(text: str) -> None:
    for narrative in (False, True):
        for t in find_times(text, reference=date(2024, 2, 29), narrative=narrative):
            assert text[t.start : t.end] == t.text
