"""Return samples with what teachers say of them: the probability of each answer, for a smaller network to learn from.

Labels tell one answer; a larger network tells how near the others were, and has an answer where a set has no label:
names and attribution in the stories whose events alone are labelled, the words of their acts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.corpora import Pair, Sample, Taught
from training.losses import PAIR_HEADS, collate, encode, pair_logits
from training.network import Network

TOLD = frozenset({"type", "act", "modality", "trigger", "history"})
"""The heads of pairs that are taught: modes and cues have labels in single sentences alone."""
BATCH = 4096  # pieces


@torch.no_grad()
def teach(teachers: Sequence[tuple[Network, float]], samples: Sequence[Sample]) -> None:
    """Set what teachers, each with its weight, say of each sample: the weighted mean of their probabilities."""
    total = sum(weight for _, weight in teachers)
    for group in _alike(samples):
        for network, weight in teachers:
            said = _said(network, group)
            for held, chances in said:
                _add(held.taught, chances, weight / total)


def _add(taught: Taught, chances: Mapping[str, NDArray[np.float16]], weight: float) -> None:
    for name, value in chances.items():
        taught[name] = (taught[name] + weight * value if name in taught else weight * value).astype(np.float16)


def _alike(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Return groups of samples of like length."""
    found: list[list[Sample]] = []
    for one in sorted(samples, key=lambda one: len(one.window.ids)):
        if not found or (len(found[-1]) + 1) * len(one.window.ids) > BATCH:
            found.append([])
        found[-1].append(one)
    return found


def _said(network: Network, samples: Sequence[Sample]) -> list[tuple[Sample | Pair, Taught]]:
    """Return what a network says of samples, tag by tag, and of their pairs."""
    batch = collate(samples)
    words, mask = encode(network, batch, coarse=True), batch.words.float()
    names = network.name_chain.chances(network.names(words), mask)
    attribution = network.attribution_chain.chances(network.attribution(words), mask)
    found: list[tuple[Sample | Pair, Taught]] = []
    for number, one in enumerate(samples):
        size = len(one.window.words)
        found.append((one, {"names": _half(names[number, :size]), "attribution": _half(attribution[number, :size])}))
    for number, one in enumerate(samples):
        if not one.pairs:
            continue
        # a window at a time: where all are padded together, one crowded sentence swells them all
        chosen = [(number, pair) for pair in one.pairs]
        logits = pair_logits(network, chosen, words)
        parts = {name: part.softmax(1) for name, part in zip(PAIR_HEADS, logits, strict=True) if name in TOLD}
        for row, (_, pair) in enumerate(chosen):
            size = pair.inside[1] - pair.inside[0]
            said = {name: _half(part[row, :size] if name == "trigger" else part[row]) for name, part in parts.items()}
            found.append((pair, said))
    return found


def _half(chances: Tensor) -> NDArray[np.float16]:
    found: NDArray[np.float16] = chances.detach().numpy().astype(np.float16)
    return found
