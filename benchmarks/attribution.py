"""Score attributions on PolNeAR: exact and overlap F1 of source, cue and content.

PolNeAR v1.0 (political news) is read from `../shared/data/attribution`; it marks far more than sayings (plans,
attitudes, measures), so the recall of a reader of sayings has a ceiling: the rows `sayings` keep the gold whose cue
holds a word of data/cues.csv or is `according to`. A span is exact where start and end are the gold's, and overlaps
where it shares half of the longer one. The figures of `dev` were watched while the rules were written, its errors were
not read: they are a yardstick for changes, not a blind test.

    python benchmarks/attribution.py [--part train|dev] [--errors N]
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dyadbook.steps.language.cues import cues
from dyadbook.steps.saying.attribution import Span, find_attributions
from dyadbook.steps.sentences import split

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "attribution"
ROLES = {"S": "source", "U": "cue", "C": "content"}
Spans = dict[str, list[Span]]


@dataclass
class Score:
    """Counts for one role."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    half: int = 0

    def row(self, name: str) -> str:
        """Return a line of the table: F1 exact, and precision, recall and F1 by overlap."""
        total = max(self.gold + self.found, 1)
        precision, recall = self.half / max(self.found, 1), self.half / max(self.gold, 1)
        rates = f"{2 * self.exact / total:8.3f}{precision:8.3f}{recall:8.3f}{2 * self.half / total:8.3f}"
        return f"{name:18}{self.gold:7}{self.found:7}{rates}"


@dataclass
class Tally:
    """Scores by role."""

    roles: dict[str, Score] = field(default_factory=lambda: {role: Score() for role in ROLES.values()})

    def add(self, gold: Spans, found: Spans) -> None:
        """Count the spans of one article."""
        for role, score in self.roles.items():
            wanted, got = gold[role], found[role]
            score.gold += len(wanted)
            score.found += len(got)
            score.exact += len(set(wanted) & set(got))
            score.half += _pairs(wanted, got)


def _pairs(wanted: list[Span], got: list[Span]) -> int:
    """Return how many gold spans have a found one of their own that shares half of the longer one."""
    free, count = list(got), 0
    for start, end in wanted:
        for span in free:
            shared = min(end, span[1]) - max(start, span[0])
            if shared * 2 >= max(end - start, span[1] - span[0]):
                free.remove(span)
                count += 1
                break
    return count


def articles(part: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of a part."""
    with gzip.open(FOLDER / f"polnear_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def gold_of(article: dict[str, Any]) -> list[Spans]:
    """Return the attributions of an article, each with its spans by role, white space and marks between joined."""
    parts: dict[int, dict[str, list[Span]]] = defaultdict(lambda: {role: [] for role in ROLES.values()})
    for (_, start, end, *_), tag, attribution in zip(article["toks"], article["tag"], article["attr"], strict=True):
        if tag in ROLES:
            parts[attribution][ROLES[tag]].append((start, end))
    return [{role: _runs(article["text"], spans) for role, spans in each.items()} for each in parts.values()]


def _runs(text: str, tokens: list[Span]) -> list[Span]:
    """Return the stretches of tokens that no word parts, without the marks at their ends."""
    runs: list[Span] = []
    for start, end in tokens:
        if runs and not any(char.isalnum() for char in text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return [trimmed for run in runs if (trimmed := trim(text, run))]


def trim(text: str, span: Span) -> Span | None:
    """Return a span without marks and spaces at its ends; None where nothing is left."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "$:"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%:"):
        end -= 1
    return (start, end) if start < end else None


def found_of(text: str) -> Spans:
    """Return the spans that the reader finds, by role."""
    sentences, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        sentences += [(*span, number) for span in split(text, at, at + len(paragraph))]
        at += len(paragraph) + 2
    spans: Spans = {role: [] for role in ROLES.values()}
    for one in find_attributions(text, sentences):
        pairs = [("source", one.source), ("cue", one.cue), *(("content", span) for span in one.content)]
        for role, span in pairs:
            if span and (trimmed := trim(text, span)) and trimmed not in spans[role]:
                spans[role].append(trimmed)
    return spans


def is_saying(text: str, gold: Spans) -> bool:
    """Return whether the cue of a gold attribution has a word of saying, or stands by quotation alone."""
    words = " ".join(text[start:end].lower() for start, end in gold["cue"])
    return "according to" in words or any(word in cues() for word in words.split())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="dev", choices=["train", "dev"])
    parser.add_argument("--errors", type=int, default=0, help="show the missed and wrong contents of so many articles")
    options = parser.parse_args()
    every, sayings = Tally(), Tally()
    for number, article in enumerate(articles(options.part)):
        text, found = article["text"], found_of(article["text"])
        gold = gold_of(article)
        every.add(_flat(gold), found)
        sayings.add(_flat([one for one in gold if is_saying(text, one)]), found)
        if number < options.errors:
            _show(text, _flat([one for one in gold if is_saying(text, one)]), found)
    lines = [f"{'':18}{'gold':>7}{'found':>7}{'exact':>8}{'prec.':>8}{'recall':>8}{'F1':>8}"]
    for name, tally in (("all", every), ("sayings", sayings)):
        lines += [score.row(f"{name} {role}") for role, score in tally.roles.items()]
    sys.stdout.write("\n".join(lines) + "\n")


def _flat(each: list[Spans]) -> Spans:
    return {role: sorted({span for one in each for span in one[role]}) for role in ROLES.values()}


def _show(text: str, gold: Spans, found: Spans) -> None:
    """Print the gold and found contents that are not the same."""
    for sign, mine, other in (("-", gold, found), ("+", found, gold)):
        for start, end in mine["content"]:
            if (start, end) not in other["content"]:
                sys.stdout.write(
                    f"{sign} {text[max(0, start - 40) : start]!r} [{text[start:end]}] {text[end : end + 40]!r}\n"
                )


if __name__ == "__main__":
    main()
