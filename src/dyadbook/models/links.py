"""Return what speaks for a tie between a content and a source or cue, besides the vectors: distance, order, sentence.

Level 2. Spans are (first, last) words of one window, `last` exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dyadbook.models.decode import Array

FEATURES = 12
GAPS = np.array((0, 2, 6, 15, 40))
NO_THIRD = 60  # words to the nearest span of the remaining role, where there is none
Stretch = tuple[int, int]


def link_features(
    contents: Sequence[Stretch], others: Sequence[Stretch], third: Sequence[Stretch], sentence_of: Sequence[int]
) -> Array:
    """Return (contents, others, FEATURES); `third` are the spans of the remaining role, `sentence_of` is by word."""
    found = np.zeros((len(contents), len(others), FEATURES), dtype=np.float32)
    if not contents or not others:
        return found
    content, other = _columns(contents)[:, :, None], _columns(others)[:, None]
    numbers = np.array(sentence_of)
    between = _gaps(content, other)
    places = (between[..., None] > GAPS).sum(-1)
    np.put_along_axis(found, places[..., None], 1, axis=2)
    before = other[0] < content[0]
    low, high = np.where(before, other[1], content[1]), np.where(before, content[0], other[0])
    apart = np.maximum(0, numbers[high] - numbers[low - 1])
    found[..., 6] = before
    found[..., 7] = apart == 0
    found[..., 8] = np.minimum(apart, 3) / 3
    first, last = _columns(others)
    inside = (low[..., None] <= first) & (last <= high[..., None])
    own = np.arange(len(others))
    inside[:, own, own] = False
    found[..., 9] = np.minimum(3, inside.sum(-1)) / 3
    found[..., 10] = (content[0] <= other[0]) & (other[1] <= content[1])
    near = _gaps(_columns(others)[:, :, None], _columns(third)[:, None]).min(1) if third else NO_THIRD
    found[..., 11] = np.log1p(near) / 4
    return found


def _columns(stretches: Sequence[Stretch]) -> NDArray[np.int64]:
    """Return the first and the last words, (2, stretches)."""
    found: NDArray[np.int64] = np.array(stretches, dtype=np.int64).reshape(-1, 2).T
    return found


def _gaps(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many words stand between stretches; 0 where they touch or overlap."""
    found: NDArray[np.int64] = np.maximum(0, np.maximum(one[0] - other[1], other[0] - one[1]))
    return found
