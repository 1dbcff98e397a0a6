"""Return readings that tell what a test says: events, statements and standings in sentences made for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dyadbook.answers import Filter
from dyadbook.book.index import Index
from dyadbook.book.index_view import View
from dyadbook.book.rows import Commit, Kind
from dyadbook.ontology import quad
from dyadbook.records import (
    Actor,
    Article,
    Block,
    Event,
    IssueMention,
    Reading,
    Report,
    Standing,
    Statement,
    When,
    Words,
    article_id,
    broken_spans,
    make_id,
)

DAY = date(2020, 5, 4)
ASKED = Filter()


class Story:
    """An article that grows by what it tells."""

    def __init__(self, published: date | None = DAY, outlet: str | None = "The Quay", **article: Any) -> None:
        self.published, self.outlet, self.article = published, outlet, article
        self.text = f"{outlet}, {published}."
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.standings: list[Standing] = []
        self.issues: list[IssueMention] = []

    def did(
        self, source: str, target: str, type: str, words: str = "", on: date | When | None = None, **f: Any
    ) -> Story:
        """Tell of an event; `on` is its day."""
        part = self._words(words or f"{source} and {target}: {type.lower()}")
        when = on if isinstance(on, When) else day(on)
        modality = f.setdefault("modality", "actual")
        report = Report(
            article="a", block="body", start=part.start, end=part.end, text=part.text,
            trigger=Words(start=part.start, end=part.start + 1, text=part.text[:1]), date=when, modality=modality,
            historical=f.get("historical"), condition=f.get("condition"), said_by=f.get("said_by"), confidence=0.9,
        )  # fmt: skip
        act = f.setdefault("act", type)
        self.events.append(Event(
            id=make_id(self.text, part.start, source, target, type), source=(actor(source),), target=(actor(target),),
            type=type, quad=quad(act), date=when, reports=(report,), confidence=0.9, origin="t 1", **f,
        ))  # fmt: skip
        return self

    def said(self, speaker: str, about: str, words: str, **fields: Any) -> Story:
        """Tell of a statement."""
        part = self._words(words)
        self.statements.append(Statement(
            id=make_id(self.text, part.start), speaker=actor(speaker), form="direct", cue=None, content=(part,),
            about=tuple(about.split()), block="body", confidence=0.9, origin="t 1", **fields,
        ))  # fmt: skip
        return self

    def stands(self, a: str, b: str, aspect: str, value: str) -> Story:
        """Tell of a standing."""
        part = self._words(f"{a} {b} {aspect} {value}")
        self.standings.append(Standing(
            id=make_id(self.text, part.start), parties=(a, b), aspect=aspect, value=value, as_of=self.published,
            reports=(part,), block="body", confidence=0.9, origin="t 1",
        ))  # fmt: skip
        return self

    def reading(self) -> Reading:
        """Return the reading."""
        article = Article(**{
            "id": article_id(None, self.outlet, self.text), "source": "told", "publisher": self.outlet,
            "published": self.published, "text": self.text,
            "blocks": (Block(kind="body", start=0, end=len(self.text)),), **self.article,
        })  # fmt: skip
        found = Reading(
            article=article, events=tuple(self.events), statements=tuple(self.statements),
            standings=tuple(self.standings), issues=tuple(self.issues),
        )  # fmt: skip
        assert broken_spans(found, self.text) == []
        return found

    def _words(self, words: str) -> Words:
        self.text += " " + words
        return Words(start=len(self.text) - len(words), end=len(self.text), text=words)


def actor(words: str) -> Actor:
    """Return a country by its code, or a person as `Jane Roe/FRA`."""
    name, _, country = words.partition("/")
    if not country:
        return Actor(name=name, kind="country", country=name, id=name)
    return Actor(name=name, kind="person", country=country, sector="GOV", id=f"person/{name.lower().replace(' ', '-')}")


def day(on: date | None) -> When:
    """Return a day as a date of something told."""
    return When() if on is None else When(start=on, end=on + timedelta(days=1), precision="day")


def month(year: int, number: int) -> When:
    """Return a month as a date of something told."""
    start = date(year, number, 1)
    return When(start=start, end=(start + timedelta(days=32)).replace(day=1), precision="month")


def commit(n: int, kind: Kind = "add", articles: Iterable[str] = ()) -> Commit:
    """Return a commit of a store."""
    return Commit(
        n=n, batch=f"b{n}", kind=kind, run="r", filed=datetime(2025, 1, 1, tzinfo=UTC), articles=tuple(articles)
    )


def index_of(folder: Path, *told: Story | Reading) -> Index:
    """Return an index of readings, each in a commit of its own."""
    index = Index.open(folder)
    for n, one in enumerate(told, start=1):
        index.put(commit(n), [one.reading() if isinstance(one, Story) else one])
    return index


@contextmanager
def viewed(folder: Path, *told: Story | Reading) -> Iterator[View]:
    """Return a view of an index of readings."""
    with index_of(folder, *told).view() as view:
        yield view
