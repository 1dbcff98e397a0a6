"""Return what a page states about its article: title, authors, date, outlet, summary, address.

Level 3. The order of trust was measured (docs/experiments.md): JSON-LD, then meta elements, then the page as shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from dyadbook.sources.dom import HtmlElement, attribute_words, metas, squeeze
from dyadbook.sources.jsonld import Node, article_node, nodes, people, string
from dyadbook.sources.names import clean_names, is_outlet

__all__ = ["PageFacts", "host_of", "page_facts", "pick_title"]

_AUTHOR_METAS = (
    "author", "article:author", "og:author", "og:article:author", "byl", "dc.creator", "dc:creator", "dcterms.creator",
    "citation_author", "parsely-author", "sailthru.author", "cxenseparse:author", "articleauthor", "creator",
)  # fmt: skip
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "publishdate",
    "publish-date", "publication_date", "citation_publication_date", "article.published", "pubdate", "ptime",
    "cxenseparse:recs:publishtime", "dc.date", "date",
)  # fmt: skip
_OUTLET_METAS = ("publisher", "dc.publisher", "dcterms.publisher", "citation_publisher")  # some give an address
_SUMMARY_METAS = ("og:description", "description", "twitter:description", "dc.description")
# Where pages repeat their title for machines, beside og:title.
_TITLE_METAS = ("twitter:title", "title", "sailthru.title", "parsely-title", "cxenseparse:title", "dc.title")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line\w*|authors?|author-?name|article-?author|writer|contributor)(?:$|[\s_-])"
)
_NOT_BYLINE = re.compile(r"comment|bio|image|photo|avatar|related|card|teaser|footer|social|share|follow|caption")
# Letters of a title under which it may be a part of the site, repeated in many titles.
_TITLE = 10
_LONGEST_TITLE = 1_000  # letters; a longer one is broken, and looking for a site in it takes for ever
_LONGEST_NAME = 6  # words of an outlet's name
_SEPARATOR = re.compile(r"\s+[-–—|•·*»/]\s*|\s*[|｜ㅣ：]\s*|-(?=\w+[ㅣ|])")


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """What a page states of its article, as it states it."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    published: str | None
    publisher: str | None
    summaries: tuple[str, ...]
    url: str | None
    synthetic: bool


def page_facts(tree: HtmlElement, title: str | None, url: str | None) -> PageFacts:
    """Return what the page states; `title` helps to find the article's own JSON-LD node among others."""
    found = nodes(tree)
    node = article_node(found, title) or {}
    named: dict[str, list[str]] = {}
    for name, content in metas(tree):
        named.setdefault(name, []).append(content)
    address = url or _address(tree, named)
    outlets = _outlets(found, node, named, address) or _outlet_in_title(tree)
    return PageFacts(
        titles=_titles(tree, node, named),
        authors=_authors(tree, found, node, named, outlets),
        published=_published(tree, node, named),
        publisher=outlets[0] if outlets else None,
        summaries=tuple(_first_of(named, _SUMMARY_METAS, string(node.get("description")))),
        url=address,
        synthetic="true" in (value.lower() for value in named.get("dyadbook-synthetic", [])),
    )


def _first_of(named: dict[str, list[str]], names: tuple[str, ...], first: str | None = None) -> list[str]:
    found = ([first] if first else []) + [value for name in names for value in named.get(name, [])]
    return list(dict.fromkeys(found))


