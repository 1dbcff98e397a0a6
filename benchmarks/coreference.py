"""Return how many mentions of persons and countries are given to whom they mean, in real stories and example articles.

30 stories of `../shared/data/news` (none held back) are labelled by offset in `benchmarks/gold/coreference.jsonl`, and
14 example articles in `benchmarks/gold/coreference_examples.jsonl`: names, surnames, titles, pronouns (not those of the
first and second person), countries, adjectives and capitals, each with the country's code or the person's name. A
mention is right where what the reader has at these words is that country or that person; `<...>` is a person whom the
article does not name, for whom no other named person may stand. Development is one half of the stories by hash, and the
example articles that are not held back; of those held back there are totals only.

    python -m benchmarks.coreference [--errors] [--json]
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.common import Row, article_of, fold, golds
from benchmarks.news import NEWS

from dyadbook import reader
from dyadbook.records import Actor, Article, Block, article_id

GOLD = Path(__file__).parent / "gold"
CODE = re.compile(r"[A-Z]{3}")
DEVELOPMENT, OTHER, EXAMPLES, HELD_BACK = "development", "other half", "example articles", "example articles held back"


@dataclass(frozen=True)
class Labelled:
    """An article with its mentions [start, end, who, kind], and the part of the gold it belongs to."""

    name: str
    part: str
    article: Article
    mentions: list[list[Any]]


def labelled() -> Iterator[Labelled]:
    """Return the labelled stories, where `../shared` is there, and the labelled example articles."""
    stories, examples = _labels("coreference.jsonl"), _labels("coreference_examples.jsonl")
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            for story in (row for row in map(json.loads, lines) if row["id"] in stories):
                part = DEVELOPMENT if is_development(story["id"]) else OTHER
                yield Labelled(story["id"], part, _article(story), stories[story["id"]])
    for gold in (gold for gold in golds() if gold.slug in examples):
        part = HELD_BACK if gold.held_back else EXAMPLES
        yield Labelled(gold.slug, part, article_of(gold), examples[gold.slug])


def _labels(file: str) -> dict[str, list[list[Any]]]:
    lines = (GOLD / file).read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["mentions"] for row in map(json.loads, lines)}


def is_development(story: str) -> bool:
    """Return whether a story's errors may be looked at: one half, by hash."""
    return int(hashlib.sha1(f"coref {story}".encode()).hexdigest(), 16) % 2 == 0


def _article(story: dict[str, Any]) -> Article:
    text, day = story["text"], (story.get("published") or "")[:10]
    return Article(
        id=article_id(story.get("title"), None, text), source=story["id"], text=text, language="en",
        published=date.fromisoformat(day) if day else None, blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip


def is_right(who: str, kind: str, found: Actor | None) -> bool:
    """Return whether an actor is who is meant."""
    if found is None:
        return False
    if CODE.fullmatch(who):  # "US" in "US troops" is right where the troops are the country's
        return found.country == who and (kind != "pronoun" or found.kind != "person")
    if who.startswith("<"):
        return found.kind == "person" and (found.id is None)
    return found.kind == "person" and not found.candidates and _same(found.name, who)


def _same(one: str, other: str) -> bool:
    """Return whether two names are spellings of one: each word of the shorter, not the first of both, is in the other.

    Words are the same where they are nearly spelled so. "Kim Yo Jong" is not "Kim Jong Un", though both are a Jong.
    """
    first, second = sorted((fold(name).replace("-", " ").split() for name in (one, other)), key=len)
    words, others = (first[1:], second[1:]) if len(first) > 1 else (first, second)
    return all(any(difflib.SequenceMatcher(None, a, b).ratio() >= 0.8 for b in others) for a in words)


def best(start: int, end: int, found: tuple[Actor, ...]) -> Actor | None:
    """Return the mention at these words: the one with the same words, else the shortest that holds them."""
    over = [one for one in found if (one.start or 0) < end and (one.end or 0) > start]
    return min(over, key=lambda one: (abs((one.end or 0) - end), abs((one.start or 0) - start)), default=None)


def measure(*, errors: bool = False) -> dict[str, dict[str, float]]:
    """Return the share right by kind of mention for each part of the gold, and for all stories; held back in total."""
    counts: dict[str, Counter[str]] = {}
    for one in labelled():
        found = reader.read(one.article).mentions
        count = counts.setdefault(one.part, Counter())
        for start, end, who, kind in one.mentions:
            actor = best(start, end, found)
            right = is_right(who, kind, actor)
            count[f"{kind} of"] += 1
            count[kind] += right
            if errors and one.part in {DEVELOPMENT, EXAMPLES} and not right:
                print(_error(one, start, end, who, kind, actor))
    if DEVELOPMENT in counts:
        counts["all"] = counts[DEVELOPMENT] + counts[OTHER]
    return {part: _shares(count, by_kind=part != HELD_BACK) for part, count in counts.items()}


def _error(one: Labelled, start: int, end: int, who: str, kind: str, actor: Actor | None) -> str:
    text = one.article.text
    near = text[max(0, start - 60) : end + 40].replace("\n", " ")
    told = f"{actor.name} ({actor.basis}, {actor.country})" if actor else "nobody"
    return f"{one.name} {kind:9} {text[start:end]!r} is {who}, not {told} | {near}"


def _shares(count: Counter[str], *, by_kind: bool) -> dict[str, float]:
    kinds = sorted(key.removesuffix(" of") for key in count if key.endswith(" of"))
    total = sum(count[f"{kind} of"] for kind in kinds)
    shares = {kind: count[kind] / count[f"{kind} of"] for kind in kinds} if by_kind else {}
    return shares | {"all": sum(count[kind] for kind in kinds) / max(1, total), "mentions": total}


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    return [
        Row("actors in stories", f"{kind} to the right actor", f"{share:.3f}", data=part)
        for part, shares in measure().items()
        for kind, share in shares.items()
        if kind != "mentions"
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the development parts")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not NEWS.exists():
        print(f"there is no {NEWS}, which is not part of the repository: the example articles alone.", file=sys.stderr)
    figures = measure(errors=given.errors)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for part, shares in figures.items():
        print(part, " ".join(f"{kind} {share:.3f}" for kind, share in shares.items()))


if __name__ == "__main__":
    main()
