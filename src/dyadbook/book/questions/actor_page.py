"""Return what a book tells of one actor: offices over time, statements, whom the actor met."""

from __future__ import annotations

from datetime import date
from itertools import chain

import msgspec

from dyadbook.answers import ActorPage, Filter, Met, OfficeHeld
from dyadbook.book.index_schema import EVENT, STATEMENT, records_between
from dyadbook.book.index_view import View
from dyadbook.book.questions.answer_words import answered, unknown
from dyadbook.book.questions.entries import entries, statements
from dyadbook.book.questions.filters import day_after, looked, matching, tags, who
from dyadbook.pages import Entry
from dyadbook.phrases import count_words
from dyadbook.views import in_sentence, world_name
from dyadbook.world import Person, people_named

NEWEST = 50
_MOST = 10_000  # records that are looked at
_PRECISIONS = ("day", "seen", "month", "year")  # of the days of an office, the finest first
_MEETING, _DONE = "CONSULT", "actual"


def actor_page(view: View, words: str, asked: Filter, *, most: int | None = NEWEST) -> ActorPage:
    """Return the page of the actor whom words name: a person, a party, or whoever bears the name in the articles."""
    numbers = who(view, words)
    persons = [person for person in people_named(words) if view.number(person.id) is not None]
    person = persons[0] if len(persons) == 1 else None
    said = found_by(view, f"k{STATEMENT}", tags("s", numbers), asked)
    takes_part = tags("p", numbers)
    told = found_by(view, f"k{EVENT}", takes_part, asked)
    event_of = view.events_of(told)
    events = list(dict.fromkeys(event_of[record] for record in told if record in event_of))
    meeting, done = view.number(_MEETING) or 0, view.number(_DONE) or 0
    met_records = found_by(view, f"k{EVENT}", f"{takes_part} AND t{meeting} AND m{done}", asked)
    met_events = set(view.events_of(met_records).values())
    met = [event for event in events if event in met_events]
    others = [event for event in events if event not in met_events]
    party = world_name(words)
    name = person.name if person else party or words
    found = (
        f"with {count_words(len(said), 'statement')} of {in_sentence(name)}, {count_words(len(met), 'meeting')} and "
        f"{count_words(len(others), 'other event')}"
    )
    if max(len(said), len(told)) == _MOST:
        found += f" among the newest {_MOST} records"
    if len(persons) > 1:
        found += f" ({', '.join(one.name for one in persons)} bear this name: all are meant)"
    return ActorPage(
        filter=" ".join([answered(view, asked, found, empty=not said and not events), *unknown(view, words)]),
        looked=looked(view, asked.synthetic),
        name=name,
        id=person.id if person else words if party else None,
        offices=offices_held(person) if person else (),
        statements=statements(view, dict.fromkeys(said[:most], name), person.id if person else words),
        met=tuple(meeting_with(entry, name) for entry in entries(view, met[:most])),
        events=tuple(entries(view, others[:most])),
        total_statements=len(said),
        total_met=len(met),
        total_events=len(others),
    )


def found_by(view: View, kind: str, facet: str, asked: Filter) -> list[int]:
    """Return the records of a kind that bear a facet, the newest first."""
    parts = [kind, f"({facet})"]
    parts += [tags("i", [view.number(asked.issue) or 0])] if asked.issue else []
    parts += [tags("t", [view.number(asked.type) or 0])] if asked.type else []
    query = "SELECT rowid FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    bounds = records_between(asked.since, day_after(asked.until))
    return [record for (record,) in view.rows(query, (matching(view, "", parts, asked), *bounds, _MOST))]


def offices_held(person: Person) -> tuple[OfficeHeld, ...]:
    """Return the offices of a person, the newest first; one seat told by several rows that overlap is held once."""
    held: dict[tuple[str, str], list[OfficeHeld]] = {}
    for office in sorted(person.offices, key=lambda one: (one.since or date.min, -(one.until or date.max).toordinal())):
        one = OfficeHeld(
            title=office.title or office.role.replace("_", " "), country=office.country,
            since=office.since, until=office.until, precision=office.precision,
        )  # fmt: skip
        seat = held.setdefault((one.title, one.country), [])
        last, end = (seat[-1], seat[-1].until or date.max) if seat else (one, date.min)
        if (one.since or date.min) >= end:
            seat.append(one)
        elif (one.until or date.max) > end:
            precision = max(last.precision, one.precision, key=_PRECISIONS.index)
            seat[-1] = msgspec.structs.replace(last, until=one.until, precision=precision)
    return tuple(sorted(chain(*held.values()), key=lambda one: one.since or date.min, reverse=True))


def meeting_with(entry: Entry, name: str) -> Met:
    """Return a meeting with all who met but the actor."""
    return Met(whom=tuple(one for one in dict.fromkeys((*entry.source, *entry.target)) if one != name), event=entry)
