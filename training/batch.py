"""Return batches: samples padded to tensors, with what is right of each head that the samples have labels for.

Shapes: B windows, L pieces, W words, R labelled windows, C contents and N sources or cues of a window, A pairs. Pairs
stand in slots: S sentences of V words with room for `SLOTS` pairs each; a sentence with more stands there again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dyadbook.models.labels import MODES, TYPES
from dyadbook.models.links import FEATURES, link_features
from training.corpora import YIELD, Pair, Sample, quad_of_types

MOST_PAIRS = 10  # a sentence: all that tell something, and some of those that do not
SLOTS = 8
UNKNOWN = -100  # no label: what torch's cross entropy leaves out
TAGS = ("names", "attribution")
ROLES = ("source", "cue")
QUADS = np.array(quad_of_types())
YIELDS = np.array([name in YIELD for name in TYPES])
T = TypeVar("T")


@dataclass
class Tags:
    """Labelled windows, (R), and the tag of each of their words, (R, W)."""

    rows: Tensor
    labels: Tensor


@dataclass
class Ties:
    """What contents may go with: `others` (R, N, W) as means' weights, `there` (R, N), features, and `right`.

    `right` (R, C, N + 1) is 1 at what a content goes with, last at none.
    """

    others: Tensor
    there: Tensor
    features: Tensor
    right: Tensor


@dataclass
class Links:
    """Windows with contents, (R); the contents (R, C, W) as means' weights, `there` (R, C), ties by role."""

    rows: Tensor
    contents: Tensor
    there: Tensor
    ties: dict[str, Ties]


@dataclass
class Slots:
    """Where pairs stand: `at` (S, V) counts the words of all windows on; masks `inside` (S, V), sides (S, SLOTS, V).

    `order` (A) is the slot of each pair.
    """

    at: Tensor
    inside: Tensor
    source: Tensor
    target: Tensor
    order: Tensor


@dataclass
class Answers:
    """What is right of each pair; `heads` are those with labels.

    `types` (A, T) are shares where `typed` (A) is 1; where `among` is 1, one of those that are 1 in it.
    """

    heads: frozenset[str]
    types: Tensor
    typed: Tensor
    among: Tensor
    classes: dict[str, Tensor]
    modes: Tensor
    moded: Tensor
    places: dict[str, Tensor]


@dataclass
class Batch:
    """Padded inputs; `firsts` (B, W) is the piece of each word, `words` (B, W) 1 where there is a word.

    `asked` has the windows that teachers tell the tags of, by head.
    """

    ids: Tensor
    shapes: Tensor
    roles: Tensor
    mask: Tensor
    firsts: Tensor
    words: Tensor
    tags: dict[str, Tags] = field(default_factory=dict)
    asked: dict[str, Tensor] = field(default_factory=dict)
    links: Links | None = None
    slots: Slots | None = None
    answers: Answers | None = None


def moved(one: T, device: torch.device) -> T:
    """Return a batch or a part of one with its tensors on a device."""
    held: Any = one
    if isinstance(held, Tensor):
        held = held.to(device, non_blocking=True)
    elif isinstance(held, dict):
        held = {key: moved(value, device) for key, value in held.items()}
    elif is_dataclass(held) and not isinstance(held, type):
        held = replace(held, **{each.name: moved(getattr(held, each.name), device) for each in fields(held)})
    found: T = held
    return found


def collate(samples: Sequence[Sample]) -> Batch:
    """Return the padded inputs of samples."""
    length = max(len(one.window.ids) for one in samples)
    words = max(len(one.window.words) for one in samples)
    return Batch(
        ids=_padded([one.window.ids for one in samples], length),
        shapes=_padded([one.window.shapes for one in samples], length),
        roles=_padded([one.roles or [] for one in samples], length),
        mask=_padded([[1] * len(one.window.ids) for one in samples], length),
        firsts=_padded([one.window.firsts for one in samples], words),
        words=_padded([[1] * len(one.window.words) for one in samples], words),
    )


def batch_of(samples: Sequence[Sample], rng: random.Random, alone: AbstractSet[str] = frozenset()) -> Batch:
    """Return the inputs of samples and their labels, of pairs that tell nothing some by chance.

    Where a head of `alone` is labelled, no teacher is asked about it.
    """
    batch = collate(samples)
    size = batch.words.shape[1]
    for name in TAGS:
        labels = [getattr(one, name) for one in samples]
        if rows := [row for row, one in enumerate(labels) if one is not None]:
            batch.tags[name] = Tags(torch.tensor(rows), _padded([labels[row] for row in rows], size))
        if rows := [row for row, one in enumerate(labels) if one is None or name not in alone]:
            batch.asked[name] = torch.tensor(rows)
    if linked := [row for row, one in enumerate(samples) if one.links]:
        batch.links = _links(samples, linked, size)
    if chosen := [(row, pair) for row, one in enumerate(samples) for pair in _choose(one.pairs, rng)]:
        batch.slots = slots(chosen, size)
        batch.answers = _answers([pair for _, pair in chosen], batch.slots.at.shape[1])
    return batch


def _padded(rows: Sequence[Sequence[int]], size: int) -> Tensor:
    found = np.zeros((len(rows), size), dtype=np.int64)
    for number, row in enumerate(rows):
        found[number, : len(row)] = row
    return torch.from_numpy(found)


