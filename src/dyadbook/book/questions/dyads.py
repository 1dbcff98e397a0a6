"""Return the dyads that a book tells of, those in the most articles first."""

from __future__ import annotations

from datetime import date

from dyadbook.answers import Dyads, DyadTold, Filter
from dyadbook.book.index_schema import article_base
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.answer_words import answered, named, sides_of
from dyadbook.book.questions.filters import day_after, looked
from dyadbook.book.questions.parts import is_doubtful
from dyadbook.phrases import count_words


def dyads(view: View, asked: Filter, *, party: str | None = None, most: int | None = 50, skip: int = 0) -> Dyads:
    """Return a part of the dyads told of, or of those with this party; days are those of publication."""
    flags = FLAGS[asked.synthetic]
    where, values = [f"synthetic IN ({marks(flags)})"], [*flags]
    if party is not None:
        where.append("? IN (a, b)")
        values.append(view.number(party) or -1)
    if asked.since is not None:
        where.append("article >= ?")
        values.append(article_base(asked.since))
    if asked.until is not None:
        where.append("article < ?")
        values.append(article_base(day_after(asked.until)))
    if asked.since or asked.until:
        where.append(f"article >= {article_base(date.min)}")  # what has no date lies before
    told = f"FROM told JOIN dyads ON id = dyad WHERE {' AND '.join(where)} GROUP BY a, b"
    ((total,),) = view.rows(f"SELECT count(*) FROM (SELECT 1 {told})", values)
    columns = "a, b, count(*), max(article), group_concat(DISTINCT id)"
    query = f"SELECT {columns} {told} ORDER BY count(*) DESC, max(article) DESC LIMIT ? OFFSET ?"
    rows = view.rows(query, (*values, -1 if most is None else most, skip))
    refs, names = view.refs(row[3] for row in rows), view.names(number for row in rows for number in row[:2])
    shown = []
    for a, b, articles, newest, numbers in rows:
        first, second = sides_of(names[a] or "", names[b] or "")
        doubtful = is_doubtful(view, [int(one) for one in numbers.split(",")])
        shown.append(DyadTold(a=first, b=second, articles=articles, last=refs[newest].published, doubtful=doubtful))
    of = f" with {named((party,))}" if party else ""
    return Dyads(
        filter=answered(view, asked, f"with {count_words(total, 'dyad')}{of}", empty=not total),
        looked=looked(view, asked.synthetic),
        total=total,
        dyads=tuple(shown),
    )
