"""Return the weights by which copied lines are scored, fitted on spliced pages of the publishers that rules may see.

A multinomial logistic regression with an L2 penalty, by plain gradient steps, on the lines that no rule decides. The
penalty is chosen by leaving out publishers (`--check`); the weights go into `copied_weights.json`, rounded.
To see more captions and subheads than these publishers have, pages of the article-extraction benchmark are spliced
with them: its gold paragraphs, the headings among them, and the figure captions of its pages. Sites of the publishers
on whom the blocks are scored are left out.

usage: python -m benchmarks.blocks_fit [--pages N] [--penalty P] [--check]
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import tarfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import numpy as np
from benchmarks.blocks import (
    OUTLETS,
    SHARED,
    Gold,
    Page,
    Picture,
    _clean,
    _hash,
    fundus_names,
    gold_articles,
    splice,
    titles,
)

from dyadbook.sources import copied_scores
from dyadbook.sources.copied import open_lines
from dyadbook.sources.language import detect

OUT = Path(copied_scores.__file__).with_name("copied_weights.json")
Row = tuple[dict[str, float], int, str]


def more_articles() -> list[Gold]:
    """Return English articles of the article-extraction benchmark, without the sites of test publishers."""
    found = []
    tested = {re.sub(r"^the|en$|eu$", "", name.lower()) for name in fundus_names(test=True)}
    with tarfile.open(SHARED / "data/pages/article-extraction-benchmark.tar.gz") as archive:
        files = {Path(member.name).name: member for member in archive.getmembers()}
        truth = json.load(archive.extractfile(files["ground-truth.json"]) or io.BytesIO())
        for page, gold in sorted(truth.items()):
            site = urlsplit(gold.get("url", "")).netloc.removeprefix("www.")
            bare = re.sub(r"\W", "", site)
            if any(name in bare for name in tested) or detect(gold["articleBody"]) != "en":
                continue
            packed = archive.extractfile(files[f"{page}.html.gz"])
            if packed is not None:
                found.append(_from_html(site, gold, gzip.decompress(packed.read()).decode("utf-8", "replace")))
    return [gold for gold in found if sum(len(paragraphs) for _, paragraphs in gold.sections) >= 4]


def _from_html(site: str, gold: dict[str, Any], page: str) -> Gold:
    root: Any = lxml.html.document_fromstring(page.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    headings = {_words(node) for node in root.iter("h2", "h3", "h4")}
    lines = [_clean(line) for line in gold["articleBody"].split("\n") if line.strip()]
    captions = [_words(node) for node in root.iter("figcaption")]
    captions += [_words(node) for node in root.iter() if "caption" in str(node.get("class"))]
    alts = [_clean(str(text)) for text in root.xpath("//figure//img/@alt | //article//img/@alt")]
    captions += [text for text in alts if len(text.split()) >= 4 and not re.search(r"\.(?:jpe?g|png)|[_=]", text)]
    captions = [text for text in captions if not re.search(r"[a-z.!?][A-Z][a-z]+ .*[a-z.!?][A-Z][a-z]|^\d+of\d", text)]
    known = {*lines, *headings, *(_words(node) for node in root.iter("a", "h1", "title"))}
    title = next((_words(node) for node in root.iter("h1", "title")), site)
    sections: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((), ())]
    for line in lines:
        if line in headings:
            sections.append(((line,), ()))
        elif line != title:
            sections[-1] = (sections[-1][0], (*sections[-1][1], line))
    pictures = {
        re.split(r"(?<=[a-z.])(?:Credit|Photo|Image|[A-Z]\w+ [A-Z]\w+ ?[/|])", text)[0].strip(): text
        for text in captions
    }
    kept = tuple(Picture(text, "", ()) for text in pictures if 12 < len(text) < 400 and text not in known)[:6]
    return Gold(site, title, _described(root, lines, title), (), None, tuple(sections), kept)


def _words(node: Any) -> str:
    """Return the words of a node of a page."""
    return _clean("".join(map(str, node.itertext())))


def _described(root: Any, lines: list[str], title: str) -> str:
    """Return what a page says of itself, where a deck would say it: in words that are not the text's own."""
    path = '//meta[@property="og:description" or @name="description"]/@content'
    told = [_clean(str(text)) for text in root.xpath(path)]
    whole = " ".join(lines)
    whole_ones = [text for text in told if 30 <= len(text) <= 300 and not text.endswith(("...", "…"))]
    return next((text for text in whole_ones if text[:40] not in whole and text != title), "")


