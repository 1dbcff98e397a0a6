"""Return what is weighed of a report when it is compared with others, and the keys under which it is found.

Level 4.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from dyadbook import ontology, views
from dyadbook.records import Actor, Event
from dyadbook.steps.like_words import Passage, passage, stems, stems_of_names
from dyadbook.steps.sides import ARMED
from dyadbook.steps.timex.words import WEEKDAYS

DAY = timedelta(days=1)
NEWS = timedelta(days=30)  # an undated act of the news was done, or is to come, within these days of publication
EXACT = frozenset({"day", "week"})
STRETCH = 96  # days in a key: most reports lie in one stretch, those near its edge in two
WIDE = 62  # days; what is dated more loosely is compared by the year
AHEAD = frozenset({"future", "hypothetical"})
ALONE = frozenset({"MOBILIZE"})  # acts that are told now with a target, now without
HEAVIEST, FEWEST = 6, 2  # words that make the keys of a report of a year, and of others
PASSAGES = 4  # of a report that are compared
LONG_AGO = re.compile(
    r"\b(?:years|decades|centur(?:y|ies)|the last time|(?:last|that|same|previous|following) year)\b", re.I
)
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True)
class Account:
    """What is weighed of a report."""

    event: Event
    published: date | None
    synthetic: bool
    source: frozenset[str]
    target: frozenset[str]
    undirected: bool
    first: date | None
    last: date | None
    exact: bool
    people: frozenset[tuple[str, str]]
    victims: frozenset[str]
    words: tuple[Passage, ...]
    triggers: frozenset[str]
    family: str
    old: bool
    """Whether it is history without a day, by words of other years."""

    @cached_property
    def form(self) -> Hashable:
        """What is weighed but the words and the publication: of two that differ in it neither stands for the other."""
        event = self.event
        return (
            self.synthetic, event.act, event.modality, event.cameo, event.modes, event.issues, event.place, event.lead,
            event.historical, self.old, event.date.precision, event.date.words and event.date.words.text.lower(),
            self.first, self.last, self.source, self.target, self.undirected, self.people, self.victims, self.triggers,
            self.heaviest[:1] if _is_wide(self) else None,  # so that two of one form share a key
        )  # fmt: skip

    @cached_property
    def heaviest(self) -> tuple[str, ...]:
        """The words that weigh most."""
        heavy = self.words[0].roots if self.words else {}
        return tuple(sorted(heavy, key=lambda stem: (-heavy[stem], -len(stem), stem))[:HEAVIEST])

    @cached_property
    def weighed(self) -> Hashable:
        """All that is weighed: two reports that have this in common are alike to all others."""
        return self.form, self.published, tuple(frozenset(each.roots.items()) for each in self.words)


@lru_cache(maxsize=24_576)  # a report is compared with many, and when others come in again
def account(event: Event, published: date | None, *, synthetic: bool) -> Account:
    """Return what is weighed of a report."""
    undirected = views.undirected(event)
    source, target = _parties(event.source), _parties(event.target)
    if media := _media(event):  # who reports an act has no part in it
        source, target = source - media or source, target - media or target
    if undirected:
        source = target = source | target
    when = event.date
    first, last = when.start, (when.end - DAY if when.end else when.start)
    if _is_next_weekday(event, published):
        first = last = None
    actors = (*event.source, *event.target)
    named = stems_of_names(actors)
    return Account(
        event=event, published=published, synthetic=synthetic, source=source, target=target, undirected=undirected,
        first=first, last=last, exact=first is not None and when.precision in EXACT,
        people=frozenset((party(actor) or "", actor.id or actor.name) for actor in actors if actor.kind == "person"),
        victims=frozenset(actor.id or actor.name for actor in event.target if actor.kind == "person"),
        words=tuple(passage(report, named) for report in event.reports[:PASSAGES]),
        triggers=frozenset(stem for report in event.reports for stem in stems(report.trigger.text)),
        family=family(event.act),
        old=first is None and event.historical is True and _tells_of_years(event, published),
    )  # fmt: skip


def _tells_of_years(event: Event, published: date | None) -> bool:
    """Return whether words tell of the years before: "decades ago", a year of its own."""
    words = " ".join(report.text for report in event.reports)
    years = [int(year) for year in YEAR.findall(words)]
    return LONG_AGO.search(words) is not None or (published is not None and max(years, default=9999) < published.year)


def _is_next_weekday(event: Event, published: date | None) -> bool:
    """Return whether the day is told by the name of the day after publication: by another clock it is that day."""
    if published is None or event.date.start != published - 6 * DAY or event.modality in AHEAD:
        return False
    return event.date.words is not None and event.date.words.text.lower().split()[-1] in WEEKDAYS


def party(actor: Actor) -> str | None:
    """Return the party for which an actor acts: its country, or the id of an organization or armed group."""
    own = actor.kind == "organization" or actor.country is None or (actor.kind == "group" and actor.sector in ARMED)
    if own and actor.id is not None and "/" in actor.id:
        return actor.id
    return actor.country or actor.id


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(name for actor in actors if (name := party(actor)) is not None)


def _media(event: Event) -> frozenset[str]:
    return _parties(tuple(actor for actor in (*event.source, *event.target) if actor.sector == "JRN"))


# ---- keys


def keys_of(one: Account) -> tuple[str, ...]:
    """Return the keys under which a report is found: two parties, a family of acts, and when."""
    return _keyed(one, [*_stretches(one), *_by_words(one, "wide" if _is_wide(one) else "told")])


def asked_of(one: Account) -> tuple[str, ...]:
    """Return the keys under which a report looks for others.

    What is dated by the year or longer is compared with all others by the words that weigh most: a key of the year
    alone would hold too many.
    """
    if _is_wide(one):
        return _keyed(one, [*_by_words(one, "wide"), *_by_words(one, "told")])
    return _keyed(one, [*_stretches(one), *_by_words(one, "wide")])


def _keyed(one: Account, times: Iterable[str]) -> tuple[str, ...]:
    sides = sorted({"-".join(sorted((a, b))) for a in one.source for b in one.target if a != b}) or sorted(one.source)
    if one.event.act in ALONE and one.target:
        sides += sorted(one.source)
    kind = "example " if one.synthetic else ""
    times = list(times)
    return tuple(f"{kind}{side} {one.family} {when}" for side in sides for when in times)


def family(act: str) -> str:
    """Return the family of an act: acts of one family can be two codings of one happening."""
    quad = ontology.quad(act)
    return "cooperation" if "cooperation" in quad else quad


def _stretches(one: Account) -> list[str]:
    """Return the stretches of days in which the act of a report can have been done; none where that is too wide."""
    first, last = days_of(one)
    if first is None or last is None or _is_wide(one):
        return []
    stretches = range((first - DAY).toordinal() // STRETCH, (last + DAY).toordinal() // STRETCH + 1)
    return [f"days {number}" for number in stretches]


def _is_wide(one: Account) -> bool:
    first, last = days_of(one)
    return first is None or last is None or (last - first).days > WIDE


def _by_words(one: Account, kind: str) -> list[str]:
    """Return the years in which the act can have been done, each with the words that weigh most."""
    first, last = days_of(one)
    years = range(first.year, min(last.year, first.year + 10) + 1) if first and last else (0,)
    many = HEAVIEST if _is_wide(one) else FEWEST
    return [f"{kind} {year} {stem}" for year in years for stem in one.heaviest[:many]]


def days_of(one: Account) -> tuple[date | None, date | None]:
    """Return the first and last day on which the act of a report can have been done; None where nothing says."""
    if one.first is not None:
        return one.first, one.last
    if one.published is None:
        return None, None
    if one.event.modality in AHEAD:
        return one.published - DAY, one.published + NEWS
    return one.published - NEWS, one.published
