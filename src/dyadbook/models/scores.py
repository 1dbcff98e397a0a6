"""Return the answers that the scores of the pair head hold: probabilities, and the words of act and modality.

Level 2.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dyadbook.models.answers import Answer
from dyadbook.models.decode import Array
from dyadbook.models.labels import ACTS, HISTORIES, MODALITIES, MODES, TYPES
from dyadbook.models.links import Stretch
from dyadbook.models.pieces import Span, Window

LIKELY = 0.1  # modes that are less likely are not told
FURTHEST = math.log(1 / 0.4)  # a word belongs to a trigger or cue that has .4 of the best word's probability
REACH = 3
UNLIKELY = 0.15  # the probability of an event under which a pair is not worth an answer


def read_scores(
    places: Sequence[tuple[Window, Stretch, list[Array]]], temperature: Mapping[str, Any], *, told: bool
) -> list[Answer | None]:
    """Return the answers that the scores of stretches of words hold, one a pair, in order."""
    if not places:
        return []
    heads = zip(*(scores for _, _, scores in places), strict=True)
    kinds, acts, modalities, modes, triggers, cues, histories = heads
    types = _softmax(np.concatenate(kinds) / temperature["type"])
    found: list[Answer | None] = [None] * len(types)
    rows = np.flatnonzero(1 - types[:, 0] >= UNLIKELY) if told else np.arange(len(types))
    columns = (
        types[rows], _softmax(np.concatenate(acts)[rows]),
        _softmax(np.concatenate(modalities)[rows] / temperature["modality"]),
        (1 / (1 + np.exp(-np.concatenate(modes)[rows]))).astype(np.float32),
        _softmax(np.concatenate(histories)[rows]),
    )  # fmt: skip
    own = [(place, row) for place, part in enumerate(kinds) for row in range(len(part))]
    for number, *values in zip(rows.tolist(), *(column.tolist() for column in columns), strict=True):
        kinds_, acts_, chances, likely, ages = values
        place, row = own[number]
        window, (first, _), _ = places[place]
        actual = MODALITIES[chances.index(max(chances))] == "actual"
        found[number] = Answer(
            types=dict(zip(TYPES, kinds_, strict=True)),
            acts=dict(zip(ACTS, acts_, strict=True)),
            modalities=dict(zip(MODALITIES, chances, strict=True)),
            modes={mode: share for mode, share in zip(MODES, likely, strict=True) if share >= LIKELY},
            trigger=code_points(window, _stretch(triggers[place][row].tolist(), first)),
            cue=None if actual else code_points(window, _stretch(cues[place][row].tolist(), first)),
            histories=dict(zip(HISTORIES, ages, strict=True)),
        )
    return found


def _softmax(scores: Array) -> Array:
    """Return the probabilities of scores along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    result: Array = powers / powers.sum(-1, keepdims=True)
    return result


def code_points(window: Window, words: Stretch) -> Span:
    """Return where words of a window stand in the text."""
    return window.words[words[0]][0], window.words[words[1] - 1][1]


def _stretch(scores: Sequence[float], shift: int) -> Stretch:
    """Return the words around the best one that are nearly as likely."""
    best = scores.index(max(scores))
    least = scores[best] - FURTHEST
    low = high = best
    for at in range(best - 1, max(-1, best - 9), -1):
        if low - at > REACH:
            break
        if scores[at] >= least:
            low = at
    for at in range(best + 1, min(len(scores), best + 9)):
        if at - high > REACH:
            break
        if scores[at] >= least:
            high = at
    return low + shift, high + 1 + shift
