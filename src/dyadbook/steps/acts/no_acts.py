"""Return acts without what only looks like one: what anybody might do, and what only stands between two parties.

"Any nation that helps Iran" says nothing of who helps, nor is Iran whom a warning to such nations is aimed at. "Has had
no diplomatic relations with Iran since 1980" is a standing.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.steps.acts.act import DEEDS, Act
from dyadbook.steps.acts.asides import SAID, TOLD_TO, is_outlet, is_small, is_with, without_asides
from dyadbook.steps.acts.asked_acts import is_only_asked
from dyadbook.steps.acts.duties import is_owed
from dyadbook.steps.acts.other_senses import has_other_sense
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import ADVERB, BREAK, NEGATION, POSSESSIVE, PREPOSITION, RELATIVE
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import forms, singular, written
from dyadbook.steps.sides import parties_of, party_of

ANY = frozenset("any every whichever whatever".split())
ANYBODY = frozenset("anyone anybody everyone everybody whoever those".split())
MANY = frozenset("countries nations states governments companies firms banks ships vessels groups".split())
OTHER = frozenset({"other", "foreign", "third"})
SPECIFIC = frozenset(
    "the these two three four five six seven eight nine ten several some many both all our its".split()
)
HAVING = frozenset("have maintain keep lack be remain".split())
KEPT = frozenset(form for base in ("maintain", "keep", "enjoy", "have") for form in written(base)) - {"having"}
TIES = frozenset("relation relationship tie link contact recognition".split())
THERE = frozenset({"AID", "COOPERATE", "MOBILIZE", "SUPPORT"})
"""What the model takes for an act where soldiers only are somewhere."""
BONDED = frozenset({"SUPPORT", "AGREE", "COOPERATE"})
TREATIES = frozenset("treaty pact agreement accord alliance".split())
TOLD = frozenset("tell tells told telling".split())
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
CEASEFIRES = frozenset("ceasefire truce armistice".split())
BREAKING = frozenset("break breach violate shatter".split())
FAILING = BREAKING | frozenset("fail expire lapse".split())
EXPIRING = written("expire") | written("lapse")
RUNNING = written("run")
DUE = frozenset({"set", "schedule", "expect", "be", "run"})
"""Verbs before the one that tells that something expires: "is set to expire"."""
TERMS = CEASEFIRES | TREATIES | frozenset("arrangement contract deal lease licence license memorandum waiver".split())
"""What is for a time and expires."""
FAILED = frozenset("collapsed crumbled unravelled unraveled".split())
"""What failed of itself: no verbs of acts."""
SEEN = frozenset("detected detects spotted spots tracked tracks tracking monitored monitors observed sighted".split())
SEEN_AS = frozenset({"ACCUSE", "COERCE", "CONSULT", "COOPERATE", "SUPPORT"})
"""What the model takes for an act where somebody only sees another's."""
OFF = frozenset("suspended frozen stalled halted paused deadlocked hold ice stopped broken blocked".split())
"""What talks may have been since a time; "on hold", "on ice"."""
BEEN = frozenset({"been", ","})
SUSPENDED = 14  # tokens from "talks" to the word that says that they are off
AIMED = frozenset({"at", "against"})
NO_AIM = frozenset("dawn dusk noon midnight night sea least about around once high low".split())
"""Words behind "at" that tell when, where or how much."""
ADVISE = frozenset({"advise", "warn", "urge", "tell", "ask", "call", "caution", "order"})
ADVISED = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "THREATEN"})
PEOPLE = frozenset(
    "citizen national tourist student traveller traveler compatriot resident airline carrier vessel ship sailor".split()
)
THANKED = 9  # tokens from "thanks to" to what thanks are for
NOUN = 4  # tokens from "any" to the noun that it goes with


