"""Return how often dates of events are those of the labels, in stories that rules were made on and in others.

The 200 stories of `stories.jsonl` have dates. Errors are read on one half of them alone, by hash of the id; the other
half and the development stories show by their totals whether a rule holds elsewhere.

    python -m training.dates
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks import stories as labelled
from benchmarks.reading import Score

from dyadbook import reader
from training import stories

HALVES = ("half worked on", "other half")
DATED, UNDATED = "events.date", "events.no_date"


def half_of(story: str) -> str:
    """Return whether a story is of the half whose errors are read."""
    return HALVES[int(hashlib.md5(story.encode(), usedforsecurity=False).hexdigest(), 16) % 2]


def dated(labels: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the stories whose events are labelled with dates."""
    return [one for one in labels if any("date" in event for event in one["events"])]


def score_of(label: Mapping[str, Any]) -> Score:
    """Return how the events of one story are read."""
    reading = reader.read(stories.article_of(label["id"]))
    gold = labelled.gold_of(label["id"], {"events": label["events"]}, reading.article.text)
    return labelled.compare(gold, reading)


def row(name: str, score: Score) -> str:
    """Return a line: share of events whose date is right or rightly none, then of those with and without a date."""
    asked = [score.fields[field] for field in (DATED, UNDATED)]
    shares = (sum(right for right, _ in asked), sum(of for _, of in asked)), *asked
    return f"{name:16}" + "".join(f"{right / max(of, 1):8.3f} of {of:<5}" for right, of in shares)


def main() -> None:
    """Print the shares of both halves and of the development stories."""
    scores: dict[str, Score] = defaultdict(Score)
    for label in dated(stories.read_labels()):
        scores[half_of(label["id"])].add(score_of(label))
    for label in stories.development():
        scores["development"].add(score_of(label))
    print(f"{'':16}{'date right':>12}{'labels date':>17}{'labels do not':>17}")
    print(*(row(name, scores[name]) for name in (*HALVES, "development")), sep="\n")


if __name__ == "__main__":
    main()
