"""Return what the model sees between the parties of a sentence: for each ordered pair of them a type or nothing.

A party is asked about by all its mentions in the sentence, outside of which the model knows nothing; who a mention is
was decided before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dyadbook import ontology
from dyadbook.models import Answer, Ask, Model, Seen
from dyadbook.records import Modality
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import CONTROL
from dyadbook.steps.sides import side_of, stands_within

NOBODY = "nobody"
MOST_PARTIES = 12  # a sentence that lists more names no one act between any two
ACTS = {
    "AGREE": ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"),
    "CONCEDE": ("CONCEDE", "RETREAT"),
}  # types that may be coded for another act
TYING = frozenset({"and", "the", "of", "in"})
PERHAPS_DONE = 0.25
"""The probability from which an act is told as done, and as no plan, where its verb is in the past."""
AHEAD = frozenset().union(*CONTROL.values()) | frozenset("announce approve arrange authorize confirm schedule".split())
"""Verbs whose object may be still to come, whatever their tense."""
SURELY_DONE = 0.65
"""The probability from which an act is told as done: a higher one shows less as news, and takes more for plans."""


@dataclass
class Pair:
    """An ordered pair of parties of a sentence: what the model answers, and the probability after weighing."""

    source: str
    target: str
    answer: Answer
    trigger: tuple[int, int]
    type: str
    act: str
    modality: Modality
    told: float


@dataclass
class Asked:
    """A sentence: the parties of whom the model was asked, with the indices of their mentions; what rules tell; the
    pairs that may tell something; and the halves, pairs of a party of the sentence with one that does not stand in it.
    """

    clauses: Clauses
    sides: Mapping[str, Sequence[int]]
    rules: list[Act]
    pairs: list[Pair] = field(default_factory=list)
    halves: list[Pair] = field(default_factory=list)


def asked(model: Model, seen: Seen | None, number: int, clauses: Clauses) -> Asked:
    """Return the pairs of the sentence of this number, not yet weighed; none where the model did not see it."""
    rules, sides = ruled_acts(clauses), sides_of(clauses)
    if seen is None or len(sides) > MOST_PARTIES or not _tells_anything(clauses):
        return Asked(clauses, {}, rules)
    found = Asked(clauses, sides, rules)
    keys = [(a, b) for a in (*sides, NOBODY) for b in (*sides, NOBODY) if a != b]
    spans = {side: tuple(_span(clauses, index) for index in indices) for side, indices in sides.items()}
    asks = [Ask(number, spans.get(a, ()), spans.get(b, ())) for a, b in keys]
    for (source, target), answer in zip(keys, model.answer(seen, asks, told=True), strict=True):
        trigger = tokens_in(clauses, answer.trigger) if answer is not None else None
        if answer is not None and trigger is not None:
            pair = Pair(source, target, answer, trigger, *coded(answer), answer.told)
            (found.halves if NOBODY in (source, target) else found.pairs).append(pair)
    return found


def _tells_anything(clauses: Clauses) -> bool:
    """Return whether a sentence has a word beside its names: a headline such as "Kenya and Somalia" has none."""
    words = (token for token, owner in zip(clauses.tokens, clauses.owner, strict=True) if owner is None)
    return any(token.text.isalpha() and token.low not in TYING for token in words)


def doubt(asked: Asked) -> None:
    """Set acts to planned, supposed or denied, the likeliest of them, where the model is not sure that they were done.

    A plan that is shown as news misleads more than news that is shown as a plan. Where a rule tells the act as done in
    the same words, the model need not be sure; and what a verb in the past tells is no plan.
    """
    for pair in (*asked.pairs, *asked.halves):
        done = pair.answer.modalities["actual"]
        unsure = pair.modality == "actual" and done < SURELY_DONE
        if unsure and not any(_tells_done(rule, pair) for rule in asked.rules):
            other = replace(pair.answer, modalities={**pair.answer.modalities, "actual": 0.0})
            pair.type, pair.act, pair.modality = coded(other)
        if pair.modality == "future" and done >= PERHAPS_DONE and _is_past(asked.clauses, pair.trigger):
            pair.type, pair.modality = pair.act, "actual"


def _is_past(clauses: Clauses, trigger: tuple[int, int]) -> bool:
    """Return whether one verb in the past tells an act: "signed a deal", and not "planned talks"."""
    verbs = [group for group in clauses.groups if trigger[0] <= group.at <= trigger[1]]
    if len(verbs) != 1 or verbs[0].form != "past" or verbs[0].base in AHEAD:
        return False
    return not (verbs[0].modals or verbs[0].controls or verbs[0].infinitive or verbs[0].passive)


def _tells_done(rule: Act, pair: Pair) -> bool:
    """Return whether a rule tells the act of a pair as done, in the same words."""
    same = rule.first <= pair.trigger[1] and pair.trigger[0] <= rule.last
    return same and (rule.act, rule.modality) == (pair.act, "actual")


def telling(asked: Asked, act: Act) -> Pair | None:
    """Return the likeliest pair that tells an act, one of its type first; None where none has its words and a party."""
    near = [
        pair for pair in (asked.pairs if act.source and act.target else asked.halves)
        if pair.trigger[0] <= act.last and act.first <= pair.trigger[1]
        and {*asked.sides.get(pair.source, ()), *asked.sides.get(pair.target, ())} & {*act.source, *act.target}
    ]  # fmt: skip
    return max(near, key=lambda pair: (pair.type == act.type, pair.told), default=None)


def sides_of(clauses: Clauses) -> dict[str, list[int]]:
    """Return the indices of the mentions of each party in a sentence.

    A country in which something is said to be is no side where two others are.
    """
    found: dict[str, list[int]] = {}
    for index, mention in enumerate(clauses.mentions):
        party = side_of(clauses.text, mention)
        if party is not None and clauses.span[index][0] < len(clauses.tokens):
            found.setdefault(party, []).append(index)
    within = {index for index, one in enumerate(clauses.mentions) if stands_within(clauses.text, one)}
    within = {index for index in within if len(clauses.joined_right(index)) == 1}
    acting = [party for party, indices in found.items() if not within.issuperset(indices)]
    return {party: found[party] for party in acting} if len(acting) > 1 else found


def coded(answer: Answer) -> tuple[str, str, Modality]:
    """Return type, act and modality, brought to what the manual lets stand together (ontology.future_type)."""
    kind, modality = answer.event_type, answer.modality
    if modality != "future":
        return kind, kind, modality
    act = max(ACTS.get(kind, (kind,)), key=lambda name: answer.acts[name])
    return ontology.future_type(act), act, modality


def tokens_in(clauses: Clauses, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last token of a span; None where it has none in the sentence."""
    inside = [at for at, token in enumerate(clauses.tokens) if token.start < span[1] and token.end > span[0]]
    return (inside[0], inside[-1]) if inside else None


def _span(clauses: Clauses, index: int) -> tuple[int, int]:
    mention = clauses.mentions[index]
    return mention.start or 0, mention.end or 0
