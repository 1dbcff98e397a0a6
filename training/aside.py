"""Return which numbers within the encoder are so large that they are reckoned with apart from the int8 products.

A graph's int8 products take one scale for all numbers of a window. A few of the 3,072 numbers inside a layer are ten
times as large as the rest, on few words; scaled with them the rest lose their last digits. So the largest go a way of
their own in float32, as LLM.int8() has it, and the others keep their digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import torch
from torch import Tensor, nn

from training.batch import collate
from training.corpora import Sample
from training.losses import encode
from training.network import Network
from training.rounding import steps

ASIDE = 32  # of a layer's inner numbers; with 8 a third of what int8 costs is left, with 128 there is no more to gain
SAMPLES = 120


@torch.no_grad()
def outliers(network: Network, samples: Sequence[Sample]) -> list[list[int]]:
    """Return for each layer of the encoder, in order, which of its inner numbers grow largest on samples."""
    peaks = [torch.zeros(network.config.inner) for _ in network.encoder.layers]

    def look(peak: Tensor, _: nn.Module, given: tuple[Tensor, ...]) -> None:
        torch.maximum(peak, given[0].abs().amax((0, 1)), out=peak)

    layers = zip(network.encoder.layers, peaks, strict=True)
    hooks = [layer.outer.register_forward_pre_hook(partial(look, peak)) for layer, peak in layers]
    for one in samples[:: max(1, len(samples) // SAMPLES)]:
        encode(network, collate([one]), coarse=False)
    for hook in hooks:
        hook.remove()
    return [sorted(peak.topk(ASIDE).indices.tolist()) for peak in peaks]


class Aside(nn.Module):
    """A linear layer in two parts: the numbers `apart` in float32, the rest as before, both with weights as steps."""

    def __init__(self, layer: nn.Linear, part: float, apart: Sequence[int]) -> None:
        super().__init__()
        whole, step = steps(layer.weight.detach(), part)
        kept = torch.ones(layer.in_features)
        kept[list(apart)] = 0.0
        self.rest = layer
        self.register_buffer("kept", kept)
        self.register_buffer("apart", torch.tensor(apart))
        self.register_buffer("whole", whole[:, list(apart)].T.float().contiguous())
        self.register_buffer("step", step[:, 0])

    def forward(self, given: Tensor) -> Tensor:
        """Return what the layer makes of what it is given."""
        large = given.index_select(-1, self.get_buffer("apart")) @ self.get_buffer("whole")  # few numbers: packs well
        rest: Tensor = self.rest(given * self.get_buffer("kept"))
        return rest + large * self.get_buffer("step")
