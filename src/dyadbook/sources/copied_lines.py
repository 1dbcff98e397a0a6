"""Return the stretches of a copied text: one a paragraph or line, with its place in the unaltered text.

A page copied from a browser has a line for each paragraph; an e-mail or a plain-text book breaks paragraphs at a
column. Both come as lines: they are told apart by whether the next line's first word would still have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from dyadbook.sources.copied_head import date_lead, is_dated_name

_WIDEST_WRAP = 110  # columns; text wrapped by a program stays below, a copied paragraph soon does not
_NARROWEST_WRAP = 40
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_TOP = 4  # lines of which one can open with the head of the page
_PARAGRAPH_SPACE = 2  # leading blanks from which on a line counts as indented
# Marks that are no words of the line: Markdown headings, list bullets, quote marks, bold and italics.
_MARK = re.compile(r"(?:#{1,6}[ \t]+|(?:[•●▪◦‣·*+–-]|>)[ \t]+)")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*\r\n]+?)(?<=[^\s*_])\1(?![\w*_])")
_DASH = re.compile(r"[ \t]*(?:—|–|--?)[ \t]+(?=\S)")


@dataclass(frozen=True)
class Stretch:
    """A line or paragraph: `start` and `end` in the text, `words` with single blanks, `mark` before it."""

    start: int
    end: int
    words: str
    mark: str = ""
    gap: int = 1  # line breaks before it: 1 is the next line, 2 and more leave blank lines
    underlined: bool = False  # a row of "=" or "-" stands below: a heading
    width: int = 0
    indent: int = 0

    @property
    def heading(self) -> bool:
        """Return whether the text itself marks the line as a heading."""
        return self.underlined or self.mark.startswith("#")


def stretches(text: str) -> list[Stretch]:
    """Return the stretches with at least one letter or digit, in order, without overlap."""
    lines = _lines(text)
    parted = [_parted(text, line) for line in lines]
    if sum(map(len, parted)) == len(lines) + 1:  # in a review of the press many lines open so
        lines = [*chain(*parted[:_TOP]), *lines[_TOP:]]
    width = _wrap_width(lines)
    if width:
        lines = _joined(lines, width, text)
    return [line for line in lines if any(c.isalnum() for c in line.words)]


def _lines(text: str) -> list[Stretch]:
    found: list[Stretch] = []
    after = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip()
        if not body:
            continue
        start = match.start() + raw.index(body)
        gap = _breaks(text[after:start])
        after = start + len(body)
        if set(body) <= set("=-") and len(body) > 2 and found and gap == 1:
            found[-1] = replace(found[-1], underlined=True)
            continue
        found.append(_stretch(text, start, after, gap, indent=match.group().index(body)))
    return found


def _parted(text: str, line: Stretch) -> list[Stretch]:
    """Return a line in two where it opens with the head of the page.

    "*The Quay Gazette, 3 March 2024* — The talks", "Published: 3 March 2024. The talks".
    """
    if not line.mark and (length := date_lead(text[line.start : line.end])):
        end = line.start + len(text[line.start : line.start + length].rstrip(" \t."))
        first = _stretch(text, line.start, end, line.gap, line.indent)
        rest = _stretch(text, line.start + length, line.end, 2, line.indent)
        return [first, replace(rest, width=line.width)]
    lead = _EMPHASIS.match(text, line.start, line.end)
    dash = _DASH.match(text, lead.end(), line.end) if lead and is_dated_name(lead[2]) else None
    if lead is None or dash is None:
        return [line]
    rest = _stretch(text, dash.end(), line.end, 2, line.indent)
    return [_stretch(text, line.start, lead.end(), line.gap, line.indent), replace(rest, width=line.width)]


def _breaks(blank: str) -> int:
    return len(re.findall(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]", blank))


def _stretch(text: str, start: int, end: int, gap: int, indent: int) -> Stretch:
    width = end - start + indent
    mark = _MARK.match(text, start, end)
    label = mark.group().strip() if mark else ""
    if mark:
        start = mark.end()
    if whole := _EMPHASIS.fullmatch(text, start, end):
        (start, end), label = whole.span(2), label or whole[1]
    return Stretch(start, end, _words(text[start:end]), label, gap, width=width, indent=indent)


def _words(text: str) -> str:
    return _EMPHASIS.sub(r"\2", " ".join(text.split()))


def _wrap_width(lines: list[Stretch]) -> int:
    """Return the column at which paragraphs are broken, 0 where they are not."""
    width = max((line.width for line in lines), default=0)
    long = sorted(line.width for line in lines)[-max(1, len(lines) // 20) - 1 :]
    if width > _WIDEST_WRAP:  # a few long lines (an address, a title) are no paragraphs
        width = long[0]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return 0
    joins = [(a, b) for a, b in pairwise(lines) if _continues(a, b, width)]
    running = sum(_runs_on(a, b) for a, b in joins)
    stops = sum(a.words[-1] in '.!?”"' for a, _ in joins)
    return width if running >= 1 and running >= 0.4 * len(joins) and stops <= 0.4 * len(joins) else 0


def _continues(line: Stretch, after: Stretch, width: int) -> bool:
    """Return whether the next line goes on with this one: its first word no longer fitted here."""
    first = len(after.words.split(" ", 1)[0])
    indented = after.indent >= line.indent + _PARAGRAPH_SPACE and not after.words[0].islower()
    return after.gap == 1 and not after.mark and not indented and line.width + 1 + first > width


def _runs_on(line: Stretch, after: Stretch) -> bool:
    return after.words[0].islower() and line.words[-1] not in ".!?:;"


def _joined(lines: list[Stretch], width: int, text: str) -> list[Stretch]:
    groups: list[list[Stretch]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group[0] if len(group) == 1 else _whole(group, text) for group in groups]


def _whole(group: list[Stretch], text: str) -> Stretch:
    end = group[-1].end
    return replace(group[0], end=end, words=_words(text[group[0].start : end]), underlined=group[-1].underlined)
