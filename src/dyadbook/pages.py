"""Return the records of a dyad's page: what the terminal, the HTML page and the JSON twin all show.

Level 2: records of records; `views` fills them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from dyadbook.records import BlockKind, End, Form, Problem, Record, SaidBy, Start, ToldAs, When, Words

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

    id: Annotated[str, Meta(description="id of the article")]
    title: Annotated[str | None, Meta(description="headline as the page shows it; null: it has none")] = None
    opening: Annotated[str | None, Meta(description="first words of an article without a title; null: it has one")] = (
        None
    )
    publisher: Annotated[str | None, Meta(description="the outlet; null: not known")] = None
    published: Annotated[date | None, Meta(description="day of publication; null: not known")] = None
    published_basis: Annotated[
        str | None, Meta(description="stated there, inferred from what is dated there, or given by hand; null: unknown")
    ] = None
    url: Annotated[str | None, Meta(description="web address of the article; null: not known")] = None
    source: Annotated[str, Meta(description="the path, address or row that it came from")]
    doc_id: Annotated[str | None, Meta(description="the id that its user's table gave the article; null: none")] = None
    synthetic: Annotated[bool, Meta(description="an example text written for Dyadbook, not a source")] = False
    imported: Annotated[bool, Meta(description="a row of others' event data, which has no text here")] = False


class Passage(Record, frozen=True, kw_only=True):
    """Words of one article that carry a record, and those among them that decide it."""

    article: Annotated[ArticleRef, Meta(description="the article in which the words stand")]
    start: Start
    end: End
    text: Annotated[str, Meta(description="the words; empty: what was imported has none")]
    key: Annotated[
        Words | None,
        Meta(description="those that name the act of an event, or that were looked for; null: none are marked"),
    ] = None
    block: Annotated[BlockKind | None, Meta(description="kind of block in which they stand; null: not told")] = None


class Correction(Record, frozen=True, kw_only=True):
    """A field of a report or a statement that a person corrected, or that a person added the record."""

    field: Annotated[str, Meta(description="the field; added: the whole record")]
    value: Annotated[str, Meta(description="as it is now")]
    was: Annotated[str, Meta(description="as it was read")]
    decision: Annotated[str, Meta(description="id of the decision, by which it can be withdrawn")]
    name: Annotated[str, Meta(description="who corrected it")]
    reason: Annotated[str | None, Meta(description="why, in the person's words; null: none was given")] = None
    at: Annotated[datetime, Meta(description="when it was decided")]


Done = Mapping[str, tuple[Correction, ...]]
"""What persons did to records, by the ids of these; nothing to those that are not in it."""
UNTOUCHED: Done = {}


class Side(Record, frozen=True, kw_only=True):
    """One of the two parties of the page."""

    id: Annotated[str, Meta(description="id of the party, as `USA` or `org/EU`")]
    name: Annotated[str, Meta(description="its name; its id where nothing names it")]


class Fact(Record, frozen=True, kw_only=True):
    """All standings of one aspect, value, direction and condition, which a page shows as one fact."""

    aspect: Annotated[str, Meta(description="what of the relation: diplomatic_relations, tone, ...")]
    value: Annotated[str, Meta(description="how that aspect stands")]
    holder: Annotated[str | None, Meta(description="id of the party that holds it; null: it has no direction")] = None
    toward: Annotated[
        str | None, Meta(description="id of the party toward which it is held; null: it has no direction")
    ] = None
    since: Annotated[When, Meta(description="since when, by the newest report that tells it")] = When()
    until: Annotated[When, Meta(description="until when, by the newest report")] = When()
    past: Annotated[
        bool, Meta(description="over when the newest was reported: by its `until`, or since another value followed it")
    ] = False
    as_of: Annotated[date | None, Meta(description="last reported so; null: no dated report")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold; null: none")] = (
        None
    )
    said_by: Annotated[
        SaidBy | None,
        Meta(description="the speaker by whose words the newest report tells it; null: the article itself"),
    ] = None
    passages: Annotated[tuple[Passage, ...], Meta(description="the words of all its reports, the newest report first")]
    ids: Annotated[
        tuple[str, ...], Meta(description="in a book, of its standings, by which a person calls them wrong")
    ] = ()
    corrected: Annotated[tuple[Correction, ...], Meta(description="which of its standings persons added")] = ()


class Entry(Record, frozen=True, kw_only=True):
    """An event of the timeline, with every report of the same date, type, parties and modality."""

    date: Annotated[When, Meta(description="when it happened, as its reports together tell it")]
    type: Annotated[str, Meta(description="PLOVER as its manual codes it: a future CONSULT is an AGREE")]
    act: Annotated[str, Meta(description="the PLOVER type of the act itself")]
    modes: Annotated[tuple[str, ...], Meta(description="PLOVER modes")] = ()
    quad: Annotated[str, Meta(description="quad class of the type")]
    modality: ToldAs
    historical: Annotated[
        bool | None, Meta(description="over 30 days before publication; null: unknown, or its reports differ")
    ] = None
    hollow: Annotated[bool, Meta(description="promised, threatened, supposed or denied: not told as done")]
    faded: Annotated[bool, Meta(description="history told inside news")]
    lead: Annotated[bool, Meta(description="some article tells it as its own news")] = False
    relation: Annotated[Relation, Meta(description="between the sides, both together, or a third party about one")]
    by: Annotated[str | None, Meta(description="the side that acts; null: both, or a third party")] = None
    source: Annotated[tuple[str, ...], Meta(description="names of who acts")]
    target: Annotated[tuple[str, ...], Meta(description="names of whom the act is directed at; empty: nobody is told")]
    reciprocal: Annotated[bool, Meta(description="the act has no direction: the sides stand in either order")] = False
    elsewhere: Annotated[tuple[str, ...], Meta(description="sides that another sentence names than those shown")] = ()
    by_office: Annotated[
        tuple[str, ...], Meta(description="sides whose name no article tells: our tables have who held the office")
    ] = ()
    others: Annotated[tuple[str, ...], Meta(description="who has another part, with the part: `Qatar (mediator)`")] = ()
    place: Annotated[str | None, Meta(description="name of where it happened; null: not told")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold; null: none")] = (
        None
    )
    said_by: Annotated[tuple[str, ...], Meta(description="names of who tells it; empty: an article itself does")] = ()
    outlets: Annotated[tuple[str, ...], Meta(description="the outlets that tell it, each once")] = ()
    articles: Annotated[int, Meta(description="how many articles tell it")]
    passages: Annotated[tuple[Passage, ...], Meta(description="the words of all its reports")]
    id: Annotated[str | None, Meta(description="id of the merged event; null: grouped for display alone")] = None
    independent: Annotated[int | None, Meta(description="outlets that tell of it, copies counted once")] = None
    why: Annotated[tuple[str, ...], Meta(description="why its reports count as one event")] = ()
    confidence: Annotated[float | None, Meta(description="of its surest report: how often such a one is right")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of its reports")] = ()
    disputed: Annotated[tuple[Dispute, ...], Meta(description="in what its reports contradict each other")] = ()


class Said(Record, frozen=True, kw_only=True):
    """A statement of one side about the other."""

    side: Annotated[str, Meta(description="id of the party that it is said for; on an actor's page the actor's name")]
    about: Annotated[tuple[str, ...], Meta(description="ids of the parties that it speaks of")]
    speaker: Annotated[str, Meta(description="who says it for the side")]
    speakers: Annotated[
        tuple[str, ...], Meta(description="all who say it, in the order of the text; empty: the speaker alone")
    ] = ()
    office: Annotated[str | None, Meta(description="the speaker's at the date of the article; null: not known")] = None
    country: Annotated[
        str | None, Meta(description="the speaker's: ISO 3166 alpha-3, or a code of ours; null: not known")
    ] = None
    country_inferred: Annotated[bool, Meta(description="no words tell the country: the article's likeliest")] = False
    name_inferred: Annotated[bool, Meta(description="no words tell the name: our tables have who held the office")] = (
        False
    )
    form: Annotated[Form, Meta(description="direct: in quotation marks; indirect: reported; mixed: both")]
    cue: Annotated[str | None, Meta(description="the word that attributes it: said, warned; null: none")] = None
    audience: Annotated[str | None, Meta(description="to whom it was said; null: not told")] = None
    said_by: Annotated[
        str | None, Meta(description="who reports the speaker's words, where another speaker does; null: nobody")
    ] = None
    date: Annotated[When, Meta(description="when it was said")] = When()
    issues: Annotated[tuple[str, ...], Meta(description="ids of the issues that it names")] = ()
    passages: Annotated[tuple[Passage, ...], Meta(description="the words that are said")]
    id: Annotated[str | None, Meta(description="in a book: of the statement, by which a person corrects it")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of it")] = ()


class IssueCount(Record, frozen=True, kw_only=True):
    """How often a matter stands between the two."""

    issue: Annotated[str, Meta(description="id of the issue")]
    articles: Annotated[int, Meta(description="how many articles tell of it between the two")]
    mentions: Annotated[
        int, Meta(description="how often its words stand beside both; 0: only what was read of the two is about it")
    ]


class SourceCount(Record, frozen=True, kw_only=True):
    """How many articles of the page an outlet wrote; null: the articles name no outlet."""

    outlet: Annotated[str | None, Meta(description="its name; null: none is named")]
    articles: Annotated[int, Meta(description="how many of the articles are its own")]


class Source(SourceCount, frozen=True, kw_only=True):
    """An outlet of the page, with the country of its head office: that is no actor's country."""

    country: Annotated[str | None, Meta(description="ISO code, from our table of outlets; null: not known")] = None


