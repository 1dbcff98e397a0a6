"""Return how much each sign of history weighs: fitted to the labelled stories, and tried on stories that were left out.

The labels (training/data/stories*.jsonl) say of each event whether it is history (`past`), news of these days, or
neither can be known (`open`). Each event that the reader tells without a date is taken with its signs and the label of
the same words, half as much where only its type or its parties are the label's. Weights are log-odds against news, by
ridge regression. The later file, labelled by a shorter form, says `open` less often: it has a sign of its own while
weights are fitted, which is not written.

    python -m training.history [--write]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from benchmarks.common import ROOT

from dyadbook import reader
from dyadbook.records import Event
from dyadbook.steps import events
from dyadbook.steps.sides import party_of
from dyadbook.steps.when import history
from training import ridge, stories

FILE = ROOT / "src" / "dyadbook" / "steps" / "data" / "history.csv"
HEAD = """\
# What speaks for it that an act without a date is history (past), or that nobody can know (open), against news of these
# days: logarithms of odds, which add up. Written by `python -m training.history --write`.
"""
CLASSES = (False, True, None)  # news, past, open
RIDGE = 16.0
RARE = 15  # a sign that fewer events have tells of these events, not of history
SHORT = "short form"
FREE = ("any act", SHORT)  # they may weigh what they will
ALIKE = 4
Weights = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Told:
    """An event without a date: its story, signs, what the model sees, its label's class and weight."""

    story: str
    signs: frozenset[str]
    seen: history.Odds | None
    label: int
    weight: float


def told_in(labels: Sequence[dict[str, Any]]) -> list[Told]:
    """Return the undated events of labelled stories that a label tells too."""
    found = []
    for one in labels:
        reading, _ = reader.explain(stories.article_of(one["id"]), "statements")
        told = events.tell(reading)
        form = {SHORT} if all("date" not in label for label in one["events"]) else set()
        for event in told.events:
            label = max(one["events"], key=lambda label: _likeness(label, event), default=None)
            alike = _likeness(label, event) if label is not None else 0
            if event.id in told.signs and label is not None and alike > 1:
                signs, number = told.signs[event.id] | form, CLASSES.index(label["historical"])
                weight = 1.0 if alike == ALIKE else 0.5
                found.append(Told(one["id"], signs, told.seen.get(event.id), number, weight))
    return found


def _likeness(label: dict[str, Any], event: Event) -> int:
    """Return how far a label tells an event: 2 with its type or parties, 4 with both; 0 where no words are common."""
    report = event.reports[0]
    if not any(start < report.end and report.start < end for start, end in label["spans"]):
        return 0
    sides = {party_of(actor) for actor in (*event.source, *event.target)}
    return 2 * int(label["type"] == event.type) + 2 * int(sides == {*label["source"], *label["target"]})


def fit(samples: Sequence[Told]) -> Weights:
    """Return the weights of each sign that is not rare, for `past` and `open`: the ridge regression's by Newton."""
    names, x = ridge.one_hot([one.signs for one in samples], RARE)
    y = np.array([[float(one.label == number) for number in (1, 2)] for one in samples])
    share = np.array([[one.weight] for one in samples])
    held = np.array([0.0 if name in FREE else RIDGE for name in names])
    weights = ridge.fit(x, y, held, share)
    return {
        name: (round(past, 2), round(open_, 2)) for name, (past, open_) in zip(names, weights.T.tolist(), strict=True)
    }


def row(name: str, asked: Iterable[tuple[Told, Weights]], *, seen: bool = False) -> str:
    """Return a line: events told in full by a label, share right, of news, and of history in what is called news.

    `seen`: what the model sees counts too, which says little where it was trained on the labels.
    """
    counts = Counter(
        (one.label, CLASSES.index(history.by_signs(one.signs, one.seen if seen else None, table)))
        for one, table in asked
        if one.weight == 1
    )
    whole = counts.total()
    right = sum(count for (label, said), count in counts.items() if label == said)
    news, all_news = ([count for key, count in counts.items() if key[side] == 0] for side in (1, 0))
    return (
        f"{name:22}{whole:6}{right / whole:8.3f}{sum(all_news) / whole:10.3f}{counts[1, 0] / max(1, sum(news)):14.3f}"
    )


def main() -> None:
    """Print what the weights give, and with `--write` write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    options = parser.parse_args()
    kept = told_in(stories.kept())
    samples = [*told_in(stories.read_labels()), *kept]
    weights, others = fit(samples), list(ridge.left_out(samples, fit))
    print(f"{'':22}{'events':>6}{'right':>8}{'all news':>10}{'past as news':>14}")
    print(row("stories left out", others))
    print(row("of these, in full", (pair for pair in others if SHORT not in pair[0].signs)))
    for name, apart in (("kept", [pair for pair in others if pair[0] in kept]),
                        ("development", [(one, weights) for one in told_in(stories.development())])):  # fmt: skip
        print(row(name, apart))
        print(row(f"{name}, and model", apart, seen=True))
    if options.write:
        rows = ((name, *pair) for name, pair in weights.items() if name != SHORT)
        ridge.write(FILE, HEAD, ("sign", "past", "open"), rows)


if __name__ == "__main__":
    main()
