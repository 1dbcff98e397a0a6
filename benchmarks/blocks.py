"""Return how well blocks are told apart in copied text: macro-F1 over kinds on pages spliced from gold articles.

No set of copied pages with marked blocks exists. So the gold of the fundus publisher pages (title, summary, authors,
date, section headlines, paragraphs, captions, picture credits) is put together again in the many forms that a page has
when it is copied: a seeded generator draws the form of each part. Teasers are titles of other articles, half of them
the titles nearest in words to the article, since a page links to what is like it.

Publishers are halved by the hash of their name (`is_test`), and so are the outlets whose titles serve as teasers: rules
are written on the one half, scored on the other. A block counts when its span and its kind are both the gold's.
The gold holds a few lines that are no paragraphs though it calls them so (subheads in capitals, links); lines without
end punctuation, or that begin with a link's label, are left out of the pages, their number is reported.

usage: benchmarks/blocks.py [--half dev|test] [--pages N] [--show KIND] [--json]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
import tarfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dyadbook.sources.copied import Layout, segment
from dyadbook.sources.language import detect

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGES = SHARED / "data/pages/fundus-parser-tests.tar.gz"
NEWS = SHARED / "data/news/articles.jsonl.gz"
SEED = SHARED / "acceptance/seed"
KINDS = ("headline", "deck", "byline", "dateline", "subhead", "body", "caption", "credit", "teaser")


def _hash(name: str) -> int:
    return int(hashlib.sha1(name.encode()).hexdigest(), 16)


def is_test(publisher: str) -> bool:
    """Return whether a publisher belongs to the half that the rules were not written on."""
    return _hash(publisher) % 2 == 1


@dataclass(frozen=True)
class Picture:
    """A picture of a gold article: what stands below it, what describes it, and whose it is."""

    caption: str
    description: str
    owners: tuple[str, ...]


@dataclass(frozen=True)
class Gold:
    """A gold article, as its publisher's page shows it."""

    publisher: str
    title: str
    deck: str
    authors: tuple[str, ...]
    published: date | None
    sections: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    pictures: tuple[Picture, ...]


@dataclass(frozen=True)
class Part:
    """One line of a spliced page with its kind; `tight`: no blank line stands before it."""

    kind: str
    text: str
    tight: bool = False


@dataclass(frozen=True)
class Page:
    """A spliced page: the text, the gold spans, and what its head says."""

    publisher: str
    text: str
    spans: frozenset[tuple[int, int, str]]
    title: str
    authors: tuple[str, ...]
    published: date | None


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())


_NOT_PROSE = re.compile(r"(?i)^(?:read more|related|watch|see also|also read|more)\b[^.]{0,12}[:|]|^https?:")


def _is_paragraph(text: str) -> bool:
    return len(text) > 15 and text[-1] in ".?!:;…\"'”’)" and not _NOT_PROSE.match(text) and not text.isupper()


def _dated(value: str | None) -> date | None:
    return datetime.fromisoformat(value).date() if value else None


def _picture(image: dict[str, Any]) -> Picture | None:
    owners = tuple(_clean(name) for name in image.get("authors") or [] if len(_clean(name)) > 1)
    caption = re.sub(r"\s*(?:\([^()]*(?:Photo|Image)[^()]*\)|(?:— Picture|Photo(?:graph)?) by.*)$", "",
                     _clean(image.get("caption")))  # fmt: skip
    caption = re.sub(r"^(?:RELATED|WATCH):.*", "", caption)
    description = _clean(image.get("description"))
    return Picture(caption, description, owners) if len(caption) > 8 else None


def _gold(publisher: str, version: dict[str, Any]) -> Gold:
    body = version.get("body") or {"summary": [], "sections": []}
    summary = [_clean(line) for line in body["summary"]]
    sections = [
        (tuple(_clean(line) for line in part["headline"]), tuple(_clean(line) for line in part["paragraphs"]))
        for part in body["sections"]
    ]
    if summary and re.match(r"[A-Z/ ,]+, .{3,12} \(\w+\) - ", summary[0]):  # the wire's first paragraph, no deck
        head, paragraphs = sections[0]
        sections[0], summary = (head, (summary[0], *paragraphs)), []
    pictures: dict[str, Picture] = {}
    for image in version.get("images") or []:
        picture = _picture(image)
        if picture:
            pictures.setdefault(picture.caption, picture)
    return Gold(
        publisher=publisher,
        title=_clean(version["title"]).removesuffix("..."),
        deck=summary[0] if len(summary) == 1 else "",
        authors=tuple(_clean(name) for name in version.get("authors") or []),
        published=_dated(version.get("publishing_date")),
        sections=tuple(sections),
        pictures=tuple(pictures.values())[:6],
    )


