"""Return readings of what others have coded: reports without articles.

Level 5. A row becomes a reading whose article has no text: its source is the file and the row, its outlet and address
are the row's. Its event has one report that quotes nothing, and says by its origin (`imported/gdelt`) that other coders
wrote it. What the file does not tell stays unknown. Modality is `actual`, since these files have no other; but where a
CAMEO code is that of a promise (036, a promise to meet), it is the `future` of what is promised.
"""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, Any, Literal, get_args

from dyadbook import ontology
from dyadbook.errors import SourceError, UsageError
from dyadbook.formats.imported_cells import has_columns
from dyadbook.pages import IMPORTED
from dyadbook.records import Actor, Article, Event, Place, Problem, Reading, Report, When, Words, make_id
from dyadbook.sources.stated_dates import Stated, check_date

__all__ = ["IMPORTS", "ImportFormat", "imported"]

ImportFormat = Literal["gdelt", "icews", "polecat"]
_AHEAD = datetime.timedelta(days=2)  # that it may be later elsewhere
IMPORTS: tuple[str, ...] = get_args(ImportFormat)


def imported(
    path: Path | str, *, format: ImportFormat, latest: datetime.date | None = None
) -> Iterator[Reading | Problem]:
    """Yield a reading for each row of a file of events, and the problems: rows that are not read, and why.

    No row is read of a day after `latest` (None: today). The file may be packed (.gz, .zip). Rows that PLOVER has no
    type for (CAMEO's statements) are counted in one problem at the end.
    Raises: UsageError when the format is unknown.
    """
    if format not in IMPORTS:
        raise UsageError(f"{format!r} cannot be imported: choose from {', '.join(IMPORTS)}.")
    module = import_module(f"dyadbook.formats.{format}")
    try:
        with _opened(Path(path)) as file:
            first = file.readline()
            _check_format(first, str(path), format)
            yield from _rows(chain([first], file), str(path), format, module, latest or datetime.date.today())
    except SourceError as error:
        yield _problem(error.where, error.code, error.message)
    except (OSError, EOFError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        what = getattr(error, "strerror", None) or str(error)
        yield _problem(str(path), "unreadable", f"it cannot be read ({what}): check the path, or load it again")


def _check_format(first: str, where: str, format: str) -> None:
    """Return where the first row of a file may be of a format. Raises: SourceError where it is of another."""
    from dyadbook.formats import gdelt, icews, polecat

    cells = first.rstrip("\r\n").split("\t")
    if cells == list(gdelt.MENTIONS) or (len(cells) == len(gdelt.MENTIONS) and cells[0].isdecimal()):
        message = "it looks like GDELT's file of mentions, which is not read: give the file of events"
        raise SourceError("other_format", message, where)
    needed = {"icews": icews.NEEDED, "polecat": polecat.NEEDED}
    is_gdelt = len(cells) == len(gdelt.EVENTS) and (cells[0].isdecimal() or cells[0] == gdelt.EVENTS[0])
    seems = "gdelt" if is_gdelt else next((name for name, few in needed.items() if has_columns(cells, few)), None)
    if seems is None or seems == format:
        return
    found = f"{len(cells)} columns" + (", as GDELT 2.0 has" if is_gdelt else f": {', '.join(cells[:5])}, ...")
    wanted = f"columns named {', '.join(needed[format])}, ..." if format in needed else f"{len(gdelt.EVENTS)} columns"
    message = f"it looks like {seems}: its first row has {found}; {format} has {wanted}: say --format {seems}"
    raise SourceError("other_format", message, where)


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    with path.open("rb") as raw:
        head = raw.read(4)
        raw.seek(0)
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(raw, "rt", encoding="utf-8-sig", errors="replace", newline="") as file:
                yield file
        elif head == b"PK\x03\x04":
            with zipfile.ZipFile(raw) as archive, archive.open(archive.namelist()[0]) as inner:
                yield io.TextIOWrapper(inner, encoding="utf-8-sig", errors="replace", newline="")
        else:
            yield io.TextIOWrapper(raw, encoding="utf-8-sig", errors="replace", newline="")


def _rows(
    file: Iterable[str], where: str, format: str, module: Any, latest: datetime.date
) -> Iterator[Reading | Problem]:
    csv.field_size_limit(max(10_000_000, csv.field_size_limit()))
    without: Counter[str] = Counter()
    for number, row in module.rows(file, where):
        place = f"{where}:{number}"
        try:
            if isinstance(row, SourceError):
                raise row
            told = module.told(row, place)
            _check_days(told, latest, place)
            yield _reading(told, format, place)
        except NoTypeError as error:
            without[error.code] += 1
        except SourceError as error:
            yield _problem(error.where, error.code, error.message)
    if without:
        codes = ", ".join(f"{code} ({count})" for code, count in sorted(without.items()))
        message = f"{sum(without.values())} rows are left out, since PLOVER has no type for their CAMEO codes: {codes}"
        yield _problem(where, "no_plover_type", message)


def _check_days(told: Told, latest: datetime.date, place: str) -> None:
    """Do nothing where a row can be of its days. Raises: SourceError where one is yet to come, or none can be of it."""
    if told.date.start is not None and told.date.start > latest + _AHEAD:
        message = f"the event's day {told.date.start} lies after {latest}: mend the row"
        raise SourceError("bad_row", message, place)
    if told.published is not None and (trouble := check_date(Stated(told.published), latest).trouble):
        raise SourceError("bad_row", f"{trouble.partition(':')[0]}: mend the row", place)


def _problem(where: str, code: str, message: str) -> Problem:
    return Problem(source=where, step="import", code=code, message=message)


class NoTypeError(Exception):
    """A CAMEO code that PLOVER has no type for: statements (01)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one row tells; None: the row does not say."""

    id: str
    source: Actor | None
    target: Actor | None
    date: When
    type: str
    act: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    place: Place | None = None
    lead: bool = False
    url: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    synthetic: bool = False


@dataclass(frozen=True)
class Act:
    """What a CAMEO code is in PLOVER; `swap`: source and target change places."""

    type: str
    act: str
    mode: str | None
    contexts: tuple[str, ...]
    swap: bool


def act_of(code: str, place: str) -> Act:
    """Return what a CAMEO code is in PLOVER.

    Raises: NoTypeError where PLOVER has no type for it; SourceError where it is no code.
    """
    if not ontology.is_cameo(code):
        lost = ontology.is_cameo(f"0{code}")
        hint = f"`0{code}` lost its zero: read and write the column as text" if lost else "mend the row"
        raise SourceError("no_cameo", f"{code!r} is no CAMEO code: {hint}", place)
    crossing = ontology.plover_from_cameo(code)
    if crossing.type is None:
        raise NoTypeError(code)
    return Act(crossing.type, crossing.act or crossing.type, crossing.mode, crossing.contexts, crossing.swap)


def _reading(told: Told, format: str, place: str) -> Reading:
    origin = f"{IMPORTED}{format}"
    article = Article(
        id=make_id("article", origin, told.id), source=place, url=told.url, publisher=told.publisher,
        published=told.published, published_basis="inferred" if told.published else None, language=told.language,
        synthetic=told.synthetic,
    )  # fmt: skip
    modality: Literal["actual", "future"] = "actual" if told.act == told.type else "future"
    report = Report(
        article=article.id, block="body", start=0, end=0, text="", trigger=Words(start=0, end=0, text=""),
        date=told.date, modality=modality, lead=told.lead, confidence=1.0,
    )  # fmt: skip
    event = Event(
        id=make_id("event", origin, told.id),
        source=(told.source,) if told.source else (),
        target=(told.target,) if told.target else (),
        reciprocal=told.act == "CONSULT",
        type=told.type,
        act=told.act,
        modes=(told.mode,) if told.mode else (),
        contexts=told.contexts,
        cameo=told.cameo,
        quad=ontology.quad(told.type),
        goldstein=ontology.goldstein(told.cameo) if told.cameo else None,
        score=_score(told),
        place=told.place,
        reports=(report,),
        date=told.date,
        modality=modality,
        lead=told.lead,
        confidence=1.0,
        origin=origin,
    )
    return Reading(article=article, events=(event,))


def _score(told: Told) -> float | None:
    """Return PLOVER's score of the type, of its mode where the mode is one of its own."""
    return ontology.score(told.type, told.mode if told.mode and ontology.is_mode(told.type, told.mode) else None)
