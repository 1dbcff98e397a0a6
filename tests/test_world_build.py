"""The tables of facts are those that the build writes from the sources and the rows written by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tools import build_world
from tools.world import base, simple_tables

pytestmark = pytest.mark.skipif(not base.SOURCES.is_dir(), reason="the public sources of ../shared are missing")


def test_the_build_writes_the_tables_that_ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = base.OUT
    shutil.copytree(data, tmp_path / "data")
    for module in (base, simple_tables):
        monkeypatch.setattr(module, "OUT", tmp_path / "data")
    assert build_world.main(["countries", "words", "offices"]) == 0
    other = [
        one.name
        for one in sorted(data.iterdir())
        if one.is_file() and one.read_bytes() != (tmp_path / "data" / one.name).read_bytes()
    ]
    assert other == [], "a row stands in the table that ships and not in tools/world, or the other way round"
