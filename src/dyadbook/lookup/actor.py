"""Return whom words name or describe: "Prime Minister Ishiba" on a day, "Minsk police", "a former CIA official".

A person is asked for the office of the day; without a day the last one for which the tables are true counts, and is
given back as `as_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dyadbook import world
from dyadbook.asked import Broken, answers
from dyadbook.lookup.actor_words import ActorWords
from dyadbook.lookup.codes import Codes, country_code, sector_codes
from dyadbook.lookup.found_actor import FoundActor, OtherPerson
from dyadbook.lookup.persons import LAST_DAY, by_surname, last_office, of_surname
from dyadbook.records import Record
from dyadbook.steps.timex.expressions import find_times

WANTED = "give text, and date as YYYY-MM-DD"
NOW = frozenset({"", "today", "now"})
ISO = re.compile(r"\d{4}-\d\d-\d\d")


class ActorRow(Record, frozen=True, kw_only=True):
    """ActorWords that name an actor, to be resolved."""

    id: Annotated[str | int | None, Meta(description="given back with the answer")] = None
    text: Annotated[str, Meta(description="the words that name or describe the actor")]
    context: Annotated[str | None, Meta(description="text around them, or a country's name")] = None
    date: Annotated[str | None, Meta(description="the day for which the office is asked; null: the last known")] = None


def find_actors(
    rows: Iterable[ActorRow | Broken | Mapping[str, Any]], *, codes: Codes = "plover"
) -> Iterator[FoundActor]:
    """Yield whom each row's words name, in order; a row that cannot be read says why in `problem`."""

    def answer(row: ActorRow) -> FoundActor:
        if not any(char.isalnum() for char in row.text):
            return FoundActor(id=row.id, problem=f"the text has no word: {WANTED}")
        try:
            on = day_of(row.date)
        except ValueError as error:
            return FoundActor(id=row.id, problem=str(error))
        return msgspec.structs.replace(find_actor(row.text, on=on, context=row.context or "", codes=codes), id=row.id)

    return answers(rows, ActorRow, answer, FoundActor, wanted=WANTED, needs="text")


def day_of(words: str | None) -> date | None:
    """Return the day that words give; None where they give none or mean now.

    Raises: ValueError where they are no day.
    """
    words = (words or "").strip()
    if words.lower() in NOW:
        return None
    if ISO.fullmatch(words):
        return date.fromisoformat(words)
    found = find_times(words, reference=None)
    if len(found) == 1 and found[0].precision == "day" and found[0].begin is not None:
        return found[0].begin
    raise ValueError(f"{words!r} is no day: {WANTED}")


def find_actor(text: str, *, on: date | None = None, context: str = "", codes: Codes = "plover") -> FoundActor:
    """Return whom words name or describe; without a name and a country in it all fields are None."""
    words = ActorWords(" ".join(text.split()), on)
    found = words.actor(" ".join(context.split()))
    if found == FoundActor():
        found = by_surname(words.text, on, next(iter(words.phrases), None))
    if found.actor in world.people():
        others = tuple(
            OtherPerson(id=one.id, name=one.name) for one in of_surname(words.text, on) if one.id != found.actor
        )
        found = msgspec.structs.replace(found, namesakes=others)
    if on is not None and on >= world.TRUE_UNTIL and found.as_of is None and _has_office(found):
        found = msgspec.structs.replace(found, known_until=LAST_DAY)
    if found.actor in world.people() and found.office is None and found.known_until is None:
        found = msgspec.structs.replace(found, last_office=last_office(found.actor or "", found.as_of))
    sectors = sector_codes(found.sectors, found.country, codes)
    return msgspec.structs.replace(
        found, country=country_code(found.country, found.actor), sectors=sectors, sector=next(iter(sectors), None)
    )


def _has_office(found: FoundActor) -> bool:
    """Return whether somebody is named or described who holds an office or held one."""
    return found.office is not None or found.actor in world.people()
