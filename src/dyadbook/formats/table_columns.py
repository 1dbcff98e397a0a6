"""Return the tables of the export as data: for each its rows, and its columns.

Level 5. Column names have 32 characters at most, as Stata asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from dyadbook.formats.columns import (
    CONFIDENCE,
    JOIN,
    Column,
    Table,
    actors,
    first_words,
    one,
    place,
    plain,
    said_by,
    span,
    sure,
    when,
)
from dyadbook.records import Actor, Article, Event, IssueMention, Place, Problem, Reading, Report, Standing, Statement

BOOK_EVENT = "book_event"
"""The column that no reading fills: only a book knows which of its articles tell of one event."""
_ARTICLE = Column(
    "article", "string", Article, None, lambda reading, _: reading.article.id, "id of the article, as in table articles"
)
_DOC_ID = Column("doc_id", "string", Article, "doc_id", lambda reading, _: reading.article.doc_id)
_SYNTHETIC = Column(
    "synthetic", "bool", Article, "synthetic", lambda reading, _: reading.article.synthetic, unit="0, 1"
)


def _reports(reading: Reading) -> Iterator[tuple[Event, Report]]:
    """Return each report of a reading with its event."""
    return ((event, report) for event in reading.events for report in event.reports)


def _of_report(column: Column) -> Column:
    """Return a column of a report for rows that are pairs of event and report."""

    def value(reading: Reading, pair: tuple[Event, Report]) -> Any:
        return column.value(reading, pair[1])

    return Column(column.name, column.kind, column.record, column.field, value, column.note, column.unit)


def _others(_: Reading, event: Event) -> str | None:
    """Return the actors with another part as `South Korea (regarding)`."""
    return JOIN.join(f"{other.actor.name} ({other.role})" for other in event.others) or None


ARTICLES = Table(
    lambda reading: (reading.article,),
    (
        _ARTICLE,
        _DOC_ID,
        *plain(Article, "source", "url", "title", "deck", "authors", "publisher", "publisher_basis"),
        *plain(Article, "published", kind="date", unit="2025-02-07"),
        *plain(Article, "published_basis"),
        *plain(Article, "retrieved", kind="date", unit="2025-02-07"),
        *plain(Article, "language"),
        _SYNTHETIC,
        *plain(Article, "version", kind="int"),
        *plain(Article, "status"),
        Column(
            "length", "int", Article, None, lambda reading, _: len(reading.article.text),
            "length of the article's text", "Unicode code points",
        ),
    ),
)  # fmt: skip

STATEMENTS = Table(
    attrgetter("statements"),
    (
        one(Statement, "id", "statement", "id"),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *(
            one(Actor, field, f"speaker_{field}", f"speaker.{field}", note="the speaker")
            for field in ("name", "id", "country", "sector", "office")
        ),
        *plain(
            Actor,
            "country_inferred",
            "name_inferred",
            path="speaker",
            prefix="speaker_",
            note="the speaker",
            kind="bool",
            unit="0, 1",
        ),
        one(Actor, "basis", "speaker_basis", "speaker.basis", note="the speaker"),
        *actors("co_speakers", "who say the same words with the speaker, in order", "co_speaker"),
        *plain(Statement, "audience", "form"),
        one(Statement, "cue", "cue", "cue.text"),
        *first_words(attrgetter("content"), Statement, "content"),
        *plain(Statement, "about", "issues"),
        *when("date", "date", "when it was said"),
        one(Place, "name", "place_name", "place.name", note="where it was said"),
        *plain(Statement, "block", "said_by"),
        *sure(Statement),
    ),
)

EVENTS = Table(
    attrgetter("events"),
    (
        Column(
            "event", "string", Event, "id", lambda _, event: event.id,
            "what this article tells: `report` of `dyadbook sql`",
        ),
        Column(
            BOOK_EVENT, "string", Event, None, lambda _, event: None,
            "id of the book's event, of which other articles may tell too: `event` of `dyadbook sql` and of the pages; "
            "empty where no book is exported",
        ),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *actors("source", "who acts, in order"),
        *actors("target", "whom it is directed at, in order"),
        Column("others", "string", Event, "others", _others),
        *plain(Event, "reciprocal", kind="bool", unit="0, 1"),
        *plain(Event, "type", "act", "modes", "contexts", "cameo", "quad"),
        *plain(Event, "goldstein", "score", kind="float"),
        *place(),
        *plain(Event, "issues"),
        *when("date", "date", "when it happened"),
        *plain(Event, "modality"),
        *plain(Event, "historical", kind="bool", unit="0, 1"),
        *plain(Event, "condition"),
        *plain(Event, "lead", kind="bool", unit="0, 1"),
        *said_by(),
        *plain(Event, "differs"),
        Column(
            "n_reports", "int", Event, None, lambda _, event: len(event.reports), "number of rows in table reports"
        ),
        *sure(Event),
    ),
)  # fmt: skip

REPORTS = Table(
    _reports,
    (
        Column("event", "string", Event, None, lambda _, pair: pair[0].id, "id of the event, as in table events"),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *map(
            _of_report,
            (
                *plain(Report, "block"),
                *span(Report),
                *plain(Report, "text"),
                one(Report, "trigger", "trigger", "trigger.text"),
                *when("date", "date", "when the passage says that it happened"),
                *plain(Report, "modality"),
                one(Report, "cue", "cue", "cue.text"),
                *plain(Report, "historical", kind="bool", unit="0, 1"),
                *plain(Report, "condition"),
                *plain(Report, "lead", kind="bool", unit="0, 1"),
                *said_by(),
                *plain(Report, "confidence", kind="float", unit=CONFIDENCE),
            ),
        ),
    ),
)

STANDINGS = Table(
    attrgetter("standings"),
    (
        one(Standing, "id", "standing", "id"),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        Column("party_a", "string", Standing, "parties", lambda _, item: item.parties[0], "the first"),
        Column("party_b", "string", Standing, "parties", lambda _, item: item.parties[1], "the second"),
        *plain(Standing, "holder", "toward", "aspect", "value"),
        *when("since", "since", "since when"),
        *when("until", "until", "until when"),
        *plain(Standing, "as_of", kind="date", unit="2025-02-07"),
        *plain(Standing, "condition"),
        *said_by(),
        *plain(Standing, "issues"),
        *first_words(attrgetter("reports"), Standing, "reports"),
        *plain(Standing, "block"),
        *sure(Standing),
    ),
)

ISSUES = Table(
    attrgetter("issues"),
    (
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *plain(IssueMention, "issue", "parties"),
        *span(IssueMention),
        *plain(IssueMention, "text"),
    ),
)

MENTIONS = Table(
    attrgetter("mentions"),
    (
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *plain(Actor, "name", "kind", "id", "country", "sector", "sectors", "office", "wikidata"),
        *span(Actor),
        *plain(Actor, "text", "basis"),
        *plain(Actor, "score", kind="float", unit=CONFIDENCE),
        Column(
            "candidates", "string", Actor, "candidates",
            lambda _, actor: JOIN.join(candidate.id for candidate in actor.candidates) or None,
        ),
    ),
)  # fmt: skip

PROBLEMS = Table(
    attrgetter("problems"),
    (
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *plain(Problem, "source", "step", "code", "message"),
    ),
)

TABLES: dict[str, Table] = {
    "articles": ARTICLES,
    "statements": STATEMENTS,
    "events": EVENTS,
    "reports": REPORTS,
    "standings": STANDINGS,
    "issues": ISSUES,
    "mentions": MENTIONS,
    "problems": PROBLEMS,
}
