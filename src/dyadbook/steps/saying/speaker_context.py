"""Return what the search for a speaker goes by: who has spoken in the article so far, and in which documents."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from dyadbook.records import Actor, Reading, Sentence
from dyadbook.steps.saying.attribution import Attribution
from dyadbook.steps.saying.papers import Papers
from dyadbook.steps.saying.speakers import HANGING

NEAR = 600
"""Within so many characters other words mean who was named or spoke before."""
A_BODY = re.compile(
    r"\b(?:agency|assembly|parliament|ministry|department|council|committee|commission|court|party|union|group|company"
    r"|newspaper|paper|broadcaster|station|embassy|army|navy|forces?|police|administration|government|regime|bank)$"
)
"""The last word of what is no person's office."""


class Context:
    """An article with the last who spoke in it, alone or with others, and the documents in which its speakers spoke."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.text = reading, reading.article.text
        self.last: tuple[Attribution, Actor] | None = None
        self.others: tuple[Actor, ...] = ()  # who said the same with the last
        self.papers = Papers(reading)

    def named(self, actor: Actor, one: Attribution, basis: str) -> Actor:
        """Return an actor as the words of another attribution name it."""
        start, end = one.source or one.unit
        return msgspec.structs.replace(
            actor, start=start, end=end, text=self.text[start:end], basis=basis, score=min(actor.score, 0.6)
        )

    def sentence_before(self, one: Attribution) -> Sentence | None:
        """Return the last sentence that ends before the unit of an attribution; None where none does."""
        number = bisect_right(self.reading.sentences, one.unit[0], key=lambda each: each.end)
        return self.reading.sentences[number - 1] if number else None

    def hangs(self, mention: Actor) -> bool:
        """Return whether a preposition stands before a mention: "on Facebook"."""
        at = mention.start or 0
        return HANGING.search(self.text, max(0, at - 24), at) is not None


def same(one: Actor, other: Actor) -> bool:
    """Return whether two actors are one."""
    return (one.id or one.name) == (other.id or other.name)


def within(mention: Actor, one: Attribution) -> bool:
    """Return whether a mention stands in what an attribution says: who speaks does not name himself there."""
    return any(start <= (mention.start or 0) < end for start, end in one.content)
