"""Return which lines at the head of a copied page are its headline and its signature, by their order and words."""

from __future__ import annotations

import re

from dyadbook.records import BlockKind
from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources import copied_masthead as masthead
from dyadbook.sources.copied_groups import shows_picture
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_outlet import masthead_of
from dyadbook.sources.copied_outlet_line import may_be_section, names_genre, names_issuer, names_outlet, told_again
from dyadbook.sources.copied_scores import case_of, reads_as_prose
from dyadbook.world.outlets import outlet_named

HEAD_LINES = 14  # the head of a page: title, deck, byline, dates, a picture, some furniture
_LONGEST_TITLE = 250
_LINK = 25  # letters of a link
_KICKER = 3  # words of the name of a section


def sign(lines: list[Stretch], kinds: list[BlockKind | None]) -> None:
    """Mark the byline, the names and outlets that stand around it, and the place and day on a line of their own."""
    limit = min(len(lines), HEAD_LINES)
    signed = [i for i in range(limit) if not lines[i].heading and head.starts_byline(lines[i].words)]
    for i in signed[:2]:
        kinds[i] = "byline"
    paragraphs = 0
    for i in range(limit):
        paragraphs += reads_as_prose(lines[i]) and i not in signed
        if paragraphs > 2:
            return
        words = lines[i].words
        near = [kinds[j] for j in (i - 1, i + 1) if 0 <= j < limit]
        if i in signed or lines[i].heading or marks.is_end_credit(words):
            continue
        if head.is_placed_date(words):
            kinds[i] = "dateline"
        elif i and head.is_name(words) and i + 1 < limit and head.is_post(lines[i + 1].words):
            kinds[i] = kinds[i + 1] = "byline"
            signed += [i, i + 1]
        elif head.is_outlet(words) and _may_be_of_page(words, signed):
            continue
        elif signed and head.is_outlet(words) and "byline" in near and not shows_picture(lines, i):
            kinds[i] = "byline"
        elif i and not paragraphs and _shows_outlet(lines, kinds, i):
            kinds[i] = "subhead" if names_issuer(words) else "byline"
        elif i and not signed and kinds[i] in (None, "credit", "caption") and _signs_alone(lines, i):
            kinds[i] = "byline"
            signed.append(i)
        elif not paragraphs and kinds[i] in (None, "credit", "caption") and _opens_more(lines, i):
            kinds[i] = (_headed(words) if i == 0 else _dated(words)) or kinds[i]


def _may_be_of_page(words: str, signed: list[int]) -> bool:
    """Return whether a line of an outlet's shape may name a section: "World News", and without a byline "Time"."""
    return names_genre(words) or (not signed and may_be_section(words))


def _shows_outlet(lines: list[Stretch], kinds: list[BlockKind | None], i: int) -> bool:
    """Return whether a line below the first is the name of an outlet, or of the office that issued the text, alone."""
    words = lines[i].words
    if kinds[i] not in (None, "credit", "caption") or kinds[i - 1] == "caption" or shows_picture(lines, i):
        return False
    return not any(_links_beside(lines, i)) and _names_one(words, lines[i + 1 :])


def _names_one(words: str, below: list[Stretch]) -> bool:
    return names_outlet(words) or names_issuer(words) or told_again(words, below)


def _signs_alone(lines: list[Stretch], i: int) -> bool:
    """Return whether a line is a byline without "By", and no outlet's name in a menu."""
    words = lines[i].words
    return head.is_bare_byline(words) and not (head.is_outlet(words) and all(_links_beside(lines, i)))


def _links_beside(lines: list[Stretch], i: int) -> list[bool]:
    """Return of the lines above and below one whether each may be a link; the first line of a text is none."""
    return [0 < j < len(lines) and _is_link(lines[j].words) for j in (i - 1, i + 1)]


def _is_link(words: str) -> bool:
    """Return whether a line beside another may be one of a menu: short, and neither day nor name."""
    return len(words) < _LINK and not (head.dates_or_signs(words) or head.is_post(words) or masthead.is_kind(words))


def _opens_more(lines: list[Stretch], i: int) -> bool:
    """Return whether a line is not the first, or has another below it that may be the title."""
    return bool(i) or (len(lines) > 1 and not reads_as_prose(lines[1]))


