"""Return the fields of an event that a person can correct: what each takes, and how it is put.

Level 4, pure functions; those of a statement are in `speaker_fields`. Where a field decides others (the type the quad
class, CAMEO and scores), those are coded anew; a person that is put in has the office of the day of the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from dyadbook import ontology
from dyadbook.book.fields import UNKNOWN, Field, Fields, actor_of, actors_checked, not_known, one_of
from dyadbook.book.speaker_fields import WHO, check_speaker, speaker_of, teller
from dyadbook.days import first_and_last
from dyadbook.errors import UsageError
from dyadbook.lookup.party import party_id
from dyadbook.pages import BY_HAND
from dyadbook.records import Actor, Event, Modality, Place, Precision, SaidBy, When
from dyadbook.world import countries, places_named

NOBODY, NONE, SWAPPED, AS_READ = "nobody", "none", "swapped", "as read"
TYPE, MODE, SIDES, CONDITION = "type", "mode", "sides", "condition"
_DAY = timedelta(days=1)
_WIDTHS: tuple[tuple[int, Precision], ...] = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (366, "year"))


@cache
def event_fields() -> Fields[Event]:
    """Return the fields of an event that can be corrected, in the order in which they are put: type before its mode.

    The sides are exchanged before one of them is another: what was decided of one before that is of the other now.
    """
    types, modalities = tuple(ontology.event_types()), ("actual", "future", "hypothetical", "negated")
    modes = tuple(dict.fromkeys(mode for one in types for mode in ontology.modes(one)))
    who = "codes, ids or names of the tables, with `;` between them, as in USA; org/EU; person/kim-jong-un"
    return {
        TYPE: Field(f"one of {', '.join(types)}", one_of(*types), lambda event: event.act, _put_type),
        "modality": Field(
            f"one of {', '.join(modalities)}", one_of(*modalities), lambda event: event.modality, _put_modality
        ),
        MODE: Field(
            f"a mode that the event's type has, as in visit of a CONSULT, or {NONE}", one_of(*modes, NONE),
            lambda event: "; ".join(event.modes) or NONE, _put_mode,
        ),
        "date": Field(
            f"2025-02-07, 2025-02, 2025, 2025-02-07/2025-02-09 (both days included) or {UNKNOWN}",
            _check_date, lambda event: told_date(event.date), _put_date,
        ),
        SIDES: Field(f"{SWAPPED}: source and target exchanged", one_of(SWAPPED), lambda event: AS_READ, _put_sides),
        "source": Field(who, actors_checked, lambda event: _told_actors(event.source), _put_source),
        "target": Field(
            f"{who}, or {NOBODY}", lambda value: NOBODY if value.lower() == NOBODY else actors_checked(value),
            lambda event: _told_actors(event.target), _put_target,
        ),
        "place": Field(
            f"a name and its country, as in Geneva, CHE, or {UNKNOWN}", _check_place, _told_place, _put_place
        ),
        "historical": Field("yes, no or unknown", one_of(*_HISTORY), _told_history, _put_history),
        "issues": Field(
            f"ids of issues with `;` between them, or {NONE}", _check_issues,
            lambda event: "; ".join(event.issues) or NONE, _put_issues,
        ),
        CONDITION: Field(
            f"the words of the article that tell the condition, or {NONE}", _check_condition,
            lambda event: event.condition or NONE, _put_condition,
        ),
        "said_by": Field(
            f"{WHO}; {UNKNOWN}; or {NOBODY}, where the article itself tells it",
            _check_said_by, lambda event: told_said_by(event.said_by), _put_said_by,
        ),
    }  # fmt: skip


def days_given(value: str) -> tuple[date, date]:
    """Return first day and the day after the last. Raises: UsageError where a value is no date."""
    try:
        if not re.fullmatch(r"\d{4}(-\d\d)?|\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?", value):
            raise ValueError
        first, _, last = value.partition("/")
        start, end = first_and_last(first)[0], first_and_last(last or first)[1] + _DAY
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{value!r} is no date.") from error
    if end <= start:
        raise UsageError(f"{value!r} ends before it begins.")
    return start, end


def _put_type(event: Event, value: str) -> Event:
    same = ontology.quad(value) == event.quad
    return _coded(msgspec.structs.replace(event, act=value, modes=(), reciprocal=event.reciprocal and same))


def _put_modality(event: Event, value: str) -> Event:
    modality: Modality = value  # type: ignore[assignment]
    condition = None if value == "actual" else event.condition
    changed = _in_reports(event, modality=modality, cue=None, condition=condition)
    return _coded(msgspec.structs.replace(changed, modality=modality, condition=condition))


def _put_mode(event: Event, value: str) -> Event:
    if value != NONE and not ontology.is_mode(event.type, value):
        modes = ", ".join(ontology.modes(event.type))
        raise UsageError(
            f"{event.type} has no mode {value!r}: " + (f"choose from {modes}." if modes else "it has none at all.")
        )
    return _coded(msgspec.structs.replace(event, modes=() if value == NONE else (value,)))


def _coded(event: Event) -> Event:
    """Return an event with type, quad class, CAMEO and scores as its act and modality ask for."""
    kind = ontology.future_type(event.act) if event.modality == "future" else event.act
    modes = tuple(mode for mode in event.modes if ontology.is_mode(kind, mode))
    code = ontology.cameo_from_plover(kind, modes[0] if modes else None, act=event.act).code
    return msgspec.structs.replace(
        event, type=kind, modes=modes, cameo=code, quad=ontology.quad(kind), score=ontology.score(kind, *modes[:1]),
        goldstein=ontology.goldstein(code) if ontology.is_cameo(code) else None,
    )  # fmt: skip


def _in_reports(event: Event, **changes: Any) -> Event:
    """Return an event all of whose reports claim something else."""
    return msgspec.structs.replace(
        event, reports=tuple(msgspec.structs.replace(report, **changes) for report in event.reports)
    )


def _check_date(value: str) -> str:
    """Return a day, month, year or two days as they are written; the calendar knows them."""
    if value.lower() == UNKNOWN:
        return UNKNOWN
    days_given(value)
    return value


def told_date(when: When) -> str:
    """Return the written form of a date."""
    start, end = when.start, when.end
    if start is None:
        return UNKNOWN
    last = start if end is None else max(start, end - _DAY)
    return start.isoformat() if last == start else f"{start.isoformat()}/{last.isoformat()}"


def when_given(value: str) -> When:
    """Return the date of a written form."""
    if value == UNKNOWN:
        return When(basis=BY_HAND)
    start, end = days_given(value)
    wide = (end - start).days
    precision: Precision = next((name for most, name in _WIDTHS if wide <= most), "decade")
    return When(start=start, end=end, precision=precision, basis=BY_HAND)


def _put_date(event: Event, value: str) -> Event:
    when = when_given(value)
    return msgspec.structs.replace(_in_reports(event, date=when), date=when)


def _told_actors(actors: Iterable[Actor]) -> str:
    return "; ".join(actor.id or actor.name for actor in actors) or NOBODY


def _put_sides(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, source=event.target, target=event.source)


def _put_source(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, source=_actors(event, value))


def _put_target(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, target=() if value == NOBODY else _actors(event, value))


def _actors(event: Event, value: str) -> tuple[Actor, ...]:
    """Return the actors of these ids: those that the event names already as they are."""
    named = {actor.id: actor for actor in (*event.source, *event.target, *(other.actor for other in event.others))}
    return tuple(named.get(id) or actor_of(id, event.date.start) for id in value.split("; "))


def _check_place(value: str) -> str:
    """Return a place as its name and the code of its country; the name alone where it lies in none."""
    if value.lower() == UNKNOWN:
        return UNKNOWN
    name, country = _name_and_country(value)
    if country:
        code = party_id(country)
        if code not in countries() or not name:
            raise UsageError(f"{country!r} is no country.")
        return f"{name}, {code}"
    lies_in = {place.country for place in places_named(name)}
    if len(lies_in) != 1:
        told = f"lies in {', '.join(sorted(filter(None, lies_in)))}" if lies_in else "is no place that is known"
        raise UsageError(f"{value!r} {told}: say in which country, as in {name}, FRA.")
    only = lies_in.pop()
    return f"{name}, {only}" if only else name


def _name_and_country(value: str) -> tuple[str, str | None]:
    """Return the two parts of a place as it is written; None where it has no country."""
    name, comma, country = value.rpartition(",")
    return (name.strip(), country.strip()) if comma else (value, None)


def _told_place(event: Event) -> str:
    if event.place is None:
        return UNKNOWN
    return f"{event.place.name}, {event.place.country}" if event.place.country else event.place.name


def _put_place(event: Event, value: str) -> Event:
    if value == UNKNOWN:
        return msgspec.structs.replace(event, place=None)
    name, country = _name_and_country(value)
    found = next(iter(places_named(name, country)), None)
    place = Place(name=name, country=country)
    if found is not None:
        place = msgspec.structs.replace(place, name=found.name, lat=found.lat, lon=found.lon, geonames=found.geonames)
    return msgspec.structs.replace(event, place=place)


_HISTORY = {"yes": True, "no": False, UNKNOWN: None}


def _told_history(event: Event) -> str:
    return next(word for word, value in _HISTORY.items() if value is event.historical)


def _put_history(event: Event, value: str) -> Event:
    return msgspec.structs.replace(_in_reports(event, historical=_HISTORY[value]), historical=_HISTORY[value])


def _check_issues(value: str) -> str:
    if value.lower() == NONE:
        return NONE
    known = {key: one.id for one in ontology.issues().values() for key in (one.id, one.name.lower())}
    given = [part.lower() for part in re.split(r"\s*[;,]\s*", value) if part]
    if strange := [part for part in given if part not in known]:
        raise not_known(strange[0], known, "issue")
    return "; ".join(dict.fromkeys(known[part] for part in given)) or NONE


def _put_issues(event: Event, value: str) -> Event:
    return msgspec.structs.replace(event, issues=() if value == NONE else tuple(value.split("; ")))


def _check_condition(value: str) -> str:
    if not value:
        raise UsageError("no words are given.")
    return NONE if value.lower() == NONE else value


def _put_condition(event: Event, value: str) -> Event:
    condition = None if value == NONE else value
    return msgspec.structs.replace(_in_reports(event, condition=condition), condition=condition)


def _check_said_by(value: str) -> str:
    return NOBODY if value.lower() == NOBODY else check_speaker(value)


def told_said_by(said_by: SaidBy | None) -> str:
    """Return the written form of who tells something."""
    return NOBODY if said_by is None else said_by.id or said_by.name


def _put_said_by(event: Event, value: str) -> Event:
    said_by = None if value == NOBODY else teller(speaker_of(value, event.date.start))
    return msgspec.structs.replace(_in_reports(event, said_by=said_by), said_by=said_by)
