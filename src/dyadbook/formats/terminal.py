"""Show readings and pages in a terminal.

Level 5; the only importer of rich. Article text is put into `Text`, never into markup, and made printable first:
square brackets, escape sequences and bidi overrides of a page show as characters and do nothing. Colour is never
the only difference: marks differ in shape, history is said in words. rich leaves colour out under NO_COLOR and
where the output is no terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, NamedTuple, TypeVar

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dyadbook.formats.wording import (
    MODALITY_MARKS,
    MODALITY_WORDS,
    actor_words,
    actors_words,
    arrow,
    corrected_words,
    cue_words,
    day_words,
    doubt_of,
    doubt_words,
    label,
    more_of,
    one_line,
    precision_words,
    said_by_words,
    type_words,
    unmarked,
    when_words,
)
from dyadbook.records import (
    Actor,
    Article,
    Event,
    IssueMention,
    Modality,
    Problem,
    Reading,
    Standing,
    Statement,
    Unsure,
    When,
    Words,
)
from dyadbook.views import ArticleRef, DyadPage, Entry, Fact, NotSure, Passage, Said, Source, world_name

T = TypeVar("T")

NARROWEST = 60
_MOST_WORDS = 400  # a passage is cut here in the terminal; `--html` and `--json` show all of it

_MOST_NOT_SURE = 5  # of what could not be decided about a dyad

_FEW = 5  # facts, events and issues of a page in brief

_QUAD_STYLES = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}


def terminal_console(stream: IO[str] | None = None, *, width: int | None = None) -> Console:
    """Return a console on a stream (default stdout), at least 60 columns wide."""
    console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
    if console.width < NARROWEST:
        console.width = NARROWEST
    return console


def watch(items: Iterable[T], stream: IO[str] | None = None) -> Iterator[T]:
    """Return the items as they come, with their number and rate on a line of standard error that goes when all came."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles"), TextColumn("{task.fields[rate]}"))
    console = Console(file=stream or sys.stderr)
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


def show_reading(reading: Reading, console: Console) -> None:
    """Show what was read from an article: statements, events, standings, issues, and what could not be decided."""
    _show_head(reading.article, console)
    _section(console, "Statements", [_statement(item) for item in reading.statements])
    _section(console, "Events", [_event(item) for item in reading.events])
    _section(console, "Standings", [_standing(item) for item in reading.standings])
    if reading.issues:
        _section(console, "Issues", [_issues(reading.issues)], count=len({item.issue for item in reading.issues}))
    if reading.not_sure:
        _section(console, "Not sure", [_unsure(item) for item in reading.not_sure])
    show_problems(reading.problems, console)
    if any(event.modality != "actual" for event in reading.events):
        console.print(_legend(), soft_wrap=False)


def show_problems(problems: Iterable[Problem], console: Console) -> None:
    """Show what could not be read, one paragraph a problem."""
    shown = [_problem(item) for item in problems]
    if shown:
        _section(console, "Problems", shown)


def show_dyad(page: DyadPage, console: Console, *, all: bool = False) -> None:
    """Show the page of a dyad; `all` also shows all that could not be decided, not the first of it."""
    _show_dyad_head(page, console)
    _section(console, "What was last reported to stand", [_fact(fact) for fact in page.facts])
    _section(console, "Timeline", [_entry(entry) for entry in page.timeline])
    if page.undated:
        _section(console, "Without a date", [_entry(entry) for entry in page.undated])
    _section(console, "Statements about each other", [_said(said) for said in page.statements])
    if page.issues:
        counts = [f"{label(item.issue)} ({_count(item.articles, 'article')})" for item in page.issues]
        _section(console, "Issues", [Text(", ".join(counts))], count=len(counts))
    if page.sources:
        outlets = [
            f"{one_line(item.outlet or 'no outlet named')} ({_seat(item)}, {item.articles})" for item in page.sources
        ]
        title = "Sources, with the outlet's country and its articles"
        _section(console, title, [Text(", ".join(outlets))], count=len(outlets))
    if page.not_sure:
        _show_not_sure(page.not_sure, console, all)
    show_problems(page.problems, console)
    if any(entry.hollow for entry in (*page.timeline, *page.undated)):
        console.print(_legend())


