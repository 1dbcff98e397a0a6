"""Show what the verbs of a book return: results on standard output, everything else on standard error."""

from __future__ import annotations

import csv
import shlex
import signal
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dyadbook.cli.output import print_line
from dyadbook.cli.say import Sayer, say_error
from dyadbook.days import day_words, moment_words
from dyadbook.errors import UsageError
from dyadbook.phrases import count_words

if TYPE_CHECKING:
    from datetime import datetime

    import msgspec

    from dyadbook.book.decisions import Decision
    from dyadbook.book.index_view import View
    from dyadbook.book.migrations import BookInfo
    from dyadbook.book.rows import RunInfo
    from dyadbook.book.sql import Answer
    from dyadbook.bookkeeping import Added, Progress
    from dyadbook.records import Article, Event, Problem, Standing, Statement

_FIRST = 10  # problems of a run that are told one by one
_MEASURED = 200  # rows of an answer from which the widths of its columns are taken
_WIDEST = 60  # characters of a column in the terminal; --csv and --json show all
_SAID = {
    "merge": "one event", "split": "split off", "wrong": "called wrong", "correct": "corrected", "add": "added",
    "withdraw": "taken back",
}  # fmt: skip


@contextmanager
def progress(say: Sayer) -> Iterator[Callable[[Progress], None]]:
    """Return what shows how far a run is, where a person looks on."""
    if say.quiet or not sys.stderr.isatty():
        yield lambda seen: None
        return
    from dyadbook.formats.progress import progress as shown

    with shown() as tell:
        yield lambda seen: tell(seen.known + seen.read, seen.total, seen.known, count_words(seen.problems, "problem"))


