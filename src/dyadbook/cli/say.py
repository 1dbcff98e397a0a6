"""Say on standard error what is no result: problems, notes, progress."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dyadbook.records import Problem

T = TypeVar("T")


class _Printable(logging.Formatter):
    """Makes lines of which nothing acts on the terminal: they may quote what articles and tables hold."""

    def format(self, record: logging.LogRecord) -> str:
        from dyadbook.formats.wording import printable

        return printable(super().format(record))


class Sayer:
    """Speaks to the user on standard error: problems, notes, progress."""

    def __init__(self, *, quiet: bool, verbose: int) -> None:
        """Set up the logs: warnings, with -v what is done, with -vv all, with -q errors alone."""
        self.quiet = quiet
        level = logging.ERROR if quiet else (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
        logger = logging.getLogger("dyadbook")
        logger.handlers = [logging.StreamHandler(sys.stderr)]
        logger.handlers[0].setFormatter(_Printable("dyadbook: %(message)s"))
        logger.setLevel(level)
        logger.propagate = False

    def problem(self, problem: Problem) -> None:
        """Say one problem in one line: where, what, what to do."""
        from dyadbook.formats.wording import one_line, source_words

        say_error(f"{source_words(problem.source)}: {one_line(problem.message)}")

    def note(self, line: str) -> None:
        """Say what was done, unless the user wants quiet."""
        if not self.quiet:
            say_error(line)

    def watch(self, items: Iterable[T]) -> Iterable[T]:
        """Return the items, with a line of progress while they come where a person looks on."""
        if self.quiet or not sys.stderr.isatty():
            return items
        from dyadbook.formats.progress import watch

        return watch(items)


def say_error(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"dyadbook: {line}\n")
