"""Return which reports stand for others that tell the same.

Level 4. Many outlets print one text, so of reports that tell the same only the one published first is compared with
the rest. Reports are placed in the order of publication, and a report that comes in late takes its place among them:
those after it for which it can stand are placed anew, with all of their events.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import chain
from typing import NamedTuple

from dyadbook.book.accounts import asked_of, keys_of
from dyadbook.book.decisions import InForce
from dyadbook.book.glance import Glance, glance_of, may_be_one
from dyadbook.book.merged import Known, Made, Told
from dyadbook.book.pairs import Order, Pairs


class Found(NamedTuple):
    """Under what a report is found: its keys, and what is seen of it at a glance."""

    keys: tuple[str, ...]
    seen: Glance


class Heads:
    """The reports whose events are made anew, each with the report that stands for it."""

    def __init__(self, known: Known, pairs: Pairs, held: InForce) -> None:
        self._known, self._pairs, self._held = known, pairs, held
        self._decided = frozenset(chain.from_iterable(held.pairs))  # stand for themselves alone
        self._todo: list[Order] = []
        self._under: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        self._glances: dict[str, Glance] = {}
        self.anew: set[str] = set()
        self.of: dict[str, str] = {}
        self.found: dict[str, Found] = {}
        self.gone: dict[str, Made] = {}

    def place(self, tolds: Iterable[Told]) -> None:
        """Place reports, with all whose place this changes."""
        self._renew(tolds)
        while self._todo:
            _, name = heappop(self._todo)
            self._place(name)

    def near(self, name: str) -> set[str]:
        """Return the reports that stand for themselves and, by keys and at a glance, may be one with a report."""
        asked, seen = asked_of(self._pairs.account(name)), self._seen(name)
        if name not in self._near:
            self._near[name] = [self._pairs.take(told) for told in self._known.near(asked, seen)] if asked else []
        near = {other for other in self._near[name] if other not in self.anew}
        for other in chain.from_iterable(self._under.get(key, ()) for key in asked):
            if other not in near and may_be_one(self._seen(other), seen):
                near.add(other)
        near.discard(name)
        return near

    def _renew(self, tolds: Iterable[Told]) -> None:
        """Let reports be placed anew, and all that are of one event with one of them, now or as decided."""
        todo = list(tolds)
        while todo:
            told = todo.pop()
            name = told.event.id
            if name in self.anew:
                continue
            for report in (name, *self._held.beside(name)):
                todo += self._unmade(report)
            self.anew.add(self._pairs.take(told))
            if name not in self._held.wrong:
                heappush(self._todo, self._pairs.order(name))

    def _unmade(self, report: str) -> Iterable[Told]:
        """Return the reports of the event of a report, which is made anew; none where it is already."""
        event = self._known.event_of(report)
        if event is None or event.merged.id in self.gone:
            return ()
        self.gone[event.merged.id] = event
        return self._known.tolds(event.merged.members)

    def _place(self, name: str) -> None:
        """Find the first report that tells the same as one; where none does, let it stand for itself and others."""
        mine, order = self._pairs.account(name), self._pairs.order
        near = [] if name in self._decided else self.near(name) - self._decided
        alike = sorted((other for other in near if self._pairs.account(other).form == mine.form), key=order)
        later = [other for other in alike if order(other) > order(name)]
        for other in alike[: len(alike) - len(later)]:
            if self._pairs.tells_the_same(other, name):
                self.of[name] = other
                return
        self.of[name] = name
        self.found[name] = Found(keys_of(mine), self._seen(name))
        for key in self.found[name].keys:
            self._under.setdefault(key, []).append(name)
        for other in later:
            self._take_from(other, name)

    def _take_from(self, other: str, name: str) -> None:
        """Make the event of a report anew where an earlier one can stand for it, or for one for which it stands."""
        event = None if other in self.anew else self._known.event_of(other)
        if event is None or event.merged.id in self.gone:
            return
        told = [other, *(copy for head, copy in event.pairs() if head == other)]
        self._pairs.need(told)
        after = [one for one in told if self._pairs.order(one) > self._pairs.order(name)]
        if any(self._pairs.tells_the_same(name, one) for one in after):
            self._renew(self._unmade(other))

    def _seen(self, name: str) -> Glance:
        return self._glances.get(name) or self._glances.setdefault(name, glance_of(self._pairs.account(name)))
