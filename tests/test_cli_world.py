"""`dyadbook world`: a user's own rows are added, asked for, listed and removed from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dyadbook import world
from dyadbook.cli.commands import call

ADD = ["world", "add", "office", "Jane Doe", "--country", "FRA", "--role", "foreign_minister", "--since", "2026-03-01"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of own rows; what was read of it is forgotten after the test."""
    world.use_overlay(tmp_path)
    yield tmp_path
    world.use_overlay(None)


def test_an_office_that_was_added_is_answered_after_the_tables_end(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["actor", "the French foreign minister", "--on", "2026-04-01"]) == 0
    assert "Jane Doe" not in capsys.readouterr().out
    assert call(ADD) == 0
    assert call(["actor", "the French foreign minister", "--on", "2026-04-01"]) == 0
    assert "Jane Doe · France (FRA)" in capsys.readouterr().out


def test_own_rows_are_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    call(ADD)
    assert call(["world", "list", "office", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["country"], row["role"], row["source"]) == ("FRA", "foreign_minister", "user")
    assert call(["world", "remove", "office", "Jane Doe"]) == 0
    assert "removed from" in capsys.readouterr().err
    assert call(["world", "list"]) == 0
    assert "no row of your own" in capsys.readouterr().err


def test_a_row_with_a_fault_is_refused_and_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["world", "add", "office", "Jane Doe", "--country", "XXX", "--role", "leader"]) == 2
    assert "there is no country XXX" in capsys.readouterr().err


def test_a_country_may_be_given_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["France" if word == "FRA" else word for word in ADD]) == 0
    assert call(["world", "list", "office", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["country"] == "FRA"


def test_a_hint_that_asks_ends_in_its_question_mark(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["world", "add", "term", "the Hexagon", "--code", "FRAN", "--basis", "seat"]) == 2
    assert capsys.readouterr().err.endswith("?\n")


def test_check_names_file_and_line_of_a_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["world", "check"]) == 0
    (folder / "aliases.csv").write_text("person,alias\nperson/nobody,Nobody\n", encoding="utf-8")
    assert call(["world", "check"]) == 1
    assert "aliases.csv, line 2" in capsys.readouterr().out
