"""Return how a time and an act stand to each other in their sentence: what stands between, and whose the time is.

A time may belong to another verb, to a clause of its own ("which met on Monday") or to what the main clause comes after
(whose noun it names is told in `when_owned`). It is the act's whatever stands between where it opens the sentence, is
the main verb's beside which a participle tells the act, is that of the noun whose clause tells it ("the raid on Monday
that hit a port"), or is the only one behind it in its clause.
"""

from __future__ import annotations

from typing import NamedTuple

from dyadbook.records import Time
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.act_words import is_during, is_noun
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import DETERMINER, PREPOSITION, TIME_WORDS
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.layers import Layers
from dyadbook.steps.when.said import VERBAL, is_told

OTHER_CLAUSE = frozenset("who whom whose which where that while once if unless whether".split())
CONTRASTED = frozenset({"after", "before", "since"})
NEW_CLAUSE = OTHER_CLAUSE | CONTRASTED | {"as", "when", "said", "says"}
THAT = frozenset({"that", "said", "says"})
ANTECEDENT = frozenset({"that", "which", ",", "local", "time"})
"""What may stand between the time of a noun and the verb of its clause: "the attack on Monday that hit a base"."""
RELATED = frozenset({"who", "whom", "whose", "which"})
FAR = 80  # characters between a noun and a time that a verb has for itself
APART = 9  # words between a relative pronoun and the verb of its clause
GOING = frozenset(
    "attend visit meet address travel go come fly return join hold host appear testify speak vote begin start resume "
    "sign".split()
)
"""What one is refused, asked or told to do at a time of its own."""
FINE = frozenset({"day", "week", "month"})
NAMING = DETERMINER | {"'s", "’s"}
ORDINAL = frozenset("first second third last only latest".split())
DURING = frozenset({"in", "at", "during"})  # "in the 1967 war" says when
WHEN_IN = frozenset({"in", "on", "by", "during"})
DEED_OF = (PREPOSITION | {"of"}) - {"to", "with", "from"}
"""What may stand between a deed and its object: a time behind it may be that of the deed."""
JOINS = frozenset({"and", "but", "while"})
OPENING = PREPOSITION | frozenset(
    "- — – , ; ( ) the this that last early late mid just also and but then so yet however meanwhile earlier".split()
)


class Gap(NamedTuple):
    """What stands between an act and a time: from where to where, how many verbs, which words."""

    low: int
    high: int
    verbs: int
    words: set[str]


def words_between(clauses: Clauses, low: int, high: int) -> set[str]:
    """Return the words between two places, without an "as" behind which no verb makes a clause of it."""
    inside = [at for at, token in enumerate(clauses.tokens) if low <= token.start < high]
    last = max((group.at for group in clauses.groups if group.at in inside), default=-1)
    return {clauses.low(at) for at in inside if clauses.low(at) != "as" or at < last}


def is_free(layers: Layers, clauses: Clauses, act: Act, time: Time, gap: Gap, alone: bool) -> bool:
    """Return whether a time dates an act whatever verbs stand between; `alone` is the only one, behind in its clause.

    A noun far from it is another verb's: "after the attack Rome told Oslo in a long call on Monday".
    """
    if act.modality == "future":
        return alone and is_ahead(layers, time)
    if act.modality == "actual" and (_is_before(clauses, act, time, gap) or is_during(clauses, act, time)):
        return True
    between = [group for group in clauses.groups if gap.low <= clauses.tokens[group.at].start < gap.high]
    if act.type != "CONSULT" and any(_is_to_go(group) for group in between):
        return False
    far = gap.verbs > 0 and gap.high - gap.low > FAR and is_noun(clauses, act)
    if alone and act.type in VERBAL and act.modality == "actual" and between and _is_over(layers, time):
        return all(group.infinitive for group in between) and not _has_deed(clauses, between[0].at, time)
    return alone and not far and time.precision == "day" and act.modality in {"actual", "negated"}


def _is_over(layers: Layers, time: Time) -> bool:
    """Return whether a month or year is over: nobody then was urged, nor threatened, to do something in it later.

    "Threatened to leave the pact in 2019" in news of 2023 tells when it was threatened.
    """
    over = time.until is not None and layers.published is not None and time.until <= layers.published
    return over and time.precision in {"month", "year"}


def _has_deed(clauses: Clauses, verb: int, time: Time) -> bool:
    """Return whether another deed may stand between a verb and a time: "vowed to avenge the killing of Lee in 2019"."""
    last = max(at for at, token in enumerate(clauses.tokens) if token.start < time.start)
    last -= clauses.low(last) in WHEN_IN
    return bool({clauses.low(at) for at in range(verb + 1, last + 1)} & DEED_OF)


def _is_to_go(group: VerbGroup) -> bool:
    """Return whether an infinitive is of what has a day of its own: "refused him a visa to attend talks on Monday"."""
    return group.infinitive and group.base in GOING


def _is_before(clauses: Clauses, act: Act, time: Time, gap: Gap) -> bool:
    """Return whether a time before an act dates it: it opens the sentence, or is the main verb's or the noun's."""
    if time.end > clauses.tokens[act.first].start:
        return False
    if is_when(clauses, time) and not gap.words & (NEW_CLAUSE - THAT - {"when"}) and is_told(clauses, act):
        return True
    if _is_first_to(clauses, act, time) or _is_announced(clauses, act, time):
        return True
    opens = _opens(clauses, time, clauses.tokens[act.first].start) and not _in_relative(clauses, act.first)
    beside = _is_beside(clauses, act) and not gap.words & (NEW_CLAUSE - THAT)
    return opens or beside or (bool({"that", "which"} & gap.words) and gap.words <= ANTECEDENT)


