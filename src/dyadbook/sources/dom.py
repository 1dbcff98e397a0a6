"""Return a page as a tree, and small questions asked of it; the only importer of lxml.

Level 3. Scripts are parsed as text and never run; nothing that a page names is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from lxml.etree import ParserError, XMLParser, XMLSyntaxError, fromstring, strip_tags
from lxml.html import HtmlElement, HTMLParser, document_fromstring

__all__ = [
    "HtmlElement",
    "attribute_words",
    "docx_paragraphs",
    "drop_authors",
    "flatten",
    "metas",
    "most_alike",
    "page_language",
    "parse",
    "squeeze",
    "texts",
]

# Characters that XML cannot hold: lxml refuses them or cuts the page at them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a reader never sees as text of the page.
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"}
)

_INLINE = frozenset("a abbr b big cite em font i img mark s small span strong sub sup tt u".split())
_OF_AUTHOR = re.compile(r"author|creator|byl")
_MENDED = 100  # quotes of one page that are closed
# The parser compares each attribute of a tag with all before it: no page needs so many, and 100,000 cost a minute.
_LONG_TAG = 10_000
_ATTRIBUTES = re.compile(
    r"[A-Za-z][^\s/>]*+(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+){1000}+"
)


def parse(text: str) -> HtmlElement | None:
    """Return the tree of a page, or None where there is nothing to parse."""
    clean = _without_floods(_FORBIDDEN.sub("", text))
    tree = _tree(clean)
    mended = clean if tree is None else _with_quotes_closed(clean, tree)
    tree = tree if mended == clean else _tree(mended)
    for meta in () if tree is None else tree.iter("meta"):
        if len(content := meta.get("content", "")) > _LONG_TAG:  # what looks for names in it takes for ever
            meta.set("content", content[:_LONG_TAG])
    return tree


def _tree(clean: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(clean.encode("utf-8"), parser=parser)
    except (ParserError, ValueError):
        return None


def _without_floods(page: str) -> str:
    """Return a page in which no tag has more attributes than any page needs."""
    parts = page.split("<")
    if max(map(len, parts)) < _LONG_TAG:
        return page
    for at, part in enumerate(parts):
        if len(part) >= _LONG_TAG and (flood := _ATTRIBUTES.match(part)):
            parts[at] = flood[0] + part[max(part.find(">", flood.end()), flood.end()) :]
    return "<".join(parts)


def _with_quotes_closed(page: str, tree: HtmlElement) -> str:
    """Return a page with the quotes closed that ran into a script, whose strings would else be text of the page."""
    for value in tree.xpath("//@*[contains(., '<script') and not(contains(., '</script'))]")[:_MENDED]:
        if ">" in value.partition("<script")[0]:
            for quote in "\"'":
                page = page.replace(quote + value, quote + value.replace(">", f"{quote}>", 1), 1)
    return page


def docx_paragraphs(document: bytes) -> list[str] | None:
    """Return the paragraphs of a DOCX's document, in their order; None where it is broken."""
    paragraphs = _Paragraphs()
    try:
        fromstring(document, XMLParser(target=paragraphs, resolve_entities=False, no_network=True, load_dtd=False))
    except (XMLSyntaxError, ValueError):
        return None
    return ["".join(parts) for parts in paragraphs.found]


class _Paragraphs:
    """Takes the words of a DOCX's paragraphs as they are parsed: a tree of millions of empty ones fills the memory."""

    _BREAKS: ClassVar = {"tab": "\t", "br": "\n", "cr": "\n"}

    def __init__(self) -> None:
        self.found: list[list[str]] = []
        self._open: list[list[str]] = []  # a text box is a paragraph within another
        self._is_text = False

    def start(self, tag: str | bytes, attributes: object) -> None:
        """Open a paragraph, or add a break to it."""
        name = str(tag).rpartition("}")[2]
        if name == "p":
            self._open.append([])
            self.found.append(self._open[-1])
        elif name in self._BREAKS and self._open:
            self._open[-1].append(self._BREAKS[name])
        self._is_text = name == "t"

    def data(self, words: str | bytes) -> None:
        """Add words to the paragraph."""
        if self._is_text and self._open:
            self._open[-1].append(str(words))

    def end(self, tag: str | bytes) -> None:
        """Close a paragraph."""
        self._is_text = False
        if str(tag).rpartition("}")[2] == "p":
            self._open.pop()

    def comment(self, text: str | bytes) -> None:
        """Leave a comment out."""

    def close(self) -> None:
        """End."""


def most_alike(tree: HtmlElement) -> int:
    """Return how many elements of a page are of the same kind, of that of which there are most."""
    return max(Counter(element.tag for element in tree.iter() if _is_tag(element)).values())


def flatten(tree: HtmlElement, most: int) -> bool:
    """Return whether a block of the page held over `most` links, pictures and bold words: it is plain text now."""
    block_of: dict[HtmlElement, HtmlElement] = {}
    held = Counter[HtmlElement]()
    for element in tree.iter():
        parent = element.getparent()
        block = block_of.get(parent, parent) if parent is not None else None
        if _is_tag(element) and element.tag in _INLINE and block is not None:
            block_of[element] = block
            held[block] += 1
    flooded = [block for block, count in held.items() if count > most]
    for block in flooded:
        strip_tags(block, *_INLINE)
        for element in block.iter():  # what is left are thousands of texts side by side, which make one
            element.text, element.tail = element.text, element.tail
    return bool(flooded)


def drop_authors(tree: HtmlElement, most: int) -> bool:
    """Return whether the page names authors in over `most` meta elements, of which the first are kept."""
    told = [meta for meta in tree.iter("meta") if _OF_AUTHOR.search(_named(meta).lower())]
    for meta in told[most:]:
        meta.drop_tree()
    return len(told) > most


def squeeze(text: str | None) -> str:
    """Return the text on one line: runs of white space become one space, soft hyphens and the like are cut."""
    if not text:
        return ""
    return " ".join(re.sub("[\u00ad\u200b\u200c\u2060\ufeff]", "", text).split())


def _is_tag(element: HtmlElement) -> bool:
    """Return whether the node is an element: comments and processing instructions have no tag name."""
    return isinstance(element.tag, str)


def metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Return (name in lower case, content) of each meta element, in the order of the page."""
    for element in tree.iter("meta"):
        name = _named(element)
        content = squeeze(element.get("content"))
        if name and content:
            yield name.strip().lower(), content


def _named(meta: HtmlElement) -> str:
    return meta.get("property") or meta.get("name") or meta.get("itemprop") or ""


def page_language(tree: HtmlElement) -> str | None:
    """Return the two-letter language that the page declares for itself."""
    declared = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()
    match = re.match(r"[a-z]{2,3}(?=$|[-_])", declared)
    return match.group() if match else None


def attribute_words(element: HtmlElement) -> str:
    """Return what an element says of its own part on the page: class, id, itemprop, rel, data-testid and the like."""
    names = ("class", "id", "itemprop", "rel", "role", "data-testid", "data-component", "data-module", "data-type")
    return " ".join(element.get(name, "") for name in names).lower()


def texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Return each piece of visible text with the element that directly holds it, in the order of the page."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, left = stack.pop()
        if left:
            parent = element.getparent()
            if element.tail and parent is not None and element is not root:
                yield parent, element.tail
            continue
        stack.append((element, True))
        if not _is_tag(element) or element.tag in _UNSEEN:
            continue
        if element.text:
            yield element, element.text
        stack.extend((child, False) for child in reversed(element))
