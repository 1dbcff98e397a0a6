"""Return which readings of a book a filter lets through, and how much of each: what is exported of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from dyadbook.answers import Filter
from dyadbook.book.index_schema import ARTICLE_OF, EVENT, STANDING, STATEMENT, TOLD, article_of, number
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.answer_words import answered, named, side_name
from dyadbook.book.questions.filters import select
from dyadbook.phrases import count_words
from dyadbook.records import Reading, Record
from dyadbook.views import LEFT_OUT, TELLING, in_sentence

_TOLD: Mapping[int, str] = {EVENT: "event", STATEMENT: "statement", STANDING: "standing"}
ARTICLE = "article"


class Chosen(Record, frozen=True, kw_only=True):
    """What a filter lets through of the readings of a book: articles, and which of their records (None: all).

    `left_out` and `replaced` count the articles, events, statements and standings that are not let through: by the
    filter, and because their article is superseded or retracted.
    """

    filter: str
    articles: frozenset[str]
    records: frozenset[int] | None = None
    left_out: Mapping[str, int]
    replaced: Mapping[str, int] = MappingProxyType({})

    def of(self, reading: Reading) -> Reading:
        """Return an article's reading with what is let through of its events, statements and standings."""
        if (records := self.records) is None:
            return reading
        kept = {layer: tuple(one for one in getattr(reading, layer) if number(one.id) in records) for layer in TELLING}
        return msgspec.structs.replace(reading, **kept)


def chosen(view: View, asked: Filter, parties: tuple[str, str] | None, countries: Sequence[str]) -> Chosen:
    """Return what a filter lets through of a dyad (two ids) or all, where one of the countries, if any, has a part.

    It is what the page of a dyad shows: an event is let through with all its reports, and what superseded and retracted
    articles tell is not. Where nothing but the kind of articles is asked for, those of it are whole.
    """
    if asked == Filter(synthetic=asked.synthetic) and parties is None and not countries:
        return _of_a_kind(view, asked)
    found = select(
        view, None if parties is None else view.dyads(*parties, asked.synthetic), asked,
        countries=[view.number(country) or 0 for country in countries], alone=True,
    )  # fmt: skip
    events, statements, standings = (
        {row.item for row in rows} for rows in (found.events, found.statements, found.standings)
    )
    reports = {record for records in view.reports(events).values() for record in records}
    records = reports | statements | standings
    articles = {article_of(record) for record in records}
    counts = zip((len(events), len(statements), len(standings)), _TOLD.values(), strict=True)
    told = f"of which {len(articles)} {'tells' if len(articles) == 1 else 'tell'} what was asked for"
    told += f" of {named(parties)}" if parties else ""
    told += f", where {' or '.join(in_sentence(side_name(one)) for one in countries)} has a part" if countries else ""
    told += f": {', '.join(count_words(count, noun) for count, noun in counts)}"
    kept = {ARTICLE: len(articles), "event": len(reports), "statement": len(statements), "standing": len(standings)}
    left_out = {noun: count - kept[noun] for noun, count in _held(view, replaced=False).items()}
    return Chosen(
        filter=answered(view, asked, told, empty=not articles),
        articles=frozenset(view.uids("articles", articles)), records=frozenset(view.uids("records", records)),
        left_out=left_out, replaced=_held(view, replaced=True),
    )  # fmt: skip


def _of_a_kind(view: View, asked: Filter) -> Chosen:
    """Return the articles that are sources, or example texts, with all that they tell."""
    flags = FLAGS[asked.synthetic]
    rows = view.rows(f"SELECT uid, synthetic IN ({marks(flags)}) FROM articles", flags)
    kept = frozenset(uid for uid, wanted in rows if wanted)
    return Chosen(
        filter=answered(view, asked, "all of them taken", empty=not kept),
        articles=kept, left_out={ARTICLE: len(rows) - len(kept)},
    )  # fmt: skip


def _held(view: View, *, replaced: bool) -> dict[str, int]:
    """Return how many articles, events (as each tells them), statements and standings the book has, or has replaced."""
    status = f"{'' if replaced else 'NOT '}status IN ({marks(LEFT_OUT)})"
    ((articles,),) = view.rows(f"SELECT count(*) FROM articles WHERE {status}", LEFT_OUT)
    rows = view.rows(
        f"SELECT kind, count(*) FROM records JOIN articles ON articles.id = {ARTICLE_OF}"
        f" WHERE {TOLD} AND {status} GROUP BY kind",
        LEFT_OUT,
    )
    return {ARTICLE: articles, **{_TOLD[kind]: count for kind, count in rows}}
