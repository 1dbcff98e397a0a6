"""Return how likely a standing is right: its parties, its aspect and its value are what the article tells.

`signs` names what speaks for and against it: what it tells, how its two parties are named, and in whose words.
data/standing_doubts.csv says how much, by weights that training/standings.py fits to labelled and judged standings.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from dyadbook.steps import odds
from dyadbook.steps.odds import Weights, weights
from dyadbook.steps.standing.parties import Found, Parties, Scope
from dyadbook.steps.standing.rules import Rule

LEAST = 0.5
"""The chance from which a standing is told: what is likelier wrong than right is not."""
ASPECTS = frozenset({"tone", "sanctions"})
"""Aspects that are right more or less often than the others, which are all alike."""
CERTAIN = 1.0
"""How sure two parties are that stand behind "between"."""


def chance(signs: Iterable[str], table: Weights | None = None) -> float:
    """Return the probability that a standing with these signs is right."""
    table = weights("standing_doubts.csv") if table is None else table
    return odds.chance(dict.fromkeys(signs, 1.0), table)


def signs(parties: Parties, rule: Rule, start: int, scope: Scope, found: Found) -> Iterator[str]:
    """Yield what speaks for or against a standing of two parties, told by words of a rule from a place on."""
    pair, sure = found
    named = parties.within(*scope.sentence)
    far = {id: min(abs(one.start - start) for one in named if one.id == id) for id in {one.id for one in named}}
    yield "any"
    if rule.aspect in ASPECTS:
        yield rule.aspect
    if sure == CERTAIN:
        yield "between the two"
    if any(one.id in pair and one.basis == "capital" for one in named):
        yield "named by a capital"
    if min((far[id] for id in far.keys() - set(pair)), default=math.inf) < max(far.get(id, math.inf) for id in pair):
        yield "another party nearer"
    if scope.statement is not None and scope.statement.form == "indirect":
        yield "in indirect speech"
