"""Return whose ally (or foe) who is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

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
"""AllyWords that make one an ally in another's stead: "swap A for B as C's ally"."""
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
OWNED = re.compile(r"['’]s?\s+(?:\w+[- ]){0,3}|\s*")
NAMED_NEXT = re.compile(r",?\s+(?:the\s+)?(?:like\s+|such as\s+|including\s+)?")
LINKED = re.compile(r",|\s+(?:is|are|was|were|remains?|as|has|have|had)\b")
BY_ITS = re.compile(r"\b(?:its|their)\s+(?:\w+\s+)?$", re.I)
ARE = re.compile(r"\b(?:are|were|have been|remain)\s+(?:\w+\s+){0,4}$", re.I)
TWO_FOES = re.compile(r"\b(?:two|both|the)\s+$", re.I)
TWO_ALLIES = re.compile(r"\b(?:two|both)\s+(?:NATO\s+)?$", re.I)
TWO_OF_ALLIANCE = re.compile(r"\b(?:two|both|between the)\s+$", re.I)
SUCH_AS = re.compile(r",?\s+(?:such as|like|including)\s+")
A_LONGTIME = re.compile(r",\s+an?\s+(?:\w+\s+)?", re.I)
ONE_OF = re.compile(r"\bone of (?:\w+ ){0,3}$", re.I)
ALLY = re.compile(r"\ball(?:y|ies)\b", re.I)


class AllyWords(NamedTuple):
    """The words "ally" or "foe" in their sentence, with the parties that stand before and behind them."""

    parties: Parties
    start: int
    end: int
    scope: Scope
    before: list[Party]
    after: list[Party]

    def ahead(self, words: re.Pattern[str], reach: int = 30) -> re.Match[str] | None:
        """Return what stands right before them of such words."""
        return words.search(self.parties.text, max(self.scope.sentence[0], self.start - reach), self.start)

    def behind(self, words: re.Pattern[str]) -> bool:
        """Return whether such words stand right behind them."""
        return words.match(self.parties.text, self.end) is not None

    def gap(self) -> str:
        """Return what stands between them and the party before them."""
        return self.parties.text[self.before[-1].end : self.start]

    @property
    def several(self) -> bool:
        """Return whether they name several: "allies"."""
        return self.parties.text[self.end - 1] == "s"

    @property
    def one_before(self) -> bool:
        """Return whether one party alone stands before them, be it named several times."""
        return len({one.id for one in self.before}) == 1


