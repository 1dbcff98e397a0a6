"""Return what the model sees of an article: the encoder's pass over its sentences, made once for all steps that ask.

The encoder of the next articles runs in threads of its own while the steps work on this one: it leaves Python's lock
free, so that all cores are busy. What was seen last is kept, up to `KEPT_WORDS`; it depends on nothing but the text,
the sentences and the model.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from dyadbook import models
from dyadbook.models import Model, Seen
from dyadbook.records import Problem, Reading

KEPT_WORDS = 60_000  # of all articles kept; a word takes about 2.6 kB
LONGEST = 50_000  # words of one article that the model looks at; what comes after is read by rules alone

TOGETHER = 6  # articles whose windows are decoded together

Spans = tuple[tuple[int, int], ...]
Key = tuple[int, str, Spans]
_kept: OrderedDict[Key, tuple[Future[list[Seen]], int, int]] = OrderedDict()  # place among those seen with it, words


def model() -> Model:
    """Return the model that reads."""
    return models.load()


def origin() -> str:
    """Return the mark of the model that reads: `base/1`."""
    return model().origin


def prepare(batch: Sequence[Reading]) -> None:
    """Begin to see the articles of a batch, in order; `see` waits for its own."""
    words = 0
    for number, reading in enumerate(batch):
        words += _size(reading)
        if words > KEPT_WORDS:
            batch = batch[:number]  # the rest would push out the first ones before they are used
            break
    for start in range(0, len(batch), TOGETHER):
        keys = {_key(reading): reading for reading in batch[start : start + TOGETHER]}
        _submit({key: reading for key, reading in keys.items() if key not in _kept})


def see(reading: Reading) -> Seen:
    """Return the article's sentences after the encoder; the questions to a sentence use its number in the reading."""
    key = _key(reading)
    if key not in _kept:
        _submit({key: reading})
    future, place, _ = _kept[key]
    try:
        return future.result()[place]
    except Exception:  # one of those seen together failed: each is tried by itself, so that only that one is lost
        del _kept[key]
        return model().see(reading.article.text, key[2])


def _submit(new: Mapping[Key, Reading]) -> None:
    """Begin to see articles that are not kept, together; the oldest kept ones go where there are too many words."""
    if not new:
        return
    future = _threads(os.getpid()).submit(model().see_many, [(text, spans) for _, text, spans in new])
    for place, (key, reading) in enumerate(new.items()):
        _kept[key] = (future, place, _size(reading))
    while len(_kept) > len(new) and sum(words for _, _, words in _kept.values()) > KEPT_WORDS:
        _kept.popitem(last=False)


def _key(reading: Reading) -> Key:
    spans = tuple((one.start, one.end) for one in reading.sentences[: within_reach(reading)])
    return os.getpid(), reading.article.text, spans


def _size(reading: Reading) -> int:
    return reading.article.text.count(" ") + 1


def forget() -> None:
    """Drop what is kept."""
    _kept.clear()


@cache
def _threads(process: int) -> ThreadPoolExecutor:
    """Return the threads in which a process's articles are seen: one decodes while the other's windows are encoded.

    A fork does not take them along.
    """
    return ThreadPoolExecutor(2, thread_name_prefix=f"encoder-{process}")


def beyond_reach(reading: Reading) -> tuple[Problem, ...]:
    """Return the problem of an article that is longer than what the model looks at; none where it is not."""
    reach = within_reach(reading)
    if reach == len(reading.sentences):
        return ()
    end = reading.sentences[reach - 1].end if reach else 0
    message = (
        f"it has over {LONGEST:,} words: what comes after code point {end:,} was read by rules alone, not by the model"
    )
    article = reading.article
    return (Problem(source=article.source, step="actors", code="long_article", message=message, article=article.id),)


def within_reach(reading: Reading) -> int:
    """Return how many of the sentences the model looks at: all, but of a very long article."""
    words = 0
    for number, one in enumerate(reading.sentences):
        words += reading.article.text.count(" ", one.start, one.end) + 1
        if words > LONGEST:
            return number
    return len(reading.sentences)
