"""Return acts that answer what was said, agreed or done before: "Rome rejected the accusation", "Oslo welcomed the
deal", "Bern condemned the attack".

Whom they are aimed at is told by the noun: who made the accusation, all who agreed, who alone was told to attack. Who
condemns what nobody is told to have done ("condemned the bombing") blames nobody that is known, and is told so.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dyadbook.records import ELSEWHERE, Actor, Event
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.asides import FOUGHT
from dyadbook.steps.acts.weighing import PEOPLE, PRIVATE
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, DETERMINER, POSSESSIVE, PREPOSITION
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of, party_of

CHARGE = frozenset({"ACCUSE", "THREATEN"})
SAID: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "accusation allegation charge claim complaint condemnation criticism protest reproach".split(), CHARGE
    ),
    **dict.fromkeys("appeal call demand request ultimatum".split(), frozenset({"REQUEST", "THREATEN"})),
    **dict.fromkeys("threat warning".split(), frozenset({"THREATEN"})),
    **dict.fromkeys("invitation offer proposal".split(), frozenset({"AGREE"})),
}
"""What may be rejected, with the types of the act that made it."""
REFUSING = frozenset("reject deny dismiss refute rebuff repudiate".split())
AGREED = frozenset(
    "accord agreement ceasefire deal declaration pact rapprochement reconciliation thaw treaty truce".split()
)
JUDGING = frozenset("welcome hail praise applaud endorse condemn denounce criticise criticize".split())
ATTACKS = "airstrike assault attack bombardment bombing incursion invasion killing offensive raid shelling strike"
DONE: dict[str, frozenset[str]] = {
    **dict.fromkeys(ATTACKS.split(), frozenset({"ASSAULT"})),
    **dict.fromkeys("launch test".split(), frozenset({"MOBILIZE"})),
    **dict.fromkeys("abduction arrest detention seizure".split(), frozenset({"ASSAULT", "COERCE"})),
    **dict.fromkeys("closure expulsion".split(), frozenset({"COERCE", "SANCTION"})),
}
"""What may be condemned, with the types of the act that did it."""
BLAMING = frozenset("blast condemn criticise criticize decry denounce deplore protest slam".split())
STRUCK = frozenset({"ASSAULT", "COERCE", "REJECT", "SANCTION", "THREATEN"})
TAKEN: dict[str, frozenset[str]] = {
    **dict.fromkeys("decision measure move step".split(), STRUCK),
    **dict.fromkeys("ban curb duty embargo levy restriction sanction tariff".split(), frozenset({"SANCTION"})),
}
"""What was done to who calls it wrong, with the types of the act: "called the measure unfair"."""
CALLING = frozenset("brand call describe dub label term".split())
CONDEMNED_ALONE = frozenset(
    "airstrike assassination assault atrocity attack blast bombardment bombing coup explosion hijacking invasion "
    "killing launch massacre murder offensive raid shelling shooting strike test violence".split()
)
"""What may be condemned though nobody is told to have done it."""
RECONCILED = frozenset({"AGREE", "CONCEDE", "RETREAT", "SUPPORT"})
OBJECT = 5  # tokens from a verb to the noun of its object
DONE_BY = 12  # tokens from a verb to who is said to have done what it condemns
BACK = 700  # characters back in which an accusation is told
SCORE = 0.6


def with_answers(clauses: Clauses, acts: Sequence[Act], told: Sequence[Event]) -> list[Act]:
    """Return the acts of a sentence, those that answer aimed at whom they answer; `told` are the events before."""
    for act in acts:
        if is_of_deed(clauses, act):
            act.target = []
            # Of those told to have fought one may have done what is condemned: who did it is told then, not which.
            act.one_sided = act.one_sided or not any(event.type in FOUGHT for event in told)
        verb = next(iter(act.verbs(clauses)), None)
        if act.target or verb is None or verb.passive or not act.source:
            continue
        noun = _object(clauses, verb.at)
        doers = parties_of(clauses.mentions, act.source)
        others: Sequence[Actor] = ()
        if verb.base in REFUSING and noun in SAID and act.act == "REJECT":
            others = _who_said(doers, SAID[noun], _near(clauses, told))
        elif verb.base in JUDGING and noun in AGREED and act.act in {"ACCUSE", "SUPPORT"}:
            others = _who_agreed(doers, told)
        elif verb.base in BLAMING and noun in DONE and act.act == "ACCUSE":
            others = _who_did(doers, DONE[noun], _near(clauses, told))
        elif verb.base in CALLING | BLAMING | REFUSING and noun in TAKEN and act.act in {"ACCUSE", "REJECT"}:
            others = _who_struck(doers, TAKEN[noun], _near(clauses, told))
        if others:
            act.elsewhere = tuple(msgspec.structs.replace(one, basis=ELSEWHERE, score=SCORE) for one in others)
            act.one_sided = False
    return list(acts)


def is_of_deed(clauses: Clauses, act: Act) -> bool:
    """Return whether a state or who acts for it condemns a deed of violence or a test, and no party stands beside it.

    What people in the street and analysts condemn is no act of their country.
    """
    verb = next(iter(act.verbs(clauses)), None)
    known = parties_of(clauses.mentions, act.target) - {None}
    if act.act != "ACCUSE" or act.modality != "actual" or known or verb is None or verb.passive:
        return False
    doers = [clauses.mentions[index] for index in act.source]
    acting = any(one.kind not in PEOPLE or one.sector not in PRIVATE for one in doers)
    return acting and verb.base in BLAMING and _condemned(clauses, verb.at) in CONDEMNED_ALONE


def _condemned(clauses: Clauses, verb: int) -> str | None:
    """Return the noun of what a verb condemns: "condemned the bombing"; None where somebody is said to have done it."""
    noun = None
    if any(clauses.low(at) == "by" for at in range(verb + 1, verb + 1 + DONE_BY)):
        return None
    for at in range(verb + 1, min(verb + 1 + OBJECT, len(clauses.tokens))):
        word = clauses.low(at)
        if clauses.owner[at] is not None or word in POSSESSIVE:
            return None
        if not word.isalpha() or word in PREPOSITION | BREAK | {"of", "and", "that"} or at in clauses.verb_at:
            break
        noun = singular(word)
    return noun


def _object(clauses: Clauses, verb: int) -> str | None:
    """Return the noun that is the object of a verb, where no party and no possessive stands before it."""
    for at in range(verb + 1, min(verb + 1 + OBJECT, len(clauses.tokens))):
        word = singular(clauses.low(at))
        if word in SAID or word in AGREED or word in DONE or word in TAKEN:
            return word if clauses.low(at + 1) not in {"of", "by", "between"} else None
        if clauses.owner[at] is not None or word in POSSESSIVE or (not word.isalpha() and word not in DETERMINER):
            return None
    return None


def _near(clauses: Clauses, told: Sequence[Event]) -> list[Event]:
    """Return the events that were told of near before a sentence."""
    since = clauses.tokens[0].start - BACK
    return [event for event in told if max(report.start for report in event.reports) >= since]


def _who_said(doers: set[str | None], types: frozenset[str], told: Sequence[Event]) -> Sequence[Actor]:
    """Return who said last what is rejected, to who rejects it; nobody where that was sought elsewhere itself."""
    for event in reversed(told):
        sides = [{party_of(actor) for actor in side} for side in (event.source, event.target)]
        if event.type in types and event.modality == "actual" and doers <= sides[1] and not doers & sides[0]:
            return () if any(one.basis == ELSEWHERE for one in event.source) else event.source
    return ()


def _who_did(doers: set[str | None], types: frozenset[str], told: Sequence[Event]) -> Sequence[Actor]:
    """Return who did what is condemned, where one party alone is told to have done such a thing, to whomever."""
    events = [one for one in told if one.type in types and one.modality == "actual" and not one.reciprocal]
    parties = {frozenset(map(party_of, event.source)) for event in events}
    if len(parties) != 1 or doers & {*next(iter(parties))} or any(one.basis == ELSEWHERE for one in events[0].source):
        return ()
    return tuple({party_of(one): one for one in events[0].source}.values())


def _who_struck(doers: set[str | None], types: frozenset[str], told: Sequence[Event]) -> Sequence[Actor]:
    """Return who did such a thing to who speaks of it; nobody where none did, or several."""
    events = [
        one for one in told
        if one.type in types and one.modality != "negated" and not one.reciprocal
        and doers <= set(map(party_of, one.target)) and not doers & set(map(party_of, one.source))
    ]  # fmt: skip
    parties = {frozenset(map(party_of, event.source)) for event in events}
    if len(parties) != 1 or any(one.basis == ELSEWHERE for one in events[-1].source):
        return ()
    return tuple({party_of(one): one for one in events[-1].source}.values())


def _who_agreed(doers: set[str | None], told: Sequence[Event]) -> Sequence[Actor]:
    """Return the parties that agreed with each other, where the article has told of one such group only."""
    groups: dict[frozenset[str | None], Sequence[Actor]] = {}
    for event in told:
        actors = (*event.source, *event.target)
        parties = frozenset(map(party_of, actors))
        if event.reciprocal and event.act in RECONCILED and event.modality != "negated" and not event.historical:
            groups.setdefault(parties, tuple({party_of(one): one for one in actors}.values()))
    group = next(iter(groups.values()), ()) if len(groups) == 1 else ()
    return () if {party_of(one) for one in group} & doers else group
