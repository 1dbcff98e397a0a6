"""Write and read ICEWS files: 20 columns, tab-separated, with a header.

Level 5. Countries are names, sectors are words; of the words of ICEWS those are used whose meaning is a PLOVER sector.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dyadbook import ontology
from dyadbook.errors import SourceError
from dyadbook.formats import imported_cells as cells
from dyadbook.formats.exchange import (
    WITHOUT_ID,
    Losses,
    Rows,
    cameo_code,
    happened,
    lost_claims,
    one_day,
    outlet,
    pairs,
    told_outlet,
    whole_files,
)
from dyadbook.formats.imported import Told, act_of
from dyadbook.formats.imported_cells import Row, number, on_day, parsed
from dyadbook.records import Actor, Article, Event, Place, Reading, make_id
from dyadbook.world import countries

__all__ = ["COLUMNS", "NEEDED", "export", "rows", "told"]

COLUMNS: tuple[str, ...] = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
NEEDED = ("Event ID", "Event Date", "Source Country", "CAMEO Code", "Target Country")
_NEVER = (
    "PLOVER's type, modes and contexts: ICEWS has CAMEO's code and its own intensity",
    "modality, condition, who says so, history: what is not told as done is left out",
    "dates of more than a day: the cell is empty, never the day of publication",
    "the day of publication, the address and the title of the article: ICEWS has a number for each story",
    "the words, and where they stand: ICEWS has the number of the sentence",
    "ids of actors and offices; sectors are words of ICEWS where it has one for them, else ours",
    "district and province, and GeoNames ids",
    "whether the event is its article's own news (`lead`)",
)
_SECTORS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "PTY": "Parties", "BUS": "Business", "EDU": "Education", "LAB": "Labor", "CRM": "Criminals / Gangs",
    "REF": "Refugees / Displaced", "CVL": "General Population / Civilian / Social", "UAF": "Unidentified Forces",
    "ELI": "Elite", "AGR": "Agricultural", "REB": "Insurgents", "JRN": "News", "MED": "Medical / Health",
    "REL": "Religious", "OPP": "Dissident", "SPY": "Intelligence", "PRM": "Paramilitary", "SOC": "Civil Society",
    "PRE": "Partially Recognized Entity", "UNK": "Unidentified",
}  # fmt: skip
_CODES = {words.lower(): code for code, words in _SECTORS.items()} | {
    "executive": "GOV", "executive office": "GOV", "cabinet": "GOV", "foreign ministry": "GOV", "separatists": "REB",
    "rebel": "REB", "army": "MIL", "navy": "MIL", "air force": "MIL",
}  # fmt: skip


def export(readings: Iterable[Reading], folder: Path, losses: Losses) -> tuple[Path, ...]:
    """Return the file written."""
    losses.never(*_NEVER)
    path = folder / "events.icews.tab"
    with whole_files(path) as (file,):
        table = Rows(file, COLUMNS, header=True, quotes=True)
        for reading in readings:
            id = reading.article.doc_id
            losses.add(f"{WITHOUT_ID}: it is no number, as those of ICEWS", id is not None and not _is_number(id))
            for event in happened(reading, losses):
                lost_claims(event, losses)
                for pair, (source, target) in enumerate(pairs(event, losses)):
                    table.write(_row(event, source, target, pair, reading, losses))
    return (path,)


def _row(
    event: Event, source: Actor | None, target: Actor | None, pair: int, reading: Reading, losses: Losses
) -> dict[str, Any]:
    code = cameo_code(event, losses)
    if ontology.plover_from_cameo(code).swap:
        source, target = target, source
    if (day := one_day(event.date)) is None:
        losses.add("event without a day: the cell is empty")
    start = event.reports[0].start if event.reports else None
    sentences = (n for n, one in enumerate(reading.sentences, start=1) if start and one.start <= start < one.end)
    return {
        "Event ID": _number("icews", event.id, pair),
        "Event Date": day,
        **_actor("Source", source, losses),
        "Event Text": ontology.cameo(code).name,
        "CAMEO Code": code,
        "Intensity": ontology.goldstein(code, "icews"),
        **_actor("Target", target, losses),
        "Story ID": _story(reading.article),
        "Sentence Number": next(sentences, None),
        "Publisher": outlet(reading.article),
        **_place(event.place, losses),
    }


def _story(article: Article) -> int | str:
    """Return the number of a story: that of its user's table where it has one."""
    return article.doc_id if article.doc_id and _is_number(article.doc_id) else _number("story", article.id)


