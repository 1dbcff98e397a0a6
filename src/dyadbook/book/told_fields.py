"""Return the fields with which persons add statements and standings: what each takes, and how it is put.

Level 4, pure functions. What an event, a statement and a standing have alike takes the same of each (`event_fields`).
"""

from __future__ import annotations

from functools import cache

import msgspec

from dyadbook import ontology
from dyadbook.book.event_fields import CONDITION, NOBODY, NONE, event_fields, when_given
from dyadbook.book.fields import Field, Fields, actors_checked, one_of
from dyadbook.book.speaker_fields import SPEAKER, speaker_fields, speaker_of, teller
from dyadbook.errors import UsageError
from dyadbook.records import Standing, Statement

PARTIES, ASPECT, VALUE = "parties", "aspect", "value"
_TWO = 2


@cache
def statement_fields() -> Fields[Statement]:
    """Return the fields that a statement can be added with."""
    date, issues = event_fields()["date"], event_fields()["issues"]
    who = event_fields()["source"].takes
    return {
        SPEAKER: speaker_fields()[SPEAKER],
        "date": Field(date.takes, date.checked, lambda said: "", _put_date),
        "about": Field(f"of whom it speaks: {who}", actors_checked, lambda said: "", _put_about),
        "issues": Field(issues.takes, issues.checked, lambda said: "", _put_issues),
    }


@cache
def standing_fields() -> Fields[Standing]:
    """Return the fields that a standing can be added with."""
    aspects = tuple(ontology.STANDING_ASPECTS)
    values = tuple(dict.fromkeys(value for each in ontology.STANDING_ASPECTS.values() for value in each))
    date, issues, said_by = (event_fields()[name] for name in ("date", "issues", "said_by"))
    condition = event_fields()[CONDITION]
    return {
        PARTIES: Field(
            "two codes, ids or names of the tables with ; between them, as in IRN; SAU: who holds it first, where it "
            "has a direction", _check_parties, lambda one: "", _put_parties,
        ),
        ASPECT: Field(f"one of {', '.join(aspects)}", one_of(*aspects), lambda one: one.aspect, _put_aspect),
        VALUE: Field(f"one of {', '.join(values)}", one_of(*values), lambda one: one.value, _put_value),
        "since": Field(date.takes, date.checked, lambda one: "", _put_since),
        "until": Field(date.takes, date.checked, lambda one: "", _put_until),
        CONDITION: Field(condition.takes, condition.checked, lambda one: one.condition or NONE, _put_condition),
        "issues": Field(issues.takes, issues.checked, lambda one: "", _put_standing_issues),
        "said_by": Field(said_by.takes, said_by.checked, lambda one: "", _put_said_by),
    }  # fmt: skip


def _put_date(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, date=when_given(value))


def _put_about(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, about=tuple(value.split("; ")))


def _put_issues(said: Statement, value: str) -> Statement:
    return msgspec.structs.replace(said, issues=() if value == NONE else tuple(value.split("; ")))


def _check_parties(value: str) -> str:
    if len((ids := actors_checked(value)).split("; ")) != _TWO:
        raise UsageError(f"{value!r} names no two parties.")
    return ids


def _put_parties(one: Standing, value: str) -> Standing:
    holder, toward = value.split("; ")
    if one.aspect in ontology.DIRECTED_ASPECTS:
        return msgspec.structs.replace(one, parties=(holder, toward), holder=holder, toward=toward)
    return msgspec.structs.replace(one, parties=(min(holder, toward), max(holder, toward)))


def _put_aspect(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, aspect=value)


def _put_value(one: Standing, value: str) -> Standing:
    if not ontology.is_standing(one.aspect, value):
        values = ", ".join(ontology.STANDING_ASPECTS.get(one.aspect, ()))
        raise UsageError(f"{one.aspect} has no value {value!r}: choose from {values}.")
    return msgspec.structs.replace(one, value=value)


def _put_since(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, since=when_given(value))


def _put_until(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, until=when_given(value))


def _put_condition(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, condition=None if value == NONE else value)


def _put_standing_issues(one: Standing, value: str) -> Standing:
    return msgspec.structs.replace(one, issues=() if value == NONE else tuple(value.split("; ")))


def _put_said_by(one: Standing, value: str) -> Standing:
    said_by = None if value == NOBODY else teller(speaker_of(value, one.as_of))
    return msgspec.structs.replace(one, said_by=said_by)
