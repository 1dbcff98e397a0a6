"""Yield the articles of a web archive (WARC), as Common Crawl publishes its news; the only importer of fastwarc.

Level 3. An archive is cut into its records here, so that a broken record costs no more than itself: where one does not
end as it says, reading goes on at the next line that begins a record. What a server sent is taken apart by fastwarc.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import BinaryIO, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dyadbook.errors import SourceError
from dyadbook.records import Article, Problem
from dyadbook.sources.article import Found, attempted, problem
from dyadbook.sources.html import read_page
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.sniff import WARC, sniff
from dyadbook.sources.streams import Tape, members, plain_chunks

__all__ = ["read_warc"]

_AT_END = re.compile(rb"(?<=.)WARC/\d\.\d\r?\n\Z", re.DOTALL)
_INNER = re.compile(rb"\n(?=WARC/\d\.\d\r?\n(?:WARC-|Content-))", re.IGNORECASE)
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(rb"^warc-type:[ \t]*response[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LONGEST_LINE = 65_536
_HEADERS = 200  # lines of a record's head; the standard's fields are two dozen
_ENDS = frozenset({b"", b"\r\n\r\n", b"\n\n"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


class _Raw(NamedTuple):
    """A record as it stands in the archive: where it begins, its head, and its content up to the limit."""

    at: int
    head: bytes
    content: bytes


def read_warc(stream: BinaryIO, where: str, options: SourceOptions, *, packed: bool) -> Iterator[Article | Problem]:
    """Yield the article of each page in an archive, and the problems met; what is no page is passed over.

    Raises: SourceError where it is packed beyond all measure.
    """
    tape = Tape(members(stream, where) if packed else plain_chunks(stream))
    for raw in _records(tape, where, options.max_bytes):
        if isinstance(raw, SourceError):
            yield problem(raw)
            continue
        try:
            page = _page(raw, where, options)
        except SourceError as error:
            yield problem(error)
            continue
        if page is not None:
            yield from attempted(page, page.keywords["source"])


# ---- records


def _records(tape: Tape, where: str, limit: int) -> Iterator[_Raw | SourceError]:
    """Yield the responses in an archive, and an error for each stretch of it that is no whole record."""
    lost = False  # what follows a broken record, up to the next one, belongs to the same error
    while True:
        at = tape.at
        line = tape.line(_LONGEST_LINE)
        yield from (SourceError("broken_record", f"a packed part is broken ({fault})", f"{where}@{at}")
                    for at, fault in tape.faults())  # fmt: skip
        if not line:
            return
        if not WARC.match(line):
            if line.strip() and not lost:
                lost = True
                message = "here should begin a record of a web archive: what comes before the next one is lost"
                yield SourceError("broken_record", message, f"{where}@{at}")
            if begins := _AT_END.search(line):
                tape.back(begins[0])
            continue
        lost = False
        head = line + _head(tape)
        length = _LENGTH.search(head)
        if length is None:
            lost = True
            yield SourceError("broken_record", "this record of a web archive does not say how long it is",
                              f"{where}@{at}")  # fmt: skip
            continue
        content, error = _content(tape, int(length[1]), limit)
        if error:
            lost = True
            if _TYPE.search(head):
                yield SourceError("broken_record", error, f"{where}@{at}")
        elif _TYPE.search(head):
            yield _Raw(at, head, content)


def _head(tape: Tape) -> bytes:
    """Return the lines of a record's head, up to the empty one."""
    lines: list[bytes] = []
    while len(lines) < _HEADERS and (line := tape.line(_LONGEST_LINE)) and line.strip():
        lines.append(line)
    return b"".join(lines)


def _content(tape: Tape, length: int, limit: int) -> tuple[bytes, str | None]:
    """Return the content of a record, one byte more than the limit where it is longer, and what is wrong with it.

    Where something is, the tape stands at the next record that was found.
    """
    content = tape.read(min(length, limit + 1))
    if length > limit and len(content) > limit and not _INNER.search(content):
        tape.skip(length - len(content))
        return content, None
    end = tape.peek(4)
    if len(content) == length and (end in _ENDS or end.strip() == b"" or WARC.match(end + tape.peek(10)[4:])):
        return content, None
    inner = _INNER.search(content + tape.peek(64))  # a length that is a little too long ends within the next mark
    if inner and inner.end() <= len(content):
        tape.back(content[inner.end() :])
        return content, "this record of a web archive is not as long as it says, and was left out"
    if len(content) < length:
        return content, "this record of a web archive is cut off, and was left out"
    return content, "this record of a web archive is longer than it says, and was left out"


# ---- pages


def _page(raw: _Raw, where: str, options: SourceOptions) -> partial[tuple[Article, list[Problem]]] | None:
    """Return what reads the article of a record; None where the record is no page."""
    record, body = _parsed(raw, options.max_bytes)
    place = (
        f"{where}#{record.record_id.strip('<>')}" if record is not None and record.record_id else f"{where}@{raw.at}"
    )
    if record is None or record.http_headers is None or not record.http_headers.status_code:
        raise SourceError("broken_record", "the server's answer in this record cannot be read", place)
    if record.http_headers.status_code != 200:
        return None
    named = record.http_content_type
    if named not in _PAGES and not (named is None and sniff(body[:65_536], "") == "page"):
        return None
    if max(len(raw.content), len(body)) > options.max_bytes:
        raise SourceError(
            "too_large", f"it is larger than the {options.max_bytes:,} bytes that are read of one page: raise"
            " max_bytes", place,
        )  # fmt: skip
    url = record.headers.get("WARC-Target-URI") if record.headers else None
    url = url.strip("<>") if url else None  # some writers of WARC 1.0 put the address in brackets
    known = Found(url=url, retrieved=_day(record))
    return partial(read_page, body, source=place, options=options, url=url, charset=record.http_charset, known=known)


def _parsed(raw: _Raw, limit: int) -> tuple[WarcRecord | None, bytes]:
    """Return a record with the server's answer taken apart, and the page; None where that cannot be done.

    Common Crawl keeps what the server said of the packing and stores the page unpacked: then it is taken as it is.
    """
    head = _LENGTH.sub(b"Content-Length: %d\r" % len(raw.content), raw.head)
    data = head + b"\r\n" + raw.content + b"\r\n\r\n"
    for unpack in ("all", "content", "transfer", "none"):
        try:
            archive = ArchiveIterator(
                io.BytesIO(data), record_types=WarcRecordType.response, parse_http=False, stream_detect=False,
                fsspec_args=False, quirks_mode=True,
            )  # fmt: skip
            record = next(archive)
            record.is_http = True
            record.parse_http(auto_decode=unpack, quirks_mode=True)
            return record, record.reader.read(limit + 1) if record.reader else b""
        except (OSError, ValueError, StopIteration):
            continue
    return None, b""


def _day(record: WarcRecord) -> date | None:
    """Return the day on which a page was taken; None where the archive does not tell it."""
    taken = record.record_date
    return taken.date() if taken is not None else None
