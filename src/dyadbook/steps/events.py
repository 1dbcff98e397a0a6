"""Return the events of an article: acts between parties with date, place, modality, speaker, one event for all reports.

An act becomes an event where both parties are known and differ (an act within one country is domestic). The date is
one that stands in the same sentence, never the article's own; the modality is that of the words; what a speaker tells
says so. Reports of one happening are one event: same parties, type and modality, and nothing in date that differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec

from dyadbook import ontology
from dyadbook.records import (
    Actor,
    Event,
    Place,
    Reading,
    Report,
    SaidBy,
    Sentence,
    Statement,
    Unsure,
    When,
    make_id,
    speakers_of,
    words_at,
)
from dyadbook.steps.acts import elsewhere, pairs, weighing
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.claims import claimant
from dyadbook.steps.acts.conditions import condition_of
from dyadbook.steps.acts.elsewhere_signs import Elsewhere
from dyadbook.steps.acts.remembered import is_remembered
from dyadbook.steps.acts.told import acts_told
from dyadbook.steps.confidence import calibrated
from dyadbook.steps.event_reports import merged_reports, with_plans
from dyadbook.steps.genres.interviews import asks_in_title, is_asked, questions_in
from dyadbook.steps.genres.list_items import doers_of_items
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.layers import Layers
from dyadbook.steps.naming.offices import on_its_day
from dyadbook.steps.sides import as_party, party_of
from dyadbook.steps.sight import model, origin, see, within_reach
from dyadbook.steps.step import Step
from dyadbook.steps.when import history
from dyadbook.steps.when.done import date_of
from dyadbook.steps.when.history_signs import signs_of, with_others
from dyadbook.steps.when.met import with_meetings

OWN = frozenset({"we", "us", "our", "i", "me", "my"})
TALKS = frozenset("talks discussions negotiations consultations dialogue".split())
PLACED = frozenset({"in", "at", "near", "outside", "inside", "on"})


def read(reading: Reading) -> Reading:
    """Return the reading with its events; acts whose parties are not both known are under `not_sure`."""
    told = tell(reading)
    merged = merged_reports(with_plans(history.settled(told.events, told.signs, told.seen)))
    merged = with_meetings(merged, reading.article.published)
    return msgspec.structs.replace(reading, events=tuple(merged), not_sure=reading.not_sure + tuple(told.unsure))


class Told(NamedTuple):
    """An event for each report; of those that no date decides, by id, signs of history and what is seen."""

    events: list[Event]
    unsure: list[Unsure]
    signs: dict[str, frozenset[str]]
    seen: dict[str, history.Odds]


def tell(reading: Reading) -> Told:
    """Return what the sentences of a reading tell, not yet merged."""
    layers = Layers(reading)
    events: list[Event] = []
    unsure: list[Unsure] = []
    signs: dict[str, frozenset[str]] = {}
    seen: dict[str, history.Odds] = {}
    sentences = asked(reading)
    halves = elsewhere.told_elsewhere(Elsewhere(reading, sentences))
    questions = questions_in(reading.article.text, reading.article.blocks)
    for number, (sentence, one) in enumerate(zip(reading.sentences, sentences, strict=True)):
        if is_asked(questions, sentence.start):
            continue  # what an interviewer asks or puts to somebody tells no fact; its names explain the answer's
        clauses = one.clauses
        acts, weak = acts_told(one, halves[number], events)
        if asks_in_title(layers.text, reading.article.blocks[sentence.block], sentence.start):
            acts = [act for act in acts if act.modality == "actual" and not _is_question(layers.text, sentence)]
        unsure += [_not_sure(layers, sentence, clauses, act) for act in weak]
        for act in acts:
            made = _event(layers, sentence, clauses, act)
            if isinstance(made, Event):
                events.append(made)
                if history.is_open(made, layers.published):
                    signs[made.id] = signs_of(layers, sentence, clauses, act)
                    if pair := pairs.telling(one, act):
                        seen[made.id] = history.odds(pair.answer.histories)
            elif made is not None:
                unsure.append(made)
    return Told(events, unsure, with_others(events, signs), seen)


def asked(reading: Reading) -> list[pairs.Asked]:
    """Return what the model sees between the parties of each sentence, weighed over the article."""
    seen, text, reach = see(reading), reading.article.text, within_reach(reading)
    doers = doers_of_items(reading)
    clauses = [
        Clauses(text, one.start, one.end, reading.mentions, doers.get(one.start, ())) for one in reading.sentences
    ]
    found = [
        pairs.asked(model(), seen if number < reach else None, number, each) for number, each in enumerate(clauses)
    ]
    for one in found:
        pairs.doubt(one)
    weighing.weigh(found)
    return found


def _is_question(text: str, sentence: Sentence) -> bool:
    return text[sentence.start : sentence.end].rstrip("”\"’' ").endswith("?")


def _not_sure(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> Unsure:
    """Return an act of which the model is not sure enough to write it."""
    there = sorted({str(party_of(one)) for one in act.elsewhere})
    sides = [
        sorted({str(party_of(clauses.mentions[index])) for index in side}) or there for side in (act.source, act.target)
    ]
    toward = f" toward {', '.join(sides[1])}" if sides[1] else ""
    return Unsure(
        kind="event",
        start=sentence.start,
        end=sentence.end,
        text=layers.text[sentence.start : sentence.end],
        reason=f"{act.type} by {', '.join(sides[0])}{toward}: the model gives it {act.confidence:.2f}",
        candidates=tuple(dict.fromkeys([*sides[0], *sides[1]])),
        score=round(act.confidence, 2),
    )


def _event(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> Event | Unsure | None:
    """Return the event of one act; an Unsure where a party stays open; None where it is domestic or nobody's."""
    start, end = clauses.tokens[act.first].start, clauses.tokens[act.last].end
    statement = layers.statement_at(start, end)
    source = _actors(clauses, act.source, statement)
    target = _actors(clauses, act.target, statement)
    source, target = source or act.elsewhere, target or act.elsewhere
    ours = {party_of(actor) for actor in source} - {None}
    target = tuple(actor for actor in target if party_of(actor) not in ours or party_of(actor) is None)
    theirs = {party_of(actor) for actor in target} - {None}
    if not ours or not (theirs or (act.one_sided and not act.target)):
        return _open(layers, sentence, act, (*source, *target), ours | theirs)
    source = tuple(actor for actor in source if party_of(actor))
    target = tuple(actor for actor in target if party_of(actor))
    report = _report(layers, sentence, clauses, act, statement)
    source, target = _on_its_day(source, report.date), _on_its_day(target, report.date)
    issues = tuple(dict.fromkeys(issue for issue, _, _ in ontology.find_issues(report.text)))
    code = act.cameo if act.type == act.act else ontology.cameo_from_plover(act.type, None, act=act.act).code
    return Event(
        id=make_id(
            "event",
            layers.reading.article.id,
            act.type,
            act.act,
            start,
            end,
            *sorted(map(str, ours)),
            ">",
            *sorted(map(str, theirs)),
        ),
        source=source,
        target=target,
        reciprocal=act.reciprocal and bool(theirs),
        type=act.type,
        act=act.act,
        modes=(act.mode,) if act.mode and act.type == act.act else (),
        cameo=code,
        quad=ontology.quad(act.type),
        goldstein=ontology.goldstein(code) if code and ontology.is_cameo(code) else None,
        score=ontology.score(act.type, act.mode if act.mode and act.type == act.act else None),
        place=_place(layers, sentence, clauses, act, end),
        issues=issues,
        reports=(report,),
        date=report.date,
        modality=report.modality,
        historical=report.historical,
        condition=report.condition,
        lead=report.lead,
        said_by=report.said_by,
        confidence=report.confidence,
        origin=STEP.origin,
    )


