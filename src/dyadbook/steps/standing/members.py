"""Return which country stands how in what organization: "B is in NATO", "NATO member B", "NATO expelled B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook import world
from dyadbook.steps.standing.parties import Found, Parties, Party, Scope

THE = re.compile(r"\s*(?:the\s+)?")
DOES = re.compile(r"(?:suspended|expelled)(?:\s+the)?", re.I)
"""What an organization does to a member: of a country that did it to the organization it tells no membership."""
BEFORE_NOUN = re.compile(
    r"\s*(?:['’]s?\s+)?(?:(?:\d+(?:st|nd|rd|th)|first|second|third|\w+th|latest|full|founding|current|new|newest|fellow|permanent)\s+)?-?"
)
"""What may stand between an organization and the word for who belongs to it."""
SUBJECT = re.compile(
    r"(?:['’]s?)?,?(?:\s+(?:which|who|that))?(?:\s+(?:has|have|had|been|is|are|was|were|also|already|still|long|now|then|an?"
    r"|itself|became|remains?|(?:last|this)\s+\w+|since|recently|both|holds?|enjoys?|granted|given|awarded|obtained|permanent|full|official|\w+ly))*\s*"
)
"""What may stand between a country and what it is, or between an organization and what it did."""
APPOSED = re.compile(
    r"(?:,\s+|,?\s+(?:which|who|that)\s+(?:is|are|was)\s+|\s+(?:is|are|became|becomes|remains?|(?:has|have)\s+been|as)\s+)"
    r"(?:(?:also|itself|another|one|of|a|an|the|its|fellow|longtime|key|new|newest|only|full|non-)\s*)*"
)
CALLED = re.compile(
    r"(?:\s+(?:states?|countr(?:y|ies)|nations?))?\s+(?:the\s+)?|,?\s+(?:such\s+as|like|including)\s+(?:the\s+)?"
)
APPOSITION = re.compile(r",?\s+(?:the\s+)?")
OPENING = re.compile(r"\W*(?:as\s+)?(?:an?|the)\s+(?:[\w-]+\s+){0,5}", re.I)
"""What opens a sentence by saying what the country behind the comma is: "A longtime NATO member, Turkey"."""
OBJECT = re.compile(r"\b(?:with|to|from|in|of|by|for|against|on|at)\s+(?:the\s+)?$", re.I)
AS = re.compile(r"\W*(?:as\s+)?", re.I)
"""What may stand before "a member of NATO" where the country follows: "As a member of NATO, Turkey"."""
COMMA = re.compile(r",\s*(?:the\s+)?")
MANY = re.compile(
    r"\b(?:no|any|many|most|some|other|several|all|every|each|potential|future|would-be|former)\s+$", re.I
)  # fmt: skip
JOINING = re.compile(r"\b(?:joined|entered|belongs?)\b", re.I)
JOINED = re.compile(
    r"(?:\s*(?:[.;:)”\"]|$)|\s+(?:in\s+(?:the\s+)?(?:\d+|early|late|year"
    r"|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)\w*)|on|last|this|earlier|as\s+(?:an?|its)|a\s+\w+|when|since"
    r"|despite|after|more|less|only|along)\b)"
)
"""What follows an organization that a country became a member of: not "joined the EU in condemning it"."""
WHOLE = re.compile(
    r"(?:['’]s? (?:membership|participation)\b)?"
    r"(?:\s*(?:[.,;:)”\"–—]|$)|\s+(?:in|on|at|since|as|after|when|and|or|nor|but|last|this|next|by|to|with|from|while"
    r"|because|that|which|who|has|have|is|are|was|were|will|would|should|under|alongside|despite|membership|during"
    r"|without|over|until|before|where|later|earlier|again|today|yesterday|along|though|although|also|formally|\d)\b)"
)
"""What follows a name that is meant itself, and not its meeting, its envoy, its allies."""


def find_member(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the country and the organization; None where the words are not clear."""
    bodies = [one for one in parties.organizations if scope.sentence[0] <= one.start and one.end <= scope.sentence[1]]
    countries = [one for one in parties.within(*scope.sentence) if "/" not in one.id]
    done = DOES.fullmatch(parties.text, *match) is not None
    for body in [] if done else bodies:
        if body.end > match[1] and THE.fullmatch(parties.text, match[1], max(match[1], body.start)):
            return _as_member(_subject(parties, countries, body, match, scope), body)
    for body in reversed(bodies):
        inside = match[0] <= body.start and body.end <= match[1]
        before = body.start < match[0] and BEFORE_NOUN.fullmatch(parties.text, min(body.end, match[0]), match[0])
        if inside or before:
            return _as_member(_described(parties, countries, body, match, scope), body)
    return _done_to(parties, countries, bodies, match, scope)


def find_allied(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the same of an alliance alone, whose members are its allies."""
    found = find_member(parties, match, scope)
    return found if found and world.organizations()[found[0][1]].kind == "alliance" else None


def _as_member(country: Party | None, body: Party) -> Found | None:
    return ((country.id, body.id), 0.9) if country is not None else None


def _subject(
    parties: Parties, countries: Sequence[Party], body: Party, match: tuple[int, int], scope: Scope
) -> Party | None:
    """Return the country right before the words: "B joined NATO", "B, which is a member of NATO"."""
    whole = JOINED if JOINING.search(parties.text, *match) else WHOLE
    country = _last(parties, countries, match[0], SUBJECT)
    if country is None and AS.fullmatch(parties.text, scope.sentence[0], match[0]):
        return next((one for one in countries if COMMA.fullmatch(parties.text, body.end, one.start)), None)
    if country is None or whole.match(parties.text, body.end, scope.sentence[1]) is None:
        return None
    tied = OBJECT.search(parties.text, max(0, country.start - 12), country.start)
    if tied and COMMA.fullmatch(parties.text, country.end, match[0]):
        return None  # "Finland, which has a border with Russia, joined NATO"
    return country


def _described(
    parties: Parties, countries: Sequence[Party], body: Party, match: tuple[int, int], scope: Scope
) -> Party | None:
    """Return the country called a member, behind the words or before them: "NATO member B", "B, a NATO member"."""
    start, end = scope.sentence[0], min(body.start, match[0])
    if MANY.search(parties.text, start, body.start):
        return None
    behind = APPOSITION if OPENING.fullmatch(parties.text, start, end) else CALLED
    called = (one for one in countries if one.start >= match[1] and behind.fullmatch(parties.text, match[1], one.start))
    return next(called, None) or _last(parties, countries, end, APPOSED)


def _done_to(
    parties: Parties, countries: Sequence[Party], bodies: Sequence[Party], match: tuple[int, int], scope: Scope
) -> Found | None:
    """Return the country behind the words and the organization before them: "NATO has expelled B"."""
    by = [one for one in bodies if one.end <= match[0] and SUBJECT.fullmatch(parties.text, one.end, match[0])]
    told = [one for one in countries if one.start >= match[1] and THE.fullmatch(parties.text, match[1], one.start)]
    whole = told and WHOLE.match(parties.text, told[0].end, scope.sentence[1])
    return _as_member(told[0], by[-1]) if by and whole else None


def _last(parties: Parties, countries: Sequence[Party], at: int, gap: re.Pattern[str]) -> Party | None:
    """Return the country named last before a place, where only such words stand between."""
    before = [one for one in countries if one.end <= at]
    return before[-1] if before and gap.fullmatch(parties.text, before[-1].end, at) else None
