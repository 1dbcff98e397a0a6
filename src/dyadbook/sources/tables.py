"""Yield the rows of a table: JSON lines, JSON, CSV or Parquet; the only importer of pyarrow in sources.

Level 3. Rows stream: a table may be larger than memory. A row that cannot be read is an error in its place.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dyadbook.errors import SourceError
from dyadbook.phrases import writable
from dyadbook.sources.decode import decode, decode_strays, wide_encoding
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.streams import lines, look, recoded

__all__ = ["csv_rows", "json_rows", "jsonl_rows", "parquet_rows"]

log = logging.getLogger(__name__)

Rows = Iterator[tuple[int, dict[str, Any] | SourceError]]
_BATCH = 16
_CELL = 131_072  # bytes of a cell that are always read
_NO_OBJECT = "is no JSON object {…}: give each article as one"
# A file whose first lines are all broken is no JSON lines: one problem says so, not one for each line.
_HOPELESS = 20


def jsonl_rows(stream: BinaryIO, where: str, options: SourceOptions) -> Rows:
    """Yield (line number, row) of JSON lines."""
    head, stream = look(stream)
    wide = wide_encoding(head, options.encoding)
    encoding = "utf-8" if wide else options.encoding
    held: list[tuple[int, dict[str, Any] | SourceError]] | None = []
    for number, line in lines(recoded(stream, wide) if wide else stream, options.max_bytes, where):
        row = _row(line, f"{where}:{number}", encoding, options)
        if row is None:
            continue
        if held is not None and isinstance(row, SourceError):
            held.append((number, row))
            if len(held) >= _HOPELESS:
                message = f"its first {_HOPELESS} lines are no JSON: is it another kind of file?"
                raise SourceError("not_jsonl", message, where)
            continue
        yield from held or ()
        held = None
        yield number, row
    yield from held or ()


def _row(
    line: bytes | None, place: str, encoding: str | None, options: SourceOptions
) -> dict[str, Any] | SourceError | None:
    if line is None:
        return SourceError(
            "too_large", f"this line is longer than the {options.max_bytes:,} bytes that are read: raise max_bytes",
            place,
        )  # fmt: skip
    try:
        text = decode(line, place, encoding).strip()
        if not text:
            return None
        row = json.loads(text, strict=False)
    except SourceError as error:
        return error
    except (ValueError, RecursionError) as error:
        return SourceError("bad_json", f"this line is no JSON ({error}): mend it or delete it", place)
    return row if isinstance(row, dict) else SourceError("bad_json", f"this line {_NO_OBJECT}", place)


def json_rows(data: bytes, where: str, options: SourceOptions) -> Rows:
    """Yield (number, row) of one JSON value: a list of objects, or one object."""
    try:
        value = json.loads(decode(data, where, options.encoding), strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError("bad_json", f"it is no JSON ({error}): mend it", where) from error
    for number, row in enumerate(value if isinstance(value, list) else [value], start=1):
        place = f"{where}:{number}"
        yield number, row if isinstance(row, dict) else SourceError("bad_json", f"it {_NO_OBJECT}", place)


def csv_rows(stream: BinaryIO, where: str, options: SourceOptions, *, tabs: bool = False) -> Rows:
    """Yield (line number on which the row ends, row) of a CSV table with a header; `;` and tabs may part its cells."""
    head, stream = look(stream)
    if wide := wide_encoding(head, options.encoding):
        head, stream = look(recoded(stream, wide))
    encoding = "utf-8-sig" if wide else _encoding(head, where, options)
    text = _Text(stream, encoding, where, 4 * options.max_bytes)
    csv.field_size_limit(max(options.max_bytes, _CELL))  # of the whole process
    first = head.decode(encoding, "replace").lstrip("\ufeff").partition("\n")[0]
    mark = "\t" if tabs or "\t" in first else max(",;", key=first.count)
    taken: list[str] = []  # the lines of the row that is read
    reader = csv.reader(_noted(text, taken), delimiter=mark)
    try:
        header = _numbered(name.strip().lstrip("\ufeff") for name in next(filter(any, reader), []))
    except csv.Error as error:
        message = f"the names of its columns cannot be read ({error}): is it a table, with a name above each column?"
        raise SourceError("bad_csv", message, where) from error
    taken.clear()
    rows = _unmixed(_rows(reader), taken, len(header), mark)
    for number, cells in _told_rows(rows, reader, where):
        yield number, cells if isinstance(cells, SourceError) else _cells(header, cells, f"{where}:{number}")
        if text.odd:
            text.odd = False
            message = f"this row has bytes that are no {encoding}: they alone are read as Windows-1252"
            yield reader.line_num, SourceError("bad_encoding", message, f"{where}:{reader.line_num}")


def _noted(text: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in text:
        taken.append(line)
        yield line


def _unmixed(
    rows: Iterator[list[str] | csv.Error], taken: list[str], width: int, mark: str
) -> Iterator[list[str] | csv.Error]:
    """Yield the rows, an error in the place of one that holds another: a quote is open, and a later line a whole row.

    `taken` holds the lines that were read since it was emptied; the table has `width` columns.
    """
    for row in rows:
        open_quote = len(taken) > 1 and width > 1 and not isinstance(row, csv.Error) and not _closed(taken, mark)
        if open_quote and any(_is_row(line, width, mark) for line in taken[1:]):
            row = csv.Error("the next row runs into it")
        taken.clear()
        yield row


def _is_row(line: str, width: int, mark: str) -> bool:
    """Return whether a line is a whole row by itself; words with a comma, and a blank after it, are none."""
    cells = _closed([line], mark)
    return len(cells) == width and not any(cell.startswith(" ") for cell in cells)


def _closed(lines: list[str], mark: str) -> list[str]:
    """Return the one row of these lines, blank ones passed over; none where a quote is open, or words follow one."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=mark, strict=True) if any(row)]
    except csv.Error:
        return []
    return rows[0] if len(rows) == 1 else []


