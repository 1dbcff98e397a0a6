"""Return what the store of a book costs: readings that are made (`made_readings`) are filed as `add` files them.

Their making is measured apart and taken off. Seconds are those of the processor, which a busy machine changes little.

`--add N` measures the whole way instead: N pages (the example pages, each with words of its own) are read by the
reader alone and by `add`, by turns in the same run, both with the engine and workers of the settings.

    python -m benchmarks.filing [--sizes 1000 10000] [--folder DIR] [--json]
    python -m benchmarks.filing --add 2000 [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from benchmarks.common import EXAMPLES
from benchmarks.made_readings import made_readings

from dyadbook import bookkeeping, verbs
from dyadbook.book.book import Book
from dyadbook.book.sql import ask
from dyadbook.records import Reading
from dyadbook.settings import load_settings

SIZES = (1_000, 10_000)
TURNS = 2  # in which the reader alone and `add` change places, so that a busy machine is busy for both
T = TypeVar("T")


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return what it costs to file, read back, join and check so many readings in a new book."""
    path = folder / f"book-{size}"
    assert list(made_readings(1))  # the examples are read once
    _, making = _timed(lambda: sum(1 for _ in made_readings(size)))
    book = Book.create(path)
    filed, filing = _timed(lambda: book.add(made_readings(size), "made"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"articles": filed, "filed_per_s": filed / (filing - making), "memory_mb": memory}
    found["bytes_per_article"] = _bytes(path) / filed
    store, found["open_s"] = _timed(lambda: Book.open(path).store)
    _, found["ids_s"] = _timed(store.seen)
    _, found["last_ms"] = _timed(lambda: store.last)
    found["last_ms"] *= 1000
    back, reading = _timed(lambda: sum(1 for _ in store.current()))
    found["read_back_per_s"] = back / reading
    _, found["compact_s"] = _timed(store.compact)
    store.vacuum(keep_hours=0)
    found["bytes_per_article_compacted"] = _bytes(path) / filed
    back, reading = _timed(lambda: sum(1 for _ in store.current()))
    found["read_back_per_s_compacted"] = back / reading
    _, found["sql_s"] = _timed(lambda: list(ask(store, "SELECT type, count(*) FROM reports GROUP BY type").rows))
    faults, found["check_s"] = _timed(store.check)
    assert faults == []
    assert back == filed
    return found


def whole_way(count: int, folder: Path) -> dict[str, float]:
    """Return the rates of the reader alone and of `add`, by the clock and by the processor, and their shares."""
    settings = load_settings()
    spent = {name: [0.0, 0.0] for name in ("reader", "add")}
    done, words = Counter[str](), 0

    def read(pages: Path) -> int:
        items = bookkeeping.read_with("local", verbs.articles([pages], settings=settings), settings=settings)
        return sum(isinstance(item, Reading) for item in items)

    acts: dict[str, Callable[[Path], int]] = {
        "reader": read,
        "add": lambda pages: bookkeeping.add([pages], folder / "book", settings=settings).filed,
    }
    for turn in range(TURNS):
        pages = _pages(range(turn * count // TURNS, (turn + 1) * count // TURNS), folder / f"pages-{turn}")
        for name in sorted(acts, reverse=turn % 2 == 0):
            begun = (time.perf_counter(), _processor())
            done[name] += acts[name](pages)
            spent[name][0] += time.perf_counter() - begun[0]
            spent[name][1] += _processor() - begun[1]
    assert done["reader"] == done["add"]
    for reading in Book.open(folder / "book").store.current():
        words += len(reading.article.text.split())
    found: dict[str, float] = {"articles": done["add"], "words_per_article": words / done["add"]}
    for at, clock in enumerate(("per_s", "per_processor_s")):
        found |= {f"{name}_{clock}": done[name] / spent[name][at] for name in acts}
        found[f"add_of_reader_{clock}"] = spent["reader"][at] / spent["add"][at]
    return found


def _pages(numbers: Iterable[int], folder: Path) -> Path:
    """Return a folder with so many pages, no two of one text."""
    folder.mkdir()
    given = [path.read_bytes() for path in sorted((EXAMPLES / "pages").glob("*.html"))]
    for number in numbers:
        page = re.sub(rb"(<p\b[^>]*>)", rb"\1Report %d. " % number, given[number % len(given)])
        (folder / f"{number}.html").write_bytes(page)
    return folder


def _processor() -> float:
    """Return the seconds of the processor that this process and those that it started and ended have taken."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    """Return what an act gives, and its seconds of the processor."""
    begun = time.process_time()
    return act(), time.process_time() - begun


def _bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def main() -> None:
    """Measure each size in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--add", type=int, metavar="N", help="measure the whole way from N pages to a book instead")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.one:
            print(json.dumps(measure(given.one, Path(folder))))
            return
        rows = [whole_way(given.add, Path(folder))] if given.add else []
        for size in () if given.add else given.sizes:
            command = [sys.executable, "-m", "benchmarks.filing", "--one", str(size), "--folder", folder]
            rows.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    if given.json:
        print(json.dumps(rows, indent=2))
        return
    for name in rows[0]:
        print(f"{name:<28}" + "".join(f"{row[name]:>14,.2f}" for row in rows))


if __name__ == "__main__":
    main()
