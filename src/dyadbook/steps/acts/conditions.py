"""Return the condition under which an act is told: "if asked", "should Rome attack", "until it leaves".

A condition stands behind what it holds for, or before it and a comma. What was done has none, but for what is done by
words of what is to come: who threatens or promises may name one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import DETERMINER, RELATIVE
from dyadbook.steps.language.word_forms import forms

BY_WORDS = frozenset({"THREATEN", "AGREE", "REQUEST", "REJECT", "CONCEDE"})
INVERTED = {"should": "base", "had": "part", "were": "base"}
"""Auxiliaries that open a condition, with the form of the verb behind its subject; that of `were` has a `to`."""
SUBJECTS = DETERMINER - {"of"} | frozenset("it he she they we i you there anyone anybody".split())
ASKS_BACK = frozenset("what when how why where who whom which nor neither only never rarely than so as".split())
"""Words that put the auxiliary before the subject where no condition is meant."""
PHRASES = (
    ("unless",), ("in", "case"), ("in", "the", "event"), ("on", "condition", "that"), ("as", "long", "as"),
    ("so", "long", "as"), ("provided", "that"), ("providing", "that"),
)  # fmt: skip
WITHOUT_VERB = frozenset({"if", "in", "unless"})  # "if necessary", "in the event of war", "unless it acts"
NO_CONDITION = frozenset("as even what unclear uncertain sure certain clear known few little".split())
"""Words before an `if` that is none: as if, what if, unclear if, few if any."""
WONDERED = frozenset("ask wonder know see decide determine doubt question tell learn check investigate say".split())
"""Verbs with which `if` means whether."""
NEW_CLAUSE = frozenset('and but so then : — – “ " ('.split())
MARKS = frozenset('“ ” "'.split())
ENDS = frozenset({".", "!"})
STOPS = frozenset("; : — –".split())
ASKED_BACK, SUBJECT = 4, 8  # tokens between a verb and its `if`; of a subject behind its auxiliary


class Condition(NamedTuple):
    """A condition at tokens `first` to `last`, and on which side of it can stand what it holds for."""

    first: int
    last: int
    before: bool
    behind: bool


def condition_of(clauses: Clauses, act: Act) -> tuple[int, int] | None:
    """Return the tokens of the condition under which an act is told; None where it is told without one."""
    if act.modality == "actual" and act.type not in BY_WORDS:
        return None
    for one in _conditions(clauses):
        if one.last < act.first and one.behind and not _is_told_apart(clauses, one, act):
            return one.first, one.last
        if act.last < one.first and one.before and not _is_of_another(clauses, one, act):
            return one.first, one.last
    return None


def inverted(clauses: Clauses, act: Act) -> int | None:
    """Return the auxiliary that makes an act a condition: "had Rome attacked Oslo, ...", "should Rome attack"."""
    for at in range(act.first - 1, -1, -1):
        if _is_inverted(clauses, at):
            between = range(at + 1, act.first)
            verbs = any(group.at in between for group in clauses.groups)
            return at if any(clauses.owner[index] is not None for index in between) and not verbs else None
        if clauses.low(at) in {",", ";"}:
            return None
    return None


def _conditions(clauses: Clauses) -> Iterator[Condition]:
    """Yield the conditions of a sentence in order."""
    for at in range(len(clauses.tokens)):
        if clauses.owner[at] is not None or not _opens(clauses, at):
            continue
        last = _last(clauses, at)
        verbs = any(at < group.at <= last for group in clauses.groups)
        if last > at and (verbs or clauses.low(at) in WITHOUT_VERB):
            before, capital = clauses.low(at - 1), clauses.tokens[at].is_capital
            behind = before in NEW_CLAUSE | {"", ",", "that"} and "," in {clauses.low(last), clauses.low(last + 1)}
            yield Condition(at, last - (clauses.low(last) == ","), before not in NEW_CLAUSE and not capital, behind)


def _opens(clauses: Clauses, at: int) -> bool:
    """Return whether a condition opens at a token."""
    if clauses.low(at) == "if":
        asked = any(
            group.base in WONDERED and 0 < at - group.at <= ASKED_BACK and clauses.low(at - 1) not in {",", "that"}
            for group in clauses.groups
        )
        either = clauses.low(at - 1) in {"and", "or"} and any(clauses.low(back) == "whether" for back in range(at))
        return not asked and not either and clauses.low(at - 1) not in NO_CONDITION
    phrases = any(tuple(clauses.low(at + k) for k in range(len(words))) == words for words in PHRASES)
    return phrases or (clauses.low(at) == "until" and clauses.low(at - 1) != "up") or _is_inverted(clauses, at)


def _last(clauses: Clauses, at: int) -> int:
    """Return the last token of a condition: at a comma behind its verb, before a dash or the end of what is quoted."""
    quoted = sum(clauses.low(back) in MARKS for back in range(at)) % 2
    named = verb = False  # "if asked," needs no verb
    for index in range(at + 1, len(clauses.tokens)):
        word = clauses.low(index)
        if word in STOPS or (word in MARKS and (quoted or clauses.low(index - 1) in {",", "."})):
            return index - 1
        aside = clauses.owner[index - 1] is not None  # "unless Rome, which denies it, leaves"
        if word == "," and (
            verb or not named or clauses.low(at) == "in" or (clauses.low(at) == "unless" and not aside)
        ):
            return index
        named = named or clauses.owner[index] is not None
        verb = verb or any(
            group.at == index and clauses.low(group.first - 1) not in RELATIVE for group in clauses.groups
        )
    return len(clauses.tokens) - 1 - (clauses.tokens[-1].low in ENDS)


def _is_inverted(clauses: Clauses, at: int) -> bool:
    """Return whether an auxiliary before its subject opens a condition: of a clause, or behind one that is whole."""
    form = INVERTED.get(clauses.low(at))
    if form is None or clauses.owner[at] is not None or any(token.low == "?" for token in clauses.tokens):
        return False
    if clauses.low(at - 1) in ASKS_BACK or not (
        clauses.low(at + 1) in SUBJECTS or any(first == at + 1 for first, _ in clauses.span)
    ):
        return False
    opens = clauses.low(at - 1) in NEW_CLAUSE | {"", ",", "that", ";"}
    if not opens and (clauses.low(at - 1) in SUBJECTS or not any(group.at < at for group in clauses.groups)):
        return False
    for verb in range(at + 2, min(at + SUBJECT, len(clauses.tokens))):
        if clauses.low(verb) in STOPS | RELATIVE | {","}:
            return False
        to = clauses.low(verb - 1) == "to" or clauses.low(at) != "were"
        if to and clauses.owner[verb] is None and form in {kind for _, kind in forms().get(clauses.low(verb), ())}:
            return True
    return False


def _is_told_apart(clauses: Clauses, one: Condition, act: Act) -> bool:
    """Return whether an act behind a condition is not under it: "if Rome attacks, Oslo will help, Bonn promised"."""
    ends = [at for at in range(one.last + 2, act.first) if clauses.low(at) in MARKS | {","}]
    done = act.modality == "actual" and any(one.last < group.at < max(ends, default=0) for group in clauses.groups)
    return done or any(clauses.low(at) == ";" for at in range(one.last, act.first))


def _is_of_another(clauses: Clauses, one: Condition, act: Act) -> bool:
    """Return whether a condition behind an act is under another verb: "gave aid and said that if Rome attacks"."""
    between = range(act.last + 1, one.first)
    said = clauses.low(one.first - 1) == "that" and any(group.at in between for group in clauses.groups)
    return said or any(clauses.low(at) == ";" for at in between)
