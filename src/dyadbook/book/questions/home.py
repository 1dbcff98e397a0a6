"""Return what a book's first page shows: which dyads are most told of, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from dyadbook.answers import Answer, Filter
from dyadbook.book.index_schema import EVENT, STATEMENT, article_base, day_of, first_record
from dyadbook.book.index_ties import BETWEEN
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.answer_words import answered, named, sides_of
from dyadbook.book.questions.entries import dyad_entries, dyad_statements, entries
from dyadbook.book.questions.filters import looked, select
from dyadbook.book.questions.parts import is_doubtful
from dyadbook.pages import DOUBTFUL, ArticleRef, Entry, Said, Side
from dyadbook.phrases import count_words
from dyadbook.records import Record

RECENT = 90  # days before the newest article that count as recent
_PARTIES = 12  # of the matrix
_DYADS = 24  # of the list
_NEW = 8  # events and articles


class DyadCount(Record, frozen=True, kw_only=True):
    """How much is told of a dyad of late."""

    a: Side
    b: Side
    articles: int
    events: Annotated[int, Meta(description="events first reported in these days")]
    cooperation: Annotated[int, Meta(description="those of them that are told as done, not doubtful, no history")] = 0
    conflict: Annotated[int, Meta(description="those of them that are told as done, not doubtful, no history")] = 0
    last: Annotated[date | None, Meta(description="day of the newest article that tells of it")] = None
    doubtful: Annotated[
        bool, Meta(description="no event, statement or standing of it is sure enough, nor confirmed by a person")
    ] = False


class HomePage(Answer, frozen=True, kw_only=True):
    """The first page of a book."""

    since: Annotated[date | None, Meta(description="first of the days that count as recent; null: no article is dated")]
    last: Annotated[date | None, Meta(description="day of the newest article")] = None
    parties: Annotated[tuple[Side, ...], Meta(description="of the matrix, those most told of first")] = ()
    cells: Annotated[
        tuple[tuple[str, str, int], ...], Meta(description="of the matrix: two parties, and the articles of late")
    ] = ()
    dyads: Annotated[tuple[DyadCount, ...], Meta(description="those most told of first")] = ()
    new_events: tuple[Entry, ...] = ()
    new_articles: tuple[ArticleRef, ...] = ()


class ToldEvents(Answer, frozen=True, kw_only=True):
    """The events of a dyad, the newest first, part by part."""

    sides: tuple[Side, Side]
    total: int
    events: tuple[Entry, ...] = ()


class ToldStatements(Answer, frozen=True, kw_only=True):
    """What the sides of a dyad say about each other, the newest first, part by part."""

    sides: tuple[Side, Side]
    total: int
    statements: tuple[Said, ...] = ()


def home(view: View, asked: Filter) -> HomePage:
    """Return the first page: dyads by the articles of the last days, new events, new articles."""
    seen = looked(view, asked.synthetic)
    edge = None if seen.last is None else max(1, seen.last.toordinal() - RECENT + 1)
    rows = _recent(view, asked, edge)
    names = view.names(number for row in rows for number in row[:2])
    dyads = tuple(_count(view, row, names, edge) for row in rows[:_DYADS])
    told = f"with {count_words(len(rows), 'dyad')} told of in the last {RECENT} days"
    told_of = [(names[a] or "", names[b] or "", count) for a, b, _, count, _ in rows]
    parties = _parties(told_of)
    shown = {party.id for party in parties}
    return HomePage(
        filter=answered(view, asked, told, empty=not seen.articles),
        looked=seen,
        since=day_of(edge),
        last=seen.last,
        parties=parties,
        cells=tuple(cell for cell in told_of if {*cell[:2]} <= shown),
        dyads=dyads,
        new_events=tuple(entries(view, _new_events(view, asked))),
        new_articles=_new_articles(view, asked),
    )


Row = tuple[int, int, str, int, int]
"""Numbers of the two names, numbers of the dyads, articles, newest article."""


def _recent(view: View, asked: Filter, edge: int | None) -> list[Row]:
    """Return the dyads told of since a day, those in the most articles first."""
    flags = FLAGS[asked.synthetic]
    low = 0 if edge is None else article_base(date.fromordinal(edge))
    query = (
        "SELECT a, b, group_concat(DISTINCT id), count(*), max(article) FROM told JOIN dyads ON id = dyad"
        f" WHERE article >= ? AND synthetic IN ({marks(flags)}) GROUP BY a, b ORDER BY count(*) DESC, max(article) DESC"
    )
    return view.rows(query, (low, *flags))


def _count(view: View, row: Row, names: dict[int | None, str | None], edge: int | None) -> DyadCount:
    """Return a dyad with how much is told of it."""
    a, b, dyads, articles, newest = row
    numbers = [int(number) for number in dyads.split(",")]
    # Two that undergo one act did not act on each other; a site, which has nothing doubtful, is to count the same.
    now = f"modality = 0 AND NOT historical AND relation = {BETWEEN} AND sure >= {DOUBTFUL}"
    query = (
        f"SELECT count(*), total(quad < 2 AND {now}), total(quad >= 2 AND {now}) FROM ties"
        f" WHERE dyad IN ({marks(numbers)}) AND kind = ? AND seen >= ?"
    )
    ((events, cooperation, conflict),) = view.rows(query, (*numbers, EVENT, edge or 0))
    first, second = sides_of(names[a] or "", names[b] or "")
    published = view.refs((newest,))[newest].published
    return DyadCount(
        a=first, b=second, articles=articles, events=events, cooperation=int(cooperation), conflict=int(conflict),
        last=published, doubtful=is_doubtful(view, numbers),
    )  # fmt: skip


def _parties(rows: Sequence[tuple[str, str, int]]) -> tuple[Side, ...]:
    """Return the parties of which most is told."""
    counts = Counter[str]()
    for a, b, count in rows:
        counts.update({a: count, b: count})
    return sides_of(*(party for party, _ in counts.most_common(_PARTIES)))


def _new_articles(view: View, asked: Filter) -> tuple[ArticleRef, ...]:
    """Return the articles that were published last."""
    flags = FLAGS[asked.synthetic]
    query = (
        "SELECT id FROM articles WHERE status IN ('current', 'corrected')"
        f" AND synthetic IN ({marks(flags)}) ORDER BY id DESC LIMIT {_NEW}"
    )
    ids = [id for (id,) in view.rows(query, flags)]
    refs = view.refs(ids)
    return tuple(refs[id] for id in ids)


def _new_events(view: View, asked: Filter) -> list[int]:
    """Return the events that the newest articles tell of, each with two parties or more."""
    flags = FLAGS[asked.synthetic]
    found: dict[int, None] = {}
    query = f"SELECT id FROM articles WHERE synthetic IN ({marks(flags)}) ORDER BY id DESC LIMIT {_NEW * 10}"
    for (article,) in view.rows(query, flags):
        bounds = (first_record(article), first_record(article + 1))
        told = view.rows(
            "SELECT DISTINCT event FROM reports JOIN events ON events.id = event WHERE record >= ? AND record < ?"
            " ORDER BY record",
            bounds,
        )
        numbers = [event for (event,) in told]
        kept = view.kept(numbers)
        found.update(dict.fromkeys(number for number in numbers if not kept[number].alone))
        if len(found) >= _NEW:
            break
    return list(found)[:_NEW]


def told_events(view: View, a: str, b: str, asked: Filter, *, most: int, skip: int = 0) -> ToldEvents:
    """Return a part of the events of a dyad."""
    rows = select(view, view.dyads(a, b, asked.synthetic), asked, (EVENT,)).events
    first, second = sides_of(a, b)
    told = f"with {count_words(len(rows), 'event')} of {named((a, b))}"
    return ToldEvents(
        filter=answered(view, asked, told, empty=not rows), looked=looked(view, asked.synthetic),
        sides=(first, second), total=len(rows), events=tuple(dyad_entries(view, rows[skip : skip + most], a, b)),
    )  # fmt: skip


def told_statements(view: View, a: str, b: str, asked: Filter, *, most: int, skip: int = 0) -> ToldStatements:
    """Return a part of the statements of a dyad."""
    rows = select(view, view.dyads(a, b, asked.synthetic), asked, (STATEMENT,)).statements
    first, second = sides_of(a, b)
    told = f"with {count_words(len(rows), 'statement')} of one of {named((a, b))} about the other"
    return ToldStatements(
        filter=answered(view, asked, told, empty=not rows), looked=looked(view, asked.synthetic),
        sides=(first, second), total=len(rows), statements=dyad_statements(view, rows[skip : skip + most], a, b),
    )  # fmt: skip
