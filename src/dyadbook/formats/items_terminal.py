"""Show in a terminal the items of pages and answers: events, statements and others, each with the words that carry it.

Level 5; what draws is in `terminal`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dyadbook.date_words import dated_words
from dyadbook.days import day_words
from dyadbook.formats.terminal import QUAD_STYLES, Screen, details_line, marked, quoted, show_items
from dyadbook.formats.wording import (
    MODALITY_MARKS,
    arrow,
    corrected_words,
    country_words,
    cue_words,
    doubt_of,
    inferred_words,
    label,
    more_of,
    named_by_office,
    named_elsewhere,
    one_line,
    says_words,
    shown_of,
    teaser_words,
    title_words,
    told_words,
    type_words,
)
from dyadbook.phrases import count_words, listed
from dyadbook.views import ArticleRef, Entry, Passage, Said


class Shown(NamedTuple):
    """One item of a section: its mark, what is said first, details, and the words that carry it."""

    mark: str
    head: str
    details: tuple[str | None, ...] = ()
    passages: tuple[Passage, ...] = ()
    id: str | None = None


def show_section(
    title: str, items: Iterable[Shown | Entry | Said], console: Screen, *, count: int | None = None
) -> None:
    """Show a section of an answer; `count` where there are more than are shown."""
    show_items(console, title, [_item(item) for item in items], count=count)


def _item(item: Shown | Entry | Said) -> RenderableType:
    if isinstance(item, Entry):
        return entry_item(item)
    if isinstance(item, Said):
        return said_item(item)
    details = details_line(*(part and one_line(part) for part in item.details))
    lines: list[RenderableType] = [details] if details else []
    return marked(
        item.mark, with_id(Text(one_line(item.head), style="bold"), item.id), *lines, *passage_lines(item.passages)
    )


def with_id(head: Text, id: str | None) -> Text:
    """Return a first line that ends in the id by which `correct`, `wrong` and the like name a record."""
    return head.append(f"  {id}", style="not bold dim") if id else head


def entry_head(entry: Entry) -> Text:
    """Return the first line of an event: when, what, who, whom."""
    head = Text(dated_words(entry.date), style="bold")
    head.append("  ")
    head.append(
        type_words(entry.type, entry.act, entry.modes), style=f"not bold {QUAD_STYLES.get(entry.quad, '')}".strip()
    )
    who = f"{', '.join(map(one_line, entry.source)) or 'source not decided'}"
    return head.append(
        f"  {who} {arrow(entry)} {', '.join(map(one_line, entry.target)) or 'nobody named'}", style="not bold"
    )


def entry_item(entry: Entry) -> RenderableType:
    """Return one event of the timeline."""
    details = details_line(
        label(entry.quad),
        named_elsewhere(entry.elsewhere),
        named_by_office(entry.by_office),
        one_line(entry.place) if entry.place else None,
        told_words(entry.modality, historical=entry.faded),
        f"on condition: {one_line(entry.condition)}" if entry.condition else None,
        f"says {said}" if (said := says_words(entry.said_by)) else None,
        f"with {', '.join(map(one_line, entry.others))}" if entry.others else None,
        _outlets(entry),
        corrected_words(entry),
        doubt_of(entry),
    )
    return marked(
        MODALITY_MARKS[entry.modality],
        with_id(entry_head(entry), entry.id),
        details,
        *passage_lines(entry.passages, shown_of(entry)),
    )


def _outlets(entry: Entry) -> str | None:
    """Return how many outlets tell of an event, and how many did not copy where some did; None where one does."""
    count = len(entry.outlets)
    if count < 2:
        return None
    copied = entry.independent is not None and entry.independent < count
    return count_words(count, "outlet") + (f", {entry.independent} independent" if copied else "")


def said_item(said: Said) -> RenderableType:
    """Return a statement of one side about the other."""
    head = Text(one_line(listed(said.speakers) or said.speaker), style="bold")
    known = ", ".join(part for part in (said.office and one_line(said.office), country_words(said)) if part)
    head.append(f" ({known})" if known and not said.speakers else "", style="not bold")
    if cue := cue_words(said.cue):
        head.append(f" {cue}", style="dim")
    when = dated_words(said.date) if said.date.start else None
    details = details_line(
        said.form, when, inferred_words(said), corrected_words(said), teaser_words(one.block for one in said.passages)
    )
    quotes: list[RenderableType] = [quoted(passage.text) for passage in said.passages]
    return marked("”", with_id(head, said.id), details, *quotes, *[cite(passage) for passage in said.passages[:1]])


def cite(passage: Passage) -> Text:
    """Return the line that names a passage's article."""
    return Text(f"— {_article_words(passage.article)}", style="dim italic")


def _article_words(ref: ArticleRef) -> str:
    """Return outlet, date and title of an article."""
    published = day_words(ref.published) if ref.published else "date unknown"
    parts = [one_line(ref.publisher or "outlet unknown"), published, title_words(ref)]
    return ", ".join(parts) + (" ※ example text" if ref.synthetic else "") + (" ※ imported" if ref.imported else "")


def passage_lines(passages: tuple[Passage, ...], shown: int = 1) -> list[RenderableType]:
    """Return the words of the first passages, each with its article, and how many more there are."""
    lines: list[RenderableType] = []
    for passage in passages[:shown]:
        lines += [quoted(passage.text, passage.key, passage.start), cite(passage)]
    if more := more_of(passages, shown):
        lines.append(Text(f"and {more[0]} more {more[1]}", style="dim"))
    return lines
