"""Return a model's folder from a trained network: graphs in ONNX with int8 weights, tokenizer, labels and numbers.

Weights are whole steps of a size for each row (`training/rounding.py`), which gzip packs well. The products of the
encoder are int8 (at most 63 steps to a side: processors without VNNI would overflow otherwise), but for its largest
numbers (`training/aside.py`); the pair head reckons in float32, being small and the last word.
"""

from __future__ import annotations

import copy
import json
import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from dyadbook.models.model import ENCODER, LABELS, PAIRS
from training.aside import Aside
from training.network import Network, encoder_folder
from training.rounding import steps

OPSET = 17
MASKS = ("source", "target", "inside", "given")
QUANTIZED = "_quantized"
GZIP = 31  # what zlib calls a window of 32 kB with the head and foot of gzip
FINE = 0.06


class ByRow(nn.Module):
    """A vector for each id, kept as whole steps of a size for each row: one for all would lose rare words."""

    def __init__(self, weight: Tensor, part: float) -> None:
        super().__init__()
        whole, step = steps(weight.detach(), part)
        self.register_buffer("whole", whole)
        self.register_buffer("step", step)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the vectors of ids."""
        return self.get_buffer("whole")[ids].float() * self.get_buffer("step")[ids]


class Whole(nn.Module):
    """A linear layer whose weights are kept as whole steps; it reckons in float32."""

    def __init__(self, layer: nn.Linear, part: float) -> None:
        super().__init__()
        whole, step = steps(layer.weight.detach(), part)
        self.register_buffer("whole", whole.T.contiguous())
        self.register_buffer("step", step.T.contiguous())
        self.bias = layer.bias

    def forward(self, given: Tensor) -> Tensor:
        """Return what the layer makes of what it is given."""
        return given @ (self.get_buffer("whole").float() * self.get_buffer("step")) + self.bias


class EncoderGraph(nn.Module):
    """One window: pieces to the vectors of its words, and what the token heads say of each."""

    def __init__(self, network: Network, apart: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        for layer, numbers in zip(self.network.encoder.layers, apart, strict=True):
            layer.outer = Aside(layer.outer, network.config.step, numbers)
        self.network.encoder.words = ByRow(network.encoder.words.weight, network.config.step)
        self.network.encoder.places = ByRow(network.encoder.places.weight, FINE)

    def forward(self, ids: Tensor, shapes: Tensor, roles: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return words (W, D), scores of names and of attribution (W, K), and vectors of links (W, 4 F)."""
        network = self.network
        words = network.encoder(ids, shapes, roles, torch.ones_like(ids))[0].index_select(0, firsts)
        return words, network.names(words), network.attribution(words), network.links(words)


class PairGraph(nn.Module):
    """One sentence: its words and pairs to what the pair head says."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.pairs = copy.deepcopy(network.pairs)
        for name in ("ask", "hear", "mix"):
            setattr(self.pairs, name, Whole(getattr(self.pairs, name), network.config.step))

    def forward(
        self, words: Tensor, source: Tensor, target: Tensor, inside: Tensor, given: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the seven outputs of the pair head."""
        found = self.pairs(words[None], source[None], target[None], inside[:1], given[None])
        return tuple(part[0] for part in found)


