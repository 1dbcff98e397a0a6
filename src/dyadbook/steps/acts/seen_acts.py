"""Return the acts that the model sees in a sentence: of its pairs of parties, those that share an act together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from dyadbook import ontology
from dyadbook.records import Actor
from dyadbook.steps.acts.act import CONFLICT, Act, promised
from dyadbook.steps.acts.governed import agreed_at, calls_off, is_done_before, is_promised, takes_back
from dyadbook.steps.acts.modality import READY, own_future, shared_future
from dyadbook.steps.acts.mutual import is_mutual
from dyadbook.steps.acts.pairs import Asked, Pair, tokens_in
from dyadbook.steps.acts.weighing import SURE
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import POSSESSIVE, PREPOSITION, RELATIVE
from dyadbook.steps.sides import parties_of

MODE = 0.5
LINKS = frozenset({"and", ",", "&", "or", "-", "/", "as", "both", "with", "alongside"})
"""Words that tie the parties of a list; `as` of "as well as", `with` of "together with"."""
PARTING = frozenset("while but who which where when that to over on against at from about after before during".split())
"""Words that do not stand between the parties of a list."""
APART = 8  # tokens between two parties of a list, with their titles ("President A of B and Prime Minister C of D")
LISTED = 0.3
"""The probability from which a party of a list shares the act of one of which the model is sure."""
OBJECT = 4  # tokens from a verb to its object
BESIDE = 3  # tokens between two mentions that name one actor together ("Ankara's foreign minister, Ali Kaya")
SAID = frozenset({"ACCUSE", "REJECT", "REQUEST"})
DENIED = frozenset("denied denies deny denying".split())
TAKING = frozenset(
    "accept accepted accepting agree agreed agreeing approve approved attend attended back backed complied "
    "comply consent consented endorse endorsed honor honored honour honoured join joined ratified ratify "
    "recognise recognised recognize recognized sign signed support supported".split()
)
"""What, where it was not done, is a refusal: "did not accept the proposal"."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "SUPPORT"})
WORDLESS = CONFLICT - {"THREATEN"} | {"AID", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"}
"""What is done by no words: it is to come where somebody says that he will do it."""
TAKEN = frozenset({"AGREE", "CONCEDE", "RETREAT", "SANCTION"})
"""What "withdrew its invitation" is taken for, beside what it is."""
RESTING = frozenset({"shelter", "live", "reside", "stay", "hide", "work"})
PHONE = frozenset("phone phones phoned telephone telephones telephoned".split())


def seen_acts(asked: Asked) -> list[Act]:
    """Return the acts of a sentence, `confidence` the probability that it tells one.

    Parties of one list that share an act's words and type share the act.
    """
    clauses, sides = asked.clauses, asked.sides
    found: list[Act] = []
    for pair in asked.pairs:
        _add(clauses, found, _act(clauses, pair, sides[pair.source], sides[pair.target]))
    return _listed(asked, _as_one(clauses, found))


def half_acts(asked: Asked, other: Actor | None, halves: Iterable[tuple[Pair, float]]) -> list[Act]:
    """Return the acts of halves, each with its probability, whose other party is this actor; None: it is nobody."""
    found: list[Act] = []
    for pair, chance in halves:
        sides = [asked.sides.get(party, []) for party in (pair.source, pair.target)]
        act = _act(asked.clauses, pair, sides[0] or asked.clauses.implied, sides[1])
        act.elsewhere, act.confidence = (other,) if other is not None else (), chance
        _add(asked.clauses, found, act)
    return found


def _as_one(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts with one for the parties of a list that the same words tell of, whatever of each was seen.

    The model may see that Rome "launched the process" and that Oslo and Bern, in the same list, will: what it sees of
    most of them holds, else what it is surest of.
    """
    found: list[Act] = []
    for act in sorted(acts, key=lambda one: (-len(one.source), -one.confidence)):
        for other in found:
            if _is_other_view(clauses, other, act):
                other.source = sorted(_both(other.source, act.source))
                break
        else:
            found.append(act)
    return [act for act in acts if any(act is one for one in found)]


def _is_other_view(clauses: Clauses, one: Act, other: Act) -> bool:
    """Return whether two acts are told of parties of one list toward the same, in the same words, and differ."""
    differ = (one.type, one.modality) != (other.type, other.modality) and one.shares_words(other)
    unsure = min(one.confidence, other.confidence) < LISTED or one.reciprocal or other.reciprocal
    if not differ or unsure or not one.target or set(one.target) != set(other.target):
        return False
    mine, theirs = (parties_of(clauses.mentions, act.source) for act in (one, other))
    listed = {index for each in one.source for index in (*clauses.joined_left(each), *clauses.joined_right(each))}
    return not mine & theirs and set(other.source) <= listed


def _listed(asked: Asked, acts: Sequence[Act]) -> list[Act]:
    """Return the acts with those of one type as one where the parties of a list do them or undergo them.

    "Rome, Oslo and Bern regret the decision": the model may point at other words for each of the three.
    """
    found: list[Act] = []
    for act in acts:
        for other in found:
            if _is_shared(asked, other, act):
                other.source, other.target = _both(other.source, act.source), _both(other.target, act.target)
                other.confidence = max(other.confidence, act.confidence)
                break
        else:
            found.append(act)
    return found


def _is_shared(asked: Asked, one: Act, other: Act) -> bool:
    """Return whether two acts are of one type, have one side in common, and on the other sides parties of one list."""
    if (one.type, one.modality) != (other.type, other.modality) or min(one.confidence, other.confidence) < LISTED:
        return False
    mine, theirs = (
        [parties_of(asked.clauses.mentions, side) for side in (act.source, act.target)] for act in (one, other)
    )
    for side in (0, 1):
        same = mine[1 - side] & {*asked.sides} and mine[1 - side] == theirs[1 - side]
        if same and not mine[side] & theirs[side]:
            parties = product(mine[side] & {*asked.sides}, theirs[side] & {*asked.sides})
            return any(_in_list(asked.clauses, asked.sides[str(a)], asked.sides[str(b)]) for a, b in parties)
    return False


def _in_list(clauses: Clauses, one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether a mention of one party stands in a list with one of the other, with nothing else between them."""
    return any({*clauses.joined_left(index), *clauses.joined_right(index)} & set(other) for index in one)


def _act(clauses: Clauses, pair: Pair, source: Sequence[int], target: Sequence[int]) -> Act:
    trigger, kind, act, modality = _done(clauses, pair.trigger, source), pair.type, pair.act, pair.modality
    cue = tokens_in(clauses, pair.answer.cue) if pair.answer.cue else None
    if modality == "future" and act not in CONFLICT and (agreed := agreed_at(clauses, trigger)) is not None:
        kind = act = promised(act)
        modality, cue, trigger = "actual", None, (min(agreed, trigger[0]), max(agreed, trigger[0] - 1))
        source, target = _agreeing(clauses, agreed, source, target)
    elif cue is not None and modality != "negated" and is_done_before(clauses, trigger, cue):
        kind, modality, cue = act, "actual", None
    elif cue is not None and modality == "negated" and _is_beside_denial(clauses, trigger, cue):
        modality, cue = "actual", None
    elif cue is not None and modality == "negated" and act == "REJECT" and _is_taking(clauses, trigger):
        trigger, modality, cue = (min(cue[0], trigger[0]), trigger[1]), "actual", None
    elif cue is not None and modality != "negated" and act not in SAID and _is_sworn(clauses, trigger, cue):
        kind = act = promised(act)
        modality, cue = "actual", None
    elif cue is None and modality == "actual" and act in CONFLICT and is_promised(clauses, trigger, trigger):
        kind = act = promised(act)
    elif modality == "actual" and (modal := _future_of(clauses, act, trigger, cue)) is not None:
        kind, modality, cue = ontology.future_type(act), "future", (modal, modal)
    if act == "CONSULT" and cue is not None and calls_off(clauses, *cue):
        kind = act = "REJECT"
        modality, cue = "actual", None
    elif act in TAKEN and takes_back(clauses, trigger):
        kind = act = "REJECT"
    spoke = act == "CONSULT" and any(clauses.low(at) in PHONE for at in range(trigger[0], trigger[1] + 1))
    modes = [mode for mode in ontology.modes(act) if pair.answer.modes.get(f"{act}/{mode}", 0) >= MODE]
    modes = ["phone"] if spoke else modes
    made = Act(
        trigger[0], trigger[1], kind, act, modes[0] if modes else "",
        ontology.cameo_from_plover(act, modes[0] if modes else None).code,
        _nearest(clauses, _doers(clauses, source, trigger), trigger), _nearest(clauses, target, trigger), modality, cue,
        confidence=pair.told,
    )  # fmt: skip
    made.reciprocal = act == "CONSULT" or is_mutual(clauses, made)
    made.one_sided = not target
    return made


def _future_of(clauses: Clauses, act: str, trigger: tuple[int, int], cue: tuple[int, int] | None) -> int | None:
    """Return the word that makes an act one to come; None where it is none."""
    shared = shared_future(clauses, trigger) if cue is None else None
    return own_future(clauses, trigger) if shared is None and act in WORDLESS else shared


def _done(clauses: Clauses, trigger: tuple[int, int], source: Sequence[int]) -> tuple[int, int]:
    """Return the words of an act; of a verb that only says where somebody was, the verb before by which it was done."""
    verb = next((group for group in clauses.groups if trigger == (group.at, group.at)), None)
    if verb is None or verb.base not in RESTING or clauses.low(verb.first - 1) not in RELATIVE:
        return trigger
    before = [group for group in clauses.groups if group.at < verb.first and not group.infinitive]
    does = bool(before) and bool(set(clauses.subject(before[-1])) & set(source))
    return (before[-1].at, before[-1].at) if does else trigger


def _agreeing(
    clauses: Clauses, agreed: int, source: Sequence[int], target: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Return who agreed to something, and with whom: the subject of "agreed" is no target, unless both are."""
    verb = next((group for group in clauses.groups if group.first <= agreed <= group.at), None)
    subject = parties_of(clauses.mentions, clauses.subject(verb)) - {None} if verb is not None else set()
    sides = [bool(parties_of(clauses.mentions, side) & subject) for side in (source, target)]
    return (target, source) if sides == [False, True] and source else (source, target)


def _is_beside_denial(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether what is denied is something else: "denied the charges and expelled the envoy"."""
    between = [clauses.low(at) for at in range(cue[1] + 1, trigger[0])]
    return clauses.low(cue[1]) in DENIED and "and" in between and between[0] != "that"


def _is_taking(clauses: Clauses, trigger: tuple[int, int]) -> bool:
    """Return whether the words of a refusal are those of consent, so that who did not do it has refused."""
    return any(clauses.low(at) in TAKING for at in range(trigger[0], trigger[1] + 1))


def _is_sworn(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether an act is only promised, by a verb or by words of readiness."""
    return _is_ready(clauses, trigger, cue) or is_promised(clauses, trigger, cue)


def _is_ready(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether a party is only said to be ready for an act: "voiced its readiness to buy"."""
    near = (*range(cue[0], cue[1] + 1), *range(trigger[0] - 3, trigger[0]))
    return any(clauses.low(at) in READY for at in near)


def _doers(clauses: Clauses, side: Sequence[int], trigger: tuple[int, int]) -> list[int]:
    """Return the mentions of a party without its own that it does something to: "Rome recalled its ambassador"."""

    def is_own(index: int) -> bool:
        first = clauses.span[index][0]
        return first > trigger[0] and bool({clauses.low(first - back) for back in range(3)} & POSSESSIVE)

    verbs = [group for group in clauses.groups if trigger[0] <= group.at <= trigger[1]]
    subject = clauses.subject(verbs[0]) if len(verbs) == 1 and not verbs[0].passive else []
    doing = [index for index in side if index in subject and clauses.span[index][1] <= trigger[1]]
    return doing or [index for index in side if not is_own(index)] or list(side)


def _nearest(clauses: Clauses, side: Sequence[int], trigger: tuple[int, int]) -> list[int]:
    """Return of a party's mentions the one nearest to the words of the act, with those that stand beside it."""
    if not side:
        return []

    def away(index: int) -> int:
        first, last = clauses.span[index]
        return max(first - trigger[1], trigger[0] - last, 0)

    best = min(side, key=away)
    return [index for index in side if index == best or _names_together(clauses, best, index)]


def _names_together(clauses: Clauses, one: int, other: int) -> bool:
    """Return whether two mentions of a party name one actor: not "summoned Oslo's envoy after Oslo left"."""
    (_, end), (first, _) = sorted((clauses.span[one], clauses.span[other]))
    between = {clauses.low(at) for at in range(end, first)}
    return first - end <= BESIDE and not between & (PARTING | {"and"})


def _add(clauses: Clauses, found: list[Act], act: Act) -> None:
    """Add an act, or its parties to the one that has its type, modality and words.

    Parties that stand in one list go together where both are sure or both not, and where the list alone speaks for one
    of them. Others that share the words of an act have acts of their own.
    """
    for other in found:
        alike = (other.type, other.modality) == (act.type, act.modality)
        low, high = sorted((other.confidence, act.confidence))
        if not alike or not other.shares_words(act):
            continue
        if set(act.source) <= set(other.target) and set(act.target) <= set(other.source):
            # said of both directions: a drill held together, a treaty signed; else the likelier direction holds
            mine, theirs = _has_object(clauses, act), _has_object(clauses, other)
            if mine or (act.type not in MUTUAL and act.confidence > other.confidence):
                other.source, other.target = act.source, act.target
            other.reciprocal = other.reciprocal or (act.type in MUTUAL and not (mine or theirs))
            other.confidence = high
            return
        alike = (low >= SURE) == (high >= SURE)
        if alike and act.reciprocal and set(act.source) <= {*other.source, *other.target} >= set(act.target):
            return
        if low < LISTED and not alike:
            continue
        if other.target == act.target and _in_one_list(clauses, other.source, act.source):
            other.source = _both(other.source, act.source)
        elif other.source == act.source and _in_one_list(clauses, other.target, act.target):
            other.target = _both(other.target, act.target)
        else:
            continue
        other.confidence = low if alike else high
        return
    found.append(act)


def _has_object(clauses: Clauses, act: Act) -> bool:
    """Return whether a verb of support has a side as its object: "thanked Rome", not "signed it with Rome"."""
    verb = next(iter(act.verbs(clauses)), None)
    if act.type != "SUPPORT" or verb is None or verb.passive:
        return False
    ends = [clauses.span[index][0] for index in act.target]
    return any(
        verb.at < first <= verb.at + OBJECT
        and not PREPOSITION & {clauses.low(at) for at in range(verb.at + 1, first)}
        and not any(clauses.span[index][0] > verb.at for index in act.source)
        for first in ends
    )


def _in_one_list(clauses: Clauses, one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether a mention of one side is tied to one of the other by `and` or a comma, with no verb between."""
    for first, second in product(one, other):
        (_, start), (end, _) = sorted((clauses.span[first], clauses.span[second]))
        words = {clauses.low(at) for at in range(start, end)}
        verbs = any(start <= group.at < end for group in clauses.groups)
        if not words or (end - start <= APART and not verbs and words & LINKS and not words & PARTING):
            return True
    return False


def _both(one: Sequence[int], other: Sequence[int]) -> list[int]:
    return list(dict.fromkeys((*one, *other)))
