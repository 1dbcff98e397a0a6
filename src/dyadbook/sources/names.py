"""Return the names of authors as a page states them, without what stands around them: "By", posts, outlets.

Level 3. A name is kept as it is written (capitals too); where nothing remains, there is no author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadbook.sources.dom import squeeze

__all__ = ["clean_names", "is_outlet", "is_staff"]

_LEAD = re.compile(
    r"^(?:(?:written|words|reported|posted|published|compiled|story|text|article|analysis|opinion)\s+)?"
    r"(?:by|von|par|por|door|av|di|af)\b[\s:]+|^(?:authors?|reporters?|staff writers?)\s*:\s*",
    re.IGNORECASE,
)
# What follows a name: a post, a place of work, a date, an address.
_POST = (
    r"(?:correspondent|editor|editor-in-chief|reporter|writer|journalist|columnist|producer|bureau chief|contributor"
    r"|analyst|fellow|professor|journaliste|redakteur(?:in)?|korrespondent(?:in)?|redaktion|freelancer?)"
)
# Words that only belong to a post: without a mark before them, any other word may be a part of the name.
_OF_POST = (
    r"(?:senior|chief|staff|deputy|associate|managing|executive|political|politics|foreign|diplomatic|national|world"
    r"|international|business|economics|defen[cs]e|security|military|energy|health|science|white house|middle east|asia"
    r"|europe|africa|china|us|u\.s\.|uk|global|affairs|home|news|special|north america|south asia|east asia)"
)
_TAIL = re.compile(
    rf"\s*(?:[,|•·–—/]|\s-\s)\s*(?:\w+[ -]){{0,4}}?{_POST}\b.*$|\s+(?:{_OF_POST}\s+){{0,3}}{_POST}\b.*$"
    r"|\s*(?:\||•|·|–|—|\s-\s).*$"
    r"|\s*[(\[<].*$"
    r"|\s+(?:for|of|in|at)\s+(?:the\s+)?[A-Z].*$"
    r"|,?\s*\b(?:updated|published|posted)\b.*$",
    re.IGNORECASE,
)
_ONLY_POST = re.compile(rf"(?:{_OF_POST}[\s-]+){{1,4}}{_POST}s?$", re.IGNORECASE)
# Who writes without a name: "Our Correspondent", "Staff Reporter", "News Desk", "Agencies".
_STAFF = re.compile(
    rf"(?:(?:our|the|own|web|digital|online|city|local|regional|central|monitoring|editorial|{_OF_POST})[\s-]+){{0,4}}"
    rf"(?:{_POST}s?|staff|agenc(?:y|ies)|newsroom|(?:news|web|monitoring)?desk|bureau|(?:news)?wires?|team"
    r"|editorial(?: board)?)(?:\s+reports?)?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!\S)\S*@\S+|https?://\S+|www\.\S+")
_SPLIT = re.compile(r"\s*(?:;|\s/\s|\s\|\s|\s+&\s+|,?\s+(?:and|und|et)\s+)\s*")
_SUFFIX = re.compile(r"^(?:jr|sr|ph\.?d|m\.?d|ii|iii|iv|esq)\.?$", re.IGNORECASE)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
_LONGEST_OUTLET = 200  # letters
_LONGEST_STAFF = 60
_NOBODY = frozenset(
    {
        "",
        "admin",
        "administrator",
        "author",
        "null",
        "none",
        "unknown",
        "guest",
        "editor",
        "webmaster",
        "user",
        "powered by",
    }
)


def is_outlet(name: str, outlets: Iterable[str]) -> bool:
    """Return whether the name is that of an outlet: the page's own publisher, site name or host."""
    key = _key(name)
    return any(
        (key in (known := _key(outlet)) and 2 * len(key) >= len(known)) or _key(outlet) == key
        for outlet in outlets
        if outlet
    )


def _key(name: str) -> str:
    return re.sub(r"\W+|^the(?=\s)|\.(?:com|org|net|de|co\.uk)$", "", name.lower().strip())


def is_staff(words: str) -> bool:
    """Return whether words name no person but those who work for an outlet: "Our Correspondent", "Agencies"."""
    return len(words) < _LONGEST_STAFF and bool(_STAFF.fullmatch(words.strip(" .()[]")))


def clean_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names in the order of the page, each once; outlets stand only where nobody else is named."""
    known = [outlet for outlet in outlets if 0 < len(outlet) <= _LONGEST_OUTLET]
    names: dict[str, str] = {}
    for text in raw:
        for part in _parts(text):
            if name := _clean(part, known):
                names.setdefault(name.casefold(), name)
    people = [name for name in names.values() if not is_outlet(name, known)]
    return tuple(people or names.values())


def _parts(text: str) -> list[str]:
    line = _LEAD.sub("", squeeze(_ADDRESS.sub(" ", text)))
    found: list[str] = []
    for part in _SPLIT.split(line):
        pieces = [piece.strip() for piece in part.split(",")]
        # "Kim, Jane": one name the wrong way round; "Jane Kim, Tom Lee": two names; "Jane Kim, Jr.": one.
        if len(pieces) == 2 and all(piece and " " not in piece and not _SUFFIX.match(piece) for piece in pieces):
            found.append(f"{pieces[1]} {pieces[0]}" if pieces[0][:1].isupper() and pieces[1][:1].isupper() else part)
            continue
        for piece in pieces:
            if found and _SUFFIX.match(piece):
                found[-1] += f", {piece}"
            else:
                found.append(piece)
    return found


def _clean(part: str, outlets: list[str]) -> str | None:
    name = _LEAD.sub("", part.strip())
    if _DATE.search(name) or _ONLY_POST.match(name) or is_staff(name):
        return None
    shorter = _TAIL.sub("", name).strip()
    # "Guardian staff reporter" names nobody else, and is kept whole.
    name = shorter if shorter and not is_outlet(shorter, outlets) else name
    for outlet in outlets:
        cut = re.sub(rf"\s+(?:the\s+)?{re.escape(outlet)}$", "", name, flags=re.IGNORECASE)
        name = cut or name
    name = name.strip(' \t,;:|-–—•·"“”')
    if name.casefold() in _NOBODY or len(name) > 80 or not re.search(r"[^\W\d_]", name) or "/" in name:
        return None
    return name
