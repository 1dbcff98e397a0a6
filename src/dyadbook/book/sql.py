"""Return answers to SQL over the tables of a book: the only importer of duckdb.

A question sees one view a table (`sql_views`), with the rows that count and no others; it changes nothing and reaches
no other file. Reports, statements and standings are as persons corrected them, with the reports that they added. Events
are no table of the store, and what became of an article later is in none: where a question names them, their reports
and the status of the articles come from the index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dyadbook.book import arrow, rows, sql_views
from dyadbook.book.additions import decided
from dyadbook.book.columns import TABLES
from dyadbook.book.decisions import InForce, in_force
from dyadbook.book.sql_views import quoted
from dyadbook.book.store import Store
from dyadbook.errors import StoreError, UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ROWS = 1000  # of an answer that are in memory at a time
_NAMES_EVENTS = re.compile(r"\b(events|event_reports)\b", re.IGNORECASE)
_DECIDED = "reports|events|event_reports|statements|standings|speakers|tellers"
_NAMES_DECIDED = re.compile(rf"\b({_DECIDED})\b", re.IGNORECASE)
_SHOWS_TABLES = re.compile(r"\s*SHOW\s+TABLES\s*;?\s*", re.IGNORECASE)
_TABLES = "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'book' ORDER BY name"
_NAMES_STATUS = re.compile(rf"\b(articles|{_DECIDED})\b", re.IGNORECASE)
_NAMES_DECISIONS = re.compile(r"\bdecisions\b", re.IGNORECASE)
Member = tuple[str, str, int, int, bool, bool]
Members = Callable[[], Iterable[Member]]
"""Gives the reports of the events of a book: ids of event and report, outlets, independent sources, and whether the
event is told, and dated, by the report."""
Editions = Callable[[], Iterable[tuple[str, str, int]]]
"""Gives the ids of the articles of a book that are not both current and the first, with status and version now."""


@dataclass(frozen=True)
class Answer:
    """The answer to a question in SQL: its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


_AMBIGUOUS = (
    "Both tables have it: name whose you mean, as in reports.article, or join by all that they have in common, as in "
    "event_reports NATURAL JOIN reports."
)


def ask(store: Store, question: str, members: Members = tuple, editions: Editions = tuple) -> Answer:
    """Return the answer to one SELECT over the tables of a book, of which each is a view with the rows that count.

    `members` is asked where the question names `events` or `event_reports`, `editions` where it names what an article
    tells, or the articles.
    Raises: UsageError when it is no SELECT or DuckDB refuses it; StoreError when a table of the book cannot be read.
    """
    import duckdb

    if _SHOWS_TABLES.fullmatch(question):  # DuckDB's own answer also has what the views are made of
        question = _TABLES
    with _clear(question):
        kinds = [statement.type for statement in duckdb.extract_statements(question)]
    if len(kinds) != 1 or kinds[0] not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise UsageError("a book answers one SELECT (or DESCRIBE, EXPLAIN) at a time, and nothing that changes it.")
    with _clear(question):
        told = members() if _NAMES_EVENTS.search(question) else ()
        connection = _connection(store, question, told, editions() if _NAMES_STATUS.search(question) else ())
        asked = connection.execute(question)
        columns = tuple(column[0] for column in asked.description or ())
    return Answer(columns, _rows(asked, question))


def _rows(asked: DuckDBPyConnection, question: str) -> Iterator[tuple[Any, ...]]:
    while True:
        with _clear(question):
            rows = asked.fetchmany(_ROWS)
        if not rows:
            return
        yield from rows


def _connection(
    store: Store, question: str, members: Iterable[Member], editions: Iterable[tuple[str, str, int]]
) -> DuckDBPyConnection:
    """Return a connection that sees the book alone."""
    import duckdb

    connection = duckdb.connect(":memory:", config={"python_enable_replacements": "false"})
    hidden = f"rows_{uuid4().hex}"  # what nobody can name by chance
    _register(connection, f"{hidden}_seen", store.seen().items(), ("article", "batch"))
    _register(connection, f"{hidden}_loose", store.loose().items(), ("problem", "batch"))
    _register(connection, f"{hidden}_members", members, ("event", "report", "outlets", "independent", "told", "dated"))
    _register(connection, f"{hidden}_editions", editions, ("article", "status", "version"))
    for table in sorted(TABLES):
        _offer(connection, store, table, f"{hidden}_{table}")
    named = [names.search(question) is not None for names in (_NAMES_DECIDED, _NAMES_DECISIONS)]
    decisions = store.decisions() if any(named) else []
    made = ((one.id, one.field, one.value) for one in decisions if one.field is not None and one.value is not None)
    _register(connection, f"{hidden}_corrections", made, ("decision", "field", "value"))
    held = in_force(decisions) if named[0] else InForce()
    _register(connection, f"{hidden}_wrong", ((id,) for id in held.wrong), ("id",))
    now, fields = _corrected(connection, hidden, held)
    for table in sql_views.DECIDED:
        connection.register(f"{hidden}_corrected_{table}", arrow.arrow_table(table, now[table]))
    _register(connection, f"{hidden}_fields", fields, ("id", "field"))
    connection.execute("CREATE SCHEMA book")
    for view, select in sql_views.views(hidden).items():
        connection.execute(f"CREATE VIEW book.{view} AS {select}")
    folder = "" if store.tables.remote else f"{store.address}/tables/"
    for setting in (
        "schema = 'book'",
        "temp_directory = ''",
        f"allowed_directories = [{quoted(folder)}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _register(
    connection: DuckDBPyConnection, name: str, rows: Iterable[tuple[str | int, ...]], columns: tuple[str, ...]
) -> None:
    """Give rows to DuckDB under a name."""
    connection.register(name, arrow.plain_table(rows, columns))


