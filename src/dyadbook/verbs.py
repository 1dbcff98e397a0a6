"""Return what a user can ask for: one public function for each thing.

Level 6. The command line and the pages call these and nothing below. Sources are paths, folders, tables, addresses,
"-" for standard input, or the text of an article itself.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from dyadbook import asked, coder, engines, reader, views
from dyadbook.coder import Classified, PairRow
from dyadbook.engines import Engine
from dyadbook.errors import SourceError, UsageError
from dyadbook.formats import exchange, tables
from dyadbook.given import Source, articles_of, known_source, shown, sources_of
from dyadbook.lookup import actor as _actors
from dyadbook.lookup import date as _dates
from dyadbook.lookup import place as _places
from dyadbook.lookup.codes import Codes
from dyadbook.lookup.date import FoundDates
from dyadbook.lookup.found_actor import FoundActor
from dyadbook.lookup.party import party_id
from dyadbook.lookup.place import FoundPlace
from dyadbook.phrases import count_words
from dyadbook.records import Article, Problem, Reading, Record
from dyadbook.settings import Settings, load_settings
from dyadbook.sources.files import is_made
from dyadbook.world import countries, overlay
from dyadbook.world.check import check_overlay, check_tables
from dyadbook.world.tables import overlay_folder

if TYPE_CHECKING:
    from dyadbook.book.questions.chosen import Chosen

__all__ = [
    "Classified",
    "FoundActor",
    "FoundDates",
    "FoundPlace",
    "PairRow",
    "actor",
    "articles",
    "ask_lines",
    "classify",
    "classify_lines",
    "dates",
    "dyad",
    "explain",
    "export",
    "party_id",
    "place",
    "read",
    "read_all",
    "steps",
    "world_add",
    "world_check",
    "world_remove",
    "world_rows",
]

log = logging.getLogger(__name__)

# What answers rows of a kind, and what such a row has to give.
_FILTERS: dict[str, tuple[Callable[..., Iterator[Any]], str]] = {
    "actor": (_actors.find_actors, _actors.WANTED),
    "date": (_dates.find_dates, _dates.WANTED),
    "place": (_places.find_places_of, _places.WANTED),
}


def read(
    source: Source,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
) -> Reading:
    """Return the reading of one article: a path, an address, "-", or the article's text itself.

    `published` and `publisher` give its date of publication and its outlet by hand, before what the page says.
    Raises: SourceError when it cannot be read; UsageError when the source holds several articles (`read_all` reads
    them) or is one line that looks like a path and is none.
    """
    found: Reading | None = None
    problems: list[Problem] = []
    for item in reader.read_many(
        articles([source], settings=settings, published=published, publisher=publisher), batch=1
    ):
        if isinstance(item, Problem):
            problems.append(item)
        elif found is not None:
            raise UsageError(f"{shown(source)} holds more than one article: use read_all, which gives them all.")
        else:
            found = item
    if found is None:
        if not problems:
            raise SourceError("no_article", "there is no article in it: name a file with one", shown(source))
        raise SourceError(problems[0].code, problems[0].message, problems[0].source)
    return msgspec.structs.replace(found, problems=(*found.problems, *problems)) if problems else found


def read_all(
    given: Iterable[Source] | Source,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
    engine: Engine | None = None,
) -> Iterator[Reading | Problem]:
    """Return the reading of every article of the sources as they come, and a problem for each that cannot be read.

    Without an engine this process reads. Raises: UsageError as `read` does.
    """
    settings = settings or load_settings()
    items = articles(given, settings=settings, published=published, publisher=publisher)
    if engine is None:
        return reader.read_many(items, batch=settings["read.batch"])
    return engines.read_many(engine, items, batch=settings["read.batch"], workers=settings["engine.workers"])


def articles(
    given: Iterable[Source] | Source,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
) -> Iterator[Article | Problem]:
    """Return the articles of the sources, not yet read, and the problems met: of several paths also one that is gone.

    Raises: UsageError as `read` does, before the first article is read.
    """
    settings = settings or load_settings()
    for name, value in {"published": published, "publisher": publisher}.items():
        if value is not None:
            settings = settings.replaced({f"read.{name}": value}, name)
    known = list(map(known_source, sources_of(given)))
    gone = [path for path in known if isinstance(path, Path) and _is_gone(path)]
    if gone and len(gone) == len(known):
        told = f"{gone[0]} is not there" if len(gone) == 1 else f"{gone[0]} and the other paths are not there"
        raise UsageError(f"{told}: check the path, or give the text of an article in more than one line.")
    return articles_of(known, settings)


def _is_gone(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # it lies in a folder that cannot be opened: reading it says so
        return False


def explain(
    source: Source,
    step: str,
    *,
    settings: Settings | None = None,
    published: date | str | None = None,
    publisher: str | None = None,
) -> Iterator[tuple[Reading, tuple[Any, ...]] | Problem]:
    """Return, for each article of a source, the reading up to a step and the records that this step added.

    Raises: UsageError when there is no such step.
    """
    reader.find_step(step)
    for item in articles([source], settings=settings, published=published, publisher=publisher):
        yield item if isinstance(item, Problem) else reader.explain(item, step)


def classify(
    rows: Iterable[PairRow | Mapping[str, Any]], *, always: bool = False, settings: Settings | None = None
) -> Iterator[Classified]:
    """Return what stands between the two spans of each row, in order: PLOVER type, quad class, modality, probabilities.

    A row is `{"id", "text", "source": [start, end], "target": [start, end]}`, in code points of the text. What cannot
    be read has `type` None and a `problem`. `always` gives the likeliest type even where `none` is likelier.
    Raises: UsageError for a single row; ModelError when the model cannot be loaded.
    """
    if isinstance(rows, Mapping | str):
        raise UsageError("rows are a list of objects: give [row] for one.")
    return coder.classify(rows, always=always, model=(settings or load_settings())["classify.model"])


def classify_lines(
    stream: BinaryIO, where: str, *, always: bool = False, settings: Settings | None = None
) -> Iterator[Classified]:
    """Return the answer to each row of JSON lines, as they are read; `where` names the stream in messages.

    Raises: SourceError where a line does not end; ModelError when the model cannot be loaded.
    """
    rows = asked.rows_of(stream, where, coder.WANTED)
    return coder.classify(rows, always=always, model=(settings or load_settings())["classify.model"])


def actor(
    text: str, *, on: date | str | None = None, context: str | None = None, codes: Codes = "plover"
) -> FoundActor:
    """Return whom words name or describe: country, sectors, office on a day; what no table knows is None.

    Without a day the last known office is given, with its day in `as_of`. `context` is text around the words, or a
    country's name. Raises: UsageError where `on` is no day.
    """
    return _actors.find_actor(text, on=_day(on), context=context or "", codes=codes)


def dates(text: str, *, published: date | str | None = None) -> FoundDates:
    """Return the times that a text tells, with TIMEX3 values and the days they cover, in `timex`.

    "Friday" leans on the day of publication; without one it has no days. A day that the calendar does not know
    is told of in `problem`. Raises: UsageError where that of publication is none.
    """
    return _dates.find_dates_in(text, _day(published))


def place(text: str, start: int = 0, end: int | None = None, *, near: str | None = None) -> FoundPlace:
    """Return which place the words [start, end) of a text name; the other words decide between namesakes.

    `near` is the country in which it likely lies. Raises: UsageError where the span does not lie in the text, or `near`
    is no country.
    """
    try:
        return _places.find_place(text, start, end, near)
    except ValueError as error:
        raise UsageError(f"{error}.") from error


def ask_lines(
    what: str, stream: BinaryIO, where: str, defaults: Mapping[str, Any] | None = None, **given: Any
) -> Iterator[Record]:
    """Return the answers to rows of JSON lines about actors, dates or places, as they are read.

    `where` names the stream in messages; `defaults` are the fields of rows that do not give them.
    Raises: SourceError where a line does not end.
    """
    answer, wanted = _FILTERS[what]
    usual = {name: value for name, value in (defaults or {}).items() if value is not None}
    rows = asked.rows_of(stream, where, wanted)
    return answer(({**usual, **row} if isinstance(row, dict) else row for row in rows), **given)


def world_add(table: str, **fields: str) -> Path:
    """Return the file of the user's own rows in which a row was added to a table of the world: office, term, ...

    Raises: UsageError that says what is wrong with the row; then nothing was written.
    """
    return overlay.add(table, **fields)


def world_rows(table: str | None = None) -> tuple[overlay.OwnRow, ...]:
    """Return the user's own rows in the world's tables, of all or of one. Raises: UsageError for an unknown table."""
    return overlay.rows_added(table)


def world_remove(table: str, **fields: str) -> overlay.OwnRow:
    """Return the user's own row that was removed. Raises: UsageError where none or several have these fields."""
    return overlay.remove(table, **fields)


