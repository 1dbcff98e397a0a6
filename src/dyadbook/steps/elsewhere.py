"""Return the party of an act that stands in another sentence: whom "he warned of severe punishment" is aimed at.

What a story told in the sentences before, and how often it names whom beside the party that is known, say who it is.
The shares of the candidates say how sure that is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set

import msgspec

from dyadbook.records import Actor, Reading
from dyadbook.steps.sides import side_of

BEFORE = 6  # sentences that can name it near; one names it the likelier, the nearer it stands
IN_STORY, BESIDE = 0.15, 0.3  # how much a sentence of the story counts that names it, and names it beside the known one
LEAST = 0.4  # of what speaks for all candidates must speak for one
MOST_SURE = 0.7


class Elsewhere:
    """The parties of a story, sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        starts = [sentence.start for sentence in reading.sentences]
        self.named: list[dict[str, Actor]] = [{} for _ in starts]
        for mention in reading.mentions:
            party = side_of(reading.article.text, mention)
            if party is not None and mention.start is not None and starts:
                self.named[max(0, bisect_right(starts, mention.start) - 1)][party] = mention

    def partner(self, sentence: int, known: Set[str]) -> Actor | None:
        """Return who the other party of an act of `known` is most likely; None where nobody stands out."""
        here = self.named[sentence].keys() | known
        weights: dict[str, float] = {}
        for number, named in enumerate(self.named):
            away = sentence - number
            near = 1 / away if 0 < away <= BEFORE else 0.0
            for party in named.keys() - here:
                beside = BESIDE if named.keys() & known else 0.0
                weights[party] = weights.get(party, 0.0) + near + IN_STORY + beside
        if not weights:
            return None
        best = max(weights, key=lambda party: (weights[party], party))
        share = weights[best] / sum(weights.values())
        if share < LEAST:
            return None
        mention = next(named[best] for named in (*reversed(self.named[:sentence]), *self.named) if best in named)
        return msgspec.structs.replace(mention, basis="other sentence", score=round(MOST_SURE * share, 2))
