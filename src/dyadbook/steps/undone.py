"""Return acts as the words beside them have it where these say that they were not done: nearly, weighed, a rumour.

The model gives an act the modality of its own clause; an adverb before its verb, an inverted condition ("had Rome
attacked") or what a report is said to be ("proved untrue") it passes over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dyadbook import ontology
from dyadbook.records import Modality
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import BREAK, Clauses, VerbGroup
from dyadbook.steps.conditions import inverted
from dyadbook.steps.verbs import singular

ALMOST = frozenset({"almost", "nearly"})
SHORT: dict[tuple[str, str], Modality] = {
    ("close", "to"): "negated",
    ("short", "of"): "negated",
    ("verge", "of"): "hypothetical",
    ("brink", "of"): "hypothetical",
}
WEIGHED = frozenset(
    "consider considers considered considering mull mulls mulled mulling contemplate contemplates contemplated "
    "contemplating weigh weighs weighed weighing ponder ponders pondered pondering".split()
)
OPEN_TO_CHOICE = (
    ("on", "the", "table"), ("an", "option"), ("under", "consideration"), ("a", "possibility"), ("being", "considered"),
)  # fmt: skip
BE = frozenset("is are was were be been remain remains remained".split())
REPORT = frozenset({"report", "rumour", "rumor", "claim", "allegation"})
FALSE = frozenset("false untrue baseless unfounded groundless fabricated".split())
PROVED = BE | frozenset("proved proven turned".split())
DENIED = frozenset({"not", "n't", "never", "no", "neither", "off"})
DONE_TO = frozenset("the its their his her our these those this that".split())
NEAR = 5  # tokens between a verb and the noun that it weighs


def as_done(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts, those that the words around them make undone with that modality and its cue."""
    for act in acts:
        for kind, at in _undone(clauses, act):
            taken = act.cue is not None and act.cue[0] <= at <= act.cue[1] and kind != act.modality
            if act.modality in {"actual", "future"} or taken:
                act.modality, act.cue, act.type = kind, (at, at), act.act
        if act.modality == "actual" and _is_ultimatum(clauses, act):
            act.type = act.act = "THREATEN"
            act.mode, act.cameo = "", ULTIMATUM
    return list(acts)


def _undone(clauses: Clauses, act: Act) -> list[tuple[Modality, int]]:
    """Return what the words around an act make of it, with the word that does so."""
    found: list[tuple[Modality, int]] = []
    verb = next((group.at for group in clauses.groups if act.first <= group.at <= act.last), None)
    if verb is not None and clauses.low(verb - 1) in ALMOST:
        found.append(("negated", verb - 1))
    short = SHORT.get((clauses.low(act.first - 2), clauses.low(act.first - 1)))
    came = clauses.low(act.first - 2) != "close" or clauses.low(act.first - 3) in {"came", "come", "coming"}
    if short is not None and came and clauses.low(act.first).endswith("ing"):
        found.append((short, act.first - 2))
    for kind, find in _SIGNS:
        at = find(clauses, act)
        found += [(kind, at)] if at is not None else []
    return found


def _is_ultimatum(clauses: Clauses, act: Act) -> bool:
    """Return whether what is given is only time: "gave Rome until Friday to leave"."""
    given = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    if given is None or given.base != "give" or given.passive:
        return False
    whom = [clauses.span[index][1] for index in act.target if clauses.span[index][0] > given.at]
    return bool(whom) and clauses.low(max(whom)) in {"until", "till"}


def _weighed(clauses: Clauses, act: Act) -> int | None:
    """Return the verb whose object a noun of an act is: "weighed new sanctions"; None for what is there already."""
    for at in range(act.first - 1, max(-1, act.first - NEAR), -1):
        word = clauses.low(at)
        if word in WEIGHED:
            denied = {clauses.low(at - back) for back in (1, 2)} & DENIED
            return None if denied else at
        if word in BREAK | DONE_TO | {",", "and", "'s", "’s"} or clauses.owner[at] is not None:
            return None
    return None


def _choice(clauses: Clauses, act: Act) -> int | None:
    """Return where an act that a noun tells is only one of several: "sanctions on Rome are an option"."""
    if any(act.first <= group.at <= act.last for group in clauses.groups):
        return None
    for at in range(act.last + 1, len(clauses.tokens)):
        if clauses.low(at) in BREAK | {","}:
            return None
        if clauses.low(at) in BE:
            ahead = [clauses.low(at + k) for k in range(1, 7)]
            places = [
                k for words in OPEN_TO_CHOICE for k in range(3) if tuple(ahead[k : k + len(words)]) == words
            ]  # fmt: skip
            return at + 1 + places[0] if places and not DENIED & set(ahead[: places[0] + 1]) else None
    return None


