"""Return when words were said that do an act: the day of their statement, else the one on which their speaker speaks.

An article names the day once ("the envoy said on Monday"), below the lead often enough, and goes on with what he
accused, asked and promised. Where all that a person is said to have said is of one day, what else he does by words is
of that day too, unless the words say that it was done before; of several days it is the one that was told just before.
What a lead reports without a day is of that of his words that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dyadbook.records import Actor, Statement, When, Words
from dyadbook.steps.act_words import told_by
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import PREPOSITION, Clauses, VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import party_of

VERBAL = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
BEFORE = frozenset("had has have 've 'd previously repeatedly earlier long often once frequently always".split())
"""What says of a verb that it was done before what is told: "had accused", "has long accused"."""
SPEAKING = frozenset({"we", "i"})  # "our accord" may be of what was agreed before
CLOSE = 400  # characters between what is told without a day and words of the same person that have one
FAR = 600  # characters of a message behind one of its sentences
SIGNED = re.compile(r"[^\n]*?[—–-] ?(?P<name>[^—\n]{2,60})\(@\w{1,20}\) ?(?=[A-Z][a-z]+ \d{1,2}, \d{4})")
FOLLOWING = 2  # statements after one in which its speaker may go on


def day_said(layers: Layers, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    """Return the day of an act that is done by words; unknown where it is not, or no day is told that is not ahead."""
    if act.type not in VERBAL or act.modality != "actual":
        return When()
    when = _day(layers, clauses, act, statement)
    return When() if when.start and layers.published and when.start > layers.published else when


def _day(layers: Layers, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    if statement is not None and statement.speaker is not None and is_said(clauses, act, statement):
        if statement.date.start is not None:
            return statement.date
        if (signed := _day_signed(layers, statement)) is not None:
            return signed
        if statement.form == "indirect":
            return _day_after(layers, statement.speaker, statement)
        return only_day(layers, statement.speaker, statement.content[0].start)
    people = {one.id or one.name: one for one in _doers(clauses, act) if one.kind == "person"}
    if len(people) != 1 or not is_told(clauses, act):
        return When()
    return only_day(layers, next(iter(people.values())), clauses.tokens[-1].end)


def is_said(clauses: Clauses, act: Act, statement: Statement | None) -> bool:
    """Return whether an act is done by the very words of a statement: who accuses, asks or promises is the speaker."""
    if statement is None or statement.speaker is None or act.type not in VERBAL or act.modality != "actual":
        return False
    doers = _doers(clauses, act)
    if party_of(statement.speaker) in {party_of(one) for one in doers}:
        return True
    own = any(party_of(one) is None and (one.text or "").lower() in SPEAKING for one in doers)
    return own and is_told(clauses, act)


def _doers(clauses: Clauses, act: Act) -> list[Actor]:
    """Return who does an act: who does it in its sentence, else the party that another sentence names."""
    here = [clauses.mentions[index] for index in act.source]
    return here or [one for one in (act.elsewhere,) if one is not None]


def _day_signed(layers: Layers, statement: Statement) -> When | None:
    """Return the day below a message that stands in full: "... — Ana Torres (@anatorres) March 3, 2021"."""
    end = statement.content[-1].end
    found = SIGNED.match(layers.text, end, end + FAR)
    if not found or not statement.speaker or statement.speaker.name.split()[-1] not in found["name"]:
        return None
    time = next((time for time in layers.reading.times if time.start == found.end()), None)
    if time is None or time.precision != "day":
        return None
    words = Words(start=time.start, end=time.end, text=time.text)
    return When(start=time.begin, end=time.until, precision="day", basis="day below the message", words=words)


def only_day(layers: Layers, speaker: Actor, end: int) -> When:
    """Return the only day on which somebody is said to speak, or the one told just before a place; else unknown."""
    told = [other for other in _statements(layers, speaker) if other.date.start]
    if len({(other.date.start, other.date.precision) for other in told}) > 1:
        told = [other for other in told if other.content[0].start < end and end - other.content[-1].end < CLOSE]
    return told[-1].date if told and told[-1].date.precision == "day" else When()


def _day_after(layers: Layers, speaker: Actor, statement: Statement) -> When:
    """Return the day of what a speaker goes on to say right after a statement: "warned that ...", "he said Monday"."""
    end = statement.content[-1].end
    following = [other for other in layers.reading.statements if other.content[0].start > end][:FOLLOWING]
    near = [
        other for other in _statements(layers, speaker) if other in following and other.content[0].start - end < CLOSE
    ]
    return next((other.date for other in near if other.date.precision == "day"), When())


def _statements(layers: Layers, speaker: Actor) -> Iterator[Statement]:
    """Yield what somebody says, known by the id or, without one, by the name."""
    name = speaker.id or speaker.name
    for statement in layers.reading.statements:
        if statement.speaker and (statement.speaker.id or statement.speaker.name) == name:
            yield statement


def is_told(clauses: Clauses, act: Act) -> bool:
    """Return whether a verb tells an act as what was done then: a noun alone may be of what was done before."""
    first, last = told_by(clauses, act)
    groups = [group for group in clauses.groups if first <= group.at <= last]
    return not is_earlier(clauses, groups) and any(
        not group.infinitive and (group.form != "ing" or clauses.low(group.first - 1) not in PREPOSITION)
        for group in groups
    )


def is_earlier(clauses: Clauses, groups: Sequence[VerbGroup]) -> bool:
    """Return whether the words at verbs say that this was done before what is told."""
    return any(clauses.low(at) in BEFORE for group in groups for at in range(group.first - 1, group.at + 2))
