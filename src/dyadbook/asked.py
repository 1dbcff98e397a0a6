"""Return answers to rows that a user asks one by one: what `classify`, `actor`, `date` and `place` share.

Level 3. A row is a JSON object; one that cannot be read gets an answer that says why in `problem`, and the others go
on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, TypeVar

import msgspec

from dyadbook.records import Record
from dyadbook.sources.streams import lines

BOM = b"\xef\xbb\xbf"
LONGEST_LINE = 1_000_000  # bytes of one row

Row = TypeVar("Row", bound=Record)
Answer = TypeVar("Answer", bound=Record)


class Broken(Record, frozen=True):
    """A line that holds no row, and why."""

    problem: str


def rows_of(stream: BinaryIO, where: str, wanted: str) -> Iterator[dict[str, Any] | Broken]:
    """Yield the rows of JSON lines, a line that is none as `Broken`; empty lines are passed over.

    `wanted` says in messages what to give. Raises: SourceError where a line does not end.
    """
    for number, line in lines(stream, LONGEST_LINE, where):
        if line is None:
            yield Broken(f"line {number} has over {LONGEST_LINE:,} bytes: cut it")
        elif line.strip():
            try:
                yield msgspec.json.decode(line.removeprefix(BOM), type=dict[str, Any])
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield Broken(f"line {number} is no JSON object ({error}): {wanted}")


def answers(
    rows: Iterable[Row | Broken | Mapping[str, Any]],
    kind: type[Row],
    answer: Callable[[Row], Answer],
    failed: Callable[..., Answer],
    *,
    wanted: str,
    needs: str,
) -> Iterator[Answer]:
    """Yield the answer to each row, in order; of one that cannot be read `failed(id=..., problem=...)`.

    `kind` is the record that a row must fit; other fields are passed over, but where they stand in place of the field
    `needs`, which is then likely misspelt, they are told of.
    """
    for number, given in enumerate(rows, 1):
        if isinstance(given, Broken):
            yield failed(problem=given.problem)
            continue
        name = None
        try:
            values = msgspec.structs.asdict(given) if isinstance(given, msgspec.Struct) else dict(given)
            name = _name(values)
            others = values.keys() - set(kind.__struct_fields__)
            if others and needs not in values:
                raise ValueError(f"no {needs}, but {', '.join(sorted(map(str, others)))}")
            row = msgspec.convert(values, kind)
            msgspec.json.encode(row)  # half a character, as an escape can give, cannot be written
        except (TypeError, ValueError) as error:  # ValidationError and UnicodeEncodeError are ValueErrors
            which = f"row {number}" if name is None else "it"  # which its id names
            yield failed(id=name, problem=f"{which} cannot be read ({error}): {wanted}")
            continue
        yield answer(row)


def _name(values: Mapping[str, Any]) -> str | int | None:
    name = values.get("id")
    return name if isinstance(name, str | int) and str(name).isprintable() else None