def real(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts that somebody did, does or will do."""
    spans = _of_anybody(clauses)
    for act in acts:
        without_asides(clauses, act)
    return [
        act
        for act in acts
        if not (
            _is_standing(clauses, act)
            or _is_suspended(clauses, act)
            or has_other_sense(clauses, act)
            or _is_held(clauses, act)
            or is_only_asked(clauses, act)
            or _is_claimed(clauses, act)
            or _is_recall(clauses, act)
            or _is_off(clauses, act)
            or _is_cause(clauses, act)
            or (act.act in SEEN_AS and is_seen(clauses, act))
            or _is_advice(clauses, act)
            or _is_shot_told(clauses, act, acts)
            or _is_broken(clauses, act)
            or _is_expired(clauses, act)
            or is_owed(clauses, act)
            or (act.act in HOSTILE and is_with(clauses, act))
            or _only_carries(clauses, act)
            or any(_within(clauses, act, *one) for one in spans)
        )
    ]


def _within(clauses: Clauses, act: Act, first: int, last: int) -> bool:
    """Return whether the words of an act, or all mentions of one of its sides, stand in a clause."""
    sides = [side for side in (act.source, act.target) if side]
    return first <= act.first <= last or any(
        all(first <= clauses.span[index][0] <= last for index in side) for side in sides
    )


def _only_carries(clauses: Clauses, act: Act) -> bool:
    """Return whether a side of an act only tells of it: "told Peruvian reporters", "Peru's minister said"."""
    for side in (act.source, act.target):
        spans = [clauses.span[index] for index in side]
        told = all(TOLD & {clauses.low(first - back) for back in range(1, TOLD_TO)} for first, _ in spans)
        outlets = [is_outlet(clauses, index) for index in side]
        if (told and side and all(outlets)) or (act.act == "CONSULT" and any(outlets)):
            return True
    ends = [clauses.span[index][1] for index in act.target]
    said = act.act in DEEDS - {"RETREAT"} and all(clauses.low(end) in SAID and end < act.first for end in ends)
    said = said and all(clauses.mentions[index].sector for index in act.target)
    return said and bool(act.target)


def _of_anybody(clauses: Clauses) -> list[tuple[int, int]]:
    """Return the first and last tokens of clauses that say what anybody does: "whoever arms Rome", "any bank that"."""
    found = []
    for at in range(len(clauses.tokens)):
        whoever = clauses.low(at) == "whoever"
        joined = clauses.owner[at] is None and any(form == "ing" for _, form in forms().get(clauses.low(at), ()))
        if (whoever or joined or clauses.low(at) in RELATIVE) and _is_anybody(clauses, at - (not whoever)):
            verbs = [group.first for group in clauses.groups if group.at > at and not group.infinitive]
            found.append((at, _end(clauses, at, verbs if joined else verbs[1:])))
    return found


def _is_anybody(clauses: Clauses, last: int) -> bool:
    """Return whether the noun that ends at a token means nobody in particular."""
    owner = clauses.owner[last] if last >= 0 else None
    if last < 0 or (owner is not None and party_of(clauses.mentions[owner])):
        return False
    if clauses.low(last) in ANYBODY:
        return True
    for at in range(last - 1, max(-1, last - NOUN), -1):
        if clauses.owner[at] is not None or clauses.low(at) in BREAK | {","}:
            break
        if clauses.low(at) in ANY:
            return True
    before = last - 1 - (clauses.low(last - 1) in OTHER)
    specific = before >= 0 and (clauses.owner[before] is not None or clauses.low(before) in SPECIFIC)
    plain = before == -1 or not clauses.low(before).isalpha() or before < last - 1 or is_small(clauses, before)
    return clauses.low(last) in MANY and not specific and plain


def _end(clauses: Clauses, first: int, verbs: Sequence[int]) -> int:
    """Return the last token of a clause: it ends at a comma, and before the verb of another that `or` does not join."""
    for at in range(first + 1, len(clauses.tokens)):
        if clauses.low(at) in {",", ";", ":"}:
            return at - 1
        if at in verbs and clauses.low(at - 1) not in ADVERB | {"and", "or"}:
            return at - 1
    return len(clauses.tokens) - 1


def _is_recall(clauses: Clauses, act: Act) -> bool:
    """Return whether the consultations of an act are an envoy's at home: "recalled its envoy for consultations"."""
    home = clauses.low(act.first).startswith("consultation") and clauses.low(act.first - 1) == "for"
    return home and any(group.base == "recall" for group in clauses.groups if group.at < act.first)


def is_seen(clauses: Clauses, act: Act) -> bool:
    """Return whether who acts only sees what another moves: "Rome detected nine of Oslo's planes"."""
    at = next((at for at in range(act.first, act.last + 1) if clauses.low(at) in SEEN), None)
    if at is None or act.verbs(clauses):
        return False
    before = any(clauses.span[index][1] <= at for index in act.source)
    return before and all(at < clauses.span[index][0] for index in act.target)


def _is_off(clauses: Clauses, act: Act) -> bool:
    """Return whether a call is none, since it takes something back: "called off the strikes"."""
    calls = [verb for verb in act.verbs(clauses) if verb.base == "call"]
    off = any("off" in {clauses.low(verb.at + 1), clauses.low(verb.at + 2)} for verb in calls)
    return act.act == "REQUEST" and off


def _is_cause(clauses: Clauses, act: Act) -> bool:
    """Return whether thanks only name a cause: "thanks to the quick work of Oslo's police, nobody died"."""
    at = act.last
    if act.act != "SUPPORT" or (clauses.low(at), clauses.low(at + 1)) != ("thanks", "to") or act.first != at:
        return False
    opens = at == 0 or clauses.low(at - 1) in BREAK | {",", "that", "and", "but", "largely", "partly", "mainly"}
    return opens and "for" not in {clauses.low(one) for one in range(at, at + THANKED)}


def _is_advice(clauses: Clauses, act: Act) -> bool:
    """Return whether words to its own people are all that an act is: "advised its citizens to leave Rome"."""
    own = parties_of(clauses.mentions, act.source) - {None}
    for verb in clauses.groups:
        if verb.base not in ADVISE or verb.passive or act.act not in ADVISED or verb.at > act.last:
            continue
        for at in range(verb.at + 1, verb.at + NOUN + 1):
            owner = clauses.owner[at] if at < len(clauses.tokens) else None
            people = singular(clauses.low(at)) in PEOPLE and clauses.low(at - 1) in POSSESSIVE | {"all", "own"}
            if owner is not None and party_of(clauses.mentions[owner]) in own:
                end = clauses.span[owner][1]
                people = clauses.mentions[owner].basis == "demonym" or bool(
                    PEOPLE & {singular(clauses.low(end)), singular(clauses.low(end - 1))}
                )
            if people:
                return all(clauses.span[index][0] > at for index in act.target)
    return False


def _is_shot_told(clauses: Clauses, act: Act, others: Sequence[Act]) -> bool:
    """Return whether a shot is no test: another act says whom it hit, "rockets that Rome fired hit Oslo", or its aim.

    What it is aimed at may be no actor: "fired nine rockets at the base".
    """
    shots = [verb for verb in act.verbs(clauses) if verb.base in {"fire", "launch"}]
    if not shots or act.act != "MOBILIZE" or act.target:
        return False
    ends = (at for at in range(shots[0].at + 1, len(clauses.tokens)) if clauses.low(at) in PREPOSITION | BREAK | {","})
    at = next(ends, -1)
    when = clauses.low(at + 1) in NO_AIM or clauses.low(at + 1).isdigit() or clauses.low(at + 2) == "time"
    aimed = clauses.low(at) in AIMED and not when
    return aimed or any(
        other.act == "ASSAULT" and other.modality == act.modality and set(other.source) & set(act.source)
        for other in others
    )


def _is_broken(clauses: Clauses, act: Act) -> bool:
    """Return whether the truce of an act is one that failed: "the truce with Rome was broken", "broke its truce"."""
    words = range(act.first, act.last + NOUN)
    noun = next((at for at in words if singular(clauses.low(at)) in CEASEFIRES), None)
    if act.act != "RETREAT" or noun is None:
        return False
    ends = (at for at in range(noun, len(clauses.tokens)) if clauses.low(at) in BREAK | RELATIVE | FAILED | {","})
    end = next(ends, -1)
    if clauses.low(end) in FAILED and (end - 1 == noun or clauses.owner[end - 1] is not None):
        return True
    after = next((group for group in clauses.groups if group.first > noun), None)
    if after is not None and {clauses.low(at) for at in range(noun, after.first)} & (BREAK | RELATIVE | {","}):
        after = None
    before = next((group for group in clauses.groups if noun - NOUN < group.at < noun), None)
    told = [group for group, bases in ((after, FAILING), (before, BREAKING)) if group and group.base in bases]
    return any(not group.negations and not group.modals and not group.infinitive for group in told)


def _is_expired(clauses: Clauses, act: Act) -> bool:
    """Return whether the treaty that an act names only runs out: "the pact with Rome expires", "is due to lapse"."""
    noun = next((at for at in range(act.first, act.last + 1) if singular(clauses.low(at)) in TERMS), None)
    if noun is None or act.verbs(clauses):
        return False
    inserted = False
    for at in range(noun + 1, len(clauses.tokens)):
        word, behind = clauses.low(at), clauses.low(at + 1)
        if word in EXPIRING or (word in RUNNING and behind == "out"):
            return not NEGATION & {clauses.low(at - back) for back in (1, 2)}
        if word == "," and not inserted and behind in RELATIVE:
            inserted = True
        elif word == ",":
            inserted = False
        elif not inserted and (word in BREAK - RELATIVE or _tells_else(clauses, at)):
            return False
    return False


def _tells_else(clauses: Clauses, at: int) -> bool:
    """Return whether a verb stands at a place that tells more than that something is due."""
    verb = clauses.verb_at.get(at)
    return verb is not None and verb.base not in DUE and not verb.infinitive


def _is_standing(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says what ties there are, or are not: "has had no relations since 1980"."""
    words = {singular(clauses.low(at)) for at in range(act.first, act.last + NOUN)}
    if act.act in THERE and any(verb.base == "station" and _is_told_of_place(verb) for verb in act.verbs(clauses)):
        return True
    if act.modality == "actual" and act.act in {"SUPPORT", "COOPERATE", "CONSULT"}:
        return clauses.low(act.first) in KEPT and bool((TIES - {"contact"}) & words)  # contacts had are talks
    if act.modality != "negated" or act.act not in {"SUPPORT", "CONSULT"}:
        return False
    verbs = [group for group in clauses.groups if group.at <= act.last]
    return bool(TIES & words) and (not verbs or verbs[-1].base in HAVING)


def _is_told_of_place(verb: VerbGroup) -> bool:
    """Return whether a verb says where somebody is: "are stationed in Rome", not "will be stationed"."""
    return verb.form in {"past", "part"} and (verb.passive or verb.form == "part") and not verb.modals


def _is_suspended(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says that talks have not been held for long: "have been suspended since 1990"."""
    if act.act not in {"AGREE", "CONSULT", "REJECT", "SUPPORT"} or act.modality not in {"actual", "negated"}:
        return False
    for at in range(act.first, min(len(clauses.tokens), act.last + SUSPENDED)):
        if clauses.low(at) in OFF and clauses.low(at + 1) == "since":
            return bool(BEEN & {clauses.low(at - back) for back in (1, 2, 3)}) and not _is_other_verb(clauses, act, at)
    return False


def _is_other_verb(clauses: Clauses, act: Act, at: int) -> bool:
    """Return whether an act has a verb that is not the one at a place or an auxiliary of it."""
    return any(group.at != at and not group.first <= at <= group.at + 3 for group in act.verbs(clauses))


def _is_held(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says that two have a treaty: "Rome and Oslo have had a defence pact since 1990"."""
    verbs = [group for group in clauses.groups if group.at <= act.last]
    near = range(act.first, act.last + NOUN + 1)
    return (
        act.act in BONDED
        and bool(verbs)
        and verbs[-1].base == "have"
        and any(singular(clauses.low(at)) in TREATIES for at in near)
    )


def _is_claimed(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says that somebody claims a place: "the reef, which Rome claims"."""
    if act.first != act.last or clauses.low(act.first) not in {"claim", "claims", "claimed"}:
        return False
    after = clauses.low(act.first + 1)
    return not after.isalpha() or after in {"as", "since", "for", "too"}
