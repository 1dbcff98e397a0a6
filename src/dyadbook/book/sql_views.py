"""Return the views that a question in SQL sees, as text: what each row is, and the columns by which they join.

The columns by which they join hold one thing in every view: `article`, `report` (what one article tells of an event),
`event` (what one or more reports tell of). What is filed as `..._end` is the day after the last, by which stretches of
days are compared; beside it stands `..._last`, the last day itself. Names that begin with `hidden` are those that `sql`
gives to DuckDB.
"""

from __future__ import annotations

from collections.abc import Mapping

from dyadbook.book.columns import LAYERS, TABLES
from dyadbook.records import When
from dyadbook.views import LEFT_OUT

DECIDED: Mapping[str, str] = {"reports": "event", "statements": "statement", "standings": "standing"}
"""The tables of what persons correct and call wrong, with the column of its id; of reports it is shown as `report`."""
_CO_SPEAKERS = "".join(
    f", json_extract_string(r.record, '$.co_speakers[*].{field}') AS co_speaker_{name}"
    for field, name in (("name", "names"), ("id", "ids"), ("country", "countries"))
)
"""Who says the same words with a speaker: of the record, since the tables of books made before have no such column."""
_BY_STATEMENT = ", json_extract_string(r.record, '$.said_by.statement') AS said_by_statement"
"""The statement by which something is told, of the record for the same reason."""


def views(hidden: str) -> dict[str, str]:
    """Return the SELECT of each view, each after those that it is made of."""
    made = ("articles", "decisions")
    plain = {table: counting(table, hidden) for table in sorted(TABLES) if table not in (*DECIDED, *made)}
    return plain | {
        "articles": _articles(hidden),
        "decisions": _decisions(hidden),
        **{table: _decided(table, hidden) for table in DECIDED},
        "events": _events(hidden),
        "event_reports": _event_reports(hidden),
        "speakers": _speakers(),
        "tellers": _tellers(),
    }


def quoted(words: str) -> str:
    """Return words as a text in SQL."""
    return "'" + words.replace("'", "''") + "'"


def counting(table: str, hidden: str) -> str:
    """Return the SELECT that leaves the rows of a table that count, as they were filed."""
    # DuckDB knows time zones by an extension that it would have to load; all times of a book are UTC.
    kinds = TABLES[table].items()
    times = [f'make_timestamp(epoch_us("{name}")) AS "{name}"' for name, kind in kinds if kind == "time"]
    replaced = f" REPLACE ({', '.join(times)})" if times else ""
    named = " RENAME (publisher AS outlet)" if table == "articles" else ""
    lasts = "" if table in DECIDED else _last_days(table)
    select = f'SELECT *{replaced}{named}{lasts} FROM "{hidden}_{table}" AS t'
    seen = f'EXISTS (FROM "{hidden}_seen" AS s WHERE s.article = t.article AND s.batch = t.batch)'
    if table == "problems":
        loose = f'EXISTS (FROM "{hidden}_loose" AS s WHERE s.problem = t.problem AND s.batch = t.batch)'
        return f"{select} WHERE (seq IS NOT NULL AND {seen}) OR (seq IS NULL AND {loose})"
    if table in LAYERS or table == "articles":
        return f"{select} WHERE {seen}"
    if table == "runs":  # a run has a row when it begins and one when it ends
        return f"{select} QUALIFY row_number() OVER (PARTITION BY run ORDER BY t.ended NULLS LAST) = 1"
    if table == "decisions":
        return f'{select} WHERE EXISTS (FROM "{hidden}_commits" AS c WHERE c.batch = t.batch)'
    return select


def _last_days(table: str) -> str:
    """Return the columns of the last days of a table, as SQL that follows its own."""
    ends = [name for name, kind in TABLES[table].items() if kind == "day" and name.endswith("_end")]
    return "".join(f', "{name}" - 1 AS "{name.removesuffix("_end")}_last"' for name in ends)


def _articles(hidden: str) -> str:
    """Return the SELECT of articles, each with the status and the version that it has in the book now.

    The id that its user's table gave it is of the record: the tables of books made before have no such column.
    """
    return (
        "SELECT a.* REPLACE (coalesce(n.status, a.status) AS status, "
        "coalesce(CAST(n.version AS BIGINT), a.version) AS version), "
        "json_extract_string(a.record, '$.doc_id') AS doc_id "
        f"FROM ({counting('articles', hidden)}) AS a "
        f'LEFT JOIN "{hidden}_editions" AS n USING (article)'
    )


def _decisions(hidden: str) -> str:
    """Return the SELECT of decisions, each with the field that it corrects and to what."""
    return (
        f"SELECT d.* EXCLUDE (record), c.field, c.value, d.record FROM ({counting('decisions', hidden)}) AS d "
        f'LEFT JOIN "{hidden}_corrections" AS c USING (decision)'
    )


