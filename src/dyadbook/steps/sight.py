"""Return what the model sees of an article: the encoder's pass over its sentences, made once for all steps that ask.

The pass is kept for the batch in work: it depends on nothing but the text, the sentences and the model.
"""

from __future__ import annotations

from functools import lru_cache

from dyadbook import models
from dyadbook.models import Model, Seen
from dyadbook.records import Reading

KEPT = 32  # articles: two batches of the reader


def model() -> Model:
    """Return the model that reads."""
    return models.load()


def see(reading: Reading) -> Seen:
    """Return the article's sentences after the encoder; the questions to a sentence use its number in the reading."""
    return _seen(reading.article.text, tuple((one.start, one.end) for one in reading.sentences))


@lru_cache(maxsize=KEPT)
def _seen(text: str, sentences: tuple[tuple[int, int], ...]) -> Seen:
    return model().see(text, sentences)
