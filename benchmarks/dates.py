"""Score time expressions on WikiWars, and on sentences of news: strict spans, and strict spans with the right value.

WikiWars (22 histories of wars, TIMEX2) is read from `../shared/data/dates`. Every fourth document is kept apart from
development, so its row is the honest one. Nested expressions count by their outermost alone. A value is right where
both texts of it are equal and the gold has one; TIMEX2 spans take whole clauses in ("three days of heavy fighting").

`date_expressions.tsv` has 60 sentences of news, each with the day of publication, the words that are a time and their
TIMEX3 value (empty: the text does not say; ` | ` between two). A sentence is right where just these are found.

    python benchmarks/dates.py [--errors] [--expressions]
"""

from __future__ import annotations

import argparse
import csv
import html
import re
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dyadbook.steps.timex.expressions import find_times

ARCHIVE = Path(__file__).resolve().parents[2] / "shared" / "data" / "dates" / "wikiwars.tar.gz"
EXPRESSIONS = Path(__file__).with_name("date_expressions.tsv")
TAG = re.compile(r"(</?TIMEX2[^>]*>)")


@dataclass
class Score:
    """Counts over documents; a rate is 0 where nothing was counted."""

    gold: int = 0
    found: int = 0
    spans: int = 0
    values: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        self.gold, self.found = self.gold + other.gold, self.found + other.found
        self.spans, self.values = self.spans + other.spans, self.values + other.values

    def row(self, name: str) -> str:
        """Return a line of the table: precision, recall and F1 of spans, then F1 of values."""
        precision, recall = self.spans / max(self.found, 1), self.spans / max(self.gold, 1)
        f_span = 2 * self.spans / max(self.found + self.gold, 1)
        f_value = 2 * self.values / max(self.found + self.gold, 1)
        right = self.values / max(self.spans, 1)
        rates = f"{precision:8.3f}{recall:8.3f}{f_span:8.3f}{f_value:9.3f}{right:10.3f}"
        return f"{name:12}{self.gold:6}{self.found:7}{rates}"


def documents() -> Iterator[tuple[int, str, dict[tuple[int, int], str | None]]]:
    """Yield number, text and gold (span to value) of each document, in order."""
    with tarfile.open(ARCHIVE) as archive:
        names = sorted(n for n in archive.getnames() if "/keyinline/" in n and n.endswith(".xml"))
        for name in names:
            member = archive.extractfile(name)
            if member is not None:
                yield (int(Path(name).name[:2]), *read_inline(member.read().decode("utf-8")))


def read_inline(source: str) -> tuple[str, dict[tuple[int, int], str | None]]:
    """Return the text of a document marked up inline, and its outermost expressions."""
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, opened, gold = "", list[tuple[int, str | None]](), dict[tuple[int, int], str | None]()
    for piece in TAG.split(body):
        if piece.startswith("<TIMEX2"):
            value = re.search(r'\bval="([^"]*)"', piece)
            opened.append((len(text), value[1] if value else None))
        elif piece.startswith("</TIMEX2"):
            start, value_text = opened.pop()
            if not opened:
                gold[start, len(text)] = value_text
        else:
            text += html.unescape(re.sub(r"<[^>]*>", "", piece))
    return text, gold


def score(text: str, gold: dict[tuple[int, int], str | None]) -> tuple[Score, list[str]]:
    """Return the counts of one document, and its errors in words."""
    found = {(t.start, t.end): t.value for t in find_times(text, reference=None, narrative=True)}
    result, errors = Score(gold=len(gold), found=len(found)), []
    for span in sorted(set(gold) | set(found)):
        around = text[max(0, span[0] - 30) : span[0]] + "<" + text[slice(*span)] + ">" + text[span[1] : span[1] + 20]
        if span in gold and span in found:
            result.spans += 1
            result.values += gold[span] is not None and gold[span] == found[span]
        kind = "missed" if span not in found else "extra" if span not in gold else "value"
        if kind != "value" or gold[span] != found[span]:
            errors.append(f"{kind}\t{gold.get(span)}\t{found.get(span)}\t{around!r}")
    return result, errors


def expressions() -> tuple[int, list[str]]:
    """Return how many sentences of news there are, and those whose times are found wrong, in words."""
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        times = find_times(row["text"], reference=date.fromisoformat(row["published"]))
        words, values = " | ".join(t.text for t in times), " | ".join(t.value or "" for t in times)
        if (words, values) != (row["words"], row["value"]):
            wanted = f"{row['words']!r} = {row['value']!r}"
            wrong.append(f"{row['text']}  ({row['published']})  wanted {wanted}, found {words!r} = {values!r}")
    return len(rows), wrong


def main() -> None:
    """Print the table, with `--errors` what was missed in the documents for development; or the sentences of news."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", action="store_true", help="list the errors of the development documents")
    parser.add_argument("--expressions", action="store_true", help="score the sentences of news alone, list the wrong")
    options = parser.parse_args()
    if options.expressions:
        total, wrong = expressions()
        print(f"news sentences: {total - len(wrong)}/{total} right", *wrong, sep="\n")
        return
    if not ARCHIVE.exists():
        raise SystemExit(f"dates: {ARCHIVE.name} is not beside the repository, nothing to score")
    parts = {"development": Score(), "kept apart": Score(), "all": Score()}
    size, begun = 0, time.perf_counter()
    for number, text, gold in documents():
        result, errors = score(text, gold)
        size += len(text)
        for name in ("kept apart" if number % 4 == 0 else "development", "all"):
            parts[name].add(result)
        if options.errors and number % 4:
            print(*(f"{number}\t{line}" for line in errors), sep="\n")
    rates = f"{'span P':>8}{'span R':>8}{'span F1':>8}{'value F1':>9}{'of spans':>10}"
    print(f"{'WikiWars':12}{'gold':>6}{'found':>7}{rates}")
    print(*(result.row(name) for name, result in parts.items()), sep="\n")
    print(f"{size / 1e6 / (time.perf_counter() - begun):.2f} million characters a second")


if __name__ == "__main__":
    main()
