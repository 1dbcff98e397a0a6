"""Return whose ally (or foe) who is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadbook import world
from dyadbook.steps.standing.parties import (
    ALLIANCES,
    BEFORE_WORDS,
    OURS,
    Found,
    Parties,
    Party,
    Scope,
    as_pair,
    own_party,
)

APPOSED = re.compile(
    r"(?:,|\s(?:is|are|was|were|remains?|(?<!well )as))\s+(?:one\s+of\s+)?(?:an?\s+|the\s+|also\s+)?"
    r"(?:(?!(?:perhaps|maybe|many|some|other|even)\b)\w+\s+)?$",
    re.I,
)
NO_ALLY = re.compile(
    r"\b(?:(?:former|once|onetime|longer|not|never|neither|no)\s+|non-)(?:[\w.]+\s+){0,2}$"
    r"|(?:\b(?:other|like|as)|n['’]t)\s+(?:\w+\s+){0,2}$|\b(?:trade|trading|business)\s+$",
    re.I,
)
NOT_BE = re.compile(
    r"(?:\b(?:would|could|may|might|will|not|never|to)|n['’]t) (?:\w+ )?(?:be|become|consider|call)\b[^,.;]*$", re.I
)
ITS = re.compile(r"\W*(?:and\s+|with\s+)?(?:its|their)\s+(?:\w+\s+)?")
"""What stands between a party and its ally: "the U.S. and its ally"; elsewhere "its" is the subject's."""
IN_PLACE = re.compile(r"\b(?:for|than|instead|rather|against)\b", re.I)
"""Words that make one an ally in another's stead: "swap A for B as C's ally"."""
TO_DO = re.compile(r"\s+to\s+(?!(?:the|its|their|an?|both|many|some|all)\b)[a-z]+")
"""What makes one an ally of many who did something: "the last ally to approve Oslo's accession"."""
LISTED = re.compile(r"(?:,|\s+and|\s+or)\s+(?:the\s+)?[A-Z]")
AND_ALLIES = re.compile(r"\s+and\s+(?:(?:its|their|other|regional|key|close)\s+){0,2}")
COMMA = re.compile(r",\s+(?:the\s+)?")
OF = re.compile(r"\s+(?:of|to)\b")
ALLY_OF = re.compile(r"\s+(?:not\s+(?:just|only|merely)\s+)?(?:of|to|with)\s+(?:the\s+)?")
OURS_IS = re.compile(
    r"\s+(?:is|are|remains?)\s+(?:also\s+)?(?:(?:one|two|some)\s+of\s+)?(?:our|my)\s+(?:\w+\s+)?", re.I
)
"""What stands between a country and "ally" in the words of another: "Rome is our ally"."""
CLOSED = re.compile(r"[,.;]")
SUCH_AS = re.compile(r",?\s+(?:such as|like|including)\s+")
A_LONGTIME = re.compile(r",\s+an?\s+(?:\w+\s+)?", re.I)
ONE_OF = re.compile(r"\bone of (?:\w+ ){0,3}$", re.I)
ALLY = re.compile(r"\ball(?:y|ies)\b", re.I)


