"""Return what a book quotes of one article: its sentences, each with the records that stand on it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from dyadbook.book.index_schema import TOLD, first_record
from dyadbook.book.index_view import View
from dyadbook.pages import ArticleRef
from dyadbook.records import Event, Record, Standing, Statement


class CitedEvent(Record, frozen=True, kw_only=True):
    """An event that a sentence tells of."""

    id: Annotated[str | None, Meta(description="id of the merged event; null: a person called it wrong")]
    told: Event


class Sentence(Record, frozen=True, kw_only=True):
    """Words of the article, with what was read from them."""

    start: int
    end: int
    text: str
    events: tuple[CitedEvent, ...] = ()
    statements: tuple[Statement, ...] = ()
    standings: tuple[Standing, ...] = ()


class CitedPage(Record, frozen=True, kw_only=True):
    """An article by what is quoted of it."""

    article: ArticleRef
    sentences: tuple[Sentence, ...] = ()


def cited(view: View, uid: str) -> CitedPage | None:
    """Return what is quoted of an article (id), in the order of its text; None where the book does not have it."""
    found = view.rows("SELECT id FROM articles WHERE uid = ?", (uid,))
    if not found:
        return None
    (id,) = found[0]
    bounds = (first_record(id), first_record(id + 1))
    query = f"SELECT id FROM records WHERE id >= ? AND id < ? AND {TOLD} ORDER BY id"
    numbers = [number for (number,) in view.rows(query, bounds)]
    records = view.records(numbers)
    event_of = view.events_of(numbers)
    kept = view.kept(event_of.values())
    words: dict[tuple[int, int], str] = {}
    events: dict[tuple[int, int], list[CitedEvent]] = {}
    statements: dict[tuple[int, int], list[Statement]] = {}
    standings: dict[tuple[int, int], list[Standing]] = {}
    for number in numbers:
        record = records[number]
        spans = record.content if isinstance(record, Statement) else record.reports
        for one in spans:
            span = (one.start, one.end)
            words[span] = one.text
            if isinstance(record, Event):
                merged = kept[event_of[number]].merged.id if number in event_of else None
                events.setdefault(span, []).append(CitedEvent(id=merged, told=record))
            elif isinstance(record, Statement):
                statements.setdefault(span, []).append(record)
            else:
                standings.setdefault(span, []).append(record)
    return CitedPage(
        article=view.refs((id,))[id],
        sentences=tuple(
            Sentence(
                start=span[0], end=span[1], text=words[span], events=tuple(events.get(span, ())),
                statements=tuple(statements.get(span, ())), standings=tuple(standings.get(span, ())),
            )
            for span in sorted(words)
        ),
    )  # fmt: skip
