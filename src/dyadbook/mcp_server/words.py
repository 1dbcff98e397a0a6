"""Return words of an article with what they carry, and answers short enough for an assistant to take in.

Nothing is cut in silence: what is left out is told beside the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from dyadbook.errors import UsageError
from dyadbook.pages import ArticleRef, Passage
from dyadbook.phrases import listed
from dyadbook.records import BlockKind, Reading, Record, Score, Status, Words, speakers_of, words_at
from dyadbook.views import ref_of

T = TypeVar("T", bound=Record)

PART = 4_000  # characters of an article that one answer gives
_AROUND = 300  # before and after the words that are asked for


class Carried(Record, frozen=True, kw_only=True):
    """A record that words of the article carry."""

    kind: Literal["event", "statement", "standing"]
    who: Annotated[str | None, Meta(description="who acts, speaks or stands so; null: could not be decided")] = None
    what: Annotated[str, Meta(description="type and modality of an event, form of a statement, aspect and value")]
    whom: Annotated[str | None, Meta(description="whom it is directed at or about")] = None
    said_by: Annotated[str | None, Meta(description="who says so; null: the article itself")] = None
    confidence: Score
    words: Words


class ArticleWords(Record, frozen=True, kw_only=True):
    """Words of an article: `text` is what stands from `start` to `end`, unaltered."""

    article: ArticleRef
    status: Annotated[Status, Meta(description="whether a later version or a correction replaces the article")]
    version: Annotated[int, Meta(description="which of the versions of the article that the book has, the oldest 1")]
    length: Annotated[int, Meta(description="characters of the whole article")]
    blocks: Annotated[tuple[BlockKind, ...], Meta(description="kinds of the blocks in which the words stand")] = ()
    start: int
    end: int
    before: Annotated[str, Meta(description="what stands before the words")] = ""
    text: str
    after: Annotated[str, Meta(description="what stands after the words")] = ""
    carries: Annotated[tuple[Carried, ...], Meta(description="the records that these words carry")] = ()


def words_of(reading: Reading, start: int | None, end: int | None) -> ArticleWords:
    """Return words of an article, no more than a part of them.

    Raises: UsageError where the article has no such words.
    """
    article = reading.article
    length = len(article.text)
    first, last = start or 0, length if end is None else end
    if not 0 <= first < last <= length:
        raise UsageError(f"the article has {length} characters: give a start and an end within, the start first.")
    last = min(last, first + PART)
    around = start is not None or end is not None
    return ArticleWords(
        article=ref_of(article),
        status=article.status,
        version=article.version,
        length=length,
        blocks=tuple(dict.fromkeys(one.kind for one in article.blocks if one.start < last and first < one.end)),
        start=first,
        end=last,
        before=article.text[max(0, first - _AROUND) : first] if around else "",
        text=article.text[first:last],
        after=article.text[last : last + _AROUND] if around else "",
        carries=tuple(one for one in _carried(reading) if one.words.start < last and first < one.words.end),
    )


def _carried(reading: Reading) -> Iterator[Carried]:
    """Return the records of a reading, one for each stretch of words that carries one."""
    for said in reading.statements:
        for words in said.content:
            yield Carried(
                kind="statement", who=listed(one.name for one in speakers_of(said)) or None, what=said.form,
                said_by=said.said_by,
                whom=", ".join(said.about) or None, confidence=said.confidence, words=words,
            )  # fmt: skip
    for event in reading.events:
        for report in event.reports:
            yield Carried(
                kind="event", who=", ".join(actor.name for actor in event.source) or None,
                what=f"{event.type} ({report.modality})",
                whom=", ".join(actor.name for actor in event.target) or None,
                said_by=report.said_by.name if report.said_by else None, confidence=report.confidence,
                words=words_at(reading.article.text, report.start, report.end),
            )  # fmt: skip
    for standing in reading.standings:
        for words in standing.reports:
            yield Carried(
                kind="standing", who=" and ".join(standing.parties), what=f"{standing.aspect}: {standing.value}",
                said_by=standing.said_by.name if standing.said_by else None,
                confidence=standing.confidence, words=words,
            )  # fmt: skip


# ---- short answers

_LONGEST = 1_500  # characters of a passage
_TITLE = 300
_MOST = {
    "accounts": (30, "the answer has the first of them"),
    "articles": (20, "narrow the days for others"),
    "before": (3, "`article` gives more of the text"),
    "candidates": (5, "the likeliest are given"),
    "facts": (20, "ask with a type, such as border, or with days for others"),
    "not_sure": (10, "narrow the days for others"),
    "outlets": (10, "those with the most articles are given"),
    "passages": (3, "`event` gives every report of one event"),
    "problems": (5, "narrow the days for others"),
    "sources": (20, "those with the most articles are given"),
}
"""How many of a field's records an answer has, and how others are come by."""


def shortened(record: T) -> tuple[T, tuple[str, ...]]:
    """Return an answer without what is too much of it, and in words what was left out."""
    left_out: dict[str, str] = {}
    made: T = _short(record, left_out)
    return made, tuple(left_out.values())


def _short(value: Any, left_out: dict[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_short(one, left_out) for one in value)
    if not isinstance(value, Record):
        return value
    changed = {}
    for name in value.__struct_fields__:
        given = getattr(value, name)
        kept = given
        if name in _MOST and isinstance(given, tuple) and len(given) > _MOST[name][0]:
            most, others = _MOST[name]
            kept = given[:most]
            left_out[name] = f"{name}: no more than {most} in each list; {others}."
        kept = _short(kept, left_out) if isinstance(kept, tuple | Record) else kept
        if kept is not given:
            changed[name] = kept
    if isinstance(value, Passage | Words) and len(value.text) > _LONGEST:
        changed |= {"text": value.text[:_LONGEST], "end": value.start + _LONGEST}
        left_out["text"] = f"text: the first {_LONGEST} characters of a passage; `article` gives the rest."
    if isinstance(value, ArticleRef) and value.title and len(value.title) > _TITLE:
        changed["title"] = value.title[:_TITLE] + "…"
        left_out["title"] = f"title: the first {_TITLE} characters."
    return msgspec.structs.replace(value, **changed) if changed else value
