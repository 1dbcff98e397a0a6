"""Return how alike each two reports are, each two weighed once.

Level 4.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from dyadbook.book.accounts import Account, account
from dyadbook.book.decisions import InForce
from dyadbook.book.likeness import Likeness, Unlike, compare, is_one, tells_the_same
from dyadbook.book.merged import Known, Told, Why, why_joined

UNIT = 1_000_000  # of a sure likeness: sums of whole numbers are the same in any order
UNLIKE, CONTRARY = -3 * UNIT // 10, -UNIT // 2  # of two reports with too little in common, or that contradict
SUREST = 2 * UNIT // 10  # of two reports in a sum of many: the words of one text do not outweigh what contradicts

Order = tuple[date, str]


def account_of(told: Told) -> Account:
    """Return what is weighed of a report."""
    return account(told.event, told.article.published, synthetic=told.article.synthetic)


class Pairs:
    """Reports by their ids, and how alike each two are."""

    def __init__(self, known: Known, held: InForce) -> None:
        self._known, self._held = known, held
        self.tolds: dict[str, Told] = {}
        self._accounts: dict[str, Account] = {}
        self._numbers: dict[Hashable, int] = {}
        self._number: dict[str, int] = {}  # reports of one number are alike to all others
        self._likeness: dict[tuple[int, int], Likeness | Unlike] = {}

    def take(self, told: Told) -> str:
        """Return the id of a report, which is known from now on."""
        self.tolds.setdefault(told.event.id, told)
        return told.event.id

    def need(self, names: Iterable[str]) -> None:
        """Let reports be known that are not yet."""
        if missing := [name for name in names if name not in self.tolds]:
            for told in self._known.tolds(missing):
                self.take(told)

    def account(self, name: str) -> Account:
        """Return what is weighed of a report."""
        if (found := self._accounts.get(name)) is None:
            found = self._accounts[name] = account_of(self.tolds[name])
        return found

    def order(self, name: str) -> Order:
        """Return the key that puts reports in the order of publication."""
        return self.tolds[name].article.published or date.max, name

    def in_order(self, one: str, other: str) -> tuple[str, str]:
        """Return two reports, the one published first first."""
        return (one, other) if self.order(one) < self.order(other) else (other, one)

    def likeness(self, one: str, other: str) -> Likeness | Unlike:
        """Return how alike two reports are, of which the first was published first."""
        key = self._weighed(one), self._weighed(other)
        if (found := self._likeness.get(key)) is None:
            found = self._likeness[key] = compare(self.account(one), self.account(other))
        return found

    def tells_the_same(self, one: str, other: str) -> bool:
        """Return whether a report, published first, can stand for another of its form."""
        likeness = self.likeness(one, other)
        return is_one(likeness) and tells_the_same(self.account(one), self.account(other), likeness.share)

    def sure(self, one: str, other: str) -> int | None:
        """Return how surely two reports are one happening; None where they cannot be, by themselves or as decided."""
        one, other = self.in_order(one, other)
        decision = self._held.verdict(one, other) if self._held.pairs else None
        if decision is not None and decision.verdict == "split":
            return None
        likeness = self.likeness(one, other)
        if isinstance(likeness, Likeness):
            return min(round(likeness.sure * UNIT), SUREST)
        if likeness == "apart" and decision is None:
            return None
        return CONTRARY if likeness == "contrary" else UNLIKE

    def why(self, one: str, other: str) -> Why:
        """Return why a report is of one event with another that tells the same and was published first."""
        likeness = self.likeness(one, other)
        assert is_one(likeness)
        return why_joined(self.tolds[one], other, likeness.because)

    def _weighed(self, name: str) -> int:
        if (number := self._number.get(name)) is None:
            number = self._number[name] = self._numbers.setdefault(self.account(name).weighed, len(self._numbers))
        return number
