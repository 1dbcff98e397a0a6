"""Return what it costs to write the pages of a book as files: a made book (`made_readings`), its most told dyads.

Seconds are those of the processor, which a busy machine changes little, and those of the clock.

    python -m benchmarks.site [--articles 10000] [--dyads 1000] [--book DIR]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.made_readings import made_readings

from dyadbook.book.book import Book
from dyadbook.web.site import Progress, write_site


def measure(book: Book, out: Path, dyads: int) -> dict[str, float]:
    """Return seconds, pages, bytes and memory of one site."""
    begun, clock = time.process_time(), time.monotonic()
    taken_in = 0.0

    def seen(progress: Progress) -> None:
        nonlocal taken_in
        if not progress.pages:
            taken_in = time.process_time() - begun

    written = write_site(book, out, dyads=dyads, seen=seen)
    files = [path.stat().st_size for path in out.rglob("*") if path.is_file()]
    return {
        "dyads": written.dyads,
        "pages": written.pages,
        "taking in, s": taken_in,
        "all, s of the processor": time.process_time() - begun,
        "all, s of the clock": time.monotonic() - clock,
        "files": len(files),
        "MB": sum(files) / 1e6,
        "largest page, KB": max(path.stat().st_size for path in out.rglob("*.html")) / 1e3,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--dyads", type=int, default=1_000)
    parser.add_argument("--book", type=Path, help="a book that is there, else one is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.book is None:
            book = Book.create(Path(folder) / "book")
            book.add(made_readings(given.articles), "made")
        else:
            book = Book.open(given.book)
        for name, value in measure(book, Path(folder) / "out", given.dyads).items():
            print(f"{name:<28}{value:>12,.1f}")


if __name__ == "__main__":
    main()
