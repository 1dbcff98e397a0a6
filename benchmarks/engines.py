"""Return how engines scale: the same articles read by one process on one core, by local on two, and by Ray on two.

Each is measured in a process of its own, in turns, from the first article to the last reading: the start of local's
workers counts, that of a Ray cluster does not (its workers' does). Beside wall time stand seconds of the processor, of
all processes of the run: on a machine that others use too, twice the ratio of these is what two cores of one's own
would give. Articles are stories of ../shared/data/news of real length; where they are missing, the example articles.

    python -m benchmarks.engines [--articles N] [--rounds N] [--workers N] [--engines one local ray] [--json]
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks import news
from benchmarks.common import Row
from benchmarks.speed import example_articles

from dyadbook import engines
from dyadbook.records import Article, Reading
from dyadbook.sources import SourceOptions, articles

NAMES = ("one", "local", "ray")
ASKED = {"local": ("one", 1.6), "ray": ("local", 0.8)}  # at least so many times the rate of the other


def some_articles(count: int) -> list[Article]:
    """Return so many articles, the same at each call."""
    if not news.NEWS.exists():
        return list(itertools.islice(itertools.cycle(example_articles()), count))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in news.stories(count)), encoding="utf-8")
        found = articles(path, options=SourceOptions(columns={"text": "text", "publisher": "outlet"}))
        return [item for item in found if isinstance(item, Article)]


def measure(name: str, count: int, workers: int) -> dict[str, float]:
    """Return how one engine reads in this process."""
    given = some_articles(count)
    if name == "one" and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if name == "ray":
        from dyadbook.engines import ray

        ray.begin(workers)
    begun = time.perf_counter()
    used = _processor_s()
    read = engines.read_many("ray" if name == "ray" else "local", given, workers=1 if name == "one" else workers)
    done = sum(isinstance(item, Reading) for item in read)
    wall = time.perf_counter() - begun
    words = sum(len(article.text.split()) for article in given)
    return {"articles": done, "words": words, "wall_s": wall, "processor_s": _processor_s() - used, "load": load()}


def load() -> float:
    """Return how many processes wanted a core in the last minute, of ourselves and of others."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _processor_s() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def compare(names: Iterable[str], count: int, workers: int, rounds: int) -> dict[str, list[dict[str, float]]]:
    """Return what each engine took in each round; they take turns, so that a busy moment hits all."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name, taken in found.items():
            command = [sys.executable, "-m", "benchmarks.engines", "--one", name]
            command += ["--articles", str(count), "--workers", str(workers)]
            taken.append(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    return found


def rows(found: dict[str, list[dict[str, float]]], workers: int) -> list[Row]:
    """Return the rows for a table: rates, and the ratios that are asked for."""
    first = next(iter(found.values()))[0]
    data = f"{first['articles']:.0f} articles of {first['words'] / max(first['articles'], 1):.0f} words"
    shown = []
    for name, taken in found.items():
        told = f"{data}; load {statistics.median(one['load'] for one in taken):.0f}"
        shown.append(Row("engines", f"{name}, articles a second", f"{_rate(taken, 'wall_s'):.2f}", data=told))
        if name != "ray":  # its workers are no children of this run
            cost = 1 / _rate(taken, "processor_s")
            shown.append(Row("engines", f"{name}, processor seconds an article", f"{cost:.3f}", data=told))
    for name, (other, asked) in ASKED.items():
        if name in found and other in found:
            ratio = _rate(found[name], "wall_s") / _rate(found[other], "wall_s")
            shown.append(Row("engines", f"{name} to {other}", f"{ratio:.2f}", data=f"asked {asked}; {workers} workers"))
    if {"one", "local"} <= found.keys():
        ratio = workers * _rate(found["local"], "processor_s") / _rate(found["one"], "processor_s")
        shown.append(Row("engines", "local to one, by processor seconds", f"{ratio:.2f}", data="cores of one's own"))
    return shown


def _rate(taken: list[dict[str, float]], seconds: str) -> float:
    return statistics.median(one["articles"] / one[seconds] for one in taken)


def main() -> None:
    """Print the figures of this machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", choices=NAMES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.articles, options.workers)))
        return
    names = [name for name in options.engines if name != "ray" or importlib.util.find_spec("ray")]
    found = compare(names, options.articles, options.workers, options.rounds)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for row in rows(found, options.workers):
        print(f"{row.measure:48}{row.value:>10}   {row.data}")


if __name__ == "__main__":
    main()
