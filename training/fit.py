"""Return trained networks: tasks mixed evenly step by step, with fixed seeds, on a GPU where there is one.

The learning rate rises over the first steps and falls to nothing at the end; lower layers learn more slowly; the word
vectors stay as they are; what is kept is a running mean of the weights over the last steps.
"""

from __future__ import annotations

import pickle
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType

import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from training.batch import Batch, batch_of, moved
from training.corpora import Sample
from training.distil import said
from training.losses import Weights, losses
from training.network import Network

LOGGED = 200  # steps


@dataclass
class Task:
    """A source of samples: `draw` makes the samples of one epoch, `share` is its part of the steps.

    What heads of `alone` are labelled with no teacher is asked about; with `untaught` none is asked at all.
    """

    name: str
    draw: Callable[[random.Random], list[Sample]]
    share: float
    alone: AbstractSet[str] = frozenset()
    untaught: bool = False


@dataclass(frozen=True)
class Plan:
    """How a network is trained; `rate` is that of the top layer, `decay` the factor for each layer below.

    `pieces` is the most that a batch holds.
    """

    steps: int
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    warm: float = 0.06
    seed: int = 1
    mean: float = 0.998
    dropout: float = 0.0
    pieces: int = 1024
    weights: Weights = field(default_factory=Weights)


def batches(task: Task, pieces: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Yield batches of samples of like length for ever, a new epoch's draw after each."""
    while True:
        samples = task.draw(rng)
        rng.shuffle(samples)
        ready = []
        span = max(256, pieces // 16)
        for start in range(0, len(samples), span):
            group = sorted(samples[start : start + span], key=lambda one: len(one.window.ids))
            held: list[Sample] = []
            for one in group:
                if held and (len(held) + 1) * len(one.window.ids) > pieces:
                    ready.append(held)
                    held = []
                held.append(one)
            ready.append(held)
        rng.shuffle(ready)
        yield from ready


class Steps(Dataset[bytes]):
    """The batches of all steps, made when they are asked for, packed: (task, batch)."""

    def __init__(self, tasks: Sequence[Task], plan: Plan) -> None:
        self.tasks, self.seed = {task.name: task for task in tasks}, plan.seed
        queues = {task.name: batches(task, plan.pieces, random.Random(f"{plan.seed} {task.name}")) for task in tasks}
        owed = {task.name: 0.0 for task in tasks}
        total = sum(task.share for task in tasks)
        self.drawn: list[tuple[str, list[Sample]]] = []
        for _ in range(plan.steps):
            for task in tasks:
                owed[task.name] += task.share / total
            name = max(owed, key=lambda key: owed[key])
            owed[name] -= 1
            self.drawn.append((name, next(queues[name])))

    def __len__(self) -> int:
        return len(self.drawn)

    def __getitem__(self, step: int) -> bytes:
        name, samples = self.drawn[step]
        batch = batch_of(samples, random.Random(f"{self.seed} {step}"), self.tasks[name].alone)
        return pickle.dumps((name, batch))  # a process that makes batches hands over bytes, not open files of tensors


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


def fit(
    network: Network,
    tasks: Sequence[Task],
    plan: Plan,
    teachers: Mapping[Network, float] = MappingProxyType({}),
    log: Callable[[str], None] = print,
    workers: int = 0,
) -> Network:
    """Return the network, trained, on the device that it is on; the mean weights are in place.

    `workers` processes make the batches; with none they are made in turn.
    """
    device = network.encoder.words.weight.device
    torch.manual_seed(plan.seed)
    optimizer = torch.optim.AdamW(groups(network, plan), weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    learned = {name: value for name, value in network.named_parameters() if value.requires_grad}
    mean = {name: value.detach().clone() for name, value in learned.items()}
    steps, untaught = Steps(tasks, plan), {task.name for task in tasks if task.untaught}
    loader = DataLoader(steps, batch_size=None, num_workers=workers, collate_fn=bytes)
    seen: dict[str, list[Tensor]] = {}
    begun, pieces, step = time.time(), 0, 0
    network.dropped(plan.dropout)
    network.train()
    for packed in loader:
        progress = step / plan.steps
        factor = min((progress + 1 / plan.steps) / plan.warm, (1 - progress) / (1 - plan.warm))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        name, made = pickle.loads(packed)
        batch: Batch = moved(made, device)
        pieces += int(made.mask.sum())
        answers = said(teachers, batch) if teachers and name not in untaught else {}
        found = losses(network, batch, answers)
        loss = torch.stack([plan.weights.of(key) * value for key, value in found.items()]).sum()
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(learned.values()), 1.0)
        optimizer.step()
        step += 1
        with torch.no_grad():
            keep = min(plan.mean, step / (step + 9))
            for key, value in learned.items():
                mean[key].lerp_(value, 1 - keep)
        for key, value in found.items():
            seen.setdefault(f"{name}.{key}", []).append(value.detach())
        if step % LOGGED == 0:
            log(_line(step, plan, pieces, time.time() - begun, seen))
            seen = {}
    if seen:
        log(_line(step, plan, pieces, time.time() - begun, seen))
    with torch.no_grad():
        for key, value in learned.items():
            value.copy_(mean[key])
    network.eval()
    return network


def _line(step: int, plan: Plan, pieces: int, spent: float, seen: dict[str, list[Tensor]]) -> str:
    sys.stdout.flush()
    recent = " ".join(f"{key} {torch.stack(values).mean().item():.3f}" for key, values in sorted(seen.items()))
    return f"step {step}/{plan.steps} {spent:.0f} s {pieces / spent:.0f} pieces/s | {recent}"