def show_brief(page: DyadPage, console: Console) -> None:
    """Show the page of a dyad in brief: what stands and the newest events, a line each, and how much else there is."""
    _show_dyad_head(page, console)
    facts = [
        _marked("■", _fact_head(fact).append(f" · {_details(*_holding(fact))}", "not bold")) for fact in page.facts
    ]
    _section(console, "What was last reported to stand", facts[:_FEW], count=len(facts))
    newest = page.timeline[-_FEW:]
    count = page.totals.events if page.totals else len(page.timeline) + len(page.undated)
    title = f"Events, the newest {len(newest)} with a date" if newest else "Events"
    _section(console, title, [_brief_entry(entry) for entry in newest], count=count)
    said = page.totals.statements if page.totals else len(page.statements)
    issues = ", ".join(label(item.issue) for item in page.issues[:_FEW])
    rest = (
        _count(said, "statement"), f"issues: {issues}" if issues else None, _count(len(page.sources), "outlet"),
        f"{len(page.not_sure)} not sure" if page.not_sure else None,
    )  # fmt: skip
    console.print()
    console.print(Text(f"And {'; '.join(part for part in rest if part)}."))
    if any(entry.hollow for entry in newest):
        console.print(_legend())


def _brief_entry(entry: Entry) -> RenderableType:
    """Return one event in a line, with the word that it is to be doubted."""
    doubt = doubt_of(entry)
    head = _entry_head(entry).append(f" · {doubt.partition(':')[0]}" if doubt else "", "not bold")
    return _marked(MODALITY_MARKS[entry.modality], head)


def _show_dyad_head(page: DyadPage, console: Console) -> None:
    """Show the two sides of a page, its filter in words, and whether example texts are among its articles."""
    first, second = page.sides
    console.print(Rule(style="dim"))
    console.print(Text(f"{one_line(first.name)} – {one_line(second.name)}", style="bold"))
    console.print(Text(one_line(page.filter), style="dim"))
    if page.has_synthetic:
        console.print(_synthetic_note("Example texts, written for Dyadbook, are among the articles below."))


def _seat(source: Source) -> str:
    """Return the country of an outlet, in words."""
    return "country not known" if source.country is None else world_name(source.country) or source.country


Screen = Console
"""What the answers of a book are shown on."""


class Shown(NamedTuple):
    """One item of a section: its mark, what is said first, details, and the words that carry it."""

    mark: str
    head: str
    details: tuple[str | None, ...] = ()
    passages: tuple[Passage, ...] = ()
    id: str | None = None


def show_head(title: str, told: str, console: Console) -> None:
    """Show the title of an answer, and its filter in words."""
    console.print(Rule(style="dim"))
    console.print(Text(one_line(title), style="bold"))
    console.print(Text(one_line(told), style="dim"))


