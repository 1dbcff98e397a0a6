"""Return whether an act is a threat that was made: an ultimatum, or the deed that somebody says he will do."""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import MODAL, POSSESSIVE
from dyadbook.steps.language.word_forms import singular

ULTIMATUM = "139"
UNITS = frozenset({"hour", "day", "week", "month"})
DEADLINE = 9  # tokens from "gave" to the unit of time
SURE = frozenset("will would shall 'll".split())
NOUN_AFTER = POSSESSIVE | {"the", "a", "no", "any"}
"""Words behind which `will` is a noun: "the will to answer"."""
CONDITIONAL = frozenset({"if", "unless", "should"})
SAYING = frozenset("threaten warn caution tell say intimidate".split())
"""Verbs that tell that a threat is made, which may itself be still to come: "they will threaten"."""


def is_ultimatum(clauses: Clauses, act: Act) -> bool:
    """Return whether what is given is only time: "gave Rome until Friday to leave"."""
    given = next(iter(act.verbs(clauses)), None)
    if given is None or given.base != "give" or given.passive:
        return False
    whom = [clauses.span[index][1] for index in act.target if clauses.span[index][0] > given.at]
    return bool(whom) and clauses.low(max(whom)) in {"until", "till"}


def has_deadline(clauses: Clauses, act: Act) -> bool:
    """Return whether what is given is a time in which to do something: "gave Rome's troops a month to leave"."""
    given = next(iter(act.verbs(clauses)), None)
    if given is None or given.base != "give" or given.passive:
        return False
    units = (at for at in range(given.at + 2, given.at + DEADLINE) if singular(clauses.low(at)) in UNITS)
    return any(clauses.low(at + 1) == "to" for at in units)


def is_announced(clauses: Clauses, act: Act) -> bool:
    """Return whether a threat is told by the deed that somebody will do: "will answer with force if Rome attacks"."""
    cued = act.cue is None or clauses.low(act.cue[0]) in MODAL | CONDITIONAL
    will = any(
        clauses.low(at) in SURE and clauses.low(at - 1) not in NOUN_AFTER for at in range(act.first - 2, act.last + 1)
    )
    return cued and will and not any(group.base in SAYING or group.passive for group in act.verbs(clauses))
