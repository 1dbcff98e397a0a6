"""Return acts toward envoys whose country another sentence names: "The ministry also expelled two diplomats".

Whom a government expels, summons or recalls its envoys from is who the sentences before told of with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dyadbook.records import ELSEWHERE, Actor, Event
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.envoys import ENVOY
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import party_of

DONE_TO_ENVOYS = frozenset({"expel", "summon", "recall", "withdraw"})
OBJECT = 6  # tokens from a verb to the envoy
BACK = 600  # characters back in which the other party is told of
SCORE = 0.6


def with_guests(clauses: Clauses, acts: Sequence[Act], told: Sequence[Event]) -> list[Act]:
    """Return the acts of a sentence, those done to an envoy of no country that it names aimed at the other party.

    `told` are the events of the sentences before.
    """
    for act in acts:
        if (host := _host(clauses, act)) is not None and (guest := _other(clauses, host, told)) is not None:
            act.target, act.elsewhere, act.one_sided = [], (guest,), False
    return list(acts)


def _host(clauses: Clauses, act: Act) -> str | None:
    """Return who does something to an envoy, where the sentence names no other party; else None."""
    parties = {party_of(one) for one in clauses.mentions} - {None}
    verb = next(iter(act.verbs(clauses)), None)
    if verb is None or verb.base not in DONE_TO_ENVOYS or verb.passive or act.elsewhere:
        return None
    near = {singular(clauses.low(at)) for at in range(verb.at + 1, verb.at + OBJECT)}
    own = {party_of(clauses.mentions[index]) for index in act.source}
    return next(iter(own)) if len(own) == 1 and own == parties and near & ENVOY else None


def _other(clauses: Clauses, host: str, told: Sequence[Event]) -> Actor | None:
    """Return the party told of last with a host; None where none is near, or several are."""
    start = clauses.tokens[0].start
    for event in reversed(told):
        if start - max(report.start for report in event.reports) > BACK:
            return None
        sides = [{party_of(one) for one in side} for side in (event.source, event.target)]
        others = [side for side, parties in zip((event.target, event.source), sides, strict=True) if parties == {host}]
        if others and len({party_of(one) for one in others[0]}) == 1:
            guest = others[0][0]  # one that was itself sought elsewhere is no ground for another
            return None if guest.basis == ELSEWHERE else msgspec.structs.replace(guest, basis=ELSEWHERE, score=SCORE)
    return None
