"""Return when an act was done, as far as the words around it tell: never the article's own day, and no day is a guess.

A time dates an act where no other verb and no other clause stands between them. One that opens the sentence dates all
that the sentence tells as done ("On Monday, Rome recalled its envoy and Paris closed its consulate"), but never what
the main clause comes after or before. A day that is the only time of its sentence dates what is done before it in the
same clause, whatever verbs stand between ("urged Paris to reconsider at their meeting on Monday"). A verb that only
carries the noun of an act is of it (`act_words`). What a speaker does by words is done on the day of the words
(`when_said`). What is still to come never has a day that is over. A time that a noun has before it ("the 2015 accord")
is the noun's, and dates no other act.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from dyadbook.records import Sentence, Statement, Time, When, Words
from dyadbook.steps.act_words import is_during, is_noun, told_by
from dyadbook.steps.acts import Act
from dyadbook.steps.clauses import DETERMINER, PREPOSITION, Clauses, VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.when_met import day_met
from dyadbook.steps.when_said import VERBAL, day_said

OTHER_CLAUSE = frozenset("who whom whose which where that while once if unless whether".split())
CONTRASTED = frozenset({"after", "before", "since"})
NEW_CLAUSE = OTHER_CLAUSE | CONTRASTED | {"as", "when", "said", "says"}
THAT = frozenset({"that", "said", "says"})
ANTECEDENT = frozenset({"that", "which", ",", "local", "time"})
"""What may stand between the time of a noun and the verb of its clause: "the attack on Monday that hit a base"."""
RELATED = frozenset({"who", "whom", "whose", "which"})
APART = 9  # words between a relative pronoun and the verb of its clause
LASTING = frozenset({"until", "till"})
"""What stands before the end of what lasts: "put off the talks until June" tells nothing of when."""
SET_LIMIT = frozenset({"by", "before"})
FINE = frozenset({"day", "week", "month"})
NAMING = DETERMINER | {"'s", "’s"}
DURING = frozenset({"in", "at", "during"})  # "in the 1967 war" says when
BESIDE = 3  # words between a time and the noun that it is of
OPENING = PREPOSITION | frozenset(
    "- — – , ; ( ) the this that last early late mid just also and but then so yet however meanwhile earlier".split()
)


def date_of(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act, statement: Statement | None) -> When:
    """Return the date of an act: a time of its sentence, else the day of the words that do it; unknown elsewhere."""
    when = _dated(_nearest(layers, sentence, clauses, act))
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


def _dated(time: Time | None) -> When:
    if time is None or time.begin is None:
        return When()
    words = Words(start=time.start, end=time.end, text=time.text)
    basis = f"time in the sentence ({time.rule})"
    return When(start=time.begin, end=time.until, precision=time.precision, basis=basis, words=words)


def _week_to_come(when: When, published: date) -> When:
    """Return the week after, where a plan told on a Sunday is for "this week"."""
    if when.start is None or when.end != published + timedelta(days=1):
        return when
    return msgspec.structs.replace(when, start=when.end, end=when.end + timedelta(days=7))


def _nearest(layers: Layers, sentence: Sentence, clauses: Clauses, act: Act) -> Time | None:
    """Return the time of a sentence that dates an act, the nearest after it first; None where none does."""
    first, last = told_by(clauses, act)
    at, end = clauses.tokens[first].start, clauses.tokens[last].end
    others = [
        clauses.tokens[group.at].start for group in clauses.groups
        if not first <= group.at <= last and not _describes(group, act)
    ]  # fmt: skip
    best: tuple[int, Time] | None = None
    times = [
        time for time in layers.inside(layers.reading.times, sentence.start, sentence.end)
        if time.type != "SET" and (time.type != "DURATION" or time.begin is not None or time.text.endswith("ago"))
    ]  # fmt: skip
    for time in times:
        low, high = (end, time.start) if time.start >= end else (time.end, at)
        crossed = sum(low <= other < high for other in others)
        between = _between(clauses, low, high)
        only = len(times) == 1 and time.start >= end and not between & NEW_CLAUSE
        if act.modality == "actual":
            opens = _opens(clauses, time, at) and not _in_relative(clauses, act.first)
            beside = time.end <= at and _is_beside(clauses, act) and not between & (NEW_CLAUSE - THAT)
            relative = time.end <= at and {"that", "which"} & between and between <= ANTECEDENT
            free = opens or beside or relative or is_during(clauses, act, time)
        else:
            free = act.modality == "future" and only and _is_ahead(layers, time)
        free = free or (only and act.modality in {"actual", "negated"} and time.precision == "day")
        before = [token.low for token in clauses.tokens if token.end <= time.start][-2:]
        if (time.end <= at and _follows(clauses, low, high)) or _is_of_noun(clauses, time, act) or LASTING & {*before}:
            continue
        if act.modality != "future" and time.start >= end and _is_limit(before, layers, time):
            continue
        if act.modality == "future" and time.end <= at and _is_done_then(clauses, time, act):
            continue
        if not free and (crossed > _reach(clauses, act, time, at) or between & OTHER_CLAUSE):
            continue
        rank = crossed * 1000 + (high - low) + (0 if time.start >= end else 60)
        if best is None or rank < best[0]:
            best = (rank, time)
    return best[1] if best else None


def _between(clauses: Clauses, low: int, high: int) -> set[str]:
    """Return the words between two places, without an "as" behind which no verb makes a clause of it."""
    inside = [at for at, token in enumerate(clauses.tokens) if low <= token.start < high]
    last = max((group.at for group in clauses.groups if group.at in inside), default=-1)
    return {clauses.low(at) for at in inside if clauses.low(at) != "as" or at < last}


def _is_limit(before: Sequence[str], layers: Layers, time: Time) -> bool:
    """Return whether a time is the end of a term that was set: "ordered them to leave by Saturday"."""
    return bool(SET_LIMIT & {*before}) and (_is_ahead(layers, time) or time.begin is None)


def _is_ahead(layers: Layers, time: Time) -> bool:
    return bool(time.begin and layers.published and time.begin > layers.published)


def _is_of_noun(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time only says which thing is meant, and the act is told by other words: "the 2015 accord"."""
    first = next((at for at, token in enumerate(clauses.tokens) if token.start >= time.end), len(clauses.tokens))
    last = max((at for at, token in enumerate(clauses.tokens) if token.end <= time.start), default=-1)
    noun = clauses.low(first).isalpha() and clauses.low(first) not in PREPOSITION | OPENING | NEW_CLAUSE
    if not noun or any(group.first <= first <= group.at for group in clauses.groups):
        return False
    named = clauses.low(last) in NAMING and clauses.low(last - 1) not in DURING
    return named and not first <= act.first <= first + BESIDE


