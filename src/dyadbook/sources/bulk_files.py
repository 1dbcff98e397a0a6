"""Return the lines of word processors' files and pages: DOCX, RTF, HTML; the only importer of striprtf.

Level 3. A paragraph is a line. Of a DOCX nothing is read but the text of its document; macros and links are never
followed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from striprtf.striprtf import rtf_to_text

from dyadbook.errors import SourceError
from dyadbook.sources import dom
from dyadbook.sources.decode import decode
from dyadbook.sources.streams import check_ratio

__all__ = ["docx_lines", "page_lines", "rtf_lines", "text_lines"]

_DOCUMENT = "word/document.xml"
_DOCX_BOMB = 5_000_000  # bytes from which a document may be a bomb: empty paragraphs cost more than letters
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li tr td br table article section blockquote".split())


def docx_lines(data: bytes, where: str, limit: int) -> list[str]:
    """Return the paragraphs of a DOCX whose text takes at most so many bytes.

    Raises: SourceError where it is none, or larger, or packed beyond all measure.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            info = archive.getinfo(_DOCUMENT)
            check_ratio(info.compress_size, info.file_size, where, least=_DOCX_BOMB)
            if info.file_size > limit:
                message = f"its text takes more than the {limit:,} bytes that are read of a DOCX: split it"
                raise SourceError("too_large", message, where)
            with archive.open(info) as packed:
                document = packed.read(info.file_size + 1)
    except (zipfile.BadZipFile, KeyError, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError("bad_docx", f"it is no DOCX that can be read ({error}): save it again", where) from error
    paragraphs = dom.docx_paragraphs(document)
    if paragraphs is None:
        raise SourceError("bad_docx", "the text of this DOCX is broken: save it again", where)
    return _lines("\n".join(paragraphs))


def rtf_lines(data: bytes, where: str) -> list[str]:
    """Return the lines of an RTF. Raises: SourceError where it cannot be read."""
    try:
        return _lines(rtf_to_text(data.decode("cp1252", "replace"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, RecursionError) as error:
        raise SourceError("bad_rtf", f"it is no RTF that can be read ({error}): save it again", where) from error


def page_lines(data: bytes, where: str, charset: str | None) -> list[str]:
    """Return the lines of a page as its blocks part them. Raises: SourceError where there is none."""
    tree = dom.parse(decode(data, where, charset, html=True))
    if tree is None:
        raise SourceError("no_text", "there is no page in it", where)
    lines: list[str] = []
    block = None
    for element, words in dom.texts(tree):
        holder = element
        while holder.tag not in _BLOCKS and holder.getparent() is not None:
            holder = holder.getparent()
        if holder is not block or not lines:
            lines.append("")
            block = holder
        lines[-1] += words
    return _lines("\n".join(" ".join(line.split()) for line in lines))


def text_lines(text: str) -> list[str]:
    """Return the lines of a text."""
    return _lines(text)


def _lines(text: str) -> list[str]:
    return [re.sub(r"[ \u00a0]+", " ", line).strip() for line in re.split(r"[\n\r\v\f]", text.lstrip("\ufeff"))]
