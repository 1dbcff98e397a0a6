"""Return the acts that a sentence tells by rules: who did what to whom, in what modality, with the words of the act.

An act comes from a verb or a noun of `data/acts.csv`. A verb that governs it may be the act that was done: "agreed to
meet" is an AGREE, "agreed to release" a CONCEDE, "vowed to attack" a THREATEN, "refused to meet" a REJECT, all actual
(PLOVER manual 3.1; docs/gold.md).
"""

from __future__ import annotations

from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.noun_acts import evaluations, noun_act
from dyadbook.steps.acts.verb_acts import verb_act
from dyadbook.steps.language.clauses import Clauses


def ruled_acts(clauses: Clauses) -> list[Act]:
    """Return the acts of a sentence, verbs first; a noun that is a verb's object is told with its verb."""
    found = [act for group in clauses.groups if (act := verb_act(clauses, group)) is not None]
    found = [act for act in found if not any(_is_object(act, other) for other in found)]
    found = [act for act in found if not any(_told_with(act, other) for other in found)]
    used = set().union(*(act.used for act in found)) if found else set()
    found += [act for at in range(len(clauses.tokens)) if at not in used and (act := noun_act(clauses, at)) is not None]
    found += evaluations(clauses)
    return sorted(found, key=lambda act: act.first)


def _is_object(act: Act, other: Act) -> bool:
    """Return whether the verb of an act is only the object of another: the `fighting` of "stopped fighting"."""
    return act.last in other.used and not other.first <= act.last <= other.last


def _told_with(act: Act, other: Act) -> bool:
    """Return whether an act is told with the one that it governs: the `agreed` of "agreed to resume talks"."""
    return other is not act and other.cue is not None and act.first <= other.cue[0] <= act.last
