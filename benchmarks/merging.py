"""Return how reports of several articles are merged into events, against pairs of reports labelled by hand.

`benchmarks/gold/merging.jsonl` has pairs of reports of `../shared/data/news` (none held back) and of the example
articles, each labelled as one happening or not: hard cases, of near days, with a party in common. A report is tied to
words: the story's id, start and end of the passage, start and end of the words of the act, and the parties (of an
example article, its file and the words themselves). All articles of the pairs are read, all their reports merged, and
a pair counts as merged where an event has both. A pair of which the reader has not found both reports is counted as
not read: it says nothing of merging. Pairs that are tied by their articles are in one half; development is half of
them by hash.

`benchmarks/gold/merging_later.jsonl` has more, and how each was drawn: from the labelled events of stories (`texts`),
from reports as they were read, alike in words or not (`reports`), from what was merged (`merges`), from the labelled
events of the example articles (`examples`), from reports as the reader of November read them (`again`: a quarter
merged, a fifth what looser rules merge, the rest near to that or contradicting each other in like words), from reports
of two outlets that are near each other, whatever merging says of them (`near`). No story of them is of the other half;
pairs of `texts` that no article ties to development are kept apart, those of `again` that no article ties to the most
of them, and those of `near` of which most articles stand in no other pair.

    python -m benchmarks.merging [--errors] [--apart] [--readings FILE] [--json]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.common import Row, article_of, golds
from benchmarks.news import NEWS

from dyadbook import reader
from dyadbook.book.accounts import account
from dyadbook.book.likeness import contradict, exclude
from dyadbook.book.merge import Merged, Told, ToldIn, merge
from dyadbook.records import Article, Block, Event, Reading

GOLD, LATER = (Path(__file__).parent / "gold" / name for name in ("merging.jsonl", "merging_later.jsonl"))
HALVES = ("development", "other half")
FITTED, KEPT, EXAMPLES = "later, fitted", "later, kept apart", "example articles"
AGAIN, NEAR = ("again, fitted", "again, kept apart"), ("near, fitted", "near, kept apart")
PARTS = (*HALVES, FITTED, KEPT, *AGAIN, *NEAR, EXAMPLES)
APART = {HALVES[1], KEPT, AGAIN[1], NEAR[1]}  # totals only: nobody reads their errors


@dataclass(frozen=True)
class Side:
    """One report of a pair: its article, and where the words of the act stand."""

    article: str
    start: int
    end: int
    first: int
    last: int
    parties: frozenset[str]


@dataclass
class Score:
    """Pairs by what the gold says and what merging did."""

    same: int = 0
    merged: int = 0
    right: int = 0
    pairs: int = 0
    unread: int = 0
    apart: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return the share of merged pairs that are one happening."""
        return self.right / max(1, self.merged)

    @property
    def recall(self) -> float:
        """Return the share of pairs of one happening that were merged, of those read."""
        return self.right / max(1, self.same)


# ---- what is read


def story(row: dict[str, Any]) -> Article:
    """Return a story of the data as an article: its text as it stands, a block a line."""
    day = (row.get("published") or "")[:10]
    blocks = tuple(Block(kind="body", start=m.start(), end=m.end()) for m in re.finditer(r"\S[^\n]*", row["text"]))
    return Article(
        id=row["id"], source=row["id"], title=row.get("title"), publisher=row["outlet"], text=row["text"],
        published=date.fromisoformat(day) if day else None, language="en", blocks=blocks,
    )  # fmt: skip


def articles(names: set[str]) -> Iterator[tuple[str, Article]]:
    """Yield the articles of these names: ids of stories, files of examples."""
    for gold in golds():
        if gold.data["article"] in names:
            yield gold.data["article"], article_of(gold)
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            yield from ((row["id"], story(row)) for row in map(json.loads, lines) if row["id"] in names)


