"""Return schemas and encodings of the records, all derived from the one definition in `records`.

Level 1. JSON goes through msgspec. pyarrow takes 0.2 s to import, so only what writes Parquet imports it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dyadbook import records
from dyadbook.errors import UsageError

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


# ---- what a record type says of itself


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


# ---- flat tables on disk


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


def schema_text(record_type: type[records.Record]) -> str:
    """Return the JSON Schema of a record type as indented text, for the docs."""
    return json.dumps(json_schema(record_type), indent=2, ensure_ascii=False) + "\n"
