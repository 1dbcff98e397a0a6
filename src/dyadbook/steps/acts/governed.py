"""Return the acts that the model sees as the words that govern them have it: promised, called off, brokered, blocked.

The model asks of one pair of parties what is told between them, and passes over words that do not stand beside the act.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.modality import SWORN
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, MODAL, NEGATION
from dyadbook.steps.language.word_forms import forms, is_form
from dyadbook.steps.sides import parties_of, party_of

OFF_PARTICLE = {"call": "off", "put": "off", "break": "off", "walk": "out", "pull": "out"}
STEMS = ("cancel", "postpon", "scrapp", "shelv", "boycott", "snub", "dropp", "ditch")
TAKEN_BACK = frozenset("withdraw rescind revoke retract cancel".split())
OFFERED = frozenset({"invitation", "offer"})
BROKERED = frozenset("hosted brokered mediated facilitated".split())
AGREED = frozenset({"AGREE", "SUPPORT", "COOPERATE", "CONCEDE"})
STOPPED = frozenset("block blocks blocked blocking veto vetoes vetoed vetoing".split())
ABOUT = frozenset({"on", "against", "with", "to", "for"})
NEAR = 4  # tokens between "promised to" and what is promised, from "agreed" to its "to"
OBJECT = 8  # tokens between a verb and the noun of its object
NOT_YET = MODAL | NEGATION | {"to", "if", "unless", "whether"}
"""Words before "agree" by which nobody has agreed yet."""
INVITED = 20  # tokens from "invited" to the verb of what somebody is invited to do


def is_promised(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether an act is what somebody "promised to" do: the promise is told, and was made."""
    for at in range(cue[0], cue[1] + 1):
        verb = is_form(clauses.low(at), SWORN)
        if verb and clauses.low(at + 1) == "to" and at in clauses.verb_at:
            return at < trigger[1] <= at + 1 + NEAR + trigger[1] - trigger[0]
    return False


def agreed_at(clauses: Clauses, trigger: tuple[int, int]) -> int | None:
    """Return the verb where an act is what somebody "agreed to" do: the agreement is told, and was made; else None."""
    for at in range(trigger[1], trigger[0] - 2 * NEAR, -1):
        if any(base == "agree" for base, _ in forms().get(clauses.low(at), ())):
            to = next((one for one in range(at + 1, at + 1 + NEAR) if clauses.low(one) == "to"), None)
            between = {clauses.low(one) for one in range(at, to or at)}
            made = to is not None and not NOT_YET & {clauses.low(at - back) for back in range(1, 1 + NEAR)}
            told = made and not between & (BREAK | {",", "and"}) and trigger[0] <= (to or 0) + NEAR
            return at if told else None
    return None


