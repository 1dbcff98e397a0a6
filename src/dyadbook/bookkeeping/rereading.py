"""Return what newer readings of the articles of a book change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from dyadbook import reader
from dyadbook.book.rows import RECORDS
from dyadbook.bookkeeping.run import Added, Progress, Run, read_with
from dyadbook.bookkeeping.upkeep import open_book
from dyadbook.engines import Engine
from dyadbook.records import Article, Event, Problem, Reading, Record
from dyadbook.settings import Settings, load_settings

_LAYERS = tuple(layer for layer, _ in RECORDS.values())


class Change(Record, frozen=True, kw_only=True):
    """What a newer reading of an article changed."""

    article: str
    title: str | None
    counts: Annotated[dict[str, tuple[int, int]], Meta(description="records before and after, of each layer changed")]
    came: tuple[Event, ...]
    went: tuple[Event, ...]


def reread(
    book: Path | str | None = None,
    *,
    settings: Settings | None = None,
    engine: Engine = "local",
    everything: bool = False,
    dry_run: bool = False,
    changed: Callable[[Change], None] = lambda change: None,
    seen: Callable[[Progress], None] = lambda progress: None,
) -> Added:
    """Return what was filed of new readings of the book's articles; `changed` is told what each one changed.

    What the same steps and models have read is passed over, so a call that was broken off goes on where it stopped;
    `everything` reads it too, as after a change of the world's tables. `dry_run` files nothing.
    Raises: StoreError when the book is not there or cannot be written.
    """
    settings = settings or load_settings()
    opened = open_book(book, settings=settings)
    run = Run(opened, "reread", settings, engine, (), seen, len(opened.store.seen()))
    now = None if everything else reader.read(Article(id="", source="", text="")).steps
    before: dict[str, Reading] = {}

    def old() -> Iterator[Article | Problem]:
        for reading in opened.store.current():
            if reading.steps == now:
                run.tell(known=1)
                continue
            before[reading.article.id] = reading
            yield from (one for one in reading.problems if one.step == "source")  # which is not opened again
            yield reading.article

    def new() -> Iterator[Reading | Problem]:
        for item in read_with(engine, old(), settings=settings):
            if isinstance(item, Problem):
                yield item
                continue
            was = before.pop(item.article.id)
            is_now = msgspec.structs.replace(item, sentences=(), times=(), places=())  # a book keeps none of these
            if (change := _change(was, is_now)) is not None:
                changed(change)
            if was != is_now:
                yield is_now
            else:
                run.tell(read=1)

    if not dry_run:
        return run.over(new())
    for _ in run.counted(new()):
        pass
    return run.result("done")


def _change(was: Reading, now: Reading) -> Change | None:
    """Return how two readings of an article differ; None where their records are the same."""
    layers = [layer for layer in _LAYERS if getattr(was, layer) != getattr(now, layer)]
    if not layers:
        return None
    old, new = {event.id: event for event in was.events}, {event.id: event for event in now.events}
    return Change(
        article=now.article.id, title=now.article.title,
        counts={layer: (len(getattr(was, layer)), len(getattr(now, layer))) for layer in layers},
        came=tuple(event for name, event in new.items() if name not in old),
        went=tuple(event for name, event in old.items() if name not in new),
    )  # fmt: skip
