"""A glance parts no two reports that are of one happening, and the index looks at it as `may_be_one` does."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from test_merge import DAY, on, told

from dyadbook.book.accounts import account
from dyadbook.book.glance import Glance, glance_of, may_be_one
from dyadbook.book.index_events import Events
from dyadbook.book.index_schema import TABLES
from dyadbook.book.likeness import compare, is_one
from dyadbook.book.merge import Found, Told, glance

TEXT = "The ministers of Norland and Sudland met and agreed on Friday, it was said, after they had quarrelled for weeks"


def days(spread: int) -> Any:
    return some.integers(-spread, spread).map(lambda days: DAY + timedelta(days=days))


@some.composite
def reports(draw: Any) -> Told:
    """Return a report of nearly the same words, with days, act and modality drawn from few."""
    return told(
        draw(some.uuids()).hex,
        TEXT,
        draw(some.sampled_from(["met", "agreed", "quarrelled"])),
        act=draw(some.sampled_from(["CONSULT", "COOPERATE", "AGREE"])),
        modality=draw(some.sampled_from(["actual", "future"])),
        date=on(draw(some.none() | days(12)), draw(some.sampled_from(["day", "month", "year"]))),
        historical=draw(some.sampled_from([None, False, True])),
        published=draw(some.none() | days(40)),
    )


@settings(deadline=None)
@given(reports(), reports())
def test_no_two_of_one_happening_are_parted(one: Told, other: Told) -> None:
    accounts = [account(each.event, each.article.published, synthetic=False) for each in (one, other)]
    if is_one(compare(*accounts)):
        assert may_be_one(*map(glance_of, accounts))


@settings(deadline=None)
@given(reports(), reports())
def test_it_does_not_matter_which_is_seen_first(one: Told, other: Told) -> None:
    assert may_be_one(glance(one), glance(other)) == may_be_one(glance(other), glance(one))


@settings(deadline=None)
@given(some.lists(reports(), min_size=1, max_size=6, unique_by=lambda each: each.event.id), reports())
def test_the_index_looks_as_may_be_one_does(kept: list[Told], asked: Told) -> None:
    seen = glance(asked)
    with sqlite3.connect(":memory:") as db:
        db.execute(TABLES[TABLES.index("CREATE TABLE keys") :].split(";")[0])
        events = Events(db, None, None)  # type: ignore[arg-type]
        for number, each in enumerate(kept):
            events.key(number, Found(("talks",), glance(each)))
        found = events.sharing(["other", "talks"], seen)
    assert found == {number for number, each in enumerate(kept) if may_be_one(glance(each), seen)}


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({"low": 21, "high": 22}, False),
        ({"low": 12, "high": 22}, True),
        ({"modality": 1}, False),
        ({"told": 0b100}, False),
        ({"days": 1, "low": 0, "high": 9}, False),
    ],
)
def test_a_glance_tells_by_act_and_words_and_days(changed: dict[str, int], may: bool) -> None:
    one = Glance(told=0b11, modality=0, days=0, low=10, high=12, out=30)
    assert may_be_one(one, one._replace(**changed)) is may
