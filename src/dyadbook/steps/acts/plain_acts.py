"""Return the type of an act whose plain words tell another one than the model saw.

The network knows a verb from the sentences that it has read, and takes "retook", "exchange fire" in a headline,
"would never recognize" and a meeting that was called off further on for what stands beside them elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dyadbook import ontology, world
from dyadbook.records import Modality
from dyadbook.steps.act_rows import rows
from dyadbook.steps.acts.act import CONFLICT, YIELDING, Act
from dyadbook.steps.acts.attacks import is_hacked, is_struck
from dyadbook.steps.acts.duties import is_asked_of
from dyadbook.steps.acts.refusals import called_off, says_no
from dyadbook.steps.acts.threats import ULTIMATUM, has_deadline, is_announced, is_ultimatum
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, NEGATION, POSSESSIVE, PREPOSITION
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import is_form, singular, written
from dyadbook.steps.sides import parties_of, side_of
from dyadbook.steps.table import split_cell, table_rows

SHOWN = frozenset({"MOBILIZE", "THREATEN"})
"""What is shown to one party may be for another: troops massed to protect Oslo."""
FRIENDLY = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
TAKEN_BY_FORCE = frozenset({"retake", "recapture"})
EXCHANGED = frozenset("exchange exchanges exchanged exchanging trade trades traded trading".split())
FIRE = frozenset("fire gunfire artillery shellfire shot shell mortar rocket missile blow".split())
NOTES = frozenset("note notes letter letters message demarche démarche".split())
COMPLAINING = frozenset("protesting complaining objecting condemning denouncing".split())
PROTESTED = 9  # tokens from what is sent to the word that complains
LEAVE = frozenset({"withdraw", "pull", "quit", "exit", "leave"})
OBJECT = 6  # tokens from a verb to the noun of its object
PROMISED = frozenset({"agree", "promise", "pledge", "offer", "commit", "consent"})
ENDING = frozenset({"halt", "stop", "end", "cease", "suspend", "pause"})
TARIFFS = frozenset({"tariff", "duty", "levy"})
FALLING = frozenset("fall falls fell fallen drop drops dropped".split())
LOWERED = frozenset("cut lowered lifted halved reduced scrapped removed waived abolished eliminated".split())
BY_WHOM = frozenset("be been being were was are is".split())
DRILLS = frozenset("drill exercise manoeuvre maneuver wargame".split())
FACING = frozenset("around encircling against opposite targeting simulating".split())
DEFENDING = frozenset(form for base in ("defend", "protect", "shield", "safeguard") for form in written(base))
SWITCHED = frozenset(form for base in ("switch", "shift", "transfer") for form in written(base))
ALLEGIANCE = frozenset("recognition relations ties allegiance".split())
FIGHTING = frozenset({"fight", "fights", "fighting", "fought"})
DEFENDED = 6  # tokens from "defend" to what is defended


class Worded(NamedTuple):
    """Words with a noun near them, or any, that tell one type, and the types that the network takes them for.

    A word may have a particle ("kick out"); `unless` are nouns near which the words tell something else. Without a type
    they tell no act.
    """

    words: tuple[tuple[str, ...], ...]
    objects: frozenset[str]
    unless: frozenset[str]
    taken_for: frozenset[str]
    type: str


@cache
def _worded_rows() -> tuple[Worded, ...]:
    found = []
    for row in table_rows("plain_acts.csv"):
        words = tuple(tuple(one.split()) for one in split_cell(row["words"]))
        objects, unless, taken = (frozenset(split_cell(row[name])) for name in ("objects", "unless", "taken_for"))
        found.append(Worded(words, objects, unless, taken, row["type"]))
    return tuple(found)


def set_type(clauses: Clauses, act: Act) -> None:
    """Give an act the type that its words have: an ultimatum, an assault, a refusal."""
    if act.modality == "actual" and is_ultimatum(clauses, act):
        _become(act, "THREATEN", act.modality)
        act.cameo = ULTIMATUM
    elif act.act in FRIENDLY and act.modality == "actual" and has_deadline(clauses, act):
        _become(act, "THREATEN", act.modality)
    elif (act.type in SHOWN or (act.type in CONFLICT and act.modality != "actual")) and _defends(clauses, act):
        _become(act, "AGREE" if (act.type, act.modality) == ("THREATEN", "actual") else "AID", act.modality)
    elif act.act in {"RETREAT", "SANCTION"} and _falls(clauses, act):
        _become(act, "RETREAT", "actual" if act.modality == "negated" else act.modality)
    elif act.act == "COOPERATE" and _is_shown(clauses, act):
        _become(act, "MOBILIZE", act.modality)
        act.reciprocal = False
    elif act.act == "SUPPORT" and _is_switched_from(clauses, act):
        _become(act, "SANCTION", act.modality)
    elif act.act in FRIENDLY and _is_fought(clauses, act):
        _become(act, "ASSAULT", act.modality)
    elif act.type == "THREATEN" and act.modality == "hypothetical" and is_announced(clauses, act):
        act.modality, act.cue = "actual", None
    elif act.act in FRIENDLY and _protests(clauses, act):
        _become(act, "ACCUSE", act.modality)
    elif act.modality == "actual" and is_asked_of(clauses, act):
        _become(act, "REQUEST", act.modality)
    elif (kind := _yields(clauses, act)) is not None:
        _become(act, kind, "actual" if kind == "CONCEDE" and act.modality == "future" else act.modality)
    elif (worded := _worded(clauses, act)) is not None:
        _become(act, worded.type, "actual" if _is_own_cue(clauses, act) else act.modality)
    elif act.act == "RETREAT" and _is_own_cue(clauses, act):
        act.modality, act.cue = "actual", None
    elif act.act == "ACCUSE" and is_struck(clauses, act):
        _become(act, "ASSAULT", act.modality)
    elif act.act == "ASSAULT" and is_hacked(clauses, act):
        _become(act, "COERCE", act.modality)
    elif act.act in {"REJECT", "RETREAT"} and _leaves(clauses, act):
        _become(act, "SANCTION", act.modality)
    elif act.act in FRIENDLY | {"REJECT"} and says_no(clauses, act):
        _become(act, "REJECT", "actual")
    elif act.act in FRIENDLY and (verb := called_off(clauses, act)) is not None:
        _become(act, "REJECT", "actual")
        act.first, act.last = verb.first, verb.at  # a day for which it was planned is none of this act


def is_nothing(clauses: Clauses, act: Act) -> bool:
    """Return whether the words of an act have another sense with their object: "met the target", "hosts a base"."""
    return _worded(clauses, act, nothing=True) is not None


def told_once(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts without the weaker of two that the same words tell of the same parties.

    Two refusals are one, so is what two do to each other, and no words tell a friendly act and a hostile one.
    """
    kept: list[Act] = []
    acts = [act for act in acts if not any(_is_ended(clauses, act, other) for other in acts)]
    for act in sorted(acts, key=lambda one: -one.confidence):
        if not any(_is_twin(clauses, act, other) for other in kept):
            kept.append(act)
    return [act for act in acts if any(act is one for one in kept)]


