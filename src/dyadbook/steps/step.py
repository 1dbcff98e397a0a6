"""Return what a step is: a name, a version, what it requires and adds, and a function over a batch of readings.

A step takes a batch to a batch of the same length and order, with no network, no clock and no random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from dyadbook.errors import MissingLayerError
from dyadbook.records import Reading, StepInfo


@dataclass(frozen=True)
class Step:
    """One step: `requires` and `adds` are names of fields of a Reading, or `article`."""

    name: str
    version: int
    requires: tuple[str, ...]
    adds: tuple[str, ...]
    read: Callable[[Reading], Reading]
    model: Callable[[], str] | None = None  # the mark of the model that it asks
    prepare: Callable[[Sequence[Reading]], None] | None = None  # what can begin before the batch's turn

    @property
    def origin(self) -> str:
        """Return the mark that this step's records bear: `events/1`."""
        return f"{self.name}/{self.version}"

    def run(self, batch: Sequence[Reading]) -> list[Reading]:
        """Return the batch with this step's layers added, in the same order.

        Raises: MissingLayerError when an earlier step that adds a required layer was not run.
        """
        if self.prepare is not None:
            self.prepare(batch)
        return [self._run_one(reading) for reading in batch]

    def _run_one(self, reading: Reading) -> Reading:
        done = {layer for info in reading.steps for layer in LAYERS_OF.get(info.name, ())}
        missing = [layer for layer in self.requires if layer not in done and layer != "article"]
        if missing:
            raise MissingLayerError(f"step {self.name} needs the layers {', '.join(missing)}: run their steps first")
        info = StepInfo(name=self.name, version=self.version, model=self.model() if self.model else None)
        return msgspec.structs.replace(self.read(reading), steps=(*reading.steps, info))


LAYERS_OF: dict[str, tuple[str, ...]] = {
    "published": ("published",),
    "sentences": ("sentences",),
    "times": ("times",),
    "actors": ("mentions",),
    "places": ("places",),
    "statements": ("statements",),
    "events": ("events",),
    "standings": ("standings",),
    "issues": ("issues",),
}
"""The layers that each step adds: the steps' own `adds` are held to this table by a test."""
