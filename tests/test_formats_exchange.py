"""The field's formats: what they hold goes out and comes back, what they do not hold is told, others read them."""

from __future__ import annotations

import csv
import gzip
import json
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import networkx
import pandas as pd
import pytest
from hand_readings import reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dyadbook import ontology
from dyadbook.errors import UsageError
from dyadbook.formats import gdelt, icews, polecat
from dyadbook.formats.cameo_actors import coded
from dyadbook.formats.exchange import FORMATS, LOSSES, ExchangeFormat, export
from dyadbook.formats.imported import IMPORTS, ImportFormat, imported
from dyadbook.pages import ADDED
from dyadbook.records import (
    ELSEWHERE,
    Actor,
    Article,
    Event,
    Place,
    Problem,
    Reading,
    Report,
    When,
    Words,
    broken_spans,
)
from dyadbook.steps.table import table_rows
from dyadbook.world import countries

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "formats"
DAY = When(start=date(2018, 6, 12), end=date(2018, 6, 13), precision="day")


def actor(code: str = "USA", **more: Any) -> Actor:
    """Return a country as an actor."""
    return Actor(**({"name": countries()[code].name, "kind": "country", "country": code, "id": code} | more))


def event(**more: Any) -> Event:
    """Return an event of one report."""
    report = Report(
        article="a1", block="body", start=0, end=4, text="They", trigger=Words(start=5, end=8, text="met"),
        modality="actual", confidence=0.8,
    )  # fmt: skip
    fields: dict[str, Any] = {
        "id": "0123456789abcdef", "source": (actor(),), "target": (actor("PRK"),), "type": "CONSULT", "act": "CONSULT",
        "cameo": "040", "quad": "verbal cooperation", "goldstein": 1.0, "score": 2.5, "reports": (report,), "date": DAY,
        "modality": "actual", "confidence": 0.8, "origin": "events 1",
    }  # fmt: skip
    return Event(**(fields | more))


def of(*events: Event, **article: Any) -> Reading:
    """Return a reading of these events."""
    fields: dict[str, Any] = {
        "id": "a1",
        "source": "page.html",
        "url": "https://www.example.org/1",
        "publisher": "The Paper",
    }
    fields |= {"published": date(2018, 6, 13), "title": "They met", "text": "They met."}
    return Reading(article=Article(**(fields | article)), events=events)


def written(folder: Path, format: ExchangeFormat, *readings: Reading) -> Path:
    """Return the first file of an export."""
    return export(readings, folder, format=format)[0][0]


def back(path: Path, format: ImportFormat) -> tuple[list[Reading], list[Problem]]:
    """Return what is imported of a file."""
    found = list(imported(path, format=format, latest=date(2101, 1, 1)))
    return [one for one in found if isinstance(one, Reading)], [one for one in found if isinstance(one, Problem)]


