"""Return how well the model codes pairs it has not seen: five-fold cross-validation over the event sets.

Folds are split by groups of near-duplicate sentences over all sets, so that no sentence stands, in whatever wording of
another set, on both sides, and each fold has its share of every root. Each fold starts from a network of the size that
ships that has learned all heads from labels and never saw the event sets, nor a teacher that did (`unseen`: trained
first where it is not there), and is tuned on the other four: branches of their own order, and their mean.
`python -m training.crossval` writes `training/runs/base/crossval.json`.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from benchmarks.common import macro_f1

from training import corpora, measure
from training.corpora import Row, Sample
from training.fit import Plan, Task, fit
from training.teacher import teacher, thinner
from training.train import BRANCHES, RUNS, UNSEEN, WORKERS, Data, Lines, device, mean_of, plan_of, trained

FOLDS = 5
START = RUNS / "base" / f"{UNSEEN}.pt"


def folds(rows: Sequence[Row], seed: int = 7) -> dict[int, int]:
    """Return the fold of each group of rows, so that each fold has its share of every root and quad class.

    Groups go, the largest first, to the fold that has least of what they hold: a root that a fold's test part lacks
    would count as nothing right in it.
    """
    held: dict[int, Counter[str]] = {}
    for row in rows:
        held.setdefault(row.group, Counter())[f"root {row.root}" if row.root else f"quad {row.quad}"] += 1
    total = sum(held.values(), Counter())
    groups = sorted(held)
    random.Random(seed).shuffle(groups)
    groups.sort(key=lambda group: -held[group].total())
    sums = [Counter[str]() for _ in range(FOLDS)]
    found = {}
    for group in groups:
        fold = min(
            range(FOLDS), key=lambda at: sum(n * sums[at][name] / total[name] for name, n in held[group].items())
        )
        sums[fold] += held[group]
        found[group] = fold
    return found


def unseen(data: Data, target: Path) -> None:
    """Train what the folds start from, and keep it."""
    torch.manual_seed(1)
    lines, (tasks, plan) = Lines(), plan_of(UNSEEN, data)
    network = fit(thinner(teacher()).to(device()), tasks, plan, log=lines.say, workers=WORKERS)
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.cpu().state_dict(), target)
    target.with_suffix(".log").write_text("\n".join(lines.said) + "\n", encoding="utf-8")


def cross_validate(start: Path, data: Data, plan: Plan, only: Sequence[int] = range(FOLDS)) -> dict[str, Any]:
    """Return accuracy and macro-F1 of each fold, their means and spread, and of all folds' answers together."""
    sets: dict[str, list[Row]] = {
        "plv": corpora.plv(), "cameo": corpora.cameo_class(), "ner": corpora.labelled_ner()
    }  # fmt: skip
    rows = [row for part in sets.values() for row in part]
    corpora.fold_groups(rows)
    fold_of = folds(rows)
    samples = {id(row): corpora.row_samples(row, data.pieces) for row in rows}
    added = [*data.later, *data.last]
    answers: dict[str, list[tuple[Any, Any]]] = {"plv": [], "cameo": []}
    each: list[dict[str, float]] = []
    for fold in only:
        kept = [samples[id(row)] for row in rows if fold_of[row.group] != fold and samples[id(row)]]

        def draw(rng: random.Random, kept: list[list[Sample]] = kept) -> list[Sample]:
            return [one[0] if rng.random() < 0.8 else one[-1] for one in kept]

        tasks = [Task("rows", draw, 0.75), Task("marked", lambda rng: data.marked(rng, added), 0.25)]
        branches = []
        for number in range(BRANCHES):
            network = trained(start.parent, start.stem)
            fit(network.to(device()), tasks, replace(plan, seed=plan.seed + number), workers=WORKERS)
            branches.append(network.cpu().state_dict())
        network.load_state_dict(mean_of(branches, [1 / BRANCHES] * BRANCHES))
        figures: dict[str, float] = {}
        test = [row for row in sets["plv"] if fold_of[row.group] == fold and row.source and row.root]
        gold = [str(row.root) for row in test]
        marked, plain = ([samples[id(row)][at] for row in test] for at in (0, -1))
        told, figures["plv accuracy"], figures["plv macro-F1"] = measure.roots(network, [marked, plain], gold)
        figures["plv macro-F1, marked alone"] = measure.roots(network, [marked], gold)[2]
        figures["plv macro-F1, unmarked alone"] = measure.roots(network, [plain], gold)[2]
        answers["plv"] += zip(gold, told, strict=True)
        test = [row for row in sets["cameo"] if fold_of[row.group] == fold]
        quads = [row.quad or 0 for row in test]
        found, figures["cameo accuracy"], figures["cameo macro-F1"] = measure.quads(
            network, [samples[id(row)][0] for row in test], quads
        )
        answers["cameo"] += zip(quads, found, strict=True)
        print(f"fold {fold}", json.dumps(figures), flush=True)
        each.append(figures)
    summary = {
        key: {"mean": round(statistics.mean(values), 4), "spread": round(statistics.pstdev(values), 4)}
        for key in each[0]
        if (values := [one[key] for one in each])
    }
    for name, pairs in answers.items():
        labels = sorted({gold for gold, _ in pairs})
        numbers = [[labels.index(one) if one in labels else -1 for one in side] for side in zip(*pairs, strict=True)]
        summary[f"{name} all folds together"] = {
            "accuracy": round(sum(a == b for a, b in pairs) / len(pairs), 4),
            "macro-F1": round(macro_f1(numbers[0], numbers[1], range(len(labels))), 4),
        }
    return {"folds": each, "summary": summary, "plan": {"steps": plan.steps, "rate": plan.rate}}


def main() -> None:
    """Parse the command line and run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, default=START)
    parser.add_argument("--steps", type=int, default=260)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--only", type=int, nargs="*", default=list(range(FOLDS)))
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    plan = Plan(steps=given.steps, rate=given.rate, head_rate=4e-4, mean=0.98, seed=5, dropout=0.1)
    data = Data(clean=False)
    if given.start == START and not START.exists():  # another that is missing is an error, not hours of training
        unseen(data, START)
    result = cross_validate(given.start, data, plan, given.only)
    print(json.dumps(result["summary"], indent=1))
    if set(given.only) == set(range(FOLDS)):
        (given.start.parent / "crossval.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
