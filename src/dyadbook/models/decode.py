"""Return spans from scores of tags: the best BIO sequence, and how probable each of its spans is.

Level 2. A tagger gives each word a score for each tag, and each pair of neighbouring tags one; the best sequence
is found by Viterbi, the probability of a span by the forward and backward sums over all sequences.
Shapes: scores (words, tags), transitions (tags, tags) from the row's tag to the column's, float32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


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


def best_path(scores: Array, transitions: Array) -> list[int]:
    """Return the tags of the best sequence; an empty list for no words."""
    size = len(scores)
    if not size:
        return []
    back = np.zeros(scores.shape, dtype=np.int64)
    best = scores[0]
    for at in range(1, size):
        paths = best[:, None] + transitions
        back[at] = paths.argmax(0)
        best = paths.max(0) + scores[at]
    path = [int(best.argmax())]
    for at in range(size - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def tagged_spans(scores: Array, transitions: Array, tags: Sequence[str]) -> list[TaggedSpan]:
    """Return the spans of the best sequence in order, each with its probability."""
    path = best_path(scores, transitions)
    stretches = _stretches([tags[tag] for tag in path])
    if not stretches:
        return []
    forward, backward, total = _sums(scores, transitions)
    found = []
    for kind, first, last in stretches:
        inside = sum(scores[at, path[at]] + transitions[path[at - 1], path[at]] for at in range(first + 1, last))
        after = backward[last - 1]
        goes_on = tags.index(f"I-{kind}")
        if last < len(scores):  # the span ends here: nothing that goes on with it may follow
            follow = transitions[path[last - 1]] + scores[last] + backward[last]
            after_here = _log_sum(np.delete(follow, goes_on))
        else:
            after_here = after[path[last - 1]]
        score = forward[first, path[first]] + inside + after_here - total
        found.append(TaggedSpan(kind, first, last, float(np.exp(min(0.0, score)))))
    return found


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


def _log_sum(values: Array) -> float:
    top = float(values.max())
    return top + float(np.log(np.exp(values - top).sum()))


def _sums(scores: Array, transitions: Array) -> tuple[Array, Array, float]:
    """Return the log sums of all sequences up to and from each word, and of all whole ones."""
    size = len(scores)
    forward, backward = np.zeros_like(scores), np.zeros_like(scores)
    forward[0] = scores[0]
    weights = np.exp(transitions)  # in the plain domain: one matrix product a word
    for at in range(1, size):
        top = forward[at - 1].max()
        forward[at] = scores[at] + top + np.log(np.exp(forward[at - 1] - top) @ weights + 1e-30)
    for at in range(size - 2, -1, -1):
        ahead = scores[at + 1] + backward[at + 1]
        top = ahead.max()
        backward[at] = top + np.log(weights @ np.exp(ahead - top) + 1e-30)
    return forward, backward, _log_sum(forward[-1])
