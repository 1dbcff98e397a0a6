"""Write and read POLECAT files: 40 columns, tab-separated, with a header.

Level 5. POLECAT has PLOVER's own terms, one mode in a row, and countries as codes of ISO 3166.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dyadbook import __version__, ontology
from dyadbook.errors import SourceError
from dyadbook.formats import imported_cells as cells
from dyadbook.formats.exchange import (
    Losses,
    Rows,
    happened,
    lost_claims,
    one_day,
    outlet,
    pairs,
    quad_number,
    told_outlet,
    whole_files,
)
from dyadbook.formats.imported import Told
from dyadbook.formats.imported_cells import Row, number, on_day, parsed
from dyadbook.records import Actor, Event, Place, Reading, make_id

__all__ = ["COLUMNS", "NEEDED", "export", "rows", "told"]

_SIDE = (
    "{0} Name", "{0} Country", "{0} COW", "Primary {0} Sector", "{0} Sectors", "{0} Title", "{0} Name Raw",
    "Wikipedia {0} ID",
)  # fmt: skip
COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format(side) for side in ("Actor", "Recipient") for name in _SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Country", "Recipient Country")
_NEVER = (
    "modality, condition, who says so, history: what is not told as done is left out",
    "CAMEO's code and the Goldstein value: POLECAT has PLOVER's type, mode and intensity",
    "the `act` of a promise: an AGREE to a CONSULT is an AGREE",
    "modes after the first",
    "dates of more than a day: the cell is empty, never the day of publication",
    "the words, and where they stand; the address and the title of the article",
    "ids of actors; numbers of the Correlates of War and Wikipedia's ids are empty, for they are not known here",
    "city, district, province and sort of place: the place stands in Placename",
    "whether the event is its article's own news (`lead`)",
)
_JOIN = "; "


def export(readings: Iterable[Reading], folder: Path, losses: Losses) -> tuple[Path, ...]:
    """Return the file written."""
    losses.never(*_NEVER)
    path = folder / "events.polecat.txt"
    with whole_files(path) as (file,):
        table = Rows(file, COLUMNS, header=True, quotes=True)
        for reading in readings:
            story = _story(reading)
            for event in happened(reading, losses):
                lost_claims(event, losses)
                for pair, (source, target) in enumerate(pairs(event, losses)):
                    table.write(_row(event, source, target, pair, losses) | story)
    return (path,)


def _row(event: Event, source: Actor | None, target: Actor | None, pair: int, losses: Losses) -> dict[str, Any]:
    if (day := one_day(event.date)) is None:
        losses.add("event without a day: the cell is empty")
    modes = [mode for mode in event.modes if ontology.is_mode(event.type, mode)]
    losses.add("event without a mode that its type has none of, or more than one", len(event.modes) > len(modes[:1]))
    losses.add(f"{event.type} without its act", event.act != event.type)
    place = event.place
    return {
        "Event ID": event.id if pair == 0 else make_id("polecat", event.id, pair),
        "Event Date": day,
        "Event Type": event.type,
        "Event Mode": modes[0] if modes else None,
        "Intensity": ontology.score(event.type, modes[0] if modes else None),
        "Quad Code": quad_number(ontology.quad(event.type)),
        "Contexts": _JOIN.join(event.contexts) or None,
        **_actor("Actor", source),
        **_actor("Recipient", target),
        "Placename": place.name if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "GeoNames ID": place.geonames if place else None,
        "Raw Placename": place.text if place else None,
    }


def _actor(side: str, actor: Actor | None) -> dict[str, Any]:
    if actor is None:
        return {}
    return {
        f"{side} Name": actor.name,
        f"{side} Country": actor.country,
        f"Primary {side} Sector": actor.sector,
        f"{side} Sectors": _JOIN.join(actor.sectors) or None,
        f"{side} Title": actor.office,
        f"{side} Name Raw": actor.text,
    }


def _story(reading: Reading) -> dict[str, Any]:
    """Return the columns that are the same for all events of an article."""
    article = reading.article

    def names(*kinds: str) -> str | None:
        return _JOIN.join(dict.fromkeys(one.name for one in reading.mentions if one.kind in kinds)) or None

    return {
        "Source": outlet(article),
        "Publication Date": article.published,
        "Story People": names("person"),
        "Story Organizations": names("organization", "group"),
        "Story Locations": names("country"),
        "Language": article.language,
        "Version": f"dyadbook {__version__}",
    }


# ---- reading


def rows(file: Iterable[str], where: str) -> Iterator[tuple[int, Row | SourceError]]:
    """Yield (line, row) of a file of events."""
    return cells.table(file, COLUMNS, NEEDED, where)


def told(row: Row, place: str) -> Told:
    """Return what a row tells. Raises: SourceError where it cannot be read."""
    type = row["Event Type"].upper()
    if not ontology.is_type(type):
        raise SourceError("no_type", f"{row['Event Type']!r} is no PLOVER type of manual 2.0", place)
    mode = row["Event Mode"].lower()
    publisher, synthetic = told_outlet(row["Source"])
    return Told(
        id=row["Event ID"],
        source=_read_actor(row, "Actor", place),
        target=_read_actor(row, "Recipient", place),
        date=on_day(parsed(_day, row["Event Date"], "day", place)),
        type=type,
        act=type,
        mode=mode if ontology.is_mode(type, mode) else None,
        contexts=tuple(context for context in _parts(row["Contexts"].lower()) if ontology.is_context(context)),
        place=_read_place(row),
        publisher=publisher,
        published=parsed(_day, row["Publication Date"], "day", place),
        language=row["Language"].lower() if len(row["Language"]) == 2 else None,
        synthetic=synthetic,
    )


def _day(text: str) -> date:
    """Return a day as in 2023-01-31, or, as some files have it, 1/31/2023."""
    return datetime.strptime(text, "%m/%d/%Y").date() if "/" in text else date.fromisoformat(text[:10])


def _read_actor(row: Row, side: str, place: str) -> Actor | None:
    given = (row[f"Primary {side} Sector"], *_parts(row[f"{side} Sectors"]))
    sectors = [sector for sector in dict.fromkeys(part.upper() for part in given) if ontology.is_sector(sector)]
    return cells.actor(
        row[f"{side} Name"], row[f"{side} Country"], sectors, place,
        office=row[f"{side} Title"], text=row[f"{side} Name Raw"],
    )  # fmt: skip


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"\s*[;,|]\s*", text.strip("[]")) if part]


def _read_place(row: Row) -> Place | None:
    name = row["Placename"] or row["City"] or row["Province"]
    country = cells.country(row["Country"])
    if not name and country is None:
        return None
    geonames = number(row["GeoNames ID"])
    return Place(
        name=name or row["Country"],
        country=country,
        lat=number(row["Latitude"]),
        lon=number(row["Longitude"]),
        geonames=int(geonames) if geonames is not None else None,
        text=row["Raw Placename"] or None,
    )
