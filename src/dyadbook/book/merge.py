"""Return events of many articles: which reports tell of one happening, and why.

Level 4, pure functions over records. Two reports are compared where they share a key (two parties, a family of acts, a
stretch of days). Whether they tell of one happening depends on these two alone, so the same reports give the same
events in any order, and reports that come in later change only the events that they touch (`change`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dyadbook.book.accounts import keys_of
from dyadbook.book.decisions import Decision, in_force
from dyadbook.book.glance import Glance, glance_of
from dyadbook.book.groups import Group, Groups
from dyadbook.book.heads import Found, Heads
from dyadbook.book.merged import Known, Made, Merged, Told, ToldIn, Why
from dyadbook.book.pairs import Pairs, account_of
from dyadbook.book.tellers import tellers
from dyadbook.records import make_id
from dyadbook.world import outlet_key

__all__ = ["Change", "Found", "Known", "Made", "Merged", "Told", "ToldIn", "Why", "change", "glance", "keys", "merge"]


def keys(told: Told) -> tuple[str, ...]:
    """Return the keys of a report: only reports that share one are compared."""
    return keys_of(account_of(told))


def glance(told: Told) -> Glance:
    """Return what tells at a glance that a report is not of the happening of others."""
    return glance_of(account_of(told))


class Nothing:
    """That nothing is known yet."""

    def near(self, asked: Sequence[str], seen: Glance) -> Iterable[Told]:
        """Return no report."""
        return ()

    def tolds(self, reports: Iterable[str]) -> Iterable[Told]:
        """Return no report."""
        return ()

    def event_of(self, report: str) -> None:
        """Return that a report is in no event."""


@dataclass(frozen=True)
class Change:
    """What became of events when reports came in: those that are gone, and those in their place.

    `found`: under what reports that are new or made anew are found; `hidden`: those that are not found, because others
    that tell the same stand for them, or a person called them wrong.
    """

    gone: tuple[Made, ...]
    made: tuple[Made, ...]
    found: dict[str, Found]
    hidden: frozenset[str]


def merge(block: Iterable[Told], decisions: Iterable[Decision] = ()) -> list[Merged]:
    """Return the events of these reports, each report in one; the same for any order of them.

    Reports that a person called wrong are in none. What a person merged or split stays so.
    """
    return [each.merged for each in change(block, Nothing(), decisions).made]


def change(reports: Iterable[Told], known: Known, decisions: Iterable[Decision] = ()) -> Change:
    """Return what becomes of events when reports come in: the events are then those that `merge` gives of all.

    Reports that are known already, of which something changed, have their events made anew.
    """
    held = in_force(decisions)
    pairs = Pairs(known, held)
    heads = Heads(known, pairs, held)
    heads.place(reports)
    groups = Groups(known, pairs, heads, held)
    joined = groups.join()
    copies: dict[str, list[tuple[str, Why]]] = {}  # by the report that stands for them
    for event in groups.changed.values():
        whys = event.made.whys()
        for one, other in event.made.pairs():
            copies.setdefault(one, []).append((other, whys[one, other]))
    for other, one in heads.of.items():
        if one != other:
            copies.setdefault(one, []).append((other, pairs.why(one, other)))
    made = [_made(group, copies, pairs) for group in joined]
    return Change(
        gone=(*heads.gone.values(), *(event.made for event in groups.changed.values())),
        made=tuple(sorted(made, key=lambda each: pairs.order(each.merged.members[0]))),
        found=heads.found,
        hidden=frozenset(heads.anew - heads.found.keys()),
    )


def _made(group: Group, copies: dict[str, list[tuple[str, Why]]], pairs: Pairs) -> Made:
    """Return a group as an event."""
    same = [(head, *copy) for head in group.heads for copy in copies.get(head, ())]
    names = [*group.heads, *(other for _, other, _ in same)]
    pairs.need(names)
    names.sort(key=pairs.order)
    at = {name: place for place, name in enumerate(names)}
    joins = sorted(group.joins, key=lambda joined: joined[0])
    why: dict[str, list[Why]] = {}
    for each in (*(why for _, why in joins), *(why for _, _, why in same)):
        why.setdefault(each.report, []).append(each)
    return Made(
        merged=_merged([pairs.tolds[name] for name in names], why, frozenset(group.heads)),
        joins=tuple((-sure, at[one], at[other]) for (sure, one, other), _ in joins),
        same=tuple(sorted((at[one], at[other]) for one, other, _ in same)),
    )


# ---- counting and naming


def event_id(report: str) -> str:
    """Return the id of the event whose first report this is."""
    return make_id("merged", report)


def _merged(tolds: list[Told], why: dict[str, list[Why]], heads: Collection[str]) -> Merged:
    """Return reports as one event; `heads` are those that stand for themselves, not for others that tell the same."""
    counted = [told.article for told in tolds if told.article.status not in ("superseded", "retracted")]
    articles = {article.id for article in counted}
    weighed = {
        told.event.id
        for told in tolds
        if told.event.id in heads and told.article.id in articles and told.article.copy_of not in articles
    }
    telling = tellers([told.event for told in tolds], weighed)
    return Merged(
        id=event_id(tolds[0].event.id),
        members=tuple(told.event.id for told in tolds),
        why=tuple(one for told in tolds for one in why.get(told.event.id, ())),
        told_by=telling.told_by,
        dated_by=telling.dated_by,
        outvoted=tuple(sorted(telling.outvoted)),
        outlets=len({_outlet(article) for article in counted} - {None}),
        independent=independent(counted),
    )


def _outlet(article: ToldIn) -> str | None:
    """Return the outlet as it is compared with others; None where none is named."""
    return None if article.outlet is None else outlet_key(article.outlet)


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
        above[source(f"outlet {_outlet(article)}")] = source(f"text {article.copy_of or article.id}")
    return sum(name == other for name, other in above.items())
