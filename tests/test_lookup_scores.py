"""The score gate of single questions: actors, offices, dates and places are answered as well as the floors say."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import actors, coreference, dates, offices, places

FLOORS: dict[str, float] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["lookup"]


def _actors() -> dict[str, float]:
    return {"actors": actors.passed()}


def _offices() -> dict[str, float]:
    every = offices.measure()["all"]
    return {"offices": every.right / every.questions}


def _dates() -> dict[str, float]:
    total = dates.Score()
    for _, text, gold in dates.documents():
        total.add(dates.score(text, gold)[0])
    return {"dates": 2 * total.values / (total.found + total.gold)}


def _expressions() -> dict[str, float]:
    asked, wrong = dates.expressions()
    return {"expressions": 1 - len(wrong) / asked}


def _places() -> dict[str, float]:
    found: dict[str, float] = {}
    for name, path in zip(("lgl", "trnews"), places.SETS.values(), strict=True):
        every = places.scores(path)["all"]
        found |= {name: every.near / every.gold, f"{name} country": every.country / every.with_country}
    return found


def _coreference() -> dict[str, float]:
    parts = {
        "coreference": "all",
        "coreference examples": coreference.EXAMPLES,
        "coreference held back": coreference.HELD_BACK,
    }
    measured = coreference.measure()
    return {name: measured[part]["all"] for name, part in parts.items() if part in measured}


@pytest.mark.parametrize("measure", [_actors, _offices, _dates, _expressions, _places, _coreference])
def test_no_score_is_below_its_floor(measure: Callable[[], dict[str, float]]) -> None:
    if measure not in {_expressions, _coreference} and not actors.CASES.exists():
        pytest.skip("../shared is not beside the repository")
    found = measure()
    assert {name: value for name, value in found.items() if value < FLOORS[name]} == {}
