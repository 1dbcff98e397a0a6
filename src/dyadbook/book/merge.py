"""Return events of many articles: which reports tell of one happening, and why.

Level 4, pure functions over records. Two reports are compared where they share a key (two parties, a family of acts, a
stretch of days). Whether they tell of one happening depends on these two alone, so the same reports give the same
events in any order, and reports that come in later change only the events that they touch (`reach`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from dyadbook.book.accounts import Account, account, asked_of, keys_of
from dyadbook.book.decisions import Decision, InForce, in_force
from dyadbook.book.likeness import Likeness, compare, contradict, have_in_common
from dyadbook.records import Event, Record, Status, make_id

__all__ = ["Merged", "Told", "ToldIn", "Why", "keys", "merge", "reach"]


LOOSEST = -0.09  # how unlike, on the average, the reports of two groups may be that are joined
UNLIKE = -0.5  # of two reports that nothing could make one


class ToldIn(Record, frozen=True, kw_only=True):
    """The article that tells of an event, as far as merging must know it."""

    id: str
    outlet: Annotated[str | None, Meta(description="the publisher; null: not known")] = None
    published: date | None = None
    copy_of: Annotated[str | None, Meta(description="id of the article of which this is a near-copy")] = None
    status: Status = "current"
    synthetic: bool = False


class Told(Record, frozen=True, kw_only=True):
    """One article's account of one event."""

    event: Event
    article: ToldIn


class Why(Record, frozen=True, kw_only=True):
    """Why a report belongs to its event, in words, with the report that it was merged with."""

    report: Annotated[str, Meta(description="id of the report")]
    merged_with: Annotated[str, Meta(description="id of the report of the event that it was merged with")]
    because: Annotated[str, Meta(description="the reason in words: merged with ... because ...")]
    decision: Annotated[str | None, Meta(description="id of the decision of a person that says so")] = None


class Merged(Record, frozen=True, kw_only=True):
    """One event with all its reports, by their ids; counts leave out what was superseded or retracted."""

    id: Annotated[str, Meta(description="hash of the report that came first, so it stays as reports come in")]
    members: Annotated[tuple[str, ...], Meta(description="ids of the reports, the first published first")]
    why: tuple[Why, ...] = ()
    outlets: Annotated[int, Meta(description="how many known outlets tell of it")]
    independent: Annotated[
        int, Meta(description="how many of them did not copy: near-copies and one outlet's articles count once")
    ]


def keys(told: Told) -> tuple[str, ...]:
    """Return the keys of a report: only reports that share one are compared."""
    return keys_of(_account(told))


def merge(block: Iterable[Told], decisions: Iterable[Decision] = ()) -> list[Merged]:
    """Return the events of these reports, each report in one; the same for any order of them.

    Reports that a person called wrong are in none. What a person merged or split stays so.
    """
    held = in_force(decisions)
    tolds = {told.event.id: told for told in sorted(block, key=_first) if told.event.id not in held.wrong}
    groups = _Groups({name: _account(told) for name, told in tolds.items()}, held)
    for decision, one, other in _decided(tolds, held):
        groups.join(one, other, Why(
            report=other, merged_with=one, decision=decision.id,
            because=f"merged with {_named(tolds[one])} because {decision.name} decided so"
            + (f": {decision.reason}" if decision.reason else ""),
        ))  # fmt: skip
    for likeness, one, other in _alike(groups.accounts):
        if groups.may_join(one, other):
            because = f"merged with {_named(tolds[one])} because {likeness.because}"
            groups.join(one, other, Why(report=other, merged_with=one, because=because))
    return [_merged([tolds[name] for name in names], groups.why) for names in groups.sets()]


def reach(
    reports: Iterable[Told], sharing: Callable[[Sequence[str]], Iterable[Told]], decisions: Iterable[Decision] = ()
) -> list[Told]:
    """Return these reports and all others whose events they can change: what `merge` needs, and no more.

    `sharing(keys)` gives the reports that have one of the keys; it must know the key `report/<id>` for the report of
    that id, by which reports that a person merged are found. The events of all that comes back are made again.
    """
    held = in_force(decisions)
    weighed: dict[str, Account] = {}
    found = {told.event.id: told for told in reports}
    todo = list(found.values())

    def weigh(told: Told) -> Account:
        return weighed.get(told.event.id) or weighed.setdefault(told.event.id, _account(told))

    while todo:
        told = todo.pop()
        mine = weigh(told)
        beside = held.beside(told.event.id)
        asked = [*asked_of(mine), *(f"report/{name}" for name in sorted(beside))]
        for other in sharing(asked):
            name = other.event.id
            if name not in found and (name in beside or is_one(compare(mine, weigh(other)))):
                found[name] = other
                todo.append(other)
    return sorted(found.values(), key=_first)


# ---- joining


