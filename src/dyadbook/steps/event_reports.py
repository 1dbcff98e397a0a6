"""Return one event for all the reports of one happening in an article: headline, lead and later paragraphs.

Same parties, type and modality, and nothing in date that differs; and a sign that it is told once more, not another:
the headline, the same verb not far away, or like words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import get_args

import msgspec

from dyadbook.records import ELSEWHERE, Actor, Event, Precision, When
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.like_words import most_alike, passage, stems, stems_of_names
from dyadbook.steps.saying.speakers import is_named
from dyadbook.steps.sides import party_of
from dyadbook.steps.when.done import is_told_with

NEAR = 1500  # characters between two undated reports that may tell of one happening
LIKE = 0.2  # share of the words that tell of one happening, wherever they stand
PASSAGES = 4  # of an event that are compared
OWN_ACTS = frozenset({"ACCUSE", "CONSULT", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""Acts of persons, each his own; troops that one minister sends another explains."""
RECURRING = frozenset({"ASSAULT", "CONSULT", "MOBILIZE"})
"""Acts that are done again and again, each told in the words of the one before."""
ROUND = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[1-9]\d?(?=st|nd|rd|th))(?:st|nd|rd|th)?"
    r"[ -](?:\w+ )?(round|meeting|summit|visit|trip)s?\b",
    re.I,
)
"""Which of several talks is told of: "the second round", "the 14th summit"."""
MINISTERS = re.compile(
    r"\b(prime|(?:deputy )?foreign|defen[cs]e|finance|trade|interior|energy|transport|agriculture) minister(s)?\b", re.I
)
TITLES = frozenset({"headline", "deck"})
PRECISIONS = get_args(Precision)  # the finest first


def merged_reports(events: Sequence[Event]) -> list[Event]:
    """Return one event for all reports of one happening; of two with one id, the same act told twice, the surer."""
    surest: dict[str, Event] = {}
    for event in events:
        if event.id not in surest or event.confidence > surest[event.id].confidence:
            surest[event.id] = event
    kept: list[Event] = []
    for event in surest.values():
        twin = next((index for index, other in enumerate(kept) if _same(other, event)), None)
        if twin is None:
            kept.append(event)
        else:
            kept[twin] = _join(kept[twin], event)
    return [event for event in kept if not any(_is_weaker_view(event, other) for other in kept)]


def _is_weaker_view(one: Event, other: Event) -> bool:
    """Return whether the very words of an act tell the same act in another modality, and more surely so.

    "Has decided to cut relations" was read as a plan and as done.
    """
    if one.modality == other.modality or one.act != other.act or _sides(one) != _sides(other):
        return False
    told = [report.trigger for report in other.reports]
    within = all(
        any(word.start < mine.trigger.end and mine.trigger.start < word.end for word in told) for mine in one.reports
    )
    return within and one.confidence < other.confidence


def with_plans(events: Sequence[Event]) -> list[Event]:
    """Return the events; what a headline tells as done and the text only as to come is to come.

    "Rome sends ships to Oslo" stands above "Rome will send ships to Oslo".
    """
    return [_as_planned(event, events) if _is_title(event) else event for event in events]


def _is_title(event: Event) -> bool:
    """Return whether an event is told as done by a headline, whose verbs have no future."""
    words = event.reports[0].trigger.text.lower().split()
    told = [{form for _, form in forms()[word]} for word in words if word in forms()]
    past = any(kinds <= {"past", "part"} for kinds in told)
    return event.reports[0].block in TITLES and event.modality == "actual" and not (event.historical or past)


def _as_planned(event: Event, events: Sequence[Event]) -> Event:
    told = [
        other for other in events
        if other.reports[0].block not in TITLES and other.act == event.act and _sides(other) == _sides(event)
        and not other.historical
    ]  # fmt: skip
    if not any(_in_one_word(event, other) for other in told) or any(other.modality != "future" for other in told):
        return event
    reports = tuple(msgspec.structs.replace(report, modality="future") for report in event.reports)
    code = {name: getattr(told[0], name) for name in ("type", "modes", "cameo", "quad", "goldstein", "score")}
    return msgspec.structs.replace(event, modality="future", reports=reports, **code)


def _in_one_word(one: Event, other: Event) -> bool:
    """Return whether the words of two acts have one in common: a headline may tell another act of the same two."""
    mine, theirs = (stems(event.reports[0].trigger.text) for event in (one, other))
    return not set(mine).isdisjoint(theirs)


def _sides(event: Event) -> tuple[frozenset[str | None], frozenset[str | None]]:
    source, target = (frozenset(party_of(actor) for actor in side) for side in (event.source, event.target))
    return (source | target, frozenset()) if event.reciprocal or event.act == "CONSULT" else (source, target)


