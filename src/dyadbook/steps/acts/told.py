"""Return the acts that a sentence tells: those of rules and those that the model sees, one where both tell the same."""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.records import Event
from dyadbook.steps.acts import apart, elsewhere, governed, no_acts, pairs, summons, undone, weighing
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.answers import is_of_deed, with_answers
from dyadbook.steps.acts.breaches import with_breaches
from dyadbook.steps.acts.envoys import with_envoys
from dyadbook.steps.acts.followers import with_followers
from dyadbook.steps.acts.guests import with_guests
from dyadbook.steps.acts.modes import with_modes
from dyadbook.steps.acts.seen_acts import seen_acts
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.sides import parties_of

BOTH_WAYS = frozenset({"ASSAULT", "RETREAT", "SANCTION"})
"""Types that have a direction but where both sides act: "Rome and Oslo exchanged fire"."""
VISITED = "042"
NEXT = 4  # tokens from "will hold" to "next"


def acts_told(one: pairs.Asked, halves: Sequence[Act], events: Sequence[Event]) -> tuple[list[Act], list[Act]]:
    """Return the acts that a sentence tells, and those that are too unsure; `events` are of the sentences before."""
    clauses, rules, told = one.clauses, one.rules, seen_acts(one)
    told = apart.without_strangers(clauses, told)
    for act in told:
        _reword(clauses, rules, act)
    both = [rule for rule in rules if any(_tells(rule, act) and _is_between(rule, act) for act in told)]
    told = [act for act in told if not any(_takes(rule, act) for rule in both)]
    told = [act for act in told if not any(rule.fronted and _reverses(one, rule, act) for rule in rules)]
    likely = [
        rule for rule in rules
        if _is_plain(rule) or is_of_deed(clauses, rule) or not weighing.is_unlikely(one, rule)
    ]  # fmt: skip
    acts = _acts(clauses, likely, [act for act in told if act.confidence >= weighing.SURE])
    acts = apart.without_strangers(clauses, acts)
    acts = _with_halves(acts, [half for half in halves if half.confidence >= elsewhere.SURE])
    acts = with_breaches(clauses, with_guests(clauses, with_answers(clauses, acts, events), events))
    acts = with_followers(clauses, acts, events)
    acts = no_acts.real(clauses, summons.hosted(clauses, governed.without_parts(clauses, acts)))
    acts = with_modes(clauses, with_envoys(clauses, undone.as_done(clauses, acts)))
    weak = [act for act in no_acts.real(clauses, told) if weighing.WORTH <= act.confidence < weighing.SURE]
    weak = [act for act in weak if not any(_tells(one, act) for one in acts)]
    weak += [
        half for half in no_acts.real(clauses, halves)
        if half.confidence < elsewhere.SURE and not any(one.shares_words(half) for one in (*acts, *weak))
    ]  # fmt: skip
    return acts, weak


def _reword(clauses: Clauses, rules: Sequence[Act], act: Act) -> None:
    """Give an act its own words where the model points at those of another act of the same parties: of "raised the
    tariff, accusing Rome of spying" the reproach was seen in the tariff.
    """
    mine = [rule for rule in rules if _is_of(clauses, rule, act)]
    if any(rule.shares_words(act) and rule.type != act.type for rule in mine):
        own = [rule for rule in mine if (rule.type, rule.modality) == (act.type, act.modality)]
        if own and not any(rule.shares_words(act) for rule in own):
            act.first, act.last = own[0].first, own[0].last


def _is_of(clauses: Clauses, rule: Act, act: Act) -> bool:
    """Return whether two acts have the same parties as source and as target."""
    mine, theirs = ([parties_of(clauses.mentions, side) for side in (one.source, one.target)] for one in (rule, act))
    return mine == theirs and None not in mine[0] | mine[1] and bool(mine[0] and mine[1])


def _is_plain(rule: Act) -> bool:
    """Return whether the model need not see what a rule tells: "Rome and Oslo ceased fire"."""
    return rule.fronted or (rule.reciprocal and rule.act == "RETREAT")


