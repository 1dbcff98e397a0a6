"""Write and read GDELT 2.0 event files: `events.export.CSV` (61 columns) and `events.mentions.CSV` (16), tab-separated.

Level 5. GDELT gives every event a day, CAMEO's code and its quad class. A day that the text does not support is left
empty: where a month or a year is known, it stands in MonthYear or Year.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dyadbook import ontology
from dyadbook.errors import SourceError
from dyadbook.formats.cameo_actors import Coded, actor_of, coded, country_of_fips, fips_of
from dyadbook.formats.exchange import (
    SYNTHETIC,
    Losses,
    Rows,
    cameo_code,
    happened,
    lost_claims,
    one_day,
    one_month,
    one_year,
    outlet,
    pairs,
    quad_number,
    whole_files,
)
from dyadbook.formats.imported import Told, act_of
from dyadbook.formats.imported_cells import Row, number, on_day, parsed, value
from dyadbook.records import Actor, Article, Event, Place, Reading, Report, When, make_id
from dyadbook.world import countries

__all__ = ["EVENTS", "MENTIONS", "export", "rows", "told"]

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
EVENTS: tuple[str, ...] = (
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{side}{part}" for side in (1, 2) for part in _ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in _GEO),
    *"DATEADDED SOURCEURL".split(),
)
MENTIONS: tuple[str, ...] = tuple(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID"
    " Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone"
    " MentionDocTranslationInfo Extras".split()
)
_NEVER = (
    "PLOVER's type, modes and contexts: GDELT has CAMEO's code; statements stay in table statements of --format csv",
    "PLOVER's quad class: QuadClass is GDELT's, by the root of CAMEO's code: a REQUEST (020) is 1, verbal cooperation",
    "modality, condition, who says so, history: what is not told as done is left out",
    "the words: GDELT keeps places in the text (Actor1CharOffset, ActionCharOffset), here code points of our own text",
    "ids: GLOBALEVENTID is the first 60 bits of the event's id; a second pair of actors of one event has another",
    "the time of day of DATEADDED and of the mentions: it is written as 000000, the day is that of publication",
    "tone, ethnic and religious codes, places of actors, codes of districts: empty, for they are not read",
    "GeoNames ids: GDELT has its own of GNS and GNIS",
)


def export(readings: Iterable[Reading], folder: Path, losses: Losses) -> tuple[Path, ...]:
    """Return the files written: events and mentions, without a header, as GDELT has them."""
    losses.never(*_NEVER)
    paths = (folder / "events.export.CSV", folder / "events.mentions.CSV")
    with whole_files(*paths) as (events_file, mentions_file):
        events = Rows(events_file, EVENTS, header=False, quotes=False)
        mentions = Rows(mentions_file, MENTIONS, header=False, quotes=False)
        for reading in readings:
            for event in happened(reading, losses):
                lost_claims(event, losses, reports=False)
                for pair, (source, target) in enumerate(pairs(event, losses)):
                    row = _event(event, source, target, pair, reading.article, losses)
                    events.write(row)
                    for report in event.reports:
                        mentions.write(_mention(row, report, source, target, reading))
    return paths


def _event(
    event: Event, source: Actor | None, target: Actor | None, pair: int, article: Article, losses: Losses
) -> dict[str, Any]:
    code = cameo_code(event, losses)
    known = ontology.cameo(code)
    if ontology.plover_from_cameo(code).swap:  # as the host of a visit, who acts in CAMEO
        source, target = target, source
    added = article.published or article.retrieved
    return {
        "GLOBALEVENTID": _number(event.id, pair),
        **_date(event.date, losses),
        **_actor(1, source, losses),
        **_actor(2, target, losses),
        "IsRootEvent": event.lead,
        "EventCode": code,
        "EventBaseCode": known.base,
        "EventRootCode": known.root,
        "QuadClass": quad_number(known.quad),
        "GoldsteinScale": known.goldstein,
        "NumMentions": len(event.reports),
        "NumSources": 1,
        "NumArticles": 1,
        **_place(event.place, losses),
        "DATEADDED": f"{added:%Y%m%d}000000" if added else None,
        "SOURCEURL": _citation(article),
    }


def _citation(article: Article) -> str:
    """Return the address of an article, or a citation, which GDELT allows: of an example text, that it is one."""
    where = article.url or article.publisher or article.source
    return f"{SYNTHETIC}: {where}" if article.synthetic else where


def _number(id: str, pair: int) -> int:
    """Return an event's number: 60 bits, which every reader's integers hold."""
    plain = id if pair == 0 and re.fullmatch(r"[0-9a-f]{16}", id) else make_id("gdelt", id, pair)
    return int(plain[:15], 16)


def _date(when: When, losses: Losses) -> dict[str, Any]:
    day, month, year = one_day(when), one_month(when), one_year(when)
    if day is None:
        known = "month" if month else "year" if year else "nothing" if when.start is None else "no year"
        losses.add(f"event without a day: {known} of its date is in the file")
    return {
        "SQLDATE": f"{day:%Y%m%d}" if day else None,
        "MonthYear": f"{month[0]:04}{month[1]:02}" if month else None,
        "Year": f"{year:04}" if year else None,
        # Each month counts as 30 days, as in GDELT's own files.
        "FractionDate": f"{day.year + min((day.month - 1) * 30 + day.day, 364) / 365:.4f}" if day else None,
    }


def _actor(side: int, actor: Actor | None, losses: Losses) -> dict[str, Any]:
    if actor is None:
        return {}
    code: Coded = coded(actor)
    for lost in code.lost:
        losses.add(f"actor without {lost}")
    parts = {"Code": code.code, "Name": code.name, "CountryCode": code.country, "KnownGroupCode": code.group}
    types = {f"Type{n}Code": type for n, type in enumerate(code.types, start=1)}
    return {f"Actor{side}{part}": held for part, held in (parts | types).items()}


def _place(place: Place | None, losses: Losses) -> dict[str, Any]:
    if place is None:
        return {}
    known = countries().get(place.country or "")
    is_country = known is not None and place.name == known.name
    if not is_country:
        losses.add("place without ActionGeo_Type: whether it is a city or a region is not known")
    if place.geonames is not None:
        losses.add("place without its GeoNames id")
    if place.country and fips_of(place.country) is None:
        losses.add(f"place without its country {place.country}: FIPS has no code for it")
    parts = {
        "Type": 1 if is_country else None, "FullName": place.name, "CountryCode": fips_of(place.country),
        "Lat": place.lat, "Long": place.lon,
    }  # fmt: skip
    return {f"ActionGeo_{part}": held for part, held in parts.items()}


def _mention(
    row: dict[str, Any], report: Report, source: Actor | None, target: Actor | None, reading: Reading
) -> dict[str, Any]:
    article = reading.article
    sentences = (n for n, one in enumerate(reading.sentences, start=1) if one.start <= report.start < one.end)
    return {
        "GLOBALEVENTID": row["GLOBALEVENTID"],
        "EventTimeDate": row["DATEADDED"],
        "MentionTimeDate": row["DATEADDED"],
        "MentionType": 1 if article.url else 2,
        "MentionSourceName": outlet(article) or _host(article.url),
        "MentionIdentifier": row["SOURCEURL"],
        "SentenceID": next(sentences, None),
        "Actor1CharOffset": source.start if source else None,
        "Actor2CharOffset": target.start if target else None,
        "ActionCharOffset": report.trigger.start,
        "InRawText": 1,
        "Confidence": round(report.confidence * 100),
        "MentionDocLen": len(article.text),
        "Extras": SYNTHETIC if article.synthetic else None,
    }


# ---- reading


def rows(file: Iterable[str], where: str) -> Iterator[tuple[int, Row | SourceError]]:
    """Yield (line, row) of a file of events, with or without a header."""
    for line, cells in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), start=1):
        if not any(cells) or cells[0].strip() in EVENTS[:1]:
            continue
        if len(cells) != len(EVENTS):
            message = f"this row has {len(cells)} columns, GDELT 2.0 has {len(EVENTS)}"
            hint = ": it is GDELT 1.0, which is not read" if len(cells) in (57, 58) else ""
            yield line, SourceError("bad_row", message + hint, f"{where}:{line}")
            continue
        yield line, {name: value(cell) for name, cell in zip(EVENTS, cells, strict=True)}


def told(row: Row, place: str) -> Told:
    """Return what a row tells.

    Raises: SourceError where it cannot be read; NoTypeError where PLOVER has no type for its code.
    """
    code, root = row["EventCode"], row["EventRootCode"]
    if len(root) == 1 or (root and len(code) == 2 and not code.startswith(root)):
        raise SourceError("no_cameo", f"{code!r} lost its zero: read and write the codes as text", place)
    act = act_of(code, place)
    actors = [_read_actor(row, side) for side in (1, 2)]
    source, target = reversed(actors) if act.swap else actors
    cited = row["SOURCEURL"].removeprefix(f"{SYNTHETIC}: ")
    url = cited if re.match(r"https?://", cited) else None
    return Told(
        id=row["GLOBALEVENTID"],
        source=source,
        target=target,
        date=_read_date(row, place),
        type=act.type,
        act=act.act,
        mode=act.mode,
        contexts=act.contexts,
        cameo=code,
        place=_read_place(row),
        lead=row["IsRootEvent"] == "1",
        url=url,
        publisher=_host(url) if url else cited or None,
        published=parsed(_day, row["DATEADDED"][:8], "day", place),
        synthetic=cited != row["SOURCEURL"],
    )


def _read_actor(row: Row, side: int) -> Actor | None:
    cells = {part: row[f"Actor{side}{part}"] for part in _ACTOR}
    types = [cells[f"Type{n}Code"] for n in (1, 2, 3)]
    return actor_of(
        cells["Name"], cells["CountryCode"] or None, cells["KnownGroupCode"] or None, [type for type in types if type]
    )


def _read_date(row: Row, place: str) -> When:
    """Return the date of a row: its day, or the month or year where it has no more."""
    if row["SQLDATE"]:
        return on_day(parsed(_day, row["SQLDATE"], "day", place))
    if row["MonthYear"]:
        first = parsed(_day, row["MonthYear"] + "01", "month", place)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return When(start=first, end=following, precision="month", basis="imported")
    if row["Year"]:
        first = parsed(_day, row["Year"] + "0101", "year", place)
        return When(start=first, end=date(first.year + 1, 1, 1), precision="year", basis="imported")
    return When()


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def _read_place(row: Row) -> Place | None:
    name, fips = row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]
    country = country_of_fips(fips)
    if not name and country is None:
        return None
    return Place(
        name=name or countries()[country or ""].name,
        country=country,
        lat=number(row["ActionGeo_Lat"]),
        lon=number(row["ActionGeo_Long"]),
    )


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
