"""Return the rows of the world's tables: CSV files beside this module, and a user's own rows, which come before them.

Source and licence stand in `#` lines at the head of each table. The tables are written by tools/build_world.py;
docs/world.md names each one's columns and sources. A user's rows lie in a folder, in files of the same names and
columns (the overlay): a row of the same key replaces ours, and whoever holds an office by them holds it in that time.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dyadbook.errors import UsageError
from dyadbook.settings import data_dir

DATA = Path(__file__).parent / "data"
VARIABLE = "DYADBOOK_WORLD_DIR"
TRUE_UNTIL = date(2026, 2, 1)
"""The day after the last one for which the tables are meant to be true: by them nothing is answered from there on."""
KEYS = {
    "countries.csv": (0,), "country_terms.csv": (0,), "persons.csv": (0,), "offices.csv": (), "aliases.csv": (0, 1),
    "organizations.csv": (0,), "groups.csv": (0,), "titles.csv": (0,), "agents.csv": (0,), "regions.csv": (0,),
    "compounds.csv": (0,), "outlets.csv": (0,),
}  # fmt: skip
"""The columns that tell a row of a table from the others; the tables that a user may add to."""
SEATS = frozenset(
    "head_of_state head_of_government leader head foreign_minister defence_minister crown_prince organization_head"
    " national_security_adviser foreign_policy_chief military_chief un_ambassador chief_cabinet_secretary"
    " chief_of_staff opposition_leader group_leader party_leader regional_head trade_representative"
    " central_bank".split()
)
"""Roles, beside `minister:...`, that one person holds at a time."""
COLLEGES = frozenset({"AND", "BIH", "CHE", "SMR"})
"""Countries whose head is several persons at a time."""
_chosen: list[Path | None] = []


# ---- where a user's rows lie


def _default_overlay() -> Path:
    """Return the folder of a user's own rows, which need not exist: DYADBOOK_WORLD_DIR, else in their data."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else data_dir() / "world"


def overlay_folder() -> Path | None:
    """Return the folder of own rows in use, which need not exist; None where they were switched off."""
    return _chosen[0] if _chosen else _default_overlay()


def use_overlay(folder: str | os.PathLike[str] | None) -> None:
    """Read a user's own rows from this folder from now on; None: read none."""
    _chosen[:] = [None if folder is None else Path(folder)]
    forget()


def forget() -> None:
    """Clear what was made of the tables, so that rows added since are read."""
    for name, module in list(sys.modules.items()):
        if name.startswith("dyadbook."):
            for kept in list(vars(module).values()):
                if callable(clear := getattr(kept, "cache_clear", None)):
                    clear()


# ---- rows


def rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a table and a user's own, without `#` lines and header.

    Raises: UsageError where a file of the user's cannot be read as that table.
    """
    return (row for row, _ in marked_rows(name))


def marked_rows(name: str) -> Iterator[tuple[list[str], bool]]:
    """Return the rows, each with whether it is the user's own. Raises: as `rows` does."""
    folder = overlay_folder()
    own = []
    if folder is not None and name in KEYS:
        for line, row, fault in own_rows(folder / name):
            if fault:
                raise UsageError(f"{folder / name}, line {line}: {fault} (`dyadbook world check` names every fault).")
            own.append(row)
    ours = our_rows(name)
    if own:
        ours = _beside_offices(ours, own) if name == "offices.csv" else _beside(ours, own, KEYS[name])
    yield from ((row, False) for row in ours)
    yield from ((row, True) for row in own)


