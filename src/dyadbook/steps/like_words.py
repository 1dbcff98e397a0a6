"""Return the words that tell of an act, with their weights, and how much of them two reports share.

No table of how often words occur is asked: numbers and names are rarer than other words, the words of every
day count nothing, and what stands near the words of the act tells more of it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dyadbook.records import Actor, Report

NUMBER, NAME = 2.0, 1.5  # weights of a number and of a name; another word has 1
REACH = 8  # words from the act after which a word counts half
SHOWN = 5  # words that a reason quotes

# Words that newspapers use for one act.
KINDRED = (
    "fire launch lob rain hurl",
    "missile rocket",
    "kill assassinate slay slain death dead",
    "strike airstrike attack bomb bombard bombing raid hit target assault",
    "down shoot shot",
    "seize capture hold detain impound",
    "expel expulsion oust",
    "offensive incursion invade invasion operation onslaught",
    "tariff duty duties levy levies",
    "drill exercise maneuver",
    "recognize recognition",
    "meet met",
    "talk negotiate negotiation discuss discussion",
    "visit trip travel tour arrive head heading",
    "accuse blame fault",
    "criticize condemn denounce castigate",
    "agree agreement deal accord",
    "troop force soldier",
    "send sent dispatch",
    "withdraw withdrawal pull pullout pullback",
)
ENDINGS = ("ness", "s", "ment", "ing", "ed")
WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
STOP = frozenset(
    """a about after again against all also am an and any are as at back be because been before being between
    both but by can could day days did do does down during each even ever few first for from had has have he her
    here him his how i if in into is it its just last like made make many may me might more most much must my
    new no nor not now of off on one only or other our out over own per s said same saw say saying says she
    should since so some still such t than that the their them then there these they this those through time to
    today told too two under until up upon us very was we week well were what when where which while who whom
    whose why will with within would year years yesterday yet you your mr mrs ms sunday monday tuesday wednesday
    thursday friday saturday according reported news added noted president minister prime secretary foreign
    government country countries official officials leader state""".split()
)


@cache
def stem_of(word: str) -> str:
    """Return the part of a word that its forms share, roughly, or of the first of its kin: launched is fired."""
    stem = _cut(word)
    return KIN.get(stem, stem)


def _cut(word: str) -> str:
    """Return a word without its endings: expels and expelled, accuse and accusing are one."""
    stem = word.lower()
    for ending in ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
    if len(stem) > 3 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem.rstrip("e")[:6]


KIN = {_cut(word): _cut(row.split()[0]) for row in KINDRED for word in row.split()}


def _tokens(text: str) -> list[tuple[str, int]]:
    """Return the words of a text with their places."""
    return [(match.group(), match.start()) for match in WORD.finditer(text)]


def stems(text: str) -> list[str]:
    return [stem_of(word) for word, _ in _tokens(text) if word.lower() not in STOP]


def _name_stems(text: str) -> list[str]:
    """Return the words of a name: "Russian diplomats" has one, since diplomats tell something of the act."""
    return [stem_of(word) for word, _ in _tokens(text) if not word.islower()]


def stems_of_names(actors: Iterable[Actor]) -> set[str]:
    """Return the words of the names of actors, which tell nothing of what they do."""
    return {stem for actor in actors for text in (actor.text, actor.name) for stem in _name_stems(text or "")}


def _run(tokens: list[tuple[str, int]], number: int) -> float:
    """Return how many words of one name stand together: a name in full tells no more than a surname."""
    first = last = number
    while first > 0 and tokens[first - 1][0][0].isupper():
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1][0][0].isupper():
        last += 1
    return float(min(last - first + 1, 3))


@dataclass(frozen=True)
class Passage:
    """The words of a report that tell of an act: the root of the weight of each, and the sum of the weights."""

    roots: dict[str, float]
    total: float


def passage(report: Report, named: set[str]) -> Passage:
    """Return the words that tell of the act with their weights.

    Numbers and names are rarer than other words, and what stands near the words of the act tells more of it.
    """
    tokens = _tokens(report.text)
    places = [at for _, at in tokens]
    first = bisect_left(places, report.trigger.start - report.start)
    last = bisect_left(places, report.trigger.end - report.start) - 1
    weights: dict[str, float] = {}
    for number, (word, _) in enumerate(tokens):
        stem = stem_of(word)
        if word.lower() in STOP or stem in named or (len(word) == 1 and not word.isdigit()):
            continue
        rare = NUMBER if word[0].isdigit() else NAME / _run(tokens, number) if word[0].isupper() else 1.0
        far = max(first - number, number - last, 0)
        weights[stem] = max(weights.get(stem, 0.0), rare * REACH / (REACH + far))
    return Passage({stem: math.sqrt(weight) for stem, weight in weights.items()}, math.fsum(weights.values()))


def most_alike(mine: Sequence[Passage], theirs: Sequence[Passage]) -> tuple[float, tuple[Passage, Passage] | None]:
    """Return the share of words that two reports have in common in their most alike passages, and these passages."""
    best, found = 0.0, None
    for one in mine:
        for other in theirs:
            fewer, more = (one.roots, other.roots) if len(one.roots) < len(other.roots) else (other.roots, one.roots)
            shared = math.fsum([root * more[stem] for stem, root in fewer.items() if stem in more])  # in any order
            value = shared / math.sqrt((one.total + 1.0) * (other.total + 1.0))
            if value > best:
                best, found = value, (one, other)
    return best, found


def shared_words(one: Passage, other: Passage) -> tuple[str, ...]:
    """Return the words that two passages share, those that tell most of the act first."""
    common = one.roots.keys() & other.roots.keys()
    return tuple(sorted(common, key=lambda stem: (-min(one.roots[stem], other.roots[stem]), stem))[:SHOWN])
