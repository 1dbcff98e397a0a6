"""Return whether somebody says no to what the model has seen: he refuses it, or a meeting is called off."""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.governed import OFF_PARTICLE, STEMS
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import NEGATION
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import is_form, singular

ACCEPTED = frozenset("accept approve back endorse join negotiate ratify recognise recognize sign support".split())
WILL = frozenset("will would shall can could 'll won't wouldn't can't cannot couldn't wo ca".split())
REFUSE = frozenset({"refuse", "decline"})
MEETING = frozenset("meeting talk summit visit trip negotiation dialogue".split())
CANCELLING = frozenset("cancellation cancelation cancelling postponement boycott scuttling".split())
JOINED = frozenset({"and", "but", ";", "after", "while", "because", "when", "which", "who"})
NAMED_BEFORE = 6  # tokens from the noun of a meeting to the verb that calls it off
OBJECT = 6  # tokens from the noun of a cancelling to that of what is cancelled


def says_no(clauses: Clauses, act: Act) -> bool:
    """Return whether somebody refuses something, whatever the model has denied of it."""
    ways = (_is_refused, _rules_out, _refuses, _is_cancelling)
    return any(way(clauses, act) for way in ways)


def _refuses(clauses: Clauses, act: Act) -> bool:
    """Return whether a refusal is denied by its own verb alone: "refused to expel an envoy"."""
    if act.type != "REJECT" or act.modality != "negated" or act.cue is None:
        return False
    at = act.cue[0]
    return is_form(clauses.low(at), REFUSE) and not NEGATION & {clauses.low(at - back) for back in (1, 2)}


def _is_refused(clauses: Clauses, act: Act) -> bool:
    """Return whether somebody says that he will never accept: "would never recognize the port as Rome's"."""
    return any(
        group.base in ACCEPTED and group.negations and WILL & {clauses.low(at) for at in range(group.first, group.at)}
        for group in act.verbs(clauses)
    )


def _rules_out(clauses: Clauses, act: Act) -> bool:
    """Return whether a refusal is told by its own verb, which denies nothing: "ruled out sending troops"."""
    within = act.cue is None or act.first <= act.cue[0] <= act.last
    verbs = [group for group in act.verbs(clauses) if group.base == "rule" and clauses.low(group.at + 1) == "out"]
    return act.type == "REJECT" and within and any(not (verb.negations or verb.modals) for verb in verbs)


def called_off(clauses: Clauses, act: Act) -> VerbGroup | None:
    """Return the verb further on that calls off a meeting to come: "were to meet, but the talks were put off"."""
    named = _names_meeting(clauses, act.first, act.last + 1)
    if not (act.act == "CONSULT" or named):
        return None
    noun = named and not act.verbs(clauses)
    for group in clauses.groups:
        first = act.first if named else max(act.first, group.first - NAMED_BEFORE)
        alone = noun and not JOINED & {clauses.low(at) for at in range(act.last + 1, group.first)}
        told = act.modality != "actual" or alone
        if told and group.at > act.last and _calls_off(clauses, group) and _names_meeting(clauses, first, group.first):
            return group
    return None


def _is_cancelling(clauses: Clauses, act: Act) -> bool:
    """Return whether the noun of an act calls a meeting off: "its cancellation of the summit"."""
    of = act.first == act.last and clauses.low(act.last) in CANCELLING and clauses.low(act.last + 1) == "of"
    return of and act.modality == "actual" and _names_meeting(clauses, act.last + 2, act.last + OBJECT)


def _names_meeting(clauses: Clauses, first: int, end: int) -> bool:
    return any(singular(clauses.low(at)) in MEETING for at in range(first, end))


def _calls_off(clauses: Clauses, group: VerbGroup) -> bool:
    """Return whether something "was cancelled" or "has been put off", and not only may be."""
    off = group.base.startswith(STEMS) or OFF_PARTICLE.get(group.base) == clauses.low(group.at + 1)
    return group.passive and off and not (group.modals or group.negations or group.controls or group.infinitive)
