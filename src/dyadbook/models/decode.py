"""Return spans from scores of tags: the best BIO sequence, and how probable each of its spans is.

Level 2. A tagger gives each word a score for each tag, and each pair of neighbouring tags one; the best sequence
is found by Viterbi, the probability of a span by the forward and backward sums over all sequences.
Shapes: scores (words, tags), transitions (tags, tags) from the row's tag to the column's, float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
TINY = 1e-30
BARRED = -1e4


def bio(kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the tags of these kinds: `O`, then `B-x` and `I-x` for each."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))


def allowed(tags: Sequence[str]) -> NDArray[np.bool_]:
    """Return which tag may follow which: `I-x` only `B-x` or `I-x`. (A window may open within a span.)"""
    return np.array(
        [[not after.startswith("I-") or before[2:] == after[2:] for after in tags] for before in tags], dtype=bool
    )


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """Words `first` to `last` (exclusive) of a kind, with the probability that exactly these are such a span."""

    kind: str
    first: int
    last: int
    score: float


@dataclass(frozen=True)
class Chain:
    """The tags of a tagger and the scores of their neighbourhood."""

    tags: tuple[str, ...]
    transitions: Array


def tagged_spans(each: Sequence[tuple[Chain, Array]]) -> list[list[TaggedSpan]]:
    """Return for each window of a tagger the spans of its best sequence in order, each with its probability.

    All windows of all taggers go word by word together: the steps are many and small, and cost much the same for one
    window and for ten.
    """
    sizes = np.array([len(scores) for _, scores in each], dtype=np.int64)
    if not sizes.any():
        return [[] for _ in each]
    most = max(len(chain.tags) for chain, _ in each)
    padded = np.full((len(each), sizes.max(), most), BARRED, dtype=np.float32)
    moves = np.full((len(each), most, most), BARRED, dtype=np.float32)
    for row, (chain, scores) in enumerate(each):
        kinds = len(chain.tags)
        padded[row, : len(scores), :kinds] = scores
        padded[row, len(scores) :, :kinds] = 0
        moves[row, :kinds, :kinds] = chain.transitions
    paths = _best_paths(padded, sizes, moves)
    found: list[list[TaggedSpan]] = [[] for _ in each]
    if with_spans := [row for row, path in enumerate(paths) if any(path)]:
        sums = _sums(padded[with_spans], sizes[with_spans], moves[with_spans])
        for row, forward, backward in zip(with_spans, *sums, strict=True):
            chain, scores = each[row]
            found[row] = _spans(scores, paths[row], forward, backward, chain)
    return found


def _best_paths(padded: Array, sizes: NDArray[np.int64], moves: Array) -> list[list[int]]:
    """Return the tags of the best sequence of each window (Viterbi).

    On the way back only the tag that was taken is asked where it came from: that is a fifteenth of all that could be.
    """
    best = np.zeros_like(padded)
    best[:, 0] = padded[:, 0]
    for at in range(1, padded.shape[1]):
        np.add((best[:, at - 1, :, None] + moves).max(1), padded[:, at], out=best[:, at])
    rows = np.arange(len(padded))
    into = np.ascontiguousarray(moves.transpose(0, 2, 1))  # by the tag that follows
    taken = np.zeros(padded.shape[:2], dtype=np.int64)
    for at in range(padded.shape[1] - 1, -1, -1):
        scores = best[:, at]
        if at + 1 < padded.shape[1]:
            goes_on = (at + 1 < sizes)[:, None]
            scores = np.where(goes_on, scores + into[rows, taken[:, at + 1]], scores)
        scores.argmax(1, out=taken[:, at])
    return [list(map(int, path[:size])) for path, size in zip(taken, sizes, strict=True)]


def _spans(scores: Array, path: Sequence[int], forward: Array, backward: Array, chain: Chain) -> list[TaggedSpan]:
    """Return the spans of a path, each with the share of all sequences that have exactly this span."""
    tags, moves, kinds = chain.tags, chain.transitions, len(chain.tags)
    stretches = _stretches([tags[tag] for tag in path])
    taken, words = np.array(path), np.arange(len(path))
    steps = scores[words, taken].astype(np.float64)
    steps[1:] += moves[taken[:-1], taken[1:]]
    through = steps.cumsum()
    firsts, ends = np.array([(first, last - 1) for _, first, last in stretches]).T
    total = _log_sum(forward[len(scores) - 1, :kinds])
    found = forward[firsts, taken[firsts]] + (through[ends] - through[firsts]) - total
    on = ends + 1 < len(scores)  # the span ends here: nothing that goes on with it may follow
    follow = moves[taken[ends[on]]] + scores[ends[on] + 1] + backward[ends[on] + 1, :kinds]
    follow[np.arange(len(follow)), _inner(tags)[taken[ends[on]]]] = BARRED
    found[on] += _log_sum(follow)
    shares = np.exp(np.minimum(0.0, found)).tolist()
    return [TaggedSpan(*stretch, share) for stretch, share in zip(stretches, shares, strict=True)]


@cache
def _inner(tags: tuple[str, ...]) -> NDArray[np.int64]:
    """Return for each tag the `I-x` of its kind; for `O` itself."""
    return np.array([tags.index(f"I-{tag[2:]}") if tag != "O" else at for at, tag in enumerate(tags)])


def _stretches(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (kind, first, last) of each run of `B-x I-x ...`; a run may open with `I-x`."""
    found: list[tuple[str, int, int]] = []
    for at, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag.startswith("I-") and found and found[-1][0] == kind and found[-1][2] == at:
            found[-1] = (kind, found[-1][1], at + 1)
        else:
            found.append((kind, at, at + 1))
    return found


def _log_sum(values: Array) -> Array:
    """Return the logarithm of the sum of what the values, along the last axis, are logarithms of."""
    tops = values.max(-1, keepdims=True)
    found: Array = tops[..., 0] + np.log(np.exp(values - tops).sum(-1))
    return found


def _sums(padded: Array, sizes: NDArray[np.int64], moves: Array) -> tuple[Array, Array]:
    """Return the log sums of all sequences up to and from each word of each window.

    The sums from a word on are those up to it of the window read backwards, so that both go in one walk, in the plain
    domain, each word's scaled to 1, and come back to logs at the end.
    """
    rows, size = len(padded), padded.shape[1]
    turned = np.maximum(sizes[:, None] - 1 - np.arange(size)[None], 0)  # the place of each word in its reversed window
    tops = padded.max(2, keepdims=True)
    scores = np.exp((padded - tops).astype(np.float64))
    weights = np.exp(moves.astype(np.float64))
    across = np.arange(rows)[:, None]
    walk = np.concatenate([scores, scores[across, turned]])
    turns = np.concatenate([weights, weights.transpose(0, 2, 1)])
    sums, scales = np.empty(walk.shape), np.empty((2 * rows, size))
    now = walk[:, 0]
    for at in range(size):
        if at:
            now = np.matmul(now[:, None], turns)[:, 0] * walk[:, at]
        scales[:, at] = scale = now.sum(1)
        sums[:, at] = now = now / scale[:, None]
    logs = np.log(np.maximum(sums, TINY)) + np.log(np.maximum(scales, TINY)).cumsum(1)[..., None]
    forward = logs[:rows] + tops.cumsum(1)
    backward = logs[rows:] + tops[across, turned].cumsum(1)
    return forward.astype(np.float32), (backward[across, turned] - padded).astype(np.float32)
