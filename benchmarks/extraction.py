"""Print how well articles are read from pages, beside trafilatura alone in the same run.

usage: python benchmarks/extraction.py

Text: F1 over shingles of four words on the 181 pages of scrapinghub's article-extraction-benchmark, as its own scorer
counts (../shared/score/score_extraction.py). Facts: title, authors and date on the pages of fundus' parser tests.
A title counts as right where its letters and digits are those of the gold, since quotes and spaces vary; authors where
they are the same set of names, without regard to case; a date where it is the day as written in the gold. A page that
is refused counts as wrong in all. Rules were written on one half of the publishers (by hash of the name); the other
half is reported apart.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import io
import json
import logging
import re
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura

from dyadbook.errors import SourceError
from dyadbook.records import Article
from dyadbook.sources import SourceOptions, from_html

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
PAGES = SHARED / "data" / "pages"
# Every language: the measure is of the page, not of what is read afterwards.
OPTIONS = SourceOptions(languages=())
READ_AS_TEXT = frozenset({"body", "subhead"})


class GoldPage(NamedTuple):
    """A page with what its publisher's parser gave: title, authors, day."""

    publisher: str
    html: bytes
    url: str
    gold: dict[str, Any]


def is_develop(publisher: str) -> bool:
    """Return whether the publisher belongs to the half that rules were written on."""
    return int(hashlib.sha1(publisher.encode()).hexdigest(), 16) % 2 == 0


def fundus() -> Iterator[GoldPage]:
    """Yield the pages of fundus' tests; versions of a parser and pages of a publisher go together in their order."""
    with tarfile.open(PAGES / "fundus-parser-tests.tar.gz") as archive:
        files = {item.name.removeprefix("./"): archive.extractfile(item) for item in archive if item.isfile()}
        content = {name: file.read() for name, file in files.items() if file}
    for name in sorted(content):
        if not name.endswith(".json") or "/" not in name:
            continue
        folder, publisher = name.rsplit("/", 1)[0], Path(name).stem
        addresses = json.loads(content[f"{folder}/meta.info"])
        page = re.compile(rf"{re.escape(folder)}/{re.escape(publisher)}_\d{{4}}_\d\d_\d\d\.html\.gz")
        pages = sorted(other for other in content if page.fullmatch(other))
        gold = json.loads(content[name])
        versions = sorted(gold, key=lambda version: [int(part) for part in version[1:].split("_")])
        for version, path in zip(versions, pages, strict=True):
            html = gzip.decompress(content[path])
            yield GoldPage(publisher, html, addresses[path.rsplit("/", 1)[1]]["url"], gold[version])


def scrapinghub() -> Iterator[tuple[str, bytes, str]]:
    """Yield (gold text, page, address) of the article-extraction-benchmark."""
    with tarfile.open(PAGES / "article-extraction-benchmark.tar.gz") as archive:
        files = {item.name.removeprefix("./"): archive.extractfile(item) for item in archive if item.isfile()}
        content = {name: file.read() for name, file in files.items() if file}
    for name, truth in json.loads(content["ground-truth.json"]).items():
        packed = io.BytesIO(content[f"html/{name}.html.gz"])
        yield truth["articleBody"], gzip.GzipFile(fileobj=packed).read(), truth["url"]


def _read(page: bytes, url: str) -> Article | None:
    try:
        return from_html(page, url=url, options=OPTIONS)
    except SourceError:
        return None


