"""Return the tables of the export as data: for each column its name, type, origin in the records, and value.

Level 5. Column names have 32 characters at most, as Stata asks. Several values in one cell are joined by `; `.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from dyadbook.records import (
    Actor,
    Article,
    Event,
    IssueMention,
    Place,
    Problem,
    Reading,
    Record,
    Report,
    SaidBy,
    Standing,
    Statement,
    When,
    Words,
    speakers_of,
)

Kind = Literal["string", "int", "float", "bool", "date"]
JOIN = "; "
BOOK_EVENT = "book_event"
"""The column that no reading fills: only a book knows which of its articles tell of one event."""


@dataclass(frozen=True)
class Column:
    """One column: where its meaning is written, and how its value is taken from a reading and an item of it."""

    name: str
    kind: Kind
    record: type[Record]
    field: str | None
    value: Callable[[Reading, Any], Any]
    note: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: the items of a reading that give its rows, and its columns."""

    items: Callable[[Reading], Iterable[Any]]
    columns: tuple[Column, ...]


def _at(path: str) -> Callable[[Any], Any]:
    """Return a getter of a dotted path that gives None where something on the way is None."""
    names = path.split(".")

    def get(item: Any) -> Any:
        for name in names:
            if item is None:
                return None
            item = getattr(item, name)
        return item

    return get


def _plain(
    record: type[Record],
    *fields: str,
    path: str = "",
    prefix: str = "",
    note: str = "",
    kind: Kind = "string",
    unit: str = "",
) -> tuple[Column, ...]:
    """Return columns that show fields of a record as they are; tuples are joined."""  # fmt: skip

    def column(field: str) -> Column:
        get = _at(f"{path}.{field}" if path else field)
        return Column(prefix + field, kind, record, field, lambda _, item: _joined(get(item)), note, unit)

    return tuple(column(field) for field in fields)


def _joined(value: Any) -> Any:
    """Return a tuple of texts as one text; an empty one as None; all else as it is."""
    return (JOIN.join(value) or None) if isinstance(value, tuple) else value


def _one(record: type[Record], field: str, name: str, path: str, kind: Kind = "string", **more: str) -> Column:
    """Return one column that shows what a path leads to."""
    get = _at(path)
    return Column(name, kind, record, field, lambda _, item: _joined(get(item)), **more)


def _when(path: str, prefix: str, note: str) -> tuple[Column, ...]:
    """Return the four columns of a date."""
    return (
        *_plain(When, "start", "end", path=path, prefix=f"{prefix}_", note=note, kind="date", unit="2025-02-07"),
        *_plain(When, "precision", "basis", path=path, prefix=f"{prefix}_", note=note),
    )


def _span(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a span."""
    return _plain(record, "start", "end", kind="int", unit="Unicode code points")


def _place(path: str = "place") -> tuple[Column, ...]:
    """Return the columns of a place."""
    return (
        *_plain(Place, "name", "country", path=path, prefix="place_"),
        *_plain(Place, "lat", "lon", path=path, prefix="place_", kind="float", unit="degrees, WGS 84"),
        *_plain(Place, "geonames", path=path, prefix="place_", kind="int"),
    )


def _actors(side: str, note: str, prefix: str = "") -> tuple[Column, ...]:
    """Return the columns of several actors of a record; each position of the lists is one actor."""

    def column(field: str, name: str) -> Column:
        def value(_: Reading, item: Event | Statement) -> str | None:
            parts = [getattr(actor, field) or "" for actor in getattr(item, side)]
            return JOIN.join(parts) if any(parts) else None

        return Column(f"{prefix or side}_{name}", "string", Actor, field, value, note)

    def inferred(field: str, name: str) -> Column:
        def value(_: Reading, item: Event | Statement) -> str | None:
            marks = ["1" if getattr(actor, field) else "" for actor in getattr(item, side)]
            return JOIN.join(marks) if any(marks) else None

        return Column(f"{prefix or side}_{name}", "string", Actor, field, value, f"1 where so: {note}")

    names = {
        "name": "names", "id": "ids", "country": "countries", "sector": "sectors", "office": "offices",
        "basis": "bases",
    }  # fmt: skip
    return (
        *(column(field, name) for field, name in names.items()),
        inferred("country_inferred", "countries_inferred"),
        inferred("name_inferred", "names_inferred"),
    )


_ARTICLE = Column(
    "article", "string", Article, None, lambda reading, _: reading.article.id, "id of the article, as in table articles"
)
_DOC_ID = Column("doc_id", "string", Article, "doc_id", lambda reading, _: reading.article.doc_id)
_SYNTHETIC = Column(
    "synthetic", "bool", Article, "synthetic", lambda reading, _: reading.article.synthetic, unit="0, 1"
)
_CONFIDENCE = "0 to 1"


def _tellers(reading: Reading, item: Event | Report | Standing) -> str | None:
    """Return the names of all who tell of something: the speakers of the statement by which it is told."""
    if (told := item.said_by) is None:
        return None
    said = next((one for one in reading.statements if one.id == told.statement), None)
    names = [] if said is None else [speaker.name for speaker in speakers_of(said)]
    return JOIN.join(names) if told.name in names else told.name


def _said_by() -> tuple[Column, ...]:
    """Return the columns that say who tells of something."""
    return (
        Column("said_by", "string", SaidBy, "name", _tellers, "all who say so, in order"),
        _one(SaidBy, "statement", "said_by_statement", "said_by.statement"),
    )


def _sure(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns that say how sure a record is and which step wrote it."""
    return (
        Column(
            "confidence", "float", record, "confidence", lambda _, item: item.confidence, unit=_CONFIDENCE
        ),
        *_plain(record, "origin"),
    )  # fmt: skip


def _first_words(get: Callable[[Any], tuple[Words, ...]], record: type[Record], field: str) -> tuple[Column, ...]:
    """Return the columns of words that may stand in several pieces: where the first starts, the last ends, and all."""

    def start(_: Reading, item: Any) -> int | None:
        return min((words.start for words in get(item)), default=None)

    def end(_: Reading, item: Any) -> int | None:
        return max((words.end for words in get(item)), default=None)

    def text(_: Reading, item: Any) -> str:
        return " […] ".join(words.text for words in get(item))

    unit = "Unicode code points"
    return (
        Column("start", "int", Words, "start", start, "of the first piece", unit),
        Column("end", "int", Words, "end", end, "of the last piece", unit),
        Column("text", "string", record, field, text, "pieces are divided by […]"),
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
        *_plain(Article, "source", "url", "title", "deck", "authors", "publisher"),
        *_plain(Article, "published", kind="date", unit="2025-02-07"),
        *_plain(Article, "published_basis"),
        *_plain(Article, "retrieved", kind="date", unit="2025-02-07"),
        *_plain(Article, "language"),
        _SYNTHETIC,
        *_plain(Article, "version", kind="int"),
        *_plain(Article, "status"),
        Column(
            "length", "int", Article, None, lambda reading, _: len(reading.article.text),
            "length of the article's text", "Unicode code points",
        ),
    ),
)  # fmt: skip

