"""Return what stands as `key: value` above a plain text: front matter between lines of `---`, or labelled head lines.

Level 3. Of YAML only what such heads hold is read: one key a line, quotes around a value, lists of names.
"""

from __future__ import annotations

import re

from dyadbook.sources.article import Found
from dyadbook.sources.stated_dates import NOT_STATED, read_date

__all__ = ["split_front"]

_FIELDS = {
    key: field
    for field, keys in {
        "title": "title headline",
        "deck": "deck standfirst subtitle",
        "authors": "author authors byline",
        "publisher": "publisher outlet publication newspaper site_name",
        "source": "source",  # an outlet, or an address
        "published": "published date pubdate published_at publish_date publication_date date_published",
        "updated": "updated modified last_modified lastmod date_modified",
        "url": "url link canonical canonical_url permalink",
        "language": "language lang",
    }.items()
    for key in keys.split()
}
_FRONT = re.compile(r"[\ufeff\s]*^---[ \t]*\r?\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M)
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_NAME = re.compile(r"(?:name[ \t]*:[ \t]*)?(?P<value>(?![\w-]+[ \t]*:[ \t]).*)$")  # of a list, or in an entry of one
_LABELLED = re.compile(r"[*_]{0,2}(?P<key>[A-Za-z][A-Za-z _-]{1,20}?)[*_]{0,2}:[*_]{0,2}[ \t]+(?P<value>\S.*)$")
_LINE = re.compile(r"[^\r\n]*(?:\r?\n|\r|\Z)")
_LONGEST = 300  # letters of a labelled line
_ADDRESS = re.compile(r"https?://\S+$")
Head = tuple[dict[str, list[str]], int, int]


def split_front(text: str) -> tuple[Found, str]:
    """Return what the head of a text states, and the text with line breaks in the place of that head."""
    head = _front_matter(text) or _labelled(text, 0)
    if head is None:
        first = _LINE.match(text, len(text) - len(text.lstrip()))
        head = _labelled(text, first.end()) if first else None
        if head is None or not {"publisher", "source"} & set(head[0]):  # the first line is a headline
            return Found(), text
    values, start, end = head
    return _found(values), text[:start] + "\n" * (end - start) + text[end:]


def _front_matter(text: str) -> Head | None:
    """Return the values of front matter, and where it begins and ends; None where a text has none."""
    match = _FRONT.match(text)
    values: dict[str, list[str]] = {}
    here: list[str] | None = None
    for line in match["lines"].splitlines() if match else ():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if entry := _ENTRY.match(line):
            here = values.setdefault(_key(entry["key"]), [])
            here += _items(entry["value"] or "")
        elif here is None or line[0] not in " \t-":
            return None
        elif name := _NAME.match(re.sub(r"^\s*(?:-\s+)?", "", line)):
            here += _items(name["value"])
    return (values, match.start(), match.end()) if match and _FIELDS.keys() & values else None


def _items(value: str) -> list[str]:
    """Return the items of a value of YAML: of `[A, B]` each, none of a mark of long text (`>`, `|`)."""
    value = value.strip()
    if not value or re.fullmatch(r"[>|][+-]?", value):
        return []
    parts = value[1:-1].split(",") if value[0] == "[" and value[-1] == "]" else [value]
    return [part[1:-1] if re.fullmatch(r"(['\"]).*\1", part) else part for part in map(str.strip, parts) if part]


def _labelled(text: str, at: int) -> Head | None:
    """Return the values of the labelled lines that stand at a place, "Title: ...", "Publisher: ..."; None without."""
    values: dict[str, list[str]] = {}
    at += len(text[at:]) - len(text[at:].lstrip("\ufeff \t\r\n"))
    end = at
    while line := _LINE.match(text, end + len(text[end:]) - len(text[end:].lstrip())):
        entry = _LABELLED.match(line[0].strip())
        key = _key(entry["key"]) if entry and len(line[0]) <= _LONGEST else ""
        if entry is None or key in values or key not in _FIELDS:
            break
        values[key] = [entry["value"].strip(" \t*_")]
        end = line.end()
    fields = {_FIELDS[key] for key in values}
    named = fields & {"title", "publisher"} or ("source" in fields and len(fields) > 1)
    return (values, at, end) if named else None


def _key(key: str) -> str:
    return re.sub(r"[\s_-]+", "_", key.strip().lower())


def _found(values: dict[str, list[str]]) -> Found:
    from dyadbook.sources.names import clean_names  # brings lxml: only where a text has such a head

    fields: dict[str, list[str]] = {}
    for key, items in values.items():
        if items and key in _FIELDS:
            fields.setdefault(_FIELDS[key], items)

    def words(field: str) -> str | None:
        return " ".join(" ".join(fields.get(field, [])).split()) or None

    source = words("source")
    address = source if source and _ADDRESS.match(source) else None
    day = words("published") or words("updated")
    published = read_date(day) if day else NOT_STATED
    return Found(
        title=words("title"),
        deck=words("deck"),
        authors=clean_names(fields.get("authors", [])),
        publisher=words("publisher") or (None if address else source),
        published=published,
        published_basis="stated" if published.day else None,
        url=words("url") or address,
        language_hint=(words("language") or "")[:2].lower() or None,
    )
