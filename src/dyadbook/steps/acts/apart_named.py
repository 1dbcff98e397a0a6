"""Return a party as a sentence names it, on one side of an act: what is asked whether it stands apart from the act."""

from __future__ import annotations

from dataclasses import dataclass

from dyadbook.steps.acts.act import Act
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.sides import parties_of, party_of


@dataclass(frozen=True)
class Named:
    """A party on a side of an act: the first verb among the act's words, and all mentions of the party, by index."""

    clauses: Clauses
    act: Act
    verb: VerbGroup | None
    is_source: bool
    indices: list[int]

    @property
    def party(self) -> str | None:
        """Return which party it is."""
        return party_of(self.clauses.mentions[self.indices[0]])

    @property
    def side(self) -> list[int]:
        """Return the mentions of the act's side that it stands on."""
        return self.act.source if self.is_source else self.act.target

    @property
    def opposite(self) -> list[int]:
        """Return the mentions of the act's other side."""
        return self.act.target if self.is_source else self.act.source

    @property
    def others(self) -> set[str | None]:
        """Return the other parties of the act, on either side."""
        return parties_of(self.clauses.mentions, (*self.act.source, *self.act.target)) - {self.party, None}
