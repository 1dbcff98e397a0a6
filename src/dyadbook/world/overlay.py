"""Return a user's own rows in the world's tables, and add or remove one: a new minister, a word for a country.

The rows lie in CSV files of the tables' names and columns, in the folder that `tables.overlay_folder` names. A table is
called here by what its rows are: office, person, alias, term, organization, group, agent, title, region, compound,
country, outlet.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dyadbook.errors import UsageError

from .check import Known, clash_of, row_faults
from .countries import countries, country_of
from .folding import fold
from .tables import VARIABLE, forget, header, our_rows, overlay_folder, own_rows

TABLES = {
    "office": "offices.csv", "person": "persons.csv", "alias": "aliases.csv", "term": "country_terms.csv",
    "organization": "organizations.csv", "group": "groups.csv", "agent": "agents.csv", "title": "titles.csv",
    "region": "regions.csv", "compound": "compounds.csv", "country": "countries.csv",
    "outlet": "outlets.csv",
}  # fmt: skip
FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "HKG", "MAC", "SGP", "VNM"})
"""Countries where the family name comes first; elsewhere the last word is the surname where none is given."""


class OwnRow(msgspec.Struct, frozen=True, gc=False):
    """A row of the user's: its table ("office"), file and line, and what it says."""

    table: str
    path: Path
    line: int
    fields: Mapping[str, str]


def rows_added(table: str | None = None) -> tuple[OwnRow, ...]:
    """Return the user's own rows, of all tables or of one.

    Raises: UsageError where there is no such table, or a file cannot be read.
    """
    folder = overlay_folder()
    found = []
    for name, file in TABLES.items() if table is None else [(table, _file(table))]:
        for line, row, fault in own_rows(folder / file) if folder else ():
            if fault:
                raise UsageError(f"{_folder() / file}, line {line}: {fault}.")
            found.append(OwnRow(name, _folder() / file, line, dict(zip(header(file), row, strict=True))))
    return tuple(found)


def add(table: str, **fields: str) -> Path:
    """Return the file to which a row was added, after all its fields were checked.

    An office may name its person as news does; a person whom no table knows gets a row too (`surname` says what the
    surname is, where it is not the last word). What is not given stays empty, but for an office's precision (day) and
    source (user), and a term's case (any; exact for an abbreviation).
    Raises: UsageError that says what is wrong and what to do; then nothing was written.
    """
    file, folder = _file(table), _folder()
    if table != "country":  # whose code is new
        fields = _coded(fields)
    surname = fields.pop("surname", None) if table == "office" else None
    person: dict[str, str] | None = None
    name = fields.get("person", "")
    if table in {"office", "alias"} and name and not name.startswith("person/"):
        country = fields.get("country", "")
        known = _persons_named(name, "" if "/" in country else country)
        if not known and table == "office":
            person = _new_person(name, surname, "" if "/" in country else country)
        elif len(known) != 1:
            raise UsageError(f"{name} {_whom(known)}.")
        fields["person"] = person["person"] if person else known[0]
    row = _row(table, fields)
    new = [("person", person)] if person else []
    for name, one in [*new, (table, row)]:
        _check(name, one, person)
    for name, one in [*new, (table, row)]:
        path = folder / TABLES[name]
        lines = _lines(path, TABLES[name])
        _write(path, [*lines, _line(one, lines)])
    forget()
    return folder / file


def remove(table: str, **fields: str) -> OwnRow:
    """Return the one row of the user's that has these fields, removed; ours cannot be.

    The row of a person whom nothing names any more goes with the office.
    Raises: UsageError where none or several have them.
    """
    rows = rows_added(table)
    unknown = set(fields) - set(header(_file(table)))
    if unknown:
        raise UsageError(f"{table} has no {', '.join(sorted(unknown))}: it has {', '.join(header(_file(table)))}.")
    if "person" in fields and not fields["person"].startswith("person/"):
        named = _persons_named(fields["person"], "")
        rows = tuple(row for row in rows if row.fields["person"] in named)
        fields = {column: value for column, value in fields.items() if column != "person"}
    rows = tuple(row for row in rows if all(row.fields[column] == value for column, value in fields.items()))
    if len(rows) != 1:
        if not rows:
            raise UsageError(f"none of your rows of {table} is so: `dyadbook world list {table}` shows them.")
        told = "; ".join(",".join(row.fields.values()) for row in rows)
        raise UsageError(f"{len(rows)} of your rows of {table} are so ({told}): say which one, by more of its fields.")
    _cut(rows[0])
    if table == "office":
        _remove_orphan(rows[0].fields["person"])
    forget()
    return rows[0]


# ---- persons


