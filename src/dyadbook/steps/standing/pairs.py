"""Return between which two parties words tell how they stand: found around the words, or None where they are not clear.

A form of words says where its parties stand (`Rule.scheme`). Each way to find them has a weight: how far it is to be
trusted, from 1 ("between A and B") down to the two that the article is about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from dyadbook.steps.standing.parties import (
    ALLIANCES,
    BEFORE_WORDS,
    NEAR,
    OURS,
    THEY,
    WITH,
    Found,
    Parties,
    Party,
    Scope,
    as_pair,
    is_of_speaker,
    own_party,
)
from dyadbook.steps.standing.rules import Rule
from dyadbook.steps.standing.schemes import RELATIVE, SCHEMES

BETWEEN = re.compile(r"\b(?:between|(?:signed|claimed)\s+by)\s+(?:both\s+)?(?:the\s+|M(?:r|rs|s)\.?\s+)?#?$", re.I)
BETWEEN_THE = re.compile(
    r"\s*between\s+(?:the|both)\s+(?:two\s+)?(?:[\w-]+\s+){0,2}?(?:allies|rivals|foes|enemies|adversaries|neighbou?rs|countries"
    r"|nations|states|powers|sides|capitals|governments)\b", re.I,
)  # fmt: skip
BETWEEN_THEM = re.compile(
    r"\s*between\s+the\s+(?:two|pair)"
    r"(?=\s*[,.;]|\s+(?:have|has|had|is|are|were|was|in|on|over|under|since|at|to|by|mediated|brokered|hosted)\b)",
    re.I,
)
"""The two named last: "talks between the two under Swiss mediation"."""
BETWEEN_OTHERS = re.compile(
    r"\s*between\b(?!\s+(?:them|both|us|their|the\s+(?:two|pair|countries|nations|states|sides|neighbou?rs|governments))\b)",
    re.I,
)
"""Words that name others than any party: "tension between what he wants and what he needs"."""
THE_TWO = re.compile(
    r"\W*(?:(?:but|and|while|although|though)\s+)?(?:the two|both)\s+"
    r"(?:[\w-]+\s+)?(?:countries|nations|states|neighbou?rs|sides|governments|allies|rivals|powers)"
    r"(?:\s+(?:are|were|have|had|been|remain|already|still|now|long|deeply))*\s*$",
    re.I,
)
BOTH = re.compile(
    r"\b(?:the (?:two|pair)|both|they|them|their|theirs|each other|one another|bilateral|neighbou?rs|we|our)\b", re.I
)
THE_PAIR = re.compile(r"\b(?:the two|both|each other|one another|bilateral)\b", re.I)
KOREAS = re.compile(
    r"\b(?:the )?(?:two )?Koreas\b|\binter-Korean\b|\bKorean [Pp]eninsula\b|\bNorth and South(?: Korea)?\b"
    r"|\bNorth Korea and (?:the )?(?:[a-z]+,? ){0,3}South\b"
)
KOREAN_WAR = re.compile(r"\bKorean [Ww]ar\b|\b1950(?:-|–| to )(?:19)?53\b")
"""The war that ended in an armistice between the two, whoever else a sentence names."""
THEIRS = re.compile(r"\b(?:both|they|their|its|his|her)\b", re.I)
WITH_NAME = re.compile(r"\bwith\s+(?:[Tt]he\s+)?([A-Z][\w’'.-]+)")
MEMBER = re.compile(r"\s+(?:all(?:y|ies)|members?|partners?)\b")
"""What follows an alliance that only describes a country: "with NATO ally Turkey"."""
GENERAL = re.compile(r"\b(?:countries|nations|states|those|groups)\s+(?:that|which|who)\b[^,]*$", re.I)
"""Words that tell of nobody in particular: "countries that have no ties with Israel"."""
WITH_MANY = re.compile(
    r"\s+(?:with|to)\s+(?!(?:the\s+)?United\s)(?:\w+\s+){0,2}?(?:neighbou?rs|allies|partners|countries|nations|states)\b(?!\s+of)",
    re.I,
)
OWNS = re.compile(
    r"['’]s?\s+(?!(?:current |new |military |interim |transitional )?"
    r"(?:government|regime|authorities|rulers|leadership)\b)[a-z]"
)
"""What makes a country only the owner of the one that ties are with: "no ties with Rome's far right"."""
AND = re.compile(r"[\s,]*(?:and|but|while|though|although)\b")
PLACE = re.compile(r"\bin\s+(?:the\s+)?$", re.I)
"""What makes a country the place of talks, and no side in them."""
BARE_AND = re.compile(r"\s+and\s+(?:the\s+)?", re.I)
TENSIONS = re.compile(r"(?:\w+ )?tensions?\b", re.I)
ITS = re.compile(r"\b(?:its|our)\b", re.I)
OWNED = re.compile(
    r"\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Last|This)\b)[A-Z][\w’'-]*?['’]s?\s+(?:[a-z]+\s+)?$"
)
"""The name of an owner right before words: "Roe's talks with"."""
THE_THREE = re.compile(
    r"\b(?:the|all|those|these)\s+(?:three|four|five|six|seven|eight|nine|ten)(?:\s+\w+){0,2}\s+$", re.I
)
"""A subject of more than two right before words: "the three signed a pact"."""
DONE_TO = re.compile(r"\b\w+ed\s+(?:the\s+)?$")
AND_DID = re.compile(r"(?:['’]s?)?\s[^,;:.]*\band\s+(?:\w+ly\s+)?$")
"""What stands around the object of a verb before another of the same subject: "expelled Rome's envoy and"."""
TOGETHER = re.compile(r"\b(?:together|along)\swith\b|\balongside\b", re.I)
WE = re.compile(r"\bwe\b[^,;]{0,25}$|\bour\s+(?:\w+\s+){0,3}$", re.I)
NORMAL = re.compile(r"no normali", re.I)
NAMED = frozenset({"alliance", "dispute"})
"""Aspects that a sentence tells of the two that it names."""
MATTERS = frozenset({"treaty", "border", "armistice", "diplomatic_relations"})
"""Aspects that an article tells of the two that it is about, without naming both again."""


def find_pair(parties: Parties, rule: Rule, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two parties (holder first where it has a direction) and how sure it is; None where unclear."""
    war = rule.aspect == "armistice" or (rule.aspect, rule.value) == ("treaty", "none")
    korean = war and "PRK" in {one.id for one in parties.within(*scope.sentence)}
    if korean and any(words.search(parties.text, *scope.sentence) for words in (KOREAN_WAR, KOREAS)):
        return ("KOR", "PRK"), 0.9
    if rule.scheme == "holder" and GENERAL.search(parties.text, scope.sentence[0], match[0]):
        return None
    if rule.scheme in SCHEMES:
        return SCHEMES[rule.scheme](parties, match, scope)
    name = WITH_NAME.search(parties.text, match[0], scope.clause[1])
    if name and not any(one.start < name.end(1) and name.start(1) < one.end for one in parties.all):
        return None
    if WITH_MANY.match(parties.text, match[1], scope.sentence[1]) or _of_others(parties, match, scope):
        return None
    if THE_THREE.search(parties.text, scope.clause[0], match[0]) or _is_owned_by_stranger(parties, match, scope):
        return None
    if rule.aspect == "diplomatic_relations" and _is_with_people(parties, match, scope):
        return None
    if GENERAL.search(parties.text, scope.sentence[0], match[0]):
        return None
    found = _between(parties, match, scope)
    if found is None and BETWEEN_OTHERS.match(parties.text, match[1]):
        return None
    if rule.scheme == "named":
        return found or _around(parties, rule, match, scope)
    before = parties.within(scope.clause[0], match[0])
    if found is None and before and all(_is_object(parties, one, match[0], scope) for one in before):
        return None  # who did both stands before what is quoted, or is told of as "it"
    direct = scope.statement is not None and scope.statement.form == "direct"
    ours = OURS.search(parties.text, scope.clause[0], match[1]) if direct else None
    ours = ours or WE.search(parties.text, scope.clause[0], match[0])
    if found is None and own_party(scope) is None and ours:
        return None  # "our relations" are of somebody unknown, as are those of a writer's "we"
    return (
        found
        or _around(parties, rule, match, scope)
        or _speakers(parties, match, scope)
        or (None if _is_apart(parties, rule, match, scope) else parties.only_two(scope))
        or _meant(parties, match, scope)
        or _nearby(parties, rule, match, scope)
    )


