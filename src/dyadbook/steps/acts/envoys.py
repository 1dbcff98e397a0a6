"""Return acts with what befalls an envoy: he is expelled ("told to leave", "ordered out"), called in, or recalled.

Of a passive without an agent the host is told by the country that is left, the ministry to which he is called, or where
he is posted. Where none is told, nobody is said to have done it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dyadbook import ontology
from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of, party_of

ENVOY = frozenset("ambassador envoy diplomat attache attaché consul staff commissioner".split())
SENT = frozenset({"order", "tell", "ask", "instruct", "give", "direct"})
LEAVING = frozenset({"leave", "depart"})
OUT: dict[str, frozenset[str]] = dict.fromkeys(("order", "throw", "kick", "boot", "force", "drive"), frozenset({"out"}))
OUT |= {"send": frozenset({"home", "packing"}), "expel": frozenset(), "declare": frozenset({"persona", "unwelcome"})}
"""Verbs that send away, with the word that must follow; none where the verb alone does."""
CALLED_IN: dict[str, frozenset[str]] = {"summon": frozenset(), "call": frozenset({"in"})}
RECALLED: dict[str, frozenset[str]] = {
    "recall": frozenset(), "withdraw": frozenset(), "pull": frozenset({"out"}), "call": frozenset({"home", "back"}),
}  # fmt: skip
COUNTRY = frozenset("country nation kingdom republic capital territory soil island state".split())
POSTED = frozenset({"to", "in"})
LEFT = frozenset({"leave", "of", "from"})  # "leave Rome", "out of Rome", "expelled from Rome"
ARTICLES = frozenset("the a an his her their its".split())
REACH = 12  # tokens from a verb to whom it is done to, and to what he is told
OBJECT = 6  # tokens from a verb to the end of "its two senior envoys"
SUBJECT = 5  # tokens of "the Peruvian ambassador to Chile" before "was ordered"


def with_envoys(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts with one for each thing that befalls an envoy in a sentence.

    An order to leave is no request beside it, and the leaving no act of the envoy's country.
    """
    kept = list(acts)
    for verb in clauses.groups:
        if verb.negations or verb.modals:
            continue
        if (last := _last(clauses, verb)) is not None:
            told = _told(kept, verb, last)
            best = _passive(clauses, verb, last) if verb.passive else _active(clauses, verb, last, told)
            kept = _put(kept, best, told, ("SANCTION", "expel"))
        elif verb.passive and (last := _end(clauses, verb, CALLED_IN)) is not None:
            told = _told(kept, verb, last)
            kept = kept if told else _put(kept, _passive(clauses, verb, last), [], ("ACCUSE", "disapprove"))
        elif not verb.passive and (last := _end(clauses, verb, RECALLED)) is not None:
            told = _told(kept, verb, last)
            _give_to_sender(clauses, verb, last, told)
            _aim_where_posted(clauses, last, told)
        elif verb.passive and (last := _end(clauses, verb, RECALLED)) is not None:
            told, back = _told(kept, verb, last), _passive(clauses, verb, last)
            if back is not None:  # who sent him calls him back
                back.source, back.target = back.target, back.source
            kept = _put(kept, back, told, ("SANCTION", "withdraw"))
    return kept


def _give_to_sender(clauses: Clauses, verb: VerbGroup, last: int, told: Iterable[Act]) -> None:
    """Give the recall of an envoy to who is named before the verb: "Rome withdrew its envoy and asked that we go"."""
    senders = [index for index in clauses.subject(verb) if party_of(clauses.mentions[index]) is not None]
    if not senders or not any(singular(clauses.low(at)) in ENVOY for at in range(last + 1, last + OBJECT)):
        return
    for act in told:
        behind = act.source and all(clauses.span[index][0] > last for index in act.source)
        if act.act == "SANCTION" and behind:
            act.source, act.target = senders, act.source


