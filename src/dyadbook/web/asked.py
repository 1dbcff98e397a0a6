"""Return what an address asks for: the filter, and where a list goes on."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from dyadbook import questions
from dyadbook.answers import Undated
from dyadbook.days import WANTED, first_and_last
from dyadbook.errors import UsageError
from dyadbook.pages import Synthetic
from dyadbook.web.http import Query, Request

_LONGEST = 200  # characters of a value
_FARTHEST = 1_000_000  # rows that a cursor can be past


@dataclass(frozen=True)
class Asked:
    """The filter of an address, as given; `synthetic` is what is shown, asked or not.

    `undated` is where a count over time has news without a date.
    """

    given: dict[str, str]
    synthetic: Synthetic
    undated: Undated = "apart"
    skip: int = 0

    @property
    def narrowed(self) -> dict[str, Any]:
        """Return the filter as the questions take it."""
        return {**self.given, "synthetic": self.synthetic}

    @property
    def address(self) -> dict[str, str]:
        """Return the filter as an address that shows the same to whoever opens it later."""
        more = {"synthetic": self.synthetic, "undated": self.undated}
        return self.given | {name: value for name, value in more.items() if value != "apart"}


def asked(
    request: Request,
    since: Annotated[
        str | None, Query(description="First day: 2025-02-07, 2025-02, 2025.", max_length=_LONGEST)
    ] = None,
    until: Annotated[str | None, Query(description="Last day, given so too.", max_length=_LONGEST)] = None,
    type: Annotated[str | None, Query(description="PLOVER type, or aspect of standings.", max_length=_LONGEST)] = None,
    said_by: Annotated[
        str | None, Query(description="Who says so: a person, a country, a body.", max_length=_LONGEST)
    ] = None,
    issue: Annotated[str | None, Query(description="Id or name of an issue.", max_length=_LONGEST)] = None,
    imported: Annotated[
        Literal["", "with", "apart", "only"],
        Query(description="Events that others alone coded: with the rest, apart (left out), or only these."),
    ] = "",
    undated: Annotated[
        Undated,
        Query(description="News without a date in counts over time: apart, or where it was first published."),
    ] = "apart",
    synthetic: Annotated[
        str | None, Query(description="Example texts: apart, only, with. Unasked: only where there is nothing else.")
    ] = None,
    cursor: Annotated[str | None, Query(description="Where to go on: `next` of the reply before.")] = None,
) -> Asked:
    """Return what an address asks for. Raises: UsageError where a value is none that it can be."""
    values = {
        "since": _day(since, "since"), "until": _day(until, "until", last=True), "type": _text(type),
        "said_by": _text(said_by), "issue": _text(issue), "imported": imported if imported != "with" else None,
    }  # fmt: skip
    chosen: Any = synthetic or request.app.state.library.synthetic()
    questions.check_choice(chosen, Synthetic, "synthetic")
    return Asked({name: value for name, value in values.items() if value}, chosen, undated, place_of(cursor))


def cursor_of(skip: int) -> str:
    """Return the cursor of a place in a list."""
    return base64.urlsafe_b64encode(f"after {skip}".encode()).decode().rstrip("=")


def place_of(cursor: str | None) -> int:
    """Return the place that a cursor stands for. Raises: UsageError where it stands for none."""
    if not cursor:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split(" ")
        if word == "after" and number.isdecimal() and int(number) <= _FARTHEST:
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise UsageError("this cursor leads nowhere: take the one that the reply before gave as `next`.")


def _text(value: str | None) -> str | None:
    """Return a value; None where the form left it empty."""
    if value and any(character < " " or "\ud800" <= character <= "\udfff" for character in value):
        raise UsageError("a value of the filter holds a character that is no text.")
    return value.strip() or None if value else None


def _day(value: str | None, name: str, *, last: bool = False) -> str | None:
    """Return a day; of a month or a year that is given the first, or the `last`."""
    if not (text := _text(value)):
        return None
    try:
        day = first_and_last(text)[last]
    except ValueError as error:
        raise UsageError(f"{name} {text!r} is no date: {WANTED}.") from error
    if not date.min < day < date.max:
        raise UsageError(f"{name} {text!r} is beyond what can be asked.")
    return day.isoformat()
