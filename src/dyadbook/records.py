"""Return the nouns of Dyadbook: frozen, typed records from which the JSON Schema is derived.

Level 1. Spans are `start` and `end` in Unicode code points of `Article.text`, end exclusive; dates are
`datetime.date` intervals, `start` inclusive and `end` exclusive. A field that is not known is None, never a default.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

BlockKind = Literal["headline", "deck", "byline", "dateline", "subhead", "body", "caption", "credit", "teaser"]
ActorKind = Literal["country", "organization", "person", "group"]
Form = Literal["direct", "indirect", "mixed"]
Modality = Literal["actual", "future", "hypothetical", "negated"]
Precision = Literal["day", "week", "month", "quarter", "season", "year", "decade", "unknown"]
PublishedBasis = Literal["stated", "inferred", "given"]
Status = Literal["current", "superseded", "corrected", "retracted"]

Start = Annotated[int, Meta(ge=0, description="first code point of the words in the article's text")]
End = Annotated[int, Meta(ge=0, description="one past the last code point")]
ToldAs = Annotated[
    Modality,
    Meta(description="actual, or promised or threatened (future), supposed (hypothetical), denied (negated)"),
]
Score = Annotated[float, Meta(ge=0.0, le=1.0, description="how sure the reader is, 0 to 1")]


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The base of all records: immutable; a change makes a new record (`msgspec.structs.replace`).

    What cannot change cannot come to hold itself, so Python's search for cycles (`gc`) need not look at records.
    """


class Words(Record, frozen=True, kw_only=True):
    """Words of an article with their place: `article.text[start:end] == text`."""

    start: Start
    end: End
    text: Annotated[str, Meta(description="the words as the article has them")]


class Block(Record, frozen=True, kw_only=True):
    """A stretch of an article with a kind."""

    kind: Annotated[BlockKind, Meta(description="what the stretch is; teaser: what leads to other articles")]
    start: Start
    end: End


class Article(Record, frozen=True, kw_only=True):
    """One published text, with its blocks; `text` is never altered after it was made."""

    id: Annotated[str, Meta(description="hash of title, publisher and text")]
    source: Annotated[str, Meta(description="the path, address or row that it came from")]
    doc_id: Annotated[
        str | None, Meta(description="the id that its user's table gave it, by which other data join; null: none")
    ] = None
    url: Annotated[str | None, Meta(description="web address of the article")] = None
    title: Annotated[str | None, Meta(description="headline as the page shows it")] = None
    deck: Annotated[str | None, Meta(description="the line below the headline")] = None
    authors: Annotated[tuple[str, ...], Meta(description="names of the authors as the byline has them")] = ()
    publisher: Annotated[str | None, Meta(description="the outlet")] = None
    publisher_basis: Annotated[
        Literal["given"] | None, Meta(description="given by hand; null: the outlet is named there, or unknown")
    ] = None
    published: Annotated[date | None, Meta(description="day of publication; null: not known")] = None
    published_basis: Annotated[
        PublishedBasis | None,
        Meta(description="stated there, inferred from what is dated there, or given by hand; null: unknown"),
    ] = None
    retrieved: Annotated[date | None, Meta(description="day on which it was fetched")] = None
    language: Annotated[str | None, Meta(description="ISO 639-1 code of the text's language")] = None
    synthetic: Annotated[bool, Meta(description="an example text written for Dyadbook, not a source")] = False
    version: Annotated[int, Meta(description="counts the versions of one article that a book has, the oldest 1")] = 1
    status: Annotated[Status, Meta(description="whether a later version, a correction or a withdrawal replaces it")] = (
        "current"
    )
    blocks: Annotated[tuple[Block, ...], Meta(description="its stretches by kind, in the order of the text")] = ()
    text: Annotated[str, Meta(description="the text, never altered")] = ""


class Candidate(Record, frozen=True, kw_only=True):
    """One of the actors that a mention may mean, where more than one remains."""

    id: Annotated[str, Meta(description="id of the actor; where it has none, its country or its name")]
    name: Annotated[str, Meta(description="name of the actor")]
    score: Score


ELSEWHERE = "elsewhere"
"""What a party of an event is known by that another sentence names than the one that tells the act."""


