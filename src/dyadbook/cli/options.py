"""Return what commands share: the run's settings, options that hold for every command, and examples in the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from dyadbook.cli.say import Sayer
from dyadbook.settings import Settings, load_settings, parse_assignments, settings_file

F = TypeVar("F", bound=Callable[..., Any])


TO = ("-o", "--to", "--output", "to")
"""The spellings of where a result goes, the same in every command that writes one."""
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON lines.")
PERIODS = ("week", "month", "quarter", "year")
"""What a series of events is counted by."""


class Run:
    """What holds for one run of the command line: settings, and how much is said."""

    def __init__(self) -> None:
        self.assignments: list[str] = []
        self.config: Path | None = None
        self.verbose = 0
        self.quiet = False
        self.reading: dict[str, Any] = {}  # settings that the options of reading give

    def settings(self, **given: Any) -> Settings:
        """Return the settings of the run; `given` are those that have options of their own."""
        settings = load_settings(parse_assignments(self.assignments), file=self.config)
        for name, value in (self.reading | given).items():
            if value is not None:
                option = name.partition("__")[2].replace("_", "-")
                settings = settings.replaced({name.replace("__", "."): value}, f"--{option}")
        if settings["world.dir"] is not None:
            from dyadbook import world

            world.use_overlay(settings["world.dir"])
        if settings["issues.file"] is not None:
            from dyadbook import ontology

            ontology.use_issues(settings["issues.file"])
        return settings

    def sayer(self) -> Sayer:
        """Return what speaks to the user on standard error."""
        return Sayer(quiet=self.quiet, verbose=self.verbose)


class Renamed(click.Option):
    """An option that also goes by former names, which no help shows."""

    def __init__(self, names: Sequence[str], *, was: Sequence[str], **attributes: Any) -> None:
        super().__init__([*names, *was], **attributes)
        self.was = frozenset(was)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the row of the help, with the names that are the rule."""
        names = self.opts
        self.opts = [name for name in names if name not in self.was]
        try:
            return super().get_help_record(ctx)
        finally:
            self.opts = names


def most(default: int, what: str, *, was: Sequence[str] = ()) -> Callable[[F], F]:
    """Return what adds the option that says how many of something are shown, None where all are; `was`: older names."""
    return click.option(
        "--most", cls=Renamed, was=was, type=click.IntRange(0), default=default, show_default=True,
        callback=lambda context, option, value: value or None, help=f"{what} that are shown; 0: all.",
    )  # fmt: skip


def common(command: F) -> F:
    """Return a command that also takes the options that hold for every command."""

    @wraps(command)
    def with_common(
        *args: Any, set_: tuple[str, ...], config: Path | None, verbose: int, quiet: bool, **kw: Any
    ) -> Any:
        run: Run = click.get_current_context().ensure_object(Run)
        run.assignments += set_
        run.config = config or run.config
        run.verbose += verbose
        run.quiet = quiet or run.quiet
        return command(*args, **kw)

    for option in (
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error."),
        click.option("-v", "--verbose", count=True, help="Say what is done, on standard error; twice for more."),
        click.option("--config", type=click.Path(path_type=Path), callback=_there, help="File of settings (TOML)."),
        click.option("--set", "set_", multiple=True, metavar="NAME=VALUE", help="Set a setting for this run."),
    ):
        with_common = option(with_common)
    return with_common  # type: ignore[return-value]


def _there(context: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    """Return the file of settings that was named, also for what asks for no setting.

    Raises: SettingsError where it is not there.
    """
    return value and settings_file(value)


def day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return a day that was given, as it was given. Raises: BadParameter, which names the option, when it is none."""
    try:
        return value if value is None else date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date: give a date as in 2025-02-07.") from error


def since(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return a first day that was given, as the day, the month or the year that begins with it."""
    return _end(value, 0)


def until(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Return a last day that was given, as the day, the month or the year that ends with it."""
    return _end(value, 1)


def _end(value: str | None, which: int) -> str | None:
    from dyadbook.days import WANTED, first_and_last

    try:
        return value if value is None else first_and_last(value)[which].isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date: {WANTED}.") from error


def reading(command: F) -> F:
    """Return a command that also takes the options of reading articles, which become settings of the run."""

    @wraps(command)
    def with_reading(*args: Any, **kw: Any) -> Any:
        run: Run = click.get_current_context().ensure_object(Run)
        run.reading = {f"read__{name}": kw.pop(name) for name in ("publisher", "published", "columns", "date_order")}
        return command(*args, **kw)

    for option in (
        click.option("--columns", metavar="FIELD=COLUMN,...", help="Columns of a table, as in text=body,title=head."),
        click.option("--publisher", metavar="NAME", help="Outlet by hand; comes before what the page says."),
        click.option("--published", metavar="DATE", callback=day, help="Publication date by hand, as in 2025-02-07."),
        click.option(
            "--date-order",
            type=click.Choice(["day_first", "month_first"]),
            help="What comes first in dates such as 7/2/2025; else they are none.",
        ),
    ):
        with_reading = option(with_reading)
    return with_reading  # type: ignore[return-value]


def engined(command: F) -> F:
    """Return a command that also takes what reads the articles, and how many of it as the setting."""

    @wraps(command)
    def with_engine(*args: Any, workers: int | None, **kw: Any) -> Any:
        run: Run = click.get_current_context().ensure_object(Run)
        if workers is not None:
            run.assignments.append(f"engine.workers={workers}")
        return command(*args, **kw)

    for option in (
        click.option("--workers", type=click.IntRange(1), help="Processes that read; else one for each core."),
        click.option(
            "--engine",
            type=click.Choice(["local", "ray"]),
            default="local",
            help="What reads the articles: processes of this machine, or Ray.",
        ),
    ):
        with_engine = option(with_engine)
    return with_engine  # type: ignore[return-value]


def ending(*lines: str, ids: bool = False) -> str:
    """Return the end of a command's help: examples that a test runs; `ids`: they have some, which no other book has."""
    head = "Examples, with ids of another book than yours" if ids else "Examples"
    return f"\b\n{head}:\n" + "\n".join(f"  $ {line}" for line in lines)
