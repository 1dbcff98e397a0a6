"""Return what was promised, threatened or announced between two parties or any, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

import msgspec

from dyadbook.answers import Filter, Pending, Plan, PlanKind, State
from dyadbook.book.happenings import THREAT, Happening, Link
from dyadbook.book.index_events import told_in
from dyadbook.book.index_schema import EVENT, article_of, day_of
from dyadbook.book.index_ties import BETWEEN, MODALITIES
from dyadbook.book.index_view import View, marks
from dyadbook.book.links import ROUNDS, Fate, fates, links
from dyadbook.book.merge import Told
from dyadbook.book.outcomes import CALLED_OFF, SOON
from dyadbook.book.overlap import TALKS
from dyadbook.book.questions.answer_words import answered, named, sides_of
from dyadbook.book.questions.entries import entries, place_of
from dyadbook.book.questions.filters import TieRow, looked, select
from dyadbook.pages import Entry, Side
from dyadbook.phrases import count_words
from dyadbook.records import Event

MOST = 100
_COUNTED = 1000  # newest plans whose outcome is looked for, where fewer are shown: each costs milliseconds
_ACTUAL, _FUTURE, _SUPPOSED = (MODALITIES.index(name) for name in ("actual", "future", "hypothetical"))
_STATES: dict[Fate, State] = {
    "open": "open",
    "not seen again": "overdue",
    "postponed": "postponed",
    "broken": "broken",
    "held in part": "kept in part",
    "held": "kept",
    "unknown": "unknown",
}
_ORDER = tuple(_STATES.values())
_NO_OUTCOME = "no article tells for sure that it was done or not done"
_UNKNOWN = "which act was threatened, its words alone can tell; and no article says that the threat was carried out"


def pending(view: View, parties: tuple[str, str] | None, asked: Filter, *, most: int | None = MOST) -> Pending:
    """Return the newest plans of two parties (ids), or of all, what is open first, with what became of each.

    A threat that was made is told as done, but is a plan of what it threatens.
    A type that is asked for is that of the event or that of the act which is planned.
    It is told by the day of the newest article. What counts as an outcome, and when a plan is overdue, is decided in
    `links`.
    """
    dyads = None if parties is None else view.dyads(*parties, asked.synthetic)
    where = "(modality = ? OR (act = ? AND modality = ? AND NOT historical))"
    values = [_FUTURE, view.number(THREAT), _ACTUAL]
    if asked.type is not None:  # a plan is shown by its act: agreed talks are AGREE by their type, and CONSULT
        where += " AND (type = ? OR act = ?)"
        values += [view.number(asked.type) or -1] * 2
    untyped = msgspec.structs.replace(asked, type=None)
    found = _once(select(view, dyads, untyped, (EVENT,), only=(where, values)).events)
    of_any_day = msgspec.structs.replace(untyped, since=None, until=None)
    undated = 0
    if asked.since or asked.until:
        undated = len(_once(select(view, dyads, of_any_day, (EVENT,), only=(f"{where} AND day = 0", values)).events))
    seen = looked(view, asked.synthetic)
    newest = sorted(found, key=lambda row: (-row.seen, row.item))
    counted = newest if most is None else newest[: max(most, _COUNTED)]
    rows, happenings, tied, states = _became(view, counted, asked, seen.last)
    items = {one.id: item for item, one in happenings.items()}
    plans = newest[:most]
    chosen = sorted(((row, states[row.item]) for row in plans), key=lambda item: _ORDER.index(item[1]))
    because = [_because(happenings[row.item], state, seen.last) for row, state in chosen]
    by_plan = {(link.to, state): link for link in tied for state in _KINDS.get(link.kind, ())}
    why = [by_plan.get((happenings[row.item].id, state)) for row, state in chosen]
    outcomes = [rows[items[link.from_]] for link in why if link is not None]
    sides = _sides(view, [*plans, *outcomes])
    shown = {row.item: entry for row, entry in zip(outcomes, _entries(view, outcomes, sides), strict=True)}
    entries = _entries(view, [row for row, _ in chosen], sides)
    whose = "" if parties is None else f" of {named(parties)}"
    words = f"with {count_words(len(found), 'plan')}{whose} (promised, threatened, announced), "
    return Pending(
        filter=answered(view, asked, words + _counts(states, len(found), len(plans), undated), empty=not found),
        looked=seen,
        sides=() if parties is None else sides_of(*parties),
        as_of=seen.last,
        plans=tuple(
            _plan(
                row,
                sides[row.dyad],
                state,
                words,
                entry,
                happenings[row.item].deadline,
                link,
                shown[items[link.from_]] if link else None,
            )
            for (row, state), words, entry, link in zip(chosen, because, entries, why, strict=True)
        ),
        total=len(found),
    )


def _counts(states: Mapping[int, State], total: int, shown: int, undated: int) -> str:
    """Return how many plans are open of all counted, how many are shown, and how many the days asked for leave out."""
    still = sum(state == "open" for state in states.values())
    of = f" of the newest {len(states):,}" if len(states) < total else ""
    some = f"; the newest {shown:,} are shown" if shown < total else ""
    left_out = f"; {count_words(undated, 'plan')} without a day left out, since days are asked for" if undated else ""
    return f"{still:,} open{of}{some}{left_out}"


def _became(
    view: View, plans: Sequence[TieRow], asked: Filter, on: date | None
) -> tuple[dict[int, TieRow], dict[int, Happening], tuple[Link, ...], dict[int, State]]:
    """Return plans and what may be their outcomes: their rows, what they tell, how they hang together; each state."""
    happenings = _happenings(view, [row.item for row in plans])
    planned = {one.id for one in happenings.values()}
    rows = {row.item: row for row in (*_later(view, plans, happenings, asked), *plans)}
    happenings |= _happenings(view, rows.keys() - happenings.keys())
    tied = tuple(links(happenings.values(), planned))
    fate = fates(list(happenings.values()), tied, on=on or date.max)
    return rows, happenings, tied, {row.item: _STATES[fate[happenings[row.item].id]] for row in plans}


def _once(rows: Sequence[TieRow]) -> list[TieRow]:
    """Return each event once: of the dyads that it is told of, for the first between whose two parties it is."""
    found: dict[int, TieRow] = {}
    for row in sorted(rows, key=lambda row: (row.relation != BETWEEN, row.dyad)):
        found.setdefault(row.item, row)
    return list(found.values())


def _sides(view: View, rows: Sequence[TieRow]) -> dict[int, tuple[Side, Side]]:
    """Return the two parties of each dyad."""
    numbers = sorted({row.dyad for row in rows})
    found = view.rows(f"SELECT id, a, b FROM dyads WHERE id IN ({marks(numbers)})", numbers)
    names = view.names(party for _, *parties in found for party in parties)
    made = {}
    for id, *parties in found:
        first, second = sides_of(*sorted(names[party] or "" for party in parties))
        made[id] = (first, second)
    return made


def _entries(view: View, rows: Sequence[TieRow], sides: Mapping[int, tuple[Side, Side]]) -> list[Entry]:
    """Return events as the pages of their dyads show them."""
    places = {row.item: place_of(row, *(side.id for side in sides[row.dyad])) for row in rows}
    return entries(view, [row.item for row in rows], places)


_KINDS: dict[str, tuple[State, ...]] = {
    "fulfils": ("kept",), "fulfils_in_part": ("kept in part",), "postpones": ("postponed",), "breaks": ("broken",),
    "may_fulfil": ("open", "overdue", "unknown"),
}  # fmt: skip


def _later(view: View, plans: Sequence[TieRow], happenings: Mapping[int, Happening], asked: Filter) -> list[TieRow]:
    """Return the events that can be the outcome of one of the plans: its act, or one that calls it off, told after.

    They are looked for between any two parties of the plan, since two of many may have kept it.
    """
    times: dict[tuple[int, int | None], list[tuple[int, int]]] = {}
    known: dict[tuple[str, str], tuple[int, ...]] = {}
    for row in plans:
        one = happenings[row.item]
        for pair in one.pairs - known.keys():
            known[pair] = view.dyads(*pair, asked.synthetic)
        between = {row.dyad, *chain.from_iterable(known[pair] for pair in one.pairs)}
        for act in one.deeds | ({CALLED_OFF} if TALKS in one.named else set()):
            until = max(row.seen, row.until if one.due else 0) + ROUNDS.days
            for dyad in between:
                times.setdefault((dyad, view.number(act)), []).append((row.seen, until))
    dyads, acts = sorted({dyad for dyad, _ in times}), sorted({act for _, act in times if act is not None})
    first = min((begin for each in times.values() for begin, _ in each), default=0)
    query = (
        f"SELECT * FROM ties WHERE dyad IN ({marks(dyads)}) AND kind = {EVENT} AND act IN ({marks(acts)}) AND seen >= ?"
    )
    rows = (TieRow(*row) for row in view.rows(query, [*dyads, *acts, first]))
    return [
        row
        for row in rows
        if row.modality != _SUPPOSED
        and row.sure >= asked.threshold
        and asked.imported in ("with", "only" if row.imported else "apart")
        and any(begin <= row.seen <= end for begin, end in times.get((row.dyad, row.act), ()))
    ]


def _happenings(view: View, items: Collection[int]) -> dict[int, Happening]:
    """Return events with their reports, as far as links are found by them."""
    members = view.reports(items)
    records = view.records(record for event in members.values() for record in event)
    view.refs(map(article_of, records))
    told = {
        item: [
            Told(event=told, article=told_in(view.ref(record), None, "current"))
            for record in event
            if isinstance(told := records[record], Event)
        ]
        for item, event in members.items()
    }
    return {item: Happening(kept.merged, told[item]) for item, kept in view.kept(items).items()}


def _because(plan: Happening, state: State, on: date | None) -> str | None:
    """Return why a plan has no outcome by a day, of one without a date with its age; None where it has one."""
    if state == "unknown":
        return f"{_condition(plan, on)}{_UNKNOWN}"
    if state not in ("open", "overdue"):
        return None
    if plan.due:
        return f"its time is {'over' if state == 'overdue' else 'not over'}, and {_NO_OUTCOME}"
    if plan.told is None or on is None:
        return f"neither its day nor the day on which it was told is known, and {_NO_OUTCOME}"
    old = (on - plan.told).days
    when = f"{count_words(old, 'day')} before" if old else "on the day of"
    age = f"told {when} the newest article (without a day it is overdue after {SOON.days})"
    return f"{_condition(plan, on)}{age}, and {_NO_OUTCOME}"


def _condition(plan: Happening, on: date | None) -> str:
    """Return until when the condition of a plan can come, before more words; nothing where that is not told."""
    if plan.deadline is None or on is None:
        return ""
    return f"the last day of its condition is {'over' if plan.deadline < on else 'not over'}; "


def _kind(entry: Entry) -> PlanKind:
    """Return what is done with a plan: only what is told as a threat is threatened, what helps is promised."""
    if entry.act == THREAT:
        return "threatened"
    return "announced" if entry.quad.endswith("conflict") or entry.act == "CONSULT" else "promised"


def _plan(
    row: TieRow,
    sides: tuple[Side, Side],
    state: State,
    because: str | None,
    entry: Entry,
    deadline: date | None,
    link: Link | None,
    outcome: Entry | None,
) -> Plan:
    """Return a plan as it is shown."""
    until = day_of(row.until) if row.day and row.modality != _ACTUAL else None
    return Plan(
        sides=sides,
        kind=_kind(entry),
        by=", ".join(entry.source) or None,
        said_by=entry.said_by,
        condition=entry.condition,
        condition_until=deadline,
        until=None if until is None else until - timedelta(days=1),
        state=state,
        because="; ".join(words for words in (because, link and link.because) if words),
        event=entry,
        outcome=outcome,
    )
