"""Return readings of articles: the steps in order, over batches.

Level 4. A step's failure on one article becomes a problem of that reading and the other articles go on; a record
whose words cannot be shown is taken out, with a problem. Nothing here knows where an article came from.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dyadbook.errors import ModelError, UsageError
from dyadbook.records import Article, Problem, Reading, broken_spans
from dyadbook.steps import actors, events, issues, places, published, sentences, standings, statements, times
from dyadbook.steps.step import LAYERS_OF, Step
from dyadbook.tellers import told_by_all

log = logging.getLogger(__name__)

BATCH = 8  # articles in memory at a time: more of them are not read faster, and results come later
STEPS: tuple[Step, ...] = (
    sentences.STEP,
    published.STEP,
    times.STEP,
    actors.STEP,
    places.STEP,
    statements.STEP,
    events.STEP,
    standings.STEP,
    issues.STEP,
)
"""The steps in the order in which they run; each finds the layers that it requires."""


def read(article: Article) -> Reading:
    """Return the reading of an article."""
    return _run([Reading(article=article)], STEPS)[0]


def read_many(items: Iterable[Article | Problem], *, batch: int = BATCH) -> Iterator[Reading | Problem]:
    """Return the reading of each article in order, and in their places the problems of what is no article.

    A problem that names the article after it becomes part of that article's reading. Only `batch` articles are
    held at a time.
    """
    held: list[Reading | Problem] = []
    notes: list[Problem] = []
    articles = 0
    for item in items:
        if isinstance(item, Problem):
            (notes if item.article else held).append(item)
            continue
        mine = tuple(note for note in notes if note.article == item.id)
        held += [note for note in notes if note.article != item.id]
        notes = []
        held.append(Reading(article=item, problems=mine))
        articles += 1
        if articles >= batch:
            yield from _read_held(held)
            held, articles = [], 0
    yield from _read_held([*held, *notes])


def explain(article: Article, step: str) -> tuple[Reading, tuple[Any, ...]]:
    """Return the reading up to a step, and the records that the step added; `step` is its name or its layer's.

    Raises: UsageError when there is no such step.
    """
    chosen = find_step(step)
    reading = _run([Reading(article=article)], STEPS[: STEPS.index(chosen) + 1])[0]
    added: list[Any] = []
    for layer in chosen.adds:
        value = reading.article.published if layer == "published" else getattr(reading, layer)
        added += value if isinstance(value, tuple) else [value]
    return reading, tuple(added)


def find_step(name: str) -> Step:
    """Return the step of this name, or the one that adds the layer of this name.

    Raises: UsageError that lists the steps.
    """
    for step in STEPS:
        if name == step.name or name in step.adds:
            return step
    raise UsageError(f"there is no step {name!r}: choose one of {', '.join(step.name for step in STEPS)}.")


# ---- running


def _read_held(held: Sequence[Reading | Problem]) -> Iterator[Reading | Problem]:
    """Return the held items in their order, the articles read as one batch."""
    readings = iter(_run([item for item in held if isinstance(item, Reading)], STEPS))
    for item in held:
        yield next(readings) if isinstance(item, Reading) else item


def _run(batch: list[Reading], steps: Sequence[Step]) -> list[Reading]:
    """Return the batch after all steps."""
    batch = [_check(reading, ("blocks",), "source") for reading in batch]
    for step in steps:
        batch = _run_step(step, batch)
    return list(map(told_by_all, batch))


def _run_step(step: Step, batch: list[Reading]) -> list[Reading]:
    """Return the batch after one step; where the batch fails, each article is tried by itself."""
    able = [reading for reading in batch if _can_run(step, reading)]
    try:
        after = step.run(able)
    except ModelError:  # no article can be read without it, and the user can mend it
        raise
    except Exception as error:  # whatever a step meets in one article must not stop the others
        log.debug("step %s failed on a batch of %d: %r", step.name, len(able), error)
        after = [_run_one(step, reading) for reading in able]
    done = iter(after)
    return [
        _check(next(done), (*step.adds, "not_sure"), step.name) if _can_run(step, reading) else reading
        for reading in batch
    ]


def _run_one(step: Step, reading: Reading) -> Reading:
    """Return a reading after a step, or with the problem that the step met."""
    try:
        return step.run([reading])[0]
    except Exception as error:  # as above
        log.debug("step %s failed on %s", step.name, reading.article.source, exc_info=True)
        what = f"the step {step.name} failed ({type(error).__name__}: {error})"
        message = f"{what}, so its layer and all made from it are empty: report it with the article"
        return _with_problem(reading, step.name, "step_failed", message)


def _can_run(step: Step, reading: Reading) -> bool:
    """Return whether the steps before have added what this one requires; a failed one has added nothing."""
    done = {layer for info in reading.steps for layer in LAYERS_OF.get(info.name, ())}
    return all(layer in done or layer == "article" for layer in step.requires)


def _check(reading: Reading, layers: Iterable[str], step: str) -> Reading:
    """Return the reading without the records of these layers whose words are not the article's, a problem for each."""
    text = reading.article.text
    for layer in layers:
        holder = reading.article if layer == "blocks" else reading
        records = getattr(holder, layer, ())
        broken = [record for record in records if broken_spans(record, text)] if isinstance(records, tuple) else []
        if not broken:
            continue
        kept = tuple(record for record in records if record not in broken)
        if layer == "blocks":
            reading = msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, blocks=kept))
        else:
            reading = msgspec.structs.replace(reading, **{layer: kept})
        for record in broken:
            start, end, _ = broken_spans(record, text)[0]
            message = f"a record of {layer} at {start}-{end} does not quote the article and was taken out: report it"
            reading = _with_problem(reading, step, "broken_span", message)
    return reading


def _with_problem(reading: Reading, step: str, code: str, message: str) -> Reading:
    """Return the reading with one more problem."""
    article = reading.article
    problem = Problem(source=article.source, step=step, code=code, message=message, article=article.id)
    return msgspec.structs.replace(reading, problems=(*reading.problems, problem))
