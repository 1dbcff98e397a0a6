"""Return how true the confidences of records are: calibration error on real stories, and the table behind them.

Records of the development stories are compared with their labels; the share that is right, made monotonic over the
weights (pool adjacent violators), is the table src/dyadbook/steps/data/confidence.csv. Of standings the development
stories have too few: theirs is the chance that training/standings.py fits to others. On the stories held back the
calibration error is printed alone.

    python -m benchmarks.confidence [--held-back] [--write]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import stories
from benchmarks.common import Row, calibration_error
from benchmarks.news import NEWS
from benchmarks.reading import listed

from dyadbook.records import Event, Reading, Standing, Statement
from dyadbook.steps import confidence

TABLE = Path(confidence.__file__).parent / "data" / "confidence.csv"
HEAD = (
    "# How often records of the 50 development stories were right, by the weight that a step gave them (isotonic).\n"
    "# Written by `python -m benchmarks.confidence --write`.\nkind,weight,right\n"
)
LEAST = 12
"""Records that a step of the table stands on at least."""
KINDS = ("event", "statement")
"""The kinds of records that the table holds."""


def judged(held_back: bool) -> dict[str, list[tuple[float, bool]]]:
    """Return (confidence, whether it is right) of each record by kind."""
    from dyadbook.reader import read_many

    told = stories.labels(held_back)
    found: dict[str, list[tuple[float, bool]]] = {"event": [], "statement": [], "standing": []}
    for reading in read_many(stories.article_of(story) for story in told):
        if isinstance(reading, Reading):
            story = reading.article.source
            right = stories.compare(stories.gold_of(story, told[story]["settled"], reading.article.text), reading).right
            layers: dict[str, Sequence[Event | Statement | Standing]] = {
                "event": reading.events, "statement": reading.statements, "standing": listed(reading),
            }  # fmt: skip
            for kind, layer in layers.items():
                found[kind] += [(one.confidence, at in right[kind]) for at, one in enumerate(layer)]
    return found


def knots(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return (weight, share right), never falling: groups of like weight, joined where the share would fall."""
    ordered = sorted(pairs)
    groups = [ordered[at : at + LEAST] for at in range(0, len(ordered), LEAST)]
    if len(groups) > 1 and len(groups[-1]) < LEAST:
        groups[-2:] = [groups[-2] + groups[-1]]
    merged: list[list[tuple[float, bool]]] = []
    for group in groups:
        merged.append(group)
        while len(merged) > 1 and _share(merged[-2]) >= _share(merged[-1]):
            merged[-2:] = [merged[-2] + merged[-1]]
    return [(round(sum(weight for weight, _ in group) / len(group), 3), round(_share(group), 2)) for group in merged]


def _share(group: list[tuple[float, bool]]) -> float:
    """Return the share right, drawn a little to a half where there are few."""
    return (sum(right for _, right in group) + 1) / (len(group) + 2)


def rows() -> list[Row]:
    """Return the calibration errors as rows of the benchmarks' table."""
    if not NEWS.exists():
        return []
    return [
        Row("confidence", f"calibration error of {kind}s", f"{calibration_error(pairs):.3f}", data=data)
        for held_back, data in ((False, "50 real stories"), (True, "50 real stories held back"))
        for kind, pairs in judged(held_back).items()
    ]


def main() -> None:
    """Print the calibration errors, or write the table anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-back", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the table from the development stories")
    given = parser.parse_args()
    if not NEWS.exists():
        raise SystemExit(f"confidence: {NEWS.name} is not beside the repository")
    if given.write:
        TABLE.write_text(HEAD, encoding="utf-8")
        confidence.table.cache_clear()
        told = judged(False)
        lines = [f"{kind},{weight},{right}\n" for kind in KINDS for weight, right in knots(told[kind])]
        TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
        confidence.table.cache_clear()
    for kind, pairs in judged(given.held_back).items():
        right = sum(ok for _, ok in pairs)
        print(f"{kind:9} {len(pairs)} records, {right} right, calibration error {calibration_error(pairs):.3f}")


if __name__ == "__main__":
    main()
