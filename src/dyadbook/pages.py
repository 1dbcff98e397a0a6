"""Return the records of a dyad's page: what the terminal, the HTML page and the JSON twin all show.

Level 2: records of records; `views` fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from dyadbook.records import BlockKind, Form, Modality, Problem, Record, SaidBy, When, Words

Synthetic = Literal["apart", "only", "with"]
Dispute = Literal["date", "type", "told as", "parties"]
Relation = Literal["between", "together", "about"]
DOUBTFUL = 0.3
"""The confidence under which an event is called doubtful; what is under it is left out of a published site."""
BY_HAND = "corrected by hand"
"""Ends the origin of a record of which a person corrected a field."""
ADDED = "added by hand"
"""The origin of an event, a statement or a standing that a person added."""
IMPORTED = "imported/"
"""Begins the origin of an event that others coded; after it stands the format of their file."""
ADDED_FIELD = "added"
"""What a correction names in the place of a field where a person added the whole record."""


def by_hand(origin: str) -> str | None:
    """Return what persons did to a record of this origin; None where no person did anything."""
    return ", ".join(part for part in origin.split(", ") if part in (ADDED, BY_HAND)) or None


class ArticleRef(Record, frozen=True, kw_only=True):
    """Which article a passage stands in."""

    id: str
    title: str | None = None
    opening: Annotated[str | None, Meta(description="first words of an article without a title; null: it has one")] = (
        None
    )
    publisher: str | None = None
    published: date | None = None
    published_basis: str | None = None
    url: str | None = None
    source: str
    doc_id: Annotated[str | None, Meta(description="the id that its user's table gave the article; null: none")] = None
    synthetic: bool = False
    imported: Annotated[bool, Meta(description="a row of others' event data, which has no text here")] = False


class Passage(Record, frozen=True, kw_only=True):
    """Words of one article that carry a record, and those among them that decide it."""

    article: ArticleRef
    start: int
    end: int
    text: str
    key: Words | None = None
    block: Annotated[BlockKind | None, Meta(description="kind of block in which they stand; null: not told")] = None


class Correction(Record, frozen=True, kw_only=True):
    """A field of a report or a statement that a person corrected, or that a person added the record."""

    field: Annotated[str, Meta(description="the field; added: the whole record")]
    value: Annotated[str, Meta(description="as it is now")]
    was: Annotated[str, Meta(description="as it was read")]
    decision: Annotated[str, Meta(description="id of the decision, by which it can be withdrawn")]
    name: Annotated[str, Meta(description="who corrected it")]
    reason: str | None = None
    at: datetime


Done = Mapping[str, tuple[Correction, ...]]
"""What persons did to records, by the ids of these; nothing to those that are not in it."""
UNTOUCHED: Done = {}


class Side(Record, frozen=True, kw_only=True):
    """One of the two parties of the page."""

    id: str
    name: str


class Fact(Record, frozen=True, kw_only=True):
    """A standing as the page shows it: newest report first."""

    aspect: str
    value: str
    holder: str | None = None
    toward: str | None = None
    since: When = When()
    until: When = When()
    past: Annotated[
        bool, Meta(description="over when the newest was reported: by its `until`, or since another value followed it")
    ] = False
    as_of: Annotated[date | None, Meta(description="last reported so; null: no dated report")] = None
    condition: str | None = None
    said_by: SaidBy | None = None
    passages: tuple[Passage, ...]
    ids: Annotated[
        tuple[str, ...], Meta(description="in a book, of its standings, by which a person calls them wrong")
    ] = ()
    corrected: Annotated[tuple[Correction, ...], Meta(description="which of its standings persons added")] = ()


class Entry(Record, frozen=True, kw_only=True):
    """An event of the timeline, with every report of the same date, type, parties and modality."""

    date: When
    type: str
    act: str
    modes: Annotated[tuple[str, ...], Meta(description="PLOVER modes")] = ()
    quad: str
    modality: Modality
    historical: bool | None = None
    hollow: Annotated[bool, Meta(description="promised, threatened, supposed or denied: not told as done")]
    faded: Annotated[bool, Meta(description="history told inside news")]
    lead: Annotated[bool, Meta(description="some article tells it as its own news")] = False
    relation: Annotated[Relation, Meta(description="between the sides, both together, or a third party about one")]
    by: Annotated[str | None, Meta(description="the side that acts; null: both, or a third party")] = None
    source: tuple[str, ...]
    target: tuple[str, ...]
    reciprocal: Annotated[bool, Meta(description="the act has no direction: the sides stand in either order")] = False
    elsewhere: Annotated[tuple[str, ...], Meta(description="sides that another sentence names than those shown")] = ()
    by_office: Annotated[
        tuple[str, ...], Meta(description="sides whose name no article tells: our tables have who held the office")
    ] = ()
    others: tuple[str, ...] = ()
    place: str | None = None
    condition: str | None = None
    said_by: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    articles: int
    passages: tuple[Passage, ...]
    id: Annotated[str | None, Meta(description="id of the merged event; null: grouped for display alone")] = None
    independent: Annotated[int | None, Meta(description="outlets that tell of it, copies counted once")] = None
    why: Annotated[tuple[str, ...], Meta(description="why its reports count as one event")] = ()
    confidence: Annotated[float | None, Meta(description="of its surest report: how often such a one is right")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of its reports")] = ()
    disputed: Annotated[tuple[Dispute, ...], Meta(description="in what its reports contradict each other")] = ()


class Said(Record, frozen=True, kw_only=True):
    """A statement of one side about the other."""

    side: str
    about: tuple[str, ...]
    speaker: Annotated[str, Meta(description="who says it for the side")]
    speakers: Annotated[
        tuple[str, ...], Meta(description="all who say it, in the order of the text; empty: the speaker alone")
    ] = ()
    office: str | None = None
    country: str | None = None
    country_inferred: Annotated[bool, Meta(description="no words tell the country: the article's likeliest")] = False
    name_inferred: Annotated[bool, Meta(description="no words tell the name: our tables have who held the office")] = (
        False
    )
    form: Form
    cue: str | None = None
    audience: str | None = None
    said_by: str | None = None
    date: When = When()
    issues: tuple[str, ...] = ()
    passages: tuple[Passage, ...]
    id: Annotated[str | None, Meta(description="in a book: of the statement, by which a person corrects it")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of it")] = ()


class IssueCount(Record, frozen=True, kw_only=True):
    """How often a matter stands between the two."""

    issue: str
    articles: int
    mentions: int


class SourceCount(Record, frozen=True, kw_only=True):
    """How many articles of the page an outlet wrote; null: the articles name no outlet."""

    outlet: str | None
    articles: int


class Source(SourceCount, frozen=True, kw_only=True):
    """An outlet of the page, with the country of its head office: that is no actor's country."""

    country: Annotated[str | None, Meta(description="ISO code, from our table of outlets; null: not known")] = None


class NotSure(Record, frozen=True, kw_only=True):
    """What could not be decided in an article of the page."""

    kind: str
    reason: str
    candidates: tuple[str, ...] = ()
    concerns: Annotated[bool, Meta(description="its words or candidates name one of the two sides")] = False
    passage: Passage


class Totals(Record, frozen=True, kw_only=True):
    """How many there are of what a page shows the newest of."""

    events: int
    statements: int
    standings: int


class DyadPage(Record, frozen=True, kw_only=True):
    """The book of one dyad, as a page."""

    sides: tuple[Side, Side]
    synthetic: Synthetic
    has_synthetic: Annotated[bool, Meta(description="example texts are among the articles of the page")]
    filter: Annotated[str, Meta(description="what was asked and left out, in words")]
    articles: int
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Entry, ...] = ()
    undated: tuple[Entry, ...] = ()
    statements: tuple[Said, ...] = ()
    issues: tuple[IssueCount, ...] = ()
    sources: tuple[Source, ...] = ()
    not_sure: tuple[NotSure, ...] = ()
    problems: tuple[Problem, ...] = ()
    totals: Annotated[Totals | None, Meta(description="null: the page shows all")] = None
