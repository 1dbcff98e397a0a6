"""Return by which of its reports an event is told: whose parties and act it bears, and whose date.

Level 4. One report misread among many must not stand for all. A party on a side is outvoted where its reports have less
than a third of the confidence of all and are fewer than the others; it is agreed on where they have more than half and
are more. So of two reports neither outvotes the other, and what one of three tells more than the others can stand.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, get_args

from dyadbook.book.corrections import is_by_hand
from dyadbook.pages import BY_HAND
from dyadbook.records import Actor, Event, Precision
from dyadbook.views import undirected

_PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_SLACK = 1e-9  # sums of three alike are not always three times one
Party = tuple[str, str]
"""A side (`source`, `target`; none where the act has no direction) and who is on it: country, else id, else name."""


class Tellers(NamedTuple):
    """By which report an event is told, which gives its date (None: none has one), and those with a party outvoted."""

    told_by: str
    dated_by: str | None
    outvoted: frozenset[str]


def tellers(reports: Sequence[Event], weighed: Collection[str]) -> Tellers:
    """Return by which of its reports an event is told; `weighed` are the ids of those that are no copies of others.

    What a person corrected comes first. Then comes what has no party outvoted and lacks none that is agreed on, then
    what `by_precision` puts first. A report with a party outvoted is likely misread, and gives no date.
    """
    sides = {one.id: named for one, named in zip(reports, parties(reports), strict=True)}
    votes = [one for one in reports if one.id in weighed] or reports
    counts, shares = Counter[Party](), defaultdict[Party, float](float)
    for one in votes:
        for party in sides[one.id]:
            counts[party] += 1
            shares[party] += one.confidence
    many, sure = len(votes), sum(one.confidence for one in votes)
    agreed = {one for one in counts if counts[one] > many / 2 and shares[one] > sure / 2}
    kept = {one for one in counts if counts[one] >= many / 2 or shares[one] > sure / 3 - _SLACK}
    misfits = {id: len(named - kept) + len(agreed - named) for id, named in sides.items()}
    outvoted = frozenset(one.id for one in reports if sides[one.id] - kept and not is_by_hand(one))
    told_by = min(reports, key=lambda one: (not is_by_hand(one), misfits[one.id], *by_precision(one)))
    sound = [one for one in reports if one.id not in outvoted] or reports
    dated = [one for one in sound if one.date.start is not None or one.date.basis == BY_HAND]
    dated_by = min(dated, key=lambda one: (one.date.basis != BY_HAND, *by_precision(one)), default=None)
    return Tellers(told_by.id, dated_by.id if dated_by else None, outvoted)


def by_precision(event: Event) -> tuple[int, bool, int, float, str]:
    """Return the key that puts first the most precise report, then what is its article's own news.

    Of reports alike in these, the one with more parties comes first, so that an event loses none, then the surer.
    """
    precision = _PRECISIONS.index(event.date.precision)
    named = {_party(actor) for actor in (*event.source, *event.target)}
    return precision, not event.lead, -len(named), -event.confidence, event.id


def in_order(reports: Iterable[Event], told_by: str, outvoted: Collection[str]) -> list[Event]:
    """Return reports in the order in which they tell an event, the one by which it is told first."""
    return sorted(reports, key=lambda one: (one.id != told_by, one.id in outvoted, *by_precision(one)))


def parties(reports: Iterable[Event]) -> list[frozenset[Party]]:
    """Return who is on which side in each report of one event; where one of them has no direction, sides are none."""
    told = list(reports)
    aside = any(map(undirected, told))
    return [
        frozenset(
            ("" if aside else side, _party(actor))
            for side, actors in (("source", one.source), ("target", one.target))
            for actor in actors
        )
        for one in told
    ]


def _party(actor: Actor) -> str:
    return actor.country or actor.id or actor.name
