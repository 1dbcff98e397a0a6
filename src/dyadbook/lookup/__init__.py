"""Return what single words mean, outside of an article: who, when, where.

Level 3. Each module answers rows one by one (`asked`); nothing is guessed that an article would have to tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from dyadbook.lookup import actor, date, place

FILTERS: dict[str, tuple[Callable[..., Iterator[Any]], str]] = {
    "actor": (actor.find_actors, actor.WANTED),
    "date": (date.find_dates, date.WANTED),
    "place": (place.find_places_of, place.WANTED),
}
"""What answers rows of a kind, and what such a row has to give."""
