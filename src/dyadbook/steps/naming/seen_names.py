"""Return an article's mentions after the model's names: a person is no country, and people unknown to tables are named.

The tables know the known names. The model, which reads the words around, decides where a country's name is a person's
("Michael Jordan"), and finds persons that stand in no table; of these it knows no more than the name.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dyadbook.models import Named
from dyadbook.records import Actor

SURE = 0.9
"""The probability from which the model's person outweighs a table's country."""
TRIMMED = 0.8
"""The probability from which a name is the model's alone, where other words in capitals stand before it."""
NEW = 0.6
"""The probability from which a person whom no table knows is a mention."""


def with_names(text: str, mentions: Sequence[Actor], names: Sequence[Named]) -> tuple[Actor, ...]:
    """Return the mentions in order: without countries that are parts of persons' names, with unknown persons added."""
    persons = [name for name in names if name.kind == "person"]
    kept = _trimmed(text, [one for one in mentions if not _is_in_a_person(one, persons)], persons)
    taken = [(one.start or 0, one.end or 0) for one in kept if one.basis != "pronoun"]
    new = [
        Actor(
            name=text[name.start : name.end], kind="person", start=name.start, end=name.end,
            text=text[name.start : name.end], basis="model", score=round(name.score, 2),
        )
        for name in persons
        if name.score >= NEW
        and " " in text[name.start : name.end]
        and not any(start < name.end and name.start < end for start, end in taken)
    ]  # fmt: skip
    return tuple(sorted([*kept, *new], key=lambda one: (one.start or 0, one.end or 0)))


def _trimmed(text: str, mentions: Sequence[Actor], persons: Sequence[Named]) -> list[Actor]:
    """Return mentions in which unknown persons have the names that the model sees, without the words before them."""
    ends = {name.end: name for name in persons if name.score >= TRIMMED and " " in text[name.start : name.end]}
    made, names = [], {}
    for one in mentions:
        start, name = one.start or 0, ends.get(one.end or 0)
        open_to = one.kind == "person" and one.id is None and one.basis == "name" and one.name == one.text
        if open_to and name is not None and start < name.start:
            names[one.name] = text[name.start : name.end]
            one = msgspec.structs.replace(one, start=name.start, text=text[name.start : name.end])
        made.append(one)
    return [msgspec.structs.replace(one, name=names.get(one.name, one.name)) for one in made]


def _is_in_a_person(one: Actor, persons: Sequence[Named]) -> bool:
    """Return whether a country's mention is a part, and not the whole, of what the model is sure is a person's name."""
    start, end = one.start or 0, one.end or 0
    return one.kind == "country" and any(
        name.score >= SURE and name.start <= start and end <= name.end and name.end - name.start > end - start
        for name in persons
    )