def fundus_names(test: bool) -> list[str]:
    """Return the names of the publishers of one half."""
    with tarfile.open(PAGES) as archive:
        names = sorted({Path(n).stem for n in archive.getnames() if n.endswith(".json")})
    return [name for name in names if is_test(name) == test]


def gold_articles(test: bool) -> list[Gold]:
    """Return the English gold articles of one half of the publishers, in the archive's order by name."""
    found = []
    with tarfile.open(PAGES) as archive:
        names = sorted(n for n in archive.getnames() if n.endswith(".json"))
        for name in names:
            publisher = Path(name).stem
            handle = archive.extractfile(name)
            if is_test(publisher) != test or handle is None:
                continue
            data = json.load(handle)
            found += [_gold(publisher, version) for version in data.values() if version.get("title")]
    found = [article for article in found if _in_english(article)]
    return [article for article in found if sum(len(paragraphs) for _, paragraphs in article.sections) >= 3]


def _in_english(article: Gold) -> bool:
    return detect(" ".join([article.title, *(p for _, paragraphs in article.sections for p in paragraphs)])) == "en"


def titles(test: bool, articles: list[Gold]) -> list[str]:
    """Return titles to serve as teasers: of the same half's articles and of news stories by outlets of that half."""
    found = [article.title for article in articles]
    if NEWS.exists():
        with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
            for line in lines:
                story = json.loads(line)
                held_back = _hash(story["id"]) % 5 == 0
                if not held_back and story["title"] and is_test(str(story["outlet"])) == test:
                    found.append(_clean(story["title"]))
    return list(dict.fromkeys(title for title in found if 25 <= len(title) <= 130))


# --- the forms that parts take ---------------------------------------------------------------------------------------

OUTLETS = ("Fox News", "BBC News", "The Daily Ledger", "Reuters", "Associated Press", "AFP", "Al Jazeera", "CNN",
           "The Morning Post", "Sky News", "Metro Times", "The Tribune")  # fmt: skip
AGENCIES = ("AP", "AFP", "Reuters", "AP Photo", "Getty Images", "EPA", "Bloomberg", "AFP via Getty Images", "PA")
CITIES = ("SEOUL", "WASHINGTON", "KYIV, Ukraine", "TOKYO", "CAIRO", "BRUSSELS", "UNITED NATIONS", "Beijing", "LAGOS")
_SMALL = {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}


def title_case(text: str) -> str:
    """Return the words with capitals as headlines have them; small words stay small."""
    words = text.split(" ")
    return " ".join(
        w if i and w.lower() in _SMALL else re.sub(r"[A-Za-z]", lambda m: m[0].upper(), w, count=1)
        for i, w in enumerate(words)
    )


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) < 2:
        return "".join(authors)
    return ", ".join(authors[:-1]) + " and " + authors[-1]


def byline(rng: random.Random, authors: tuple[str, ...], outlet: str) -> list[str]:
    """Return a byline of one line or two, in one of the forms in use."""
    names = _names(authors)
    city = rng.choice(CITIES).split(",")[0].title()
    forms: list[list[str]] = [
        [f"By {names}"], [f"By {names}"], [f"By {names}"], [f"BY {names.upper()}"], [f"By {names} {outlet}"],
        [f"By {names}, {outlet}"], [f"By {names} | {outlet}"], [f"by {names}"], [f"Written by {names}"],
        [f"Story by {names}"], [names], [f"{names} in {city}"], [f"By {names} in {city}"], [f"By {names}", outlet],
        [f"{names}, {rng.choice(['Political Editor', 'Diplomatic correspondent', 'Staff Writer', 'Senior Reporter'])}"],
        [f"By {names} for {outlet}"], [f"Opinion by {names}"], [f"{names} | {outlet}"], [f"Author: {names}"],
    ]  # fmt: skip
    return rng.choice(forms)


