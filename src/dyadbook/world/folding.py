"""Return text folded for matching, with every character still at its place.

One character becomes one character: lower case, accents gone, curly quotes straight, hyphens and any white space a
blank ("Kim Jong-un" and "Kim Jong Un" fold alike). What cannot be folded into one character stays, so offsets into the
folded text are offsets into the text.
"""

from __future__ import annotations

import unicodedata

_PLAIN = {
    **dict.fromkeys("‘’‛ʼ`´ʻ", "'"),
    **dict.fromkeys("“”„", '"'),
    **dict.fromkeys("-‐‑‒–—", " "),
    "ı": "i", "İ": "I", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h",
}  # fmt: skip


def _plain(char: str) -> str:
    """Return one character without its accent, as a straight quote, or as a blank."""
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isspace():
        return " "
    base = unicodedata.normalize("NFKD", char)
    base = "".join(part for part in base if not unicodedata.combining(part))
    return base if len(base) == 1 else char


def _lower(char: str) -> str:
    """Return one plain character in lower case where that is one character."""
    lower = _plain(char).lower()
    return lower if len(lower) == 1 else char


class _Folder(dict[int, str]):
    """A translation table that fills itself as characters are met."""

    def __init__(self, lower: bool) -> None:
        super().__init__()
        self._fold = _lower if lower else _plain

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded


_FOLD = _Folder(lower=True)
_PLAIN_TABLE = _Folder(lower=False)


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain quotes and blanks; its length is the text's."""
    return text.translate(_FOLD)


def plain(text: str) -> str:
    """Return the text as `fold` does but with its capitals kept; its length is the text's."""
    return text.translate(_PLAIN_TABLE)
