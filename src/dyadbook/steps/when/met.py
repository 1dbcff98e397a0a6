"""Return when parties met where another sentence tells it, and when those who met agreed, thanked and praised.

A report names the day of a meeting once. Who speaks there speaks on that day, the sentence after it, which has no time
of its own, goes on with the meeting ("Rome's envoy spoke on Monday. At a joint appearance with his host he ..."), and
below it stands what the two agreed and what they said to each other's honour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

import msgspec

from dyadbook.records import Event, Sentence, When, Words
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import told_by
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import PREPOSITION
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import parties_of, party_of
from dyadbook.steps.when.history import by_date
from dyadbook.steps.when.said import is_earlier, only_day
from dyadbook.steps.when.tied import DURING

AT = frozenset({"in", "at", "during", "after", "following", "on"})
"""What brings in the noun of a meeting that is told of: "at a joint appearance", "after their talks"."""
APART = frozenset({"who", "whom", "whose", "which", "that", "before", "since", "until"})
NEAR = 6  # tokens from "said in" to the noun of a meeting
REACH = 8  # tokens before a meeting in which its clause begins, or "at" stands
GRANTED = frozenset({"SUPPORT", "AGREE"})
BASIS = "day on which the parties met"


def day_met(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> When:
    """Return the day of a meeting that is told without a time: of what is said there, else of the sentence before."""
    if act.type != "CONSULT" or act.modality != "actual":
        return When()
    number, said = layers.number(sentence), _day_said_there(layers, clauses, act)
    if said.start is not None or not number or not _is_told(clauses, act):
        return said
    if layers.inside(layers.reading.times, sentence.start, sentence.end):
        return When()
    before = layers.reading.sentences[number - 1]
    times = [time for time in layers.inside(layers.reading.times, before.start, before.end) if time.begin]
    if len({time.begin for time in times}) != 1 or layers.reading.article.blocks[before.block].kind != "body":
        return When()
    time = times[0]
    if time.precision != "day" or (time.begin and layers.published and time.begin > layers.published):
        return When()
    words = Words(start=time.start, end=time.end, text=time.text)
    basis = f"time in the sentence before ({time.rule})"
    return When(start=time.begin, end=time.until, precision="day", basis=basis, words=words)


def _day_said_there(layers: Layers, clauses: Clauses, act: Act) -> When:
    """Return the day on which a party to a meeting speaks there: "he said in a meeting with Rome's envoy"."""
    first = clauses.tokens[0].start
    parties = parties_of(clauses.mentions, (*act.source, *act.target))
    for told in layers.reading.statements:
        if told.cue is None or told.speaker is None or told.cue.start < first or party_of(told.speaker) not in parties:
            continue
        behind = [at for at, token in enumerate(clauses.tokens[: act.first]) if token.start >= told.cue.end]
        if behind and len(behind) <= NEAR and clauses.low(behind[0]) in DURING:
            return told.date if told.date.start else only_day(layers, told.speaker, told.content[0].start)
    return When()


def _is_told(clauses: Clauses, act: Act) -> bool:
    """Return whether a sentence goes on with a meeting, and does not tell of it by the way or as of an older one."""
    first, last = told_by(clauses, act)
    groups = [group for group in clauses.groups if first <= group.at <= last]
    back = [clauses.low(at) for at in range(first - 1, max(-1, first - 1 - REACH), -1)]
    clause = takewhile(lambda word: word not in {",", ";", ":"}, back)
    if is_earlier(clauses, groups) or APART & {*clause}:
        return False
    if groups:
        return any(not group.infinitive for group in groups)
    verbs = {clauses.low(group.at) for group in clauses.groups}
    return next((word for word in back if word in verbs | PREPOSITION | AT), None) in AT


def with_meetings(events: Sequence[Event], published: date | None) -> list[Event]:
    """Return the events, what two parties grant each other with the day of the only meeting that the lead tells."""
    meetings: list[Event] = []
    dated = []
    for event in events:
        if _is_day_of_meeting(event):
            meetings.append(event)
        days = {met.date.start: met.date for met in meetings if _parties(event) <= _parties(met)}
        lacks = event.type in GRANTED and event.modality == "actual" and event.date.start is None
        fits = lacks and not event.historical and len(days) == 1
        dated.append(_with_day(event, next(iter(days.values())), published) if fits else event)
    return dated


def _is_day_of_meeting(event: Event) -> bool:
    known = event.type == "CONSULT" and event.modality == "actual" and event.date.precision == "day"
    return known and event.lead and not event.historical


def _parties(event: Event) -> set[str | None]:
    return {party_of(actor) for actor in (*event.source, *event.target)}


def _with_day(event: Event, when: When, published: date | None) -> Event:
    told = {"date": msgspec.structs.replace(when, basis=BASIS), "historical": by_date(when, published)}
    reports = tuple(msgspec.structs.replace(report, **told) for report in event.reports)
    return msgspec.structs.replace(event, reports=reports, **told)