def world_check(folder: Path | None = None, *, tables: bool = False) -> list[str]:
    """Return the faults of the user's own rows, a line each; with `tables` those of the shipped tables too."""
    chosen = folder or overlay_folder()
    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is no folder: name the one that holds your tables.")
    return [*(check_tables() if tables else []), *(check_overlay(chosen) if chosen else [])]


def _day(day: date | str | None) -> date | None:
    try:
        return day if day is None or isinstance(day, date) else date.fromisoformat(day)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{day!r} is no date: give a day as in 2025-02-07.") from error


def steps() -> tuple[str, ...]:
    """Return the names of the steps, in the order in which they run."""
    return tuple(step.name for step in reader.STEPS)


def dyad(
    items: Iterable[Reading | Problem], a: str, b: str, *, synthetic: views.Synthetic | None = None
) -> views.DyadPage:
    """Return the page of the dyad of two parties over readings; what could not be read is among its problems.

    A party is a code (`USA`), an id (`org/EU`) or a country's name. Example texts are left out unless `synthetic` is
    `only` or `with`.
    Raises: UsageError when a party is not known or both are the same.
    """
    first, second = party_id(a), party_id(b)
    problems: list[Problem] = []
    names = {code: countries()[code].name for code in (first, second) if code in countries()}
    page = views.dyad_page(_readings(items, problems), first, second, synthetic=synthetic or "apart", names=names)
    return msgspec.structs.replace(page, problems=(*page.problems, *problems))


