"""Return where the article begins and ends in a page that was selected whole: menus stand above it, lists below.

The article is where the paragraphs are. Its title stands above them, and its words return in them; a link of a menu is
short, or its words are new. Below the last paragraph come tags, links with their summaries, notes and comments.
"""

from __future__ import annotations

import math
import re
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
_AKIN = 0.45  # of the words of other paragraphs return in those of the article
_FOREIGN = 0.4  # of the words of a stretch return in the paragraphs above
_BOX = 2  # marks of the page above what is no more of the article
_KNOWN = 300  # words that a text must have before so many return

_OWNER_WORDS = 6
_TOP = 3  # lines of a page among which its own name stands


def frame(lines: Sequence[Stretch]) -> tuple[int, int]:
    """Return which line is the first of the article, and which is the first below it."""
    told = _told(lines)
    if not told:
        return 0, len(lines)
    first = _first(lines, told)
    end = _end(lines, first)
    while first and _signs(lines[first - 1].words):
        first -= 1
    return first, end


_LABELLED = re.compile(r"(?i)(?:published|posted|updated|last)\b|.* ago$")


def _signs(words: str) -> bool:
    """Return whether a line bears the day of its page or who wrote it; a time alone stamps what is below it."""
    dated = head.is_date_line(words) and (head.find_stated(words) != NOT_STATED or _LABELLED.match(words) is not None)
    return dated or head.starts_byline(words)


def _told(lines: Sequence[Stretch]) -> list[int]:
    """Return the paragraphs of the article: of all that stand together the most words, and what is akin above them."""
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        if not _is_paragraph(line):
            continue
        if runs and i - runs[-1][-1] <= _APART:
            runs[-1].append(i)
        else:
            runs.append([i])
    if not runs:
        return []
    main = max(range(len(runs)), key=lambda n: sum(len(lines[i].words) for i in runs[n]))
    text = set[str]().union(*(stems(lines[i].words) for i in runs[main]))
    akin = [i for run in runs[:main] if _share(lines, run, text) >= _AKIN for i in run]
    return akin + runs[main]


def _share(lines: Sequence[Stretch], run: list[int], text: set[str]) -> float:
    """Return which share of the words of paragraphs return in a text."""
    shares = [len(own & text) / len(own) for i in run if (own := stems(lines[i].words))]
    return sum(shares) / len(shares) if shares else 0.0


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


def _first(lines: Sequence[Stretch], told: list[int]) -> int:
    """Return the line of the title where a menu stands above it, else 0."""
    top = told[0]
    links = [_is_link(line) for line in lines[:top]]
    if any(line.heading for line in lines[:top]):
        return 0
    if sum(links[: _MENU + 2]) < _MENU and not (
        sum(links[:2]) == 2 and any(_names_section(n.words) for n in lines[:2])
    ):
        return 0
    text = set[str]().union(*(stems(lines[i].words) for i in told))
    opening = set[str]().union(*(stems(lines[i].words) for i in told[:_PARAGRAPHS]))
    below = told[min(_WITHIN, len(told) - 1)]
    worth = {
        i: _worth(stems(lines[i].words), opening, text) + _signed_below(lines, i)
        for i in range(max(0, top - _ABOVE), below)
        if _may_be_title(lines[i])
    }
    best = max(worth, key=lambda i: worth[i], default=0)
    while (above := _above(lines, best)) is not None and worth.get(above, 0.0) > _KEPT * worth[best]:
        best = above  # the line below a title tells more of the text
    return best


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
    if reads_as_prose(line) and not words.endswith("?"):
        return False
    return not (marks.has_credit(words) or marks.is_credit(words) or marks.is_labelled_teaser(words))


def _signed_below(lines: Sequence[Stretch], i: int) -> float:
    below = lines[i + 1 : i + 1 + _SIGNED_BELOW]
    return float(any(_signs(n.words) for n in below))


_SECTION = re.compile(
    r"(?i)(?:world|news|politics|sports?|business|opinion|culture|diplomacy|international|national"
    r"|(?:latin |north )?americas?|africa|asia|europe|middle east|home|markets|economy"
    r"|security|defen[cs]e|live|video|features|society|region)"
)


def _names_section(words: str) -> bool:
    return bool(_SECTION.fullmatch(words)) or marks.is_of_page(words)


# --- below -----------------------------------------------------------------------------------------------------------


