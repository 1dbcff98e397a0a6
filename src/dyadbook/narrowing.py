"""Return what a question's words mean: days, parties, countries, and the filter that narrows it down.

Level 5. What is not known raises UsageError; so does a day that is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, get_args

from dyadbook.answers import Filter, Imported
from dyadbook.book.fields import not_known
from dyadbook.days import WANTED, first_and_last
from dyadbook.errors import UsageError
from dyadbook.lookup.party import party_id
from dyadbook.ontology import STANDING_ASPECTS, event_types, issues
from dyadbook.pages import Synthetic
from dyadbook.world import countries

Day = date | str | None


class Narrowing(TypedDict, total=False):
    """What narrows a question down, as `filter_of` takes it."""

    since: Day
    until: Day
    type: str | None
    said_by: str | None
    issue: str | None
    threshold: float
    synthetic: Synthetic | None
    imported: Imported


class Choosing(Narrowing, total=False):
    """What chooses readings of a book, as `chosen` takes it."""

    dyad: tuple[str, str] | None
    country: str | Sequence[str]


def filter_of(
    *,
    since: Day = None,
    until: Day = None,
    type: str | None = None,
    said_by: str | None = None,
    issue: str | None = None,
    threshold: float = 0,
    synthetic: Synthetic | None = None,
    imported: Imported = "with",
) -> Filter:
    """Return what narrows a question down: days, a type, who says so, an issue, the least confidence.

    The type is a PLOVER type or an aspect of standings. `imported`: events that others alone coded with the rest, left
    out (`apart`), or alone (`only`).
    """
    if not 0 <= threshold <= 1:
        raise UsageError(f"the threshold {threshold:g} is no confidence: give one from 0 to 1, as in 0.5.")
    check_choice(synthetic, Synthetic, "synthetic")
    check_choice(imported, Imported, "imported")
    first, last = day_of(since, "since"), day_of(until, "until", last=True)
    if first and last and last < first:
        raise UsageError(f"until {last} is before since {first}: no day lies between.")
    return Filter(
        since=first,
        until=last,
        type=_one_of(type, {name.lower(): name for name in (*event_types(), *STANDING_ASPECTS)}, "type"),
        said_by=speaker_of(said_by),
        issue=_one_of(issue, {key: one.id for one in issues().values() for key in (one.id, one.name.lower())}, "issue"),
        threshold=threshold,
        synthetic=synthetic or "apart",
        imported=imported,
    )


def check_choice(given: str | None, choices: Any, name: str) -> None:
    """Refuse a word that is none of a Literal's. Raises: UsageError that names them."""
    if given is not None and given not in (known := get_args(choices)):
        raise UsageError(f"{name} is {', '.join(known[:-1])} or {known[-1]}, and not {given!r}.")


def two_parties(a: str, b: str) -> tuple[str, str]:
    """Return the two parties of a dyad. Raises: UsageError where both are one, or one is not known."""
    first, second = party_id(a), party_id(b)
    if first == second:
        raise UsageError(f"a dyad has two parties, and both are {first}: name two, as in USA PRK.")
    return first, second


def country_of(words: str) -> str:
    """Return the code of the country that the words name. Raises: UsageError where they name none, or a body."""
    if (code := party_id(words)) not in countries():
        raise UsageError(f"{words!r} is no country: give a code as in USA, or a name.")
    return code


def speaker_of(words: str | None) -> str | None:
    """Return a party's id where the words name one; else the words, by which a person is looked for."""
    if words is None:
        return None
    try:
        return party_id(words)
    except UsageError:
        return words


def day_of(day: Day, name: str, *, last: bool = False) -> date | None:
    """Return a day that is given; of a month or a year the first, or the `last`."""
    try:
        if day is None or isinstance(day, date):
            return day
        return first_and_last(day)[last]
    except (TypeError, ValueError) as error:
        raise UsageError(f"{name} {day!r} is no date: {WANTED}.") from error


def _one_of(given: str | None, known: dict[str, str], what: str) -> str | None:
    """Return a known name whatever its case. Raises: UsageError that names the near ones."""
    if given is None:
        return None
    if (found := known.get(given.strip().lower().replace(" ", "_")) or known.get(given.strip().lower())) is not None:
        return found
    raise not_known(given, known, what)
