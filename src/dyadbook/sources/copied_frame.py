"""Return where the article begins and ends in a page that was selected whole: menus stand above it, lists below.

The article is where the paragraphs are. Its title stands above them, and its words return in them; a link of a menu is
short, or its words are new. Below the last paragraph come tags, links with their summaries, notes and comments.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_scores import reads_as_prose, stems
from dyadbook.sources.stated_dates import NOT_STATED
from dyadbook.world.outlets import outlet_named

_LINK_WORDS, _LINK_LETTERS = 4, 32
_MENU = 3  # links that make a menu
_APART = 9  # lines between two paragraphs of one article at most: pictures, a box, a list of links
_SHORTEST = 30  # letters of a paragraph that shows where the article is
_ABOVE = 45  # lines between the title and the first paragraph at most
_LONGEST_TITLE = 250
_PARAGRAPHS = 8  # in which the words of a title return
_SIGNED_BELOW = 8
_WITHIN = 3  # paragraphs above the title: notes of the page
_TELLING, _ENOUGH = 2, 8  # words of a title
_KEPT = 0.6  # of what a line tells, told by the line above it: that is the title
_SUMMARY = 200  # letters
_UNTITLED = 0.5  # a run of paragraphs without a title
_AKIN = 0.45  # of the words of other paragraphs return in those of the article
_FOREIGN = 0.4  # of the words of a stretch return in the paragraphs above
_BOX = 2  # marks of the page above what is no more of the article
_KNOWN = 300  # words that a text must have before so many return


def frame(lines: Sequence[Stretch]) -> tuple[int, int]:
    """Return which line is the first of the article, and which is the first below it."""
    page = _Page(lines)
    told = _told(page)
    if not told:
        return 0, len(lines)
    first = _first(page, told)
    end = _end(page, first)
    while first and page.signs(first - 1):
        first -= 1
    return first, end


class _Page:
    """The lines of a page and what is known of each, which is looked up once."""

    def __init__(self, lines: Sequence[Stretch]) -> None:
        self.lines = lines
        self.stems = [stems(line.words) for line in lines]
        self.paragraphs = [i for i, line in enumerate(lines) if _is_paragraph(line)]
        self._told = set(self.paragraphs)
        self._voices = Counter(map(marks.voice_of, {line.words for line in lines}))
        self._signs: dict[int, bool] = {}
        self._marks: dict[int, bool] = {}
        self._titles: dict[int, bool] = {}

    def is_paragraph(self, i: int) -> bool:
        """Return whether a line is a paragraph."""
        return i in self._told

    def signs(self, i: int) -> bool:
        """Return whether a line bears the day of the page or who wrote it."""
        return self._signs[i] if i in self._signs else self._signs.setdefault(i, _signs(self.lines[i].words))

    def is_mark(self, i: int) -> bool:
        """Return whether a line parts the article from what is none of it."""
        return self._marks[i] if i in self._marks else self._marks.setdefault(i, _is_mark(self.lines[i]))

    def may_be_title(self, i: int) -> bool:
        """Return whether a line can be a title by its own words."""
        if i not in self._titles:
            words = self.lines[i].words
            voice = marks.voice_of(words) if words.endswith("?") else None
            asks_again = voice is not None and self._voices[voice] > 1
            self._titles[i] = not asks_again and _may_be_title(self.lines[i])
        return self._titles[i]

    def letters(self, part: Sequence[int]) -> int:
        """Return how many letters some lines have."""
        return sum(len(self.lines[i].words) for i in part)

    def words(self, part: Sequence[int]) -> set[str]:
        """Return the words of some lines."""
        return set[str]().union(*(self.stems[i] for i in part))

    def share(self, part: Sequence[int], text: set[str]) -> float:
        """Return which share of the words of some lines return in a text."""
        shares = [len(own & text) / len(own) for i in part if (own := self.stems[i])]
        return sum(shares) / len(shares) if shares else 0.0


_TIMED = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_LABELLED = re.compile(r"(?i)(?:published|posted|updated|last)\b|.* ago$")


def _signs(words: str) -> bool:
    """Return whether a line bears the day of its page or who wrote it; a time alone stamps what is below it."""
    dated = head.is_date_line(words) and (head.find_stated(words) != NOT_STATED or _LABELLED.match(words) is not None)
    return dated or head.starts_byline(words)


def _told(page: _Page) -> list[int]:
    """Return the paragraphs of the article: those that stand together and tell most, and what is akin above them."""
    runs: list[list[int]] = []
    for i in page.paragraphs:
        if runs and i - runs[-1][-1] <= _APART:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return []
    main = max(range(len(runs)), key=lambda n: _weight(page, runs[n])) if len(runs) > 1 else 0
    text = page.words(runs[main])
    akin = [i for run in runs[:main] if page.share(run, text) >= _AKIN for i in run]
    return akin + runs[main]


def _weight(page: _Page, run: list[int]) -> float:
    """Return how much paragraphs weigh: long ones that stand close below a title of theirs are the article.

    Summaries of links have headlines between them; terms and notes at the foot of a page have no title.
    """
    close = len(run) / (run[-1] - run[0] + 1)
    return page.letters(run) * close * (_UNTITLED + max(_titles(page, run).values(), default=0.0))


def _is_paragraph(line: Stretch) -> bool:
    told = reads_as_prose(line) and len(line.words) >= _SHORTEST and line.words[-1] != ":"
    return told and not (marks.is_of_page(line.words) or marks.is_end_credit(line.words) or _NOTE.fullmatch(line.words))


# --- above -----------------------------------------------------------------------------------------------------------


def _is_link(line: Stretch) -> bool:
    words = line.words
    if line.heading or head.starts_byline(words) or head.is_date_line(words):
        return False
    short = len(words.split()) <= _LINK_WORDS and len(words) <= _LINK_LETTERS and words[-1] not in ".!?:"
    return short or marks.is_of_page(words)


def _first(page: _Page, told: list[int]) -> int:
    """Return the line of the title where a menu stands above it, else 0."""
    lines, top = page.lines, told[0]
    if any(line.heading for line in lines[:top]) or not _opens_with_menu(lines[:top]):
        return 0
    worth = _titles(page, told)
    best = max(worth, key=lambda i: worth[i], default=0)
    while (above := _above(lines, best)) is not None and worth.get(above, 0.0) > _KEPT * worth[best]:
        best = above  # the line below a title tells more of the text
    return best


def _opens_with_menu(lines: Sequence[Stretch]) -> bool:
    """Return whether the first lines are links; the name of a page above them tells as much as two."""
    links = [_is_link(line) for line in lines[: _MENU + 2]]
    headed = any(head.is_outlet(line.words) or outlet_named(line.words) for line in lines[:1])
    sections = (marks.names_section(line.words) or marks.is_of_page(line.words) for line in lines[:2])
    return sum(links) + headed >= _MENU or (sum(links[:2]) == 2 and any(sections))


def _titles(page: _Page, told: list[int]) -> dict[int, float]:
    """Return the lines that may be the title of paragraphs, each with how much it tells of them."""
    text, opening = page.words(told), page.words(told[:_PARAGRAPHS])
    below = told[min(_WITHIN, len(told) - 1)]
    able = (i for i in range(max(0, told[0] - _ABOVE), below) if page.may_be_title(i))
    return {i: _worth(page.stems[i], opening, text) + _signed_below(page, i) for i in able}


def _above(lines: Sequence[Stretch], i: int) -> int | None:
    """Return the line above one, past what is of the page; None where that is a link of a menu."""
    above = next((j for j in range(i - 1, -1, -1) if not marks.is_of_page(lines[j].words)), None)
    return above if above is not None and not _is_link(lines[above]) else None


def _worth(own: set[str], opening: set[str], text: set[str]) -> float:
    """Return how much a line tells of the paragraphs: the share of its words that return, and how many they are."""
    if len(own) < _TELLING:
        return 0.0
    return (len(own & opening) + len(own & text)) / (2 * len(own)) * math.sqrt(min(len(own), _ENOUGH))


def _may_be_title(line: Stretch) -> bool:
    words = line.words
    if len(words) > _LONGEST_TITLE or len(words.split()) < 3 or marks.is_of_page(words) or _signs(words):
        return False
    if marks.opens_with_section(words) or _TIMED.match(words):
        return False
    if reads_as_prose(line) and not words.endswith("?"):
        return False
    return not (marks.has_credit(words) or marks.is_credit(words) or _leads_away(words))


def _leads_away(words: str) -> bool:
    return marks.is_labelled_teaser(words) and not marks.names_genre(words)


def _signed_below(page: _Page, i: int) -> float:
    return float(any(page.signs(j) for j in range(i + 1, min(i + 1 + _SIGNED_BELOW, len(page.lines)))))


# --- below -----------------------------------------------------------------------------------------------------------


_NOTE = re.compile(
    r"(?i)(?:\(?end\)?|keywords|comments?\b.{0,20}|about the authors?|notes? from the (?:author|editor).{0,3}"
    r"|follow us.*|most (?:liked|viewed|read|popular|watched).*|news feed|reuse this content|explore more.*"
    r"|leave a reply|post navigation|#[\w-]+.*|(?:copyright|©|\(c\)).*)"
)


def _end(page: _Page, first: int) -> int:
    """Return the first line below the article: what follows the last stretch of paragraphs that goes on with it."""
    parts = _stretches(page, first)
    main = max(range(len(parts)), key=lambda n: page.letters(parts[n]), default=0)
    known = set[str]()
    foreign = []
    for n, part in enumerate(parts):
        new = page.share(part, known) < _FOREIGN * min(1.0, len(known) / _KNOWN)
        foreign.append((new and _marks_above(page, part[0]) >= _BOX) or _is_summary(page.lines, part))
        if not foreign[-1] or n <= main:
            known |= page.words(part)
    kept = len(parts)
    while kept > main + 1 and foreign[kept - 1]:
        kept -= 1
    end = parts[kept - 1][-1] + 1 if parts else len(page.lines)
    return end if any(page.is_mark(i) for i in range(end, len(page.lines))) else len(page.lines)


def _stretches(page: _Page, first: int) -> list[list[int]]:
    """Return the paragraphs below the title, parted where marks of the page stand between them."""
    parts: list[list[int]] = []
    for i in page.paragraphs[bisect_right(page.paragraphs, first) :]:
        if not parts or any(page.is_mark(j) for j in range(parts[-1][-1] + 1, i)):
            parts.append([])
        parts[-1].append(i)
    return parts


def _marks_above(page: _Page, i: int) -> int:
    between = takewhile(lambda j: not page.is_paragraph(j), range(i - 1, -1, -1))
    return sum(_mark_of_box(page, j) for j in between)


def _mark_of_box(page: _Page, i: int) -> int:
    words = page.lines[i].words
    return _BOX if _NOTE.fullmatch(words) else page.is_mark(i) or marks.is_labelled_teaser(words)


def _is_mark(line: Stretch) -> bool:
    words = line.words
    furniture = marks.is_of_page(words) or marks.is_list_head(words) or bool(_NOTE.fullmatch(words))
    return not line.heading and (furniture or marks.is_end_credit(words) or head.is_date_line(words))


def _is_summary(lines: Sequence[Stretch], part: list[int]) -> bool:
    """Return whether one paragraph alone stands above or below the stamp of a time, as the summary of a link does."""
    beside = [lines[i].words for i in (part[0] - 1, part[-1] + 1) if 0 <= i < len(lines)]
    return len(part) == 1 and len(lines[part[0]].words) < _SUMMARY and any(_stamps(words) for words in beside)


def _stamps(words: str) -> bool:
    """Return whether a line dates a link; the time of day alone stamps an entry of a page that goes on."""
    return head.is_date_line(words) and not _TIMED.match(words)
