"""Return whether a time is of something else than the act beside it: of a thing that it names, or of another deed.

"The treaty of 1951", "the 2015 accord" and "the June summit" only say which is meant; in "lifted the sanctions that it
imposed in 2019" and "thanked Oslo for its help in the war of 1941" the year is that of what was lifted and thanked for.
"Ripped Friday's ruling" tells when the ruling was; what one was fined for, and a visit from which one came back, were
before the fine and the return.
"""

from __future__ import annotations

import re

from dyadbook.records import Time
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import LIGHT, is_noun, told_by
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import GENITIVE, PREPOSITION
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.when.said import VERBAL
from dyadbook.steps.when.tied import DURING, NAMING, NEW_CLAUSE, OPENING, is_participle

BESIDE = 3  # words between a time and the noun that it is of
LEFT = 6  # words from "from" to the noun of what one comes back from
OBJECT = 5  # words from an act to the noun of its object
OF_TIME = re.compile(
    r"(?:day|night|week|month|year|hour|morning|afternoon|evening|weekend|spring|summer|autumn|fall|winter|eve|end"
    r"|start|beginning|middle|half|part|course|rest|time|quarter|as|because|instead|out)s?"
)
"""Before "of" and a time a time still, and no thing that the time names: "on the eve of", "the early hours of"."""
UNIT = re.compile(r"(?:minute|hour|day|night|week|fortnight|month|year|decade)s?")
OFFSET = 7  # tokens from the start of a sentence to "after": "less than two weeks after"
NAMED_BY = frozenset({"from", "for", "to", "over", "about", "with", "against", "under", "despite", "after", "of"})
FOR = frozenset({"for", "over", "about"})
RULE = frozenset("sovereignty control authority jurisdiction rule claim claims rights dispute".split())
"""Before "over" and a land, and no deed: "recognized its sovereignty over the islands in 1990"."""
YEAR = re.compile(r"\d{4}")
NAME = re.compile(r"[A-Z0-9]")  # "the June summit" is one thing, "the weekend" names none
JUDGING = frozenset(
    "applaud blast condemn criticize criticise denounce deplore deride hail praise slam welcome".split()
)
SMALL = PREPOSITION | NAMING
TO_TIME = PREPOSITION | {"since"}
APART = NEW_CLAUSE | {",", ";", ":", "and", "but"}
ONCE = frozenset({"once", "previously", "formerly", "originally"})
JUDGED = frozenset({"ACCUSE", "SUPPORT"})
WHEN = DURING | {"on", "until"}
REASON = frozenset({"for", "over"})
LAID = frozenset({"impose", "levy"})
DEFIED = 4  # tokens between "despite" and the noun
DESPITE = frozenset("despite defying amid under violating flouting evading".split())
REMEMBERED = 10  # tokens from "anniversary" to what was done
LASTING = frozenset("sanctions sanction tariffs tariff embargo embargoes ban bans duties curbs restrictions".split())
MAKING = LIGHT | frozenset(
    "order unveil slap levy adopt agree introduce extend expand tighten renew raise increase double lift ease suspend "
    "remove start begin threaten see bring prompt trigger draw follow add clear pass hit".split()
)
"""Verbs by which sanctions come about or change, so that their time is that of the sanctions."""
SAYING = frozenset("say announce tell declare warn confirm add vow pledge promise threaten".split())
BACK_FROM = frozenset({"return", "arrive", "come", "fly"})


