"""Return the answers of a book: one public function for each question.

Level 6. A book is named by its path or address, or given open. Parties are codes (`USA`), ids (`org/EU`) or names of
countries. Every answer says in `filter` what was asked and left out; example texts are left out unless `synthetic` is
`only` or `with`. What is not known raises UsageError; so does a day that is none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from dyadbook import bookkeeping
from dyadbook.answers import (
    ActorPage,
    Among,
    Changes,
    Counted,
    Dyads,
    FoundWords,
    Imported,
    Matched,
    Pending,
    Series,
    Span,
    Undated,
    Wording,
)
from dyadbook.errors import UsageError
from dyadbook.lookup.party import party_id
from dyadbook.narrowing import (
    Choosing,
    Day,
    Narrowing,
    check_choice,
    country_of,
    day_of,
    filter_of,
    speaker_of,
    two_parties,
)
from dyadbook.pages import DyadPage, Synthetic

if TYPE_CHECKING:
    from dyadbook.book.book import Book
    from dyadbook.book.index import Index
    from dyadbook.book.index_view import View
    from dyadbook.book.questions.chosen import Chosen
    from dyadbook.book.questions.home import HomePage
    from dyadbook.formats.exchange import ExchangeFormat
    from dyadbook.formats.tables import Format
    from dyadbook.records import Problem

__all__ = [
    "actor_page", "among", "changes", "check_choice", "chosen", "dyad", "dyads", "export", "filter_of", "find",
    "home", "pending", "series", "unasked", "wording",
]  # fmt: skip


def dyad(
    book: Book | Index | Path | str, a: str, b: str, *, most: int | None = 200, **asked: Unpack[Narrowing]
) -> DyadPage:
    """Return the page of a dyad, with its newest events and statements; `asked` as `filter_of` takes it."""
    from dyadbook.book.questions import dyad as question

    first, second = party_id(a), party_id(b)
    with _view(book) as view:
        return question.dyad(view, first, second, filter_of(**asked), most=most)


def dyads(
    book: Book | Index | Path | str, party: str | None = None, *, most: int | None = 50, skip: int = 0,
    since: Day = None, until: Day = None, synthetic: Synthetic | None = None,
) -> Dyads:  # fmt: skip
    """Return the dyads of a book, or those with a party, those in the most articles first; days are of publication."""
    from dyadbook.book.questions import dyads as question

    asked = filter_of(since=since, until=until, synthetic=synthetic)
    with _view(book) as view:
        return question.dyads(view, asked, party=party_id(party) if party else None, most=most, skip=skip)


def home(book: Book | Index | Path | str, *, synthetic: Synthetic | None = None) -> HomePage:
    """Return the first page of a book: the dyads most told of in its last days, and what is new."""
    from dyadbook.book.questions import home as question

    with _view(book) as view:
        return question.home(view, filter_of(synthetic=synthetic))


def find(
    book: Book | Index | Path | str,
    words: str = "",
    *,
    about: str | Sequence[str] = (),
    country: str | None = None,
    kind: Matched | None = None,
    most: int = 20,
    skip: int = 0,
    **asked: Unpack[Narrowing],
) -> FoundWords:
    """Return the statements, events and standings that hold the words; `asked` as `filter_of` takes it.

    Without words all that is narrowed down otherwise: all that one says, the newest first.

    Words in quotation marks stand together; of a statement they may be in its speaker, cue and audience too. `said_by`
    is the speaker, `about` a party or several, `country` one that takes part, speaks, is spoken of, or where it
    happens; days are those of publication.
    """
    from dyadbook.book.questions import find as question

    check_choice(kind, Matched, "kind")
    parties = [party_id(party) for party in ([about] if isinstance(about, str) else about)]
    where = None if country is None else country_of(country)
    with _view(book) as view:
        try:
            return question.find(
                view, words, filter_of(**asked), about=parties, country=where, kind=kind, most=most, skip=skip
            )
        except (sqlite3.OperationalError, UnicodeEncodeError) as error:  # half characters, marks of the search itself
            raise UsageError(f"{words!r} cannot be looked for: give plain words.") from error


def series(
    book: Book | Index | Path | str,
    a: str,
    b: str,
    *,
    by: Span = "month",
    undated: Undated = "apart",
    **asked: Unpack[Narrowing],
) -> Series:
    """Return the events between two parties by week, month, quarter or year: counts and mean Goldstein values.

    `undated`: what is an article's own news and has no date is in no period, or stands where it was first `published`.
    """
    from dyadbook.book.questions import series as question

    check_choice(by, Span, "by")
    check_choice(undated, Undated, "undated")
    first, second = two_parties(a, b)
    with _view(book) as view:
        return question.series(view, first, second, by, filter_of(**asked), undated)


def counted(
    book: Book | Index | Path | str,
    a: str,
    b: str,
    *,
    by: Span = "month",
    undated: Undated = "apart",
    **asked: Unpack[Narrowing],
) -> tuple[Counted, ...]:
    """Return the events behind the figures of `series`, asked for in the same way, each with the period of its own."""
    from dyadbook.book.questions import series as question

    check_choice(by, Span, "by")
    check_choice(undated, Undated, "undated")
    first, second = two_parties(a, b)
    with _view(book) as view:
        return question.counted(view, first, second, by, filter_of(**asked), undated)


def pending(
    book: Book | Index | Path | str,
    a: str | None = None,
    b: str | None = None,
    *,
    most: int | None = 100,
    **asked: Unpack[Narrowing],
) -> Pending:
    """Return what was promised, threatened or announced between two parties, or any, and what became of it."""
    from dyadbook.book.questions import pending as question

    if (a is None) != (b is None):
        raise UsageError("name two parties, as in USA PRK, or none for all that is pending.")
    parties = None if a is None or b is None else two_parties(a, b)
    with _view(book) as view:
        return question.pending(view, parties, filter_of(**asked), most=most)


def among(book: Book | Index | Path | str, *parties: str, most: int | None = 100, **asked: Unpack[Narrowing]) -> Among:
    """Return the events in which three or more parties all take part, and what one of them says about the others."""
    from dyadbook.book.questions import among as question

    ids = [party_id(party) for party in parties]
    with _view(book) as view:
        return question.among(view, ids, filter_of(**asked), most=most)


def changes(
    book: Book | Index | Path | str,
    since: date | str,
    watch: Path | str | Iterable[tuple[str, str]] | None = None,
    *,
    most: int | None = 20,
    threshold: float = 0,
    synthetic: Synthetic | None = None,
    imported: Imported = "with",
) -> Changes:
    """Return what changed since a day in the dyads that one watches: pairs, or a file with two parties a line.

    Where none is named, in the `most` that the most articles published since tell of; None: in all.
    """
    from dyadbook.book.questions import changes as question

    day = day_of(since, "since")
    if day is None:
        raise UsageError("say since when: --since 2025-02-01.")
    watched = None if watch is None else question.watched(watch, two_parties)
    with _view(book) as view:
        asked = filter_of(threshold=threshold, synthetic=synthetic, imported=imported)
        return question.changes(view, day, watched, asked, most=most)


def wording(book: Book | Index | Path | str, phrase: str, **asked: Unpack[Narrowing]) -> Wording:
    """Return who used a wording when, in which forms, and who dropped which words; `said_by` is the speaker."""
    from dyadbook.book.questions import wording as question

    with _view(book) as view:
        return question.wording(view, phrase, filter_of(**asked))


def actor_page(
    book: Book | Index | Path | str, name: str, *, most: int | None = 50, **asked: Unpack[Narrowing]
) -> ActorPage:
    """Return what a book tells of one actor: offices over time, statements, whom the actor met."""
    from dyadbook.book.questions import actor_page as question

    with _view(book) as view:
        return question.actor_page(view, speaker_of(name) or name, filter_of(**asked), most=most)


def chosen(
    book: Book | Index | Path | str,
    *,
    dyad: tuple[str, str] | None = None,
    country: str | Sequence[str] = (),
    **asked: Unpack[Narrowing],
) -> Chosen:
    """Return which readings of a book a filter lets through, and how much of each; `asked` as `filter_of` takes it.

    Example texts are among them unless `synthetic` says otherwise.

    `dyad` is of which two parties something must be told, `country` who must have a part in it: one of these takes
    part, speaks, is spoken of, or is where it happens.
    """
    from dyadbook.book.questions.chosen import chosen as question

    asked.setdefault("synthetic", "with")
    parties = None if dyad is None else two_parties(*dyad)
    where = [country_of(one) for one in ([country] if isinstance(country, str) else country)]
    with _view(book) as view:
        return question(view, filter_of(**asked), parties, where)


def export(
    book: Book | Path | str, to: Path | str, *, format: Format | ExchangeFormat = "csv", **asked: Unpack[Choosing]
) -> tuple[tuple[Path, ...], int, tuple[Problem, ...]]:
    """Return the files written from a book, as `dyadbook.export` does; `asked` as `chosen` takes it: none for all."""
    from dyadbook import verbs  # which reads articles too, and so takes its time to import

    opened = bookkeeping.open_book(book) if isinstance(book, str | Path) else book
    only = chosen(opened, **asked) if asked else None
    items = opened.readings(only.articles if only else None)
    return verbs.export(items, to, format=format, merged=opened.event_of, wrong=opened.wrong(), chosen=only)


def unasked(book: Book | Index | Path | str) -> Synthetic:
    """Return what a book is asked for where nobody says: sources, but example texts where it holds nothing else."""
    from dyadbook.book.questions.filters import unasked as chosen_for

    with _view(book) as view:
        return chosen_for(view)


@contextmanager
def _view(book: Book | Index | Path | str) -> Iterator[View]:
    """Return one version of a book's index."""
    from dyadbook.book.index import Index

    opened = bookkeeping.open_book(book) if isinstance(book, str | Path) else book
    index = opened if isinstance(opened, Index) else opened.index
    if isinstance(book, str | Path):
        index.named = str(book)
    with index.view() as view:
        yield view
