"""Return schemas and encodings of the records, all derived from the one definition in `records`.

Level 1. JSON goes through msgspec, tables through Arrow. pyarrow takes 0.2 s to import, so it is imported
here alone and only by the functions that need it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dyadbook import records
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    import pyarrow.lib as pa

R = TypeVar("R", bound=records.Record)

_PARQUET_ROWS = 20_000  # rows held before they are written as one row group


def record_types() -> tuple[type[records.Record], ...]:
    """Return every record type of `records`, in the order of its definition."""
    return tuple(
        value
        for value in vars(records).values()
        if isinstance(value, type) and issubclass(value, records.Record) and value is not records.Record
    )


@cache
def type_info(record_type: type[records.Record]) -> msgspec.inspect.StructType:
    """Return the fields and types of a record type; made once, since it takes milliseconds."""
    info = msgspec.inspect.type_info(record_type)
    assert isinstance(info, msgspec.inspect.StructType)
    return info


# ---- JSON


def json_schema(record_type: type[records.Record]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record type, with a definition for each type that it holds.

    Objects are closed: a field that no record has is an error, as it is in `from_json`.
    """
    (root,), definitions = msgspec.json.schema_components((record_type,), ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def to_json(record: msgspec.Struct, *, indent: int | None = None) -> bytes:
    """Return a record as JSON in UTF-8; on one line, or with `indent` spaces a level."""
    encoded = msgspec.json.encode(record)
    return encoded if indent is None else msgspec.json.format(encoded, indent=indent)


def from_json(data: bytes | str, record_type: type[R]) -> R:
    """Return the record that a JSON text holds.

    Raises: UsageError when the text is no JSON, lacks a field, has a value that the field cannot take, or has
    a field that the record does not know (a misspelt field would otherwise be lost without a word).
    """
    try:
        plain = msgspec.json.decode(data)
        unknown = _unknown_field(plain, type_info(record_type), "$")
        if unknown is not None:
            raise UsageError(f"{record_type.__name__} as JSON has an unknown field: {unknown}. Remove or rename it.")
        return msgspec.convert(plain, record_type)
    except msgspec.MsgspecError as error:
        raise UsageError(
            f"{record_type.__name__} as JSON cannot be read: {error}. Compare it with the schema."
        ) from error


def to_jsonl(items: Iterable[msgspec.Struct]) -> Iterator[bytes]:
    """Return the records as lines of JSON, each with its line end, as they come."""
    for record in items:
        yield to_json(record) + b"\n"


def from_jsonl(lines: Iterable[bytes | str], record_type: type[R]) -> Iterator[R]:
    """Return the records of a file of JSON lines; blank lines are skipped.

    Raises: UsageError that names the line.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield from_json(line, record_type)
        except UsageError as error:
            raise UsageError(f"line {number}: {error}") from error


def _unknown_field(value: object, info: msgspec.inspect.Type, path: str) -> str | None:
    """Return the path of the first field that the record type does not have; None where all are known."""
    if isinstance(info, msgspec.inspect.Metadata):
        return _unknown_field(value, info.type, path)
    if isinstance(info, msgspec.inspect.UnionType):
        return next((found for kind in info.types if (found := _unknown_field(value, kind, path))), None)
    if isinstance(info, msgspec.inspect.StructType) and isinstance(value, dict):
        known = {field.encode_name: field.type for field in info.fields}
        for name, item in value.items():
            if name not in known:
                return f"{path}.{name}"
            if (found := _unknown_field(item, known[name], f"{path}.{name}")) is not None:
                return found
    if isinstance(info, msgspec.inspect.VarTupleType) and isinstance(value, list):
        found_in = (_unknown_field(item, info.item_type, f"{path}[{i}]") for i, item in enumerate(value))
        return next((found for found in found_in if found), None)
    return None


# ---- Arrow


def arrow_schema(record_type: type[records.Record]) -> pa.Schema:
    """Return the Arrow schema of a record type: one column a field, with the field's description as metadata.

    Units: spans in code points (int64), dates as date32 (days), coordinates in degrees (float64).
    """
    import pyarrow.lib as pa

    return pa.schema(_arrow_fields(type_info(record_type)), metadata={"record": record_type.__name__})


def to_rows(items: Iterable[R], record_type: type[R]) -> pa.Table:
    """Return the records as an Arrow table, one row a record, nested records as structs."""
    import pyarrow.lib as pa

    plain = [msgspec.to_builtins(record, builtin_types=(date,)) for record in items]
    return pa.Table.from_pylist(plain, schema=arrow_schema(record_type))


def from_rows(table: pa.Table, record_type: type[R]) -> Iterator[R]:
    """Return the records of an Arrow table, batch by batch.

    Raises: UsageError when a row is no such record.
    """
    for batch in table.to_batches():
        for row in batch.to_pylist():
            try:
                yield msgspec.convert(row, record_type)
            except msgspec.ValidationError as error:
                raise UsageError(f"a row is no {record_type.__name__}: {error}. Compare the table's schema.") from error


def describe_type(record_type: type[records.Record]) -> str:
    """Return the first line of a record type's docstring."""
    return (record_type.__doc__ or "").strip().splitlines()[0]


def describe_field(record_type: type[records.Record], name: str) -> str | None:
    """Return the description that a field bears in `records`; None where it bears none."""
    field = next((field for field in type_info(record_type).fields if field.name == name), None)
    return None if field is None else _description(field.type)


def _description(info: msgspec.inspect.Type) -> str | None:
    """Return the description in a type's metadata, or in that of a kind of a union."""
    if isinstance(info, msgspec.inspect.UnionType):
        return next((found for kind in info.types if (found := _description(kind))), None)
    if not isinstance(info, msgspec.inspect.Metadata):
        return None
    found = (info.extra_json_schema or {}).get("description")
    return found if isinstance(found, str) else _description(info.type)


def _arrow_fields(info: msgspec.inspect.Type) -> list[pa.Field]:
    """Return the Arrow fields of a record type."""
    import pyarrow.lib as pa

    assert isinstance(info, msgspec.inspect.StructType)
    fields = []
    for field in info.fields:
        kind, nullable = _arrow_type(field.type)
        description = _description(field.type)
        metadata = {"description": description} if description else None
        fields.append(pa.field(field.encode_name, kind, nullable=nullable, metadata=metadata))
    return fields


def _arrow_type(info: msgspec.inspect.Type) -> tuple[pa.DataType, bool]:
    """Return the Arrow type of a field and whether it can be null."""
    import pyarrow.lib as pa

    match info:
        case msgspec.inspect.Metadata(type=inner):
            return _arrow_type(inner)
        case msgspec.inspect.UnionType(types=types):
            (kind,) = (kind for kind in types if not isinstance(kind, msgspec.inspect.NoneType))
            return _arrow_type(kind)[0], True
        case msgspec.inspect.StructType():
            return pa.struct(_arrow_fields(info)), False
        case msgspec.inspect.VarTupleType(item_type=item):
            return pa.list_(pa.field("item", _arrow_type(item)[0], nullable=False)), False
        case msgspec.inspect.TupleType(item_types=items):
            return pa.list_(pa.field("item", _arrow_type(items[0])[0], nullable=False)), False
        case msgspec.inspect.BoolType():
            return pa.bool_(), False
        case msgspec.inspect.IntType():
            return pa.int64(), False
        case msgspec.inspect.FloatType():
            return pa.float64(), False
        case msgspec.inspect.DateType():
            return pa.date32(), False
        case msgspec.inspect.StrType() | msgspec.inspect.LiteralType():
            return pa.string(), False
    raise TypeError(f"no Arrow type for {info}: add it to schemas._arrow_type")


# ---- flat tables on disk, for whoever reads or writes Parquet


class ParquetSink:
    """Writes rows to one Parquet file in row groups, so that a table never has to fit in memory."""

    def __init__(self, path: Path, columns: Iterable[tuple[str, str, str]]) -> None:
        """Open the file; a column is (name, kind, description), its kind `string`, `int`, `float`, `bool` or `date`."""
        import pyarrow.lib as pa
        import pyarrow.parquet

        kinds = {
            "string": pa.string(),
            "int": pa.int64(),
            "float": pa.float64(),
            "bool": pa.bool_(),
            "date": pa.date32(),
        }
        self._schema = pa.schema(
            [pa.field(name, kinds[kind], metadata={"description": text}) for name, kind, text in columns]
        )
        writer: Any = pyarrow.parquet.ParquetWriter  # the class bears no types
        self._writer = writer(path, self._schema, compression="zstd")
        self._held: list[dict[str, Any]] = []

    def write(self, row: dict[str, Any]) -> None:
        """Add one row."""
        self._held.append(row)
        if len(self._held) >= _PARQUET_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what is held and finish the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        """Write the rows that are held as one row group."""
        import pyarrow.lib as pa

        if self._held:
            self._writer.write_table(pa.Table.from_pylist(self._held, schema=self._schema))
            self._held = []


def parquet_columns(path: Path) -> tuple[str, ...]:
    """Return the names of a Parquet file's columns.

    Raises: UsageError when the file is no Parquet.
    """
    with _parquet(path) as file:
        return tuple(file.schema_arrow.names)


def parquet_rows(path: Path, *, batch_size: int = 256) -> Iterator[dict[str, Any]]:
    """Return the rows of a Parquet file as dictionaries, a batch in memory at a time.

    Raises: UsageError when the file is no Parquet.
    """
    with _parquet(path) as file:
        for batch in file.iter_batches(batch_size=batch_size):
            yield from batch.to_pylist()


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    """Return an open Parquet file."""
    import pyarrow.lib
    import pyarrow.parquet

    opened: Any = pyarrow.parquet.ParquetFile  # the class bears no types
    try:
        with opened(path) as file:
            yield file
    except pyarrow.lib.ArrowInvalid as error:
        raise UsageError(f"{path} is no Parquet file: {error}. Check that it was written to its end.") from error


def schema_text(record_type: type[records.Record]) -> str:
    """Return the JSON Schema of a record type as indented text, for the docs."""
    return json.dumps(json_schema(record_type), indent=2, ensure_ascii=False) + "\n"