def date_line(rng: random.Random, day: date) -> tuple[str, bool]:
    """Return a line that dates the page, and whether it states the day."""
    hour, minute = rng.randrange(24), rng.randrange(60)
    twelve, half = hour % 12 or 12, "am" if hour < 12 else "pm"
    month, short = day.strftime("%B"), day.strftime("%b")
    zone = rng.choice(["EST", "GMT", "ET", "BST", "UTC", "EDT"])
    forms = [
        f"Published {month} {day.day}, {day.year} {twelve}:{minute:02}{half} {zone}",
        f"{day:%a} {day.day} {short} {day.year} {hour:02}.{minute:02} {zone}",
        f"{month} {day.day}, {day.year}",
        f"{month} {day.day}, {day.year} at {twelve}:{minute:02} {half[0]}.m. {zone}",
        f"{day.day} {month} {day.year}",
        f"{day.day} {short} {day.year}, {hour:02}:{minute:02}",
        f"Published: {hour:02}:{minute:02} {zone}, {day.day} {month} {day.year}",
        f"Published on {short}. {day.day}, {day.year}",
        f"Posted {day.isoformat()} {hour:02}:{minute:02}",
        f"{day.isoformat()}",
        f"{short} {day.day}, {day.year} {twelve}:{minute:02} {half.upper()} {zone}",
        f"Updated {twelve}:{minute:02} {half.upper()} {zone}, {day:%a} {month} {day.day}, {day.year}",
        f"Last updated: {day.day} {short} {day.year} {hour:02}:{minute:02} {zone}",
        f"PUBLISHED {month.upper()} {day.day}, {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
        f"First published on {day:%A} {day.day} {month} {day.year} {hour:02}.{minute:02} {zone}",
        f"{month} {day.day}, {day.year} · {rng.randrange(2, 12)} min read",
    ]
    vague = ["Published", f"{rng.randrange(2, 20)} hours ago", f"Updated {rng.randrange(2, 50)} minutes ago"]
    if rng.random() < 0.12:
        return rng.choice(vague), False
    return rng.choice(forms), True


def picture_parts(rng: random.Random, picture: Picture) -> list[Part]:
    """Return the lines that a picture leaves in a copied page: description, caption, credit, in many forms."""
    owner = "/".join(picture.owners[:2]) or rng.choice(AGENCIES)
    caption = picture.caption
    parts = []
    alt = picture.description
    if alt and alt.rstrip(".") != caption.rstrip(".") and len(alt) < 160 and rng.random() < 0.4:
        parts.append(Part("caption", alt.lower() if rng.random() < 0.2 else alt))
    tight = bool(parts) and rng.random() < 0.4
    glued = (
        f"{caption} ({owner})", f"{caption} (AP Photo/{picture.owners[0] if picture.owners else 'File'})",
        f"{caption} [{owner}]", f"{caption} Photograph: {owner}", f"{caption} Photo by {owner}",
        f"{caption} | {owner}", f"{caption} Credit: {owner}", f"{caption} {owner}", f"{caption} — {owner} pic",
        f"{caption} (Image: {owner})", f"{caption} / {owner}", f"{caption} Photo: {owner}",
    )  # fmt: skip
    alone = (owner, f"Photo: {owner}", f"({owner})", f"Image source, {owner}", f"Credit: {owner}", f"© {owner}",
             f"Photograph: {owner}", f"{owner} / Getty Images")  # fmt: skip
    draw = rng.random()
    if draw < 0.45:
        return [*parts, Part("caption", rng.choice(glued), tight)]
    if draw < 0.65:
        return [*parts, Part("caption", caption, tight), Part("credit", rng.choice(alone), rng.random() < 0.6)]
    if draw < 0.72:
        return [*parts, Part("caption", f"Image caption, {caption}", tight)]
    if draw < 0.77:
        return [*parts, Part("caption", f"FILE - {caption}", tight)]
    return [*parts, Part("caption", caption, tight)]


LABELS = ("READ MORE:", "Read more:", "Related:", "RELATED:", "More:", "WATCH:", "Watch:", "See also:", "Also read:",
          "READ ALSO:", "Don't miss:", "Read next:", "Listen:", "Explainer:", "Opinion:", "Recommended:", "READ |",
          "MORE FROM {outlet}:", "[Read more:", "Read |", "»", ">>")  # fmt: skip
HEADS = ("Related stories", "Most Read", "More on this story", "Recommended", "READ MORE", "Related article",
         "You may also like", "Editors' picks", "TRENDING NOW", "Read next")  # fmt: skip


