"""Return the parts of a page beside its timeline: facts, statements, outlets, what is not sure, with their articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from dyadbook.ontology import exclude
from dyadbook.pages import ArticleRef, Correction, Fact, NotSure, Passage, Said, Source
from dyadbook.records import Article, BlockKind, Event, Standing, Statement, Unsure, When, Words, speakers_of
from dyadbook.views.relation import belongs
from dyadbook.world import outlet_country

_OPENING = 60  # letters by which an article without a title is known in a list


def ref_of(article: Article) -> ArticleRef:
    """Return the reference to an article; one without a text is a row that was imported."""
    return ArticleRef(
        id=article.id,
        title=article.title,
        opening=None if article.title else _opening(article),
        publisher=article.publisher,
        published=article.published,
        published_basis=article.published_basis,
        url=article.url,
        source=article.source,
        doc_id=article.doc_id,
        synthetic=article.synthetic,
        imported=not article.text,
    )


def _opening(article: Article) -> str | None:
    """Return the first words of an article behind its dateline, cut at a word; None where it has no paragraph."""
    from dyadbook.steps.genres.datelines import DATELINE  # few articles have no title: the command line starts without

    told = next((block for block in article.blocks if block.kind == "body"), None)
    if told is None:
        return None
    line = DATELINE.match(article.text, told.start, told.end)
    start = line.end() if line else told.start
    words = " ".join(article.text[start : min(told.end, start + 2 * _OPENING)].split())
    return words if len(words) <= _OPENING else words[: _OPENING + 1].rpartition(" ")[0] or words[:_OPENING]


def passage_of(ref: ArticleRef, words: Words, block: BlockKind | None = None) -> Passage:
    """Return words of an article with the article, and the kind of block in which they stand."""
    return Passage(article=ref, start=words.start, end=words.end, text=words.text, block=block)


def told_passages(ref: ArticleRef, event: Event) -> tuple[Passage, ...]:
    """Return the passages of an article that tell of an event."""
    return tuple(
        Passage(article=ref, start=one.start, end=one.end, text=one.text, key=one.trigger, block=one.block)
        for one in event.reports
    )


def standing_passages(ref: ArticleRef, standing: Standing) -> tuple[Passage, ...]:
    """Return the passages of an article that tell of a standing; the first stands in the block that it names."""
    return tuple(
        passage_of(ref, words, standing.block if at == 0 else None) for at, words in enumerate(standing.reports)
    )


def said_of(statement: Statement, side: str, ref: ArticleRef, whose: str | None = None) -> Said | None:
    """Return a statement as the page of a side, or of somebody (id or name), shows it; None where nobody is known to
    speak.
    """
    speaking = speakers_of(statement)
    if not speaking:
        return None
    whose = whose or side
    speaker = next((one for one in speaking if belongs(one, whose) or one.name == whose), speaking[0])
    return Said(
        side=side,
        about=statement.about,
        speaker=speaker.name,
        speakers=tuple(one.name for one in speaking) if len(speaking) > 1 else (),
        office=speaker.office,
        country=speaker.country,
        country_inferred=speaker.country_inferred,
        name_inferred=speaker.name_inferred,
        form=statement.form,
        cue=statement.cue.text if statement.cue else None,
        audience=statement.audience,
        said_by=statement.said_by,
        date=statement.date,
        issues=statement.issues,
        passages=tuple(passage_of(ref, words, statement.block) for words in statement.content),
    )


def newest_said(said: Said) -> tuple[int, str, int]:
    """Return a key that sorts statements newest first, undated last, then as the article has them."""
    when = said.date.start
    first = said.passages[0] if said.passages else None
    return (-when.toordinal() if when else 0, first.article.id if first else "", first.start if first else 0)


def not_sure_of(unsure: Unsure, ref: ArticleRef, concerns: bool) -> NotSure:
    """Return what could not be decided, with its article."""
    words = Words(start=unsure.start, end=unsure.end, text=unsure.text)
    return NotSure(
        kind=unsure.kind,
        reason=unsure.reason,
        candidates=unsure.candidates,
        concerns=concerns,
        passage=passage_of(ref, words),
    )


def facts_of(
    standings: list[tuple[Standing, tuple[Passage, ...]]],
    *,
    by_id: bool = False,
    added: Mapping[str, tuple[Correction, ...]] = MappingProxyType({}),
) -> tuple[Fact, ...]:
    """Return the standings by aspect, the newest report first; the same fact from several articles is one.

    What is past comes last: what ended, and what another value of its aspect followed. `by_id` tells the ids of the
    standings, which are of use in a book, `added` by these ids which of them persons added.
    """
    last = max((standing.as_of for standing, _ in standings if standing.as_of), default=None)
    newest_first = sorted(
        standings, key=lambda item: (item[0].as_of or date.min, not is_over(item[0].until, last)), reverse=True
    )
    groups: dict[tuple[object, ...], list[tuple[Standing, tuple[Passage, ...]]]] = {}
    for standing, passages in newest_first:
        key = (standing.aspect, standing.value, standing.holder, standing.toward, standing.condition)
        groups.setdefault(key, []).append((standing, passages))
    facts = []
    for group in groups.values():
        newest = group[0][0]
        facts.append(
            Fact(
                aspect=newest.aspect,
                value=newest.value,
                holder=newest.holder,
                toward=newest.toward,
                since=next((item.since for item, _ in group if item.since.start), newest.since),
                until=newest.until,
                past=is_over(newest.until, last),
                as_of=newest.as_of,
                condition=newest.condition,
                said_by=newest.said_by,
                passages=tuple(passage for _, passages in group for passage in passages),
                ids=tuple(dict.fromkeys(standing.id for standing, _ in group)) if by_id else (),
                corrected=tuple(made for standing, _ in group for made in added.get(standing.id, ())),
            )
        )
    current = [fact for fact in facts if not fact.past]
    facts = [
        msgspec.structs.replace(one, past=one.past or any(_follows(other, one) for other in current)) for one in facts
    ]
    newest_of = {
        aspect: max(f.as_of or date.min for f in facts if f.aspect == aspect) for aspect in {f.aspect for f in facts}
    }
    return tuple(sorted(
        facts,
        key=lambda f: (f.past, -newest_of[f.aspect].toordinal(), f.aspect, -(f.as_of or date.min).toordinal()),
    ))  # fmt: skip


def _follows(later: Fact, earlier: Fact) -> bool:
    """Return whether one fact ended another: it excludes it and began, or was reported, later."""
    sides = (later.holder, later.toward) == (earlier.holder, earlier.toward)
    if later.aspect != earlier.aspect or not sides or not exclude(later.aspect, later.value, earlier.value):
        return False
    began, before = later.since, earlier.since
    if began.start and before.start and (began.start, began.end) != (before.start, before.end):
        return before.end is not None and before.end <= began.start
    if later.as_of is None or earlier.as_of is None:
        return False
    if began.start and not before.start:  # a later report of what began earlier may only recall it
        return began.start > earlier.as_of
    return later.as_of > earlier.as_of


def is_over(until: When, on: date | None) -> bool:
    """Return whether the time until which something stood was over on a day; False where that is not sure."""
    return until.end is not None and on is not None and until.end <= on


def source_of(outlet: str | None, articles: int, some: Iterable[ArticleRef]) -> Source:
    """Return an outlet with its country, if some articles of it all lead to one; without a name they may be of many."""
    known = {outlet_country(outlet, ref.url) for ref in some} if outlet else set()
    return Source(outlet=outlet, articles=articles, country=known.pop() if len(known) == 1 else None)


def by_articles(source: Source) -> tuple[int, bool, str]:
    """Return the key that puts outlets of the most articles first."""
    return -source.articles, source.outlet is None, source.outlet or ""
