"""Return what the benchmarks share: the gold articles, where words stand in a text, shares, and rows of the table.

A gold file says what a careful coder finds in an example article (docs/gold.md). Files that are held back are loaded by
scripts alone, which print totals of them and no more.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dyadbook.records import Article, Problem
from dyadbook.sources import articles

__all__ = [
    "EXAMPLES",
    "ROOT",
    "SHARED",
    "Count",
    "Gold",
    "Row",
    "article_of",
    "codings",
    "find_words",
    "fold",
    "golds",
    "is_kept",
    "row_of",
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
