"""Return the outlet that a line by itself names, as below a title or at a text's end: "Nikkei Asia", "Radio Meridian".

Such a line has capitals as a person's name has them. It is an outlet where the tables know it, where it opens or ends
as names of outlets do and those of people and sections do not, where it is a ministry or an embassy, which issued what
follows, or where the text names it again as one that is told things, that sent the text, or that holds its rights.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook import world
from dyadbook.sources import copied_head as head
from dyadbook.sources import copied_marks as marks
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_masthead import is_issuer
from dyadbook.world.outlets import outlet_named

__all__ = [
    "COMMON",
    "SECTIONS",
    "is_agency",
    "known_as",
    "may_be_section",
    "names_genre",
    "names_issuer",
    "names_outlet",
    "outlet_at_end",
    "told_again",
]

_LONGEST = 45
_SHORT = 4  # letters of an abbreviation, which may be a word where it has small letters
_NAME = re.compile(
    r"(?:(?:[Tt]he|[LDl][eai]s?|[Ee]l|[Dd]er|[Dd]ie|[Dd]as) )?[A-ZÀ-Þ][\w'’&.-]*"
    r"(?: (?:of|the|and|&|del?|des|d[aiou]|la|y|et|[A-ZÀ-Þ][\w'’&.-]*)){0,5}"
)
_OPENS = re.compile(
    r"(?i)(?:radio|tv|agence|agenzia|agencia|ag[êe]ncia|t[ée]l[ée]vision|voice of|(?:the )?(?:gazette|herald|tribune"
    r"|chronicle) of)\s\S+.*"
)
_ENDS = re.compile(r"(?i)\S+ (?:business|news) (?:week|day|daily)|\S+.* (?:television|newspaper|news service)")
_AGENCY = re.compile(
    r"(?i)(?:the )?(?:reuters|ap|associated press|afp|agence france-presse|(?:canadian|australian associated) press"
    r"|pa media|press association|dpa|deutsche presse-agentur|efe|upi|united press international|bloomberg|dow jones)"
)
COMMON = re.compile(r"(?i)local|nation(?:al)?|week|world|today|business|politics|society|citizen")
_TOPIC = re.compile(
    r"(?i)foreign (?:affairs|policy)|time|nature|fortune|reason|trend|slate|vice|salon|dawn|star|express"
)
"""What is an outlet's name and a word, or a section: alone below a title it may be either."""
SECTIONS = re.compile(
    r"(?i)(?:the )?(?:our |my |us |uk |all |top |live |world|breaking|latest|local|national|international|regional"
    r"|business|sports?|tech\w*|politic\w*|opinion|home|menu|news|today|most|more)\b"
)
_GENRE = re.compile(
    r"(?i)(?:special|exclusive|daily|weekly|morning|evening|staff|field|country|annual|interim|video|audio|press|book|film"
    r"|year|week)\b.* ?\b(?:report|review|bulletin)"
)
_OF_STATE = re.compile(
    r"(?i)(?:.* )?(?:ministry|department|embassy|government|mission|consulate|secretariat|presidency|office)\b.*"
    r" (?:of|for)\b|.*\bembassy in\b"
)
_SOURCE = re.compile(r"(?i)^(?:(?:source|from)\s*:\s*|[—–-]+\s*)")
_BEHIND = re.compile(r"[.!?”\"]\s*[—–-]{1,2}\s*\(?(?P<name>[A-Z][\w .&/’'-]{1,40}?)\)?\.?$")


def is_agency(name: str) -> bool:
    """Return whether a name is that of an agency whose texts others print."""
    return bool(_AGENCY.fullmatch(name))


def names_outlet(words: str) -> bool:
    """Return whether a line is the name of an outlet alone, by its own words."""
    if len(words) >= _LONGEST or not (_NAME.fullmatch(words) or outlet_named(words)) or head.starts_byline(words):
        return False
    if may_be_section(words) or marks.names_section(words) or marks.is_of_page(words):
        return False
    if outlet_named(words):
        return len(words) > _SHORT or words.isupper()
    return not (names_genre(words) or world.is_place_name(words)) and bool(
        head.is_outlet(words) or _OPENS.fullmatch(words) or _ENDS.fullmatch(words)
    )


def names_genre(words: str) -> bool:
    """Return whether a line of an outlet's shape is one of what is printed there: "World News", "Special Report"."""
    return not outlet_named(words) and bool(SECTIONS.match(words) or _GENRE.fullmatch(words))


def may_be_section(words: str) -> bool:
    """Return whether a line is the name of an outlet and of a section or a topic: "Foreign Affairs"."""
    return bool(COMMON.fullmatch(words) or _TOPIC.fullmatch(words))


def known_as(words: str) -> str:
    """Return the outlet as it is called: an agency in full, which is written in many ways, any other as written."""
    return (outlet_named(words) if is_agency(words) else None) or words


def names_issuer(words: str) -> bool:
    """Return whether a line is the name of a ministry or an embassy alone, which issued what stands below it."""
    return is_issuer(words) and bool(_OF_STATE.match(words))


def told_again(words: str, others: Sequence[Stretch]) -> bool:
    """Return whether other lines name what a line of capitals names as an outlet: told things, sent, owns the text."""
    tokens = words.removeprefix("The ").split()
    if len(words) >= _LONGEST or not _NAME.fullmatch(words) or marks.names_section(words) or SECTIONS.match(words):
        return False
    if len(tokens) < 2 or world.is_place_name(words):
        return False
    name = re.escape(words.removeprefix("The "))
    initials = "".join(token[0] for token in tokens if token[0].isupper())
    sent = rf"\((?:{name}{'|' + initials if len(initials) > 2 else ''})\) ?(?:[—–-]|$)"
    rights = rf"(?i:copyright|©|\(c\))(?: ?\d{{4}})?,? (?:[Tt]he )?{name}\b"
    told = rf"\btold (?:[Tt]he )?{name}\b"
    signs = re.compile(f"{sent}|{rights}" if head.is_name(words) and len(tokens) < 3 else f"{sent}|{rights}|{told}")
    return any(signs.search(line.words) for line in others)


def outlet_at_end(page: Sequence[Stretch]) -> str | None:
    """Return the outlet that ends a text, on a line of its own or behind the last sentence; None: not certain."""
    last = page[-1].words if len(page) > 1 else ""
    bare = _SOURCE.sub("", last).strip("()[] .")
    if names_outlet(bare) and (outlet_named(bare) or not head.is_name(bare)):
        return known_as(bare)
    behind = _BEHIND.search(last)
    return outlet_named(behind["name"]) if behind else None