def _dated(words: str) -> BlockKind | None:
    """Return the kind of a line that holds the day of the page and who made it, or where it was made."""
    parts = masthead.dated_parts(words)
    if parts is None:
        return None
    return "dateline" if masthead.signed_in(parts) == head.Signed() else "byline"


def _headed(words: str) -> BlockKind | None:
    """Return the kind of a dated line that is the first: beside a section stands the page's name, and no author."""
    parts = masthead.dated_parts(words) or []
    sectioned = any(marks.names_section(part) for part in parts) and masthead.signed_in(parts).publisher is None
    return "dateline" if sectioned else _dated(words)


def leave_masthead(lines: list[Stretch], kinds: list[BlockKind | None]) -> None:
    """Mark what stands above a title that is none itself: kind and number of a document, and who issued it.

    Who issued it is a heading, no link: "the Ministry" of the text is his. "Joint Communique" is the title itself where
    the text follows at once.
    """
    told = (i for i, line in enumerate(lines) if reads_as_prose(line) and case_of(line.words) != "title")
    first = next(told, len(lines))
    issuers: list[int] = []
    for i in range(min(first, HEAD_LINES)):
        words = lines[i].words
        if masthead.is_joint(words) and i + 1 < len(lines) and reads_as_prose(lines[i + 1]):
            return
        if masthead.is_kind(words) or masthead.is_number(words):
            kinds[i] = "teaser"
        elif masthead.is_issuer(words):
            issuers.append(i)
        elif issuers and len(words.split()) > _KICKER and not head.is_placed_date(words) and not _dated(words):
            for j in issuers:
                kinds[j] = "subhead"
            return


def free_title(lines: list[Stretch], kinds: list[BlockKind | None]) -> None:
    """Open the kind of the page's first line of words where only the genre before it makes it look like a link.

    Links stand together: of two such lines none is the title.
    """
    for i in range(min(len(lines), HEAD_LINES)):
        words = lines[i].words
        if kinds[i] == "teaser" and marks.names_genre(words):
            if i + 1 == len(lines) or not marks.is_labelled_teaser(lines[i + 1].words):
                kinds[i] = None
            return
        if reads_as_prose(lines[i]) or (kinds[i] is None and len(words.split()) > _KICKER):
            return


def title_at(lines: list[Stretch], kinds: list[BlockKind | None]) -> int | None:
    """Return which line is the headline, None for a text that has none."""
    limit = min(len(lines), HEAD_LINES)
    marked = [i for i in range(limit) if lines[i].heading]
    if marked and all(not reads_as_prose(lines[j]) for j in range(marked[0])):
        return marked[0]
    if len(lines) < 2:
        return None
    signed = [i for i in range(limit) if kinds[i] in ("byline", "dateline")]
    for i in range(limit):
        words = lines[i].words
        if kinds[i] in ("dateline", "byline", "credit", "teaser", "subhead"):
            continue
        asks = words.endswith("?") and not re.search(r"[.!?] [A-Z]", words)
        titled = asks or case_of(words) == "title" or _titled(lines, i, signed)
        if len(words) > _LONGEST_TITLE or (reads_as_prose(lines[i]) and not titled):
            return None
        if _is_kicker(lines, kinds, i):
            continue
        return i
    return None


def _titled(lines: list[Stretch], i: int, signed: list[int]) -> bool:
    """Return whether a line with a full stop is a headline all the same: short, and signed right below."""
    below = any(i < j <= i + 3 for j in signed)
    return below and len(lines[i].words) < 140 and not re.search(r"[.!?] [A-Z]", lines[i].words)


def _is_kicker(lines: list[Stretch], kinds: list[BlockKind | None], i: int) -> bool:
    """Return whether a line is the name of a section, or of the page, above the headline."""
    words = lines[i].words
    short = len(words.split()) <= _KICKER and len(words) <= 25
    named = i == 0 and (outlet_named(words) or masthead_of(words))
    if not (short or named) or i + 1 >= len(lines):
        return False
    after = next((j for j in range(i + 1, len(lines)) if kinds[j] not in ("byline", "dateline", "teaser")), None)
    if after is None or kinds[after] is not None:
        return False
    return not reads_as_prose(lines[after]) and 25 < len(lines[after].words) <= _LONGEST_TITLE
