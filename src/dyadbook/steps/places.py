"""Return the places that the blocks of an article name as places: "in Seoul", "at the White House", "SEOUL (AP) —".

What may name one is in `place_names`, whether it is used as one in `place_use`, and which one it is in `place_choice`.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from dyadbook import world
from dyadbook.records import Place, Reading, Unsure
from dyadbook.steps.genres.datelines import DATELINE
from dyadbook.steps.place.choice import Context, place_of
from dyadbook.steps.place.names import Name, dateline_country, dateline_names, names_in, stated_after, stated_before
from dyadbook.steps.place.use import Judge
from dyadbook.steps.step import Step

__all__ = ["STEP"]

READ_LIKE_TITLES = frozenset({"headline", "deck", "subhead", "teaser"})


class Finder:
    """Finds the places of one article, block by block."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.found: list[Place | Unsure] = []
        self.told: list[tuple[int, set[str]]] = []
        indexes = dict.fromkeys(sentence.block for sentence in reading.sentences)
        self.blocks = [reading.article.blocks[index] for index in indexes]
        self.names = [names_in(self.text, block.start, block.end, self.told) for block in self.blocks]
        counts = Counter(code for _, codes in self.told if len(codes) == 1 for code in codes)
        self.context = Context(counts, self._tells_of_states(), reading.article.published)
        self.within = self._stated()

    def _tells_of_states(self) -> bool:
        """Return whether a state of the USA is named that is nothing else."""
        states = {place.name for place in world.regions() if place.kind == "state"}
        return any(len(name.entries) == 1 and name.entries[0].key in states for names in self.names for name in names)

    def _stated(self) -> dict[str, str]:
        """Return the country of each city that the article states beside it, once or more."""
        found: dict[str, str] = {}
        for names in self.names:
            for index, name in enumerate(names):
                if name.country or any(entry.kind == "place" for entry in name.entries):
                    continue
                code = stated_after(self.text, names, index)[0] or stated_before(self.text, self.told, name)
                if code is not None:
                    found.setdefault(name.text, code)
        return found

    def find(self) -> list[Place | Unsure]:
        """Return the places of the article, and the names that may be one of several."""
        seen: set[str] = set()
        for block, names in zip(self.blocks, self.names, strict=True):
            line = DATELINE.match(self.text, block.start, block.end) if block.kind == "body" else None
            opening = dateline_names(line) if line else []
            if line and opening:
                country = dateline_country(line)
                self._add(opening, country)
                names = [name for name in names if name.start >= line.end()]
            self._read(names, Judge(self.text, block.kind in READ_LIKE_TITLES), seen)
        return self.found

    def _add(self, names: list[Name], within: str | None) -> None:
        for name in names:
            found = place_of(name, self.context, within or self.within.get(name.text))
            if found is not None:
                self.found.append(found)

    def _read(self, names: list[Name], judge: Judge, seen: set[str]) -> None:
        held = -1
        for index, name in enumerate(names):
            if index == held or not judge.is_place(name, seen):
                continue
            within, holds = stated_after(self.text, names, index)
            if not name.acts:
                seen.add(name.text)
            self._add([name], within)
            held = index + 1 if holds else held


def read(reading: Reading) -> Reading:
    """Return the reading with its places; names between which nothing decides are added to what is not sure."""
    found = sorted(Finder(reading).find(), key=lambda item: item.start or 0)
    return msgspec.structs.replace(
        reading,
        places=tuple(item for item in found if isinstance(item, Place)),
        not_sure=(*reading.not_sure, *(item for item in found if isinstance(item, Unsure))),
    )


STEP = Step("places", 1, ("sentences",), ("places",), read)
