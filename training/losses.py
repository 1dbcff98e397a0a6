"""Return the losses of a batch: samples padded to tensors, one pass of the encoder, and what each head gets wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from dyadbook.models.labels import MODES, TYPES
from dyadbook.models.links import link_features
from training.corpora import YIELD, Pair, Sample, quad_of_types
from training.network import Network

MOST_PAIRS = 10  # a sentence: all that tell something, and some of those that do not
QUADS = torch.tensor(quad_of_types())
YIELDS = torch.tensor([name in YIELD for name in TYPES])
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


@dataclass
class Batch:
    """Padded inputs; `firsts` (B, W) is the piece of each word, `words` (B, W) 1 where there is a word."""

    ids: Tensor
    shapes: Tensor
    roles: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor


def collate(samples: Sequence[Sample]) -> Batch:
    """Return the padded inputs of samples."""
    length = max(len(one.window.ids) for one in samples)
    words = max(len(one.window.words) for one in samples)

    def padded(rows: Sequence[Sequence[int]], size: int) -> Tensor:
        found = torch.zeros((len(rows), size), dtype=torch.long)
        for number, row in enumerate(rows):
            found[number, : len(row)] = torch.tensor(row)
        return found

    return Batch(
        ids=padded([one.window.ids for one in samples], length),
        shapes=padded([one.window.shapes for one in samples], length),
        roles=padded([one.roles or [] for one in samples], length),
        mask=padded([[1] * len(one.window.ids) for one in samples], length),
        firsts=padded([one.window.firsts for one in samples], words),
        words=padded([[1] * len(one.window.words) for one in samples], words),
    )


def encode(network: Network, batch: Batch, *, coarse: bool | None = None) -> Tensor:
    """Return the vectors of the words, (B, W, D); in training the encoder reckons in bfloat16, twice as fast.

    `coarse` says whether it does.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=network.training if coarse is None else coarse):
        hidden = network.encoder(batch.ids, batch.shapes, batch.roles, batch.mask)
    hidden = hidden.float()
    return hidden.gather(1, batch.firsts[..., None].expand(-1, -1, hidden.shape[-1]))


def losses(network: Network, samples: Sequence[Sample], rng: random.Random) -> dict[str, Tensor]:
    """Return the loss of each head that the samples have labels for."""
    batch = collate(samples)
    words = encode(network, batch)
    found: dict[str, Tensor] = {}
    for name, head, chain in (
        ("names", network.names, network.name_chain),
        ("attribution", network.attribution, network.attribution_chain),
    ):
        rows = [number for number, one in enumerate(samples) if getattr(one, name) is not None]
        if rows:
            tags = torch.zeros((len(rows), words.shape[1]), dtype=torch.long)
            for row, number in enumerate(rows):
                labels = getattr(samples[number], name)
                tags[row, : len(labels)] = torch.tensor(labels)
            found[name] = chain.loss(head(network.drop(words[rows])), tags, batch.words[rows].float())
        rows = [number for number, one in enumerate(samples) if name in one.taught]
        if rows:
            chances = _stacked([samples[number].taught[name] for number in rows], words.shape[1])
            scores = head(network.drop(words[rows]))
            found[TAUGHT + name] = chain.taught_loss(scores, chances, batch.words[rows].float())
    if linked := [number for number, one in enumerate(samples) if one.links]:
        found["links"] = torch.stack([_link_loss(network, samples[n], words[n]) for n in linked]).mean()
    chosen = [(number, pair) for number, one in enumerate(samples) for pair in _choose(one.pairs, rng)]
    if chosen:
        found |= pair_losses(network, chosen, words)
    return found


def _stacked(rows: Sequence[NDArray[np.float16]], size: int) -> Tensor:
    """Return arrays as one, each filled up with nothing to the same number of rows."""
    found = torch.zeros((len(rows), size, *rows[0].shape[1:]))
    for number, row in enumerate(rows):
        found[number, : len(row)] = torch.from_numpy(row.astype(np.float32))
    return found


