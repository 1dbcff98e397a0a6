"""Return the records whose words are found: full text of statements with their speakers, events and standings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dyadbook.answers import Filter, FoundWords, Hit, Matched
from dyadbook.book.index_schema import EVENT, STANDING, STATEMENT, article_of, records_between
from dyadbook.book.index_view import View
from dyadbook.book.questions.answer_words import filter_words, looked_words
from dyadbook.book.questions.entries import entries
from dyadbook.book.questions.filters import day_after, looked, matching, tags, who
from dyadbook.errors import UsageError
from dyadbook.ontology import STANDING_ASPECTS
from dyadbook.pages import Correction, Entry, Passage
from dyadbook.phrases import count_words, listed
from dyadbook.records import Actor, Event, Standing, Statement, Words, speakers_of
from dyadbook.tellers import tellers_of
from dyadbook.views import (
    entry_of,
    passage_of,
    sought,
    sought_words,
    standing_passages,
    told_passages,
    undirected,
    world_name,
)

MOST = 20
_RECORDS_ALONE = (
    "Searched are the records (statements, events, standings), not the whole text of the articles: one record has all "
    "words, in any form; words in quotation marks stand together in it; nuclear* is whatever begins so."
)
_FEW = 2_000  # matches that are ranked; where there are more, the newest come first
_COUNTED = 20_000  # matches of which the hits are counted
_NOTHING = r"(?!)"  # what no text matches
_KINDS: dict[Matched, int] = {"event": EVENT, "statement": STATEMENT, "standing": STANDING}
_STANDS = (
    "(EXISTS (SELECT 1 FROM reports WHERE record = words.rowid)"
    f" OR (SELECT kind FROM records WHERE id = words.rowid) != {EVENT})"
)
"""Of a row of words: no report that a person called wrong, which is in no event."""

_HIT = "coalesce((SELECT -event FROM reports WHERE record = words.rowid), words.rowid)"
"""Of a row of words: the hit that it is part of, which all reports of one event are."""

_SURE = (
    "((SELECT sure FROM records WHERE id = words.rowid) >= ? OR EXISTS (SELECT 1 FROM reports AS mine"
    " JOIN reports AS one ON one.event = mine.event JOIN records ON records.id = one.record"
    " WHERE mine.record = words.rowid AND records.sure >= ?))"
)
"""Of a row of words: the record, or another report of its event, has this confidence."""


def find(
    view: View,
    words: str,
    asked: Filter,
    *,
    about: Sequence[str] = (),
    country: str | None = None,
    kind: Matched | None = None,
    most: int = MOST,
    skip: int = 0,
) -> FoundWords:
    """Return the records that hold all the words, in any form; words in quotation marks stand together as they are.

    Without words all that the rest of the question lets through, the newest first.
    Of standings alone the words of a value stand together too: `in force` finds none that is suspended.

    Of a statement its speaker, cue and audience are searched beside what was said, of an event the names of its
    parties, of a standing these, its aspect and its value.

    `about` are parties (ids), `country` one that takes part, speaks, is spoken of or where it happens. Days are those
    of publication.
    Raises: UsageError where there is no word, and nothing else to find by.
    """
    facets = [tags("a", [view.number(party) or 0]) for party in about]
    facets += [tags("c", [view.number(country) or 0])] if country else []
    facets += [tags("s", who(view, asked.said_by))] if asked.said_by else []
    facets += [tags("i", [view.number(asked.issue) or 0])] if asked.issue else []
    facets += [tags("t", [view.number(asked.type) or 0])] if asked.type else []
    given, words = words, _of_values(words) if kind == "standing" else words
    query = _query(words, alone=not (facets or kind))
    where, values = _where(view, query, facets, asked, kind)
    matches, count = _count(view, where, values)
    more = matches > _COUNTED
    order = "rank" if query and matches <= _FEW else "rowid DESC"
    rows = (row[0] for row in view.db.execute(f"SELECT rowid FROM words WHERE {where} ORDER BY {order}", values))
    hits = _hits(view, rows, _matcher(words), most, skip)
    return FoundWords(
        filter=_filter(view, words, asked, about, country, kind, count, more)
        + ("" if count or kind is None else _of_others(view, given, facets, asked, kind)),
        looked=looked(view, asked.synthetic),
        words=words,
        order="best" if order == "rank" else "newest",
        count=count,
        more_than=more,
        hits=tuple(hits),
    )


def _where(
    view: View, query: str, facets: Sequence[str], asked: Filter, kind: Matched | None
) -> tuple[str, tuple[str | float, ...]]:
    """Return the condition on rows of words, and its values."""
    facets = [*facets, *([tags("k", [_KINDS[kind]])] if kind else [])]
    low, high = records_between(asked.since, day_after(asked.until))
    where = f"words MATCH ? AND rowid >= ? AND rowid < ? AND {_STANDS}"
    values: tuple[str | float, ...] = (matching(view, query, facets, asked, "text who"), low, high)
    if asked.threshold:
        where += f" AND {_SURE}"
        values += (asked.threshold, asked.threshold)
    return where, values


def _count(view: View, where: str, values: Sequence[str | float]) -> tuple[int, int]:
    """Return how many rows match, as far as they are counted, and how many hits they are."""
    limited = f"SELECT rowid FROM words WHERE {where} LIMIT {_COUNTED + 1}"
    ((matches, count),) = view.rows(f"SELECT count(*), count(DISTINCT {_HIT}) FROM ({limited}) AS words", values)
    return matches, count - (matches > _COUNTED)  # the match beyond the limit only says that there are more


def _of_others(view: View, words: str, facets: Sequence[str], asked: Filter, kind: Matched) -> str:
    """Return how many records of the other kinds there are, where one kind has none; nothing where these have none."""
    told = []
    for other in _KINDS:
        words_of = _of_values(words) if other == "standing" else words
        query = _query(words_of, alone=False)
        if other == kind or not (query or facets):
            continue
        matches, count = _count(view, *_where(view, query, facets, asked, other))
        if count:
            told.append(f"{'more than ' if matches > _COUNTED else ''}{count_words(count, other)} (--kind {other})")
    return f" Of other kinds there are {listed(told)}." if told else ""


def _of_values(words: str) -> str:
    """Return words by which standings are found, with those of a value (`in force`) together as one part."""
    values = sorted({value.replace("_", " ") for each in STANDING_ASPECTS.values() for value in each}, key=len)
    for value in reversed(values):
        if " " in value and '"' not in words:
            words = re.sub(rf"(?<!\S)({value})(?!\S)", r'"\1"', words, flags=re.IGNORECASE)
    return words


def _query(words: str, *, alone: bool) -> str:
    """Return the words as the full text takes them: each as a phrase, `*` at an end for what begins so.

    `alone` says that there must be one, since nothing else narrows the question down.
    """
    phrases = []
    for part, _ in sought(words):
        cut = part.rstrip("*")
        phrases.append('"' + cut.replace('"', " ") + '"' + ("*" if cut != part else ""))
    if alone and not words.strip():
        raise UsageError(
            'there is nothing to find by: give words, as in find "joint exercises", or who speaks (--speaker), a party'
            " (--about), a country, a kind, a type or an issue (--country, --kind, --type, --issue)."
        )
    if not phrases and words.strip():
        raise UsageError(f'{words!r} has no word to find: give one, as in find "joint exercises".')
    return " AND ".join(phrases)


def _matcher(words: str) -> re.Pattern[str]:
    """Return what finds the words in a passage, to show them: a word by its beginning, since its form may differ."""
    forms = []
    for part, together in sought(words):
        for word in re.findall(r"\w+", part):
            stem = re.escape(word if together or len(word) < 5 else word[: max(4, len(word) - 3)])
            forms.append(rf"\b{stem}\w*")
    return re.compile("|".join(forms) or _NOTHING, re.IGNORECASE)


def _hits(view: View, rows: Iterator[int], matcher: re.Pattern[str], most: int, skip: int) -> list[Hit]:
    """Return the hits in the order of the rows; reports of one event are one hit."""
    held: dict[int, int] = {}
    while len(held) < most + skip and (part := _some(rows, most + skip)):
        of = view.events_of(part)
        for record in part:
            held.setdefault(-of[record] if record in of else record, record)
    chosen = list(held.items())[skip : skip + most]
    records = view.records(record for _, record in chosen)
    view.refs(article_of(record) for record in records)
    corrections = view.corrections(records)
    told = [-key for key, _ in chosen if key < 0]
    events = dict(zip(told, entries(view, told), strict=True))
    return [
        _hit(view, record, records[record], events.get(-key), corrections.get(record, ()), matcher)
        for key, record in chosen
    ]


def _some(rows: Iterator[int], most: int) -> list[int]:
    return [row for _, row in zip(range(most), rows, strict=False)]


def _hit(
    view: View,
    record: int,
    found: Event | Statement | Standing,
    event: Entry | None,
    corrected: tuple[Correction, ...],
    matcher: re.Pattern[str],
) -> Hit:
    """Return one hit: what its words tell; an event is told as its reports together make it, with the words found."""
    ref = view.ref(record)

    def passages(quoted: Iterable[Passage]) -> tuple[Passage, ...]:
        shown = [msgspec.structs.replace(one, key=_key(one, matcher)) for one in quoted]
        return tuple(sorted(shown, key=lambda passage: passage.key is None))

    if isinstance(found, Statement):
        speaking = speakers_of(found)
        speaker = speaking[0] if speaking and len({one.country for one in speaking}) == 1 else None
        return Hit(
            kind="statement", id=found.id, date=found.date,
            passages=passages(passage_of(ref, words, found.block) for words in found.content),
            who=_speakers(speaking) or None,
            what=found.cue.text if found.cue else None, whom=", ".join(found.about) or None, said_by=found.said_by,
            country=speaker.country if speaker else None, confidence=found.confidence, corrected=corrected,
            country_inferred=speaker.country_inferred if speaker else False,
            by_office=tuple(one.name for one in speaking if one.name_inferred),
        )  # fmt: skip
    if isinstance(found, Standing):
        return Hit(
            kind="standing", id=found.id, date=found.since, passages=passages(standing_passages(ref, found)),
            who=_named(found.holder) or " and ".join(filter(None, map(_named, found.parties))),
            what=f"{found.aspect}: {found.value}", whom=_named(found.toward),
            condition=found.condition, said_by=listed(tellers_of(found.said_by)) or None,
            confidence=found.confidence, corrected=corrected,
        )  # fmt: skip
    told = event or entry_of([(found, "between", None, ())])
    return Hit(
        kind="event", id=found.id, event=told.id, date=told.date, modality=told.modality, historical=told.historical,
        condition=found.condition, said_by=listed(told.said_by) or None, what=told.type, modes=told.modes,
        who=", ".join(told.source) or None, whom=", ".join(told.target) or None,
        undirected=undirected(told), elsewhere=told.elsewhere, by_office=told.by_office,
        passages=passages(told_passages(ref, found)),
        confidence=told.confidence, disputed=told.disputed,
        corrected=event.corrected if event else corrected, more=event.articles - 1 if event else 0,
    )  # fmt: skip


def _named(party: str | None) -> str | None:
    """Return the name of a party, as events show it; its id where the world's tables have none."""
    return None if party is None else world_name(party) or party


def _speakers(speaking: Sequence[Actor]) -> str:
    """Return who speaks, a speaker alone with the office."""
    if len(speaking) == 1:
        return ", ".join(part for part in (speaking[0].name, speaking[0].office) if part)
    return listed(one.name for one in speaking)


def _key(words: Passage, matcher: re.Pattern[str]) -> Words | None:
    """Return the first of the words that were looked for."""
    match = matcher.search(words.text)
    return match and Words(start=words.start + match.start(), end=words.start + match.end(), text=match[0])


def _filter(
    view: View, words: str, asked: Filter, about: Sequence[str], country: str | None, kind: str | None,
    count: int, more: bool,
) -> str:  # fmt: skip
    """Return what was asked and found, in words."""
    told = f"{'more than ' if more else ''}{count_words(count, kind or 'record')}"
    told += f" with {sought_words(words)}" if words.strip() else ""
    told += f" about {' and '.join(about)}" if about else ""
    told += f" where {country} takes part" if country else ""
    said = filter_words(view, asked, told)
    if count:
        return said
    where = looked_words(looked(view, asked.synthetic))
    return " ".join([said, where, *([_RECORDS_ALONE] if words.strip() else [])])
