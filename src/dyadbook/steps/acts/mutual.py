"""Return whether two do to each other what is told: "accused each other", "clashes between Rome and Oslo"."""

from __future__ import annotations

from itertools import pairwise

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.word_forms import singular

TRADED = frozenset("traded exchanged swapped trade exchange swap trading exchanging swapping".split())
FIGHTS = frozenset({"battle", "clash", "combat", "fight", "fighting", "firefight", "gunfight", "shootout", "skirmish"})
BETWEEN = 3  # tokens from "between" to the first of two who fight
NEAR = 4  # tokens from the words of an act to "each other", and back to "each" or "traded"
FAR = 7  # tokens from the words of an act to "the other's"


def is_mutual(clauses: Clauses, act: Act) -> bool:
    """Return whether an act of one party toward another, both its subject, is told of both directions."""
    listed = any({*clauses.joined_left(index), *clauses.joined_right(index)} & {*act.target} for index in act.source)
    last = max((clauses.span[index][1] for index in (*act.source, *act.target)), default=len(clauses.tokens))
    if not listed:
        return _is_signed_with(clauses, act)
    if last > act.last:
        return _is_fought_between(clauses, act)
    near = [clauses.low(at) for at in range(act.first, act.last + NEAR + 1)]
    pairs = {*pairwise(near)}
    if {("each", "other"), ("one", "another")} & pairs:
        return True
    before = {clauses.low(at) for at in range(max(last, act.first - NEAR), act.last + 1)}
    other = "other" in {clauses.low(at) for at in range(act.last + 1, act.last + FAR)}
    return bool(before & TRADED) or ("each" in before and other)


def _is_fought_between(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is the fighting between two named behind it: "clashes broke out between Rome and Oslo"."""
    first = min(clauses.span[index][0] for index in (*act.source, *act.target))
    fought = FIGHTS & {singular(clauses.low(at)) for at in range(act.first, act.last + 1)}
    ahead = {clauses.low(at) for at in range(first - BETWEEN, first)}
    return act.act == "ASSAULT" and bool(fought) and first > act.first and "between" in ahead


def _is_signed_with(clauses: Clauses, act: Act) -> bool:
    """Return whether others sign what an act's doer signs: "signed it with Rome together with Oslo's minister"."""
    signs = any(group.base == "sign" and not group.passive for group in act.verbs(clauses))
    firsts = [min(clauses.span[one][0] for one in clauses.joined_left(index)) for index in act.target]
    before = [clauses.low(at - 1 - (clauses.low(at - 1) == "the")) for at in firsts]
    return act.act == "SUPPORT" and signs and bool(before) and all(word in {"with", "alongside"} for word in before)
