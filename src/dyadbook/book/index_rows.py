"""Return what one reading gives to the index: whom each record is about, its words, and what facets it is found by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from dyadbook.book.index_schema import EVENT, STANDING, STATEMENT, day_number
from dyadbook.book.index_ties import PERSON, Tie, day_span, event_ties, is_imported, pairs, parties_of, told_alone
from dyadbook.pages import IMPORTED, Correction
from dyadbook.records import Actor, Event, Problem, Reading, Record, Standing, Statement, Unsure, speakers_of
from dyadbook.views import world_name
from dyadbook.world.folding import fold

BY_OTHERS = ("f", IMPORTED)
"""The facet of what others coded."""


class Found(NamedTuple):
    """A record with its words and the facets that it is found by: (`s`, `USA`) is who speaks or tells.

    `who` are the words for a statement's speakers, and those that attribute it; the names of an event's parties; those
    of a standing's parties, with its aspect and value as pages show them.
    """

    kind: int
    record: Event | Statement | Standing
    text: str
    facets: tuple[tuple[str, str], ...]
    ties: tuple[Tie, ...]
    who: str = ""


class Doubt(Record, frozen=True, kw_only=True):
    """What could not be decided, with the parties that its words or candidates name."""

    unsure: Unsure
    parties: tuple[str, ...] = ()


class Rest(Record, frozen=True, kw_only=True):
    """What an article gives beside its records; `countries` of the persons and bodies that the records speak of."""

    told: tuple[tuple[str, str], ...] = ()
    matters: tuple[tuple[str, str, str, int], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Problem, ...] = ()
    countries: Mapping[str, str] = msgspec.field(default_factory=dict)


class Corrections(Record, frozen=True, kw_only=True):
    """What persons corrected of a record."""

    made: tuple[Correction, ...] = ()


def found_in(
    events: Iterable[Event],
    statements: Sequence[Statement],
    standings: Iterable[Standing],
    countries: Mapping[str, str],
    published: date | None,
) -> list[Found]:
    """Return the records of an article that questions are asked of, in a fixed order."""
    speakers = {statement.id: speakers_of(statement) for statement in statements}
    found = [_event(event, speakers) for event in events]
    found += [_statement(statement, countries, day_number(published)) for statement in statements]
    return found + [_standing(standing, countries, speakers) for standing in standings]


def countries_of(reading: Reading) -> dict[str, str]:
    """Return the country of each actor that statements are about or that tells of a standing."""
    asked = {id for statement in reading.statements for id in statement.about}
    asked |= {standing.said_by.id for standing in reading.standings if standing.said_by and standing.said_by.id}
    return {actor.id: actor.country for actor in reading.mentions if actor.id in asked and actor.country}


def rest_of(reading: Reading, found: Iterable[Found], countries: dict[str, str]) -> Rest:
    """Return what an article gives beside its records: its dyads, their issues, its doubts and problems.

    A dyad is told of by a record. That a sentence names an issue beside two parties makes none: one may be a place.
    """
    told: dict[tuple[str, str], None] = {}
    issues = Counter[tuple[str, str, str]]()
    for item in found:
        for tie in filter(lambda tie: tie.a, item.ties):
            told[tie.a, tie.b] = None
            for issue in item.record.issues:
                issues[tie.a, tie.b, issue] += 0  # an article counts; its mentions are those below
    for mention in reading.issues:
        for a, b in pairs(mention.parties):
            if (a, b) in told:
                issues[a, b, mention.issue] += 1
    return Rest(
        told=tuple(told),
        matters=tuple((a, b, issue, count) for (a, b, issue), count in issues.items()),
        doubts=tuple(Doubt(unsure=unsure, parties=_named(unsure, reading.mentions)) for unsure in reading.not_sure),
        problems=reading.problems,
        countries=countries,
    )


def name_key(name: str) -> str:
    """Return the facet by which a name that no table knows is found."""
    return f"name:{fold(name)}"


def _event(event: Event, speakers: Mapping[str, tuple[Actor, ...]]) -> Found:
    actors = [*event.source, *event.target, *(other.actor for other in event.others)]
    facets = {("p", key) for actor in actors for key in _keys(actor)}
    facets |= {("a", key) for _, key in facets}
    facets |= {("c", actor.country) for actor in actors if actor.country}
    facets |= {("t", event.type), ("t", event.act), ("m", event.modality), *(("i", issue) for issue in event.issues)}
    if is_imported(event):
        facets.add(BY_OTHERS)
    if event.place and event.place.country:
        facets.add(("c", event.place.country))
    for report in event.reports:
        if (said_by := report.said_by) is not None:
            facets |= {("s", key) for one in speakers.get(said_by.statement or "", ()) for key in _keys(one)}
            facets |= {("s", key) for key in (said_by.id, name_key(said_by.name)) if key}
    text = "\n".join(dict.fromkeys(report.text for report in event.reports))
    names = "\n".join(dict.fromkeys(actor.name for actor in actors))
    return Found(EVENT, event, text, tuple(sorted(facets)), tuple(event_ties([event], told_alone(event))), names)


def _statement(statement: Statement, countries: Mapping[str, str], day: int) -> Found:
    about = {party for id in statement.about for party in (id, countries.get(id)) if party}
    facets = {(letter, party) for party in about for letter in "ap"}
    facets |= {("c", party) for party in about if "/" not in party}
    facets |= {("i", issue) for issue in statement.issues}
    start, until, wide = day_span(statement.date)
    alone = Tie("", "", STATEMENT, start or day, until or day + 1, wide or 1, sure=statement.confidence)
    ties = []
    start, until, wide = day_span(statement.date)
    for speaker in speakers_of(statement):
        facets |= {("s", key) for key in _keys(speaker)}
        facets |= {("c", speaker.country)} if speaker.country else set()
        for side in parties_of(speaker):
            for other in about - {side}:
                if not other.startswith(PERSON):
                    a, b = sorted((side, other))
                    ties.append(alone._replace(a=a, b=b, side=1 if a == side else 2))
    if statement.place and statement.place.country:
        facets.add(("c", statement.place.country))
    text = "\n".join(words.text for words in statement.content)
    once = {(tie.a, tie.b): tie for tie in ties or [alone]}
    return Found(STATEMENT, statement, text, tuple(sorted(facets)), tuple(once.values()), _who(statement))


def _standing(standing: Standing, countries: Mapping[str, str], speakers: Mapping[str, tuple[Actor, ...]]) -> Found:
    facets = {(letter, party) for party in standing.parties for letter in "ap"}
    facets |= {("c", party) for party in standing.parties if "/" not in party}
    facets |= {("i", issue) for issue in standing.issues} | {("t", standing.aspect)}
    if standing.said_by is not None:
        teller = standing.said_by.id
        keys = (teller, countries.get(teller) if teller else None, name_key(standing.said_by.name))
        facets |= {("s", key) for key in keys if key}
        facets |= {("s", key) for one in speakers.get(standing.said_by.statement or "", ())[1:] for key in _keys(one)}
    day = day_number(standing.as_of)
    ties = tuple(
        Tie(a, b, STANDING, day, day + 1, 1, standing.aspect, sure=standing.confidence)
        for a, b in pairs(standing.parties)
    )
    text = "\n".join(words.text for words in standing.reports)
    told = (*(name for party in standing.parties if (name := world_name(party))), standing.aspect, standing.value)
    return Found(STANDING, standing, text, tuple(sorted(facets)), ties, "\n".join(told).replace("_", " "))


def _who(statement: Statement) -> str:
    """Return a statement's speakers as named in full and as written, their offices, the cue and the audience."""
    cue = statement.cue
    named = [part for one in speakers_of(statement) for part in (one.name, one.office, one.text)]
    return "\n".join(dict.fromkeys(part for part in (*named, cue and cue.text, statement.audience) if part))


def _keys(actor: Actor) -> set[str]:
    """Return what an actor is found by: its id, the parties that it acts for, and its name."""
    return {*parties_of(actor), *([actor.id] if actor.id else []), name_key(actor.name)}


def _named(unsure: Unsure, mentions: Sequence[Actor]) -> tuple[str, ...]:
    """Return the parties that the words or the candidates of what could not be decided name."""
    found = {candidate for candidate in unsure.candidates if not candidate.startswith(PERSON)}
    for actor in mentions:
        inside = actor.start is not None and actor.end is not None
        overlaps = inside and actor.start < unsure.end and unsure.start < actor.end  # type: ignore[operator]
        if overlaps or actor.id in unsure.candidates or actor.name in unsure.candidates:
            found |= parties_of(actor)
    return tuple(sorted(found))