def _on_its_day(actors: tuple[Actor, ...], when: When) -> tuple[Actor, ...]:
    """Return the actors with the offices of the day of the act; as they are where that is not known."""
    if when.start is None:
        return actors
    last = when.end - timedelta(days=1) if when.end else when.start
    return tuple(on_its_day(actor, when.start, last) for actor in actors)


def _open(
    layers: Layers, sentence: Sentence, act: Act, actors: tuple[Actor, ...], known: set[str | None]
) -> Unsure | None:
    """Return what stays open of an act with one known party: who a pronoun is, or whom the act is aimed at."""
    pronoun = next((actor for actor in actors if actor.basis == "pronoun" and party_of(actor) is None), None)
    if not known or act.modality == "negated" or (act.target and pronoun is None):
        return None
    words = words_at(layers.text, sentence.start, sentence.end)
    near = {
        party_of(actor): None
        for actor in reversed(layers.reading.mentions)
        if sentence.start - 600 < (actor.start or 0) < sentence.start and party_of(actor) not in known
    }
    who = (
        f"who `{pronoun.text}` is could not be decided" if pronoun else "whom it is aimed at stands in another sentence"
    )
    return Unsure(
        kind="event",
        start=words.start,
        end=words.end,
        text=words.text,
        score=0.3,
        reason=f"{act.type} by {', '.join(sorted(map(str, known)))}: {who}",
        candidates=tuple(party for party in near if party)[:2],
    )


