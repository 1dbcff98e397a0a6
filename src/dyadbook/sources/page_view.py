"""Return what is known of a page while its blocks are looked for, and the signs by which they are told.

Level 3. What the markup says of an element decides (figcaption, h2, a, class names that many sites share); no rule is
for one site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dyadbook.records import BlockKind
from dyadbook.sources.dom import HtmlElement
from dyadbook.sources.page_text import PageText

CAPTION = re.compile(
    r"(?:^|[\s_-])(?:\w*caption(?:-?text)?|wp-caption-text|imgcaption|photo-?desc\w*|bildunterschrift)(?:$|[\s_-])"
)
DECK = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|sub-?title|sub-?head(?:line|ing)?|sub-?deck|article-?(?:summary|intro|lead|description)"
    r"|intro(?:duction)?|lede|stand-?first|synopsis|excerpt|headline-?sub|strapline|tagline)(?:$|[\s_-])"
)
BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?names?|article-?author|contributors?|signature)(?:$|[\s_-])"
)
CREDIT_TEXT = re.compile(
    r"^\W*(?:(?:photo(?:graph)?|image|picture|credit|source|courtesy|illustration|video|copyright|©)s?\b[^.]{0,80}"
    r"|[^.]{0,60}(?:getty images|ap photo|\bafp\b|\breuters\b|\bepa\b|\bshutterstock|\balamy|associated press|via ap"
    r"|pool|handout)[^.]{0,40})\W*$",
    re.IGNORECASE,
)
TEASER_LEAD = re.compile(
    r"^\W*(?:read (?:more|also|next|here)|related(?: (?:stories|articles|content|reading))?|see also|also read|also see"
    r"|more on this|more:|watch(?: more)?:|listen(?: to)?:|don'?t miss|recommended|explainer:|editor'?s picks|more from"
    r"|further reading"
    r"|sign up (?:for|to)|subscribe to|click here|download the)\b",
    re.IGNORECASE,
)
SUBHEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
BLOCK_TAGS = frozenset(
    {"p", "div", "li", "blockquote", "td", "section", "article", "h1", *SUBHEADS, "figcaption", "aside"}
)
# Letters under which a summary is a label, such as the name of a section.
A_SUMMARY = 30


@dataclass(frozen=True)
class Piece:
    """Words of a page that become a block, with their place among the page's letters."""

    position: float
    kind: BlockKind
    text: str


@dataclass(frozen=True)
class PageView:
    """What the questions about a page share."""

    page: PageText
    title: str
    authors: tuple[str, ...]
    summaries: tuple[str, ...]
    first: int
    last: int
    scope: HtmlElement
    linked: dict[HtmlElement, bool] = field(default_factory=dict)  # what `all_linked` found: one element is asked often


def within(view: PageView, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those around it, up to the one that holds the whole article."""
    for item in (element, *element.iterancestors()):
        if item is view.scope or item.tag == "body":
            return
        yield item


def all_linked(view: PageView, element: HtmlElement) -> bool:
    """Return whether all words of an element are links, or it stands within a link."""
    if element not in view.linked:
        view.linked[element] = _is_linked(view, element)
    return view.linked[element]


def _is_linked(view: PageView, element: HtmlElement) -> bool:
    if any(item.tag == "a" for item in (element, *element.iterancestors())):
        return True
    start, end = view.page.spans.get(element, (0, 0))
    linked = sum(to - at for link in element.iter("a") for at, to in [view.page.spans.get(link, (0, 0))])
    return end > start and linked >= 0.9 * (end - start)
