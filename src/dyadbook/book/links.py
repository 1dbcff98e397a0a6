"""Return links between merged events: a plan and its outcome, a step and its process, an act and the response to it.

Level 4, pure functions. Each link shows the words that carry it. A plan without an outcome is open until its day is
past; then it was not seen again, which is not to say that it was not kept. A threat is a plan of the deed that its mode
names; where the record names none, of an act of conflict, and without such an outcome it is unknown what it was of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from dyadbook.book.accounts import EXACT, Account, account
from dyadbook.book.deadlines import deadline
from dyadbook.book.likeness import TALKS, other_lands, other_people, same_place, shared_parties
from dyadbook.book.merge import Merged, Told
from dyadbook.days import day_words
from dyadbook.records import Record, Report, make_id
from dyadbook.steps.like_words import most_alike, stem_of, stems

LinkKind = Literal["fulfils", "fulfils_in_part", "may_fulfil", "postpones", "breaks", "part_of", "responds_to"]
Fate = Literal["held", "held in part", "postponed", "broken", "open", "not seen again", "unknown"]

DAY = timedelta(days=1)
LATE = timedelta(days=3)  # after the day named, within which a plan is still held as planned
SOON = timedelta(days=90)  # within which an outcome of a plan without a day must come
ANSWERED = timedelta(days=30)  # within which an act is responded to
ROUNDS = timedelta(days=150)  # between two rounds of one process
NEAR = 80  # characters between the words of an act and those that tie it to another
LIKE, VERY_LIKE = 0.2, 0.45  # words that a plan and its outcome share, on the day of the plan and without a day
VISIT = stem_of("visit")
AGREED = "AGREE"
TO_TALK = frozenset(map(stem_of, ("meet", "talk", "visit", "summit")))
CALLED_OFF = "REJECT"  # what a meeting that is called off or put off is, by PLOVER's manual (3.13.2)
THREAT = "THREATEN"
DEEDS = {
    "restrict": ("SANCTION", "COERCE"), "arrest": ("COERCE",), "relations": ("SANCTION",),
    "expel": ("SANCTION", "COERCE"), "territory": ("ASSAULT", "COERCE", "MOBILIZE"), "violence": ("ASSAULT",),
}  # by the mode of a threat, the acts by which it is carried out  # fmt: skip
THREATENED = frozenset(act for acts in DEEDS.values() for act in acts)
OBJECT = 60  # characters after "in response to" that name what is answered

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


class Evidence(Record, frozen=True, kw_only=True):
    """Words of a report that carry a link."""

    report: Annotated[str, Meta(description="id of the report")]
    article: str
    start: int
    end: int
    text: str


class Link(Record, frozen=True, kw_only=True):
    """A tie between two merged events, with the words that carry it."""

    id: str
    from_: Annotated[str, Meta(description="id of the later event: outcome, step, response")] = msgspec.field(
        name="from"
    )
    to: Annotated[str, Meta(description="id of the event that it refers to: plan, process, act")]
    kind: LinkKind
    because: Annotated[str, Meta(description="the reason in words")]
    reports: tuple[Evidence, ...]


class Happening:
    """A merged event with its reports, as far as links are found by it."""

    def __init__(self, merged: Merged, tolds: Sequence[Told]) -> None:
        self.id = merged.id
        by_id = {told.event.id: told for told in tolds}
        self.tolds = [by_id[name] for name in merged.members if name in by_id]
        self.accounts = [
            account(told.event, told.article.published, synthetic=told.article.synthetic) for told in self.tolds
        ]
        dated = [one for one in self.accounts if one.first is not None]
        self.dated = min(dated, key=_width, default=None)
        published = [one.published for one in self.accounts if one.published is not None]
        self.told = min(published, default=None)
        self.modality = self.accounts[0].event.modality
        self.act = self.accounts[0].event.act
        self.historical = all(one.event.historical is True for one in self.accounts)
        made = self.act == THREAT and self.modality == "actual" and not self.historical
        self.planned = made or self.modality == "future"
        # the day of a threat that was made is not that of its deed, and on one day many deeds are done
        self.due = self.dated if self.named and not made else None

    @cached_property
    def named(self) -> frozenset[str]:
        """Return the acts that its record names as those to be done: its own, of a threat those of its modes.

        What two agreed to hold, where the words of the act are of talks, is talks too.
        """
        if self.act != THREAT:
            talks = self.act == AGREED and any(not TO_TALK.isdisjoint(one.triggers) for one in self.accounts)
            return frozenset({self.act, TALKS} if talks else {self.act})
        return frozenset(act for one in self.accounts for mode in one.event.modes for act in DEEDS.get(mode, ()))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Return the pairs of parties between whom it is done."""
        sides = ((a, b) for one in self.accounts for a in one.source for b in one.target)
        return frozenset((min(pair), max(pair)) for pair in sides if pair[0] != pair[1])

    @cached_property
    def deadline(self) -> date | None:
        """Return the last day on which its condition can come; None where its articles tell none, or several."""
        told = {deadline(one.event.reports, one.article.published) for one in self.tolds} - {None}
        return told.pop() if len(told) == 1 else None

    @property
    def deeds(self) -> frozenset[str]:
        """Return the acts by which it can be done: where none is named, any that can be threatened."""
        return self.named or THREATENED

    @property
    def first(self) -> date | None:
        """Return the first day on which it can have been done: its own, else that of its first report."""
        return self.dated.first if self.dated else self.told

    @property
    def last(self) -> date | None:
        """Return the last day on which it can have been done."""
        return self.dated.last if self.dated else self.told

    def evidence(self, pattern: re.Pattern[str] | None = None) -> Evidence | None:
        """Return the first words of its reports that fit, or the words of the act; None where none fit."""
        for told in self.tolds:
            for report in told.event.reports:
                found = _near(pattern, report) if pattern else None
                if pattern is not None and found is None:
                    continue
                start = report.start + found.start() if found else report.trigger.start
                words = found.group() if found else report.trigger.text
                return Evidence(
                    report=told.event.id, article=report.article, start=start, end=start + len(words), text=words
                )
        return None


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


