"""Return whether an act is history: it ended more than 30 days before publication; None where nobody can know.

A date decides where the act and the article have one. Else the words do, as far as they can: `signs` are what a reader
goes by (tense, words of time, where in the article it stands, who did it, what the model says), and data/history.csv
says how much each speaks for `past` and for `open` against news of these days; training/history.py fits the weights.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import resources

import msgspec

from dyadbook import world
from dyadbook.records import Actor, Event, Sentence, Time, When
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import Clauses, VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import party_of
from dyadbook.steps.when_done import VERBAL, is_said

HISTORY_DAYS = 30
DOUBT = 0.2
"""The probability of history from which an act is no longer news: higher shows more acts, and more old ones."""
LEADING = 3  # sentences that tell what the article is about
PLACES = (0, 2, 5, 11, 23)
TENSES = {
    "had": "had", "'d": "had", "has": "perfect", "have": "perfect", "'ve": "perfect", "is": "present", "are": "present",
    "am": "present", "'s": "present", "'re": "present", "was": "past", "were": "past",
}  # fmt: skip
FORMS = {"past": "past", "part": "past", "s": "present", "base": "present", "ing": "participle"}
KINDS = {
    "ACCUSE": "conflict", "REQUEST": "conflict", "REJECT": "conflict", "THREATEN": "conflict", "SUPPORT": "accord",
    "AGREE": "accord", "CONCEDE": "accord", "CONSULT": "talks", "ASSAULT": "force", "COERCE": "force",
    "MOBILIZE": "force", "PROTEST": "force", "SANCTION": "sanction", "AID": "help", "COOPERATE": "help",
    "RETREAT": "help",
}  # fmt: skip
WORDS = frozenset(
    "since ago previously earlier recently already still now currently continue continues continued long ever once "
    "repeatedly decades years months weeks first previous past former then during after before following amid over if "
    "new latest ongoing recent until again always never when while who which regularly often any".split()
)
MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
LONG = re.compile(r"year|decade|centur", re.I)
LOOSE = re.compile(r"recently|now|current", re.I)
SHORT = re.compile(r"recent|day|night|morning|afternoon|evening|noon|hour|minute|week", re.I)


def by_date(when: When, published: date | None) -> bool | None:
    """Return whether the act ended more than 30 days before publication; None where a date is missing."""
    if published is None or when.start is None:
        return None
    last = (when.end or when.start + timedelta(days=1)) - timedelta(days=1)
    if last < published - timedelta(days=HISTORY_DAYS):
        return True
    return False if when.start >= published - timedelta(days=HISTORY_DAYS) else None


def is_open(event: Event, published: date | None) -> bool:
    """Return whether words alone can tell if an event is history: it was done, and no two dates say when."""
    dated = event.date.start is not None and published is not None
    return event.modality == "actual" and event.historical is None and not dated


def settled(events: Sequence[Event], signs: Mapping[str, frozenset[str]]) -> list[Event]:
    """Return the events with what their signs, by id, speak for."""
    signs = with_dated(events, signs)
    return [_told_as(event, by_signs(signs[event.id])) if event.id in signs else event for event in events]


def with_dated(events: Sequence[Event], signs: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the signs of each event with one more where the article dates an act of the same type and parties."""
    dated: dict[tuple[object, ...], set[str]] = {}
    for event in events:
        if event.historical is not None and event.date.start is not None:
            age = "old" if event.historical else "recent"
            dated.setdefault(_matter(event), set()).add(f"dated elsewhere {age}")
    return {event.id: signs[event.id] | dated.get(_matter(event), set()) for event in events if event.id in signs}


def _matter(event: Event) -> tuple[object, ...]:
    return event.type, frozenset(party_of(actor) for actor in (*event.source, *event.target))


def _told_as(event: Event, historical: bool | None) -> Event:
    reports = tuple(
        msgspec.structs.replace(report, historical=historical, lead=report.lead and historical is not True)
        for report in event.reports
    )
    return msgspec.structs.replace(event, reports=reports, historical=historical, lead=any(one.lead for one in reports))


