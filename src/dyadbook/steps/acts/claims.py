"""Return who only claims what an act tells: "Rome's claim that Oslo shelled a port", "an allegation by Rome that"."""

from __future__ import annotations

from dyadbook.records import Actor
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.noun_acts import owner_before
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import party_of

CLAIM = frozenset({"claim", "allegation", "accusation", "assertion", "contention"})
BY = 6  # tokens from "allegation" to "that", with who makes it between


def claimant(clauses: Clauses, act: Act) -> Actor | None:
    """Return who claims what an act tells, by the noun whose clause tells it; None where nobody is named."""
    for that in range(act.first - 1, 0, -1):
        if clauses.low(that) in BREAK - {"that"} or any(that <= group.at < act.first for group in clauses.groups):
            return None  # a verb of its own stands between
        if clauses.low(that) == "that":
            return _maker(clauses, that)
    return None


def _maker(clauses: Clauses, that: int) -> Actor | None:
    """Return whose claim it is that a clause opened by "that" tells."""
    noun = next((at for at in range(that - 1, max(-1, that - 1 - BY), -1) if singular(clauses.low(at)) in CLAIM), None)
    if noun is None:
        return None
    between = range(noun + 1, that)
    makers = [clauses.owner[at] for at in between if clauses.low(noun + 1) == "by" and clauses.owner[at] is not None]
    if between and not makers:
        return None
    makers = makers or list(owner_before(clauses, noun))
    known = [clauses.mentions[index] for index in makers if index is not None and party_of(clauses.mentions[index])]
    return known[-1] if known else None