def export(
    items: Iterable[Reading | Problem],
    to: Path | str,
    *,
    format: tables.Format | exchange.ExchangeFormat = "csv",
    merged: Callable[[], Mapping[str, str]] = dict,
    wrong: Collection[str] = (),
    chosen: Chosen | None = None,
) -> tuple[tuple[Path, ...], int, tuple[Problem, ...]]:
    """Return the files written from readings, how many readings they hold, and the problems of what is not in them.

    Without a reading nothing is written: an export that was made before stays whole. `merged` is asked for tables: it
    gives the event of a book by the ids of the events of its readings. The events, statements and standings of the ids
    in `wrong` are left out, as those that persons called wrong are, and what a filter of a book has not `chosen`; what
    is left out stands in the report of losses. Superseded and retracted articles are in tables, which have their
    status, and in no other format, nor where a filter chooses events. `questions.export` exports a book.
    Raises: UsageError when the folder cannot be written, or is a book or its pages.
    """
    _check_folder(to := Path(to))
    problems: list[Problem] = []
    count = 0
    losses = exchange.Losses(format)
    as_tables = format == "csv" or format == "parquet"
    left_out, replaced = Counter[str](), Counter[str]()
    told_of = ("article", *(layer.removesuffix("s") for layer in views.TELLING)) if as_tables else ("article", "event")
    if chosen is not None:
        losses.asked(chosen.filter)
        for noun in told_of:
            losses.add(f"{noun} left out: the filter does not let it through", chosen.left_out.get(noun, 0))
        replaced.update(chosen.replaced)

    def counted() -> Iterator[Reading]:
        nonlocal count
        for reading in _readings(items, problems):
            if not as_tables and reading.article.status in views.LEFT_OUT:
                replaced.update(article=1, event=len(reading.events))
                continue
            count += 1
            kept = views.without(reading, wrong)
            for layer in views.TELLING:
                left_out[layer] += len(getattr(reading, layer)) - len(getattr(kept, layer))
            yield chosen.of(kept) if chosen else kept
        for noun in told_of:
            losses.add(f"{noun} left out: a person called it wrong", left_out[f"{noun}s"])
        losses.add("article left out, with all that it tells: it is superseded or retracted", replaced["article"])
        losses.add("event left out: its article is superseded or retracted", replaced["event"])

    told = counted()
    if (first := next(told, None)) is None:
        return (), 0, tuple(problems)
    readings = chain((first,), told)
    if format == "csv" or format == "parquet":
        files = tables.export(readings, to, format=format, merged=merged(), losses=losses)
    else:
        files, _ = exchange.export(readings, to, format=format, losses=losses)
    _warn_of(left_out, replaced)
    return files, count, tuple(problems)


def _warn_of(left_out: Counter[str], replaced: Counter[str]) -> None:
    """Log how much is not exported: what persons called wrong, by layer, and what replaced articles tell."""
    if gone := ", ".join(f"{number} of the {layer}" for layer, number in left_out.items() if number):
        log.warning("left out, since a person called them wrong: %s", gone)
    if articles := replaced["article"]:
        words = count_words(articles, "superseded or retracted article")
        log.warning("left out: %s, with %d events", words, replaced["event"])


def _check_folder(to: Path) -> None:
    """Raise UsageError where a folder is a book or the pages of one."""
    if to.is_dir() and is_made(one.name for one in to.iterdir()):
        raise UsageError(f"{to} is a book or the pages of one: name another folder to export to.")


def _readings(items: Iterable[Reading | Problem], problems: list[Problem]) -> Iterator[Reading]:
    """Return the readings among the items; the problems go to the list."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Reading):
            yield item
        else:
            raise UsageError(f"{item!r} is no reading: give what `read_all` returns; `questions` asks a book.")
