"""Return what the model sees of an article: the encoder's pass over its sentences, made once for all steps that ask.

What was seen last is kept, up to `KEPT_WORDS`, since it depends on nothing but the text, the sentences and the model.
"""

from __future__ import annotations

from collections import OrderedDict

from dyadbook import models
from dyadbook.models import Model, Seen
from dyadbook.records import Reading

KEPT_WORDS = 60_000  # of all articles kept; a word takes about 2.6 kB
LONGEST = 50_000  # words of one article that the model looks at; what comes after is read by rules alone

Key = tuple[str, tuple[tuple[int, int], ...]]
_kept: OrderedDict[Key, tuple[Seen, int]] = OrderedDict()


def model() -> Model:
    """Return the model that reads."""
    return models.load()


def origin() -> str:
    """Return the mark of the model that reads: `base/1`."""
    return model().origin


def threshold() -> float:
    """Return the probability under which an event is not sure: chosen for precision on real sentences."""
    return float(model().info["threshold"])


def see(reading: Reading) -> Seen:
    """Return the article's sentences after the encoder; the questions to a sentence use its number in the reading."""
    spans = tuple((one.start, one.end) for one in reading.sentences[: within_reach(reading)])
    key = (reading.article.text, spans)
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key][0]
    seen = model().see(reading.article.text, spans)
    _kept[key] = (seen, sum(len(one.window.words) for one in seen.passes))
    while len(_kept) > 1 and sum(words for _, words in _kept.values()) > KEPT_WORDS:
        _kept.popitem(last=False)
    return seen


def within_reach(reading: Reading) -> int:
    """Return how many of the sentences the model looks at: all, but of a very long article."""
    words = 0
    for number, one in enumerate(reading.sentences):
        words += reading.article.text.count(" ", one.start, one.end) + 1
        if words > LONGEST:
            return number
    return len(reading.sentences)
