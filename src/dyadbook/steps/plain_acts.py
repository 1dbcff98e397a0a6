"""Return the type of an act whose plain words tell another one than the model saw.

The network knows a verb from the sentences that it has read, and takes "retook", "exchange fire" in a headline,
"would never recognize" and a meeting that was called off further on for what stands beside them elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dyadbook import ontology, world
from dyadbook.records import Modality
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import Clauses
from dyadbook.steps.governed import OFF_PARTICLE, STEMS
from dyadbook.steps.grammar import BREAK, NEGATION, PREPOSITION
from dyadbook.steps.phrases import VESSELS
from dyadbook.steps.sides import parties_of, side_of
from dyadbook.steps.threats import ULTIMATUM, has_deadline, is_announced, is_ultimatum
from dyadbook.steps.verb_groups import VerbGroup
from dyadbook.steps.word_forms import forms, singular

FRIENDLY = frozenset({"AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT"})
TAKEN_BY_FORCE = frozenset({"retake", "recapture"})
EXCHANGED = frozenset("exchange exchanges exchanged exchanging trade trades traded trading".split())
FIRE = frozenset("fire gunfire artillery shellfire shot shell mortar rocket missile blow".split())
ACCEPTED = frozenset("accept approve back endorse join negotiate ratify recognise recognize sign support".split())
WILL = frozenset("will would shall can could 'll won't wouldn't can't cannot couldn't wo ca".split())
REFUSE = frozenset({"refuse", "decline"})
MEETING = frozenset("meeting talk summit visit trip negotiation dialogue".split())
CANCELLING = frozenset("cancellation cancelation cancelling postponement boycott scuttling".split())
NOTES = frozenset("note notes letter letters message demarche démarche".split())
COMPLAINING = frozenset("protesting complaining objecting condemning denouncing".split())
PROTESTED = 9  # tokens from what is sent to the word that complains
LEAVE = frozenset({"withdraw", "pull", "quit", "exit", "leave"})
LEAGUES = frozenset({"alliance", "bloc", "court", "igo"})
OBJECT = 6  # tokens from a verb to the noun of its object
JOINED = frozenset({"and", "but", ";", "after", "while", "because", "when", "which", "who"})
NAMED_BEFORE = 6  # tokens from the noun of a meeting to the verb that calls it off


TARIFFS = frozenset({"tariff", "duty", "levy"})
SANCTIONED = frozenset({"SANCTION", "COERCE"})


class Worded(NamedTuple):
    """Verbs with a noun near them, or any, that tell one type, and the types that the network takes them for."""

    verbs: frozenset[str]
    objects: frozenset[str]
    taken_for: frozenset[str]
    type: str


WORDED = (
    Worded(
        frozenset({"lift", "ease", "relax", "loosen", "waive"}),
        frozenset("sanction curb restriction tariff ban embargo blockade siege control measure duty".split()),
        SANCTIONED,
        "RETREAT",
    ),
    Worded(
        frozenset({"close", "shut", "seal"}),
        frozenset("border crossing frontier airspace".split()),
        frozenset({"ASSAULT", "COERCE"}),
        "SANCTION",
    ),
    Worded(
        frozenset({"expel"}),
        frozenset(
            "diplomat ambassador envoy attache attaché consul commissioner inspector observer monitor peacekeeper"
            " correspondent".split()
        ),
        frozenset({"REJECT", "COERCE", "ASSAULT"}),
        "SANCTION",
    ),
    Worded(
        frozenset({"put", "add", "place", "return"}),
        frozenset({"list", "blacklist"}),
        frozenset({"RETREAT", "ACCUSE"}),
        "SANCTION",
    ),
    Worded(
        frozenset({"remove", "strike", "delist"}), frozenset({"list", "blacklist"}), frozenset({"SANCTION"}), "RETREAT"
    ),
    Worded(
        frozenset({"withdraw", "retract", "drop", "rescind"}),
        frozenset("accusation complaint charge claim threat demand objection protest lawsuit".split()),
        frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT"}),
        "CONCEDE",
    ),
    Worded(frozenset({"grant", "give"}), frozenset({"asylum", "refuge"}), FRIENDLY - {"AID"}, "AID"),
    Worded(frozenset({"veto", "block"}), frozenset({"sanction"}), frozenset({"SANCTION"}), "REJECT"),
    Worded(frozenset({"convict", "sentence"}), frozenset(), frozenset({"ACCUSE", "COERCE"}), "SANCTION"),
    Worded(
        frozenset({"impose", "slap", "reimpose", "re-impose", "levy"}),
        frozenset("sanction embargo tariff duty penalty".split()),
        frozenset({"ACCUSE", "THREATEN"}),
        "SANCTION",
    ),
    Worded(
        frozenset("raise hike double triple quadruple increase".split()),
        TARIFFS,
        frozenset({"AGREE", "AID", "COOPERATE", "RETREAT", "SUPPORT", "THREATEN"}),
        "SANCTION",
    ),
    Worded(frozenset("cut lower reduce slash halve drop scrap abolish".split()), TARIFFS, SANCTIONED, "RETREAT"),
    Worded(
        frozenset({"ban", "block", "halt", "stop", "restrict"}),
        frozenset({"import", "export", "transit", "shipment"}),
        frozenset({"REJECT", "COERCE"}),
        "SANCTION",
    ),
    Worded(
        frozenset({"exchange", "swap"}),
        frozenset("prisoner captive detainee body remains".split()),
        frozenset({"AID", "CONSULT", "COOPERATE"}),
        "RETREAT",
    ),
    Worded(
        frozenset({"seize", "impound", "intercept", "board", "commandeer", "confiscate", "detain"}),
        VESSELS,
        frozenset({"ASSAULT"}),
        "COERCE",
    ),
    Worded(
        frozenset({"issue"}), frozenset({"warrant"}), frozenset({"ACCUSE", "COERCE", "REQUEST", "SANCTION"}), "THREATEN"
    ),
)


def set_type(clauses: Clauses, act: Act) -> None:
    """Give an act the type that its words have: an ultimatum, an assault, a refusal."""
    if act.modality == "actual" and is_ultimatum(clauses, act):
        _become(act, "THREATEN", act.modality)
        act.cameo = ULTIMATUM
    elif act.act in FRIENDLY and act.modality == "actual" and has_deadline(clauses, act):
        _become(act, "THREATEN", act.modality)
    elif act.act in FRIENDLY and _is_fought(clauses, act):
        _become(act, "ASSAULT", act.modality)
    elif act.type == "THREATEN" and act.modality == "hypothetical" and is_announced(clauses, act):
        act.modality, act.cue = "actual", None
    elif act.act in FRIENDLY and _protests(clauses, act):
        _become(act, "ACCUSE", act.modality)
    elif (worded := _worded(clauses, act)) is not None:
        _become(act, worded.type, act.modality)
    elif act.act in {"REJECT", "RETREAT"} and _leaves(clauses, act):
        _become(act, "SANCTION", act.modality)
    elif act.act in FRIENDLY | {"REJECT"} and _says_no(clauses, act):
        _become(act, "REJECT", "actual")
    elif act.act in FRIENDLY and (verb := _called_off(clauses, act)) is not None:
        _become(act, "REJECT", "actual")
        act.first, act.last = verb.first, verb.at  # a day for which it was planned is none of this act


def told_once(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts without the weaker of two that the same words tell of the same parties.

    Two refusals are one, and no words tell a friendly act and a hostile one.
    """
    kept: list[Act] = []
    for act in sorted(acts, key=lambda one: -one.confidence):
        if not any(_is_twin(clauses, act, other) for other in kept):
            kept.append(act)
    return [act for act in acts if any(act is one for one in kept)]


