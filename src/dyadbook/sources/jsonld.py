"""Return what a page states of itself for machines: JSON-LD nodes about the article.

Level 3. Pages break JSON in a few known ways (line breaks inside of strings, trailing commas, comments around it):
these are mended; anything else is passed over, since the page has other places that state the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dyadbook.sources.dom import HtmlElement, squeeze

__all__ = ["Node", "article_node", "nodes", "people", "string"]

Node = dict[str, Any]
# Deeper nesting than this is no news page's.
_MAX_DEPTH = 12
_ARTICLE = re.compile(r"(?:article|blogposting|^report|socialmediaposting|critic\w*review|videoobject)$", re.IGNORECASE)
_COMMENTS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def nodes(tree: HtmlElement) -> list[Node]:
    """Return every JSON-LD node of the page, the outer before the inner."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        found.extend(_walk(_load(script.text_content() or ""), 0))
    return found


def _load(raw: str) -> Any:
    text = _COMMENTS.sub("", raw).strip().rstrip(";")
    for candidate in (text, re.sub(r",\s*([}\]])", r"\1", text), unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            if isinstance(item, list | dict):
                yield from _walk(item, depth + 1)


def types(node: Node) -> list[str]:
    """Return the names of the node's types."""
    value = node.get("@type")
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def article_node(found: list[Node], title: str | None) -> Node | None:
    """Return the node that describes the article: the one with its title, else the one that says most."""
    articles = [node for node in found if any(_ARTICLE.search(name) for name in types(node))]
    if not articles:
        return None
    # The entries of a live blog, and what an article mentions, stand within its own node.
    inner = {id(part) for node in articles for value in node.values() for part in _walk(value, 1)}
    articles = [node for node in articles if id(node) not in inner] or articles
    wanted = _key(title)

    def worth(node: Node) -> tuple[bool, bool, int]:
        headline = _key(string(node.get("headline")) or string(node.get("name")))
        same = bool(wanted and headline and (wanted.startswith(headline) or headline.startswith(wanted)))
        stated = sum(1 for name in ("datePublished", "author", "headline", "articleBody") if node.get(name))
        return same, "VideoObject" not in types(node), stated

    return max(articles, key=worth)


def _key(text: str | None) -> str:
    return re.sub(r"\W+", "", (text or "").lower())


def string(value: Any, depth: int = 0) -> str | None:
    """Return the words of a value that may be a string, a list or a node with a name; None where it has none."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, str):
        return squeeze(unescape(re.sub(r"<[^>]{0,200}>", "", value))) or None
    if isinstance(value, list):
        return next((words for item in value if (words := string(item, depth + 1))), None)
    if isinstance(value, dict):
        return string(value.get("name") or value.get("@value"), depth + 1)
    return None


def people(value: Any, found: list[Node], depth: int = 0) -> list[str]:
    """Return the names in an `author` value as they are written there; references by @id are followed."""
    if depth > _MAX_DEPTH:
        return []
    if isinstance(value, list):
        return [name for item in value for name in people(item, found, depth + 1)]
    if isinstance(value, str):
        return [words] if (words := string(value)) else []
    if not isinstance(value, dict):
        return []
    if "name" not in value and "@id" in value:
        named = (node for node in found if node.get("@id") == value["@id"] and "name" in node)
        value = next(named, value)
    name = value.get("name")
    if isinstance(name, list | dict):
        return people(name, [], depth + 1)
    if words := string(name):
        return [words]
    parts = [part for key in ("givenName", "familyName") if (part := string(value.get(key)))]
    return [" ".join(parts)] if parts else []