class Actor(Record, frozen=True, kw_only=True):
    """Who acts or speaks, as resolved at one mention."""

    name: Annotated[str, Meta(description="name in full")]
    kind: Annotated[ActorKind, Meta(description="what sort of actor")]
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a code of ours")] = None
    sector: Annotated[str | None, Meta(description="PLOVER sector, the most specific first")] = None
    sectors: Annotated[tuple[str, ...], Meta(description="every PLOVER sector that holds")] = ()
    office: Annotated[str | None, Meta(description="the office held at the date of the article")] = None
    id: Annotated[str | None, Meta(description="`USA`, `org/NATO`, `person/kim-jong-un`; null: not resolved")] = None
    wikidata: Annotated[str | None, Meta(description="Wikidata item")] = None
    start: Start | None = None
    end: End | None = None
    text: Annotated[str | None, Meta(description="the words of the mention")] = None
    basis: Annotated[
        str | None, Meta(description="what it was known by: named, office, demonym, pronoun, elsewhere, ...")
    ] = None
    score: Score = 1.0
    candidates: Annotated[tuple[Candidate, ...], Meta(description="whom else it may mean")] = ()
    country_inferred: Annotated[
        bool, Meta(description="no words tell the country: it is the likeliest of those that the article names")
    ] = False
    name_inferred: Annotated[
        bool,
        Meta(description="no words of the article tell the name: it is that of who held the office, in our tables"),
    ] = False


class Time(Record, frozen=True, kw_only=True):
    """A time expression, with the interval that the text supports."""

    start: Start
    end: End
    text: Annotated[str, Meta(description="the words")]
    type: Annotated[Literal["DATE", "TIME", "DURATION", "SET"], Meta(description="TIMEX3 type")]
    value: Annotated[str | None, Meta(description="TIMEX3 value; null: the text does not say")] = None
    begin: Annotated[date | None, Meta(description="first day; null: the text does not settle it")] = None
    until: Annotated[date | None, Meta(description="exclusive")] = None
    precision: Annotated[Precision, Meta(description="how wide the time is; unknown: none of these")] = "unknown"
    mod: Annotated[str | None, Meta(description="TIMEX3 modifier, as APPROX; null: none")] = None
    rule: Annotated[str, Meta(description="name of the rule that found it")] = ""


class When(Record, frozen=True, kw_only=True):
    """The date of something told: an interval and why it is believed, or null with precision `unknown`."""

    start: Annotated[date | None, Meta(description="first day")] = None
    end: Annotated[date | None, Meta(description="exclusive")] = None
    precision: Annotated[Precision, Meta(description="how wide the interval is; unknown: no date in the text")] = (
        "unknown"
    )
    basis: Annotated[str | None, Meta(description="the rule that gave it")] = None
    words: Annotated[Words | None, Meta(description="the words that give the date")] = None


class Place(Record, frozen=True, kw_only=True):
    """Where, as named, with what is known of it."""

    name: Annotated[str, Meta(description="name of the place")]
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a code of ours")] = None
    lat: Annotated[float | None, Meta(description="degrees, WGS 84")] = None
    lon: Annotated[float | None, Meta(description="degrees, WGS 84")] = None
    geonames: Annotated[int | None, Meta(description="GeoNames id")] = None
    start: Start | None = None
    end: End | None = None
    text: Annotated[str | None, Meta(description="the words that name it")] = None


class Statement(Record, frozen=True, kw_only=True):
    """Words attributed to a speaker."""

    id: Annotated[str, Meta(description="hash of article and words")]
    speaker: Annotated[Actor | None, Meta(description="null: words whose speaker could not be decided")]
    co_speakers: Annotated[
        tuple[Actor, ...], Meta(description="who say the same words with the speaker, in the order of the text")
    ] = ()
    audience: Annotated[str | None, Meta(description="to whom it was said")] = None
    form: Annotated[Form, Meta(description="direct: in quotation marks; indirect: reported; mixed: both")]
    cue: Annotated[Words | None, Meta(description="the word that attributes it: said, warned")] = None
    content: Annotated[tuple[Words, ...], Meta(description="the words themselves")]
    about: Annotated[tuple[str, ...], Meta(description="ids of the parties that it speaks of")] = ()
    issues: Annotated[tuple[str, ...], Meta(description="ids of the issues that it names")] = ()
    date: Annotated[When, Meta(description="when it was said")] = When()
    place: Annotated[Place | None, Meta(description="where it was said")] = None
    block: Annotated[BlockKind, Meta(description="kind of block in which it stands")]
    said_by: Annotated[str | None, Meta(description="who reports this speaker's words, where another speaker does")] = (
        None
    )
    confidence: Score
    origin: Annotated[str, Meta(description="step and version that wrote the record")]


def speakers_of(statement: Statement) -> tuple[Actor, ...]:
    """Return all who say the words of a statement, in the order of the text; nobody where that is not decided."""
    return () if statement.speaker is None else (statement.speaker, *statement.co_speakers)


