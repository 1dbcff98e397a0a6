"""Return how many mentions of persons and countries in real stories are given to whom they mean.

30 stories of `../shared/data/news` (none held back) are labelled by offset in `benchmarks/gold/coreference.jsonl`:
names, surnames, titles, pronouns (not those of the first and second person), countries, adjectives and capitals, each
with the country's code or the person's name. A mention is right where what the reader has at these words is that
country or that person; `<...>` is a person whom the story does not name, for whom no other named person may stand.
Development is one half of the stories by hash.

    python -m benchmarks.coreference [--errors] [--json]
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.common import Row, fold
from benchmarks.news import NEWS

from dyadbook import reader
from dyadbook.records import Actor, Article, Block, article_id

GOLD = Path(__file__).parent / "gold" / "coreference.jsonl"
CODE = re.compile(r"[A-Z]{3}")


def is_development(story: str) -> bool:
    """Return whether a story's errors may be looked at: one half, by hash."""
    return int(hashlib.sha1(f"coref {story}".encode()).hexdigest(), 16) % 2 == 0


def stories() -> list[tuple[dict[str, Any], list[list[Any]]]]:
    """Return the labelled stories with their mentions [start, end, who, kind]."""
    gold = {row["id"]: row["mentions"] for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines())}
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        return [(row, gold[row["id"]]) for row in map(json.loads, lines) if row["id"] in gold]


def mentions(story: dict[str, Any]) -> tuple[Actor, ...]:
    """Return the actors that the reader finds in a story."""
    text, day = story["text"], (story.get("published") or "")[:10]
    article = Article(
        id=article_id(story.get("title"), None, text), source=story["id"], text=text, language="en",
        published=date.fromisoformat(day) if day else None, blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    return reader.read(article).mentions


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
    """Return whether two names are spellings of one: a word of each, not the first of both, is nearly the same."""
    first, second = (fold(name).replace("-", " ").split() for name in (one, other))
    pairs = [(a, b) for a in first[1:] or first for b in second[1:] or second]
    return any(difflib.SequenceMatcher(None, a, b).ratio() >= 0.8 for a, b in pairs)


def best(start: int, end: int, found: tuple[Actor, ...]) -> Actor | None:
    """Return the mention at these words: the one with the same words, else the shortest that holds them."""
    over = [one for one in found if (one.start or 0) < end and (one.end or 0) > start]
    return min(over, key=lambda one: (abs((one.end or 0) - end), abs((one.start or 0) - start)), default=None)


def measure(*, errors: bool = False) -> dict[str, dict[str, float]]:
    """Return the share right by kind of mention, for development, the other half and all."""
    counts: dict[str, Counter[str]] = {"development": Counter(), "other half": Counter()}
    for story, gold in stories():
        found = mentions(story)
        half = "development" if is_development(story["id"]) else "other half"
        for start, end, who, kind in gold:
            actor = best(start, end, found)
            right = is_right(who, kind, actor)
            counts[half][f"{kind} of"] += 1
            counts[half][kind] += right
            if errors and half == "development" and not right:
                words, near = story["text"][start:end], story["text"][max(0, start - 60) : end + 40].replace("\n", " ")
                told = f"{actor.name} ({actor.basis}, {actor.country})" if actor else "nobody"
                print(f"{story['id']} {kind:9} {words!r} is {who}, not {told} | {near}")
    counts["all"] = counts["development"] + counts["other half"]
    shares = {}
    for half, each in counts.items():
        kinds = sorted(key for key in each if not key.endswith(" of"))
        shares[half] = {kind: each[kind] / each[f"{kind} of"] for kind in kinds if each[f"{kind} of"]}
        total = sum(each[f"{kind} of"] for kind in kinds)
        shares[half] |= {"all": sum(each[kind] for kind in kinds) / max(1, total), "mentions": total}
    return shares


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    if not NEWS.exists():
        return []
    return [
        Row("actors in real stories", f"{kind} to the right actor", f"{share:.3f}", data=half)
        for half, shares in measure().items()
        for kind, share in shares.items()
        if kind != "mentions"
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the development half")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if not NEWS.exists():
        raise SystemExit(f"there is no {NEWS}: the stories are not part of the repository.")
    figures = measure(errors=given.errors)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for half, shares in figures.items():
        print(half, " ".join(f"{kind} {share:.3f}" for kind, share in shares.items()))


if __name__ == "__main__":
    main()
