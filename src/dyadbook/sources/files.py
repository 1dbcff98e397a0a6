"""Yield the articles of files, folders and streams of bytes.

Level 3. The content of a file says what it is; its ending only helps.
"""

from __future__ import annotations

import email
import email.policy
import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dyadbook.errors import DyadbookError, MissingColumnError, SourceError
from dyadbook.records import Article, Problem
from dyadbook.sources import tables
from dyadbook.sources.article import Found, missing_column, problem, unexpected
from dyadbook.sources.decode import decode, known_encoding
from dyadbook.sources.html import read_page
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.rows import find_columns, read_rows
from dyadbook.sources.sniff import ENDINGS, UNREAD, begins_warc, ending_of, sniff
from dyadbook.sources.streams import HEAD, counted_gzip, look
from dyadbook.sources.text import read_text

__all__ = ["files_of", "read_bytes", "read_path", "read_stream"]

_STORIES = 25  # times the limit of one article: what a file of many stories may hold
_DOCX = 5  # times that limit: the text of a DOCX, which is read whole
Items = Iterator[Article | Problem]
_MADE = (frozenset({"book.json", "tables"}), frozenset({"site.json", "static"}))
# What users give by mistake, by the first bytes of it.
_SIGNS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a packed office file or archive",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite": "a database",
}


def read_path(path: Path, options: SourceOptions) -> Items:
    """Yield the articles of a file, or of all files of a folder that have a known ending, and the problems met."""
    if options.encoding:
        known_encoding(options.encoding)
    if os.path.isdir(path):  # Path.is_dir raises within a folder that cannot be opened
        yield from _folder(path, options)
        return
    try:
        with path.open("rb") as stream:
            yield from read_stream(stream, str(path), options, path=path)
    except FileNotFoundError:
        yield problem(SourceError("not_found", "there is no such file or folder: check the path", str(path)))
    except OSError as error:
        yield _unreadable(error, path)


def _unreadable(error: OSError, path: Path | None = None) -> Problem:
    what, where = error.strerror or str(error), str(path or error.filename)
    return problem(SourceError("unreadable", f"it cannot be opened ({what}): check the permissions", where))


def _folder(folder: Path, options: SourceOptions) -> Items:
    try:
        names = os.listdir(folder)
    except OSError as error:
        yield _unreadable(error, folder)
        return
    if not names:
        yield problem(SourceError("nothing_found", "this folder is empty: name one that holds articles", str(folder)))
        return
    if is_made(names):
        message = "it holds a book or its pages, and no articles to read: ask the book with --book"
        yield problem(SourceError("not_articles", message, str(folder)))
        return
    count = 0
    options = replace(options, columns_of_some=True)
    for path in files_of(folder):
        count += 1
        if isinstance(path, Problem):
            yield path
            continue
        if _is_special(path):
            message = "it is a pipe, a socket or a device, which may never end: give it by itself to read it"
            yield problem(SourceError("not_a_file", message, str(path)))
            continue
        try:
            yield from read_path(path, options)
        except MissingColumnError as error:
            yield missing_column(error, str(path))
    if not count:
        endings = ", ".join(ENDINGS)
        yield problem(SourceError("nothing_found", f"no file here has a known ending ({endings})", str(folder)))


def is_made(names: Iterable[str]) -> bool:
    """Return whether a folder with these names in it is what Dyadbook makes of articles: a book, or the site of one."""
    return any(made <= {*names} for made in _MADE)


def files_of(folder: Path) -> Iterator[Path | Problem]:
    """Yield files with a known ending, documents that are not read, feeds of XML, sorted; problems of folders.

    Hidden ones, what browsers save beside a page, and books and their sites are passed over.
    """
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        while closed:
            yield _unreadable(closed.pop(0))
        if is_made([*folders, *names]):
            folders[:] = []
            continue
        pages = {name.rsplit(".", 1)[0] for name in names}
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (name.endswith("_files") and name[:-6] in pages)
        )
        for name in sorted(names):
            path, ending = Path(root) / name, ending_of(name)
            if not name.startswith(".") and (ending in ENDINGS or ending in UNREAD or _is_feed(path)):
                yield path
    yield from map(_unreadable, closed)