def _choose(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    by_sentence: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        by_sentence.setdefault(pair.inside, []).append(pair)
    found = []
    for group in by_sentence.values():
        told = [pair for pair in group if pair.types is None or pair.types.get(0, 0) < 1]
        rest = [pair for pair in group if pair.types is not None and pair.types.get(0, 0) >= 1]
        found += told + rng.sample(rest, min(len(rest), max(4, MOST_PAIRS - len(told))))
    return found


def means(stretches: Sequence[tuple[int, int]], size: int) -> Tensor:
    found = torch.zeros((len(stretches), size))
    for number, (first, last) in enumerate(stretches):
        found[number, first:last] = 1 / (last - first)
    return found


def _link_loss(network: Network, sample: Sample, words: Tensor) -> Tensor:
    """Return the mean loss over contents: the right sources and cues, or none, among all of the window."""
    size = len(sample.window.words)
    vectors = network.links(network.drop(words[:size]))
    contents = [link.content for link in sample.links]
    sentence_of = sample.window.sentence_of()
    lost = []
    for which, role in enumerate(("source", "cue")):
        others = sample.spans.get(role, [])
        third = sample.spans.get("cue" if role == "source" else "source", [])
        features = torch.from_numpy(link_features(contents, others, third, sentence_of))
        scores = network.link_scores(vectors, means(contents, size), means(others, size), features, which)
        gold = torch.zeros_like(scores)
        for row, link in enumerate(sample.links):
            mine = link.sources if role == "source" else link.cues
            for one in mine:
                gold[row, others.index(one)] = 1
            if not mine:
                gold[row, -1] = 1
        lost.append(-(scores.log_softmax(1) + (gold - 1) * 1e4).logsumexp(1).mean())
    return torch.stack(lost).mean()


def pair_logits(network: Network, chosen: Sequence[tuple[int, Pair]], words: Tensor) -> tuple[Tensor, ...]:
    """Return what the pair head says of (sample, pair), the words cut to the pairs' sentences."""
    places: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for row, (number, pair) in enumerate(chosen):
        places.setdefault((number, pair.inside), []).append(row)
    width = max(last - first for _, (first, last) in places)
    most = max(map(len, places.values()))
    sentences = torch.stack(
        [functional.pad(words[n, first:last], (0, 0, 0, width - (last - first))) for n, (first, last) in places]
    )
    masks = np.zeros((2, len(places), most, width), dtype=np.float32)
    inside = torch.zeros((len(places), width))
    order = torch.zeros(len(chosen), dtype=torch.long)
    for at, ((_, (first, last)), rows) in enumerate(places.items()):
        inside[at, : last - first] = 1
        for slot, row in enumerate(rows):
            pair = chosen[row][1]
            masks[0, at, slot, [word - first for word in pair.source]] = 1
            masks[1, at, slot, [word - first for word in pair.target]] = 1
            order[row] = at * most + slot
    source, target = torch.from_numpy(masks)
    logits = network.pairs(sentences, source, target, inside)
    return tuple(part.flatten(0, 1)[order] for part in logits)


def pair_losses(network: Network, chosen: Sequence[tuple[int, Pair]], words: Tensor) -> dict[str, Tensor]:
    """Return the losses of the pair head over (sample, pair)."""
    pairs = [pair for _, pair in chosen]
    answers = pair_logits(network, chosen, words)
    type_, act, modality, modes, trigger, cue, history = answers
    found: dict[str, Tensor] = {}
    logs = type_.log_softmax(1)
    lost = []
    for row, pair in enumerate(pairs):
        if pair.types is not None and pair.merged:
            lost.append(-logs[row][YIELDS].logsumexp(0))
        elif pair.types is not None:
            right = torch.stack([share * logs[row, label] for label, share in pair.types.items()]).sum()
            lost.append(-(1 - SMOOTHING) * right - SMOOTHING * logs[row].mean())
        elif pair.quad is not None:
            lost.append(-logs[row][pair.quad == QUADS].logsumexp(0))
    if lost:
        found["type"] = torch.stack(lost).mean()
    for name, logits in (("act", act), ("modality", modality), ("history", history)):
        rows = [row for row, pair in enumerate(pairs) if getattr(pair, name) is not None]
        if rows:
            gold = torch.tensor([getattr(pairs[row], name) for row in rows])
            found[name] = functional.cross_entropy(logits[rows], gold, label_smoothing=SMOOTHING)
    rows = [row for row, pair in enumerate(pairs) if pair.modes is not None]
    if rows:
        gold = torch.zeros((len(rows), len(MODES)))
        for row, number in enumerate(rows):
            gold[row, pairs[number].modes or []] = 1
        found["modes"] = functional.binary_cross_entropy_with_logits(modes[rows], gold)
    for name, logits in (("trigger", trigger), ("cue", cue)):
        rows = [row for row, pair in enumerate(pairs) if getattr(pair, name)]
        if rows:
            gold = torch.zeros((len(rows), logits.shape[1]))
            for row, number in enumerate(rows):
                places = getattr(pairs[number], name)
                gold[row, [at - pairs[number].inside[0] for at in places]] = 1 / len(places)
            found[name] = -(logits[rows].log_softmax(1) * gold).sum(1).mean()
    rows = [row for row, pair in enumerate(pairs) if pair.taught]
    for name, logits in zip(PAIR_HEADS, answers, strict=True):
        if rows and name in pairs[rows[0]].taught:
            chances = _stacked([pairs[row].taught[name] for row in rows], logits.shape[1])
            found[TAUGHT + name] = -(logits[rows].log_softmax(1) * chances).sum(1).mean()
    return found
