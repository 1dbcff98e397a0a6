"""Return which reports are alike, and the groups into which they are joined.

Level 4. Many outlets print one text, so of reports that tell the same only the one published first is compared: it
stands for the others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from dyadbook.book.accounts import Account, asked_of, keys_of
from dyadbook.book.decisions import InForce
from dyadbook.book.glance import glance_of, may_be_one
from dyadbook.book.likeness import Likeness, contradict, is_one, tells_the_same, weigh

LOOSEST = -0.15  # how unlike, on the average, the reports of two groups may be that are joined
UNLIKE = -0.5  # of two reports that nothing could make one

Pair = tuple[Likeness, str, str]
Unlike = Literal["unlike", "apart"]  # too little in common, or what contradicts


@dataclass(eq=False)
class _Group:
    """Reports that are one event: those that are compared, the parties that all have, and those that tell the same."""

    compared: list[str]
    shared: frozenset[str]
    fewest: int
    same: list[str] = field(default_factory=list)


class Groups:
    """Reports in groups that grow by joining; no group holds two reports that contradict each other."""

    def __init__(self, accounts: dict[str, Account], held: InForce) -> None:
        """Take the reports in the order of publication."""
        self._accounts, self._held = accounts, held
        self._order = {name: at for at, name in enumerate(accounts)}
        numbers: dict[Hashable, int] = {}  # reports of one number are alike to all others
        self._number = {name: numbers.setdefault(one.weighed, len(numbers)) for name, one in accounts.items()}
        self._likeness: dict[tuple[int, int], Likeness | Unlike] = {}
        self._summed: dict[tuple[str, str], tuple[int, int, float | None]] = {}
        self._group: dict[str, _Group] = {}
        self.same: list[Pair] = []
        self.alike: list[Pair] = []
        self._compare()

    def _compare(self) -> None:
        """Find the pairs that tell the same, and of the rest those that tell of one happening, the surest first."""
        decided = frozenset(chain.from_iterable(self._held.pairs))  # stand for themselves alone
        told: dict[Hashable, list[str]] = {}
        under: dict[str, list[str]] = {}
        asking: dict[str, list[str]] = {}
        glances = {name: glance_of(one) for name, one in self._accounts.items()}
        for name, one in self._accounts.items():
            before = [] if name in decided else told.setdefault(one.form, [])
            if (first := self._told_by(name, before)) is not None:
                self.same.append(first)
                self._group[name] = self._group[first[1]]
                self._group[name].same.append(name)
                continue
            before.append(name)
            parties = one.source | one.target
            self._group[name] = _Group([name], parties, len(parties))
            keys, asked = keys_of(one), asked_of(one)
            others = {*chain.from_iterable(under.get(key, ()) for key in asked)}
            others.update(*(asking.get(key, ()) for key in keys))
            for other in others:
                if may_be_one(glances[other], glances[name]) and is_one(likeness := self._compared(other, name)):
                    self.alike.append((likeness, other, name))
            for key in keys:
                under.setdefault(key, []).append(name)
            for key in asked:
                asking.setdefault(key, []).append(name)
        self.alike.sort(key=lambda pair: (-pair[0].sure, pair[1], pair[2]))

    def _told_by(self, name: str, before: Iterable[str]) -> Pair | None:
        """Return the first report that tells the same as another, and how alike they are; None where none does."""
        for first in before:
            likeness = self._compared(first, name)
            if is_one(likeness) and tells_the_same(self._accounts[first], self._accounts[name], likeness.share):
                return likeness, first, name
        return None

    def _compared(self, one: str, other: str) -> Likeness | Unlike:
        """Return how alike two reports are, of which the first was published first."""
        key = self._number[one], self._number[other]
        if key not in self._likeness:
            mine, theirs = self._accounts[one], self._accounts[other]
            self._likeness[key] = "apart" if contradict(mine, theirs) else weigh(mine, theirs) or "unlike"
        return self._likeness[key]

    # ---- joining

    def may_join(self, one: str, other: str) -> bool:
        """Return whether the groups of two reports are two that can be one.

        Nothing in one contradicts the other, some parties are in all, and the reports of one are on the whole like
        those of the other: a chain of reports, each like the next, is not one happening.
        """
        mine, theirs = self._group[one], self._group[other]
        if mine is theirs or len(mine.shared & theirs.shared) < min(mine.fewest, theirs.fewest):
            return False
        total = self._between(mine, theirs)
        return total is not None and total >= LOOSEST * len(mine.compared) * len(theirs.compared)

    def _between(self, mine: _Group, theirs: _Group) -> float | None:
        """Return how alike all reports of two groups are, summed up; None where one contradicts another.

        Groups only grow, so of two that were looked at before only the pairs that are new are added.
        """
        if self._order[mine.compared[0]] > self._order[theirs.compared[0]]:
            mine, theirs = theirs, mine
        key = mine.compared[0], theirs.compared[0]
        rows, columns, total = self._summed.get(key, (0, 0, 0.0))
        for row, one in enumerate(mine.compared):
            if total is None:
                break
            for other in theirs.compared[columns if row < rows else 0 :]:
                if (sure := self._sure(one, other)) is None:
                    total = None
                    break
                total += sure
        self._summed[key] = len(mine.compared), len(theirs.compared), total
        return total

    def _sure(self, one: str, other: str) -> float | None:
        """Return how surely two reports are one happening; None where they cannot be, by themselves or as decided."""
        if self._order[one] > self._order[other]:
            one, other = other, one
        decision = self._held.verdict(one, other) if self._held.pairs else None
        if decision is not None and decision.verdict == "split":
            return None
        likeness = self._compared(one, other)
        if isinstance(likeness, Likeness):
            return likeness.sure
        return UNLIKE if likeness == "unlike" or decision is not None else None

    def join(self, one: str, other: str) -> bool:
        """Make one group of two; return False where they are one."""
        mine, theirs = self._group[one], self._group[other]
        if mine is theirs:
            return False
        if len(mine.compared) < len(theirs.compared):
            mine, theirs = theirs, mine
        mine.compared += theirs.compared
        mine.same += theirs.same
        mine.shared &= theirs.shared
        mine.fewest = min(mine.fewest, theirs.fewest)
        self._group.update(dict.fromkeys((*theirs.compared, *theirs.same), mine))
        return True

    def sets(self) -> list[list[str]]:
        """Return the groups, each in the order of the reports."""
        distinct = {id(group): group for group in self._group.values()}.values()
        ordered = (sorted((*group.compared, *group.same), key=self._order.__getitem__) for group in distinct)
        return sorted(ordered, key=lambda names: self._order[names[0]])