def _persons_named(name: str, country: str) -> list[str]:
    """Return the ids of the persons with that full name or alias, in that country where one is given.

    Raises: UsageError where only persons of other countries have it: who is meant cannot be told.
    """
    key = fold(name.strip())
    rows = [*our_rows("persons.csv"), *(list(row.fields.values()) for row in rows_added("person"))]
    aliases = [*our_rows("aliases.csv"), *(list(row.fields.values()) for row in rows_added("alias"))]
    homes = {row[0]: row[4] for row in rows}
    found = list(dict.fromkeys(row[0] for row in (*rows, *aliases) if fold(row[1]) == key))
    here = [id for id in found if country in {"", homes.get(id, "")} or not homes.get(id)]
    if found and not here:
        raise UsageError(f"{name} {_whom(found)}; for somebody else of that name add a person first.")
    return here


def _whom(ids: list[str]) -> str:
    return f"may be {', '.join(ids)}: give the id" if ids else "is in no table: add that person first"


def _new_person(name: str, surname: str | None, country: str) -> dict[str, str]:
    """Return the row of a person whom no table knows; its id is made of the name, as ours are."""
    words = name.split()
    if surname is None:
        surname = words[0] if country in FAMILY_FIRST and words else " ".join(words[-1:])
    given = " ".join(name.replace(surname, "", 1).split())
    taken = Known.of(overlay_folder()).persons
    base = "person/" + "-".join(
        "".join(char if char.isalnum() else " " for char in fold(name).replace("'", "")).split()
    )
    tails = ("", f"-{country.lower()}", *(f"-{number}" for number in range(2, 100)))
    id = next(base + tail for tail in tails if base + tail not in taken)
    fields = {"person": id, "name": " ".join(words), "surname": surname, "given": given, "country": country}
    return _row("person", fields)


def _remove_orphan(person: str) -> None:
    """Remove the user's row of a person whom no office and no alias of the user's names."""
    if any(person == row.fields["person"] for table in ("office", "alias") for row in rows_added(table)):
        return
    if any(person == row[0] for row in our_rows("persons.csv")):
        return
    for row in rows_added("person"):
        if row.fields["person"] == person:
            _cut(row)


# ---- rows and files


def _file(table: str) -> str:
    if table not in TABLES:
        raise UsageError(f"there is no table {table}: choose of {', '.join(TABLES)}.")
    return TABLES[table]


def _folder() -> Path:
    folder = overlay_folder()
    if folder is None:
        raise UsageError("own rows are switched off: name a folder for them with use_overlay.")
    return folder


def _row(table: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return a row in the columns of its table. Raises: UsageError where it has no such column."""
    columns = header(TABLES[table])
    if unknown := set(fields) - set(columns):
        raise UsageError(f"{table} has no {', '.join(sorted(unknown))}: it has {', '.join(columns)}.")
    usual = {"office": {"precision": "day", "source": "user"}, "term": {"case": _case(fields.get("term", ""))}}
    return {column: fields.get(column) or usual.get(table, {}).get(column, "") for column in columns}


def _coded(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields with the code of a country that is given by its name."""
    named = {column: fields[column] for column in ("country", "code") if fields.get(column)}
    codes = {column: country_of(words) for column, words in named.items() if words not in countries()}
    return {**fields, **{column: code for column, code in codes.items() if code}}


def _case(term: str) -> str:
    return "exact" if term.isupper() and len(term) <= 5 else "any"


def _check(table: str, row: Mapping[str, str], person: Mapping[str, str] | None) -> None:
    """Raise UsageError where a row has a fault, or cannot stand beside those that are there."""
    known = Known.of(overlay_folder())
    if person:
        known = Known(known.countries, known.bodies, known.persons | {person["person"]})
    faults = list(row_faults(TABLES[table], row, known))
    clashes = (clash_of(TABLES[table], other.fields, row) for other in rows_added(table)) if not faults else ()
    faults += [f"{clash}, or remove it" for clash in clashes if clash]
    if faults:
        told = "; ".join(faults)
        raise UsageError(f"no {table} was added: {told}" + ("" if told.endswith("?") else "."))


def _line(row: Mapping[str, str], lines: list[str]) -> str:
    """Return a row as a line, in the order of the columns of its file."""
    columns = next(csv.reader(line for line in lines if line.strip() and not line.startswith("#")), list(row))
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(row[column] for column in columns)
    return buffer.getvalue()


def _lines(path: Path, file: str) -> list[str]:
    """Return the lines of a file as they are; of a new one its head."""
    if path.is_file():
        return path.read_text(encoding="utf-8-sig").rstrip("\n").split("\n")
    return ["# Rows of your own: they come before those of Dyadbook. until is exclusive.", ",".join(header(file))]


def _cut(row: OwnRow) -> None:
    lines = _lines(row.path, row.path.name)
    _write(row.path, [*lines[: row.line - 1], *lines[row.line :]])


def _write(path: Path, lines: list[str]) -> None:
    """Write a file as a whole or not at all. Raises: UsageError where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            beside.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error}): name another folder in {VARIABLE}.") from error
