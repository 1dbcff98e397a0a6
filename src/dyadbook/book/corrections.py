"""Return events, statements and standings as persons corrected them: single fields, in place of what was read.

Level 4, pure functions; the fields are those of `event_fields`, `speaker_fields` and `told_fields`. A value has one
written form (`checked`), so that a decision means the same in whichever book it is filed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from dyadbook.book.event_fields import CONDITION, NONE, SIDES, SWAPPED, days_given, event_fields
from dyadbook.book.fields import UNKNOWN, Field, Fields, R
from dyadbook.book.speaker_fields import retold, teller
from dyadbook.book.told_fields import (
    VALUE,
    check_value,
    standing_corrections,
    standing_fields,
    statement_corrections,
    statement_fields,
)
from dyadbook.errors import UsageError
from dyadbook.pages import BY_HAND, Correction, by_hand
from dyadbook.records import Actor, Event, Reading, SaidBy, Standing, Statement, speakers_of
from dyadbook.views import belongs

if TYPE_CHECKING:
    from dyadbook.book.decisions import Decision, Layer

log = logging.getLogger(__name__)


def checked(field: str, value: str, adds: Layer | None = None) -> str:
    """Return the written form of a value of a field that is corrected, or with which a person adds a record.

    Raises: UsageError that says what the field takes.
    """
    known = _known(field, adds)
    try:
        return known.checked(" ".join(value.split()))
    except UsageError as error:
        raise UsageError(f"{error} {field} takes {known.takes}.") from error


def takes(field: str) -> str:
    """Return what a field takes, in words. Raises: UsageError where no such field can be corrected."""
    return _known(field).takes


def _known(name: str, adds: Layer | None = None) -> Field[Any]:
    by_record: Mapping[Layer | None, Mapping[str, Field[Any]]] = {
        None: {**event_fields(), **statement_corrections(), **standing_corrections()},
        "event": event_fields(),
        "statement": statement_fields(),
        "standing": standing_fields(),
    }
    known = by_record[adds]
    if name not in known:
        what = f"with which one adds a {adds}" if adds else "that can be corrected"
        raise UsageError(f"{name!r} is no field {what}: choose from {', '.join(known)}.")
    return known[name]


def check_field(records: Iterable[Event | Statement | Standing], field: str, value: str) -> None:
    """Do nothing where these records have a field and take the value.

    Raises: UsageError that names the fields that they have, or where no report has the words of a condition.
    """
    records = tuple(records)
    for record in records:
        what = type(record).__name__.lower()
        known = _FIELDS[type(record)]()
        if field not in known:
            article = "an" if what == "event" else "a"
            these = ", ".join(known)
            raise UsageError(
                f"{record.id} is {article} {what}, of which {field} cannot be corrected: choose from {these}."
            )
        if isinstance(record, Standing) and field == VALUE:
            check_value(record.aspect, value)
        known[field].put(record, checked(field, value))
    if field == CONDITION:
        told = [part.text for one in records if not isinstance(one, Statement) for part in one.reports]
        check_condition(told, value)


def check_changes(records: Iterable[Event | Statement | Standing], field: str, value: str) -> None:
    """Do nothing where a value is another than one of these records has. Raises: UsageError where all have it."""
    records, value = tuple(records), checked(field, value)
    if records and all(_has(record, field, value) for record in records):
        raise UsageError(f"{field} is {value_of(records[0], field)} already: nothing is filed.")


def value_of(record: Event | Statement | Standing, field: str) -> str:
    """Return the written form of what a field of a record that can be corrected is now."""
    return _FIELDS[type(record)]()[field].told(record)


def _has(record: Event | Statement | Standing, field: str, value: str) -> bool:
    """Return whether a record has a value, for certain and in all its passages."""
    known = _FIELDS[type(record)]()[field]
    now = known.put(record, value)
    if field == SIDES or known.told(now) != known.told(record):
        return False
    if isinstance(record, Statement):  # a country that is the likeliest alone is made certain
        return [one.country_inferred for one in speakers_of(now)] == [
            one.country_inferred for one in speakers_of(record)
        ]
    return isinstance(record, Standing) or field not in record.differs


_FIELDS: Mapping[type[Event | Statement | Standing], Callable[[], Fields[Any]]] = {
    Event: event_fields, Statement: statement_corrections, Standing: standing_corrections,
}  # fmt: skip


def check_condition(texts: Iterable[str], value: str) -> None:
    """Do nothing where one of the texts has the words of a condition, in whatever lines. Raises: UsageError else."""
    value = checked(CONDITION, value)
    if value != NONE and not any(value in " ".join(text.split()) for text in texts):
        raise UsageError(f"the words {value!r} do not stand where the event is told: quote them letter by letter.")


def check_sides(told: Iterable[tuple[Event, Iterable[Correction]]], field: str, value: str) -> None:
    """Do nothing where a value can be that of these events, as they were corrected before.

    Raises: UsageError where one would act on itself, or has no sides to exchange.
    """
    if field not in (SIDES, "source", "target"):
        return
    put, value = event_fields()[field].put, checked(field, value)
    for event, made in told:
        if field == SIDES:
            if swapped := next((one for one in made if one.field == SIDES), None):
                raise UsageError(f"the sides are exchanged already: to have them back, withdraw {swapped.decision}.")
            if not event.source or not event.target:
                raise UsageError("one side alone is known, and cannot be exchanged: correct source and target.")
        now = put(event, value)
        both = {party for actor in now.source for party in _parties(actor)}
        both &= {party for actor in now.target for party in _parties(actor)}
        if both and field != SIDES:
            other = "source" if field == "target" else "target"
            raise UsageError(
                f"{min(both)} would act on itself: it is the {other} too. To exchange source and target in one step, "
                f"correct {SIDES} to {SWAPPED} (--swap); else correct the {other} first."
            )


def check_day(told: Iterable[Event], field: str, value: str, today: date) -> None:
    """Do nothing where a value can be the date of these events. Raises: UsageError where one done is yet to come."""
    if field != "date" or (value := checked(field, value)) == UNKNOWN:
        return
    start, _ = days_given(value)
    if start > today and any(event.modality == "actual" for event in told):
        raise UsageError(
            f"{value} is yet to come, and the event is told as done: where it is a plan, correct modality to future "
            "first."
        )


def _parties(actor: Actor) -> set[str]:
    """Return the actor's id, and the country for which it acts."""
    country = actor.country if actor.country is not None and belongs(actor, actor.country) else None
    return {party for party in (actor.id, country) if party is not None}


