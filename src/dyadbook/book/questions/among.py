"""Return what three or more parties have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from dyadbook.answers import Among, Filter, PairCount
from dyadbook.book.index_schema import EVENT, STATEMENT
from dyadbook.book.index_view import View, marks
from dyadbook.book.questions.answer_words import answered, named, sides_of
from dyadbook.book.questions.entries import entries, statements
from dyadbook.book.questions.filters import looked, select
from dyadbook.errors import UsageError
from dyadbook.phrases import count_words

NEWEST = 100


def among(view: View, parties: Sequence[str], asked: Filter, *, most: int | None = NEWEST) -> Among:
    """Return the events in which all parties take part, and the statements of one of them about all others.

    Raises: UsageError where fewer than three are named, or one twice.
    """
    if len(set(parties)) != len(parties) or len(parties) < 3:
        raise UsageError("name three parties or more, each once, as in USA JPN PRK; for two there is `dyad`.")
    first, *others = parties
    chosen = [select(view, view.dyads(first, other, asked.synthetic), asked, (EVENT,)).events for other in others]
    days = {row.item: row.day for rows in chosen for row in rows}
    common = set.intersection(*({row.item for row in rows} for rows in chosen))
    events = sorted(common, key=lambda item: (days[item], item), reverse=True)
    said = _said(view, parties, asked)
    told = (
        f"with {count_words(len(events), 'event')} in which {named(parties)} all take part, and "
        f"{count_words(len(said), 'statement')} of one of them about the others"
    )
    shown = sorted(said, reverse=True)[:most]
    return Among(
        filter=answered(view, asked, told, empty=not events and not said),
        looked=looked(view, asked.synthetic),
        sides=sides_of(*parties),
        pairs=tuple(_count(view, a, b, asked) for a, b in combinations(parties, 2)),
        events=tuple(entries(view, events[:most])),
        statements=statements(view, {item: said[item] for item in shown}),
        total_events=len(events),
        total_statements=len(said),
    )


def _said(view: View, parties: Sequence[str], asked: Filter) -> dict[int, str]:
    """Return the statements of one party about all others, with who speaks."""
    found: dict[int, str] = {}
    for party in parties:
        sets = []
        for other in parties:
            if other != party:
                mine = 1 if party < other else 2
                rows = select(view, view.dyads(party, other, asked.synthetic), asked, (STATEMENT,)).statements
                sets.append({row.item for row in rows if row.side == mine})
        found |= dict.fromkeys(set.intersection(*sets), party)
    return found


def _count(view: View, a: str, b: str, asked: Filter) -> PairCount:
    """Return how many articles tell of two of the parties."""
    dyads = view.dyads(a, b, asked.synthetic)
    ((count,),) = view.rows(f"SELECT count(DISTINCT article) FROM told WHERE dyad IN ({marks(dyads)})", dyads)
    return PairCount(parties=(a, b), articles=count)
