"""Return how the reader codes PETRARCH-2's own sentences: country, CAMEO root, country, beside PETRARCH's figures.

`../shared/data/events/petr2_real_actors.jsonl` holds 77 sentences with triples. Their gold is PETRARCH-2's own output,
edited, so that agreement is no truth: who meets whom in a sentence about the Olympics is "USA 042 CHN" there. Events
are compared by country and CAMEO root; what within one country is done, which the reader leaves to others, counts as
missed. `--errors` prints where both differ. `gold/petrarch.csv` sorts these by judgment (docs/experiments.md): `ours`
where the reader is wrong, whatever the gold is, `theirs` where the gold alone is, `debatable` where both can be held.
A verdict is on one reading: `--sorted` counts what differs now by verdict, and lists whose reading is not judged yet.

    python -m benchmarks.petrarch [--errors] [--sorted] [--json]
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benchmarks.common import ROOT, SHARED, Row

from dyadbook.records import Actor, Article, Block, Event, article_id

FILE = SHARED / "data" / "events" / "petr2_real_actors.jsonl"
SORTED = ROOT / "benchmarks" / "gold" / "petrarch.csv"
Triple = tuple[str, str, str]
KEYS: dict[str, Callable[[Triple], Any]] = {
    "dyad": lambda one: (one[0], one[2]),
    "root": lambda one: one,
}
PEERS = {"dyad": ".78 / .73", "root": ".76 / .72"}
"""F1 of PETRARCH-2 and Universal PETRARCH on the same sentences, as they publish it."""


@dataclass(frozen=True)
class Difference:
    """A sentence in which gold and reader differ."""

    id: str
    gold: list[Triple]
    read: list[Triple]
    text: str


def sentences() -> list[dict[str, Any]]:
    """Return the sentences with their triples; those whose gold is a parse error are left out."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if not row.get("error")]


def gold_of(row: dict[str, Any]) -> list[Triple]:
    """Return the triples of a sentence between two countries: codes cut to the country, the event to its root."""
    return [(source[:3], event[:2], target[:3]) for source, event, target in row["gold"]]


def coded(row: dict[str, Any]) -> list[Triple]:
    """Return what the reader codes in a sentence."""
    from dyadbook.reader import read

    day = row["date"]
    published = datetime.strptime(day, "%Y%m%d").date() if len(day) == 8 else None
    text = row["text"]
    article = Article(
        id=article_id(None, None, text), source=row["id"], text=text, language="en", published=published,
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    return [triple for event in read(article).events for triple in _triples(event)]


def _triples(event: Event) -> Iterable[Triple]:
    targets = event.target or (None,)
    sides = {(_code(a), _code(b)) for a in event.source for b in targets}
    if event.reciprocal:
        sides |= {(b, a) for a, b in sides}
    return [(a, (event.cameo or "")[:2], b) for a, b in sorted(sides)]


def _code(actor: Actor | None) -> str:
    if actor is None:
        return "---"
    return actor.country or {"org/UN": "IGO", "org/EU": "IGO", "org/NATO": "IGO"}.get(actor.id or "", "---")


def scores() -> tuple[dict[str, tuple[float, float, float]], list[Difference]]:
    """Return precision, recall and F1 by level, and the sentences in which gold and reader differ."""
    counts = {name: [0, 0, 0] for name in KEYS}
    differ = []
    for row in sentences():
        want, have = gold_of(row), coded(row)
        for name, key in KEYS.items():
            a, b = Counter(map(key, want)), Counter(map(key, have))
            for at, number in enumerate((sum((a & b).values()), b.total(), a.total())):
                counts[name][at] += number
        if Counter(want) != Counter(have):
            differ.append(Difference(row["id"], want, have, row["text"]))
    return {
        name: (right / max(1, found), right / max(1, gold), 2 * right / max(1, found + gold))
        for name, (right, found, gold) in counts.items()
    }, differ


def shown(triples: Iterable[Triple]) -> str:
    """Return triples as a cell of the sorting."""
    return "; ".join(sorted(" ".join(one) for one in triples))


def verdicts(differ: Iterable[Difference]) -> list[str]:
    """Return lines: which differences have each verdict, and which have none, since nobody judged this reading."""
    with SORTED.open(encoding="utf-8") as file:
        judged = {(row["id"], row["read"]): row["verdict"] for row in csv.DictReader(file)}
    groups: dict[str, list[str]] = {name: [] for name in ("ours", "theirs", "debatable", "not sorted")}
    for one in differ:
        groups[judged.get((one.id, shown(one.read)), "not sorted")].append(one.id)
    return [f"{name} {len(ids)}: {', '.join(ids)}" for name, ids in groups.items()]


def rows() -> list[Row]:
    """Return the rows for docs/benchmarks.md."""
    found, _ = scores()
    return [
        Row(
            "petrarch",
            f"{name} F1 (peer: PETRARCH-2 / Universal)",
            f"{f1:.3f}",
            PEERS[name],
            "PETRARCH-2's 77 sentences",
        )
        for name, (_, _, f1) in found.items()
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print where gold and reader differ")
    parser.add_argument("--sorted", action="store_true", help="count by verdict where they differ")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not FILE.exists():
        raise SystemExit(f"petrarch: {FILE.name} is not beside the repository")
    found, differ = scores()
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, (precision, recall, f1) in found.items():
        print(f"{name:6} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}; peers {PEERS[name]}")
    if given.errors:
        print(*(f"{x.id}: theirs {x.gold}, ours {x.read} | {x.text[:160]}" for x in differ), sep="\n")
    if given.sorted:
        print(*verdicts(differ), sep="\n")


if __name__ == "__main__":
    main()
