"""Return weights that a ridge holds back, try weights on stories left out, and write them as a table for a step."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Floats = NDArray[np.float64]
STEPS = 12
CHOICE_STEPS = 150
FOLDS = 5


class OfStory(Protocol):
    """A sample that comes from a story."""

    @property
    def story(self) -> str:
        """Return the story's id."""


S = TypeVar("S", bound=OfStory)
W = TypeVar("W")


def fit(x: Floats, y: Floats, ridge: Floats, share: Floats | None = None) -> Floats:
    """Return (classes, signs): log-odds of each class against none of them, by Newton.

    `x` is (samples, signs); `y` (samples, classes) is 1 where a sample is of the class; `ridge` (signs,) holds each
    weight back; `share` (samples, 1) says how much each sample counts.
    """
    share = np.ones((len(x), 1)) if share is None else share
    kinds = range(y.shape[1])
    weights: Floats = np.zeros((y.shape[1], x.shape[1]))
    for _ in range(STEPS):
        odds = np.exp(x @ weights.T)
        chance = odds / (1 + odds.sum(1, keepdims=True))
        slope = ((share * (chance - y)).T @ x + ridge * weights).ravel()
        blocks = [
            [(x * (share * chance[:, [a]] * (float(a == b) - chance[:, [b]]))).T @ x for b in kinds] for a in kinds
        ]
        curve = np.block(blocks) + np.diag(np.tile(ridge, len(kinds)))
        weights -= np.linalg.solve(curve, slope).reshape(weights.shape)
    return weights


def one_hot(samples: Sequence[Collection[str]], rare: int) -> tuple[list[str], Floats]:
    """Return the signs that so many samples have, in order, and (samples, signs): 1 where a sample has a sign."""
    counts = Counter(sign for signs in samples for sign in signs)
    names = sorted(name for name, count in counts.items() if count >= rare)
    return names, np.array([[float(name in signs) for name in names] for signs in samples])


def choice(x: Tensor, sizes: Sequence[int], right: Tensor, ridge: float) -> list[float]:
    """Return the log-odds of each sign by which the right ones among options are likeliest, by LBFGS.

    `x` is (options, signs), the options of one choice after those of another, as many as its size in `sizes`; `right`
    (options,) is 1 at the right ones, of which each choice has one or more.
    """
    group = torch.repeat_interleave(torch.tensor(sizes))
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=CHOICE_STEPS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        powers = (x @ weights).exp()
        every, meant = (torch.zeros(len(sizes)).index_add(0, group, part) for part in (powers, powers * right))
        total: Tensor = (every.log() - meant.log()).sum() + ridge / 2 * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    found: list[float] = weights.tolist()
    return found


def left_out(samples: Sequence[S], fitted: Callable[[Sequence[S]], W]) -> Iterator[tuple[S, W]]:
    """Yield each sample with the weights that were fitted to the stories of the other folds."""
    for fold in range(FOLDS):
        weights = fitted([one for one in samples if _fold(one) != fold])
        yield from ((one, weights) for one in samples if _fold(one) == fold)


def _fold(one: OfStory) -> int:
    return int(hashlib.sha256(one.story.encode()).hexdigest(), 16) % FOLDS


def write(path: Path, head: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table: its head of comments, its columns, its rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
