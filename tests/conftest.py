"""What holds for every test: no rows of a developer's own in the world's tables, and one process that reads."""

from __future__ import annotations

import os
import tempfile

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="dyadbook-tests-")
# Processes of their own would load everything anew for each test; test_engines starts them where they are meant.
os.environ["DYADBOOK_ENGINE_WORKERS"] = "1"
