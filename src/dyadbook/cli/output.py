"""Show what verbs return: results on standard output, everything else on standard error.

Each function returns an exit code. What only one form needs is imported in it, so that a call pays for no other.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from dyadbook.errors import UsageError

if TYPE_CHECKING:
    from dyadbook.records import Problem, Reading, Record
    from dyadbook.settings import Setting, Settings
    from dyadbook.views import DyadPage
    from dyadbook.world.overlay import OwnRow

T = TypeVar("T")
Form = Literal["terminal", "json", "jsonl"]


class Sayer:
    """Speaks to the user on standard error: problems, notes, progress."""

    def __init__(self, *, quiet: bool, verbose: int) -> None:
        """Set up the logs: warnings, with -v what is done, with -vv all, with -q errors alone."""
        self.quiet = quiet
        level = logging.ERROR if quiet else (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
        logger = logging.getLogger("dyadbook")
        logger.handlers = [logging.StreamHandler(sys.stderr)]
        logger.handlers[0].setFormatter(logging.Formatter("dyadbook: %(message)s"))
        logger.setLevel(level)
        logger.propagate = False

    def problem(self, problem: Problem) -> None:
        """Say one problem in one line: where, what, what to do."""
        from dyadbook.formats.wording import one_line

        say_error(one_line(f"{problem.source}: {problem.message}"))

    def note(self, line: str) -> None:
        """Say what was done, unless the user wants quiet."""
        if not self.quiet:
            say_error(line)

    def watch(self, items: Iterable[T]) -> Iterable[T]:
        """Return the items, with a line of progress while they come where a person looks on."""
        if self.quiet or not sys.stderr.isatty():
            return items
        from dyadbook.formats.terminal import watch

        return watch(items)


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


def say_error(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"dyadbook: {line}\n")


def show_readings(items: Iterable[Reading | Problem], form: Form, html: Path | None, say: Sayer) -> int:
    """Show readings in a form, and write the HTML file where one is asked for."""
    from dyadbook.records import Problem

    if html is not None:
        _check_writable(html)
    if form != "terminal" and not sys.stdout.isatty():
        items = say.watch(items)
    show, finish = {"terminal": _terminal, "json": _json_list, "jsonl": _json_lines}[form]()
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

        _write(html, marked_html(kept), say)
    return 0 if count else 1


Show = Callable[[Any], None]
Finish = Callable[[], None]


def _terminal() -> tuple[Show, Finish]:
    """Return what shows readings in the terminal."""
    from dyadbook.formats.terminal import show_reading, terminal_console
    from dyadbook.records import Reading

    console = terminal_console()
    return lambda item: show_reading(item, console) if isinstance(item, Reading) else None, lambda: None


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


def show_layers(layers: Iterable[tuple[Reading, tuple[Any, ...]] | Problem], as_json: bool, say: Sayer) -> int:
    """Show the records that a step added to each article."""
    from dyadbook.formats.wording import one_line
    from dyadbook.records import Problem

    count = 0
    for item in layers:
        if isinstance(item, Problem):
            say.problem(item)
            continue
        reading, added = item
        count += 1
        for problem in reading.problems:
            say.problem(problem)
        if not as_json:
            head = reading.article.title or reading.article.source
            sys.stdout.write(f"{one_line(head)}: {reading.steps[-1].name} added {len(added)}\n")
        for record in added:
            sys.stdout.write((_record_json(record) if as_json else _record_line(record, reading.article.text)) + "\n")
    return 0 if count else 1


def _record_json(record: Any) -> str:
    """Return what a step added as JSON: a record, or a date."""
    from dyadbook.schemas import to_json

    return to_json(record).decode()


def _record_line(record: Any, text: str) -> str:
    """Return a record as a line: its place, its words, and the fields that are set."""
    from dyadbook.formats.wording import one_line

    start, end = getattr(record, "start", None), getattr(record, "end", None)
    fields = _set_fields(record)
    if not isinstance(start, int) or not isinstance(end, int):
        return "  " + one_line(" ".join(f"{name}={value}" for name, value in fields.items()) or str(record))
    words = one_line(text[start:end])
    known = " ".join(f"{name}={value}" for name, value in fields.items() if name not in ("start", "end", "text"))
    return f"  {start}-{end}  “{words}”  {one_line(known)}".rstrip()


def _set_fields(record: Any) -> dict[str, str]:
    """Return the fields of a record that hold something, in short words."""
    found = {}
    for name in getattr(record, "__struct_fields__", ()):
        value = getattr(record, name)
        if value not in (None, (), ""):
            found[name] = _short(value)
    return found


def _short(value: Any) -> str:
    """Return a value in short: a record by its words, its name or what is set in it."""
    if isinstance(value, tuple):
        return ",".join(map(_short, value))
    if hasattr(value, "__struct_fields__"):
        brief = getattr(value, "name", None) or getattr(value, "text", None)
        inner = "" if brief else " ".join(f"{name}={shown}" for name, shown in _set_fields(value).items())
        return f"({brief or inner})"
    return str(value)


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
        from dyadbook.formats.terminal import show_brief, show_dyad, terminal_console

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


def show_export(files: tuple[Path, ...], count: int, problems: tuple[Problem, ...], say: Sayer) -> int:
    """Show which files were written."""
    for problem in problems:
        say.problem(problem)
    for path in files:
        sys.stdout.write(f"{path}\n")
    say.note(f"{count} article{'' if count == 1 else 's'} in {len(files)} files")
    return 0 if count else 1


def show_found(found: Record, as_json: bool) -> int:
    """Show the answer to one question."""
    from dyadbook.formats.found import lines_of
    from dyadbook.schemas import to_json

    lines = [to_json(found).decode()] if as_json else lines_of(found)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def show_added(path: Path, say: Sayer) -> int:
    """Show the file to which a row was added."""
    say.note(f"added to {path}")
    return 0


def show_rows(rows: Iterable[OwnRow], as_json: bool, say: Sayer) -> int:
    """Show a user's own rows of the world's tables."""
    count = 0
    for row in rows:
        count += 1
        if as_json:
            told = {"table": row.table, "file": str(row.path), "line": row.line, **row.fields}
            sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        else:
            fields = " ".join(f"{column}={value}" for column, value in row.fields.items() if value)
            sys.stdout.write(f"{row.table}: {fields}\n")
    if not count:
        say.note("there is no row of your own")
    return 0


def show_faults(faults: list[str], say: Sayer) -> int:
    """Show the faults of tables; 1 where there are any."""
    for fault in faults:
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


def schema_kinds() -> tuple[type[Record], ...]:
    """Return the records whose schema is shown."""
    from dyadbook.answers import ANSWERS
    from dyadbook.book.decisions import Decision
    from dyadbook.schemas import record_types
    from dyadbook.views import DyadPage

    return (*record_types(), Decision, DyadPage, *ANSWERS)


def show_schema(name: str | None) -> int:
    """Show the JSON Schema of a record, or the names of all."""
    from dyadbook.schemas import describe_type, schema_text

    known = {kind.__name__: kind for kind in schema_kinds()}
    if name is None:
        for kind in known.values():
            sys.stdout.write(f"{kind.__name__:<13} {describe_type(kind)}\n")
        return 0
    found = {key.lower(): kind for key, kind in known.items()}.get(name.lower())
    if found is None:
        raise UsageError(f"there is no record {name!r}: choose one of {', '.join(known)}.")
    sys.stdout.write(schema_text(found))
    return 0


def show_settings(settings: Settings, table: Iterable[Setting]) -> int:
    """Show every setting with its value, where it comes from, and what it does."""
    for setting in table:
        value = settings[setting.name]
        sys.stdout.write(f"{setting.name} = {shown_value(value)}  ({settings.source(setting.name)})\n")
        sys.stdout.write(f"    {setting.help}; {setting.kind}, {setting.variable}\n")
    return 0


def shown_value(value: Any) -> str:
    """Return a setting's value as it would be given."""
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value) or "all"
    if hasattr(value, "items"):
        return ",".join(f"{name}={column}" for name, column in value.items()) or "not set"
    return str(value)


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
