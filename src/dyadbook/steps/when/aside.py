"""Return whether a time is told by the way: of the subject, of what an act is compared with, of who speaks of an act.

"Finland, which joined in 2023, urged Rome" and "Eritrea, independent since 1993, accused Oslo" tell of the subject
what was so before; "the worst raid since 2014" tells when there was the last one as bad. In "the court ruled on Friday
on Rome's raid" the day is that of the ruling: a raid that somebody else's verb is about was done on some other day.
"""

from __future__ import annotations

from dyadbook.records import Time
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import is_noun, told_by
from dyadbook.steps.acts.remembered import is_remembered
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import ADVERB, GENITIVE, PREPOSITION, TIME_WORDS
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.when.owned import around
from dyadbook.steps.when.said import groups_of
from dyadbook.steps.when.tied import CONTRASTED, DURING, NAMING, NEW_CLAUSE, OPENING, RELATED, THAT, is_when

RELATIVE = RELATED | {"that", "where"}
ABOUT = frozenset("at least early late mid about around the as".split())
"""What may stand between "since" and its time: "since at least 2014"."""
HAD = frozenset({"had", "'d", "’d"})
PERFECT = HAD | {"has", "have", "'ve", "’ve", "is", "are", "'re", "’re"}
IS = frozenset({"is", "are", "am", "'re", "’re"})
HELPERS = 2  # tokens before a verb, or before the time ahead of it, where its helper may stand
TOPMOST = frozenset({"most", "least", "first", "worst", "best", "last", "only", "latest"})
COUNTED = frozenset({"first", "second", "third", "only"})
FIRST_TIME = 24  # tokens from "the first time" to what is said of it
COMPARED = 9  # tokens from "the worst" to the "since" that it is compared by
OPENED = frozenset({",", "(", "—", "–"})
CLOSED = frozenset({",", ")", "—", "–"})
LONG = frozenset({"year", "decade", "century"})
TIMES = frozenset({"twice", "thrice", "times", "occasions"})
NUMBERS = frozenset("two three four five six seven eight nine ten dozen dozens several many numerous".split())
OVER = frozenset("wars battles rounds summits visits trips meetings tests launches attacks raids operations".split())
"""What is over when it is counted: "has fought three wars since 1947"."""
ENDING = frozenset("suspend sever freeze halt break cut close shut seal ban stop stall pause expel recall".split())
SINCE_NOUN = 14  # tokens from "since" to the time of its noun
POSSESSED = 3  # tokens between whose an act is and its noun
SMALL = OPENING | NAMING | ADVERB | TIME_WORDS
SAME_TIME = DURING | {"by", "with"}
"""What ties a noun to the time of the verb before it: "died on Monday in Rome's raid"."""