class NotSure(Record, frozen=True, kw_only=True):
    """What could not be decided in an article of the page."""

    kind: Annotated[str, Meta(description="what sort of thing: actor, date, place, statement, event or standing")]
    reason: Annotated[str, Meta(description="why it was not decided")]
    candidates: Annotated[tuple[str, ...], Meta(description="what it may be")] = ()
    concerns: Annotated[bool, Meta(description="its words or candidates name one of the two sides")] = False
    passage: Annotated[Passage, Meta(description="the words, with their article")]


class Totals(Record, frozen=True, kw_only=True):
    """How many there are of what a page shows the newest of."""

    events: Annotated[int, Meta(description="how many events, all reports of one as one")]
    statements: Annotated[int, Meta(description="how many statements")]
    standings: Annotated[
        int, Meta(description="how many reports of standings, not facts: a fact is all reports that tell the same")
    ]


class DyadPage(Record, frozen=True, kw_only=True):
    """The book of one dyad, as a page."""

    sides: Annotated[tuple[Side, Side], Meta(description="the two parties, in the order asked for")]
    synthetic: Annotated[
        Synthetic, Meta(description="example texts: left out (apart), alone (only), among the sources (with)")
    ]
    has_synthetic: Annotated[bool, Meta(description="example texts are among the articles of the page")]
    filter: Annotated[str, Meta(description="what was asked and left out, in words")]
    articles: Annotated[int, Meta(description="how many articles tell of the two")]
    facts: Annotated[tuple[Fact, ...], Meta(description="how the two stand, what is past last")] = ()
    timeline: Annotated[tuple[Entry, ...], Meta(description="the events with a date, the oldest first")] = ()
    undated: Annotated[tuple[Entry, ...], Meta(description="the events without a date")] = ()
    statements: Annotated[
        tuple[Said, ...], Meta(description="what one side says about the other, the newest first")
    ] = ()
    issues: Annotated[
        tuple[IssueCount, ...], Meta(description="what is between the two, what is in the most articles first")
    ] = ()
    sources: Annotated[
        tuple[Source, ...], Meta(description="the outlets of these articles, those of the most articles first")
    ] = ()
    not_sure: Annotated[
        tuple[NotSure, ...],
        Meta(description="what could not be decided in these articles; in a book, in the newest of them"),
    ] = ()
    problems: Annotated[
        tuple[Problem, ...],
        Meta(description="what could not be read of these articles; in a book, of the newest of them"),
    ] = ()
    totals: Annotated[Totals | None, Meta(description="null: the page shows all")] = None
