"""Return acts with who summons an ambassador as the source: the host, by a ministry or unnamed, never the guest.

"The Swiss ambassador was summoned to the ministry in Rome": of a passive without an agent the host is told by where
the ambassador was called to, or where he is accredited. Where neither is told, nobody is said to have summoned him.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.envoys import POSTED, preposition
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.sides import party_of

ENVOYS = frozenset(
    "ambassador ambassadors envoy envoys diplomat diplomats attache attaché commissioner consul affaires".split()
)
BECAUSE = frozenset("over after because following amid for as about".split())
ASKING = frozenset("ask demand explain explanation urge".split())
ASKED = 24  # tokens after a summons in which something is asked
REACH = 12  # tokens from the verb to whom it is done to, and to whose ministry he is called


def hosted(clauses: Clauses, acts: Sequence[Act]) -> list[Act]:
    """Return the acts of a sentence, a summons as one (ACCUSE) by the host; without those of no known host."""
    found = []
    for act in acts:
        group = _summons(clauses, act)
        if group is not None:
            act.type = act.act = "ACCUSE"
            act.mode, act.cameo, act.reciprocal = "disapprove", "111", False
            if group.passive and not _turn(clauses, act, group):
                continue
        found.append(act)
    return found


def _summons(clauses: Clauses, act: Act) -> VerbGroup | None:
    """Return the verb by which an act summons an envoy; None for other acts."""
    for group in clauses.groups:
        called = group.base == "summon" or (group.base == "call" and clauses.low(group.at + 1) == "in")
        if called and act.first <= group.at <= act.last and not _asks(clauses, act, group):
            near = range(max(0, group.at - REACH), group.at) if group.passive else range(group.at, group.at + REACH)
            return group if any(_is_envoy(clauses, at) for at in near) else None
    return None


def _asks(clauses: Clauses, act: Act, group: VerbGroup) -> bool:
    """Return whether an act is what is asked of who is summoned, or that nobody comes, and not the summons alone."""
    words = {clauses.low(at) for at in range(group.at + 1, group.at + ASKED)}
    alone = act.first == act.last == group.at and not words & ASKING
    return act.type == "REJECT" or (act.type == "REQUEST" and not alone)


def _is_envoy(clauses: Clauses, at: int) -> bool:
    """Return whether a word is an envoy's title, or of the name of one."""
    owner = clauses.owner[at] if at < len(clauses.owner) else None
    office = (clauses.mentions[owner].office or "").lower().split() if owner is not None else []
    return clauses.low(at) in ENVOYS or bool(ENVOYS & {*office})


def _turn(clauses: Clauses, act: Act, group: VerbGroup) -> bool:
    """Set the sides of a summons told in the passive; False where no host is told."""
    before = [index for index, (first, _) in enumerate(clauses.span) if group.at - REACH <= first < group.at]
    posted = [index for index in before if clauses.low(preposition(clauses, index)) in POSTED]
    guests = [index for index in before if index not in posted and party_of(clauses.mentions[index])]
    if not guests:
        return False
    guest = party_of(clauses.mentions[guests[0]])
    stop = next((at for at in range(group.at, group.at + REACH) if clauses.low(at) in BECAUSE), group.at + REACH)
    called = [index for index, (first, _) in enumerate(clauses.span) if group.at < first <= stop]
    by = [index for index in called if clauses.low(preposition(clauses, index)) == "by"]
    hosts = [
        index for index in (*by, *called, *posted) if party_of(clauses.mentions[index]) not in {None, guest}
        and clauses.low(preposition(clauses, index)) in POSTED | {"by", "of"}
    ]  # fmt: skip
    act.source = hosts[:1]
    act.target = [index for index in guests if party_of(clauses.mentions[index]) == guest][:1]
    return bool(hosts)
