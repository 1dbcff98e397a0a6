"""An envoy who is told to leave, or put out, is expelled once: by his host, though nobody is said to have done it."""

from __future__ import annotations

import pytest
from test_steps_governed import act_of, clauses_of

from dyadbook.steps.expulsions import expulsions
from dyadbook.steps.sides import party_of

ORDERS = [
    ("Peru ordered Chile's ambassador to leave by Friday.", 1),
    ("Peru told two Chilean diplomats to leave the country.", 1),
    ("Peru ordered Chilean troops to leave.", 2),
    ("Peru would order Chile's ambassador to leave.", 2),
]


@pytest.mark.parametrize(("text", "count"), ORDERS)
def test_an_envoy_who_is_ordered_to_leave_is_expelled_once(text: str, count: int) -> None:
    clauses = clauses_of(text)
    verb = next(word for word in ("ordered", "told", "order") if word in text)
    back = act_of(clauses, "leave", "SANCTION", "CHL", "PER")
    back.modality = "future"
    found = expulsions(clauses, [act_of(clauses, verb, "REQUEST", "PER", "CHL"), back])
    assert len(found) == count
    if count == 1:
        sides = [party_of(clauses.mentions[side[0]]) for side in (found[0].source, found[0].target)]
        assert (found[0].type, found[0].mode, found[0].cameo, sides) == ("SANCTION", "expel", "166", ["PER", "CHL"])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Peru summoned the Chilean ambassador and told him to leave within 48 hours.", ["PER", "CHL"]),
        ("Peru summoned Chile's envoy on Monday and gave her two days to leave.", ["PER", "CHL"]),
        ("Peru summoned the Chilean ambassador and told him to stop.", None),
        ("Peru met the Chilean president and told him to leave.", None),
    ],
)
def test_an_envoy_who_is_called_in_and_told_to_leave_is_expelled(text: str, sides: list[str] | None) -> None:
    clauses = clauses_of(text)
    found = [act for act in expulsions(clauses, []) if act.type == "SANCTION"]
    named = [[party_of(clauses.mentions[side[0]]) for side in (act.source, act.target)] for act in found]
    assert named == ([] if sides is None else [sides])


PASSIVE = [
    ("The Peruvian ambassador was ordered to leave Chile by Friday.", "CHL PER"),
    ("The Peruvian ambassador to Chile was summoned and told to leave.", "CHL PER"),
    ("The Peruvian ambassador in Chile was ordered out within 48 hours.", "CHL PER"),
    ("Peru's ambassador was kicked out of Chile.", "CHL PER"),
    ("The Peruvian ambassador was given 48 hours to leave Chile.", "CHL PER"),
    ("Three Peruvian diplomats were declared persona non grata by Chile.", "CHL PER"),
    ("The Peruvian ambassador to Chile was expelled.", "CHL PER"),
    ("The Peruvian ambassador was summoned and told to leave.", None),
    ("The Peruvian ambassador to Chile was told to leave the room.", None),
    ("The Peruvian ambassador was told to leave Chile alone.", None),
    ("The Peruvian ambassador to Chile was not expelled.", None),
    ("The Peruvian president was ordered out of Chile.", None),
    ("The Peruvian ambassador to Chile was told to stop.", None),
]


@pytest.mark.parametrize(("text", "sides"), PASSIVE, ids=[row[0] for row in PASSIVE])
def test_an_envoy_is_sent_away_by_his_host_though_nobody_is_said_to_do_it(text: str, sides: str | None) -> None:
    clauses = clauses_of(text)
    found = [act for act in expulsions(clauses, []) if act.type == "SANCTION"]
    told = [" ".join(party_of(clauses.mentions[side[0]]) or "" for side in (act.source, act.target)) for act in found]
    assert told == ([] if sides is None else [sides])


def test_an_expulsion_takes_the_place_of_what_was_told_in_its_words() -> None:
    clauses = clauses_of("The Peruvian ambassador was ordered to leave Chile by Friday.")
    back = act_of(clauses, "leave", "SANCTION", "PER", "CHL")
    back.confidence = 0.9
    (found,) = expulsions(clauses, [back])
    assert [party_of(clauses.mentions[side[0]]) for side in (found.source, found.target)] == ["CHL", "PER"]
    assert found.confidence == back.confidence
