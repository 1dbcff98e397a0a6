"""Return the fields with which persons add statements and standings, and correct standings: what each takes, how it is
put.

Level 4, pure functions. What an event, a statement and a standing have alike takes the same of each (`event_fields`).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec

from dyadbook import ontology
from dyadbook.book.event_fields import (
    CONDITION,
    NOBODY,
    NONE,
    event_fields,
    told_date,
    told_said_by,
    when_given,
)
from dyadbook.book.fields import Field, Fields, actors_checked, one_of
from dyadbook.book.speaker_fields import SPEAKER, speaker_fields, speaker_of, teller
from dyadbook.errors import UsageError
from dyadbook.records import Standing, Statement

PARTIES, ASPECT, VALUE = "parties", "aspect", "value"
TOWARD = ">"
"""Stands between who holds something and toward whom."""
_TWO = 2


@cache
def statement_fields(published: date | None = None) -> Fields[Statement]:
    """Return the fields that a statement of an article of a day can be added with."""
    day, issues = event_fields()["date"], event_fields()["issues"]
    who = event_fields()["source"].takes
    return {
        SPEAKER: speaker_fields(published)[SPEAKER],
        "date": Field(day.takes, day.checked, lambda said: "", _put_date),
        "about": Field(f"of whom it speaks: {who}", actors_checked, lambda said: "", _put_about),
        "issues": Field(issues.takes, issues.checked, lambda said: "", _put_issues),
    }


@cache
def statement_corrections(published: date | None = None) -> Fields[Statement]:
    """Return the fields of a statement that can be corrected: who speaks, for which country, and when."""
    day = event_fields()["date"]
    said = Field(day.takes, day.checked, lambda one: told_date(one.date), _put_date)
    return {**speaker_fields(published), "date": said}


@cache
def standing_fields() -> Fields[Standing]:
    """Return the fields that a standing can be added with, in the order in which they are put: value before parties."""
    aspects = tuple(ontology.STANDING_ASPECTS)
    values = tuple(dict.fromkeys(value for each in ontology.STANDING_ASPECTS.values() for value in each))
    day, issues, said_by = (event_fields()[name] for name in ("date", "issues", "said_by"))
    condition = event_fields()[CONDITION]
    return {
        ASPECT: Field(f"one of {', '.join(aspects)}", one_of(*aspects), lambda one: one.aspect, _put_aspect),
        VALUE: Field("a value of its aspect, as in in_force", one_of(*values), lambda one: one.value, _put_value),
        PARTIES: Field(
            "two codes, ids or names of the tables with ; between them, as in IRN; SAU: who holds it first, where it "
            "has a direction; with > where it may have one, as in CHN > JPN of trade that one of them restricts",
            _check_parties, lambda one: " > ".join(one.parties) if one.holder else "; ".join(one.parties), _put_parties,
        ),
        "since": Field(day.takes, day.checked, lambda one: told_date(one.since), _put_since),
        "until": Field(day.takes, day.checked, lambda one: told_date(one.until), _put_until),
        CONDITION: Field(condition.takes, condition.checked, lambda one: one.condition or NONE, _put_condition),
        "issues": Field(issues.takes, issues.checked, lambda one: "; ".join(one.issues) or NONE, _put_standing_issues),
        "said_by": Field(said_by.takes, said_by.checked, lambda one: told_said_by(one.said_by), _put_said_by),
    }  # fmt: skip


@cache
def standing_corrections() -> Fields[Standing]:
    """Return the fields of a standing that can be corrected: of another aspect it is another standing."""
    return {name: field for name, field in standing_fields().items() if name != ASPECT}


def check_value(aspect: str, value: str) -> str:
    """Return the value that an aspect has by this name. Raises: UsageError that names those that it has."""
    values = ontology.STANDING_ASPECTS[aspect]
    try:
        return one_of(*values)(value)
    except UsageError as error:
        raise UsageError(f"{aspect} has no value {value!r}: choose from {', '.join(values)}.") from error


def _put_date(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, date=when_given(value))


def _put_about(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, about=tuple(value.split("; ")))


def _put_issues(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, issues=() if value == NONE else tuple(value.split("; ")))


def _check_parties(value: str) -> str:
    ids = actors_checked(value.replace(TOWARD, ";", 1)).split("; ")
    if len(ids) != _TWO:
        raise UsageError(f"{value!r} names no two parties.")
    return f" {TOWARD} ".join(ids) if TOWARD in value else "; ".join(ids)


def _put_parties(one: Standing, value: str) -> Standing:
    holder, toward = re.split(rf"; | {TOWARD} ", value)
    if TOWARD in value and not ontology.may_be_directed(one.aspect, one.value):
        raise UsageError(f"{one.aspect} {one.value} holds both ways: give the two with ; between them.")
    if TOWARD in value or one.aspect in ontology.DIRECTED_ASPECTS:
        return msgspec.structs.replace(one, parties=(holder, toward), holder=holder, toward=toward)
    return _both_ways(one, holder, toward)


def _both_ways(one: Standing, *parties: str) -> Standing:
    return msgspec.structs.replace(one, parties=(min(parties), max(parties)), holder=None, toward=None)


def _put_aspect(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, aspect=value)


def _put_value(one: Standing, value: str) -> Standing:
    now = msgspec.structs.replace(one, value=check_value(one.aspect, value))
    keeps = one.holder is None or ontology.may_be_directed(one.aspect, now.value)
    return now if keeps else _both_ways(now, *one.parties)


def _put_since(one: Standing, value: str) -> Standing:
    return _in_order(msgspec.structs.replace(one, since=when_given(value)))


def _put_until(one: Standing, value: str) -> Standing:
    return _in_order(msgspec.structs.replace(one, until=when_given(value)))


def _in_order(one: Standing) -> Standing:
    """Return a standing whose time does not end before it begins. Raises: UsageError where it does."""
    if one.since.start and one.until.end and one.until.end <= one.since.start:
        raise UsageError(f"it would end ({told_date(one.until)}) before it begins ({told_date(one.since)}).")
    return one


def _put_condition(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, condition=None if value == NONE else value)


def _put_standing_issues(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, issues=() if value == NONE else tuple(value.split("; ")))


def _put_said_by(one: Standing, value: str) -> Standing:
    said_by = None if value == NOBODY else teller(speaker_of(value, one.as_of))
    return msgspec.structs.replace(one, said_by=said_by)
