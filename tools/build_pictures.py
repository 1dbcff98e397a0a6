"""Write the pictures of the docs: pages of the example articles as a browser shows them.

Run: python tools/build_pictures.py (needs Chromium as `chromium` on the path).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

import dyadbook
from dyadbook import bookkeeping
from dyadbook.formats.marked import dyad_html, marked_html

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = Path("examples")  # from the root, so that no picture tells where this machine has it
ARTICLE = EXAMPLES / "pages" / "2016-01-03-riyadh-cuts-ties.html"
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


def picture(address: str, name: str, height: int) -> None:
    """Write the page of an address as docs/images/<name>.png, 1,280 pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        shot = ROOT / "docs" / "images" / f"{name}.png"
        size = f"--window-size=1280,{height}"
        command = ["chromium", *QUIET, f"--user-data-dir={folder}/profile", size, f"--screenshot={shot}", address]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def picture_of(html: str, name: str, height: int) -> None:
    """Write a page that is a single file as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        picture(page.as_uri(), name, height)


@contextmanager
def served() -> Iterator[str]:
    """Return the address of a server of the example book."""
    with tempfile.TemporaryDirectory() as folder:
        bookkeeping.add(EXAMPLES, Path(folder) / "book")
        command = [sys.executable, "-m", "dyadbook", "serve", "--book", f"{folder}/book", "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            try:
                told = server.stderr.readline()
                address = re.search(r"http://\S+:\d+", told)
                assert address, told
                yield address[0]
            finally:
                server.terminate()


def event_told_most(base: str) -> str:
    """Return the address of the event of which most reports were merged."""
    events = httpx.get(f"{base}/dyad/IND/PAK/events.json", timeout=30).json()["data"]["events"]
    return f"{base}/event/{max(events, key=lambda one: (one['articles'], one['id']))['id']}"


def main() -> None:
    """Write all pictures."""
    os.chdir(ROOT)
    page = dyadbook.dyad(dyadbook.read_all(str(EXAMPLES)), "SAU", "IRN", synthetic="only")
    picture_of(dyad_html(page), "dyad", 1400)
    picture_of(marked_html([dyadbook.read(str(ARTICLE))]), "article", 1000)
    with served() as base:
        picture(base, "served-home", 1100)
        picture(f"{base}/dyad/IND/PAK", "served-dyad", 1300)
        picture(event_told_most(base), "served-event", 900)


if __name__ == "__main__":
    main()