def table(path: Path) -> list[list[str]]:
    """Return the rows of a file as they stand in it."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()]


# ---- columns


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("gdelt2_events_columns.tsv", gdelt.EVENTS),
        ("gdelt2_mentions_columns.tsv", gdelt.MENTIONS),
        ("icews_columns.tsv", icews.COLUMNS),
        ("polecat_columns.tsv", polecat.COLUMNS),
    ],
)
def test_the_columns_are_those_of_the_published_files(name: str, columns: tuple[str, ...]) -> None:
    if not SHARED.is_dir():
        pytest.skip("the column tables of the development data are not here")
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        assert tuple(row["name"] for row in csv.DictReader(file, delimiter="\t")) == columns


def test_the_numbers_of_columns() -> None:
    assert [len(columns) for columns in (gdelt.EVENTS, gdelt.MENTIONS, icews.COLUMNS, polecat.COLUMNS)] == [
        61,
        16,
        20,
        40,
    ]


# ---- what is written


def row(folder: Path, format: ExchangeFormat, one: Event, **article: Any) -> dict[str, str]:
    """Return the row of one event."""
    path = written(folder, format, of(one, **article))
    if format == "gdelt":
        return dict(zip(gdelt.EVENTS, table(path)[0], strict=True))
    return dict(zip(*table(path)[:2], strict=True))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"SQLDATE": "20180612", "MonthYear": "201806", "Year": "2018", "FractionDate": "2018.4438"}),
        ({}, {"Actor1Code": "USA", "Actor1Name": "United States", "Actor2CountryCode": "PRK", "IsRootEvent": "0"}),
        ({}, {"EventCode": "040", "EventBaseCode": "040", "EventRootCode": "04", "QuadClass": "1"}),
        ({}, {"GoldsteinScale": "1", "NumMentions": "1", "AvgTone": "", "DATEADDED": "20180613000000"}),
        ({"cameo": "090"}, {"QuadClass": "2"}),
        ({"cameo": "141"}, {"QuadClass": "3"}),
        ({"cameo": None, "type": "SANCTION", "act": "SANCTION", "contexts": ("economic",)}, {"EventRootCode": "16"}),
        ({"source": (actor("ROU", sector="JRN"),)}, {"Actor1Code": "ROMMED", "Actor1Type1Code": "MED"}),
        ({"source": (actor(sector="MED", sectors=("MED", "GOV")),)}, {"Actor1Code": "USAHLHGOV"}),
        (
            {"source": (Actor(name="NATO", kind="organization", id="org/NATO", sector="GOV"),)},
            {"Actor1KnownGroupCode": "NAT", "Actor1Type1Code": "IGO", "Actor1CountryCode": ""},
        ),
        ({"source": ()}, {"Actor1Code": "", "Actor1Name": ""}),
        (
            {"place": Place(name="Seoul", country="KOR", lat=37.5, lon=127.0)},
            {
                "ActionGeo_FullName": "Seoul",
                "ActionGeo_CountryCode": "KS",
                "ActionGeo_Type": "",
                "ActionGeo_Lat": "37.5",
            },
        ),
        ({"place": Place(name="Japan", country="JPN")}, {"ActionGeo_Type": "1", "ActionGeo_CountryCode": "JA"}),
    ],
)
def test_a_row_of_gdelt(tmp_path: Path, given: dict[str, Any], expected: dict[str, str]) -> None:
    found = row(tmp_path, "gdelt", event(**given))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), ("", "", "")),
        ((date(2018, 6, 12), date(2018, 6, 13)), ("20180612", "201806", "2018")),
        ((date(2018, 6, 1), date(2018, 7, 1)), ("", "201806", "2018")),
        ((date(2018, 6, 4), date(2018, 6, 11)), ("", "201806", "2018")),
        ((date(2018, 1, 1), date(2019, 1, 1)), ("", "", "2018")),
        ((date(2010, 1, 1), date(2020, 1, 1)), ("", "", "")),
    ],
)
def test_a_date_is_never_made_more_exact_than_it_is(
    tmp_path: Path, days: tuple[date, ...], expected: tuple[str, ...]
) -> None:
    when = When(start=days[0], end=days[1]) if days else When()
    found = row(tmp_path, "gdelt", event(date=when))
    assert tuple(found[name] for name in ("SQLDATE", "MonthYear", "Year")) == expected
    others: tuple[ExchangeFormat, ...] = ("icews", "polecat")
    for format in others:
        day = "2018-06-12" if expected[0] else ""
        assert row(tmp_path / format, format, event(date=when))["Event Date"] == day


def test_a_mention_has_its_place_in_the_text_and_its_source(tmp_path: Path) -> None:
    export([of(event(source=(actor(start=0, end=4),)))], tmp_path, format="gdelt")
    found = dict(zip(gdelt.MENTIONS, table(tmp_path / "events.mentions.CSV")[0], strict=True))
    assert found["GLOBALEVENTID"] == table(tmp_path / "events.export.CSV")[0][0]
    assert (found["MentionType"], found["MentionSourceName"]) == ("1", "The Paper")
    assert (found["Actor1CharOffset"], found["ActionCharOffset"], found["Confidence"]) == ("0", "5", "80")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"Source Name": "United States", "Source Country": "United States", "Target Country": "North Korea"}),
        ({}, {"CAMEO Code": "040", "Intensity": "1", "Publisher": "The Paper", "City": ""}),
        ({"cameo": "016", "type": "REJECT"}, {"Intensity": "-5"}),
        ({"source": (actor(sector="MIL", sectors=("MIL", "GOV")),)}, {"Source Sectors": "Military,Government"}),
        ({"place": Place(name="Seoul", country="KOR")}, {"City": "Seoul", "Country": "South Korea"}),
    ],
)
def test_a_row_of_icews(tmp_path: Path, given: dict[str, Any], expected: dict[str, str]) -> None:
    found = row(tmp_path, "icews", event(**given))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"Event Type": "CONSULT", "Event Mode": "", "Intensity": "2.5", "Quad Code": "1", "Recipient COW": ""}),
        ({"modes": ("visit",)}, {"Event Mode": "visit", "Intensity": "4"}),
        ({"contexts": ("military", "cbrn")}, {"Contexts": "military; cbrn"}),
        (
            {"source": (actor(office="President", text="Trump"),)},
            {"Actor Title": "President", "Actor Name Raw": "Trump"},
        ),
        ({"place": Place(name="Seoul", country="KOR", geonames=1835848)}, {"GeoNames ID": "1835848", "Country": "KOR"}),
        ({}, {"Source": "The Paper", "Publication Date": "2018-06-13"}),
    ],
)
def test_a_row_of_polecat(tmp_path: Path, given: dict[str, Any], expected: dict[str, str]) -> None:
    found = row(tmp_path, "polecat", event(**given))
    assert {name: found[name] for name in expected} == expected


TABLES: tuple[ImportFormat, ...] = ("gdelt", "icews", "polecat")


@pytest.mark.parametrize("format", TABLES)
@pytest.mark.parametrize("modality", ["negated", "hypothetical", "future"])
def test_what_is_not_told_as_done_does_not_stand_as_done(tmp_path: Path, format: ImportFormat, modality: str) -> None:
    other = event(id="f" * 16, modality=modality, type="ASSAULT", act="ASSAULT", cameo="190")
    path = written(tmp_path, format, of(event(), other))
    assert len(back(path, format)[0]) == 1
    assert "1 x event left out" in (tmp_path / LOSSES).read_text("utf-8")


@pytest.mark.parametrize("format", TABLES)
def test_a_promise_stands_as_one(tmp_path: Path, format: ImportFormat) -> None:
    promise = event(modality="future", type="AGREE", act="CONSULT", cameo="036")
    ((found,), _) = back(written(tmp_path, format, of(promise)), format)
    assert found.events[0].type == "AGREE"


@pytest.mark.parametrize("format", TABLES)
def test_a_promise_is_not_dated_by_what_is_promised(tmp_path: Path, format: ImportFormat) -> None:
    promise = event(modality="future", type="AGREE", act="CONSULT", cameo="036")
    ((found,), _) = back(written(tmp_path, format, of(promise)), format)
    assert found.events[0].date == When()
    assert "1 x promise without its date" in (tmp_path / LOSSES).read_text("utf-8")
    others = When(start=DAY.start, end=DAY.end, precision="day", basis="imported")
    ((found,), _) = back(written(tmp_path, format, of(msgspec.structs.replace(promise, date=others))), format)
    assert found.events[0].date == others


@pytest.mark.parametrize("format", TABLES)
def test_an_event_of_several_actors_is_a_row_for_each_pair(tmp_path: Path, format: ImportFormat) -> None:
    both = event(source=(actor(), actor("KOR")), target=(actor("PRK"), actor("CHN")))
    found, _ = back(written(tmp_path, format, of(both)), format)
    pairs = [(one.events[0].source[0].id, one.events[0].target[0].id) for one in found]
    assert pairs == [("USA", "PRK"), ("USA", "CHN"), ("KOR", "PRK"), ("KOR", "CHN")]
    assert len({one.article.id for one in found}) == 4
    assert "1 x event of several actors is 4 rows" in (tmp_path / LOSSES).read_text("utf-8")


@pytest.mark.parametrize("format", TABLES)
def test_an_example_text_is_still_one_when_it_comes_back(tmp_path: Path, format: ImportFormat) -> None:
    ((found,), _) = back(written(tmp_path, format, of(event(), synthetic=True)), format)
    assert (found.article.synthetic, found.article.publisher) == (
        True,
        "example.org" if format == "gdelt" else "The Paper",
    )
    ((found,), _) = back(written(tmp_path, format, of(event())), format)
    assert not found.article.synthetic


@pytest.mark.parametrize("format", FORMATS)
def test_each_export_says_what_was_lost(tmp_path: Path, format: ExchangeFormat) -> None:
    paths, losses = export([reading()], tmp_path, format=format)
    assert paths[-1] == tmp_path / LOSSES
    assert all(path.stat().st_size for path in paths)
    assert (tmp_path / LOSSES).read_text("utf-8") == losses.text()
    assert ("one happening: each article's event" in losses.text()) is (format != "bibtex")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in paths)


@pytest.mark.parametrize("format", IMPORTS)
def test_how_a_party_was_known_is_told_as_lost(tmp_path: Path, format: ExchangeFormat) -> None:
    plain = export([of(event())], tmp_path, format=format)[1].counts
    marked = event(
        target=(actor("PRK", basis=ELSEWHERE),),
        source=(actor(country_inferred=True, name_inferred=True),),
        origin=ADDED,
    )
    told = export([of(marked)], tmp_path, format=format)[1].counts
    assert set(told) - set(plain) == {
        "event without that another sentence names a party", "event without that a party's country is inferred",
        "event without that a party's name is inferred from the office",
        "event without that a person added or corrected it",
    }  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_that_breaks_off_leaves_the_old_files(tmp_path: Path, format: ExchangeFormat) -> None:
    paths, _ = export([reading()], tmp_path, format=format)
    before = {path: path.read_bytes() for path in paths}

    def broken() -> Any:
        yield of(event())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        export(broken(), tmp_path, format=format)
    assert {path: path.read_bytes() for path in sorted(tmp_path.iterdir())} == dict(sorted(before.items()))


def test_an_unknown_format_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose from csv, parquet, gdelt"):
        export([], tmp_path, format="xls")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="choose from gdelt, icews, polecat"):
        next(imported(tmp_path, format="acled"))  # type: ignore[arg-type]


# ---- there and back

NASTY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda text: f"Q{text}")
CODES = sorted(countries())


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return a date of a day, a month, a year, or none."""
    first = date(draw(st.integers(1801, 2100)), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    match draw(st.sampled_from(["day", "month", "year", "none"])):
        case "day":
            return When(start=first, end=first + timedelta(days=1), precision="day")
        case "month":
            first = first.replace(day=1)
            return When(start=first, end=(first + timedelta(days=31)).replace(day=1), precision="month")
        case "year":
            return When(start=date(first.year, 1, 1), end=date(first.year + 1, 1, 1), precision="year")
    return When()


ACTORS = st.one_of(
    st.sampled_from(CODES).map(actor),
    st.builds(
        lambda name, code, sectors: Actor(
            name=name, kind="person", country=code, sector=sectors[0] if sectors else None, sectors=tuple(sectors)
        ),
        NASTY, st.sampled_from(CODES), st.lists(st.sampled_from(sorted(ontology.sectors())), max_size=3, unique=True),
    ),
)  # fmt: skip
PLACES = st.none() | st.builds(
    lambda name, code, at: Place(name=name, country=code, lat=at[0] if at else None, lon=at[1] if at else None),
    NASTY, st.none() | st.sampled_from(CODES), st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
)  # fmt: skip
MAPPED = [code for code in ontology.cameo_codes() if ontology.plover_from_cameo(code).type]


Coding = tuple[str, str, str, str | None, tuple[str, ...]]
"""Type, act, CAMEO code, mode and contexts of an event."""


def imported_coding(code: str) -> Coding:
    """Return what an event of a code is that others coded."""
    one = ontology.plover_from_cameo(code)
    assert one.type is not None
    return one.type, one.act or one.type, code, one.mode, one.contexts


def promised_coding(act: str) -> Coding:
    """Return what the promise of an act is, as the reader codes it."""
    kind = ontology.future_type(act)
    return kind, act, ontology.cameo_from_plover(kind, act=act).code, None, ()


RULES = [row for row in table_rows("acts.csv") if row["cameo"]]
READ: list[Coding] = [(row["type"], row["type"], row["cameo"], row["mode"] or None, ()) for row in RULES]
READ += map(promised_coding, ontology.event_types())
"""Every type and code that the reader's rules and promises write."""


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Return an event of any code that others write, or of any that the reader does."""
    coding = st.one_of(st.sampled_from(MAPPED).map(imported_coding), st.sampled_from(READ))
    type, act, code, mode, contexts = draw(coding)
    return event(
        id=draw(st.from_regex(r"\A[0-9a-f]{16}\Z")), source=(draw(ACTORS),), target=(draw(ACTORS),),
        type=type, act=act, cameo=code, modes=(mode,) if mode else (),
        contexts=contexts, modality="actual" if act == type else "future",
        date=draw(whens()), place=draw(PLACES), lead=draw(st.booleans()),
    )  # fmt: skip


def test_every_code_that_the_reader_writes_has_a_type() -> None:
    assert {code for _, _, code, _, _ in READ} <= set(MAPPED)


def who(one: Actor, format: ImportFormat) -> tuple[Any, ...]:
    """Return what a format holds of an actor: its country, and its sectors as far as the format has them."""
    sectors = tuple(dict.fromkeys(filter(None, (one.sector, *one.sectors))))
    if format != "gdelt":
        return one.country, sectors
    parts = coded(one)
    known = {"MED": "JRN", "HLH": "MED"}
    return (
        one.country if parts.country else None,
        tuple(known.get(type, type) for type in parts.types if type != "IGO"),
    )


def held(one: Event, format: ImportFormat) -> tuple[Any, ...]:
    """Return what a format holds of an event: no day of a promise of ours, for that is the day of what is promised."""
    day = one.date if one.date.precision == "day" or format == "gdelt" else When()
    day = day if one.modality == "actual" or one.date.basis == "imported" else When()
    place = one.place
    return (
        tuple(who(actor, format) for actor in one.source),
        tuple(who(actor, format) for actor in one.target),
        one.type if format == "polecat" else ontology.plover_from_cameo(str(one.cameo)).type,
        one.cameo if format != "polecat" else one.modes,
        (day.start, day.end, day.precision),
        (place.lat, place.lon) if place else None,
        one.lead if format == "gdelt" else None,
    )


@pytest.mark.parametrize("format", TABLES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(given_events=st.lists(events(), min_size=1, max_size=3))
def test_what_a_format_holds_comes_back(tmp_path: Path, format: ImportFormat, given_events: list[Event]) -> None:
    path = written(tmp_path, format, of(*given_events))
    found, problems = back(path, format)
    assert problems == []
    assert [held(one.events[0], format) for one in found] == [held(one, format) for one in given_events]
    assert all(one.events[0].origin == f"imported/{format}" for one in found)
    assert all(broken_spans(one, one.article.text) == [] for one in found)


@pytest.mark.parametrize("format", TABLES)
def test_names_and_sources_come_back(tmp_path: Path, format: ImportFormat) -> None:
    one = event(source=(actor(name='The "Élysée" 😀', id=None, country="FRA", kind="organization"),))
    ((found,), _) = back(written(tmp_path, format, of(one)), format)
    assert found.events[0].source[0].name == 'The "Élysée" 😀'
    assert found.events[0].target[0].id == "PRK"
    assert found.article.publisher == ("example.org" if format == "gdelt" else "The Paper")
    assert found.article.published == (None if format == "icews" else date(2018, 6, 13))
    line = {"gdelt": "events.export.CSV:1", "icews": "events.icews.tab:2", "polecat": "events.polecat.txt:2"}[format]
    assert (found.article.text, found.article.source) == ("", f"{tmp_path}/{line}")


@pytest.mark.parametrize("format", TABLES)
def test_the_same_row_is_the_same_article_whatever_file_it_stands_in(tmp_path: Path, format: ImportFormat) -> None:
    first, _ = back(written(tmp_path / "a", format, of(event())), format)
    second, _ = back(written(tmp_path / "b", format, of(event(id="f" * 16), event())), format)
    assert first[0].article.id == second[1].article.id != second[0].article.id


# ---- what others wrote


def gdelt_row(**cells: str) -> str:
    """Return a row as GDELT writes it."""
    given = {
        "GLOBALEVENTID": "410", "SQLDATE": "20150218", "MonthYear": "201502", "Year": "2015", "Actor1Code": "KORGOV",
        "Actor1Name": "SEOUL", "Actor1CountryCode": "KOR", "Actor1Type1Code": "GOV", "Actor2Code": "IGOUNO",
        "Actor2Name": "UNITED NATIONS", "Actor2KnownGroupCode": "UNO", "Actor2Type1Code": "IGO", "IsRootEvent": "1",
        "EventCode": "043", "EventBaseCode": "043", "EventRootCode": "04", "QuadClass": "1", "GoldsteinScale": "2.8",
        "DATEADDED": "20150218230000", "SOURCEURL": "http://www.example.org/a",
    }  # fmt: skip
    return "\t".join((given | cells).get(name, "") for name in gdelt.EVENTS) + "\n"


def gdelt_file(path: Path, *rows: str) -> Path:
    """Return a file of these rows."""
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_a_file_of_mentions_is_refused_once(tmp_path: Path) -> None:
    written(tmp_path, "gdelt", of(event(), event(id="f" * 16)))
    found, (problem,) = back(tmp_path / "events.mentions.CSV", "gdelt")
    assert (found, problem.code) == ([], "other_format")
    assert "give the file of events" in problem.message


def test_gdelts_own_rows_are_read(tmp_path: Path) -> None:
    ((found,), problems) = back(gdelt_file(tmp_path / "a.CSV", gdelt_row()), "gdelt")
    one = found.events[0]
    # In CAMEO 043 the host acts, in PLOVER the visitor.
    assert [side[0].id for side in (one.source, one.target)] == ["org/UN", "KOR"]
    assert (one.type, one.modes, one.goldstein, one.lead) == ("CONSULT", ("visit",), 2.8, True)
    assert (found.article.publisher, found.article.published, problems) == ("example.org", date(2015, 2, 18), [])
    assert one.reports[0].text == ""


@pytest.mark.parametrize("pack", [gzip.compress, None])
def test_a_packed_file_is_read(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "a.zip"
    if pack:
        path.write_bytes(pack(gdelt_row().encode()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.CSV", gdelt_row())
    assert len(back(path, "gdelt")[0]) == 1


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ([gdelt_row(EventCode="010", EventRootCode="01")] * 2, "no_plover_type", r"2 rows are left out.*010 \(2\)"),
        ([gdelt_row(EventCode="42", EventRootCode="4")], "no_cameo", "lost its zero"),
        ([gdelt_row(EventCode="10", EventRootCode="1")], "no_cameo", "lost its zero"),
        ([gdelt_row(EventCode="999", EventRootCode="99")], "no_cameo", "'999' is no CAMEO code"),
        ([gdelt_row(SQLDATE="20150231")], "bad_row", "'20150231' is no day"),
        ([gdelt_row(SQLDATE="21870304")], "bad_row", "the event's day 2187-03-04 lies after 2101-01-01: mend the row"),
        ([gdelt_row(SQLDATE="", MonthYear="218703")], "bad_row", "the event's day 2187-03-01 lies after"),
        ([gdelt_row(DATEADDED="21870304000000")], "bad_row", "publication date 2187-03-04 lies after 2101-01-01"),
        (["a\tb\n"], "bad_row", "2 columns, GDELT 2.0 has 61"),
        (["\t".join("x" * 58) + "\n"], "bad_row", "GDELT 1.0"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_problem_and_the_next_is_read(
    tmp_path: Path, rows: list[str], code: str, says: str
) -> None:
    found, problems = back(gdelt_file(tmp_path / "a.CSV", *rows, gdelt_row()), "gdelt")
    assert [one.article.source for one in found] == [f"{tmp_path / 'a.CSV'}:{len(rows) + 1}"]
    assert [problem.code for problem in problems] == [code]
    assert re.search(says, problems[0].message)


def test_a_row_of_tomorrow_is_read_and_one_of_next_week_is_not(tmp_path: Path) -> None:
    days = [date(2015, 2, 18) + timedelta(days=more) for more in (1, 7)]
    rows = [gdelt_row(GLOBALEVENTID=f"{n}", SQLDATE=f"{day:%Y%m%d}") for n, day in enumerate(days)]
    found = list(imported(gdelt_file(tmp_path / "a.CSV", *rows), format="gdelt", latest=date(2015, 2, 18)))
    assert [type(one) for one in found] == [Reading, Problem]


ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude\n"
)


@pytest.mark.parametrize(
    ("code", "text", "count"), [("190", "Use force", 1), ("10", "Make statement", 0), ("10", "DEMAND", 1)]
)
def test_icews_own_rows_are_read(tmp_path: Path, code: str, text: str, count: int) -> None:
    cells = (
        f"7\t2001-02-03\tArmy (Oman)\tMilitary,Government\tOman\t{text}\t{code}\t-9\tYemen\tNA\tYemen\t1\t2\tA Daily"
        "\tSalalah\tNA\tDhofar\tOman\t17.0\t54.1\n"
    )
    path = tmp_path / "events.tab"
    path.write_text(ICEWS + cells, encoding="utf-8")
    found, problems = back(path, "icews")
    assert (len(found), [problem.code for problem in problems]) == (count, ["no_cameo"] * (1 - count))
    for one in found:
        (source,), (target,) = one.events[0].source, one.events[0].target
        assert (source.country, source.sectors, source.id) == ("OMN", ("MIL", "GOV"), None)
        assert (target.country, target.id, target.sectors) == ("YEM", "YEM", ())
        assert one.events[0].place == Place(name="Salalah", country="OMN", lat=17.0, lon=54.1)


@pytest.mark.parametrize("day", ["2022-03-04", "3/4/2022"])
def test_polecats_malformed_headers_are_read(tmp_path: Path, day: str) -> None:
    header = [
        "\ufeff event_id",
        "Event.Date",
        '"Event Type"',
        "event mode",
        "CONTEXTS",
        "Actor Country",
        "Recipient Country",
    ]
    path = tmp_path / "a.txt"
    path.write_text(
        "\t".join(header) + f"\nE1\t{day}\tACCUSE\tdisapprove\tmilitary;legal\tUSA\tNone\n", encoding="utf-8"
    )
    ((found,), problems) = back(path, "polecat")
    one = found.events[0]
    assert (one.type, one.modes, one.contexts, one.target, problems) == (
        "ACCUSE", ("disapprove",), ("military", "legal"), (), []
    )  # fmt: skip
    assert one.date.start == date(2022, 3, 4)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("RUS; BLR", "names several countries (RUS, BLR)"),
        ("RUS, BLR", "names several countries (RUS, BLR)"),
        ("RUS", None),
        ("no country; RUS", None),
    ],
)
def test_a_cell_of_several_countries_is_told_and_no_party_without_a_country(
    tmp_path: Path, cell: str, told: str | None
) -> None:
    cells = {"Event ID": "1", "Event Date": "2022-02-25", "Event Type": "ASSAULT", "Recipient Country": "UKR"}
    cells |= {"Actor Country": cell, "Actor Name": "the armies"}
    lines = ["\t".join(polecat.COLUMNS), "\t".join(cells.get(name, "") for name in polecat.COLUMNS)]
    (path := tmp_path / "rows.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (found,) = imported(path, format="polecat", latest=date(2101, 1, 1))
    assert isinstance(found, Problem) == (told is not None)
    if isinstance(found, Problem):
        assert told is not None
        assert told in found.message
        assert found.source.endswith("rows.txt:2")


def test_a_file_without_the_columns_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.tab"
    path.write_text("a\tb\n1\t2\n", encoding="utf-8")
    assert [(one.code, one.source) for one in back(path, "icews")[1]] == [("missing_column", str(path))]
    assert [one.code for one in back(tmp_path / "none", "icews")[1]] == ["unreadable"]


# ---- other readers


def test_pandas_reads_the_tables(tmp_path: Path) -> None:
    path = written(tmp_path, "gdelt", of(event(), event(id="f" * 16, date=When())))
    frame = pd.read_csv(
        path, sep="\t", header=None, names=gdelt.EVENTS, quoting=csv.QUOTE_NONE, dtype={"EventCode": str}
    )
    assert list(frame["EventCode"]) == ["040", "040"]
    assert frame["GLOBALEVENTID"].dtype == "int64"
    assert pd.isna(frame["SQLDATE"][1])
    others: tuple[ExchangeFormat, ...] = ("icews", "polecat")
    for format in others:
        other = pd.read_csv(written(tmp_path / format, format, of(event())), sep="\t", dtype={"CAMEO Code": str})
        assert pd.to_datetime(other["Event Date"])[0] == pd.Timestamp(2018, 6, 12)


def test_duckdb_reads_the_tables(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = written(tmp_path, "polecat", of(event()))
    question = (
        f"SELECT \"Event Type\", \"Actor Country\" FROM read_csv('{path}', delim='\t', header=true, all_varchar=true)"
    )
    assert duckdb.sql(question).fetchall() == [("CONSULT", "USA")]


def test_plover_holds_what_is_not_told_as_done(tmp_path: Path) -> None:
    path = written(tmp_path, "plover", reading())
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(found) == len(reading().events)
    assert ["negated"] in [one["auxiliary_mode"] for one in found]
    assert all(one["source"]["synthetic"] for one in found)
    assert {"basis", "country_inferred"} <= found[0]["actor"][0].keys()
    assert len(pd.read_json(path, lines=True)) == len(found)


NETWORK = (
    of(
        event(),
        event(id="1" * 16, cameo="190", quad="material conflict", goldstein=-10.0, date=When()),
        event(id="2" * 16, modality="negated"),
        event(id="3" * 16, reciprocal=True, target=(Actor(name="NATO <&>", kind="organization", id="org/NATO"),)),
        event(id="4" * 16, target=()),
    ),
)


@pytest.mark.parametrize(("format", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_networkx_reads_the_network(tmp_path: Path, format: ExchangeFormat, read: Any) -> None:
    graph = read(written(tmp_path, format, *NETWORK))
    assert set(graph.nodes) == {"USA", "PRK", "org/NATO"}
    assert set(graph.edges) == {("USA", "PRK"), ("USA", "org/NATO"), ("org/NATO", "USA")}
    edge = graph.edges["USA", "PRK"]
    expected = {"events": 2, "cooperation": 1, "conflict": 1, "hollow": 1, "goldstein": -4.5, "first": "2018-06-12"}
    assert {name: edge[name] for name in expected} == expected
    assert graph.nodes["USA"]["label"] == "United States"


@pytest.mark.parametrize(
    ("article", "line"),
    [
        ({"title": "100% & {more}_"}, r"  title = {{100\% \& \{more\}\_}},"),
        ({"authors": ("Jane Roe", "Li Wei")}, "  author = {{Jane Roe} and {Li Wei}},"),
        ({"published": date(2018, 6, 13)}, "  date = {2018-06-13},"),
        ({"url": "https://example.org/a b}"}, "  url = {https://example.org/a%20b%7D},"),
        ({"synthetic": True}, "  note = {example text, not a source},"),
        (
            {"title": "Talks \x1b[31m resume\u202e"},
            r"  title = {{Talks \textbackslash{}x1b[31m resume\textbackslash{}u202e}},",
        ),
        ({"publisher": "Élan", "id": "a1"}, "@article{elan2018-a1,"),
    ],
)
def test_an_entry_of_bibtex(tmp_path: Path, article: dict[str, Any], line: str) -> None:
    assert line in written(tmp_path, "bibtex", of(**article)).read_text("utf-8").splitlines()
