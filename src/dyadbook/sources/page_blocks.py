"""Return the blocks of a page: the extractor's lines by their kind, and what it left out: captions, credits, teasers.

Level 3. What the markup says of an element decides (figcaption, h2, a, class names that many sites share); no rule is
for one site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dyadbook.records import BlockKind
from dyadbook.sources.article import SYNTHETIC_LINE
from dyadbook.sources.dom import HtmlElement, attribute_words, squeeze
from dyadbook.sources.page_text import PageText, key

__all__ = ["Piece", "page_pieces"]

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:\w*caption(?:-?text)?|wp-caption-text|imgcaption|photo-?desc\w*|bildunterschrift)(?:$|[\s_-])"
)
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:\w*credits?|copyright|photographer|image-?source|attribution|byline-photo)(?:$|[\s_-])"
)
_DECK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?title|sub-?head(?:line|ing)?|sub-?deck|article-?(?:summary|intro|lead|description)"
    r"|intro(?:duction)?|lede|stand-?first|synopsis|excerpt|headline-?sub|strapline|tagline)(?:$|[\s_-])"
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?names?|article-?author|contributors?|signature)(?:$|[\s_-])"
)
_ASIDE = re.compile(
    r"related|recommend|read-?(?:more|next|also)|more-?(?:on|from|stories)|trending|most-?(?:read|popular)|promo|newsletter"
    r"|teaser|in-?article-?link|inline-?link|also-?read|see-?also|further-?reading"
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|cookie|consent|paywall|share|social|toolbar|breadcrumbs?|advert\w*|nav|footer)(?:$|[\s_-])"
)
_CREDIT_TEXT = re.compile(
    r"^\W*(?:(?:photo(?:graph)?|image|picture|credit|source|courtesy|illustration|video|copyright|©)s?\b[^.]{0,80}"
    r"|[^.]{0,60}(?:getty images|ap photo|\bafp\b|\breuters\b|\bepa\b|\bshutterstock|\balamy|associated press|via ap"
    r"|pool|handout)[^.]{0,40})\W*$",
    re.IGNORECASE,
)
# A credit's label without a name.
_LABELS = frozenset({"copyright", "credit", "photo", "photos", "source", "image", "imagecredit", "photocredit"})
_TEASER_LEAD = re.compile(
    r"^\W*(?:read (?:more|also|next|here)|related(?: (?:stories|articles|content|reading))?|see also|also read|also see"
    r"|more on this|more:|watch(?: more)?:|listen(?: to)?:|don'?t miss|recommended|explainer:|editor'?s picks|more from"
    r"|further reading"
    r"|sign up (?:for|to)|subscribe to|click here|download the)\b",
    re.IGNORECASE,
)
_SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = frozenset(
    {"p", "div", "li", "blockquote", "td", "section", "article", "h1", *_SUBHEADS, "figcaption", "aside"}
)
_LONG = 60
# Letters under which a summary is a label, such as the name of a section.
_A_SUMMARY = 30


@dataclass(frozen=True)
class Piece:
    """Words of a page that become a block, with their place among the page's letters."""

    position: float
    kind: BlockKind
    text: str


@dataclass(frozen=True)
class _Page:
    """What the questions about a page share."""

    page: PageText
    title: str
    authors: tuple[str, ...]
    summaries: tuple[str, ...]
    first: int
    last: int
    scope: HtmlElement


def page_pieces(
    page: PageText, lines: list[str], title: str | None, authors: tuple[str, ...], summaries: tuple[str, ...]
) -> list[Piece]:
    """Return the pieces of the article in the order of the page; `lines` are what the extractor took for its text."""
    found = page.find_all(lines)
    placed = [(at, line) for at, line in zip(found, lines, strict=True) if at is not None]
    long = [(at, at + len(key(line))) for at, line in placed if len(key(line)) >= _LONG] or [
        (at, at + len(key(line))) for at, line in placed
    ]
    if not long:
        return _head_only(title) + [Piece(index, "body", line) for index, line in enumerate(lines)]
    first, last = min(start for start, _ in long), max(end for _, end in long)
    view = _Page(page, title or "", authors, summaries, first, last, _scope(page, long))
    taken = _lines(view, lines, found)
    extra = [*_headline(view), *_captions(view), *_head(view), *_teasers(view), *_subheads(view)]
    return _merge(taken, extra, view)


