"""What holds for every test: no rows of a developer's own in the world's tables."""

from __future__ import annotations

import os
import tempfile

os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="dyadbook-tests-")