def _choose(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    by_sentence: dict[tuple[int, int], list[Pair]] = {}
    for pair in pairs:
        by_sentence.setdefault(pair.inside, []).append(pair)
    found = []
    for group in by_sentence.values():
        told = [pair for pair in group if _tells(pair)]
        rest = [pair for pair in group if not _tells(pair)]
        found += told + rng.sample(rest, min(len(rest), max(4, MOST_PAIRS - len(told))))
    return found


def _tells(pair: Pair) -> bool:
    """Return whether a label says that something is told between the sides."""
    return pair.quad is not None if pair.types is None else pair.types.get(0, 0) < 1


def means(stretches: Sequence[tuple[int, int]], size: int) -> Tensor:
    """Return the weights of the words of each stretch, (stretches, size), whose product with words is their mean."""
    found = np.zeros((len(stretches), size), dtype=np.float32)
    for number, (first, last) in enumerate(stretches):
        found[number, first:last] = 1 / (last - first)
    return torch.from_numpy(found)


def _links(samples: Sequence[Sample], rows: Sequence[int], size: int) -> Links:
    chosen = [samples[row] for row in rows]
    most = max(len(one.links) for one in chosen)
    contents, there = torch.zeros(len(rows), most, size), torch.zeros(len(rows), most)
    for at, one in enumerate(chosen):
        contents[at, : len(one.links)] = means([link.content for link in one.links], size)
        there[at, : len(one.links)] = 1
    return Links(torch.tensor(rows), contents, there, {role: _ties(chosen, role, most, size) for role in ROLES})


def _ties(samples: Sequence[Sample], role: str, contents: int, size: int) -> Ties:
    """Return what the contents of windows may go with in a role."""
    count, [third] = len(samples), [one for one in ROLES if one != role]
    most = max(1, *(len(one.spans.get(role, ())) for one in samples))
    found = Ties(
        torch.zeros(count, most, size), torch.zeros(count, most), torch.zeros(count, contents, most, FEATURES),
        torch.zeros(count, contents, most + 1),
    )  # fmt: skip
    for at, one in enumerate(samples):
        others, stretches = one.spans.get(role, []), [link.content for link in one.links]
        found.others[at, : len(others)] = means(others, size)
        found.there[at, : len(others)] = 1
        seen = link_features(stretches, others, one.spans.get(third, []), one.window.sentence_of())
        found.features[at, : len(stretches), : len(others)] = torch.from_numpy(seen)
        for row, link in enumerate(one.links):
            for mine in link.sources if role == "source" else link.cues:
                found.right[at, row, others.index(mine)] = 1
        found.right[at, :, most] = (found.right[at].sum(1) == 0).float()
    return found


def slots(chosen: Sequence[tuple[int, Pair]], size: int) -> Slots:
    """Return where (window, pair) stand in a batch whose windows have `size` words."""
    places: dict[tuple[int, tuple[int, int]], list[int]] = {}
    for row, (number, pair) in enumerate(chosen):
        places.setdefault((number, pair.inside), []).append(row)
    parts = [(key, rows[at : at + SLOTS]) for key, rows in places.items() for at in range(0, len(rows), SLOTS)]
    width = max(last - first for _, (first, last) in places)
    most = max(len(rows) for _, rows in parts)
    at, inside = np.zeros((len(parts), width), dtype=np.int64), np.zeros((len(parts), width), dtype=np.float32)
    sides = np.zeros((2, len(parts), most, width), dtype=np.float32)
    order = np.zeros(len(chosen), dtype=np.int64)
    for row, ((number, (first, last)), mine) in enumerate(parts):
        at[row, : last - first] = np.arange(number * size + first, number * size + last)
        inside[row, : last - first] = 1
        for slot, each in enumerate(mine):
            pair = chosen[each][1]
            sides[0, row, slot, [word - first for word in pair.source]] = 1
            sides[1, row, slot, [word - first for word in pair.target]] = 1
            order[each] = row * most + slot
    source, target = torch.from_numpy(sides)
    return Slots(torch.from_numpy(at), torch.from_numpy(inside), source, target, torch.from_numpy(order))


def _answers(pairs: Sequence[Pair], width: int) -> Answers:
    types, among = (np.zeros((len(pairs), len(TYPES)), dtype=np.float32) for _ in range(2))
    typed, modes = np.zeros(len(pairs), dtype=np.float32), np.zeros((len(pairs), len(MODES)), dtype=np.float32)
    classes = {name: np.full(len(pairs), UNKNOWN) for name in ("act", "modality", "history")}
    places = {name: np.zeros((len(pairs), width), dtype=np.float32) for name in ("trigger", "cue")}
    for row, pair in enumerate(pairs):
        if pair.types is not None and pair.merged:
            among[row] = YIELDS
        elif pair.types is not None:
            typed[row] = 1
            types[row, list(pair.types)] = list(pair.types.values())
        elif pair.quad is not None:
            among[row] = pair.quad == QUADS
        for name, numbers in classes.items():
            if (label := getattr(pair, name)) is not None:
                numbers[row] = label
        if pair.modes:
            modes[row, pair.modes] = 1
        for name, share in places.items():
            if words := getattr(pair, name):
                share[row, [word - pair.inside[0] for word in words]] = 1 / len(words)
    moded = np.array([pair.modes is not None for pair in pairs], dtype=np.float32)
    heads = {name for name, numbers in classes.items() if (numbers != UNKNOWN).any()}
    heads |= {name for name, share in places.items() if share.any()}
    heads |= {"type"} if typed.any() or among.any() else set()
    heads |= {"modes"} if moded.any() else set()
    return Answers(
        frozenset(heads), torch.from_numpy(types), torch.from_numpy(typed), torch.from_numpy(among),
        _tensors(classes), torch.from_numpy(modes), torch.from_numpy(moded), _tensors(places),
    )  # fmt: skip


def _tensors(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Tensor]:
    return {name: torch.from_numpy(one) for name, one in arrays.items()}
