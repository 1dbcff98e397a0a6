"""Return what two reports have in common, and in what they differ: parties, persons, acts, days, places.

Level 4. What each of these weighs is for `likeness` to say.
"""

from __future__ import annotations

import re

from dyadbook.book.accounts import DAY, EXACT, NEWS, Account
from dyadbook.records import Event
from dyadbook.steps.timex.words import WEEKDAYS

ASSAULT, TALKS = "ASSAULT", "CONSULT"
PERSON = "person/"
PART: re.Pattern[str] = re.compile(r"[^\W\d_]+")
FREELY_SPELT: re.Pattern[str] = re.compile(r"[aeiouy]|(.)(?=\1)")


def shared_parties(one: Account, other: Account) -> list[str] | None:
    """Return the parties that both reports have in the same parts; None where these are too few."""
    if one.undirected or other.undirected:
        mine, theirs = one.source | one.target, other.source | other.target
        enough = min(2, len(mine), len(theirs))
        return sorted(mine & theirs) if len(mine & theirs) >= enough else None
    source, target = one.source & other.source, one.target & other.target
    if not source or (one.target and other.target and not target):
        return None
    return [*sorted(source), *sorted(target)]


def other_targets(one: Account, other: Account) -> bool:
    """Return whether each is aimed at a country at which the other is not: two ships seized, of two flags."""
    if one.undirected or other.undirected:
        return False
    only_one, only_other = one.target - other.target, other.target - one.target
    return all(any("/" not in name for name in side) for side in (only_one, only_other))


def other_people(one: Account, other: Account) -> bool:
    """Return whether both name persons of one party, and not the same."""
    for side in {name for name, _ in one.people} & {name for name, _ in other.people}:
        mine, theirs = ({who for name, who in each.people if name == side} for each in (one, other))
        if not any(_same_name(a, b) for a in mine for b in theirs):
            return True
    return False


def _same_name(one: str, other: str) -> bool:
    """Return whether two persons of one party can be one: "Kim" is Kim Jong Un, Adil Abd al-Mahdi Adel Abdul Mahdi.

    Vowels and double letters differ where a name comes from another script: Suleimani is Soleimani.
    """
    mine, theirs = (PART.findall(name.removeprefix(PERSON).lower()) for name in (one, other))
    if not mine or not theirs or set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    spelt = [FREELY_SPELT.sub("", names[-1]) for names in (mine, theirs)]
    surname = mine[-1] == theirs[-1] or (spelt[0] == spelt[1] and len(spelt[0]) > 2)
    return surname and mine[0][0] == theirs[0][0]


def other_victims(one: Account, other: Account) -> bool:
    """Return whether both are assaults on persons, and not the same."""
    if not one.event.act == other.event.act == ASSAULT or not one.victims or not other.victims:
        return False
    return not any(_same_name(mine, theirs) for mine in one.victims for theirs in other.victims)


def others_met(one: Account, other: Account) -> bool:
    """Return whether both are talks of persons, none of whom is in both."""
    talks = one.event.act == other.event.act == TALKS
    return talks and one.people.isdisjoint(other.people) and other_people(one, other)


def same_leaders(one: Account, other: Account) -> bool:
    """Return whether the same persons of two parties meet on the same days, or as the news of one day."""
    sides = {side for side, _ in one.people & other.people}
    return len(sides) > 1 and (_same_days(one, other) or both_news(one, other))


def other_acts(one: Account, other: Account) -> bool:
    """Return whether they are acts of two types that no word of both tells."""
    return one.event.act != other.event.act and one.triggers.isdisjoint(other.triggers)


def same_mode(one: Event, other: Event) -> bool:
    """Return whether both are coded as one kind of the act: to expel, with heavy weapons."""
    fine = one.cameo is not None and one.cameo == other.cameo and not one.cameo.endswith("0")
    return fine or bool(set(one.modes) & set(other.modes))


def share_days(one: Account, other: Account) -> bool:
    """Return whether both give days, so that these say that it is one act."""
    return one.first is not None and other.first is not None


def _same_days(one: Account, other: Account) -> bool:
    """Return whether both give the same day, or the same month."""
    months = {one.event.date.precision, other.event.date.precision} <= EXACT | {"month"}
    return months and one.first is not None and (one.first, one.last) == (other.first, other.last)


def same_weekday(one: Account, other: Account) -> bool:
    """Return whether both name one day of the week in news of three days: which week is meant is easily misread."""
    said = [each.event.date.words.text.lower() if each.event.date.words else "" for each in (one, other)]
    if said[0] != said[1] or said[0] not in WEEKDAYS or one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) <= len(WEEKDAYS) // 2


def is_before(one: Account, other: Account) -> bool:
    """Return whether a report tells history without a day, and the other news, or an act of the days just before."""
    if one.first is not None or not one.event.historical:
        return False
    if other.first is None or one.published is None:
        return not other.event.historical
    return not other.event.historical or other.first > one.published - NEWS


def both_news(one: Account, other: Account) -> bool:
    """Return whether both are the news of their articles, out within a day of each other."""
    if one.published is None or other.published is None or not (one.event.lead and other.event.lead):
        return False
    return abs(one.published - other.published) <= DAY


def same_place(one: Event, other: Event) -> str | None:
    """Return the name of the place that both give; None where one gives none, or another."""
    if one.place is None or other.place is None:
        return None
    same = one.place.name == other.place.name or (
        one.place.geonames is not None and one.place.geonames == other.place.geonames
    )
    return one.place.name if same else None


def other_lands(one: Event, other: Event) -> bool:
    """Return whether both name a place, in two countries."""
    lands = {each.place.country for each in (one, other) if each.place is not None} - {None}
    return len(lands) > 1
