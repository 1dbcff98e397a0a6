"""Return words of a text as they may be quoted: cut where a thought or at least a word ends, quotation marks paired."""

from __future__ import annotations

import re

MORE = "…"
_BOUND = re.compile(r"[,;:][\"”’')]*(?=\s)|\s[–—-](?=\s)")
_WORD = re.compile(r"\s+")
_LEANING = frozenset(
    "a an the and or but nor of to in on at by for from with without into over under about after before between through"
    " against toward towards as than that which who whom whose this these those his her its their our my your is are"
    " was were be been has have had will would can could may might must shall should not no mr mrs ms dr gen sen"
    " president minister secretary prime foreign if when while because so some any another more most very".split()
)
"""Words after which nobody would stop."""
_PAIRS = (("“", "”"), ("«", "»"))


def shortened(text: str, low: int, high: int, most: int, key: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the span of at most so many characters of a sentence, more only where the key takes more.

    It holds the key, begins with the sentence or a part of it, and ends where a part of it ends, if one does in time.
    """
    begin, end = low, high
    if key is not None and key[1] - low > most:
        begin = _begin(text, low, key, most)
    if high - begin > most:
        end = _end(text, begin, max(key[1] if key else 0, begin + most // 2), begin + most)
    return begin, end


def _begin(text: str, low: int, key: tuple[int, int], most: int) -> int:
    """Return where the part of a sentence begins that holds the key, or a word within reach of it."""
    earliest = max(low, key[1] - most * 2 // 3)
    bounds = [one.end() for one in _BOUND.finditer(text, low, key[0])]
    words = [one.end() for one in _WORD.finditer(text, earliest, key[0])]
    near = [_WORD.match(text, at) for at in bounds if at >= earliest]
    starts = [one.end() for one in near if one] or words
    return starts[0] if starts else key[0]


def _end(text: str, begin: int, least: int, most: int) -> int:
    """Return where a part of a sentence ends between two places, else the last word after which one can stop."""
    last = max(least, most)
    if bounds := [one.start() for one in _BOUND.finditer(text, least, last + 1)]:
        return bounds[-1]
    words = [one.start() for one in _WORD.finditer(text, least, last + 1)]
    for at in reversed(words):
        if text[begin:at].split()[-1].strip("\"“”‘’'(.,").casefold() not in _LEANING:
            return at
    return words[-1] if words else last


def quotable(text: str, begin: int, end: int, low: int, high: int) -> str:
    """Return a span of a sentence with signs where it was cut, and with each quotation mark paired."""
    words = text[begin:end]
    before, after = f"{MORE} " if begin > low else "", f" {MORE}" if end < high else ""
    straight = [at for at, sign in enumerate(words) if sign == '"']
    if len(straight) % 2:
        at = straight[-1]
        opens = at + 1 < len(words) and not words[at + 1].isspace() and (at == 0 or not words[at - 1].isalnum())
        before, after = (before, after + '"') if opens and not _closes(words, at) else (before + '"', after)
    for first, last in _PAIRS:
        depth = 0
        for sign in words:
            if sign == last and depth == 0:
                before += first
            else:
                depth += (sign == first) - (sign == last)
        after += last * depth
    return before + words + after


def _closes(words: str, at: int) -> bool:
    """Return whether a straight mark stands after what it closes: after a word or a stop."""
    return at > 0 and not words[at - 1].isspace() and words[at - 1] not in "([—–"
