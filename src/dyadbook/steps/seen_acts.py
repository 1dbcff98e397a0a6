"""Return the acts that the model sees in a sentence: for each ordered pair of its parties, a type or nothing.

A party is asked about by all its mentions in the sentence, outside of which the model knows nothing; who a mention is
was decided before.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook import ontology
from dyadbook.models import Answer, Ask, Model, Seen
from dyadbook.records import Modality
from dyadbook.steps.acts import READY, Act, promised
from dyadbook.steps.clauses import POSSESSIVE, Clauses
from dyadbook.steps.sides import side_of, stands_within

NOBODY = "nobody"
MODE = 0.5
MOST_PARTIES = 12  # a sentence that lists more names no one act between any two
BESIDE = 3  # tokens between two mentions that name one actor together ("Ankara's foreign minister, Ali Kaya")
ACTS = {
    "AGREE": ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID"),
    "CONCEDE": ("CONCEDE", "RETREAT"),
}  # types that may be coded for another act
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST"})
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
ONE_SIDED = frozenset({"CONCEDE", "MOBILIZE", "RETREAT"})


def seen_acts(model: Model, seen: Seen, number: int, clauses: Clauses, *, threshold: float) -> list[Act]:
    """Return the acts of the sentence of this number, `confidence` the probability that it tells one.

    Parties that share an act's words and type share the act, those of which the model is sure (`threshold`) apart from
    the others.
    """
    sides = sides_of(clauses)
    if not sides or len(sides) > MOST_PARTIES:
        return []
    keys = [(a, b) for a in sides for b in sides if a != b] + [(a, NOBODY) for a in sides]
    spans = {side: tuple(_span(clauses, index) for index in indices) for side, indices in sides.items()}
    asks = [Ask(number, spans[a], spans.get(b, ())) for a, b in keys]
    found: list[Act] = []
    for (source, target), answer in zip(keys, model.answer(seen, asks, told=True), strict=True):
        if answer is None:
            continue
        acts = any(set(sides[source]) & {*act.source, *act.target} for act in found)
        if target == NOBODY and (answer.event_type not in ONE_SIDED or acts):
            continue
        act = _act(clauses, answer, sides[source], sides.get(target, []))
        if act is not None:
            _add(found, act, threshold)
    return found


def sides_of(clauses: Clauses) -> dict[str, list[int]]:
    """Return the indices of the mentions of each party in a sentence.

    A country in which something is said to be is no side where two others are.
    """
    found: dict[str, list[int]] = {}
    for index, mention in enumerate(clauses.mentions):
        party = side_of(clauses.text, mention)
        if party is not None and clauses.span[index][0] < len(clauses.tokens):
            found.setdefault(party, []).append(index)
    acting = [
        party for party, indices in found.items()
        if not all(stands_within(clauses.text, clauses.mentions[index]) for index in indices)
    ]  # fmt: skip
    return {party: found[party] for party in acting} if len(acting) > 1 else found


def _span(clauses: Clauses, index: int) -> tuple[int, int]:
    mention = clauses.mentions[index]
    return mention.start or 0, mention.end or 0


def _act(clauses: Clauses, answer: Answer, source: Sequence[int], target: Sequence[int]) -> Act | None:
    trigger = _tokens(clauses, answer.trigger)
    if trigger is None:
        return None
    kind, act, modality = coded(answer)
    cue = _tokens(clauses, answer.cue) if answer.cue else None
    if cue is not None and modality != "negated" and act not in SAID and _is_ready(clauses, trigger, cue):
        kind = act = promised(act)
        modality, cue = "actual", None
    modes = [mode for mode in ontology.modes(act) if answer.modes.get(f"{act}/{mode}", 0) >= MODE]
    made = Act(
        trigger[0], trigger[1], kind, act, modes[0] if modes else "",
        ontology.cameo_from_plover(act, modes[0] if modes else None).code,
        _nearest(clauses, _doers(clauses, source, trigger), trigger), _nearest(clauses, target, trigger), modality,
        cue,
        confidence=answer.told,
    )  # fmt: skip
    made.reciprocal = act == "CONSULT"
    made.one_sided = not target
    return made


def _is_ready(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether a party is only said to be ready for an act: "voiced its readiness to buy"."""
    near = (*range(cue[0], cue[1] + 1), *range(trigger[0] - 3, trigger[0]))
    return any(clauses.low(at) in READY for at in near)


def coded(answer: Answer) -> tuple[str, str, Modality]:
    """Return type, act and modality, brought to what the manual lets stand together (ontology.future_type)."""
    kind, modality = answer.event_type, answer.modality
    if modality != "future":
        return kind, kind, modality
    act = max(ACTS.get(kind, (kind,)), key=lambda name: answer.acts[name])
    return ontology.future_type(act), act, modality


def _doers(clauses: Clauses, side: Sequence[int], trigger: tuple[int, int]) -> list[int]:
    """Return the mentions of a party without its own that it does something to: "Rome recalled its ambassador"."""

    def is_own(index: int) -> bool:
        first = clauses.span[index][0]
        return first > trigger[1] and bool({clauses.low(first - back) for back in range(3)} & POSSESSIVE)

    return [index for index in side if not is_own(index)] or list(side)


def _nearest(clauses: Clauses, side: Sequence[int], trigger: tuple[int, int]) -> list[int]:
    """Return of a party's mentions the one nearest to the words of the act, with those that stand beside it."""
    if not side:
        return []

    def away(index: int) -> int:
        first, last = clauses.span[index]
        return max(first - trigger[1], trigger[0] - last, 0)

    best = min(side, key=away)
    first, last = clauses.span[best]
    return [
        index for index in side
        if index == best or max(clauses.span[index][0] - last, first - clauses.span[index][1]) <= BESIDE
    ]  # fmt: skip


def _tokens(clauses: Clauses, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last token of a span; None where it has none in the sentence."""
    inside = [at for at, token in enumerate(clauses.tokens) if token.start < span[1] and token.end > span[0]]
    return (inside[0], inside[-1]) if inside else None


def _add(found: list[Act], act: Act, threshold: float) -> None:
    """Add an act, or its parties to the one that has its type, modality and words, where both are sure or both not."""
    for other in found:
        alike = (other.type, other.modality) == (act.type, act.modality)
        low, high = sorted((other.confidence, act.confidence))
        if not alike or other.first > act.last or act.first > other.last:
            continue
        if set(act.source) <= set(other.target) and set(act.target) <= set(other.source):
            # said of both directions: a drill held together, a treaty signed; else the likelier direction holds
            if act.type not in MUTUAL and act.confidence > other.confidence:
                other.source, other.target = act.source, act.target
            other.reciprocal = other.reciprocal or act.type in MUTUAL
            other.confidence = high
            return
        if (low >= threshold) != (high >= threshold):
            continue
        if act.reciprocal and set(act.source) <= {*other.source, *other.target} >= set(act.target):
            return
        if other.target == act.target:
            other.source = _both(other.source, act.source)
        elif other.source == act.source:
            other.target = _both(other.target, act.target)
        else:
            continue
        other.confidence = low
        return
    found.append(act)


def _both(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return list(dict.fromkeys((*one, *other)))
