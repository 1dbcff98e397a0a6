"""Return how likely each pair of a sentence's parties is meant, weighed by what its sentence and its article tell.

The model looks at one ordered pair at a time. Of several pairs that it takes for the parties of the same words mostly
one is meant, and an article comes back to the same pairs: so each pair's probability is weighed against the others of
its sentence, by how near its parties stand to the words of the act, and by how often the article has the pair and each
of its parties elsewhere. data/pairs.csv says how much each speaks for a pair; training/pairs.py fits the weights.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.pairs import NOBODY, Asked, Pair
from dyadbook.steps.odds import chance, log_odds, weights
from dyadbook.steps.sides import OFFICIAL, is_private, parties_of

PEOPLE = frozenset({"person", "group"})
PRIVATE = frozenset({None, "CVL", "EDU", "JRN", "ELI"})
POLITICAL = OFFICIAL | {"PTY"}
CLEAR = 0.6  # how sure a mention is that names its party
SURE = 0.56
"""The probability, after weighing, from which a pair's act is told: lower tells more acts, and more wrong ones."""
WORTH = 0.25
"""The probability, after weighing, from which an act that is not told is listed as not sure."""
POSSIBLE = 0.15
"""The probability, after weighing, under which what a rule tells of a pair is not told."""


def weigh(sentences: Sequence[Asked]) -> None:
    """Set `told` of each pair of an article to its probability after weighing."""
    article = Article(sentences)
    for sentence in sentences:
        for pair in sentence.pairs:
            pair.told = chance(signs_of(sentence, pair, article), weights("pairs.csv"))


class Article:
    """How often an article has its parties and, by the model's probabilities, its pairs."""

    def __init__(self, sentences: Sequence[Asked]) -> None:
        self.parties = Counter(party for one in sentences for party in one.sides)
        self.most = max(self.parties.values(), default=1)
        self.pairs: defaultdict[tuple[str, ...], float] = defaultdict(float)
        for pair in (pair for one in sentences for pair in one.pairs):
            self.pairs[pair.source, pair.target] += pair.answer.told
            self.pairs[pair.source, pair.target, pair.type] += pair.answer.told
        self.all = sum(value for key, value in self.pairs.items() if len(key) == 2) or 1.0


def signs_of(sentence: Asked, pair: Pair, article: Article) -> dict[str, float]:
    """Return what speaks for a pair of a sentence, in numbers."""
    a, b, told = pair.source, pair.target, pair.answer.told
    others = [other for other in sentence.pairs if other is not pair]
    back = next((other.answer.told for other in others if (other.source, other.target) == (b, a)), 0.0)
    rivals = [
        other for other in others
        if other.type == pair.type and other.trigger[0] <= pair.trigger[1] and pair.trigger[0] <= other.trigger[1]
    ]  # fmt: skip
    ruled = [act for act in sentence.rules if is_of(sentence, act, pair)]
    near = [_nearest(sentence, party, pair.trigger) for party in (a, b)]
    elsewhere = article.pairs[a, b] - told
    return {
        "any": 1.0,
        "model": log_odds(told),
        "rule": float(any(act.type == pair.type for act in ruled)),
        "rule of another type": float(bool(ruled) and all(act.type != pair.type for act in ruled)),
        "hypothetical": float(pair.modality == "hypothetical"),
        "target a body": float(b.startswith("org/")),
        "source unsure": float(_is_unsure(sentence, a)),
        "target unsure": float(_is_unsure(sentence, b)),
        "source private": float(_is_private(sentence, a)),
        "target private": float(_is_private(sentence, b)),
        "source official": float(_is_official(sentence, a)),
        "target official": float(_is_official(sentence, b)),
        "reverse": back,
        "other target": max((one.answer.told for one in rivals if one.source == a), default=0.0),
        "other source": max((one.answer.told for one in rivals if one.target == b), default=0.0),
        "other pair": max((one.answer.told for one in others), default=0.0),
        "parties": math.log(len(sentence.sides)),
        "source far": math.log1p(near[0][0]),
        "target far": math.log1p(near[1][0]),
        "source after": float(near[0][1] > pair.trigger[1]),
        "target before": float(near[1][1] < pair.trigger[0]),
        "source often here": math.log(len(sentence.sides[a])),
        "target often here": math.log(len(sentence.sides[b])),
        "source often": article.parties[a] / article.most,
        "target often": article.parties[b] / article.most,
        "elsewhere reverse": math.log1p(article.pairs[b, a] - back),
        "elsewhere this type": math.log1p(article.pairs[a, b, pair.type] - told),
        "share of article": (elsewhere + article.pairs[b, a]) / article.all,
    }


def _is_unsure(sentence: Asked, party: str) -> bool:
    """Return whether a party is told of by pronouns and context alone."""
    return all(sentence.clauses.mentions[index].score < CLEAR for index in sentence.sides[party])


def _is_private(sentence: Asked, party: str) -> bool:
    """Return whether nobody but private people stands for a party: an analyst, reporters, a country's tourists."""
    people = [sentence.clauses.mentions[index] for index in sentence.sides[party]]
    named = [one for one in people if one.basis != "pronoun"] or people
    return all(one.kind in PEOPLE and one.sector in PRIVATE for one in named)


def _is_official(sentence: Asked, party: str) -> bool:
    """Return whether somebody who acts for a party stands for it: a minister, its soldiers, lawmakers."""
    people = [sentence.clauses.mentions[index] for index in sentence.sides[party]]
    return any(one.kind in PEOPLE and one.sector in POLITICAL for one in people)


def is_of(sentence: Asked, act: Act, pair: Pair) -> bool:
    """Return whether a rule tells an act of a pair, in either order where it has no direction."""
    source, target = (parties_of(sentence.clauses.mentions, side) for side in (act.source, act.target))
    if pair.target == NOBODY:
        return pair.source in source and not target
    back = act.reciprocal and pair.source in target and pair.target in source
    return back or (pair.source in source and pair.target in target)


def is_unlikely(sentence: Asked, act: Act) -> bool:
    """Return whether a rule tells an act of parties between whom, all in all, hardly anything is told.

    Of a company, an agency or a charity nothing is: the model is never asked about one.
    """
    sides = [parties_of(sentence.clauses.mentions, side) for side in (act.source, act.target)]
    parties = set().union(*sides) - {None}
    if any(is_private(str(party)) for party in parties):
        return True
    if not parties <= set(sentence.sides) or (act.target and len(parties) < 2):
        return False  # of such parties the model was not asked
    asked = sentence.pairs if act.target else sentence.halves
    return max((pair.told for pair in asked if is_of(sentence, act, pair)), default=0.0) < POSSIBLE


def _nearest(sentence: Asked, party: str, trigger: tuple[int, int]) -> tuple[int, int]:
    """Return how far the nearest mention of a party stands from the words of an act, and its first token."""
    spans = [sentence.clauses.span[index] for index in sentence.sides[party]]
    return min((max(first - trigger[1], trigger[0] - last + 1, 0), first) for first, last in spans)