def with_lists(parties: Parties, rule: Rule, found: Found, at: int, scope: Scope) -> list[Found]:
    """Return the two, and who stands in one list with either: "A and B cut ties with C" tells of A and C, B and C.

    Of those who signed one treaty together each has it with each.
    What is told of each toward the other is told twice: "recognized each other".
    """
    pair, sure = found
    if rule.scheme == "mutual":
        return [found, ((pair[1], pair[0]), sure)]
    near = at if sure < 1 else max(at, parties.text.find("between", at))
    lists = [parties.listed(one, near, scope) for one in pair]
    if pair[0] == own_party(scope) and THEY.match(parties.text, *scope.clause):
        said = replace(scope, sentence=(max(0, scope.sentence[0] - NEAR), scope.sentence[0]))
        lists[0] = lists[0] or parties.listed(pair[0], scope.sentence[0], said)  # "A and B said they had"
    holders = [((other, pair[1]), sure) for other in lists[0] if other not in pair]
    every = [found, *holders, *(((pair[0], other), sure) for other in lists[1] if other not in pair)]
    if (rule.aspect, rule.value) == ("treaty", "signed") and TOGETHER.search(parties.text, *scope.sentence):
        told = {frozenset(each) for each, _ in every}
        signed = list(dict.fromkeys(party for each, _ in every for party in each))
        every += [(each, sure) for each in combinations(signed, 2) if frozenset(each) not in told]
    return every