def _letters(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").lower())


def _names(names: list[str] | tuple[str, ...] | None) -> set[str]:
    return {" ".join(name.split()).casefold() for name in names or ()}


def _right(gold: dict[str, Any], title: str | None, authors: set[str], day: str | None) -> tuple[bool, bool, bool]:
    """Return whether title, authors and day are those of the gold."""
    return (
        _letters(title) == _letters(gold["title"]),
        authors == _names(gold.get("authors")),
        (day or "") == (gold["publishing_date"] or "")[:10],
    )


def facts() -> dict[str, dict[str, list[tuple[bool, bool, bool]]]]:
    """Return, by reader and half, whether each page's title, authors and day are right."""
    found: dict[str, dict[str, list[tuple[bool, bool, bool]]]] = {"dyadbook": {}, "trafilatura": {}}
    for page in fundus():
        half = "develop" if is_develop(page.publisher) else "report"
        article = _read(page.html, page.url)
        ours = (False, False, False)
        if article:
            day = article.published.isoformat() if article.published else None
            ours = _right(page.gold, article.title, _names(article.authors), day)
        peer = trafilatura.bare_extraction(
            page.html, url=page.url, favor_precision=True, include_comments=False, with_metadata=True
        )
        theirs = (False, False, False)
        if peer is not None and not isinstance(peer, dict):
            names = [name.strip() for name in (peer.author or "").split(";") if name.strip()]
            theirs = _right(page.gold, peer.title, _names(names), peer.date)
        found["dyadbook"].setdefault(half, []).append(ours)
        found["trafilatura"].setdefault(half, []).append(theirs)
    return found


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_extraction", SHARED / "score" / "score_extraction.py")
    if spec is None or spec.loader is None:
        raise SystemExit("the scorer ../shared/score/score_extraction.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text_scores() -> dict[str, tuple[float, float, float, float]]:
    """Return precision, recall, F1 and seconds by reader."""
    shingles = _scorer().shingles
    rows: dict[str, list[tuple[str, str]]] = {"dyadbook": [], "trafilatura": []}
    seconds = dict.fromkeys(rows, 0.0)
    for gold, page, url in scrapinghub():
        start = time.perf_counter()
        article = _read(page, url)
        middle = time.perf_counter()
        peer = trafilatura.extract(page, favor_precision=True, include_comments=False) or ""
        seconds["trafilatura"] += time.perf_counter() - middle
        seconds["dyadbook"] += middle - start
        blocks = [block for block in article.blocks if block.kind in READ_AS_TEXT] if article else []
        ours = "\n".join(article.text[block.start : block.end] for block in blocks) if article else ""
        rows["dyadbook"].append((gold, ours))
        rows["trafilatura"].append((gold, peer))
    return {name: (*_f1(pairs, shingles), seconds[name]) for name, pairs in rows.items()}


def _f1(pairs: list[tuple[str, str]], shingles: Any) -> tuple[float, float, float]:
    precision: list[float] = []
    recall: list[float] = []
    for gold, found in pairs:
        one, other = shingles(gold), shingles(found)
        hits, there, taken = sum((one & other).values()), sum(one.values()), sum(other.values())
        if taken:
            precision.append(hits / taken)
        if there:
            recall.append(hits / there)
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return p, r, 2 * p * r / (p + r)


def main() -> int:
    """Print the tables; return 0, or 2 where the data is missing."""
    argparse.ArgumentParser(description="Measure the reading of pages.").parse_args()
    logging.disable(logging.ERROR)
    if not PAGES.is_dir():
        sys.stderr.write("the pages in ../shared/data/pages are missing: nothing was measured\n")
        return 2
    out = ["text of 181 pages         precision  recall     F1   pages/s"]
    for name, (p, r, f1, seconds) in text_scores().items():
        out.append(f"{name:<26}{p:>9.3f}{r:>8.3f}{f1:>7.3f}{181 / seconds:>10.1f}")
    out.append("\nfacts of pages                 pages   title  authors   date")
    for name, halves in facts().items():
        every = {**halves, "all": [row for rows in halves.values() for row in rows]}
        for half, rows in every.items():
            shares = [sum(row[index] for row in rows) / len(rows) for index in range(3)]
            out.append(f"{name + ', ' + half:<30}{len(rows):>6}{shares[0]:>8.3f}{shares[1]:>9.3f}{shares[2]:>7.3f}")
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