def find_ally(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose ally (or foe) who is: "A's ally B", "B, an A ally", "A and its ally B", "A and B are allies"."""
    start, end = scope.sentence
    words = AllyWords(parties, *match, scope, parties.within(start, match[0]), parties.within(match[1], end))
    if words.behind(TO_DO) or words.ahead(NO_ALLY, BEFORE_WORDS) or words.ahead(NOT_BE, BEFORE_WORDS):
        return None
    return next(_told(words), None)


def _told(words: AllyWords) -> Iterator[Found | None]:
    """Yield whose ally who is by each form that the words have, the clearest first; None where it leaves it open."""
    ally = _behind(words)
    alone = not words.after and (words.ahead(ONE_OF) is not None or not words.several)
    if (owner := _owner(words)) is not None:
        in_alliance = owner.id in ALLIANCES
        yield _in_alliance(words, owner, ally) if in_alliance else as_pair(owner, ally or _apposed(words, owner), 0.9)
    if words.before and ally and AND_ALLIES.fullmatch(words.gap()):
        yield as_pair(words.before[-1], ally, 0.85)
    if ally and words.behind(SUCH_AS) and words.one_before:
        yield as_pair(words.before[-1], ally, 0.7)
    yield from _told_by_its(words, ally, alone)
    yield from _told_by_ours(words, ally, alone)
    if words.before and words.after and _is_ally_of(words, words.before[-1], words.after[0]):
        yield as_pair(words.before[-1], words.after[0], 0.8)
    yield from _told_of_both(words)


def _told_by_its(words: AllyWords, ally: Party | None, alone: bool) -> Iterator[Found | None]:
    """Yield whose ally who is where "its" stands before: "A and its ally B", "A armed B, its ally"."""
    its, before = words.ahead(BY_ITS), words.before
    if its is None:
        return
    if len(before) > 1 and words.parties.text[before[-1].end : its.start()].strip() == ",":
        yield as_pair(before[0], before[-1], 0.7)
    if before and ally:
        beside = words.one_before or ITS.fullmatch(words.gap()) is not None
        yield as_pair(before[-1], ally, 0.8) if beside else as_pair(before[0], ally, 0.6)
    if alone and words.one_before:
        yield words.parties.other_of_main(before[0].id)


def _told_by_ours(words: AllyWords, ally: Party | None, alone: bool) -> Iterator[Found | None]:
    """Yield whose ally who is where somebody tells it of his own country: "our ally B", "B is our ally"."""
    own, before = own_party(words.scope), words.before
    if not own:
        return
    if words.ahead(OURS) and ally:
        yield (own, ally.id), 0.8
    if words.ahead(OURS) and not before and (alone or words.ahead(ARE, 40)):
        yield words.parties.other_of_main(own)
    if _is_official(words.scope) and before and OURS_IS.fullmatch(words.gap()):
        yield as_pair(before[-1], Party(own, 0, 0, None), 0.8)


def _told_of_both(words: AllyWords) -> Iterator[Found | None]:
    """Yield who are allies of each other, or of one that stands elsewhere: "A and B are allies", "the two allies"."""
    parties, before = words.parties, words.before
    if words.ahead(ARE, 40):  # "A and B are allies", and not "A and B are allies of theirs"
        yield None if words.behind(OF) else parties.joined(before)
    if (named := _opening(words)) is not None:
        yield as_pair(named, words.after[0], 0.8)
    if before and A_LONGTIME.fullmatch(words.gap()):
        yield None if words.behind(OF) else _beside(words, before[-1])
    foes = words.several and not ALLY.search(parties.text, words.start, words.end)
    if words.ahead(TWO_FOES if foes else TWO_ALLIES, 16):
        yield parties.only_two(words.scope) or _last_pair(words)
    gap = words.gap().strip() if before else "far"
    if not gap or (gap == "," and words.several and words.behind(CLOSED)):  # "Rome and Oslo, long-time allies, said"
        yield parties.joined(before)


def _last_pair(words: AllyWords) -> Found | None:
    """Return the last two that the article has told of before the sentence."""
    pair = words.parties.last_pair(words.scope.sentence[0])
    return (pair, 0.6) if pair else None


def _is_official(scope: Scope) -> bool:
    """Return whether who speaks does so for a state: "our ally" in a crowd's words is none of its country's."""
    speaker = scope.statement.speaker if scope.statement else None
    return speaker is not None and (speaker.kind == "country" or "GOV" in speaker.sectors)


def _owner(words: AllyWords) -> Party | None:
    """Return the party right before the words, whose ally it is: "A's ally", "A's close ally", "an A ally"."""
    return words.before[-1] if words.before and OWNED.fullmatch(words.gap()) else None


def _behind(words: AllyWords) -> Party | None:
    """Return the party right after the words, which is the ally: "its ally B", "allies such as B, C and D"."""
    text, after = words.parties.text, words.after
    if not after or not NAMED_NEXT.fullmatch(text, words.end, after[0].start):
        return None
    many = text.startswith(",", words.end) and text[words.start : words.end].endswith("allies")
    if many and not LISTED.match(text, after[0].end):
        return None  # "the U.S. and its allies, Iran says"
    return after[0]


def _apposed(words: AllyWords, owner: Party) -> Party | None:
    """Return the ally that stands before its owner: "B, an A ally"."""
    text, near = words.parties.text, [one for one in words.before[:-1] if owner.start - one.end < 30]
    apposed = [
        one for one in near
        if one.id != owner.id and APPOSED.search(text, one.end, owner.start)
        and not IN_PLACE.search(text, one.end, owner.start)
    ]  # fmt: skip
    return apposed[-1] if apposed else None


def _is_ally_of(words: AllyWords, ally: Party, owner: Party) -> bool:
    """Return whether the words link the party before them with the one after them: "B is an ally of A"."""
    near = owner.start - words.end < 16 and words.start - ally.end < 30
    return words.behind(ALLY_OF) and LINKED.match(words.gap()) is not None and near


def _beside(words: AllyWords, ally: Party) -> Found | None:
    """Return whose ally one is that is called "a longtime ally": the other one named, or that the article is about."""
    others = {one.id for one in (*words.before, *words.after)} - {ally.id}
    if len(others) == 1:
        return (others.pop(), ally.id), 0.6
    found = words.parties.other_of_main(ally.id)
    return found if found and found[0][1] in others else None


def _opening(words: AllyWords) -> Party | None:
    """Return the ally that an apposition opens its sentence before: "A close ally of A, B has sent help"."""
    text, after = words.parties.text, words.after
    owners = [one for one in after if ALLY_OF.fullmatch(text, words.end, one.start)]
    behind = [one for one in after if owners and COMMA.fullmatch(text, owners[0].end, one.start)]
    return behind[0] if behind else None


def _in_alliance(words: AllyWords, owner: Party, behind: Party | None) -> Found | None:
    """Return of whom "B, a NATO ally" is one: of the only other party spoken of, or of who speaks of "us"."""
    parties, (start, end) = words.parties, words.scope.sentence
    apposed = [one for one in words.before[:-1] if APPOSED.search(parties.text[one.end : owner.start])]
    ally = behind or (apposed[-1] if apposed and owner.start - apposed[-1].end < 30 else None)
    if ally is None:
        two = TWO_OF_ALLIANCE.search(parties.text, max(start, owner.start - 14), owner.start)
        return _last_pair(words) if two else None
    members = set(world.organizations()[owner.id].members)
    others = {one.id for one in parties.within(start, end)} & members - {ally.id}
    if not others and OURS.search(parties.text, start, owner.start):
        others = {own_party(words.scope) or ""} & members - {ally.id}
    return ((ally.id, others.pop()), 0.7) if len(others) == 1 and ally.id in members else None
