"""Return the network that shipped graphs hold, to go on from: float weights are too large to be kept in the project.

Weights are as they were rounded; no more is lost, since the network was trained with them so.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from dyadbook.models.model import ENCODER, PAIRS
from training.network import BIG, Network

BY_ROW = ("encoder.words.weight", "encoder.places.weight")


def restore(network: Network, folder: Path) -> Network:
    """Return a network with the weights of a model's folder; it must have the sizes of that model."""
    held = _tensors(folder / ENCODER) | _tensors(folder / PAIRS)
    info = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    network.load_state_dict({name: _found(name, value, held, info) for name, value in network.state_dict().items()})
    network.eval()
    return network


def _tensors(path: Path) -> dict[str, Tensor]:
    """Return what a graph holds, by names near to the network's; of a layer in two parts the one with all weights."""
    graph = onnx.load_from_string(gzip.decompress(path.read_bytes())).graph
    found = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}
    return {name.removeprefix("network.").replace("rest/", "").replace("rest.", ""): one for name, one in found.items()}


def _found(name: str, before: Tensor, held: dict[str, Tensor], info: dict[str, Any]) -> Tensor:
    """Return one of the network's tensors, by its name."""
    stem = name.removesuffix(".weight")
    if name in held:
        return held[name]
    if f"{name}_Transposed" in held:
        return held[f"{name}_Transposed"].T.contiguous()
    if name in BY_ROW:
        return held[f"{stem}.whole"].float() * held[f"{stem}.step"]
    if stem.startswith("pairs."):
        return (held[f"{stem}.whole"].float() * held[f"{stem}.step"]).T.contiguous()
    if "_chain." in name:
        head, _, part = name.partition("_chain.")
        moves = torch.tensor(info["transitions"]["names" if head == "name" else head])
        return before if part == "barred" else torch.where(moves <= -BIG / 2, torch.zeros(()), moves)
    if name.startswith("link_"):
        return torch.tensor(info["link"][stem.removeprefix("link_").replace(".bias", "_bias")])
    product = "/" + stem.replace(".", "/").replace("layers/", "layers.") + "/Transpose_output_0"
    return (held[f"{product}_quantized"].float() * held[f"{product}_scale"]).T.contiguous()
