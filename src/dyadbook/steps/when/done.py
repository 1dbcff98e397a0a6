"""Return when an act was done, as far as the words around it tell: never the article's own day, and no day is a guess.

A time dates an act where no other verb and no other clause stands between them. One that opens the sentence dates all
that the sentence tells as done ("On Monday, Rome recalled its envoy and Paris closed its consulate"), but never what
the main clause comes after or before. A day that is the only time of its sentence dates what is done before it in the
same clause, whatever verbs stand between ("urged Paris to reconsider at their meeting on Monday"). How the two stand
in the sentence is told in `when_tied`, which times are of another thing in `when_owned`, which are told by the way in
`when_aside`; a verb that only carries the noun of an act is of it (`act_words`). What a speaker does by words is done
on the day of the words (`when_said`), a meeting may have its day in the sentence before (`when_met`). What is still to
come never has a day that is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from dyadbook.records import Sentence, Statement, Time, When, Words
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import told_by
from dyadbook.steps.acts.conditions import condition_of
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.layers import Layers
from dyadbook.steps.when.aside import HAD, is_aside, is_going_on
from dyadbook.steps.when.history import GOES_ON
from dyadbook.steps.when.met import day_met
from dyadbook.steps.when.owned import is_owned
from dyadbook.steps.when.said import VERBAL, day_said, groups_of, is_of_words
from dyadbook.steps.when.tied import (
    NEW_CLAUSE,
    OTHER_CLAUSE,
    Gap,
    describes,
    follows,
    is_ahead,
    is_free,
    is_of_next,
    is_when,
    reach,
    words_between,
)

LASTING = frozenset({"until", "till"})
"""What stands before the end of what lasts: "put off the talks until June" tells nothing of when."""
IN_SENTENCE = "time in the sentence"
SET_LIMIT = frozenset({"by", "before"})
CAUSE = frozenset({"because", "as", "since"})
SIGNED = re.compile(r"\(@\w{1,20}\) ?$")
"""What stands before the day below a message, which is that of its words: "... — Ana Torres (@ana) March 3, 2021"."""
NAME = 25  # characters of what signs a message
BETWEEN = re.compile(r"\bbetween (?:(?:early|mid|late)[ -])?$", re.I)
UP_TO = re.compile(r" ?[-–] ?|,? (?:to|until|till|through|and) (?:(?:early|mid|late)[ -])?")
MOVES = re.compile(r"\b(?:mov|postpon|delay|defer|shift|push|reschedul|chang|extend|advanc|brought|bring)", re.I)
"""What is moved "from March to June" is not of both."""


def date_of(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    """Return the date of an act: a time of its sentence, else the day of the words that do it; unknown elsewhere."""
    time = _nearest(layers, sentence, clauses, act, statement)
    when = _dated(time, goes_on=time is not None and act.modality == "actual" and is_going_on(clauses, time, act))
    if time is not None and when.start is not None:
        when = _whole(layers, sentence, time, when)
    if act.modality == "future" and when.end and layers.published and when.precision == "week":
        when = _week_to_come(when, layers.published)
    if act.modality == "future" and when.end and layers.published and when.end <= layers.published:
        when = When()  # what is still to come is not over: the time is of something else, or of another year
    ahead = when.start and layers.published and when.start > layers.published
    if ahead and act.type in VERBAL and act.modality == "actual":
        when = When()  # nobody has said what he will say: the day is that of what was said
    if when.start is None:
        when = day_said(layers, clauses, act, statement)
    return when if when.start is not None else day_met(layers, sentence, clauses, act)


def _dated(time: Time | None, *, goes_on: bool = False) -> When:
    if time is None or time.begin is None:
        return When()
    words = Words(start=time.start, end=time.end, text=time.text)
    basis = f"{IN_SENTENCE} ({time.rule}{GOES_ON if goes_on else ''})"
    return When(start=time.begin, end=time.until, precision=time.precision, basis=basis, words=words)


def _whole(layers: Layers, sentence: Sentence, time: Time, when: When) -> When:
    """Return the date of a time as that of the stretch of which it is one end: "from 1942 to 1945", "3-5 March"."""
    times = layers.inside(layers.reading.times, sentence.start, sentence.end)
    for first, last in pairwise(times):
        if time in (first, last) and _is_stretch(layers.text, sentence.start, first, last):
            words = Words(start=first.start, end=last.end, text=layers.text[first.start : last.end])
            return msgspec.structs.replace(
                when, start=first.begin, end=last.until, precision=first.precision, words=words
            )
    return when


def _is_stretch(text: str, start: int, first: Time, last: Time) -> bool:
    """Return whether two times are the first and the last of what is told, in days as fine."""
    joint = UP_TO.fullmatch(text, first.end, last.start)
    if joint is None or first.until is None or last.until is None or first.precision != last.precision:
        return False
    if first.until > last.until or MOVES.search(text, start, first.start):
        return False
    return "and" not in joint[0] or BETWEEN.search(text, start, first.start) is not None


def is_told_with(when: When) -> bool:
    """Return whether a date is told with its act, and not only the day on which its speaker said many things."""
    return (when.basis or "").startswith(IN_SENTENCE)


def _week_to_come(when: When, published: date) -> When:
    """Return the week after, where a plan told on a Sunday is for "this week"."""
    if when.start is None or when.end != published + timedelta(days=1):
        return when
    return msgspec.structs.replace(when, start=when.end, end=when.end + timedelta(days=7))


def _nearest(
    layers: Layers, sentence: Sentence, clauses: Clauses, act: Act, statement: Statement | None
) -> Time | None:
    """Return the time of a sentence that dates an act, the nearest after it first; None where none does."""
    first, last = told_by(clauses, act)
    at, end = clauses.tokens[first].start, clauses.tokens[last].end
    others = [
        clauses.tokens[group.at].start for group in clauses.groups
        if not first <= group.at <= last and not describes(clauses, group, act)
    ]  # fmt: skip
    best: tuple[int, Time] | None = None
    times = _times_in(layers, sentence)
    for time in times:
        low, high = (end, time.start) if time.start >= end else (time.end, at)
        crossed = sum(low <= other < high for other in others)
        gap = Gap(low, high, crossed, words_between(clauses, low, high))
        alone = len(times) == 1 and time.start >= end and not gap.words & NEW_CLAUSE
        free = is_free(layers, clauses, act, time, gap, alone)
        ahead, behind, late = time.end <= at, time.start >= end, any(other < time.start for other in others)
        if is_aside(clauses, time, act) or is_of_words(clauses, time, act, statement):
            continue
        if _is_of_thing(layers, clauses, act, time, ahead=ahead, late=late or behind):
            continue
        if (behind and _is_of_clause_behind(clauses, time, gap)) or (
            ahead and _is_of_clause_ahead(clauses, act, time, gap, late=late)
        ):
            continue
        if not free and (crossed > reach(clauses, act, time, gap) or gap.words & OTHER_CLAUSE):
            continue
        rank = crossed * 1000 + (high - low) + (0 if time.start >= end else 60)
        if best is None or rank < best[0]:
            best = (rank, time)
    return best[1] if best else None


def _times_in(layers: Layers, sentence: Sentence) -> list[Time]:
    """Return the times of a sentence that may date an act: no "every May", no bare length, no signature's."""
    return [
        time for time in layers.inside(layers.reading.times, sentence.start, sentence.end)
        if time.type != "SET" and not SIGNED.search(layers.text, max(0, time.start - NAME), time.start)
        and (time.type != "DURATION" or time.begin is not None or time.text.endswith("ago"))
    ]  # fmt: skip


