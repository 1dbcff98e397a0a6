"""Return whether a party stands in another clause than an act: beyond "and", in an opening or in a relative clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dyadbook.steps.acts.act import DEEDS
from dyadbook.steps.acts.apart_named import Named
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import ADVERB, AUXILIARY, DETERMINER, PREPOSITION, RELATIVE, TIME_WORDS
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import forms
from dyadbook.steps.sides import parties_of, party_of

BORDER = frozenset({";", "while", "whereas"})
JOINED = frozenset({"and", "but"})
ADVERBIAL = frozenset("because after before when as since although though".split())
DEPENDENT = RELATIVE | ADVERBIAL | {"if", "whether", "where"}
OPENING = PREPOSITION | frozenset("after before while when as since although though".split())
SUBJECT = 12  # tokens from a conjunction to the verb of its clause
BESIDE = frozenset("joined accompanied followed including led headed followed flanked represented".split())
"""Words that open an aside about who acts too: "Rome, joined by Oslo, vetoed it"."""
SAYING = frozenset({"said", "says", "saying", "claimed"})
BROKER = frozenset({"mediate", "broker"})


def is_in_another_clause(one: Named) -> bool:
    """Return whether a party is named in another clause than that of the act, which has one of its own in its place."""
    return _is_across(one) or _opens(one) or _is_in_relative(one)


def _is_across(one: Named) -> bool:
    """Return whether a party is named in other clauses alone, and that of the act has another in its place."""
    clauses, verb = one.clauses, one.verb
    starts = _clauses(clauses)
    if one.act.act in DEEDS:  # what somebody says of others: he is no party of it
        starts = sorted({*starts, *_opened(clauses, SAYING)})
    opens = any({clauses.span[index][0], clauses.span[index][0] - 1} & {*starts} for index in one.indices)
    if not starts or (verb is None and not (one.is_source and opens)):
        return False
    told_at = verb.first if verb is not None else one.act.first
    mine, theirs = _number(starts, one.act.first), {_number(starts, clauses.span[index][0]) for index in one.indices}
    if mine in theirs:
        return False
    if one.act.act == "CONSULT" and verb is not None and verb.base in BROKER:
        return True  # "Rome mediated the deal, and Oslo hosts other talks": who was brought together need not be named
    first, end = [0, *starts, len(clauses.tokens)][mine : mine + 2]
    known = parties_of(clauses.mentions, (*one.opposite, *one.indices)) | {None}
    own = [
        clauses.span[index] for index, actor in enumerate(clauses.mentions)
        if first <= clauses.span[index][0] < end and party_of(actor) not in known and actor.basis != "pronoun"
    ]  # fmt: skip
    if one.is_source:
        return any(last <= told_at for _, last in own)
    return verb is not None and any(begin > verb.at for begin, _ in own)


@lru_cache(maxsize=1)  # each act of a sentence asks for the same
def _clauses(clauses: Clauses) -> list[int]:
    """Return the first tokens of clauses that have a subject of their own behind another: "...; Bern did"."""
    found = []
    told_at = next((group.at for group in clauses.groups if not group.infinitive), len(clauses.tokens))
    for group in clauses.groups:
        if group.infinitive or (group.form in {"ing", "part"} and group.first == group.at):
            continue
        at = _conjunction(clauses, group)
        subject = any(_is_nominal(clauses, index) for index in range(at + 1, group.first))
        if at > 0 and subject and (told_at < at or clauses.low(at) in BORDER):
            found.append(at + 1)
    return sorted({*found, *_opened(clauses, ADVERBIAL)})


@lru_cache(maxsize=2)
def _opened(clauses: Clauses, words: frozenset[str]) -> list[int]:
    """Return the first tokens of clauses that one of some words opens, whatever their verb: "after Oslo waited"."""
    found = []
    told_at = clauses.groups[0].at if clauses.groups else len(clauses.tokens)
    for at in range(max(1, told_at + 1), len(clauses.tokens) - 2):
        begin = at + 1 + (clauses.low(at + 1) == "that" and clauses.low(at) in SAYING)
        begin += clauses.low(begin) in DETERMINER
        owner = clauses.owner[begin] if begin < len(clauses.tokens) else None
        if clauses.low(at) not in words or owner is None:
            continue
        end = clauses.span[clauses.joined_right(owner)[-1]][1]
        end += clauses.low(end) in ADVERB
        end += 2 * (clauses.low(end) in {"in", "on", "last", "this"} and clauses.low(end + 1) in TIME_WORDS)
        verb = clauses.low(end).endswith("ed") and clauses.owner[end] is None
        if verb or clauses.low(end) in AUXILIARY:
            found.append(at + 1)
    return found


def _is_nominal(clauses: Clauses, at: int) -> bool:
    """Return whether a word can be part of a subject."""
    plain = clauses.low(at).isalpha() and not clauses.low(at).endswith("ly")
    return clauses.owner[at] is not None or (plain and clauses.low(at) not in ADVERB | AUXILIARY)


def _conjunction(clauses: Clauses, group: VerbGroup) -> int:
    """Return the token that joins the clause of a verb to the one before; 0 where none does."""
    for at in range(group.first - 1, max(0, group.first - SUBJECT), -1):
        word = clauses.low(at)
        if clauses.owner[at] is not None:
            continue
        if word in ADVERBIAL and _has_subject(clauses, at, group):
            return at
        if word in DEPENDENT or at in clauses.verb_at:
            return 0
        if word in BORDER or (word in JOINED and clauses.low(at - 1) == ","):
            return at
    return 0


def _has_subject(clauses: Clauses, at: int, group: VerbGroup) -> bool:
    """Return whether an actor is the subject of a verb behind a conjunction: "after Oslo paid", not "after talks"."""
    words = [one for one in range(at + 1, group.first) if clauses.owner[one] is None]
    plain = not any(clauses.low(one) in PREPOSITION | {",", "but", "or", "to"} for one in words)
    lists = [one for one in words if clauses.low(one) == "and"]
    joined = all(clauses.owner[one - 1] is not None and clauses.owner[one + 1] is not None for one in lists)
    return plain and joined and len(words) < group.first - at - 1


def _number(starts: Sequence[int], at: int) -> int:
    return sum(first <= at for first in starts)


def _opens(one: Named) -> bool:
    """Return whether a source stands in the opening of a sentence, whose verb has its own: "In Oslo, Rome asked"."""
    clauses, verb = one.clauses, one.verb
    if not one.is_source or verb is None or verb.passive or verb.infinitive or verb.form == "ing":
        return False
    if not _has_opening(clauses):
        return False
    subject = clauses.subject(verb)
    comma = next((at for at in range(len(clauses.tokens)) if clauses.low(at) == ","), 0)
    behind = bool(subject) and all(comma < clauses.span[index][0] < verb.first for index in subject)
    before = all(clauses.span[index][1] <= comma for index in one.indices)
    return behind and before and bool(parties_of(clauses.mentions, subject) - {None})


def _has_opening(clauses: Clauses) -> bool:
    """Return whether a sentence begins with a phrase, and not with its subject."""
    if not clauses.tokens or clauses.owner[0] is not None:
        return False
    return clauses.low(0) in OPENING or any(form in {"ing", "part"} for _, form in forms().get(clauses.low(0), ()))


def _is_in_relative(one: Named) -> bool:
    """Return whether an act is told by a relative clause and a party beyond it, or the party in one and the act after.

    "Rome, which Oslo accuses of theft, thanked Bern": Oslo accuses Rome, and thanks nobody.
    """
    clauses, act = one.clauses, one.act
    for first, last, head in _relatives(clauses):
        inside = [first <= clauses.span[index][0] < last for index in one.indices]
        if first <= act.first < last:
            heads = parties_of(clauses.mentions, clauses.joined_left(head)) - {None}
            within = any(first <= clauses.span[index][0] < last for index in one.opposite)
            own = heads - parties_of(clauses.mentions, one.opposite)
            if not own and heads and not any(inside) and act.act == "CONSULT":
                return _has_own_aim(one, first, last)  # "Lee, who visited Rome, denied that Oslo had paid"
            return not any(inside) and one.party not in heads and within and bool(own)
        if act.first >= last and all(inside):
            return one.verb is not None
    return False


def _has_own_aim(one: Named, first: int, last: int) -> bool:
    """Return whether a relative clause names another than a target that stands behind it."""
    clauses = one.clauses
    known = parties_of(clauses.mentions, (*one.opposite, *one.indices)) | {None}
    named = (actor for index, actor in enumerate(clauses.mentions) if one.act.last < clauses.span[index][0] < last)
    behind = all(clauses.span[index][0] >= last for index in one.indices)
    return not one.is_source and behind and any(party_of(actor) not in known for actor in named)


@lru_cache(maxsize=1)
def _relatives(clauses: Clauses) -> list[tuple[int, int, int]]:
    """Return relative clauses and participles between commas behind a party: first token, comma's, and the party."""
    found = []
    for at in range(2, len(clauses.tokens)):
        head = clauses.owner[at - 2]
        opens = clauses.low(at) in {"which", "who", "whom", "whose"} or _is_participle(clauses, at)
        if opens and clauses.low(at - 1) == "," and head is not None:
            end = next((k for k in range(at, len(clauses.tokens)) if clauses.low(k) == ","), 0)
            told = _is_participle(clauses, at) or any(at < group.at < end for group in clauses.groups)
            if told and _goes_on(clauses, end):
                found.append((at, end, head))
    return found


def _is_participle(clauses: Clauses, at: int) -> bool:
    """Return whether a verb opens an aside about who is named before it: "Rome, backed by Oslo, attacked"."""
    if clauses.low(at) in BESIDE:
        return False
    by = clauses.low(at).endswith("ed") and clauses.low(at + 1) == "by"
    return clauses.owner[at] is None and (by or clauses.low(at).endswith("ing"))


def _goes_on(clauses: Clauses, at: int) -> bool:
    """Return whether a verb follows a comma, so that the clause before it is over."""
    after = {at + 1, at + 2}
    if clauses.low(at + 1) == "and" and at + 2 < len(clauses.tokens) and clauses.owner[at + 2] is not None:
        after.add(clauses.span[clauses.owner[at + 2] or 0][1])  # "Rome, which arms Bern, and Oslo agreed"
    return any(group.first in after and group.form != "ing" for group in clauses.groups)