def _is_number(id: str) -> bool:
    return id.isascii() and id.isdecimal()


def _number(*parts: object) -> int:
    """Return a number of nine or ten digits, as ICEWS has them."""
    return int(make_id(*parts)[:8], 16)


def _actor(side: str, actor: Actor | None, losses: Losses) -> dict[str, Any]:
    if actor is None:
        return {}
    if actor.office:
        losses.add("actor without the office")
    sectors = [_SECTORS[code] for code in dict.fromkeys((actor.sector, *actor.sectors)) if code in _SECTORS]
    home = countries().get(actor.country or "")
    return {
        f"{side} Name": actor.name,
        f"{side} Sectors": ",".join(sectors) or None,
        f"{side} Country": home.name if home else None,
    }


def _place(place: Place | None, losses: Losses) -> dict[str, Any]:
    if place is None:
        return {}
    if place.geonames is not None:
        losses.add("place without its GeoNames id")
    known = countries().get(place.country or "")
    is_country = known is not None and place.name == known.name
    return {
        "City": None if is_country else place.name,
        "Country": known.name if known else None,
        "Latitude": place.lat,
        "Longitude": place.lon,
    }


# ---- reading


def rows(file: Iterable[str], where: str) -> Iterator[tuple[int, Row | SourceError]]:
    """Yield (line, row) of a file of events."""
    return cells.table(file, COLUMNS, NEEDED, where)


def told(row: Row, place: str) -> Told:
    """Return what a row tells.

    Raises: SourceError where it cannot be read; NoTypeError where PLOVER has no type for its code.
    """
    act = act_of(_code(row, place), place)
    actors = [_read_actor(row, side, place) for side in ("Source", "Target")]
    source, target = reversed(actors) if act.swap else actors
    publisher, synthetic = told_outlet(row["Publisher"])
    return Told(
        id=row["Event ID"],
        source=source,
        target=target,
        date=on_day(parsed(date.fromisoformat, row["Event Date"], "day as in 2018-06-01", place)),
        type=act.type,
        act=act.act,
        mode=act.mode,
        contexts=act.contexts,
        cameo=_code(row, place),
        place=_read_place(row),
        publisher=publisher,
        synthetic=synthetic,
    )


def _code(row: Row, place: str) -> str:
    """Return the code of a row. Raises: SourceError where it may have lost its zero, as `10` that was `010`."""
    code = row["CAMEO Code"]
    text = row["Event Text"].lower()
    if re.fullmatch(r"1\d|20", code) and text != ontology.cameo(code).name.lower():
        raise SourceError("no_cameo", f"{code!r} may have lost a zero: read and write the column as text", place)
    return code


def _read_actor(row: Row, side: str, place: str) -> Actor | None:
    words = re.split(r"\s*,\s*", row[f"{side} Sectors"].lower())
    sectors = list(dict.fromkeys(_CODES[word] for word in words if word in _CODES))
    return cells.actor(row[f"{side} Name"], row[f"{side} Country"], sectors, place)


def _read_place(row: Row) -> Place | None:
    country = cells.country(row["Country"])
    name = row["City"] or row["District"] or row["Province"] or (countries()[country].name if country else "")
    if not name:
        return None
    return Place(name=name, country=country, lat=number(row["Latitude"]), lon=number(row["Longitude"]))
