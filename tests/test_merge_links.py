"""Links between merged events: plan and outcome, act and response, step and process, each with its words."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from test_merge import DAY, MET, SHELLED, actor, on, told

from dyadbook.book.happenings import Happening, Link
from dyadbook.book.links import fates, links
from dyadbook.book.merge import Told, merge
from dyadbook.records import Place

WILL = MET.replace("met", "will meet")
WILL_SHELL = SHELLED.replace("shelled", "will shell")


def found(*reports: Told) -> tuple[list[Happening], list[Link]]:
    by_id = {report.event.id: report for report in reports}
    happenings = [Happening(event, [by_id[name] for name in event.members]) for event in merge(reports)]
    return happenings, links(happenings)


def told_links(*reports: Told) -> list[tuple[str, str, str]]:
    """Return the links as (kind, report of the later event, report of the earlier one)."""
    happenings, made = found(*reports)
    first = {one.id: one.tolds[0].event.id for one in happenings}
    return [(link.kind, first[link.from_], first[link.to]) for link in made]


def plan(**given: Any) -> Told:
    return told("plan", WILL, "will meet", modality="future", published=DAY - timedelta(days=8), **given)


@pytest.mark.parametrize(
    ("when", "outcome", "expected"),
    [
        (on(DAY), {"date": on(DAY)}, "fulfils"),
        (on(None), {}, "may_fulfil"),
        (on(None), {"place": "Lakeside"}, "fulfils"),
        (on(date(2024, 5, 1), "month"), {"date": on(DAY)}, "may_fulfil"),
        (on(date(2024, 5, 1), "month"), {"date": on(DAY), "place": "Lakeside"}, "fulfils"),
        (on(DAY), {"date": on(DAY + timedelta(days=3)), "published": DAY + timedelta(days=3)}, "may_fulfil"),
        (on(DAY), {"date": on(DAY + timedelta(days=20)), "published": DAY + timedelta(days=21)}, None),
        (on(DAY), {"modality": "negated"}, "breaks"),
        (on(DAY), {"text": WILL + ", but the talks were called off", "trigger": "talks", "modality": "future",
                   "published": DAY + timedelta(days=40), "date": on(DAY)}, None),
        (on(DAY), {"text": "Talks of Norland and Sudland in Lakeside on the border post were postponed",
                   "trigger": "Talks", "modality": "hypothetical"}, "postpones"),
        (on(DAY), {"target": ("EST",), "date": on(DAY)}, None),
    ],
)  # fmt: skip
def test_a_plan_has_an_outcome_where_more_than_the_parties_says_so(
    when: Any, outcome: dict[str, Any], expected: str | None
) -> None:
    place = {"place": outcome["place"]} if "place" in outcome else {}
    made = told_links(plan(date=when, **place), told("later", **outcome))
    assert made == ([(expected, "later", "plan")] if expected else [])


@pytest.mark.parametrize(
    ("when", "outcome", "expected"),
    [
        (on(DAY), {"date": on(DAY)}, "fulfils_in_part"),
        (on(DAY), {"date": on(DAY), "target": ("SDN", "EST")}, "fulfils"),
        (on(DAY), {"date": on(DAY), "target": ("SDN", "KEN")}, None),
        (on(DAY), {"modality": "negated"}, None),
        (on(date(2024, 5, 1), "month"), {"date": on(DAY)}, None),
        (on(date(2024, 5, 1), "month"), {"date": on(DAY), "place": "Lakeside"}, "may_fulfil"),
    ],
)
def test_what_some_parties_of_a_plan_are_told_to_have_done_on_its_day_keeps_it_in_part(
    when: Any, outcome: dict[str, Any], expected: str | None
) -> None:
    three = plan(date=when, target=("SDN", "EST"), place="Lakeside")
    _, made = found(three, told("later", **outcome))
    assert [link.kind for link in made] == ([expected] if expected else [])
    if expected in ("fulfils_in_part", "may_fulfil"):
        assert made[0].because.endswith("; of its parties NOR and SDN are named there, EST not")


AGREED = MET.replace("met", "agreed to {}")


@pytest.mark.parametrize(
    ("agreed", "later", "expected"),
    [
        ("meet", {"date": on(DAY)}, "fulfils"),
        ("hold talks", {"date": on(DAY)}, "fulfils"),
        ("share water", {"date": on(DAY)}, None),
        ("meet", {"act": "REJECT", "text": "Norland called off a meeting of the ministers with Sudland in Lakeside",
                  "trigger": "called off", "published": DAY - timedelta(days=3)}, "breaks"),
    ],
)  # fmt: skip
def test_what_two_agreed_to_hold_is_held_or_called_off_as_talks(
    agreed: str, later: dict[str, Any], expected: str | None
) -> None:
    words = f"agreed to {agreed}"
    week_before = DAY - timedelta(days=8)
    promise = told(
        "plan", AGREED.format(agreed), words, act="AGREE", modality="future", published=week_before, date=on(DAY)
    )
    assert told_links(promise, told("later", **later)) == ([(expected, "later", "plan")] if expected else [])


OFF = "Norland on Monday called off a meeting with the foreign ministers of Sudland in Lakeside"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"text": OFF, "trigger": "called off"}, "breaks"),
        ({"text": OFF.replace("called off", "postponed"), "trigger": "postponed"}, "postpones"),
        ({"text": OFF.replace("called off", "refused"), "trigger": "refused"}, None),
        ({"text": OFF, "trigger": "called off", "modality": "future"}, None),
        ({"text": OFF, "trigger": "called off", "target": ("EST",)}, None),
        ({"text": OFF, "trigger": "called off", "published": DAY - timedelta(days=8)}, None),
        ({"text": OFF, "trigger": "called off", "published": DAY + timedelta(days=4)}, None),
        ({"text": "Norland called off a hunt for a stray ship of Sudland", "trigger": "called off"}, None),
    ],
)
def test_a_meeting_that_was_called_off_is_broken(later: dict[str, Any], expected: str | None) -> None:
    given = {"act": "REJECT", "published": DAY - timedelta(days=3), **later}
    made = told_links(plan(date=on(DAY)), told("later", **given))
    assert made == ([(expected, "later", "plan")] if expected else [])


@pytest.mark.parametrize(
    ("modes", "later", "expected"),
    [
        (("violence",), {}, "fulfils"),
        (("violence",), {"date": on(DAY + timedelta(days=3)), "published": DAY + timedelta(days=3)}, "may_fulfil"),
        (("relations",), {}, None),
        ((), {}, "may_fulfil"),  # on that day many deeds may have been done
    ],
)
def test_a_threat_for_a_day_is_carried_out_by_a_deed_that_its_mode_names(
    modes: tuple[str, ...], later: dict[str, Any], expected: str | None
) -> None:
    given: dict[str, Any] = {"act": "THREATEN", "modality": "future", "date": on(DAY)}
    bare = told("threat", WILL_SHELL, "will shell", published=DAY - timedelta(days=8), **given)
    threat = Told(event=msgspec.structs.replace(bare.event, modes=modes), article=bare.article)
    done = told("deed", SHELLED, "shelled", act="ASSAULT", **{"date": on(DAY), **later})
    assert told_links(threat, done) == ([(expected, "deed", "threat")] if expected else [])


@pytest.mark.parametrize(
    ("reports", "on_day", "fate"),
    [
        ([told("later", date=on(DAY))], DAY, "held"),
        ([told("later", modality="negated")], DAY, "broken"),
        ([told("later", date=on(DAY + timedelta(days=3)), published=DAY + timedelta(days=3))], DAY, "open"),
        ([], DAY - timedelta(days=5), "open"),
        ([], DAY + timedelta(days=60), "not seen again"),
    ],
)
def test_what_became_of_a_plan(reports: list[Told], on_day: date, fate: str) -> None:
    happenings, made = found(plan(date=on(DAY)), *reports)
    ids = {one.tolds[0].event.id: one.id for one in happenings}
    assert fates(happenings, made, on=on_day)[ids["plan"]] == fate


TALKED, GO = "Ministers held talks on a railway loan", "A delegation will travel to the coast"
BERG = {"source": (actor("NOR", name="Ada Berg"),)}
MAY = on(date(2024, 5, 1), "month")


@pytest.mark.parametrize(
    ("planned", "outcome", "expected"),
    [
        ({"date": on(DAY)}, {"date": on(DAY)}, None),
        ({"date": on(DAY), **BERG}, {"date": on(DAY), **BERG}, "fulfils"),
        ({"date": on(DAY)}, {"date": on(DAY + timedelta(days=3))}, None),
        ({"date": MAY}, {"date": on(DAY)}, None),
        ({"date": MAY, **BERG}, {"date": on(DAY), "place": ("Kush", "SDN"), **BERG}, "fulfils"),
        ({"date": MAY}, {"date": on(DAY), "place": ("Kush", "SDN")}, None),
        ({"date": MAY, **BERG}, {"date": on(DAY), "place": ("Fjell", "NOR"), **BERG}, None),
        ({"date": on(DAY), "act": "AID"}, {"date": on(DAY), "act": "AID"}, None),
    ],
)  # fmt: skip
def test_a_visit_that_was_told_in_other_words_is_held(
    planned: dict[str, Any], outcome: dict[str, Any], expected: str | None
) -> None:
    before = DAY - timedelta(days=8)
    name, land = outcome.pop("place", (None, None))
    held = told("held", TALKED, "held talks", published=DAY + timedelta(days=3), **outcome)
    if name:
        held = msgspec.structs.replace(
            held, event=msgspec.structs.replace(held.event, place=Place(name=name, country=land))
        )
    links = told_links(told("plan", GO, "travel to", modality="future", published=before, **planned), held)
    assert [kind for kind, *_ in links] == ([expected] if expected else [])


def answer(text: str) -> Told:
    return told(
        "answer", text, "fired", act="ASSAULT", source=("SDN",), target=("NOR",), published=DAY + timedelta(days=2)
    )


def test_an_act_back_whose_words_say_so_is_a_response() -> None:
    act = told("act", SHELLED, "shelled", act="ASSAULT")
    retaliation = answer("In retaliation Sudland fired rockets at a depot of Norland")
    assert told_links(act, retaliation) == [("responds_to", "answer", "act")]
    assert told_links(act, answer("Sudland fired rockets at a depot of Norland")) == []


def test_a_further_round_is_a_step_of_the_talks_before() -> None:
    first = told("first", "Norland and Sudland held a first round of talks on the border post", "talks")
    text = "Norland and Sudland opened a second round of talks over prisoners and ferries"
    second = told("second", text, "talks", published=DAY + timedelta(days=35), date=on(DAY + timedelta(days=34)))
    assert told_links(first, second) == [("part_of", "second", "first")]


def test_each_link_shows_its_words_and_no_order_changes_them() -> None:
    reports = [plan(date=on(DAY)), told("later", date=on(DAY))]
    happenings, made = found(*reports)
    (link,) = made
    assert [one.text for one in link.reports] == ["met", "will meet"]
    assert links(random.Random(1).sample(happenings, len(happenings))) == made