def readings(names: set[str], kept: Path | None = None) -> dict[str, Reading]:
    """Return the readings by the articles' names; with `kept`, from that file, or read once and written there."""
    if kept is not None and kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, Reading])
    wanted = list(articles(names))
    read = [one for one in reader.read_many(article for _, article in wanted) if isinstance(one, Reading)]
    found = {name: reading for (name, _), reading in zip(wanted, read, strict=True)}
    if kept is not None:
        kept.write_bytes(msgspec.json.encode(found))
    return found


def told(reading: Reading, outlet: str | None = None) -> Iterator[Told]:
    """Yield an article's accounts of events."""
    article = reading.article
    place = ToldIn(
        id=article.id, outlet=outlet or article.publisher, published=article.published, synthetic=article.synthetic
    )
    yield from (Told(event=event, article=place) for event in reading.events)


# ---- the gold


def pairs() -> list[tuple[str, dict[str, Any]]]:
    """Return the labelled pairs, each with its part."""
    gold, later = (list(map(json.loads, path.read_text(encoding="utf-8").splitlines())) for path in (GOLD, LATER))
    half = halves(gold)
    tied = together([*(pair for pair in gold if half[pair["a"][0]] == HALVES[0]), *_of(later, "texts")])
    open_to_all = {name for name, half in half.items() if half == HALVES[0]}

    def part(pair: dict[str, Any]) -> str:
        if pair["drawn"] == "texts":
            return KEPT if tied[pair["a"][0]].isdisjoint(open_to_all) else FITTED
        for drawn, parts in (("again", AGAIN), ("near", NEAR)):
            if pair["drawn"] == drawn:
                return parts[pair["apart"]]
        return EXAMPLES if pair["drawn"] == "examples" else FITTED

    return [*((half[pair["a"][0]], pair) for pair in gold), *((part(pair), pair) for pair in later)]


def _of(later: Iterable[dict[str, Any]], drawn: str) -> list[dict[str, Any]]:
    return [pair for pair in later if pair["drawn"] == drawn]


