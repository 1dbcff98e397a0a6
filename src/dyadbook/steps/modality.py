"""Return the acts of pairs as done only where the model is sure of it, else as the likeliest of what else they may be.

A plan that is shown as news misleads more than news that is shown as a plan.
"""

from __future__ import annotations

from dataclasses import replace

from dyadbook.steps.pairs import Pair, coded

SURE = 0.65
"""The probability from which an act is told as done: a higher one shows less as news, and takes more for plans."""


def doubt(pair: Pair) -> None:
    """Set the act of a pair to planned, supposed or denied where the model is not sure enough that it was done."""
    if pair.modality == "actual" and pair.answer.modalities["actual"] < SURE:
        other = replace(pair.answer, modalities={**pair.answer.modalities, "actual": 0.0})
        pair.type, pair.act, pair.modality = coded(other)
