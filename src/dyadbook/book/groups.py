"""Return the groups of reports that are one event.

Level 4. Ties of two reports are gone through the surest first, and groups are joined that can be one. Of an event that
was made before only what others change is gone through: how it was joined is kept, and until a tie joins it with
what is new or made anew, its groups are at each tie what they were at that tie before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import chain

from dyadbook.book.decisions import InForce
from dyadbook.book.heads import Heads
from dyadbook.book.likeness import is_one
from dyadbook.book.merged import Known, Made, Why, why_joined
from dyadbook.book.pairs import UNIT, Pairs

LOOSEST = -17 * UNIT // 100  # how unlike, on the average, the reports of two groups may be that are joined
DECIDED = 9.0  # surer than any likeness

Tie = tuple[float, str, str]  # minus how sure, and the two reports, the first published first
Joined = tuple[Tie, Why]
FIRST: Tie = (-math.inf, "", "")
LAST: Tie = (math.inf, "", "")


@dataclass(eq=False)
class Before:
    """An event as it was made before; its first `at` joins are those before the tie that is gone through."""

    made: Made
    joins: list[Joined]
    at: int = 0

    def is_next(self, tie: Tie) -> bool:
        """Return whether the tie that is gone through joined two groups of this event."""
        return self.at < len(self.joins) and self.joins[self.at][0] == tie


@dataclass(eq=False)
class Group:
    """Reports that are one event, of those that stand for themselves, and the joins that made them one."""

    heads: list[str]
    before: Before | None = None
    """The event of which this group is one, at the tie that is gone through just as it was before."""
    joins: list[Joined] = field(default_factory=list)
    parties: tuple[frozenset[str], int] | None = None
    """Those that all reports have, and how many the report with the fewest has."""


class Groups:
    """Reports in groups that grow by joining; no group holds two reports that exclude each other."""

    def __init__(self, known: Known, pairs: Pairs, heads: Heads, held: InForce) -> None:
        self._known, self._pairs, self._heads, self._held = known, pairs, heads, held
        self._group = {name: Group([name]) for name in heads.found}
        self._todo: list[Tie] = []
        self._summed: dict[tuple[str, str], tuple[int, int, int | None]] = {}
        self.changed: dict[str, Before] = {}
        """The events of before, by their ids, that are others now, beside those that `heads` made anew."""

    def join(self) -> list[Group]:
        """Join what is one, and return the groups that are new or of changed events."""
        self._join_decided()
        for name in self._heads.found:
            self._push(name)
        last = None
        while self._todo:
            if (tie := heappop(self._todo)) != last:
                self._go_through(last := tie)
        for name in {*self._heads.of.values()} - self._heads.found.keys():
            self._change(self._at(name, LAST))  # what is new tells the same
        for event in self.changed.values():
            self._advance(event, LAST)
        names = chain(self._heads.found, *(event.made.heads() for event in self.changed.values()))
        return list({id(group): group for group in map(self._group.__getitem__, names)}.values())

    def _join_decided(self) -> None:
        """Join the reports that a person merged."""
        decided = [
            (*self._pairs.in_order(*pair), decision)
            for pair, decision in self._held.pairs.items()
            if decision.verdict == "merge" and pair <= self._group.keys()
        ]
        for one, other, decision in sorted(decided, key=lambda each: (*map(self._pairs.order, each[:2]),)):
            reason = f": {decision.reason}" if decision.reason else ""
            self._join((-DECIDED, one, other), f"{decision.name} decided so{reason}", decision.id)

    def _push(self, name: str, after: Tie = FIRST) -> None:
        """Let the ties of a report be gone through that are less sure than one."""
        for near in self._heads.near(name):
            one, other = self._pairs.in_order(name, near)
            likeness = self._pairs.likeness(one, other)
            if is_one(likeness) and (tie := (-likeness.sure, one, other)) > after:
                heappush(self._todo, tie)

    def _go_through(self, tie: Tie) -> None:
        """Join the groups of two reports where they can be one."""
        mine, theirs = (self._at(name, tie) for name in tie[1:])
        if mine is theirs or (mine.before and theirs.before):
            return
        joins = self._may_join(mine, theirs)
        for group in (mine, theirs):
            if group.before and (joins or group.before.is_next(tie)):
                self._change(group)
                group.before = None
                for name in group.heads:
                    self._push(name, after=tie)
        if joins:
            likeness = self._pairs.likeness(*tie[1:])
            assert is_one(likeness)
            self._join(tie, likeness.because)

    def _change(self, group: Group) -> None:
        if group.before:
            self.changed[group.before.made.merged.id] = group.before

    # ---- what was made before

    def _at(self, name: str, tie: Tie) -> Group:
        """Return the group of a report when a tie is gone through."""
        if name not in self._group:
            self._recall(name)
        if (event := self._group[name].before) is not None:
            self._advance(event, tie)
        return self._group[name]

    def _recall(self, name: str) -> None:
        """Let the event of a report be known, not yet joined."""
        made = self._known.event_of(name)
        assert made is not None
        whys = made.whys()
        pairs = [(sure, made.merged.members[one], made.merged.members[other]) for sure, one, other in made.joins]
        event = Before(made, [((-sure, one, other), whys[one, other]) for sure, one, other in pairs])
        self._group.update((head, Group([head], event)) for head in made.heads())

    def _advance(self, event: Before, until: Tie) -> None:
        """Join the groups of an event of before as they were joined before a tie."""
        while event.at < len(event.joins) and event.joins[event.at][0] < until:
            joined = event.joins[event.at]
            event.at += 1
            mine, theirs = (self._group[name] for name in joined[0][1:])
            if mine.before and theirs.before:
                self._unite(mine, theirs, joined)

    # ---- joining

    def _may_join(self, mine: Group, theirs: Group) -> bool:
        """Return whether two groups are two that can be one.

        Nothing in one excludes the other, some parties are in all, and the reports of one are on the whole like
        those of the other: a chain of reports, each like the next, is not one happening. A report that contradicts
        another counts against it, and can be outweighed by many: it may be misread.
        """
        (ours, fewest), (others, few) = self._parties(mine), self._parties(theirs)
        if len(ours & others) < min(fewest, few):
            return False
        total = self._between(mine, theirs)
        return total is not None and total >= LOOSEST * len(mine.heads) * len(theirs.heads)

    def _parties(self, group: Group) -> tuple[frozenset[str], int]:
        if group.parties is None:
            self._pairs.need(group.heads)
            each = [account.source | account.target for account in map(self._pairs.account, group.heads)]
            group.parties = frozenset.intersection(*each), min(map(len, each))
        return group.parties

    def _between(self, mine: Group, theirs: Group) -> int | None:
        """Return how alike all reports of two groups are, summed up; None where one excludes another.

        Groups only grow, so of two that were looked at before only the pairs that are new are added.
        """
        if mine.heads[0] > theirs.heads[0]:
            mine, theirs = theirs, mine
        key = mine.heads[0], theirs.heads[0]
        rows, columns, total = self._summed.get(key, (0, 0, 0))
        for row, one in enumerate(mine.heads):
            if total is None:
                break
            for other in theirs.heads[columns if row < rows else 0 :]:
                if (sure := self._pairs.sure(one, other)) is None:
                    total = None
                    break
                total += sure
        self._summed[key] = len(mine.heads), len(theirs.heads), total
        return total

    def _join(self, tie: Tie, reason: str, decision: str | None = None) -> None:
        """Join the groups of two reports, and keep why."""
        _, one, other = tie
        mine, theirs = self._group[one], self._group[other]
        if mine is not theirs:
            self._unite(mine, theirs, (tie, why_joined(self._pairs.tolds[one], other, reason, decision)))

    def _unite(self, mine: Group, theirs: Group, joined: Joined) -> None:
        """Make one group of two."""
        if len(mine.heads) < len(theirs.heads):
            mine, theirs = theirs, mine
        mine.heads += theirs.heads
        mine.joins += [*theirs.joins, joined]
        if mine.parties is not None and theirs.parties is not None:
            (ours, fewest), (others, few) = mine.parties, theirs.parties
            mine.parties = ours & others, min(fewest, few)
        else:
            mine.parties = None
        self._group.update(dict.fromkeys(theirs.heads, mine))