class SaidBy(Record, frozen=True, kw_only=True):
    """The speaker by whom something is told, with the statement."""

    name: Annotated[str, Meta(description="name of the speaker who tells of it")]
    id: Annotated[str | None, Meta(description="id of that speaker")] = None
    statement: Annotated[str | None, Meta(description="id of the statement that tells of it")] = None
    others: Annotated[
        tuple[str, ...], Meta(description="names of those who say the same with the speaker, in the order of the text")
    ] = ()


class Report(Record, frozen=True, kw_only=True):
    """One passage of one article that tells of an event, and what it claims."""

    article: Annotated[str, Meta(description="id of the article")]
    block: Annotated[BlockKind, Meta(description="kind of block in which it stands")]
    start: Start
    end: End
    text: Annotated[str, Meta(description="the words of the passage")]
    trigger: Annotated[Words, Meta(description="the words that name the act")]
    date: Annotated[When, Meta(description="when the passage says that it happened")] = When()
    modality: ToldAs
    cue: Annotated[Words | None, Meta(description="the words that make it future, hypothetical or negated")] = None
    historical: Annotated[bool | None, Meta(description="over 30 days before publication; null: unknown")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold")] = None
    lead: Annotated[bool, Meta(description="told by this article's own news")] = False
    said_by: Annotated[
        SaidBy | None, Meta(description="the speaker by whose words it is told; null: the article itself")
    ] = None
    confidence: Score


class Other(Record, frozen=True, kw_only=True):
    """An actor with another part in an event: mediator, host, signatory, regarding."""

    actor: Annotated[Actor, Meta(description="who")]
    role: Annotated[
        Literal["mediator", "host", "signatory", "regarding"], Meta(description="the part that the actor has")
    ]


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom: one happening with all its reports in the article."""

    id: Annotated[str, Meta(description="hash of article, parties, act and words")]
    source: Annotated[tuple[Actor, ...], Meta(description="who acts")]
    target: Annotated[tuple[Actor, ...], Meta(description="whom the act is directed at")] = ()
    others: Annotated[tuple[Other, ...], Meta(description="actors with another part")] = ()
    reciprocal: Annotated[
        bool, Meta(description="the act has no direction: source and target stand in either order")
    ] = False
    type: Annotated[str, Meta(description="PLOVER as its manual codes it: a future CONSULT is an AGREE")]
    act: Annotated[str, Meta(description="the PLOVER type of the act itself")]
    modes: Annotated[tuple[str, ...], Meta(description="PLOVER modes")] = ()
    contexts: Annotated[tuple[str, ...], Meta(description="PLOVER contexts")] = ()
    cameo: Annotated[str | None, Meta(description="CAMEO code")] = None
    quad: Annotated[str, Meta(description="quad class of the type")]
    goldstein: Annotated[float | None, Meta(description="Goldstein value of the CAMEO code, -10 to 10")] = None
    score: Annotated[float | None, Meta(description="PLOVER's score")] = None
    place: Annotated[Place | None, Meta(description="where it happened")] = None
    issues: Annotated[tuple[str, ...], Meta(description="ids of the issues that it is about")] = ()
    reports: Annotated[tuple[Report, ...], Meta(description="the passages that tell of it")]
    date: Annotated[When, Meta(description="when it happened, after its most precise report")] = When()
    modality: ToldAs
    historical: Annotated[bool | None, Meta(description="over 30 days before publication; null: unknown")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold")] = None
    lead: Annotated[bool, Meta(description="told by this article's own news")] = False
    said_by: Annotated[
        SaidBy | None, Meta(description="the speaker by whose words it is told; null: the article itself")
    ] = None
    differs: Annotated[tuple[str, ...], Meta(description="the fields in which the reports differ")] = ()
    confidence: Score
    origin: Annotated[str, Meta(description="step and version that wrote the record")]


class Standing(Record, frozen=True, kw_only=True):
    """A fact between two parties that holds for a time."""

    id: Annotated[str, Meta(description="hash of article, parties, aspect and words")]
    parties: Annotated[tuple[str, str], Meta(description="ids of the two parties")]
    holder: Annotated[str | None, Meta(description="id of the party that holds it, where it has a direction")] = None
    toward: Annotated[str | None, Meta(description="id of the party toward which it is held")] = None
    aspect: Annotated[str, Meta(description="what of the relation: diplomatic_relations, tone, ...")]
    value: Annotated[str, Meta(description="how that aspect stands")]
    since: Annotated[When, Meta(description="since when")] = When()
    until: Annotated[When, Meta(description="until when")] = When()
    as_of: Annotated[date | None, Meta(description="when it was last reported so")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold")] = None
    said_by: Annotated[
        SaidBy | None, Meta(description="the speaker by whose words it is told; null: the article itself")
    ] = None
    issues: Annotated[tuple[str, ...], Meta(description="ids of the issues that it is about")] = ()
    reports: Annotated[tuple[Words, ...], Meta(description="the words that carry it")]
    block: Annotated[BlockKind, Meta(description="kind of block in which it stands")]
    confidence: Score
    origin: Annotated[str, Meta(description="step and version that wrote the record")]


class IssueMention(Record, frozen=True, kw_only=True):
    """What is between the parties, with the words that name it."""

    issue: Annotated[str, Meta(description="id of the issue")]
    parties: Annotated[tuple[str, ...], Meta(description="ids of the parties that it stands between")]
    start: Start
    end: End
    text: Annotated[str, Meta(description="the words that name it")]


class Unsure(Record, frozen=True, kw_only=True):
    """What could not be decided: never dropped, never filled in."""

    kind: Annotated[
        Literal["actor", "date", "place", "statement", "event", "standing"], Meta(description="what sort of thing")
    ]
    start: Start
    end: End
    text: Annotated[str, Meta(description="the words")]
    reason: Annotated[str, Meta(description="why it was not decided")]
    candidates: Annotated[tuple[str, ...], Meta(description="what it may be")] = ()
    score: Score = 0.0


class Problem(Record, frozen=True, kw_only=True):
    """An article, or a place in it, that could not be read."""

    source: Annotated[str, Meta(description="the path, address or row")]
    step: Annotated[str, Meta(description="the step that could not go on")]
    code: Annotated[str, Meta(description="a short fixed word for programs")]
    message: Annotated[str, Meta(description="what, where and what to do")]
    article: Annotated[str | None, Meta(description="id of the article; null: none could be made")] = None


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence, and the index of the block in which it stands."""

    start: Start
    end: End
    block: Annotated[int, Meta(description="place of the block in the article's `blocks`, from 0")]


class StepInfo(Record, frozen=True, kw_only=True):
    """A step that was run, with its version and its model (null: rules and tables)."""

    name: Annotated[str, Meta(description="name of the step")]
    version: Annotated[int, Meta(description="version of the step")]
    model: Annotated[str | None, Meta(description="mark of the model that it asked; null: it asks none")] = None


class Reading(Record, frozen=True, kw_only=True):
    """An article with everything that was read from it; each step adds layers and alters none."""

    article: Annotated[Article, Meta(description="the article that was read")]
    sentences: Annotated[tuple[Sentence, ...], Meta(description="the sentences of its blocks that tell something")] = ()
    mentions: Annotated[tuple[Actor, ...], Meta(description="who acts or speaks, at each mention")] = ()
    times: Annotated[tuple[Time, ...], Meta(description="the time expressions")] = ()
    places: Annotated[tuple[Place, ...], Meta(description="the places that are named")] = ()
    statements: Annotated[tuple[Statement, ...], Meta(description="words that are attributed to speakers")] = ()
    events: Annotated[tuple[Event, ...], Meta(description="who did what to whom")] = ()
    standings: Annotated[tuple[Standing, ...], Meta(description="what holds between two parties for a time")] = ()
    issues: Annotated[tuple[IssueMention, ...], Meta(description="what is between parties, at each mention")] = ()
    not_sure: Annotated[tuple[Unsure, ...], Meta(description="what could not be decided")] = ()
    problems: Annotated[tuple[Problem, ...], Meta(description="what could not be read")] = ()
    steps: Annotated[tuple[StepInfo, ...], Meta(description="the steps that were run, in their order")] = ()


def make_id(*parts: object) -> str:
    """Return 16 hexadecimal digits of a hash over the parts: the same content has the same id everywhere."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def article_id(title: str | None, publisher: str | None, text: str) -> str:
    """Return the id of an article with this title, publisher and text."""
    return make_id("article", title or "", publisher or "", text)


def spans(record: Any) -> Iterator[tuple[int, int, str | None]]:
    """Return every (start, end, text) within a record, at any depth; text is None where the record quotes none."""
    if isinstance(record, msgspec.Struct):
        start, end = getattr(record, "start", None), getattr(record, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield start, end, getattr(record, "text", None)
        for name in record.__struct_fields__:
            yield from spans(getattr(record, name))
    elif isinstance(record, tuple):
        for item in record:
            yield from spans(item)


def broken_spans(record: Any, text: str) -> list[tuple[int, int, str | None]]:
    """Return the spans of a record that do not quote `text`; an empty list means that each word can be shown."""
    return [
        (start, end, quoted)
        for start, end, quoted in spans(record)
        if not 0 <= start <= end <= len(text) or (quoted is not None and text[start:end] != quoted)
    ]


def words_at(text: str, start: int, end: int) -> Words:
    """Return the words of `text` between two code points."""
    return Words(start=start, end=end, text=text[start:end])
