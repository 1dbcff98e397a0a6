"""Return what stands beside the title at the head of a page or document: its day with other things, issuer, number.

"9 May 2025, The Quay Post", "LIMA, 9 May 2025 – 14:20 | No. 112/2025": a line dates the page where each of its parts is
short and of a kind that stands beside days. "PRESS RELEASE" and "SC/16102" are no titles, and the name of a ministry is
none where a title follows it.
"""

from __future__ import annotations

import re

from dyadbook.sources import copied_head as head
from dyadbook.sources.stated_dates import NOT_STATED

_LONGEST = 120
_APART = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|\s{2,}")  # two blanks are left where a day or a time stood
_EDGE = " ,|•·-–—()[]:;."
_ZONE = re.compile(r"\s*\(?\b(?:[A-Z]\w+ time\b|(?<=\d\d )[A-Z]{2,5}\b(?![ .]?\w))\)?")
_KIND = (
    r"(?:press|news|media)\s+(?:releases?|statements?|notes?|notice|advisory|communiqu[eé]|briefing)|communiqu[eé]"
    r"|statements?|declaration|remarks|speech(?:es)?|transcript|readout|(?:for )?immediate release|note verbale"
    r"|official (?:statement|communiqu[eé])|joint (?:statement|communiqu[eé]|declaration)"
)
_NUMBER = r"(?:no|nr|n°|№|number|ref(?:erence)?|doc(?:ument)?|issue|vol(?:ume)?)\b[.:]?\s*[\w/.-]*\d[\w/.-]*"
_SYMBOL = r"[A-Z]{1,6}(?:/[\w.()]+)+"
_KIND_LINE = re.compile(rf"(?i)(?:{_KIND})(?:\s*[|:–—-]?\s*(?:{_NUMBER}|\d+[/-]\d+))?\s*:?")
_NUMBER_LINE = re.compile(rf"(?i:(?:{_KIND}|release)?\s*{_NUMBER})|(?=.*\d){_SYMBOL}")
_SITTING = re.compile(r"(?i)\d{1,5}(?:st|nd|rd|th)\b.{0,30}\b(?:meeting|session|sitting)s?(?:\s*\([^()]{1,12}\))?")
_ISSUER = re.compile(
    r"(?i)(?:(?:the|federal|royal|[\w.-]+)\s+){0,3}?(?:ministry|department|embassy|government|permanent\s+mission"
    r"|(?:consulate|secretariat)[\s-]general|consulate|presidency|press\s+service|office\s+of\s+the)\b[^.!?:;]{0,110}"
)
_TELLS = re.compile(
    r"(?i)\b(?!(?:affairs|states|relations|emirates|netherlands|philippines|islands|services|works|sports|resources"
    r"|nations|citizens|arts|customs|bahamas|comoros|maldives|seychelles|honduras|mauritius|laos|cyprus|belarus|barbados"
    r"|athens|brussels|paris|united|press)\b)\w{3,}(?:s|ed)\b"
)
"""What may be the verb of a title, "Ministry Rejects Claims": no plural that names of ministries and countries hold."""
_SMALL = frozenset({"of", "the", "for", "and", "in", "to", "de", "del"})
_NAMED = re.compile(r"[A-ZÀ-Þ][\w.'’/&-]*(?: (?:of|the|de|la|al|[A-ZÀ-Þ][\w.'’&-]*)){0,4}")


def dated_parts(words: str) -> list[str] | None:
    """Return what a line holds beside a day; None where it states none, or where it tells something."""
    if len(words) > _LONGEST or words[-1] in "!?" or head.find_stated(words) == NOT_STATED:
        return None
    bare = head.without_dates(_ZONE.sub(" ", words))
    parts = [part for strong in _APART.split(bare) for part in _pieces(strong.strip(_EDGE))]
    return parts if all(_stands_beside_day(part) for part in parts) else None


def _pieces(words: str) -> list[str]:
    """Return the parts of a stretch between signs, without the label of a day; those between commas are short."""
    if head.starts_byline(words):
        return [words]
    pieces = [head.without_labels(piece).strip(_EDGE) for piece in words.split(", ")]
    return [piece for piece in pieces if piece] if len(pieces) < 2 or all(_is_short(p) for p in pieces) else [words]


def _is_short(words: str) -> bool:
    return len(words.split()) <= 2 or head.is_outlet(words) or bool(_NUMBER_LINE.fullmatch(words))


def _stands_beside_day(words: str) -> bool:
    known = head.starts_byline(words) or head.is_outlet(words) or is_kind(words) or is_number(words)
    return known or bool(_NAMED.fullmatch(words))


def signed_in(parts: list[str]) -> head.Signed:
    """Return the authors and the outlet among the parts of a line."""
    outlet = next((part for part in parts if head.is_outlet(part)), None)
    people = [part for part in parts if part != outlet and (head.starts_byline(part) or head.is_name(part))]
    by = [part for part in people if head.starts_byline(part)] or people[:1]
    return head.Signed(head.read_byline(by[0]).authors if by else (), outlet)


def is_joint(words: str) -> bool:
    """Return whether a line is nothing but the kind of a document that several issue together."""
    return is_kind(words) and words.lower().startswith("joint")


def is_kind(words: str) -> bool:
    """Return whether a line tells only what kind of document follows: "PRESS RELEASE", "Media note No. 12"."""
    return bool(_KIND_LINE.fullmatch(words))


def is_number(words: str) -> bool:
    """Return whether a line is the number of a document or of a sitting alone: "SC/16102", "9941st Meeting (AM)"."""
    return len(words) < 50 and bool(_NUMBER_LINE.fullmatch(words) or _SITTING.fullmatch(words))


def is_issuer(words: str) -> bool:
    """Return whether a line is the name of a ministry, an embassy or the like alone, with no verb."""
    if len(words) > _LONGEST or not _ISSUER.fullmatch(words) or _TELLS.search(words):
        return False
    return words.isupper() or all(word[0].isupper() or word.lower() in _SMALL for word in words.split())
