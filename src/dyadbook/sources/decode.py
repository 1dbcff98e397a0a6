"""Return the text of bytes, in the encoding that they are in; the only importer of charset_normalizer.

Level 3. Valid UTF-8 is UTF-8, whatever was declared: text in another encoding is all but never valid UTF-8 by chance.
Then what was declared counts; then Windows-1252, which stray English text mostly is; then a guess over all encodings.
"""

from __future__ import annotations

import codecs
import re

from dyadbook.errors import SourceError, UsageError

__all__ = ["decode", "decode_strays", "looks_binary", "wide_encoding"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
# As browsers do: pages that declare these mean Windows-1252, which is these with quotes and dashes.
_AS_WINDOWS = frozenset({"iso8859-1", "ascii", "latin-1", "cp1252"})
_WIDE = ("utf-16", "utf-32")
_SAMPLE = 65_536
_STRAY = re.compile("[\udc80-\udcff]")  # what stands for a byte that cannot be decoded
# Bytes that Windows-1252 text has between ASCII: quotes, dashes, accented letters.
_WITHIN_WORD = re.compile(rb"(?<=[a-zA-Z])[\xc0-\xff](?=[a-z])")
_WINDOWS_LIKELY = frozenset(
    [
        0x85,
        0x91,
        0x92,
        0x93,
        0x94,
        0x95,
        0x96,
        0x97,
        0x99,
        0xA0,
        0xA3,
        0xA7,
        0xA9,
        0xAD,
        0xAE,
        0xB0,
        0xB7,
        0xBD,
        0x80,
        *range(0xC0, 0x100),
    ]
)
_CONTROLS = bytes(sorted({*range(0, 9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F}))
_MAX_CONTROLS = 0.01


def looks_binary(data: bytes) -> bool:
    """Return whether the bytes are no text: more than one in a hundred is a control character."""
    if any(data.startswith(mark) for mark, _ in _BOMS) or _utf16_without_mark(data):
        return False
    sample = data[:_SAMPLE]
    return bool(sample) and len(sample) - len(sample.translate(None, _CONTROLS)) > _MAX_CONTROLS * len(sample)


def decode(data: bytes, source: str, declared: str | None = None, *, html: bool = False) -> str:
    """Return the text of the bytes without a byte-order mark; all else, line breaks too, stays as it is.

    Raises: SourceError where no encoding fits; UsageError where the declared one is unknown and the user named it.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if name16 := _utf16_without_mark(data):
        return data.decode(name16, "replace")
    for name in ("utf-8", *_declared(data, declared, html)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    if text := _mostly_utf8(data) or _windows(data) or _guess(data):
        return text
    raise SourceError(
        "encoding_unknown", "its characters are in no encoding that could be found out: save it as UTF-8, or name its"
        " encoding", source,
    )  # fmt: skip


def wide_encoding(head: bytes, named: str | None = None) -> str | None:
    """Return the encoding of several bytes a character that a stream beginning so is in: its line breaks are no bytes.

    `named` is what the user says of it.
    """
    if named:
        name = codecs.lookup(named).name
        return name if name.startswith(_WIDE) else None
    for mark, name in _BOMS[1:]:
        if head.startswith(mark):
            return name
    return _utf16_without_mark(head)


def known_encoding(name: str) -> str:
    """Return the name of an encoding as Python knows it. Raises: UsageError where it knows none of this name."""
    try:
        return codecs.lookup(name).name
    except LookupError as error:
        raise UsageError(f"encoding {name!r} is not known: use a name such as utf-8, cp1252 or utf-16") from error


def _declared(data: bytes, declared: str | None, html: bool) -> list[str]:
    names = [declared] if declared else []
    if html and (match := _META.search(data[:4096])):
        names.append((match[1] or match[2]).decode("ascii"))
    found: list[str] = []
    for name in names:
        try:
            codec = codecs.lookup(name)
        except LookupError:
            continue
        # utf-16 and utf-32 would have shown in the bytes; a page that declares them here is in something else.
        if getattr(codec, "_is_text_encoding", True) and not codec.name.startswith((*_WIDE, "utf-7")):
            found.append("cp1252" if codec.name in _AS_WINDOWS else codec.name)
    return found


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the UTF-16 that the bytes are in: Western text has a NUL in every second place, and nowhere else."""
    sample = data[: _SAMPLE & ~1]
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _mostly_utf8(data: bytes) -> str | None:
    """Return UTF-8 text with a few foreign bytes, which are read as Windows-1252: pages glued from two sources."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    valid = sum(ord(char) > 127 for char in text) - strays
    # Text in another encoding is next to never valid UTF-8, even for one character.
    return decode_strays(data, "utf-8") if valid and valid >= strays else None


def decode_strays(data: bytes, encoding: str) -> str:
    """Return the text of bytes in an encoding; each byte that is not in it is read alone, as Windows-1252."""
    return _STRAY.sub(
        lambda match: bytes([ord(match.group()) - 0xDC00]).decode("cp1252", "replace"),
        data.decode(encoding, "surrogateescape"),
    )


def _windows(data: bytes) -> str | None:
    """Return the text as Windows-1252 where its bytes over ASCII are few and of the likely kind."""
    high = [byte for byte in data[:_SAMPLE] if byte >= 0x80] or [byte for byte in data if byte >= 0x80]
    likely = sum(byte in _WINDOWS_LIKELY for byte in high)
    within = len(_WITHIN_WORD.findall(data[:_SAMPLE]))  # "naïve": alone among small letters, as in no other script
    if len(high) > 0.15 * min(len(data), _SAMPLE) or max(likely, within) < 0.95 * len(high):
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return None