def show_section(
    title: str, items: Iterable[Shown | Entry | Said], console: Console, *, count: int | None = None
) -> None:
    """Show a section of an answer; `count` where there are more than are shown."""
    _section(console, title, [_item(item) for item in items], count=count)


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]], console: Console) -> None:
    """Show a table, its first column to the left and figures to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for at, column in enumerate(columns):
        table.add_column(one_line(column), justify="right" if at else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console.print()
    console.print(table)


def _item(item: Shown | Entry | Said) -> RenderableType:
    if isinstance(item, Entry):
        return _entry(item)
    if isinstance(item, Said):
        return _said(item)
    details = _details(*(part and one_line(part) for part in item.details))
    lines: list[RenderableType] = [details] if details else []
    return _marked(
        item.mark, _with_id(Text(one_line(item.head), style="bold"), item.id), *lines, *_passages(item.passages)
    )


def _with_id(head: Text, id: str | None) -> Text:
    """Return a first line that ends in the id by which `correct`, `wrong` and the like name an event."""
    return head.append(f"  {id}", style="not bold dim") if id else head


# ---- parts of a reading


def _show_head(article: Article, console: Console) -> None:
    """Show title, deck, and the line of outlet, authors and date."""
    console.print(Rule(style="dim"))
    console.print(Text(one_line(article.title or "No title"), style="bold"))
    if article.deck:
        console.print(Text(one_line(article.deck), style="italic"))
    published = "date unknown" if article.published is None else day_words(article.published)
    if article.published is not None and article.published_basis:
        published += f" ({article.published_basis})"
    authors = ", ".join(one_line(author) for author in article.authors)
    outlet = one_line(article.publisher or "outlet unknown")
    console.print(Text(" · ".join(part for part in (outlet, authors, published) if part), style="dim"))
    console.print(Text(one_line(article.source), style="dim"))
    if article.synthetic:
        console.print(_synthetic_note("An example text written for Dyadbook, not a source."))


def _synthetic_note(words: str) -> Text:
    """Return the line that tells example texts from sources."""
    return Text(f"※ {words}", style="bold magenta")


def _section(console: Console, title: str, items: list[RenderableType], *, count: int | None = None) -> None:
    """Show a heading with its count (of the items, unless given), and the items, or that there are none."""
    console.print()
    console.print(Text(f"{title} ({len(items) if count is None else count})", style="bold underline"))
    if not items:
        console.print(Padding(Text("none found", style="dim"), (0, 0, 0, 2)))
    for item in items:
        console.print(Padding(item, (0, 0, 0, 2)))


def _marked(mark: str, head: Text, *lines: RenderableType) -> RenderableType:
    """Return an item with its mark in a column of its own, so that wrapped lines stay right of it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1, no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(mark), Group(head, *lines))
    return grid


def _quoted(text: str, key: Words | None = None, start: int = 0) -> Text:
    """Return the words of an article between quotation marks of ours, the deciding words underlined."""
    low, high = unmarked(text)
    text, start = text[low:high], start + low
    shown = Text(style="dim", overflow="fold")
    shown.append("“")
    if key is not None and 0 <= key.start - start <= len(text):
        cut, cut_end = key.start - start, key.end - start
        shown.append(_short(one_space(text[:cut])))
        shown.append(one_space(text[cut:cut_end]), style="underline not dim")
        shown.append(_short(one_space(text[cut_end:])))
    else:
        shown.append(_short(one_space(text)))
    shown.append("”")
    return shown


def one_space(text: str) -> str:
    """Return `one_line` of text that keeps one space at an end that had white space."""
    line = one_line(text)
    before = " " if text[:1].isspace() and line else ""
    after = " " if text[-1:].isspace() else ""
    return before + line + after


def _short(text: str) -> str:
    """Return text cut at the most that a terminal shows."""
    return text if len(text) <= _MOST_WORDS else f"{text[:_MOST_WORDS]} […]"


def _when(when: When) -> str:
    """Return a date with its precision where the words do not show it."""
    precision = precision_words(when)
    return when_words(when) + (f" ({precision})" if precision else "")


def _details(*parts: str | None) -> Text:
    """Return the known parts of a second line."""
    return Text(" · ".join(part for part in parts if part), style="none")


def _statement(statement: Statement) -> RenderableType:
    """Return a statement: speaker and cue, its form, and the words."""
    speaker = Text("speaker not decided", style="italic") if statement.speaker is None else _speaker(statement.speaker)
    if cue := cue_words(statement.cue.text if statement.cue else None, statement.audience):
        speaker.append(f" {cue}", style="dim")
    details = _details(
        statement.form,
        f"about {', '.join(map(one_line, statement.about))}" if statement.about else None,
        _when(statement.date) if statement.date.start else None,
        f"reported by {one_line(statement.said_by)}" if statement.said_by else None,
        f"in the {statement.block}" if statement.block not in ("body", "deck", "headline") else None,
    )
    return _marked("”", speaker, details, *[_quoted(words.text) for words in statement.content])


def _speaker(actor: Actor) -> Text:
    """Return a speaker with office and country."""
    shown = Text(one_line(actor.name), style="bold")
    rest = actor_words(actor).removeprefix(one_line(actor.name))
    return shown.append(rest, style="not bold")


