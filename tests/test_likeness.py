"""How much of the words two reports must share: what makes it more or less, and that their order says nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from test_glance import reports
from test_merge import DAY, SHELLED, actor, on, told

from dyadbook.book.accounts import account
from dyadbook.book.likeness import Likeness, compare
from dyadbook.book.merge import Told

BERG, DAHL = (actor("NOR", name="Ada Berg"),), (actor("SDN", name="Nils Dahl"),)
PLANNED: dict[str, Any] = {"modality": "future"}
SHELLING: dict[str, Any] = {"text": SHELLED, "trigger": "shelled", "act": "ASSAULT"}


def sure(one: Told, other: Told) -> float:
    """Return how surely two reports are one."""
    likeness = compare(*(account(each.event, each.article.published, synthetic=False) for each in (one, other)))
    assert isinstance(likeness, Likeness)
    return likeness.sure


def pair(first: dict[str, Any], second: dict[str, Any]) -> tuple[Told, Told]:
    return told("a", **first), told("b", **second)


def led(one: Told) -> Told:
    """Return a report as its article's own news."""
    return msgspec.structs.replace(one, event=msgspec.structs.replace(one.event, lead=True))


@pytest.mark.parametrize(
    ("first", "second", "other_first", "other_second"),
    [
        pytest.param({**PLANNED, "source": BERG}, {**PLANNED, "source": BERG}, PLANNED, PLANNED, id="planned talks"),
        pytest.param(
            {**SHELLING, "source": BERG}, {**SHELLING, "source": BERG}, SHELLING, SHELLING, id="persons of a deed"
        ),
        pytest.param(
            {**SHELLING, "source": BERG, "target": DAHL}, {**SHELLING, "source": BERG, "target": DAHL},
            {**SHELLING, "source": BERG}, {**SHELLING, "source": BERG}, id="persons harmed",
        ),
        pytest.param(
            {**SHELLING, "source": BERG}, SHELLING,
            {**SHELLING, "source": BERG}, {**SHELLING, "source": (actor("NOR", name="Nils Dahl"),)}, id="other persons",
        ),
        pytest.param({"historical": True}, {"historical": True}, {"historical": True}, {}, id="history and news"),
        pytest.param(SHELLING, SHELLING, {**SHELLING, "act": "MOBILIZE"}, {**SHELLING, "act": "MOBILIZE"}, id="tests"),
        pytest.param({"date": on(DAY)}, {"date": on(DAY)}, {}, {}, id="talks without a day"),
    ],
)  # fmt: skip
def test_fewer_words_are_enough_where_more_else_is_shared(
    first: dict[str, Any], second: dict[str, Any], other_first: dict[str, Any], other_second: dict[str, Any]
) -> None:
    assert sure(*pair(first, second)) > sure(*pair(other_first, other_second))


def test_the_same_persons_say_little_of_talks_that_were_held() -> None:
    held, named = pair({"date": on(DAY)}, {}), pair({"date": on(DAY), "source": BERG}, {"source": BERG})
    assert sure(*named) == sure(*held)


def test_the_same_persons_say_nothing_of_an_act_of_the_past_and_one_of_the_news() -> None:
    past: dict[str, Any] = {**SHELLING, "historical": True}
    strangers = pair(past, SHELLING)
    named = pair({**past, "source": BERG, "target": DAHL}, {**SHELLING, "source": BERG, "target": DAHL})
    assert sure(*named) == sure(*strangers)


def test_the_news_of_an_article_is_more_easily_that_of_another() -> None:
    one, other = pair({}, {"published": date(2024, 5, 18)})
    assert sure(led(one), other) > sure(one, other)


def test_the_same_leaders_meet_once_in_the_news_of_a_day() -> None:
    one, other = pair({"source": BERG, "target": DAHL}, {"source": BERG, "target": DAHL})
    strangers = pair({"source": BERG}, {"source": BERG})
    assert sure(one, other) == sure(*strangers)
    assert sure(led(one), led(other)) > sure(*map(led, strangers))


def test_many_passages_find_like_words_by_chance() -> None:
    one, other = pair({}, {})
    event = msgspec.structs.replace(other.event, reports=(*other.event.reports, *other.event.reports))
    assert sure(one, msgspec.structs.replace(other, event=event)) < sure(one, other)


@given(reports(), reports())
def test_the_order_of_two_reports_says_nothing(one: Told, other: Told) -> None:
    mine, theirs = (account(each.event, each.article.published, synthetic=False) for each in (one, other))
    there, back = compare(mine, theirs), compare(theirs, mine)
    if isinstance(there, Likeness) and isinstance(back, Likeness):
        assert there.sure == pytest.approx(back.sure)
    else:
        assert there == back
