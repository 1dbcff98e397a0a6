"""Return how an event ties the two sides of a dyad, and who acts for a side."""

from __future__ import annotations

from dyadbook.pages import Entry, Relation
from dyadbook.records import Actor, Event

# Armed actors do not act for the country in which they sit; they have pages of their own where they have an id.
NOT_FOR_THEIR_COUNTRY = frozenset({"REB", "UAF"})


def belongs(actor: Actor, party: str) -> bool:
    """Return whether an actor is the party or acts for it."""
    if actor.id == party:
        return True
    if actor.sector in NOT_FOR_THEIR_COUNTRY and actor.kind != "country":
        return False
    return actor.country == party


def undirected(event: Event | Entry) -> bool:
    """Return whether an event has no direction: visitor and host of a CONSULT stand in either order."""
    return event.reciprocal or event.act == "CONSULT"


def relation_of(event: Event, a: str, b: str) -> Relation | None:
    """Return how an event ties the two sides; None where one of them has no part in it.

    An act without direction is between all who take part in it, on whichever of its sides they stand.
    """
    source_a, source_b = (any(belongs(actor, side) for actor in event.source) for side in (a, b))
    target_a, target_b = (any(belongs(actor, side) for actor in event.target) for side in (a, b))
    other_a, other_b = (any(belongs(other.actor, side) for other in event.others) for side in (a, b))
    aside = (source_a and source_b) or (target_a and target_b)
    if (source_a and target_b) or (source_b and target_a) or (aside and undirected(event)):
        return "between"
    if aside:
        return "together"
    if (source_a or target_a or other_a) and (source_b or target_b or other_b):
        return "about"
    return None
