"""Return the parties that an article names, where it names them, and which of them words near a place mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dyadbook import world
from dyadbook.records import Actor, BlockKind, Reading, Statement
from dyadbook.steps.naming.duals import BYSTANDER
from dyadbook.steps.sides import NO_PARTY, is_excepted, party_of, side_of

PROSE = frozenset({"headline", "deck", "subhead", "body"})
WITH = re.compile(
    r"\b(?:with|to|toward|towards|against|on|in|from|for)\s+(?:(?!(?:until|after|before|when|while|because)\b)\w+\s+){0,3}$",
    re.I,
)
JOINED = re.compile(
    r"\s*(?:,|and|&|-|–|/|or)\s*(?:and\s+)?(?:the\s+)?|\s*['’]s?\s+(?:\w+\s+)?(?:with|and)\s+(?:the\s+)?", re.I
)
LISTED = re.compile(
    r"\s*(?:,|,?\s(?:and|or)|&|,?\s(?:(?:together|along)\swith|alongside|as\swell\sas))\s*(?:the\s+)?", re.I
)
AND = re.compile(r"\b(?:and|or|with|alongside|as)\b|&", re.I)
TWO = re.compile(r"\bbetween\s+(?:both\s+)?(?:the\s+)?$", re.I)
"""What makes two joined by `and` a pair of their own: "is open, and the border between Rome and Oslo is closed"."""
OWNER = re.compile(r"['’]s?\b")
WHOLE = {"org/UNSC": "org/UN", "org/UNGA": "org/UN"}
"""Organs that act for a whole."""
OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b")  # not "US"
THEY = re.compile(r"\W*(?:that\s+)?(?:they|both)\b", re.I)
IT = re.compile(r"\W*(?:that\s+)?it\b", re.I)
PRONOUN = re.compile(r"\W*(?:(?:and|but|while|that|as|because)\s+)?(?:it|they|he|she)\b", re.I)
PEOPLE = re.compile(
    r"\s\w+(?:,\s+\w+)*(?:,?\s+(?:and|or)\s+\w+)?\s+(?:[a-z]+\s+)?(?:Kurds|Kurdish|minorit(?:y|ies)|rebels?|opposition|insurgents?"
    r"|militants?|separatists?|refugees?|exiles?|diaspora|migrants?|immigrants?|dissidents?|Jews|Muslims|Christians)\b"
)
"""Who stands against a country, in it or far from it, behind its name: "Turkish and Iraqi Kurds"."""
THAT = re.compile(r"that\s+", re.I)
ALLIANCES = frozenset({"org/NATO"})
UNIONS = frozenset({"igo", "bloc", "alliance"})
"""Kinds of organizations that have countries as members."""
BEFORE_WORDS = 60
NEAR = 300
"""So many characters before a sentence still tell whom "the two countries" are."""
Found = tuple[tuple[str, str], float]
"""Two parties, the holder first where it has a direction, and how sure they are."""


@dataclass(frozen=True)
class Party:
    """A party at a place in the text."""

    id: str
    start: int
    end: int
    basis: str | None


@dataclass(frozen=True)
class Scope:
    """What a form of words is looked at in: its sentence, the clause, who says it, the next sentences of its block."""

    sentence: tuple[int, int]
    clause: tuple[int, int]
    statement: Statement | None
    kind: BlockKind
    next: tuple[tuple[int, int], ...] = ()


class Parties:
    """The parties that an article names, where it names them, and which of them words near a place mean."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.all = [
            Party(WHOLE.get(party, party), _begin(one), one.end or 0, one.basis)
            for one in reading.mentions
            if (party := _speakers_own(one, reading.statements) or _party(self.text, one)) is not None
            and _stands_firm(one, reading.statements)
            and not is_excepted(self.text, one.start or 0)
            and not _is_of_people(self.text, one)
        ]
        self.all = _without_brackets(self.text, self.all)
        self.counts = Counter(one.id for one in self.all if one.basis not in {"place", "both"})
        self.main = self._main()
        if self.main is not None:  # "the two countries" are those of the article, not those named last
            self.all = [one for one in self.all if one.basis != "both"]
        self.organizations = [
            Party(one.id or "", _begin(one), one.end or 0, one.basis)
            for one in reading.mentions
            if (body := world.organizations().get(one.id or "")) is not None and body.kind in UNIONS
        ]
        self.towns = [
            Party(place.country, place.start, place.end or 0, "place")
            for place in reading.places
            if place.country is not None and place.start is not None
        ]
        self.prose = [(b.start, b.end) for b in reading.article.blocks if b.kind in PROSE]

    def _main(self) -> tuple[str, str] | None:
        """Return the two parties that the article is about: those with two thirds of all its mentions."""
        counts = self.counts.most_common()
        if len(counts) < 2 or sum(count for _, count in counts[:2]) * 3 < 2 * sum(count for _, count in counts):
            return None
        return counts[0][0], counts[1][0]

    def within(self, start: int, end: int, *, places: bool = False) -> list[Party]:
        """Return the parties named in a stretch, places only where they are asked for."""
        return [one for one in self.all if start <= one.start and one.end <= end and (places or one.basis != "place")]

    def town(self, at: int, words: re.Pattern[str]) -> Party | None:
        """Return the country of the place that stands behind a place in the text, with such words between alone."""
        return next((one for one in self.towns if at <= one.start and words.fullmatch(self.text, at, one.start)), None)

    def joined(self, parties: Sequence[Party]) -> Found | None:
        """Return the last two that are joined by `and` or a hyphen, where no third is joined to them."""
        for first, second in reversed(list(pairwise(parties))):
            if first.id != second.id and JOINED.fullmatch(self.text, first.end, second.start):
                third = [p for p in parties if p.end <= first.start and JOINED.fullmatch(self.text, p.end, first.start)]
                return None if third and third[-1].id not in {first.id, second.id} else as_pair(first, second, 0.95)
        return None

    def listed(self, id: str, near: int, scope: Scope) -> list[str]:
        """Return those that stand in one list with a party, as it is named nearest to a place: "A, B and C"."""
        named = self.within(*scope.sentence)
        mine = min((one for one in named if one.id == id), key=lambda one: abs(one.start - near), default=None)
        if mine is None:
            return []
        first = last = named.index(mine)
        while first and LISTED.fullmatch(self.text, named[first - 1].end, named[first].start):
            first -= 1
        while last + 1 < len(named) and LISTED.fullmatch(self.text, named[last].end, named[last + 1].start):
            last += 1
        ties = "".join(self.text[one.end : other.start] for one, other in pairwise(named[first : last + 1]))
        apart = "," in ties or TWO.search(self.text, scope.sentence[0], named[first].start)
        if last - first == 1 and apart:
            return []  # "recognized Rome, and Oslo abstained"
        owns = OWNER.match(self.text, named[last].end)
        return [one.id for one in named[first : last + 1] if one.id != id] if AND.search(ties) and not owns else []

    def only_two(self, scope: Scope) -> Found | None:
        """Return the two that the clause, or the sentence, names, where it names two and no more."""
        if PRONOUN.match(self.text, *scope.clause):
            return None
        for stretch, sure in ((scope.clause, 0.85), (scope.sentence, 0.75)):
            ids = list(dict.fromkeys(one.id for one in self.within(*stretch)))
            if len(ids) == 2:
                return (ids[0], ids[1]), sure
            if len(ids) > 2:
                return None
        return None

    def told(self, at: int) -> list[Party]:
        """Return the parties named before a place, in what the article itself tells, latest first."""
        return [
            one
            for one in reversed(self.all)
            if at - 900 < one.end <= at and one.basis != "place" and any(a <= one.start < b for a, b in self.prose)
        ]

    def before(self, at: int, *apart: str | None) -> str | None:
        """Return the party that was named last before a place, but for some."""
        return next((one.id for one in self.told(at) if one.id not in apart), None)

    def other_of_main(self, party: str) -> Found | None:
        """Return a party with the other country that the article is about, where it is one of these two."""
        if self.main is None or party not in self.main:
            return None
        other = self.main[self.main[0] == party]
        return None if "/" in other else ((party, other), 0.5)

    def last_pair(self, at: int) -> tuple[str, str] | None:
        """Return the two countries that the article is about, else the two that alone were named before a place."""
        ids = list(dict.fromkeys(one.id for one in self.told(at) if one.start > at - NEAR))
        if len(ids) == 2 and not self._has_bystander(ids):
            return ids[1], ids[0]
        fits = self.main is not None and (set(ids) <= set(self.main) or set(self.main) <= set(ids))
        return self.main if fits or self._has_bystander(ids) else None

    def _has_bystander(self, ids: Sequence[str]) -> bool:
        """Return whether of two one or both are told of far less than the main two, of whom they are not."""
        others = {*ids} - {*(self.main or ())}
        if self.main is None or len(ids) != 2 or not others:
            return False
        return self.counts[self.main[1]] >= BYSTANDER * max(self.counts[other] for other in others)


