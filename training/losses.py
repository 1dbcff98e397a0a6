"""Return the losses of a batch: one pass of the encoder, and what each head gets wrong of its labels and teachers'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.batch import ROLES, TAGS, UNKNOWN, Answers, Batch, Links, Slots, moved, slots
from training.corpora import Pair
from training.network import BIG, Network

SMOOTHING = 0.05
PAIR_HEADS = ("type", "act", "modality", "modes", "trigger", "cue", "history")
TAUGHT = "taught "
"""What the names of the losses against a teacher begin with."""


@dataclass(frozen=True)
class Weights:
    """How much each head's loss counts."""

    names: float = 1.0
    attribution: float = 1.0
    links: float = 0.5
    type: float = 1.0
    act: float = 0.3
    modality: float = 0.7
    history: float = 0.5
    modes: float = 4.0
    trigger: float = 0.3
    cue: float = 0.3
    taught: float = 2.0
    """How many times as much what a teacher says of a head counts as what the labels say."""

    def of(self, loss: str) -> float:
        """Return the weight of a loss as `losses` names it."""
        head = loss.removeprefix(TAUGHT)
        weight: float = getattr(self, head)
        return weight if head == loss else weight * self.taught


def encode(network: Network, batch: Batch, *, coarse: bool | None = None) -> Tensor:
    """Return the vectors of the words, (B, W, D); in training the encoder reckons in bfloat16, twice as fast.

    `coarse` says whether it does.
    """
    coarse = network.training if coarse is None else coarse
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16, enabled=coarse):
        hidden = network.encoder(batch.ids, batch.shapes, batch.roles, batch.mask)
    hidden = hidden.float()
    return hidden.gather(1, batch.firsts[..., None].expand(-1, -1, hidden.shape[-1]))


def losses(network: Network, batch: Batch, said: Mapping[str, Tensor] | None = None) -> dict[str, Tensor]:
    """Return the loss of each head that a batch has labels for, and against what teachers `said` of it."""
    words, there = encode(network, batch), batch.words.float()
    said = said or {}
    found: dict[str, Tensor] = {}
    for name in TAGS:
        head, chain = network.tagger(name)
        if name in batch.tags:
            tags = batch.tags[name]
            found[name] = chain.loss(head(network.drop(words[tags.rows])), tags.labels, there[tags.rows])
        if name in said and name in batch.asked:
            rows = batch.asked[name]
            scores = head(network.drop(words[rows]))
            found[TAUGHT + name] = chain.taught_loss(scores, said[name][rows], there[rows])
    if batch.links is not None:
        found["links"] = _link_loss(network, batch.links, words)
    if batch.slots is not None and batch.answers is not None:
        logits = dict(zip(PAIR_HEADS, slot_logits(network, batch.slots, words), strict=True))
        found |= _pair_losses(logits, batch.answers)
        for name in set(said) & set(logits):
            found[TAUGHT + name] = -(logits[name].log_softmax(1) * said[name]).sum(1).mean()
    return found


def _link_loss(network: Network, links: Links, words: Tensor) -> Tensor:
    """Return the mean loss over the contents of each window: the right sources and cues, or none, among all of it."""
    vectors = network.links(network.drop(words[links.rows]))
    lost = []
    for which, role in enumerate(ROLES):
        ties = links.ties[role]
        scores = network.link_scores(vectors, links.contents, ties.others, ties.features, which)
        gone = functional.pad((1 - ties.there) * -BIG, (0, 1))[:, None]
        each = -((scores + gone).log_softmax(2) + (ties.right - 1) * BIG).logsumexp(2)
        lost.append(((each * links.there).sum(1) / links.there.sum(1)).mean())
    return torch.stack(lost).mean()


def slot_logits(network: Network, where: Slots, words: Tensor) -> tuple[Tensor, ...]:
    """Return what the pair head says of the pairs of a batch, (A, K) each or (A, V) for words."""
    logits = network.pairs(words.flatten(0, 1)[where.at], where.source, where.target, where.inside)
    return tuple(part.flatten(0, 1)[where.order] for part in logits)


def pair_logits(network: Network, chosen: Sequence[tuple[int, Pair]], words: Tensor) -> tuple[Tensor, ...]:
    """Return what the pair head says of (window, pair), the words cut to the pairs' sentences."""
    return slot_logits(network, moved(slots(chosen, words.shape[1]), words.device), words)


def _pair_losses(logits: Mapping[str, Tensor], answers: Answers) -> dict[str, Tensor]:
    """Return the losses of the pair head over the pairs of a batch."""
    found: dict[str, Tensor] = {}
    if "type" in answers.heads:
        logs, free = logits["type"].log_softmax(1), answers.among.amax(1)
        shared = -(1 - SMOOTHING) * (answers.types * logs).sum(1) - SMOOTHING * logs.mean(1)
        one_of = -(logs + (answers.among - 1) * BIG).logsumexp(1)
        lost = torch.where(free > 0, one_of, shared * answers.typed)
        found["type"] = lost.sum() / (answers.typed + free).sum()
    for name, right in answers.classes.items():
        if name in answers.heads:
            found[name] = functional.cross_entropy(logits[name], right, ignore_index=UNKNOWN, label_smoothing=SMOOTHING)
    if "modes" in answers.heads:
        each = functional.binary_cross_entropy_with_logits(logits["modes"], answers.modes, reduction="none").mean(1)
        found["modes"] = (each * answers.moded).sum() / answers.moded.sum()
    for name, share in answers.places.items():
        if name in answers.heads:
            each = -(logits[name].log_softmax(1) * share).sum(1)
            found[name] = each.sum() / (share.sum(1) > 0).sum()
    return found
