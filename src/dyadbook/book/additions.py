"""Return what persons added to what was read, and readings with all that persons decided of them.

Level 4, pure functions. An event, a statement or a standing that is added stands on the words of an article of the
book; the fields of an event are those that can be corrected, in the same written form. From then on it is a record like
any other: corrected, called wrong, merged and split by its id; the decision that added it can be withdrawn.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import product

import msgspec

from dyadbook.book.corrections import (
    check_condition,
    check_day,
    check_sides,
    checked,
    corrected,
)
from dyadbook.book.decisions import Added, Decision, InForce, Layer, added_id, check_whole, decide
from dyadbook.book.event_fields import CONDITION, SIDES, event_fields
from dyadbook.book.fields import Fields, R
from dyadbook.book.told_fields import ASPECT, VALUE, check_value, standing_fields, statement_fields
from dyadbook.errors import UsageError
from dyadbook.pages import ADDED, ADDED_FIELD, Correction
from dyadbook.records import (
    Article,
    Event,
    Form,
    Reading,
    Report,
    Standing,
    Statement,
    Words,
    speakers_of,
    words_at,
)
from dyadbook.tellers import told_by_all
from dyadbook.views import LEFT_OUT

log = logging.getLogger(__name__)

FIELDS: Mapping[Layer, tuple[str, ...]] = {
    "event": tuple(name for name in event_fields() if name != SIDES),
    "statement": tuple(statement_fields()),
    "standing": tuple(standing_fields()),
}
"""The fields that each record can be added with."""
_OPENING = frozenset('"“„«‘')


def add(
    reading: Reading,
    words: str,
    given: Mapping[str, str],
    *,
    record: Layer = "event",
    name: str,
    reason: str | None,
    at: datetime,
    holding: tuple[str, str | None] | None = None,
) -> Decision:
    """Return the decision that adds a record to the reading of an article, told there by `words`.

    `holding` is the version of it that counts, by its id and title, if there is one.
    Raises: UsageError where the article no longer counts, the words do not stand there once, the fields are none that
    such a record can have or do not make it whole, or it was read already.
    """
    if reading.article.status in LEFT_OUT:
        raise UsageError(_gone(reading.article, holding))
    if strange := sorted(given.keys() - set(FIELDS[record])):
        raise UsageError(f"no {record} is added with {', '.join(strange)}: choose from {', '.join(FIELDS[record])}.")
    told = {field: checked(field, value, record) for field, value in given.items() if field != VALUE}
    if VALUE in given:  # of all that standings can have, only those of the aspect are to be chosen from
        told[VALUE] = check_value(told[ASPECT], given[VALUE]) if ASPECT in told else given[VALUE]
    check_whole(record, told)
    added = Added(article=reading.article.id, words=_quoted(reading.article, words), record=record, **told)
    made = _made(added, added_id(added), reading.article)
    if CONDITION in told:
        check_condition([reading.article.text], told[CONDITION])
    if isinstance(made, Event):
        _check_event(made, told, at.date())
    if (known := next((one for one in _layer(reading, record) if _same(one, made)), None)) is not None:
        what = "report" if record == "event" else record
        raise UsageError(f"the {record} is there already, as {what} {known.id}: `dyadbook correct` changes its fields.")
    if any(one.id == made.id for one in _layer(reading, record)):  # the later would be in the place of the first
        raise UsageError(f"{made.id} was added by these very words: quote more or fewer of them for another {record}.")
    return decide("add", [made.id], adds=added, name=name, reason=reason, at=at)


def _layer(reading: Reading, record: Layer) -> tuple[Event | Statement | Standing, ...]:
    """Return the records of a reading of one sort."""
    layers: dict[Layer, tuple[Event | Statement | Standing, ...]] = {
        "event": reading.events, "statement": reading.statements, "standing": reading.standings,
    }  # fmt: skip
    return layers[record]


def _check_event(event: Event, told: Mapping[str, str], today: date) -> None:
    """Do nothing where an event can be. Raises: UsageError where a party acts on itself, or it is done and to come."""
    for field in ("source", "target"):
        if field in told:
            check_sides([(event, ())], field, told[field])
    if "date" in told:
        check_day([event], "date", told["date"], today)


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
    added: dict[str, Event | Statement | Standing] = {}
    for id, decision in held.added.get(reading.article.id, {}).items():
        assert decision.adds is not None
        try:
            added[id] = _made(decision.adds, id, reading.article)
        except UsageError as error:
            log.warning("addition %s is passed over: %s", decision.id, error)
    if added:
        new = added.values()
        reading = msgspec.structs.replace(
            reading,
            events=(*reading.events, *(one for one in new if isinstance(one, Event))),
            statements=(*reading.statements, *(one for one in new if isinstance(one, Statement))),
            standings=(*reading.standings, *(one for one in new if isinstance(one, Standing))),
        )
    now, made = corrected(reading, held.corrections, held.wrong)
    by_id = {id: held.added[reading.article.id][id] for id in added}
    return told_by_all(now), made | {id: (_addition(one), *made.get(id, ())) for id, one in by_id.items()}


def _made(added: Added, id: str, article: Article) -> Event | Statement | Standing:
    """Return what a person added. Raises: UsageError where the article has not its words, or a value cannot be."""
    words = added.words
    if article.text[words.start : words.end] != words.text or not words.text:
        raise UsageError(f"its words do not stand in article {article.id}: {words.text!r}.")
    within = next((one for one in article.blocks if one.start <= words.start < one.end), None)
    block = within.kind if within else "body"
    if added.record == "statement":
        said = Statement(
            id=id, speaker=None, form=_form(article.text, words), content=(words,), block=block, confidence=1.0,
            origin=ADDED,
        )  # fmt: skip
        return _put(said, added, statement_fields(article.published))
    if added.record == "standing":
        stands = Standing(
            id=id, parties=("", ""), aspect=added.aspect or "", value="", as_of=article.published, reports=(words,),
            block=block, confidence=1.0, origin=ADDED,
        )  # fmt: skip
        return _put(stands, added, standing_fields())
    report = Report(
        article=article.id, block=block, start=words.start, end=words.end, text=words.text, trigger=words,
        modality="actual", confidence=1.0,
    )  # fmt: skip
    event = Event(
        id=id, source=(), type=added.type or "", act=added.type or "", quad="", reports=(report,), modality="actual",
        confidence=1.0, origin=ADDED,
    )  # fmt: skip
    return _put(event, added, {name: event_fields()[name] for name in FIELDS["event"]})


def _put(record: R, added: Added, fields: Fields[R]) -> R:
    """Return a record with the fields that a person gave."""
    for name, field in fields.items():
        if (value := getattr(added, name)) is not None:
            record = field.put(record, value)
    return record


def _form(text: str, words: Words) -> Form:
    """Return how words are said: in quotation marks, as reported, or both."""
    if set(text[max(words.start - 1, 0) : words.start + 1]) & _OPENING:
        return "direct"
    return "mixed" if set(words.text) & _OPENING else "indirect"


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


def _same(one: Event | Statement | Standing, other: Event | Statement | Standing) -> bool:
    """Return whether what is added is told by the article already, in words that overlap.

    A statement is where the same speak, a standing where it is the same of the same parties.
    """
    if isinstance(one, Event) and isinstance(other, Event):
        return _same_event(one, other)
    if isinstance(one, Statement) and isinstance(other, Statement):
        alike = [[speaker.id or speaker.name for speaker in speakers_of(said)] for said in (one, other)]
        return alike[0] == alike[1] and _overlap(one.content, other.content)
    if isinstance(one, Standing) and isinstance(other, Standing):
        same = (one.aspect, one.value, *one.parties) == (other.aspect, other.value, *other.parties)
        return same and _overlap(one.reports, other.reports)
    return False


def _overlap(some: Iterable[Words], others: Iterable[Words]) -> bool:
    return any(one.start < other.end and other.start < one.end for one, other in product(some, others))


def _same_event(one: Event, other: Event) -> bool:
    """Return whether an added event is one that the article tells: by words that tell of its act, between the same.

    Told as another thing (done, planned, denied), or of another day where both have one, it is another event.
    """
    sides = [[{actor.id for actor in side} for side in (event.source, event.target)] for event in (one, other)]
    (report,) = other.reports
    triggers = [told.trigger for told in one.reports]
    overlaps = _overlap(triggers, [Words(start=report.start, end=report.end, text=report.text)])
    days = [(event.date.start, event.date.end) for event in (one, other)]
    apart = days[0] != days[1] and None not in (one.date.start, other.date.start)
    return overlaps and not apart and (one.act, one.modality, *sides[0]) == (other.act, other.modality, *sides[1])


def _addition(one: Decision) -> Correction:
    return Correction(
        field=ADDED_FIELD, value="by hand", was="not read", decision=one.id, name=one.name, reason=one.reason, at=one.at
    )
