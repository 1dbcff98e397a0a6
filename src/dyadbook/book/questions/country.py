"""Return what a book tells of one country, or another party: with whom, about what, who speaks for it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from dyadbook.answers import Answer, DyadTold, Filter
from dyadbook.book.index_schema import EVENT, STATEMENT
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.actor_page import found_by
from dyadbook.book.questions.answer_words import answered, side_name
from dyadbook.book.questions.entries import entries, statements
from dyadbook.book.questions.filters import looked, tags
from dyadbook.book.questions.parts import Speaker, dyads_told, speakers
from dyadbook.pages import Entry, IssueCount, Said, Side
from dyadbook.phrases import count_words
from dyadbook.views import in_sentence

NEWEST = 40
_DYADS, _SPEAKERS, _HEARD = 300, 60, 3_000


class CountryPage(Answer, frozen=True, kw_only=True):
    """What is told of a party."""

    party: Side
    dyads: Annotated[tuple[DyadTold, ...], Meta(description="with whom, those told of most first")] = ()
    issues: tuple[IssueCount, ...] = ()
    speakers: Annotated[tuple[Speaker, ...], Meta(description="officials who speak for it, of the newest statements")]
    statements: tuple[Said, ...] = ()
    events: tuple[Entry, ...] = ()
    total_statements: int = 0
    total_events: int = 0


def country(view: View, party: str, asked: Filter) -> CountryPage:
    """Return the page of a party (id): its dyads and issues, its newest statements and events."""
    number = view.number(party)
    known = [] if number is None else [number]
    said = found_by(view, f"k{STATEMENT}", tags("s", known), asked)
    told = found_by(view, f"k{EVENT}", tags("p", known), asked)
    event_of = view.events_of(told)
    events = list(dict.fromkeys(event_of[record] for record in told if record in event_of))
    dyads = dyads_told(view, "told", "a = ? OR b = ?", (number, number), asked, _DYADS)
    name = in_sentence(side_name(party))
    words = (
        f"with {count_words(len(dyads), 'dyad')}, {count_words(len(said), 'statement')} and "
        f"{count_words(len(events), 'event')} of {name}"
    )
    return CountryPage(
        filter=answered(view, asked, words, empty=not dyads and not said and not events),
        looked=looked(view, asked.synthetic),
        party=Side(id=party, name=side_name(party)),
        dyads=dyads,
        issues=_issues(view, number, asked),
        speakers=speakers(view, said[:_HEARD], party)[:_SPEAKERS],
        statements=statements(view, dict.fromkeys(said[:NEWEST], party)),
        events=tuple(entries(view, events[:NEWEST])),
        total_statements=len(said),
        total_events=len(events),
    )


def _issues(view: View, number: int | None, asked: Filter) -> tuple[IssueCount, ...]:
    """Return the issues of a party's dyads, those in the most articles first."""
    flags = FLAGS[asked.synthetic]
    rows = view.rows(
        "SELECT issue, count(DISTINCT article), sum(mentions) FROM dyads JOIN matters ON dyad = dyads.id"
        f" WHERE (a = ? OR b = ?) AND synthetic IN ({marks(flags)}) GROUP BY issue",
        (number, number, *flags),
    )
    names = view.names(issue for issue, _, _ in rows)
    counts = [IssueCount(issue=names[issue] or "", articles=count, mentions=sum_) for issue, count, sum_ in rows]
    return tuple(sorted(counts, key=lambda one: (-one.articles, -one.mentions, one.issue)))
