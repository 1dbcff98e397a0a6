"""Return byte streams that can be looked into, counted and cut: the guard against bombs and lines without an end.

Level 3.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from dyadbook.errors import SourceError

__all__ = ["Line", "counted_gzip", "lines", "look"]

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
        if self._count > _BOMB_BYTES and self._count > _MAX_RATIO * self._packed.count:
            raise SourceError(
                "zip_bomb", f"it unpacks to more than {_MAX_RATIO} times its size, as no text does: reading stopped;"
                " unpack it yourself if you trust it", self._where,
            )  # fmt: skip
        buffer[: len(data)] = data
        return len(data)


def look(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a stream, and a stream that begins with them again."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    return head, cast(BinaryIO, io.BufferedReader(_Joined(head, stream)))


def counted_gzip(stream: BinaryIO, where: str) -> BinaryIO:
    """Return the unpacked content of a gzip stream; reading it raises SourceError where it is a bomb."""
    return cast(BinaryIO, io.BufferedReader(_Unpacked(_Joined(b"", stream), where)))


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