def _is_first_to(clauses: Clauses, act: Act, time: Time) -> bool:
    """Return whether an act makes its doer the first at a time: "Rome on Monday became the first to cut ties"."""
    verb = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    before = [group for group in clauses.groups if verb and group.at < verb.first and group.base == "become"]
    if verb is None or not verb.infinitive or not before or before[-1].infinitive:
        return False
    ordinal = ORDINAL & {clauses.low(at) for at in range(before[-1].at + 1, verb.first)}
    beside = clauses.low(before[-1].first - 1) in TIME_WORDS and time.end <= clauses.tokens[before[-1].first].start
    return bool(ordinal) and (beside or _opens(clauses, time, clauses.tokens[act.first].start))


def _is_announced(clauses: Clauses, act: Act, time: Time) -> bool:
    """Return whether an act is done by announcing it at a time: "announced on Monday that it was leaving the pact"."""
    verb = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    before = [group for group in clauses.groups if verb is not None and group.at < verb.first]
    if verb is None or verb.form != "ing" or verb.first == verb.at or not before or act.modality != "actual":
        return False
    announced = before[-1].base in {"announce", "declare"} and clauses.tokens[before[-1].at].end <= time.start
    between = {token.low for token in clauses.tokens if clauses.tokens[before[-1].at].end <= token.start < time.start}
    return announced and between <= WHEN_IN


def is_when(clauses: Clauses, time: Time) -> bool:
    """Return whether a clause tells what was done at a time: "until Monday, when Rome recalled its envoy"."""
    behind = [token.low for token in clauses.tokens if token.start >= time.end][:2]
    return behind[:1] == ["when"] or behind == [",", "when"]


def _is_beside(clauses: Clauses, act: Act) -> bool:
    """Return whether a participle tells an act beside that of the main verb: "said on Monday ..., accusing Rome"."""
    group = next((group for group in clauses.groups if act.first <= group.at <= act.last), None)
    return group is not None and group.form == "ing" and group.first == group.at and clauses.low(group.at - 1) == ","


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


def reach(clauses: Clauses, act: Act, time: Time, gap: Gap) -> int:
    """Return how many verbs may stand between a time and an act: a year told before a noun may be that of its deed."""
    is_deed = act.type not in VERBAL and is_noun(clauses, act)
    near = time.end == gap.low and gap.high - gap.low <= FAR
    return int(is_deed and near and time.precision not in FINE)


def follows(clauses: Clauses, low: int, high: int) -> bool:
    """Return whether "after" or its like stands before an act: "on Monday, a week after Rome expelled" an envoy."""
    inside = [at for at, token in enumerate(clauses.tokens) if low <= token.start < high]
    last = max((at for at in inside if clauses.low(at) in CONTRASTED and not _bounds(clauses, at)), default=None)
    if last is None:
        return False
    behind = [at for at in inside if at > last]
    told = any(group.at in behind for group in clauses.groups) or any(clauses.owner[at] is not None for at in behind)
    return not told or "," not in map(clauses.low, behind)


def is_of_next(clauses: Clauses, time: Time) -> bool:
    """Return whether a time is that of the clause behind it: "praised Rome, and on Monday left"."""
    before = [token.low for token in clauses.tokens if token.end <= time.start][-2:]
    first = next((at for at, token in enumerate(clauses.tokens) if token.start >= time.end), len(clauses.tokens))
    if opens_clause(clauses, time, first):
        return True
    opens = bool({"and", "but"} & {*before[-1:]}) or before in (
        ["and", "on"],
        ["and", "in"],
        ["but", "on"],
        ["but", "in"],
    )
    return opens and any(group.first == first and not group.infinitive for group in clauses.groups)


def opens_clause(clauses: Clauses, time: Time, first: int) -> bool:
    """Return whether a time opens a clause of its own: "; in 1998 Oslo left", ", and in 1998 it ..."."""
    before = [token.low for token in clauses.tokens if token.end <= time.start][-3:]
    led = before[-1:] if before[-1:] == [";"] else before[-2:-1] if before[-1:] and before[-1] in WHEN_IN else []
    joined = led == [";"] or (bool(led) and led[0] in JOINS and before[:1] == [","])
    end = next((at for at in range(first, len(clauses.tokens)) if clauses.low(at) == ";"), len(clauses.tokens))
    return joined and any(first <= group.at < end and not group.infinitive for group in clauses.groups)


def _bounds(clauses: Clauses, at: int) -> bool:
    """Return whether "since" leads to a time, and to nothing that was done: "a member since 1952"."""
    after = clauses.low(at + 1)
    return clauses.low(at) == "since" and (after.isdigit() or after in TIME_WORDS)


def describes(clauses: Clauses, group: VerbGroup, act: Act) -> bool:
    """Return whether a participle only describes the noun that tells an act: "sanctions imposed last week"."""
    return group.at == act.last + 1 and is_participle(group) and is_noun(clauses, act)


def is_participle(group: VerbGroup) -> bool:
    """Return whether a verb stands without what would make it that of a clause: "imposed", and not "was imposed"."""
    return group.first == group.at and group.form in {"past", "part"}


def is_ahead(layers: Layers, time: Time) -> bool:
    return bool(time.begin and layers.published and time.begin > layers.published)