def is_by_hand(event: Event) -> bool:
    """Return whether a person added an event or corrected a field of it."""
    return by_hand(event.origin) is not None


def corrected(
    reading: Reading, corrections: Mapping[str, Mapping[str, Decision]], wrong: Collection[str] = ()
) -> tuple[Reading, dict[str, tuple[Correction, ...]]]:
    """Return a reading as it was corrected, and what was corrected of its records by their ids.

    `corrections` are the decisions in force, by record and field. Who tells an event or a standing by a statement is
    the speaker that it has now, and the article itself where the statement is among those called `wrong`. A value that
    the world's tables no longer know changes nothing, and is warned of.
    """
    tellers: dict[str, SaidBy | None] = {one.id: None for one in reading.statements if one.id in wrong}
    ids = {one.id for one in reading.events} | {one.id for one in reading.statements}
    ids |= {one.id for one in reading.standings}
    if ids.isdisjoint(corrections) and not tellers:
        return reading, {}
    found: dict[str, tuple[Correction, ...]] = {}

    def put(records: Iterable[R], known: Fields[R]) -> tuple[R, ...]:
        made = []
        for record in records:
            now, told = _corrected(record, corrections.get(record.id, {}), known)
            made.append(now)
            if told:
                found[record.id] = told
        return tuple(made)

    statements = put(reading.statements, statement_corrections(reading.article.published))
    events = put(reading.events, event_fields())
    standings = put(reading.standings, standing_corrections())
    tellers.update(
        (one.id, teller(one.speaker, one.id)) for one in statements if one.id in found and one.id not in tellers
    )
    now = msgspec.structs.replace(
        reading, statements=statements, events=retold(events, tellers), standings=retold(standings, tellers)
    )
    return now, found


def _corrected(record: R, decisions: Mapping[str, Decision], known: Fields[R]) -> tuple[R, tuple[Correction, ...]]:
    """Return a record as it was corrected, and what was corrected of it; `decisions` are those in force by field."""
    now, told = record, []
    for name, field in known.items():
        if (decision := decisions.get(name)) is None or decision.value is None:
            continue
        try:
            now = field.put(now, decision.value)
        except UsageError as error:
            log.warning("correction %s is passed over: %s", decision.id, error)
            continue
        told.append(Correction(
            field=name, value=decision.value, was=field.told(record), decision=decision.id, name=decision.name,
            reason=decision.reason, at=decision.at,
        ))  # fmt: skip
    if told:
        now = msgspec.structs.replace(now, origin=f"{record.origin}, {BY_HAND}")
    return now, tuple(told)
