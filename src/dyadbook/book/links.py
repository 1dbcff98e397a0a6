"""Return links between merged events: a plan and its outcome, a step and its process, an act and the response to it.

Level 4, pure functions. A plan without an outcome is open until its day is past; then it was not seen again, which is
not to say that it was not kept. A threat without an outcome that does not name its deed is unknown: no one can say what
it was of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from dyadbook.book.accounts import DAY
from dyadbook.book.happenings import Evidence, Happening, Link, LinkKind, link_of
from dyadbook.book.outcomes import LATE, SOON, outcomes
from dyadbook.book.overlap import TALKS
from dyadbook.steps.like_words import stems

Fate = Literal["held", "held in part", "postponed", "broken", "open", "not seen again", "unknown"]

ANSWERED = timedelta(days=30)  # within which an act is responded to
ROUNDS = timedelta(days=150)  # between two rounds of one process
OBJECT = 60  # characters after "in response to" that name what is answered

_ANSWER = re.compile(
    r"\b(?:in (?:response|retaliation|reply|reprisal|revenge)(?: to| for)?|(?:respond|retaliat|repl)(?:ed|ied|ing|ying)"
    r" (?:to|for|against))\b",
    re.IGNORECASE,
)
_ROUND = re.compile(
    r"\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|new|next|another|latest|final|last)"
    r" (?:round|session|meeting|day)|resum\w+|round of)\b",
    re.IGNORECASE,
)


def links(happenings: Iterable[Happening], to: Container[str] | None = None) -> list[Link]:
    """Return the links between these events, or those to some of them (ids), the same for any order of them."""
    ordered = sorted((one for one in happenings if one.accounts), key=lambda one: (one.told or date.max, one.id))
    beside: dict[tuple[str, ...], list[Happening]] = {}
    for one in ordered:
        for side in _sides(one) if to is None or one.id in to else ():
            beside.setdefault(side, []).append(one)
    found: dict[str, Link] = {}
    for later in ordered:
        for earlier in {one.id: one for side in _sides(later) for one in beside.get(side, ())}.values():
            if earlier is not later and _in_time(earlier, later):
                found.update((link.id, link) for link in _between(earlier, later))
    return _nearest(sorted(found.values(), key=lambda link: link.id), {one.id: one for one in ordered})


def fates(happenings: Sequence[Happening], found: Iterable[Link], *, on: date) -> dict[str, Fate]:
    """Return what became of each plan by a day: held (in part), postponed, broken, open, not seen again, or unknown."""
    fate: dict[str, Fate] = {}
    told: dict[LinkKind, Fate] = {
        "fulfils": "held", "fulfils_in_part": "held in part", "postpones": "postponed", "breaks": "broken",
    }  # fmt: skip
    strength = {"postponed": 0, "broken": 1, "held in part": 2, "held": 3}
    for link in found:
        if (mine := told.get(link.kind)) is not None and strength[mine] >= strength.get(fate.get(link.to, ""), -1):
            fate[link.to] = mine
    for one in happenings:
        if one.planned and one.id not in fate:
            due = one.last + LATE if one.due and one.last else one.told + SOON if one.told else None
            due = max(due, one.deadline + LATE) if due and one.deadline else due
            over = due is not None and due < on
            fate[one.id] = "unknown" if not one.named else "not seen again" if over else "open"
    return fate


# ---- one pair


def _in_time(earlier: Happening, later: Happening) -> bool:
    """Return whether two events are near enough in time to be compared, and both or neither of example texts."""
    if earlier.accounts[0].synthetic != later.accounts[0].synthetic or later.told is None or earlier.told is None:
        return False
    return earlier.told <= later.told <= max(earlier.told, earlier.last or earlier.told) + ROUNDS


def _sides(one: Happening) -> frozenset[tuple[str, ...]]:
    """Return the pairs of parties of an event; where it has none, its parties."""
    return one.pairs or frozenset((name,) for each in one.accounts for name in each.source)


def _between(earlier: Happening, later: Happening) -> Iterator[Link]:
    """Yield the links from a later event to an earlier one."""
    if earlier.planned:
        yield from outcomes(earlier, later)
    if earlier.modality == later.modality == "actual":
        yield from _response(earlier, later)
        yield from _step(earlier, later)


def _response(earlier: Happening, later: Happening) -> Iterator[Link]:
    """Yield the link of a response: an act back at who acted, whose words say that it answers this."""
    words = later.evidence(_ANSWER)
    if words is None or earlier.last is None or later.first is None or earlier.act == TALKS:
        return
    if not DAY * 0 <= later.first - earlier.last <= ANSWERED:
        return
    back = any(a.source & b.target and a.target & b.source for a in earlier.accounts for b in later.accounts)
    if back and _answers(later, words, {stem for one in earlier.accounts for stem in one.triggers}):
        yield link_of("responds_to", earlier, later, _ANSWER, f"its words say so: {words.text}")


def _answers(later: Happening, words: Evidence, act: set[str]) -> bool:
    """Return whether what follows "in response to" names the act; "In response, ..." begins a passage without it."""
    for told in later.tolds:
        for report in told.event.reports:
            if told.event.id == words.report and report.start <= words.start < report.end:
                if not words.text.lower().endswith(("to", "for", "against")):
                    return words.start == report.start
                after = words.end - report.start
                return not act.isdisjoint(stems(report.text[after : after + OBJECT]))
    return False


def _step(earlier: Happening, later: Happening) -> Iterator[Link]:
    """Yield the link of a step: a round of talks of the same parties, and one before."""
    if earlier.act != TALKS or later.act != TALKS or earlier.last is None or later.first is None:
        return
    words = later.evidence(_ROUND)
    if words is None or not DAY <= later.first - earlier.last <= ROUNDS:
        return
    same = any({*a.source} == {*b.source} for a in earlier.accounts for b in later.accounts)
    issues = [{issue for each in one.accounts for issue in each.event.issues} for one in (earlier, later)]
    if same and (issues[0] & issues[1] or earlier.evidence(_ROUND)):
        yield link_of("part_of", earlier, later, _ROUND, f"a further step of the same parties: {words.text}")


def _nearest(found: list[Link], by_id: dict[str, Happening]) -> list[Link]:
    """Return of the links that compete only the nearest: a plan is fulfilled once, a step or an answer has one act."""
    best: dict[tuple[str, str], tuple[tuple[int, str], Link]] = {}
    for link in found:
        later, earlier = by_id[link.from_], by_id[link.to]
        key = (link.kind, link.to if "fulfil" in link.kind else link.from_)
        apart = abs(((later.first or date.max) - (earlier.first or date.max)).days)
        rank = (apart, link.id)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, link)
    return [link for _, link in sorted(best.values(), key=lambda pair: pair[1].id)]
