"""Return the signs by which a reader tells whether an act without a date is history: its words and what surrounds them.

A sign is a name; data/history.csv says how much each speaks for what. They are of four sorts: the act's own words
(tense, type, the words next to it), the times of its sentence and paragraph, its place in the article, and what the
article tells of the other acts of these parties.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from dyadbook import world
from dyadbook.records import Actor, Event, Sentence, Time, When
from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import party_of
from dyadbook.steps.when.aside import is_compared, is_first_time, is_of_subject
from dyadbook.steps.when.history import HISTORY_DAYS, by_date
from dyadbook.steps.when.owned import is_of_state
from dyadbook.steps.when.said import VERBAL, is_said

LEADING = 3  # sentences that tell what the article is about
PLACES = (0, 2, 5, 11, 23)
LENGTHS = ((10, "short"), (30, "middling"))
BESIDE = 4  # words before and after the act that are signs themselves
YEAR = 4  # digits of a year
CLOSE, FAR = 25, 70  # characters between an act and a time
NEAR = 600  # characters between an act and another that has a date
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
LINKS = frozenset(
    "since after before following despite when while because as amid over which who that where if until by during for "
    "from against and but".split()
)
MONTHS = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
LONG = re.compile(r"year|decade|centur", re.I)
LOOSE = re.compile(r"recently|now|current", re.I)
BEFORE_NOW = re.compile(r"\bin the past(?! (?:\w+ )?(?:day|week|month|year|decade|few|couple|several|hour)s?\b)", re.I)
"""Words that set an act in the past without a time: "has in the past bombed", not "in the past two weeks"."""
SHORT = re.compile(r"recent|day|night|morning|afternoon|evening|noon|hour|minute|week", re.I)


def signs_of(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> frozenset[str]:
    """Return the signs of an act that stand in the article, but for those of its other acts."""
    tense = _tense(clauses, act)
    inside = [group for group in clauses.groups if act.first <= group.at <= act.last]
    found = {"any act", *_of_words(clauses, act, tense, inside), *_of_times(layers, sentence, clauses, act)}
    found |= set(_of_place(layers, sentence, tense if inside else "noun"))
    statement = layers.statement_at(clauses.tokens[act.first].start, clauses.tokens[act.last].end)
    parties = [clauses.mentions[index] for index in (*act.source, *act.target)]
    if layers.number(sentence) >= LEADING:
        leading = {party_of(one) for one in layers.leading_mentions(LEADING)}
        found.add("parties of the lead" if {party_of(one) for one in parties} <= leading else "other parties")
    if is_said(clauses, act, statement):
        found.add("said by who does it")
    if any(_has_left(actor, layers) for actor in parties):
        found.add("has left office")
    return frozenset(found)


def with_others(events: Sequence[Event], signs: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the signs of each event with those of the article's other acts: what is dated, what it leads with."""
    matters = {event.id: _matter(event) for event in events}
    counts = Counter(matters.values())
    dated = [event for event in events if event.historical is not None and event.date.start is not None]
    leads = [event for event in events if event.reports[0].lead]
    found = {}
    for event in events:
        if event.id not in signs:
            continue
        more = {f"told {min(counts[matters[event.id]], 3)} times"}
        for other in dated:
            age, away = "old" if other.historical else "recent", abs(other.reports[0].start - event.reports[0].start)
            if matters[other.id] == matters[event.id]:
                more.add(f"dated elsewhere {age}")
            if other.modality == "actual" and away < NEAR:
                more.add(f"dated near {age}" if away else f"dated in sentence {age}")
        for other in leads:
            if other.id != event.id and matters[other.id][1] == matters[event.id][1]:
                more.add("of these parties in the lead")
                more |= {"told in the lead"} if matters[other.id] == matters[event.id] else set()
        found[event.id] = signs[event.id] | more
    return found


def _matter(event: Event) -> tuple[str, frozenset[str | None]]:
    return event.type, frozenset(party_of(actor) for actor in (*event.source, *event.target))


