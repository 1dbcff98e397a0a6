"""Return the party for which an actor acts, and whether it may be a side of what its sentence tells."""

from __future__ import annotations

import re
from functools import lru_cache

from dyadbook import world
from dyadbook.records import Actor

OCCASION = re.compile(
    r"(?:['’]s?)?\s+(?:[a-z]+\s+)?(?:summit|conference|forum|treaty|charter|resolution|headquarters)\b"
)
WHOLE = {"org/EC": "org/EU", "org/EUCO": "org/EU"}
"""Organs for which a whole acts."""
NO_PARTY = frozenset({"media", "company", "ngo"})
"""Kinds of organizations that report, trade or help, and are no side between countries."""
WITHIN = re.compile(r"\b(?:in|inside|across|within|throughout|near|outside)\s+(?:the\s+|both\s+)?$", re.I)
WEAK = frozenset({"their", "them", "its"})
SURE = 0.5


def party_of(actor: Actor | None) -> str | None:
    """Return the party for which an actor acts: its country, or the id of an organization or armed group."""
    if actor is None:
        return None
    if actor.kind == "person" and (body := body_of(actor.id, actor.office)) is not None:
        return body
    if actor.id is not None and actor.id.startswith("org/") and (actor.kind == "organization" or actor.country is None):
        return actor.id
    if actor.kind == "group" and actor.sector in {"REB", "UAF", "PRM"} and actor.id is not None:
        return actor.id
    return actor.country


@lru_cache(maxsize=4096)
def body_of(person: str | None, office: str | None) -> str | None:
    """Return the international body or armed group for which a person of the tables holds an office; None for none."""
    held = [one for one in world.offices_of(person or "") if one.title == office]
    bodies = {one.country for one in held}
    if len(bodies) != 1 or not (body := bodies.pop()).startswith("org/"):
        return None
    return WHOLE.get(body, body)


def side_of(text: str, actor: Actor) -> str | None:
    """Return the party for which an actor may act in its sentence; None for a place, and for what names an occasion.

    "The Group of 20 summit" does nothing; whom `their` means is too uncertain to make a party of; an agency that is
    told something, or tells it, is no side.
    """
    party = party_of(actor)
    if party is None or actor.basis == "place" or actor.start is None:
        return None
    if actor.kind == "organization" and OCCASION.match(text, actor.end or 0):
        return None
    body = world.organizations().get(party)
    if body is not None and body.kind in NO_PARTY:
        return None
    return None if (actor.text or "").lower() in WEAK and actor.score < SURE else party


def stands_within(text: str, actor: Actor) -> bool:
    """Return whether words put something into a country ("a summit in Japan"), where others may act."""
    return (
        actor.kind == "country" and WITHIN.search(text, max(0, (actor.start or 0) - 16), actor.start or 0) is not None
    )
