"""Run all benchmarks and write their figures into docs/benchmarks.md, one table.

A benchmark whose data is not beside the repository is left out, and the table says so.

    python -m benchmarks [--only NAME ... [--renew]] [--held-back] [--articles N] [--json]

`--held-back` adds the totals of the example articles that nobody looks at while building. `--only` prints the rows of
some benchmarks and writes nothing; with `--renew` it writes them in the place of those of before.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version

from benchmarks import (
    actors,
    attribution,
    blocks,
    book,
    confidence,
    coreference,
    dates,
    extraction,
    merging,
    models,
    news,
    offices,
    petrarch,
    places,
    reading,
    speed,
    stories,
)
from benchmarks.common import ROOT, SHARED, Row

TABLE = ROOT / "docs" / "benchmarks.md"
PUBLISHED = ROOT / "benchmarks" / "published.md"
SEED = SHARED / "acceptance" / "seed"
PEER = "trafilatura"
# Documents of WikiWars whose number is divisible by this were kept apart while the rules were written.
APART = 4


def extraction_rows() -> list[Row]:
    """Return text of the 181 pages, and title, authors and date of the 258, beside trafilatura alone."""
    text, facts = extraction.text_scores(), extraction.facts()
    figures = ("precision", "recall", "F1")
    rows = [
        Row("extraction", f"text, {name}", f"{text['dyadbook'][i]:.3f}", f"{text[PEER][i]:.3f}", "181 pages")
        for i, name in enumerate(figures)
    ]
    for half, data in (("all", "258 pages"), ("report", "of these, publishers not used to write the rules")):
        for i, name in enumerate(("title", "authors", "date")):
            ours, theirs = (_facts_share(facts[who], half, i) for who in ("dyadbook", PEER))
            rows.append(Row("extraction", f"{name}, exact", ours, theirs, data))
    return rows


def _facts_share(halves: dict[str, list[tuple[bool, bool, bool]]], half: str, index: int) -> str:
    pages = [page for name, part in halves.items() if half in ("all", name) for page in part]
    return f"{sum(page[index] for page in pages) / max(len(pages), 1):.3f}"


def block_rows() -> list[Row]:
    """Return macro-F1 over kinds of blocks of copied text, and F1 of each kind."""
    result = blocks.score(blocks.pages_of(test=True, per_article=5))
    data = f"{result['pages']} spliced pages, publishers not used to write the rules"
    rows = [Row("blocks", "macro-F1 over kinds", f"{result['macro_f1']:.3f}", data=data)]
    rows += [Row("blocks", f"{kind} F1", f"{part['f1']:.3f}", data=data) for kind, part in result["kinds"].items()]
    heads = result["heads"].items()
    return rows + [Row("blocks", f"{name}, right", f"{share:.3f}", data=data) for name, share in heads]


def date_rows() -> list[Row]:
    """Return F1 of spans and of values of time expressions."""
    parts = {"WikiWars": dates.Score(), "of these, documents kept apart": dates.Score()}
    for number, text, gold in dates.documents():
        result, _ = dates.score(text, gold)
        parts["WikiWars"].add(result)
        if number % APART == 0:
            parts["of these, documents kept apart"].add(result)
    return [
        Row("dates", f"{name} F1", f"{2 * right / max(part.found + part.gold, 1):.3f}", data=data)
        for data, part in parts.items()
        for name, right in (("spans", part.spans), ("values", part.values))
    ]


def expression_rows() -> list[Row]:
    """Return how many of the news expressions that were written with their answers are read so."""
    asked, wrong = dates.expressions()
    return [Row("dates", "expressions right", f"{asked - len(wrong)} of {asked}", data="news expressions of our own")]


def place_rows() -> list[Row]:
    """Return how many gold places are put within 161 km, and in the right country."""
    found = []
    for name, path in places.SETS.items():
        for part, score in places.scores(path).items():
            near, country = score.near / score.gold, score.country / score.with_country
            data = f"{name}, {part}, gold spans"
            found.append(Row("places", "within 161 km", f"{near:.3f}", data=data))
            found.append(Row("places", "country right", f"{country:.3f}", data=data))
    return found


def attribution_rows() -> list[Row]:
    """Return F1 by overlap of source, cue and content of sayings."""
    tally = attribution.Tally()
    for article in attribution.articles("dev"):
        text = article["text"]
        sayings = [one for one in attribution.gold_of(article) if attribution.is_saying(text, one)]
        gold = {role: sorted({span for one in sayings for span in one[role]}) for role in tally.roles}
        tally.add(gold, attribution.found_of(text))
    f1 = {role: 2 * score.half / max(score.gold + score.found, 1) for role, score in tally.roles.items()}
    data = "sayings of PolNeAR dev"
    return [Row("attribution", f"{role} F1 by overlap", f"{value:.3f}", data=data) for role, value in f1.items()]


def seed_rows() -> list[Row]:
    """Return how many checks of the article with known answers hold."""
    command = [sys.executable, "-m", "dyadbook", "read", str(SEED / "article.txt"), "--json"]
    read = subprocess.run(command, check=True, capture_output=True).stdout
    checked = subprocess.run([sys.executable, str(SEED / "check.py")], input=read, check=False, capture_output=True)
    held = checked.stdout.decode().strip().splitlines()[-1]
    return [Row("seed", "checks", held, data="one article whose answers are known: a demonstration")]


def reading_rows(held_back: bool) -> list[Row]:
    """Return the scores of the example articles against their gold."""
    score = reading.total(reading.scores(held_back).values())
    return reading.rows(score, f"{score.articles} example articles{' held back' if held_back else ''}")


def benchmarks(options: argparse.Namespace) -> dict[str, tuple[bool, Callable[[], list[Row]]]]:
    """Return each benchmark by its name: whether its data is there, and what gives its rows."""
    table = {
        "extraction": (extraction.PAGES.is_dir(), extraction_rows),
        "blocks": (blocks.PAGES.exists(), block_rows),
        "dates": (dates.ARCHIVE.exists(), date_rows),
        "date expressions": (True, expression_rows),
        "actors": (actors.CASES.exists(), actors.rows),
        "offices": (offices.DATA.is_dir(), offices.rows),
        "places": (places.FOLDER.is_dir(), place_rows),
        "coreference": (True, coreference.rows),
        "merging": (news.NEWS.exists(), merging.rows),
        "stories": (news.NEWS.exists(), stories.rows),
        "petrarch": (petrarch.FILE.exists(), petrarch.rows),
        "attribution": (attribution.FOLDER.is_dir(), attribution_rows),
        "models": (True, models.rows),
        "seed": (SEED.is_dir(), seed_rows),
        "reading": (True, lambda: reading_rows(False)),
        "news": (news.NEWS.exists(), news.rows),
        "confidence": (news.NEWS.exists(), confidence.rows),
        "book": (True, lambda: book.rows(options.articles)),
        "speed": (True, lambda: speed.rows(speed.measure(options.articles))),
    }
    if options.held_back:
        table["reading, held back"] = (True, lambda: reading_rows(True))
    return table


def page(rows: Iterable[Row], left_out: Iterable[str]) -> str:
    """Return docs/benchmarks.md."""
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [
        "# Benchmarks",
        "",
        PUBLISHED.read_text(encoding="utf-8"),
        "## Measured here",
        "",
        "Measured by `make bench`, which writes this page. The peer is trafilatura alone, in the same run, where it",
        "does the same work. Speed is that of one machine at one time: compare the two columns, not machines.",
        "",
        f"{machine}; dyadbook {version('dyadbook')}, trafilatura {version('trafilatura')}.",
        "",
        *(f"Not measured: {name}, since its data was not beside the repository.\n" for name in left_out),
        "| benchmark | measure | Dyadbook | trafilatura alone | on |",
        "|---|---|---:|---:|---|",
        *map(line, rows),
    ]
    return "\n".join(lines) + "\n"


def line(row: Row) -> str:
    """Return a row of the table."""
    return f"| {row.benchmark} | {row.measure} | {row.value} | {row.peer} | {row.data} |"


def renewed(text: str, rows: Iterable[Row]) -> str:
    """Return docs/benchmarks.md with rows in the place of those of the same benchmark and data, counts aside."""
    new: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        new.setdefault((row.benchmark, _uncounted(row.data)), []).append(line(row))
    found: list[str] = []
    for old in text.splitlines():
        cells = [cell.strip() for cell in old.strip("|").split("|")]
        key = (cells[0], _uncounted(cells[-1]))
        if key in new:
            found += new[key]
            new[key] = []
        else:
            found.append(old)
    return "\n".join([*found, *(one for rest in new.values() for one in rest)]) + "\n"


def _uncounted(data: str) -> str:
    return re.sub(r"\d+", "", data)


def main() -> None:
    """Run the benchmarks; show each row when it is known, and write the table at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run these and write nothing")
    parser.add_argument("--renew", action="store_true", help="write what --only gives in the place of its rows")
    parser.add_argument("--held-back", action="store_true", help="add the example articles held back: totals only")
    parser.add_argument("--articles", type=int, default=1000, help="how many articles speed and book are measured with")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    options = parser.parse_args()
    logging.disable(logging.ERROR)  # trafilatura tells of each page that has no text
    table = benchmarks(options)
    if unknown := set(options.only or ()) - set(table):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: choose of {', '.join(table)}")
    rows: list[Row] = []
    for name, (there, measure) in table.items():
        if there and name in (options.only or table):
            rows += (new := measure())
            if not options.json:
                print(*(f"{r.benchmark:12} {r.measure:48} {r.value:>10} {r.peer:>8}  {r.data}" for r in new), sep="\n")
    if table["stories"][0] and not options.json and (not options.only or "stories" in options.only):
        print("", "The ten commonest mistakes in the development stories:", *stories.commonest(), sep="\n")
    if options.json:
        print(json.dumps([row.__dict__ for row in rows], indent=1))
    if options.only and options.renew:
        TABLE.write_text(renewed(TABLE.read_text(encoding="utf-8"), rows), encoding="utf-8")
    elif not options.only:
        TABLE.write_text(page(rows, [name for name, (there, _) in table.items() if not there]), encoding="utf-8")


if __name__ == "__main__":
    main()