def _is_done_then(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time before a plan is that of what was done: "left on Friday and will return"."""
    tokens = clauses.tokens
    done = any(
        group.form == "past" and not group.modals and tokens[group.at].start < time.start for group in clauses.groups
    )
    joined = any(token.low in {"and", "but"} and token.start >= time.end for token in tokens[: act.first + 1])
    return done and joined


def _follows(clauses: Clauses, low: int, high: int) -> bool:
    """Return whether "after" or its like stands before an act: "on Monday, a week after Rome expelled" an envoy."""
    inside = [at for at, token in enumerate(clauses.tokens) if low <= token.start < high]
    last = max((at for at in inside if clauses.low(at) in CONTRASTED), default=None)
    if last is None:
        return False
    behind = [at for at in inside if at > last]
    told = any(group.at in behind for group in clauses.groups) or any(clauses.owner[at] is not None for at in behind)
    return not told or "," not in map(clauses.low, behind)


def _reach(clauses: Clauses, act: Act, time: Time, at: int) -> int:
    """Return how many verbs may stand between a time and an act: a year told before a noun may be that of its deed."""
    is_deed = act.type not in VERBAL and is_noun(clauses, act)
    return int(is_deed and time.start < at and time.precision not in FINE)


def _opens(clauses: Clauses, time: Time, at: int) -> bool:
    """Return whether a time opens the sentence: nothing but prepositions and conjunctions stands before it."""
    before = [index for index, token in enumerate(clauses.tokens) if token.start < time.start]
    return time.end <= at and all(clauses.owner[index] is None and clauses.low(index) in OPENING for index in before)


def _in_relative(clauses: Clauses, first: int) -> bool:
    """Return whether a relative clause holds an act: "On Sunday, militants, whom Rome accused of it, left"."""
    for at in range(first - 1, max(-1, first - APART), -1):
        if clauses.low(at) in RELATED:
            return True
        if clauses.low(at) in {",", ";", ":"}:
            return False
    return False


def _is_beside(clauses: Clauses, act: Act) -> bool:
    """Return whether a participle tells an act beside that of the main verb: "said on Monday ..., accusing Rome"."""
    group = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    return group is not None and group.form == "ing" and group.first == group.at and clauses.low(group.at - 1) == ","


def _describes(group: VerbGroup, act: Act) -> bool:
    """Return whether a participle only describes the act's noun: "sanctions imposed last week"."""
    return group.at == act.last + 1 and group.first == group.at and group.form in {"past", "part"}
