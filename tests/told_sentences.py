"""Return readings of single sentences with their clauses and acts: what the tests of the steps look at."""

from __future__ import annotations

from datetime import date

from dyadbook.records import Article, Block, BlockKind, Reading
from dyadbook.steps import actors, places, sentences, statements, times
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.layers import Layers
from dyadbook.steps.sides import party_of

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


def up_to_statements(article: Article) -> Reading:
    """Return the reading of an article up to its statements."""
    readings = [Reading(article=article)]
    for step in (sentences.STEP, times.STEP, actors.STEP, places.STEP, statements.STEP):
        readings = list(step.run(readings))
    return readings[0]


def clauses_of(text: str) -> Clauses:
    """Return the clauses of a sentence."""
    reading = reading_of(text)
    return Clauses(reading.article.text, 0, len(text), reading.mentions)


def span_of(clauses: Clauses, words: str) -> tuple[int, int]:
    """Return the first and last token of words."""
    start = clauses.text.index(words)
    inside = [at for at, token in enumerate(clauses.tokens) if start <= token.start < start + len(words)]
    return inside[0], inside[-1]


def act_of(clauses: Clauses, words: str, kind: str, source: str, target: str) -> Act:
    """Return an act of these words between parties, each by the codes between blanks."""
    sides = [
        [index for index, one in enumerate(clauses.mentions) if party_of(one) in codes.split()]
        for codes in (source, target)
    ]
    return Act(*span_of(clauses, words), kind, kind, "", "", sides[0], sides[1])


def dated_act(text: str, words: str, kind: str = "CONSULT") -> tuple[Layers, Clauses, Act]:
    """Return an act between the first two parties that a word of a sentence tells, with what dates it."""
    reading = times.STEP.run([reading_of(text)])[0]
    sentence = reading.sentences[0]
    clauses = Clauses(reading.article.text, sentence.start, sentence.end, reading.mentions)
    at = [token.low for token in clauses.tokens].index(words)
    return Layers(reading), clauses, Act(at, at, kind, kind, "", "", [0], [1])