def is_aside(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is told by the way and not of an act, whatever stands between the two."""
    if time.precision in {"day", "week"} and is_remembered(clauses, act):
        return True
    return any(told(clauses, time, act) for told in (is_of_subject, is_compared, is_of_teller, is_nowadays))


def is_nowadays(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether "today" means these days: it stands ahead of a verb in the present: "today both host troops".

    Behind the verb it is the day, also of a headline: "Oslo expels two envoys today".
    """
    if time.text.lower() != "today":
        return False
    if any(token.start >= time.end and token.low in IS for token in clauses.tokens[: around(clauses, time)[1] + 1]):
        return True
    ahead = [group for group in groups_of(clauses, act) or clauses.groups if clauses.tokens[group.at].start >= time.end]
    if not ahead or len(ahead) < len(groups_of(clauses, act)):
        return False
    verb = ahead[0]
    bare = verb.form == "base" and verb.first == verb.at and not (verb.infinitive or verb.modals)
    return bare or clauses.low(verb.first) in IS


def is_of_subject(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time stands in what is told of the subject between it and the verb that the act belongs to."""
    last, first = around(clauses, time)
    main = _main_verb(clauses, first)
    begins = main.first if main is not None and main.first < act.first else act.first  # not each verb is known as one
    if time.end > clauses.tokens[act.first].start or act.last < begins:
        return False
    closed = clauses.low(first) in CLOSED
    for at in range(last, -1, -1):
        if clauses.low(at) in RELATIVE:
            return (closed or begins == first) and _is_relative(clauses, at, last, closed=closed)
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
        said = clauses.low(at - 1) in THAT or at - 1 in clauses.verb_at
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


def is_compared(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is one since when there was nothing like an act, or since when something else has been.

    What was done once ("shelled") was not done since a time; what has been done may have been.
    """
    last, _ = around(clauses, time)
    since = since_at(clauses, last)
    if _is_of_when(clauses, time, act):
        return False
    if since is None:
        marks = (at for at in range(last, max(0, last - SINCE_NOUN), -1) if clauses.low(at) in {"since", ","})
        at = next(marks, 0)
        return (clauses.low(at) == "since" and is_first_time(clauses, at)) or _is_of_since(clauses, time, act)
    if _is_topmost(clauses, since) or is_first_time(clauses, since):
        return True
    once = any(
        group.form == "past" and not group.passive and not _helps(clauses, group, since, PERFECT)
        for group in groups_of(clauses, act)
    )
    opens = all(clauses.owner[at] is None and clauses.low(at) in OPENING for at in range(since))
    return once and not (opens and time.end <= clauses.tokens[act.first].start)


def _is_of_when(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is told again as that of an act: "since May, when Rome recalled its envoy"."""
    return is_when(clauses, time) and time.end <= clauses.tokens[act.first].start


def _is_of_since(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is that of a noun since when an act goes on: "has shelled it since the coup in 2014"."""
    last, _ = around(clauses, time)
    for at in range(last, max(act.last, last - SINCE_NOUN), -1):
        if clauses.low(at) == "since":
            behind = clauses.low(at + 1)
            return not behind.isdigit() and behind not in TIME_WORDS and "," not in map(clauses.low, range(at, last))
        if clauses.low(at) in NEW_CLAUSE | {";"} or at in clauses.verb_at:
            return False
    return False


def _is_topmost(clauses: Clauses, since: int) -> bool:
    """Return whether "since" bounds a comparison: "the worst raid since", "its harshest move since"."""
    for at in range(since - 1, max(-1, since - 1 - COMPARED), -1):
        word, behind = clauses.low(at), clauses.low(at + 1)
        top = word in TOPMOST or word.endswith("est")
        if top and at + 1 < since and behind not in PREPOSITION and (clauses.low(at - 1) in NAMING or word == "first"):
            return True
        verb = at in clauses.verb_at and clauses.low(at - 1) not in TOPMOST | {"to"}  # "the first to visit it since"
        if verb or word in {",", ";", ":"}:
            return False  # "the first attack" has no verb
    return False


def is_first_time(clauses: Clauses, place: int) -> bool:
    """Return whether a place stands in what is done for the first time: "it was the first time that Rome had left"."""
    for at in range(place - 1, max(0, place - FIRST_TIME), -1):
        if clauses.low(at) == "time" and clauses.low(at - 1) in COUNTED:
            known = clauses.owner[at + 1] is not None or clauses.low(at + 1) in NAMING
            return known or clauses.low(at + 1) in {"that", "since", "in", "ever"}
        if clauses.low(at) in {";", ":"}:
            return False
    return False


def _helps(clauses: Clauses, group: VerbGroup, since: int, helpers: frozenset[str]) -> bool:
    """Return whether one of these helpers stands at a verb: "has twice expelled", "has since 2021 blocked"."""
    places = {*range(group.first - HELPERS, group.at), *(range(since - HELPERS, since) if since < group.at else ())}
    return bool({clauses.low(at) for at in places} & helpers)


def is_going_on(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether an act began at a time and has not ended: "has blocked the port since 2021".

    What "had" gone on since a time may have ended at the time that is told.
    """
    since, groups = since_at(clauses, around(clauses, time)[0]), groups_of(clauses, act)
    ahead = time.end <= clauses.tokens[act.first].start
    if (
        since is None
        or _is_of_when(clauses, time, act)
        or (ahead and any(group.form == "ing" and group.first == group.at for group in groups))
    ):
        return False  # "has fallen since May, said Rome, accusing Oslo"
    if any(group.passive and group.base in ENDING for group in groups):
        return False  # "has been suspended since May": the deed was done then, what goes on is a state
    if time.precision in LONG and _is_counted(clauses, act, since):
        return False
    return not any(_helps(clauses, group, since, HAD) for group in groups)


def _is_counted(clauses: Clauses, act: Act, since: int) -> bool:
    """Return whether acts are counted that were each over: "has invaded twice since 1991", "fought three wars"."""
    counted = range(act.first, since if since > act.last else len(clauses.tokens))
    words = [clauses.low(at) for at in counted]
    told = words[: words.index(",")] if "," in words else words
    return bool(TIMES & {*told}) or any(
        clauses.low(at) in NUMBERS and OVER & {clauses.low(at + 1), clauses.low(at + 2)}
        for at in range(act.first, act.first + len(told))
    )


def is_of_teller(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time before an act is that of another's verb, whose object names the act as somebody's.

    Not each verb is known as one: any word that is no small one tells that something else was done.
    """
    if time.end > clauses.tokens[act.first].start or not is_noun(clauses, act):
        return False
    at = act.first - 1
    while at > act.first - 1 - POSSESSED and clauses.low(at) not in GENITIVE | PREPOSITION:
        at -= 1
    whose = clauses.owner[at - 1] if clauses.low(at) in GENITIVE and at else None
    if whose is None:
        return False
    head, (_, first) = clauses.span[whose][0], around(clauses, time)
    first += clauses.low(first) == ","  # "on Monday, the court heard"
    if first > head or told_by(clauses, act)[0] < head:
        return False  # "Rome's 2014 raid", "launched Rome's raid"
    if {clauses.low(other) for other in range(first, head)} & (NEW_CLAUSE | {",", ";", ":"}):
        return False
    tied = clauses.low(head - 1) if clauses.owner[head - 1] is None else ""
    return tied not in SAME_TIME and (tied in PREPOSITION or _has_words(clauses, first, head))
