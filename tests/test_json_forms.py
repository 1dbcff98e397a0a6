"""What `--json` of a question prints is of the JSON Schema that `dyadbook schema` prints and docs/schema/ holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("mcp", reason="the extra `mcp`, with which jsonschema comes, is not installed")
pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

import jsonschema  # type: ignore[import-untyped]
from told_readings import DAY, Story
from web_book import made_book, stories

from dyadbook.answers import ANSWERS
from dyadbook.cli.commands import call
from dyadbook.pages import DyadPage
from dyadbook.records import Record
from dyadbook.schemas import from_json, to_json

SCHEMAS = Path(__file__).resolve().parent.parent / "docs" / "schema"
ANSWERED: tuple[type[Record], ...] = (DyadPage, *ANSWERS)
KINDS = {kind.__name__: kind for kind in ANSWERED}
QUESTIONS = {
    "DyadPage": ["dyad", "USA", "PRK"],
    "FoundWords": ["find", "talked"],
    "Series": ["series", "USA", "PRK", "--by", "year"],
    "Pending": ["pending", "JPN", "KOR"],
    "Among": ["among", "USA", "JPN", "KOR"],
    "Changes": ["changes", "--since", "2020-05-06", "--watch", "watch.txt"],
    "Dyads": ["dyads", "PRK"],
    "Wording": ["wording", "complete denuclearization"],
    "ActorPage": ["actor-page", "Kim Jong Un"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a full book, an empty one, and a list of dyads."""
    folder = tmp_path_factory.mktemp("forms")
    plan = Story(DAY, "The Quay").did("JPN", "KOR", "AID", "they will send rice", DAY, modality="future")
    said = Story(DAY, "The Mole").said("USA", "JPN KOR", "we stand with both")
    made_book(folder / "full", [*stories(), plan.reading(), said.reading()])
    made_book(folder / "empty", [])
    (folder / "watch.txt").write_text("USA, PRK\n", encoding="utf-8")
    return folder


def test_each_answer_with_a_json_form_is_asked_for_here() -> None:
    assert set(QUESTIONS) == set(KINDS)


@pytest.mark.parametrize("book", ["full", "empty"])
@pytest.mark.parametrize("kind", QUESTIONS)
def test_an_answer_as_json_is_of_its_schema_and_reads_back_as_it_was(
    folder: Path, kind: str, book: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert call([*QUESTIONS[kind], "--book", book, "--synthetic", "with", "--json"]) == 0
    printed = capsys.readouterr().out
    schema = json.loads((SCHEMAS / f"{kind.lower()}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(printed), schema)
    assert to_json(from_json(printed, KINDS[kind])).decode() == printed.strip()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_full_book_gives_each_answer_something(
    folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    call([*QUESTIONS[kind], "--book", "full", "--synthetic", "with", "--json"])
    answer = json.loads(capsys.readouterr().out)
    lists = ("timeline", "hits", "periods", "plans", "statements", "watched", "variants", "met", "dyads")
    assert any(answer.get(name) for name in lists)
    assert answer["filter"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_command_prints_the_schema_in_the_docs(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["schema", kind]) == 0
    assert capsys.readouterr().out == (SCHEMAS / f"{kind.lower()}.json").read_text(encoding="utf-8")
