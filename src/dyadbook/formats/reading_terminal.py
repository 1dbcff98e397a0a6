"""Show in a terminal what was read from an article.

Level 5; what draws is in `terminal`.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from dyadbook.date_words import dated_words
from dyadbook.days import day_words
from dyadbook.formats.terminal import (
    QUAD_STYLES,
    Screen,
    details_line,
    holding,
    legend,
    marked,
    not_sure_line,
    quoted,
    show_items,
    show_problems,
    synthetic_note,
)
from dyadbook.formats.wording import (
    MODALITY_MARKS,
    actor_words,
    actors_words,
    arrow,
    cue_words,
    differs_words,
    doubt_words,
    elsewhere_words,
    hand_words,
    inferred_words,
    label,
    one_line,
    said_by_words,
    source_words,
    teaser_words,
    told_words,
    type_words,
)
from dyadbook.pages import UNTOUCHED, Done
from dyadbook.records import Actor, Article, Event, IssueMention, Reading, Standing, Statement, Unsure, speakers_of


def show_reading(reading: Reading, console: Screen, done: Done = UNTOUCHED) -> None:
    """Show what was read from an article: statements, events, standings, issues, and what could not be decided.

    `done` is what persons did to records, by their ids.
    """
    _show_head(reading.article, console)
    show_items(console, "Statements", [_statement(item, hand_words(item, done)) for item in reading.statements])
    show_items(console, "Events", [_event(item, hand_words(item, done)) for item in reading.events])
    show_items(console, "Standings", [_standing(item, hand_words(item, done)) for item in reading.standings])
    if reading.issues:
        count = len({(item.issue, item.parties) for item in reading.issues})
        show_items(console, "Issues", [_issues(reading.issues)], count=count)
    if reading.not_sure:
        show_items(console, "Not sure", [_unsure(item) for item in reading.not_sure])
    show_problems(reading.problems, console)
    if any(event.modality != "actual" for event in reading.events):
        console.print(legend(), soft_wrap=False)


def _show_head(article: Article, console: Screen) -> None:
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
    outlet += f" ({article.publisher_basis})" if article.publisher and article.publisher_basis else ""
    console.print(Text(" · ".join(part for part in (outlet, authors, published) if part), style="dim"))
    own = f" · id {one_line(article.doc_id)}" if article.doc_id else ""
    console.print(Text(source_words(article.source) + own, style="dim"))
    if article.synthetic:
        console.print(synthetic_note("An example text written for Dyadbook, not a source."))


def _statement(statement: Statement, hand: str | None) -> RenderableType:
    """Return a statement: speaker and cue, its form, and the words."""
    speaker = _speakers(speakers_of(statement))
    if cue := cue_words(statement.cue.text if statement.cue else None, statement.audience):
        speaker.append(f" {cue}", style="dim")
    details = details_line(
        statement.form,
        f"about {', '.join(map(one_line, statement.about))}" if statement.about else None,
        dated_words(statement.date) if statement.date.start else None,
        f"reported by {one_line(statement.said_by)}" if statement.said_by else None,
        f"in the {statement.block}" if statement.block not in ("body", "deck", "headline") else None,
        inferred_words(*speakers_of(statement)),
        hand,
    )
    return marked("”", speaker, details, *[quoted(words.text) for words in statement.content])


def _speakers(actors: Sequence[Actor]) -> Text:
    """Return those who speak: one, or "A, B and C"."""
    if not actors:
        return Text("speaker not decided", style="italic")
    shown = _speaker(actors[0])
    for at, actor in enumerate(actors[1:], 2):
        shown.append(" and " if at == len(actors) else ", ", style="not bold").append_text(_speaker(actor))
    return shown


def _speaker(actor: Actor) -> Text:
    """Return a speaker with office and country."""
    shown = Text(one_line(actor.name), style="bold")
    rest = actor_words(actor).removeprefix(one_line(actor.name))
    return shown.append(rest, style="not bold")


def _event(event: Event, hand: str | None) -> RenderableType:
    """Return an event: who did what to whom, when, where, how it is told, and each report's words."""
    head = Text(actors_words(event.source) or "source not decided", style="bold")
    head.append(f" {arrow(event)} ", style="not bold")
    head.append(actors_words(event.target) or "nobody named")
    head.append(
        f"  {type_words(event.type, event.act, event.modes)}",
        style=f"not bold {QUAD_STYLES.get(event.quad, '')}".strip(),
    )
    others = ", ".join(f"{one_line(other.actor.name)} ({other.role})" for other in event.others)
    details = details_line(
        dated_words(event.date),
        one_line(event.place.name) if event.place else None,
        label(event.quad),
        told_words(event.modality, historical=event.historical),
        f"on condition: {one_line(event.condition)}" if event.condition else None,
        f"says {said}" if (said := said_by_words(event.said_by)) else None,
        f"with {others}" if others else None,
        differs_words(event.differs),
        inferred_words(*event.source, *event.target),
        elsewhere_words(*event.source, *event.target),
        None if hand else doubt_words(event.confidence, ()),
        hand,
        teaser_words(report.block for report in event.reports),
    )
    quotes = [quoted(report.text, report.trigger, report.start) for report in event.reports]
    return marked(MODALITY_MARKS[event.modality], head, details, *quotes)


def _standing(standing: Standing, hand: str | None) -> RenderableType:
    """Return a standing with its words."""
    head = Text(" – ".join(map(one_line, standing.parties)), style="bold")
    head.append(f"  {label(standing.aspect)}: {label(standing.value)}", style="not bold")
    details = details_line(*holding(standing), teaser_words((standing.block,)), hand)
    lines = [details] if details else []
    return marked("■", head, *lines, *[quoted(words.text) for words in standing.reports])


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
    return not_sure_line(item.kind, item.reason, item.candidates, item.text, None)
