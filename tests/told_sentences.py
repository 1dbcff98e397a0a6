"""Return readings of single sentences: what the tests of the steps look at."""

from __future__ import annotations

from datetime import date

from dyadbook.records import Article, Block, BlockKind, Reading
from dyadbook.steps import actors, sentences
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.language.clauses import Clauses

DAY = date(2025, 2, 7)


def reading_of(*paragraphs: str, kind: BlockKind = "body", published: date | None = DAY) -> Reading:
    """Return a reading with sentences and mentions of an article of these paragraphs."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    article = Article(id="a", source="test", text=text, blocks=tuple(blocks), published=published)
    return actors.STEP.run(sentences.STEP.run([Reading(article=article)]))[0]


def told(sentence: str) -> list[tuple[str, str, str, str, str]]:
    """Return (type, act, modality, source names, target names) of the acts of a sentence."""
    reading = reading_of(sentence)
    clauses = Clauses(reading.article.text, 0, len(sentence), reading.mentions)

    def names(act: Act, side: list[int]) -> str:
        return " and ".join(clauses.mentions[index].name for index in side)

    return [
        (act.type, act.act, act.modality, names(act, act.source), names(act, act.target)) for act in ruled_acts(clauses)
    ]
