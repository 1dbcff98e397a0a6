"""Return a model's folder from a trained network: graphs in ONNX with int8 weights, tokenizer, labels and numbers.

The word vectors and the products of the encoder are int8 (weights per channel, reduced range: processors without VNNI
would overflow otherwise); the pair head stays in float32, being small and the last word.
"""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from dyadbook.models.model import LABELS
from training.network import Network, encoder_folder

OPSET = 17
MASKS = ("source", "target", "inside")


class ByRow(nn.Module):
    """Vectors of words in int8 with a scale for each word: one scale for all loses the rare words' detail."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("small", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Return (B, L, D)."""
        return self.get_buffer("small")[ids].float() * self.get_buffer("scale")[ids]


class EncoderGraph(nn.Module):
    """One window: pieces to the vectors of its words, and what the token heads say of each."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        self.network.encoder.words = ByRow(network.encoder.words.weight.detach())

    def forward(self, ids: Tensor, shapes: Tensor, roles: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Return words (W, D), scores of names and of attribution (W, K), and vectors of links (W, 4 F)."""
        network = self.network
        words = network.encoder(ids, shapes, roles, torch.ones_like(ids))[0].index_select(0, firsts)
        return words, network.names(words), network.attribution(words), network.links(words)


class PairGraph(nn.Module):
    """One sentence: its words and pairs to what the pair head says."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.pairs = network.pairs

    def forward(self, words: Tensor, source: Tensor, target: Tensor, inside: Tensor) -> tuple[Tensor, ...]:
        """Return the seven outputs of the pair head."""
        found = self.pairs(words[None], source[None], target[None], inside[:1])
        return tuple(part[0] for part in found)


def export(network: Network, folder: Path, info: dict[str, Any]) -> None:
    """Write the model's folder."""
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
        EncoderGraph(network), (*inputs, torch.arange(words)), work / "encoder.onnx",
        ["ids", "shapes", "roles", "firsts"], ["words", "names", "attribution", "links"],
        {**{name: {1: "pieces"} for name in ("ids", "shapes", "roles")},
         **{name: {0: "words"} for name in ("firsts", "words", "names", "attribution", "links")}},
    )  # fmt: skip
    width = network.config.width
    masks = tuple(torch.ones((3, words)) for _ in range(3))
    outputs = ["types", "acts", "modalities", "modes", "trigger", "cue", "histories"]
    _write(
        PairGraph(network), (torch.zeros((words, width)), *masks), folder / "pairs.onnx",
        ["words", *MASKS], outputs,
        {"words": {0: "words"}, **{name: {0: "pairs", 1: "words"} for name in (*MASKS, *outputs[4:6])},
         **{name: {0: "pairs"} for name in (*outputs[:4], outputs[6])}},
    )  # fmt: skip
    quant_pre_process(str(work / "encoder.onnx"), str(work / "ready.onnx"), skip_symbolic_shape=True)
    heads = [node.name for node in onnx.load(str(work / "ready.onnx")).graph.node if _is_head(node, network)]
    quantize_dynamic(
        str(work / "ready.onnx"), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True,
        reduce_range=True, nodes_to_exclude=heads, op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip
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


def _is_head(node: Any, network: Network) -> bool:
    return "/encoder/" not in node.name and node.op_type in {"MatMul", "Gemm"}


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
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