def export(network: Network, folder: Path, info: dict[str, Any], apart: Sequence[Sequence[int]]) -> None:
    """Write the model's folder; `apart` are the numbers within each layer that go their own way."""
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    pieces, words = 12, 7
    inputs = (
        *(torch.ones((1, pieces), dtype=torch.long) for _ in range(2)),
        torch.zeros((1, pieces), dtype=torch.long),
    )
    _write(
        EncoderGraph(network, apart), (*inputs, torch.arange(words)), work / "encoder.onnx",
        ["ids", "shapes", "roles", "firsts"], ["words", "names", "attribution", "links"],
        {**{name: {1: "pieces"} for name in ("ids", "shapes", "roles")},
         **{name: {0: "words"} for name in ("firsts", "words", "names", "attribution", "links")}},
    )  # fmt: skip
    width = network.config.width
    masks = tuple(torch.ones((3, words)) for _ in MASKS)
    outputs = ["types", "acts", "modalities", "modes", "trigger", "cue", "histories"]
    _write(
        PairGraph(network), (torch.zeros((words, width)), *masks), work / "pairs.onnx",
        ["words", *MASKS], outputs,
        {"words": {0: "words"}, **{name: {0: "pairs", 1: "words"} for name in (*MASKS, *outputs[4:6])},
         **{name: {0: "pairs"} for name in (*outputs[:4], outputs[6])}},
    )  # fmt: skip
    quant_pre_process(str(work / "encoder.onnx"), str(work / "ready.onnx"), skip_symbolic_shape=True)
    ready = onnx.load(str(work / "ready.onnx"))
    heads = [name for node in ready.graph.node if _is_apart(node) for name in (node.name, f"{node.name}_MatMul")]
    quantize_dynamic(
        str(work / "ready.onnx"), str(work / "whole.onnx"), weight_type=QuantType.QInt8, per_channel=True,
        reduce_range=True, nodes_to_exclude=heads, op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip
    _pack(_in_steps(onnx.load(str(work / "whole.onnx")), ready, network.config.step), folder / ENCODER)
    _pack(onnx.load(str(work / "pairs.onnx")), folder / PAIRS)
    shutil.rmtree(work)
    shutil.copyfile(encoder_folder() / "tokenizer.json", folder / "tokenizer.json")
    features = network.link_features
    info = {
        **info,
        "labels": {name: list(labels) for name, labels in LABELS.items()},
        "transitions": {
            "names": network.name_chain.weights().tolist(),
            "attribution": network.attribution_chain.weights().tolist(),
        },
        "link_width": network.config.link_width,
        "link": {
            "features": features.weight.tolist(), "features_bias": features.bias.tolist(),
            "none": network.link_none.weight.tolist(), "none_bias": network.link_none.bias.tolist(),
        },
    }  # fmt: skip
    (folder / "model.json").write_text(json.dumps(_rounded(info), indent=1) + "\n", encoding="utf-8")


def _in_steps(graph: Any, ready: Any, part: float) -> Any:
    """Return a graph of int8 products with their weights as steps of ours: those that it was given pack badly."""
    own = {one.name: one for one in ready.graph.initializer}
    held = {one.name: one for one in graph.graph.initializer}
    for name, initializer in held.items():
        weight = own.get(name.removesuffix(QUANTIZED))
        if not name.endswith(QUANTIZED) or weight is None:
            continue
        whole, step = steps(torch.from_numpy(numpy_helper.to_array(weight).T.copy()), part)
        scale = held[name.removesuffix(QUANTIZED) + "_scale"]
        initializer.CopyFrom(numpy_helper.from_array(whole.T.numpy().copy(), name))
        scale.CopyFrom(numpy_helper.from_array(step[:, 0].numpy(), scale.name))
    return graph


def _pack(graph: Any, path: Path) -> None:
    """Write a graph packed, the same bytes for the same graph: whole steps are few, and follow no order."""
    packer = zlib.compressobj(9, zlib.DEFLATED, GZIP, 9, zlib.Z_HUFFMAN_ONLY)
    path.write_bytes(packer.compress(graph.SerializeToString(deterministic=True)) + packer.flush())


def _is_apart(node: Any) -> bool:
    """Return whether a node is a product in float32: of a head, or of the numbers that go their own way."""
    within = "/encoder/" in node.name and node.name.split("/")[-2] != "outer"
    return not within and node.op_type in {"MatMul", "Gemm"}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def _write(
    module: nn.Module,
    inputs: tuple[Tensor, ...],
    path: Path,
    names: list[str],
    outputs: list[str],
    axes: dict[str, Any],
) -> None:
    torch.onnx.export(
        module.eval(), inputs, str(path), input_names=names, output_names=outputs, dynamic_axes=axes,
        opset_version=OPSET, dynamo=False, do_constant_folding=False,
    )  # fmt: skip