def find_ally(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose ally (or foe) who is: "A's ally B", "B, an A ally", "A and its ally B", "A and B are allies"."""
    start, end = scope.sentence
    before, after = parties.within(start, match[0]), parties.within(match[1], end)
    if TO_DO.match(parties.text, match[1]) or any(
        words.search(parties.text, max(start, match[0] - BEFORE_WORDS), match[0]) for words in (NO_ALLY, NOT_BE)
    ):
        return None
    owner, behind = _owner(parties, match, before), _behind(parties, match, after)
    if owner is not None and owner.id in ALLIANCES:
        return _in_alliance(parties, owner, before, behind, scope)
    one_of = ONE_OF.search(parties.text, max(start, match[0] - 30), match[0]) is not None
    alone = not after and (one_of or parties.text[match[1] - 1] != "s")
    if owner is not None:
        return as_pair(owner, behind or _apposed(parties, owner, before), 0.9)
    if before and behind and AND_ALLIES.fullmatch(parties.text, before[-1].end, match[0]):
        return as_pair(before[-1], behind, 0.85)
    if behind and SUCH_AS.match(parties.text, match[1]) and len({one.id for one in before}) == 1:
        return as_pair(before[-1], behind, 0.7)
    its = re.search(r"\b(?:its|their)\s+(?:\w+\s+)?$", parties.text[max(start, match[0] - 30) : match[0]], re.I)
    if (
        its
        and len(before) > 1
        and parties.text[before[-1].end : max(start, match[0] - 30) + its.start()].strip() == ","
    ):
        return as_pair(before[0], before[-1], 0.7)
    if its and before and behind:
        gap = parties.text[before[-1].end : match[0]]
        beside = len({one.id for one in before}) == 1 or ITS.fullmatch(gap) is not None
        return as_pair(before[-1], behind, 0.8) if beside else as_pair(before[0], behind, 0.6)
    if its and alone and len({one.id for one in before}) == 1:
        return parties.other_of_main(before[0].id)
    own = own_party(scope)
    ours = OURS.search(parties.text, max(start, match[0] - 30), match[0]) is not None
    if own and ours and behind:
        return (own, behind.id), 0.8
    if own and ours and alone and not before:
        return parties.other_of_main(own)
    if own and _is_official(scope) and before and OURS_IS.fullmatch(parties.text, before[-1].end, match[0]):
        return as_pair(before[-1], Party(own, 0, 0, None), 0.8)
    are = re.search(
        r"\b(?:are|were|have been|remain)\s+(?:\w+\s+){0,4}$", parties.text[max(start, match[0] - 40) : match[0]], re.I
    )
    if before and after and _is_ally_of(parties, match, before[-1], after[0]):
        return as_pair(before[-1], after[0], 0.8)
    if are and own and ours and not before:
        return parties.other_of_main(own)
    if are:  # "A and B are allies", and not "A and B are allies of theirs"
        return None if OF.match(parties.text, match[1]) else parties.joined(before)
    if (named := _opening(parties, match, after)) is not None:
        return as_pair(named, after[0], 0.8)
    if before and A_LONGTIME.fullmatch(parties.text, before[-1].end, match[0]):
        return None if OF.match(parties.text, match[1]) else _beside(parties, before[-1], (*before, *after))
    foes = parties.text[match[1] - 1] == "s" and not ALLY.search(parties.text, *match)
    sides = r"\b(?:two|both|the)\s+$" if foes else r"\b(?:two|both)\s+(?:NATO\s+)?$"
    if re.search(sides, parties.text[max(start, match[0] - 16) : match[0]], re.I):
        return parties.only_two(scope) or ((pair, 0.6) if (pair := parties.last_pair(start)) else None)
    gap = parties.text[before[-1].end : match[0]].strip() if before else "far"
    apposed = gap == "," and _are_several(parties, match)
    return parties.joined(before) if not gap or apposed else None


def _is_official(scope: Scope) -> bool:
    """Return whether who speaks does so for a state: "our ally" in a crowd's words is none of its country's."""
    speaker = scope.statement.speaker if scope.statement else None
    return speaker is not None and (speaker.kind == "country" or "GOV" in speaker.sectors)


def _are_several(parties: Parties, match: tuple[int, int]) -> bool:
    """Return whether the words are an apposition of several: "Rome and Oslo, long-time allies, said"."""
    return parties.text[match[1] - 1] == "s" and CLOSED.match(parties.text, match[1]) is not None


def _owner(parties: Parties, match: tuple[int, int], before: Sequence[Party]) -> Party | None:
    """Return the party right before the words, whose ally it is: "A's ally", "A's close ally", "an A ally"."""
    if before and re.fullmatch(r"['’]s?\s+(?:\w+[- ]){0,3}|\s*", parties.text[before[-1].end : match[0]]):
        return before[-1]
    return None


def _behind(parties: Parties, match: tuple[int, int], after: Sequence[Party]) -> Party | None:
    """Return the party right after the words, which is the ally: "its ally B", "allies such as B, C and D"."""
    if not after or not re.fullmatch(
        r",?\s+(?:the\s+)?(?:like\s+|such as\s+|including\s+)?", parties.text[match[1] : after[0].start]
    ):
        return None
    many = parties.text.startswith(",", match[1]) and parties.text[match[0] : match[1]].endswith("allies")
    if many and not LISTED.match(parties.text, after[0].end):
        return None  # "the U.S. and its allies, Iran says"
    return after[0]


def _apposed(parties: Parties, owner: Party, before: Sequence[Party]) -> Party | None:
    """Return the ally that stands before its owner: "B, an A ally"."""
    apposed = [one for one in before[:-1] if one.id != owner.id and APPOSED.search(parties.text, one.end, owner.start)]
    near = [
        one for one in apposed if owner.start - one.end < 30 and not IN_PLACE.search(parties.text, one.end, owner.start)
    ]
    return near[-1] if near else None


def _is_ally_of(parties: Parties, match: tuple[int, int], ally: Party, owner: Party) -> bool:
    """Return whether the words link the party before them with the one after them: "B is an ally of A"."""
    with_of = ALLY_OF.match(parties.text, match[1])
    linked = re.match(r",|\s+(?:is|are|was|were|remains?|as|has|have|had)\b", parties.text[ally.end : match[0]])
    near = owner.start - match[1] < 16 and match[0] - ally.end < 30
    return with_of is not None and linked is not None and near


def _beside(parties: Parties, ally: Party, named: Sequence[Party]) -> Found | None:
    """Return whose ally one is that is called "a longtime ally": the other one named, or that the article is about."""
    others = {one.id for one in named} - {ally.id}
    if len(others) == 1:
        return (others.pop(), ally.id), 0.6
    found = parties.other_of_main(ally.id)
    return found if found and found[0][1] in others else None


def _opening(parties: Parties, match: tuple[int, int], after: Sequence[Party]) -> Party | None:
    """Return the ally that an apposition opens its sentence before: "A close ally of A, B has sent help"."""
    owners = [one for one in after if ALLY_OF.fullmatch(parties.text, match[1], one.start)]
    behind = [one for one in after if owners and COMMA.fullmatch(parties.text, owners[0].end, one.start)]
    return behind[0] if behind else None


def _in_alliance(
    parties: Parties, owner: Party, before: Sequence[Party], behind: Party | None, scope: Scope
) -> Found | None:
    """Return of whom "B, a NATO ally" is one: of the only other party spoken of, or of who speaks of "us"."""
    start, end = scope.sentence
    apposed = [one for one in before[:-1] if APPOSED.search(parties.text[one.end : owner.start])]
    ally = behind or (apposed[-1] if apposed and owner.start - apposed[-1].end < 30 else None)
    if ally is None:
        two = re.search(
            r"\b(?:two|both|between the)\s+$", parties.text[max(start, owner.start - 14) : owner.start], re.I
        )
        return (pair, 0.6) if two and (pair := parties.last_pair(start)) else None
    members = set(world.organizations()[owner.id].members)
    others = {one.id for one in parties.within(start, end)} & members - {ally.id}
    if not others and OURS.search(parties.text, start, owner.start):
        others = {own_party(scope) or ""} & members - {ally.id}
    return ((ally.id, others.pop()), 0.7) if len(others) == 1 and ally.id in members else None
