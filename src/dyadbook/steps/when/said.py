"""Return when words were said that do an act: the day of their statement, else the one on which their speaker speaks.

An article names the day once ("the envoy said on Monday"), below the lead often enough, and goes on with what he
accused, asked and promised. Where all that a person is said to have said is of one day, what else he does by words is
of that day too, unless the words say that it was done before; of several days it is the one that was told just before.
What a lead reports without a day is of that of his words that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadbook.records import Actor, Statement, Time, When, Words
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import told_by
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import PREPOSITION
from dyadbook.steps.language.verb_groups import HAVE, VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import party_of

VERBAL = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
BEFORE = frozenset("had has have 've 'd previously repeatedly earlier long often once frequently always".split())
"""What says of a verb that it was done before what is told: "had accused", "has long accused"."""
GOING_ON = HAVE | {"is", "are", "'s"}
AFTER = frozenset({"after", "before", "since"})
NEW_PART = frozenset(', ; : “ ” " that'.split())
NAMED = re.compile(r"(?<!\bin )(?<!\bat )(?<!\bduring )\b(?:the|its|his|her|their) $", re.I)
THING = re.compile(r" (?!(?:and|or|of|in|on|at|to|by|for|after|before|when|that|is|was)\b)[a-z]")
WITHIN = re.compile(r"\b(?:in|at|during) (?:\w+ )?$", re.I)
OWNING = re.compile(r"['’]s? ")
NUMBERED = re.compile(r"\d\s?\($")
"""What stands before the year in brackets that is part of a number: "resolution 1929 (2010)"."""
DATED = re.compile(r"\bdated $")
BACK = 20  # characters before a day that tell whose it is
OLD = timedelta(days=14)
"""After so long who spoke once has spoken again: his only day dates what stands beside it alone."""
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
    ahead = when.start and layers.published and when.start > layers.published
    other = when.words is not None and is_of_thing(layers.text, when.words.start, when.words.end)
    return When() if ahead or other or _is_before(clauses, act) else when


def is_of_thing(text: str, start: int, end: int) -> bool:
    """Return whether a day says which thing is meant, not when it was told: "called the May 3 raid a crime"."""
    back = max(0, start - BACK)
    if NUMBERED.search(text, back, start) and text.startswith(")", end):
        return True
    if OWNING.match(text, end):
        return not WITHIN.search(text, back, start)
    return bool(NAMED.search(text, back, start) and THING.match(text, end))


def _is_before(clauses: Clauses, act: Act) -> bool:
    """Return whether an act only says what another came after: "spoke a day after he condemned Rome"."""
    for at in range(told_by(clauses, act)[0] - 1, -1, -1):
        if clauses.low(at) in AFTER | NEW_PART:
            return clauses.low(at) in AFTER
    return False


def _day(layers: Layers, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    if statement is not None and statement.speaker is not None and is_said(clauses, act, statement):
        if is_perfect(clauses, act):
            return When()
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
    return here or list(act.elsewhere)


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
    told = [other for other in _statements(layers, speaker) if other.date.start and not _is_written(layers, other)]
    days = {(other.date.start, other.date.precision) for other in told}
    if len(days) > 1 or any(layers.published and day and day < layers.published - OLD for day, _ in days):
        told = [other for other in told if other.content[0].start < end and end - other.content[-1].end < CLOSE]
    return told[-1].date if told and told[-1].date.precision == "day" else When()


def _is_written(layers: Layers, statement: Statement) -> bool:
    """Return whether the day of a statement is that of a paper alone: "said a memo, dated May 3"."""
    words = statement.date.words
    return words is not None and bool(DATED.search(layers.text, max(0, words.start - BACK), words.start))


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


def groups_of(clauses: Clauses, act: Act) -> list[VerbGroup]:
    """Return the verbs that tell an act."""
    first, last = told_by(clauses, act)
    return [group for group in clauses.groups if first <= group.at <= last]


def is_told(clauses: Clauses, act: Act) -> bool:
    """Return whether a verb tells an act as what was done then: a noun alone may be of what was done before."""
    groups = groups_of(clauses, act)
    return not is_earlier(clauses, groups) and any(
        not group.infinitive and (group.form != "ing" or clauses.low(group.first - 1) not in PREPOSITION)
        for group in groups
    )


def is_perfect(clauses: Clauses, act: Act) -> bool:
    """Return whether an act was done by the time that it is told: "has agreed", he said on Monday."""
    groups = [group for group in groups_of(clauses, act) if group.form in {"past", "part"} and not group.infinitive]
    return any({clauses.low(at) for at in range(group.first - 1, group.at)} & HAVE for group in groups)


def is_of_words(clauses: Clauses, time: Time, act: Act, statement: Statement | None) -> bool:
    """Return whether a time beside what somebody says of a deed is that of the words: "has left", he said on Monday."""
    if statement is None or act.type in VERBAL or act.modality != "actual":
        return False
    told = any(words.start <= time.start < words.end for words in statement.content)
    return not told and any(clauses.low(group.first) in GOING_ON for group in groups_of(clauses, act))


def is_earlier(clauses: Clauses, groups: Sequence[VerbGroup]) -> bool:
    """Return whether the words at verbs say that this was done before what is told."""
    return any(clauses.low(at) in BEFORE for group in groups for at in range(group.first - 1, group.at + 2))
