"""Parse the commands that keep a book: file articles, read them again, look after it, ask it in SQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, BinaryIO, TypeVar

import click

from dyadbook.cli import filed, output, rereading
from dyadbook.cli.options import AS_JSON, Renamed, Run, common, ending, engined, most, reading
from dyadbook.errors import UsageError
from dyadbook.phrases import count_words

F = TypeVar("F", bound=Callable[..., Any])


def booked(command: F) -> F:
    """Return a command that also takes the book, and gives it on as the setting."""

    @wraps(command)
    def with_book(*args: Any, book: str | None, **kw: Any) -> Any:
        run: Run = click.get_current_context().ensure_object(Run)
        if book is not None:
            run.assignments.append(f"book={book}")
        return command(*args, **kw)

    help_text = "The book: a folder, or an address of an object store. Else DYADBOOK_BOOK."
    return click.option("--book", metavar="BOOK", help=help_text)(with_book)  # type: ignore[return-value]


def either(run: Run, sources: Sequence[str]) -> None:
    """Do nothing where sources or a book are named; a book that the environment or a file names gives way to sources.

    Raises: UsageError where both are named, since one would be passed over.
    """
    book = next((one.removeprefix("book=") for one in run.assignments if one.startswith("book=")), None)
    if sources and book is not None:
        raise UsageError(
            f"give SOURCES, to read them alone, or --book {book}, to ask the book: not both. To ask both together,"
            f" `dyadbook add SOURCES --book {book}` first, then ask the book without SOURCES."
        )


@click.command(
    epilog=ending("dyadbook add examples --book mybook", "dyadbook add page.html article.txt --book mybook --quiet")
)
@click.argument("sources", nargs=-1, required=True)
@booked
@engined
@reading
@AS_JSON
@common
@click.pass_obj
def add(
    run: Run,
    sources: tuple[str, ...],
    engine: Any,
    as_json: bool,
) -> int:
    """Read articles and file them in a book, which is made where there is none.

    What is in the book already is not read again, so that a run that was broken off (ctrl-C, a kill) goes on where it
    stopped when it is called again. ctrl-C, or SIGTERM, files what was read so far.
    """
    settings = run.settings()
    from dyadbook import bookkeeping

    say = run.sayer()
    with filed.ending_well(), filed.progress(say) as seen:
        added = bookkeeping.add(list(sources), settings=settings, engine=engine, seen=seen, met=filed.Met(say))
    return filed.show_added(added, settings["book"], say, as_json=as_json)


@click.command(epilog=ending("dyadbook reread --book mybook", "dyadbook reread --book mybook --dry-run --all --json"))
@booked
@engined
@click.option("--all", "everything", is_flag=True, help="Read also what the same steps and models have read.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and file nothing.")
@most(50, "Changed records")
@AS_JSON
@common
@click.pass_obj
def reread(run: Run, engine: Any, everything: bool, dry_run: bool, most: int | None, as_json: bool) -> int:
    """Read the articles of a book again with this version, file what is new, and show what changed.

    Under each article + is a record that came, - one that went, ~ one that is told otherwise, with the fields in which
    it is; what the others are is counted. --json has all of them, an article a line, whole.
    """
    settings = run.settings()
    from dyadbook import bookkeeping

    say, changes = run.sayer(), rereading.Changes(as_json, most)
    with filed.ending_well(), filed.progress(say) as seen:
        added = bookkeeping.reread(
            settings=settings, engine=engine, everything=everything, dry_run=dry_run, changed=changes.show, seen=seen
        )
    return rereading.show_reread(added, changes, say)


@click.command(epilog=ending("dyadbook check --book mybook"))
@booked
@AS_JSON
@common
@click.pass_obj
def check(run: Run, as_json: bool) -> int:
    """Check that every file of a book can be read; exit code 1 where one cannot."""
    from dyadbook import bookkeeping

    return output.show_faults(bookkeeping.check(settings=run.settings()), as_json, run.sayer())


@click.command(epilog=ending("dyadbook compact --book mybook"))
@booked
@AS_JSON
@common
@click.pass_obj
def compact(run: Run, as_json: bool) -> int:
    """Join the many small files of a book into few large ones; others may read and file meanwhile."""
    from dyadbook import bookkeeping

    return filed.show_files(bookkeeping.compact(settings=run.settings()), as_json, run.sayer())


@click.command(epilog=ending("dyadbook vacuum --book mybook", "dyadbook vacuum --book mybook --keep-hours 1"))
@booked
@click.option(
    "--keep-hours",
    type=click.FloatRange(min=0),
    help="Hours for which files stay that a running reader or writer may still need; else a week. 0: nobody else is at "
    "the book.",
)
@AS_JSON
@common
@click.pass_obj
def vacuum(run: Run, keep_hours: float | None, as_json: bool) -> int:
    """Remove from the disk what no longer counts: forgotten and reread articles, batches that died, joined files."""
    settings = run.settings()
    from dyadbook import bookkeeping

    hours = bookkeeping.KEPT_HOURS if keep_hours is None else keep_hours
    return filed.show_cleared(bookkeeping.vacuum(settings=settings, keep_hours=hours), as_json, run.sayer())


@click.command(epilog=ending("dyadbook forget 156da5ace16f4aa4 --book mybook", ids=True))
@click.argument("articles", nargs=-1, required=True)
@booked
@AS_JSON
@common
@click.pass_obj
def forget(run: Run, articles: tuple[str, ...], as_json: bool) -> int:
    """Take articles out of a book by their ids, or those that your tables gave them (`doc_id`).

    `dyadbook vacuum` then removes them from the disk.
    """
    from dyadbook import bookkeeping

    count = bookkeeping.forget(articles, settings=run.settings())
    return output.show_count("forgotten", count, "article", as_json, run.sayer())


@click.command(epilog=ending("dyadbook runs --book mybook", "dyadbook runs --book mybook --json"))
@booked
@AS_JSON
@common
@click.pass_obj
def runs(run: Run, as_json: bool) -> int:
    """List the runs over a book: when, with what, and how they ended."""
    from dyadbook import bookkeeping

    return filed.show_runs(bookkeeping.runs(settings=run.settings()), as_json)


@click.command(epilog=ending("dyadbook problems --book mybook", "dyadbook problems --book mybook --json"))
@booked
@AS_JSON
@common
@click.pass_obj
def problems(run: Run, as_json: bool) -> int:
    """List what could not be read of the articles of a book."""
    from dyadbook import bookkeeping

    return filed.show_problems(bookkeeping.problems(settings=run.settings()), as_json, run.sayer())


@click.command(epilog=ending("dyadbook migrations --book mybook"))
@booked
@AS_JSON
@common
@click.pass_obj
def migrations(run: Run, as_json: bool) -> int:
    """Show the format of a book, and the migrations that brought it there."""
    from dyadbook import bookkeeping

    return filed.show_info(bookkeeping.info(settings=run.settings()), as_json)


@click.group(epilog=ending("dyadbook decisions list --book mybook"))
def decisions() -> None:
    """List what persons decided, export it as JSON lines, and bring it back."""


@decisions.command(name="list", epilog=ending("dyadbook decisions list --book mybook"))
@booked
@AS_JSON
@common
@click.pass_obj
def list_(run: Run, as_json: bool) -> int:
    """List the decisions in the order of filing: when, what, by whom and why, and whether it holds."""
    from dyadbook import bookkeeping
    from dyadbook.book.decisions import withdrawn

    book = bookkeeping.open_book(settings=run.settings())
    found = book.store.decisions()
    if as_json:
        return filed.print_json(found)
    with book.index.view() as view:
        return filed.show_decisions(found, withdrawn(found), view, run.sayer())


@decisions.command(name="export", epilog=ending("dyadbook decisions export --book mybook > decisions.jsonl"))
@booked
@common
@click.pass_obj
def export_(run: Run) -> int:
    """Print the decisions as JSON lines."""
    from dyadbook import bookkeeping

    found = bookkeeping.decisions_out(settings=run.settings())
    run.sayer().note(f"{count_words(len(found), 'decision')} in the book")
    return filed.print_json(found)


@decisions.command(name="import", epilog=ending("dyadbook decisions import decisions.jsonl --book mybook"))
@click.argument("file", type=click.File("rb"))
@booked
@AS_JSON
@common
@click.pass_obj
def import_(run: Run, file: BinaryIO, as_json: bool) -> int:
    """File decisions from JSON lines; those that are in the book already are passed over."""
    from dyadbook import bookkeeping

    count = bookkeeping.decisions_in(file, settings=run.settings())
    return output.show_count("filed", count, "decision", as_json, run.sayer())


@click.command(
    epilog=ending(
        'dyadbook sql "SELECT type, count(*) FROM reports WHERE counts GROUP BY type ORDER BY 2 DESC" --book mybook',
        'dyadbook sql "SELECT event, article, outlet, text FROM event_reports NATURAL JOIN reports" --book mybook',
        'dyadbook sql "DESCRIBE reports" --book mybook',
        'dyadbook sql "SELECT title, published FROM articles" --book mybook --csv',
        "dyadbook sql \"SELECT article, title, status FROM articles WHERE status <> 'current'\" --book mybook",
    )
)
@click.argument("question")
@booked
@click.option("--csv", "form", flag_value="csv", help="Print CSV.")
@click.option("--json", "form", cls=Renamed, was=("--jsonl",), flag_value="json", help="Print JSON lines, one a row.")
@common
@click.pass_obj
def sql(run: Run, question: str, form: str | None) -> int:
    """Ask a book in SQL (DuckDB): one SELECT over its tables. It changes nothing and reaches no other file.

    \b
    articles       an article, with its text; doc_id: the id that your table
                   gave it
    reports        what one article tells of one event, as persons corrected it
    events         an event by its report that tells it best
    event_reports  which report tells of which event: event, report, article,
                   doc_id, outlet, published
    statements, standings, issues, mentions, not_sure, problems
    speakers       who says the words of a statement, a row for each: statement,
                   n, name, id, country, office
    tellers        by whose words a report or a standing is told, a row for
                   each: report, standing, statement, n, name, id, country
    runs, decisions, commits: how the book came to be

    \b
    They join by columns of one name:
    events, event_reports   by event, the id that `dyad` and `find` show
    event_reports, reports  by report
    reports, tellers        by report; standings, tellers: by standing
    statements, speakers    by statement
    any, articles           by article; of `events` it is that of one report

    `date_start` and `date_last` are the first and the last day; `date_end` is the day after `date_last`.

    `WHERE NOT synthetic` leaves example texts out; `WHERE counts` leaves out of `reports`, `statements` and `standings`
    what is in no event and no other answer: what a person called wrong (`wrong`), and what superseded or retracted
    articles tell (`status` of `articles`).
    """
    settings = run.settings()
    from dyadbook import bookkeeping

    return filed.show_answer(bookkeeping.sql(question, settings=settings), form)


BOOKKEEPING: tuple[click.Command, ...] = (
    add, check, compact, decisions, forget, migrations, problems, reread, runs, sql, vacuum,
)  # fmt: skip
