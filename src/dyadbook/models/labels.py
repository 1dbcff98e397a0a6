"""Return the labels that the heads answer with, in the order of their scores.

Level 2. The order is part of a model: a label is only ever added at the end, and a model is then trained anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from dyadbook import ontology
from dyadbook.models.decode import bio
from dyadbook.records import Modality

NAMES = ("country", "organization", "person", "office", "group", "place", "time")
NAME_TAGS = bio(NAMES)
ATTRIBUTION = ("source", "cue", "content")
ATTRIBUTION_TAGS = bio(ATTRIBUTION)
NONE = "none"
TYPES = (NONE, *sorted(ontology.event_types()))
ACTS = TYPES
MODALITIES: tuple[Modality, ...] = get_args(Modality)
HISTORIES: Mapping[str, bool | None] = {"recent": False, "history": True, "open": None}
"""What `historical` of an event is, by the label's name."""
MODES = tuple(f"{type}/{mode}" for type in TYPES[1:] for mode in ontology.modes(type))
