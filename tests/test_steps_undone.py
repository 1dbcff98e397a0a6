"""What the words beside an act say was not done is not told as done; who is told to leave is expelled once."""

from __future__ import annotations

import pytest
from test_steps_governed import act_of, clauses_of

from dyadbook.records import Modality
from dyadbook.steps.sides import party_of
from dyadbook.steps.undone import as_done, expulsions

BROKE = ("broke off", "SANCTION", "PER", "CHL")
PLAN = ("sanctions", "SANCTION", "PER", "CHL")
FIRED = ("attacked", "ASSAULT", "PER", "CHL")
UNDONE: list[tuple[str, tuple[str, str, str, str], Modality]] = [
    ("Peru almost broke off relations with Chile.", BROKE, "negated"),
    ("Peru broke off relations with Chile almost a year ago.", BROKE, "actual"),
    ("Nearly all of Peru cheered as it broke off relations with Chile.", BROKE, "actual"),
    ("Peru came close to imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "negated"),
    ("Peru is on the brink of imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "hypothetical"),
    ("Peru stopped short of imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "negated"),
    ("Peru weighed new sanctions against Chile.", PLAN, "hypothetical"),
    ("Peru mulled sanctions against Chile.", PLAN, "hypothetical"),
    ("Peru considered its sanctions against Chile a success.", PLAN, "actual"),
    ("Had Peru attacked Chile, Bolivia would have helped.", FIRED, "hypothetical"),
    ("Bolivia said that had Peru attacked Chile, it would have helped.", FIRED, "hypothetical"),
    ("Peru, which Bolivia helped, had often attacked Chile.", FIRED, "actual"),
    ("For Peru, sanctions against Chile are an option.", PLAN, "hypothetical"),
    ("Peru's sanctions against Chile were still on the table.", PLAN, "hypothetical"),
    ("Peru's sanctions against Chile were a mistake.", PLAN, "actual"),
    ("Rumours that Peru attacked Chile proved untrue.", FIRED, "negated"),
    ("Reports that Peru attacked Chile are completely false, Bolivia said.", FIRED, "negated"),
    ("Reports that Peru attacked Chile were not false.", FIRED, "actual"),
    ("Peru attacked Chile over reports that proved untrue.", FIRED, "actual"),
]


@pytest.mark.parametrize(("text", "act", "modality"), UNDONE, ids=[row[0] for row in UNDONE])
def test_what_was_not_done_is_told_so(text: str, act: tuple[str, str, str, str], modality: Modality) -> None:
    clauses = clauses_of(text)
    (found,) = as_done(clauses, [act_of(clauses, *act)])
    assert found.modality == modality


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


def test_who_is_ordered_to_leave_a_country_is_expelled_by_it() -> None:
    clauses = clauses_of("The Peruvian ambassador was ordered to leave Chile by Friday.")
    (found,) = expulsions(clauses, [act_of(clauses, "leave", "SANCTION", "PER", "CHL")])
    assert [party_of(clauses.mentions[side[0]]) for side in (found.source, found.target)] == ["CHL", "PER"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru gave Chile until Friday to answer.", "THREATEN"),
        ("Peru gave Chile wheat until Friday.", "AID"),
        ("Peru gave Chile wheat.", "AID"),
    ],
)
def test_time_that_is_given_is_an_ultimatum(text: str, kind: str) -> None:
    clauses = clauses_of(text)
    (found,) = as_done(clauses, [act_of(clauses, "gave", "AID", "PER", "CHL")])
    assert found.type == kind
