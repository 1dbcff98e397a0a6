"""Return the two parties of words that say by themselves where their parties stand: who holds it toward whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dyadbook import world
from dyadbook.steps.standing.allies import find_ally
from dyadbook.steps.standing.members import find_allied, find_member
from dyadbook.steps.standing.parties import WITH, Found, Parties, Party, Scope, as_pair, is_of_speaker, own_party
from dyadbook.steps.standing.rules import areas

STATE = re.compile(r"\s+(?:government|regime|state|statehood|rule|authorities|republic)\b", re.I)
RELATIVE = re.compile(r"[\s,]*(?:which|who|that)\b")
OBJECT = re.compile(r"\s+(?:the\s+|an?\s+(?:independent\s+)?|statehood\s+of\s+|state of\s+)?", re.I)
NEW = re.compile(
    r"\b(?:new|more|further|fresh|additional|tougher|potential|possible|future|propos\w+|plann\w+|threaten\w+|looming|pending|had|has|have|impos\w+"
    r"|re-?impos\w+|restor\w+|snap\w*|lift\w+|eas\w+|any|block\w*|veto\w*)\b",
    re.I,
)
BARE = re.compile(
    r"\s+(?!(?:targeted|unprecedented|limited|expanded|extended|combined|related|continued)\b)"
    r"(?:[a-z]+ed|[a-z]+(?<!ou)(?<!s)s|[a-z]+ing|sought|threw|put|back|want|seek|urge|support|oppose|face|see|need|plan|weigh"
    r"|consider|propose|demand|get|got|won|saw|made|took|has|have|against|on|of|for|over|to|with|from|about|under|and|or|but|as|by|after|no)\s+(?!its\b|their\b)"
)
"""A verb or preposition between a party and sanctions: "A ruled out sanctions" tells of none that A holds."""
BESIDE = re.compile(r", [a-z]+ing\b")
"""What makes the subject of the sentence the one who does it: "tested a missile over Japan, defying U.N. sanctions"."""
BEHIND = re.compile(
    r"\b(?:with|to|toward|towards|against|on|in|from|for|over|near|into|at|of|by|off|past)\s+(?:\w+\s+){0,3}$"
)
ENDING = re.compile(r"\b(?:end|drop|scrapp?|suspend|cancel|revok|rescind|withdr[ae]w|ditch|waiv|abandon)\w*\s", re.I)
ITS = re.compile(r"(?:\w+\s+)?(?:its|their)\b", re.I)
IMPOSED_ON = re.compile(r"\s+(?:has |had |have )?(?:re-?)?imposed (?:on|against) (?:the )?")
CLAIMANT = re.compile(r"(?:,\s+(?:which|who))?\s+(?:also\s+|still\s+|has\s+(?:long\s+)?|have\s+(?:long\s+)?)?", re.I)
CLAIMED = re.compile(
    r"(?:,\s+(?:an?|the)(?:\s+[\w-]+){1,4})?,?\s+(?:which|that|whose\s+(?:independence|statehood|government))\s+(?:the\s+)?",
    re.I,
)
"""What stands before who claims it: "Taiwan, which China", "Taiwan, a self-ruled island that China"."""
FORCES = re.compile(
    r"(?:['’]s?)?\s*(?:(?:special|operations|combat|ground|air|naval|military|armed|army|peacekeeping|elite|paramilitary"
    r"|own|defen[cs]e)\s+)*", re.I
)  # fmt: skip
"""What stands between a country and its forces."""
NAME = re.compile(r"(?!(?:The|An?)\b)\b[A-Z]")
NON = re.compile(r"\bnon[-–]$", re.I)
"""What makes forces those of others: "non-U.S. forces are in Rome"."""
AT = re.compile(r"\s*(?:at|in|near)\s+(?:the\s+)?(?:port\s+of\s+)?", re.I)
"""What stands before the town where forces or an embassy are."""
WE = re.compile(r"\b(?:we|our)\b", re.I)
HYPHEN = re.compile(r"[-–]")
AFTER_WORDS = 24
ARTICLE = 6  # characters in which "the" may stand
AFTER = re.compile(r"\b(?:after|when|once|before)\s", re.I)


def _directed(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who holds it (before the words, or within them) and toward whom (after them)."""
    start, end = scope.clause
    cuts = [one.end() for one in AFTER.finditer(parties.text, start, match[0]) if parties.within(one.end(), match[0])]
    start = cuts[-1] if cuts else start
    after = [
        one for one in parties.within(match[0], end, places=True) if WITH.search(parties.text, match[0], one.start)
    ]
    straight = [one for one in parties.within(match[1], end) if OBJECT.fullmatch(parties.text, match[1], one.start)]
    if "ecogni" in parties.text[match[0] : match[1]]:  # what is recognized is the very next thing
        straight = [one for one in straight if one.basis != "adjective" or STATE.match(parties.text, one.end)]
        after = []
    toward = next(iter(straight or after), None) or parties.town(match[1], AT)
    if toward is None:
        before = parties.within(scope.sentence[0], match[0])
        return _relative(parties, before) if "ecogni" in parties.text[match[0] : match[1]] else None
    stretches = (parties.within(first, match[1]) for first in (start, scope.sentence[0]))
    before = next(filter(None, ([one for one in named if one.id != toward.id] for named in stretches)), [])
    own = own_party(scope)
    ours = WE.search(parties.text, start, match[0]) is not None
    if ours and (scope.statement is None or scope.statement.form != "direct"):
        return None
    they = is_of_speaker(parties.text, scope, match[0])
    opens = not before and (own is None or "/" in own or they or match[0] == scope.sentence[0])
    if own is not None and own != toward.id and (ours or opens):
        return (own, toward.id), 0.6  # "the G-7 agreed that sanctions on Rome will remain", "we have troops in Syria"
    return as_pair(before[-1] if straight == [] else before[0], toward, 0.85) if before else None


