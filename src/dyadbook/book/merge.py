"""Return events of many articles: which reports tell of one happening, and why.

Level 4, pure functions over records. Two reports are compared where they share a key (two parties, a family of acts, a
stretch of days). Whether they tell of one happening depends on these two alone, so the same reports give the same
events in any order, and reports that come in later change only the events that they touch (`reach`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from dyadbook.book.accounts import Account, account, asked_of, keys_of
from dyadbook.book.decisions import Decision, InForce, in_force
from dyadbook.book.glance import Glance, glance_of
from dyadbook.book.groups import Groups
from dyadbook.book.likeness import compare, is_one
from dyadbook.records import Event, Record, Status, make_id

__all__ = ["Merged", "Sharing", "Told", "ToldIn", "Why", "glance", "keys", "merge", "reach"]


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


def glance(told: Told) -> Glance:
    """Return what tells at a glance that a report is not of the happening of others."""
    return glance_of(_account(told))


Sharing = Callable[[Sequence[str], Glance | None], Iterable[Told]]
"""Gives the reports that have one of the keys and, where a glance is given, may be one with it by theirs."""


def merge(block: Iterable[Told], decisions: Iterable[Decision] = ()) -> list[Merged]:
    """Return the events of these reports, each report in one; the same for any order of them.

    Reports that a person called wrong are in none. What a person merged or split stays so.
    """
    held = in_force(decisions)
    tolds = {told.event.id: told for told in sorted(block, key=_first) if told.event.id not in held.wrong}
    groups = Groups({name: _account(told) for name, told in tolds.items()}, held)
    whys: dict[str, list[Why]] = {}

    def because(one: str, other: str, reason: str, decision: str | None = None) -> None:
        words = f"merged with {_named(tolds[one])} because {reason}"
        whys.setdefault(other, []).append(Why(report=other, merged_with=one, because=words, decision=decision))

    for decision, one, other in _decided(tolds, held):
        if groups.join(one, other):
            reason = f": {decision.reason}" if decision.reason else ""
            because(one, other, f"{decision.name} decided so{reason}", decision.id)
    for likeness, one, other in groups.same:
        because(one, other, likeness.because)
    for likeness, one, other in groups.alike:
        if groups.may_join(one, other) and groups.join(one, other):
            because(one, other, likeness.because)
    return [_merged([tolds[name] for name in names], whys) for names in groups.sets()]


def reach(reports: Iterable[Told], sharing: Sharing, decisions: Iterable[Decision] = ()) -> list[Told]:
    """Return these reports and all others whose events they can change: what `merge` needs, and no more.

    `sharing` must know the key `report/<id>` for the report of that id, by which reports that a person merged are
    found. The events of all that comes back are made again.
    """
    held = in_force(decisions)
    found = {told.event.id: told for told in reports}
    todo = list(found.values())
    looked: set[Hashable] = set()
    accounts: dict[str, Account] = {}

    def account_of(told: Told) -> Account:
        return accounts.get(told.event.id) or accounts.setdefault(told.event.id, _account(told))

    def left(asked: Sequence[str], seen: Glance | None = None) -> list[Told]:
        return [other for other in sharing(asked, seen) if other.event.id not in found] if asked else []

    while todo:
        told = todo.pop()
        mine = account_of(told)
        near = left([f"report/{name}" for name in sorted(held.beside(told.event.id))])
        if mine.weighed not in looked:  # what is like another that is weighed the same was found with it
            looked.add(mine.weighed)
            near += [one for one in left(asked_of(mine), glance_of(mine)) if is_one(compare(mine, account_of(one)))]
        fresh = {other.event.id: other for other in near}
        found |= fresh
        todo += fresh.values()
    return sorted(found.values(), key=_first)


def _decided(tolds: dict[str, Told], held: InForce) -> list[tuple[Decision, str, str]]:
    """Return the pairs that a person merged, the first report of each first."""
    order = {name: at for at, name in enumerate(tolds)}
    pairs = []
    for pair, decision in held.pairs.items():
        if decision.verdict == "merge" and pair <= order.keys():
            one, other = sorted(pair, key=order.__getitem__)
            pairs.append((decision, one, other))
    return sorted(pairs, key=lambda item: (order[item[1]], order[item[2]]))


# ---- counting and naming


def _account(told: Told) -> Account:
    return account(told.event, told.article.published, synthetic=told.article.synthetic)


def event_id(report: str) -> str:
    """Return the id of the event whose first report this is."""
    return make_id("merged", report)


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
        id=event_id(tolds[0].event.id),
        members=tuple(told.event.id for told in tolds),
        why=tuple(one for told in tolds for one in why.get(told.event.id, ())),
        outlets=len({article.outlet for article in counted} - {None}),
        independent=independent(counted),
    )


def independent(articles: Iterable[ToldIn]) -> int:
    """Return how many sources stand behind articles: one outlet's, and one text's copies, count once.

    Articles without a named outlet count as one: nothing says that they are not of one.
    """
    above: dict[str, str] = {}

    def source(name: str) -> str:
        while (other := above.setdefault(name, name)) != name:
            above[name] = above[other]
            name = other
        return name

    for article in articles:
        above[source(f"outlet {article.outlet}")] = source(f"text {article.copy_of or article.id}")
    return sum(name == other for name, other in above.items())
