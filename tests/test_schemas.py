"""The JSON forms of the records, and tables as Parquet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import record

from dyadbook import records, schemas
from dyadbook.errors import UsageError

TYPES = schemas.record_types()
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("record_type", TYPES, ids=lambda kind: kind.__name__)
@few
@given(st.data())
def test_json_gives_back_the_record(record_type: type[Any], data: st.DataObject) -> None:
    made = data.draw(record(record_type))
    assert schemas.from_json(schemas.to_json(made), record_type) == made


@pytest.mark.parametrize("record_type", TYPES, ids=lambda kind: kind.__name__)
def test_the_json_schema_has_the_fields_of_the_record(record_type: type[Any]) -> None:
    fields = list(record_type.__struct_fields__)
    assert list(schemas.json_schema(record_type)["$defs"][record_type.__name__]["properties"]) == fields


def test_the_json_schema_closes_every_object() -> None:
    definitions = schemas.json_schema(records.Reading)["$defs"]
    assert {name: definition["additionalProperties"] for name, definition in definitions.items()} == dict.fromkeys(
        definitions, False
    )


def test_the_schema_text_is_json() -> None:
    assert json.loads(schemas.schema_text(records.Event))["$ref"] == "#/$defs/Event"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"start": 1, "end": 2, "text": "a", "colour": "red"}', r"\$\.colour"),
        ('{"start": 1, "end": 2}', "text"),
        ('{"start": -1, "end": 2, "text": "a"}', ">= 0"),
        ('{"start": "1", "end": 2, "text": "a"}', "int"),
        ('{"start": 1, "end": 2, "text": "a"', "truncated"),
        ("", "truncated"),
    ],
)
def test_json_that_is_no_such_record_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        schemas.from_json(text, records.Words)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("article.colour", "red"),
        ("statements[0].cue.colour", "red"),
        ("events[0].reports[0].date.colour", "red"),
    ],
)
def test_an_unknown_field_at_any_depth_is_named(path: str, value: str) -> None:
    words = records.Words(start=0, end=4, text="said")
    actor = records.Actor(name="Japan", kind="country", id="JPN")
    report = records.Report(
        article="a", block="body", start=0, end=4, text="said", trigger=words, modality="actual", confidence=1.0
    )
    reading = records.Reading(
        article=records.Article(id="a", source="a.txt", text="said"),
        statements=(
            records.Statement(
                id="s", speaker=actor, form="direct", cue=words, content=(words,), block="body", confidence=1.0,
                origin="x",
            ),
        ),
        events=(
            records.Event(
                id="e", source=(actor,), type="CONSULT", act="CONSULT", quad="verbal cooperation", reports=(report,),
                modality="actual", confidence=1.0, origin="x",
            ),
        ),
    )  # fmt: skip
    plain = json.loads(schemas.to_json(reading))
    target = plain
    *parents, last = path.replace("[0]", ".0").split(".")
    for part in parents:
        target = target[int(part)] if part.isdigit() else target[part]
    target[last] = value
    with pytest.raises(UsageError, match=path.replace("[", r"\[").replace("]", r"\]")):
        schemas.from_json(json.dumps(plain), records.Reading)


def test_json_lines_give_one_line_a_record_and_name_the_broken_one() -> None:
    made = [records.Words(start=i, end=i + 1, text="x\n") for i in range(3)]
    lines = [schemas.to_json(one) for one in made]
    assert not any(b"\n" in line for line in lines)
    assert list(schemas.from_jsonl(lines, records.Words)) == made
    with pytest.raises(UsageError, match="line 2"):
        list(schemas.from_jsonl([lines[0], b"{}", lines[2]], records.Words))


def test_indented_json_is_the_same_record() -> None:
    made = records.Words(start=0, end=1, text="é")
    assert schemas.from_json(schemas.to_json(made, indent=2), records.Words) == made


def test_a_parquet_file_gives_back_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    sink = schemas.ParquetSink(path, [("name", "string", "a name"), ("n", "int", "a number")])
    rows: list[dict[str, Any]] = [{"name": "a\nb", "n": 1}, {"name": None, "n": None}]
    for row in rows:
        sink.write(row)
    sink.close()
    assert pq.read_table(path).to_pylist() == rows  # type: ignore[no-untyped-call]
    assert pq.read_schema(path).field("n").metadata[b"description"] == b"a number"  # type: ignore[no-untyped-call]


def test_importing_the_schemas_does_not_import_pyarrow() -> None:
    code = "import sys, dyadbook.schemas; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