def _event(event: Event) -> RenderableType:
    """Return an event: who did what to whom, when, where, how it is told, and each report's words."""
    head = Text(actors_words(event.source) or "source not decided", style="bold")
    head.append(f" {arrow(event)} ", style="not bold")
    head.append(actors_words(event.target) or "nobody named")
    head.append(f"  {type_words(event.type, event.act)}", style=f"not bold {_QUAD_STYLES.get(event.quad, '')}".strip())
    others = ", ".join(f"{one_line(other.actor.name)} ({other.role})" for other in event.others)
    details = _details(
        _when(event.date),
        one_line(event.place.name) if event.place else None,
        label(event.quad),
        _told(event.modality, historical=event.historical),
        f"on condition: {one_line(event.condition)}" if event.condition else None,
        f"says {said}" if (said := said_by_words(event.said_by)) else None,
        f"with {others}" if others else None,
        f"reports differ on {', '.join(map(label, event.differs))}" if event.differs else None,
        doubt_words(event.confidence, ()),
    )
    quotes = [_quoted(report.text, report.trigger, report.start) for report in event.reports]
    return _marked(MODALITY_MARKS[event.modality], head, details, *quotes)


def _told(modality: Modality, *, historical: bool | None) -> str | None:
    """Return how an act is told where it is not plain news of what was done."""
    words = [] if modality == "actual" else [MODALITY_WORDS[modality]]
    if historical:
        words.append("history")
    return ", ".join(words) or None


def _standing(standing: Standing) -> RenderableType:
    """Return a standing with its words."""
    head = Text(" – ".join(map(one_line, standing.parties)), style="bold")
    head.append(f"  {label(standing.aspect)}: {label(standing.value)}", style="not bold")
    details = _details(*_holding(standing))
    lines = [details] if details else []
    return _marked("■", head, *lines, *[_quoted(words.text) for words in standing.reports])


def _holding(item: Standing | Fact) -> list[str | None]:
    """Return since when, until when, when last reported, and by whom a standing is held and said."""
    return [
        f"{one_line(item.holder)} toward {one_line(item.toward)}" if item.holder and item.toward else None,
        f"since {_when(item.since)}" if item.since.start else None,
        f"until {_when(item.until)}" if item.until.start else None,
        f"last reported {day_words(item.as_of)}" if item.as_of else "report undated",
        f"on condition: {one_line(item.condition)}" if item.condition else None,
        f"says {said}" if (said := said_by_words(item.said_by)) else None,
    ]


def _issues(issues: tuple[IssueMention, ...]) -> RenderableType:
    """Return the issues, each with its parties and how often it is named."""
    counts: dict[tuple[str, tuple[str, ...]], int] = {}
    for mention in issues:
        counts[mention.issue, mention.parties] = counts.get((mention.issue, mention.parties), 0) + 1
    lines = []
    for (issue, parties), count in counts.items():
        between = f" ({', '.join(map(one_line, parties))})" if parties else ""
        lines.append(f"{label(issue)}{between}" + (f" ×{count}" if count > 1 else ""))
    return Text(", ".join(lines))


def _unsure(item: Unsure) -> RenderableType:
    """Return what could not be decided."""
    return _not_sure_line(item.kind, item.reason, item.candidates, item.text, None)


def _not_sure_line(
    kind: str, reason: str, candidates: tuple[str, ...], words: str, cite: Text | None
) -> RenderableType:
    """Return one thing that could not be decided, with what it may be and its words."""
    head = Text(f"{kind}: {one_line(reason)}")
    if candidates:
        head.append(f" ({', '.join(map(one_line, candidates))})", style="dim")
    return _marked("?", head, _quoted(words), *([cite] if cite else []))


def _problem(problem: Problem) -> RenderableType:
    """Return a problem: where, what, and the code that programs see."""
    head = Text(f"{one_line(problem.source)}: {one_line(problem.message)}")
    return _marked("!", head, Text(f"{one_line(problem.step)}, {one_line(problem.code)}", style="dim"))


