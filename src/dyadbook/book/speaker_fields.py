"""Return statements as persons corrected them: who speaks, and for which country.

Level 4, pure functions. A speaker whom the tables do not know is given by name and country, so that a name that is
mistyped is no new person; who tells an event or a standing by a statement follows its speaker. Where several speak, who
a person says that it was instead speaks alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TypeVar

import msgspec

from dyadbook.book.fields import UNKNOWN, Field, Fields, actor_of
from dyadbook.errors import UsageError
from dyadbook.lookup.party import actor_id, party_id
from dyadbook.pages import BY_HAND
from dyadbook.records import Actor, Event, SaidBy, Standing, Statement
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
def speaker_fields() -> Fields[Statement]:
    """Return the fields of a statement that can be corrected: the speaker before the speaker's country."""
    return {
        SPEAKER: Field(f"{WHO}; or {UNKNOWN}", check_speaker, _told_speaker, _put_speaker),
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
    if not any(letter.isalpha() for letter in name):
        raise UsageError(f"{value!r} names nobody.")
    code = _check_country(country)
    known = [person.id for person in people_named(name) if person.country == code]
    return known[0] if len(known) == 1 else f"{name}, {code}"


def _told_speaker(statement: Statement) -> str:
    speaker = statement.speaker
    return UNKNOWN if speaker is None else speaker.id or f"{speaker.name}, {speaker.country or UNKNOWN}"


def _put_speaker(statement: Statement, value: str) -> Statement:
    if value == _told_speaker(statement):
        return _put_country(statement, _told_country(statement)) if _is_inferred(statement) else statement
    return msgspec.structs.replace(statement, speaker=speaker_of(value, statement.date.start), co_speakers=())


def speaker_of(value: str, on: date | None) -> Actor | None:
    """Return the speaker of a written form as the tables have it on a day; None where it is unknown."""
    name, comma, code = value.rpartition(", ")
    if value == UNKNOWN:
        return None
    if comma:
        return Actor(name=name, kind="person", country=None if code == UNKNOWN else code, basis=BY_HAND)
    return actor_of(value, on)


def _is_inferred(statement: Statement) -> bool:
    return statement.speaker is not None and statement.speaker.country_inferred


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
    changed = msgspec.structs.replace(
        speaker, country=country, country_inferred=False, basis=BY_HAND, score=1.0, candidates=()
    )
    return msgspec.structs.replace(statement, speaker=changed)
