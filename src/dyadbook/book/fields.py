"""Return what a field that can be corrected takes, and the actors that persons put in.

Level 4, pure functions: what `event_fields`, `speaker_fields` and `told_fields` are made of.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from dyadbook.errors import UsageError
from dyadbook.lookup.party import actor_id, party_id
from dyadbook.pages import BY_HAND
from dyadbook.records import Actor, Event, Standing, Statement
from dyadbook.world import countries, groups, organizations, people, people_named

R = TypeVar("R", Event, Statement, Standing)

UNKNOWN = "unknown"


class Field(NamedTuple, Generic[R]):
    """A field that can be corrected: what it takes, the written form of a value, that of a record, and how it is put.

    `put` takes a value in its written form. Raises: UsageError where the record does not take it.
    """

    takes: str
    checked: Callable[[str], str]
    told: Callable[[R], str]
    put: Callable[[R, str], R]


Fields = Mapping[str, Field[R]]


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return what gives the allowed word that a value is, in letters of either case, as pages show it or as it is."""
    by_fold = {word.lower().replace("_", " "): word for word in allowed}

    def check(value: str) -> str:
        if (found := by_fold.get(value.lower().replace("_", " "))) is None:
            raise UsageError(f"{value!r} is none of these.")
        return found

    return check


def not_known(given: str, known: Mapping[str, str], what: str) -> UsageError:
    """Return the error for a name that is none of these (in small letters, each with what it stands for): near ones."""
    near = dict.fromkeys(known[one] for one in difflib.get_close_matches(given.lower(), known, n=3))
    hint = f"did you mean {' or '.join(near)}? It is one of" if near else "choose from"
    return UsageError(f"{given!r} is no {what} that is known: {hint} {', '.join(dict.fromkeys(known.values()))}.")


def actors_checked(value: str) -> str:
    """Return the ids of actors as they are written. Raises: UsageError where one is not known, or none is named."""
    ids = [id for part in value.split(";") for id in _actors_in(part)]
    if not ids:
        raise UsageError("nobody is named.")
    return "; ".join(dict.fromkeys(ids))


def _actors_in(words: str) -> list[str]:
    """Return the ids of actors with commas between them; of a person with a country behind the name, the person's."""
    name, _, country = (part.strip() for part in words.rpartition(","))
    code = _party(country)
    if not name or code not in countries() or all(map(_party, name.split(","))):
        return [actor_id(part) for one in words.split(",") if (part := one.strip())]
    known = [person.id for person in people_named(name) if person.country == code]
    if len(known) != 1:
        several = f"is one of {', '.join(known)}" if known else "is nobody of our tables"
        raise UsageError(f"{name!r} of {code} {several}: write an id of one, and `;` between actors.")
    return known


def _party(words: str) -> str | None:
    try:
        return party_id(words)
    except UsageError:
        return None


def actor_of(id: str, on: date | None) -> Actor:
    """Return an actor as the world's tables have it on a day. Raises: UsageError where they have none of this id."""
    if (country := countries().get(id)) is not None:
        return Actor(name=country.name, kind="country", country=id, id=id, basis=BY_HAND)
    if (body := organizations().get(id)) is not None:
        return Actor(
            name=body.name, kind="organization", country=body.home, sector=body.sector, id=id, basis=BY_HAND
        )  # fmt: skip
    if (group := groups().get(id)) is not None:
        return Actor(name=group.name, kind="group", country=group.country, sector=group.sector, id=id, basis=BY_HAND)
    if (person := people().get(id)) is None:
        raise UsageError(f"the tables have no actor {id!r}.")
    from dyadbook.lookup.actor import find_actor  # what a name means takes its time to import

    found = find_actor(person.name, on=on)
    told = found if found.actor == id else None
    return Actor(
        name=person.name, kind="person", country=(told.country if told else None) or person.country, id=id,
        sector=told.sector if told else None, sectors=told.sectors if told else (),
        office=told.office if told else None, basis=BY_HAND,
    )  # fmt: skip
