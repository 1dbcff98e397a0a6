"""Return how likely a statement is right: its words were said, and by whom it is told to have said them.

`signs` names what speaks for and against it: cue, form, block, length, and as what the speaker is known.
data/doubts.csv says how much, by weights that training/doubts.py fits to labelled statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from dyadbook.records import Statement
from dyadbook.steps import odds
from dyadbook.steps.language.cues import cues
from dyadbook.steps.odds import Weights, weights
from dyadbook.steps.table import up_to

LEAST = 0.35
"""The chance from which a statement is told: about half of the F1 of all, where one more wins what it loses."""
LENGTHS = (1, 3, 6, 11, 29)


def chance(statement: Statement, table: Weights | None = None) -> float:
    """Return the probability that a statement is right."""
    table = weights("doubts.csv") if table is None else table
    return odds.chance(dict.fromkeys(signs(statement), 1.0), table)


def signs(statement: Statement) -> Iterator[str]:
    """Yield what speaks for or against a statement."""
    speaker, content = statement.speaker, statement.content
    words = sum(len(one.text.split()) for one in content)
    yield "any"
    yield statement.form
    yield f"in {statement.block}"
    yield f"cue {_cue(statement)}"
    yield f"words {up_to(words, *LENGTHS)}"
    yield f"first {content[0].text.split()[0].lower()}"
    if statement.said_by is not None:
        yield "told by another"
    if statement.cue is not None and statement.cue.text.lower().endswith("ing"):
        yield "participle"
    if speaker is None:
        yield "nobody"
        return
    yield f"{speaker.kind}, {speaker.basis}"
    yield f"{speaker.kind}, {speaker.sector}"
    yield f"{speaker.kind}, {'of a country' if speaker.country else 'of none'}"
    yield f"sure {speaker.score:.1f}"


def _cue(statement: Statement) -> str:
    """Return the base form of a cue, with dots where other words belong to it."""
    if statement.cue is None:
        return "none"
    words = statement.cue.text.lower()
    if words in cues():
        return cues()[words].base
    known = next((cues()[word].base for word in reversed(words.split()) if word in cues()), words.split()[-1])
    return f"... {known}"
