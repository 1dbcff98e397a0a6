"""Return what one attribution is: words with the words that attribute them, by their places in the text."""

from __future__ import annotations

from dataclasses import dataclass

from dyadbook.records import Form
from dyadbook.steps.language.units import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words with the words that attribute them. `follows`: index of the one whose source holds here too."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    unit: Span
    audience: Span | None = None
    follows: int | None = None
    negated: bool = False


def trim_comma(text: str, start: int, end: int) -> int:
    """Return the end without a comma that belongs to the sentence around a quotation."""
    return end - 1 if end > start and text[end - 1] == "," else end
