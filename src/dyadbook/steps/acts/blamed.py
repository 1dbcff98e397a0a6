"""Return whether a party is only blamed for what a sentence tells without who did it, or denies that it did.

"Two guards were shot. Rome accused Oslo of it", "Oslo denied it": that Oslo shot them is nobody's news.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.steps.acts.breaches import ACCUSING
from dyadbook.steps.acts.pairs import Asked
from dyadbook.steps.acts.undone import REPORTED
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular

SUSPECTING = ACCUSING | {"suspect"}
DENYING = frozenset({"deny", "refute"})
TURNED_DOWN = frozenset({"reject", "dismiss"})
GUILT = REPORTED | {"responsibility", "involvement", "blame"}
NEAR = 3  # sentences before and behind one that tell of who did what it tells
BEHIND = 3  # tokens from "accused" to who is accused
OBJECT = 6  # tokens from "rejected" to what is rejected


def is_only_blamed(sentences: Sequence[Asked], number: int, party: str) -> bool:
    """Return whether the sentences around one have a party deny something, or name it only as whom somebody blames."""
    near = [one for one in sentences[max(0, number - NEAR) : number + NEAR + 1] if party in one.sides]
    return bool(near) and (any(_denies(one, party) for one in near) or all(_is_blamed(one, party) for one in near))


def _denies(one: Asked, party: str) -> bool:
    clauses, own = one.clauses, {*one.sides[party]}
    for verb in clauses.groups:
        behind = {singular(clauses.low(at)) for at in range(verb.at + 1, verb.at + OBJECT)}
        denies = verb.base in DENYING or (verb.base in TURNED_DOWN and bool(behind & GUILT))
        if denies and not (verb.negations or verb.passive or verb.modals) and own & {*clauses.subject(verb)}:
            return True
    return False


def _is_blamed(one: Asked, party: str) -> bool:
    return any(verb.base in SUSPECTING and _is_aimed(one, verb, party) for verb in one.clauses.groups)


def _is_aimed(one: Asked, verb: VerbGroup, party: str) -> bool:
    """Return whether a verb is aimed at a party: its object, or who "was accused"."""
    own = one.sides[party]
    if verb.passive:
        return bool({*own} & {*one.clauses.subject(verb)})
    return any(verb.at < one.clauses.span[index][0] <= verb.at + BEHIND for index in own)
