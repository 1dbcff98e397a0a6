"""Write docs/reference.md and docs/schema/ from the code: commands, settings, records. A test holds them current.

usage: python tools/build_reference.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from dyadbook.cli.commands import help_of
from dyadbook.cli.described import schema_kinds, shown_value
from dyadbook.reader import STEPS
from dyadbook.schemas import describe_field, describe_type, json_schema, schema_text, type_info
from dyadbook.settings import SETTINGS

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> dict[Path, str]:
    """Return the content of each file that is made here, by its path in docs/."""
    made = {Path("reference.md"): reference()}
    for kind in schema_kinds():
        made[Path("schema") / f"{kind.__name__.lower()}.json"] = schema_text(kind)
    return made


def reference() -> str:
    """Return the reference as Markdown."""
    parts = [
        "# Reference",
        "Made from the code by `tools/build_reference.py`; change the code, then run `make docs`.",
        "## Commands",
        "Exit code 0: something was read; 1: nothing could be read; 2: the call is wrong. Results go to standard "
        "output, problems, notes and progress to standard error.",
        *commands(),
        "## Settings",
        "Default < file (`--config`, else `DYADBOOK_CONFIG`, else `dyadbook.toml` here, else in the user's "
        "configuration folder) < environment < `--set name=value`. An unknown name is an error.",
        settings(),
        "## Steps",
        "The order in which an article is read. `dyadbook explain SOURCE --step NAME` shows what one adds.",
        steps(),
        "## Records",
        "What `--json` prints is a Reading. Spans count Unicode code points, `end` exclusive; "
        "`text[start:end]` of the article is what a record quotes. A field that is not known is null.",
        *records(),
    ]
    return "\n\n".join(parts) + "\n"


def commands() -> Iterator[str]:
    """Return each command with its help as the terminal shows it."""
    for name, text in help_of().items():
        yield f"### {name}\n\n```\n{text}\n```"


def settings() -> str:
    """Return the table of settings."""
    rows = ["| name | default | value | what it does |", "|---|---|---|---|"]
    for setting in SETTINGS:
        kind = setting.kind.replace("|", ", ")
        rows.append(
            f"| `{setting.name}`, `{setting.variable}` | {shown_value(setting.default)} | {kind} | {setting.help} |"
        )
    return "\n".join(rows)


def steps() -> str:
    """Return the table of steps."""
    rows = ["| step | version | needs | adds |", "|---|---|---|---|"]
    for step in STEPS:
        rows.append(f"| {step.name} | {step.version} | {', '.join(step.requires)} | {', '.join(step.adds)} |")
    return "\n".join(rows)


def records() -> Iterator[str]:
    """Return the table of each record's fields: of those with a schema of their own, then of what they hold."""
    own = schema_kinds()
    held = {part: kind for kind in own for part in parts_of(type_info(kind)) if part not in own}
    for kind in (*own, *held):
        holder = held.get(kind, kind)
        schema = json_schema(holder)["$defs"][kind.__name__]
        rows = ["| field | type | meaning |", "|---|---|---|"]
        for name, field in schema["properties"].items():
            must = "" if name in schema.get("required", ()) else ", may be absent"
            rows.append(f"| `{name}` | {type_words(field)}{must} | {describe_field(kind, name) or ''} |")
        link = f"[Schema{f' of {holder.__name__}' if kind in held else ''}](schema/{holder.__name__.lower()}.json)"
        yield f"### {kind.__name__}\n\n{describe_type(kind)} {link}\n\n" + "\n".join(rows)


def parts_of(info: Any) -> Iterator[Any]:
    """Return the records that a type holds, at any depth."""
    if isinstance(info, msgspec.inspect.StructType):
        yield info.cls
    within = [getattr(info, name) for name in ("type", "item_type", "value_type") if hasattr(info, name)]
    within += [*getattr(info, "types", ()), *getattr(info, "item_types", ())]
    for part in (*within, *(field.type for field in getattr(info, "fields", ()))):
        yield from parts_of(part)


def type_words(field: dict[str, Any]) -> str:
    """Return a JSON Schema type in words."""
    if "anyOf" in field:
        return " or ".join(type_words(part) for part in field["anyOf"])
    if "$ref" in field:
        return f"[{field['$ref'].split('/')[-1]}](#{field['$ref'].split('/')[-1].lower()})"
    if "enum" in field:
        return ", ".join("null" if value is None else f"`{value}`" for value in field["enum"])
    if "const" in field:
        return json.dumps(field["const"])
    if field.get("type") == "array":
        inner = field.get("items") or (field.get("prefixItems") or [{}])[0]
        return f"list of {type_words(inner) if inner else 'values'}"
    return str(field.get("format") or field.get("type", "any"))


def main() -> None:
    """Write the files."""
    for path, content in pages().items():
        target = DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