def _address(tree: HtmlElement, named: dict[str, list[str]]) -> str | None:
    links = [link.get("href") or "" for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    given = (link.strip() for link in links + named.get("og:url", []))
    return next((link for link in given if re.match(r"https?://", link) and host_of(link)), None)


def host_of(url: str | None) -> str | None:
    """Return the host of an address, None where it has none or is no address."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _outlets(found: list[Node], node: Node, named: dict[str, list[str]], url: str | None) -> list[str]:
    """Return the names of the outlet, the one for people first and the host last."""
    publisher = string(node.get("publisher"))
    if publisher is None and isinstance(node.get("publisher"), dict):
        wanted = node["publisher"].get("@id")
        publisher = next(
            (string(item) for item in found if wanted and item.get("@id") == wanted and item.get("name")), None
        )
    host = re.sub(r"^(?:www|m|amp|edition)\.", "", host_of(url) or "")
    stated = [name for meta in _OUTLET_METAS for name in named.get(meta, []) if "/" not in name]
    names = [publisher, *named.get("og:site_name", []), *named.get("application-name", []), *stated, host]
    return list(dict.fromkeys(name for name in names if name))


def _outlet_in_title(tree: HtmlElement) -> list[str]:
    """Return the outlet that the title element names behind the one heading, where a line of the page begins with it.

    Alone it may be a section (`World`): `The Paper | Jane Roe | 7 February 2025` shows whose article it is.
    """
    element, headings = tree.find(".//title"), {squeeze(one.text_content()) for one in tree.iter("h1")} - {""}
    title = squeeze(element.text_content()) if element is not None else ""
    if len(headings) != 1 or not title.startswith(heading := headings.pop()):
        return []
    between = _SEPARATOR.match(title, len(heading))
    name = title[between.end() :] if between else ""
    if not name or len(name.split()) > _LONGEST_NAME or _SEPARATOR.search(name):
        return []
    shown = (squeeze(line.text or "") for line in tree.iter("p", "div", "span", "address"))
    after = (_SEPARATOR.match(line, len(name)) for line in shown if line.startswith(name))
    return [name] if any(after) else []


def _titles(tree: HtmlElement, node: Node, named: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the titles that the page gives, the most trusted first: og:title, JSON-LD, the only h1, title element."""
    headings = [text for heading in tree.iter("h1") if (text := squeeze(heading.text_content()))]
    element = tree.find(".//title")
    in_head = squeeze(element.text_content()) if element is not None else None
    headline = string(node.get("headline"))
    shared = next(iter(named.get("og:title", [])), None)
    if shared and any(_breaks_off(shared, whole) for whole in (*headings, headline, in_head) if whole):
        shared = None
    only = headings[0] if len(set(headings)) == 1 else None
    if shared and headline:
        if _key(shared) == _key(headline):
            # What both places give in full has no part of the site at its end but the outlet's name.
            return (shared,)
        if _outvoted(shared, headline, headings, [value for name in _TITLE_METAS for value in named.get(name, [])]):
            return tuple(title for title in (headline, only, in_head) if title)
    return tuple(title for title in (shared, headline, only, in_head) if title)


def _breaks_off(title: str, whole: str) -> bool:
    """Return whether the title ends where the whole has a quote: the quote ended the attribute it was written in."""
    return whole.startswith(title) and whole[len(title) :].lstrip().startswith('"')


def _outvoted(shared: str, headline: str, headings: list[str], others: list[str]) -> bool:
    """Return whether JSON-LD, an h1 and a further meta element agree against og:title.

    Two of them are not enough: where JSON-LD and h1 alone differ from og:title, the publishers' own parsers take
    og:title twice as often. Words before a colon that og:title lacks are a kicker, no part of the title.
    """
    wanted = _key(headline)
    kicker = ":" in headline and ":" not in shared
    return not kicker and all(wanted in map(_key, places) for places in (headings, others))


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def pick_title(titles: tuple[str, ...], extracted: str | None, publisher: str | None, host: str | None) -> str | None:
    """Return the first title that the page gives, else the extracted one, without a site's name at its end."""
    given = titles or ((extracted,) if extracted else ())
    if not given:
        return None
    best = given[0]
    if len(best) > _LONGEST_TITLE:
        return best
    # Compared by letters: one place has straight quotes, another typographic ones.
    others = {letters for other in given[1:] if len(letters := _key(other)) >= _TITLE}
    for match in _SEPARATOR.finditer(best):
        if _key(best[: match.start()]) in others:
            best = best[: match.start()]
            break
    return _without_site(best, publisher, host)


def _without_site(title: str, publisher: str | None, host: str | None) -> str:
    """Return the title without the outlet's name at its end, where a mark parts it off."""
    names = {_key(name) for name in (publisher, host, (host or "").split(".")[0]) if name}
    for match in reversed(list(_SEPARATOR.finditer(title))):
        rest = _key(title[match.end() :])
        if rest and match.start() > 0 and (rest in names or any(len(name) > 4 and name in rest for name in names)):
            title = title[: match.start()]
    return title.strip()


def _authors(
    tree: HtmlElement, found: list[Node], node: Node, named: dict[str, list[str]], outlets: list[str]
) -> tuple[str, ...]:
    """Return the people who wrote the article; an outlet only where the page names nobody else."""
    stated = clean_names(people(node.get("author"), found) or people(node.get("creator"), found), outlets)
    if stated and not all(is_outlet(name, outlets) for name in stated):
        return stated
    fallback = stated
    for name in _AUTHOR_METAS:
        values = [value for value in named.get(name, []) if not re.match(r"https?:|\(", value)]
        names = clean_names(values, outlets)
        if names and not all(is_outlet(one, outlets) for one in names):
            return names
        fallback = fallback or names
    return clean_names(_shown_authors(tree), outlets) or fallback


def _shown_authors(tree: HtmlElement) -> list[str]:
    """Return the authors that the page shows in a byline, the narrowest element that holds them."""
    links = [link for link in tree.iter("a") if "author" in (link.get("rel") or "").lower().split()]
    texts = [text for link in links if (text := squeeze(link.text_content())) and len(text) < 60]
    if texts:
        return list(dict.fromkeys(texts))
    for element in tree.iter("span", "div", "p", "a", "address", "li", "strong", "em"):
        words = attribute_words(element)
        if _BYLINE.search(words) and not _NOT_BYLINE.search(words):
            text = squeeze(element.text_content())
            if 3 < len(text) < 120 and not text.endswith("."):
                return [text]
    return []


def _published(tree: HtmlElement, node: Node, named: dict[str, list[str]]) -> str | None:
    """Return the publication date in the page's own words: JSON-LD, meta, then a time element marked as such."""
    for value in (string(node.get("datePublished")), *_first_of(named, _DATE_METAS), string(node.get("dateCreated"))):
        if value and re.search(r"\d{4}", value):
            return value
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        if stamp := element.get("content") or element.get("datetime"):
            return str(stamp)
    for element in tree.iter("time"):
        words = attribute_words(element) + " " + ("pubdate" if element.get("pubdate") is not None else "")
        if re.search(r"publish|pubdate|posted|entry-date", words) and (stamp := element.get("datetime")):
            return str(stamp)
    return None
