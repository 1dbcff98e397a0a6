"""Return the twins of a page, its record as JSON and its tables as CSV: the same on a server and beside files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from dyadbook.answers import Among, Changes, DyadTold, FoundWords, Hit, Pending, Plan, Series
from dyadbook.book.questions.country import CountryPage
from dyadbook.book.questions.event import Account, EventPage
from dyadbook.book.questions.home import HomePage, ToldEvents, ToldStatements
from dyadbook.book.questions.issue import IssuePage
from dyadbook.book.questions.person import PersonPage
from dyadbook.pages import DyadPage, Entry, Fact, IssueCount, Passage, Said, Source
from dyadbook.records import Record
from dyadbook.schemas import to_json
from dyadbook.tellers import tellers_of
from dyadbook.web.about import AboutPage, RunsPage

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
READ_BY = "Read by machine: each record has its confidence and its words; read the words before you rely on it."
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Reply(Record, frozen=True, kw_only=True):
    """The one form of success: the record of the page, where its list goes on, and of which version of the book."""

    data: msgspec.Raw
    next: str | None = None
    version: int
    read_by: str = READ_BY


def as_json(record: Record, *, next: str | None = None, version: int, read_by: str = READ_BY) -> bytes:
    """Return the record of a page as JSON."""
    return to_json(Reply(data=msgspec.Raw(to_json(record)), next=next, version=version, read_by=read_by))


def as_csv(rows: Sequence[Row]) -> bytes:
    """Return a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows[0] if rows else [])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: Any) -> Any:
    """Return a value as a cell: what a spreadsheet would run as a formula is made text."""
    if isinstance(value, tuple | list):
        value = "; ".join(map(str, value))
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return "" if value is None else value


def tables_of(record: Record) -> Tables:
    """Return the tables of a page by their names, the first the one that is given unasked; none where it has none."""
    return _TABLES.get(type(record), lambda page: {})(record)