def _is_twin(clauses: Clauses, one: Act, other: Act) -> bool:
    mine, theirs = (parties_of(clauses.mentions, (*act.source, *act.target)) for act in (one, other))
    if one.type == other.type == "REJECT":
        return one.shares_words(other) and mine == theirs
    doers = [parties_of(clauses.mentions, act.source) for act in (one, other)]
    same = (one.first, one.last, one.modality) == (other.first, other.last, other.modality)
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


def _protests(clauses: Clauses, act: Act) -> bool:
    """Return whether what is sent complains: "sent Oslo a note protesting the raid"."""
    noted = range(act.first, act.last + 1 + OBJECT)
    return any(clauses.low(at) in NOTES for at in noted) and any(
        clauses.low(at) in COMPLAINING for at in range(act.first, act.last + 1 + PROTESTED)
    )


def _worded(clauses: Clauses, act: Act) -> Worded | None:
    """Return what a verb of an act tells with its object: "lifted curbs on trade", "shut its crossings"."""
    own = act.verbs(clauses)
    before = [
        group for group in clauses.groups
        if group.at < act.first < group.at + OBJECT and not own
        and not (PREPOSITION | BREAK) & {clauses.low(at) for at in range(group.at + 1, act.first)}
    ]  # fmt: skip
    for verb in (*own, *before):
        near = {singular(clauses.low(at)) for at in range(verb.at + 1, verb.at + OBJECT)}
        for worded in WORDED:
            fits = verb.base in worded.verbs and act.act in worded.taken_for
            fits = fits and not (act.act == "THREATEN" and verb.infinitive)  # "vowed to impose sanctions"
            fits = fits and (verb in own or worded.type in {"CONCEDE", "REJECT"})  # "withdrew its accusation"
            if fits and (near & worded.objects or not worded.objects):
                return worded
    return None


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
    return body is not None and body.kind in LEAGUES and side_of(clauses.text, one) is not None


