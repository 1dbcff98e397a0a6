"""Return between which two parties words tell how they stand: found around the words, or None where they are not clear.

A form of words says where its parties stand (`Rule.scheme`). Each way to find them has a weight: how far it is to be
trusted, from 1 ("between A and B") down to the two that the article is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dyadbook import world
from dyadbook.records import Actor, BlockKind, Reading, Statement
from dyadbook.steps.sides import NO_PARTY, party_of, side_of
from dyadbook.steps.standing_rules import Rule

KINDS = frozenset({"headline", "deck", "subhead", "body", "caption", "teaser"})
BETWEEN = re.compile(r"\bbetween\s+(?:both\s+)?(?:the\s+)?#?$", re.I)
WITH = re.compile(r"\b(?:with|to|toward|towards|against|on|in|from|for)\s+(?:\w+\s+){0,3}$", re.I)
JOINED = re.compile(
    r"\s*(?:,|and|&|-|–|/|or)\s*(?:and\s+)?(?:the\s+)?|\s*['’]s?\s+(?:\w+\s+)?(?:with|and)\s+(?:the\s+)?", re.I
)
BOTH = re.compile(
    r"\b(?:the (?:two|pair)|both|they|them|their|theirs|each other|one another|bilateral|neighbou?rs|we|our)\b", re.I
)
KOREAS = re.compile(
    r"\b(?:the )?(?:two )?Koreas\b|\binter-Korean\b|\bNorth and South(?: Korea)?\b"
    r"|\bNorth Korea and (?:the )?(?:[a-z]+,? ){0,3}South\b"
)
KOREAN_WAR = re.compile(r"\bKorean [Ww]ar\b|\b1950(?:-|–| to )(?:19)?53\b")
"""The war that ended in an armistice between the two, whoever else a sentence names."""
WHOLE = {"org/UNSC": "org/UN", "org/UNGA": "org/UN"}
"""Organs that act for a whole."""
OURS = re.compile(r"\b(?:we|our|us|I|my)\b", re.I)
THEIRS = re.compile(r"\b(?:both|they|their|its|his|her)\b", re.I)
APPOSED = re.compile(r"(?:,|\s(?:is|are|was|were|remains?|as))\s+(?:an?\s+|the\s+|also\s+)?(?:\w+\s+)?$", re.I)
WITH_NAME = re.compile(r"\bwith\s+(?:[Tt]he\s+)?([A-Z][\w’'.-]+)")
NO_ALLY = re.compile(
    r"\b(?:other|former|once|onetime|longer|not|never|neither|no|like|as)\s+(?:\w+\s+){0,2}$|n['’]t\s+(?:\w+\s+){0,2}$",
    re.I,
)
ITS = re.compile(r"\W*(?:and\s+|with\s+)?(?:its|their)\s+(?:\w+\s+)?")
"""What stands between a party and its ally: "the U.S. and its ally"; elsewhere "its" is the subject's."""
STATE = re.compile(r"\s+(?:government|regime|state|statehood|rule|authorities|republic)\b", re.I)
LISTED = re.compile(r"(?:,|\s+and|\s+or)\s+(?:the\s+)?[A-Z]")
ALLY = re.compile(r"\ball(?:y|ies)\b", re.I)
MEMBER = re.compile(r"\s+(?:all(?:y|ies)|members?|partners?)\b")
"""What follows an alliance that only describes a country: "with NATO ally Turkey"."""
GENERAL = re.compile(r"\b(?:countries|nations|states|those|groups)\s+(?:that|which|who)\b[^,]*$", re.I)
"""Words that tell of nobody in particular: "countries that have no ties with Israel"."""
PRONOUN = re.compile(r"\W*(?:(?:and|but|while|that|as|because)\s+)?(?:it|they|he|she)\b", re.I)
ALLIANCES = frozenset({"org/NATO"})
WITH_MANY = re.compile(
    r"\s+(?:with|to)\s+(?!(?:the\s+)?United\s)(?:\w+\s+){0,2}?(?:neighbou?rs|allies|partners|countries|nations|states)\b(?!\s+of)",
    re.I,
)
MATTERS = frozenset({"treaty", "border", "armistice", "diplomatic_relations"})
"""Aspects that an article tells of the two that it is about, without naming both again."""
RELATIVE = re.compile(r"[\s,]*(?:which|who|that)\b")
OBJECT = re.compile(r"\s+(?:the\s+|statehood\s+of\s+|state of\s+)?", re.I)
NEW = re.compile(
    r"\b(?:new|more|further|fresh|additional|tougher|potential|possible|had|has|have|impos\w+|re-?impos\w+|restor\w+|snap\w*|lift\w+|eas\w+|any|block\w*|veto\w*)\b",
    re.I,
)
BEFORE_WORDS = 60
AFTER_WORDS = 24
NEAR = 300
"""So many characters before a sentence still tell whom "the two countries" are."""