def _is_ended(clauses: Clauses, act: Act, other: Act) -> bool:
    """Return whether an attack is only what its doer ends: "halted its air strikes"."""
    ended = act.act == "ASSAULT" and other.act == "RETREAT" and other.modality == "actual" and act.shares_words(other)
    sides = [parties_of(clauses.mentions, one.source) for one in (act, other)]
    verb = next(iter(other.verbs(clauses)), None)
    return ended and sides[0] == sides[1] and verb is not None and verb.base in ENDING and verb.at < act.first


def _is_twin(clauses: Clauses, one: Act, other: Act) -> bool:
    mine, theirs = (parties_of(clauses.mentions, (*act.source, *act.target)) for act in (one, other))
    if one.type == other.type == "REJECT":
        return one.shares_words(other) and mine == theirs
    doers = [parties_of(clauses.mentions, act.source) for act in (one, other)]
    same = (one.first, one.last, one.modality) == (other.first, other.last, other.modality)
    if same and mine == theirs and one.type == other.type and one.reciprocal != other.reciprocal:
        return True  # "exchanged prisoners" tells no second time that one of the two released some
    return same and mine == theirs and doers[0] == doers[1] and (one.act in FRIENDLY) != (other.act in FRIENDLY)


def _become(act: Act, kind: str, modality: Modality) -> None:
    act.type = ontology.future_type(kind) if modality == "future" else kind
    act.act = kind
    act.mode, act.cameo = "", ontology.cameo_from_plover(kind, None).code
    if modality != act.modality:
        act.modality, act.cue = modality, None


