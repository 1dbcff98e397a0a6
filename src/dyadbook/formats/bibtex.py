"""Write the sources as BibTeX: one entry an article, for LaTeX (biblatex), Zotero and others.

Level 5.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from dyadbook.formats.exchange import SYNTHETIC, Losses, whole_files
from dyadbook.formats.wording import one_line, printable
from dyadbook.records import Article, Reading

__all__ = ["export"]

_NEVER = (
    "everything that was read: BibTeX holds the sources alone",
    "the text of the articles",
    "whether the day of publication was stated or inferred",
    "which of an author's names is the family name: it is not known, so each name stands whole, in braces",
)
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def export(readings: Iterable[Reading], folder: Path, losses: Losses) -> tuple[Path, ...]:
    """Return the file written."""
    losses.never(*_NEVER)
    path = folder / "sources.bib"
    with whole_files(path) as (file,):
        for reading in readings:
            article = reading.article
            for name in ("title", "publisher", "published", "url"):
                losses.add(f"entry without {name}: it is not known", getattr(article, name) is None)
            file.write(_entry(article) + "\n")
    return (path,)


def _entry(article: Article) -> str:
    day = article.published
    fields = {
        "title": f"{{{_words(article.title)}}}" if article.title else None,
        "author": " and ".join(f"{{{_words(name)}}}" for name in article.authors) or None,
        "journal": _words(article.publisher) if article.publisher else None,
        "year": f"{day:%Y}" if day else None,
        "date": day.isoformat() if day else None,
        "url": _address(article.url) if article.url else None,
        "urldate": article.retrieved.isoformat() if article.retrieved else None,
        "language": article.language,
        "note": _words(SYNTHETIC) if article.synthetic else None,
    }
    lines = [f"  {name} = {{{held}}}," for name, held in fields.items() if held]
    return "\n".join([f"@article{{{_key(article)},", *lines, "}"])


def _key(article: Article) -> str:
    """Return the key of an entry: the outlet, the year, and the id, by which it is found in the other tables."""
    plain = unicodedata.normalize("NFKD", article.publisher or "").encode("ascii", "ignore").decode()
    outlet = re.sub(r"[^a-z]", "", plain.lower())[:20] or "source"
    return f"{outlet}{article.published.year if article.published else ''}-{re.sub(r'[^0-9A-Za-z]', '', article.id)}"


def _words(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def _address(url: str) -> str:
    """Return an address as BibTeX takes it: as it is, but for braces and what would break a line."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", printable(url))
