"""Return the records of the answer to who words name."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from dyadbook.records import Candidate, Record


class OtherPerson(Record, frozen=True, kw_only=True):
    """A person of the tables."""

    id: str
    name: str


class LastOffice(Record, frozen=True, kw_only=True):
    """The office that a person held last, of those that the tables know."""

    office: Annotated[str, Meta(description="its title, as news writes it")]
    country: Annotated[str, Meta(description="country's code, or the id of a body")]
    since: Annotated[date | None, Meta(description="first day")]
    until: Annotated[date | None, Meta(description="first day after it; null: it goes on as far as the tables know")]


class FoundActor(Record, frozen=True, kw_only=True):
    """Whom the words of a row name; null is unknown."""

    id: Annotated[str | int | None, Meta(description="the row's own")] = None
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or PLOVER's code for a kind of body")] = None
    sector: Annotated[str | None, Meta(description="the first of the sectors")] = None
    sectors: Annotated[tuple[str, ...], Meta(description="sector codes, the most telling first")] = ()
    name: Annotated[str | None, Meta(description="the name in full, as the tables have it")] = None
    office: Annotated[str | None, Meta(description="the office held on that day")] = None
    last_office: Annotated[
        LastOffice | None, Meta(description="of a person who holds none on that day: the one held last before it")
    ] = None
    basis: Annotated[str | None, Meta(description="what it was known by: named, surname, title, agent, place, ...")] = (
        None
    )
    score: Annotated[float, Meta(description="0 to 1")] = 0.0
    actor: Annotated[str | None, Meta(description="the id in the tables: person/..., org/..., a country's code")] = None
    as_of: Annotated[date | None, Meta(description="the day for which the office holds")] = None
    known_until: Annotated[
        date | None, Meta(description="last day of which the tables know who held which office, where a later is asked")
    ] = None
    candidates: Annotated[tuple[Candidate, ...], Meta(description="whom else the words may mean")] = ()
    namesakes: Annotated[
        tuple[OtherPerson, ...],
        Meta(description="others of the surname, where it alone was given and one was likeliest"),
    ] = ()
    problem: Annotated[str | None, Meta(description="why the row could not be read, and what to do")] = None
