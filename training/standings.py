"""Return how much each sign speaks for a standing being right: fitted to labelled and to judged standings.

Those of the 200 labelled stories are right where a label has their parties, aspect, value and words; those of
`standings.jsonl` were judged one by one as the reader told them, before this was fitted. Weights are log-odds that a
ridge holds back. Shown is how they do on stories left out and on the development stories.

    python -m training.standings [--write]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks import reading as bench
from benchmarks import stories as labelled
from benchmarks.common import ROOT, calibration_error

from dyadbook import reader
from dyadbook.records import Article, Reading, Standing
from dyadbook.steps import standings
from dyadbook.steps.odds import Weights
from dyadbook.steps.standing import doubts
from training import ridge, stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "standing_doubts.csv"
JUDGED = stories.DATA / "standings.jsonl"
HEAD = """\
# What speaks for it that a standing is right: logarithms of odds, which add up. Written by
# `python -m training.standings --write`.
"""
RIDGE = 3.0
RARE = 8  # a sign that fewer standings have tells of these stories, not of standings


@dataclass(frozen=True)
class Sample:
    """A standing that the reader tells of a story, what speaks for it, and whether it is right."""

    story: str
    signs: frozenset[str]
    right: bool


def of_labels(told: Iterable[tuple[str, Article, Mapping[str, Any]]]) -> Iterator[Sample]:
    """Yield the standings of stories whose standings are labelled."""
    for story, article, label in told:
        every, reading = _told(article)
        score = bench.Score(articles=1)
        gold = labelled.gold_of(story, {"standings": label["standings"]}, reading.article.text)
        bench.compare_standings(score, gold, reading)
        right = score.right["standing"]
        signs = {one.standing.id: one.signs for one in every}
        yield from (Sample(story, signs[one.id], at in right) for at, one in enumerate(bench.listed(reading)))


def of_judgements(judged: Iterable[Mapping[str, Any]]) -> Iterator[Sample]:
    """Yield the standings of stories that were judged as the reader told them; what it tells since then is left out."""
    for story in judged:
        for one in _told(stories.article_of(story["id"]))[0]:
            verdicts = [each["right"] for each in story["standings"] if _is_same(each, one.standing)]
            yield from (Sample(story["id"], one.signs, right) for right in verdicts[:1])


def _told(article: Article) -> tuple[list[standings.Told], Reading]:
    reading, _ = reader.explain(article, "statements")
    every, _ = standings.told_in(reading)
    return every, Reading(article=reading.article, standings=tuple(one.standing for one in every))


def _is_same(judged: Mapping[str, Any], one: Standing) -> bool:
    shared = any(a < words.end and words.start < b for a, b in judged["spans"] for words in one.reports)
    same = (judged["aspect"], judged["value"], tuple(judged["parties"])) == (one.aspect, one.value, one.parties)
    return shared and same


def fit(samples: Sequence[Sample]) -> Weights:
    """Return the weights of each sign that is not rare."""
    counts = Counter(sign for one in samples for sign in one.signs)
    names = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= RARE))}
    x = np.zeros((len(samples), len(names)))
    for row, one in enumerate(samples):
        x[row, [names[sign] for sign in one.signs if sign in names]] = 1
    held = np.array([0.0 if name == "any" else RIDGE for name in names])
    found = ridge.fit(x, np.array([[float(one.right)] for one in samples]), held)[0]
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}


def row(name: str, judged: Iterable[tuple[Sample, Weights]]) -> str:
    """Return a line: standings and the share right, of all and of those told; calibration error; likeliness of all."""
    every = [(doubts.chance(one.signs, table), one.right) for one, table in judged]
    told = [pair for pair in every if pair[0] >= doubts.LEAST]
    lost = -sum(np.log(chance if right else 1 - chance) for chance, right in every) / len(every)
    shares = "".join(f"{len(part):6}{sum(right for _, right in part) / len(part):7.3f}" for part in (every, told))
    return f"{name:18}{shares}{calibration_error(told):8.3f}{lost:8.3f}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    known = [one for one in stories.read_labels() if "standings" in one]
    labels = list(of_labels((one["id"], stories.article_of(one["id"]), one) for one in known))
    judged = list(of_judgements(map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines())))
    apart = labelled.labels(False).items()
    dev = list(of_labels((story, labelled.article_of(story), each["settled"]) for story, each in apart))
    weights = fit([*labels, *judged])
    print(f"{'':18}{'all':>6}{'right':>7}{'told':>6}{'right':>7}{'error':>8}{'loss':>8}")
    for name, part in (("labelled", labels), ("judged", judged), ("both", [*labels, *judged])):
        print(row(f"{name}, left out", ridge.left_out(part, fit)))
    print(row("development", ((one, weights) for one in dev)))
    if options.write:
        ridge.write(FILE, HEAD, ("sign", "weight"), weights.items())


if __name__ == "__main__":
    main()