def _of_others(parties: Parties, match: tuple[int, int], scope: Scope) -> bool:
    """Return whether the words are of others than those named: "Qatar's neighbors cut ties with Doha"."""
    before, after = parties.within(scope.clause[0], match[0]), parties.within(match[1], scope.clause[1])
    return bool(
        before and after and before[-1].id == after[0].id and WITH.search(parties.text, match[0], after[0].start)
    )


def _is_owned_by_stranger(parties: Parties, match: tuple[int, int], scope: Scope) -> bool:
    """Return whether a name right before the words owns what they tell, and is no party: "Roe's talks with Rome"."""
    owner = OWNED.search(parties.text, scope.clause[0], match[0])
    return owner is not None and not any(
        one.start < owner.end() and owner.start() < one.end for one in parties.within(*scope.sentence, places=True)
    )


def _is_with_people(parties: Parties, match: tuple[int, int], scope: Scope) -> bool:
    """Return whether relations are with somebody of a country, and not with it: "no ties with Rome's far right"."""
    after = parties.within(match[1], scope.clause[1])[:1]
    tied = [one for one in after if WITH.search(parties.text, match[1], one.start)]
    return bool(tied) and OWNS.match(parties.text, tied[0].end) is not None


def _between(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two after `between`, the two Koreas, or two that are written together before the words."""
    start, end = scope.sentence
    for one in parties.within(start, end):
        if (
            one.start >= match[0] - 8
            and BETWEEN.search(parties.text, start, one.start)
            and one.start - match[1] < BEFORE_WORDS
        ):
            following = [other for other in parties.within(one.end, end) if other.id != one.id]
            if following and len(parties.text[one.end : following[0].start]) < 40:
                return as_pair(one, following[0], 1.0)
    if BETWEEN_THEM.match(parties.text, match[1], end) or BETWEEN_THEM.search(parties.text, *match):
        ids = list(dict.fromkeys(one.id for one in parties.told(match[0])))
        return ((ids[1], ids[0]), 0.6) if len(ids) > 1 else None
    described = (
        BETWEEN_THE.match(parties.text, match[1], end)
        or BETWEEN_THE.search(parties.text, *match)
        or THE_TWO.match(parties.text, scope.clause[0], match[0])
    )
    if described and (pair := parties.last_pair(start)):
        others = {one.id for one in parties.within(start, described.end())} - ALLIANCES - set(pair)
        return None if others else (pair, 0.6)
    stretch = scope.clause if parties.within(*scope.clause) else scope.sentence
    koreas = KOREAS.search(parties.text, *scope.clause) or KOREAS.search(parties.text, *stretch)
    if koreas and not [p for p in parties.within(*stretch) if p.id not in {"KOR", "PRK"}]:
        return ("KOR", "PRK"), 0.9
    return None


def _speakers(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who speaks of "its ties" or of "no normalization", and with whom, where he names nobody else before."""
    own, named = own_party(scope), parties.within(match[0], scope.sentence[1])
    direct = scope.statement is not None and scope.statement.form == "direct"
    theirs = (
        NORMAL.match(parties.text, match[0])
        or ITS.search(parties.text, scope.clause[0], match[1])
        or TENSIONS.match(parties.text, match[0], match[1])
        or (direct and WE.search(parties.text, scope.clause[0], match[0]))
        or (not direct and is_of_speaker(parties.text, scope, match[0]))
    )
    if own is None or not theirs or parties.within(scope.sentence[0], match[0]):
        return None
    tied = [one for one in named if WITH.search(parties.text, match[0], one.start) and one.id != own]
    return ((own, tied[0].id), 0.7) if tied else None


def _is_apart(parties: Parties, rule: Rule, match: tuple[int, int], scope: Scope) -> bool:
    """Return whether two that a sentence names need not be those of the words: others may talk where they are."""
    sides = rule.scheme != "sides" or THE_PAIR.search(parties.text, *scope.sentence) is not None
    return not sides or _is_of_no_party(parties, match, scope)


def _is_of_no_party(parties: Parties, match: tuple[int, int], scope: Scope) -> bool:
    """Return whether a relative clause is about what is no party: "the daily, which has ties to Rome"."""
    relative = RELATIVE.match(parties.text, scope.clause[0], match[0])
    return relative is not None and not parties.within(scope.sentence[0], match[0])


def _around(parties: Parties, rule: Rule, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the subject before the words and who stands behind `with` after them, or two joined before them."""
    every, inside = (parties.within(start, match[0] + 1) for start in (scope.sentence[0], scope.clause[0]))
    cut = len(every) - len(inside) - 1
    if inside and cut >= 0 and BARE_AND.fullmatch(parties.text, every[cut].end, inside[0].start):
        inside = every[cut:]  # "A and B are" is no new clause
    before = inside or every
    after = [one for one in parties.within(match[0], scope.clause[1]) if one.start >= match[0] + 3]
    tied = [
        one
        for one in after
        if WITH.search(parties.text, match[0], one.start)
        and one.start - match[1] < 2 * BEFORE_WORDS
        and not (rule.scheme == "sides" and PLACE.search(parties.text, match[0], one.start))
        and not (one.id in ALLIANCES and MEMBER.match(parties.text, one.end))
    ]
    joined = parties.joined(before)
    if joined is not None and not tied:
        return joined
    if before and tied:
        start = scope.clause[0] if inside else scope.sentence[0]
        subjects = [one for one in before if WITH.search(parties.text, start, one.start) is None]
        behind = subjects or before
        goes_on = AND.match(parties.text, scope.clause[0], match[0])
        others = {one.id for one in (subjects if inside or goes_on else before)} - {one.id for one in tied}
        if rule.aspect == "tone" and (not others or (not inside and len(others) > 1)):
            found = parties.other_of_main(tied[0].id)  # whose tensions they are does not stand in the clause
            return found if found and found[0][1] in {one.id for one in every} else None
        subject = behind[-1] if len({one.id for one in behind}) == 1 else behind[0]
        other = next((one for one in tied if one.id != subject.id), None)
        return as_pair(subject, other, 0.9)
    held = [one for one in before if WITH.search(parties.text, max(scope.clause[0], one.start - 30), one.start)]
    if held and len({one.id for one in before}) == 2:
        return as_pair(next(one for one in before if one.id != held[-1].id), held[-1], 0.9)
    return None


def _is_object(parties: Parties, one: Party, at: int, scope: Scope) -> bool:
    """Return whether a party is only what another verb of the same subject is done to."""
    done = DONE_TO.search(parties.text, scope.sentence[0], one.start)
    return done is not None and AND_DID.fullmatch(parties.text, one.end, at) is not None


def _meant(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two that "their relations" or "we" mean: the speaker's country, one named here, those before."""
    named = list(dict.fromkeys(one.id for one in parties.within(*scope.sentence)))
    words = parties.text[scope.sentence[0] : scope.sentence[1]]
    lead = parties.text[scope.clause[0] : match[1]]
    own = own_party(scope)
    if own and scope.statement and scope.statement.form == "direct" and OURS.search(lead) and not THEIRS.search(lead):
        others = [party for party in named if party != own] or [
            p for p in [parties.before(scope.sentence[0], own)] if p
        ]
        return ((own, others[0]), 0.6) if len(set(others)) == 1 else None
    if not BOTH.search(words):
        return None
    if len(named) == 1:
        other = parties.before(scope.sentence[0], named[0], own)
        return ((named[0], other), 0.6) if other else None
    return (pair, 0.6) if not named and (pair := parties.last_pair(scope.sentence[0])) else None


def _nearby(parties: Parties, rule: Rule, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two that alone the sentence and the words before it name, else those of the article."""
    named = {one.id for one in parties.within(*scope.sentence)}
    subject = len(parties.text[scope.clause[0] : match[0]].split()) <= 4
    opens = not parties.text[scope.sentence[0] : match[0]].strip()
    if len(named) == 1 and opens and rule.aspect == "tone" and TENSIONS.match(parties.text, *match):
        return parties.other_of_main(*named)  # "Tensions with Rome were high"
    if len(named) > 1 or not (subject or rule.aspect in MATTERS) or rule.aspect in NAMED:
        return None
    ids = list(dict.fromkeys(one.id for one in parties.told(scope.sentence[1]) if one.start > scope.sentence[0] - NEAR))
    if len(ids) == 2:
        return (ids[1], ids[0]), 0.5
    fits = parties.main is not None and named <= set(parties.main) and rule.aspect in MATTERS
    return (parties.main, 0.4) if parties.main is not None and fits else None
