"""Return how much each sign weighs for a pair of parties of a sentence: fitted to the labelled stories kept apart.

The network knows the stories that it was trained on, so the weights are fitted to those that were kept, and tried on
such as were left out and on the development stories. A pair is right where a label tells an act of these parties in the
sentence. Weights are log-odds, by ridge regression over signs brought to one scale.

    python -m training.pairs [--write]
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks.common import ROOT

from dyadbook import reader
from dyadbook.steps import events
from dyadbook.steps.acts import weighing
from dyadbook.steps.odds import Weights, chance
from training import ridge, stories
from training.ridge import Floats

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "pairs.csv"
HEAD = """\
# What speaks for it that a sentence tells an act of a pair of its parties: logarithms of odds, which add up, each times
# its sign's number. Written by `python -m training.pairs --write`.
"""
FOLDS = 8
RIDGE = 20.0


@dataclass(frozen=True)
class Told:
    """A pair of a sentence: its story, its signs, the model's own probability, and whether a label tells it."""

    story: str
    signs: dict[str, float]
    model: float
    label: bool


def told_in(labels: Sequence[dict[str, Any]]) -> list[Told]:
    """Return the pairs of labelled stories that the model takes for likely."""
    found = []
    for one in labels:
        reading, _ = reader.explain(stories.article_of(one["id"]), "statements")
        sentences = events.asked(reading)
        article = weighing.Article(sentences)
        for sentence, asked in zip(reading.sentences, sentences, strict=True):
            told = [event for event in one["events"] if stories.tells(event, (sentence.start, sentence.end))]
            for pair in asked.pairs:
                right = any(stories.is_of(event, pair.source, pair.target, set(asked.sides)) for event in told)
                signs = weighing.signs_of(asked, pair, article)
                found.append(Told(one["id"], signs, pair.answer.told, right))
    return found


def fit(samples: Sequence[Told]) -> Weights:
    """Return the weight of each sign: the ridge regression's by Newton."""
    names = sorted({name for one in samples for name in one.signs})
    x = np.array([[one.signs.get(name, 0.0) for name in names] for one in samples])
    y = np.array([[float(one.label)] for one in samples])
    scale = np.where(x.std(0) > 0, x.std(0), 1.0)
    x = x / scale
    held = RIDGE * np.array([float(name != "any") for name in names])
    (weights,) = ridge.fit(x, y, held)
    return {name: round(weight, 3) for name, weight in zip(names, (weights / scale).tolist(), strict=True)}


def chances(samples: Sequence[Told], weights: Weights) -> Floats:
    """Return the probability of each pair by the weights."""
    return np.array([chance(one.signs, weights) for one in samples])


def left_out(samples: Sequence[Told]) -> Floats:
    """Return the probability of each pair by weights that were fitted to other stories."""
    folds = np.array([int(hashlib.md5(one.story.encode()).hexdigest(), 16) % FOLDS for one in samples])
    found: Floats = np.zeros(len(samples))
    for fold in range(FOLDS):
        rest = [one for one, its in zip(samples, folds, strict=True) if its != fold]
        asked = [one for one, its in zip(samples, folds, strict=True) if its == fold]
        found[folds == fold] = chances(asked, fit(rest)) if asked else 0
    return found


def row(name: str, samples: Sequence[Told], values: Iterable[float]) -> str:
    """Return a line: the pairs, how many are right, and the best F1 over all limits with its limit."""
    ranked = sorted(zip(values, (one.label for one in samples), strict=True), reverse=True)
    all_right, right, best = sum(one.label for one in samples), 0, (0.0, 0.0)
    for number, (value, label) in enumerate(ranked, 1):
        right += label
        best = max(best, (2 * right / (number + all_right), value))
    return f"{name:24}{len(samples):6}{all_right:6}{best[0]:8.3f} from {best[1]:.2f}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    kept, apart = told_in(stories.kept()), told_in(stories.development())
    weights = fit(kept)
    print(f"{'':24}{'pairs':>6}{'right':>6}{'F1':>8}")
    print(row("kept, the model alone", kept, [one.model for one in kept]))
    print(row("kept, left out", kept, left_out(kept)))
    print(row("development, the model", apart, [one.model for one in apart]))
    print(row("development", apart, chances(apart, weights)))
    if options.write:
        ridge.write(FILE, HEAD, ("sign", "weight"), weights.items())


if __name__ == "__main__":
    main()