def _legend() -> Text:
    """Return what the marks mean."""
    return Text(
        "\n" + "   ".join(f"{mark} {MODALITY_WORDS[name]}" for name, mark in MODALITY_MARKS.items()), style="dim"
    )


# ---- parts of a dyad's page


def _show_not_sure(items: tuple[NotSure, ...], console: Console, all: bool) -> None:
    """Show the first of what could not be decided about the two sides, or all, and how many more there are."""
    shown = items if all else [item for item in items if item.concerns][:_MOST_NOT_SURE]
    lines = [_not_sure_line(i.kind, i.reason, i.candidates, i.passage.text, _cite(i.passage)) for i in shown]
    if more := len(items) - len(shown):
        lines.append(Text(f"{more} more: --all or --json", style="dim"))
    _section(console, "Not sure", lines, count=len(items))


def _cite(passage: Passage) -> Text:
    """Return the line that names a passage's article."""
    return Text(f"— {_article_words(passage.article)}", style="dim italic")


def _article_words(ref: ArticleRef) -> str:
    """Return outlet, date and title of an article."""
    published = day_words(ref.published) if ref.published else "date unknown"
    parts = [one_line(ref.publisher or "outlet unknown"), published, one_line(ref.title or ref.source)]
    return ", ".join(parts) + (" ※ example text" if ref.synthetic else "")


def _passages(passages: tuple[Passage, ...]) -> list[RenderableType]:
    """Return the words of the first passage and its article, and how many more there are."""
    lines: list[RenderableType] = []
    for passage in passages[:1]:
        lines += [_quoted(passage.text, passage.key, passage.start), _cite(passage)]
    if more := more_of(passages):
        lines.append(Text(f"and {more[0]} more {more[1]}", style="dim"))
    return lines


def _fact(fact: Fact) -> RenderableType:
    """Return a standing of the page."""
    return _marked("■", _fact_head(fact), _details(*_holding(fact)), *_passages(fact.passages))


def _fact_head(fact: Fact) -> Text:
    """Return what stands."""
    return Text(f"{label(fact.aspect)}: {label(fact.value)}", style="bold")


def _entry_head(entry: Entry) -> Text:
    """Return the first line of an event: when, what, who, whom."""
    head = Text(_when(entry.date), style="bold")
    head.append("  ")
    head.append(type_words(entry.type, entry.act), style=f"not bold {_QUAD_STYLES.get(entry.quad, '')}".strip())
    who = f"{', '.join(map(one_line, entry.source)) or 'source not decided'}"
    return head.append(
        f"  {who} {arrow(entry)} {', '.join(map(one_line, entry.target)) or 'nobody named'}", style="not bold"
    )


def _entry(entry: Entry) -> RenderableType:
    """Return one event of the timeline."""
    details = _details(
        label(entry.quad),
        one_line(entry.place) if entry.place else None,
        _told(entry.modality, historical=entry.faded),
        f"on condition: {one_line(entry.condition)}" if entry.condition else None,
        f"says {', '.join(map(one_line, entry.said_by))}" if entry.said_by else None,
        f"with {', '.join(map(one_line, entry.others))}" if entry.others else None,
        _count(len(entry.outlets), "outlet") if len(entry.outlets) > 1 else None,
        corrected_words(entry),
        doubt_of(entry),
    )
    return _marked(
        MODALITY_MARKS[entry.modality], _with_id(_entry_head(entry), entry.id), details, *_passages(entry.passages)
    )


def _said(said: Said) -> RenderableType:
    """Return a statement of one side about the other."""
    head = Text(one_line(said.speaker), style="bold")
    known = ", ".join(one_line(part) for part in (said.office, said.country) if part)
    head.append(f" ({known})" if known else "", style="not bold")
    if said.cue:
        head.append(f" {one_line(said.cue)}", style="dim")
    details = _details(said.form, _when(said.date) if said.date.start else None)
    quotes: list[RenderableType] = [_quoted(passage.text) for passage in said.passages]
    return _marked("”", head, details, *quotes, *[_cite(passage) for passage in said.passages[:1]])


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
