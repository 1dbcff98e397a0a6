"""Return what teachers say of a batch: the probability of each answer, for a smaller network to learn from.

Labels tell one answer; a larger network tells how near the others were, and has an answer where a set has no label:
names and attribution in the stories whose events alone are labelled, the words of their acts.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from training.batch import TAGS, Batch
from training.losses import PAIR_HEADS, encode, slot_logits
from training.network import Network

TOLD = frozenset({"type", "act", "modality", "trigger", "history"})
"""The heads of pairs that are taught: modes and cues have labels in single sentences alone."""


@torch.no_grad()
def said(teachers: Mapping[Network, float], batch: Batch) -> dict[str, Tensor]:
    """Return by head what teachers, each with its weight, say: of each word, (B, W, K), and of the pairs, (A, K)."""
    found: dict[str, Tensor] = {}
    total = sum(teachers.values())
    for network, weight in teachers.items():
        for name, chances in _said(network, batch).items():
            found[name] = found.get(name, torch.zeros(())) + chances * (weight / total)
    return found


def _said(network: Network, batch: Batch) -> dict[str, Tensor]:
    words, there = encode(network, batch, coarse=True), batch.words.float()
    found = {}
    for name in TAGS:
        if name in batch.asked:
            head, chain = network.tagger(name)
            found[name] = chain.chances(head(words), there)
    if batch.slots is not None:
        logits = zip(PAIR_HEADS, slot_logits(network, batch.slots, words), strict=True)
        found |= {name: one.softmax(1) for name, one in logits if name in TOLD}
    return found
