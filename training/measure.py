"""Return how good a network is: attribution on PolNeAR, names and pairs on labelled sentences, as F1 and accuracy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from benchmarks.common import count_kinds, f1, macro_f1, said_pairs

from dyadbook.models.decode import Chain, tagged_spans
from dyadbook.models.labels import ATTRIBUTION_TAGS, MODALITIES, NAME_TAGS, TYPES
from dyadbook.models.links import link_features
from training.batch import collate, means
from training.corpora import Pair, Sample, Stretch, quad_of_types
from training.losses import PAIR_HEADS, encode, pair_logits
from training.network import Network


@torch.no_grad()
def attribution(network: Network, samples: Sequence[Sample]) -> dict[str, float]:
    """Return exact span F1 by role, and of (source, content) pairs: exact, with gold spans, and by overlap (`tied`)."""
    counts: Counter[str] = Counter()
    for start in range(0, len(samples), 8):
        group = samples[start : start + 8]
        words = encode(network, collate(group))
        for number, sample in enumerate(group):
            _count_attribution(network, sample, words[number, : len(sample.window.words)], counts)
    found = {}
    for role in ("source", "cue", "content", "pair", "linked", "tied"):
        found[role] = f1(counts, role)
    return found


def _count_attribution(network: Network, sample: Sample, words: torch.Tensor, counts: Counter[str]) -> None:
    scores = network.attribution(words).numpy()
    chain = Chain(ATTRIBUTION_TAGS, network.attribution_chain.weights().numpy())
    [spans] = tagged_spans([(chain, scores)])
    mine: dict[str, list[Stretch]] = {role: [] for role in ("source", "cue", "content")}
    for span in spans:
        mine[span.kind].append((span.first, span.last))
    for role, found in mine.items():
        gold = set(sample.spans.get(role, []))
        counts[f"{role} gold"] += len(gold)
        counts[f"{role} found"] += len(found)
        counts[f"{role} right"] += len(gold & set(found))
    gold_pairs = {(source, link.content) for link in sample.links for source in link.sources}
    for name, parts in (("pair", mine), ("linked", {**{"source": [], "cue": [], "content": []}, **sample.spans})):
        pairs = link(network, sample, words, parts)
        if name == "pair":
            counts["tied gold"] += len({content for _, content in gold_pairs})
            counts["tied found"] += len(pairs)
            counts["tied right"] += said_pairs(sorted(pairs), sorted(gold_pairs))
        counts[f"{name} gold"] += len(gold_pairs)
        counts[f"{name} found"] += len(pairs)
        counts[f"{name} right"] += len(gold_pairs & pairs)


def link(
    network: Network, sample: Sample, words: torch.Tensor, parts: dict[str, list[Stretch]]
) -> set[tuple[Stretch, Stretch]]:
    """Return the (source, content) pairs that the linker makes of spans."""
    contents, sources = parts["content"], parts["source"]
    if not contents or not sources:
        return set()
    vectors, size = network.links(words), len(words)
    features = torch.from_numpy(link_features(contents, sources, parts["cue"], sample.window.sentence_of()))
    scores = network.link_scores(vectors, means(contents, size), means(sources, size), features, 0)
    best = scores.argmax(1).tolist()
    return {(sources[one], contents[row]) for row, one in enumerate(best) if one < len(sources)}


@torch.no_grad()
def names(network: Network, samples: Sequence[Sample]) -> dict[str, float]:
    """Return exact span F1 by kind of name."""
    counts: Counter[str] = Counter()
    chain = Chain(NAME_TAGS, network.name_chain.weights().numpy())
    for start in range(0, len(samples), 16):
        group = samples[start : start + 16]
        words = encode(network, collate(group))
        for number, sample in enumerate(group):
            if sample.names is None:
                continue
            scores = network.names(words[number, : len(sample.window.words)]).numpy()
            found = {(s.kind, s.first, s.last) for s in tagged_spans([(chain, scores)])[0]}
            gold = spans_of(sample.names)
            count_kinds(counts, gold, found)
    kinds = sorted({key.split()[0] for key in counts})
    return {kind: f1(counts, kind) for kind in kinds}


def spans_of(tags: Sequence[int]) -> set[tuple[str, int, int]]:
    """Return the (kind, first, last) of gold tags."""
    found, begun = set(), None
    for at, tag in enumerate([*tags, 0]):
        name = NAME_TAGS[tag]
        if begun is not None and not name.startswith("I-"):
            found.add((NAME_TAGS[tags[begun]][2:], begun, at))
            begun = None
        if name.startswith("B-"):
            begun = at
    return found


@torch.no_grad()
def pair_scores(network: Network, samples: Sequence[Sample]) -> list[tuple[Pair, dict[str, Any]]]:
    """Return each pair of the samples with the probabilities of type, act, modality, trigger, cue and history."""
    found = []
    for start in range(0, len(samples), 16):
        group = samples[start : start + 16]
        chosen = [(number, pair) for number, one in enumerate(group) for pair in one.pairs]
        if not chosen:
            continue
        words = encode(network, collate(group))
        logits = pair_logits(network, chosen, words)
        parts = dict(zip(PAIR_HEADS, logits, strict=True))
        each = {key: value.softmax(1).numpy() for key, value in parts.items() if key != "modes"}
        for row, (_, pair) in enumerate(chosen):
            found.append((pair, {key: value[row] for key, value in each.items()}))
    return found


def pairs(network: Network, samples: Sequence[Sample], *, sides: int = 2) -> dict[str, float]:
    """Return F1 of typed relations between two sides, macro-F1 of modality given the pair, accuracy of the trigger.

    `sides` 2 takes pairs of two sides, 1 those with nobody as target, 0 whole sentences.
    """
    counts: Counter[str] = Counter()
    wanted, told = [], []
    gold_types, told_types = [], []
    for pair, scores in pair_scores(network, samples):
        if bool(pair.source) + bool(pair.target) != sides or pair.types is None:
            continue
        best = int(scores["type"].argmax())
        is_told = pair.types.get(0, 0) < 1
        counts["type gold"] += is_told
        counts["any gold"] += is_told
        counts["type found"] += best > 0
        counts["any found"] += best > 0
        counts["type right"] += is_told and best in pair.types
        counts["any right"] += is_told and best > 0
        if is_told:
            gold_types.append(best if best in pair.types else next(iter(pair.types)))
            told_types.append(int(scores["type"][1:].argmax()) + 1)
        if pair.modality is not None:
            wanted.append(pair.modality)
            told.append(int(scores["modality"].argmax()))
        if pair.history is not None:
            counts["histories"] += 1
            counts["history"] += int(scores["history"].argmax()) == pair.history
        if pair.trigger:
            counts["triggers"] += 1
            counts["trigger"] += int(scores["trigger"].argmax()) + pair.inside[0] in pair.trigger
    asked = {"history accuracy": ("history", "histories"), "trigger": ("trigger", "triggers")}
    return {
        "pairs": counts["type gold"], "type F1": f1(counts, "type"), "any F1": f1(counts, "any"),
        "precision": counts["type right"] / max(counts["type found"], 1),
        "recall": counts["type right"] / max(counts["type gold"], 1),
        "type macro-F1 given": macro_f1(gold_types, told_types, range(1, len(TYPES))),
        "modality macro-F1": macro_f1(wanted, told, range(len(MODALITIES))),
        "modality accuracy": sum(a == b for a, b in zip(wanted, told, strict=True)) / max(1, len(wanted)),
        **{name: counts[right] / counts[all_] for name, (right, all_) in asked.items() if counts[all_]},
    }  # fmt: skip


def roots(network: Network, ways: Sequence[Sequence[Sample]], gold: Sequence[str]) -> tuple[list[str], float, float]:
    """Return the best of the 15 roots (CONCEDE and RETREAT as YIELD) of each pair, accuracy and macro-F1.

    `ways` are lists of samples of the same pairs, marked or not; their probabilities are averaged.
    """
    labels = sorted({*TYPES[1:], "YIELD"} - {"CONCEDE", "RETREAT"})
    told = []
    each = [[scores["type"] for _, scores in pair_scores(network, samples)] for samples in ways]
    for chances in np.mean(each, axis=0):
        by_name = dict(zip(TYPES, chances, strict=True))
        by_name["YIELD"] = by_name.pop("CONCEDE") + by_name.pop("RETREAT")
        told.append(max(labels, key=lambda name: by_name[name]))
    numbers = [labels.index(name) for name in gold], [labels.index(name) for name in told]
    accuracy = sum(a == b for a, b in zip(gold, told, strict=True)) / len(gold)
    return told, accuracy, macro_f1(*numbers, range(len(labels)))


def quads(network: Network, samples: Sequence[Sample], gold: Sequence[int]) -> tuple[list[int], float, float]:
    """Return the best quad class, 0 for none, of each sample's pair, with accuracy and macro-F1."""
    of = np.array(quad_of_types())
    told = [
        int(np.argmax([scores["type"][of == quad].sum() for quad in range(5)]))
        for _, scores in pair_scores(network, samples)
    ]
    return told, sum(a == b for a, b in zip(gold, told, strict=True)) / len(gold), macro_f1(gold, told, range(5))