_NOTE = re.compile(
    r"(?i)(?:\(?end\)?|keywords|comments?\b.{0,20}|about the authors?|notes? from the (?:author|editor).{0,3}"
    r"|follow us.*|most (?:liked|viewed|read|popular|watched).*|news feed|reuse this content|explore more.*"
    r"|leave a reply|post navigation|#[\w-]+.*|(?:copyright|©|\(c\)).*)"
)


def _end(lines: Sequence[Stretch], first: int) -> int:
    """Return the first line below the article: what follows the last stretch of paragraphs that goes on with it."""
    parts = _stretches(lines, first)
    main = max(range(len(parts)), key=lambda n: sum(len(lines[i].words) for i in parts[n]), default=0)
    known = set[str]()
    foreign = []
    for n, part in enumerate(parts):
        own = set[str]().union(*(stems(lines[i].words) for i in part))
        new = _share(lines, part, known) < _FOREIGN * min(1.0, len(known) / _KNOWN)
        foreign.append((new and _marks_above(lines, part[0]) >= _BOX) or _is_summary(lines, part))
        if not foreign[-1] or n <= main:
            known |= own
    kept = len(parts)
    while kept > main + 1 and foreign[kept - 1]:
        kept -= 1
    end = parts[kept - 1][-1] + 1 if parts else len(lines)
    return end if any(_is_mark(line) for line in lines[end:]) else len(lines)


def _stretches(lines: Sequence[Stretch], first: int) -> list[list[int]]:
    """Return the paragraphs below the title, parted where marks of the page stand between them."""
    parts: list[list[int]] = []
    for i in range(first + 1, len(lines)):
        if not _is_paragraph(lines[i]):
            continue
        between = lines[parts[-1][-1] + 1 : i] if parts else []
        if not parts or any(_is_mark(line) for line in between):
            parts.append([])
        parts[-1].append(i)
    return parts


def _marks_above(lines: Sequence[Stretch], i: int) -> int:
    above = range(i - 1, -1, -1)
    between = takewhile(lambda line: not _is_paragraph(line), (lines[j] for j in above))
    return sum(
        _BOX if _NOTE.fullmatch(line.words) else _is_mark(line) or marks.is_labelled_teaser(line.words)
        for line in between
    )


def _is_mark(line: Stretch) -> bool:
    words = line.words
    furniture = marks.is_of_page(words) or marks.is_list_head(words) or bool(_NOTE.fullmatch(words))
    return not line.heading and (furniture or marks.is_end_credit(words) or head.is_date_line(words))


def _is_summary(lines: Sequence[Stretch], part: list[int]) -> bool:
    """Return whether one paragraph alone stands above or below the stamp of a time, as the summary of a link does."""
    beside = [lines[i].words for i in (part[0] - 1, part[-1] + 1) if 0 <= i < len(lines)]
    return len(part) == 1 and len(lines[part[0]].words) < _SUMMARY and any(head.is_date_line(w) for w in beside)


# --- whose page it is ------------------------------------------------------------------------------------------------

_RIGHTS = re.compile(r"(?i)(?:copyright|©|\(c\))(?:\s*(?:copyright|©|\(c\)|[\d–-]+|by))*,?\s+(?P<owner>.+)")
_WIRE = re.compile(
    r"(?i)(?:the )?(?:reuters|ap|associated press|afp|agence france-presse|(?:canadian|australian associated) press"
    r"|pa media|press association|dpa|deutsche presse-agentur|efe|upi|united press international|bloomberg)"
)


def outlet_around(above: Sequence[Stretch], below: Sequence[Stretch]) -> str | None:
    """Return the outlet that holds the rights of a page, or whose name stands alone above its article.

    The rights of an agency's text show only who wrote it; and a menu may lead to sections and to other outlets.
    """
    for line in below:
        if rights := _RIGHTS.match(line.words):
            words = rights["owner"].split()[:_OWNER_WORDS]
            parts = (" ".join(words[:size]).strip(".,;|") for size in range(len(words), 0, -1))
            owner = next((name for part in parts if (name := outlet_named(part))), None)
            if owner and not _WIRE.fullmatch(owner):
                return owner
    for i, line in enumerate(above):
        name = outlet_named(line.words)
        if name and (i < _TOP or (" " in line.words and not _WIRE.fullmatch(name))):
            return name
    return None
