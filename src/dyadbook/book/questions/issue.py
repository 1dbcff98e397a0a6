"""Return what a book tells of one issue: between whom it stands, what was said and done about it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from dyadbook.answers import Answer, DyadTold, Filter
from dyadbook.book.index_schema import EVENT, STATEMENT
from dyadbook.book.index_view import View
from dyadbook.book.questions.actor_page import found_by
from dyadbook.book.questions.answer_words import answered
from dyadbook.book.questions.entries import entries, statements
from dyadbook.book.questions.filters import looked, tags
from dyadbook.book.questions.parts import Speaker, dyads_told, speakers
from dyadbook.ontology import issues
from dyadbook.pages import Entry, Said
from dyadbook.phrases import count_words
from dyadbook.records import Statement

NEWEST = 40
_DYADS, _SPEAKERS, _HEARD = 200, 40, 3_000


class IssuePage(Answer, frozen=True, kw_only=True):
    """What is told of an issue."""

    id: str
    name: str
    dyads: Annotated[tuple[DyadTold, ...], Meta(description="between whom it stands, most articles first")] = ()
    speakers: Annotated[tuple[Speaker, ...], Meta(description="officials who speak of it")] = ()
    statements: tuple[Said, ...] = ()
    events: tuple[Entry, ...] = ()
    total_statements: int = 0
    total_events: int = 0


def issue(view: View, id: str, asked: Filter) -> IssuePage:
    """Return the page of an issue (id)."""
    number = view.number(id)
    known = tags("i", [] if number is None else [number])
    said = found_by(view, f"k{STATEMENT}", known, asked)
    told = found_by(view, f"k{EVENT}", known, asked)
    event_of = view.events_of(told)
    events = list(dict.fromkeys(event_of[record] for record in told if record in event_of))
    dyads = dyads_told(view, "matters", "issue = ?", (number,), asked, _DYADS)
    named = issues().get(id)
    name = named.name if named else id.replace("_", " ")
    words = (
        f"with {count_words(len(said), 'statement')} and {count_words(len(events), 'event')} about {name}, "
        f"named between {count_words(len(dyads), 'pair')} of parties"
    )
    shown = said[:NEWEST]
    return IssuePage(
        filter=answered(view, asked, words, empty=not dyads and not said and not events),
        looked=looked(view, asked.synthetic),
        id=id,
        name=name,
        dyads=dyads,
        speakers=speakers(view, said[:_HEARD])[:_SPEAKERS],
        statements=statements(view, _sides(view, shown)),
        events=tuple(entries(view, events[:NEWEST])),
        total_statements=len(said),
        total_events=len(events),
    )


def _sides(view: View, said: list[int]) -> dict[int, str]:
    """Return statements with the party that each is said for; none where the words do not tell."""
    records = view.records(said)
    found = {}
    for record in said:
        told = records[record]
        speaker = told.speaker if isinstance(told, Statement) else None
        found[record] = "" if speaker is None else speaker.country or speaker.name
    return found
