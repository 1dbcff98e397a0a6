"""Return how much each sign weighs for the party of an act that stands in another sentence: fitted to labelled stories.

Whom an act is aimed at, or who did it, is fitted to all stories to train on. Whether such an act is told is fitted to
those that were kept, since the network knows the others by heart, and tried on such as were left out and on the
development stories. Weights are log-odds that a ridge holds back.

    python -m training.elsewhere [--write]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import torch
from benchmarks.common import ROOT

from dyadbook import reader
from dyadbook.steps import events
from dyadbook.steps.acts import elsewhere
from dyadbook.steps.acts.elsewhere_signs import Elsewhere, Half, Option
from dyadbook.steps.acts.pairs import NOBODY
from dyadbook.steps.odds import Signs, Weights, chance
from training import ridge, stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "elsewhere.csv"
HEAD = """\
# What speaks for a party that stands in another sentence than its act, as the side that is missing there, and for it
# that the act is told: logarithms of odds, which add up, each times its sign's number. Written by
# `python -m training.elsewhere --write`.
"""
RIDGE = 2.0
SIDES = ("target", "source")
SHOWN = (20, 40, 60, 80, 100, 150)


@dataclass(frozen=True)
class Asked:
    """A half of a labelled story, what the article tells of it, and the labelled events of the half."""

    story: str
    half: Half
    article: Elsewhere
    events: Sequence[dict[str, Any]]

    def is_meant(self, option: Option) -> bool:
        """Return whether a label has the option as the missing side, or as one of those on it."""
        sides = [event[self.half.side] for event in self.events]
        return any(option.party in side if option.party else not side for side in sides)

    def is_told(self, option: Option) -> bool:
        """Return whether a label tells the act of these two alone."""
        other = "source" if self.half.side == "target" else "target"
        wanted = [option.party] if option.party else []
        return any(
            event["type"] == self.half.pair.type and event[self.half.side] == wanted
            and event[other] == [self.half.known]
            for event in self.events
        )  # fmt: skip


def asked_in(labels: Iterable[dict[str, Any]]) -> list[Asked]:
    """Return the halves of labelled stories."""
    found = []
    for one in labels:
        reading, _ = reader.explain(stories.article_of(one["id"]), "statements")
        sentences = events.asked(reading)
        article = Elsewhere(reading, sentences)
        for half in article.halves():
            sentence = reading.sentences[half.sentence]
            source, target = (side.replace(NOBODY, "") for side in (half.pair.source, half.pair.target))
            told = [
                event for event in one["events"]
                if stories.tells(event, (sentence.start, sentence.end))
                and stories.is_of(event, source, target, set(sentences[half.sentence].sides))
            ]  # fmt: skip
            found.append(Asked(one["id"], half, article, told))
    return found


def fit_choice(samples: Sequence[Asked]) -> Weights:
    """Return the weights by which the right ones of the options of each half are likeliest."""
    samples = [one for one in samples if any(map(one.is_meant, one.half.options))]
    options = [option for one in samples for option in one.half.options]
    names = sorted({name for option in options for name in option.signs})
    x = torch.tensor([[option.signs.get(name, 0.0) for name in names] for option in options])
    right = torch.tensor([float(one.is_meant(option)) for one in samples for option in one.half.options])
    weights = ridge.choice(x, [len(one.half.options) for one in samples], right, RIDGE)
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


@dataclass(frozen=True)
class Chosen:
    """A half with the other party that the weights choose: what speaks for it that the act is told, and the label."""

    story: str
    signs: Signs
    label: bool


def chosen(samples: Iterable[Asked], table: Weights) -> Iterator[Chosen]:
    """Yield the halves that have an option, with the likeliest."""
    for one in samples:
        best = elsewhere.chosen(one.half, table)
        if best is not None:
            yield Chosen(one.story, one.article.told_signs(one.half, *best), one.is_told(best[0]))


def fit_told(samples: Sequence[Chosen]) -> Weights:
    """Return the weights by which told acts are likely."""
    names = list(samples[0].signs)
    x = np.array([[one.signs[name] for name in names] for one in samples])
    y = np.array([[float(one.label)] for one in samples])
    (weights,) = ridge.fit(x, y, RIDGE * np.array([float(name != "any") for name in names]))
    return {name: round(weight, 3) for name, weight in zip(names, weights.tolist(), strict=True)}


def row(name: str, samples: Iterable[tuple[Chosen, Weights]]) -> str:
    """Return a line: halves, how many tell what was chosen, how many of the likeliest of them do, with the limit."""
    told = [(chance(one.signs, table), one.label) for one, table in samples]
    told.sort(reverse=True)
    right = list(accumulate(label for _, label in told))
    shown = "  ".join(f"{right[at - 1]}/{at} from {told[at - 1][0]:.2f}" for at in SHOWN if at <= len(told))
    return f"{name:20}{len(told):6}{right[-1]:6}  {shown}"


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    train, kept, apart = (asked_in(part) for part in (stories.read_labels(), stories.kept(), stories.development()))
    lines: list[tuple[str, str, str, float]] = []
    for side in SIDES:
        mine, held, dev = ([one for one in part if one.half.side == side] for part in (train, kept, apart))
        choice = fit_choice(mine)
        samples = list(chosen(held, choice))
        told = fit_told(samples)
        print(f"the {side} stands elsewhere")
        print(row("kept, left out", ridge.left_out(samples, fit_told)))
        print(row("development", ((one, told) for one in chosen(dev, choice))))
        for asked, table in (("choice", choice), ("told", told)):
            lines += [(side, asked, name, weight) for name, weight in table.items()]
    if options.write:
        ridge.write(FILE, HEAD, ("side", "asked", "sign", "weight"), lines)


if __name__ == "__main__":
    main()
