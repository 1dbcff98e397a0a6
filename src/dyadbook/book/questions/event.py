"""Return one event with all its reports side by side: what each claims, where they differ, why they were merged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from dyadbook.answers import Answer
from dyadbook.book.corrections import check_changes, check_day, check_field, check_sides, value_of
from dyadbook.book.decisions import Decision, withdrawn
from dyadbook.book.index_schema import article_of, number
from dyadbook.book.index_view import View
from dyadbook.book.merge import Merged, Why
from dyadbook.book.questions.entries import entries, passages
from dyadbook.book.questions.filters import looked
from dyadbook.date_words import dated_words
from dyadbook.pages import ArticleRef, Correction, Entry, Passage
from dyadbook.phrases import count_words, listed
from dyadbook.records import Event, Modality, Reading, Record, Standing, Statement, When
from dyadbook.tellers import tellers_of


class Account(Record, frozen=True, kw_only=True):
    """What one article claims of the event."""

    id: Annotated[str, Meta(description="id of the report, by which a person corrects it")]
    article: ArticleRef
    date: When = When()
    type: str
    act: str
    modes: Annotated[tuple[str, ...], Meta(description="PLOVER modes")] = ()
    modality: Modality
    historical: bool | None = None
    source: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None = None
    condition: str | None = None
    said_by: str | None = None
    confidence: float
    origin: str | None = None
    passages: tuple[Passage, ...]
    because: Annotated[str | None, Meta(description="why it belongs to the event; null: the first that told it")] = None
    decision: Annotated[str | None, Meta(description="id of the person's decision that says so")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of it")] = ()


class Differing(Record, frozen=True, kw_only=True):
    """What the reports do not say alike, with how many say each."""

    what: str
    told: tuple[tuple[str, int], ...]


class EventPage(Answer, frozen=True, kw_only=True):
    """An event with its reports."""

    event: Entry
    parties: Annotated[tuple[str, ...], Meta(description="ids of the parties that take part")] = ()
    first: Annotated[date | None, Meta(description="day of the first report")] = None
    accounts: tuple[Account, ...]
    differing: tuple[Differing, ...] = ()
    confidence: Annotated[float, Meta(description="of the surest report")]


class Disputed(Record, frozen=True, kw_only=True):
    """An event of which the reports do not say the same, with what they say."""

    event: Entry
    differing: tuple[Differing, ...]


def disputed(view: View, told: Iterable[Entry]) -> tuple[Disputed, ...]:
    """Return those events whose reports contradict each other in what was done, when, or whether it was done at all."""
    several = {number(entry.id): entry for entry in told if entry.id and entry.articles > 1 and entry.disputed}
    events = view.events(several)
    reports = view.reports(events)
    records = view.records(record for members in reports.values() for record in members)
    view.refs(map(article_of, records))
    found = []
    order = {uid: at for at, uid in enumerate(several)}
    for event in sorted(reports, key=lambda event: order[events[event]]):
        members = [(one, record) for record in reports[event] if isinstance(one := records[record], Event)]
        accounts = [_account(view, one, record, None, ()) for one, record in members]
        entry = several[events[event]]
        asked = {*entry.disputed, *(_SIDES if "parties" in entry.disputed else ())}
        if differing := tuple(one for one in _differing(accounts) if one.what in asked):
            found.append(Disputed(event=entry, differing=differing))
    return tuple(found)


def event(view: View, uid: str) -> EventPage | None:
    """Return the event of this id; None where the book has none (it may be merged into another now)."""
    found = view.rows("SELECT id FROM events WHERE uid = ?", (number(uid),))
    if not found:
        return None
    (id,) = found[0]
    merged = view.kept((id,))[id].merged
    members = view.reports((id,))[id]
    records = view.records(members)
    view.refs(map(article_of, members))
    why = {one.report: one for one in merged.why}
    corrections = view.corrections(members)
    told = [(one, record) for record in members if isinstance(one := records[record], Event)]
    place = {report: at for at, report in enumerate(merged.members)}  # the first published first
    told.sort(key=lambda item: place[item[0].id])
    accounts = [_account(view, one, record, why.get(one.id), corrections.get(record, ())) for one, record in told]
    best = next(one for one, _ in told if one.id == merged.told_by)
    synthetic = any(account.article.synthetic for account in accounts)
    seen = looked(view, "only" if synthetic else "apart")
    articles = len({account.article.id for account in accounts})
    return EventPage(
        filter=f"{count_words(len(accounts), 'report')} of one event, in {count_words(articles, 'article')}.",
        looked=seen,
        event=entries(view, [id])[0],
        parties=_parties(best),
        first=min((day for one in accounts if (day := one.article.published)), default=None),
        accounts=tuple(accounts),
        differing=_differing(accounts),
        confidence=max(one.confidence for one in accounts),
    )


def reports_of(view: View, uid: str) -> tuple[str, ...]:
    """Return the ids of the reports of an event; none where the book has no such event."""
    found = view.rows("SELECT id FROM events WHERE uid = ?", (number(uid),))
    return view.kept((found[0][0],))[found[0][0]].merged.members if found else ()


def records_told(view: View, ids: Iterable[str]) -> dict[int, Event | Statement | Standing]:
    """Return the records of these ids by their numbers in the index; those that are called wrong too."""
    numbers = [row[0] for id in ids for row in view.rows("SELECT id FROM records WHERE uid = ?", (number(id),))]
    records = view.records(numbers)
    return {one: records[one] for one in numbers}


def events_told(view: View, reports: Iterable[str]) -> dict[int, Event]:
    """Return the reports of these ids by their numbers in the index; those that are called wrong too."""
    return {one: record for one, record in records_told(view, reports).items() if isinstance(record, Event)}


def done_to(view: View, reading: Reading) -> dict[str, tuple[Correction, ...]]:
    """Return what persons added and corrected of the records of a reading, by their ids."""
    told = records_told(
        view, (one.id for layer in (reading.statements, reading.events, reading.standings) for one in layer)
    )
    return {told[number].id: made for number, made in view.corrections(told).items()}


def event_of(view: View, report: str) -> Merged | None:
    """Return the event that a report tells of; None where it is in none."""
    found = view.events_of(events_told(view, [report])).values()
    return next((kept.merged for kept in view.kept(found).values()), None)


def check_decision(view: View, decision: Decision) -> None:
    """Do nothing where a decision can be.

    Raises: UsageError where the records have no such field or do not take the value, have it already, a party would act
    on itself, or a day is to come.
    """
    if decision.field is not None and decision.value is not None:
        records = records_told(view, decision.reports).values()
        check_field(records, decision.field, decision.value)
        check_changes(records, decision.field, decision.value)
        told = events_told(view, decision.reports)
        made = view.corrections(told)
        check_day(told.values(), decision.field, decision.value, decision.at.date())
        check_sides(((event, made.get(one, ())) for one, event in told.items()), decision.field, decision.value)


def values_before(view: View, decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    """Return the values that stood before those of decisions that correct a field, by the ids of these.

    That is what an earlier one put there, which is not taken back, else what was read. Of records that are not in the
    book now none is known.
    """
    ordered = sorted(decisions, key=lambda one: (one.at, one.id))
    gone = withdrawn(ordered)
    told = records_told(view, {report for one in ordered if one.field for report in one.reports})
    made = view.corrections(told)
    read = {
        (record.id, each.field): each.was for number, record in told.items() for each in made.get(number, ())
    }  # of a field that is in none what it is now was read
    records = {record.id: record for record in told.values()}
    put: dict[tuple[str, str], str] = {}
    found: dict[str, tuple[str, ...]] = {}
    for one in ordered:
        if one.field is None or one.value is None:
            continue
        values = []
        for report in (report for report in one.reports if report in records):
            place = (report, one.field)
            values.append(put.get(place) or read.get(place) or value_of(records[report], one.field))
            if one.id not in gone:
                put[place] = one.value
        found[one.id] = tuple(dict.fromkeys(values))
    return found


def joined_into(view: View, uid: str) -> str | None:
    """Return the id of the event into which that of an id was merged; None where none took it in."""
    found = view.events_of(
        record for (record,) in view.rows("SELECT record FROM joined WHERE event = ?", (number(uid),))
    )
    return next((kept.merged.id for kept in view.kept(found.values()).values()), None)


def _account(view: View, told: Event, record: int, why: Why | None, corrections: tuple[Correction, ...]) -> Account:
    """Return what one article claims."""
    return Account(
        id=told.id, article=view.ref(record), date=told.date, type=told.type, act=told.act, modes=told.modes,
        modality=told.modality,
        historical=told.historical, source=tuple(actor.name for actor in told.source),
        target=tuple(actor.name for actor in told.target), place=told.place.name if told.place else None,
        condition=told.condition, said_by=listed(tellers_of(told.said_by)) or None, confidence=told.confidence,
        origin=told.origin, passages=passages(view, told, record),
        because=why.because if why else None, decision=why.decision if why else None,
        corrected=corrections,
    )  # fmt: skip


def _parties(told: Event) -> tuple[str, ...]:
    """Return the ids of the countries and bodies that act or undergo the event."""
    named = [actor.country or actor.id for actor in (*told.source, *told.target)]
    return tuple(dict.fromkeys(party for party in named if party and not party.startswith("person/")))


_SIDES = ("source", "target")
_FIELDS: Sequence[tuple[str, Callable[[Account], str | None]]] = (
    ("date", lambda one: _days(one.date)),
    ("type", lambda one: one.type),
    ("told as", lambda one: one.modality),
    ("source", lambda one: ", ".join(sorted(one.source)) or None),
    ("target", lambda one: ", ".join(sorted(one.target)) or None),
    ("place", lambda one: one.place),
    ("said by", lambda one: one.said_by),
)


def _differing(accounts: Sequence[Account]) -> tuple[Differing, ...]:
    """Return the fields of which the reports say different things; what a report leaves open is no difference."""
    found = []
    for what, claimed in _FIELDS:
        counts: dict[str, int] = {}
        for account in accounts:
            if (value := claimed(account)) is not None:
                counts[value] = counts.get(value, 0) + 1
        if len(counts) > 1:
            told = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            found.append(Differing(what=what, told=tuple(told)))
    return tuple(found)


def _days(when: When) -> str | None:
    """Return a date in words; None where there is none."""
    return None if when.start is None else dated_words(when)