def _head_only(title: str | None) -> list[Piece]:
    return [Piece(-1, "headline", title)] if title else []


def _scope(page: PageText, long: list[tuple[int, int]]) -> HtmlElement:
    """Return the narrowest element that holds nine tenths of the article's long lines."""
    element = page.holder(*long[len(long) // 2])
    while (parent := element.getparent()) is not None:
        start, end = page.spans[element]
        if sum(start <= at and to <= end for at, to in long) >= 0.9 * len(long):
            break
        element = parent
    return element


# --- the extractor's lines -------------------------------------------------------------------------------------------


def _lines(view: _Page, lines: list[str], found: list[int | None]) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0.0
    parents = [
        None if at is None else view.page.holder(at, at + len(key(line))) for at, line in zip(found, lines, strict=True)
    ]
    for index, (line, at) in enumerate(zip(lines, found, strict=True)):
        position = max(position + 1e-6, float(at if at is not None else 0))
        kind = _line_kind(view, line, parents[index], at)
        opening = kind == "body" and all(piece.kind not in ("body", "deck") for piece in pieces)
        if opening and _is_deck(view, line, parents[index:]):
            kind = "deck"
        if kind is not None:
            pieces.append(Piece(position, kind, line))
    return pieces


def _is_deck(view: _Page, line: str, parents: list[HtmlElement | None]) -> bool:
    """Return whether the first line is a deck: named so, or the page's own summary and apart from the paragraphs."""
    first = parents[0]
    if first is None or len(parents) < 3:
        return False
    if any(_DECK.search(attribute_words(item)) for item in _up(first, 2)):
        return True
    same = any(_same_summary(line, summary) for summary in view.summaries)
    rest = [item.getparent() for item in parents[1:] if item is not None]
    return same and bool(rest) and first.getparent() not in rest


def _same_summary(line: str, summary: str) -> bool:
    one, other = key(line), key(summary.rstrip(" .…"))
    return len(other) >= _A_SUMMARY and one.startswith(other)


def _up(element: HtmlElement, levels: int) -> Iterator[HtmlElement]:
    """Yield an element and some of those around it."""
    yield element
    for count, item in enumerate(element.iterancestors()):
        if count >= levels:
            return
        yield item


def _line_kind(view: _Page, line: str, element: HtmlElement | None, at: int | None) -> BlockKind | None:
    """Return the kind of a line; None where it repeats the headline."""
    if line == SYNTHETIC_LINE:
        return "credit"
    if view.title and key(line) == key(view.title):
        return None
    if element is None or at is None:
        return "teaser" if _TEASER_LEAD.match(line) and len(line) < 200 else "body"
    around = list(_within(view, element))
    tags = {str(item.tag) for item in around}
    if "figcaption" in tags or any(_CAPTION.search(attribute_words(item)) for item in around[:3]):
        return "credit" if _CREDIT_TEXT.match(line) and len(line) < 100 else "caption"
    if len(line) < 120 and _CREDIT_TEXT.match(line) and not line.endswith((".”", '."')):
        return "credit"
    if tags & _SUBHEADS and len(line) < 200:
        return "teaser" if _all_linked(view, element) and len(line) > 25 else "subhead"
    if _is_teaser(view, line, element):
        return "teaser"
    if at <= view.first and len(line) < 160 and _is_byline(view, line, element):
        return "byline"
    return "body"


def _within(view: _Page, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those around it, up to the one that holds the whole article."""
    for item in (element, *element.iterancestors()):
        if item is view.scope or item.tag == "body":
            return
        yield item


def _all_linked(view: _Page, element: HtmlElement) -> bool:
    """Return whether all words of an element are links, or it stands within a link."""
    if any(item.tag == "a" for item in (element, *element.iterancestors())):
        return True
    start, end = view.page.spans.get(element, (0, 0))
    linked = sum(to - at for link in element.iter("a") for at, to in [view.page.spans.get(link, (0, 0))])
    return end > start and linked >= 0.9 * (end - start)


def _is_teaser(view: _Page, line: str, element: HtmlElement) -> bool:
    if len(line) > 250:
        return False
    if _TEASER_LEAD.match(line) and (len(line) < 60 or any(True for _ in element.iter("a"))):
        return True
    block = next((item for item in (element, *element.iterancestors()) if item.tag in _BLOCK_TAGS), element)
    if len(line) < 20 or not _all_linked(view, block):
        return False
    return not line.rstrip("\"'”’").endswith((".", "!")) or line.isupper()


def _is_byline(view: _Page, line: str, element: HtmlElement) -> bool:
    if re.match(r"(?:by|from|written by)\s+[A-Z]", line, re.IGNORECASE) and any(
        key(name) in key(line) for name in view.authors
    ):
        return True
    named = any(_BYLINE.search(attribute_words(item)) for item in _up(element, 1))
    return any(key(line) == key(name) for name in view.authors) or (named and not line.endswith("."))


# --- what the extractor left out -------------------------------------------------------------------------------------


def _headline(view: _Page) -> list[Piece]:
    if not view.title:
        return []
    wanted = key(view.title)
    for heading in view.page.nodes:
        if heading.tag == "h1" and heading in view.page.spans:
            start, end = view.page.spans[heading]
            shown = view.page.letters[start:end]
            if (
                start < view.last
                and shown
                and (shown.startswith(wanted) or wanted.startswith(shown))
                and len(shown) > 3
            ):
                return [Piece(start, "headline", squeeze(heading.text_content()))]
    # A page often shows another headline than it gives to machines: what it shows are the article's words.
    shown_last = [
        item
        for item in view.page.nodes
        if item.tag == "h1" and view.page.spans.get(item, (view.first, 0))[0] < view.first
    ]
    if shown_last and len(words := squeeze(shown_last[-1].text_content()).split()) >= 4:
        return [Piece(view.page.spans[shown_last[-1]][0], "headline", " ".join(words))]
    at = view.page.letters.rfind(wanted, 0, view.first) if wanted else -1
    return [Piece(at if at >= 0 else -1, "headline", view.title)]


def _start(view: _Page) -> float:
    """Return where the article begins on the page: at its headline, else at its first line."""
    at = _headline(view)[0].position if view.title else -1.0
    return at if at >= 0 else float(view.first)


def _captions(view: _Page) -> Iterator[Piece]:
    """Yield captions and the credits in them, from the headline to the last line of the article."""
    start = min(_start(view), view.page.spans[view.scope][0])
    done = -1
    for element in view.page.nodes:
        at, to = view.page.spans.get(element, (-1, -1))
        if at < start or at > view.last or at < done:
            continue
        words = attribute_words(element)
        if element.tag != "figcaption" and not _CAPTION.search(words) and not (_CREDIT.search(words) and to - at < 100):
            continue
        if any(item.tag == "a" for item in element.iterancestors()) or _apart(view, element):
            continue
        if to - at > 1500:
            continue
        done = to
        yield from _caption(view, element, at)


def _caption(view: _Page, element: HtmlElement, at: int) -> Iterator[Piece]:
    whole = squeeze(" ".join(element.itertext()))
    credit = next(
        (
            item
            for item in element.iter()
            if item is not element and _CREDIT.search(attribute_words(item)) and item in view.page.spans
        ),
        None,
    )
    if credit is None:
        alone = (_CREDIT_TEXT.match(whole) is not None and len(whole) < 100) or _CREDIT.search(attribute_words(element))
        if whole:
            yield Piece(at, "credit" if alone else "caption", whole)
        return
    given = squeeze(" ".join(credit.itertext()))
    rest = squeeze(whole.replace(given, " ", 1))
    if len(key(rest)) > 2:
        yield Piece(at, "caption", rest)
    yield Piece(at + 0.5, "credit", given)


def _apart(view: _Page, element: HtmlElement) -> bool:
    """Return whether an element stands in a part of the page that is no part of the article."""
    for item in _within(view, element):
        words = attribute_words(item)
        if item.tag in ("nav", "footer", "form", "aside") or _ASIDE.search(words) or _COMMENTS.search(words):
            return True
    return False


def _head(view: _Page) -> Iterator[Piece]:
    """Yield the deck, the byline and the date line that stand between the headline and the first paragraph."""
    start = _start(view)
    seen: set[str] = set()
    for element in view.page.nodes:
        at, to = view.page.spans.get(element, (-1, -1))
        if at < start or at >= view.first or to > view.first or to - at > 500:
            continue
        kind = _head_kind(view, element, to - at)
        if kind is None or kind in seen or any(item.tag in ("nav", "footer") for item in element.iterancestors()):
            continue
        seen.add(kind)
        yield Piece(at + 0.25, kind, squeeze(" ".join(element.itertext())))


def _head_kind(view: _Page, element: HtmlElement, length: int) -> BlockKind | None:
    words = attribute_words(element)
    letters = view.page.letters[slice(*view.page.spans[element])]
    if element.tag in ("p", "h2", "h3", "div", "span") and 15 <= length <= 400 and letters != key(view.title):
        summary = any(len(key(one)) >= _A_SUMMARY and key(one.rstrip(" .…")) == letters for one in view.summaries)
        if summary or (_DECK.search(words) and length >= 25 and not _all_linked(view, element)):
            return "deck"
    if element.tag == "time" and length <= 60 and re.search(r"\d{4}", letters):
        return "dateline"
    named = any(key(name) in letters for name in view.authors if key(name))
    if (
        named
        and length <= 100
        and (_BYLINE.search(words) or letters.startswith("by") or element.tag in ("a", "address"))
    ):
        return "byline"
    return None


def _teasers(view: _Page) -> Iterator[Piece]:
    """Yield links to other articles that stand between the paragraphs and that the extractor left out."""
    for element in view.page.nodes:
        if element.tag != "a" or element not in view.page.spans:
            continue
        at, to = view.page.spans[element]
        if not view.first < at < view.last or not 20 <= to - at <= 200:
            continue
        block = next((item for item in element.iterancestors() if item.tag in _BLOCK_TAGS), element)
        if view.scope not in block.iterancestors() or any(
            item.tag in ("figure", "nav", "form") for item in element.iterancestors()
        ):
            continue
        text = squeeze(" ".join(element.itertext()))
        if _all_linked(view, block) and len(text.split()) >= 4:
            yield Piece(at, "teaser", text)


def _subheads(view: _Page) -> Iterator[Piece]:
    """Yield headings between the paragraphs that the extractor left out."""
    for element in view.page.nodes:
        if element.tag not in ("h2", "h3", "h4") or element not in view.page.spans:
            continue
        at, to = view.page.spans[element]
        if view.first < at < view.last and 3 <= to - at <= 150 and view.scope in element.iterancestors():
            text = squeeze(" ".join(element.itertext()))
            if not _apart(view, element) and not _all_linked(view, element) and not _TEASER_LEAD.match(text):
                yield Piece(at, "subhead", text)


def _merge(taken: list[Piece], extra: list[Piece], view: _Page) -> list[Piece]:
    """Return all pieces in the order of the page, each text once; what the extractor took comes first."""
    shown = {key(piece.text) for piece in extra if piece.kind == "headline"}
    taken = [piece for piece in taken if key(piece.text) not in shown]
    known = [key(piece.text) for piece in taken]
    joined = "\n".join(known)
    has_deck = any(piece.kind == "deck" for piece in taken)
    added: list[Piece] = []
    for piece in extra:
        letters = key(piece.text)
        whole = len(letters) < 20 and piece.kind != "dateline"
        again = letters in known if whole else letters in joined
        if not letters or (again and piece.kind != "headline") or (piece.kind == "deck" and has_deck):
            continue
        if (piece.kind == "credit" and letters in _LABELS) or (piece.kind == "teaser" and letters == key(view.title)):
            continue
        known.append(letters)
        joined += "\n" + letters
        added.append(piece)
    return sorted([*taken, *added], key=lambda piece: (piece.kind != "headline", piece.position))
