"""Return trained networks: tasks mixed evenly step by step, with fixed seeds.

The learning rate rises over the first steps and falls to nothing at the end; lower layers learn more slowly; the word
vectors stay as they are; what is kept is a running mean of the weights over the last steps.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import torch

from training.corpora import Sample
from training.losses import Weights, losses
from training.network import Network


@dataclass
class Task:
    """A source of samples: `draw` makes the samples of one epoch, `share` is its part of the steps."""

    name: str
    draw: Callable[[random.Random], list[Sample]]
    share: float
    batch_pieces: int = 1024


@dataclass(frozen=True)
class Plan:
    """How a network is trained; `rate` is that of the top layer, `decay` the factor for each layer below."""

    steps: int
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warm: float = 0.06
    seed: int = 1
    mean: float = 0.998
    dropout: float = 0.0
    weights: Weights = field(default_factory=Weights)


def batches(task: Task, rng: random.Random) -> Iterator[list[Sample]]:
    """Yield batches of samples of like length for ever, a new epoch's draw after each."""
    while True:
        samples = task.draw(rng)
        rng.shuffle(samples)
        ready = []
        for start in range(0, len(samples), 256):
            group = sorted(samples[start : start + 256], key=lambda one: len(one.window.ids))
            held: list[Sample] = []
            for one in group:
                if held and (len(held) + 1) * len(one.window.ids) > task.batch_pieces:
                    ready.append(held)
                    held = []
                held.append(one)
            ready.append(held)
        rng.shuffle(ready)
        yield from ready


def groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    """Return the parameter groups with their rates."""
    encoder = network.encoder
    encoder.words.weight.requires_grad = False
    depth = len(encoder.layers)
    found: list[dict[str, object]] = []
    for number, layer in enumerate(encoder.layers):
        found.append({"params": list(layer.parameters()), "lr": plan.rate * plan.decay ** (depth - 1 - number)})
    low = [encoder.places, encoder.shapes, encoder.roles, encoder.norm, *([encoder.near] if encoder.near else [])]
    found.append({"params": [p for part in low for p in part.parameters()], "lr": plan.rate * plan.decay**depth})
    mine = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    found.append({"params": mine, "lr": plan.head_rate})
    return found


def fit(network: Network, tasks: Sequence[Task], plan: Plan, log: Callable[[str], None] = print) -> Network:
    """Return the network, trained; the mean weights are in place."""
    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    optimizer = torch.optim.AdamW(groups(network, plan), weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    queues = {task.name: batches(task, random.Random(f"{plan.seed} {task.name}")) for task in tasks}
    owed = {task.name: 0.0 for task in tasks}
    total = sum(task.share for task in tasks)
    mean = {name: value.detach().clone() for name, value in network.named_parameters() if value.requires_grad}
    seen: dict[str, list[float]] = {}
    begun = time.time()
    pieces = 0
    network.dropped(plan.dropout)
    network.train()
    for step in range(plan.steps):
        progress = step / plan.steps
        factor = min((step + 1) / (plan.warm * plan.steps + 1), (1 - progress) / (1 - plan.warm))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        for task in tasks:
            owed[task.name] += task.share / total
        name = max(owed, key=lambda key: owed[key])
        owed[name] -= 1
        samples = next(queues[name])
        pieces += sum(len(one.window.ids) for one in samples)
        found = losses(network, samples, rng)
        loss = sum((plan.weights.of(key) * value for key, value in found.items()), torch.zeros(()))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        with torch.no_grad():
            keep = min(plan.mean, (step + 1) / (step + 10))
            for key, value in network.named_parameters():
                if key in mean:
                    mean[key].lerp_(value, 1 - keep)
        for key, value in found.items():
            seen.setdefault(f"{name}.{key}", []).append(value.item())
        if (step + 1) % 200 == 0 or step + 1 == plan.steps:
            recent = " ".join(f"{key} {sum(v) / len(v):.3f}" for key, v in sorted(seen.items()) if v)
            spent = time.time() - begun
            log(f"step {step + 1}/{plan.steps} {spent:.0f} s {pieces / spent:.0f} pieces/s | {recent}")
            seen = {}
            sys.stdout.flush()
    with torch.no_grad():
        for key, value in network.named_parameters():
            if key in mean:
                value.copy_(mean[key])
    network.eval()
    return network
