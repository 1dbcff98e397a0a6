"""`classify`: rows of spans in, types with probabilities out; a bad row says why and the others go on."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import dyadbook
from dyadbook.asked import Broken, rows_of
from dyadbook.cli.commands import call
from dyadbook.coder import WANTED, Classified
from dyadbook.errors import UsageError
from dyadbook.models.labels import TYPES

TEXT = "Brazil on Friday recalled its ambassador from Nicaragua."
SHELLING = "Troops of Chad shelled a village in Sudan."
ROW: dict[str, Any] = {"id": "a", "text": TEXT, "source": [0, 6], "target": [46, 55]}
NOTHING: dict[str, Any] = {
    "id": "b",
    "text": "Brazil is larger than Nicaragua, and wetter.",
    "source": [0, 6],
    "target": [22, 31],
}


def one(row: dict[str, Any], **options: Any) -> Classified:
    return next(iter(dyadbook.classify([row], **options)))


def test_a_row_has_its_type_quad_class_modality_and_probabilities() -> None:
    answer = one(ROW)
    assert (answer.id, answer.type, answer.quad, answer.modality) == ("a", "SANCTION", "material conflict", "actual")
    assert tuple(answer.probabilities) == TYPES
    assert answer.probability == answer.probabilities["SANCTION"]
    assert sum(answer.probabilities.values()) == pytest.approx(1, abs=0.002)


def test_nothing_between_two_sides_is_none_with_no_quad_class_and_no_modality() -> None:
    answer = one(NOTHING)
    assert (answer.type, answer.quad, answer.modality) == ("none", None, None)


def test_always_gives_a_type_where_none_is_likelier() -> None:
    assert one(NOTHING, always=True).type not in {"none", None}


TWO = "Brazil recalled its ambassador from Nicaragua on Friday and will offer it talks next week."


@pytest.mark.parametrize(
    ("words", "told"), [("recalled", ("SANCTION", "actual")), ("offer it talks", ("AGREE", "future"))]
)
def test_a_trigger_says_which_of_several_acts_is_meant(words: str, told: tuple[str, str]) -> None:
    trigger = [TWO.index(words), TWO.index(words) + len(words)]
    answer = one({"text": TWO, "source": [0, 6], "target": [36, 45], "trigger": trigger})
    assert (answer.type, answer.modality) == told


def test_without_spans_the_whole_text_is_asked() -> None:
    assert one({"text": SHELLING}).type == "ASSAULT"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"source": [0, 600]}, "does not lie in the text"),
        ({"source": [6, 6]}, "does not lie in the text"),
        ({"source": None}, "a target without a source"),
        ({"text": "", "source": None, "target": None}, "no word"),
        ({"target": [0, 6]}, "the same words"),
        ({"trigger": [0, 600]}, "trigger [0, 600] does not lie in the text"),
        ({"source": None, "target": None, "trigger": [17, 25]}, "a trigger without a source"),
        (
            {"text": "Brazil " + "and so on " * 400 + "Nicaragua", "target": [4007, 4016]},
            "lie over 250 word pieces apart",
        ),
    ],
)
def test_a_row_that_cannot_be_read_says_why(change: dict[str, Any], says: str) -> None:
    answer = one(ROW | change)
    assert answer.type is None
    assert answer.probabilities == {}
    assert says in (answer.problem or "")


@pytest.mark.parametrize(
    "row",
    [
        {"text": 5}, {"txet": TEXT}, {"text": TEXT, "sorce": [0, 6]}, {"text": TEXT, "source": ["a", 1]},
        {"text": TEXT, "source": [0, 6, 9]}, {"text": "\ud800 fell"}, {"text": TEXT, "id": "\ud800"}, 5,
    ],
)  # fmt: skip
def test_a_row_of_another_form_says_so_and_the_others_go_on(row: Any) -> None:
    found = list(dyadbook.classify([row, ROW]))
    assert "cannot be read" in (found[0].problem or "")
    assert found[1].type == "SANCTION"


def test_other_fields_are_passed_over_and_a_bad_row_keeps_its_id() -> None:
    assert one(ROW | {"year": 2012}).type == "SANCTION"
    assert one(ROW | {"source": "Brazil"}).id == "a"


def test_one_row_in_place_of_a_list_is_an_error_that_says_so() -> None:
    with pytest.raises(UsageError, match="list of objects"):
        dyadbook.classify(ROW)  # type: ignore[arg-type]


def test_spans_late_in_a_long_text_are_read() -> None:
    text = "The weather was fine. " * 120 + TEXT
    shift = len(text) - len(TEXT)
    answer = one({"text": text, "source": [shift, shift + 6], "target": [shift + 46, shift + 55]})
    assert answer.type == "SANCTION"
    assert one({"text": text.removesuffix(TEXT) + SHELLING}).type == "ASSAULT"


def test_a_bad_line_is_an_answer_and_the_others_are_read() -> None:
    deep = b'{"x":' + b"[" * 100_000
    lines = [b'{"text": "x"}', b"", b"not json", b"\xff\xfe", deep, json.dumps(ROW).encode()]
    stream = io.BytesIO(b"\n".join(lines))
    found = list(rows_of(stream, "rows", WANTED))
    assert [type(row) for row in found] == [dict, Broken, Broken, Broken, dict]
    assert isinstance(found[1], Broken)
    assert "line 3 is no JSON object" in found[1].problem


def test_the_order_of_rows_is_kept_and_company_changes_no_answer() -> None:
    rows = [ROW, NOTHING, ROW | {"id": "c"}]
    together = list(dyadbook.classify(rows))
    assert [answer.id for answer in together] == ["a", "b", "c"]
    assert [answer.probabilities for answer in together] == [one(row).probabilities for row in rows]


def test_the_command_writes_a_line_for_each_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\nbroken\n" + json.dumps(NOTHING) + "\n", encoding="utf-8")
    assert call(["classify", str(path)]) == 0
    out, err = capsys.readouterr()
    shown = [json.loads(line) for line in out.splitlines()]
    assert [line["type"] for line in shown] == ["SANCTION", None, "none"]
    assert sorted(shown[0]) == ["id", "modality", "probabilities", "probability", "problem", "quad", "type"]
    assert "line 2 is no JSON object" in err


def test_a_file_without_a_row_leaves_with_1(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("", encoding="utf-8")
    assert call(["classify", str(path)]) == 1
    assert call(["classify", str(tmp_path / "none.jsonl")]) == 2
