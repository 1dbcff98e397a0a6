"""Parse the commands that ask one thing: who, when, where; each also as a filter over JSON lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import click

from dyadbook.cli import output
from dyadbook.cli.options import Run, common, day, ending
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.lookup.codes import Codes

F = TypeVar("F", bound=Callable[..., Any])


def _asked(command: F) -> F:
    """Return a command that takes words, or rows of JSON lines."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON."),
        click.option(
            "--jsonl", "as_rows", is_flag=True, help="Read rows of JSON lines from WORDS, a file, or standard input."
        ),
        click.argument("words", required=False),
    ):
        command = option(command)
    return command


def _rows(run: Run, what: str, words: str | None, defaults: dict[str, str | None], **given: Any) -> int:
    """Show the answers to rows of a file or of standard input; `defaults` are for rows that do not give them."""
    from dyadbook import verbs

    where = words or "-"
    try:
        stream = cast(BinaryIO, click.open_file(where, "rb"))
    except OSError as error:
        raise UsageError(
            f"{where} cannot be read ({error.strerror}): with --jsonl name a file of rows, or -."
        ) from error
    with stream:
        return output.show_answers(verbs.ask_lines(what, stream, where, defaults, **given), run.sayer())


def _given(what: str, words: str | None) -> str:
    """Return the words that were given. Raises: UsageError where there are none."""
    if not words:
        raise UsageError(f'say what to look up: dyadbook {what} "WORDS"; with --jsonl rows are read.')
    return words


@click.command(
    epilog=ending(
        'dyadbook actor "Prime Minister Ishiba" --on 2025-02-07',
        'dyadbook actor "the foreign ministry" --context Peru --json',
        "dyadbook actor --jsonl --codes cameo < actors.jsonl",
    )
)
@_asked
@click.option("--on", metavar="DATE", callback=day, help="The day for which the office is asked, as in 2025-02-07.")
@click.option("--context", metavar="TEXT", help="Text around the words, or a country's name.")
@click.option("--codes", type=click.Choice(["plover", "cameo"]), default="plover", help="Whose sector codes.")
@common
@click.pass_obj
def actor(
    run: Run, words: str | None, as_rows: bool, as_json: bool, on: str | None, context: str | None, codes: Codes
) -> int:
    """Say whom words name or describe: country, sectors, office on a day.

    Rows are {"id", "text", "context", "date"}; answers have country, sector, sectors, name, office, basis and score.
    What no table knows is null.
    """
    run.settings()  # among them the folder of the user's own rows
    if as_rows:
        return _rows(run, "actor", words, {"date": on, "context": context}, codes=codes)
    from dyadbook import verbs

    return output.show_found(verbs.actor(_given("actor", words), on=on, context=context, codes=codes), as_json)


@click.command(
    epilog=ending(
        'dyadbook date "the early 2000s"',
        'dyadbook date "next Friday" --published 2025-02-07 --json',
        "dyadbook date --jsonl < dates.jsonl",
    )
)
@_asked
@click.option("--published", metavar="DATE", callback=day, help="The day on which the words lean, as in 2025-02-07.")
@common
@click.pass_obj
def date(run: Run, words: str | None, as_rows: bool, as_json: bool, published: str | None) -> int:
    """Say which days words mean: TIMEX3 values, and what they cover.

    Rows are {"id", "text", "published"}; answers have timex, a list of start, end, type, value, mod, begin, until and
    precision. What leans on a day that is not given stays without days.
    """
    run.settings()  # among them the folder of the user's own rows
    if as_rows:
        return _rows(run, "date", words, {"published": published})
    from dyadbook import verbs

    return output.show_found(verbs.dates(_given("date", words), published=published), as_json)


@click.command(
    epilog=ending(
        'dyadbook place "Georgia" --near USA',
        'dyadbook place "Panmunjom" --json',
        "dyadbook place --jsonl < places.jsonl",
    )
)
@_asked
@click.option("--near", metavar="COUNTRY", help="Country in which it likely lies, or else near it: a code or a name.")
@common
@click.pass_obj
def place(run: Run, words: str | None, as_rows: bool, as_json: bool, near: str | None) -> int:
    """Say which place words name, and where it lies.

    Rows are {"id", "text", "start", "end", "near"}: the words [start, end) of a text, whose other words decide between
    namesakes. Answers have name, country, lat, lon, geonames, is_country, score and candidates.
    """
    run.settings()  # among them the folder of the user's own rows
    if as_rows:
        return _rows(run, "place", words, {"near": near})
    from dyadbook import verbs

    return output.show_found(verbs.place(_given("place", words), near=near), as_json)


LOOKUPS = (actor, date, place)
