"""Return what stands in the cells of files of events: rows, numbers, days, countries, actors.

Level 5. A cell that says in one of the usual ways that it holds nothing is empty.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from math import isfinite
from typing import Any

from dyadbook.errors import SourceError
from dyadbook.records import Actor, When
from dyadbook.sources.tables import filled_rows
from dyadbook.world import countries, groups, organizations
from dyadbook.world.countries import country_of

__all__ = ["Row", "actor", "country", "has_columns", "number", "on_day", "parsed", "table", "value"]

Row = dict[str, str]
_NONE = frozenset({"", "NA", "None", "NULL", "null", "nan", "NaN", "---"})

_BETWEEN = re.compile(r"[;,|]")
_TOLD = 20  # columns of another table that are told


def table(
    file: Iterable[str], columns: Sequence[str], needed: Sequence[str], where: str
) -> Iterator[tuple[int, Row | SourceError]]:
    """Yield (line, row) of a table with a header; case, `_` and `.` make no other name of a column.

    Raises: SourceError where a column is missing that is needed; any other is then empty.
    """
    reader = csv.reader(file, delimiter="\t")
    try:
        found = [_plain(name) for name in next(reader, [])]
    except csv.Error as error:
        raise SourceError("bad_table", f"its first row cannot be read ({error})", where) from error
    if missing := [name for name in needed if _plain(name) not in found]:
        more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
        message = f"it has no column {', '.join(missing)}; there are: {', '.join(found[:_TOLD])}{more}"
        raise SourceError("missing_column", message, where)
    places = {name: found.index(_plain(name)) for name in columns if _plain(name) in found}
    empty = dict.fromkeys(columns, "")
    for cells in filled_rows(reader):
        place = f"{where}:{reader.line_num}"
        if isinstance(cells, csv.Error):
            yield reader.line_num, SourceError("bad_row", f"this row cannot be read ({cells})", place)
        elif len(cells) < len(found):
            message = f"this row has {len(cells)} cells, the header {len(found)}: is it cut off?"
            yield reader.line_num, SourceError("bad_row", message, place)
        else:
            yield reader.line_num, empty | {name: value(cells[at]) for name, at in places.items()}


def has_columns(cells: Sequence[str], needed: Sequence[str]) -> bool:
    """Return whether the cells of a header name all these columns."""
    return {_plain(name) for name in needed} <= {_plain(cell) for cell in cells}


def _plain(name: str) -> str:
    return " ".join(name.replace("\ufeff", "").replace("_", " ").replace(".", " ").strip(" \"'").lower().split())


def value(cell: str) -> str:
    """Return the text of a cell; empty where it says in one of the usual ways that there is none."""
    cell = cell.strip()
    return "" if cell in _NONE else cell


def number(cell: str) -> float | None:
    """Return the number in a cell; None where there is none."""
    try:
        return found if isfinite(found := float(cell)) else None
    except ValueError:
        return None


def parsed(read: Callable[[str], Any], cell: str, what: str, place: str) -> Any:
    """Return what a cell holds, None where it is empty. Raises: SourceError where it holds something else."""
    if not cell:
        return None
    try:
        return read(cell)
    except ValueError as error:
        raise SourceError("bad_row", f"{cell!r} is no {what}: mend the row", place) from error


def on_day(day: date | None) -> When:
    """Return the date of a row that has a day, or none."""
    if day is None:
        return When()
    return When(start=day, end=day + timedelta(days=1), precision="day", basis="imported")


def country(cell: str) -> str | None:
    """Return the country that a cell names, by its code or its name; None where it names none."""
    return cell.upper() if cell.upper() in countries() else country_of(cell) if cell else None


def actor(
    name: str, where: str, sectors: Sequence[str], place: str, *, office: str = "", text: str = ""
) -> Actor | None:
    """Return the actor of a row that names it and its country; None where the row names neither.

    It is the country itself where it bears its name, or no name, and no other sector than the government's.
    Raises: SourceError where the cell names several countries: no format says how they share the rest of the row.
    """
    home = country(where)
    several = [found for part in _BETWEEN.split(where) if (found := country(part.strip()))]
    if home is None and len(several) > 1:
        message = f"{where!r} names several countries ({', '.join(several)}): give each a row of its own"
        raise SourceError("bad_row", message, place)
    if not name and not where:
        return None
    itself = home is not None and (not name or country(name) == home) and not set(sectors) - {"GOV"}
    known = party_of(name)
    return Actor(
        name=name or (countries()[home].name if home else where),
        kind="country" if itself else "organization" if known else "group",
        country=home,
        sector=sectors[0] if sectors else None,
        sectors=tuple(sectors),
        office=office or None,
        id=home if itself else known,
        text=text or None,
        basis="imported",
    )


def party_of(name: str) -> str | None:
    """Return the id of the organization or group that has this very name."""
    return _parties().get(name.casefold())


@cache
def _parties() -> dict[str, str]:
    named = {one.name.casefold(): id for id, one in groups().items()}
    return named | {one.name.casefold(): id for id, one in organizations().items()}
