"""Write readings in the formats of the field, each with a report of what the format could not hold.

Level 5. One module a format; what they share is here: which events a format without modality can take, how actors are
paired, how files come to stand under their names only when they are whole, and the report of losses.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Literal, get_args

import msgspec

from dyadbook import ontology
from dyadbook.errors import UsageError
from dyadbook.pages import by_hand
from dyadbook.records import ELSEWHERE, Actor, Article, Event, Reading, When

__all__ = ["FORMATS", "LOSSES", "ExchangeFormat", "Losses", "export", "names_file", "outlet", "told_outlet"]

ExchangeFormat = Literal["gdelt", "icews", "polecat", "plover", "graphml", "gexf", "bibtex"]
FORMATS: tuple[str, ...] = get_args(ExchangeFormat)
LOSSES = "LOSSES.txt"
SYNTHETIC = "example text, not a source"
WITHOUT_ID = "article without the id of its user's table (`doc_id`)"
_MARK = f"({SYNTHETIC})"
_UNMERGED = (
    "which events of several articles are one happening: each article's event stands for itself (a visit that three"
    " articles tell of gives three), also where a book merged them; count events as reports"
)
_WITHOUT_IDS = frozenset({"gdelt", "polecat", "graphml", "gexf", "bibtex"})
_HOMES = {"graphml": "network", "gexf": "network"}


class Losses:
    """What a format could not hold: what it never can, and what of these readings it did not."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._never: list[str] = []
        self._asked: str | None = None
        self._counts: Counter[str] = Counter()

    def asked(self, words: str) -> None:
        """Say by which filter the readings were chosen."""
        self._asked = words

    def never(self, *lines: str) -> None:
        """Say what the format has no place for."""
        self._never += lines

    def add(self, what: str, count: int = 1) -> None:
        """Count something of these readings that is not in the files, or not as it was."""
        if count:
            self._counts[what] += count

    @property
    def counts(self) -> dict[str, int]:
        """Return how often each thing was lost, the most frequent first."""
        return dict(self._counts.most_common())

    def text(self) -> str:
        """Return the report."""
        lines = [self._head, ""]
        lines += [f"Asked for: {self._asked}", ""] if self._asked else []
        lines.append("Of these readings:")
        lines += [f"- {count} x {what}" for what, count in self._counts.most_common()] or ["- nothing else is missing"]
        lines += ["", "Of any:", *(f"- {line}" for line in self._never)] if self._never else []
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> Path | None:
        """Return where the report was written in a folder; None where nothing was lost: then none of these is there."""
        path = folder / LOSSES
        if self._asked or self._counts or self._never:
            path.write_text(self.text(), encoding="utf-8")
            return path
        if path.is_file() and path.read_text("utf-8", errors="replace").startswith(self._head):
            path.unlink()  # of an earlier export, of which it would tell as of this one
        return None

    @property
    def _head(self) -> str:
        return f"What {self._format} does not hold of what was exported."


def export(
    readings: Iterable[Reading], out: Path | str, *, format: ExchangeFormat, losses: Losses | None = None
) -> tuple[tuple[Path, ...], Losses]:
    """Return the files written from readings into a folder, the report of losses last, and that report.

    `losses` is a report to go on with, in which who gives the readings counts what is not among them.
    Raises: UsageError when the format is unknown or the folder cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"no export format {format!r}: choose from csv, parquet, {', '.join(FORMATS)}.")
    folder = Path(out)
    if names_file(folder):
        raise UsageError(f"{out} looks like a file: {format} is several files, with what was lost; name a folder.")
    losses = losses or Losses(format)
    if format != "bibtex":
        losses.never(_UNMERGED)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if format in _WITHOUT_IDS:
            readings = _without_ids(readings, losses)
        write = import_module(f"dyadbook.formats.{_HOMES.get(format, format)}").export
        paths = write(readings, folder, losses, **({"format": format} if format in _HOMES else {}))
        losses.write(folder)
    except OSError as error:
        where = error.filename or folder
        raise UsageError(f"{where} cannot be written: {error.strerror}. Choose another folder.") from error
    return (*paths, folder / LOSSES), losses


def _without_ids(readings: Iterable[Reading], losses: Losses) -> Iterator[Reading]:
    """Yield readings for a format that has no column for the ids of their users' tables."""
    for reading in readings:
        losses.add(WITHOUT_ID, reading.article.doc_id is not None)
        yield reading


def names_file(out: Path) -> bool:
    """Return whether where a result goes is named as a file is, with an ending in letters, and is no folder."""
    return out.suffix[1:2].isalpha() and not out.is_dir()


# ---- for the formats


@contextmanager
def whole_files(*paths: Path) -> Iterator[list[IO[str]]]:
    """Yield files to write to; they stand under their names when all are whole, or not at all."""
    parts = [path.with_name(path.name + ".part") for path in paths]
    try:
        with ExitStack() as stack:
            yield [stack.enter_context(part.open("w", encoding="utf-8", newline="", errors="backslashreplace"))
                   for part in parts]  # fmt: skip
        for part, path in zip(parts, paths, strict=True):
            part.replace(path)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


