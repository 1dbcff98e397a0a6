"""Show what one step of the reading added to each article, for `explain`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dyadbook.cli.say import Sayer

if TYPE_CHECKING:
    from dyadbook.records import Problem, Reading


def show_layers(layers: Iterable[tuple[Reading, tuple[Any, ...]] | Problem], as_json: bool, say: Sayer) -> int:
    """Show the records that a step added to each article."""
    from dyadbook.formats.wording import one_line
    from dyadbook.records import Problem

    count = 0
    for item in layers:
        if isinstance(item, Problem):
            say.problem(item)
            continue
        reading, added = item
        count += 1
        for problem in reading.problems:
            say.problem(problem)
        if not as_json:
            head = reading.article.title or reading.article.source
            sys.stdout.write(f"{one_line(head)}: {reading.steps[-1].name} added {len(added)}\n")
        for record in added:
            sys.stdout.write((_record_json(record) if as_json else _record_line(record, reading.article.text)) + "\n")
    return 0 if count else 1


def _record_json(record: Any) -> str:
    """Return what a step added as JSON: a record, or a date."""
    from dyadbook.schemas import to_json

    return to_json(record).decode()


def _record_line(record: Any, text: str) -> str:
    """Return a record as a line: its place, its words, and the fields that are set."""
    from dyadbook.formats.wording import one_line

    start, end = getattr(record, "start", None), getattr(record, "end", None)
    fields = _set_fields(record)
    if not isinstance(start, int) or not isinstance(end, int):
        return "  " + one_line(" ".join(f"{name}={value}" for name, value in fields.items()) or str(record))
    words = one_line(text[start:end])
    known = " ".join(f"{name}={value}" for name, value in fields.items() if name not in ("start", "end", "text"))
    return f"  {start}-{end}  “{words}”  {one_line(known)}".rstrip()


def _set_fields(record: Any) -> dict[str, str]:
    """Return the fields of a record that hold something, in short words."""
    found = {}
    for name in getattr(record, "__struct_fields__", ()):
        value = getattr(record, name)
        if value not in (None, (), ""):
            found[name] = _short(value)
    return found


def _short(value: Any) -> str:
    """Return a value in short: a record by its words, its name or what is set in it."""
    if isinstance(value, tuple):
        return ",".join(map(_short, value))
    if hasattr(value, "__struct_fields__"):
        brief = getattr(value, "name", None) or getattr(value, "text", None)
        inner = "" if brief else " ".join(f"{name}={shown}" for name, shown in _set_fields(value).items())
        return f"({brief or inner})"
    return str(value)
