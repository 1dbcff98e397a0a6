"""Return whose a text is that is given in its authors' own voice: a speech, a ministry's or a joint statement.

"We, the leaders of Fiji and Tonga, met" names them where they begin to speak, "Remarks by President Ann Lee at a
summit" in the title; the paragraphs speak of "us", and no reporter tells in them who said what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from dyadbook.records import Block
from dyadbook.steps.language.quotes import find_quotes
from dyadbook.steps.language.units import Span

KIND = (
    r"(?:statements?|declarations?|communiqu[eé]s?|remarks|speech|address|message|letter|appeal|testimony|intervention"
    r"|press\s(?:release|note)|briefing)"
)
BY = re.compile(
    rf"(?:[^\n]*[:–—|-]\s)?(?:[\w’'-]+\s){{0,6}}?(?i:{KIND})\s(?:\w+\s)?(?i:by|of|from|between)\s(?:the\s)?"
    r"(?P<who>[^:\n“”\"]{3,200}?)"
    r"(?=,?\s(?:on|at|in|to|after|before|following|regarding|about|concerning|for|during|delivered|as)\s|:|\s[–—|-]\s|[.]?\s*$)"
)
"""A title that names whose words follow: "Joint Statement of Fiji and Tonga on fishing"."""
OWNED = re.compile(rf"(?P<who>[A-Z][^:\n“”\"]{{2,120}}?)['’]s?\s(?:[\w-]+\s){{0,3}}(?i:{KIND})\b")
"""A title that does so by whose they are: "Foreign Minister Ann Lee's remarks at a summit"."""
WE_THE = re.compile(
    r"[“\"]?(?:We|I(?=,[^.;\n]{3,200}\sand\sI,\s)),\s(?P<who>(?:(?:the|and|of|for|heads?|states?|governments?|leaders|presidents?|foreign|prime|defen[cs]e"
    r"|ministers?|members|representatives|[A-Z(][\w.’'()-]*),?\s)+)"
)
"""What a joint statement opens with: "We, the leaders of Fiji and Tonga, met", "I, ..., and I, ..., met"."""
OWN = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|my|My)\b")
TOLD = re.compile(
    r"[,”\"]\s(?:[\w.’'-]+\s){1,3}(?:said|told|added)\b|\s(?:said|told \w+)(?:[.,]|\s(?:on\s\w+day|that)\b)"
)
"""What a reporter says of a speaker: the words are not given in full."""
JOINT = re.compile(
    r"\b(?:joint|trilateral|common)\s(?:[\w-]+\s){0,3}(?:statement|declaration|communiqu[eé]|press)", re.I
)
BARE = re.compile(rf"\W*{JOINT.pattern}[^:;.\n]*", re.I)
"""A title that calls a text a joint document and names nobody: "Joint Communique"."""
MET = re.compile(
    r"(?P<who>[A-Z][^:;\n“”\"]{10,300}?)"
    r"(?=,\s(?:the|both)\s(?:two\s|three\s)?(?:sides|parties|leaders|countries|ministers|presidents|heads|delegations)\b"
    r"|\s(?:met|held|paid|issued|adopted|agreed|have|had|exchanged|signed|convened|gathered|conducted)\b"
    r"|\s(?:in|on|from|between|during)\s(?:\d|[A-Z][a-z]+\s\d))"
)
"""How such a text opens: "On the visit of the President of Fiji to Tonga, the two sides", "The envoys of both met"."""
NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-–—•▪●◦·*])\s+")
"""What stands before the words of a numbered paragraph."""
SIDES = (
    r"\b(?:[Tt]he|[Bb]oth)\s(?:two\s|three\s)?(?:sides|parties|countries|leaders|ministers|presidents|delegations)\b"
)
OF_OFFICE = frozenset(
    "Administration Foreign Government Kingdom Minister Ministry Office President Presidential Prime Republic".split()
)
"""Words of offices, which name no party."""
REPORTED = re.compile(r"\b(?:issued|released|published|signed|in|by) (?:a|their) (?:joint|trilateral|common)\s", re.I)
"""What a reporter says of a joint document: it is not given in full."""
FIRST = 120  # characters of a paragraph in which those who issue it are named
LEAST = 2  # paragraphs that speak of "us"
SHARE = 3  # of so many paragraphs one at least does so
OPENING = 3  # paragraphs in which a joint statement names who speaks


class Issuers(NamedTuple):
    """The words that name whose a text is."""

    titled: Span | None = None
    """Those of a title that names whose statement, speech or briefing it is."""
    together: Span | None = None
    """Those of a title, or of the first sentence below it, that name who issue a joint statement."""


def own_voice(text: str, blocks: Sequence[Block]) -> tuple[Span, list[Block]] | None:
    """Return the words that name whose a text is, and the paragraphs that are theirs; None of another text."""
    body = [block for block in blocks if block.kind == "body"]
    if any(TOLD.search(text, one.start, one.end) for one in body):
        return None
    for number, block in enumerate(body[:OPENING]):
        if (opening := WE_THE.match(text, block.start, block.end)) is not None:
            return opening.span("who"), body[number:]
    named = issuers(text, blocks)
    who = named.titled or named.together
    speaking = sum(speaks_of_us(text, one) for one in body)
    speaks = speaking >= LEAST and speaking * SHARE >= len(body)
    together = named.together is not None and (speaking or _tells_of_issuers(text, named.together, body))
    return (who, body) if who is not None and (speaks or together) else None


def _tells_of_issuers(text: str, who: Span, body: Sequence[Block]) -> bool:
    """Return whether most paragraphs of a joint document open with those who issue it: "Fiji and Tonga agree"."""
    names = {name for name in re.findall(r"[A-Z][\w’'-]{3,}", text[slice(*who)]) if name not in OF_OFFICE}
    named = re.compile(rf"[^.;]{{0,{FIRST}}}(?:{SIDES}|\b(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b)")
    if any(REPORTED.search(text, one.start, one.end) for one in body):
        return False
    return 2 * sum(named.match(text, one.start, one.end) is not None for one in body) > len(body)


def issuers(text: str, blocks: Sequence[Block]) -> Issuers:
    """Return the words that name whose a text is, as far as its title and first sentence tell."""
    titled = _titled(text, blocks)
    if titled is None:
        return Issuers(together=_met(text, blocks))
    joint = JOINT.search(text[text.rfind("\n", 0, titled[0]) + 1 : titled[0]])
    return Issuers(titled, titled if joint else None)


def _titled(text: str, blocks: Sequence[Block]) -> Span | None:
    """Return the words of a title that name whose statement or speech a text is; None where it is called neither."""
    for block in takewhile(lambda one: one.kind != "body", blocks):
        if block.kind == "headline" and (
            named := BY.match(text, block.start, block.end) or OWNED.match(text, block.start, block.end)
        ):
            return named.span("who")
    return None


def without_number(text: str, start: int, end: int) -> int:
    """Return where the words of a paragraph begin: behind its number or the mark of an item."""
    number = NUMBER.match(text, start, end)
    return number.end() if number is not None else start


def _met(text: str, blocks: Sequence[Block]) -> Span | None:
    """Return with whom a joint document opens whose title names nobody."""
    above = list(takewhile(lambda one: one.kind != "body", blocks))
    if not any(one.kind == "headline" and BARE.fullmatch(text[one.start : one.end].strip()) for one in above):
        return None
    first = next((one for one in blocks if one.kind == "body"), None)
    opening = MET.match(text, without_number(text, first.start, first.end), first.end) if first is not None else None
    return opening.span("who") if opening is not None else None


def speaks_of_us(text: str, block: Block) -> bool:
    """Return whether a paragraph speaks of "us" outside quotation marks."""
    quoted = [(one.start, one.end) for one in find_quotes(text, [(block.start, block.end)])]
    own = (one.start() for one in OWN.finditer(text, block.start, block.end))
    return any(not any(start <= at < end for start, end in quoted) for at in own)
