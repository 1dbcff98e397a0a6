"""Return whether an act only says what another has to do: "said that Rome had a duty to pay", "that Oslo was obliged".

The network takes a duty that somebody lays on another for praise, or for a promise of the one who is to do it.
"""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, PREPOSITION
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular
from dyadbook.steps.sides import parties_of

SAID = frozenset("say tell add insist stress declare argue state warn note emphasise emphasize".split())
HAVE = frozenset({"have", "bear"})
OBLIGED = frozenset({"obliged", "obligated", "bound"})
DUTIES = frozenset("responsibility duty obligation".split())
NO = frozenset({"no", "little"})
NOUN = 5  # tokens from "had" to "a duty"
BESIDE = 9  # tokens from the words of an act to the verb of the duty


def is_asked_of(clauses: Clauses, act: Act) -> bool:
    """Return whether who is praised is said to have a duty, so that he is asked to do it."""
    return act.act == "SUPPORT" and _has(clauses, act, act.target)


def is_owed(clauses: Clauses, act: Act) -> bool:
    """Return whether who promises something is only said to owe it."""
    return act.act in {"AGREE", "SUPPORT"} and not act.reciprocal and _has(clauses, act, act.source)


def _has(clauses: Clauses, act: Act, side: list[int]) -> bool:
    """Return whether the words of an act say, as another's, that a side has to do something."""
    parties = parties_of(clauses.mentions, side) - {None}
    for verb in clauses.groups:
        near = act.first - BESIDE <= verb.at <= act.last + BESIDE
        if not near or verb.negations or verb.modals or not _is_duty(clauses, verb):
            continue
        said = [group for group in clauses.groups_so_far(verb.first) if group.base in SAID and not group.negations]
        if parties and said and parties_of(clauses.mentions, clauses.subject(verb)) - {None} == parties:
            return not parties & parties_of(clauses.mentions, clauses.subject(said[-1]))
    return False


def _is_duty(clauses: Clauses, verb: VerbGroup) -> bool:
    """Return whether a verb tells a duty: "has a moral duty to", "is obliged to"."""
    if verb.base == "be":
        return clauses.low(verb.at + 1) in OBLIGED and clauses.low(verb.at + 2) == "to"
    for at in range(verb.at + 1, verb.at + NOUN if verb.base in HAVE else 0):
        if singular(clauses.low(at)) in DUTIES:
            return clauses.low(at + 1) in {"to", "under", "towards", "toward", "not"}
        if clauses.low(at) in PREPOSITION | BREAK | NO | {","}:
            return False
    return False
