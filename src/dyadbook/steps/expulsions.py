"""Return acts with one expulsion for what sends an envoy away: "ordered Rome's ambassador to leave", "was ordered out".

Of a passive without an agent the host is told by the country that is left, or where the envoy is posted. Where neither
is told, nobody is said to have sent him away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dyadbook import ontology
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import BREAK, Clauses, VerbGroup
from dyadbook.steps.sides import party_of
from dyadbook.steps.verbs import singular

ENVOY = frozenset("ambassador envoy diplomat attache attaché consul staff commissioner".split())
SENT = frozenset({"order", "tell", "ask", "instruct", "give", "direct"})
LEAVING = frozenset({"leave", "depart"})
OUT: dict[str, frozenset[str]] = dict.fromkeys(("order", "throw", "kick", "boot", "force", "drive"), frozenset({"out"}))
OUT |= {"send": frozenset({"home", "packing"}), "expel": frozenset(), "declare": frozenset({"persona"})}
"""Verbs that send away, with the word that must follow; none where the verb alone does."""
COUNTRY = frozenset("country nation kingdom republic capital territory soil island state".split())
POSTED = frozenset({"to", "in"})
LEFT = frozenset({"leave", "of", "from"})  # "leave Rome", "out of Rome", "expelled from Rome"
ARTICLES = frozenset("the a an his her their its".split())
REACH = 12  # tokens from a verb to whom it is done to, and to what he is told
SUBJECT = 5  # tokens of "the Peruvian ambassador to Chile" before "was ordered"


def expulsions(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts with one expulsion for each that a sentence tells of an envoy.

    The order is no request beside it, and the leaving no act of the envoy's country.
    """
    kept = list(acts)
    for order in clauses.groups:
        if order.negations or order.modals or (last := _last(clauses, order)) is None:
            continue
        told = [act for act in kept if order.first <= act.first <= last + 2 and act.modality in {"actual", "future"}]
        best = _passive(clauses, order, last) if order.passive else _active(clauses, order, last, told)
        if best is None:
            continue
        best.confidence = max([best.confidence, *(act.confidence for act in told if act.type == "SANCTION")])
        best.type = best.act = "SANCTION"
        best.mode, best.cameo = "expel", ontology.cameo_from_plover("SANCTION", "expel").code
        best.modality, best.cue = "actual", None
        kept = [act for act in kept if act is best or act not in told]
        kept += [] if best in kept else [best]
    return kept


def _last(clauses: Clauses, order: VerbGroup) -> int | None:
    """Return the last token of the words that send away; None where a verb does not."""
    words, end = OUT.get(order.base), min(order.at + REACH, len(clauses.tokens))
    if order.passive and words is not None and (not words or clauses.low(order.at + 1) in words):
        return order.at + bool(words)
    for at in range(order.at + 1, end if order.base in SENT else 0):
        if clauses.low(at) in BREAK:
            return None
        if clauses.low(at) in LEAVING and clauses.low(at - 1) == "to":
            return at if _is_of_country(clauses, at) else None
    return None


def _is_of_country(clauses: Clauses, leave: int) -> bool:
    """Return whether a country is left, or nothing is named: no room, and nobody is left alone."""
    at = leave + 1 + (clauses.low(leave + 1) in ARTICLES)
    if clauses.owner[at : at + 1] not in ([], [None]):
        return clauses.low(clauses.span[clauses.owner[at] or 0][1]) != "alone"
    return at == leave + 1 or clauses.low(at) in COUNTRY


def _active(clauses: Clauses, order: VerbGroup, last: int, told: Iterable[Act]) -> Act | None:
    """Return the act of who sends an envoy away: one that is told, or a new one where a pronoun means him."""
    between = range(order.at + 1, last)
    called = _called(clauses, between)
    if not called and not any(singular(clauses.low(at)) in ENVOY for at in between):
        return None
    ways = [act for act in told if _is_sent(clauses, act, order, last)]
    best = next((act for act in ways if act.type == "SANCTION"), next(iter(ways), None))
    return best or (Act(order.at, last, "", "", "", "", clauses.subject(order), called) if called else None)


def _called(clauses: Clauses, between: range) -> list[int]:
    """Return an envoy whom the sentence names before: the `him` of "summoned the ambassador and told him to leave"."""
    for at in between:
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


def _is_sent(clauses: Clauses, act: Act, order: VerbGroup, last: int) -> bool:
    """Return whether the sides of an act stand where who sends away and who is sent away do."""
    source, target = ([clauses.span[index][0] for index in side] for side in (act.source, act.target))
    return any(first < order.at for first in source) and any(order.at < first < last for first in target)


def _passive(clauses: Clauses, order: VerbGroup, last: int) -> Act | None:
    """Return the act by which the host sends away an envoy told before the verb; None where no host is told."""
    first = order.first
    for group in reversed(clauses.groups_so_far(order.first)):  # "was summoned and told"
        joined = clauses.low(first - 1) in {"and", ","} and group.passive
        first = group.first if joined and first - group.at < REACH else first
    before = [index for index, span in enumerate(clauses.span) if first - REACH <= span[0] < first]
    posted = [index for index in before if clauses.low(_preposition(clauses, index)) in POSTED]
    guests = [index for index in before if index not in posted and _is_envoy(clauses, index, first)]
    if not guests:
        return None
    guest = party_of(clauses.mentions[guests[-1]])
    behind = [index for index, span in enumerate(clauses.span) if order.at < span[0] <= last + REACH]
    by = [index for index in behind if clauses.low(_preposition(clauses, index)) == "by"]
    left = [index for index in behind if clauses.low(_preposition(clauses, index)) in LEFT]
    called = [index for index in behind if first < clauses.span[index][0] < order.first]
    told = (*by, *left, *called, *posted)
    hosts = [index for index in told if party_of(clauses.mentions[index]) not in {None, guest}]
    return Act(order.at, last, "", "", "", "", hosts[:1], guests[-1:]) if hosts else None


def _is_envoy(clauses: Clauses, index: int, verb: int) -> bool:
    """Return whether a mention is an envoy of a party, and nothing but where he is posted is between him and a verb."""
    first, last = clauses.span[index]
    near = {singular(clauses.low(at)) for at in range(first, min(last + 3, verb))}
    return bool(near & ENVOY) and party_of(clauses.mentions[index]) is not None


def _preposition(clauses: Clauses, index: int) -> int:
    """Return the token before a mention and its article."""
    at = clauses.span[index][0] - 1
    return at - (clauses.low(at) in ARTICLES)
