"""Return the acts of pairs as done only where the model is sure of it, else as the likeliest of what else they may be.

A plan that is shown as news misleads more than news that is shown as a plan.
"""

from __future__ import annotations

from dataclasses import replace

from dyadbook.steps.acts import Act
from dyadbook.steps.pairs import Asked, Pair, coded

SURE = 0.65
"""The probability from which an act is told as done: a higher one shows less as news, and takes more for plans."""


def doubt(asked: Asked) -> None:
    """Set acts to planned, supposed or denied where the model is not sure enough that they were done.

    Where a rule tells the act as done in the same words, the model need not be.
    """
    for pair in (*asked.pairs, *asked.halves):
        unsure = pair.modality == "actual" and pair.answer.modalities["actual"] < SURE
        if unsure and not any(_tells(rule, pair) for rule in asked.rules):
            other = replace(pair.answer, modalities={**pair.answer.modalities, "actual": 0.0})
            pair.type, pair.act, pair.modality = coded(other)


def _tells(rule: Act, pair: Pair) -> bool:
    """Return whether a rule tells the act of a pair as done, in the same words."""
    same = rule.first <= pair.trigger[1] and pair.trigger[0] <= rule.last
    return same and (rule.act, rule.modality) == (pair.act, "actual")
