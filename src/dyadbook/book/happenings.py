"""Return merged events as links are found by them, and the links: each shows the words that carry it.

Level 4, pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from dyadbook.book.accounts import Account, account
from dyadbook.book.deadlines import deadline
from dyadbook.book.merge import Merged, Told
from dyadbook.book.overlap import TALKS
from dyadbook.records import Record, Report, make_id
from dyadbook.steps.like_words import stem_of

LinkKind = Literal["fulfils", "fulfils_in_part", "may_fulfil", "postpones", "breaks", "part_of", "responds_to"]

NEAR = 80  # characters between the words of an act and those that tie it to another
AGREED = "AGREE"
TO_TALK = frozenset(map(stem_of, ("meet", "talk", "visit", "summit")))
THREAT = "THREATEN"
CARRIED_OUT = {
    "restrict": ("SANCTION", "COERCE"), "arrest": ("COERCE",), "relations": ("SANCTION",),
    "expel": ("SANCTION", "COERCE"), "territory": ("ASSAULT", "COERCE", "MOBILIZE"), "violence": ("ASSAULT",),
}  # by the mode of a threat, the acts by which it is carried out  # fmt: skip
THREATENED_ACTS = frozenset(act for acts in CARRIED_OUT.values() for act in acts)


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
        return frozenset(act for one in self.accounts for mode in one.event.modes for act in CARRIED_OUT.get(mode, ()))

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
        return self.named or THREATENED_ACTS

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


def link_of(
    kind: LinkKind, earlier: Happening, later: Happening, pattern: re.Pattern[str] | None, because: str
) -> Link:
    """Return the link of a later event to an earlier one, with the words that fit, else those of the acts."""
    words = (later.evidence(pattern) or later.evidence(), earlier.evidence())
    return Link(
        id=make_id("link", kind, later.id, earlier.id), from_=later.id, to=earlier.id, kind=kind, because=because,
        reports=tuple(one for one in words if one is not None),
    )  # fmt: skip


def _near(pattern: re.Pattern[str], report: Report) -> re.Match[str] | None:
    """Return the words that fit near the words of the act: further off they tell of another act."""
    first, last = report.trigger.start - report.start, report.trigger.end - report.start
    fits = (one for one in pattern.finditer(report.text) if one.start() - last <= NEAR and first - one.end() <= NEAR)
    return next(fits, None)


def _width(one: Account) -> tuple[timedelta, str]:
    """Return the key that puts the closest date first."""
    return (one.last or date.max) - (one.first or date.min), one.event.id
