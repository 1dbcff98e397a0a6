"""Parse the commands that ask a book."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dyadbook.cli.book import booked
from dyadbook.cli.options import PERIODS, TO, Renamed, Run, common, ending, most, since, until
from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.answers import Answer
    from dyadbook.book.book import Book
    from dyadbook.cli.say import Sayer
    from dyadbook.pages import Synthetic
    from dyadbook.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])

_json = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
_synthetic = click.option(
    "--synthetic",
    type=click.Choice(["apart", "only", "with"]),
    help="Example texts: apart (left out), only, or with the others.",
)


def narrowing(*names: str) -> Callable[[F], F]:
    """Return what adds the options that narrow a question down."""
    options = {
        "since": click.option("--since", metavar="DATE", callback=since, help="First day: 2025-02-07, 2025-02, 2025."),
        "until": click.option("--until", metavar="DATE", callback=until, help="Last day, given so too."),
        "type": click.option("--type", metavar="TYPE", help="PLOVER type (CONSULT), or aspect of standings (border)."),
        "said_by": click.option(
            "--said-by", "--speaker", "said_by", metavar="WHO", help="Who says so: a person, a country, a body."
        ),
        "issue": click.option("--issue", metavar="ISSUE", help="Id or name of an issue, as in abductions."),
        "threshold": click.option(
            "--threshold", type=click.FloatRange(0, 1), default=0.0,
            help="Leave out what is less sure: records whose confidence is under this.",
        ),
        "imported": click.option(
            "--imported", type=click.Choice(["with", "apart", "only"]), default="with",
            help="Events that others alone coded: with the rest, apart (left out), or only these.",
        ),
    }  # fmt: skip

    def add(command: F) -> F:
        for name in reversed(names):
            command = options[name](command)
        return command

    return add


undated = click.option(
    "--undated", type=click.Choice(["apart", "published"]), default="apart",
    help="An article's own news that no report dates: in no period, or where it was first published, counted apart.",
)  # fmt: skip
_ALL = ("since", "until", "type", "said_by", "issue", "threshold", "imported")


def _asked(run: Run, asked: dict[str, Any]) -> tuple[Book, dict[str, Any]]:
    """Return the book that is asked, and what narrows the question down."""
    settings = run.settings(dyad__synthetic=asked.pop("synthetic", None))
    from dyadbook import bookkeeping

    book = bookkeeping.open_book(settings=settings)
    book.index.named = settings["book"]
    return book, {**asked, "synthetic": looked_at(book, settings)}


def looked_at(book: Book, settings: Settings) -> Synthetic:
    """Return whether example texts are looked at: as set, else as the pages of the book do."""
    if settings.source("dyad.synthetic") != "default":
        chosen: Synthetic = settings["dyad.synthetic"]
        return chosen
    from dyadbook import questions

    return questions.unasked(book)


def _show(answer: Answer, as_json: bool) -> int:
    """Show an answer; an empty one says in what it was looked for, and is an answer too."""
    if as_json:
        from dyadbook.schemas import to_json

        sys.stdout.write(to_json(answer).decode() + "\n")
    else:
        from dyadbook.formats.answers_terminal import show_answer
        from dyadbook.formats.terminal import terminal_console

        show_answer(answer, terminal_console())
    return 0


@click.command(
    epilog=ending(
        "dyadbook find summit --book mybook --synthetic with",
        "dyadbook find '\"joint statement\"' --book mybook --speaker USA --about PRK --json",
        "dyadbook find --book mybook --speaker USA --kind statement --synthetic with",
    )
)
@click.argument("words", nargs=-1)
@booked
@narrowing("said_by")
@click.option("--about", multiple=True, metavar="PARTY", help="A party that it is about; may be given again.")
@click.option("--country", metavar="COUNTRY", help="A country that takes part, speaks, is spoken of, or where it is.")
@click.option("--kind", type=click.Choice(["event", "statement", "standing"]), help="Only records of this kind.")
@narrowing("since", "until", "type", "issue", "threshold", "imported")
@click.option("--most", type=click.IntRange(1, 1000), default=20, help="How many are shown.")
@click.option("--skip", type=click.IntRange(0), default=0, help="How many are passed over first.")
@_synthetic
@_json
@common
@click.pass_obj
def find(run: Run, /, words: tuple[str, ...], as_json: bool, **asked: Any) -> int:
    """Find statements, events and standings by their words, and statements by who speaks and how (warned) as well.

    All WORDS must be there, in any form (visit, visited); words within double quotation marks stand together, and
    nuclear* is whatever begins so. Without words all that the options let through is shown, the newest first. Days
    are those of publication.
    """
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.find(book, " ".join(words), **asked), as_json)


@click.command(
    epilog=ending(
        "dyadbook series USA PRK --book mybook --by year --synthetic with",
        "dyadbook series USA PRK --book mybook --to series.csv",
        "dyadbook series USA PRK --book mybook --to series.csv --events events.csv",
    )
)
@click.argument("a")
@click.argument("b")
@booked
@click.option("--by", type=click.Choice(PERIODS), default="month", help="The periods.")
@undated
@click.option(
    *TO, cls=Renamed, was=("--csv",), type=click.Path(path_type=Path), help="Write a CSV file; - is standard output."
)
@click.option(
    "--events",
    type=click.Path(path_type=Path),
    help="Write the events behind the figures to a CSV file, a row each.",
)
@narrowing(*_ALL)
@_synthetic
@_json
@common
@click.pass_obj
def series(run: Run, /, a: str, b: str, to: Path | None, events: Path | None, as_json: bool, **asked: Any) -> int:
    """Count the events between two parties over time, with mean Goldstein values; cooperation and conflict apart.

    Events are those told as done. `hollow` counts what was promised, threatened, supposed or denied, which is in none
    of the other figures. What has no date is in no period: news seldom dates its own acts, and with `--undated
    published` these stand where they were first published, each figure beside how many do.

    `--events` writes a row for each event that was counted, with the first day of its period (empty: it is in none),
    its id, its article and the words that tell it, by which a figure is traced and cited.
    """
    book, asked = _asked(run, asked)
    from dyadbook import questions

    answer = questions.series(book, a, b, **asked)
    say = run.sayer()
    if events is not None:
        from dyadbook.formats.answers_terminal import counted_lines

        _write_csv(events, counted_lines(questions.counted(book, a, b, **asked)), say)
    if to is None:
        return _show(answer, as_json)
    from dyadbook.formats.answers_terminal import csv_lines

    _write_csv(to, csv_lines(answer), say)
    say.note(answer.filter)
    return 0


def _write_csv(to: Path, lines: Iterable[tuple[str, ...]], say: Sayer) -> None:
    """Write rows to a CSV file, and say so. Raises: UsageError where that cannot be."""
    try:
        with click.open_file(str(to), "w", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows(lines)
    except OSError as error:
        raise UsageError(f"{to} cannot be written: {error.strerror}. Name a file in a folder that is there.") from error
    if str(to) != "-":
        say.note(f"wrote {to}")


@click.command(
    epilog=ending(
        "dyadbook pending USA PRK --book mybook --synthetic with", "dyadbook pending --book mybook --synthetic with"
    )
)
@click.argument("a", required=False)
@click.argument("b", required=False)
@booked
@narrowing(*_ALL)
@most(100, "Plans")
@_synthetic
@_json
@common
@click.pass_obj
def pending(run: Run, /, a: str | None, b: str | None, as_json: bool, **asked: Any) -> int:
    """Show what was promised, threatened or announced, on what condition, and whether it was kept or broken.

    Between A and B, or, without them, between any two parties of the book.
    """
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.pending(book, a, b, **asked), as_json)


@click.command(epilog=ending("dyadbook among USA KOR PRK --book mybook --synthetic with"))
@click.argument("parties", nargs=-1, required=True)
@booked
@narrowing(*_ALL)
@most(100, "Events and statements", was=("--newest",))
@_synthetic
@_json
@common
@click.pass_obj
def among(run: Run, /, parties: tuple[str, ...], most: int | None, as_json: bool, **asked: Any) -> int:
    """Show what three or more parties have in common."""
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.among(book, *parties, most=most, **asked), as_json)


@click.command(epilog=ending("dyadbook dyads --book mybook", "dyadbook dyads PRK --book mybook --synthetic with"))
@click.argument("party", required=False)
@booked
@narrowing("since", "until")
@most(50, "Dyads")
@_synthetic
@_json
@common
@click.pass_obj
def dyads(run: Run, /, party: str | None, as_json: bool, **asked: Any) -> int:
    """List which pairs of parties a book tells of, those in the most articles first, or those with PARTY.

    Days are those of publication. Where all that is told of two is doubtful the list says so.
    """
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.dyads(book, party, **asked), as_json)


@click.command(
    epilog=ending(
        "dyadbook changes --since 2018-06-01 --book mybook --synthetic with",
        "dyadbook changes USA PRK --since 2018-06-01 --book mybook --synthetic with",
        "dyadbook changes --since 2018-06-01 --watch list.txt --book mybook --synthetic with",
    )
)
@click.argument("parties", nargs=-1, metavar="[A B]")
@click.option("--since", required=True, metavar="DATE", callback=since, help="First day of publication.")
@click.option(
    "--watch",
    type=click.Path(path_type=Path),
    help="File of the dyads, two parties a line: USA, PRK; else those most told of since.",
)
@booked
@narrowing("threshold", "imported")
@most(20, "Dyads, where you name none,")
@_synthetic
@_json
@common
@click.pass_obj
def changes(run: Run, /, parties: tuple[str, ...], since: str, watch: Path | None, as_json: bool, **asked: Any) -> int:
    """Show firsts, reversals, lapses and what is new in the dyads that you watch, against how much was read.

    Of two parties A and B, or those of a list; without either, of the dyads that the most articles published since
    tell of.
    """
    if parties and (len(parties) != 2 or watch):
        raise UsageError("name two parties, as in USA PRK, or a list of dyads (--watch), or neither.")
    book, asked = _asked(run, asked)
    from dyadbook import questions

    watched = [(parties[0], parties[1])] if parties else watch
    return _show(questions.changes(book, since, watched, **asked), as_json)


@click.command(epilog=ending('dyadbook wording "complete denuclearization" --book mybook --synthetic with'))
@click.argument("phrase")
@booked
@narrowing("said_by", "since", "until", "issue")
@_synthetic
@_json
@common
@click.pass_obj
def wording(run: Run, /, phrase: str, as_json: bool, **asked: Any) -> int:
    """Show who used a wording first and last, in which forms, and who dropped which words when."""
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.wording(book, phrase, **asked), as_json)


@click.command("actor-page", epilog=ending('dyadbook actor-page "Kim Jong Un" --book mybook --synthetic with'))
@click.argument("name")
@booked
@narrowing("since", "until", "type", "issue", "imported")
@most(50, "Statements, meetings and other events", was=("--newest",))
@_synthetic
@_json
@common
@click.pass_obj
def actor_page(run: Run, /, name: str, most: int | None, as_json: bool, **asked: Any) -> int:
    """Show what the book tells of an actor: offices over time, statements, whom the actor met."""
    book, asked = _asked(run, asked)
    from dyadbook import questions

    return _show(questions.actor_page(book, name, most=most, **asked), as_json)


QUESTIONS: tuple[click.Command, ...] = (actor_page, among, changes, dyads, find, pending, series, wording)