def is_done_before(clauses: Clauses, trigger: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Return whether words of a plan are only of a second act: "shut its airspace and will recall its envoy"."""
    verb = next((group for group in clauses.groups if trigger[0] <= group.at <= trigger[1]), None)
    if verb is None or verb.form != "past" or verb.modals or verb.controls or verb.passive:
        return False
    return cue[0] > trigger[1] and clauses.low(cue[0] - 1) in {"and", "but"}


def calls_off(clauses: Clauses, first: int, last: int) -> bool:
    """Return whether the words of a stretch call something off: "canceled", "was put off", "walked out of"."""
    for at in range(first, last + 1):
        word = clauses.low(at)
        if word.startswith(STEMS):
            return True
        for base, _ in forms().get(word, ()):
            if OFF_PARTICLE.get(base) in {clauses.low(at + 1), clauses.low(at + 2)}:
                return True
    return False


def takes_back(clauses: Clauses, trigger: tuple[int, int]) -> bool:
    """Return whether an invitation or offer is taken back: "withdrew its invitation", "the offer was rescinded"."""
    for group in clauses.groups:
        back = group.base == "take" and "back" in {clauses.low(group.at + k) for k in range(1, OBJECT)}
        if not back and group.base not in TAKEN_BACK:
            continue
        span = range(group.first - OBJECT, group.first) if group.passive else range(group.at + 1, group.at + OBJECT)
        noun = next((at for at in span if clauses.low(at) in OFFERED and clauses.owner[at] is None), None)
        others = [
            one for one in clauses.groups if noun is not None and min(noun, group.at) < one.at < max(noun, group.at)
        ]
        if noun is not None and not others and any(trigger[0] <= at <= trigger[1] for at in (noun, group.at)):
            return True
    return False


def without_parts(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts without those that are part of another, and agreements without who brokered them."""
    parts = (_is_called_off, _is_beyond, _is_invited)
    found = [act for act in acts if not any(is_part(clauses, act, acts) for is_part in parts)]
    return [act for act in found if _has_agreed(clauses, act)]


def _is_called_off(clauses: Clauses, act: Act, others: Sequence[Act]) -> bool:
    """Return whether an act is only the meeting that another act of its sentence calls off: "canceled talks"."""
    return act.act == "CONSULT" and any(
        other.type == "REJECT"
        and calls_off(clauses, other.first, other.last)
        and parties_of(clauses.mentions, (*act.source, *act.target))
        == parties_of(clauses.mentions, (*other.source, *other.target))
        and act.first <= other.last + OBJECT and act.last >= other.first
        and _in_object(clauses, other.first, max(act.first, other.first))
        for other in others
    )  # fmt: skip


def _is_invited(clauses: Clauses, act: Act, others: Sequence[Act]) -> bool:
    """Return whether an act is only what another act of these parties invites to: "invited Oslo's king to visit"."""
    verb = next((group for group in clauses.groups if act.first - NEAR < group.at <= act.last), None)
    if act.act != "CONSULT" or act.modality == "actual" or verb is None or not verb.infinitive or verb.controls:
        return False
    parties = parties_of(clauses.mentions, (*act.source, *act.target))
    return any(
        other.act == "AGREE"
        and parties <= parties_of(clauses.mentions, (*other.source, *other.target))
        and clauses.low(at).startswith("invit")
        and at < verb.first <= at + INVITED
        and not any(at < group.at < verb.first for group in clauses.groups)
        for other in others if other is not act
        for at in range(other.first, other.last + 1)
    )  # fmt: skip


def _in_object(clauses: Clauses, first: int, last: int) -> bool:
    """Return whether no comma, conjunction or second verb stands between a verb and a noun."""
    between = range(first + 1, last)
    verbs = [group for group in clauses.groups if group.at in between and group.form != "part"]
    words = {clauses.low(at) for at in between}
    return not words & {",", "and", "where", "that", "who"} and len(verbs) <= 1


def _has_agreed(clauses: Clauses, act: Act) -> bool:
    """Return whether both sides of an agreement agreed; who only hosted two, "in talks hosted by Oman", is left out."""
    sides = [parties_of(clauses.mentions, side) for side in (act.source, act.target)]
    hosts = {
        party for party in sides[0] | sides[1]
        if (named := [
            index for index, one in enumerate(clauses.mentions) if party_of(one) == party and one.basis != "place"
        ]) and all(_is_host(clauses, index) for index in named)
    }  # fmt: skip
    if act.act not in AGREED or not any(side and side <= hosts for side in sides):
        return True
    others = act.target if sides[0] <= hosts else act.source
    first = party_of(clauses.mentions[others[0]]) if others else None
    act.source = [index for index in others if party_of(clauses.mentions[index]) == first]
    act.target = [index for index in others if party_of(clauses.mentions[index]) != first]
    return bool(act.target)


def _is_host(clauses: Clauses, index: int) -> bool:
    first, end = clauses.span[index]
    by = any(clauses.low(first - back) == "by" and clauses.low(first - back - 1) in BROKERED for back in (1, 2))
    hyphened = clauses.low(end) == "-" and clauses.low(end + 1) in BROKERED
    return by or hyphened or (clauses.low(end) in BROKERED and clauses.low(first - 1) in {"that", "which"})


def _is_beyond(clauses: Clauses, act: Act, others: Sequence[Act]) -> bool:
    """Return whether a target is only whom the blocked thing is about: Rome in "blocks Oslo's sanctions on Rome"."""
    reach = max((clauses.span[index][0] for index in act.target), default=0)
    stopped = any(clauses.low(at) in STOPPED for at in range(act.first, max(reach, act.last + 1)))
    return stopped and any(
        other is not act
        and set(other.source) == set(act.source)
        and other.shares_words(act)
        and any(_hangs_on(clauses, index, owner) for index in act.target for owner in other.target)
        for other in others
    )  # fmt: skip


def _hangs_on(clauses: Clauses, index: int, owner: int) -> bool:
    """Return whether a mention follows a noun of another with a preposition: "Oslo's sanctions on Rome"."""
    first, (_, end) = clauses.span[index][0], clauses.span[owner]
    between = [clauses.low(at) for at in range(end, first)]
    return 1 < len(between) <= OBJECT and bool(ABOUT & set(between[-2:])) and not {",", "and"} & set(between)
