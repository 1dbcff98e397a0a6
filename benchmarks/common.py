"""Return what the benchmarks share: the gold articles, where words stand in a text, shares, and rows of the table.

A gold file says what a careful coder finds in an example article (docs/gold.md). Files that are held back are loaded by
scripts alone, which print totals of them and no more.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from dyadbook.records import Article, Problem
from dyadbook.sources import SourceOptions, articles

__all__ = [
    "EXAMPLES",
    "ROOT",
    "SHARED",
    "Count",
    "Gold",
    "Row",
    "article_of",
    "calibration_error",
    "codings",
    "count_kinds",
    "example_texts",
    "f1",
    "find_words",
    "fold",
    "golds",
    "is_kept",
    "macro_f1",
    "overlap",
    "row_of",
    "said_pairs",
    "same_name",
    "share",
    "table",
]

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "examples"

_LITTLE = frozenset({"the", "of", "for", "and", "a", "an", "mr", "mrs", "ms", "dr", "s"})


@dataclass(frozen=True)
class Row:
    """A row of the table in docs/benchmarks.md; `peer` is what the peer got in the same run, where there is one."""

    benchmark: str
    measure: str
    value: str
    peer: str = ""
    data: str = ""


@dataclass
class Count:
    """Records of one layer: how many the gold has, how many were found, how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, other: Count) -> None:
        """Add the counts of another article."""
        self.gold, self.found, self.right = self.gold + other.gold, self.found + other.found, self.right + other.right

    @property
    def precision(self) -> float:
        """Return the share of the found that is right; 0 where nothing was found."""
        return self.right / max(self.found, 1)

    @property
    def recall(self) -> float:
        """Return the share of the gold that was found; 0 where there is no gold."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / max(self.gold + self.found, 1)


@dataclass(frozen=True)
class Gold:
    """One gold file; `data` holds its fields as docs/gold.md gives them."""

    slug: str
    path: Path
    row: str | None
    held_back: bool
    data: dict[str, Any]

    def layer(self, name: str) -> list[dict[str, Any]]:
        """Return the records of a layer: blocks, statements, events, standings or issues."""
        return self.data.get(name) or []


def golds(held_back: bool | None = None) -> list[Gold]:
    """Return the gold files in order of their names: all, or only those that are (or are not) held back."""
    found = [_load(path) for path in sorted((EXAMPLES / "gold").glob("*.yaml"))]
    return [gold for gold in found if held_back is None or gold.held_back == held_back]


def _load(path: Path) -> Gold:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    file, _, row = data["article"].partition("#")
    return Gold(slug=path.stem, path=EXAMPLES / file, row=row or None, held_back=data["held_back"], data=data)


def codings(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the codings of a record that are right: the first, and the second where the gold has one.

    A second coding that gives a date alone has the precision that the date shows.
    """
    if not record.get("or"):
        return [record]
    second = dict(record["or"])
    if second.get("date") and "precision" not in second:
        day = str(second["date"])
        shown = {3: "decade", 4: "year", 7: "month", 10: "day"}
        second["precision"] = "quarter" if "Q" in day else shown[len(day)]
    return [record, record | second]


def article_of(gold: Gold) -> Article:
    """Return the article of a gold file, as the sources read it.

    Raises: LookupError where the sources give no article.
    """
    problems: list[str] = []
    title = row_of(gold)["title"] if gold.row else None
    for found in articles(gold.path):
        if isinstance(found, Problem):
            problems.append(found.message)
        elif gold.row is None or found.title == title:
            return found
    raise LookupError(f"{gold.data['article']} gives no article: {'; '.join(problems) or 'no such row'}")


def row_of(gold: Gold) -> dict[str, Any]:
    """Return the row of a table that a gold file is about.

    Raises: LookupError where the table has no such row.
    """
    for line in gold.path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["id"] == gold.row:
            return row
    raise LookupError(f"{gold.data['article']}: no such row")


def is_kept(article: Article, words: str) -> bool:
    """Return whether the words stand in the article, within one block."""
    spans = list(find_words(article.text, words))
    return any(b.start <= start and end <= b.end for start, end in spans for b in article.blocks)


def find_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield each place where the words stand in the text, a run of white space taken as one space."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    yield from ((match.start(), match.end()) for match in re.finditer(pattern, text))


def fold(text: str) -> str:
    """Return the text in lower case without accents, with straight quotation marks and single spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.casefold().split())


def same_name(one: str, other: str) -> bool:
    """Return whether all words of one name are in the other: Trump is Donald Trump, Kim Yo Jong is no Kim Jong Un."""
    a, b = _name_words(one), _name_words(other)
    return bool(a and b) and (a <= b or b <= a)


def _name_words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(name).replace("'s", ""))) - _LITTLE


def share(part: int, whole: int) -> str:
    """Return a share to three places, or a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "-"


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows of cells as aligned lines: the first column to the left, the others to the right."""
    cells = list(rows)
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )


def example_texts() -> list[str]:
    """Return the texts of all example articles, as the sources read them."""
    folders = [EXAMPLES / name for name in ("pages", "copied", "tables")]
    found = [item for folder in folders for item in articles(folder, options=SourceOptions())]
    return [item.text for item in found if isinstance(item, Article)]


def f1(counts: Mapping[str, int], name: str) -> float:
    """Return the F1 of the counts `name right`, `name found` and `name gold`; 0 where there is nothing."""
    total = counts[f"{name} found"] + counts[f"{name} gold"]
    return 2 * counts[f"{name} right"] / total if total else 0.0


Kinded = tuple[str, int, int]


def count_kinds(counts: Counter[str], gold: set[Kinded], found: set[Kinded]) -> None:
    """Add to `KIND gold`, `KIND found` and `KIND right` the spans (kind, start, end) of one text."""
    for name, spans in (("gold", gold), ("found", found), ("right", gold & found)):
        counts.update(f"{kind} {name}" for kind, _, _ in spans)


def calibration_error(sure: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error of (probability, right)."""
    chances, right = (np.array(part, dtype=float) for part in zip(*sure, strict=True))
    place = np.minimum((chances * bins).astype(int), bins - 1)
    parts = [
        abs(chances[place == b].mean() - right[place == b].mean()) * (place == b).mean() for b in set(place.tolist())
    ]
    return float(sum(parts))


def macro_f1(gold: Sequence[int], found: Sequence[int], labels: Iterable[int]) -> float:
    """Return the mean of the labels' F1, of those that occur."""
    each = []
    for label in labels:
        right = sum(g == f == label for g, f in zip(gold, found, strict=True))
        total = sum(f == label for f in found) + sum(g == label for g in gold)
        if total:
            each.append(2 * right / total)
    return sum(each) / max(1, len(each))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return how much of two spans together both share, 0 to 1."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared)


SaidPair = tuple[tuple[int, int], tuple[int, int]]


def said_pairs(found: Iterable[SaidPair], gold: Iterable[SaidPair]) -> int:
    """Return how many (source, content) pairs overlap a gold pair by half in both; each content counts once."""
    gold, used, right = list(gold), set[tuple[int, int]](), 0
    for source, content in found:
        for gold_source, gold_content in gold:
            near = overlap(content, gold_content) >= 0.5 and overlap(source, gold_source) >= 0.5
            if near and gold_content not in used:
                used.add(gold_content)
                right += 1
                break
    return right