def training_pages(per_article: int) -> list[Page]:
    """Return spliced pages of the publishers that rules may see, and of the article-extraction benchmark."""
    own, more = gold_articles(test=False), more_articles()
    pool = titles(test=False, articles=own)
    owners = [*(name for gold in own for picture in gold.pictures for name in picture.owners), *OUTLETS]
    owners += [name for gold in own for name in gold.authors]
    more = [_owned(gold, owners) for gold in more]
    counts = [(gold, per_article) for gold in own] + [
        (gold, per_article if gold.pictures else max(1, per_article // 3)) for gold in more
    ]
    return [splice(gold, pool, f"fit/{gold.title}/{n}") for gold, count in counts for n in range(count)]


def _owned(gold: Gold, owners: list[str]) -> Gold:
    """Return an article whose pictures belong to somebody: this gold does not say to whom."""
    pictures = tuple(
        replace(picture, owners=(owners[_hash(picture.caption) % len(owners)],) if _hash(picture.caption) % 3 else ())
        for picture in gold.pictures
    )
    return replace(gold, pictures=pictures)


def rows_of(pages: list[Page]) -> list[Row]:
    """Return features, kind and publisher of every line that is left to the scores."""
    rows = []
    for page in pages:
        gold = {(start, end): kind for start, end, kind in page.spans}
        lines, scene, left = open_lines(page.text)
        for i in left:
            kind = gold.get((lines[i].start, lines[i].end))
            if kind == "body" and _asks(lines[i].words):
                kind = "subhead"  # a question on a line of its own: the gold of interviews calls it a paragraph
            if kind in copied_scores.KINDS:
                rows.append((scene.features(i), copied_scores.KINDS.index(kind), page.publisher))
    return rows


def _asks(words: str) -> bool:
    return words.endswith("?") and len(words.split()) <= 14 and not re.search(r"[\"“”]|[.!?] ", words)


def fit(rows: list[Row], names: list[str], penalty: float, rounds: int = 400) -> np.ndarray:
    """Return the weights, features by kinds; rare kinds weigh more, by the root of their rarity."""
    x, y = _matrix(rows, names)
    count = np.bincount(y, minlength=len(copied_scores.KINDS)).clip(1)
    share = np.sqrt(count.mean() / count)[y]
    share /= share.mean()
    goal = np.eye(len(copied_scores.KINDS))[y]
    weights = np.zeros((len(names), len(copied_scores.KINDS)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, rounds + 1):  # Adam, on all rows at once
        raw = x @ weights
        chance = np.exp(raw - raw.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        slope = x.T @ ((chance - goal) * share[:, None]) / len(y) + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def _matrix(rows: list[Row], names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (features, _, _) in enumerate(rows):
        for name, value in features.items():
            if name in place:
                x[i, place[name]] = value
    return x, np.array([kind for _, kind, _ in rows])


def check(rows: list[Row], names: list[str], penalty: float) -> str:
    """Return F1 by kind over five folds, each with publishers that its weights did not see."""
    right, found, wanted = (np.zeros(len(copied_scores.KINDS)) for _ in range(3))
    for fold in range(5):
        seen = [row for row in rows if _hash("fold" + row[2]) % 5 != fold]
        unseen = [row for row in rows if _hash("fold" + row[2]) % 5 == fold and "." not in row[2]]  # no web sites
        weights = fit(seen, names, penalty)
        x, y = _matrix(unseen, names)
        guess = (x @ weights).argmax(1)
        for k in range(len(copied_scores.KINDS)):
            right[k] += ((guess == k) & (y == k)).sum()
            found[k] += (guess == k).sum()
            wanted[k] += (y == k).sum()
    f1 = 2 * right / np.maximum(found + wanted, 1)
    kinds = ", ".join(f"{kind} {value:.3f}" for kind, value in zip(copied_scores.KINDS, f1, strict=True))
    return f"penalty {penalty}: {kinds}; mean {f1.mean():.3f}"


def main() -> None:
    """Write the weights, or print how well they do on publishers left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--penalty", type=float, default=0.0005)
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out: to see what they bring")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rows = rows_of(training_pages(options.pages))
    seen: dict[str, int] = {}
    for features, _, _ in rows:
        for name in features:
            seen[name] = seen.get(name, 0) + 1
    names = sorted(
        name for name, count in seen.items() if count >= 20 and not any(word in name for word in options.without)
    )
    if options.check:
        for penalty in (0.0005, 0.002):
            print(check(rows, names, penalty))
        return
    weights = fit(rows, names, options.penalty)
    table = {
        name: {kind: round(float(w), 2) for kind, w in zip(copied_scores.KINDS, row, strict=True) if abs(w) >= 0.02}
        for name, row in zip(names, weights, strict=True)
    }
    OUT.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