STATEMENTS = Table(
    attrgetter("statements"),
    (
        _one(Statement, "id", "statement", "id"),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *(
            _one(Actor, field, f"speaker_{field}", f"speaker.{field}", note="the speaker")
            for field in ("name", "id", "country", "sector", "office")
        ),
        *_plain(
            Actor,
            "country_inferred",
            "name_inferred",
            path="speaker",
            prefix="speaker_",
            note="the speaker",
            kind="bool",
            unit="0, 1",
        ),
        _one(Actor, "basis", "speaker_basis", "speaker.basis", note="the speaker"),
        *_actors("co_speakers", "who say the same words with the speaker, in order", "co_speaker"),
        *_plain(Statement, "audience", "form"),
        _one(Statement, "cue", "cue", "cue.text"),
        *_first_words(attrgetter("content"), Statement, "content"),
        *_plain(Statement, "about", "issues"),
        *_when("date", "date", "when it was said"),
        _one(Place, "name", "place_name", "place.name", note="where it was said"),
        *_plain(Statement, "block", "said_by"),
        *_sure(Statement),
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
        *_actors("source", "who acts, in order"),
        *_actors("target", "whom it is directed at, in order"),
        Column("others", "string", Event, "others", _others),
        *_plain(Event, "reciprocal", kind="bool", unit="0, 1"),
        *_plain(Event, "type", "act", "modes", "contexts", "cameo", "quad"),
        *_plain(Event, "goldstein", "score", kind="float"),
        *_place(),
        *_plain(Event, "issues"),
        *_when("date", "date", "when it happened"),
        *_plain(Event, "modality"),
        *_plain(Event, "historical", kind="bool", unit="0, 1"),
        *_plain(Event, "condition"),
        *_plain(Event, "lead", kind="bool", unit="0, 1"),
        *_said_by(),
        *_plain(Event, "differs"),
        Column(
            "n_reports", "int", Event, None, lambda _, event: len(event.reports), "number of rows in table reports"
        ),
        *_sure(Event),
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
                *_plain(Report, "block"),
                *_span(Report),
                *_plain(Report, "text"),
                _one(Report, "trigger", "trigger", "trigger.text"),
                *_when("date", "date", "when the passage says that it happened"),
                *_plain(Report, "modality"),
                _one(Report, "cue", "cue", "cue.text"),
                *_plain(Report, "historical", kind="bool", unit="0, 1"),
                *_plain(Report, "condition"),
                *_plain(Report, "lead", kind="bool", unit="0, 1"),
                *_said_by(),
                *_plain(Report, "confidence", kind="float", unit=_CONFIDENCE),
            ),
        ),
    ),
)

STANDINGS = Table(
    attrgetter("standings"),
    (
        _one(Standing, "id", "standing", "id"),
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        Column("party_a", "string", Standing, "parties", lambda _, item: item.parties[0], "the first"),
        Column("party_b", "string", Standing, "parties", lambda _, item: item.parties[1], "the second"),
        *_plain(Standing, "holder", "toward", "aspect", "value"),
        *_when("since", "since", "since when"),
        *_when("until", "until", "until when"),
        *_plain(Standing, "as_of", kind="date", unit="2025-02-07"),
        *_plain(Standing, "condition"),
        *_said_by(),
        *_plain(Standing, "issues"),
        *_first_words(attrgetter("reports"), Standing, "reports"),
        *_plain(Standing, "block"),
        *_sure(Standing),
    ),
)

ISSUES = Table(
    attrgetter("issues"),
    (
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *_plain(IssueMention, "issue", "parties"),
        *_span(IssueMention),
        *_plain(IssueMention, "text"),
    ),
)

MENTIONS = Table(
    attrgetter("mentions"),
    (
        _ARTICLE,
        _DOC_ID,
        _SYNTHETIC,
        *_plain(Actor, "name", "kind", "id", "country", "sector", "sectors", "office", "wikidata"),
        *_span(Actor),
        *_plain(Actor, "text", "basis"),
        *_plain(Actor, "score", kind="float", unit=_CONFIDENCE),
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
        *_plain(Problem, "source", "step", "code", "message"),
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
