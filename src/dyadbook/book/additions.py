"""Return the events that persons added to what was read, and readings with all that persons decided of them.

Level 4, pure functions. An event that is added stands on the words of an article of the book, and its fields are those
that can be corrected, in the same written form. From then on it is a report like any other: it can be corrected, called
wrong, merged and split by its id; the decision that added it can be withdrawn.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

from dyadbook.book.corrections import (
    check_condition,
    check_day,
    check_sides,
    checked,
    corrected,
)
from dyadbook.book.decisions import Added, Decision, InForce, added_id, decide
from dyadbook.book.event_fields import CONDITION, SIDES, event_fields
from dyadbook.errors import UsageError
from dyadbook.pages import ADDED, ADDED_FIELD, Correction
from dyadbook.records import Article, Event, Reading, Report, Words, words_at
from dyadbook.views import LEFT_OUT

log = logging.getLogger(__name__)

FIELDS = tuple(name for name in event_fields() if name != SIDES)
"""The fields that an event can be added with."""


def add(
    reading: Reading,
    words: str,
    given: Mapping[str, str],
    *,
    name: str,
    reason: str | None,
    at: datetime,
    holding: tuple[str, str | None] | None = None,
) -> Decision:
    """Return the decision that adds an event to the reading of an article, told there by `words`.

    `holding` is the version of it that counts, by its id and title, if there is one.
    Raises: UsageError where the article no longer counts, the words do not stand there once, the fields are none that
    an event can have or lack a type or a party, or the event was read already.
    """
    if reading.article.status in LEFT_OUT:
        raise UsageError(_gone(reading.article, holding))
    if strange := sorted(given.keys() - set(FIELDS)):
        raise UsageError(f"no event is added with {', '.join(strange)}: choose from {', '.join(FIELDS)}.")
    told = {field: checked(field, value) for field, value in given.items()}
    if "type" not in told or not told.keys() & {"source", "target"}:
        raise UsageError("an event has a type, and who acts (source) or at whom (target): give them.")
    quoted = _quoted(reading.article, words)
    added = Added(article=reading.article.id, words=quoted, **told)
    event = _event(added, added_id(added), reading.article)
    for field in ("source", "target"):
        if field in told:
            check_sides([(event, ())], field, told[field])
    if "date" in told:
        check_day([event], "date", told["date"], at.date())
    if CONDITION in told:
        check_condition([reading.article.text], told[CONDITION])
    if (known := next((one for one in reading.events if _same(one, event)), None)) is not None:
        raise UsageError(f"the event is there already, as report {known.id}: `dyadbook correct` changes its fields.")
    if any(one.id == event.id for one in reading.events):  # the later would be in the place of the first
        raise UsageError(f"{event.id} was added by these very words: quote more or fewer of them for another event.")
    return decide("add", [event.id], adds=added, name=name, reason=reason, at=at)


def _gone(article: Article, holding: tuple[str, str | None] | None) -> str:
    """Return why nothing is added to an article that no longer counts, and to which version instead."""
    told = (
        f"article {article.id} ({article.title or article.source}) is {article.status}: what it tells does not count. "
    )
    if holding is None:
        return told + "No version of it in the book does."
    id, title = holding
    return f"{told}The version that counts is {id}" + (f" ({title}): name that." if title else ": name that.")


def decided(reading: Reading, held: InForce) -> tuple[Reading, dict[str, tuple[Correction, ...]]]:
    """Return a reading with what persons added, as they corrected it, and what they did so by the ids of its records.

    An addition whose words do not stand in the article adds nothing, and is warned of.
    """
    added = {}
    for id, decision in held.added.get(reading.article.id, {}).items():
        assert decision.adds is not None
        try:
            added[id] = _event(decision.adds, id, reading.article)
        except UsageError as error:
            log.warning("addition %s is passed over: %s", decision.id, error)
    if added:
        reading = msgspec.structs.replace(reading, events=(*reading.events, *added.values()))
    now, made = corrected(reading, held.corrections, held.wrong)
    by_id = {id: held.added[reading.article.id][id] for id in added}
    return now, made | {id: (_addition(one), *made.get(id, ())) for id, one in by_id.items()}


def _event(added: Added, id: str, article: Article) -> Event:
    """Return an event that a person added. Raises: UsageError where its words do not stand in the article."""
    words = added.words
    if article.text[words.start : words.end] != words.text or not words.text:
        raise UsageError(f"its words do not stand in article {article.id}: {words.text!r}.")
    within = next((one for one in article.blocks if one.start <= words.start < one.end), None)
    report = Report(
        article=article.id, block=within.kind if within else "body", start=words.start, end=words.end,
        text=words.text, trigger=words, modality="actual", confidence=1.0,
    )  # fmt: skip
    event = Event(
        id=id, source=(), type=added.type, act=added.type, quad="", reports=(report,), modality="actual",
        confidence=1.0, origin=ADDED,
    )  # fmt: skip
    for field in FIELDS:
        if (value := getattr(added, field)) is not None:
            event = event_fields()[field].put(event, value)
    return event


def _quoted(article: Article, words: str) -> Words:
    """Return words of an article with their place, in whatever lines they stand there."""
    parts = words.split()
    found = [*re.finditer(r"\s+".join(map(re.escape, parts)), article.text)] if parts else []
    if len(found) != 1:
        told = f"stand {len(found)} times" if found else "do not stand"
        raise UsageError(
            f"the words {words!r} {told} in article {article.id} ({article.title or article.source}): quote "
            + ("more of the sentence that you mean." if found else "them as it has them, letter by letter.")
        )
    return words_at(article.text, *found[0].span())


def _same(one: Event, other: Event) -> bool:
    """Return whether an added event is one that the article tells: by words that tell of its act, between the same.

    Told as another thing (done, planned, denied), or of another day where both have one, it is another event.
    """
    sides = [[{actor.id for actor in side} for side in (event.source, event.target)] for event in (one, other)]
    (report,) = other.reports
    triggers = [told.trigger for told in one.reports]
    overlaps = any(words.start < report.end and report.start < words.end for words in triggers)
    days = [(event.date.start, event.date.end) for event in (one, other)]
    apart = days[0] != days[1] and None not in (one.date.start, other.date.start)
    return overlaps and not apart and (one.act, one.modality, *sides[0]) == (other.act, other.modality, *sides[1])


def _addition(one: Decision) -> Correction:
    return Correction(
        field=ADDED_FIELD, value="by hand", was="not read", decision=one.id, name=one.name, reason=one.reason, at=one.at
    )
