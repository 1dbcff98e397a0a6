"""Return what speaks for a tie between a content and a source or cue, besides the vectors: distance, order, sentence.

Level 2. Spans are (first, last) words of one window, `last` exclusive.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dyadbook.models.decode import Array

FEATURES = 12
GAPS = (0, 2, 6, 15, 40)
Stretch = tuple[int, int]


def gap(one: Stretch, other: Stretch) -> int:
    """Return how many words stand between two stretches; 0 where they touch or overlap."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def link_features(
    contents: Sequence[Stretch], others: Sequence[Stretch], third: Sequence[Stretch], sentence_of: Sequence[int]
) -> Array:
    """Return (contents, others, FEATURES); `third` are the spans of the remaining role, `sentence_of` is by word."""
    found = np.zeros((len(contents), len(others), FEATURES), dtype=np.float32)
    near = [min((gap(other, one) for one in third), default=60) for other in others]
    for row, content in enumerate(contents):
        for column, other in enumerate(others):
            cell = found[row, column]
            between = gap(content, other)
            cell[sum(between > edge for edge in GAPS)] = 1
            before = other[0] < content[0]
            cell[6] = before
            first, second = (other, content) if before else (content, other)
            apart = max(0, sentence_of[second[0]] - sentence_of[first[1] - 1])
            cell[7] = apart == 0
            cell[8] = min(apart, 3) / 3
            low, high = first[1], second[0]
            cell[9] = min(3, sum(low <= one[0] and one[1] <= high for one in others if one != other)) / 3
            cell[10] = content[0] <= other[0] and other[1] <= content[1]
            cell[11] = np.log1p(near[column]) / 4
    return found
