"""Merging what very many outlets tell alike: what is told again is not compared again, and nothing else changes."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from test_merge import DAY, MET, SHELLED, Shelf, at_once, groups, on, taken, told

from dyadbook.book import likeness
from dyadbook.book.merge import Told, merge

TAILS = ("", " again", ", it is said", " at noon", " for hours")


def wire(count: int, **given: Any) -> list[Told]:
    """Return one story under many mastheads, a few words of it changed, on several days."""
    return [
        told(f"w{n:04}", MET + TAILS[n % 5], published=DAY + timedelta(days=n % 3), date=on(DAY), **given)
        for n in range(count)
    ]


def mixed() -> list[Told]:
    """Return a wire story, other accounts of the same day, and another meeting of the same parties."""
    envoys = MET.replace("The foreign ministers", "Envoys").replace("spoke of", "argued over")
    others = [told(f"e{n}", envoys, published=DAY + timedelta(days=n % 2), date=on(DAY)) for n in range(6)]
    later = on(DAY + timedelta(days=9))
    shelled = SHELLED.replace("shelled", "met")
    again = [told(f"l{n}", shelled, date=later, published=DAY + timedelta(days=10)) for n in range(6)]
    return [*wire(30), *others, *again]


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count how often two reports are weighed against each other."""
    counted = [0]
    weigh = likeness.weigh

    def count(*args: Any) -> Any:
        counted[0] += 1
        return weigh(*args)

    monkeypatch.setattr(likeness, "weigh", count)
    return counted


def test_a_story_told_a_thousand_times_is_one_event_and_each_report_says_why() -> None:
    (event,) = merge(wire(1000))
    assert len(event.members) == len(event.why) + 1 == 1000
    assert all("because both tell of CONSULT by NOR and SDN on 14 May 2024" in why.because for why in event.why)


def test_to_tell_it_more_often_costs_no_more_comparisons_than_reports(weighed: list[int]) -> None:
    merge(wire(100))
    few = weighed[0]
    merge(wire(400))
    assert weighed[0] - few <= 4 * few


def test_each_day_and_wording_counts_for_what_it_is_when_the_order_changes() -> None:
    expected = merge(mixed())
    assert 1 < len(expected) < 42
    for seed in range(10):
        assert merge(random.Random(seed).sample(mixed(), 42)) == expected


@pytest.mark.parametrize("seed", range(5))
def test_what_comes_in_by_and_by_is_merged_as_all_at_once(seed: int) -> None:
    shelf = Shelf()
    chance = random.Random(seed)
    left = chance.sample(mixed(), 42)
    while left:
        shelf.put([left.pop() for _ in range(min(len(left), chance.randint(1, 9)))])
    assert shelf.merged() == at_once(mixed())


def test_what_a_person_splits_off_is_apart_though_it_is_told_alike() -> None:
    reports = wire(10)
    rest = " ".join(one.event.id for one in reports if one.event.id != "w0003")
    found = groups(*reports, decisions=(taken("split", "w0003", rest),))
    assert found == {frozenset({"w0003"}), frozenset(rest.split())}


def test_reports_alike_in_words_are_apart_where_anything_else_is_not() -> None:
    assert groups(*wire(5), told("x", date=on(DAY), modality="negated")) == {
        frozenset(f"w000{n}" for n in range(5)),
        frozenset({"x"}),
    }
