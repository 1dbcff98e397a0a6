"""The article whose answers are known: a reading of it is held against them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SEED = HERE.parents[1] / "shared" / "acceptance" / "seed"


@pytest.mark.shared
def test_the_answers_that_are_known_are_found() -> None:
    if not (SEED / "check.py").exists():
        pytest.skip("../shared/acceptance/seed is not beside the repository")
    floor = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["seed"]["floor"]
    command = [sys.executable, "-m", "dyadbook", "read", str(SEED / "article.txt"), "--json"]
    reading = subprocess.run(command, capture_output=True, check=False, text=True, encoding="utf-8")
    assert reading.returncode == 0, reading.stderr
    checker = [sys.executable, str(SEED / "check.py"), "--floor", str(floor)]
    checked = subprocess.run(
        checker, input=reading.stdout, capture_output=True, check=False, text=True, encoding="utf-8"
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
