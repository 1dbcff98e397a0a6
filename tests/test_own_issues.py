"""A user's own issues: read beside ours, in their place, and refused where a pattern cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dyadbook import ontology
from dyadbook.errors import UsageError

HEAD = "id,name,patterns\n"


@pytest.fixture(autouse=True)
def _ours_again() -> Iterator[None]:
    yield
    ontology.use_issues(None)


def own(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "issues.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_an_own_issue_is_found_beside_ours(tmp_path: Path) -> None:
    ontology.use_issues(own(tmp_path, "reindeer_grazing,reindeer grazing,reindeer (?:herds?|grazing)\n"))
    found = [issue for issue, _, _ in ontology.find_issues("Reindeer herds crossed; tariffs were lifted.")]
    assert found == ["reindeer_grazing", "tariffs"]


def test_an_own_row_takes_the_place_of_ours(tmp_path: Path) -> None:
    ontology.use_issues(own(tmp_path, "tariffs,duties,customs duties\n"))
    assert [issue for issue, _, _ in ontology.find_issues("customs duties, not tariffs")] == ["tariffs"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("fishing,fishing,fish(\n", "line 2"),
        ("Fishing Rights,fishing,fishing\n", "small letters"),
        ("fishing,fishing,\n", "at least one pattern"),
        ("fishing,fishing,x\n", "fewer than two letters"),
    ],
)
def test_a_row_that_cannot_be_used_says_where_and_why(tmp_path: Path, rows: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        ontology.use_issues(own(tmp_path, rows))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        ontology.use_issues(tmp_path / "none.csv")
