"""Return events and statements of the index as pages show them, with the words of every report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec

from dyadbook.book.index_schema import article_of, number
from dyadbook.book.index_ties import RELATIONS, date_of, with_both
from dyadbook.book.index_view import View
from dyadbook.book.questions.filters import TieRow
from dyadbook.book.tellers import in_order, parties
from dyadbook.pages import Correction, Dispute, Entry, Passage, Relation, Said
from dyadbook.records import Event, Statement
from dyadbook.views import claimants, entry_of, newest_said, said_of, told_passages


class Place(NamedTuple):
    """How an event ties the sides of a page, which of them acts, and the sides, where the page has two."""

    relation: Relation
    by: str | None
    sides: tuple[str, str] | None = None


_ALONE = Place("between", None)


def entries(view: View, events: Sequence[int], places: dict[int, Place] | None = None) -> list[Entry]:
    """Return events by their numbers in the index, in that order, each with its reports, the most precise first."""
    reports = view.reports(events)
    records = view.records(record for numbers in reports.values() for record in numbers)
    view.refs(article_of(record) for record in records)
    kept = view.kept(reports)
    corrections = view.corrections(records)
    made = []
    for one in events:
        place = (places or {}).get(one, _ALONE)
        told = [(event, record) for record in reports[one] if isinstance(event := records[record], Event)]
        merged = kept[one].merged
        numbers = {event.id: record for event, record in told}
        ordered = in_order((event for event, _ in told), merged.told_by, merged.outvoted)
        told = [(event, numbers[event.id]) for event in ordered]
        group = [(event, place.relation, place.by, passages(view, event, record)) for event, record in told]
        entry = _between(entry_of(group), ordered, place.sides)
        why = tuple(reason.because for reason in merged.why)
        made.append(msgspec.structs.replace(
            entry, id=merged.id, independent=merged.independent, why=why,
            date=date_of(ordered, merged),
            said_by=claimants(event for event in ordered if event.id not in merged.outvoted),
            corrected=all_of(corrections.get(record, ()) for _, record in told),
            disputed=contradicted(ordered),
        ))  # fmt: skip
    return made


def _between(entry: Entry, told: Sequence[Event], sides: tuple[str, str] | None) -> Entry:
    """Return an event with the parties of the first report that names both sides of its page."""
    shown = with_both(told, *sides) if sides else None
    if shown is None or shown is told[0]:
        return entry
    return msgspec.structs.replace(
        entry,
        source=tuple(actor.name for actor in shown.source),
        target=tuple(actor.name for actor in shown.target),
        reciprocal=shown.reciprocal,
        others=tuple(f"{other.actor.name} ({other.role})" for other in shown.others),
    )


def contradicted(told: Sequence[Event]) -> tuple[Dispute, ...]:
    """Return in what reports of one event contradict each other, the report by which it is told first.

    A party may be called in many ways, and one that is left out is not denied: who takes part is disputed where a
    report has on a side whom the first has not there. A month contradicts no day in it. Nor does one cooperative act
    another (what one calls an agreement another calls support), nor a plan or what is supposed the deed that it became;
    conflict contradicts cooperation, and a denial what is told as done or to come.
    """
    found: list[Dispute] = []
    days = [(start, one.date.end or start + timedelta(days=1)) for one in told if (start := one.date.start)]
    if days and max(start for start, _ in days) >= min(end for _, end in days):
        found.append("date")
    if len({one.quad.endswith("conflict") for one in told}) > 1:
        found.append("type")
    modalities = {one.modality for one in told}
    if "negated" in modalities and modalities & {"actual", "future"}:
        found.append("told as")
    first, *others = parties(told)
    if any(not named <= first for named in others):
        found.append("parties")
    return tuple(found)


def all_of(corrections: Iterable[tuple[Correction, ...]]) -> tuple[Correction, ...]:
    """Return what was corrected of several reports, each decision once."""
    return tuple({one.decision: one for made in corrections for one in made}.values())


def dyad_entries(view: View, rows: Sequence[TieRow], a: str, b: str) -> list[Entry]:
    """Return events of a dyad in the order of the rows."""
    first, second = sorted((a, b))
    return entries(view, [row.item for row in rows], {row.item: place_of(row, first, second) for row in rows})


def place_of(row: TieRow, a: str, b: str) -> Place:
    """Return the place of an event on the page of a dyad, `a` before `b` in the alphabet."""
    return Place(RELATIONS[row.relation or 0], (None, a, b, None)[row.side], (a, b))


def by_issue(view: View, made: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return events by the issues that their reports name, in the order given."""
    wanted = {number(entry.id): entry for entry in made if entry.id}
    events: dict[int, int] = {}
    for uid in wanted:
        events.update(view.rows("SELECT id, uid FROM events WHERE uid = ?", (uid,)))
    reports = view.reports(events)
    records = view.records(record for numbers in reports.values() for record in numbers)
    told = {
        events[event]: {issue for one in numbers for issue in records[one].issues} for event, numbers in reports.items()
    }
    found: dict[str, list[Entry]] = {}
    for uid, entry in wanted.items():
        for issue in sorted(told.get(uid, ())):
            found.setdefault(issue, []).append(entry)
    return found


def dyad_statements(view: View, rows: Sequence[TieRow], a: str, b: str) -> tuple[Said, ...]:
    """Return what one side says about the other, the newest first."""
    sides = sorted((a, b))
    return statements(view, {row.item: sides[row.side - 1] for row in rows})


def statements(view: View, sides: dict[int, str], whose: str | None = None) -> tuple[Said, ...]:
    """Return statements by their numbers, each with the side that it is said for, the newest first.

    Of several who speak `whose` (id or name) is whom the page is about.
    """
    records = view.records(sides)
    view.refs(article_of(record) for record in records)
    made = view.corrections(sides)
    said = [
        msgspec.structs.replace(one, id=statement.id, corrected=made.get(record, ()))
        for record, statement in records.items()
        if isinstance(statement, Statement)
        and (one := said_of(statement, sides[record], view.ref(record), whose)) is not None
    ]
    return tuple(sorted(said, key=newest_said))


def passages(view: View, event: Event, record: int) -> tuple[Passage, ...]:
    """Return the passages of a report."""
    return told_passages(view.ref(record), event)