def own_rows(path: Path) -> Iterator[tuple[int, list[str], str | None]]:
    """Return the rows of a user's file in the columns of ours, with their lines, and why one cannot be read."""
    if not path.is_file():
        return
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield 1, [], f"the file cannot be read ({error}): save it as UTF-8 text"
        return
    columns = header(path.name)
    given: list[str] = []
    for at, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = next(csv.reader([line]))
        if not given:
            given = row
            if sorted(given) != sorted(columns):
                yield at, [], f"the first line is not {','.join(columns)}: write it so"
                return
        elif len(row) != len(columns):
            yield at, row, f"{len(row)} fields, not {len(columns)}: write {','.join(columns)}"
        else:
            named = dict(zip(given, row, strict=True))
            faults = (field_fault(path.name, column, named[column]) for column in columns)
            yield at, [named[column] for column in columns], next(filter(None, faults), None)


def field_fault(name: str, column: str, value: str) -> str | None:
    """Return why a field cannot be read, and what to write; None where it can."""
    if not value.isprintable() or value != value.strip():
        return f"{column} is {value!r}: write it without line breaks, odd signs, and blanks at its ends"
    try:
        if column in {"since", "until"} and value and date.fromisoformat(value).isoformat() != value:
            raise ValueError(value)
        limit = {"lat": 90, "lon": 180}.get(column)
        if limit and (value or name == "regions.csv") and not abs(float(value)) <= limit:
            raise ValueError(value)
    except ValueError:
        return f"{column} is {value!r}: write {'degrees' if column[0] == 'l' else 'a day as in 2026-03-01'}"
    return None


def header(name: str) -> list[str]:
    """Return the names of the columns of a table."""
    return next(csv.reader(lines_of(name)))


def our_rows(name: str) -> Iterator[list[str]]:
    """Return the rows of a table of ours, without `#` lines and header."""
    reader = csv.reader(lines_of(name))
    next(reader)
    return reader


def lines_of(name: str) -> Iterator[str]:
    """Return the lines of a table of ours, the header first, without `#` lines."""
    path = DATA / name
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))


def _beside(ours: Iterator[list[str]], own: list[list[str]], key: tuple[int, ...]) -> Iterator[list[str]]:
    """Return our rows whose key is none of the user's."""
    taken = {tuple(row[at] for at in key) for row in own}
    return (row for row in ours if tuple(row[at] for at in key) not in taken)


def is_seat(country: str, role: str) -> bool:
    """Return whether one person at a time holds that role there."""
    if role.startswith("head") and country in COLLEGES:
        return False
    return role in SEATS or role.startswith("minister:")


def _beside_offices(ours: Iterator[list[str]], own: list[list[str]]) -> Iterator[list[str]]:
    """Return what is left of our offices in the times in which, by the user's rows, nobody else holds the seat."""
    told: dict[tuple[str, str], list[list[str]]] = {}
    for row in own:
        told.setdefault((row[1], row[2]), []).append(row)
    for row in ours:
        against = [one for one in told.get((row[1], row[2]), ()) if one[0] == row[0] or is_seat(row[1], row[2])]
        left = [(row[4], row[5])]
        for one in against:
            left = [part for since, until in left for part in _outside(since, until, one[4], one[5])]
        yield from ([*row[:4], since, until, *row[6:]] for since, until in left)


def _outside(since: str, until: str, begin: str, end: str) -> list[tuple[str, str]]:
    """Return the parts of a time (ISO days, an empty end is open) before and after another."""
    last, late = until or "9999", end or "9999"
    if late <= since or last <= begin:
        return [(since, until)]
    return [(since, begin)] * (since < begin) + [(late, until)] * (late < last)


def words(name: str) -> frozenset[str]:
    """Return the lines of a word list."""
    text = (DATA / name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


# ---- fields


def day(text: str) -> date | None:
    """Return the date written as YYYY-MM-DD; None where the field is empty."""
    return date.fromisoformat(text) if text else None


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a field that lists several with `|` between."""
    return tuple(text.split("|")) if text else ()


def holds(since: date | None, until: date | None, on: date, own: bool = False) -> bool:
    """Return whether a row with these dates (`until` exclusive, None: open) holds on a day.

    Our rows hold on days that the tables cover, a user's own on later ones too.
    """
    return (own or on < TRUE_UNTIL) and (since is None or since <= on) and (until is None or on < until)
