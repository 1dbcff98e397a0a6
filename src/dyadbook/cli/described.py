"""Show what the program says of itself: the schemas of its records, and its settings."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dyadbook.cli.output import print_line
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.records import Record
    from dyadbook.settings import Setting, Settings


def schema_kinds() -> tuple[type[Record], ...]:
    """Return the records whose schema is shown."""
    from dyadbook.answers import ANSWERS
    from dyadbook.book.decisions import Decision
    from dyadbook.schemas import record_types
    from dyadbook.views import DyadPage

    return (*record_types(), Decision, DyadPage, *ANSWERS)


def show_schema(name: str | None) -> int:
    """Show the JSON Schema of a record, or the names of all."""
    from dyadbook.schemas import describe_type, schema_text

    known = {kind.__name__: kind for kind in schema_kinds()}
    if name is None:
        for kind in known.values():
            sys.stdout.write(f"{kind.__name__:<13} {describe_type(kind)}\n")
        return 0
    found = {key.lower(): kind for key, kind in known.items()}.get(name.lower())
    if found is None:
        raise UsageError(f"there is no record {name!r}: choose one of {', '.join(known)}.")
    sys.stdout.write(schema_text(found))
    return 0


def show_settings(settings: Settings, table: Iterable[Setting], as_json: bool) -> int:
    """Show every setting with its value, where it comes from, and what it does."""
    for setting in table:
        value = settings[setting.name]
        if as_json:
            given = dict(value) if hasattr(value, "items") else value
            source = settings.source(setting.name)
            print_line(name=setting.name, value=given, source=source, takes=setting.kind, help=setting.help)
            continue
        sys.stdout.write(f"{setting.name} = {shown_value(value)}  ({settings.source(setting.name)})\n")
        sys.stdout.write(f"    {setting.help}; {setting.kind}, {setting.variable}\n")
    return 0


def shown_value(value: Any) -> str:
    """Return a setting's value as it would be given."""
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value) or "all"
    if hasattr(value, "items"):
        return ",".join(f"{name}={column}" for name, column in value.items()) or "not set"
    return str(value)