@dataclass(frozen=True)
class Party:
    """A party at a place in the text."""

    id: str
    start: int
    end: int
    basis: str | None


@dataclass(frozen=True)
class Scope:
    """What a form of words is looked at in: its sentence, the clause, and who says it."""

    sentence: tuple[int, int]
    clause: tuple[int, int]
    statement: Statement | None
    kind: BlockKind


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


def _own(scope: Scope) -> str | None:
    """Return the party of who speaks; None for a body that is no side, a paper or a lobby."""
    party = party_of(scope.statement.speaker) if scope.statement else None
    body = world.organizations().get(party or "")
    return None if body is not None and body.kind in NO_PARTY else party


def _speakers_own(one: Actor, statements: Sequence[Statement]) -> str | None:
    """Return the party of who speaks, where he says "our country"; None for all other words."""
    if (one.text or "").lower() != "our country":
        return None
    return next((party_of(said.speaker) for said in statements for words in said.content
                 if words.start <= (one.start or 0) < words.end), None)  # fmt: skip


def _party(text: str, one: Actor) -> str | None:
    """Return the party that a mention may be a side of, or the country of a place; no agency, no occasion."""
    return party_of(one) if one.basis == "place" else side_of(text, one)


class Pairs:
    """Finds the two parties around the words that tell how they stand."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.parties = [
            Party(WHOLE.get(party, party), one.start or 0, one.end or 0, one.basis)
            for one in reading.mentions
            if (party := _speakers_own(one, reading.statements) or _party(self.text, one)) is not None
            and _stands_firm(one, reading.statements)
        ]
        self.main = self._main()
        if self.main is not None:  # "the two countries" are those of the article, not those named last
            self.parties = [one for one in self.parties if one.basis != "both"]
        self.bodies = [(b.start, b.end) for b in reading.article.blocks if b.kind in KINDS - {"teaser", "caption"}]

    def _main(self) -> tuple[str, str] | None:
        """Return the two parties that the article is about: those with two thirds of all its mentions."""
        counts = Counter(one.id for one in self.parties if one.basis not in {"place", "both"}).most_common()
        if len(counts) < 2 or sum(count for _, count in counts[:2]) * 3 < 2 * sum(count for _, count in counts):
            return None
        return counts[0][0], counts[1][0]

    def within(self, start: int, end: int, *, places: bool = False) -> list[Party]:
        """Return the parties named in a stretch, places only where they are asked for."""
        return [
            one for one in self.parties if start <= one.start and one.end <= end and (places or one.basis != "place")
        ]

    def find(self, rule: Rule, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the two parties (holder first where it has a direction) and how sure it is; None where unclear."""
        finders = {
            "holder": self._directed,
            "owner": self._owned,
            "under": self._under,
            "weighing": self._weighing,
            "matter": self._matter,
            "ally": self._ally,
            "beside": self._beside,
        }
        war = rule.aspect == "armistice" or (rule.aspect, rule.value) == ("treaty", "none")
        if war and "PRK" in {one.id for one in self.within(*scope.sentence)}:
            koreas = any(words.search(self.text, *scope.sentence) for words in (KOREAN_WAR, KOREAS))
            if koreas:
                return ("KOR", "PRK"), 0.9
        if rule.scheme in finders:
            return finders[rule.scheme](match, scope)
        name = WITH_NAME.search(self.text, match[0], scope.clause[1])
        if name and not any(one.start < name.end(1) and name.start(1) < one.end for one in self.parties):
            return None
        if WITH_MANY.match(self.text, match[1], scope.sentence[1]) or self._of_others(match, scope):
            return None
        if GENERAL.search(self.text, scope.sentence[0], match[0]):
            return None
        found = self._between(match, scope)
        if found is None and re.match(
            r"\s+between\b(?!\s+(?:the|them|both)\b)", self.text[match[1] : match[1] + 20], re.I
        ):
            return None
        if rule.scheme == "named":
            return found or self._around(match, scope)
        direct = scope.statement is not None and scope.statement.form == "direct"
        if found is None and direct and _own(scope) is None and OURS.search(self.text, scope.clause[0], match[1]):
            return None  # "our relations" are of somebody unknown
        return (
            found
            or self._around(match, scope)
            or self._only_two(match, scope)
            or self._meant(match, scope)
            or self._nearby(rule, match, scope)
        )

    def _pair(self, first: Party | None, second: Party | None, sure: float) -> tuple[tuple[str, str], float] | None:
        if first is None or second is None or first.id == second.id:
            return None
        return (first.id, second.id), sure

    def _of_others(self, match: tuple[int, int], scope: Scope) -> bool:
        """Return whether the words are of others than those named: "Qatar's neighbors cut ties with Doha"."""
        before, after = self.within(scope.clause[0], match[0]), self.within(match[1], scope.clause[1])
        return bool(
            before and after and before[-1].id == after[0].id and WITH.search(self.text, match[0], after[0].start)
        )

    def _between(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the two after `between`, the two Koreas, or two that are written together before the words."""
        start, end = scope.sentence
        for one in self.within(start, end):
            if (
                one.start >= match[0] - 8
                and BETWEEN.search(self.text, start, one.start)
                and one.start - match[1] < BEFORE_WORDS
            ):
                following = [other for other in self.within(one.end, end) if other.id != one.id]
                if following and len(self.text[one.end : following[0].start]) < 40:
                    return self._pair(one, following[0], 1.0)
        stretch = scope.clause if self.within(*scope.clause) else scope.sentence
        koreas = KOREAS.search(self.text, *scope.clause) or KOREAS.search(self.text, *stretch)
        if koreas and not [p for p in self.within(*stretch) if p.id not in {"KOR", "PRK"}]:
            return ("KOR", "PRK"), 0.9
        return None

    def _around(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the subject before the words and who stands behind `with` after them, or two joined before them."""
        before = self.within(scope.clause[0], match[0] + 1) or self.within(scope.sentence[0], match[0] + 1)
        after = [one for one in self.within(match[0], scope.clause[1]) if one.start >= match[0] + 3]
        tied = [
            one
            for one in after
            if WITH.search(self.text, match[0], one.start)
            and one.start - match[1] < 2 * BEFORE_WORDS
            and not (one.id in ALLIANCES and MEMBER.match(self.text, one.end))
        ]
        joined = self._joined(before)
        if joined is not None and not tied:
            return joined
        if before and tied:
            behind = [one for one in before if WITH.search(self.text, scope.clause[0], one.start) is None] or before
            other = next((one for one in tied if one.id != behind[-1].id), None)
            return self._pair(behind[-1] if len({one.id for one in behind}) == 1 else behind[0], other, 0.9)
        held = [one for one in before if WITH.search(self.text, max(scope.clause[0], one.start - 30), one.start)]
        if held and len({one.id for one in before}) == 2:
            return self._pair(next(one for one in before if one.id != held[-1].id), held[-1], 0.9)
        return None

    def _joined(self, parties: Sequence[Party]) -> tuple[tuple[str, str], float] | None:
        """Return the last two that are joined by `and` or a hyphen, where no third is joined to them."""
        for first, second in reversed(list(pairwise(parties))):
            if first.id != second.id and JOINED.fullmatch(self.text, first.end, second.start):
                third = [p for p in parties if p.end <= first.start and JOINED.fullmatch(self.text, p.end, first.start)]
                return None if third and third[-1].id not in {first.id, second.id} else self._pair(first, second, 0.95)
        return None

    def _only_two(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
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

    def _meant(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the two that "their relations" or "we" mean: the speaker's country, one named here, those before."""
        named = list(dict.fromkeys(one.id for one in self.within(*scope.sentence)))
        words = self.text[scope.sentence[0] : scope.sentence[1]]
        lead = self.text[scope.clause[0] : match[1]]
        own = _own(scope)
        if (
            own
            and scope.statement
            and scope.statement.form == "direct"
            and OURS.search(lead)
            and not THEIRS.search(lead)
        ):
            others = [party for party in named if party != own] or [
                p for p in [self._before(scope.sentence[0], own)] if p
            ]
            return ((own, others[0]), 0.6) if len(set(others)) == 1 else None
        if not BOTH.search(words):
            return None
        if len(named) == 1:
            other = self._before(scope.sentence[0], named[0], own)
            return ((named[0], other), 0.6) if other else None
        return (pair, 0.6) if not named and (pair := self._last_pair(scope.sentence[0])) else None

    def _nearby(self, rule: Rule, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the two that alone the sentence and the words before it name, else those of the article."""
        named = {one.id for one in self.within(*scope.sentence)}
        subject = len(self.text[scope.clause[0] : match[0]].split()) <= 4
        if len(named) > 1 or not (subject or rule.aspect in MATTERS) or rule.aspect == "alliance":
            return None
        ids = list(
            dict.fromkeys(one.id for one in self._told(scope.sentence[1]) if one.start > scope.sentence[0] - NEAR)
        )
        if len(ids) == 2:
            return (ids[1], ids[0]), 0.5
        fits = self.main is not None and named <= set(self.main) and rule.aspect in MATTERS
        return (self.main, 0.4) if self.main is not None and fits else None

    def _told(self, at: int) -> list[Party]:
        """Return the parties named before a place, in what the article itself tells, latest first."""
        return [
            one
            for one in reversed(self.parties)
            if at - 900 < one.end <= at and one.basis != "place" and any(a <= one.start < b for a, b in self.bodies)
        ]

    def _before(self, at: int, *apart: str | None) -> str | None:
        return next((one.id for one in self._told(at) if one.id not in apart), None)

    def _last_pair(self, at: int) -> tuple[str, str] | None:
        """Return the two countries that the article is about, else the two that alone were named before a place."""
        ids = list(dict.fromkeys(one.id for one in self._told(at) if one.start > at - NEAR))
        if len(ids) == 2:
            return ids[1], ids[0]
        fits = self.main is not None and (set(ids) <= set(self.main) or set(self.main) <= set(ids))
        return self.main if fits else None

    def _directed(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return who holds it (before the words, or within them) and toward whom (after them)."""
        start, end = scope.clause
        before = self.within(scope.sentence[0] if not self.within(start, match[1]) else start, match[1])
        after = [one for one in self.within(match[0], end, places=True) if WITH.search(self.text, match[0], one.start)]
        straight = [one for one in self.within(match[1], end) if OBJECT.fullmatch(self.text, match[1], one.start)]
        if "ecogni" in self.text[match[0] : match[1]]:  # what is recognized is the very next thing
            straight = [one for one in straight if one.basis != "adjective" or STATE.match(self.text, one.end)]
            after = []
        toward = next(iter(straight or after), None)
        if toward is None:
            return None
        holders = [one for one in before if one.id != toward.id]
        return self._pair(holders[-1] if straight == [] else holders[0], toward, 0.85) if holders else None

    def _owned(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return who holds it, right before or in the words, and toward whom, right after them."""
        before = [
            one for one in self.within(scope.sentence[0], match[1]) if not self.text[one.end : match[0]].strip(" '’s")
        ]
        after = [one for one in self.within(match[1], scope.sentence[1]) if one.start - match[1] < AFTER_WORDS]
        if not before or not after or NEW.search(self.text, max(0, before[-1].start - 12), match[1]):
            return None
        return self._pair(before[-1], after[0], 0.9)

    def _under(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return whose sanctions they are and who is under them."""
        within = self.within(*match)
        stretch = scope.clause[0] if self.within(scope.clause[0], match[0]) else scope.sentence[0]
        before = [one for one in self.within(stretch, match[0]) if not within or one.id != within[0].id]
        if RELATIVE.match(self.text, scope.clause[0]):  # "Iran, which has sold oil in defiance of U.N. sanctions"
            before = self.within(scope.sentence[0], scope.clause[0])[-1:]
        if not within or not before:
            return None
        if len({one.id for one in before}) == 1:
            return self._pair(within[0], before[-1], 0.9)
        if not WITH.search(self.text, stretch, before[-1].start):  # "sold oil to Iran in defiance of U.N. sanctions"
            return None
        return self._pair(within[0], before[-1], 0.7)

    def _weighing(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return whose sanctions they are, named in the words, and the only other party of the sentence."""
        within, ids = self.within(*match), {one.id for one in self.within(*scope.sentence)}
        if len(within) != 1 or len(ids) != 2:
            return None
        return (within[0].id, (ids - {within[0].id}).pop()), 0.8

    def _matter(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return the two that the article is about, where the sentence names no third: "the trade war"."""
        ids = {one.id for one in self.within(*scope.sentence)}
        return (self.main, 0.7) if self.main is not None and ids <= set(self.main) else None

    def _ally(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return whose ally (or foe) who is: "A's ally B", "B, an A ally", "A and its ally B", "A and B are allies"."""
        start, end = scope.sentence
        before, after = self.within(start, match[0]), self.within(match[1], end)
        if NO_ALLY.search(self.text, max(start, match[0] - BEFORE_WORDS), match[0]):
            return None
        owner = (
            before[-1]
            if before and re.fullmatch(r"['’]s?\s+(?:\w+[- ]){0,2}|\s*", self.text[before[-1].end : match[0]])
            else None
        )
        behind = (
            after[0]
            if after and re.fullmatch(r",?\s+(?:the\s+)?(?:like\s+|such as\s+)?", self.text[match[1] : after[0].start])
            else None
        )
        many = self.text.startswith(",", match[1]) and self.text[match[0] : match[1]].endswith("allies")
        if many and behind is not None and not LISTED.match(self.text, behind.end):
            behind = None  # "the U.S. and its allies, Iran says"
        if owner is not None and owner.id in ALLIANCES:
            return self._in_alliance(owner, before, behind, scope)
        if owner is not None:
            apposed = [
                one for one in before[:-1] if one.id != owner.id and APPOSED.search(self.text, one.end, owner.start)
            ]
            near = [one for one in apposed if owner.start - one.end < 30]
            return self._pair(owner, behind or (near[-1] if near else None), 0.9)
        its = re.search(r"\b(?:its|their)\s+(?:\w+\s+)?$", self.text[max(start, match[0] - 30) : match[0]], re.I)
        if (
            its
            and len(before) > 1
            and self.text[before[-1].end : max(start, match[0] - 30) + its.start()].strip() == ","
        ):
            return self._pair(before[0], before[-1], 0.7)
        if its and before and behind:
            gap = self.text[before[-1].end : match[0]]
            beside = len({one.id for one in before}) == 1 or ITS.fullmatch(gap) is not None
            return self._pair(before[-1], behind, 0.8) if beside else self._pair(before[0], behind, 0.6)
        own = _own(scope)
        if own and behind and OURS.search(self.text, max(start, match[0] - 30), match[0]):
            return (own, behind.id), 0.8
        are = re.search(
            r"\b(?:are|were|have been|remain)\s+(?:\w+\s+){0,2}$", self.text[max(start, match[0] - 40) : match[0]], re.I
        )
        if are:
            return self._joined(before)
        with_of = re.match(r"\s+(?:of|to|with)\s+(?:the\s+)?", self.text[match[1] : match[1] + 16])
        linked = bool(before) and re.match(
            r",|\s+(?:is|are|was|were|remains?|as|has|have|had)\b", self.text[before[-1].end : match[0]]
        )
        if with_of and after and after[0].start - match[1] < 16 and linked and match[0] - before[-1].end < 30:
            return self._pair(before[-1], after[0], 0.8)
        foes = self.text[match[1] - 1] == "s" and not ALLY.search(self.text, *match)
        sides = r"\b(?:two|both|the)\s+$" if foes else r"\b(?:two|both)\s+$"
        if re.search(sides, self.text[max(start, match[0] - 8) : match[0]], re.I):
            return self._only_two(match, scope) or ((pair, 0.6) if (pair := self._last_pair(start)) else None)
        return self._joined(before) if before and not self.text[before[-1].end : match[0]].strip() else None

    def _in_alliance(
        self, owner: Party, before: Sequence[Party], behind: Party | None, scope: Scope
    ) -> tuple[tuple[str, str], float] | None:
        """Return of whom "B, a NATO ally" is one: of the only other party spoken of, or of who speaks of "us"."""
        start, end = scope.sentence
        apposed = [one for one in before[:-1] if APPOSED.search(self.text[one.end : owner.start])]
        ally = behind or (apposed[-1] if apposed and owner.start - apposed[-1].end < 30 else None)
        if ally is None:
            two = re.search(
                r"\b(?:two|both|between the)\s+$", self.text[max(start, owner.start - 14) : owner.start], re.I
            )
            return (pair, 0.6) if two and (pair := self._last_pair(start)) else None
        members = set(world.organizations()[owner.id].members)
        others = {one.id for one in self.within(start, end)} & members - {ally.id}
        if not others and OURS.search(self.text, start, owner.start):
            others = {_own(scope) or ""} & members - {ally.id}
        return ((ally.id, others.pop()), 0.7) if len(others) == 1 and ally.id in members else None

    def _beside(self, match: tuple[int, int], scope: Scope) -> tuple[tuple[str, str], float] | None:
        """Return two that are written together right before the words: "the US-Japan alliance"."""
        before = self.within(scope.sentence[0], match[0])
        gap = self.text[before[-1].end : match[0]] if before else "far"
        if gap.strip():
            return None
        return self._joined(before)