def _of_words(clauses: Clauses, act: Act, tense: str, inside: Sequence[VerbGroup]) -> Iterator[str]:
    """Yield the signs of the act's words, of those next to it, and of how its clause hangs on the sentence."""
    verbal = act.type in VERBAL or act.type == "CONSULT"
    form = tense if inside else "noun"
    yield from (f"{'words' if verbal else 'deed'} {tense}", f"kind {KINDS[act.type]}", f"type {act.type}")
    yield f"{act.type} {form}"
    yield from (f"word {token.low}" for token in clauses.tokens if token.low in WORDS)
    if not inside and clauses.low(act.last).endswith("s"):
        yield "plural"
    link = _link(clauses, act)
    yield from (f"link {link}", f"{form} link {link}")
    others = [group for group in clauses.groups if group not in inside]
    yield f"main {_tense_of(clauses, others[0], others[0].first) if others else 'none'}"
    for at in (*range(max(0, act.first - BESIDE), act.first), *range(act.last + 1, act.last + 1 + BESIDE)):
        if at < len(clauses.tokens) and clauses.owner[at] is None:
            word = clauses.low(at)
            shown = ("year" if len(word) == YEAR else "number") if word.isdigit() else word
            yield f"{'before' if at < act.first else 'behind'} {shown}"


def _link(clauses: Clauses, act: Act) -> str:
    """Return the word on which the act's clause hangs; `verb` where another verb stands before it, else `start`."""
    for at in range(act.first - 1, -1, -1):
        if clauses.low(at) in LINKS:
            return clauses.low(at)
        if at < act.first - 1 and at in clauses.verb_at:
            return "verb"
    return "start"


def _tense(clauses: Clauses, act: Act) -> str:
    """Return the tense of an act's verb; `noun` where it has none."""
    groups = [group for group in clauses.groups if act.first <= group.at <= act.last]
    groups = groups or [group for group in clauses.groups if group.first <= act.first <= group.at + 1]
    tense = _tense_of(clauses, groups[0], act.first) if groups else "noun"
    return "past" if tense == "had" and is_first_time(clauses, act.first) else tense  # no older than its "it was"


def _tense_of(clauses: Clauses, group: VerbGroup, first: int) -> str:
    helpers = (clauses.low(at) for at in range(min(group.first, first), group.at))
    helped = next((TENSES[word] for word in helpers if word in TENSES), None)
    return helped or ("modal" if group.modals else "infinitive" if group.infinitive else FORMS[group.form])


def _of_place(layers: Layers, sentence: Sentence, tense: str) -> Iterator[str]:
    """Yield where in the article an act stands, and with no day of publication also what this and the tense tell."""
    number, sentences = layers.number(sentence), len(layers.reading.sentences)
    place = "in the lead" if sentence.block in layers.leading else "below the lead"
    yield f"sentence {next((place for place in PLACES if number <= place), 'late')}"
    yield f"quarter {4 * number // sentences}"
    yield f"block {layers.reading.article.blocks[sentence.block].kind}"
    yield f"{next((name for most, name in LENGTHS if sentences < most), 'long')} article"
    yield place
    if layers.published is None:
        yield from ("no day", f"no day {place}", f"no day {tense}")


def _of_times(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> Iterator[str]:
    """Yield how old the times of the sentence and of its paragraph are, and how near to the act the nearest stands."""
    at, end = clauses.tokens[act.first].start, clauses.tokens[act.last].end
    block = layers.reading.article.blocks[sentence.block]
    own = layers.inside(layers.reading.times, sentence.start, sentence.end)
    times = [time for time in own if time.type != "SET" and not _is_by_the_way(clauses, time, act)]
    yield from (f"time {_age(time, layers)}" for time in times)
    if any(time.type == "SET" for time in own):
        yield "set"
    for time in layers.inside(layers.reading.times, block.start, block.end):
        if not sentence.start <= time.start < sentence.end:
            yield "set in the paragraph" if time.type == "SET" else f"paragraph {_age(time, layers)}"
    if BEFORE_NOW.search(layers.text, sentence.start, sentence.end):
        yield "in the past"
    away = [(max(0, time.start - end, at - time.end), time.start < at, _age(time, layers)) for time in times]
    for distance, before, age in sorted(away)[:1]:
        reach = "close" if distance < CLOSE else "near" if distance < FAR else "far"
        yield from (f"nearest {age}", f"nearest {age} {reach}")
        if before and distance < CLOSE:
            yield f"just before {age}"
    if not times:
        yield "no time"


def _is_by_the_way(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time tells nothing of when an act was done, but of what it ended or of its subject."""
    return any(told(clauses, time, act) for told in (is_of_state, is_of_subject, is_compared))


def _has_left(actor: Actor, layers: Layers) -> bool:
    """Return whether a person of the tables had left every office more than 30 days before publication."""
    if layers.published is None or actor.kind != "person" or not actor.id:
        return False
    gone = layers.published - timedelta(days=HISTORY_DAYS)
    offices = world.offices_of(actor.id)
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
