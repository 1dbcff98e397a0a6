"""Return what is told of which two parties: the ties by which the index asks for it and counts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple, get_args

from dyadbook import ontology
from dyadbook.book.index_schema import EVENT
from dyadbook.book.merged import Merged
from dyadbook.book.tellers import in_order
from dyadbook.pages import IMPORTED, Relation
from dyadbook.records import Actor, ActorKind, Event, Modality, When
from dyadbook.steps.sides import body_of
from dyadbook.views import belongs, undirected

QUADS: tuple[str, ...] = tuple(ontology.QUADS.values())
MODALITIES: tuple[Modality, ...] = get_args(Modality)
DONE = MODALITIES.index("actual")
RELATIONS: tuple[Relation, ...] = ("between", "together", "about")
BETWEEN = RELATIONS.index("between")
UNDIRECTED = 3
"""The side of an act that has no direction."""
PERSON = "person/"


class Tie(NamedTuple):
    """That something is told of a dyad (`a` before `b`), with what it is asked and counted by; without both: of none.

    `day` 0: no date. `until` is exclusive, `wide` the days between; `side` 1: `a` acts or speaks, 2: `b`, 0: neither or
    both, 3: the act has no direction; `sure` the confidence, of an event that of its surest report. `lead`: an event is
    an article's own news, `imported`: others alone coded it.
    """

    a: str
    b: str
    kind: int
    day: int
    until: int
    wide: int
    type: str | None = None
    act: str | None = None
    quad: int | None = None
    modality: int | None = None
    relation: int | None = None
    side: int = 0
    goldstein: float | None = None
    historical: bool = False
    sure: float = 0.0
    lead: bool = False
    imported: bool = False


def event_ties(reports: Sequence[Event], merged: Merged) -> list[Tie]:
    """Return the ties of an event that several reports tell; what they differ in is taken from that which tells it.

    What only reports with a party outvoted tell of two parties is about them, and not between them.
    """
    members = in_order(reports, merged.told_by, merged.outvoted)
    first = members[0]
    day, until, wide = day_span(date_of(members, merged))
    history = all(event.historical is True for event in members)
    sure = max(event.confidence for event in members)
    alone = Tie(
        "", "", EVENT, day, until, wide, first.type, first.act,
        QUADS.index(first.quad) if first.quad in QUADS else None, MODALITIES.index(first.modality),
        goldstein=first.goldstein, historical=history, sure=sure, lead=any(event.lead for event in members),
        imported=all(is_imported(event) for event in members),
    )  # fmt: skip
    ties: dict[tuple[str, str], Tie] = {}
    for event in members:
        parts = _Parts(event)
        for a, b in pairs(parts.all):
            if (a, b) not in ties:
                relation = RELATIONS.index("about") if event.id in merged.outvoted else parts.relation(a, b)
                ties[a, b] = alone._replace(a=a, b=b, relation=relation, side=parts.side(a, b))
    return list(ties.values()) or [alone]


def is_imported(event: Event) -> bool:
    """Return whether others coded an event, and no words of an article are there."""
    return event.origin.startswith(IMPORTED)


def date_of(reports: Iterable[Event], merged: Merged) -> When:
    """Return the date of an event that several reports tell."""
    return next((event.date for event in reports if event.id == merged.dated_by), When())


def with_both(members: Iterable[Event], a: str, b: str) -> Event | None:
    """Return the first report of which both parties are part; None where none has both."""
    return next((event for event in members if {a, b} <= _Parts(event).all), None)


def parties_of(actor: Actor) -> frozenset[str]:
    """Return the ids of the parties that an actor is or acts for; of who holds an office of a body, the body too."""
    return _parties(actor.id, actor.country, actor.sector, actor.kind, actor.office)


@lru_cache(maxsize=4096)
def _parties(
    id: str | None, country: str | None, sector: str | None, kind: ActorKind, office: str | None
) -> frozenset[str]:
    actor = Actor(name="", kind=kind, id=id, country=country, sector=sector, office=office)
    body = body_of(actor)
    given = {party for party in (id, country) if party and not party.startswith(PERSON)}
    return frozenset(party for party in given if belongs(actor, party)) | ({body} if body else frozenset())


def pairs(parties: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted({party for party in parties if not party.startswith(PERSON)}), 2)


def across(event: Event, a: str, b: str) -> bool:
    """Return whether two parties stand on two sides of an event: of talks, not only both beside a third."""
    source, target = _all_parties(event.source), _all_parties(event.target)
    return (a in source and b in target) or (b in source and a in target)


class _Parts:
    """The parties of an event by their part in it."""

    def __init__(self, event: Event) -> None:
        self.source = _all_parties(event.source)
        self.target = _all_parties(event.target)
        self.all = self.source | self.target | _all_parties(other.actor for other in event.others)
        self.directed = not undirected(event)

    def relation(self, a: str, b: str) -> int:
        """Return how the event ties two of its parties, as `views.relation` does."""
        source_a, source_b, target_a, target_b = (
            party in part for part in (self.source, self.target) for party in (a, b)
        )
        aside = (source_a and source_b) or (target_a and target_b)
        if (source_a and target_b) or (source_b and target_a) or (aside and not self.directed):
            return BETWEEN
        return RELATIONS.index("together" if aside else "about")

    def side(self, a: str, b: str) -> int:
        """Return which of the two acts: 1, 2, 0 where both do or neither, 3 where the act has no direction."""
        if not self.directed:
            return UNDIRECTED
        if (a in self.source) == (b in self.source):
            return 0
        return 1 if a in self.source else 2


def _all_parties(actors: Iterable[Actor]) -> set[str]:
    return {party for actor in actors for party in parties_of(actor)}


def day_span(when: When) -> tuple[int, int, int]:
    """Return first day, the day after the last, and the days between; zeros where there is no date."""
    if when.start is None:
        return 0, 0, 0
    start = when.start.toordinal()
    until = max(start + 1, when.end.toordinal()) if when.end else start + 1
    return start, until, until - start


def told_alone(event: Event) -> Merged:
    """Return a report as an event that it alone tells."""
    dated_by = event.id if event.date.start else None
    return Merged(id="", members=(event.id,), told_by=event.id, dated_by=dated_by, outlets=0, independent=0)
