"""Return statements as persons corrected them: who speaks, and for which country.

Level 4, pure functions. A speaker whom the tables do not know is given by name and country, so that a name that is
mistyped is no new person; who tells an event or a standing by a statement follows its speaker. Where several speak, all
are named, with `;` between them; who is named alone speaks alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from typing import TypeVar

import msgspec

from dyadbook.book.fields import UNKNOWN, Field, Fields, actor_of
from dyadbook.errors import UsageError
from dyadbook.lookup.party import actor_id, party_id
from dyadbook.pages import BY_HAND
from dyadbook.records import Actor, Event, SaidBy, Standing, Statement, speakers_of
from dyadbook.world import countries, people_named

T = TypeVar("T", Event, Standing)

SPEAKER, COUNTRY = "speaker", "country"
WHO = (
    f"an id or a name of the tables, as in person/kim-jong-un or org/EU; the name and country of a person whom they do "
    f"not have, as in Jane Roe, FRA (or Jane Roe, {UNKNOWN})"
)
"""How a speaker is named."""
NOT_KNOWN = "speaker not known"
"""The name of who tells something by a statement whose speaker a person called unknown."""


@cache
def speaker_fields(published: date | None = None) -> Fields[Statement]:
    """Return the fields of a statement that can be corrected: the speaker before the speaker's country.

    Who is put in has the office of the day on which it was said, else of that of the article.
    """
    return {
        SPEAKER: Field(
            f"{WHO}; several who say the same, with `;` between them; or {UNKNOWN}",
            _check_speakers, _told_speakers, partial(_put_speakers, published),
        ),
        COUNTRY: Field(f"a code or name of a country, or {UNKNOWN}", _check_country, _told_country, _put_country),
    }  # fmt: skip


def teller(speaker: Actor | None, statement: str | None = None) -> SaidBy:
    """Return who tells something, by a statement (id) where there is one."""
    name, id = (speaker.name, speaker.id) if speaker else (NOT_KNOWN, None)
    return SaidBy(name=name, id=id, statement=statement)


def retold(items: tuple[T, ...], tellers: Mapping[str, SaidBy | None]) -> tuple[T, ...]:
    """Return what is told by statements with who tells it now, by the ids of these; None: the article itself."""
    return tuple(_retold(item, tellers) for item in items) if tellers else items


def _retold(item: T, tellers: Mapping[str, SaidBy | None]) -> T:
    def told(said_by: SaidBy | None) -> SaidBy | None:
        if said_by is None or said_by.statement is None:
            return said_by
        return tellers.get(said_by.statement, said_by)

    item = msgspec.structs.replace(item, said_by=told(item.said_by))
    if not isinstance(item, Event):
        return item
    reports = (msgspec.structs.replace(report, said_by=told(report.said_by)) for report in item.reports)
    return msgspec.structs.replace(item, reports=tuple(reports))


def check_speaker(value: str) -> str:
    """Return the id of a speaker of the tables, or the name and the country of another."""
    if value.lower() == UNKNOWN:
        return UNKNOWN
    name, comma, country = (part.strip() for part in value.rpartition(","))
    if not comma:
        return actor_id(value)
    if ";" in name:
        raise UsageError(f"{value!r} names several, of whom one is to be named.")
    if not any(letter.isalpha() for letter in name):
        raise UsageError(f"{value!r} names nobody.")
    code = _check_country(country)
    known = [person.id for person in people_named(name) if person.country == code]
    return known[0] if len(known) == 1 else f"{name}, {code}"


def _check_speakers(value: str) -> str:
    """Return the written forms of all who speak, each once."""
    given = [check_speaker(part) for one in value.split(";") if (part := one.strip())]
    if not given or (UNKNOWN in given and len(given) > 1):
        raise UsageError(f"{value!r} does not say who speaks.")
    return "; ".join(dict.fromkeys(given))


def _told_speaker(speaker: Actor) -> str:
    return speaker.id or f"{speaker.name}, {speaker.country or UNKNOWN}"


def _told_speakers(statement: Statement) -> str:
    return "; ".join(map(_told_speaker, speakers_of(statement))) or UNKNOWN


def _put_speakers(published: date | None, statement: Statement, value: str) -> Statement:
    """Return a statement with other speakers; whom it has already stays as read, with the country for certain."""
    mine = {_told_speaker(one): _sure(one) for one in speakers_of(statement)}
    on = statement.date.start or published
    first, *others = (mine.get(one) or speaker_of(one, on) for one in value.split("; "))
    return msgspec.structs.replace(statement, speaker=first, co_speakers=tuple(filter(None, others)))


def _sure(speaker: Actor) -> Actor:
    """Return a speaker whose country is not the likeliest alone."""
    return _of_country(speaker, speaker.country) if speaker.country_inferred else speaker


def _of_country(speaker: Actor, country: str | None) -> Actor:
    return msgspec.structs.replace(
        speaker, country=country, country_inferred=False, basis=BY_HAND, score=1.0, candidates=()
    )


def speaker_of(value: str, on: date | None) -> Actor | None:
    """Return the speaker of a written form as the tables have it on a day; None where it is unknown."""
    name, comma, code = value.rpartition(", ")
    if value == UNKNOWN:
        return None
    if comma:
        return Actor(name=name, kind="person", country=None if code == UNKNOWN else code, basis=BY_HAND)
    return actor_of(value, on)


def _check_country(value: str) -> str:
    if value.lower() == UNKNOWN:
        return UNKNOWN
    if (code := party_id(value)) not in countries():
        raise UsageError(f"{value!r} is no country.")
    return code


def _told_country(statement: Statement) -> str:
    return (statement.speaker.country if statement.speaker else None) or UNKNOWN


def _put_country(statement: Statement, value: str) -> Statement:
    speaker = statement.speaker
    if speaker is None or speaker.kind == "country":
        what = "no speaker is known" if speaker is None else f"{speaker.name} itself speaks"
        raise UsageError(f"{what}, whose country would be another: correct the {SPEAKER}.")
    country = None if value == UNKNOWN else value
    return msgspec.structs.replace(statement, speaker=_of_country(speaker, country))