def _says_no(clauses: Clauses, act: Act) -> bool:
    """Return whether somebody refuses something, whatever the model has denied of it."""
    ways = (_is_refused, _rules_out, _refuses, _is_cancelling)
    return any(way(clauses, act) for way in ways)


def _refuses(clauses: Clauses, act: Act) -> bool:
    """Return whether a refusal is denied by its own verb alone: "refused to expel an envoy"."""
    if act.type != "REJECT" or act.modality != "negated" or act.cue is None:
        return False
    at = act.cue[0]
    verb = any(base in REFUSE for base, _ in forms().get(clauses.low(at), ()))
    return verb and not NEGATION & {clauses.low(at - back) for back in (1, 2)}


def _is_refused(clauses: Clauses, act: Act) -> bool:
    """Return whether somebody says that he will never accept: "would never recognize the port as Rome's"."""
    return any(
        group.base in ACCEPTED and group.negations and WILL & {clauses.low(at) for at in range(group.first, group.at)}
        for group in act.verbs(clauses)
    )


def _rules_out(clauses: Clauses, act: Act) -> bool:
    """Return whether a refusal is told by its own verb, which denies nothing: "ruled out sending troops"."""
    within = act.cue is None or act.first <= act.cue[0] <= act.last
    verbs = [group for group in act.verbs(clauses) if group.base == "rule" and clauses.low(group.at + 1) == "out"]
    return act.type == "REJECT" and within and any(not (verb.negations or verb.modals) for verb in verbs)


def _called_off(clauses: Clauses, act: Act) -> VerbGroup | None:
    """Return the verb further on that calls off a meeting to come: "were to meet, but the talks were put off"."""
    named = _names_meeting(clauses, act.first, act.last + 1)
    if not (act.act == "CONSULT" or named):
        return None
    noun = named and not act.verbs(clauses)
    for group in clauses.groups:
        first = act.first if named else max(act.first, group.first - NAMED_BEFORE)
        alone = noun and not JOINED & {clauses.low(at) for at in range(act.last + 1, group.first)}
        told = act.modality != "actual" or alone
        if told and group.at > act.last and _calls_off(clauses, group) and _names_meeting(clauses, first, group.first):
            return group
    return None


def _is_cancelling(clauses: Clauses, act: Act) -> bool:
    """Return whether the noun of an act calls a meeting off: "its cancellation of the summit"."""
    of = act.first == act.last and clauses.low(act.last) in CANCELLING and clauses.low(act.last + 1) == "of"
    return of and act.modality == "actual" and _names_meeting(clauses, act.last + 2, act.last + OBJECT)


def _names_meeting(clauses: Clauses, first: int, end: int) -> bool:
    return any(singular(clauses.low(at)) in MEETING for at in range(first, end))


def _calls_off(clauses: Clauses, group: VerbGroup) -> bool:
    """Return whether something "was cancelled" or "has been put off", and not only may be."""
    off = group.base.startswith(STEMS) or OFF_PARTICLE.get(group.base) == clauses.low(group.at + 1)
    return group.passive and off and not (group.modals or group.negations or group.controls or group.infinitive)
