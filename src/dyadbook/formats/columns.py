"""Return columns of an export by what they show: fields of a record, a date, a span, a place, actors, who says so.

Level 5. Each has its name, type, origin in the records, and how its value is taken. Several values in one cell are
joined by `; `.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from dyadbook.records import (
    Actor,
    Event,
    Place,
    Reading,
    Record,
    Report,
    SaidBy,
    Standing,
    Statement,
    When,
    Words,
    speakers_of,
)

Kind = Literal["string", "int", "float", "bool", "date"]
JOIN = "; "
CONFIDENCE = "0 to 1"


@dataclass(frozen=True)
class Column:
    """One column: where its meaning is written, and how its value is taken from a reading and an item of it."""

    name: str
    kind: Kind
    record: type[Record]
    field: str | None
    value: Callable[[Reading, Any], Any]
    note: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: the items of a reading that give its rows, and its columns."""

    items: Callable[[Reading], Iterable[Any]]
    columns: tuple[Column, ...]


def _at(path: str) -> Callable[[Any], Any]:
    """Return a getter of a dotted path that gives None where something on the way is None."""
    names = path.split(".")

    def get(item: Any) -> Any:
        for name in names:
            if item is None:
                return None
            item = getattr(item, name)
        return item

    return get


def plain(
    record: type[Record],
    *fields: str,
    path: str = "",
    prefix: str = "",
    note: str = "",
    kind: Kind = "string",
    unit: str = "",
) -> tuple[Column, ...]:
    """Return columns that show fields of a record as they are; tuples are joined."""  # fmt: skip

    def column(field: str) -> Column:
        get = _at(f"{path}.{field}" if path else field)
        return Column(prefix + field, kind, record, field, lambda _, item: _joined(get(item)), note, unit)

    return tuple(column(field) for field in fields)


def _joined(value: Any) -> Any:
    """Return a tuple of texts as one text; an empty one as None; all else as it is."""
    return (JOIN.join(value) or None) if isinstance(value, tuple) else value


def one(record: type[Record], field: str, name: str, path: str, **more: str) -> Column:
    """Return one column that shows as text what a path leads to."""
    get = _at(path)
    return Column(name, "string", record, field, lambda _, item: _joined(get(item)), **more)


def when(path: str, prefix: str, note: str) -> tuple[Column, ...]:
    """Return the four columns of a date."""
    return (
        *plain(When, "start", "end", path=path, prefix=f"{prefix}_", note=note, kind="date", unit="2025-02-07"),
        *plain(When, "precision", "basis", path=path, prefix=f"{prefix}_", note=note),
    )


def span(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a span."""
    return plain(record, "start", "end", kind="int", unit="Unicode code points")


def place(path: str = "place") -> tuple[Column, ...]:
    """Return the columns of a place."""
    return (
        *plain(Place, "name", "country", path=path, prefix="place_"),
        *plain(Place, "lat", "lon", path=path, prefix="place_", kind="float", unit="degrees, WGS 84"),
        *plain(Place, "geonames", path=path, prefix="place_", kind="int"),
    )


def actors(side: str, note: str, prefix: str = "") -> tuple[Column, ...]:
    """Return the columns of several actors of a record; each position of the lists is one actor."""

    def column(field: str, name: str) -> Column:
        def value(_: Reading, item: Event | Statement) -> str | None:
            parts = [getattr(actor, field) or "" for actor in getattr(item, side)]
            return JOIN.join(parts) if any(parts) else None

        return Column(f"{prefix or side}_{name}", "string", Actor, field, value, note)

    def inferred(field: str, name: str) -> Column:
        def value(_: Reading, item: Event | Statement) -> str | None:
            marks = ["1" if getattr(actor, field) else "" for actor in getattr(item, side)]
            return JOIN.join(marks) if any(marks) else None

        return Column(f"{prefix or side}_{name}", "string", Actor, field, value, f"1 where so: {note}")

    names = {
        "name": "names", "id": "ids", "country": "countries", "sector": "sectors", "office": "offices",
        "basis": "bases",
    }  # fmt: skip
    return (
        *(column(field, name) for field, name in names.items()),
        inferred("country_inferred", "countries_inferred"),
        inferred("name_inferred", "names_inferred"),
    )


def _tellers(reading: Reading, item: Event | Report | Standing) -> str | None:
    """Return the names of all who tell of something: the speakers of the statement by which it is told."""
    if (told := item.said_by) is None:
        return None
    said = next((one for one in reading.statements if one.id == told.statement), None)
    names = [] if said is None else [speaker.name for speaker in speakers_of(said)]
    return JOIN.join(names) if told.name in names else told.name


def said_by() -> tuple[Column, ...]:
    """Return the columns that say who tells of something."""
    return (
        Column("said_by", "string", SaidBy, "name", _tellers, "all who say so, in order"),
        one(SaidBy, "statement", "said_by_statement", "said_by.statement"),
    )


def sure(record: type[Record]) -> tuple[Column, ...]:
    """Return the columns that say how sure a record is and which step wrote it."""
    return (
        Column(
            "confidence", "float", record, "confidence", lambda _, item: item.confidence, unit=CONFIDENCE
        ),
        *plain(record, "origin"),
    )  # fmt: skip


def first_words(get: Callable[[Any], tuple[Words, ...]], record: type[Record], field: str) -> tuple[Column, ...]:
    """Return the columns of words that may stand in several pieces: where the first starts, the last ends, and all."""

    def start(_: Reading, item: Any) -> int | None:
        return min((words.start for words in get(item)), default=None)

    def end(_: Reading, item: Any) -> int | None:
        return max((words.end for words in get(item)), default=None)

    def text(_: Reading, item: Any) -> str:
        return " […] ".join(words.text for words in get(item))

    unit = "Unicode code points"
    return (
        Column("start", "int", Words, "start", start, "of the first piece", unit),
        Column("end", "int", Words, "end", end, "of the last piece", unit),
        Column("text", "string", record, field, text, "pieces are divided by […]"),
    )
