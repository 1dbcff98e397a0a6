"""Show on one line of a terminal how far a run is; the line goes when all is done.

Level 5.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def watch(items: Iterable[T]) -> Iterator[T]:
    """Return the items as they come, with their number and rate on a line of standard error."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TextColumn("{task.fields[rate]}"))
    console = Console(file=sys.stderr)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=None, rate="")
        for item in items:
            progress.advance(task)
            elapsed = progress.tasks[0].elapsed or 0.0
            progress.update(task, rate=f"{progress.tasks[0].completed / elapsed:.1f} a second" if elapsed else "")
            yield item


@contextmanager
def progress(stream: IO[str] | None = None) -> Iterator[Callable[[int, int | None, int, str], None]]:
    """Return what is told how many articles are done, of how many (None: not known), how many of them took no time
    since they were there already, and what else to say.

    It shows a bar, the rate, and the time left where the whole is known, on a line that goes when all is done.
    """
    columns = (
        SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.fields[words]}"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(file=stream or sys.stderr), transient=True) as shown:
        task = shown.add_task("", total=None, words="")

        def tell(done: int, total: int | None, free: int, more: str) -> None:
            elapsed = shown.tasks[0].elapsed or 0.0
            rate = (done - free) / elapsed if elapsed else 0.0
            parts = [
                f"{done} of {total} articles" if total else f"{done} articles",
                f"{free} there already" if free else None,
                f"{rate:.1f} a second" if rate else None,
                f"{_duration((total - done) / rate)} left" if total and rate and total > done else None,
                more,
            ]
            shown.update(task, completed=done, total=total, words=", ".join(filter(None, parts)))

        yield tell


def _duration(seconds: float) -> str:
    """Return a time span in its largest unit and the next, as in 2 h 05 min."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
