"""Return the acts that nouns of a sentence tell: "Japan's abduction of", "talks between", praise and blame."""

from __future__ import annotations

from dyadbook.steps.act_rows import Row, rows
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.modality import set_noun_modality
from dyadbook.steps.acts.verb_acts import linked
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import BREAK, DETERMINER, PREPOSITION
from dyadbook.steps.language.word_forms import singular

GOOD = frozenset("positive welcome good great important historic constructive encouraging major".split())
BAD = frozenset(
    "illegal unacceptable provocative dangerous irresponsible reckless outrageous shameful unjustified hostile".split()
)
THINGS = frozenset("development step move progress sign act decision action news".split())


def noun_act(clauses: Clauses, at: int) -> Act | None:
    """Return the act that a noun tells with both its parties: "Japan's abduction of ...", "talks between A and B"."""
    if clauses.owner[at] is not None or at in clauses.verb_at:
        return None
    for words, row in rows().get(("n", singular(clauses.low(at))), ()) + rows().get(("n", clauses.low(at)), ()):
        if any(singular(clauses.low(at + k)) != word for k, word in enumerate(words[1:], 1)):
            continue
        last = at + len(words) - 1
        links = clauses.links(last, _noun_stop(clauses, last))
        source, target = _noun_parties(clauses, row, at, links)
        if not source or not target:
            continue
        act = Act(at, last, row.type, row.type, row.mode, row.cameo, source, target, used=set(range(at, last + 1)))
        act.reciprocal, act.confidence = "r" in row.flags, 0.55
        set_noun_modality(clauses, act, at)
        return act
    return None


def _noun_stop(clauses: Clauses, last: int) -> int:
    """Return where what belongs to a noun ends to its right."""
    for at in range(last + 1, min(len(clauses.tokens), last + 12)):
        if clauses.owner[at] is None and (clauses.low(at) in BREAK or at in clauses.verb_at):
            return at
    return min(len(clauses.tokens), last + 12)


def _noun_parties(clauses: Clauses, row: Row, at: int, links: list[tuple[str, int]]) -> tuple[list[int], list[int]]:
    """Return who does what a noun tells, and at whom: those behind "between", else owner and other party."""
    for link, index in links:
        if link in {"between", "among"}:
            pair = clauses.joined_right(index)
            return (pair[:1], pair[1:]) if len(pair) > 1 else ([], [])
    source = [index for link, index in links if link == "by"][:1] or owner_before(clauses, at)
    _, target = linked(clauses, row, links)
    return source, [index for index in target if index not in source]


def owner_before(clauses: Clauses, at: int) -> list[int]:
    """Return the mention that owns or describes a noun: "Tehran's", "North Korean" before it."""
    for back in range(at - 1, max(-1, at - 4), -1):
        owner = clauses.owner[back]
        if owner is not None:
            return clauses.joined_left(owner) if clauses.mentions[owner].basis != "place" else []
        if clauses.low(back) in PREPOSITION | BREAK | (DETERMINER - {"'s"}) | {","}:
            return []
    return []


def evaluations(clauses: Clauses) -> list[Act]:
    """Return praise and blame told by a predicate: "X said it was a positive step that Y"."""
    found = []
    for at, token in enumerate(clauses.tokens[:-1]):
        good, bad = token.low in GOOD, token.low in BAD
        if not (good or bad) or singular(clauses.low(at + 1)) not in THINGS or clauses.owner[at] is not None:
            continue
        speakers = [group for group in clauses.groups if group.base in {"say", "call", "describe"} and group.at < at]
        source = clauses.subject(speakers[-1]) if speakers else []
        target = [index for index, (first, _) in enumerate(clauses.span) if first > at + 1 and index not in source][:2]
        if source and target:
            kind = "SUPPORT" if good else "ACCUSE"
            mode, cameo = ("", "051") if good else ("disapprove", "111")
            found.append(Act(at, at + 1, kind, kind, mode, cameo, source, target, confidence=0.5))
    return found
