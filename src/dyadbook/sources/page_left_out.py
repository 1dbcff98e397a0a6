"""Yield what the extractor left out of an article: headline, captions, credits, deck, byline, teasers, subheads.

Level 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dyadbook.records import BlockKind
from dyadbook.sources.dom import HtmlElement, attribute_words, squeeze
from dyadbook.sources.page_text import key
from dyadbook.sources.page_view import (
    A_SUMMARY,
    BLOCK_TAGS,
    BYLINE,
    CAPTION,
    CREDIT_TEXT,
    DECK,
    TEASER_LEAD,
    PageView,
    Piece,
    all_linked,
    within,
)

_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:\w*credits?|copyright|photographer|image-?source|attribution|byline-photo)(?:$|[\s_-])"
)
_ASIDE = re.compile(
    r"related|recommend|read-?(?:more|next|also)|more-?(?:on|from|stories)|trending|most-?(?:read|popular)|promo|newsletter"
    r"|teaser|in-?article-?link|inline-?link|also-?read|see-?also|further-?reading"
)
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|cookie|consent|paywall|share|social|toolbar|breadcrumbs?|advert\w*|nav|footer)(?:$|[\s_-])"
)


def left_out(view: PageView) -> Iterator[Piece]:
    """Yield what the extractor left out of the article of a page."""
    yield from _headline(view)
    yield from _captions(view)
    yield from _head(view)
    yield from _teasers(view)
    yield from _subheads(view)


def _headline(view: PageView) -> list[Piece]:
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


def _start(view: PageView) -> float:
    """Return where the article begins on the page: at its headline, else at its first line."""
    at = _headline(view)[0].position if view.title else -1.0
    return at if at >= 0 else float(view.first)


def _captions(view: PageView) -> Iterator[Piece]:
    """Yield captions and the credits in them, from the headline to the last line of the article."""
    start = min(_start(view), view.page.spans[view.scope][0])
    done = -1
    for element in view.page.nodes:
        at, to = view.page.spans.get(element, (-1, -1))
        if at < start or at > view.last or at < done:
            continue
        words = attribute_words(element)
        if element.tag != "figcaption" and not CAPTION.search(words) and not (_CREDIT.search(words) and to - at < 100):
            continue
        if any(item.tag == "a" for item in element.iterancestors()) or _apart(view, element):
            continue
        if to - at > 1500:
            continue
        done = to
        yield from _caption(view, element, at)


def _caption(view: PageView, element: HtmlElement, at: int) -> Iterator[Piece]:
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
        alone = (CREDIT_TEXT.match(whole) is not None and len(whole) < 100) or _CREDIT.search(attribute_words(element))
        if whole:
            yield Piece(at, "credit" if alone else "caption", whole)
        return
    given = squeeze(" ".join(credit.itertext()))
    rest = squeeze(whole.replace(given, " ", 1))
    if len(key(rest)) > 2:
        yield Piece(at, "caption", rest)
    yield Piece(at + 0.5, "credit", given)


def _apart(view: PageView, element: HtmlElement) -> bool:
    """Return whether an element stands in a part of the page that is no part of the article."""
    for item in within(view, element):
        words = attribute_words(item)
        if item.tag in ("nav", "footer", "form", "aside") or _ASIDE.search(words) or _COMMENTS.search(words):
            return True
    return False


def _head(view: PageView) -> Iterator[Piece]:
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


def _head_kind(view: PageView, element: HtmlElement, length: int) -> BlockKind | None:
    words = attribute_words(element)
    letters = view.page.letters[slice(*view.page.spans[element])]
    if element.tag in ("p", "h2", "h3", "div", "span") and 15 <= length <= 400 and letters != key(view.title):
        summary = any(len(key(one)) >= A_SUMMARY and key(one.rstrip(" .…")) == letters for one in view.summaries)
        if summary or (DECK.search(words) and length >= 25 and not all_linked(view, element)):
            return "deck"
    if element.tag == "time" and length <= 60 and re.search(r"\d{4}", letters):
        return "dateline"
    named = any(key(name) in letters for name in view.authors if key(name))
    if (
        named
        and length <= 100
        and (BYLINE.search(words) or letters.startswith("by") or element.tag in ("a", "address"))
    ):
        return "byline"
    return None


def _teasers(view: PageView) -> Iterator[Piece]:
    """Yield links to other articles that stand between the paragraphs and that the extractor left out."""
    for element in view.page.nodes:
        if element.tag != "a" or element not in view.page.spans:
            continue
        at, to = view.page.spans[element]
        if not view.first < at < view.last or not 20 <= to - at <= 200:
            continue
        block = next((item for item in element.iterancestors() if item.tag in BLOCK_TAGS), element)
        if view.scope not in block.iterancestors() or any(
            item.tag in ("figure", "nav", "form") for item in element.iterancestors()
        ):
            continue
        text = squeeze(" ".join(element.itertext()))
        if all_linked(view, block) and len(text.split()) >= 4:
            yield Piece(at, "teaser", text)


def _subheads(view: PageView) -> Iterator[Piece]:
    """Yield headings between the paragraphs that the extractor left out."""
    for element in view.page.nodes:
        if element.tag not in ("h2", "h3", "h4") or element not in view.page.spans:
            continue
        at, to = view.page.spans[element]
        if view.first < at < view.last and 3 <= to - at <= 150 and view.scope in element.iterancestors():
            text = squeeze(" ".join(element.itertext()))
            if not _apart(view, element) and not all_linked(view, element) and not TEASER_LEAD.match(text):
                yield Piece(at, "subhead", text)