def _same(one: Event, other: Event) -> bool:
    """Return whether two reports of an article tell of one happening."""
    if (one.type, one.act, one.modality) != (other.type, other.act, other.modality) or _sides(one) != _sides(other):
        return False
    teaser = one.reports[0].block == "teaser"
    if teaser != (other.reports[0].block == "teaser"):
        return False
    if one.act == "CONSULT" and (_is_another_round(one, other) or _others_meet(one, other) or _others_meet(other, one)):
        return False
    if one.act in OWN_ACTS and _others_act(one, other):
        return False
    a, b = one.date, other.date
    apart = _are_apart(a, b)
    if any(report.start == other.reports[0].start for report in one.reports):
        return not (apart and "visit" in one.modes)  # one sentence tells an act twice only of a visit paid back
    if a.start is None or b.start is None:
        if True in (one.historical, other.historical):
            return False
    else:
        if apart or any(is_told_with(when) for when in (a, b)):
            return not apart
    first, last = one.reports[-1], other.reports[0]
    if {one.reports[0].block, last.block} & TITLES:
        return True
    same = one.act == "CONSULT" or first.trigger.text[:4].lower() == last.trigger.text[:4].lower()
    return (same and abs(first.start - last.start) < NEAR) or _retold(one, other)


def _are_apart(one: When, other: When) -> bool:
    """Return whether two dates are known and have no day in common."""
    if one.start is None or other.start is None:
        return False
    day = timedelta(days=1)
    return one.start >= (other.end or other.start + day) or other.start >= (one.end or one.start + day)


def _retold(one: Event, other: Event) -> bool:
    """Return whether two reports tell of one act in like words, more than that of the act and the parties' names."""
    if one.act in RECURRING or one.historical != other.historical or _others_act(one, other):
        return False
    names = stems_of_names((*one.source, *one.target, *other.source, *other.target))
    share, found = most_alike(*([passage(each, names) for each in event.reports[:PASSAGES]] for event in (one, other)))
    acts = {stem for event in (one, other) for report in event.reports for stem in stems(report.trigger.text)}
    return found is not None and share >= LIKE and not found[0].roots.keys() & found[1].roots.keys() <= acts


def _others_act(one: Event, other: Event) -> bool:
    """Return whether both name persons of one party, none of whom is in both, and share no other person either.

    Who meets whom may be told from either side: "Lavrov visited Tokyo", "Ishiba received Lavrov".
    """
    named = [[actor for actor in (*event.source, *event.target) if is_named(actor)] for event in (one, other)]
    mine, theirs = ({actor.id or actor.name for actor in persons} for persons in named)
    acting, acting_there = ({party_of(actor) for actor in persons} for persons in named)
    return mine.isdisjoint(theirs) and not acting.isdisjoint(acting_there)


def _is_another_round(one: Event, other: Event) -> bool:
    """Return whether two reports number the talks of two, and differ: "the first round", "the second round"."""
    told: list[dict[str, set[str]]] = [{}, {}]
    for event, rounds in zip((one, other), told, strict=True):
        for found in (found for report in event.reports for found in ROUND.finditer(report.text.lower())):
            rounds.setdefault(found[2], set()).add(found[1])
    return any(told[0][noun].isdisjoint(told[1][noun]) for noun in told[0].keys() & told[1].keys())


def _others_meet(one: Event, other: Event) -> bool:
    """Return whether the ministers of two meet, and ministers of other kinds only are told of for another report."""
    kinds, theirs = (
        [found.groups() for report in event.reports for found in MINISTERS.finditer(report.text.lower())]
        for event in (one, other)
    )
    together = {kind for kind, many in kinds if many}
    return bool(together and theirs) and together.isdisjoint(kind for kind, _ in theirs)


def _join(one: Event, other: Event) -> Event:
    """Return two reports as one event: each field from the more precise report, and where they differ."""
    known_reports = {(report.start, report.end): report for report in reversed(one.reports + other.reports)}
    reports = tuple(sorted(known_reports.values(), key=lambda report: report.start))
    when = min((report.date for report in reports), key=lambda date: PRECISIONS.index(date.precision))
    differs = tuple(
        name
        for name in ("date", "historical", "condition", "said_by")
        if len({repr(value) for report in reports if (value := getattr(report, name)) not in (None, When())}) > 1
    )
    told = [report for report in reports if report.said_by is None]
    known = [report.historical for report in reports if report.historical is not None]
    finer = one if one.modes or not other.modes else other
    return msgspec.structs.replace(
        one,
        modes=finer.modes,
        cameo=finer.cameo,
        goldstein=finer.goldstein,
        score=finer.score,
        reports=reports,
        date=when,
        historical=known[0] if known else None,
        lead=any(report.lead for report in reports),
        place=one.place or other.place,
        issues=tuple(dict.fromkeys(one.issues + other.issues)),
        differs=differs,
        condition=one.condition or other.condition,
        said_by=None if told else one.said_by,
        source=_named(one.source, other.source),
        target=_named(one.target, other.target),
        confidence=max(one.confidence, other.confidence),
    )


def _named(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Return the side whose actors are named where the act is told, or more fully."""
    if any(actor.basis == ELSEWHERE for actor in one):
        return other
    same = {party_of(actor) for actor in one} == {party_of(actor) for actor in other}
    return other if same and sum(a.kind == "person" for a in other) > sum(a.kind == "person" for a in one) else one
