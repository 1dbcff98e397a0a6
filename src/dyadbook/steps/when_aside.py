"""Return whether a time is told by the way of the subject.

"Finland, which joined in 2023, urged Rome" and "Eritrea, independent since 1993, accused Oslo" tell of the subject
what was so before.
"""

from __future__ import annotations

from dyadbook.records import Time
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import ADVERB, PREPOSITION, TIME_WORDS, Clauses, VerbGroup
from dyadbook.steps.when_owned import around
from dyadbook.steps.when_tied import CONTRASTED, NAMING, OPENING, RELATED, THAT

RELATIVE = RELATED | {"that", "where"}
ABOUT = frozenset("at least early late mid about around the as".split())
"""What may stand between "since" and its time: "since at least 2014"."""
OPENED = frozenset({",", "(", "—", "–"})
CLOSED = frozenset({",", ")", "—", "–"})
SMALL = OPENING | NAMING | ADVERB | TIME_WORDS


def is_aside(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is told by the way and not of an act, whatever stands between the two."""
    return is_of_subject(clauses, time, act)


def is_of_subject(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time stands in what is told of the subject between it and the verb that the act belongs to."""
    last, first = around(clauses, time)
    main = _main_verb(clauses, first)
    if time.end > clauses.tokens[act.first].start or main is None or act.last < main.first:
        return False
    closed = clauses.low(first) in CLOSED
    for at in range(last, -1, -1):
        if clauses.low(at) in RELATIVE:
            return (closed or main.first == first) and _is_relative(clauses, at, last, closed=closed)
        if clauses.low(at) in OPENED:
            return closed and _describes(clauses, at, last)
        if clauses.low(at) in {":", ";"}:
            return False
    return False


def _is_relative(clauses: Clauses, at: int, last: int, *, closed: bool) -> bool:
    """Return whether a pronoun makes a clause of its own with what it has before a time, and is no "said that".

    Not each verb is known as one: the next word may be it ("who fled in May"), any where a comma closes the clause.
    """
    if any(at < group.at <= last for group in clauses.groups):
        said = clauses.low(at - 1) in THAT or any(group.at == at - 1 for group in clauses.groups)
        return clauses.low(at) != "that" or not said
    end = last + 1 if closed else at + 2 if clauses.low(at) == "who" and clauses.low(at + 1) != "as" else 0
    return clauses.low(at) != "that" and _has_words(clauses, at + 1, end)


def _has_words(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether a word that is neither a small one nor of a name stands in a range."""
    return any(clauses.owner[at] is None and clauses.low(at) not in SMALL for at in range(start, end))


def _main_verb(clauses: Clauses, first: int) -> VerbGroup | None:
    """Return the first verb behind a place that makes a clause: no infinitive, and no bare participle."""
    behind = (group for group in clauses.groups if group.first >= first and not group.infinitive)
    return next((group for group in behind if group.form != "ing" or group.first < group.at), None)


def _describes(clauses: Clauses, comma: int, last: int) -> bool:
    """Return whether what stands behind a comma says what its subject is: "a member of the club since 2024".

    "In a speech on Monday" and "speaking on Monday" tell how it was done.
    """
    told = [group for group in clauses.groups if group.at < comma]
    if told and not {clauses.low(at) for at in range(told[-1].at, comma)} & {"that"}:
        return False
    inside = [group.at for group in clauses.groups if comma < group.at <= last]
    head = clauses.low(comma + 1)
    lasting = since_at(clauses, last) is not None
    if inside not in ([], [comma + 1]) or (head.endswith("ing") and not lasting):
        return False
    manner = PREPOSITION | CONTRASTED | ADVERB | TIME_WORDS | {"as", "and", "but", "or"}
    plain = head not in manner and not head.endswith("ly") and not head.isdigit()
    return last - comma > 1 and (plain or (lasting and head != "since"))


def since_at(clauses: Clauses, last: int) -> int | None:
    """Return the token of the "since" that leads to a time whose last token before it is given; None without one."""
    while clauses.low(last) in ABOUT:
        last -= 1
    return last if clauses.low(last) == "since" else None