def _without_brackets(text: str, named: Sequence[Party]) -> list[Party]:
    """Return parties, one that a short form in brackets names again as one: "the United Arab Emirates (UAE) and"."""
    found: list[Party] = []
    for one in named:
        last = found[-1] if found else None
        if last and last.id == one.id and text[last.end : one.start] == " (" and text.startswith(")", one.end):
            found[-1] = replace(last, end=one.end + 1)
        else:
            found.append(one)
    return found


def as_pair(first: Party | None, second: Party | None, sure: float) -> Found | None:
    """Return two parties and how sure they are; None where one is missing or both are the same."""
    if first is None or second is None or first.id == second.id:
        return None
    return (first.id, second.id), sure


def own_party(scope: Scope) -> str | None:
    """Return the party of who speaks; None for a body that is no side, a paper or a lobby."""
    party = party_of(scope.statement.speaker) if scope.statement else None
    body = world.organizations().get(party or "")
    return None if body is not None and body.kind in NO_PARTY else party


def is_of_speaker(text: str, scope: Scope, at: int) -> bool:
    """Return whether a clause that somebody is told to have said begins with himself: "Rome said it had withdrawn"."""
    said = scope.statement
    they = THEY.match(text, scope.clause[0], at) is not None
    if they or said is None or said.speaker is None:
        return they
    return said.form != "direct" and said.speaker.kind != "person" and IT.match(text, scope.clause[0], at) is not None


