"""The export of readings to flat tables, and the codebook beside them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hand_readings import TEXT, reading

from dyadbook.errors import UsageError
from dyadbook.formats.tables import Format, codebook, export, rows, table_names
from dyadbook.records import ELSEWHERE, Reading

TABLES = ("articles", "statements", "events", "reports", "standings", "issues", "mentions", "problems")


def cells(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_an_export_writes_every_table_and_the_codebook(tmp_path: Path, format: Format) -> None:
    paths = export([reading()], tmp_path / "new" / "out", format=format)
    assert [path.name for path in paths] == [f"{name}.{format}" for name in TABLES] + ["codebook.csv"]
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == sorted(path.name for path in paths)


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("articles", 0, {"title": "Summit in Singapore leaves Japan waiting", "published": date(2018, 6, 12)}),
        ("articles", 0, {"synthetic": True, "authors": "a reporter", "url": None, "length": len(TEXT)}),
        ("statements", 0, {"speaker_name": "Donald Trump", "speaker_office": "President", "about": "KOR; PRK"}),
        ("statements", 0, {"cue": "said", "form": "mixed", "date_start": date(2018, 6, 12)}),
        ("statements", 1, {"speaker_name": None, "date_start": None, "date_precision": "unknown"}),
        ("events", 0, {"source_ids": "person/donald-trump", "target_countries": "PRK", "place_lat": 1.29}),
        ("events", 1, {"source_ids": None, "source_countries": "JPN", "historical": True}),
        ("events", 2, {"goldstein": -9.0, "issues": "abductions", "date_end": date(1990, 1, 1)}),
        ("events", 3, {"modality": "negated", "said_by": "White House", "historical": None, "date_start": None}),
        ("events", 4, {"others": "South Korea (regarding)", "said_by_statement": "s1", "n_reports": 1}),
        ("reports", 3, {"cue": "denied", "trigger": "recognized", "event": "e-recognized"}),
        ("standings", 0, {"party_a": "JPN", "party_b": "PRK", "value": "none", "as_of": date(2018, 6, 12)}),
        ("issues", 0, {"issue": "abductions", "parties": "JPN; PRK", "text": "abducted Japanese citizens"}),
        ("mentions", 0, {"name": "Donald Trump", "kind": "person", "basis": "named", "candidates": None}),
        ("problems", 0, {"step": "dates", "code": "no_reference"}),
    ],
)
def test_a_row_holds(table: str, row: int, expected: dict[str, object]) -> None:
    found = list(rows(reading(), table))[row]
    assert {name: found[name] for name in expected} == expected


def test_a_row_says_by_what_a_party_is_known() -> None:
    made = reading()
    event = made.events[0]
    marks = {"basis": ELSEWHERE, "country_inferred": True, "name_inferred": True}
    source = tuple(msgspec.structs.replace(one, **marks) for one in event.source)
    marked = msgspec.structs.replace(made, events=(msgspec.structs.replace(event, source=source),))
    (row,) = rows(marked, "events")
    assert (row["source_bases"], row["source_countries_inferred"], row["source_names_inferred"]) == (
        ELSEWHERE,
        "1",
        "1",
    )
    assert row["target_countries_inferred"] is None
    assert next(rows(made, "statements"))["speaker_basis"] == made.statements[0].speaker.basis  # type: ignore[union-attr]


def test_an_event_of_a_book_has_its_id_beside_that_of_what_the_article_tells() -> None:
    plain, merged = (list(rows(reading(), "events", *more)) for more in ((), ({"e-recognized": "of-the-book"},)))
    assert {row["book_event"] for row in plain} == {None}
    assert {row["event"]: row["book_event"] for row in merged if row["book_event"]} == {"e-recognized": "of-the-book"}


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_same_rows(tmp_path: Path, table: str) -> None:
    path, _ = export([reading()], tmp_path / f"{table}.parquet", format="parquet")
    assert pq.read_table(path).to_pylist() == list(rows(reading(), table))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("table", ["issues", "reports", "mentions"])
def test_the_spans_of_a_table_quote_the_article(tmp_path: Path, table: str) -> None:
    path, _ = export([reading()], tmp_path / f"{table}.csv")
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row["text"] for row in cells(path))


def test_csv_has_nothing_for_null_one_and_zero_for_truth_and_iso_dates(tmp_path: Path) -> None:
    path, _ = export([reading()], tmp_path / "events.csv")
    first, fourth = (cells(path)[i] for i in (0, 3))
    assert (first["reciprocal"], first["lead"], first["date_start"]) == ("1", "1", "2018-06-12")
    assert (fourth["historical"], fourth["date_start"], fourth["date_precision"]) == ("", "", "unknown")


HARD = 'a "quoted", line\nand another\r\nÉlysée 平壌 😀 =SUM(A1)'


def test_hard_text_comes_back_from_csv(tmp_path: Path) -> None:
    path, _ = export([reading(title=HARD)], tmp_path / "articles.csv")
    assert cells(path)[0]["title"] == HARD


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_lone_surrogate_is_written_as_its_escape(tmp_path: Path, format: Format) -> None:
    path, _ = export([reading(title="a\ud800b")], tmp_path / f"articles.{format}", format=format)
    found = cells(path)[0] if format == "csv" else pq.read_table(path).to_pylist()[0]  # type: ignore[no-untyped-call]
    assert found["title"] == "a\\ud800b"


def test_pandas_reads_an_export(tmp_path: Path) -> None:
    export([reading()], tmp_path)
    events = pd.read_csv(tmp_path / "events.csv", parse_dates=["date_start"])
    articles = pd.read_csv(tmp_path / "articles.csv")
    joined = events.merge(articles, on="article", suffixes=("", "_article"))
    assert len(joined) == 5
    assert joined.loc[0, "date_start"] == pd.Timestamp(2018, 6, 12)


def test_an_export_of_nothing_has_the_columns() -> None:
    assert list(rows(msgspec.structs.replace(reading(), events=()), "events")) == []


def test_an_empty_export_can_be_read(tmp_path: Path) -> None:
    for format in ("csv", "parquet"):
        export([], tmp_path, format=format)
    assert list(pd.read_csv(tmp_path / "events.csv").columns) == list(
        pd.read_parquet(tmp_path / "events.parquet").columns
    )


def test_every_column_of_the_codebook_has_a_meaning_and_a_short_name() -> None:
    entries = list(codebook())
    assert [entry[:2] for entry in entries if not entry[4].strip() or len(entry[1]) > 32] == []
    assert len({entry[:2] for entry in entries}) == len(entries)


@pytest.mark.parametrize("table", TABLES)
def test_the_codebook_lists_the_columns_of_a_table_in_order(tmp_path: Path, table: str) -> None:
    path, beside = export([], tmp_path / f"{table}.csv")
    header = path.read_text(encoding="utf-8").strip().split(",")
    assert [row["column"] for row in cells(beside)] == header


def test_the_codebook_names_the_values_that_a_column_can_take() -> None:
    values = {entry[:2]: entry[3] for entry in codebook()}
    assert values["events", "modality"] == "actual, future, hypothetical, negated"
    assert values["articles", "published_basis"] == "given, inferred, stated"
    assert values["reports", "start"] == "Unicode code points"


@pytest.mark.parametrize(
    ("out", "format", "tables", "message"),
    [
        ("x", "xlsx", None, "choose csv or parquet"),
        ("x", "csv", ["event"], "no table 'event'"),
        ("words.csv", "csv", None, "can take one table"),
        ("words.csv", "csv", ["events", "reports"], "can take one table"),
        ("events.csv", "parquet", None, "does not end in .parquet"),
        ("events.dta", "csv", None, "ends in .dta: name a folder, or a file that ends in .csv or .parquet"),
    ],
)
def test_an_export_that_cannot_be_made_says_why(
    tmp_path: Path, out: str, format: Format, tables: list[str] | None, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        export([], tmp_path / out, format=format, tables=tables)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        export([], tmp_path / "file" / "out")


def test_a_run_that_breaks_off_leaves_the_old_export_whole(tmp_path: Path) -> None:
    export([reading()], tmp_path, tables=["events"])
    before = (tmp_path / "events.csv").read_bytes()

    def broken() -> Iterator[Reading]:
        yield reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(broken(), tmp_path, tables=["events"])
    assert (tmp_path / "events.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["codebook.csv", "events.csv"]


def test_the_tables_are_known_by_name() -> None:
    assert table_names() == TABLES


def test_the_how_to_names_every_table() -> None:
    text = (Path(__file__).parents[1] / "docs" / "how-to" / "export.md").read_text(encoding="utf-8")
    assert [name for name in table_names() if f"| `{name}` |" not in text] == []
