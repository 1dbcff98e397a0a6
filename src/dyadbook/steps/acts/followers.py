"""Return acts of who does as another did before: "Oslo expelled an envoy of Rome. Bern followed suit"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dyadbook.records import ELSEWHERE, Event
from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.sides import parties_of, party_of

LIKEWISE = (("followed", "suit"), ("did", "so", "too"), ("did", "the", "same"), ("did", "likewise"))
BACK = 500  # characters back in which the act that is followed is told
SCORE = 0.6


def with_followers(clauses: Clauses, acts: Sequence[Act], told: Sequence[Event]) -> list[Act]:
    """Return the acts of a sentence with that of who follows; `told` are the events of the sentences before.

    What is followed is the last act that was done, toward one party other than who follows.
    """
    found = list(acts)
    for at in range(1, len(clauses.tokens)):
        words = next((one for one in LIKEWISE if _stands(clauses, at, one)), None)
        doers = clauses.joined_left(clauses.owner[at - 1]) if words else []
        parties = parties_of(clauses.mentions, doers) - {None}
        event = _followed(told, parties, clauses.tokens[0].start) if words and parties else None
        if words is None or event is None or any(act.first <= at <= act.last for act in found):
            continue
        target = msgspec.structs.replace(event.target[0], basis=ELSEWHERE, score=SCORE)
        mode = event.modes[0] if event.modes else ""
        found.append(Act(
            at, at + len(words) - 1, event.type, event.act, mode, event.cameo or "", doers, [], elsewhere=(target,),
        ))  # fmt: skip
    return found


def _stands(clauses: Clauses, at: int, words: tuple[str, ...]) -> bool:
    return all(clauses.low(at + number) == word for number, word in enumerate(words))


def _followed(told: Sequence[Event], parties: set[str | None], start: int) -> Event | None:
    """Return the last event before a place, where it was done toward one party, by others than these."""
    event = told[-1] if told else None
    if event is None or start - max(report.start for report in event.reports) > BACK:
        return None
    others, doers = ({party_of(actor) for actor in side} for side in (event.target, event.source))
    fits = event.modality == "actual" and len(others) == 1 and not (others | doers) & (parties | {None})
    return event if fits and event.target[0].basis != ELSEWHERE else None