def _false(clauses: Clauses, act: Act) -> int | None:
    """Return where the report that an act was done is said to be false: "rumours that Rome fell proved untrue"."""
    heads = [
        at for at in range(act.first)
        if singular(clauses.low(at)) in REPORT and clauses.low(at + 1) in {"that", "of"} and clauses.owner[at] is None
    ]  # fmt: skip
    if not heads:
        return None
    for at in range(act.last + 1, len(clauses.tokens) - 1):
        if clauses.low(at) in {";", "but"}:
            return None
        if clauses.low(at) in FALSE and PROVED & {clauses.low(at - back) for back in range(1, 5)}:
            return None if DENIED & {clauses.low(at - back) for back in range(1, 4)} else at
    return None


ULTIMATUM = "139"
ENVOY = frozenset("ambassador envoy diplomat attache attaché consul diplomats staff".split())
SENT = frozenset({"order", "tell", "ask", "instruct", "give", "direct"})
SUBJECT = 5  # tokens of "the Peruvian ambassador to Chile" before "was ordered"
LEAVING = frozenset({"leave", "depart"})


def expulsions(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts with one expulsion for what tells an envoy to go: "ordered Rome's ambassador to leave".

    The order is no request beside it, and the leaving no act of the envoy's country.
    """
    kept = list(acts)
    for order in clauses.groups:
        if order.base not in SENT or order.negations or order.modals:
            continue
        leave = next(
            (one for one in clauses.groups if one.infinitive and one.base in LEAVING and one.at > order.at), None
        )
        between = range(order.at + 1, leave.at) if leave else range(0)
        named = range(max(0, order.first - SUBJECT), order.first) if order.passive else between
        envoys = any(singular(clauses.low(at)) in ENVOY for at in named) or _called(clauses, order, between)
        if leave is None or not envoys or any(clauses.low(at) in BREAK for at in between):
            continue
        told = [
            act for act in kept if order.first <= act.first <= leave.at + 2 and act.modality in {"actual", "future"}
        ]
        ways = [act for act in told if _is_sent(clauses, act, order, leave)]
        best = next((act for act in ways if act.type == "SANCTION"), next(iter(ways), None))
        if best is None and (sent := _called(clauses, order, between)):
            best = Act(order.at, leave.at, "", "", "", "", clauses.subject(order), sent)
            kept.append(best)
        if best is None:
            continue
        if order.passive:
            best.source, best.target = best.target, best.source
        best.type = best.act = "SANCTION"
        best.mode, best.cameo, best.modality, best.cue = (
            "expel",
            ontology.cameo_from_plover("SANCTION", "expel").code,
            "actual",
            None,
        )
        kept = [act for act in kept if act is best or act not in told]
    return kept


def _called(clauses: Clauses, order: VerbGroup, between: range) -> list[int]:
    """Return an envoy whom the sentence names before: the `him` of "summoned the ambassador and told him to leave"."""
    for at in () if order.passive else between:
        index = clauses.owner[at]
        if index is None or clauses.mentions[index].basis != "pronoun":
            continue
        named = [
            span for span, one in zip(clauses.span[:index], clauses.mentions, strict=False)
            if one.name == clauses.mentions[index].name and one.kind == "person"
        ]  # fmt: skip
        if any(singular(clauses.low(at)) in ENVOY for span in named for at in range(*span)):
            return [index]
    return []


def _is_sent(clauses: Clauses, act: Act, order: VerbGroup, leave: VerbGroup) -> bool:
    """Return whether the sides of an act stand where who sends away and who is sent away do, in that voice."""
    source, target = ([clauses.span[index][0] for index in side] for side in (act.source, act.target))
    before = any(first < order.at for first in source)
    if order.passive:  # "Peru's ambassador was ordered to leave Chile": the host sends him away
        return before and any(leave.at < first <= leave.at + 2 for first in target)
    return before and any(order.at < first < leave.at for first in target)


_SIGNS: tuple[tuple[Modality, Callable[[Clauses, Act], int | None]], ...] = (
    ("hypothetical", _weighed), ("hypothetical", _choice), ("hypothetical", inverted), ("negated", _false),
)  # fmt: skip
