"""Return what makes a network's probabilities mean something: temperatures, and a threshold with its curve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from benchmarks.common import calibration_error
from numpy.typing import NDArray
from torch.nn import functional

from training import measure
from training.corpora import Sample
from training.network import Network

Floats = NDArray[np.float64]
PRECISION = 0.54  # of a pair of parties with its type and direction; whole events score alike from .6 to .75


def calibrate(network: Network, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return temperatures, calibration errors before and after, and the curve of precision and recall by threshold."""
    chances, golds, moods, mood_golds, pasts, past_golds = [], [], [], [], [], []
    for pair, scores in measure.pair_scores(network, samples):
        if not pair.source or not pair.target or pair.types is None:
            continue
        chances.append(scores["type"])
        golds.append(sorted(pair.types))
        if pair.modality is not None:
            moods.append(scores["modality"])
            mood_golds.append([pair.modality])
        if pair.history is not None:
            pasts.append(scores["history"])
            past_golds.append([pair.history])
    type_temperature, mood_temperature = temperature(chances, golds), temperature(moods, mood_golds)
    past_temperature = temperature(pasts, past_golds) if pasts else None  # the clean model is not taught it
    warmed = [tempered(one, type_temperature) for one in chances]
    steps = curve(warmed, golds)
    good = [row for row in steps if row["precision"] >= PRECISION]
    return {
        "temperature": {"type": type_temperature, "modality": mood_temperature, "history": past_temperature},
        "threshold": good[0]["threshold"] if good else max(steps, key=lambda row: row["precision"])["threshold"],
        "calibration_error": {
            "type before": error(chances, golds), "type after": error(warmed, golds),
            "modality before": error(moods, mood_golds),
            "modality after": error([tempered(one, mood_temperature) for one in moods], mood_golds),
        },
        "curve": steps,
    }  # fmt: skip


def tempered(chances: Floats, by: float) -> Floats:
    """Return probabilities at another temperature."""
    powers = np.power(np.maximum(chances, 1e-9), 1 / by)
    found: Floats = powers / powers.sum()
    return found


def temperature(chances: Sequence[Floats], golds: Sequence[Sequence[int]]) -> float:
    """Return the temperature under which the right labels are likeliest."""
    logs = torch.tensor(np.log(np.maximum(np.stack(chances), 1e-9)), dtype=torch.float64)
    right = torch.tensor([gold[0] for gold in golds])
    lost = {by: float(functional.cross_entropy(logs / by, right)) for by in np.arange(0.5, 3.01, 0.05)}
    return round(float(min(lost, key=lambda by: lost[by])), 2)


def error(chances: Sequence[Floats], golds: Sequence[Sequence[int]]) -> float:
    """Return the expected calibration error: how far the top probability is from how often it is right."""
    sure = [(float(one.max()), bool(one.argmax() in gold)) for one, gold in zip(chances, golds, strict=True)]
    return round(calibration_error(sure), 4)


def curve(chances: Sequence[Floats], golds: Sequence[Sequence[int]]) -> list[dict[str, float]]:
    """Return precision and recall by the probability that an event is told; its type is the likeliest."""
    kinds = [1 + int(one[1:].argmax()) for one in chances]
    scores = [1 - float(one[0]) for one in chances]
    right = [kind in gold for kind, gold in zip(kinds, golds, strict=True)]
    told = sum(0 not in gold for gold in golds)
    found = []
    for threshold in np.arange(0.2, 0.96, 0.05):
        kept = [ok for score, ok in zip(scores, right, strict=True) if score >= threshold]
        found.append(
            {"threshold": round(float(threshold), 2), "precision": round(sum(kept) / max(1, len(kept)), 3),
             "recall": round(sum(kept) / max(1, told), 3)}
        )  # fmt: skip
    return found
