"""Return the acts that the model sees in a sentence: for each ordered pair of its parties, a type or nothing.

A party is asked about by all its mentions in the sentence, outside of which the model knows nothing; who a mention is
was decided before. What the model answers with less than `THRESHOLD` is no act.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook import ontology
from dyadbook.models import Answer, Ask, Model, Seen
from dyadbook.steps.actors import party_of
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import Clauses

NOBODY = "nobody"
MODE = 0.5
MOST_PARTIES = 12  # a sentence that lists more names no one act between any two
ONE_SIDED = frozenset({"MOBILIZE", "RETREAT", "THREATEN"})


def seen_acts(model: Model, seen: Seen, number: int, clauses: Clauses, *, threshold: float) -> list[Act]:
    """Return the acts of the sentence of this number; one act for all parties that share its words and type."""
    sides = _sides(clauses)
    if not sides or len(sides) > MOST_PARTIES:
        return []
    keys = [(a, b) for a in sides for b in sides if a != b] + [(a, NOBODY) for a in sides]
    spans = {side: tuple(_span(clauses, index) for index in indices) for side, indices in sides.items()}
    asks = [Ask(number, spans[a], spans.get(b, ())) for a, b in keys]
    found: list[Act] = []
    for (source, target), answer in zip(keys, model.answer(seen, asks), strict=True):
        if answer is None:
            continue
        kind = answer.event_type
        if answer.types[kind] < threshold:
            continue
        if target == NOBODY and (kind not in ONE_SIDED or any(source in _named(sides, act) for act in found)):
            continue
        act = _act(clauses, answer, sides[source], sides.get(target, []))
        if act is not None:
            _add(found, act)
    return found


def _named(sides: dict[str, list[int]], act: Act) -> set[str]:
    return {side for side, indices in sides.items() if set(indices) & {*act.source, *act.target}}


def _sides(clauses: Clauses) -> dict[str, list[int]]:
    """Return the indices of the mentions of each party; those who are only places or not resolved are left out."""
    found: dict[str, list[int]] = {}
    for index, mention in enumerate(clauses.mentions):
        party = party_of(mention)
        if party is not None and mention.basis != "place" and clauses.span[index][0] < len(clauses.tokens):
            found.setdefault(party, []).append(index)
    return found


def _span(clauses: Clauses, index: int) -> tuple[int, int]:
    mention = clauses.mentions[index]
    return mention.start or 0, mention.end or 0


def _act(clauses: Clauses, answer: Answer, source: list[int], target: list[int]) -> Act | None:
    trigger = _tokens(clauses, answer.trigger)
    if trigger is None:
        return None
    kind, act = answer.event_type, answer.act
    modality = answer.modality
    if ontology.future_type(act) != kind or modality != "future":
        act = act if kind in {"AGREE", "CONCEDE", "THREATEN", "REJECT", "REQUEST"} else kind
    modes = [mode for mode in ontology.modes(act) if answer.modes.get(f"{act}/{mode}", 0) >= MODE]
    made = Act(
        trigger[0], trigger[1], kind, act, modes[0] if modes else "",
        ontology.cameo_from_plover(act, modes[0] if modes else None).code or "", source, target, modality,
        _tokens(clauses, answer.cue) if answer.cue else None,
        confidence=round(answer.types[kind], 2),
    )  # fmt: skip
    made.reciprocal = act == "CONSULT"
    made.one_sided = not target
    return made


def _tokens(clauses: Clauses, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the first and last token of a span; None where it has none in the sentence."""
    inside = [at for at, token in enumerate(clauses.tokens) if token.start < span[1] and token.end > span[0]]
    return (inside[0], inside[-1]) if inside else None


def _add(found: list[Act], act: Act) -> None:
    """Add an act, or its parties to the one that has its type, modality and words."""
    for other in found:
        alike = (other.type, other.modality) == (act.type, act.modality)
        if not alike or other.first > act.last or act.first > other.last:
            continue
        if act.reciprocal and set(act.source) <= {*other.source, *other.target} >= set(act.target):
            return
        if other.target == act.target:
            other.source = _both(other.source, act.source)
            return
        if other.source == act.source:
            other.target = _both(other.target, act.target)
            return
    found.append(act)


def _both(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return list(dict.fromkeys((*one, *other)))
