"""Return what newer readings of the articles of a book change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from dyadbook import reader
from dyadbook.book.rows import RECORDS
from dyadbook.bookkeeping.run import Added, Progress, Run, read_with
from dyadbook.bookkeeping.upkeep import open_book
from dyadbook.engines import Engine
from dyadbook.records import Article, Event, Problem, Reading, Record, Standing, Statement
from dyadbook.settings import Settings, load_settings

_LAYERS = tuple(layer for layer, _ in RECORDS.values())
_UNTOLD = ("id", "origin")
"""The fields of a record that tell nothing of the article."""


class RecordChange(Record, frozen=True, kw_only=True):
    """A record that a newer reading has and the older has not, or the other way round, or has otherwise."""

    layer: str
    fields: Annotated[
        tuple[str, ...], Meta(description="the fields in which it is another; none: it came or went")
    ] = ()
    before: Annotated[Record | None, Meta(description="null: it came")] = None
    after: Annotated[Record | None, Meta(description="null: it went")] = None


class Change(Record, frozen=True, kw_only=True):
    """What a newer reading of an article changed."""

    article: str
    title: str | None
    counts: Annotated[dict[str, tuple[int, int]], Meta(description="records before and after, of each layer changed")]
    records: Annotated[tuple[RecordChange, ...], Meta(description="what changed, layer by layer")]


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
    """Return how two readings of an article differ; None where their records tell the same."""
    records = tuple(one for layer in _LAYERS for one in _changed(layer, getattr(was, layer), getattr(now, layer)))
    if not records:
        return None
    return Change(
        article=now.article.id, title=now.article.title, records=records,
        counts={
            layer: (len(getattr(was, layer)), len(getattr(now, layer)))
            for layer in dict.fromkeys(one.layer for one in records)
        },
    )  # fmt: skip


def _changed(layer: str, was: Iterable[Record], now: Iterable[Record]) -> Iterator[RecordChange]:
    """Yield the records of a layer that differ, in the order of the newer reading, what went last.

    A record is the same one by its id; where that changed with what it is made of, by the words in which it is told.
    """
    old, new = list(was), list(now)
    pairs: dict[int, Record] = {}
    for key in (_id_of, _place_of):
        left: dict[Hashable, list[int]] = {}
        taken = {id(one) for one in pairs.values()}
        for at, one in enumerate(new):
            if at not in pairs:
                left.setdefault(key(one), []).append(at)
        for one in old:
            if id(one) not in taken and (places := left.get(key(one))):
                pairs[places.pop(0)] = one
    for at, one in enumerate(new):
        if (before := pairs.get(at)) is None:
            yield RecordChange(layer=layer, after=one)
        elif fields := _fields(before, one):
            yield RecordChange(layer=layer, fields=fields, before=before, after=one)
    kept = {id(one) for one in pairs.values()}
    yield from (RecordChange(layer=layer, before=one) for one in old if id(one) not in kept)


def _fields(before: Record, after: Record) -> tuple[str, ...]:
    """Return the fields in which two records tell another thing."""
    names = (name for name in before.__struct_fields__ if name not in _UNTOLD)
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _id_of(record: Record) -> Hashable:
    """Return what a record is known by: its id; where it has none, its words and what it says of them."""
    return getattr(record, "id", None) if isinstance(record, Event | Statement | Standing) else record


def _place_of(record: Record) -> Hashable:
    """Return where a record is told: the words of the act, the first that are said, the words that it marks."""
    words: Sequence[Record] = (record,)
    if isinstance(record, Event):
        words = [report.trigger for report in record.reports]
    elif isinstance(record, Statement | Standing):
        words = record.content if isinstance(record, Statement) else record.reports
    first = next(iter(words), record)
    start, end = getattr(first, "start", None), getattr(first, "end", None)
    return record if start is None else (start, end)
