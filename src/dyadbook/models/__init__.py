"""Return the models that the package ships, and the session that runs one.

Level 2: imports records and ontology. `load()` reads a model once a process; docs/models.md says what it was made of.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .answers import Answer, Ask, Named, Said
from .model import Model, Seen

__all__ = ["Answer", "Ask", "Model", "Named", "Said", "Seen", "load", "shipped"]

_FOLDER = Path(__file__).parent / "data"


def shipped() -> tuple[str, ...]:
    """Return the names of the models that came with the package."""
    return tuple(sorted(path.parent.name for path in _FOLDER.glob("*/model.json")))


@cache
def load(name: str = "base") -> Model:
    """Return a model by name, or by the path of its folder; the same object each time.

    Raises: ModelError when there is none or it cannot be loaded.
    """
    folder = _FOLDER / name
    return Model(folder if (folder / "model.json").exists() else Path(name))
