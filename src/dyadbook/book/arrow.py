"""Return rows as Arrow tables, and the rows of one Parquet file of a table.

A file is read by itself, so that a damaged one costs its own rows and no others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from dyadbook.book.columns import TABLES
from dyadbook.book.rows import Row

if TYPE_CHECKING:
    import pyarrow.lib as pa


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow.lib as pa

    kinds = {
        "text": pa.string(), "texts": pa.list_(pa.string()), "int": pa.int64(), "float": pa.float64(),
        "bool": pa.bool_(), "day": pa.date32(), "time": pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    return pa.schema([(name, kinds[kind]) for name, kind in TABLES[table].items()])


def arrow_table(table: str, rows: Iterable[Row]) -> pa.Table:
    """Return rows as an Arrow table."""
    import pyarrow.lib as pa

    return pa.Table.from_pylist(list(rows), schema=arrow_schema(table))


def plain_table(rows: Iterable[tuple[str | int, ...]], names: Sequence[str]) -> pa.Table:
    """Return rows of texts and whole numbers as an Arrow table of columns with these names."""
    import pyarrow.lib as pa

    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table([pa.array(column, None if column else pa.string()) for column in columns], names=list(names))


def rows_in(
    path: str, table: str, columns: Iterable[str], batches: Collection[str] | None = None, files: Any = None
) -> list[Row]:
    """Return the rows of a table's Parquet file, of these batches or all; a column that it lacks is None.

    `files` is the file system, None for the disk. Row groups without the batches are passed over by their statistics:
    Arrow's own filters fail on what a deletion wrote, whose texts bear another type than those of an append.
    Raises: OSError when it is not there; ValueError when it is damaged.
    """
    import pyarrow.compute
    import pyarrow.lib as pa

    with _parquet(path, files) as file:
        wanted = list(columns)
        chosen = [at for at in range(file.num_row_groups) if _may_hold(file.metadata.row_group(at), batches)]
        there = [name for name in wanted if name in file.schema_arrow.names]
        data = file.read_row_groups(chosen, columns=there)
    schema = arrow_schema(table)
    data = data.select(there).cast(pa.schema([schema.field(name) for name in there]))
    if batches is not None:
        compute: Any = pyarrow.compute  # its functions bear no types
        data = data.filter(compute.is_in(data["batch"], pa.array(list(batches), pa.string())))
    missing = dict.fromkeys(name for name in wanted if name not in there)
    return [row | missing for row in data.to_pylist()] if missing else data.to_pylist()


def _may_hold(group: Any, batches: Collection[str] | None) -> bool:
    """Return whether a row group may have rows of these batches, as far as its statistics say."""
    if batches is None:
        return True
    for at in range(group.num_columns):
        column = group.column(at)
        if column.path_in_schema == "batch" and column.statistics is not None and column.statistics.has_min_max:
            return any(column.statistics.min <= batch <= column.statistics.max for batch in batches)
    return True


def file_fault(path: str, rows: int, files: Any = None) -> str | None:
    """Return what is wrong with a Parquet file that should have so many rows; None where all of it can be read."""
    try:
        with _parquet(path, files) as file:
            found = sum(batch.num_rows for batch in file.iter_batches())
    except FileNotFoundError:
        return "is missing"
    except (OSError, ValueError):  # Arrow's own errors are kinds of these
        return "is damaged"
    return None if found == rows else f"has {found} rows and should have {rows}"


def _parquet(path: str, files: Any) -> Any:
    """Return an open Parquet file."""
    import pyarrow.parquet

    opened: Any = pyarrow.parquet.ParquetFile  # the class bears no types
    return opened(path, filesystem=files)


def columns_of(data: Any, names: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return the rows of what gives an Arrow stream, as tuples of these columns; one that is not there is all None."""
    import pyarrow.lib as pa

    table = pa.RecordBatchReader.from_stream(data).read_all()  # pa.table(data) imports pandas where there is one
    columns = [table[name].to_pylist() if name in table.column_names else [None] * len(table) for name in names]
    return list(zip(*columns, strict=True))


def object_files(handler: Any) -> Any:
    """Return the file system that a handler of an object store gives."""
    import pyarrow.fs

    module: Any = pyarrow.fs  # its classes bear no types
    return module.PyFileSystem(handler)


def read_object(files: Any, name: str) -> bytes | None:
    """Return the bytes of an object; None where there is none."""
    try:
        with files.open_input_file(name) as stream:
            data: bytes = stream.read()
            return data
    except FileNotFoundError:
        return None


def write_object(files: Any, name: str, data: bytes) -> None:
    """Write an object whole."""
    with files.open_output_stream(name, buffer_size=len(data) + 1) as stream:  # unbuffered, pyarrow hands on no bytes
        stream.write(data)
