"""Write the pictures of the docs: pages of the example articles as a browser shows them.

Run: python tools/build_pictures.py (needs Chromium as `chromium` on the path).
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import dyadbook
from dyadbook.formats.marked import dyad_html, marked_html

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "pages" / "2016-01-03-riyadh-cuts-ties.html"
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


def picture(html: str, name: str, height: int) -> None:
    """Write one page as docs/images/<name>.png, 1,280 pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        shot = ROOT / "docs" / "images" / f"{name}.png"
        size = f"--window-size=1280,{height}"
        command = ["chromium", *QUIET, f"--user-data-dir={folder}/profile", size, f"--screenshot={shot}", str(page)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


def main() -> None:
    """Write both pictures."""
    page = dyadbook.dyad(dyadbook.read_all(str(ROOT / "examples")), "SAU", "IRN", synthetic="only")
    picture(dyad_html(page), "dyad", 1400)
    picture(marked_html([dyadbook.read(str(ARTICLE))]), "article", 1000)


if __name__ == "__main__":
    main()
