"""Return what the index of a book costs and how fast it answers, at 1,000, 10,000 and 100,000 articles.

The readings are made (`made_readings`). Each index is asked in a process of its own: the first call of a question
opens the index, imports not counted; the others are the median of the next 7, each about another dyad or word. Times
are those of the processor, which a busy machine changes little; the files lie in the system's memory.

    python -m benchmarks.book [--sizes 1000 10000 100000] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.common import Row
from benchmarks.made_readings import made_readings

from dyadbook import questions
from dyadbook.book.index import Index
from dyadbook.book.rows import Commit
from dyadbook.records import Reading

SIZES = (1_000, 10_000, 100_000)
BATCH = 256
RUNS = 7
DYADS = ("USA PRK", "USA CHN", "CHN PRK", "USA RUS", "JPN PRK", "JPN KOR", "RUS UKR", "ISR IRN")
WORDS = ("missile", "summit talks", "ministers", '"joint statement"', "sanction", "border", "visit", "nuclear")


def build(size: int, folder: Path) -> dict[str, float]:
    """Return what it costs to make an index of so many made readings; their making is not counted."""
    index, told = Index.open(folder), made_readings(size)
    spent = 0.0
    for n, batch in enumerate(_batches(told), start=1):
        commit = Commit(n=n, batch=str(n), kind="add", run="made", filed=datetime.now(UTC))
        begun = time.process_time()
        index.put(commit, batch)
        spent += time.process_time() - begun
    index.close()
    return {
        "articles": size,
        "articles_per_s": size / spent,
        "kb_per_article": sum(path.stat().st_size for path in folder.iterdir()) / size / 1024,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def ask(folder: Path) -> dict[str, float]:
    """Return the milliseconds of each question, first and after, and how much the first dyad holds."""
    index = Index.open(folder)
    pairs = [pair.split() for pair in DYADS]
    page = questions.dyad(index, *pairs[0])
    index.close()
    index = Index.open(folder)  # what the page above has read may stay in the system's memory, as on any second day
    found: dict[str, float] = {"articles_of_dyad": page.articles}
    asked: dict[str, Callable[[int], Any]] = {
        "dyad": lambda n: questions.dyad(index, *pairs[n]),
        "find": lambda n: questions.find(index, WORDS[n]),
        "find, narrowed": lambda n: questions.find(index, WORDS[n], about=pairs[n][1], said_by=pairs[n][0]),
        "dyad, narrowed": lambda n: questions.dyad(index, *pairs[n], since="2020-01-01", said_by=pairs[n][0]),
        "series": lambda n: questions.series(index, *pairs[n], by="year"),
        "pending": lambda n: questions.pending(index, *pairs[n]),
        "among": lambda n: questions.among(index, *pairs[n], "FRA"),
        "changes": lambda n: questions.changes(index, "2024-01-01", [(pairs[n][0], pairs[n][1])]),
        "wording": lambda n: questions.wording(index, f"{WORDS[n]}".strip('"')),
        "actor-page": lambda n: questions.actor_page(index, pairs[n][0]),
    }
    for name, question in asked.items():
        times = []
        for n in range(RUNS + 1):
            begun = time.process_time()
            question(n)
            times.append(1000 * (time.process_time() - begun))
        found[f"{name}, first"], found[f"{name}, after"] = times[0], statistics.median(times[1:])
    return found


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return all figures of one size; each part runs in a process of its own."""
    parts: dict[str, float] = {}
    for part in ("build", "ask"):
        command = [
            sys.executable,
            "-m",
            "benchmarks.book",
            "--part",
            part,
            "--sizes",
            str(size),
            "--folder",
            str(folder),
        ]
        parts |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return parts


def table(rows: list[dict[str, float]]) -> str:
    """Return the figures as a Markdown table, one column a size."""
    names = [name for name in rows[0] if name != "articles"]
    head = ["| | " + " | ".join(f"{row['articles']:,.0f} articles" for row in rows) + " |"]
    head.append("|---" * (len(rows) + 1) + "|")
    return "\n".join(
        [*head, *(f"| {name} | " + " | ".join(f"{row[name]:,.1f}" for row in rows) + " |" for name in names)]
    )


def rows(size: int) -> list[Row]:
    """Return the figures of one size as rows of the benchmarks' table."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(size, Path(folder) / "index")
    data = f"index of {size:,} made readings"
    shown = {
        "articles a second": f"{found['articles_per_s']:,.0f}",
        "kB an article": f"{found['kb_per_article']:.1f}",
        "memory, MB": f"{found['memory_mb']:,.0f}",
        "dyad, first call, ms": f"{found['dyad, first']:.0f}",
        "dyad, after, ms": f"{found['dyad, after']:.0f}",
        "find, after, ms": f"{found['find, after']:.0f}",
    }
    return [Row("book", name, value, data=data) for name, value in shown.items()]


def _batches(told: Iterator[Reading]) -> Iterator[list[Reading]]:
    while batch := list(islice(told, BATCH)):
        yield batch


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="where the indexes are made; else a folder that goes at the end")
    parser.add_argument("--part", choices=["build", "ask"], help="print one part alone, for a folder with an index")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    if given.part:
        print(json.dumps(build(given.sizes[0], given.folder) if given.part == "build" else ask(given.folder)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        rows = [measure(size, (given.folder or Path(temporary)) / str(size)) for size in given.sizes]
    print(json.dumps(rows) if given.json else table(rows))


if __name__ == "__main__":
    main()