def _offer(connection: DuckDBPyConnection, store: Store, table: str, name: str) -> None:
    """Give a table of the store, with the rows that do not count among the others, to DuckDB under a name."""
    if store.tables.remote:  # DuckDB itself reaches no object store without an extension that it would have to load
        connection.register(name, store.tables.dataset(table))
    elif paths := store.tables.paths(table):
        connection.execute(f'CREATE VIEW "{name}" AS FROM read_parquet([{", ".join(map(quoted, paths))}])')
    else:
        connection.register(name, arrow.arrow_table(table, ()))


def _corrected(
    connection: DuckDBPyConnection, hidden: str, held: InForce
) -> tuple[dict[str, list[rows.Row]], list[tuple[str, str]]]:
    """Return the rows that what persons added and corrected changes, as they are now, and which fields of which record.

    A statement's speaker is who tells the events and standings that it tells, so whole articles are looked at.
    """
    now: dict[str, list[rows.Row]] = {table: [] for table in sql_views.DECIDED}
    records = held.corrections.keys() | held.wrong.keys()
    if not records and not held.added:
        return now, []
    _register(connection, f"{hidden}_asked", ((id,) for id in {*records, *held.added}), ("id",))
    asked = f'(SELECT id FROM "{hidden}_asked")'
    named = " UNION ".join(
        f"SELECT article FROM ({sql_views.counting(table, hidden)}) WHERE {sql_views.DECIDED[table]} IN {asked}"
        for table in sql_views.DECIDED
    )
    fields: list[tuple[str, str]] = []
    columns = (*rows.READ_ARTICLE, "synthetic")
    found = connection.execute(
        f"SELECT {', '.join(columns)} FROM ({sql_views.counting('articles', hidden)}) "
        f"WHERE article IN {asked} OR article IN ({named})"
    )
    heads = {row["article"]: row for row in (dict(zip(columns, one, strict=True)) for one in found.fetchall())}
    _register(connection, f"{hidden}_heads", ((id,) for id in heads), ("id",))
    layers: dict[str, list[rows.Row]] = {}
    for table in sql_views.DECIDED:
        query = f"SELECT {', '.join(rows.READ)} FROM ({sql_views.counting(table, hidden)})"
        told = connection.execute(f'{query} WHERE article IN (SELECT id FROM "{hidden}_heads")').fetchall()
        layers[table] = [dict(zip(rows.READ, one, strict=True)) for one in told]
    for was in rows.readings_of(heads.values(), layers):
        reading, made = decided(was, held)
        fields += [(id, one.field) for id, each in made.items() for one in each]
        head = {name: heads[was.article.id][name] for name in ("batch", "article", "synthetic")}
        for table in sql_views.DECIDED:
            layer = rows.RECORDS[table][0]
            before = dict(enumerate(getattr(was, layer)))
            now[table] += [
                rows.layer_row(table, {**head, "seq": seq}, one)
                for seq, one in enumerate(getattr(reading, layer))
                if one != before.get(seq)
            ]
    return now, fields


@contextmanager
def _clear(question: str) -> Iterator[None]:
    """Turn what DuckDB raises into an error of ours."""
    import duckdb

    try:
        yield
    except duckdb.PermissionException as error:
        raise UsageError("a question reaches no file beside the book: name its tables alone.") from error
    except (duckdb.IOException, duckdb.InvalidInputException, OSError) as error:
        raise StoreError(f"a table of the book cannot be read ({_first(error)}): see `dyadbook check`.") from error
    except (duckdb.BinderException, duckdb.CatalogException) as error:
        told = f"{question!r} cannot be answered: {_first(error)}"
        ambiguous = "mbiguous reference" in str(error)
        hint = _AMBIGUOUS if ambiguous else "`dyadbook sql --help` names the tables and how they join."
        raise UsageError(f"{told}\n{hint}") from error
    except duckdb.Error as error:
        raise UsageError(f"{question!r} cannot be answered: {_first(error)}") from error


def _first(error: BaseException) -> str:
    """Return what went wrong, with the names that DuckDB takes for those that were meant."""
    lines = [line.strip() for line in str(error).splitlines()] or [type(error).__name__]
    return " ".join([lines[0], *(line for line in lines[1:] if line.startswith(("Candidate", "Did you mean")))])
