"""Return whether two do to each other what is told: "accused each other", "each expelled the other's envoy"."""

from __future__ import annotations

from itertools import pairwise

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses

TRADED = frozenset("traded exchanged swapped trade exchange swap trading exchanging swapping".split())
NEAR = 4  # tokens from the words of an act to "each other", and back to "each" or "traded"
FAR = 7  # tokens from the words of an act to "the other's"


def is_mutual(clauses: Clauses, act: Act) -> bool:
    """Return whether an act of one party toward another, both its subject, is told of both directions."""
    listed = any({*clauses.joined_left(index), *clauses.joined_right(index)} & {*act.target} for index in act.source)
    last = max((clauses.span[index][1] for index in (*act.source, *act.target)), default=len(clauses.tokens))
    if not listed or last > act.last:
        return False
    near = [clauses.low(at) for at in range(act.first, act.last + NEAR + 1)]
    pairs = {*pairwise(near)}
    if {("each", "other"), ("one", "another")} & pairs:
        return True
    before = {clauses.low(at) for at in range(max(last, act.first - NEAR), act.last + 1)}
    other = "other" in {clauses.low(at) for at in range(act.last + 1, act.last + FAR)}
    return bool(before & TRADED) or ("each" in before and other)
