"""What the words beside an act say was not done is not told as done."""

from __future__ import annotations

import pytest
from test_steps_governed import act_of, clauses_of

from dyadbook.records import Modality
from dyadbook.steps.undone import as_done

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
