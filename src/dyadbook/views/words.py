"""Return the words for parties and numbers within a sentence of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dyadbook.pages import SourceCount
from dyadbook.phrases import count_words
from dyadbook.world import countries, groups, organizations

_SOUGHT = re.compile(r'"([^"]+)"|(\S+)')
_TAKES_THE = re.compile(
    r"(?:United|European|African|Arab|World|International|British|Democratic|UN|U\.S\.) |Republic of "
    r"|.* (?:Islands|Republic|Territories|Union|Organization|Bank|Court|Council)\Z"
    r"|(?:Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Isle of Man)\Z"
)


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: `the United States`, `Japan`."""
    return f"the {name}" if _TAKES_THE.match(name) else name


def world_name(party: str) -> str | None:
    """Return the name that the world's tables have for a party; None where they have none."""
    if (country := countries().get(party)) is not None:
        return country.name
    named = organizations().get(party) or groups().get(party)
    return None if named is None else named.name


def sought(words: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a search, all of which must be there, each with whether its words stand together as they are.

    Words in quotation marks are one part, any other word is one; what has no letter and no figure is none.
    """
    for quoted, single in _SOUGHT.findall(words):
        if re.search(r"\w", part := quoted or single):
            yield part, bool(quoted)


def sought_words(words: str) -> str:
    """Return the parts of a search as a person reads them: `“joint statement” and “Japan”`."""
    return " and ".join(f"“{part.replace(chr(34), '')}”" for part, _ in sought(words))


def outlets_words(counts: Iterable[SourceCount]) -> str:
    """Return how many outlets these are, and how many articles name none: those are of no one outlet."""
    found = list(counts)
    nameless = sum(one.articles for one in found if one.outlet is None)
    named = count_words(sum(one.outlet is not None for one in found), "outlet")
    return f"{named} and {count_words(nameless, 'article')} that name none" if nameless else named
