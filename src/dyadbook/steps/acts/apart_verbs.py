"""Return whether a party belongs to another verb than that of an act: a second one of its doer, one that it does.

"Rome praised Oslo and called on all who had recognized Bern to follow": Rome praises Oslo alone.
"""

from __future__ import annotations

from dyadbook.steps.acts.apart_named import Named
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, PREPOSITION, RELATIVE
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.sides import parties_of, party_of

FRIENDLY = frozenset({"AID", "COOPERATE", "SUPPORT"})
OBJECT = 5  # tokens from a verb to the name of its object
NEXT_SUBJECT = 3  # tokens from "and" to the verb behind the name of another doer


def belongs_to_another_verb(one: Named) -> bool:
    """Return whether a party is whom another verb of a sentence is about, and not that of the act."""
    return _is_behind_second(one) or _does_next(one) or _is_of_next_doer(one)


def _is_behind_second(one: Named) -> bool:
    """Return whether a target stands behind "and" and a second verb, where the first has an object of its own."""
    clauses, verb = one.clauses, one.verb
    if one.is_source or verb is None or verb.passive or verb.infinitive or verb.form == "ing":
        return False
    owned = _object(clauses, verb)
    if not parties_of(clauses.mentions, owned) - {one.party, None} - parties_of(clauses.mentions, one.opposite):
        return False
    second = next((group for group in clauses.groups if group.at > verb.at), None)
    inside = clauses.low(verb.first - 1) in RELATIVE  # "troops who had invaded Rome searched Oslo's embassy"
    joined = second is not None and (clauses.low(second.first - 1) in {"and", "but"} or inside)
    if second is None or not joined or second.form != verb.form or second.infinitive:
        return False
    direct = not inside and set(_object(clauses, second)) & {*one.indices}  # "criticised Rome and called Oslo a foe"
    behind = not direct and all(clauses.span[index][0] > second.at for index in one.indices)
    return behind and all(clauses.span[index][1] <= second.first for index in owned)


def _does_next(one: Named) -> bool:
    """Return whether a target only does something to a third behind ", and": "Rome left, and Oslo attacked Bern"."""
    clauses, act = one.clauses, one.act
    if one.is_source or act.reciprocal or one.verb is None:
        return False
    first, end = clauses.span[one.indices[0]]
    at = first - 1 - (clauses.low(first - 1) == "the")
    if clauses.low(at) not in {"and", "while"} or clauses.low(at - 1) != "," or act.last >= at:
        return False
    verb = next((group for group in clauses.groups if end <= group.first < end + NEXT_SUBJECT), None)
    if verb is None or verb.form not in {"past", "s"} or verb.passive:
        return False
    behind = [index for index, (start, _) in enumerate(clauses.span) if start > verb.at]
    theirs = parties_of(clauses.mentions, behind)
    return bool(theirs - {one.party, None}) and not theirs & parties_of(clauses.mentions, one.opposite)


def _is_of_next_doer(one: Named) -> bool:
    """Return whether a friendly act's target is only whom another does something with: "left, and Bern met Oslo"."""
    clauses, act, verb = one.clauses, one.act, one.verb
    if one.is_source or verb is None or act.act not in FRIENDLY or act.reciprocal:
        return False
    first = min(clauses.span[index][0] for index in one.indices)
    for group in clauses.groups:
        owner = clauses.owner[group.first - 1] if act.last < group.first - 1 and group.at < first else None
        if owner is None or group.form not in {"past", "s"} or group.passive:
            continue
        at = clauses.span[owner][0] - 1
        at -= clauses.low(at) == "the"
        doer = party_of(clauses.mentions[owner])
        if clauses.low(at) in {"and", "while"} and clauses.low(at - 1) == "," and act.last < at and doer is not None:
            return doer not in parties_of(clauses.mentions, (*act.source, *act.target))
    return False


def _object(clauses: Clauses, verb: VerbGroup) -> list[int]:
    """Return the mentions right behind a verb: those that it is done to."""
    for at in range(verb.at + 1, min(verb.at + OBJECT, len(clauses.tokens))):
        owner = clauses.owner[at]
        if owner is not None:
            return clauses.joined_right(owner) if party_of(clauses.mentions[owner]) else []
        if clauses.low(at) in PREPOSITION | BREAK | {",", "and", "that"}:
            return []
    return []
