"""Return how much each sign speaks for a statement being right: fitted to the labelled statements.

A statement is right where a label has its words (by half on both sides) and its speaker; that the reader knows no
country of a speaker is no fault. Weights are log-odds that a ridge holds back. Shown are the statements that are told,
and precision, recall and F1 with words and speaker, country and all, over stories left out, and over the development
stories.

    python -m training.doubts [--write]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

import numpy as np
from benchmarks import reading as bench
from benchmarks import stories as labelled
from benchmarks.common import ROOT

from dyadbook import reader
from dyadbook.records import Statement
from dyadbook.steps.odds import Weights
from dyadbook.steps.saying import doubts
from training import ridge, stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "doubts.csv"
HEAD = """\
# What speaks for it that a statement is right, by words and speaker: logarithms of odds, which add up. Written by
# `python -m training.doubts --write`.
"""
RIDGE = 3.0
RARE = 30  # a sign that fewer statements have tells of these stories, not of statements


@dataclass(frozen=True)
class Told:
    """A statement of a story: whether it is right, and whether the speaker's country is too."""

    story: str
    statement: Statement
    right: bool
    in_full: bool


def told_in(labels: Iterable[tuple[str, Sequence[dict[str, Any]]]]) -> Iterator[Told]:
    """Yield the statements that the reader finds in labelled stories, doubtful ones too."""
    with mock.patch.object(doubts, "LEAST", 0.0):
        for story, wanted in labels:
            reading, _ = reader.explain(stories.article_of(story), "statements")

            def common(want: dict[str, Any], have: Statement) -> float:
                return _share([(one.start, one.end) for one in have.content], want["spans"])

            def in_full(want: dict[str, Any], have: Statement) -> float:
                return common(want, have) if bench.same_speaker(want["speaker"], have.speaker) else 0.0

            def right(want: dict[str, Any], have: Statement) -> float:
                unknown = have.speaker is not None and have.speaker.country is None
                who = {"name": want["speaker"]["name"]} if unknown else want["speaker"]
                return common(want, have) if bench.same_speaker(who, have.speaker) else 0.0

            full, half = ({j for _, j in bench.pair(wanted, reading.statements, how)} for how in (in_full, right))
            yield from (Told(story, one, j in half, j in full) for j, one in enumerate(reading.statements))


def _share(one: Sequence[tuple[int, int]], other: Sequence[Sequence[int]]) -> float:
    """Return the share of common words of the longer of two contents; 0 under a half."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    share = both / max(1, *(sum(last - first for first, last in spans) for spans in (one, other)))
    return share if share >= 0.5 else 0.0


def fit(samples: Sequence[Told]) -> Weights:
    """Return the weights of each sign that is not rare."""
    names, x = ridge.one_hot([set(doubts.signs(one.statement)) for one in samples], RARE)
    found = ridge.fit(x, np.array([[float(one.right)] for one in samples]), np.full(len(names), RIDGE))[0]
    return {name: round(float(weight), 2) for name, weight in zip(names, found, strict=True)}


def row(name: str, judged: Iterable[tuple[Told, Weights]], labels: int, least: float) -> str:
    """Return a line: how many statements are told, and precision, recall and F1 with words and speaker."""
    kept = [one.in_full for one, table in judged if doubts.chance(one.statement, table) >= least]
    right = sum(kept)
    return f"{name:26}{len(kept):7}{right / len(kept):7.3f}{right / labels:7.3f}{2 * right / (len(kept) + labels):7.3f}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    known = {one["id"]: one["statements"] for one in stories.read_labels() if "statements" in one}
    apart = {story: each["settled"]["statements"] for story, each in labelled.labels(False).items()}
    samples, others = list(told_in(known.items())), list(told_in(apart.items()))
    weights = fit(samples)
    print(f"{'':26}{'told':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for least in (0.0, doubts.LEAST):
        name = f"from {least:g}"
        print(row(f"stories left out, {name}", ridge.left_out(samples, fit), sum(map(len, known.values())), least))
        print(row(f"development, {name}", ((one, weights) for one in others), sum(map(len, apart.values())), least))
    if options.write:
        ridge.write(FILE, HEAD, ("sign", "weight"), weights.items())


if __name__ == "__main__":
    main()
