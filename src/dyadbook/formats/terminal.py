"""Draw the parts of which all that a terminal shows is made: sections, items with their mark, quoted words, tables.

Level 5. Article text is put into `Text`, never into markup, and made printable first: square brackets, escape
sequences and bidi overrides of a page show as characters and do nothing. Colour is never the only difference: marks
differ in shape, history is said in words. rich leaves colour out under NO_COLOR and where the output is no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dyadbook.date_words import dated_words
from dyadbook.days import day_words
from dyadbook.formats.wording import (
    MODALITY_MARKS,
    MODALITY_WORDS,
    NO_WORDS,
    one_line,
    said_by_words,
    source_words,
    unmarked,
)
from dyadbook.records import Problem, Standing, Words
from dyadbook.views import Fact

NARROWEST, WIDEST = 60, 1000
_MOST_WORDS = 400  # a passage is cut here in the terminal; `--html` and `--json` show all of it
QUAD_STYLES = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}
Screen = Console
"""What readings, pages and answers are shown on."""


def terminal_console(stream: IO[str] | None = None, *, width: int | None = None) -> Screen:
    """Return a console on a stream (default stdout), at least 60 columns wide."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    if console.width < NARROWEST:
        console.width = NARROWEST
    return console


def show_head(title: str, told: str, console: Screen) -> None:
    """Show the title of a page or an answer, and its filter in words."""
    console.print(Rule(style="dim"))
    console.print(Text(one_line(title), style="bold"))
    console.print(Text(one_line(told), style="dim"))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]], console: Screen) -> None:
    """Show a table, its first column to the left and figures to the right.

    Where it is too wide, columns are closer together, and cells of the first in several lines.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, column in enumerate(columns):
        table.add_column(one_line(column), justify="right" if at else "left", no_wrap=at > 0)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    table.collapse_padding = (
        Measurement.get(console, console.options.update(max_width=WIDEST), table).maximum > console.width
    )
    console.print()
    console.print(table)


def show_note(words: str, console: Screen) -> None:
    """Show what a word or sign above means."""
    console.print(Text(f"\n{words}", style="dim"))


def show_items(console: Screen, title: str, items: list[RenderableType], *, count: int | None = None) -> None:
    """Show a heading with its count (of the items, unless given), and the items, or that there are none."""
    console.print()
    console.print(Text(f"{title} ({len(items) if count is None else count})", style="bold underline"))
    if not items:
        console.print(Padding(Text("none found", style="dim"), (0, 0, 0, 2)))
    for item in items:
        console.print(Padding(item, (0, 0, 0, 2)))


def show_problems(problems: Iterable[Problem], console: Screen) -> None:
    """Show what could not be read, one paragraph a problem."""
    shown = [_problem(item) for item in problems]
    if shown:
        show_items(console, "Problems", shown)


def _problem(problem: Problem) -> RenderableType:
    """Return a problem: where, what, and the code that programs see."""
    head = Text(f"{source_words(problem.source)}: {one_line(problem.message)}")
    return marked("!", head, Text(f"{one_line(problem.step)}, {one_line(problem.code)}", style="dim"))


def legend() -> Text:
    """Return what the marks mean."""
    return Text(
        "\n" + "   ".join(f"{mark} {MODALITY_WORDS[name]}" for name, mark in MODALITY_MARKS.items()), style="dim"
    )


def synthetic_note(words: str) -> Text:
    """Return the line that tells example texts from sources."""
    return Text(f"※ {words}", style="bold magenta")


def marked(mark: str, head: Text, *lines: RenderableType) -> RenderableType:
    """Return an item with its mark in a column of its own, so that wrapped lines stay right of it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(mark), Group(head, *lines))
    return grid


def details_line(*parts: str | None) -> Text:
    """Return the known parts of a second line."""
    return Text(" · ".join(part for part in parts if part), style="none")


def holding(item: Standing | Fact) -> list[str | None]:
    """Return since when, until when, when last reported, and by whom a standing is held and said."""
    return [
        f"{one_line(item.holder)} toward {one_line(item.toward)}" if item.holder and item.toward else None,
        f"since {dated_words(item.since)}" if item.since.start else None,
        f"until {dated_words(item.until)}" if item.until.start else None,
        f"last reported {day_words(item.as_of)}" if item.as_of else "report undated",
        f"on condition: {one_line(item.condition)}" if item.condition else None,
        f"says {said}" if (said := said_by_words(item.said_by, whole=isinstance(item, Standing))) else None,
    ]


def not_sure_line(kind: str, reason: str, candidates: tuple[str, ...], words: str, cite: Text | None) -> RenderableType:
    """Return one thing that could not be decided, with what it may be and its words."""
    head = Text(f"{kind}: {one_line(reason)}")
    if candidates:
        head.append(f" ({', '.join(map(one_line, candidates))})", style="dim")
    return marked("?", head, quoted(words), *([cite] if cite else []))


def quoted(text: str, key: Words | None = None, start: int = 0) -> Text:
    """Return the words of an article between quotation marks of ours, the deciding words underlined; none: that."""
    if not text:
        return Text(NO_WORDS, style="dim")
    low, high = unmarked(text)
    text, start = text[low:high], start + low
    shown = Text(style="dim", overflow="fold")
    shown.append("“")
    if key is not None and 0 <= key.start - start <= len(text):
        cut, cut_end = key.start - start, key.end - start
        shown.append(_short(_one_space(text[:cut])))
        shown.append(_one_space(text[cut:cut_end]), style="underline not dim")
        shown.append(_short(_one_space(text[cut_end:])))
    else:
        shown.append(_short(_one_space(text)))
    shown.append("”")
    return shown


def _one_space(text: str) -> str:
    """Return `one_line` of text that keeps one space at an end that had white space."""
    line = one_line(text)
    before = " " if text[:1].isspace() and line else ""
    after = " " if text[-1:].isspace() else ""
    return before + line + after


def _short(text: str) -> str:
    """Return text cut at the most that a terminal shows."""
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]} […]"
