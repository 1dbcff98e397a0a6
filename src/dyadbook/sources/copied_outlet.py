"""Return whose page a copied page is: its name stands at the head, in the rights below, and where it asks its reader.

One sign is enough where it is certain; of others two must agree. An agency's rights, and its name at the head of a
text, show who wrote it and not whose page it is; a menu may lead to sections and to other outlets. The first line of a
text without a menu is its outlet's where it ends as names of papers do, or says which edition it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_masthead import is_issuer, is_kind
from dyadbook.sources.copied_outlet_line import COMMON, SECTIONS, is_agency, known_as, names_outlet, told_again
from dyadbook.world.outlets import outlet_named

__all__ = ["masthead_of", "outlet_at_head", "outlet_of_page"]

_OWNER_WORDS = 6
_TOP = 3  # lines of a page among which its own name stands
_NAME = (
    r"(?P<name>(?:(?:the|le|la|el|al|der|die|das) )?[A-ZÀ-Þ][\w'’&.-]*"
    r"(?: (?:of|the|del?|des|d[aiou]|la|y|et|[A-ZÀ-Þ][\w'’&.-]*)){0,4})"
)
_EDITION = re.compile(
    r"(?i)\s+(?:[–—-]\s+|\|\s+|\()(?:in )?(?:\w+ )?(?:edition|version|service|english)\)?$|\s+[–—|-]\s+online$"
)
_PAPER = re.compile(
    r"(?i)\b(?:weekly|daily|times|post|herald|telegraph|gazette|chronicle|observer|mail|tribune|dispatch|courier|ledger"
    r"|quarterly|inquirer|examiner|sentinel|guardian|express|newswire|wire|magazine|news agency)$"
)
"""What ends the name of a paper and hardly that of a section: "Special Report" and "Week in Review" are sections."""
_PAPER_OF = re.compile(
    r"(?:The )?(?:Gazette|Herald|Tribune|Chronicle|Courier|Diario|Jornal|Gazeta|Correio|Corriere|Agence|Agen[cz]ia)"
    r" (?:of|de|del|della|do|d’|d')\b.*"
)
_TOPIC = re.compile(r"(?i)foreign (?:affairs|policy)")  # sections of papers, and papers themselves
_HOME = re.compile(r"(?i)\s+(?:home(?:page)?|logo)$")  # what a picture above a menu leaves: "Reuters home"
_BETWEEN = 1  # sections between the outlet's name and the headline
_RIGHTS = re.compile(r"(?i)(?:copyright|©|\(c\))(?:\s*(?:copyright|©|\(c\)|[\d–-]+|by))*,?\s+(?P<owner>.+)")
_RIGHTS_BEHIND = re.compile(r"(?i)(?P<owner>[^©.!?]{3,45}?),?\s+(?:copyright\s+)?(?:©|\(c\))\s*(?:19|20)\d\d\b")
_OWNER_END = re.compile(r"(?i)\s*(?:[.,|;(]|\ball rights\b|\bor its\b|\b(?:19|20)\d\d\b).*")
_COMPANY = re.compile(
    r"(?i)(?:,?\s+(?:company|co|inc|ltd|limited|llc|plc|corp(?:oration)?|group|ab|oü|oy|aps|gmbh|pty|pvt|publications?)\.?)+$"
)
_HOLDER = re.compile(r"(?i)\b(?:media|network|online|broadcasting|international|world|agency|wires?)$")
_TO_READER = re.compile(
    rf"(?:(?i:subscribe to|support|about|advertise (?:with|in|on)|welcome to|follow|contact) |"
    rf"(?i:(?:sign up (?:for|to)|get|download) (?:the )?)(?=.*\b(?:newsletter|app)s?\b)){_NAME}"
    rf"(?: (?i:newsletters?|app|today|now|on .*|for .*))?[.!:]?"
)
_ABOUT_ITSELF = re.compile(
    rf"{_NAME} is (?:an?|the) (?:[\w-]+ ){{0,4}}"
    r"(?:newspaper|news (?:site|website|agency|service|organi[sz]ation)|magazine|daily)\b.*"
)


def masthead_of(words: str) -> str | None:
    """Return the outlet that the first line of a text names, where it can be nothing else; None: not certain."""
    name = _EDITION.sub("", words)
    if not _may_be_name(name) or is_agency(name) or is_issuer(name):
        return None
    told = None if _TOPIC.fullmatch(name) else outlet_named(name)
    named = (head.is_outlet(name) and _PAPER.search(name)) or _PAPER_OF.fullmatch(name)
    known = len(name.split()) > 1 and (told or named)
    return told or name if known or name != words else None


def outlet_of_page(page: Sequence[Stretch], first: int, end: int, title: int) -> str | None:
    """Return the outlet of a page, its article from `first` to `end`, its headline at `title`; None: not certain."""
    below = [line.words for line in page[end:]]
    owners = [owner for words in below if (owner := _owner(words))]
    top = [_HOME.sub("", line.words) for line in page[: min(first, _TOP)]]
    if certain := next((name for owner in owners if (name := _certain(owner))), None):
        return next((words for words in top if _is_fuller(words, certain)), certain)
    beside = [line.words for line in page[:first][-1:] if not is_agency(line.words)]
    if known := next((name for words in (*top, *beside) if (name := _headed(words))), None):
        return known
    if title and _opens_text(page[1:title]) and (named := masthead_of(page[0].words)):
        return named
    heads = [words for words in top if _may_be_name(words)]
    asked = [match["name"] for line in page if (match := _asked(line.words))]
    return _agreed(heads, owners) or _agreed(heads, asked) or _agreed(owners, asked)


def outlet_at_head(page: Sequence[Stretch], title: int) -> str | None:
    """Return the outlet that the first line of a text names where nothing of a page stands around it; None: another."""
    if not (title and _opens_text(page[1:title])):
        return None
    words = page[0].words
    return known_as(words) if names_outlet(words) or told_again(words, page[title:]) else None


def _is_fuller(words: str, owner: str) -> bool:
    """Return whether a line is the name of an outlet that ends in what its company is called: "The Isles Herald"."""
    ends = re.sub(r"\W+", " ", words).casefold().endswith(" " + owner.removeprefix("The ").casefold())
    return ends and outlet_named(words) is not None


def _opens_text(between: Sequence[Stretch]) -> bool:
    """Return whether lines above a headline belong to it, its section and its day, and are no menu."""
    others = [line.words for line in between if not (head.dates_or_signs(line.words) or is_kind(line.words))]
    return len(others) <= _BETWEEN and not any(marks.is_of_page(words) for words in others)


def _headed(words: str) -> str | None:
    """Return the outlet of the tables that a line names, where it is no section of that name ("Local", "Nation")."""
    return None if COMMON.fullmatch(words) else outlet_named(words)


def _owner(words: str) -> str | None:
    """Return who holds the rights of a page, without what his company is."""
    rights = _RIGHTS.match(words)
    if not rights:
        behind = _RIGHTS_BEHIND.match(words)
        return behind["owner"] if behind else None
    known = rights["owner"].split()[:_OWNER_WORDS]
    parts = (" ".join(known[:size]).strip(".,;|") for size in range(len(known), 0, -1))
    named = next((name for part in parts if (name := outlet_named(part))), None)
    return named or _COMPANY.sub("", _OWNER_END.sub("", rights["owner"]))


def _certain(owner: str) -> str | None:
    """Return the outlet that is surely meant by who holds the rights."""
    if is_agency(owner):
        return None
    return outlet_named(owner) or (owner if head.is_outlet(owner) and not _HOLDER.search(owner) else None)


def _may_be_name(words: str) -> bool:
    named = len(words) < 45 and re.fullmatch(_NAME, words) is not None
    return named and not (SECTIONS.match(words) or marks.is_of_page(words))


def _asked(words: str) -> re.Match[str] | None:
    return (_TO_READER.fullmatch(words) or _ABOUT_ITSELF.fullmatch(words)) if len(words) < 250 else None


def _agreed(some: Iterable[str], others: Iterable[str]) -> str | None:
    """Return the name that stands in both, as it is written where it does not shout."""
    names = {_key(name): name for name in others if _key(name)}
    pairs = ((name, names[_key(name)]) for name in some if _key(name) in names)
    return next((outlet_named(one) or (other if one.isupper() else one) for one, other in pairs), None)


def _key(name: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"(?i)^the |\.com$", "", name).casefold())
