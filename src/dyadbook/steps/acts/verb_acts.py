"""Return the acts that the verbs of a sentence tell, by the rows of `data/acts.csv`: words, object, parties."""

from __future__ import annotations

from dyadbook.steps.act_rows import Row, rows
from dyadbook.steps.acts.act import Act
from dyadbook.steps.acts.modality import set_modality
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.grammar import PREPOSITION
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.language.word_forms import singular

GIVING = frozenset({"provide", "supply", "present", "equip"})
CONTENT_OF = frozenset({"against", "of", "for", "from", "about", "over", "on"})
AIMED = frozenset({"ACCUSE", "REJECT", "THREATEN", "ASSAULT"})
"""Types of which somebody must be meant, though another sentence says whom."""
EACH = frozenset({"each", "another"})


def verb_act(clauses: Clauses, group: VerbGroup) -> Act | None:
    """Return the act that a verb tells, by the row that fits best; None where none fits."""
    if group.form == "ing" and group.first == group.at and clauses.low(group.at - 1) in CONTENT_OF:
        return None  # "accused of attacking" tells of an accusation
    if group.base in {"recognize", "recognise", "insist"} and clauses.low(group.at + 1) == "that":
        return None
    best: tuple[tuple[int, int, int], Act] | None = None
    stop = clauses.stop(group.at)
    for words, row in rows().get(("v", group.base), ()):
        size = len(words)
        if any(clauses.low(group.at + k) != word for k, word in enumerate(words[1:], 1)):
            continue
        match = _fill(clauses, group, row, group.at + size - 1, stop)
        if match is None:
            continue
        rank = (bool(match[1].target) + (len(row.objects) > 0), size, match[0])
        if best is None or rank > best[0]:
            best = (rank, match[1])
    return best[1] if best is not None else None


def _fill(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> tuple[int, Act] | None:
    """Return how well a row fits a verb in this sentence, and the act; None where it does not."""
    links = clauses.links(last, stop)
    objects = _objects(clauses, group, row, last, stop)
    if objects is None:
        return None
    fronted = clauses.fronted_object(group) if not group.passive and "obj" in row.links else []
    if group.passive:
        source, target, order = _passive_sides(clauses, group, row, links)
    elif fronted:
        source, target, order = clauses.subject(group), fronted, 0
    else:
        source, target, order = _active_sides(clauses, group, row, last, links)
    target = [index for index in target if index not in source]
    used = {*objects, *range(group.at, last + 1)}
    act = Act(group.first, last, row.type, row.type, row.mode, row.cameo, source, target, used=used)
    act.reciprocal = "r" in row.flags and (len(source) > 1 if not target else "2" not in row.flags)
    act.one_sided = "o" in row.flags
    act.fronted = bool(fronted)
    if act.reciprocal and not target:
        if "z" in row.flags and len(source) < 2:
            return None
        act.source, act.target = source[:1], source[1:]
    if not act.source or (not act.target and not act.one_sided and not (act.type in AIMED and not row.objects)):
        return None
    if "g" in row.flags and all(clauses.mentions[index].kind == "country" for index in act.source):
        return None
    if not set_modality(clauses, group, act) or ("n" in row.flags and act.modality == "actual"):
        return None
    within = clauses.owner[group.first - 1] is None if group.first else 1
    act.confidence = round(0.75 - 0.05 * order - 0.1 * within + 0.1 * bool(row.objects), 2)
    return -order, act


def _objects(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> set[int] | None:
    """Return the tokens of the nouns that a row asks for as what is done; None where it asks and none stands there."""
    if "@person" not in row.objects:
        return _object(clauses, group, row, last, stop) if row.objects else set()
    told = [index for link, index in clauses.links(last, stop) if link == "obj"]
    told += clauses.subject(group) if group.passive else []
    nouns = _object(clauses, group, row, last, stop)
    if nouns is None and not any(clauses.mentions[index].kind == "person" for index in told):
        return None
    return nouns or set()


def _passive_sides(
    clauses: Clauses, group: VerbGroup, row: Row, links: list[tuple[str, int]]
) -> tuple[list[int], list[int], int]:
    """Return who did what was done, at whom, and how far down the row's links that was found."""
    source = [index for link, index in links if link == "by"]
    source = clauses.joined_right(source[0]) if source else []
    target = clauses.subject(group)
    if row.objects and not target:
        target = linked(clauses, row, [pair for pair in links if pair[0] != "by"])[1]
    elif row.objects:
        target = linked(clauses, row, [pair for pair in links if pair[0] not in {"by", "obj"}])[1] or target
    return source, target, 1


def _active_sides(
    clauses: Clauses, group: VerbGroup, row: Row, last: int, links: list[tuple[str, int]]
) -> tuple[list[int], list[int], int]:
    """Return who does something, at whom, and how far down the row's links that was found."""
    source = clauses.subject(group)
    order, target = linked(clauses, row, links)
    if not target and row.objects and "@person" not in row.objects and len(source) == 1:
        far = [pair for pair in clauses.links(last, _far(clauses, last)) if pair not in links]
        order, target = linked(clauses, row, [pair for pair in far if pair[0] != "obj"])
    if len(source) > 1 and not target and EACH & {clauses.low(at) for at in range(last + 1, last + 3)}:
        source, target, order = source[:1], source[1:], 0
    return source, target, order


def _far(clauses: Clauses, last: int) -> int:
    """Return how far the other party may stand from an act: "the meeting that he was to hold with"."""
    for at in range(last + 1, min(len(clauses.tokens), last + 24)):
        if clauses.low(at) in {";", '"', "“", "”", "but", "while"}:
            return at
    return min(len(clauses.tokens), last + 24)


def _object(clauses: Clauses, group: VerbGroup, row: Row, last: int, stop: int) -> set[int] | None:
    """Return the tokens of the noun that a row wants as object (of a passive: as subject)."""
    if group.passive:
        span = range(max(0, group.first - 12), group.first)
    else:
        end = last + 1
        bounds = PREPOSITION - ({"of", "with"} if group.base in GIVING else {"of"})
        while end < min(stop, last + 9) and not (clauses.low(end) in bounds and clauses.owner[end] is None):
            end += 1
        span = range(last + 1, end)
    words = [clauses.low(at) for at in span]
    plain = " " + " ".join(singular(word) for word in words) + " "
    for noun in row.objects:
        if noun.startswith("@"):
            continue
        place = plain.find(f" {noun} ")
        if place >= 0:
            first = plain[:place].count(" ")
            return set(list(span)[first : first + len(noun.split())])
    return None


def linked(clauses: Clauses, row: Row, links: list[tuple[str, int]]) -> tuple[int, list[int]]:
    """Return the rank of the best link and the mentions that it ties, coordinated ones together."""
    for order, wanted in enumerate(row.links):
        for link, index in links:
            if link == wanted and (wanted != "obj" or clauses.mentions[index].basis != "place"):
                return order, clauses.joined_right(index)
    return len(row.links), []
