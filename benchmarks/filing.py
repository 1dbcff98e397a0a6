"""Return what the store of a book costs: readings that are made (`made_readings`) are filed as `add` files them.

Their making is measured apart and taken off. Seconds are those of the processor, which a busy machine changes little.

    python -m benchmarks.filing [--sizes 1000 10000] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.made_readings import made_readings

from dyadbook.book.book import Book
from dyadbook.book.sql import ask

SIZES = (1_000, 10_000)
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
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.one:
            print(json.dumps(measure(given.one, Path(folder))))
            return
        rows = []
        for size in given.sizes:
            command = [sys.executable, "-m", "benchmarks.filing", "--one", str(size), "--folder", folder]
            rows.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    if given.json:
        print(json.dumps(rows, indent=2))
        return
    for name in rows[0]:
        print(f"{name:<28}" + "".join(f"{row[name]:>14,.2f}" for row in rows))


if __name__ == "__main__":
    main()
