"""Return what a book tells of one official: offices over time, statements, whom the person met.

Only who holds or held an office in the world's tables has a page, or who speaks as a named official. What others,
private persons and victims, did or suffered is shown by their part in the event alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from dyadbook.answers import Answer, Filter, Met, OfficeHeld
from dyadbook.book.index_rows import name_key
from dyadbook.book.index_schema import EVENT, STATEMENT
from dyadbook.book.index_view import View
from dyadbook.book.questions.actor_page import found_by, meeting_with, offices_held
from dyadbook.book.questions.answer_words import answered, side_name
from dyadbook.book.questions.entries import entries, statements
from dyadbook.book.questions.filters import looked, tags
from dyadbook.book.questions.parts import is_official
from dyadbook.pages import Said, Side
from dyadbook.phrases import count_words
from dyadbook.records import Actor, Statement, speakers_of
from dyadbook.world import Person, people

NEWEST = 50
_HEARD = 500  # newest statements in which an office is looked for
_PERSON = "person/"


class PersonPage(Answer, frozen=True, kw_only=True):
    """What is told of an official."""

    id: Annotated[str, Meta(description="id in the world's tables; the name where they know no such person")]
    name: str
    country: Annotated[Side | None, Meta(description="the party that the person speaks for; null: not known")] = None
    offices: Annotated[tuple[OfficeHeld, ...], Meta(description="of our tables, the newest first")] = ()
    named_as: Annotated[tuple[str, ...], Meta(description="offices that the articles give the person")] = ()
    statements: tuple[Said, ...] = ()
    met: tuple[Met, ...] = ()
    total_statements: int = 0
    total_met: int = 0


def person(view: View, words: str, asked: Filter, *, most: int = NEWEST) -> PersonPage | None:
    """Return the page of a person (id of our tables, or name); None where nobody of the name has one."""
    known = people().get(words) or people().get(_PERSON + words)
    keys = [known.id] if known is not None else [words, _PERSON + words, name_key(words)]
    numbers = [number for key in keys if (number := view.number(key)) is not None]
    said = found_by(view, f"k{STATEMENT}", tags("s", numbers), asked) if numbers else []
    heard = _officials(view, said[:_HEARD], keys)
    if known is None or not known.offices:
        if not heard:
            return None
        said = [record for record in said if record in heard or record not in set(said[:_HEARD])]
    name = known.name if known is not None else next(iter(heard.values())).name
    met = _met(view, numbers, asked)
    told = f"with {count_words(len(said), 'statement')} of {name} and {count_words(len(met), 'meeting')}"
    country = _country(known, list(heard.values()))
    return PersonPage(
        filter=answered(view, asked, told, empty=not said and not met),
        looked=looked(view, asked.synthetic),
        id=known.id if known is not None else name,
        name=name,
        country=None if country is None else Side(id=country, name=side_name(country)),
        offices=offices_held(known) if known is not None else (),
        named_as=tuple(dict.fromkeys(actor.office for actor in heard.values() if actor.office)),
        statements=statements(view, dict.fromkeys(said[:most], country or name), known.id if known else name),
        met=tuple(meeting_with(entry, name) for entry in entries(view, met[:most])),
        total_statements=len(said),
        total_met=len(met),
    )


def _officials(view: View, said: Sequence[int], keys: Sequence[str]) -> dict[int, Actor]:
    """Return who speaks in statements, of several the one of these keys, where the words name an official."""
    records = view.records(said)
    found: dict[int, Actor] = {}
    for record in said:
        told = records[record]
        speaking = speakers_of(told) if isinstance(told, Statement) else ()
        mine = [one for one in speaking if len(speaking) == 1 or {one.id, name_key(one.name)} & set(keys)]
        if mine and is_official(mine[0]):
            found[record] = mine[0]
    return found


def _met(view: View, numbers: Sequence[int], asked: Filter) -> list[int]:
    """Return the meetings that took place, the newest told first."""
    meeting, done = view.number("CONSULT") or 0, view.number("actual") or 0
    records = found_by(view, f"k{EVENT}", f"{tags('p', numbers)} AND t{meeting} AND m{done}", asked) if numbers else []
    event_of = view.events_of(records)
    return list(dict.fromkeys(event_of[record] for record in records if record in event_of))


def _country(known: Person | None, heard: Sequence[Actor]) -> str | None:
    """Return the party that a person speaks for; None where neither tables nor words say."""
    if known is not None and known.country is not None:
        return known.country
    return next((actor.country for actor in heard if actor.country), None)
