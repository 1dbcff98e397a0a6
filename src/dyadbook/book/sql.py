"""Return answers to SQL over the tables of a book: the only importer of duckdb.

A question sees one view a table, with the rows that count and no others; it changes nothing and reaches no other file.
Events are no table of the store: where a question names them, their reports come from the index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args
from uuid import uuid4

from dyadbook.book import arrow
from dyadbook.book.columns import LAYERS, TABLES
from dyadbook.book.store import Store
from dyadbook.errors import StoreError, UsageError
from dyadbook.records import Precision

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ROWS = 1000  # of an answer that are in memory at a time
_NAMES_EVENTS = re.compile(r"\bevents\b", re.IGNORECASE)
Members = Callable[[], Iterable[tuple[str, str, int, int]]]
"""Gives the reports of the events of a book: ids of event and report, outlets, independent sources."""


@dataclass(frozen=True)
class Answer:
    """The answer to a question in SQL: its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def ask(store: Store, question: str, members: Members = tuple) -> Answer:
    """Return the answer to one SELECT over the tables of a book, of which each is a view with the rows that count.

    `members` is asked where the question names `events`.
    Raises: UsageError when it is no SELECT or DuckDB refuses it; StoreError when a table of the book cannot be read.
    """
    import duckdb

    with _clear(question):
        kinds = [statement.type for statement in duckdb.extract_statements(question)]
    if len(kinds) != 1 or kinds[0] not in (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN):
        raise UsageError("a book answers one SELECT (or DESCRIBE, EXPLAIN) at a time, and nothing that changes it.")
    with _clear(question):
        connection = _connection(store, members() if _NAMES_EVENTS.search(question) else None)
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


def _connection(store: Store, members: Iterable[tuple[str, str, int, int]] | None) -> DuckDBPyConnection:
    """Return a connection that sees the book alone."""
    import duckdb

    connection = duckdb.connect(":memory:", config={"python_enable_replacements": "false"})
    hidden = f"rows_{uuid4().hex}"  # what nobody can name by chance
    connection.register(f"{hidden}_seen", arrow.plain_table(store.seen().items(), ("article", "batch")))
    connection.register(f"{hidden}_loose", arrow.plain_table(store.loose().items(), ("problem", "batch")))
    connection.execute("CREATE SCHEMA book")
    for table in sorted(TABLES):
        _offer(connection, store, table, f"{hidden}_{table}")
        connection.execute(f"CREATE VIEW book.{table} AS {_seen(table, hidden)}")
    if members is not None:
        names = ("event", "report", "outlets", "independent")
        connection.register(f"{hidden}_members", arrow.plain_table(members, names))
        connection.execute(f"CREATE VIEW book.events AS {_events(f'{hidden}_members')}")
    folder = "" if store.tables.remote else f"{store.address}/tables/"
    for setting in (
        "schema = 'book'",
        "temp_directory = ''",
        f"allowed_directories = [{_text(folder)}]",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _offer(connection: DuckDBPyConnection, store: Store, table: str, name: str) -> None:
    """Give a table of the store, with the rows that do not count among the others, to DuckDB under a name."""
    if store.tables.remote:  # DuckDB itself reaches no object store without an extension that it would have to load
        connection.register(name, store.tables.dataset(table))
    elif paths := store.tables.paths(table):
        connection.execute(f'CREATE VIEW "{name}" AS FROM read_parquet([{", ".join(map(_text, paths))}])')
    else:
        connection.register(name, arrow.arrow_table(table, ()))


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _seen(table: str, hidden: str) -> str:
    """Return the SELECT that leaves the rows of a table that count."""
    # DuckDB knows time zones by an extension that it would have to load; all times of a book are UTC.
    kinds = TABLES[table].items()
    times = [f'make_timestamp(epoch_us("{name}")) AS "{name}"' for name, kind in kinds if kind == "time"]
    replaced = f" REPLACE ({', '.join(times)})" if times else ""
    select = f'SELECT *{replaced} FROM "{hidden}_{table}" AS t'
    seen = f'EXISTS (FROM "{hidden}_seen" AS s WHERE s.article = t.article AND s.batch = t.batch)'
    if table == "problems":
        loose = f'EXISTS (FROM "{hidden}_loose" AS s WHERE s.problem = t.problem AND s.batch = t.batch)'
        return f"{select} WHERE (seq IS NOT NULL AND {seen}) OR (seq IS NULL AND {loose})"
    if table in LAYERS or table == "articles":
        return f"{select} WHERE {seen}"
    if table == "runs":  # a run has a row when it begins and one when it ends
        return f"{select} QUALIFY row_number() OVER (PARTITION BY run ORDER BY t.ended NULLS LAST) = 1"
    if table == "decisions":
        return f'{select} WHERE EXISTS (FROM "{hidden}_commits" AS c WHERE c.batch = t.batch)'
    return select


def _events(members: str) -> str:
    """Return the SELECT of events: each with what its most precise report tells of it, as on the pages of a book."""
    precisions = ", ".join(map(_text, get_args(Precision)))
    first = f"list_position([{precisions}], r.date_precision), NOT r.lead, r.event"
    return (
        f"SELECT m.event, m.outlets, m.independent, m.reports, r.* EXCLUDE (event, batch, seq) FROM "
        f'(SELECT *, list(report) OVER (PARTITION BY event) AS reports FROM "{members}") AS m '
        f"JOIN book.reports AS r ON r.event = m.report "
        f"QUALIFY row_number() OVER (PARTITION BY m.event ORDER BY {first}) = 1"
    )


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
    except duckdb.Error as error:
        raise UsageError(f"{question!r} cannot be answered: {_first(error)}") from error


def _first(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
