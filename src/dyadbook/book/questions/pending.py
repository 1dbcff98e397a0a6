"""Return what was promised, threatened or announced between two parties, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dyadbook.answers import Filter, Pending, Plan, State
from dyadbook.book.index_events import told_in
from dyadbook.book.index_rows import MODALITIES, QUADS
from dyadbook.book.index_schema import EVENT, article_of, day_of
from dyadbook.book.index_view import View
from dyadbook.book.links import ROUNDS, Fate, Happening, Link, fates, links
from dyadbook.book.merge import Told
from dyadbook.book.questions.entries import dyad_entries
from dyadbook.book.questions.filters import TieRow, answered, looked, named, select, sides_of
from dyadbook.pages import Entry
from dyadbook.records import Event
from dyadbook.views import count_words

MOST = 100
_FUTURE, _SUPPOSED = (MODALITIES.index(name) for name in ("future", "hypothetical"))
_STATES: dict[Fate, State] = {
    "open": "open",
    "not seen again": "overdue",
    "postponed": "postponed",
    "broken": "broken",
    "held": "kept",
}
_ORDER = tuple(_STATES.values())
_NO_OUTCOME: dict[State, str] = {
    "overdue": "its time is over, and no article tells for sure that it was done or not done",
    "open": "its time is not over, and no article tells for sure that it was done or not done",
}


def pending(view: View, a: str, b: str, asked: Filter, *, most: int = MOST) -> Pending:
    """Return the newest plans, what is open first: each with what became of it by the day of the newest article.

    What counts as an outcome, and when a plan is overdue, is decided in `links`.
    """
    dyads, now = view.dyads(a, b, asked.synthetic), looked(view, asked.synthetic).last
    found = [row for row in select(view, dyads, asked, (EVENT,)).events if row.modality == _FUTURE]
    plans = sorted(found, key=lambda row: (-row.seen, row.item))[:most]
    rows = {row.item: row for row in (*plans, *_later(view, dyads, plans, asked))}
    happenings = {item: Happening(merged.merged, _tolds(view, item)) for item, merged in view.kept(rows).items()}
    items = {one.id: item for item, one in happenings.items()}
    tied = links(happenings.values())
    fate = fates(list(happenings.values()), tied, on=now or date.max)
    chosen = [(row, _STATES[fate[happenings[row.item].id]]) for row in plans]
    chosen.sort(key=lambda item: _ORDER.index(item[1]))
    by_plan = {(link.to, state): link for link in tied for state in _KINDS.get(link.kind, ())}
    why = [by_plan.get((happenings[row.item].id, state)) for row, state in chosen]
    outcomes = [rows[items[link.from_]] for link in why if link is not None]
    shown = {row.item: entry for row, entry in zip(outcomes, dyad_entries(view, outcomes, a, b), strict=True)}
    entries = dyad_entries(view, [row for row, _ in chosen], a, b)
    still = sum(state == "open" for _, state in chosen)
    told = f"with {count_words(len(found), 'plan')} of {named((a, b))} (promised, threatened, announced), {still} open"
    first, second = sides_of(a, b)
    return Pending(
        filter=answered(view, asked, told, empty=not found),
        looked=looked(view, asked.synthetic),
        sides=(first, second),
        as_of=now,
        plans=tuple(
            _plan(row, state, entry, link, shown[items[link.from_]] if link else None)
            for (row, state), entry, link in zip(chosen, entries, why, strict=True)
        ),
        total=len(found),
    )


_KINDS: dict[str, tuple[State, ...]] = {
    "fulfils": ("kept",), "postpones": ("postponed",), "breaks": ("broken",), "may_fulfil": ("open", "overdue"),
}  # fmt: skip


def _later(view: View, dyads: Sequence[int], plans: Sequence[TieRow], asked: Filter) -> list[TieRow]:
    """Return the events that can be the outcome of one of the plans: of its act, and told in the time after it."""
    times = [(row.act, row.seen, max(row.seen, row.until) + ROUNDS.days) for row in plans]
    rows = select(view, dyads, Filter(synthetic=asked.synthetic), (EVENT,)).events
    return [
        row
        for row in rows
        if row.modality != _SUPPOSED and any(row.act == act and begin <= row.seen <= end for act, begin, end in times)
    ]


def _tolds(view: View, item: int) -> list[Told]:
    """Return the reports of an event."""
    found = view.records(view.reports([item])[item])
    return [
        Told(event=event, article=told_in(view.refs((article_of(record),))[article_of(record)], None, "current"))
        for record, event in found.items()
        if isinstance(event, Event)
    ]


def _plan(row: TieRow, state: State, entry: Entry, link: Link | None, outcome: Entry | None) -> Plan:
    """Return a plan as it is shown."""
    conflict = row.quad is not None and QUADS[row.quad].endswith("conflict")
    until = day_of(row.until) if row.day else None
    return Plan(
        kind="threatened" if conflict else "announced" if entry.act == "CONSULT" else "promised",
        by=", ".join(entry.source) or None,
        said_by=entry.said_by,
        condition=entry.condition,
        until=None if until is None else until - timedelta(days=1),
        state=state,
        because="; ".join(words for words in (_NO_OUTCOME.get(state), link and link.because) if words),
        event=entry,
        outcome=outcome,
    )
