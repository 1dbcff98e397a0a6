"""Return how much each sign of history weighs: fitted to the labelled stories, and tried on stories that were left out.

The labels (training/data/stories*.jsonl) say of each event whether it is history (`past`), news of these days, or
neither can be known (`open`). Each event that the reader tells without a date is taken with its signs and the label of
the same words. Weights are log-odds against news, by ridge regression.

    python -m training.history [--write]
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks import stories as labelled
from benchmarks.common import ROOT
from numpy.typing import NDArray

from dyadbook import reader
from dyadbook.records import Event
from dyadbook.steps import events, history
from dyadbook.steps.sides import party_of
from training import stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "history.csv"
HEAD = """\
# What speaks for it that an act without a date is history (past), or that nobody can know (open), against news of these
# days: logarithms of odds, which add up. Written by `python -m training.history --write`.
"""
CLASSES = (False, True, None)  # news, past, open
FOLDS = 5
RIDGE = 6.0
RARE = 10  # a sign that fewer events have tells of these events, not of history
STEPS = 12
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """An event without a date: its story, its signs, and the class that the label gives."""

    story: str
    signs: frozenset[str]
    label: int


def told_in(labels: Sequence[dict[str, Any]], *, trained: bool = False) -> list[Told]:
    """Return the undated events of labelled stories that a label tells too.

    Of stories that the model was `trained` on it knows the answer, so what it says of them is left out.
    """
    found = []
    for one in labels:
        reading, _ = reader.explain(labelled.article_of(one["id"]), "statements")
        made, signs, _ = events.tell(reading)
        signs = history.with_dated(made, signs)
        for event in made:
            label = max(one["events"], key=lambda label: _likeness(label, event), default=None)
            if event.id in signs and label is not None and _likeness(label, event) > 1:
                own = {sign for sign in signs[event.id] if not (trained and sign.startswith("model "))}
                found.append(Told(one["id"], frozenset(own), CLASSES.index(label["historical"])))
    return found


def _likeness(label: dict[str, Any], event: Event) -> int:
    """Return how far a label tells an event: 2 with its type or parties, 4 with both; 0 where no words are common."""
    report = event.reports[0]
    if not any(start < report.end and report.start < end for start, end in label["spans"]):
        return 0
    sides = {party_of(actor) for actor in (*event.source, *event.target)}
    return 2 * int(label["type"] == event.type) + 2 * int(sides == {*label["source"], *label["target"]})


def fit(samples: Sequence[Told]) -> dict[str, tuple[float, float]]:
    """Return the weights of each sign that is not rare, for `past` and `open`: the ridge regression's by Newton."""
    counts = Counter(sign for one in samples for sign in one.signs)
    names = sorted(sign for sign, count in counts.items() if count >= RARE)
    x = np.array([[float(name in one.signs) for name in names] for one in samples])
    y = np.array([[float(one.label == number) for number in (1, 2)] for one in samples])
    weights: Floats = np.zeros((2, len(names)))
    for _ in range(STEPS):
        odds = np.exp(x @ weights.T)
        chance = odds / (1 + odds.sum(1, keepdims=True))
        slope = ((chance - y).T @ x + RIDGE * weights).ravel()
        blocks = [
            [(x * (chance[:, [a]] * (float(a == b) - chance[:, [b]]))).T @ x for b in (0, 1)] for a in (0, 1)
        ]  # fmt: skip
        curve = np.block(blocks) + RIDGE * np.eye(weights.size)
        weights -= np.linalg.solve(curve, slope).reshape(weights.shape)
    return {
        name: (round(past, 2), round(open_, 2)) for name, (past, open_) in zip(names, weights.T.tolist(), strict=True)
    }


def tried(samples: Sequence[Told], weights: dict[str, tuple[float, float]]) -> Counter[tuple[int, int]]:
    """Return how often a class was labelled and another one said."""
    return Counter((one.label, CLASSES.index(history.by_signs(one.signs, weights))) for one in samples)


def left_out(samples: Sequence[Told], stories: Set[str] | None = None) -> Counter[tuple[int, int]]:
    """Return the same over stories of which none was fitted to: all, or those named."""
    found: Counter[tuple[int, int]] = Counter()
    for fold in range(FOLDS):
        rest = [one for one in samples if _fold(one) != fold]
        asked = [one for one in samples if _fold(one) == fold and (stories is None or one.story in stories)]
        found += tried(asked, fit(rest))
    return found


def _fold(one: Told) -> int:
    return int(hashlib.sha256(one.story.encode()).hexdigest(), 16) % FOLDS


def row(name: str, counts: Counter[tuple[int, int]]) -> str:
    """Return a line: events, share right, and of those said to be news the share that is history."""
    right = sum(count for (label, said), count in counts.items() if label == said)
    news = sum(count for (_, said), count in counts.items() if said == 0)
    return f"{name:22}{counts.total():6}{right / counts.total():8.3f}{counts[1, 0] / max(1, news):8.3f}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    kept, apart = told_in(stories.kept()), told_in(stories.development())
    samples = [*told_in(stories.read_labels(), trained=True), *kept]
    weights = fit(samples)
    print(f"{'':22}{'events':>6}{'right':>8}{'past as news':>14}")
    print(row("always news", Counter((one.label, 0) for one in samples)))
    print(row("stories left out", left_out(samples)))
    print(row("of these, kept", left_out(samples, {one.story for one in kept})))
    print(row("development: all news", Counter((one.label, 0) for one in apart)))
    print(row("development", tried(apart, weights)))
    if options.write:
        with FILE.open("w", encoding="utf-8", newline="") as file:
            file.write(HEAD)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("sign", "past", "open"))
            writer.writerows((name, *pair) for name, pair in weights.items())


if __name__ == "__main__":
    main()