def _aim_where_posted(clauses: Clauses, last: int, told: Iterable[Act]) -> None:
    """Aim the recall of an envoy at the country that he leaves: "recalled its envoy from Rome over a speech by Lee".

    Several envoys leave several: "recalled its envoys from Rome and Oslo".
    """
    for index, (first, _) in enumerate(clauses.span):
        link = preposition(clauses, index)
        posted = clauses.low(link - 1)
        envoy = singular(posted) in ENVOY and clauses.low(link) in POSTED | {"from"}
        party = party_of(clauses.mentions[index])
        if not envoy or not last < first <= last + REACH or party is None:
            continue
        left = [index] if posted in ENVOY else clauses.joined_right(index)
        for act in told:
            if act.act == "SANCTION" and party not in parties_of(clauses.mentions, act.source):
                act.target = left
        return


def _told(acts: Iterable[Act], verb: VerbGroup, last: int) -> list[Act]:
    """Return the acts that are told in the words of a verb."""
    return [act for act in acts if verb.first <= act.first <= last + 2 and act.modality in {"actual", "future"}]


def _put(acts: list[Act], one: Act | None, told: list[Act], code: tuple[str, str]) -> list[Act]:
    """Return the acts with one of this type and mode in the place of those told in its words."""
    if one is None:
        return acts
    one.confidence = max([one.confidence, *(act.confidence for act in told if act.type == code[0])])
    one.type = one.act = code[0]
    one.mode, one.cameo = code[1], ontology.cameo_from_plover(*code).code
    one.modality, one.cue = "actual", None
    kept = [act for act in acts if act is one or act not in told]
    return kept if one in kept else [*kept, one]


def _end(clauses: Clauses, verb: VerbGroup, words: Mapping[str, frozenset[str]]) -> int | None:
    """Return the last token of a verb of a table with the word that must follow; None where it is not of the table."""
    following = words.get(verb.base)
    if following is None or (following and clauses.low(verb.at + 1) not in following):
        return None
    return verb.at + bool(following)


def _last(clauses: Clauses, order: VerbGroup) -> int | None:
    """Return the last token of the words that send away; None where a verb does not."""
    if order.passive and (out := _end(clauses, order, OUT)) is not None:
        return out
    for at in range(order.at + 1, min(order.at + REACH, len(clauses.tokens)) if order.base in SENT else 0):
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
    """Return the act of a host toward an envoy told before the verb; None where no host is told."""
    first = order.first
    for group in reversed(clauses.groups_so_far(order.first)):  # "was summoned and told"
        joined = clauses.low(first - 1) in {"and", ","} and group.passive
        first = group.first if joined and first - group.at < REACH else first
    before = [index for index, span in enumerate(clauses.span) if first - REACH <= span[0] < first]
    posted = [index for index in before if clauses.low(preposition(clauses, index)) in POSTED]
    guests = [index for index in before if index not in posted and _is_envoy(clauses, index, first)]
    if not guests:
        return None
    guest = party_of(clauses.mentions[guests[-1]])
    behind = [index for index, span in enumerate(clauses.span) if order.at < span[0] <= last + REACH]
    by = [index for index in behind if clauses.low(preposition(clauses, index)) == "by"]
    left = [index for index in behind if clauses.low(preposition(clauses, index)) in LEFT]
    called = [
        index for index, span in enumerate(clauses.span)
        if first < span[0] <= last + REACH and clauses.low(preposition(clauses, index)) in POSTED | {"of"}
    ]  # fmt: skip
    told = (*by, *left, *called, *posted)
    hosts = [index for index in told if party_of(clauses.mentions[index]) not in {None, guest}]
    return Act(order.at, last, "", "", "", "", hosts[:1], guests[-1:]) if hosts else None


def _is_envoy(clauses: Clauses, index: int, verb: int) -> bool:
    """Return whether a mention is an envoy of a party, and nothing but where he is posted is between him and a verb."""
    first, last = clauses.span[index]
    near = {singular(clauses.low(at)) for at in range(first, min(last + 3, verb))}
    return bool(near & ENVOY) and party_of(clauses.mentions[index]) is not None


def preposition(clauses: Clauses, index: int) -> int:
    """Return the token before a mention and its article: where the preposition stands that it hangs on."""
    at = clauses.span[index][0] - 1
    return at - (clauses.low(at) in ARTICLES)