def _actors(clauses: Clauses, indices: Sequence[int], statement: Statement | None) -> tuple[Actor, ...]:
    """Return the actors of an act: `we` and `I` in quoted words are the side of who speaks; nobody twice."""
    found: dict[str, Actor] = {}
    for index in indices:
        actor = clauses.mentions[index]
        own = party_of(actor) is None and (actor.text or "").lower() in OWN
        speaking = speakers_of(statement) if own and statement is not None else ()
        place = {"start": actor.start, "end": actor.end, "text": actor.text}
        for one in [msgspec.structs.replace(each, basis="pronoun", score=0.6, **place) for each in speaking] or [actor]:
            one = as_party(one)
            found.setdefault(one.name + str(party_of(one)), one)
    people = {party_of(actor) for actor in found.values() if actor.kind == "person"}
    return tuple(actor for actor in found.values() if actor.kind != "country" or party_of(actor) not in people)


def _report(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act, statement: Statement | None) -> Report:
    text, block = layers.text, layers.reading.article.blocks[sentence.block]
    trigger = words_at(text, clauses.tokens[act.first].start, clauses.tokens[act.last].end)
    cue = None
    if act.cue is not None:
        cue = words_at(text, clauses.tokens[act.cue[0]].start, clauses.tokens[act.cue[1]].end)
    remembered = is_remembered(clauses, act)
    if remembered and act.modality == "future":
        act.modality, act.type, cue = "actual", act.act, None  # the ceremony is to come
    when = date_of(layers, sentence, clauses, act, statement)
    if act.modality == "actual" and when.start and layers.published and when.start > layers.published:
        act.modality, act.type, cue = "future", ontology.future_type(act.act), when.words
    leads = sentence.block in layers.leading and block.kind != "teaser"
    historical = False if act.modality == "future" else history.by_date(when, layers.published)
    if when.start is None:
        historical = False if act.modality != "actual" else remembered or None
    said_by = None
    if act.modality != "negated" and (claims := claimant(clauses, act)) is not None:
        said_by = SaidBy(name=claims.name, id=claims.id)
    elif statement is not None and statement.speaker is not None:
        said_by = SaidBy(name=statement.speaker.name, id=statement.speaker.id, statement=statement.id)
    weak = min(
        [actor.score for actor in (clauses.mentions[index] for index in (*act.source, *act.target))], default=1.0
    )
    return Report(
        article=layers.reading.article.id,
        block=block.kind,
        start=sentence.start,
        end=sentence.end,
        text=text[sentence.start : sentence.end],
        trigger=trigger,
        date=when,
        modality=act.modality,
        cue=cue,
        historical=historical,
        condition=_condition(layers, clauses, act),
        said_by=said_by,
        lead=leads and historical is not True,
        confidence=calibrated("event", act.confidence * (0.6 + 0.4 * weak)),
    )


def _condition(layers: Layers, clauses: Clauses, act: Act) -> str | None:
    """Return the words of the condition under which the act is told: "unless ...", "until ..."."""
    found = condition_of(clauses, act)
    if found is None:
        return None
    start, end = clauses.tokens[found[0]].start, clauses.tokens[found[1]].end
    return layers.text[start : min(end, layers.said_until(start) or end)].rstrip(" .,!\"”'’")


def _place(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act, end: int) -> Place | None:
    """Return the place that stands with `in`, `at` or `near` after the act, no verb between, or opens the sentence.

    Talks "on the Black Sea" are of it, and not there.
    """
    talks = TALKS & {clauses.low(at) for at in range(act.first, act.last + 3)}
    at = PLACED - {"on"} if talks else PLACED
    verbs = [clauses.tokens[group.at].start for group in clauses.groups]
    near = [
        place
        for place in layers.reading.places
        if place.start is not None
        and end <= place.start < sentence.end
        and place.start - end < 120
        and not any(end <= verb < place.start for verb in verbs)
        and set(layers.text[max(0, place.start - 9) : place.start].lower().split()) & at
    ]
    if near:
        return near[0]
    stage = next((one for one in layers.reading.places if _acts_there(layers.text, clauses, act, one)), None)
    if stage is not None:
        return stage
    opening = [place for place in layers.reading.places if sentence.start < (place.start or 0) < sentence.start + 12]
    opens = opening and layers.text[sentence.start : opening[0].start].lower().split()[0] in PLACED
    return opening[0] if opens else None


def _acts_there(text: str, clauses: Clauses, act: Act, place: Place) -> bool:
    """Return whether an act is told by the clause about a place: "in Rome, where the envoy met Lee"."""
    opens = place.end or 0
    verbs = act.verbs(clauses)
    where = clauses.tokens[0].start <= opens < clauses.tokens[act.first].start and text.startswith(", where ", opens)
    return (
        where
        and len(verbs) == 1
        and not any(opens < clauses.tokens[group.at].start and group.at < verbs[0].at for group in clauses.groups)
    )


STEP = Step("events", 22, ("sentences", "mentions", "times", "places", "statements"), ("events",), read, origin)
