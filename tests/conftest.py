"""What holds for every test: no rows of a developer's own in the world's tables, and one process that reads."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from headless import chromium
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="dyadbook-tests-")
# Processes of their own would load everything anew for each test; test_engines starts them where they are meant.
os.environ["DYADBOOK_ENGINE_WORKERS"] = "1"

# The same tree gives the same answer: drawn cases are the same in each run. HYPOTHESIS_PROFILE=search draws new ones.
settings.register_profile("suite", derandomize=True)
settings.register_profile("search", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; skip where there is none."""
    with chromium() as found:
        yield found


@pytest.fixture
def doubtful_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell doubtful statements too."""
    monkeypatch.setattr("dyadbook.steps.saying.doubts.LEAST", 0.0)
