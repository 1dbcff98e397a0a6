"""Return how fast articles are read: articles and words a second, time to `--help`, peak memory.

All example articles are read again and again to 1,000, from their bytes to their readings, in one process. Times of
starting are the median of 7 runs, beside those of Python alone and of importing trafilatura. Extraction and memory are
measured beside trafilatura alone, in the same run.

    python -m benchmarks.speed [--articles N] [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import trafilatura
from benchmarks.common import EXAMPLES, ROOT, Row

from dyadbook.records import Article, Problem
from dyadbook.sources import SourceOptions, articles, from_html

RUNS = 7
PAGE = EXAMPLES / "pages" / "2018-06-12-singapore-summit-a.html"

# Runs a command in a process of its own and prints the greatest memory that it held, in kB.
_MEASURE = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
_TRAFILATURA = "import sys, trafilatura; trafilatura.extract(open(sys.argv[1], 'rb').read(), favor_precision=True)"


@dataclass(frozen=True)
class Speed:
    """What was measured; times in seconds, memory in MB, the peer's beside ours."""

    articles: int
    words: int
    articles_per_s: float
    words_per_s: float
    extraction_per_s: float
    trafilatura_per_s: float
    help_s: float
    python_s: float
    import_trafilatura_s: float
    memory_mb: float
    trafilatura_mb: float
    python_mb: float


def example_articles() -> list[Article]:
    """Return all example articles, as the sources read them."""
    folders = [EXAMPLES / name for name in ("pages", "copied", "tables")]
    found = [item for folder in folders for item in articles(folder, options=SourceOptions())]
    return [item for item in found if not isinstance(item, Problem)]


def read_for(count: int) -> tuple[int, int, float]:
    """Return how many articles and words were read, and the seconds from bytes to readings."""
    from dyadbook.reader import read
    from dyadbook.steps import sight

    read(example_articles()[0])  # tables are loaded once, and not what is measured here
    done, words, begun = 0, 0, time.perf_counter()
    while done < count:
        sight.forget()  # what was seen is kept, and none of these would be new after the first round
        for article in example_articles()[: count - done]:
            read(article)
            done += 1
            words += len(article.text.split())
    return done, words, time.perf_counter() - begun


def pages_per_s(extract: Callable[[bytes], object], rounds: int = 5) -> float:
    """Return how many example pages a second a function takes."""
    pages = [path.read_bytes() for path in sorted((EXAMPLES / "pages").glob("*.html"))]
    extract(pages[0])
    begun = time.perf_counter()
    for page in pages * rounds:
        extract(page)
    return rounds * len(pages) / (time.perf_counter() - begun)


def start_times(commands: Sequence[Sequence[str]]) -> list[float]:
    """Return the median seconds of each command; the commands take turns, so that a busy moment hits all."""
    times: list[list[float]] = [[] for _ in commands]
    for _ in range(RUNS):
        for taken, command in zip(times, commands, strict=True):
            begun = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
            taken.append(time.perf_counter() - begun)
    return [statistics.median(taken) for taken in times]


def peak_mb(command: Sequence[str]) -> float:
    """Return the most memory that a command held, in MB."""
    call = [sys.executable, "-c", _MEASURE, *command]
    result = subprocess.run(call, check=True, capture_output=True, text=True, cwd=ROOT)
    kilobytes = int(result.stdout) / (1024 if sys.platform == "darwin" else 1)  # macOS counts bytes
    return kilobytes / 1024


def measure(count: int = 1000) -> Speed:
    """Return all figures of one run."""
    python = sys.executable
    done, words, seconds = read_for(count)
    help_s, python_s, import_s = start_times((
        (python, "-m", "dyadbook", "--help"),
        (python, "-c", "pass"),
        (python, "-c", "import trafilatura"),
    ))  # fmt: skip
    return Speed(
        articles=done,
        words=words,
        articles_per_s=done / seconds,
        words_per_s=words / seconds,
        extraction_per_s=pages_per_s(from_html),
        trafilatura_per_s=pages_per_s(lambda page: trafilatura.extract(page, favor_precision=True)),
        help_s=help_s,
        python_s=python_s,
        import_trafilatura_s=import_s,
        memory_mb=peak_mb((python, "-m", "dyadbook", "read", str(PAGE), "--json")),
        trafilatura_mb=peak_mb((python, "-c", _TRAFILATURA, str(PAGE))),
        python_mb=peak_mb((python, "-c", "pass")),
    )


def rows(speed: Speed) -> list[Row]:
    """Return the rows for docs/benchmarks.md."""
    many = f"the example articles, repeated to {speed.articles:,}"
    started = (
        f"median of {RUNS}; Python alone {speed.python_s:.3f} s, import trafilatura {speed.import_trafilatura_s:.3f} s"
    )
    return [
        Row("speed", "articles read a second, one process", f"{speed.articles_per_s:.1f}", data=many),
        Row("speed", "words read a second, one process", f"{speed.words_per_s:,.0f}", data=many),
        Row(
            "speed",
            "pages extracted a second",
            f"{speed.extraction_per_s:.0f}",
            f"{speed.trafilatura_per_s:.0f}",
            "the example pages",
        ),
        Row("speed", "seconds to `dyadbook --help`", f"{speed.help_s:.3f}", data=started),
        Row("speed", "the same, of Python alone", f"{speed.help_s / speed.python_s:.1f}"),
        Row("speed", "the same, of importing trafilatura", f"{speed.help_s / speed.import_trafilatura_s:.2f}"),
        Row(
            "speed",
            "peak memory of `dyadbook read` of one page, MB",
            f"{speed.memory_mb:.0f}",
            f"{speed.trafilatura_mb:.0f}",
            f"Python alone {speed.python_mb:.0f} MB",
        ),
    ]


def main() -> None:
    """Print the figures of this machine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000, help="how many articles to read")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    speed = measure(options.articles)
    if options.json:
        print(json.dumps(asdict(speed), indent=1))
        return
    for row in rows(speed):
        peer = f"   trafilatura alone {row.peer}" if row.peer else ""
        print(f"{row.measure:48}{row.value:>12}{peer}   {row.data}".rstrip())


if __name__ == "__main__":
    main()
