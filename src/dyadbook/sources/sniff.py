"""Return what kind of thing bytes are: their content decides, the ending of the name only where it cannot.

Level 3.
"""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Literal

from dyadbook.sources.decode import looks_binary

__all__ = ["ENDINGS", "UNREAD", "Kind", "begins_warc", "ending_of", "sniff"]

Kind = Literal[
    "empty", "gzip", "parquet", "mhtml", "page", "jsonl", "json", "csv", "text", "binary", "warc", "feed", "docx",
    "rtf", "bulk",
]  # fmt: skip

# The endings that are taken from a folder; what lies there under another name is no article for sure.
ENDINGS: dict[str, Kind] = {
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page", ".mht": "mhtml", ".mhtml": "mhtml",
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".warc": "warc", ".rss": "feed", ".atom": "feed", ".docx": "docx", ".rtf": "rtf",
}  # fmt: skip
UNREAD = frozenset({".pdf", ".doc", ".odt", ".epub", ".xls", ".xlsx"})
"""Endings of what may hold articles and is not read: in a folder, too, its problem says so."""
_MARKUP = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<article[\s>]"
    rb"|<(?P<closed>(?:div|p|h1|section|main)(?:\s[^<>]{0,1000})?>)",
    re.IGNORECASE,
)
_OPENINGS: dict[bytes, Kind] = {b"\x1f\x8b": "gzip", b"PAR1": "parquet", b"{\\rtf": "rtf"}
WARC = re.compile(rb"WARC/\d\.\d\r?\n")
# Marks that exports of ProQuest (text) and of Factiva (pages) set around each story.
_BULK = re.compile(
    rb"\A\s*_{20,}\s.*?^(?:Full text:|ProQuest document link|Document 1 of )"
    rb"|<div\b[^<>]{0,200}\bclass=[\"'][^\"'<>]{0,200}\benArticle\b", re.DOTALL | re.MULTILINE,
)  # fmt: skip
# Lines that exports of Nexis Uni and of Factiva set before and behind the text of each story, where saved as text.
_STORY = (
    (re.compile(rb"^Body[ \t]*\r?$", re.M), re.compile(rb"^(?:Load-Date:|End of Document[ \t]*\r?$)", re.M)),
    (re.compile(rb"^[\d,]{1,9} words[ \t]*\r?$", re.M), re.compile(rb"^Document [A-Z]{2}[A-Za-z\d]{8,40}\s*$", re.M)),
)
_FEED = re.compile(
    rb"\A(?:\s|<!--.*?-->|<\?.*?\?>|<!doctype[^>\[]*>)*+"
    rb"<(?:rss[\s>]|rdf:RDF[\s>]|(?:\w+:)?feed\s[^>]*w3\.org/2005/Atom)", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters, packed or not: `.csv` of `Rows.CSV.gz`."""
    return Path(name.lower().removesuffix(".gz")).suffix


def sniff(head: bytes, name: str) -> Kind:
    """Return the kind of what begins with these bytes and has this name."""
    for opening, kind in _OPENINGS.items():
        if head.startswith(opening):
            return kind
    if WARC.match(head):
        return "warc"
    if head.startswith(b"PK\x03\x04") and (b"word/" in head or name.lower().endswith(".docx")):
        return "docx"
    plain = _western(head)
    if not plain.strip(b"\x00 \t\r\n\f\v"):
        return "empty"
    # A PDF may be all plain characters, and is no text.
    is_binary = looks_binary(head) or plain.lstrip().startswith(b"%PDF-")
    return "binary" if is_binary else _kind_of_text(plain, name)


def _kind_of_text(plain: bytes, name: str) -> Kind:
    """Return the kind of what holds text and has this name."""
    if _BULK.search(plain):
        return "bulk"
    if _FEED.match(plain):
        return "feed"
    if _MHTML.match(plain):
        return "mhtml"
    ending = ENDINGS.get(name.lower()[name.rfind(".") :] if "." in name else "")
    start = plain.lstrip()
    if start.startswith(b"<") and _has_markup(start[:4096]):
        return "page"
    if ending in ("jsonl", "json", "csv"):
        return "jsonl" if ending == "json" and _is_row(start) else ending
    if start.startswith(b"{") and _is_row(start):
        return "jsonl"
    # A page may begin with other things than a tag: a text that only mentions tags does not name itself a page.
    if ending == "page" and _has_markup(plain):
        return "page"
    return "bulk" if _holds_stories(plain) else "text"


def _has_markup(plain: bytes) -> bool:
    """Return whether there is a tag that only pages have, or one that texts may mention and that is closed."""
    found = _MARKUP.search(plain)
    return found is not None and (not found["closed"] or b"</" in plain[found.end() :])


def _holds_stories(plain: bytes) -> bool:
    """Return whether a text holds a story between the lines that a vendor's export sets around it."""
    begun = ((before.search(plain), behind) for before, behind in _STORY)
    return any(found is not None and behind.search(plain, found.end()) is not None for found, behind in begun)


def begins_warc(packed: bytes) -> bool:
    """Return whether the first bytes of a gzip stream unpack to those of a web archive."""
    try:
        return WARC.match(zlib.decompressobj(31).decompress(packed, 64)) is not None
    except zlib.error:
        return False


def _western(head: bytes) -> bytes:
    """Return the bytes as if in an encoding of one byte: without a byte-order mark and UTF-16's zeros."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            head = head[len(mark) :]
            return head if mark[0] == 0xEF else head.replace(b"\x00", b"")
    return head.replace(b"\x00", b"") if head[:400].count(0) > 0.3 * len(head[:400]) else head


def _is_row(start: bytes) -> bool:
    """Return whether the first line is one whole JSON object."""
    line, newline, _ = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # The line may be longer than what was sniffed.
        return not newline and re.match(rb'\{\s*"[^"]+"\s*:', line) is not None and len(line) > 60_000