def _acts(clauses: Clauses, rules: Sequence[Act], seen: Sequence[Act]) -> list[Act]:
    """Return the acts of a sentence: those that the model sees, and of the rules' those that it passes over.

    Where both see an act of one type in the same words, the rule gives the CAMEO code, which is finer.
    """
    for act in seen:
        for rule in rules:
            if (rule.type, rule.act) == (act.type, act.act) and rule.shares_words(act):
                act.cameo, act.mode = rule.cameo, act.mode or rule.mode
                act.reciprocal |= rule.reciprocal and rule.type in BOTH_WAYS and _is_between(rule, act)
    rest = [
        act for act in rules
        if _is_return(clauses, act, rules, seen)
        or _is_next(clauses, act, seen)
        or not any(_tells(one, act) or _is_between(one, act) for one in seen)
    ]  # fmt: skip
    return sorted([*seen, *rest], key=lambda act: act.first)


def _is_return(clauses: Clauses, act: Act, rules: Sequence[Act], seen: Sequence[Act]) -> bool:
    """Return whether an act is a visit paid back, told by a verb of its own, where the model sees the first alone."""
    own, other = (parties_of(clauses.mentions, side) for side in (act.source, act.target))
    unseen = act.cameo == VISITED and act.verbs(clauses) and not any(act.shares_words(one) for one in seen)
    return bool(unseen) and any(
        (one.cameo, parties_of(clauses.mentions, one.source), parties_of(clauses.mentions, one.target))
        == (VISITED, other, own)
        and any(each.act == one.act and each.shares_words(one) for each in seen)
        for one in rules
    )


def _is_next(clauses: Clauses, act: Act, seen: Sequence[Act]) -> bool:
    """Return whether an act is a meeting to come after what the model sees: "met, and will hold their next talks"."""
    verb = next(iter(act.verbs(clauses)), None)
    if (act.act, act.modality) != ("CONSULT", "future") or verb is None:
        return False
    behind = {clauses.low(at) for at in range(verb.at + 1, verb.at + 1 + NEXT)}
    return bool(behind & {"again", "next"}) and not any(
        one.shares_words(act) or (one.act, one.modality) == (act.act, act.modality) for one in seen
    )


def _with_halves(acts: Sequence[Act], halves: Sequence[Act]) -> list[Act]:
    """Return the acts of a sentence with those of which one party stands in another.

    Where a party of such an act has the same words already with somebody of the sentence, that is what they tell.
    """

    def has_both(act: Act) -> bool:
        return bool(act.source and act.target)

    def is_told(half: Act) -> bool:
        party = {*half.source, *half.target}
        return any(has_both(act) and act.shares_words(half) and party & {*act.source, *act.target} for act in acts)

    new = [half for half in halves if not is_told(half)]
    kept = [act for act in acts if has_both(act) or not any(act.shares_words(half) for half in new)]
    return sorted([*kept, *new], key=lambda act: act.first)


def _takes(rule: Act, act: Act) -> bool:
    """Return whether whom a verb is done to is told as its doer: "sanctioned Rome and gave Oslo aid"."""
    done_to = set(act.source) <= set(rule.target) and not set(act.target) & set(rule.source)
    return done_to and bool(act.target) and rule.type == act.type and rule.shares_words(act)


def _reverses(asked: pairs.Asked, rule: Act, act: Act) -> bool:
    """Return whether an act has the parties of a rule's in the other order, in the same words."""
    mine, theirs = (
        [parties_of(asked.clauses.mentions, side) for side in (one.source, one.target)] for one in (rule, act)
    )
    return rule.type == act.type and mine == theirs[::-1] and rule.shares_words(act)


def _tells(one: Act, other: Act) -> bool:
    """Return whether an act tells what another does: one type in the same words, with a source in common."""
    return one.type == other.type and one.shares_words(other) and bool(set(one.source) & set(other.source))


def _is_between(one: Act, other: Act) -> bool:
    """Return whether an act is of two parties of another, in the same words or of one type."""
    mine, theirs = ({frozenset((a, b)) for a in act.source for b in act.target} for act in (one, other))
    return bool(mine & theirs) and (one.type == other.type or one.shares_words(other))