def by_signs(signs: Iterable[str], table: Mapping[str, tuple[float, float]] | None = None) -> bool | None:
    """Return what the signs speak for: history, news (False), or neither (None)."""
    table = weights() if table is None else table
    known = [table[sign] for sign in signs if sign in table]
    past, open_ = (math.exp(sum(pair[side] for pair in known)) for side in (0, 1))
    if past > DOUBT * (1 + past + open_):
        return True if past >= open_ else None
    return None if open_ > 1 else False


def signs_of(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> frozenset[str]:
    """Return what a reader goes by who is told an act without a date."""
    statement = layers.statement_at(clauses.tokens[act.first].start, clauses.tokens[act.last].end)
    number = layers.number(sentence)
    tense, verbal = _tense(clauses, act), act.type in VERBAL or act.type == "CONSULT"
    found = {"any act", f"{'words' if verbal else 'deed'} {tense}", f"kind {KINDS[act.type]}"}
    found |= {f"word {token.low}" for token in clauses.tokens if token.low in WORDS}
    found.add(f"sentence {next((place for place in PLACES if number <= place), 'late')}")
    if act.history is not None:
        found.add(f"model {act.history}")
    parties = [clauses.mentions[index] for index in (*act.source, *act.target)]
    if number >= LEADING:
        leading = {party_of(one) for one in layers.leading_mentions(LEADING)}
        found.add("parties of the lead" if {party_of(one) for one in parties} <= leading else "other parties")
    if is_said(clauses, act, statement):
        found.add("said by who does it")
    if layers.published and any(_has_left(actor, layers.published) for actor in parties):
        found.add("has left office")
    times = [time for time in layers.inside(layers.reading.times, sentence.start, sentence.end) if time.type != "SET"]
    return frozenset(found | {f"time {_age(time, layers)}" for time in times})


def _tense(clauses: Clauses, act: Act) -> str:
    """Return the tense of an act's verb; `noun` where it has none."""
    groups = [group for group in clauses.groups if act.first <= group.at <= act.last]
    groups = groups or [group for group in clauses.groups if group.first <= act.first <= group.at + 1]
    return _tense_of(clauses, groups[0], act.first) if groups else "noun"


def _tense_of(clauses: Clauses, group: VerbGroup, first: int) -> str:
    helpers = (clauses.low(at) for at in range(min(group.first, first), group.at))
    helped = next((TENSES[word] for word in helpers if word in TENSES), None)
    return helped or ("modal" if group.modals else "infinitive" if group.infinitive else FORMS[group.form])


def _has_left(actor: Actor, published: date) -> bool:
    """Return whether a person of the tables had left every office more than 30 days before publication."""
    offices = world.offices_of(actor.id) if actor.kind == "person" and actor.id else ()
    gone = published - timedelta(days=HISTORY_DAYS)
    return bool(offices) and all(office.until is not None and office.until < gone for office in offices)


def _age(time: Time, layers: Layers) -> str:
    """Return how long before publication a time lies; where its days are open, what its words say of that."""
    if time.type == "DURATION" and not time.text.endswith("ago"):
        return "duration"
    if time.begin is not None and layers.published is not None:
        when = When(start=time.begin, end=time.until, precision=time.precision)
        old = by_date(when, layers.published)
        return "old" if old else "wide" if old is None else "ahead" if time.begin > layers.published else "recent"
    if time.begin is not None and layers.latest_year is not None:
        years = layers.latest_year - time.begin.year
        return "old" if years > 1 or (years == 1 and time.precision in {"day", "week", "month"}) else "latest year"
    if LONG.search(time.text):
        return "years"
    if LOOSE.search(time.text):
        return "loose"
    if SHORT.search(time.text):
        return "days"
    return "months" if "month" in time.text.lower() else "month" if MONTHS.search(time.text) else "open"


@cache
def weights() -> dict[str, tuple[float, float]]:
    """Return how much each sign speaks for `past` and for `open`, as logarithms of odds against news."""
    text = resources.files("dyadbook.steps").joinpath("data", "history.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["sign"]: (float(row["past"]), float(row["open"])) for row in rows}
