"""Return acts with the breaches of whose target the reproach beside them tells: "cut ties, accusing Rome of spying".

Who breaks off relations, or calls an envoy home, often names the other side only as whom he accuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook import ontology
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.envoys import ENVOY
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of, party_of

ACCUSING = frozenset({"accuse", "charge", "blame"})
BREAKING = frozenset({"sever", "cut", "break", "suspend", "recall", "withdraw", "close"})
BROKEN = ENVOY | frozenset("relation tie embassy consulate mission".split())
BREACH = "SANCTION"
OBJECT = 6  # tokens from a verb to what it breaks off
ACCUSED = 3  # tokens from "accusing" to who is accused


def with_breaches(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts of a sentence with the breach that a reproach gives its target."""
    found = list(acts)
    for reproach in clauses.groups:
        if reproach.base not in ACCUSING or reproach.form != "ing" or clauses.low(reproach.first - 1) != ",":
            continue
        verb = next((group for group in reversed(clauses.groups) if group.at < reproach.first), None)
        accused = _accused(clauses, reproach)
        if verb is None or accused is None or not _breaks_off(clauses, verb, reproach.first):
            continue
        known = [act for act in found if act.act == BREACH and verb in act.verbs(clauses)]
        doers = known[0].source if known else clauses.subject(verb)
        if not doers or party_of(clauses.mentions[accused]) in parties_of(clauses.mentions, doers):
            continue
        for act in known:
            act.target = [accused]
        if not known:
            code = ontology.cameo_from_plover(BREACH, None).code
            found.append(Act(verb.at, verb.at, BREACH, BREACH, "", code, list(doers), [accused]))
    return found


def _accused(clauses: Clauses, reproach: VerbGroup) -> int | None:
    """Return the mention right behind a verb of reproach; None where it is of no party."""
    near = range(reproach.at + 1, reproach.at + 1 + ACCUSED)
    named = (index for index, one in enumerate(clauses.mentions) if clauses.span[index][0] in near and party_of(one))
    return next(named, None)


def _breaks_off(clauses: Clauses, verb: VerbGroup, end: int) -> bool:
    """Return whether a verb breaks off relations, or calls an envoy home, with whom its own clause does not tell."""
    plain = not (verb.passive or verb.infinitive or verb.negations or verb.modals)
    noun = {singular(clauses.low(at)) for at in range(verb.at + 1, min(end, verb.at + OBJECT))}
    doers = parties_of(clauses.mentions, clauses.subject(verb)) | {None}
    named = any(
        verb.at < clauses.span[index][0] < end and party_of(one) not in doers
        for index, one in enumerate(clauses.mentions)
    )
    return plain and verb.base in BREAKING and bool(noun & BROKEN) and not named
