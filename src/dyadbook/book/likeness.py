"""Return how alike two reports are: whether they tell of one happening, how surely, and because of what.

Level 4. What two reports must share in words depends on what else they share: the fewer the days on which the act can
have been done, and the more of its parties, act and place agree, the fewer words must. All that is weighed is in the
two reports, so nothing changes when others come in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeGuard

from dyadbook.book.accounts import DAY, EXACT, Account, days_of
from dyadbook.book.overlap import (
    TALKS,
    both_news,
    is_before,
    other_acts,
    other_lands,
    other_people,
    other_targets,
    other_victims,
    others_met,
    same_leaders,
    same_mode,
    same_place,
    same_weekday,
    share_days,
    shared_parties,
)
from dyadbook.date_words import when_words
from dyadbook.days import day_words
from dyadbook.records import Event
from dyadbook.steps.like_words import Passage, most_alike, shared_words

Unlike = Literal["unlike", "contrary", "apart"]  # too little in common, what contradicts, what excludes each other

SOON = 10  # days between two articles whose undated acts may be one
PRAISE = "SUPPORT"

# What the words must share, 0 to 1: for the days, then more or less for what else holds. The numbers are those of a
# logistic regression over labelled pairs (benchmarks/merging.py), rounded, divided by the weight of the words.
SAME_DAY, NEXT_DAY, SAME_MONTH, WITHIN, IN_NEWS, NO_DAY = 0.33, 0.35, 0.26, 0.47, 0.35, 0.60
BOTH_IN_NEWS = 0.43  # where neither gives a day
TALK, OTHER_TALK = 0.12, 0.18  # where no day is shared: talks and statements of two parties recur from day to day
EACH_DAY = 0.012  # for each day between the two publications, where a day is not known
OTHER_TYPE, MORE_PARTIES, OTHER_PARTIES, NO_TARGET, OTHER_ISSUE = 0.10, 0.01, 0.06, 0.05, 0.06
SAME_PLACE, SAME_TRIGGER, SAME_VICTIM, SAME_MODE, SAME_ISSUE = -0.02, -0.17, -0.23, -0.09, -0.03
BOTH_LEAD, ONE_LEADS = -0.10, -0.04  # where both tell it as their news, or one does
PRAISED = 0.20  # what the words must share at the least of praise, thanks and support, whatever else is shared
SAME_WORDS = 0.8  # of the weight of the words of two reports that tell the same
OTHER_LAND = 0.08  # where both name a place, of two countries
EACH_PARTY = -0.04  # for each party in both beside two
OTHER_PERSON = 0.20  # where both name persons of one party, and not the same: one of them is often misread
SAME_LEADERS = -0.30  # where the same persons meet on the same days or in the same month, or it is the news of both
SAME_PERSON = -0.18  # where both name a person of a party; persons who met meet again, so not of talks that were held
UNDATED_TALK = 0.10  # where talks were held, and neither says when
ONE_PAST, UNDATED_PAST = 0.10, 0.25  # where one tells it as history, with a day or without, the other as news
MANOEUVRE = 0.11  # moves of troops and tests of weapons: one is told in the words of the next
EACH_PASSAGE = 0.06  # times the logarithm of the pairs of passages, of which the most alike are taken


@dataclass(frozen=True)
class Likeness:
    """How surely two reports tell of one happening (from 0 on they do, by themselves), and because of what."""

    sure: float
    parties: tuple[str, ...]
    acts: tuple[str, ...]
    when: str
    place: str | None
    share: float
    passages: tuple[Passage, Passage] | None

    @property
    def because(self) -> str:
        """Return the reason in words."""
        acts = self.acts[0] if len(self.acts) == 1 else f"{' and '.join(self.acts)}, which can be one act coded twice,"
        told = f"both tell of {acts} by {' and '.join(self.parties)} {self.when}"
        told += f", in {self.place}" if self.place else ""
        words = ", ".join(shared_words(*self.passages)) if self.passages else ""
        return told + (f", in like words ({self.share:.2f}: {words})" if words else "")


def exclude(one: Account, other: Account) -> bool:
    """Return whether two reports are so plainly of two happenings that no third that is like both ties them.

    They are told another way (planned, done, denied), on other days, each of a country that the other has not, or as
    acts of two types that no word of both tells: a visit, and what was signed during it.
    """
    if one.synthetic != other.synthetic or one.event.modality != other.event.modality:
        return True
    if one.first and other.first and one.last and other.last and not same_weekday(one, other):
        slack = DAY * (one.exact and other.exact)
        if one.first > other.last + slack or other.first > one.last + slack:
            return True
    return other_targets(one, other) or other_acts(one, other)


def contradict(one: Account, other: Account) -> bool:
    """Return whether two reports contradict each other in what is so often misread that others outweigh it."""
    if one.old != other.old and not (one.event.historical and other.event.historical):
        return True
    if (one.first is None) != (other.first is None) and _when(one, other) is None:
        return True
    return other_victims(one, other) or others_met(one, other)


def compare(one: Account, other: Account) -> Likeness | Unlike:
    """Return how two reports are alike, or why nothing makes them one by themselves."""
    if exclude(one, other):
        return "apart"
    return "contrary" if contradict(one, other) else weigh(one, other) or "unlike"


def weigh(one: Account, other: Account) -> Likeness | None:
    """Return how two reports are alike that nothing sets apart; None where they have too little in common."""
    if one.family != other.family:
        return None
    shared = shared_parties(one, other)
    when = _when(one, other)
    if shared is None or when is None:
        return None
    needed, because = when
    same_type, same_words = one.event.act == other.event.act, bool(one.triggers & other.triggers)
    place = same_place(one.event, other.event)
    needed += (
        _cost_of_act(one, other, same_type=same_type, same_words=same_words)
        + _cost_of_parties(one, other)
        + EACH_PARTY * max(0, len(shared) - 2)
        + SAME_PLACE * (place is not None)
        + OTHER_LAND * other_lands(one.event, other.event)
        + _cost_of_issues(one.event, other.event)
        + _cost_of_telling(one, other)
    )
    share, passages = most_alike(one.words, other.words)
    acts = tuple(sorted({one.event.act, other.event.act}))
    if PRAISE in acts and share < PRAISED:
        return None
    return Likeness(share - needed, tuple(shared), acts, because, place, share, passages)


def is_one(likeness: object) -> TypeGuard[Likeness]:
    """Return whether two reports tell of one happening, by themselves."""
    return isinstance(likeness, Likeness) and likeness.sure >= 0


def tells_the_same(one: Account, other: Account, share: float) -> bool:
    """Return whether two reports of one form differ in few words, so that one can stand for the other."""
    if one.form != other.form or one.weighed == other.weighed:
        return one.form == other.form
    if not len(one.words) == len(other.words) == 1:
        return False
    mine, theirs = one.words[0].total, other.words[0].total
    return share * math.sqrt((mine + 1.0) * (theirs + 1.0)) >= SAME_WORDS * max(mine, theirs)


def _cost_of_parties(one: Account, other: Account) -> float:
    """Return how much more the words must share for the parties and persons that only one of two reports has."""
    persons = OTHER_PERSON * other_people(one, other)
    if not one.undirected and bool(one.target) != bool(other.target):
        return NO_TARGET + persons
    mine, theirs = one.source | one.target, other.source | other.target
    if mine == theirs:
        return persons
    return persons + (MORE_PARTIES if mine <= theirs or theirs <= mine else OTHER_PARTIES)


def _cost_of_act(one: Account, other: Account, *, same_type: bool, same_words: bool) -> float:
    """Return how much more or less the words must share for the act, and the persons who have a part in it."""
    mine, theirs = one.event, other.event
    talks = same_type and mine.act == TALKS
    planned = talks and mine.modality == "future"
    cost = 0.0 if same_type else OTHER_TYPE
    if same_words:
        cost += SAME_TRIGGER
    if not share_days(one, other):
        if "verbal" in mine.quad or "verbal" in theirs.quad:
            cost += TALK if same_words else OTHER_TALK
        if "MOBILIZE" in (mine.act, theirs.act):
            cost += MANOEUVRE
    if talks and not planned and one.first is None and other.first is None:
        cost += UNDATED_TALK
    if not (is_before(one, other) or is_before(other, one)):  # who did it before may do it again
        cost += _cost_of_persons(one, other, talks=talks, planned=planned)
    return cost + SAME_MODE * (not talks and same_mode(mine, theirs))


def _cost_of_persons(one: Account, other: Account, *, talks: bool, planned: bool) -> float:
    """Return how much less the words must share for the persons in both."""
    cost = 0.0
    if not one.people.isdisjoint(other.people):
        cost += SAME_PERSON * (planned or not talks) + SAME_LEADERS * (talks and same_leaders(one, other))
    return cost + SAME_VICTIM * (not talks and not one.victims.isdisjoint(other.victims))


def _cost_of_telling(one: Account, other: Account) -> float:
    """Return how much more or less the words must share for how the two articles tell the act."""
    cost = 0.0
    if is_before(one, other) or is_before(other, one):
        cost = UNDATED_PAST
    elif bool(one.event.historical) != bool(other.event.historical) and not share_days(one, other):
        cost = ONE_PAST
    if one.event.lead or other.event.lead:
        cost += BOTH_LEAD if both_news(one, other) else ONE_LEADS
    told = len(one.words) * len(other.words)
    return cost + EACH_PASSAGE * math.log(told) if told > 1 else cost


def _cost_of_issues(one: Event, other: Event) -> float:
    """Return how much more or less the words must share for the issues that both name."""
    if not one.issues or not other.issues:
        return 0.0
    return OTHER_ISSUE if set(one.issues).isdisjoint(other.issues) else SAME_ISSUE


def _when(one: Account, other: Account) -> tuple[float, str] | None:
    """Return what the words must share for the days that both reports give, and the reason in words."""
    if one.first and other.first:
        if one.exact and other.exact:
            if one.first == other.first:
                return SAME_DAY, f"on {day_words(one.first)}"
            if same_weekday(one, other):
                return NEXT_DAY, f"on a {one.first:%A} that both name"
            return NEXT_DAY, f"on {day_words(one.first)} and {day_words(other.first)}, within a day"
        if (one.first, one.last) == (other.first, other.last) and one.event.date.precision == "month":
            return SAME_MONTH, f"in {when_words(one.event.date)}"
        return WITHIN, f"on days that fit ({one.event.date.precision} and {other.event.date.precision})"
    if one.first or other.first:
        dated, loose = (one, other) if one.first else (other, one)
        first, last = days_of(loose)
        if first is None or last is None or dated.first is None or dated.last is None:
            return NO_DAY, "of which one gives no day"
        if dated.first > last + DAY or dated.last < first:
            return (NO_DAY, "of which one gives no day") if dated.event.historical else None
        said = loose.published or last
        late = max(0, (said - dated.last).days, (dated.first - said).days)
        loosely = dated.event.date.precision not in EXACT | {"month"}  # a year says little of news
        return (
            (WITHIN if loosely else IN_NEWS) + EACH_DAY * late,
            f"of {day_words(dated.first)}{' or later' if loosely else ''}, "
            f"{_within(late)} from the other's publication",
        )
    if one.published and other.published:
        apart = abs((one.published - other.published).days)
        if apart > SOON:
            return None
        return BOTH_IN_NEWS + EACH_DAY * apart, f"in news {_within(apart)} apart"
    return NO_DAY, "without a day"


def _within(days: int) -> str:
    return f"{days} day" if days == 1 else f"{days} days"