@contextmanager
def ending_well() -> Iterator[None]:
    """Let a program that is told to end (SIGTERM) end as ctrl-C ends it: what was read is filed first."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Met:
    """Says the first problems of a run as they are met; how many more there are `show_added` says."""

    def __init__(self, say: Sayer) -> None:
        self.say, self.count = say, 0

    def __call__(self, problem: Problem) -> None:
        """Say a problem, if it is one of the first."""
        self.count += 1
        if self.count <= _FIRST:
            self.say.problem(problem)


def show_added(added: Added, book: str, say: Sayer, *, rows: bool = False, as_json: bool = False) -> int:
    """Show what was filed, articles or `rows` of a table; 130 where it was stopped, 1 where nothing is in the book."""
    if as_json:
        print_json([added])
    lists = f"`dyadbook problems --book {shlex.quote(book)}` lists them"
    if (more := added.problems - _FIRST) > 0:
        say_error(f"{count_words(more, 'more problem')}: {lists}")
    parts = [
        f"{count_words(added.filed, 'row' if rows else 'article')} filed in {added.seconds:.0f} s",
        f"{added.known} there already" if added.known else None,
        f"{count_words(added.problems, 'problem')} ({lists})" if added.problems else None,
    ]
    held = f"{count_words(added.articles, 'article')}{' and imported rows' if rows else ''} in {book}"
    if not (added.articles or added.problems or "://" in book or Path(book).exists()):
        held = "no book was made"
    say.note(f"{', '.join(filter(None, parts))}; {held}")
    if added.outcome == "stopped":
        say_error("stopped: call it again to go on")
        return 130
    return 0 if added.filed or added.known else 1


def note_left_alone(feeds: Mapping[str, datetime], say: Sayer) -> None:
    """Say which feeds are not asked since they failed before, and until when; of many the first."""
    told = [f"{feed} until {moment_words(until)}" for feed, until in islice(feeds.items(), _FIRST)]
    more = [f"{len(feeds) - len(told)} more"] if len(feeds) > len(told) else []
    if told:
        say.note(f"{count_words(len(feeds), 'feed')} left alone after a failure: {', '.join([*told, *more])}")


def write_articles(items: Iterable[Article | Problem], path: Path, say: Sayer) -> int:
    """Add articles to a file of JSON lines, or print them where it is `-`; what could not be read is told."""
    from dyadbook.records import Problem
    from dyadbook.schemas import to_json

    written = problems = 0
    try:
        with nullcontext(sys.stdout) if str(path) == "-" else path.open("a", encoding="utf-8") as file:
            for item in items:
                if isinstance(item, Problem):
                    problems += 1
                    say.problem(item)
                    continue
                file.write(to_json(item).decode() + "\n")
                file.flush()
                written += 1
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
    say.note(f"{count_words(written, 'new article')}, {count_words(problems, 'problem')}")
    return 0 if written or not problems else 1


def _event_words(event: Event) -> str:
    """Return an event in one line: who, what, whom, and the words."""
    from dyadbook.formats.wording import actors_words, arrow, in_quotes, type_words

    words = in_quotes(event.reports[0].text[:200] if event.reports else "")
    who = f"{actors_words(event.source) or '?'} {arrow(event)} {actors_words(event.target) or '?'}"
    return f"{type_words(event.type, event.act, event.modes)}: {who}  {words}"


def record_words(record: Event | Statement | Standing) -> str:
    """Return an event with its date, a statement or a standing in one line, with the words."""
    from dyadbook.date_words import when_words
    from dyadbook.formats.wording import one_line, speakers_words
    from dyadbook.records import Event, Statement

    if isinstance(record, Event):
        return f"{when_words(record.date)}: {_event_words(record)}"
    if isinstance(record, Statement):
        who = speakers_words(record) or "speaker not decided"
        told, words = f"{who} {one_line(record.cue.text)}" if record.cue else who, record.content
    else:
        told, words = _standing_words(record), record.reports
    return f"{told}  “{one_line(words[0].text)[:200] if words else ''}”"


def _standing_words(one: Standing) -> str:
    """Return a standing in words: between whom or toward whom, what, since when and until when."""
    from dyadbook.formats.terminal import holding
    from dyadbook.formats.wording import label

    direction, since, until, _, *rest = holding(one)  # when it was last reported is told of its article
    told = f"{direction or ' – '.join(one.parties)}: {label(one.aspect)}, {label(one.value)}"
    return ", ".join(filter(None, (told, since, until, *rest)))


def show_files(joined: Mapping[str, tuple[int, int]], as_json: bool, say: Sayer) -> int:
    """Show how many files of each table were joined."""
    for table, (before, after) in joined.items():
        if as_json:
            print_line(table=table, joined=before, into=after)
        elif before:
            sys.stdout.write(f"{table}: {count_words(before, 'file')} joined into {after}\n")
    if not any(before for before, _ in joined.values()):
        say.note("there was nothing to join")
    return 0


def show_cleared(cleared: Mapping[str, int], as_json: bool, say: Sayer) -> int:
    """Show how many files went from each table."""
    for table, files in cleared.items():
        if as_json:
            print_line(table=table, removed=files)
        elif files:
            sys.stdout.write(f"{table}: {count_words(files, 'file')} removed\n")
    if not any(cleared.values()):
        say.note("there was nothing to remove")
    return 0


def show_runs(runs: list[RunInfo], as_json: bool) -> int:
    """Show the runs over a book."""
    if as_json:
        return print_json(runs)
    for run in runs:
        counts = ", ".join(f"{number} {name}" for name, number in run.counts.items() if number)
        outcome = "not ended" if run.outcome == "begun" else run.outcome
        line = f"{moment_words(run.begun)}  {run.id} {run.kind} {outcome}: {counts or 'nothing'}"
        sys.stdout.write(f"{line} (dyadbook {run.dyadbook})\n")
    return 0


def show_problems(problems: Iterable[Problem], as_json: bool, say: Sayer) -> int:
    """Show the problems of a book, and how many there are of each kind."""
    if as_json:
        return print_json(problems)
    from dyadbook.formats.wording import one_line, source_words

    kinds = Counter[str]()
    for problem in problems:
        kinds[problem.code] += 1
        sys.stdout.write(f"{source_words(problem.source)}: {one_line(problem.message)}\n")
    say.note(", ".join(f"{number} {kind}" for kind, number in kinds.most_common()) or "there is no problem")
    return 0


def decision_words(one: Decision, before: Sequence[str] = ()) -> str:
    """Return what was decided, in words, with what stood before: `corrected: modality negated (was actual)`."""
    about = f": decision {one.withdraws}" if one.withdraws else f": {one.field} {one.value}" if one.field else ""
    return _SAID[one.verdict] + about + (f" (was {' or '.join(before)})" if before else "")


def record_lines(view: View, reports: Iterable[str]) -> list[str]:
    """Return a line for each record: id, when and what it tells as it was corrected, outlet, day of publication.

    A report bears the id of its event too; what a person called wrong is in none.
    """
    from dyadbook.book.questions.event import records_told

    found = records_told(view, reports)
    refs = {number: view.ref(number) for number in found}
    event_of = view.events_of(found)
    kept = view.kept(event_of.values())
    lines = []
    for number, record in found.items():
        ref = refs[number]
        published = f"published {day_words(ref.published)}" if ref.published else "day of publication unknown"
        source = f"{ref.publisher or 'outlet unknown'}, {published}"
        if number in event_of:
            source += f", a report of event {kept[event_of[number]].merged.id}"
        lines.append(f"  {record.id}  {record_words(record)}  ({source})")
    return lines


def show_decisions(found: Sequence[Decision], gone: Collection[str], view: View, say: Sayer) -> int:
    """Show decisions in the order of filing: when, what, of which records, by whom and why; `gone` are taken back."""
    from dyadbook.book.questions.event import values_before
    from dyadbook.formats.wording import one_line

    before = values_before(view, found)
    for one in found:
        told = f"{moment_words(one.at)}  {one.id} {decision_words(one, before.get(one.id, ()))}, signed by {one.name}"
        lines = [told + (" -- taken back" if one.id in gone else ""), *record_lines(view, one.reports)]
        lines += ["  from", *record_lines(view, one.others)] if one.others else []
        lines += [f'  "{one_line(one.reason)}"'] if one.reason else []
        sys.stdout.write("\n".join(lines) + "\n")
    say.note(f"{count_words(len(found), 'decision')}, {len(gone)} of them taken back")
    return 0


def show_info(info: BookInfo, as_json: bool) -> int:
    """Show the format of a book and its migrations."""
    if as_json:
        return print_json([info])
    sys.stdout.write(f"format {info.format}, made by {info.created_by} on {day_words(info.created)}\n")
    for done in info.migrations:
        sys.stdout.write(f"to {done.to}: {done.name}, by {done.by} on {day_words(done.at)}\n")
    return 0


def print_json(records: Iterable[msgspec.Struct]) -> int:
    """Print records as JSON lines."""
    from dyadbook.schemas import to_json

    for record in records:
        sys.stdout.write(to_json(record).decode() + "\n")
    return 0


def show_answer(answer: Answer, form: str | None) -> int:
    """Show the answer to a question in SQL: as columns, as CSV, or as JSON lines."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(answer.rows)
    elif form == "json":
        for row in answer.rows:
            print_line(**dict(zip(answer.columns, row, strict=True)))
    else:
        _show_columns(answer)
    return 0


def _show_columns(answer: Answer) -> None:
    """Show rows in columns as wide as the first rows need; the same breaks and escapes as elsewhere are taken out."""
    first = [_cells(row) for row in islice(answer.rows, _MEASURED)]
    widths = [max(map(len, column)) for column in zip(answer.columns, *first, strict=True)]
    for cells in chain([answer.columns], [["-" * width for width in widths]], first, map(_cells, answer.rows)):
        line = "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        sys.stdout.write(line.rstrip() + "\n")


def _cells(row: tuple[Any, ...]) -> list[str]:
    from dyadbook.formats.wording import one_line

    shown = ("" if value is None else one_line(str(value)) for value in row)
    return [text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…" for text in shown]