def is_owned(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is of another thing or deed of its sentence, whatever stands between it and an act."""
    return any(owned(clauses, time, act) for owned in SIGNS)


def is_named(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time only says which thing is meant, and the act is told by other words: "the 2015 accord"."""
    last, first = around(clauses, time)
    if clauses.low(last) == "(" and clauses.low(last - 1)[-1:].isdigit():
        return True  # "resolution 1929 (2010)"
    while clauses.low(last) == "and" and YEAR.fullmatch(clauses.low(last - 1)):
        last -= 2  # "bills of 2007 and 2008"
    of = clauses.low(last) == "of" and not OF_TIME.fullmatch(clauses.low(last - 1))
    if of and clauses.low(first) not in GENITIVE:
        return act.first != first and not _makes(clauses, act, last - 1)
    if clauses.low(last) == "from" and YEAR.fullmatch(time.text) and clauses.low(first) not in {"to", "on", "until"}:
        kept = clauses.low(last - 1).isalpha() and clauses.low(last - 1) not in forms()
        return kept and clauses.owner[last - 1] is None and not act.first <= last - 1 <= act.last
    noun = clauses.low(first).isalpha() and clauses.low(first) not in PREPOSITION | OPENING | NEW_CLAUSE
    if not noun or any(group.first <= first <= group.at for group in clauses.groups):
        return False
    bare = clauses.low(last) in NAMED_BY and NAME.match(time.text) and clauses.owner[first] is None
    named = bare or (clauses.low(last) in NAMING and clauses.low(last - 1) not in DURING)
    return named and not first <= act.first <= first + BESIDE


def _makes(clauses: Clauses, act: Act, noun: int) -> bool:
    """Return whether a noun tells an act, or is the object of a verb that makes the thing: "signed the treaty"."""
    verbs = [group for group in clauses.groups if act.first <= group.at <= act.last]
    between = {clauses.low(at) for at in range(act.last + 1, noun)}
    near = act.first <= noun <= act.last + OBJECT and not between & (PREPOSITION | APART)
    return near and all(group.base in LIGHT for group in verbs)


def around(clauses: Clauses, time: Time) -> tuple[int, int]:
    """Return the last token before a time and the first behind it."""
    first = next((at for at, token in enumerate(clauses.tokens) if token.start >= time.end), len(clauses.tokens))
    return max((at for at, token in enumerate(clauses.tokens) if token.end <= time.start), default=-1), first


def is_judged(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is of what somebody is blamed or thanked for: "condemned Rome for the raid in 2014".

    A day may be that of either: "thanked Rome for its help on Monday".
    """
    if act.type not in JUDGED or time.precision == "day" or time.start < clauses.tokens[act.last].end:
        return False
    last, _ = around(clauses, time)
    last -= clauses.low(last) in DURING
    otherwise = act.last + 1 if _is_judging(clauses, act) else last + 1
    blamed = FOR | ({"of"} if act.type == "ACCUSE" else frozenset())  # "accused Rome of shelling a village in May"
    ahead = range(act.last + 1, last + 1)
    start = next((at + 1 for at in ahead if clauses.low(at) in blamed and clauses.low(at - 1) not in RULE), otherwise)
    deed = range(start, last + 1)
    plain = [at for at in deed if clauses.owner[at] is None and clauses.low(at) not in SMALL]
    return bool(plain) and not {clauses.low(at) for at in deed} & (NEW_CLAUSE | {",", ";", ":"})


def _is_judging(clauses: Clauses, act: Act) -> bool:
    """Return whether the verb of an act has a deed for its object: "condemned the coup in 1990"."""
    return any(group.base in JUDGING for group in clauses.groups if act.first <= group.at <= act.last)


def is_of_object(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is that of a participle with the object of a verb: "lifted the ban imposed in 2019"."""
    verb = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    if verb is None or verb.passive:
        return False
    for group in clauses.groups:
        object_ = [clauses.low(at) for at in range(verb.at + 1, group.at)]
        joined = clauses.low(group.at - 1) in SMALL | {"and", "or", ","} or clauses.owner[group.at - 1] is not None
        end = group.at + (clauses.low(group.at + 1) == "off")
        behind_it = clauses.low(end + 1) in TO_TIME or clauses.tokens[end].end + 1 == time.start
        plain = not joined and not {*object_} & (PREPOSITION | APART | {"what"})
        laid = group.base in LAID and not {*object_} & (APART | {"what"})  # "curbs on Oslo imposed in 2019"
        if object_ and behind_it and is_participle(group) and (plain or laid):
            last, _ = around(clauses, time)
            behind = {clauses.low(at) for at in range(group.at + 1, last + 1)} - {"since"}
            return clauses.tokens[group.at].end <= time.start and not behind & APART
    return False


def is_of_inserted(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is that of a participle behind a comma: "sent aid to Rome, hit by floods in 2004"."""
    last, _ = around(clauses, time)
    own = is_noun(clauses, act)  # "the talks, set for Monday": the act is what the participle is of
    for at in range(act.last + 1 + own, last):
        if clauses.low(at) == "," and clauses.owner[at + 1] is None and clauses.low(at + 2) in TO_TIME:
            part = any(form == "part" for _, form in forms().get(clauses.low(at + 1), ()))
            between = {clauses.low(other) for other in range(at + 1, last + 1)} - {"since"}
            return part and not between & APART
    return False


def is_of_state(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time says since when what an act ends has been: "reopened its border, shut since 2020"."""
    return is_of_object(clauses, time, act) or is_of_inserted(clauses, time, act)


def is_older(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether an act was done before the time told ahead of it: "on Monday Oslo, once shelled by Rome, ..."."""
    return time.end <= clauses.tokens[act.first].start and any(
        clauses.low(at) in ONCE
        for group in clauses.groups if act.first <= group.at <= act.last
        for at in range(min(group.first - 1, act.first), group.at)
    )  # fmt: skip


def is_possessed(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time only says which thing is meant, and the act is another: "ripped Friday's ruling".

    What is done is done when its object is: "hosted Monday's talks", "met for Monday's talks".
    """
    last, first = around(clauses, time)
    if act.modality != "actual" or clauses.low(first) not in GENITIVE:
        return False
    if first <= act.first <= first + 1 + BESIDE and "," not in map(clauses.low, range(first, act.first)):
        return False
    made = act.type not in VERBAL and (act.first <= last <= act.last + 1 or clauses.low(last) == "for")
    return not made and not {clauses.low(last), clauses.low(last - 1)} & WHEN


def is_reason(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether an act is why another was done, at the time ahead: "in 2018 fined Oslo for shelling Rome"."""
    verb = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    ahead = time.end <= clauses.tokens[act.first].start
    return ahead and verb is not None and verb.form == "ing" and clauses.low(verb.first - 1) in REASON


def is_left(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is that of coming back from what a noun tells: "returned on Friday from a visit"."""
    if not is_noun(clauses, act):
        return False
    for at in range(act.first - 1, max(-1, act.first - 1 - LEFT), -1):
        if clauses.low(at) == "from":
            back = any(group.base in BACK_FROM and group.at < at for group in clauses.groups)
            return back and time.end <= clauses.tokens[at].start
        if clauses.low(at) in PREPOSITION | APART:
            return False
    return False


def is_remembered(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether an act is what an anniversary is of, and the time that of the anniversary, told before it."""
    for at in range(act.first - 1, max(-1, act.first - 1 - REMEMBERED), -1):
        if clauses.low(at) == "anniversary":
            return clauses.low(at + 1) == "of" and time.end <= clauses.tokens[at].start
        if clauses.low(at) in APART:
            return False
    return False


def is_in_force(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether sanctions are only spoken of at a time before them: "on Monday, Oslo ran a port despite curbs"."""
    noun = next((at for at in range(act.first, act.last + 1) if clauses.low(at) in LASTING), None)
    if act.type != "SANCTION" or noun is None or time.end > clauses.tokens[act.first].start:
        return False
    if any(clauses.low(at) in DESPITE for at in range(noun - 1, max(-1, noun - 1 - DEFIED), -1)):
        return True
    inside = any(act.first <= group.at < noun for group in clauses.groups) or told_by(clauses, act)[0] < act.first
    before = [group for group in clauses.groups if time.end <= clauses.tokens[group.at].start and group.at < act.first]
    return not inside and bool(before) and before[-1].base not in MAKING


def is_of_listed(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is of another in the list than whom an act is with: "saw Oslo on Monday and Rome"."""
    last, first = around(clauses, time)
    behind = [clauses.span[index][0] for index in act.target if clauses.span[index][0] >= first]
    if last < act.last or not behind or len(behind) < len(act.target):
        return False
    between = [clauses.low(at) for at in range(first, min(behind))]
    joined = between[:1] == ["and"] or between[:2] == [",", "and"]
    return joined and not any(first <= group.at < min(behind) for group in clauses.groups)


def is_across(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a clause behind "after" that opens the sentence parts them: "a week after Rome fell, Oslo left".

    What it tells was done on another day than what the main clause tells, or nobody says on which.
    """
    opens = next((at for at in range(OFFSET) if clauses.low(at) in {"after", "before"}), None)
    comma = next((at for at in range(opens or 0, len(clauses.tokens)) if clauses.low(at) == ","), None)
    if opens is None or comma is None:
        return False
    before = range(opens)
    if any(clauses.owner[at] is not None or clauses.low(at) in APART for at in before):
        return False
    counted = UNIT.fullmatch(clauses.low(opens - 1)) is not None
    told = any(opens < group.at < comma and group.form != "ing" for group in clauses.groups)
    if not (counted or (told and opens == 0 and time.precision == "day")):
        return False
    first, end = clauses.tokens[opens].end, clauses.tokens[comma].start
    return time.start >= first and (time.start < end) != (opens < act.first < comma)


def is_of_joined(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is of what another does behind ", and": "condemned it, and Oslo left on Monday"."""
    last, _ = around(clauses, time)
    for group in clauses.groups:
        first = clauses.owner[group.first - 1] if act.last < group.first - 1 else None
        if first is None or group.at > last or group.form not in {"past", "s"} or group.passive:
            continue
        at = clauses.span[first][0] - 1
        at -= clauses.low(at) == "the"
        own = not set(clauses.subject(group)) & {*act.source}
        if own and clauses.low(at) in {"and", "while"} and clauses.low(at - 1) == "," and act.last < at:
            return True
    return False


def is_of_saying(clauses: Clauses, time: Time, act: Act) -> bool:
    """Return whether a time is that of telling a plan: "said on Sunday it would tax Oslo's goods"."""
    if act.modality != "future" or time.end > clauses.tokens[act.first].start:
        return False
    last, first = around(clauses, time)
    last -= clauses.low(last) in DURING | {"on"}
    said = any(group.base in SAYING and group.at == last for group in clauses.groups)
    told = clauses.low(first) in {"that", "he", "she", "it", "they"} or clauses.owner[first] is not None
    modals = [at for group in clauses.groups if act.first <= group.at <= act.last for at in group.modals]
    return said and told and any(first < at for at in modals)


SIGNS = (
    is_of_saying, is_of_joined,
    is_named, is_possessed, is_judged, is_reason, is_of_object, is_of_inserted, is_left, is_older, is_remembered,
    is_in_force, is_of_listed, is_across,
)  # fmt: skip