def _near(pattern: re.Pattern[str], report: Report) -> re.Match[str] | None:
    """Return the words that fit near the words of the act: further off they tell of another act."""
    first, last = report.trigger.start - report.start, report.trigger.end - report.start
    fits = (one for one in pattern.finditer(report.text) if one.start() - last <= NEAR and first - one.end() <= NEAR)
    return next(fits, None)


def _width(one: Account) -> tuple[timedelta, str]:
    """Return the key that puts the closest date first."""
    return (one.last or date.max) - (one.first or date.min), one.event.id


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
        yield from _outcome(earlier, later)
        yield from _called_off(earlier, later)
    if earlier.modality == later.modality == "actual":
        yield from _response(earlier, later)
        yield from _step(earlier, later)


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
                yield _link(kind, plan, later, words, because)
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
            yield _link(kind, plan, later, tie, f"{because}; {_named(part)}")
        else:
            yield _link("fulfils", plan, later, tie, because)
    elif not part:
        because = f"the same act of the same parties was {announced} and then told as done; nothing else ties the two"
        if plan.act == THREAT:
            act = "an act of this kind" if plan.named else "an act of conflict"
            because = f"{act} by the same party was then told as done in like words; nothing else ties the two"
        yield _link("may_fulfil", plan, later, None, because)


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
            yield _link(kind, plan, later, words, because)
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


def _response(earlier: Happening, later: Happening) -> Iterator[Link]:
    """Yield the link of a response: an act back at who acted, whose words say that it answers this."""
    words = later.evidence(_ANSWER)
    if words is None or earlier.last is None or later.first is None or earlier.act == TALKS:
        return
    if not DAY * 0 <= later.first - earlier.last <= ANSWERED:
        return
    back = any(a.source & b.target and a.target & b.source for a in earlier.accounts for b in later.accounts)
    if back and _answers(later, words, {stem for one in earlier.accounts for stem in one.triggers}):
        yield _link("responds_to", earlier, later, _ANSWER, f"its words say so: {words.text}")


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
        yield _link("part_of", earlier, later, _ROUND, f"a further step of the same parties: {words.text}")


def _link(kind: LinkKind, earlier: Happening, later: Happening, pattern: re.Pattern[str] | None, because: str) -> Link:
    words = (later.evidence(pattern) or later.evidence(), earlier.evidence())
    return Link(
        id=make_id("link", kind, later.id, earlier.id), from_=later.id, to=earlier.id, kind=kind, because=because,
        reports=tuple(one for one in words if one is not None),
    )  # fmt: skip


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
