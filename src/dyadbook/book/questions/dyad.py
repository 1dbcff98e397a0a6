"""Return the page of a dyad from a book: the same page as `views.dyad_page` makes of readings, its newest part."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

from dyadbook.answers import Filter
from dyadbook.book.index_schema import EVENT, STANDING, STATEMENT, article_of
from dyadbook.book.index_view import View, marks
from dyadbook.book.questions.answer_words import filter_words, looked_words, side_name
from dyadbook.book.questions.entries import dyad_entries, dyad_statements
from dyadbook.book.questions.filters import Selected, TieRow, looked, select
from dyadbook.errors import UsageError
from dyadbook.pages import DyadPage, Entry, Fact, IssueCount, NotSure, Side, Source, Totals
from dyadbook.phrases import count_words
from dyadbook.records import Problem, Standing
from dyadbook.views import (
    by_articles,
    by_date,
    facts_of,
    in_sentence,
    not_sure_of,
    source_of,
    standing_passages,
)

NEWEST = 200  # events and statements on a page, unless asked for otherwise
_STANDINGS = 300  # newest reports of standings that facts are made of
_DOUBTFUL = 25  # articles whose doubts and problems a page shows


def dyad(view: View, a: str, b: str, asked: Filter, *, most: int | None = NEWEST) -> DyadPage:
    """Return the page of the dyad of parties `a` and `b` (ids), with the newest events and statements; None: all.

    Raises: UsageError when both parties are the same.
    """
    if a == b:
        raise UsageError(f"a dyad has two parties, and both are {a}: name two, as in USA PRK.")
    dyads = view.dyads(a, b, asked.synthetic)
    narrowed = asked != Filter(synthetic=asked.synthetic)
    # Narrowed down, all that is let through says which articles tell of it; else the index has counted them.
    found = select(view, dyads, asked, most=None if narrowed or most is None else max(most, _STANDINGS))
    articles = found.articles(view) if narrowed else None
    events, statements = found.events[:most], found.statements[:most]
    entries = dyad_entries(view, events, a, b)
    sources = _sources(view, dyads, articles)
    told = sum(count.articles for count in sources)
    doubts, problems = _doubts(view, _newest(view, dyads, articles, _DOUBTFUL), a, b, asked.type)
    shown = Totals(events=found.counts[EVENT], statements=found.counts[STATEMENT], standings=found.counts[STANDING])
    page = DyadPage(
        sides=(Side(id=a, name=side_name(a)), Side(id=b, name=side_name(b))),
        synthetic=asked.synthetic,
        has_synthetic=asked.synthetic != "apart" and _has_synthetic(view, dyads),
        filter=f"{_filter(view, asked, a, b, told, found, most)}{_undated(view, dyads, asked)}",
        articles=told,
        facts=_facts(view, found.standings[: None if most is None else _STANDINGS]),
        timeline=tuple(sorted((entry for entry in entries if entry.date.start), key=by_date)),
        undated=tuple(sorted((entry for entry in entries if entry.date.start is None), key=_newest_told)),
        statements=dyad_statements(view, statements, a, b),
        issues=_issues(view, dyads, articles),
        sources=sources,
        not_sure=doubts,
        problems=problems,
    )
    cut = most is not None and (max(shown.events, shown.statements) > most or shown.standings > _STANDINGS)
    return msgspec.structs.replace(page, totals=shown) if cut else page


def _undated(view: View, dyads: Sequence[int], asked: Filter) -> str:
    """Return how many events stand in no row because days are asked for and they have none; "" for none."""
    if not (asked.since or asked.until):
        return ""
    whenever = msgspec.structs.replace(asked, since=None, until=None)
    count = select(view, dyads, whenever, (EVENT,), most=0, only=("day <= 0", ())).counts[EVENT]
    stand = "are" if count > 1 else "is"
    return f" {count_words(count, 'event')} without a date {stand} left out." if count else ""


def _facts(view: View, rows: Sequence[TieRow]) -> tuple[Fact, ...]:
    """Return the standings."""
    records = view.records(row.item for row in rows)
    view.refs(article_of(row.item) for row in rows)
    standings = []
    for row in rows:
        standing, ref = records[row.item], view.ref(row.item)
        if isinstance(standing, Standing):
            standings.append((standing, standing_passages(ref, standing)))
    made = view.corrections(records)
    added = {records[record].id: each for record, each in made.items()}
    return facts_of(standings, by_id=True, added=added)


def _newest_told(entry: Entry) -> tuple[int, str, int]:
    """Return the key that puts what was published last first."""
    first = entry.passages[0]
    published = first.article.published
    return -published.toordinal() if published else 0, first.article.id, first.start


def _sources(view: View, dyads: Sequence[int], articles: set[int] | None) -> tuple[Source, ...]:
    """Return how many articles of the page each outlet wrote, and from which country."""
    where, values = _within(dyads, articles)
    counted = "outlet, count(DISTINCT article), min(article), max(article)"
    return sources_of(view, view.rows(f"SELECT {counted} FROM told WHERE {where} GROUP BY outlet", values))


def sources_of(view: View, rows: Sequence[tuple[int | None, int, int, int]]) -> tuple[Source, ...]:
    """Return outlets with their countries, of rows of outlet, articles, the first and the last of them.

    Two articles speak for an outlet, so that a page need not read the address of each.
    """
    names = view.names(outlet for outlet, *_ in rows)
    refs = view.refs(article for _, _, *ends in rows for article in ends)
    sources = (source_of(names[outlet], count, (refs[first], refs[last])) for outlet, count, first, last in rows)
    return tuple(sorted(sources, key=by_articles))


def _issues(view: View, dyads: Sequence[int], articles: set[int] | None) -> tuple[IssueCount, ...]:
    """Return the issues, those in the most articles first."""
    where, values = _within(dyads, articles)
    query = f"SELECT issue, count(DISTINCT article), sum(mentions) FROM matters WHERE {where} GROUP BY issue"
    rows = view.rows(query, values)
    names = view.names(issue for issue, _, _ in rows)
    counts = [IssueCount(issue=names[issue] or "", articles=count, mentions=sum_) for issue, count, sum_ in rows]
    return tuple(sorted(counts, key=lambda one: (-one.articles, -one.mentions, one.issue)))


def _newest(view: View, dyads: Sequence[int], articles: set[int] | None, most: int) -> list[int]:
    """Return the newest articles of the page."""
    if articles is not None:
        return sorted(articles, reverse=True)[:most]
    query = f"SELECT DISTINCT article FROM told WHERE dyad IN ({marks(dyads)}) ORDER BY article DESC LIMIT ?"
    return [article for (article,) in view.rows(query, (*dyads, most))]


def _within(dyads: Sequence[int], articles: set[int] | None) -> tuple[str, list[object]]:
    """Return the condition that holds for rows of dyads and, where given, of articles."""
    where = f"dyad IN ({marks(dyads)})"
    if articles is None:
        return where, list(dyads)
    return f"{where} AND article IN (SELECT value FROM json_each(?))", [*dyads, json.dumps(sorted(articles))]


def _doubts(
    view: View, articles: Sequence[int], a: str, b: str, type: str | None
) -> tuple[tuple[NotSure, ...], tuple[Problem, ...]]:
    """Return what could not be decided or read in articles; with a type, only what would be of it."""
    rests = view.rests(articles)
    view.refs(articles)
    doubts: list[NotSure] = []
    problems: list[Problem] = []
    for article in articles:
        ref = view.refs((article,))[article]
        for doubt in rests[article].doubts:
            if type is not None and doubt.unsure.reason.partition(" ")[0] != type:  # the type is told first
                continue
            doubts.append(not_sure_of(doubt.unsure, ref, a in doubt.parties or b in doubt.parties))
        problems += rests[article].problems
    return tuple(doubts), tuple(problems)


def _has_synthetic(view: View, dyads: Sequence[int]) -> bool:
    """Return whether example texts tell of these dyads."""
    query = f"SELECT 1 FROM dyads WHERE id IN ({marks(dyads)}) AND synthetic = 1"
    return bool(view.rows(query, dyads))


def _filter(view: View, asked: Filter, a: str, b: str, told: int, found: Selected, newest: int | None) -> str:
    """Return what was asked, found and left out, in words."""
    first, second = (in_sentence(side_name(party)) for party in (a, b))
    verb = "tells" if told == 1 else "tell"
    words = filter_words(view, asked, f"of which {told} {verb} something of {first} and {second}")
    most = {EVENT: ("event", newest), STATEMENT: ("statement", newest), STANDING: ("standing", _STANDINGS)}
    for kind, (noun, limit) in most.items():
        if newest is not None and limit is not None and found.counts[kind] > limit:
            many = count_words(found.counts[kind], noun)
            words += f" Of {many} the newest {limit} are shown: narrow the dates for others."
    return words if told else f"{words} {looked_words(looked(view, asked.synthetic))}"
