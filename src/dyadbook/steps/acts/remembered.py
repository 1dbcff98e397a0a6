"""Return whether an act is one that is remembered: the news is the ceremony, and the act is history.

"Marked the anniversary of Rome's invasion of Oslo on Friday", "Oslo's victory over Rome was celebrated on Friday": the
day is that of the ceremony.
"""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import is_noun
from dyadbook.steps.acts.asides import FOUGHT
from dyadbook.steps.language.clauses import Clauses

MEMORY = frozenset(
    "anniversary anniversaries commemoration remembrance memory centenary jubilee memorial remember remembers "
    "remembered remembering commemorate commemorates commemorated commemorating".split()
)
CELEBRATE = frozenset({"commemorate", "mark", "celebrate", "honour", "honor", "observe"})
"""Verbs of ceremonies for what was fought; of a signing or a visit they tell something of these days."""
REACH = 12  # tokens from such a word to the act


def is_remembered(clauses: Clauses, act: Act) -> bool:
    """Return whether the noun that tells an act is what somebody remembers, or has an anniversary."""
    if not is_noun(clauses, act):
        return False
    over = [group for group in clauses.groups if group.at < act.first][-1:]
    done = [group for group in clauses.groups if group.at > act.last and group.base != "be"][:1]
    start = max(*(group.at for group in over), act.first - REACH, 0)
    if MEMORY & {clauses.low(at) for at in range(start, act.first)}:
        return True
    end = min(*(group.at for group in done), act.last + REACH, len(clauses.tokens) - 1)
    if {"commemorated", "remembered"} & {clauses.low(at) for at in range(act.last + 1, end + 1)}:
        return True
    held = [*(group for group in over if not group.passive), *(group for group in done if group.passive)]
    return act.act in FOUGHT and any(
        group.base in CELEBRATE and -REACH <= group.at - act.last <= REACH for group in held
    )
