"""Return what stands between spans that a user marked: PLOVER types with probabilities, from the model alone.

Level 3. Nothing of an article, an actor or a date is needed here: a row is a text with two spans in it. It serves
whoever has actor spans of their own, and it is how coders are compared on sets of marked sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dyadbook import models, ontology
from dyadbook.asked import Broken, answers
from dyadbook.records import Modality, Record
from dyadbook.steps.sentences import split

Bounds = tuple[int, int]
WANTED = "give text, and source and target as [start, end]"


class PairRow(Record, frozen=True, kw_only=True):
    """A text with the spans of two sides, to be classified."""

    id: Annotated[str | int | None, Meta(description="given back with the answer")] = None
    text: Annotated[str, Meta(description="one sentence, or a few")]
    source: Annotated[Bounds | None, Meta(description="code points of who may act; null: the whole text is asked")] = (
        None
    )
    target: Annotated[Bounds | None, Meta(description="code points of whom it may be done to; null: nobody")] = None
    trigger: Annotated[
        Bounds | None, Meta(description="code points of the words of the act that is meant; null: the model finds them")
    ] = None


class Classified(Record, frozen=True, kw_only=True):
    """What stands between the two spans of a row."""

    id: Annotated[str | int | None, Meta(description="the row's own")] = None
    type: Annotated[str | None, Meta(description="PLOVER type, or `none`; null: the row could not be read")] = None
    quad: Annotated[str | None, Meta(description="quad class of the type; null for `none`")] = None
    modality: Annotated[Modality | None, Meta(description="of the act; null for `none` and a whole text")] = None
    probability: Annotated[float | None, Meta(description="of the type")] = None
    probabilities: Annotated[dict[str, float], Meta(description="of each type and `none`; they sum to 1")] = (
        msgspec.field(default_factory=dict)
    )
    problem: Annotated[str | None, Meta(description="why the row could not be read, and what to do")] = None


def classify(
    rows: Iterable[PairRow | Broken | Mapping[str, Any]], *, always: bool = False, model: str = "base"
) -> Iterator[Classified]:
    """Yield the answer to each row, in order; a row that cannot be read has `type` null and says why in `problem`.

    `always` gives the likeliest type even where `none` is likelier.
    Raises: ModelError when the model cannot be loaded.
    """
    engine = models.load(model)

    def answer(row: PairRow) -> Classified:
        problem = _fault(row)
        return Classified(id=row.id, problem=problem) if problem else _answer(engine, row, always)

    return answers(rows, PairRow, answer, Classified, wanted=WANTED, needs="source")


def _answer(engine: models.Model, row: PairRow, always: bool) -> Classified:
    answer = engine.classify(row.text, split(row.text, 0, len(row.text)), row.source, row.target, row.trigger)
    if answer is None:
        far = "there is no word in the spans, or they lie over 250 word pieces apart: cut the text"
        return Classified(id=row.id, problem=far)
    kind = answer.event_type if always else answer.type
    told = kind != "none"
    return Classified(
        id=row.id,
        type=kind,
        quad=ontology.quad(kind) if told else None,
        modality=answer.modality if told and row.source else None,
        probability=round(answer.types[kind], 4),
        probabilities={name: round(chance, 4) for name, chance in answer.types.items()},
    )


def _fault(row: PairRow) -> str | None:
    """Return what is wrong with a row's spans; None where nothing is."""
    for name, span in (("source", row.source), ("target", row.target), ("trigger", row.trigger)):
        if span is not None and not 0 <= span[0] < span[1] <= len(row.text):
            return f"{name} {list(span)} does not lie in the text of {len(row.text)} code points: give [start, end)"
    if not any(char.isalnum() for char in row.text):
        return "the text has no word"
    if row.source is not None and row.source == row.target:
        return "source and target are the same words: give two"
    if row.source is None and row.target is not None:
        return "a target without a source: give both, or neither"
    if row.source is None and row.trigger is not None:
        return "a trigger without a source: name who acts too"
    return None
