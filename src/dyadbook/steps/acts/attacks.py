"""Return what kind of attack an act is: one on computers, or one by force where no words are told of."""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import TIME_WORDS

CYBER = ("hacker", "hacking", "malware", "ransomware", "cyberattack", "cyber-attack", "spyware")
HACKED_AT = frozenset({"hack", "hacks", "hacked"})
HACKED = 3  # tokens between an attack and the word that says it is one on computers
STRUCK = frozenset("attack bomb hit invade raid shell strike".split())
BEHIND = 12  # tokens behind "hacked" in which its victim may die


def is_hacked(clauses: Clauses, act: Act) -> bool:
    """Return whether an attack is one on computers: "hackers attacked", "hit by malware"."""
    near = [clauses.low(at) for at in range(act.first - HACKED, act.last + 1 + HACKED)]
    behind = {clauses.low(at) for at in range(act.first, act.last + BEHIND)}
    hacked = bool(HACKED_AT & {*near}) and "death" not in behind
    return hacked or any(word.startswith(CYBER) or (word == "cyber" and "attack" in near) for word in near)


def is_struck(clauses: Clauses, act: Act) -> bool:
    """Return whether a country is attacked and nothing is said of words: "Rome hit Oslo on Monday"."""
    verb = next(iter(act.verbs(clauses)), None)
    sides = [clauses.mentions[index] for index in (*act.source, *act.target)]
    if (
        verb is None
        or verb.base not in STRUCK
        or not all((one.kind, one.basis) == ("country", "name") for one in sides)
    ):
        return False
    object_ = [clauses.span[index] for index in (act.source if verb.passive else act.target)]
    before = verb.at + (clauses.low(verb.at + 1) == "by") + 1
    end = max((last for _, last in object_), default=0)
    rest = [clauses.low(at) for at in range(end, len(clauses.tokens))]
    plain = all(word in TIME_WORDS | {"on", "in", "early", "late", "."} or word.isdigit() for word in rest)
    return plain and min((first for first, _ in object_), default=-1) <= before + 1