def _is_of_thing(layers: Layers, clauses: Clauses, act: Act, time: Time, *, ahead: bool, late: bool) -> bool:
    """Return whether a time is that of a condition or of a noun, or the end of what lasts or of a term."""
    if_told = condition_of(clauses, act)
    if if_told and clauses.tokens[if_told[0]].start <= time.start < clauses.tokens[if_told[1]].end:
        return True  # "unless it acts by Friday"
    before = [token.low for token in clauses.tokens if token.end <= time.start][-2:]
    lasts = LASTING & {*before} or before == ["up", "to"]
    if is_owned(clauses, time, act) or (lasts and not (ahead and is_when(clauses, time))):
        return True
    return act.modality != "future" and late and _is_limit(before, layers, time)  # "left by May 3 over a visit"


def _is_of_clause_behind(clauses: Clauses, time: Time, gap: Gap) -> bool:
    """Return whether a time behind an act is that of what follows: "welcomed it but was cautious on Sunday"."""
    return is_of_next(clauses, time) or (gap.verbs > 0 and "but" in gap.words)


def _is_of_clause_ahead(clauses: Clauses, act: Act, time: Time, gap: Gap, *, late: bool) -> bool:
    """Return whether a time ahead of an act is that of the clause before, of the act's result, or of what was done."""
    if follows(clauses, gap.low, gap.high) or _is_cause(clauses, time, act):
        return True
    if {",", "but"} <= gap.words and late:
        return True  # "were to meet on Monday, but cancelled"
    return act.modality == "future" and _is_done_then(clauses, time, act)


def _is_limit(before: Sequence[str], layers: Layers, time: Time) -> bool:
    """Return whether a time is the end of a term that was set: "ordered them to leave by Saturday"."""
    limit = bool(SET_LIMIT & {*before}) or before == ["later", "than"]
    return limit and (is_ahead(layers, time) or time.begin is None)


def _is_cause(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether an act is why something was done at a time before it: "left on Monday because Rome had lied"."""
    inside = [at for at in range(act.first) if clauses.tokens[at].start >= time.end]
    why = max((at for at in inside if clauses.low(at) in CAUSE), default=None)
    if why is None or {",", ";"} & {clauses.low(at) for at in inside if at > why}:
        return False
    earlier = any(clauses.low(at) in HAD for group in groups_of(clauses, act) for at in range(group.first, group.at))
    return earlier or (
        clauses.low(why) == "because"
        and any(group.at < why for group in clauses.groups_so_far(why) if clauses.tokens[group.at].end <= time.start)
    )


def _is_done_then(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time before a plan is that of what was done: "left on Friday and will return"."""
    tokens = clauses.tokens
    done = any(
        group.form == "past" and not group.modals and tokens[group.at].start < time.start for group in clauses.groups
    )
    joined = any(token.low in {"and", "but"} and token.start >= time.end for token in tokens[: act.first + 1])
    return done and joined
