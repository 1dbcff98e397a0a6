"""Show what verbs return: results on standard output, everything else on standard error.

Each function returns an exit code. What only one form needs is imported in it, so that a call pays for no other.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dyadbook.cli.say import Sayer, say_error
from dyadbook.errors import UsageError
from dyadbook.phrases import count_words

if TYPE_CHECKING:
    from dyadbook.pages import Done
    from dyadbook.records import Problem, Reading, Record
    from dyadbook.views import DyadPage
    from dyadbook.world.overlay import OwnRow

Form = Literal["terminal", "json", "jsonl"]


class Counted:
    """Counts the readings and problems that pass."""

    def __init__(self, items: Iterable[Reading | Problem]) -> None:
        self._items = items
        self.readings = 0

    def __iter__(self) -> Iterator[Reading | Problem]:
        """Return the items as they come."""
        from dyadbook.records import Reading

        for item in self._items:
            self.readings += isinstance(item, Reading)
            yield item


def show_readings(
    items: Iterable[Reading | Problem], form: Form, html: Path | None, say: Sayer, done: Done | None = None
) -> int:
    """Show readings in a form, and write the HTML file where one is asked for; `done` as `show_reading` takes it."""
    from dyadbook.records import Problem

    if html is not None:
        _check_writable(html)
    if form != "terminal" and not sys.stdout.isatty():
        items = say.watch(items)
    forms = {"terminal": lambda: _terminal(done or {}), "json": _json_list, "jsonl": _json_lines}
    show, finish = forms[form]()
    kept: list[Reading] = []
    count = 0
    for item in items:
        if isinstance(item, Problem):
            say.problem(item)
        else:
            count += 1
            if form != "terminal":  # the terminal shows them with the reading
                for problem in item.problems:
                    say.problem(problem)
            if html is not None:
                kept.append(item)
        show(item)
    finish()
    if html is not None and kept:
        from dyadbook.formats.marked import marked_html

        _write(html, marked_html(kept, done or {}), say)
    return 0 if count else 1


Show = Callable[[Any], None]
Finish = Callable[[], None]


def _terminal(done: Done) -> tuple[Show, Finish]:
    """Return what shows readings in the terminal."""
    from dyadbook.formats.reading_terminal import show_reading
    from dyadbook.formats.terminal import terminal_console
    from dyadbook.records import Reading

    console = terminal_console()
    return lambda item: show_reading(item, console, done) if isinstance(item, Reading) else None, lambda: None


def _json_lines() -> tuple[Show, Finish]:
    """Return what prints readings as JSON, one a line."""

    def show(item: Reading | Problem) -> None:
        sys.stdout.write(_as_json(item) + "\n")
        sys.stdout.flush()

    return show, lambda: None


def _json_list() -> tuple[Show, Finish]:
    """Return what prints one JSON object for one article and a list for several, as they come."""
    first: list[str] = []
    written = 0

    def show(item: Reading | Problem) -> None:
        nonlocal written
        written += 1
        if written == 1:
            first.append(_as_json(item))
        else:
            sys.stdout.write(("[\n" + first[0] if written == 2 else "") + ",\n" + _as_json(item))

    def finish() -> None:
        if written == 1:
            sys.stdout.write(first[0] + "\n")
        else:
            sys.stdout.write("\n]\n" if written else "[]\n")

    return show, finish


def _as_json(item: Reading | Problem) -> str:
    """Return a reading as JSON; a problem as an object of the same shape whose article is null."""
    from dyadbook.records import Problem
    from dyadbook.schemas import to_json

    if isinstance(item, Problem):
        return '{"article":null,"problems":[' + to_json(item).decode() + "]}"
    return to_json(item).decode()


def show_page(
    page: DyadPage,
    as_json: bool,
    html: Path | None,
    say: Sayer,
    counted: Counted | None = None,
    *,
    all: bool = False,
    brief: bool = False,
) -> int:
    """Show the page of a dyad, or it in `brief`; `counted`: what was read for it, None where a book was asked.

    `all`: see `show_dyad`.
    """
    if html is not None:
        _check_writable(html)
    if as_json:
        from dyadbook.schemas import to_json

        sys.stdout.write(to_json(page).decode() + "\n")
    else:
        from dyadbook.formats.dyad_terminal import show_brief, show_dyad
        from dyadbook.formats.terminal import terminal_console

        if brief:
            show_brief(page, terminal_console())
        else:
            show_dyad(page, terminal_console(), all=all)
    if counted is not None and (as_json or not counted.readings):
        for problem in page.problems:
            say.problem(problem)
    if html is not None:
        from dyadbook.formats.marked import dyad_html

        _write(html, dyad_html(page), say)
    return 0 if counted is None or counted.readings else 1


def show_export(
    files: tuple[Path, ...], articles: int, problems: tuple[Problem, ...], say: Sayer, filter: str | None = None
) -> int:
    """Show which files were written, and by which filter, in words; 1 where there was no article, and so no file."""
    for problem in problems:
        say.problem(problem)
    if filter:
        say.note(filter)
    if not files:
        say_error(f"there is no article to export{' of that' if filter else ''}, and nothing is written")
        return 1
    for path in files:
        sys.stdout.write(f"{path}\n")
    say.note(f"{count_words(articles, 'article')} in {len(files)} files")
    return 0


def show_found(found: Record, as_json: bool) -> int:
    """Show the answer to one question."""
    from dyadbook.formats.found import lines_of
    from dyadbook.schemas import to_json

    lines = [to_json(found).decode()] if as_json else lines_of(found)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def show_added(path: Path, as_json: bool, say: Sayer) -> int:
    """Show the file to which a row was added."""
    if as_json:
        print_line(file=str(path))
    say.note(f"added to {path}")
    return 0


def show_rows(rows: Iterable[OwnRow], as_json: bool, say: Sayer) -> int:
    """Show a user's own rows of the world's tables."""
    count = 0
    for row in rows:
        count += 1
        if as_json:
            print_line(**{"table": row.table, "file": str(row.path), "line": row.line, **row.fields})
        else:
            fields = " ".join(f"{column}={value}" for column, value in row.fields.items() if value)
            sys.stdout.write(f"{row.table}: {fields}\n")
    if not count:
        say.note("there is no row of your own")
    return 0


def print_line(**told: Any) -> None:
    """Print one line of JSON."""
    sys.stdout.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")


def show_count(done: str, number: int, noun: str, as_json: bool, say: Sayer) -> int:
    """Show with how many things something was done."""
    if as_json:
        print_line(**{done: number})
    say.note(f"{count_words(number, noun)} {done}")
    return 0


def show_faults(faults: list[str], as_json: bool, say: Sayer) -> int:
    """Show the faults of tables; 1 where there are any."""
    for fault in faults:
        if as_json:
            print_line(fault=fault)
        else:
            sys.stdout.write(fault + "\n")
    if not faults:
        say.note("no fault was found")
    return 1 if faults else 0


def show_answers(answers: Iterable[Any], say: Sayer) -> int:
    """Show the answers to rows as JSON lines; what could not be read is told besides."""
    from dyadbook.schemas import to_json

    if not sys.stdout.isatty():
        answers = say.watch(answers)
    count = rows = 0
    for answer in answers:
        rows += 1
        count += answer.problem is None
        if answer.problem is not None:
            say_error(f"row {answer.id}: {answer.problem}" if answer.id is not None else answer.problem)
        sys.stdout.write(to_json(answer).decode() + "\n")
    if not rows:
        say_error("there is no row in it: give one JSON object a line")
    return 0 if count else 1


def _check_writable(path: Path) -> None:
    """Return when a file can be written there. Raises: UsageError, before anything is read."""
    folder = path.parent
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it, as in {path / 'page.html'}.")
    if not folder.is_dir():
        raise UsageError(f"the folder {folder} is not there: make it first, or name another file.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise UsageError(f"{path} cannot be written: name a file in a folder of yours.")


def _write(path: Path, content: str, say: Sayer) -> None:
    """Write a file whole or not at all, and say so."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(content, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    say.note(f"wrote {path}")
