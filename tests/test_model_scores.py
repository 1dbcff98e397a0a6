"""The score gate of the model: it is as good as the floors say, on sentences that it was not trained on."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import models as measure
from training import corpora
from training.inline import read_file

from dyadbook import models

FLOORS: dict[str, dict[str, float]] = tomllib.loads(
    (Path(__file__).parent / "floors.toml").read_text(encoding="utf-8")
)["model"]
shared = pytest.mark.skipif(not corpora.SHARED.exists(), reason="the development data is not beside the repository")


def below(part: str, figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Return the figures that lie below their floors, with the floors."""
    return {name: (figures[name], floor) for name, floor in FLOORS[part].items() if figures[name] < floor}


@shared
def test_attribution_is_not_below_its_floors() -> None:
    assert below("attribution", measure.attribution(models.load(), every=4)) == {}


@shared
def test_real_sentences_are_not_below_their_floors() -> None:
    sentences = [one for article, one in corpora.real() if corpora.part_of(article) == "dev"]
    model = models.load()
    assert below("real", measure.names(model, sentences) | measure.pairs(model, sentences)) == {}


def test_invented_sentences_are_not_below_their_floors() -> None:
    sentences = list(read_file(corpora.TEST / "wire.tsv"))
    model = models.load()
    assert below("invented", measure.names(model, sentences) | measure.pairs(model, sentences)) == {}