def teaser_parts(rng: random.Random, pool: Callable[[], str], outlet: str, inside: bool) -> list[Part]:
    """Return the lines of one link to another article, or of a small list of them."""
    case = rng.choice((str, str, str.upper, str.upper, title_case))
    draw = rng.random()
    if draw < (0.3 if inside else 0.05):
        label = rng.choice(LABELS).format(outlet=outlet)
        close = "]" if label.startswith("[") else ""
        return [Part("teaser", f"{label} {case(pool())}{close}")]
    if draw < (0.82 if inside else 0.15):
        return [Part("teaser", case(pool()))]
    head = Part("teaser", rng.choice(HEADS))
    bullet = rng.choice(("", "", "", "• ", "- "))
    count = rng.randrange(1, 5) if inside else rng.randrange(3, 7)
    return [head, *(Part("teaser", bullet + case(pool()), rng.random() < 0.5) for _ in range(count))]


def _furniture(rng: random.Random) -> Part:
    return Part("teaser", rng.choice(("Advertisement", "ADVERTISEMENT", "Share", "Listen to this article", "Comments",
        "Sign up for our newsletter", "Share this article", "Save", "Story continues below advertisement",
        "Article continues after this advertisement")))  # fmt: skip


# --- a page ----------------------------------------------------------------------------------------------------------


@dataclass
class Splicer:
    """Draws the form of one page from a gold article."""

    rng: random.Random
    gold: Gold
    pool: Callable[[], str]
    parts: list[Part] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    published: date | None = None
    outlet: str = ""

    def chance(self, share: float) -> bool:
        """Return true in this share of the draws."""
        return self.rng.random() < share

    def add(self, *parts: Part) -> None:
        """Add parts at the end of the page."""
        self.parts += [part for part in parts if part.text]

    def head(self, picture: Picture | None) -> None:
        """Add everything that stands before the first paragraph, in one of several orders."""
        rng, gold = self.rng, self.gold
        if self.chance(0.1):
            self.add(Part("teaser", rng.choice(("World", "POLITICS", "Asia Pacific", "News", "Home > News > World"))))
        title = Part("headline", rng.choice(("", "", "", "", "", "# ")) + gold.title)
        deck = Part("deck", gold.deck if self.chance(0.85) else "")
        who, when = self.signed(), self.dated()
        picture_lines = picture_parts(rng, picture) if picture else []
        orders = (
            [[title], [deck], who, when, picture_lines],
            [[title], [deck], who, when, picture_lines],
            [[title], [deck], picture_lines, who, when],
            [[title], [deck], when, who, picture_lines],
            [[title], who, when, [deck], picture_lines],
            [when, [title], [deck], who, picture_lines],
            [[title], picture_lines, who, when],
            [[title], who, [deck], when],
        )
        for group in rng.choice(orders):
            self.add(*group)
            if group is when and self.chance(0.12):
                self.add(_furniture(rng))

    def signed(self) -> list[Part]:
        """Return the byline's parts, and keep whom they name."""
        if not self.gold.authors or self.chance(0.08):
            return []
        self.authors = self.gold.authors
        lines = byline(self.rng, self.gold.authors, self.outlet)
        return [Part("byline", line, tight=bool(i) or self.chance(0.3)) for i, line in enumerate(lines)]

    def dated(self) -> list[Part]:
        """Return the date line, and keep what it states."""
        if self.gold.published is None or self.chance(0.15):
            return []
        line, stated = date_line(self.rng, self.gold.published)
        parts = [Part("dateline", line, tight=self.chance(0.6))]
        if stated:
            self.published = self.gold.published
            if line.startswith("Published") and self.chance(0.3):
                parts.append(Part("dateline", f"Updated {self.rng.randrange(2, 12)} hours ago", self.chance(0.6)))
        return parts

    def body(self, pictures: list[Picture], teasers: int) -> None:
        """Add sections, with pictures and teasers between their paragraphs."""
        rng = self.rng
        flow = [
            Part("subhead" if i < len(heads) else "body", line)
            for heads, paragraphs in self.gold.sections
            for i, line in enumerate([*heads, *filter(_is_paragraph, paragraphs)])
        ]
        mark = rng.choice(("", "", "", "", "## "))
        shout = rng.choice((str, str, str, str, str.upper))
        flow = [Part(p.kind, mark + shout(p.text)) if p.kind == "subhead" else p for p in flow]
        if self.chance(0.25) and flow[0].kind == "body" and not re.match(r"[A-Z, ]+\(", flow[0].text):
            agency = rng.choice((" (AP) — ", " (Reuters) - ", " — ", " (AFP) – ", ", Feb 7 (Reuters) - "))
            flow[0] = Part("body", rng.choice(CITIES) + agency + flow[0].text)
        inserts = [(rng.randrange(1, len(flow)), picture_parts(rng, p)) for p in pictures]
        inserts += [
            (rng.randrange(1, len(flow)), teaser_parts(rng, self.pool, self.outlet, inside=True))
            for _ in range(teasers)
        ]
        if self.chance(0.2):
            inserts.append((rng.randrange(1, len(flow)), [_furniture(rng)]))
        for i, part in enumerate(flow):
            for at, parts in inserts:
                if at == i:
                    self.add(*parts)
            self.add(part)

    def tail(self) -> None:
        """Add what stands after the last paragraph."""
        names = _names(self.gold.authors) or "Jane Roe"
        if self.chance(0.15):
            self.add(Part("credit", self.rng.choice((
                f"Reporting by {names}; Editing by Ann Poe", f"(Reporting by {names}; Editing by Ann Poe)",
                "The Associated Press contributed to this report.",
                f"Additional reporting by {names}.",
                f"© {self.gold.published or ''} {self.outlet}. All rights reserved.",
            ))))  # fmt: skip
        if self.chance(0.3):
            self.add(*teaser_parts(self.rng, self.pool, self.outlet, inside=False))