def flat(record: Record) -> Iterator[tuple[str, Any]]:
    """Return the plain fields of a record, those of records within it under joined names."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from ((f"{name}_{inner}", item) for inner, item in flat(value))
        elif not (isinstance(value, tuple) and value and isinstance(value[0], Record)):
            yield name, value


# ---- tables


def _home(page: HomePage) -> Tables:
    return {
        "dyads": [dict(flat(one)) for one in page.dyads],
        "new_events": [*map(_event, page.new_events)],
    }


def _dyad(page: DyadPage) -> Tables:
    return {
        "events": [*map(_event, (*page.timeline, *page.undated))],
        "statements": [*map(_said, page.statements)],
        "facts": [*map(_fact, page.facts)],
        "issues": [*map(_issue, page.issues)],
        "sources": [*map(_source, page.sources)],
    }


def _country(page: CountryPage) -> Tables:
    return {
        "dyads": [*map(_dyad_told, page.dyads)],
        "events": [*map(_event, page.events)],
        "statements": [*map(_said, page.statements)],
        "issues": [*map(_issue, page.issues)],
    }


def _person(page: PersonPage) -> Tables:
    return {
        "statements": [*map(_said, page.statements)],
        "met": [{"whom": one.whom, **_event(one.event)} for one in page.met],
    }


def _of_issue(page: IssuePage) -> Tables:
    return {
        "dyads": [*map(_dyad_told, page.dyads)],
        "events": [*map(_event, page.events)],
        "statements": [*map(_said, page.statements)],
    }


def _runs(page: RunsPage) -> Tables:
    return {
        "problems": [dict(flat(one)) for one in page.problems],
        "runs": [{name: value for name, value in flat(one) if not isinstance(value, dict)} for one in page.runs],
    }


def _changes(page: Changes) -> Tables:
    return {
        "changes": [
            {
                "a": watched.sides[0].id, "b": watched.sides[1].id, "kind": one.kind, "what": one.what,
                "date": one.date, "event": one.event, "said_by": one.said_by, "confidence": one.confidence,
                **_words(one.passages or one.before),
            }
            for watched in page.watched
            for one in watched.changes
        ]
    }  # fmt: skip


_TABLES: Mapping[type[Record], Callable[[Any], Tables]] = {
    HomePage: _home,
    DyadPage: _dyad,
    ToldEvents: lambda page: {"events": [*map(_event, page.events)]},
    ToldStatements: lambda page: {"statements": [*map(_said, page.statements)]},
    EventPage: lambda page: {"reports": [*map(_account, page.accounts)]},
    CountryPage: _country,
    PersonPage: _person,
    IssuePage: _of_issue,
    Pending: lambda page: {"plans": [*map(_plan, page.plans)]},
    RunsPage: _runs,
    AboutPage: lambda page: {"sources": [*map(_source, page.sources)]},
    FoundWords: lambda page: {"hits": [*map(_hit, page.hits)]},
    Series: lambda page: {"periods": [dict(flat(one)) for one in page.periods]},
    Among: lambda page: {"events": [*map(_event, page.events)], "statements": [*map(_said, page.statements)]},
    Changes: _changes,
}


# ---- rows


def _plan(plan: Plan) -> Row:
    return {
        "state": plan.state, "kind": plan.kind, "a": plan.sides[0].id, "b": plan.sides[1].id, "by": plan.by,
        "condition_until": plan.condition_until, "until": plan.until, "because": plan.because,
        "outcome": plan.outcome.id if plan.outcome else None,
        **_event(plan.event),
    }  # fmt: skip


def _event(entry: Entry) -> Row:
    when = entry.date
    return {
        "event": entry.id, "date_start": when.start, "date_end": when.end, "date_precision": when.precision,
        "type": entry.type, "act": entry.act, "modes": entry.modes, "quad": entry.quad, "modality": entry.modality,
        "historical": entry.historical, "source": entry.source, "target": entry.target, "others": entry.others,
        "place": entry.place, "condition": entry.condition, "said_by": entry.said_by,
        "independent": entry.independent, "articles": entry.articles,
        "corrected": tuple(dict.fromkeys(one.field for one in entry.corrected)), **_words(entry.passages),
    }  # fmt: skip


def _account(account: Account) -> Row:
    return {
        "report": account.id, "date_start": account.date.start, "date_end": account.date.end, "type": account.type,
        "act": account.act, "modes": account.modes, "modality": account.modality, "historical": account.historical,
        "source": account.source, "target": account.target, "place": account.place, "condition": account.condition,
        "said_by": account.said_by, "confidence": account.confidence, "because": account.because,
        "corrected": tuple(f"{one.field}: {one.value} (was {one.was}) by {one.name}" for one in account.corrected),
        **_words(account.passages),
    }  # fmt: skip


def _said(said: Said) -> Row:
    return {
        "statement": said.id, "speaker": said.speaker, "speakers": said.speakers, "office": said.office,
        "country": said.country, "country_inferred": said.country_inferred, "side": said.side,
        "about": said.about, "form": said.form, "cue": said.cue, "audience": said.audience, "said_by": said.said_by,
        "date_start": said.date.start, "date_end": said.date.end, "issues": said.issues,
        "corrected": tuple(dict.fromkeys(one.field for one in said.corrected)), **_words(said.passages),
    }  # fmt: skip


def _fact(fact: Fact) -> Row:
    return {
        "aspect": fact.aspect, "value": fact.value, "holder": fact.holder, "toward": fact.toward,
        "since": fact.since.start, "until": fact.until.start, "past": fact.past, "last_reported": fact.as_of,
        "condition": fact.condition, "said_by": tellers_of(fact.said_by),
        "standings": fact.ids, **_words(fact.passages),
    }  # fmt: skip


def _hit(hit: Hit) -> Row:
    return {
        "kind": hit.kind, "id": hit.id, "event": hit.event, "who": hit.who, "what": hit.what, "modes": hit.modes,
        "whom": hit.whom,
        "date_start": hit.date.start, "date_end": hit.date.end, "modality": hit.modality,
        "historical": hit.historical, "condition": hit.condition, "said_by": hit.said_by, "country": hit.country,
        "country_inferred": hit.country_inferred, "elsewhere": hit.elsewhere, "by_office": hit.by_office,
        "confidence": hit.confidence, "disputed": hit.disputed,
        "corrected": tuple(dict.fromkeys(one.field for one in hit.corrected)), **_words(hit.passages),
    }  # fmt: skip


def _source(one: Source) -> Row:
    return {"outlet": one.outlet, "country": one.country, "articles": one.articles}


def _issue(one: IssueCount) -> Row:
    return {"issue": one.issue, "articles": one.articles}


def _dyad_told(one: DyadTold) -> Row:
    return {"a": one.a.id, "b": one.b.id, "articles": one.articles, "last": one.last, "doubtful": one.doubtful}


def _words(passages: Iterable[Passage]) -> Row:
    """Return the first words of a record, and where they stand, as part of a row."""
    one = next(iter(passages), None)
    if one is None:
        return dict.fromkeys(
            ("words", "article", "doc_id", "start", "end", "published", "outlet", "url", "synthetic", "imported")
        )
    ref = one.article
    return {
        "words": one.text, "article": ref.id, "doc_id": ref.doc_id, "start": one.start, "end": one.end,
        "published": ref.published,
        "outlet": ref.publisher, "url": ref.url, "synthetic": ref.synthetic, "imported": ref.imported,
    }  # fmt: skip
