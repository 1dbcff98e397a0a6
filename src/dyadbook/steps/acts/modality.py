"""Set the modality of an act by the words before it, and its type by a verb that governs it: `agreed to`, `will`, `no`.

What was promised, threatened, refused or asked for was done so: "vowed to attack" is a THREATEN, and actual.
"""

from __future__ import annotations

from dyadbook import ontology
from dyadbook.records import Modality
from dyadbook.steps.acts.act import YIELDING, Act, promised
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import CONTROL
from dyadbook.steps.language.verb_groups import VerbGroup

REPORTING_PAST = frozenset(
    "said told announced added warned pledged vowed promised agreed confirmed insisted stated declared reported".split()
)
ORDINAL = frozenset({"first", "second", "third", "last", "only", "latest", "youngest", "oldest"})
WILL = frozenset({"will", "shall", "'ll", "won't"})
YEAR = 4  # digits
READY = frozenset("ready readiness willing willingness prepared preparedness commitment committed".split())
"""Who says that a party is ready to do something promises it, as who vows to."""
SWORN = READY | {"vow", "pledge", "promise", "swear", "resolve"}
DOING = (
    dict.fromkeys(SWORN | {"agree", "commit", "offer"}, "AGREE")
    | dict.fromkeys(("threaten",), "THREATEN")
    | dict.fromkeys(("refuse", "decline", "reject", "oppose", "resist"), "REJECT")
    | dict.fromkeys(
        ("ask", "urge", "call", "push", "request", "press", "invite", "pressure", "beg", "implore"), "REQUEST"
    )
)
"""Verbs that are an act themselves, whatever they govern; what is sworn is a threat where it is a conflict."""
HEDGES: dict[str, Modality] = {
    "planned": "future",
    "upcoming": "future",
    "future": "future",
    "scheduled": "future",
    "proposed": "hypothetical",
    "possible": "hypothetical",
    "potential": "hypothetical",
    "expected": "future",
    "alleged": "hypothetical",
    "likely": "hypothetical",
    "any": "hypothetical",
    "no": "negated",
    "threatened": "hypothetical",
    "next": "future",
}
HOPED = frozenset({"hope", "hopes", "prospect", "chance", "idea", "possibility", "talk"})
ASKING = frozenset(
    "urge urged urging call called calls calling demand demanded demanding seek sought seeking propose "
    "proposed want wants wanted offer offered suggest suggested request requested resume".split()
)


def set_modality(clauses: Clauses, group: VerbGroup, act: Act) -> bool:
    """Set the modality of an act from what stands before its verb, and join what governs it; False: it tells no act."""
    modals = group.modals or _shared(clauses, group)
    nobody = [at for index in act.source for at in (clauses.span[index][0] - 1, clauses.span[index][0] - 2)]
    if group.negations:
        _set(act, "negated", group.negations[-1], group.negations[0])
    elif any(clauses.low(min(act.used) + k) == "no" for k in range(1, 3)) or _no_object(clauses, act):
        _set(act, "negated", act.last + 1)
    elif any(clauses.low(at) in {"no", "neither"} for at in nobody):
        _set(act, "negated", next(at for at in nobody if clauses.low(at) in {"no", "neither"}))
    elif any(clauses.low(at) in WILL or _is_future_told(clauses, group, at) for at in modals):
        _set(act, "future", modals[0])
    elif modals:
        _set(act, "hypothetical", modals[0])
    elif group.infinitive and not group.controls and not _infinitive(clauses, group, act):
        return False
    if clauses.low(group.first - 1) in {"without"}:
        _set(act, "negated", group.first - 1)
    for at, base, kind in group.controls:
        _govern(act, at, base, kind)
    if act.modality in {"actual", "future"} and _conditional(clauses, group.first):
        _set(act, "hypothetical", _conditional(clauses, group.first) or 0)
    if act.modality == "future" and act.type == act.act:
        act.type = ontology.future_type(act.act)
    return True