def _marks(text: str) -> int:
    """Return the length of the Markdown or list mark before the words of a line."""
    match = re.match(r"(?:#{1,6}|[•-]) ", text)
    return match.end() if match else 0


def lay_out(rng: random.Random, parts: list[Part]) -> tuple[str, set[tuple[int, int, str]]]:
    """Return the page's text and the span and kind of each part, in one of the ways in which line breaks are copied."""
    style = rng.choice(("blank", "blank", "blank", "tight", "mixed", "mixed", "wrapped", "crlf", "double"))
    newline = "\r\n" if style == "crlf" else "\n"
    text, spans = rng.choice(("", "", "", "\n")), set()
    for i, part in enumerate(parts):
        if i:
            close = style == "tight" or (style in ("mixed", "crlf") and part.tight)
            text += newline * (1 if close else 3 if style == "double" else 2)
        words = part.text
        if style == "wrapped":
            words = textwrap.fill(words, 72, break_long_words=False, break_on_hyphens=False)
        start = len(text) + _marks(words)
        text += words
        spans.add((start, len(text), part.kind))
        text += rng.choice(("", "", "", "", " ")) if style != "wrapped" else ""
    return text + newline, spans


def _nearest(title: str, pool: list[str]) -> list[str]:
    words = set(re.findall(r"[a-z]{4,}", title.lower()))
    return sorted(pool, key=lambda t: -len(words & set(re.findall(r"[a-z]{4,}", t.lower()))))[:12]


def splice(gold: Gold, pool: list[str], seed: str) -> Page:
    """Return one page from a gold article; the seed decides its form."""
    rng = random.Random(seed)
    others = [title for title in pool if title != gold.title]
    near = _nearest(gold.title + " " + gold.deck, others)

    def draw() -> str:
        return rng.choice(near if rng.random() < 0.5 else others)

    splicer = Splicer(rng, gold, draw, outlet=rng.choice(OUTLETS))
    pictures = list(gold.pictures)
    lead = pictures.pop(0) if pictures and rng.random() < 0.7 else None
    splicer.head(lead)
    splicer.body(pictures, rng.choice((0, 1, 1, 2, 2, 3, 4)))
    splicer.tail()
    text, spans = lay_out(rng, splicer.parts)
    return Page(gold.publisher, text, frozenset(spans), gold.title, splicer.authors, splicer.published)


# --- scores ----------------------------------------------------------------------------------------------------------


