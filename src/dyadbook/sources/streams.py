"""Return byte streams that can be looked into, counted and cut: the guard against bombs and lines without an end.

Level 3.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from dyadbook.errors import SourceError

__all__ = ["Line", "Tape", "check_ratio", "counted_gzip", "lines", "look", "members", "plain_chunks", "recoded"]

HEAD = 65_536
# Text is packed to a fifth, very regular tables to a fiftieth; nothing that a person wrote to a three-hundredth.
_MAX_RATIO = 300
_BOMB_BYTES = 50_000_000


class _Joined(io.RawIOBase):
    """Bytes that were read already, and then the rest of their stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        data, self._head = (self._head[:size], self._head[size:]) if self._head else (self._rest.read(size), b"")
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """The content of a gzip stream, as long as it is in proportion to what is packed."""

    def __init__(self, packed: _Joined, where: str) -> None:
        self._packed = packed
        self._where = where
        self._gzip = gzip.GzipFile(fileobj=cast(BinaryIO, io.BufferedReader(packed)))
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._gzip.read(len(buffer))
        self._count += len(data)
        check_ratio(self._packed.count, self._count, self._where)
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """A stream in another encoding, as UTF-8; what cannot be decoded is U+FFFD."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._held = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._held and (data := self._stream.read(HEAD)):
            self._held = self._decoder.decode(data).encode("utf-8", "replace")
        data, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def check_ratio(packed: int, unpacked: int, where: str, *, least: int = _BOMB_BYTES) -> None:
    """Raise SourceError where so many bytes unpack to so many, over `least`, that they are a bomb."""
    if unpacked > least and unpacked > _MAX_RATIO * packed:
        raise SourceError(
            "zip_bomb", f"it unpacks to more than {_MAX_RATIO} times its size, as no text does: reading stopped;"
            " unpack it yourself if you trust it", where,
        )  # fmt: skip


def look(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that begins with them again."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    return head, cast(BinaryIO, io.BufferedReader(_Joined(head, stream)))


def counted_gzip(stream: BinaryIO, where: str) -> BinaryIO:
    """Return the unpacked content of a gzip stream; reading it raises SourceError where it is a bomb."""
    return cast(BinaryIO, io.BufferedReader(_Unpacked(_Joined(b"", stream), where)))


def recoded(stream: BinaryIO, encoding: str) -> BinaryIO:
    """Return a stream in another encoding as UTF-8."""
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream, encoding)))


Line = tuple[int, bytes | None]


def lines(stream: BinaryIO, limit: int, where: str) -> Iterator[Line]:
    """Yield (number, line) from 1; None instead of a line longer than `limit` bytes, which is passed over.

    Raises: SourceError where a line goes on for ten times the limit.
    """
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line
            continue
        passed = len(line)
        while (more := stream.readline(limit)) and not more.endswith(b"\n"):
            passed += len(more)
            if passed > 10 * limit:
                raise SourceError(
                    "too_large", f"line {number} goes on for more than {passed:,} bytes: reading stopped there", where
                )
        yield number, None


# ---- archives: many packed parts, one after the other

Chunk = bytes | str
_MAGIC = b"\x1f\x8b\x08"


def plain_chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """Yield the bytes of a stream as they come."""
    while data := stream.read(HEAD):
        yield data


def members(stream: BinaryIO, where: str) -> Iterator[Chunk]:
    """Yield the unpacked bytes of a stream of gzip parts; where one is broken, what is wrong, and then the next.

    Raises: SourceError where a part is a bomb.
    """
    held = b""
    more = whole = True  # whether there is more of the stream; whether what came last was no fault
    while held or (held := stream.read(HEAD)):
        unpack = zlib.decompressobj(31)
        packed = unpacked = 0
        try:
            while not unpack.eof:
                held = held or stream.read(HEAD)
                if not held:
                    yield "it ends in the middle"
                    return
                data = unpack.decompress(held, HEAD)
                packed += len(held) - len(unpack.unconsumed_tail) - len(unpack.unused_data)
                unpacked += len(data)
                check_ratio(packed, unpacked, where)
                held = unpack.unconsumed_tail or unpack.unused_data
                if data:
                    whole = True
                    yield data
        except zlib.error as error:
            if whole:
                yield str(error)
            whole = False
            held = held[1:]
            while (start := held.find(_MAGIC)) < 0 and more:
                more = bool(data := stream.read(HEAD))
                held = held[-2:] + data
            held = held[start:] if start >= 0 else b""


class Tape:
    """The bytes of an archive, read forward; what was read last can be put back."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        """Set up a tape over chunks; a text among them says what is wrong with the bytes that are missing there."""
        self._chunks = chunks
        self._held = bytearray()
        self._faults: list[tuple[int, str]] = []
        self.at = 0

    def _fill(self, size: int) -> None:
        """Hold at least so many bytes, where there are as many."""
        while len(self._held) < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                return
            if isinstance(chunk, str):
                self._faults.append((self.at + len(self._held), chunk))
            else:
                self._held += chunk

    def read(self, size: int) -> bytes:
        """Return the next bytes: as many as are asked for, fewer at the end."""
        self._fill(size)
        data = bytes(self._held[:size])
        del self._held[:size]
        self.at += len(data)
        return data

    def peek(self, size: int) -> bytes:
        """Return the next bytes, and stay before them."""
        self._fill(size)
        return bytes(self._held[:size])

    def line(self, limit: int) -> bytes:
        """Return the next line with its end, or as much of it as the limit allows; nothing at the end."""
        seen = 0
        while (end := self._held.find(b"\n", seen, limit)) < 0 and (seen := len(self._held)) < limit:
            self._fill(seen + 1)
            if len(self._held) == seen:
                break
        return self.read(end + 1 if end >= 0 else min(limit, len(self._held)))

    def skip(self, size: int) -> None:
        """Pass over so many bytes."""
        while size > 0 and (data := self.read(min(size, 16 * HEAD))):
            size -= len(data)

    def back(self, data: bytes) -> None:
        """Put bytes back that were read last."""
        self._held[:0] = data
        self.at -= len(data)

    def faults(self) -> list[tuple[int, str]]:
        """Return where bytes are missing and why, each once."""
        found, self._faults = self._faults, []
        return found
