"""Write PLOVER records as JSON lines: one event an object, in the terms of PLOVER's manual.

Level 5. PLOVER has fields for what the tables of other formats lack: several actors on a side, all modes and contexts,
and its four auxiliary modes (future, hypothetical, negated, historical), so no event is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dyadbook import __version__, ontology
from dyadbook.formats.exchange import Losses, quad_number, whole_files
from dyadbook.records import Actor, Event, Place, Reading, Report, When

__all__ = ["export"]

_NEVER = (
    "statements, standings, issues' words and mentions: they stay in the tables of --format csv",
    "the words of dates and places, and whom else an actor may mean",
    "the model and version of each step: `origin` names the step",
)


def export(readings: Iterable[Reading], folder: Path, losses: Losses) -> tuple[Path, ...]:
    """Return the file written."""
    losses.never(*_NEVER)
    path = folder / "events.plover.jsonl"
    with whole_files(path) as (file,):
        for reading in readings:
            for event in reading.events:
                losses.add("event without whom else an actor may mean", any(one.candidates for one in event.source))
                file.write(json.dumps(_record(event, reading), ensure_ascii=False, default=str) + "\n")
    return (path,)


def _record(event: Event, reading: Reading) -> dict[str, Any]:
    article = reading.article
    auxiliary: list[str] = [] if event.modality == "actual" else [event.modality]
    if event.historical:
        auxiliary.append("historical")
    return {
        "id": event.id,
        "date": _date(event.date),
        "event": event.type,
        "act": event.act,
        "mode": list(event.modes),
        "auxiliary_mode": auxiliary,
        "context": list(event.contexts),
        "quad": quad_number(ontology.quad(event.type)),
        "score": event.score,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "actor": [_actor(one) for one in event.source],
        "recipient": [_actor(one) for one in event.target],
        "other": [{**_actor(one.actor), "role": one.role} for one in event.others],
        "reciprocal": event.reciprocal,
        "place": _place(event.place),
        "issue": list(event.issues),
        "condition": event.condition,
        "said_by": event.said_by.name if event.said_by else None,
        "lead": event.lead,
        "report": [_report(one) for one in event.reports],
        "source": {
            "id": article.id,
            "doc_id": article.doc_id,
            "url": article.url,
            "publisher": article.publisher,
            "title": article.title,
            "published": article.published,
            "language": article.language,
            "synthetic": article.synthetic,
        },
        "confidence": event.confidence,
        "origin": event.origin,
        "coder": f"dyadbook {__version__}",
    }


def _date(when: When) -> dict[str, Any]:
    return {"start": when.start, "end": when.end, "precision": when.precision, "basis": when.basis}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "id": actor.id,
        "country": actor.country,
        "sector": list(dict.fromkeys(filter(None, (actor.sector, *actor.sectors)))),
        "title": actor.office,
        "wikidata": actor.wikidata,
        "text": actor.text,
        "basis": actor.basis,
        "country_inferred": actor.country_inferred,
        "name_inferred": actor.name_inferred,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "text": report.text,
        "start": report.start,
        "end": report.end,
        "trigger": report.trigger.text,
        "cue": report.cue.text if report.cue else None,
        "date": _date(report.date),
        "modality": report.modality,
        "historical": report.historical,
        "said_by": report.said_by.name if report.said_by else None,
    }
