"""Return what of a book may be published, as an index of its own, of which all pages of a site are made.

One sentence of each record, and nothing whose confidence is under the threshold; no text of an article, and no path of
the disk that it came from. Of no article more than a third is quoted in whole sentences: of what is beyond, a few words
stand, with a sign that they are cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import msgspec

from dyadbook.book.index import Index
from dyadbook.book.index_view import FLAGS
from dyadbook.book.rows import Commit
from dyadbook.book.store import Store
from dyadbook.pages import Synthetic
from dyadbook.records import Event, Reading, Report, Standing, Statement, Words
from dyadbook.steps.sentences import split
from dyadbook.web.site.shortened import quotable, shortened

SHARE = 1 / 3  # of an article's characters that are quoted in full sentences
_BATCH = 512  # articles that are taken in together
_FEW = 60  # characters of what is quoted beyond, or is too short to count


def published_index(
    store: Store, folder: Path, synthetic: Synthetic, threshold: float, seen: Callable[[int], None]
) -> Index:
    """Return an index, in a folder, of what of a book may be published."""
    index, decisions = Index.open(folder), store.decisions()

    def readings() -> Iterator[Reading]:
        for number, reading in enumerate(store.current(), start=1):
            seen(number)
            if int(reading.article.synthetic) in FLAGS[synthetic]:
                yield published(reading, threshold)

    made = readings()
    for number in count(1):
        if not (part := list(islice(made, _BATCH))):
            break
        commit = Commit(n=number, batch="site", kind="add", run="site", filed=datetime.now(UTC))
        index.put(commit, part, decisions)
    return index


def published(reading: Reading, threshold: float) -> Reading:
    """Return what of a reading may be published."""
    article = reading.article
    quoted = _Quoted(article.text)
    sure = [one for one in reading.events if one.confidence >= threshold]
    events = [cut for one in sure if (cut := _event(one, threshold, quoted)) is not None]
    said = [one for one in reading.statements if one.confidence >= threshold]
    standings = [one for one in reading.standings if one.confidence >= threshold]
    return msgspec.structs.replace(
        reading,
        article=msgspec.structs.replace(article, source=_source(article.source, article.url)),
        events=tuple(events),
        statements=tuple(_statement(one, quoted) for one in said),
        standings=tuple(_standing(one, quoted) for one in standings),
        not_sure=(),
        problems=(),
    )


def _source(source: str, url: str | None) -> str:
    """Return where an article came from without the folders of the disk."""
    return url or (source if re.match(r"https?://", source) else re.split(r"[\\/]", source)[-1])


class _Quoted:
    """What of an article's text is quoted so far."""

    def __init__(self, text: str) -> None:
        self._text, self._whole, self._left = text, set[tuple[int, int]](), int(len(text) * SHARE)

    def words(self, start: int, end: int, key: Words | None = None) -> Words:
        """Return one sentence of a stretch of the text: the one with the key, else the first; or a few of its words."""
        sentences = split(self._text, start, end) or [(start, end)]
        low, high = next((one for one in sentences if key and one[0] <= key.start < one[1]), sentences[0])
        begin, end = low, high
        if (low, high) not in self._whole:
            if self._whole and high - low > max(_FEW, self._left):
                within = (key.start, key.end) if key and low <= key.start < key.end <= high else None
                begin, end = shortened(self._text, low, high, _FEW, within)
            else:
                self._whole.add((low, high))
                self._left -= high - low
        return Words(start=begin, end=end, text=quotable(self._text, begin, end, low, high))


def _event(event: Event, threshold: float, quoted: _Quoted) -> Event | None:
    """Return an event with the reports that may be published; None where there is none."""
    reports = tuple(_report(one, quoted) for one in event.reports if one.confidence >= threshold)
    return msgspec.structs.replace(event, reports=reports) if reports else None


def _report(report: Report, quoted: _Quoted) -> Report:
    words = quoted.words(report.start, report.end, report.trigger)
    return msgspec.structs.replace(report, start=words.start, end=words.end, text=words.text)


def _statement(statement: Statement, quoted: _Quoted) -> Statement:
    return msgspec.structs.replace(statement, content=_first(statement.content, quoted))


def _standing(standing: Standing, quoted: _Quoted) -> Standing:
    return msgspec.structs.replace(standing, reports=_first(standing.reports, quoted))


def _first(words: Iterable[Words], quoted: _Quoted) -> tuple[Words, ...]:
    return tuple(quoted.words(one.start, one.end) for one in list(words)[:1])