def score(pages: list[Page]) -> dict[str, Any]:
    """Return precision, recall and F1 by kind, their mean, and how often title, authors and date are right."""
    right, found, wanted, heads = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    confusion: Counter[tuple[str, str]] = Counter()
    for page in pages:
        layout = segment(page.text)
        got = {(block.start, block.end): block.kind for block in layout.blocks}
        for start, end, kind in page.spans:
            wanted[kind] += 1
            other = got.get((start, end), "(no such span)")
            right[kind] += other == kind
            confusion[kind, other] += other != kind
        found.update(got.values())
        heads["title"] += layout.title == page.title
        heads["published"] += layout.published == page.published
        heads["authors"] += {a.casefold() for a in layout.authors} == {a.casefold() for a in page.authors}
    kinds = {}
    for kind in KINDS:
        precision, recall = right[kind] / max(found[kind], 1), right[kind] / max(wanted[kind], 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        kinds[kind] = {"precision": precision, "recall": recall, "f1": f1, "blocks": wanted[kind]}
    return {
        "pages": len(pages),
        "macro_f1": sum(row["f1"] for row in kinds.values()) / len(kinds),
        "kinds": kinds,
        "heads": {name: count / len(pages) for name, count in heads.items()},
        "confusion": confusion.most_common(25),
    }


def seed_checks() -> list[tuple[str, bool]]:
    """Return the checks of the seed article that concern its page, and whether each holds."""
    text = (SEED / "article.txt").read_text(encoding="utf-8")
    layout = segment(text)
    checks = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    return [(c["id"], _seed_holds(c, layout, text)) for c in checks if c["id"].startswith("page-")]


def _seed_holds(check: dict[str, Any], layout: Layout, text: str) -> bool:
    if check["kind"] == "block":
        return any(b.kind == check["want"]["kind"] and check["near"] in text[b.start : b.end] for b in layout.blocks)
    have = {"title": layout.title, "authors": list(layout.authors), "publisher": layout.publisher,
            "published": layout.published and layout.published.isoformat(),
            "published_basis": layout.published_basis}  # fmt: skip
    wants = check.get("any") or [check["want"]]
    return any(all(have[key] == value for key, value in want.items()) for want in wants)


def pages_of(test: bool, per_article: int) -> list[Page]:
    """Return spliced pages of one half of the publishers; the same call gives the same pages."""
    articles = gold_articles(test)
    pool = titles(test, articles)
    return [splice(gold, pool, f"{gold.publisher}/{gold.title}/{n}") for gold in articles for n in range(per_article)]


def _left_out(test: bool) -> tuple[int, int]:
    lines = [p for a in gold_articles(test) for _, paragraphs in a.sections for p in paragraphs]
    return sum(not _is_paragraph(p) for p in lines), len(lines)


def _table(result: dict[str, Any]) -> Iterator[str]:
    yield f"{'kind':<10} {'precision':>9} {'recall':>7} {'F1':>6} {'blocks':>7}"
    for kind, row in result["kinds"].items():
        yield f"{kind:<10} {row['precision']:>9.3f} {row['recall']:>7.3f} {row['f1']:>6.3f} {row['blocks']:>7}"
    yield f"macro-F1 {result['macro_f1']:.3f} on {result['pages']} pages"
    yield "head: " + ", ".join(f"{name} {share:.3f}" for name, share in result["heads"].items())
    yield "confused: " + ", ".join(f"{a} as {b} {n}" for (a, b), n in result["confusion"][:12])


def _show(pages: list[Page], kind: str) -> Iterator[str]:
    """Yield each wrong block that has this kind in the gold or in the layout: for the half that rules may see."""
    for page in pages:
        got = {(b.start, b.end): b.kind for b in segment(page.text).blocks}
        gold = {(start, end): kind for start, end, kind in page.spans}
        for span in sorted(set(got) | set(gold)):
            pair = gold.get(span, "-"), got.get(span, "-")
            if pair[0] != pair[1] and kind in pair:
                yield f"{page.publisher:<18} {pair[0]:>8} -> {pair[1]:<8} {page.text[slice(*span)][:170]!r}"


def main() -> None:
    """Print the scores; the test half shows figures only."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--pages", type=int, default=5, help="spliced pages an article")
    parser.add_argument("--show", choices=KINDS, help="list the wrong blocks of a kind (dev only)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not PAGES.exists():
        sys.exit(f"{PAGES.name} is missing: this benchmark needs the development data beside the repository")
    test = options.half == "test"
    pages = pages_of(test, options.pages)
    if options.show and not test:
        print("\n".join(_show(pages, options.show)))
        return
    result = score(pages)
    dropped, lines = _left_out(test)
    result |= {"left_out": dropped, "paragraphs": lines, "seed": dict(seed_checks())}
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"blocks of copied text, {options.half} half")
    print("\n".join(_table(result)))
    print(f"{dropped} of {lines} gold paragraphs left out (no prose)")
    print("seed: " + ", ".join(f"{name} {'holds' if ok else 'FAILS'}" for name, ok in result["seed"].items()))


if __name__ == "__main__":
    main()
