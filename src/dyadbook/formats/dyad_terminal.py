"""Show the page of a dyad in a terminal, whole or in brief.

Level 5; what draws is in `terminal`, events and statements are in `items_terminal`.
"""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from dyadbook.formats.items_terminal import cite, entry_head, entry_item, passage_lines, said_item, with_id
from dyadbook.formats.terminal import (
    Screen,
    details_line,
    holding,
    legend,
    marked,
    not_sure_line,
    show_head,
    show_items,
    show_problems,
    synthetic_note,
)
from dyadbook.formats.wording import (
    MODALITY_MARKS,
    corrected_words,
    doubt_of,
    label,
    one_line,
    says_words,
    shown_of,
    teaser_words,
)
from dyadbook.phrases import count_words
from dyadbook.views import DyadPage, Entry, Fact, NotSure, Source, outlets_words, world_name

_MOST_NOT_SURE = 5  # of what could not be decided about a dyad
_FEW = 5  # facts, events and issues of a page in brief


def show_dyad(page: DyadPage, console: Screen, *, all: bool = False) -> None:
    """Show the page of a dyad; `all` also shows all that could not be decided, not the first of it."""
    _show_dyad_head(page, console)
    show_items(console, "What was last reported to stand", [_fact(fact) for fact in page.facts if not fact.past])
    if past := [_fact(fact) for fact in page.facts if fact.past]:
        show_items(console, "What stood before", past)
    show_items(console, "Timeline", [entry_item(entry) for entry in page.timeline])
    if page.undated:
        show_items(console, "Without a date", [entry_item(entry) for entry in page.undated])
    show_items(console, "Statements about each other", [said_item(said) for said in page.statements])
    if page.issues:
        counts = [f"{label(item.issue)} ({count_words(item.articles, 'article')})" for item in page.issues]
        show_items(console, "Issues", [Text(", ".join(counts))], count=len(counts))
    if page.sources:
        outlets = [
            f"{one_line(item.outlet or 'no outlet named')} ({_seat(item)}, {item.articles})" for item in page.sources
        ]
        title = "Sources, with the outlet's country and its articles"
        show_items(console, title, [Text(", ".join(outlets))], count=len(outlets))
    if page.not_sure:
        _show_not_sure(page.not_sure, console, all)
    show_problems(page.problems, console)
    if any(entry.hollow for entry in (*page.timeline, *page.undated)):
        console.print(legend())


def show_brief(page: DyadPage, console: Screen) -> None:
    """Show the page of a dyad in brief: what stands and the newest events, a line each, and how much else there is."""
    _show_dyad_head(page, console)
    facts = [
        marked("■", _fact_head(fact).append(f" · {details_line(*holding(fact), corrected_words(fact))}", "not bold"))
        for fact in page.facts
        if not fact.past
    ]
    show_items(console, "What was last reported to stand", facts[:_FEW], count=len(facts))
    newest = page.timeline[-_FEW:] or page.undated[:_FEW]
    count = page.totals.events if page.totals else len(page.timeline) + len(page.undated)
    title = "Events, none of them with a date" if newest else "Events"
    if page.timeline:
        title = f"The newest {len(newest)} with a date, of all events"
    show_items(console, title, [_brief_entry(entry) for entry in newest], count=count)
    said = page.totals.statements if page.totals else len(page.statements)
    issues = ", ".join(label(item.issue) for item in page.issues[:_FEW])
    past = sum(fact.past for fact in page.facts)
    rest = (
        f"{count_words(past, 'standing')} of the past" if past else None,
        count_words(said, "statement"),
        f"issues: {issues}" if issues else None,
        outlets_words(page.sources),
        f"{len(page.not_sure)} not sure" if page.not_sure else None,
    )
    console.print()
    console.print(Text(f"And {'; '.join(part for part in rest if part)}."))
    if any(entry.hollow for entry in newest):
        console.print(legend())


def _brief_entry(entry: Entry) -> RenderableType:
    """Return one event in a line: who says so, who put it in, that it is to be doubted, or that others coded it."""
    doubt, others = doubt_of(entry), all(passage.article.imported for passage in entry.passages)
    says = says_words(entry.said_by)
    marks = (
        f"says {says}" if says else None,
        corrected_words(entry),
        doubt and doubt.partition(":")[0],
        "※ imported" if others else None,
    )
    head = entry_head(entry).append("".join(f" · {mark}" for mark in marks if mark), "not bold")
    return marked(MODALITY_MARKS[entry.modality], head)


def _show_dyad_head(page: DyadPage, console: Screen) -> None:
    """Show the two sides of a page, its filter in words, and whether example texts are among its articles."""
    first, second = page.sides
    show_head(f"{first.name} – {second.name}", page.filter, console)
    if page.has_synthetic:
        console.print(synthetic_note("Example texts, written for Dyadbook, are among the articles below."))


def _seat(source: Source) -> str:
    """Return the country of an outlet, in words."""
    return "country not known" if source.country is None else world_name(source.country) or source.country


def _show_not_sure(items: tuple[NotSure, ...], console: Screen, all: bool) -> None:
    """Show the first of what could not be decided about the two sides, or all, and how many more there are."""
    shown = items if all else [item for item in items if item.concerns][:_MOST_NOT_SURE]
    lines = [not_sure_line(i.kind, i.reason, i.candidates, i.passage.text, cite(i.passage)) for i in shown]
    if more := len(items) - len(shown):
        lines.append(Text(f"{more} more: --all or --json", style="dim"))
    show_items(console, "Not sure", lines, count=len(items))


def _fact(fact: Fact) -> RenderableType:
    """Return a standing of the page."""
    head = with_id(_fact_head(fact), " ".join(fact.ids) or None)
    return marked(
        "■",
        head,
        details_line(*holding(fact), corrected_words(fact), teaser_words(one.block for one in fact.passages)),
        *passage_lines(fact.passages, shown_of(fact)),
    )


def _fact_head(fact: Fact) -> Text:
    """Return what stands."""
    return Text(f"{label(fact.aspect)}: {label(fact.value)}", style="bold")
