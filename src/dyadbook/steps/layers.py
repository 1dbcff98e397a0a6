"""Return what the acts of an article need of its other layers: times, statements, what it leads with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from dyadbook.records import Actor, Reading, Sentence, Statement, Time

LEAD_BLOCKS = 4


class Layers:
    """The layers of a reading, asked by place in the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.published = reading.article.published
        blocks = reading.article.blocks
        bodies = [index for index, block in enumerate(blocks) if block.kind == "body"]
        self.leading = {index for index, block in enumerate(blocks) if block.kind in {"headline", "deck"}} | set(
            bodies[:LEAD_BLOCKS]
        )

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {sentence.start: number for number, sentence in enumerate(self.reading.sentences)}

    def number(self, sentence: Sentence) -> int:
        """Return which sentence of the article it is, from 0."""
        return self._numbers[sentence.start]

    @cached_property
    def latest_year(self) -> int | None:
        """Return the latest year that the article tells of; None where it tells of none."""
        return max((time.begin.year for time in self.reading.times if time.begin), default=None)

    def leading_mentions(self, sentences: int) -> Sequence[Actor]:
        """Return the mentions of the first sentences."""
        first = self.reading.sentences[:sentences]
        return [one for one in self.reading.mentions if first and (one.start or 0) < first[-1].end]

    def inside(self, items: Iterable[Time], first: int, last: int) -> list[Time]:
        """Return the times within a stretch of the text."""
        return [item for item in items if first <= item.start and item.end <= last]

    def statement_at(self, start: int, end: int) -> Statement | None:
        """Return the shortest statement whose content holds these words; one of nobody's where no other does."""
        holding = [
            (statement.speaker is None, words.end - words.start, statement)
            for statement in self.reading.statements
            for words in statement.content
            if words.start <= start and end <= words.end
        ]
        return min(holding, key=lambda one: one[:2])[2] if holding else None

    def said_until(self, start: int) -> int | None:
        """Return where what is said at a place ends, before who says it; None where nobody speaks there."""
        statement = self.statement_at(start, start + 1)
        return max(words.end for words in statement.content) if statement is not None else None
