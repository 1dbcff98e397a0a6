"""Return who of an article may be the other party of an act of which one alone stands in the sentence, with signs.

The model is asked about each party of a sentence with somebody who does not stand there, as source and as target: such
a pair is a half. Signs say who the other is: how near it is named, what the model sees between the two elsewhere, who
speaks; or that nobody is meant at all. Others say how likely such an act is told.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dyadbook.records import Actor, Reading
from dyadbook.steps.acts.pairs import NOBODY, Asked, Pair
from dyadbook.steps.acts.weighing import Article
from dyadbook.steps.odds import Signs, log_odds
from dyadbook.steps.sides import is_private, party_of
from dyadbook.steps.table import up_to

LEADING = 2  # sentences that an article opens with
AHEAD = 3  # sentences further on in which a party may be named first


@dataclass(frozen=True)
class Option:
    """Who may be the other party, None for nobody, with what speaks for it in numbers."""

    party: str | None
    signs: Signs


@dataclass(frozen=True)
class Half:
    """A pair of which one party stands in a sentence, its place among the sentences, and who the other may be."""

    sentence: int
    pair: Pair
    options: Sequence[Option]

    @property
    def side(self) -> str:
        """Return which side is not in the sentence: `source` or `target`."""
        return "source" if self.pair.source == NOBODY else "target"

    @property
    def known(self) -> str:
        """Return the party that stands in the sentence."""
        return self.pair.target if self.pair.source == NOBODY else self.pair.source


class Elsewhere:
    """What an article tells of the parties that do not stand where their acts are told."""

    def __init__(self, reading: Reading, sentences: Sequence[Asked]) -> None:
        self.reading, self.sentences = reading, sentences
        self.article = Article(sentences)
        self.starts = [one.start for one in reading.sentences]
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(sentences):
            for party in one.sides:
                self.places[party].append(number)
        self.named: defaultdict[str, list[Actor]] = defaultdict(list)
        for mention in reading.mentions:
            if (own := party_of(mention)) is not None and mention.start is not None:
                self.named[own].append(mention)
        self.doing = {"source": self._likeliest("source"), "target": self._likeliest("target")}

    def halves(self) -> Iterator[Half]:
        """Yield the halves of the article's sentences, each with all who may be the other party."""
        for number, one in enumerate(self.sentences):
            halves = [Half(number, pair, ()) for pair in one.halves if not _is_turned(one, pair)]
            if not halves:
                continue
            around = self._around(number)
            meant = [party for party in {**self.article.parties, **around} if party in self.named]
            parties = [party for party in meant if party not in one.sides]
            near = {party: dict(self._nearness(number, party, around.get(party))) for party in parties}
            counts = {party: max(1, self.article.parties[party]) for party in parties}
            for half in halves:
                pair = half.pair
                options = [Option(party, near[party] | dict(self._signs(half, party, counts))) for party in parties]
                none = [Option(None, {"nobody": 1.0, f"nobody, {pair.type}": 1.0})] if half.side == "target" else []
                yield Half(number, pair, [*options, *none])

    def told_signs(self, half: Half, choice: Option, share: float) -> Signs:
        """Return what speaks for it that a half tells an act of a party that was chosen with a share, in numbers."""
        one = self.sentences[half.sentence]
        own = [pair for pair in one.pairs if half.known in (pair.source, pair.target)]
        same = [pair for pair in own if half.known == (pair.source if half.side == "target" else pair.target)]
        block = self.reading.article.blocks[self.reading.sentences[half.sentence].block]
        return {
            "any": 1.0,
            "model": log_odds(half.pair.answer.told),
            "own pair": max((pair.answer.told for pair in own), default=0.0),
            "own pair, same side": max((pair.answer.told for pair in same), default=0.0),
            "other pair": max((pair.answer.told for pair in one.pairs), default=0.0),
            "parties": math.log(len(one.sides)),
            "hypothetical": float(half.pair.modality == "hypothetical"),
            "no body": float(block.kind != "body"),
            "choice": math.log(max(share, 0.001)),
            "nobody": float(choice.party is None),
        }

    def _nearness(self, number: int, party: str, tie: str | None) -> Iterator[tuple[str, float]]:
        """Yield how near a party is named to a sentence and what ties it to that, in numbers."""
        places = self.places[party]
        at = bisect_left(places, number)  # it stands in none of the sides of this sentence
        yield f"before {up_to(number - places[at - 1], 1, 2, 4)}" if at else "not before", 1.0
        if at < len(places) and places[at] - number <= AHEAD:
            yield f"after {up_to(places[at] - number, 1, AHEAD)}", 1.0
        if tie is not None:
            yield tie, 1.0
        if party.startswith("org/"):
            yield "a body", 1.0
        if places and places[0] < LEADING:
            yield "leads", 1.0
        for side, likely in self.doing.items():
            yield f"{side} before", likely.get((number - 1, party), 0.0)
            yield f"{side} after", likely.get((number + 1, party), 0.0)

    def _signs(self, half: Half, party: str, counts: Mapping[str, int]) -> Iterator[tuple[str, float]]:
        """Yield how often the article has a party, beside all that may be meant, and the pair, in numbers."""
        article, kind = self.article, half.pair.type
        pair = (half.known, party) if half.side == "target" else (party, half.known)
        there, back = article.pairs.get(pair, 0.0), article.pairs.get(pair[::-1], 0.0)
        yield "share", counts[party] / sum(counts.values())
        yield "often", math.log(counts[party] / max(counts.values()))
        yield "pair", math.log1p(there)
        yield "reverse", math.log1p(back)
        yield "this type", math.log1p(article.pairs.get((*pair, kind), 0.0))
        yield "share of its own", there / (self._own[half.side, half.known] or 1.0)
        yield "share of article", (there + back) / article.all

    @cached_property
    def _own(self) -> Mapping[tuple[str, str], float]:
        """Return how often the model sees each party act (`target` is asked for) and undergo acts (`source`)."""
        found: defaultdict[tuple[str, str], float] = defaultdict(float)
        for sentence in self.sentences:
            for pair in sentence.pairs:
                found["target", pair.source] += pair.answer.told
                found["source", pair.target] += pair.answer.told
        return found

    def _likeliest(self, side: str) -> dict[tuple[int, str], float]:
        """Return how likely each party is a side of anything in each sentence."""
        found: dict[tuple[int, str], float] = {}
        for number, one in enumerate(self.sentences):
            for pair in one.pairs:
                party = pair.source if side == "source" else pair.target
                found[number, party] = max(found.get((number, party), 0.0), pair.answer.told)
        return found

    def _around(self, number: int) -> dict[str, str]:
        """Return who is told of in a sentence but is no side there, or who speaks in it, by what ties it."""
        found: dict[str, str] = {}
        start, end = self.reading.sentences[number].start, self.reading.sentences[number].end
        for one in self._spoken(number):
            found[one] = "speaks"
        for mention in self._mentions.get(number, ()):
            if (party := party_of(mention)) and not is_private(party):
                found[party] = "a place" if mention.basis == "place" else "meant"
        for place in self.reading.places:
            if place.country and start <= (place.start or 0) < end:
                found.setdefault(place.country, "a place")
        return found

    def _spoken(self, number: int) -> Iterator[str]:
        start, end = self.reading.sentences[number].start, self.reading.sentences[number].end
        for one in self.reading.statements:
            party = party_of(one.speaker)
            if party and any(words.start < end and start < words.end for words in one.content):
                yield party

    @cached_property
    def _mentions(self) -> defaultdict[int, list[Actor]]:
        found: defaultdict[int, list[Actor]] = defaultdict(list)
        for one in self.reading.mentions:
            if one.start is not None:
                found[bisect_right(self.starts, one.start) - 1].append(one)
        return found


def _is_turned(asked: Asked, pair: Pair) -> bool:
    """Return whether the verb says that the party of a half is its other side: who invades is not invaded."""
    clauses, known = asked.clauses, asked.sides[pair.target if pair.source == NOBODY else pair.source]
    group = next((group for group in clauses.groups if pair.trigger[0] <= group.at <= pair.trigger[1]), None)
    if group is None or not {*clauses.subject(group)} & {*known}:
        return False
    return (pair.source == NOBODY) != group.passive