def _is_special(path: Path) -> bool:
    """Return whether what has a name in a folder is there and no file: to open a pipe waits for who writes to it."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False  # reading it says what is wrong


def _is_feed(path: Path) -> bool:
    """Return whether a file of XML begins as a feed does."""
    if path.suffix.lower() != ".xml" or not os.path.isfile(path):
        return False
    try:
        with path.open("rb") as stream:
            return sniff(stream.read(HEAD), path.name) == "feed"
    except OSError:
        return False


def read_bytes(
    data: bytes, where: str, options: SourceOptions, *, charset: str | None = None, known: Found | None = None
) -> Items:
    """Yield the articles in bytes, and the problems met."""
    return read_stream(io.BytesIO(data), where, options, charset=charset, known=known)


def read_stream(
    stream: BinaryIO,
    where: str,
    options: SourceOptions,
    *,
    path: Path | None = None,
    charset: str | None = None,
    known: Found | None = None,
) -> Items:
    """Yield the articles of a stream, and the problems met; what cannot go on ends in a problem."""
    try:
        yield from _stream(stream, where, where, options, path, charset, known)
    except SourceError as error:
        yield problem(error)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield problem(SourceError("bad_gzip", f"the packed file is broken ({error}): pack or load it again", where))
    except (DyadbookError, OSError):
        raise
    except Exception as error:  # one of a million files
        yield unexpected(error, where)


def _stream(
    stream: BinaryIO,
    where: str,
    name: str,
    options: SourceOptions,
    path: Path | None,
    charset: str | None,
    known: Found | None,
) -> Items:
    head, stream = look(stream)
    kind = sniff(head, name)
    if kind == "warc" or (kind == "gzip" and begins_warc(head)):
        from dyadbook.sources.warc import read_warc  # what few need is imported where it is needed

        yield from read_warc(stream, where, options, packed=kind == "gzip")
    elif kind == "gzip":
        inner = name.lower().removesuffix(".gz")
        head, unpacked = look(counted_gzip(stream, where))
        if head.startswith(b"\x1f\x8b"):
            raise SourceError("binary", "it is packed twice: unpack it once", where)
        yield from _stream(unpacked, where, inner, options, None, charset, known)
    elif kind == "jsonl":
        yield from read_rows(tables.jsonl_rows(stream, where, options), options, where, fixed=False)
    elif kind == "csv":
        rows = tables.csv_rows(stream, where, options, tabs=name.lower().endswith(".tsv"))
        yield from read_rows(rows, options, where, fixed=True)
    elif kind == "json":
        rows = tables.json_rows(_all(stream, where, options), where, options)
        yield from read_rows(rows, options, where, fixed=False)
    elif kind == "feed":
        from dyadbook.sources.feeds import read_feed  # as above

        yield from read_feed(_all(stream, where, options), where, options, charset=charset)
    elif kind in ("docx", "rtf", "bulk"):
        yield from _stories(kind, _all(stream, where, options, times=_STORIES), where, options, charset)
    elif kind == "parquet":
        table = path or _all(stream, where, options)
        names, _ = tables.parquet_rows(table, where)
        wanted = list(dict.fromkeys(find_columns(names, options, where, fixed=True).values()))
        _, rows = tables.parquet_rows(table, where, wanted)
        yield from read_rows(rows, options, where, fixed=True)
    elif kind == "text" and (ending := ending_of(name)) in (".docx", ".parquet"):
        message = f"its name ends in {ending}, and it is plain text: end its name in .txt if it is one, or save it anew"
        raise SourceError(f"bad_{ending[1:]}", message, where)
    else:
        article, problems = _single(kind, _all(stream, where, options), where, options, charset, known)
        yield from problems
        yield article


def _all(stream: BinaryIO, where: str, options: SourceOptions, *, times: int = 1) -> bytes:
    data = stream.read(times * options.max_bytes + 1)
    if len(data) > times * options.max_bytes:
        raise SourceError(
            "too_large", f"it is larger than the {times * options.max_bytes:,} bytes that are read of such a file:"
            " raise max_bytes, or split it", where,
        )  # fmt: skip
    return data


def _stories(kind: str, data: bytes, where: str, options: SourceOptions, charset: str | None) -> Items:
    """Yield the stories of a bulk export; the one article of a word processor's file that is none."""
    from dyadbook.sources import bulk, bulk_files  # as above

    if kind == "docx":
        lines = bulk_files.docx_lines(data, where, _DOCX * options.max_bytes)
    elif kind == "rtf":
        lines = bulk_files.rtf_lines(data, where)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = bulk_files.page_lines(data, where, options.encoding or charset)
    else:
        lines = bulk_files.text_lines(decode(data, where, options.encoding or charset))
    if kind == "bulk" or bulk.vendor_of(lines):
        yield from bulk.read_stories(lines, where, options)
        return
    article, problems = read_text("\n\n".join(filter(None, lines)), source=where, options=options)
    yield from problems
    yield article


def _single(
    kind: str, data: bytes, where: str, options: SourceOptions, charset: str | None, known: Found | None
) -> tuple[Article, list[Problem]]:
    if kind == "empty":
        raise SourceError("empty", "there is nothing in it: give the text of an article", where)
    if kind in ("binary", "gzip"):
        raise SourceError(
            "binary", f"it is {_what(data)}, not text: save the article as text or as a page (.html)", where
        )
    if kind == "mhtml":
        data, charset = _page_of(data, where)
    if kind in ("page", "mhtml"):
        return read_page(data, source=where, options=options, charset=charset, known=known,
                         url=known.url if known else None)  # fmt: skip
    return read_text(decode(data, where, options.encoding or charset), source=where, options=options, known=known)


def _what(data: bytes) -> str:
    return next((name for sign, name in _SIGNS.items() if data.lstrip().startswith(sign)), "a binary file")


def _page_of(data: bytes, where: str) -> tuple[bytes, str | None]:
    """Return the page in a web archive of one page (MHTML), and its charset."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content, part.get_content_charset()
    raise SourceError("no_text", "this web archive holds no page: save the article as a page (.html)", where)