class _Groups:
    """Reports in groups that grow by joining; no group holds two reports that contradict each other."""

    def __init__(self, accounts: dict[str, Account], held: InForce) -> None:
        self.accounts, self.held = accounts, held
        self.group = {name: [name] for name in accounts}
        self.why: dict[str, list[Why]] = {}
        self.sure: dict[tuple[str, str], float] = {}

    def may_join(self, one: str, other: str) -> bool:
        """Return whether the groups of two reports are two that can be one.

        Nothing in one contradicts the other, some parties are in all, and the reports of one are on the whole like
        those of the other: a chain of reports, each like the next, is not one happening.
        """
        mine, theirs = self.group[one], self.group[other]
        if mine is theirs:
            return False
        pairs = [(a, b) for a in mine for b in theirs]
        if any(self._apart(a, b) for a, b in pairs):
            return False
        if not have_in_common(self.accounts[name] for name in (*mine, *theirs)):
            return False
        return sum(self._sure(a, b) for a, b in pairs) >= LOOSEST * len(pairs)

    def _apart(self, one: str, other: str) -> bool:
        decision = self.held.verdict(one, other)
        if decision is not None:
            return decision.verdict == "split"
        return contradict(self.accounts[one], self.accounts[other])

    def _sure(self, one: str, other: str) -> float:
        key = (one, other) if one < other else (other, one)
        if key not in self.sure:
            likeness = compare(self.accounts[key[0]], self.accounts[key[1]])
            self.sure[key] = UNLIKE if likeness is None else likeness.sure
        return self.sure[key]

    def join(self, one: str, other: str, why: Why) -> None:
        """Make one group of two."""
        mine, theirs = self.group[one], self.group[other]
        if mine is theirs:
            return
        mine += theirs
        self.group.update(dict.fromkeys(theirs, mine))
        self.why.setdefault(other, []).append(why)

    def sets(self) -> list[list[str]]:
        """Return the groups, each in the order of the reports."""
        order = {name: at for at, name in enumerate(self.accounts)}
        distinct = {id(names): names for names in self.group.values()}.values()
        return sorted((sorted(names, key=order.__getitem__) for names in distinct), key=lambda names: order[names[0]])


def is_one(likeness: Likeness | None) -> bool:
    """Return whether two reports tell of one happening, by themselves."""
    return likeness is not None and likeness.sure >= 0


def _decided(tolds: dict[str, Told], held: InForce) -> list[tuple[Decision, str, str]]:
    """Return the pairs that a person merged, the first report of each first."""
    order = {name: at for at, name in enumerate(tolds)}
    pairs = []
    for pair, decision in held.pairs.items():
        if decision.verdict == "merge" and pair <= order.keys():
            one, other = sorted(pair, key=order.__getitem__)
            pairs.append((decision, one, other))
    return sorted(pairs, key=lambda item: (order[item[1]], order[item[2]]))


def _alike(accounts: dict[str, Account]) -> list[tuple[Likeness, str, str]]:
    """Return the pairs that tell of one happening, the surest first."""
    order = {name: at for at, name in enumerate(accounts)}
    under: dict[str, list[str]] = {}
    for name, one in accounts.items():
        for key in keys_of(one):
            under.setdefault(key, []).append(name)
    pairs: set[tuple[str, str]] = set()
    for name, one in accounts.items():
        others = {other for key in asked_of(one) for other in under.get(key, ())} - {name}
        pairs |= {(name, other) if order[name] < order[other] else (other, name) for other in others}
    found = [
        (likeness, one, other)
        for one, other in pairs
        if (likeness := compare(accounts[one], accounts[other])) is not None and likeness.sure >= 0
    ]
    return sorted(found, key=lambda item: (-item[0].sure, item[1], item[2]))


# ---- counting and naming


def _account(told: Told) -> Account:
    return account(told.event, told.article.published, synthetic=told.article.synthetic)


def _first(told: Told) -> tuple[date, str]:
    """Return the key that puts reports in the order of publication."""
    return told.article.published or date.max, told.event.id


def _named(told: Told) -> str:
    """Return the words for a report: its outlet and day."""
    day = f" of {told.article.published.isoformat()}" if told.article.published else ""
    return f"the report of {told.article.outlet or 'an outlet not named'}{day}"


def _merged(tolds: list[Told], why: dict[str, list[Why]]) -> Merged:
    counted = [told.article for told in tolds if told.article.status not in ("superseded", "retracted")]
    return Merged(
        id=make_id("merged", tolds[0].event.id),
        members=tuple(told.event.id for told in tolds),
        why=tuple(one for told in tolds for one in why.get(told.event.id, ())),
        outlets=len({article.outlet for article in counted} - {None}),
        independent=independent(counted),
    )


def independent(articles: Iterable[ToldIn]) -> int:
    """Return how many sources stand behind articles: one outlet's, and one text's copies, count once.

    Articles without a named outlet count as one: nothing says that they are not of one.
    """
    groups: list[set[str]] = []
    for article in articles:
        mine = {f"outlet {article.outlet}", f"text {article.copy_of or article.id}"}
        touching = [group for group in groups if group & mine]
        groups = [group for group in groups if not group & mine] + [mine.union(*touching)]
    return len(groups)
