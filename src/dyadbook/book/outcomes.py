"""Return the links of a plan to what came of it: fulfilled, in part, perhaps, put off, called off.

Level 4, pure functions. A threat is a plan of the deed that its mode names; where the record names none, of an act of
conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from dyadbook.book.accounts import DAY, EXACT, Account
from dyadbook.book.happenings import THREAT, Happening, Link, LinkKind, link_of
from dyadbook.book.overlap import TALKS, other_lands, other_people, same_place, shared_parties
from dyadbook.days import day_words
from dyadbook.steps.like_words import most_alike, stem_of, stems

LATE = timedelta(days=3)  # after the day named, within which a plan is still held as planned
SOON = timedelta(days=90)  # within which an outcome of a plan without a day must come
LIKE, VERY_LIKE = 0.2, 0.45  # words that a plan and its outcome share, on the day of the plan and without a day
VISIT = stem_of("visit")
CALLED_OFF = "REJECT"  # what a meeting that is called off or put off is, by PLOVER's manual (3.13.2)

_POSTPONED = re.compile(r"\b(?:postpon|delay|put off|resched|push(?:ed)? back|defer)\w*", re.IGNORECASE)
_BROKEN = re.compile(
    r"\b(?:cancel|call(?:ed|ing)? off|scrapp?|abandon|pull(?:ed)? out|back(?:ed)? out|fell through|fail(?:ed)? to"
    r"|(?:did|does|do|would|will) not|(?:did|does|do|would|wo)n[’']t)\w*",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"\b(?:as (?:(?:it|he|she|they) )?(?:had )?threatened|(?:ma[dk]es?|making) good on|follow(?:ed|s|ing)? through on"
    r"|carr(?:y|ied|ies|ying) out (?:\w+ ){1,3}threats?)\b",
    re.IGNORECASE,
)


def outcomes(plan: Happening, later: Happening) -> Iterator[Link]:
    """Yield the links of a later event to a plan: its outcome, or that it was called off or put off."""
    yield from _outcome(plan, later)
    yield from _called_off(plan, later)


def _outcome(plan: Happening, later: Happening) -> Iterator[Link]:
    """Yield the link of a plan's outcome: the same act by the same parties, told later, on its day and in like words.

    A plan without a day has an outcome only where the words are very much alike. The same parties meet often, so
    where nothing but parties and words says that it is this one, the plan may be fulfilled by it. A threat has no act
    of its own: what counts is an act that its mode names, or any of conflict where it has none. What only some of a
    plan's parties are told to have done keeps it in part, on its day; on another it may.
    """
    if later.act not in plan.deeds or plan.told is None or later.told is None or later.told < plan.told:
        return
    if {one.article.id for one in plan.tolds} & {one.article.id for one in later.tolds}:
        return
    pairs = [(a, b) for a in plan.accounts for b in later.accounts if not other_people(a, b)]
    whole = [pair for pair in pairs if _same_sides(*pair)]
    part = [] if whole else [pair for pair in pairs if _some_sides(*pair)]
    like = max((most_alike(a.words, b.words)[0] for a, b in whole or part), default=0.0)
    fits = _days_fit(plan, later) and (like >= LIKE or _is_told_anew(plan, later))
    if later.modality != "actual" or later.evidence(_POSTPONED):
        kind: LinkKind
        for kind, words, because in (
            ("postpones", _POSTPONED, "the same act was put off"),
            ("breaks", _BROKEN, "the same act was later denied or called off"),
        ):
            told_so = later.evidence(words) or (kind == "breaks" and later.modality == "negated" and plan.due)
            if told_so and not part and later.told - plan.told <= SOON and (like >= VERY_LIKE or fits):
                yield link_of(kind, plan, later, words, because)
                return
        return
    if later.first is None or later.first > later.told:  # told as done before its day: its day was misread
        return
    enough = LIKE if _is_carried_out(plan, later) else VERY_LIKE
    told_after = (later.dated or not later.historical) and later.last and DAY <= later.last - plan.told <= SOON
    if not fits and not (plan.due is None and told_after and like >= enough):
        return
    announced = "threatened" if plan.act == THREAT else "announced"
    announced += f" for {day_words(plan.first)}" if plan.due and plan.first else ""
    if marks := _marks(plan, later):
        tie = _CARRIED_OUT if plan.act == THREAT else None
        because = f"it was {announced} and then told as done {', '.join(marks)}"
        if part:
            kind = "fulfils_in_part" if _on_its_day(plan, later) else "may_fulfil"
            yield link_of(kind, plan, later, tie, f"{because}; {_named(part)}")
        else:
            yield link_of("fulfils", plan, later, tie, because)
    elif not part:
        because = f"the same act of the same parties was {announced} and then told as done; nothing else ties the two"
        if plan.act == THREAT:
            act = "an act of this kind" if plan.named else "an act of conflict"
            because = f"{act} by the same party was then told as done in like words; nothing else ties the two"
        yield link_of("may_fulfil", plan, later, None, because)


def _called_off(plan: Happening, later: Happening) -> Iterator[Link]:
    """Yield the link of a meeting that was called off or put off before its day: that act is a REJECT, no CONSULT."""
    if TALKS not in plan.named or later.act != CALLED_OFF or later.modality != "actual":
        return
    if plan.told is None or later.told is None or not plan.told < later.told <= plan.told + SOON:
        return
    if plan.dated and plan.last and later.told > plan.last:
        return
    pairs = [(a, b) for a in plan.accounts for b in later.accounts if not other_people(a, b)]
    meant = [(a, b) for a, b in pairs if a.source | a.target == b.source | b.target]
    if not any(_is_meant(a, b) and most_alike(a.words, b.words)[0] >= LIKE for a, b in meant):
        return
    kind: LinkKind
    for kind, words, because in (
        ("postpones", _POSTPONED, "the same parties put it off"),
        ("breaks", _BROKEN, "the same parties called it off"),
    ):
        if later.evidence(words):
            yield link_of(kind, plan, later, words, because)
            return


def _is_meant(plan: Account, later: Account) -> bool:
    """Return whether what was called off is a meeting, or what the plan calls it."""
    said = {stem for report in later.event.reports for stem in stems(report.text)}
    return "meet" in later.event.modes or not plan.triggers.isdisjoint(said)


def _is_carried_out(plan: Happening, later: Happening) -> bool:
    """Return whether the words of a deed say that it had been threatened."""
    return plan.act == THREAT and later.evidence(_CARRIED_OUT) is not None


def _marks(plan: Happening, later: Happening) -> list[str]:
    """Return by what an outcome is told from other acts of the same parties, in words; nothing where places differ.

    Of a threat, the place, the issue and the persons say little: they are those of most deeds of a conflict.
    """
    pairs = [(a, b) for a in plan.accounts for b in later.accounts]
    if any(other_lands(a.event, b.event) for a, b in pairs):
        return []
    if plan.act == THREAT:
        pairs = []
    places = {same_place(a.event, b.event) for a, b in pairs} - {None}
    issues = {issue.replace("_", " ") for a, b in pairs for issue in {*a.event.issues} & {*b.event.issues}}
    met = any(len({side for side, _ in a.people & b.people}) > 1 for a, b in pairs)
    return [words for words, holds in (
        ("in words that say so", _is_carried_out(plan, later)),
        ("on its day", _on_its_day(plan, later)),
        (f"in {' and '.join(sorted(map(str, places)))}", places),
        ("where the person was to go", _went(plan, later)),
        (f"on {' and '.join(sorted(issues))}", issues),
        ("by the same persons", met),
    ) if holds]  # fmt: skip


def _is_told_anew(plan: Happening, later: Happening) -> bool:
    """Return whether talks told in other words are those planned: of a person on the very day, or where he was to go.

    Talks have many words ("will visit", "met", "held talks"), so these say little where a day or a journey does.
    """
    pairs = [(a, b) for a in plan.accounts for b in later.accounts]
    if plan.act != TALKS or any(other_lands(a.event, b.event) for a, b in pairs):
        return False
    days = [one.dated is not None and one.dated.event.date.precision == "day" for one in (plan, later)]
    same = any(not a.people.isdisjoint(b.people) for a, b in pairs)
    return (same and all(days) and plan.first == later.first) or _went(plan, later)


def _went(plan: Happening, later: Happening) -> bool:
    """Return whether persons of a planned visit are told to have met in the land to which they were to go."""
    return any(
        VISIT in a.triggers and not a.people.isdisjoint(b.people) and b.event.place is not None
        and b.event.place.country in {actor.country for actor in a.event.target}
        for a in plan.accounts for b in later.accounts if a.event.act == TALKS
    )  # fmt: skip


def _on_its_day(plan: Happening, later: Happening) -> bool:
    """Return whether the outcome lies on the very day of a plan, give or take one."""
    if plan.due is None or plan.due.event.date.precision not in EXACT or plan.first is None or plan.last is None:
        return False
    if later.dated is not None and later.dated.event.date.precision not in EXACT:
        return False
    return later.first is not None and plan.first - DAY <= later.first <= plan.last + DAY


def _same_sides(plan: Account, later: Account) -> bool:
    """Return whether a plan and its outcome have the same parties in the same parts, and no others."""
    return plan.source | plan.target == later.source | later.target and shared_parties(plan, later) is not None


def _some_sides(plan: Account, later: Account) -> bool:
    """Return whether an outcome has some of a plan's parties in the same parts, and no others."""
    return later.source <= plan.source and later.target <= plan.target and shared_parties(plan, later) is not None


def _named(part: list[tuple[Account, Account]]) -> str:
    """Return which of a plan's parties its outcome names, and which not."""
    parties = [frozenset[str]().union(*(one.source | one.target for one in side)) for side in zip(*part, strict=True)]
    named, others = (" and ".join(sorted(names)) for names in (parties[1], parties[0] - parties[1]))
    return f"of its parties {named} are named there, {others} not"


def _days_fit(plan: Happening, later: Happening) -> bool:
    """Return whether the outcome lies on the days for which a plan was made, or few days after."""
    if plan.due is None or plan.first is None or plan.last is None or later.first is None or later.last is None:
        return False
    if plan.due.event.date.precision not in EXACT | {"month"}:
        return False
    return later.first <= plan.last + LATE and plan.first <= later.last
