"""Merging what comes in by and by: the events are those of all at once, and what is not touched costs nothing."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from test_merge import DAY, Shelf, at_once, on, told
from test_merge_copies import weighed  # noqa: F401  # a fixture

from dyadbook.book.decisions import Decision, decide
from dyadbook.book.merge import Told, glance, keys

COUNTRIES = ("NOR", "SDN", "EST", "FIN", "DNK")
WORDS = "harbour railway timber fishing border quota treaty envoy tariff grain coal bridge ferry loan".split()


def cluster(count: int, seed: int) -> list[Told]:
    """Return reports of meetings of changing parties in words that overlap: most are tied, few are one."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        text = f"They met and spoke of {' '.join(chance.sample(WORDS[:9], 5))}"
        parties = tuple(chance.sample(COUNTRIES, chance.choice((2, 3, 3))))
        day = DAY + timedelta(days=chance.randrange(6))
        when = on(chance.choice((None, None, day, DAY)))
        found.append(told(f"r{n:03}", text, source=parties[:1], target=parties[1:], date=when, published=day))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_events_are_those_of_all_at_once_whatever_comes_in_goes_or_is_decided(seed: int) -> None:
    chance, shelf, reports = random.Random(seed), Shelf(), cluster(70, seed)
    left, decisions = chance.sample(reports, len(reports)), list[Decision]()
    while left:
        shelf.put([left.pop() for _ in range(min(len(left), chance.randint(1, 4)))])
    assert shelf.merged() == at_once(reports)
    for gone in chance.sample(reports, 15):
        shelf.forget(gone.event.id)
        reports.remove(gone)
    assert shelf.merged() == at_once(reports)
    for n in range(6):
        one, other = (report.event.id for report in chance.sample(reports, 2))
        at = datetime(2025, 1, 1, n)
        if n % 3 == 1:
            decisions.append(decide("split", [one], others=[other], name="Ines", at=at))
        else:
            decisions.append(decide("wrong" if n % 3 else "merge", [one, other], name="Ines", at=at))
        named = {report for each in decisions for report in (*each.reports, *each.others)}
        shelf.put(shelf.tolds(sorted(named)), decisions)
    for report in cluster(90, seed)[70:]:
        shelf.put([report], decisions)
        reports.append(report)
    assert shelf.merged() == at_once(reports, tuple(decisions))


def chain(first: int, last: int) -> list[Told]:
    """Return reports of which each is tied to the next, but few are one event: no parties are in all."""
    return [
        told(f"c{n:03}", source=(f"P{n}",), target=(f"P{n + 1}", f"P{n + 2}"), published=DAY, date=on(DAY))
        for n in range(first, last)
    ]


def test_what_is_tied_to_a_long_chain_costs_no_more_than_to_a_short_one(
    weighed: list[int],  # noqa: F811
) -> None:
    spent = []
    for count in (20, 200):
        shelf = Shelf()
        shelf.put(chain(0, count))
        before = weighed[0]
        shelf.put(chain(count, count + 1))
        spent.append(weighed[0] - before)
        assert shelf.merged() == at_once(chain(0, count + 1))
    assert 0 < spent[0] == spent[1]


def test_of_reports_that_tell_the_same_one_is_found() -> None:
    shelf = Shelf()
    shelf.put([told("b", date=on(DAY)), told("c", date=on(DAY), published=DAY + timedelta(days=1))])
    assert shelf.keys.keys() == {"b"}
    shelf.put([told("a", date=on(DAY))])
    assert shelf.keys.keys() == {"a"}
    shelf.forget("a")
    assert shelf.keys.keys() == {"b"}
    assert shelf.near(keys(told("d")), glance(told("d", date=on(DAY)))) == [shelf.reports["b"]]
