"""Parse the command line.

Each command calls one verb and shows what comes back. Exit code 0: something was read; 1: nothing could be read;
2: the call is wrong. Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from click.shell_completion import get_completion_class

from dyadbook import __version__
from dyadbook.cli import described
from dyadbook.cli.articles import READING
from dyadbook.cli.ask import QUESTIONS
from dyadbook.cli.book import BOOKKEEPING
from dyadbook.cli.decide import DECIDING
from dyadbook.cli.follow import INTAKE
from dyadbook.cli.lookups import LOOKUPS
from dyadbook.cli.mcp import ASSISTING
from dyadbook.cli.options import AS_JSON, Run, common, ending
from dyadbook.cli.plot import plot
from dyadbook.cli.say import say_error
from dyadbook.cli.serve import SERVING
from dyadbook.cli.site import site
from dyadbook.cli.world import world
from dyadbook.errors import DyadbookError, UsageError
from dyadbook.settings import SETTINGS

_PROGRAM = "dyadbook"
_COMPLETE = "_DYADBOOK_COMPLETE"
_HELP = ["-h", "--help"]


class _Program(click.Group):
    """A program whose help has its commands by what they are for, each with a whole sentence."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections; those of none are the last."""
        left = dict(self.commands)
        for title, names in (*_SECTIONS.items(), ("Other", " ".join(left))):
            rows = [(name, left.pop(name).get_short_help_str(limit=_WHOLE)) for name in names.split() if name in left]
            with formatter.section(title):
                formatter.write_dl(rows)


_WHOLE = 1000  # characters of a sentence of help: none is cut
_SECTIONS = {
    "Read articles": "read dyad export explain classify",
    "Keep a book": "add follow import reread forget problems runs check compact vacuum migrations",
    "Ask a book": "dyads article find changes pending series wording among actor-page sql",
    "Put a book right": "wrong correct merge split add-event add-statement add-standing withdraw decisions",
    "Show a book": "plot serve site mcp",
    "Look up": "actor date place world",
}


@click.group(
    cls=_Program,
    context_settings={"help_option_names": _HELP, "max_content_width": 100},
    epilog=ending("dyadbook read page.html", "dyadbook dyad USA PRK examples --synthetic only"),
)
@click.version_option(__version__, prog_name=_PROGRAM)
@common
def cli() -> None:
    """Read who said and did what to whom, when, where, in whose words, from the news that you have."""


_OTHERS = (*LOOKUPS, *READING, world, *BOOKKEEPING, *DECIDING, *QUESTIONS, *INTAKE, plot, site, *SERVING, *ASSISTING)
for _command in _OTHERS:
    cli.add_command(_command)


@cli.command(epilog=ending("dyadbook schema", "dyadbook schema Reading"))
@click.argument("record", required=False)
@common
def schema(record: str | None) -> int:
    """Print the JSON Schema of a record, or the names of the records."""
    return described.show_schema(record)


@cli.command(epilog=ending("dyadbook settings", "dyadbook settings --set http.timeout=10"))
@AS_JSON
@common
@click.pass_obj
def settings(run: Run, as_json: bool) -> int:
    """Print every setting: its value, where the value comes from, and what it does."""
    return described.show_settings(run.settings(), SETTINGS, as_json)


@cli.command(epilog=ending("dyadbook completion bash > dyadbook.bash"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common
def completion(shell: str) -> int:
    """Print a script that completes commands and options in a shell."""
    made = get_completion_class(shell)
    if made is None:  # the choice above leaves none out
        raise UsageError(f"{shell} is not known.")
    script = made(cli, {}, _PROGRAM, _COMPLETE)
    click.echo(script.source_template % script.source_vars())
    return 0


@cli.command(epilog=ending("dyadbook version"))
@common
def version() -> int:
    """Print the version."""
    click.echo(f"{_PROGRAM} {__version__}")
    return 0


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Return the exit code of one call of the command line."""
    try:
        if _COMPLETE in os.environ:  # a shell asks for words; click answers and leaves
            cli.main(arguments, prog_name=_PROGRAM)
        # Not `cli.main`: it would turn a broken pipe into exit code 1.
        with cli.make_context(_PROGRAM, list(arguments), obj=Run()) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as error:  # --help and --version
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except UsageError as error:
        for line in str(error).splitlines():
            say_error(line)
        return 2
    except DyadbookError as error:
        say_error(str(error))
        return 1
    except BrokenPipeError:
        _let_go_of_stdout()
        return 0
    except (KeyboardInterrupt, click.Abort):
        say_error("stopped")
        return 130


def _let_go_of_stdout() -> None:
    """Point standard output at nothing: whoever read it has left, and the flush at exit must not fail."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def help_of() -> dict[str, str]:
    """Return the help of the program and of each command, as a terminal of 100 columns shows it."""
    settings: dict[str, Any] = {"terminal_width": 100, "help_option_names": _HELP}
    top = click.Context(cli, info_name=_PROGRAM, **settings)
    helps = {_PROGRAM: cli.get_help(top)}
    for name, command in sorted(cli.commands.items()):
        context = click.Context(command, info_name=name, parent=top, **settings)
        helps[f"{_PROGRAM} {name}"] = command.get_help(context)
        inner = command.commands.items() if isinstance(command, click.Group) else ()
        for part, one in sorted(inner):
            helps[f"{_PROGRAM} {name} {part}"] = one.get_help(
                click.Context(one, info_name=part, parent=context, **settings)
            )
    return helps


def examples() -> list[str]:
    """Return the example lines of every help."""
    texts = [command.epilog or "" for command in (cli, *cli.commands.values())]
    return [line.strip().removeprefix("$ ") for text in texts for line in text.splitlines() if "$ " in line]
