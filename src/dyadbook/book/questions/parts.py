"""Return what pages of a country, a person and an issue have in common: counts of dyads, and who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta

from dyadbook.answers import DyadTold, Filter
from dyadbook.book.index_schema import EVENT
from dyadbook.book.index_view import FLAGS, View, marks
from dyadbook.book.questions.answer_words import side_name
from dyadbook.pages import DOUBTFUL, Side
from dyadbook.records import Actor, Record, Statement, speakers_of
from dyadbook.world import people


class Speaker(Record, frozen=True, kw_only=True):
    """An official who speaks, with how often."""

    id: Annotated[str, Meta(description="by which the person's page is found: an id of our tables, else the name")]
    name: str
    offices: tuple[str, ...] = ()
    statements: int


def dyads_told(
    view: View, table: str, where: str, values: Sequence[object], asked: Filter, most: int
) -> tuple[DyadTold, ...]:
    """Return the dyads of rows (of `told` or `matters`) that a condition lets through, those most told of first."""
    flags = FLAGS[asked.synthetic]
    rows = view.rows(
        "SELECT a, b, count(DISTINCT article), max(article), group_concat(DISTINCT dyads.id)"
        f" FROM {table} JOIN dyads ON dyad = dyads.id"
        f" WHERE synthetic IN ({marks(flags)}) AND ({where})"
        " GROUP BY a, b ORDER BY count(DISTINCT article) DESC, max(article) DESC LIMIT ?",
        (*flags, *values, most),
    )
    names = view.names(number for row in rows for number in row[:2])
    refs = view.refs(row[3] for row in rows)
    return tuple(
        DyadTold(
            a=_side(names[a]), b=_side(names[b]), articles=count, last=refs[newest].published,
            doubtful=is_doubtful(view, [int(one) for one in dyads.split(",")]),
        )
        for a, b, count, newest, dyads in rows
    )  # fmt: skip


def is_doubtful(view: View, dyads: Sequence[int]) -> bool:
    """Return whether all that is told of a dyad (its numbers) is doubtful; what a person corrected or added is not."""
    here = f"dyad IN ({marks(dyads)})"
    by_hand = (
        f"SELECT 1 FROM ties JOIN corrected ON record = item WHERE {here} AND kind <> {EVENT} UNION ALL "
        f"SELECT 1 FROM ties JOIN reports ON event = item JOIN corrected ON corrected.record = reports.record"
        f" WHERE {here} AND kind = {EVENT}"
    )
    ((sure,),) = view.rows(f"SELECT EXISTS (SELECT 1 FROM ties WHERE {here} AND sure >= ?)", (*dyads, DOUBTFUL))
    return not sure and not view.rows(f"{by_hand} LIMIT 1", (*dyads, *dyads))


def _side(party: str | None) -> Side:
    return Side(id=party or "", name=side_name(party or ""))


def speakers(view: View, statements: Iterable[int], party: str | None = None) -> tuple[Speaker, ...]:
    """Return the officials among those who speak in statements, for one party or any, who speaks most first."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    offices: dict[str, dict[str, None]] = {}
    for record in view.records(statements).values():
        for speaker in speakers_of(record) if isinstance(record, Statement) else ():
            if not is_official(speaker) or party not in (None, speaker.country):
                continue
            key = speaker.id or speaker.name
            counts[key] = counts.get(key, 0) + 1
            names.setdefault(key, speaker.name)
            offices.setdefault(key, {}).update({speaker.office: None} if speaker.office else {})
    told = [
        Speaker(id=key, name=names[key], offices=tuple(offices[key]), statements=count) for key, count in counts.items()
    ]
    return tuple(sorted(told, key=lambda one: (-one.statements, one.name)))


def is_official(actor: Actor) -> bool:
    """Return whether an actor has a page: a person with an office in our tables, or named with one in the words."""
    if actor.kind != "person":
        return False
    if actor.id is not None and (person := people().get(actor.id)) is not None and person.offices:
        return True
    return actor.office is not None and is_name(actor.name)


def is_name(words: str) -> bool:
    """Return whether words are a name, and not `spokesman` or `State Department official`."""
    parts = words.split()
    return len(parts) > 1 and parts[0] != parts[0].lower() and parts[-1] != parts[-1].lower()