class _Text:
    """The lines of a stream as text; `odd` says that one was in another encoding, until it is set back."""

    def __init__(self, stream: BinaryIO, encoding: str, where: str, limit: int) -> None:
        self._lines = io.TextIOWrapper(stream, "latin-1", newline="")  # a character a byte: a bad one spoils no other
        self._encoding = encoding
        self._where = where
        self._limit = limit
        self.odd = False

    def __iter__(self) -> Iterator[str]:
        while line := self._lines.readline(self._limit):
            if len(line) == self._limit:
                message = f"a line goes on for more than {len(line):,} bytes: reading stopped there; is it a table?"
                raise SourceError("too_large", message, self._where)
            yield self._decoded(line.encode("latin-1"))

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode(self._encoding)
        except UnicodeDecodeError:
            self.odd = True
            return decode_strays(line, self._encoding)


def filled_rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Yield the rows of a csv.reader that hold something, and in the place of one that cannot be read the error."""
    return (row for row in _rows(reader) if isinstance(row, csv.Error) or any(row))


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def _told_rows(
    rows: Iterator[list[str] | csv.Error], reader: Any, where: str
) -> Iterator[tuple[int, list[str] | SourceError]]:
    """Yield (number, row) of the rows of a csv.reader; rows that cannot be read, and runs of empty ones, are errors.

    Blank lines at the end are no rows.
    """
    empty: list[int] = []
    marked = 0  # how many of them go to the last with the marks of its cells
    for row in rows:
        number = reader.line_num
        if not isinstance(row, csv.Error) and not any(row):
            empty.append(number)
            marked = len(empty) if row else marked
            continue
        if empty:
            yield empty[0], _empty(empty, where)
            empty, marked = [], 0
        if isinstance(row, csv.Error):
            message = f"this row cannot be read ({row}): is a quote open?"
            yield number, SourceError("bad_csv", message, f"{where}:{number}")
        else:
            yield number, row
    if marked:
        yield empty[0], _empty(empty[:marked], where)


def _empty(numbers: list[int], where: str) -> SourceError:
    many = f"the {len(numbers)} rows from here to line {numbers[-1]} are empty"
    message = many if len(numbers) > 1 else "this row is empty"
    return SourceError("empty", f"{message}: delete what is empty, or fill it", f"{where}:{numbers[0]}")


def _numbered(names: Iterable[str]) -> list[str]:
    """Return the names of columns, one that came before with its number: `text`, `text#2`; no name stays none."""
    came = Counter[str]()
    header = []
    for name in names:
        came[name] += 1
        header.append(f"{name}#{came[name]}" if name and came[name] > 1 else name)
    return header


def _cells(header: list[str], cells: list[str], place: str) -> dict[str, Any] | SourceError:
    if len(cells) > len(header):
        return SourceError(
            "bad_csv", f"this row has {len(cells)} cells, the header {len(header)}: put quotes around cells that hold"
            " the mark between cells", place,
        )  # fmt: skip
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _encoding(head: bytes, where: str, options: SourceOptions) -> str:
    if options.encoding:
        return options.encoding
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    # The head may end within a character: its last line is left out.
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        if whole.decode("utf-8", "ignore").isascii():  # no character of it is in UTF-8
            log.warning(
                "%s: it is no UTF-8 and is read as Windows-1252: name another encoding if that is wrong",
                writable(where),
            )
            return "cp1252"
    return "utf-8"


def parquet_rows(source: Path | bytes, where: str, wanted: list[str] | None = None) -> tuple[list[str], Rows]:
    """Return the names of the columns of a Parquet table, and its (number, row) from 1."""
    import pyarrow.lib
    import pyarrow.parquet

    try:
        if isinstance(source, Path) and writable(str(source)) != str(source):
            source = source.read_bytes()  # pyarrow opens no name that is not UTF-8
        file = pyarrow.parquet.ParquetFile(  # type: ignore[no-untyped-call]
            source if isinstance(source, Path) else pyarrow.lib.BufferReader(source)
        )
    except (pyarrow.lib.ArrowException, OSError) as error:
        raise SourceError(
            "bad_parquet", f"it cannot be read as Parquet ({_line(error)}): write it again", where
        ) from error
    return list(file.schema_arrow.names), _parquet(file, where, wanted)


def _parquet(file: Any, where: str, wanted: list[str] | None) -> Rows:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
            for at in range(batch.num_rows):
                number += 1
                odd: list[str] = []
                names = zip(batch.schema.names, batch, strict=True)
                yield number, {name: _value(column[at], name, odd) for name, column in names}
                if odd:
                    message = f"this row has cells that cannot be read and were left out ({'; '.join(odd)}): mend them"
                    yield number, SourceError("bad_cell", message, f"{where}:{number}")
    except OSError as error:  # pyarrow's own errors of broken pages are OSError
        yield (
            number + 1,
            SourceError("bad_parquet", f"the rest cannot be read ({_line(error)})", f"{where}:{number + 1}"),
        )


def _value(cell: Any, name: str, odd: list[str]) -> Any:
    """Return the value of a cell; None where Python has none for it, and what is wrong is added to `odd`."""
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes()
    except Exception as error:  # days beyond the calendar, time zones that nobody knows
        odd.append(f"{name}: {_line(error)}")
        return None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
