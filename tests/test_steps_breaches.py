"""A breach whose clause names nobody is of whom its doer accuses."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook.steps.acts.breaches import with_breaches
from dyadbook.steps.sides import party_of


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Peru severed diplomatic relations, accusing Chile of spying with Brazilian software.", "CHL"),
        ("Peru recalled its ambassador, blaming Chile for the raid.", "CHL"),
        ("Peru closed its embassy on Friday, accusing the Chilean army of theft.", "CHL"),
        ("Peru cut ties with Bolivia, accusing Chile of spying.", None),
        ("Peru closed a road, accusing Chile of spying.", None),
        ("Peru may cut ties, accusing Chile of spying.", None),
        ("Peru cut ties after accusing Chile of spying.", None),
    ],
)
def test_a_breach_is_of_whom_its_doer_accuses(text: str, target: str | None) -> None:
    clauses = clauses_of(text)
    found = with_breaches(clauses, [act_of(clauses, "Peru", "ACCUSE", "PER", "CHL")])
    told = [party_of(clauses.mentions[index]) for act in found if act.act == "SANCTION" for index in act.target]
    assert told == ([target] if target else [])


def test_a_breach_that_is_aimed_at_another_of_the_reproach_is_turned_to_the_accused() -> None:
    clauses = clauses_of("Peru severed relations, accusing Chile of spying with Brazilian software.")
    wrong = act_of(clauses, "severed", "SANCTION", "PER", "BRA")
    (found,) = with_breaches(clauses, [wrong])
    assert [party_of(clauses.mentions[index]) for index in found.target] == ["CHL"]
