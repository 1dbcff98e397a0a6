"""Parse the commands over the world's tables: a user's own rows are added, listed, removed and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from dyadbook.cli import output
from dyadbook.cli.options import AS_JSON, Run, common, ending

F = TypeVar("F", bound=Callable[..., Any])
TABLES = ("office", "person", "alias", "term", "organization", "group", "agent", "title", "region", "outlet")
FIRST = {
    "office": "person", "alias": "person", "organization": "id", "group": "id", "agent": "singular",
    "region": "name", "person": "name", "term": "term", "title": "term",
    "outlet": "name",
}  # fmt: skip
"""The column that WORDS fill."""
COLUMNS = {
    "country": "Country's code, or the id of a body (org/UN).", "role": "As in head_of_government, foreign_minister.",
    "since": "First day, as in 2026-03-01.", "until": "First day after it.", "title": "As news writes it.",
    "surname": "Where it is not the last word.", "given": "Given names.", "person": "Id of a person (person/...).",
    "alias": "Another form of the name.", "code": "Country's code.", "basis": "As in name, demonym, capital, seat.",
    "case": "any, capital or exact.", "sector": "PLOVER sector.", "name": "Name in full.", "kind": "As in igo.",
    "members": "Codes, with | between.", "aliases": "Other names, with | between.", "exact": "Names as written only.",
    "plural": "Plural of the word.", "lat": "Degrees north.", "lon": "Degrees east.", "source": "Where it is from.",
    "precision": "day, month or year.", "domains": "Domains of an outlet, with | between.",
}  # fmt: skip
"""The columns of all tables, each an option."""


def _columns(command: F) -> F:
    for name, text in reversed(COLUMNS.items()):
        command = click.option(f"--{name}", metavar="VALUE", help=text)(command)
    return command


def _given(table: str, words: str | None, fields: dict[str, str | None]) -> dict[str, str]:
    told = {column: value for column, value in fields.items() if value is not None}
    return told if words is None else {FIRST[table]: words} | told


@click.group(epilog=ending("dyadbook world list"))
def world() -> None:
    """Add, list, remove and check your own rows in the world's tables: offices, terms, bodies; they win over ours."""


@world.command(
    epilog=ending(
        'dyadbook world add office "Jane Doe" --country FRA --role foreign_minister --since 2026-03-01',
        'dyadbook world add term "the Hexagon" --code FRA --basis seat --sector GOV',
        'dyadbook world add outlet "The Quay" --domains quay.example --country FRA',
    )
)
@click.argument("table", type=click.Choice(TABLES))
@click.argument("words")
@_columns
@AS_JSON
@common
@click.pass_obj
def add(run: Run, /, table: str, words: str, as_json: bool, **fields: str | None) -> int:
    """Add a row: WORDS are the person, the term, the id or the word; the options are the table's other columns."""
    run.settings()
    from dyadbook import verbs

    return output.show_added(verbs.world_add(table, **_given(table, words, fields)), as_json, run.sayer())


@world.command(name="list", epilog=ending("dyadbook world list", "dyadbook world list office --json"))
@click.argument("table", type=click.Choice(TABLES), required=False)
@AS_JSON
@common
@click.pass_obj
def list_(run: Run, table: str | None, as_json: bool) -> int:
    """List your own rows."""
    run.settings()
    from dyadbook import verbs

    return output.show_rows(verbs.world_rows(table), as_json, run.sayer())


@world.command(epilog=ending('dyadbook world remove office "Jane Doe" --country FRA'))
@click.argument("table", type=click.Choice(TABLES))
@click.argument("words", required=False)
@_columns
@AS_JSON
@common
@click.pass_obj
def remove(run: Run, /, table: str, words: str | None, as_json: bool, **fields: str | None) -> int:
    """Remove one of your rows, told by as many of its columns as it takes."""
    run.settings()
    from dyadbook import verbs

    say = run.sayer()
    row = verbs.world_remove(table, **_given(table, words, fields))
    say.note(f"removed from {row.path}")
    return output.show_rows([row], as_json, say)


@world.command(epilog=ending("dyadbook world check"))
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--tables", is_flag=True, help="Check the shipped tables too.")
@AS_JSON
@common
@click.pass_obj
def check(run: Run, folder: Path | None, tables: bool, as_json: bool) -> int:
    """Check your own rows: unknown codes, dead links, dates out of order, two holders of one seat."""
    run.settings()
    from dyadbook import verbs

    return output.show_faults(verbs.world_check(folder, tables=tables), as_json, run.sayer())