def set_noun_modality(clauses: Clauses, act: Act, at: int) -> None:
    """Set the modality of an act that a noun tells by what stands before it: "planned talks", "hopes for talks"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        word = clauses.low(back)
        if word in HEDGES:
            _set(act, HEDGES[word], back)
            break
        if word in ASKING | HOPED or (word == "for" and clauses.low(back - 1) in ASKING):
            _set(act, "hypothetical", back)
            break
    if act.modality == "future":
        act.type = ontology.future_type(act.act)


def _infinitive(clauses: Clauses, group: VerbGroup, act: Act) -> bool:
    """Return whether an infinitive tells an act, and set its modality.

    "the first president to meet" did; "Kim to meet Trump" will; "agreed on Friday to restore" is governed from afar;
    what somebody is urged to do is told by the urging, what somebody travels for is a purpose.
    """
    if {clauses.low(at) for at in range(group.first - 5, group.first)} & ORDINAL:
        return True
    earlier = [other for other in clauses.groups if other.at < group.first]
    if not earlier:
        _set(act, "future", group.first)
        return clauses.owner[group.first - 1] is not None
    governor = earlier[-1]
    for kind in ("future", "negated"):
        if governor.base in CONTROL[kind] and not clauses.links(governor.at, group.first):
            _govern(act, governor.at, governor.base, kind)
            return True
    return False


def _no_object(clauses: Clauses, act: Act) -> bool:
    """Return whether the noun of an act is denied: "gave Tehran no concessions"."""
    return any(clauses.low(at - back) == "no" for at in act.used if at > act.last for back in (1, 2))


def shared_future(clauses: Clauses, trigger: tuple[int, int]) -> int | None:
    """Return the "will" that an act shares with the one before it: "will recall its envoy and close its embassy"."""
    verb = next((group for group in clauses.groups if trigger[0] <= group.at <= trigger[1]), None)
    modals = _shared(clauses, verb) if verb is not None and not verb.modals else []
    return next((at for at in modals if clauses.low(at) in WILL or _is_future_told(clauses, verb, at)), None)


def own_future(clauses: Clauses, trigger: tuple[int, int]) -> int | None:
    """Return the "will", or the "would" of reported speech, before the one verb of an act: "said it would close"."""
    verbs = [group for group in clauses.groups if trigger[0] <= group.at <= trigger[1]]
    if len(verbs) != 1 or verbs[0].negations or verbs[0].controls or verbs[0].infinitive:
        return None
    modals = [at for at in verbs[0].modals if clauses.low(at + 1) != "have"]
    if any(token.low.isdigit() and len(token.low) == YEAR for token in clauses.tokens[: trigger[0]]):
        return None  # "announced in 2018 that it would leave": what was to come then is over
    return next((at for at in modals if clauses.low(at) in WILL or _is_future_told(clauses, verbs[0], at)), None)


def _shared(clauses: Clauses, verb: VerbGroup) -> list[int]:
    """Return the modals of the verb before a bare one that an "and" without a subject ties to it."""
    if verb.negations or verb.infinitive or verb.passive or verb.controls or clauses.low(verb.at) != verb.base:
        return []
    if clauses.low(verb.first - 1) != "and" or clauses.low(verb.first - 2) == ",":
        return []
    before = [group for group in clauses.groups if group.at < verb.first][-1:]
    return [] if not before or before[0].negations or before[0].passive else before[0].modals


def _is_future_told(clauses: Clauses, group: VerbGroup | None, modal: int) -> bool:
    """Return whether a `would` is the future of reported speech: "said it would impose"."""
    return group is not None and clauses.low(modal) == "would" and _told_before(clauses, group)


def _told_before(clauses: Clauses, group: VerbGroup) -> bool:
    """Return whether a verb of saying in the past stands before or behind a verb."""
    return any(clauses.low(at) in REPORTING_PAST for at in range(group.first)) or any(
        clauses.low(at) in REPORTING_PAST for at in range(group.at, len(clauses.tokens))
    )


def _govern(act: Act, at: int, base: str, kind: Modality) -> None:
    """Join an act with the verb that governs it: what was promised, threatened, refused or asked for was done so."""
    if base in DOING:
        done = DOING[base]
        if done == "AGREE" and (base in SWORN or act.act in YIELDING):
            done = promised(act.act)
        act.type = act.act = done
        act.mode, act.cameo = "", ontology.cameo_from_plover(act.act, None).code
        return
    _set(act, kind, at)
    if kind == "future":
        act.type = ontology.future_type(act.act)


def _conditional(clauses: Clauses, first: int) -> int | None:
    """Return where an `if` or `unless` opens the clause of a verb; None where none does."""
    for at in range(first - 1, max(-1, first - 10), -1):
        word = clauses.low(at)
        if word in {"if", "unless", "whether"}:
            return at
        if word in {",", ";", "that", ":"}:
            return None
    return None


def _set(act: Act, modality: Modality, first: int, last: int | None = None) -> None:
    act.modality = modality
    act.cue = (first, last if last is not None else first)
