"""Return when words were said that do an act: the day of their statement, else the one on which their speaker speaks.

An article names the day once ("the envoy said on Monday") and goes on with what he accused, asked and promised. Where
all that a person is said to have said so far is of one day, what else he does by words is of that day too, unless the
words say that it was done before.
"""

from __future__ import annotations

from dyadbook.records import Statement, When
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import Clauses
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import parties_of, party_of

VERBAL = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
BEFORE = frozenset("had has have 've 'd previously repeatedly earlier long often once frequently always".split())
"""What says of a verb that it was done before what is told: "had accused", "has long accused"."""


def day_said(layers: Layers, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    """Return the day of an act that is done by words; unknown where it is not, or no day is told that is not ahead."""
    if act.type not in VERBAL or act.modality != "actual":
        return When()
    when = _day(layers, clauses, act, statement)
    return When() if when.start and layers.published and when.start > layers.published else when


def _day(layers: Layers, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    if statement is not None and statement.speaker is not None and is_said(clauses, act, statement):
        if statement.date.start is not None or statement.form == "indirect":
            return statement.date
        return _only_day(layers, statement.speaker.id or statement.speaker.name, statement.content[0].start)
    people = {one.id or one.name for one in map(clauses.mentions.__getitem__, act.source) if one.kind == "person"}
    if len(people) != 1 or _is_before(clauses, act):
        return When()
    return _only_day(layers, people.pop(), clauses.tokens[-1].end)


def is_said(clauses: Clauses, act: Act, statement: Statement | None) -> bool:
    """Return whether an act is done by the very words of a statement: who accuses, asks or promises is the speaker."""
    if statement is None or statement.speaker is None or act.type not in VERBAL or act.modality != "actual":
        return False
    return party_of(statement.speaker) in parties_of(clauses.mentions, act.source)


def _only_day(layers: Layers, name: str, end: int) -> When:
    """Return the only day on which somebody is said to speak, told before a place in the text; else unknown.

    `name` is the speaker's id, or the name of one who has none.
    """
    told = [
        other for other in layers.reading.statements
        if other.speaker and (other.speaker.id or other.speaker.name) == name and other.date.start
    ]  # fmt: skip
    days = {(other.date.start, other.date.precision) for other in told}
    before = [other.date for other in told if other.content[0].start < end]
    return before[-1] if before and len(days) == 1 and before[-1].precision == "day" else When()


def _is_before(clauses: Clauses, act: Act) -> bool:
    """Return whether the verb of an act says that it was done before what is told."""
    groups = [group for group in clauses.groups if act.first <= group.at <= act.last]
    return any(clauses.low(at) in BEFORE for group in groups for at in range(group.first - 1, group.at + 2))