def _relative(parties: Parties, before: Sequence[Party]) -> Found | None:
    """Return who holds it toward whom a relative clause is about: "B, whose independence A does not recognize"."""
    if len(before) > 1 and CLAIMED.fullmatch(parties.text, before[-2].end, before[-1].start):
        return as_pair(before[-1], before[-2], 0.8)
    return None


def _owned(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who holds it, right before or in the words, and toward whom, right after them."""
    after = [one for one in parties.within(match[1], scope.sentence[1]) if one.start - match[1] < AFTER_WORDS]
    before = [
        one for one in parties.within(scope.sentence[0], match[1]) if not parties.text[one.end : match[0]].strip(" '’s")
    ]
    if not before and after and ITS.match(parties.text, match[0], match[1]):
        subjects = [one for one in parties.within(scope.sentence[0], match[0]) if one.id != after[0].id]
        new = NEW.search(parties.text, max(0, match[0] - 12), match[1])
        return as_pair(subjects[-1], after[0], 0.8) if len({one.id for one in subjects}) == 1 and not new else None
    if not before or not after or NEW.search(parties.text, max(0, before[-1].start - 12), match[1]):
        return None
    own = parties.text[before[-1].end : match[1]]
    if BARE.match(own) or ENDING.search(own):
        return None
    return as_pair(before[-1], after[0], 0.9)


def _invading(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who wages war or occupies, right before the words, and what country, right after them."""
    after = [one for one in parties.within(match[1], scope.sentence[1], places=True) if one.basis != "described"]
    before = [
        one for one in parties.within(scope.sentence[0], match[0]) if not parties.text[one.end : match[0]].strip(" '’s")
    ]
    straight = bool(after) and OBJECT.fullmatch(parties.text, match[1], after[0].start) is not None
    return as_pair(before[-1], after[0], 0.9) if before and straight else None


def _holding(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the country that holds land, right before the words, and whose land it is; no group that holds its own."""
    found = _invading(parties, match, scope)
    return None if found is None or "/" in found[0][0] else found


def _forces(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose forces they are, right before the words or within them, and where they are."""
    before = [
        one
        for one in parties.within(scope.sentence[0], match[1])
        if FORCES.fullmatch(parties.text, min(one.end, match[0]), match[0])
        and (one.end <= match[0] or NAME.search(parties.text, one.start, match[0]))
        and not NON.search(parties.text, max(0, one.start - 4), one.start)
    ]
    after = [
        one for one in parties.within(match[0], scope.clause[1], places=True)
        if WITH.search(parties.text, match[0], one.start) and one.start - match[1] < AFTER_WORDS
    ]  # fmt: skip
    where = after[0] if after else parties.town(match[1], AT)
    return as_pair(before[-1], where, 0.9) if before else None


def _imposed(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose sanctions they are, named right after the words, and who is under them."""
    after = [one for one in parties.within(match[1], scope.sentence[1]) if one.start - match[1] < ARTICLE]
    if not after:
        return None
    behind = parties.within(after[0].end, scope.sentence[1])
    under = [one for one in behind if IMPOSED_ON.fullmatch(parties.text, after[0].end, one.start)][:1]
    before = (parties.within(start, match[1]) for start in (match[0], scope.clause[0], scope.sentence[0]))
    named = under or next(filter(None, before), [])
    return as_pair(after[0], named[-1], 0.9) if len({one.id for one in named}) == 1 else None


def _under(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose sanctions they are and who is under them."""
    within = parties.within(*match)
    stretch = scope.clause[0] if parties.within(scope.clause[0], match[0]) else scope.sentence[0]
    before = [one for one in parties.within(stretch, match[0]) if not within or one.id != within[0].id]
    if RELATIVE.match(parties.text, scope.clause[0]):  # "Iran, which has sold oil in defiance of U.N. sanctions"
        before = parties.within(scope.sentence[0], scope.clause[0])[-1:]
    if not within or not before:
        return None
    if len({one.id for one in before}) == 1:
        return as_pair(within[0], before[-1], 0.9)
    if WITH.search(parties.text, stretch, before[-1].start):  # "sold oil to Iran in defiance of U.N. sanctions"
        return as_pair(within[0], before[-1], 0.7)
    if not BESIDE.match(parties.text, match[0] - 2):
        return None
    subjects = {one.id: one for one in before if not BEHIND.search(parties.text, stretch, one.start)}
    return as_pair(within[0], next(iter(subjects.values())), 0.7) if len(subjects) == 1 else None


def _weighing(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return whose sanctions they are, named in the words, and the only other party of the sentence."""
    within, ids = parties.within(*match), {one.id for one in parties.within(*scope.sentence)}
    if len(within) != 1 or len(ids) != 2:
        return None
    return (within[0].id, (ids - {within[0].id}).pop()), 0.8


def _matter(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two that the article is about, where the sentence names no third: "the trade war"."""
    ids = {one.id for one in parties.within(*scope.sentence)}
    return (parties.main, 0.7) if parties.main is not None and ids <= set(parties.main) else None


def _area(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return the two that claim the area of the words, where the article names both: "disputed Kashmir"."""
    words, named = parties.text[slice(*match)], {one.id for one in parties.all}
    found = [pair for area, pair in areas() if re.search(area, words, re.I) and named.issuperset(pair)]
    return (found[0], 0.9) if found else None


def _hyphened(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who holds it, by the adjective in the words, and whose land it is: "Russian-occupied Ukraine"."""
    words = parties.text[slice(*match)]
    holder = world.country_of(HYPHEN.split(words)[0])
    claimed = {one for area, pair in areas() if re.search(area, words, re.I) for one in pair if holder in pair}
    named = parties.within(match[1], scope.sentence[1], places=True)
    straight = [one.id for one in named if OBJECT.fullmatch(parties.text, match[1], one.start)]
    others = [one for one in (*sorted(claimed), *straight) if one != holder]
    return ((holder, others[0]), 0.9) if holder is not None and others else None


def _claim(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return who claims and what: "A claims B as its own", "B, an island which A regards as part of its territory"."""
    before = parties.within(scope.sentence[0], match[0])
    if not before or not CLAIMANT.fullmatch(parties.text, before[-1].end, match[0]):
        return None
    straight = [one for one in parties.within(match[1], scope.sentence[1]) if one.start - match[1] < ARTICLE]
    if straight:
        return as_pair(before[-1], straight[0], 0.9)
    return _relative(parties, before)


def _inside(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return two that alone stand within the words, or together: "a low point in U.S.-Japan relations"."""
    named = parties.within(*match)
    two = len({one.id for one in named}) == 2
    return parties.joined(named) or (as_pair(named[0], named[-1], 0.9) if two else None)


def _beside(parties: Parties, match: tuple[int, int], scope: Scope) -> Found | None:
    """Return two that are written together right before the words: "the US-Japan alliance"."""
    before = parties.within(scope.sentence[0], match[0])
    gap = parties.text[before[-1].end : match[0]] if before else "far"
    if gap.strip():
        return None
    return parties.joined(before)


SCHEMES: dict[str, Callable[[Parties, tuple[int, int], Scope], Found | None]] = {
    "holder": _directed,
    "owner": _owned,
    "imposer": _imposed,
    "under": _under,
    "weighing": _weighing,
    "matter": _matter,
    "area": _area,
    "ally": find_ally,
    "beside": _beside,
    "claim": _claim,
    "member": find_member,
    "allied": find_allied,
    "hyphened": _hyphened,
    "invading": _invading,
    "holding": _holding,
    "forces": _forces,
    "inside": _inside,
}
"""How the two parties are found where a rule's scheme says where they stand."""
