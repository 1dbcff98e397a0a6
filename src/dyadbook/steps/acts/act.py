"""Return an act as a sentence tells it, by a rule or as the model sees it: who did what to whom, in what modality."""

from __future__ import annotations

from dataclasses import dataclass, field

from dyadbook.records import Actor, Modality
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup

CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "THREATEN"})
DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"})
"""Types of what is done and not only said."""
YIELDING = frozenset({"CONCEDE", "RETREAT"})


@dataclass
class Act:
    """An act as found: token places in the sentence, and indices of mentions; `elsewhere` stands on a side without."""

    first: int
    last: int
    type: str
    act: str
    mode: str
    cameo: str
    source: list[int]
    target: list[int]
    modality: Modality = "actual"
    cue: tuple[int, int] | None = None
    reciprocal: bool = False
    one_sided: bool = False
    fronted: bool = False  # whom it is done to stands before the verb: "Rome, whom Oslo accused"
    confidence: float = 0.6
    elsewhere: tuple[Actor, ...] = ()  # parties that another sentence names
    used: set[int] = field(default_factory=set)

    def shares_words(self, other: Act) -> bool:
        """Return whether two acts of a sentence have words in common."""
        return self.first <= other.last and other.first <= self.last

    def verbs(self, clauses: Clauses) -> list[VerbGroup]:
        """Return the verbs among its words."""
        return [group for group in clauses.groups if self.first <= group.at <= self.last]


def promised(act: str) -> str:
    """Return the type of the promise of an act: to yield is a concession, of a conflict it is a threat."""
    return "CONCEDE" if act in YIELDING else "THREATEN" if act in CONFLICT else "AGREE"
