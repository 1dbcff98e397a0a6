"""Take from acts the parties that stand apart from their words: in another clause, an opening phrase, as who was told.

The model asks of two parties what a sentence tells between them, and where it has several clauses takes the doer of one
for the doer of the next: "Rome praised Oslo, and Bern accused Bonn" tells of no act of Rome toward Bonn. A party goes
only where the words have one of their own in its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.apart_clauses import is_in_another_clause
from dyadbook.steps.acts.apart_named import Named
from dyadbook.steps.acts.apart_roles import has_another_role
from dyadbook.steps.acts.apart_verbs import belongs_to_another_verb
from dyadbook.steps.acts.asides import before_list
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import RELATIVE
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.sides import parties_of, party_of

FIGHT = frozenset({"battle", "clash", "fight", "skirmish"})
EXCEPT = frozenset({"except", "excepting", "excluding", "exception"})
ALL = frozenset("all every each no none nobody any whole entire".split())
EXCEPTED = 5  # tokens from "no Gulf state" to "but"


def without_strangers(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, without the parties that stand apart from their words; those with none left go."""
    found = []
    for act in acts:
        _turn_exception(clauses, act)
        had = bool(act.source), bool(act.target)
        verb = next(iter(act.verbs(clauses)), None)
        for is_source, side in ((True, act.source), (False, act.target)):
            told = parties_of(clauses.mentions, side)
            gone = {party for party in told if _is_apart(clauses, act, verb, party, is_source=is_source)}
            side[:] = [index for index in side if party_of(clauses.mentions[index]) not in gone]
        act.reciprocal |= had[1] and not act.target and verb is not None and verb.base in FIGHT  # "fought over Rome"
        if act.reciprocal and not act.target and len(parties_of(clauses.mentions, act.source)) > 1:
            first = party_of(clauses.mentions[act.source[0]])
            act.target = [index for index in act.source if party_of(clauses.mentions[index]) != first]
            act.source = [index for index in act.source if party_of(clauses.mentions[index]) == first]
        if (bool(act.source), bool(act.target)) == had:
            found.append(act)
    return found


def _is_apart(clauses: Clauses, act: Act, verb: VerbGroup | None, party: str | None, *, is_source: bool) -> bool:
    """Return whether a party of a side stands apart from the words of an act, wherever it is named."""
    indices = [index for index, one in enumerate(clauses.mentions) if party_of(one) == party]
    if party is None or not indices:
        return False
    named = Named(clauses, act, verb, is_source, indices)
    return is_in_another_clause(named) or has_another_role(named) or belongs_to_another_verb(named)


def _turn_exception(clauses: Clauses, act: Act) -> None:
    """Turn the modality of an act whose doers are the exception: "all but Rome agreed", "none except Oslo did"."""
    excepts = [_excepting(clauses, index) for index in act.source]
    at = excepts[0] if excepts and None not in excepts else None
    if at is not None and act.modality in {"actual", "negated"}:
        act.modality, act.cue = ("negated", (at, at)) if act.modality == "actual" else ("actual", None)


def _excepting(clauses: Clauses, index: int) -> int | None:
    """Return the word that makes a mention the exception; None where none does."""
    at, end = before_list(clauses, index), clauses.span[index][1]
    if clauses.low(end) == "," and clauses.low(end + 1) in RELATIVE:
        return None  # "all but Rome, which condemned Oslo": what Rome did is no exception
    if clauses.low(at) in EXCEPT or clauses.low(at - 1) in EXCEPT:  # "except for Rome", "with the exception of Oslo"
        return at if clauses.low(at) in EXCEPT else at - 1
    if (clauses.low(at - 1), clauses.low(at)) in {("other", "than"), ("apart", "from")}:
        return at
    beside = {clauses.low(word) for word in range(at - EXCEPTED, at)}
    return at if clauses.low(at) in {"but", "bar", "save"} and beside & ALL else None
