"""Return weights as whole steps: what the exported graphs hold, and what the last stage of training reckons with.

A weight is rounded to a step that is a part of its row's deviation, so that most weights are one of some thirty numbers
and a row of 768 packs into half as many bytes. A network that is trained with its weights rounded loses next to
nothing by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from training.network import Network

WHOLE = 1e-3  # of a step: how far off a weight may be that is a whole number of them
MOST = 63  # steps to either side: the products of processors without VNNI overflow beyond


def steps(weight: Tensor, part: float) -> tuple[Tensor, Tensor]:
    """Return the (rows, columns) of whole steps as int8, and each row's step, (rows, 1).

    A step is `part` of the row's root mean square, or more where its largest weight would be over `MOST` steps. A row
    of whole steps keeps them, so that what comes back from a graph goes into the next as it was.
    """
    size = weight.abs()
    step = torch.maximum(weight.square().mean(1, keepdim=True).sqrt() * part, size.amax(1, keepdim=True) / MOST)
    least = size.masked_fill(size == 0, float("inf")).amin(1, keepdim=True)
    off = (weight / least - (weight / least).round()).abs().amax(1, keepdim=True)
    step = torch.where((off < WHOLE) & (size.amax(1, keepdim=True) < least * (MOST + WHOLE)), least, step)
    step = step.clamp(min=1e-8)
    return (weight / step).round().to(torch.int8), step


class _Rounded(nn.Module):
    def __init__(self, part: float) -> None:
        super().__init__()
        self.part = part

    def forward(self, weight: Tensor) -> Tensor:
        """Return the rounded weight, whose slope is the weight's own."""
        whole, step = steps(weight.detach(), self.part)
        return weight + (whole * step - weight.detach())


def rounded_layers(network: Network) -> list[nn.Linear]:
    """Return the layers whose weights the exported graphs hold as whole steps."""
    within = [layer for part in network.encoder.layers for layer in part.modules() if isinstance(layer, nn.Linear)]
    return [*within, network.pairs.ask, network.pairs.hear, network.pairs.mix]


@contextmanager
def rounded(network: Network) -> Iterator[None]:
    """Let the network reckon with rounded weights; its own are as they were learned again at the end."""
    layers, words = rounded_layers(network), network.encoder.words.weight
    learned_words = words.detach().clone()
    with torch.no_grad():  # they do not learn, so that once is enough
        words.copy_(torch.mul(*steps(words, network.config.step)))
    for layer in layers:
        parametrize.register_parametrization(layer, "weight", _Rounded(network.config.step))
    try:
        yield
    finally:
        for layer in layers:
            parametrize.remove_parametrizations(layer, "weight", leave_parametrized=False)
        with torch.no_grad():
            words.copy_(learned_words)
