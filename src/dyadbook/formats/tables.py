"""Export readings as flat tables, CSV or Parquet, with a codebook of their columns.

Level 5. A column's meaning comes from the record's own description, so a table and its codebook cannot drift from
the records. Rows are written as readings come; a table never has to fit in memory. Files appear under their names
only when they are whole.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Protocol

import msgspec

from dyadbook.errors import UsageError
from dyadbook.formats.columns import Column, Table
from dyadbook.formats.exchange import Losses, names_file
from dyadbook.formats.table_columns import BOOK_EVENT, TABLES
from dyadbook.phrases import writable
from dyadbook.records import Reading
from dyadbook.schemas import ParquetSink, describe_field, type_info

Format = Literal["csv", "parquet"]
CODEBOOK = "codebook.csv"
_CODEBOOK_HEAD = ("table", "column", "type", "values", "meaning")
_NOT_MERGED: Mapping[str, str] = MappingProxyType({})
_TYPES = {"string": "text", "int": "integer", "float": "number", "bool": "0 or 1", "date": "date"}


def export(
    readings: Iterable[Reading],
    out: Path | str,
    *,
    format: Format = "csv",
    tables: Iterable[str] | None = None,
    merged: Mapping[str, str] = _NOT_MERGED,
    losses: Losses | None = None,
) -> tuple[Path, ...]:
    """Return the paths of the tables written from the readings, the codebook last but for the report of losses.

    `out` is a folder, made where it is missing; or a file such as `events.csv` that takes the one table whose name
    it bears or that `tables` names. `tables` names some of the tables; None: all. `merged` gives the event of a book by
    the ids of the events of its readings. `losses` is the report of what is not among the readings.
    Raises: UsageError when the format or a table is unknown, or a file is to take more than one table.
    """
    targets = _targets(Path(out), format, tables)
    folder = next(iter(targets.values())).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(readings, targets, format, merged)
    except OSError as error:
        raise UsageError(
            f"{error.filename or folder} cannot be written: {error.strerror}. Choose another folder."
        ) from error
    beside = folder / CODEBOOK
    _write_codebook(beside, list(targets))
    lost = losses.write(folder) if losses else None
    return (*targets.values(), beside, *([lost] if lost else []))


def table_names() -> tuple[str, ...]:
    """Return the names of the tables that `export` writes."""
    return tuple(TABLES)


def codebook() -> Iterator[tuple[str, str, str, str, str]]:
    """Return the codebook: (table, column, type, unit or values, meaning) for each column of each table."""
    for name, table in TABLES.items():
        for column in table.columns:
            yield name, column.name, _TYPES[column.kind], _values(column), _meaning(column)


def rows(reading: Reading, table: str, merged: Mapping[str, str] = _NOT_MERGED) -> Iterator[dict[str, Any]]:
    """Return the rows of one table that a reading gives; `merged` as in `export`."""
    chosen = TABLES[table]
    for item in chosen.items(reading):
        row = {column.name: column.value(reading, item) for column in chosen.columns}
        if BOOK_EVENT in row:
            row[BOOK_EVENT] = merged.get(row["event"])
        yield row


def _targets(out: Path, format: Format, tables: Iterable[str] | None) -> dict[str, Path]:
    """Return the file of each table asked for."""
    if format not in ("csv", "parquet"):
        raise UsageError(f"no export format {format!r}: choose csv or parquet.")
    asked = None if tables is None else list(dict.fromkeys(tables))
    for name in asked or ():
        if name not in TABLES:
            raise UsageError(f"no table {name!r}: choose from {', '.join(TABLES)}.")
    if names_file(out) and out.suffix.lower() not in (".csv", ".parquet"):
        raise UsageError(
            f"{out} ends in {out.suffix}: name a folder, or a file that ends in .csv or .parquet; "
            "the formats of the field (--format graphml, bibtex, gdelt, ...) take a folder."
        )
    if out.suffix.lower() not in (".csv", ".parquet") or out.is_dir():
        return {name: out / f"{name}.{format}" for name in asked or TABLES}
    if out.suffix.lower() != f".{format}":
        raise UsageError(
            f"{out} does not end in .{format}, the format asked for: rename the file or change the format."
        )
    if asked is None:
        asked = [out.stem]
    if len(asked) != 1 or asked[0] not in TABLES:
        raise UsageError(f"{out} can take one table: name it after one of {', '.join(TABLES)}, or give a folder.")
    return {asked[0]: out}


def _write_all(
    readings: Iterable[Reading], targets: dict[str, Path], format: Format, merged: Mapping[str, str]
) -> None:
    """Write each table beside its name and give it the name once all are whole."""
    parts = {name: path.with_name(f"{path.name}.part") for name, path in targets.items()}
    try:
        with ExitStack() as stack:
            sinks: dict[str, _Sink] = {}
            for name, part in parts.items():
                sinks[name] = _open(TABLES[name], part, format)
                stack.callback(sinks[name].close)
            for reading in readings:
                for name, sink in sinks.items():
                    for row in rows(reading, name, merged):
                        sink.write({key: _storable(value) for key, value in row.items()})
        for name, path in targets.items():
            os.replace(parts[name], path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _storable(value: Any) -> Any:
    """Return a value that UTF-8 can carry: a lone surrogate as its escape, all else as it is."""
    return writable(value) if isinstance(value, str) else value


class _Sink(Protocol):
    """What rows are written to."""

    def write(self, row: dict[str, Any]) -> None:
        """Add one row."""

    def close(self) -> None:
        """Finish the file."""


class _CsvSink:
    """Writes rows as CSV: UTF-8, a comma, text quoted where it must be, nothing where a value is null."""

    def __init__(self, path: Path, names: Iterable[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(names)

    def write(self, row: dict[str, Any]) -> None:
        """Add one row; truth values as 1 and 0, dates as 2025-02-07."""
        self._writer.writerow([_csv_value(value) for value in row.values()])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def _csv_value(value: Any) -> Any:
    """Return a value as CSV has it."""
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _open(table: Table, path: Path, format: Format) -> _Sink:
    """Return the sink of one table."""
    if format == "csv":
        return _CsvSink(path, [column.name for column in table.columns])
    return ParquetSink(path, [(column.name, column.kind, _meaning(column)) for column in table.columns])


def _write_codebook(path: Path, names: list[str]) -> None:
    """Write the codebook of the tables that were written."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_CODEBOOK_HEAD)
        writer.writerows(row for row in codebook() if row[0] in names)


def _meaning(column: Column) -> str:
    """Return what a column holds: the words of the record's field, after what the table adds to them."""
    described = None if column.field is None else describe_field(column.record, column.field)
    return ": ".join(part for part in (column.note, described) if part)


def _values(column: Column) -> str:
    """Return the unit of a column, or the values that it can take."""
    if column.unit:
        return column.unit
    if column.field is not None:
        return ", ".join(_literals(_field_type(column)))
    return ""


def _field_type(column: Column) -> msgspec.inspect.Type:
    """Return the type of the field that a column shows."""
    return next(field.type for field in type_info(column.record).fields if field.name == column.field)


def _literals(info: msgspec.inspect.Type) -> list[str]:
    """Return the fixed words that a type allows; none where any text may stand."""
    match info:
        case msgspec.inspect.Metadata(type=inner):
            return _literals(inner)
        case msgspec.inspect.UnionType(types=types):
            return [word for kind in types for word in _literals(kind)]
        case msgspec.inspect.LiteralType(values=values):
            return [str(value) for value in values]
    return []