def _is_fought(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is told by words of fighting: "retook a hill from Rome", "exchange fire"."""
    if any(group.base in TAKEN_BY_FORCE for group in act.verbs(clauses)):
        return True
    return any(
        clauses.low(at) in EXCHANGED and singular(clauses.low(at + 1)) in FIRE for at in range(act.first, act.last + 1)
    )


def _defends(clauses: Clauses, act: Act) -> bool:
    """Return whether all that an act is aimed at is what somebody defends: "will defend every inch of Oslo's land"."""
    places = range(act.first - 1, act.last + OBJECT)
    verbs = [at + 1 for at in places if clauses.low(at) in DEFENDING]
    verbs += [at + 2 for at in places if clauses.low(at) in FIGHTING and clauses.low(at + 1) == "for"]
    others = ((PREPOSITION - {"of"}) | BREAK | {",", "and"}) - {'"', "“", "”"}

    def is_defended(index: int) -> bool:
        first = clauses.span[index][0]
        return clauses.mentions[index].basis != "pronoun" and any(
            at <= first < at + DEFENDED and not others & {clauses.low(one) for one in range(at, first)} for at in verbs
        )

    return bool(act.target) and all(is_defended(index) for index in act.target)


def _falls(clauses: Clauses, act: Act) -> bool:
    """Return whether the tariffs that an act names are only lowered: "the tariffs on Oslo fell", "will be cut"."""
    ahead = range(max(0, act.first - PROTESTED), act.last + 1)
    places = [at for at in ahead if singular(clauses.low(at)) in TARIFFS]
    if not places or any(group.at < places[0] for group in act.verbs(clauses)):
        return False
    for at in range(places[-1] + 1, min(len(clauses.tokens), places[-1] + PROTESTED)):
        before = {clauses.low(at - back) for back in (1, 2, 3)}
        if clauses.low(at) in FALLING or (clauses.low(at) in LOWERED and before & BY_WHOM):
            return not before & NEGATION
        if clauses.low(at) in BREAK | {",", "that"}:
            return False
    return False


def _is_shown(clauses: Clauses, act: Act) -> bool:
    """Return whether a drill is held in front of whom it is aimed at, not with him: "held drills around Oslo"."""
    drills = any(singular(clauses.low(at)) in DRILLS for at in range(act.first, act.last + 3))
    before = [clauses.low(clauses.span[index][0] - 1) for index in act.target]
    return drills and bool(before) and all(word in FACING for word in before)


def _protests(clauses: Clauses, act: Act) -> bool:
    """Return whether what is sent complains: "sent Oslo a note protesting the raid"."""
    noted = range(act.first, act.last + 1 + OBJECT)
    return any(clauses.low(at) in NOTES for at in noted) and any(
        clauses.low(at) in COMPLAINING for at in range(act.first, act.last + 1 + PROTESTED)
    )


def _worded(clauses: Clauses, act: Act, nothing: bool = False) -> Worded | None:
    """Return what a word of an act tells with its object: "lifted curbs on trade", "shut its crossings".

    By `nothing` only of the rows that say that it tells no act, else only of the others.
    """
    own = [verb for verb in act.verbs(clauses) if clauses.low(verb.first - 1) not in POSSESSIVE]  # "its veto"
    before = [
        group for group in clauses.groups
        if group.at < act.first < group.at + OBJECT and not own
        and not (PREPOSITION | BREAK) & {clauses.low(at) for at in range(group.at + 1, act.first)}
    ]  # fmt: skip
    verbs = {group.at: group for group in (*own, *before)}
    for at in (*range(act.first, act.last + 1), *(group.at for group in before)):
        verb = verbs.get(at)
        near = _near(clauses, at, verb)
        for worded in _worded_rows():
            fits = (
                (not worded.type) == nothing
                and act.act in worded.taken_for
                and any(set(words[1:]) <= near and clauses.low(at) in written(words[0]) for words in worded.words)
            )
            vowed = act.act == "THREATEN" and verb is not None and verb.infinitive  # "vowed to impose"
            refused = act.act == "REJECT" and verb is not None and _is_refused(verb)  # "refused to apologise"
            fits = fits and not (vowed or refused)
            fits = fits and (at >= act.first or worded.type in {"CONCEDE", "REJECT"})  # "withdrew its accusation"
            kept = (
                verb is not None and bool(verb.negations) and act.modality == "actual"
            )  # "has not dropped its threat"
            if fits and (near & worded.objects or not worded.objects) and not near & worded.unless and not kept:
                return worded
    return None


def _is_refused(verb: VerbGroup) -> bool:
    """Return whether a verb tells what somebody will not do, and not what he voted for: "voted to lift its veto"."""
    return verb.infinitive and any(kind == "negated" for _, _, kind in verb.controls)


def _near(clauses: Clauses, at: int, verb: VerbGroup | None) -> set[str]:
    """Return the words behind one, and of a passive verb those before it too."""
    behind = range(at + 1, at + OBJECT)
    before = range(verb.first - OBJECT, verb.first) if verb is not None and verb.passive else ()
    return {singular(clauses.low(one)) for one in (*before, *behind)}


def _is_switched_from(clauses: Clauses, act: Act) -> bool:
    """Return whether ties go from a target to somebody else: "switched its recognition from Rome to Oslo"."""
    near = {clauses.low(at) for at in range(max(0, act.first - OBJECT), act.last + 1 + OBJECT)}
    left = [clauses.low(clauses.span[index][0] - 1) == "from" for index in act.target]
    return bool(near & SWITCHED and near & ALLEGIANCE and left) and all(left)


def _yields(clauses: Clauses, act: Act) -> str | None:
    """Return CONCEDE where somebody agrees to yield, RETREAT where he will; None where an agreement is no yielding."""
    if act.act != "AGREE" or act.reciprocal:
        return None
    for verb in clauses.groups:
        promise = next((at for at, _, _ in verb.controls if is_form(clauses.low(at), PROMISED)), None)
        if promise is not None and act.first - OBJECT <= promise <= act.last and _is_yielding(clauses, verb):
            return "CONCEDE"
    will = act.modality == "future" and any(_is_yielding(clauses, verb) for verb in act.verbs(clauses))
    return "RETREAT" if will else None


def _is_yielding(clauses: Clauses, verb: VerbGroup) -> bool:
    """Return whether a verb tells with its object that something is given up: "release the crew", "lift a ban"."""
    near = {singular(clauses.low(at)) for at in range(verb.at + 1, verb.at + OBJECT)}
    return any(
        row.type in YIELDING and "r" not in row.flags and near & set(row.objects) and set(words[1:]) <= near
        for words, row in rows().get(("v", verb.base), ())
    )


def _is_own_cue(clauses: Clauses, act: Act) -> bool:
    """Return whether an act is denied by its own verb alone, which ends something: "halted its air strikes"."""
    at = act.cue[0] if act.cue is not None else act.first
    if act.modality != "negated" or not act.first <= at <= act.last + 1:
        return False
    before = {clauses.low(at - back) for back in (1, 2, 3)}
    return is_form(clauses.low(at), ENDING) and not before & (NEGATION | {"no"})


def _leaves(clauses: Clauses, act: Act) -> bool:
    """Return whether somebody leaves a body between countries: "withdrew from the league", "quit the union"."""

    def behind(verb: VerbGroup) -> int:
        at = verb.at + 1
        at += clauses.low(at) == "out"
        at += clauses.low(at) in {"from", "of"}
        return at + (clauses.low(at) == "the")

    owners = [clauses.owner[at] for verb in act.verbs(clauses) if verb.base in LEAVE
              for at in [behind(verb)] if at < len(clauses.tokens)]  # fmt: skip
    return any(owner is not None and _is_league(clauses, owner) for owner in owners)


def _is_league(clauses: Clauses, index: int) -> bool:
    """Return whether a mention is a body that countries are in, and no occasion or mission of it."""
    one = clauses.mentions[index]
    body = world.organizations().get(one.id or "")
    return body is not None and body.intergovernmental and side_of(clauses.text, one) is not None
