"""Return what goes to and from a model: names, attributions, questions about two sides, and their answers.

Level 2. Spans are code points of the text that the model was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from dyadbook.models.pieces import Span
from dyadbook.records import Modality

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the model sees; `score` is the probability of exactly this span and kind."""

    kind: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution: content with its source and cue, each None where the model finds none."""

    content: Span
    source: Span | None
    cue: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the pair head: spans of two sides within one sentence; no span: nobody.

    `trigger` are the words of the act that is meant, where they are known: of a sentence that tells several acts of a
    pair, the answer is about this one.
    """

    sentence: int
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    trigger: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands between two sides: probabilities by PLOVER type and `none`, and for the likeliest type the rest."""

    types: dict[str, float]
    acts: dict[str, float]
    modalities: dict[Modality, float]
    modes: dict[str, float]  # those with some likelihood
    trigger: Span
    cue: Span | None
    histories: dict[str, float]  # by the names of labels.HISTORIES

    @property
    def type(self) -> str:
        """Return the likeliest type; `none` counts."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def told(self) -> float:
        """Return the probability that an event of any type is told."""
        return 1 - self.types["none"]

    @property
    def event_type(self) -> str:
        """Return the likeliest type, `none` left out."""
        return max((name for name in self.types if name != "none"), key=lambda name: self.types[name])

    @property
    def act(self) -> str:
        """Return the likeliest act, `none` left out."""
        return max((name for name in self.acts if name != "none"), key=lambda name: self.acts[name])

    @property
    def modality(self) -> Modality:
        """Return the likeliest modality."""
        return max(self.modalities, key=lambda name: self.modalities[name])


def mean(one: Answer, other: Answer) -> Answer:
    """Return the mean of two answers' probabilities, with the words of the first."""

    def between(first: dict[T, float], second: dict[T, float]) -> dict[T, float]:
        return {key: (value + second.get(key, 0.0)) / 2 for key, value in first.items()}

    return Answer(
        types=between(one.types, other.types), acts=between(one.acts, other.acts),
        modalities=between(one.modalities, other.modalities), modes=between(one.modes, other.modes),
        trigger=one.trigger, cue=one.cue, histories=between(one.histories, other.histories),
    )  # fmt: skip
