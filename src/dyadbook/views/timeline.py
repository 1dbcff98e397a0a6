"""Return the events of a timeline: reports of several articles are grouped for display alone, and sorted by date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from dyadbook.pages import DOUBTFUL, ArticleRef, Entry, Passage, Relation, by_hand
from dyadbook.records import ELSEWHERE, Actor, Event
from dyadbook.tellers import tellers_of
from dyadbook.views.relation import NOT_FOR_THEIR_COUNTRY, undirected
from dyadbook.world import outlet_key

_LAST_DAY = date.max
Item = tuple[Event, Relation, str | None, tuple[Passage, ...]]


def timeline(items: list[Item]) -> tuple[Entry, ...]:
    """Return the dated events, grouped for display and sorted by date, the wider interval first."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        event = item[0]
        source, target = _parties(event.source), _parties(event.target)
        sides: tuple[object, ...] = (source | target,) if undirected(event) else (source, target)
        key = (event.date.start, event.date.end, event.type, event.act, event.modality, *sides)
        groups.setdefault(key, []).append(item)
    return tuple(sorted((entry_of(group) for group in groups.values()), key=by_date))


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Return what the actors count as when two reports are compared: country, else id, else name."""
    return frozenset(
        actor.id or actor.name if actor.country is None or actor.sector in NOT_FOR_THEIR_COUNTRY else actor.country
        for actor in actors
    )


def by_date(entry: Entry) -> tuple[date, int, str]:
    """Return the key by which the timeline is sorted."""
    start, end = entry.date.start or _LAST_DAY, entry.date.end or _LAST_DAY
    return start, -(end - start).days, entry.type


def _always(told: list[Event], holds: Callable[[Actor], bool]) -> tuple[str, ...]:
    """Return the names of the parties of which something holds wherever they stand in these events."""
    parties = [(actor.name, holds(actor)) for event in told for actor in (*event.source, *event.target)]
    others = {name for name, held in parties if not held}
    return tuple(dict.fromkeys(name for name, _ in parties if name not in others))


def claimants(told: Iterable[Event]) -> tuple[str, ...]:
    """Return who says that an event was; nobody where a report that is no doubtful reading tells it in its own voice.

    A doubtful one makes no fact of what others only say, nor adds who says it. Where all are, each counts.
    """
    reports = list(told)
    sound = [one for one in reports if one.confidence >= DOUBTFUL or by_hand(one.origin)] or reports
    tellers = [one.said_by for one in sound if one.said_by]
    names = (name for one in tellers for name in tellers_of(one))
    return tuple(dict.fromkeys(names)) if len(tellers) == len(sound) else ()


def _outlets(refs: Iterable[ArticleRef]) -> tuple[str, ...]:
    """Return the outlets of articles, each once as it is first written."""
    named: dict[str, str] = {}
    for name in (ref.publisher for ref in refs if ref.publisher):
        named.setdefault(outlet_key(name), name)
    return tuple(named.values())


def entry_of(group: list[Item]) -> Entry:
    """Return one mark of the timeline for reports of the same date, type, parties and modality."""
    event, relation, by, _ = group[0]
    passages = tuple(passage for item in group for passage in item[3])
    refs = {passage.article.id: passage.article for passage in passages}
    told = [item[0] for item in group]
    historical = {item.historical for item in told}
    return Entry(
        date=event.date,
        type=event.type,
        act=event.act,
        modes=next((item.modes for item in told if item.modes and item.type == event.type), ()),
        quad=event.quad,
        modality=event.modality,
        historical=historical.pop() if len(historical) == 1 else None,
        hollow=event.modality != "actual",
        faded=all(item.historical is True for item in told),
        lead=any(item.lead for item in told),
        relation=relation,
        by=by,
        source=tuple(actor.name for actor in event.source),
        target=tuple(actor.name for actor in event.target),
        elsewhere=_always(told, lambda actor: actor.basis == ELSEWHERE),
        by_office=_always(told, lambda actor: actor.name_inferred),
        reciprocal=event.reciprocal,
        others=tuple(f"{other.actor.name} ({other.role})" for other in event.others),
        place=next((item.place.name for item in told if item.place), None),
        condition=next((item.condition for item in told if item.condition), None),
        said_by=claimants(told),
        outlets=_outlets(refs.values()),
        articles=len(refs),
        passages=passages,
        confidence=max(item.confidence for item in told),
    )