def together(gold: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """Return for each article all that pairs tie to it."""
    group: dict[str, set[str]] = {}
    for pair in gold:
        joined = group.get(pair["a"][0], {pair["a"][0]}) | group.get(pair["b"][0], {pair["b"][0]})
        group.update(dict.fromkeys(joined, joined))
    return group


def halves(gold: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the half of each article: pairs that are tied by their articles are in one, which a hash chooses."""
    return {
        name: HALVES[int(hashlib.sha1(f"merging {min(joined)}".encode()).hexdigest(), 16) % 2]
        for name, joined in together(gold).items()
    }


def side(given: list[Any], text: str) -> Side:
    """Return one report of a pair, found in its article's text."""
    if isinstance(given[1], str):
        start = text.index(given[1])
        first = text.index(given[2], start)
        return Side(given[0], start, start + len(given[1]), first, first + len(given[2]), frozenset(given[3]))
    name, start, end, first, last, *rest = given
    return Side(name, start, end, first, last, frozenset(rest[0]))


def find(wanted: Side, events: Iterable[Event]) -> list[Event]:
    """Return the events that have this report: words of the act in common, and parties."""
    return [
        event
        for event in events
        if any(r.trigger.start < wanted.last and wanted.first < r.trigger.end for r in event.reports)
        and len(parties(event) & wanted.parties) >= min(2, len(wanted.parties))
    ]


def parties(event: Event) -> set[str]:
    """Return the countries and ids of an event's parties."""
    actors = (*event.source, *event.target)
    return {name for actor in actors for name in (actor.country, actor.id) if name}


# ---- measuring


def measure(kept: Path | None = None) -> tuple[dict[str, Score], list[Merged], list[Told]]:
    """Return the scores of the parts, and all that was merged of what."""
    gold = pairs()
    names = {given[0] for _, pair in gold for given in (pair["a"], pair["b"])}
    read = readings(names, kept)
    tolds = [one for name in sorted(read) for one in told(read[name])]
    merged = merge(tolds)
    home = {member: event.id for event in merged for member in event.members}
    reason = {(event.id, why.report): why.because for event in merged for why in event.why}
    scores = {part: Score() for part in PARTS}
    for number, (part, pair) in enumerate(gold, 1):
        if any(pair[name][0] not in read for name in "ab"):
            continue
        score = scores[part]
        score.pairs += 1
        one, other = (read[pair[name][0]] for name in "ab")
        mine = find(side(pair["a"], one.article.text), one.events)
        theirs = find(side(pair["b"], other.article.text), other.events)
        if not mine or not theirs:
            score.unread += 1
            continue
        joined = {home[event.id] for event in mine} & {home[event.id] for event in theirs}
        score.same += pair["same"]
        score.apart += pair["same"] and _read_apart(mine, theirs, one, other)
        score.merged += bool(joined)
        score.right += bool(joined) and pair["same"]
        if bool(joined) != pair["same"]:
            whys = [because for (event, _), because in reason.items() if event in joined]
            score.wrong.append(_wrong(number, pair["same"], mine[0], theirs[0], whys))
    return scores, merged, tolds


def _read_apart(mine: list[Event], theirs: list[Event], one: Reading, other: Reading) -> bool:
    """Return whether the two are read with days, modality, parties or persons that no one happening can have."""
    first, second = (
        [account(event, reading.article.published, synthetic=reading.article.synthetic) for event in events]
        for events, reading in ((mine, one), (theirs, other))
    )
    return all(exclude(a, b) or contradict(a, b) for a in first for b in second)


def _wrong(number: int, same: bool, mine: Event, theirs: Event, whys: list[str]) -> str:
    lines = [f"{number}: {'one happening, not merged' if same else 'two happenings, merged'}"]
    for event in (mine, theirs):
        sides = " > ".join("+".join(actor.id or actor.name for actor in part) for part in (event.source, event.target))
        lines.append(f"   {event.act} {event.modality} {event.date.start} {sides}: {event.reports[0].text[:300]}")
    return "\n".join([*lines, *(f"   {why}" for why in whys[:4])])


def sizes(merged: Iterable[Merged]) -> Counter[int]:
    """Return how many events have how many reports."""
    return Counter(len(event.members) for event in merged)


def figures(score: Score) -> dict[str, float]:
    """Return what a part got, by name."""
    return {
        "precision": score.precision,
        "recall": score.recall,
        "pairs": score.pairs,
        "not read": score.unread,
        "one happening": score.same,
        "merged": score.merged,
    }


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    scores, merged, tolds = measure()
    found = []
    for part, score in scores.items():
        data = f"{score.pairs - score.unread} labelled pairs, {part}"
        found.append(Row("merging", "pairs, precision", f"{score.precision:.3f}", data=data))
        found.append(Row("merging", "pairs, recall", f"{score.recall:.3f}", data=data))
    per_event = f"{len(tolds) / max(1, len(merged)):.2f}"
    return [*found, Row("merging", "reports per event", per_event, data=f"{len(tolds)} reports")]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong where errors may be read")
    parser.add_argument("--apart", action="store_true", help="print the figures of what is kept apart too")
    parser.add_argument("--readings", type=Path, help="a file that keeps the readings between runs")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not NEWS.exists():
        print("the stories are not beside the repository: only pairs of example articles are measured")
    scores, merged, tolds = measure(given.readings)
    shown = {part: score for part, score in scores.items() if given.apart or part not in APART}
    if given.json:
        print(json.dumps({part: figures(score) for part, score in shown.items()}, indent=1))
        return
    for part, score in shown.items():
        if given.errors and part not in APART:
            print(*score.wrong, sep="\n")
        print(
            f"{part}: precision {score.precision:.3f} ({score.right} of {score.merged}), recall {score.recall:.3f} "
            f"({score.right} of {score.same}, of which {score.apart} are read with days, modality or parties that "
            f"contradict each other); {score.pairs} pairs, {score.unread} not read"
        )
    per_event = len(tolds) / max(1, len(merged))
    print(f"{len(tolds)} reports, {len(merged)} events, {per_event:.2f} reports an event; by number of reports:")
    print(", ".join(f"{size}: {count}" for size, count in sorted(sizes(merged).items())))


if __name__ == "__main__":
    main()