def _stands_firm(one: Actor, statements: Sequence[Statement]) -> bool:
    """Return whether a mention names a party: no weak pronoun, no `him` that would be the one who speaks."""
    if one.basis != "pronoun":
        return True
    if (one.text or "").lower() in {"they", "them", "their", "it"}:
        return False
    return not any(
        said.form == "direct" and said.speaker is not None and said.speaker.id == one.id
        for said in statements
        for words in said.content
        if words.start <= (one.start or 0) < words.end
    )


def _is_of_people(text: str, one: Actor) -> bool:
    """Return whether a mention is of people of a country who stand apart from it."""
    return (
        one.kind != "person" and PEOPLE.match(f" {text[(one.start or 0) : (one.end or 0) + BEFORE_WORDS]}") is not None
    )


def _speakers_own(one: Actor, statements: Sequence[Statement]) -> str | None:
    """Return the party of who speaks, where he says "our country"; None for all other words."""
    if not (one.text or "").lower().endswith("our country"):
        return None
    return next((party_of(said.speaker) for said in statements for words in said.content
                 if words.start <= (one.start or 0) < words.end), None)  # fmt: skip


def _begin(one: Actor) -> int:
    """Return where a mention begins, without the "that" of a statement."""
    lead = THAT.match(one.text or "")
    return (one.start or 0) + (lead.end() if lead else 0)


def _party(text: str, one: Actor) -> str | None:
    """Return the party that a mention may be a side of, or the country of a place; no agency, no occasion."""
    return party_of(one) if one.basis == "place" else side_of(text, one)