def _decided(table: str, hidden: str) -> str:
    """Return the SELECT of a table as persons corrected it: in which fields, what they called wrong, and what counts.

    What a person called wrong does not count, nor what a superseded or retracted article tells.
    """
    id, now = DECIDED[table], f'"{hidden}_corrected_{table}"'
    wrong, left_out = f'r.{id} IN (SELECT id FROM "{hidden}_wrong")', ", ".join(map(quoted, LEFT_OUT))
    gone = f'SELECT article FROM "{hidden}_editions" WHERE status IN ({left_out})'
    named = " RENAME (event AS report)" if table == "reports" else ""
    others = _CO_SPEAKERS if table == "statements" else _BY_STATEMENT
    return (
        f"SELECT r.*{named}{others}, coalesce(f.fields, []) AS corrected, "
        f"{wrong} AS wrong, NOT ({wrong}) AND r.article NOT IN ({gone}) AS counts{_last_days(table)} FROM "
        f"(SELECT * FROM ({counting(table, hidden)}) "
        f"WHERE (batch, article, seq) NOT IN (SELECT (batch, article, seq) FROM {now}) "
        f"UNION ALL BY NAME SELECT * FROM {now}) AS r "
        f'LEFT JOIN (SELECT id, list(field) AS fields FROM "{hidden}_fields" GROUP BY id) AS f ON f.id = r.{id}'
    )


def _events(hidden: str) -> str:
    """Return the SELECT of events: each with what the report by which it is told says, and the date that it has."""
    dates = [name for name in TABLES["reports"] if name.startswith("date_")] + ["date_last"]
    none = {"date_precision": quoted(When().precision)}
    told = ", ".join(f"coalesce(d.{name}, {none.get(name, 'NULL')}) AS {name}" for name in dates)
    return (
        "SELECT m.event, m.outlets, m.independent, m.reports, "
        f"r.* EXCLUDE (report, wrong, counts, batch, seq) REPLACE ({told}) FROM "
        f'(SELECT *, list(report) OVER (PARTITION BY event) AS reports FROM "{hidden}_members") AS m '
        f"JOIN book.reports AS r USING (report) "
        f'LEFT JOIN (SELECT m.event, r.* EXCLUDE (report) FROM "{hidden}_members" AS m '
        f"JOIN book.reports AS r USING (report) WHERE CAST(m.dated AS BOOLEAN)) AS d ON d.event = m.event "
        "WHERE CAST(m.told AS BOOLEAN)"
    )


def _event_reports(hidden: str) -> str:
    """Return the SELECT of which report tells of which event: the ids of both, the article, its outlet and day."""
    return (
        f"SELECT m.event, m.report, r.article, a.doc_id, a.outlet, a.published, r.synthetic "
        f'FROM "{hidden}_members" AS m JOIN book.reports AS r USING (report) JOIN book.articles AS a USING (article)'
    )


def _speakers() -> str:
    """Return the SELECT of who says the words of which statement: a row for each, numbered in the order of the text."""
    fields = ", ".join(f"json_extract_string(one, '$.{name}') AS {name}" for name in "name id country office".split())
    all_of = "list_concat([json_extract(record, '$.speaker')], json_extract(record, '$.co_speakers[*]'))"
    return (
        f"SELECT statement, article, n, {fields}, counts, synthetic FROM "
        f"(SELECT statement, article, counts, synthetic, unnest({all_of}) AS one, "
        f"generate_subscripts({all_of}, 1) AS n FROM book.statements) "
        "WHERE json_type(one) = 'OBJECT'"
    )


def _tellers() -> str:
    """Return the SELECT of who tells of which report or standing: a row for each who speaks in the statement.

    Who alone is named is the teller where no statement tells it, or another is said to.
    """
    told = " UNION ALL BY NAME ".join(
        f"SELECT {id}, article, said_by_name AS name, said_by_id AS id, said_by_statement AS statement, counts, "
        f"synthetic FROM book.{table} WHERE said_by_name IS NOT NULL"
        for table, id in (("reports", "report"), ("standings", "standing"))
    )
    return (
        "SELECT t.report, t.standing, t.article, t.statement, coalesce(s.n, 1) AS n, coalesce(s.name, t.name) AS name, "
        "CASE WHEN s.n IS NULL THEN t.id ELSE s.id END AS id, s.country, t.counts, t.synthetic "
        f"FROM ({told}) AS t LEFT JOIN (SELECT *, list(name) OVER (PARTITION BY statement) AS names "
        "FROM book.speakers) AS s ON s.statement = t.statement AND list_contains(s.names, t.name)"
    )
