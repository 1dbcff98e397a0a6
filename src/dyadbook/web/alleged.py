"""Return events with who alleges them, where they tell of a natural person's wrongdoing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from dyadbook.answers import Pending
from dyadbook.pages import Entry
from dyadbook.world import countries, groups, organizations

_WRONGS = ("material conflict", "verbal conflict")


def with_tellers(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return events as pages show them: where a person does wrong and nobody is said to say so, the outlets do.

    Where the articles name no outlet, they themselves do.

    A reading can be wrong, so no outlet is said to say it in so many words.
    """
    return tuple(map(with_teller, entries))


def with_teller(entry: Entry) -> Entry:
    """Return an event as pages show it."""
    if entry.quad not in _WRONGS or entry.said_by or not any(map(_is_person, entry.source)):
        return entry
    outlets = entry.outlets or ("the article itself",)
    return msgspec.structs.replace(entry, said_by=tuple(f"{outlet}, as read here" for outlet in outlets))


def with_plan_tellers(found: Pending) -> Pending:
    """Return plans as pages show them."""
    plans = (msgspec.structs.replace(one, event=with_teller(one.event)) for one in found.plans)
    return msgspec.structs.replace(found, plans=tuple(plans))


def _is_person(name: str) -> bool:
    """Return whether a name may be a natural person's: no table has it as a country, an organization or a group."""
    return name not in _no_persons()


@cache
def _no_persons() -> frozenset[str]:
    return frozenset(one.name for table in (countries(), organizations(), groups()) for one in table.values())
