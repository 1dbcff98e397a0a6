"""Return how fast the pages of a book are served: the home page, a busy dyad, an event, an article, a search.

A book is made of `made_readings` and served by uvicorn in a process of its own; so many users ask over loopback at
once, one page after another. `first` is the page that nobody asked for since the book changed; the others come from
what was made of this version. `paint` is when a browser shows the first content, where Playwright and Chromium are
there. Milliseconds; bytes before compression.

    python -m benchmarks.web [--size 10000] [--users 10] [--requests 200] [--folder DIR] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from benchmarks.made_readings import made_readings

from dyadbook.book.book import Book

PAGES = {
    "home": "/",
    "busy dyad": "/dyad/USA/PRK",
    "busy dyad as JSON": "/dyad/USA/PRK.json",
    "busy dyad narrowed": "/dyad/USA/PRK?since=2018-01-01&type=CONSULT",
    "all events": "/dyad/USA/PRK/events",
    "search": "/search?words=summit+talks",
    "pending": "/pending",
}
CHROMIUM = Path("/usr/bin/chromium")
FIRST_CONTENT = """() => new Promise(done => new PerformanceObserver(
    list => list.getEntriesByName("first-contentful-paint").forEach(one => done(one.startTime))
).observe({type: "paint", buffered: true}))"""
"""A script that returns when a page showed its first content, in milliseconds."""
WANTED = {"home": 500.0, "busy dyad": 300.0}  # ms, 95th percentile


def make(folder: Path, size: int) -> None:
    """Make a book of so many readings, with its index; one that is there is taken as it is."""
    if not (folder / "made").exists():
        book = Book.create(folder)
        book.add(made_readings(size), "made")
        _ = book.index
        (folder / "made").write_text(str(size))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a book in a process of its own."""
    code = "from dyadbook.cli.commands import call; import sys; sys.exit(call(sys.argv[1:]))"
    arguments = ["serve", "--book", str(folder), "--port", "0"]
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        yield next(word for word in line.split() if word.startswith("http://")).rstrip("/")
    finally:
        process.terminate()
        process.wait()


def measure(address: str, users: int, requests: int) -> dict[str, dict[str, float]]:
    """Return the milliseconds of each page: the first time, and with so many users at once."""
    found: dict[str, dict[str, float]] = {}
    with httpx.Client(base_url=address, timeout=60) as client:
        client.get("/decisions")  # what is loaded once is loaded
        pages = dict(PAGES)
        event = client.get("/dyad/USA/PRK/events.json").json()["data"]["events"][0]
        pages |= {"event": f"/event/{event['id']}", "article": f"/article/{event['passages'][0]['article']['id']}"}
        for name, path in pages.items():
            begun = time.perf_counter()
            size = len(client.get(path).raise_for_status().content)
            found[name] = {"first": 1000 * (time.perf_counter() - begun), "bytes": size}
    for name, path in pages.items():
        times = _asked(address, path, users, requests)
        found[name] |= {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1]}
    fresh = _asked(address, "/dyad/USA/PRK?since=2005-01-{day:02}", users, users * 2)
    found["busy dyad, never asked before"] = {
        "median": statistics.median(fresh), "p95": statistics.quantiles(fresh, n=20)[-1],
    }  # fmt: skip
    return found


def paint(address: str, pages: Mapping[str, str], tries: int = 5) -> dict[str, float]:
    """Return the milliseconds until a browser that knows nothing of the site shows the first content of each page.

    Nothing where there is no browser.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    if not CHROMIUM.exists():
        return {}
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        for name, path in pages.items():
            times = []
            for _ in range(tries):
                with browser.new_context(base_url=address) as context:
                    page = context.new_page()
                    page.goto(path)
                    times.append(float(page.evaluate(FIRST_CONTENT)))
            found[name] = statistics.median(times)
        browser.close()
    return found


def _asked(address: str, path: str, users: int, requests: int) -> list[float]:
    """Return the milliseconds of each request."""

    def user(number: int) -> list[float]:
        times = []
        with httpx.Client(base_url=address, timeout=60) as client:
            for turn in range(requests // users):
                begun = time.perf_counter()
                client.get(path.format(day=1 + (number + users * turn) % 28)).raise_for_status()
                times.append(1000 * (time.perf_counter() - begun))
        return times

    with ThreadPoolExecutor(users) as pool:
        return [one for times in pool.map(user, range(users)) for one in times]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--users", type=int, default=10)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "book"
        begun = time.perf_counter()
        make(folder, given.size)
        made: dict[str, Any] = {"articles": given.size, "made_s": round(time.perf_counter() - begun, 1)}
        with served(folder) as address:
            pages = measure(address, given.users, given.requests)
            for name, value in paint(address, {name: PAGES[name] for name in WANTED}).items():
                pages[name]["paint"] = value
    if given.json:
        print(json.dumps({**made, "cores": os.cpu_count(), "pages": pages}))
        return
    print(f"{given.size} articles, {given.users} users at once, {os.cpu_count()} cores")
    for name, one in pages.items():
        row = "  ".join(f"{key} {value:9.1f}" for key, value in one.items())
        wanted = f"  wanted under {WANTED[name]:.0f}" if name in WANTED else ""
        print(f"{name:32} {row}{wanted}")


if __name__ == "__main__":
    main()