class Rows:
    """Writes rows of tab-separated values; tabs and line breaks within a value become spaces."""

    def __init__(self, file: IO[str], columns: Sequence[str], *, header: bool, quotes: bool) -> None:
        """Set up a table; without `quotes` a quote is a character as any other, as GDELT has it."""
        self._columns = columns
        self._writer = (
            csv.writer(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
            if quotes
            else csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        )
        if header:
            self._writer.writerow(columns)

    def write(self, row: dict[str, Any]) -> None:
        """Write a row; a column that it does not name stays empty."""
        assert row.keys() <= set(self._columns)
        self._writer.writerow([cell(row.get(column)) for column in self._columns])


def cell(value: Any) -> str:
    """Return a value as a table of text has it; None is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return re.sub(r"\s*[\t\r\n\v\f\x1c-\x1f\x85\u2028\u2029]\s*", " ", str(value)).strip()


def happened(reading: Reading, losses: Losses) -> Iterator[Event]:
    """Yield the events that a format without modality can take: what is told as done, and promises as such.

    A promise whose type says that it is one (an AGREE to a CONSULT) stands, without a date: ours is that of what is
    promised, and there it would be the day of the promise. What others coded keeps its own. What is denied, supposed or
    yet to come would read as done there, and is left out.
    """
    for event in reading.events:
        if event.modality == "actual":
            yield event
        elif event.modality == "future" and event.type != event.act:
            if event.date.start is None or event.date.basis == "imported":
                yield event
                continue
            losses.add("promise without its date: that is the day of what is promised, not of the promise")
            yield msgspec.structs.replace(event, date=When())
        else:
            told = {"negated": "denied", "hypothetical": "only supposed", "future": "yet to come"}[event.modality]
            losses.add(f"event left out: it is told as {told}, and the format has no field for that")


def pairs(event: Event, losses: Losses) -> list[tuple[Actor | None, Actor | None]]:
    """Return each source with each target: the format has one of either in a row."""
    found = [(source, target) for source in event.source or (None,) for target in event.target or (None,)]
    if len(found) > 1:
        losses.add(f"event of several actors is {len(found)} rows")
    if event.reciprocal and event.act != "CONSULT":
        losses.add("event of both directions has those of one: what two did to each other")
    return found


def cameo_code(event: Event, losses: Losses) -> str:
    """Return the CAMEO code of an event, the nearest one where it has none."""
    if event.cameo is not None:
        back = ontology.plover_from_cameo(event.cameo)
        if back.type != event.type:
            losses.add(f"event of another type by its CAMEO code: {event.type}, {event.cameo} is {back.type}")
        return event.cameo
    mode = next((mode for mode in event.modes if ontology.is_mode(event.type, mode)), None)
    contexts = [context for context in event.contexts if ontology.is_context(context)]
    crossing = ontology.cameo_from_plover(event.type, mode, act=event.act, contexts=contexts)
    for lost in crossing.lost:
        losses.add(f"event whose CAMEO code does not say its {lost}")
    return crossing.code


def quad_number(quad: str) -> int:
    """Return the number of a quad class, as GDELT and PLOVER have it."""
    return next(number for number, name in ontology.QUADS.items() if name == quad)


def lost_claims(event: Event, losses: Losses, *, reports: bool = True) -> None:
    """Count what the formats of event data have no columns for."""
    parties = (*event.source, *event.target)
    for name, has in (
        ("that another sentence names a party", any(one.basis == ELSEWHERE for one in parties)),
        ("that a party's country is inferred", any(one.country_inferred for one in parties)),
        ("that a party's name is inferred from the office", any(one.name_inferred for one in parties)),
        ("that a person added or corrected it", by_hand(event.origin) is not None),
        ("who says so (`said_by`)", event.said_by is not None),
        ("the condition", event.condition is not None),
        ("that it is history", event.historical is True),
        ("actors with another part (`others`)", bool(event.others)),
        ("its issues", bool(event.issues)),
        ("in what its reports differ", bool(event.differs)),
        ("words of further reports", reports and len(event.reports) > 1),
    ):
        if has:
            losses.add(f"event without {name}")


def one_day(when: When) -> date | None:
    """Return the day of a date that is one day, else None."""
    if when.start is None or when.end is None or when.end - when.start != timedelta(days=1):
        return None
    return when.start


def one_month(when: When) -> tuple[int, int] | None:
    """Return the year and month in which a date lies, None where it lies in several."""
    last = _last(when)
    return (last.year, last.month) if last and when.start and (when.start.year, when.start.month) == (
        last.year, last.month) else None  # fmt: skip


def one_year(when: When) -> int | None:
    """Return the year in which a date lies, None where it lies in several."""
    last = _last(when)
    return last.year if last and when.start and when.start.year == last.year else None


def _last(when: When) -> date | None:
    return when.end - timedelta(days=1) if when.end is not None and when.end > date.min else None


def outlet(article: Article) -> str | None:
    """Return the outlet of an article; an example text says that it is none."""
    if article.synthetic:
        return f"{article.publisher} {_MARK}" if article.publisher else _MARK
    return article.publisher


def told_outlet(text: str) -> tuple[str | None, bool]:
    """Return the outlet that a cell names, and whether it is that of an example text: the way back from `outlet`."""
    return text.removesuffix(_MARK).strip() or None, text.endswith(_MARK)
