"""Return reports and events as merging has them: what an article tells, and what became of it with others.

Level 4, records alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Protocol

from msgspec import Meta

from dyadbook.book.glance import Glance
from dyadbook.days import day_words
from dyadbook.records import Event, Record, Status


class ToldIn(Record, frozen=True, kw_only=True):
    """The article that tells of an event, as far as merging must know it."""

    id: str
    outlet: Annotated[str | None, Meta(description="the publisher; null: not known")] = None
    published: date | None = None
    copy_of: Annotated[str | None, Meta(description="id of the article of which this is a near-copy")] = None
    status: Status = "current"
    synthetic: bool = False


class Told(Record, frozen=True, kw_only=True):
    """One article's account of one event."""

    event: Event
    article: ToldIn


class Why(Record, frozen=True, kw_only=True):
    """Why a report belongs to its event, in words, with the report that it was merged with."""

    report: Annotated[str, Meta(description="id of the report")]
    merged_with: Annotated[str, Meta(description="id of the report of the event that it was merged with")]
    because: Annotated[str, Meta(description="the reason in words: merged with ... because ...")]
    decision: Annotated[str | None, Meta(description="id of the decision of a person that says so")] = None


class Merged(Record, frozen=True, kw_only=True):
    """One event with all its reports, by their ids; counts leave out what was superseded or retracted."""

    id: Annotated[str, Meta(description="hash of the report that came first, so it stays as reports come in")]
    members: Annotated[tuple[str, ...], Meta(description="ids of the reports, the first published first")]
    why: tuple[Why, ...] = ()
    told_by: Annotated[str, Meta(description="id of the report whose parties and act it bears")]
    dated_by: Annotated[str | None, Meta(description="id of the report whose date it has; null: it has none")] = None
    outvoted: Annotated[tuple[str, ...], Meta(description="ids of the reports with a party that too few tell")] = ()
    outlets: Annotated[int, Meta(description="how many known outlets tell of it")]
    independent: Annotated[
        int, Meta(description="how many of them did not copy: near-copies and one outlet's articles count once")
    ]


class Made(Record, frozen=True, kw_only=True):
    """An event with how it was made, so that what comes in later changes it without making all of it again."""

    merged: Merged
    joins: Annotated[
        tuple[tuple[float, int, int], ...],
        Meta(description="the joins of reports in their order: how sure, and which two of the members"),
    ] = ()
    same: Annotated[
        tuple[tuple[int, int], ...],
        Meta(description="which of the members stand for others that tell the same, and for which"),
    ] = ()

    def heads(self) -> list[str]:
        """Return the reports that stand for themselves, the first published first."""
        others = {other for _, other in self.same}
        return [name for at, name in enumerate(self.merged.members) if at not in others]

    def pairs(self) -> list[tuple[str, str]]:
        """Return the reports that stand for others, each with one for which it stands."""
        return [(self.merged.members[one], self.merged.members[other]) for one, other in self.same]

    def whys(self) -> dict[tuple[str, str], Why]:
        """Return why each report was joined, by the report that it was joined with and itself."""
        return {(why.merged_with, why.report): why for why in self.merged.why}


class Known(Protocol):
    """What is known of reports and events when others come in."""

    def near(self, asked: Sequence[str], seen: Glance) -> Iterable[Told]:
        """Return the reports that have one of the keys and may be one, at a glance, with what is seen.

        Only those that stand for themselves are given.
        """

    def tolds(self, reports: Iterable[str]) -> Iterable[Told]:
        """Return the reports of these ids; those that are not known are left out."""

    def event_of(self, report: str) -> Made | None:
        """Return the event of a report; None where it is in none."""


def why_joined(one: Told, report: str, reason: str, decision: str | None = None) -> Why:
    """Return why a report was joined with one, which is named by its outlet and day."""
    day = f" of {day_words(one.article.published)}" if one.article.published else ""
    words = f"merged with the report of {one.article.outlet or 'an outlet not named'}{day} because {reason}"
    return Why(report=report, merged_with=one.event.id, because=words, decision=decision)
