"""Return the nouns of Dyadbook: frozen, typed records from which the JSON and Arrow schemas are derived.

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
PublishedBasis = Literal["stated", "inferred"]
Status = Literal["current", "superseded", "corrected", "retracted"]

Start = Annotated[int, Meta(ge=0, description="first code point of the words in the article's text")]
End = Annotated[int, Meta(ge=0, description="one past the last code point")]
Score = Annotated[float, Meta(ge=0.0, le=1.0, description="how sure the reader is, 0 to 1")]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The base of all records: immutable; a change makes a new record (`msgspec.structs.replace`)."""


class Words(Record, frozen=True, kw_only=True):
    """Words of an article with their place: `article.text[start:end] == text`."""

    start: Start
    end: End
    text: str


class Block(Record, frozen=True, kw_only=True):
    """A stretch of an article with a kind."""

    kind: BlockKind
    start: Start
    end: End


class Article(Record, frozen=True, kw_only=True):
    """One published text, with its blocks; `text` is never altered after it was made."""

    id: Annotated[str, Meta(description="hash of title, publisher and text")]
    source: Annotated[str, Meta(description="the path, address or row that it came from")]
    url: str | None = None
    title: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None
    published_basis: Annotated[
        PublishedBasis | None, Meta(description="stated on the page, or inferred from a dated caption; null: unknown")
    ] = None
    retrieved: date | None = None
    language: str | None = None
    synthetic: Annotated[bool, Meta(description="an example text written for Dyadbook, not a source")] = False
    version: int = 1
    status: Status = "current"
    blocks: tuple[Block, ...] = ()
    text: str = ""


class Candidate(Record, frozen=True, kw_only=True):
    """One of the actors that a mention may mean, where more than one remains."""

    id: str
    name: str
    score: Score


class Actor(Record, frozen=True, kw_only=True):
    """Who acts or speaks, as resolved at one mention."""

    name: str
    kind: ActorKind
    country: Annotated[str | None, Meta(description="ISO 3166 alpha-3, or a code of ours")] = None
    sector: Annotated[str | None, Meta(description="PLOVER sector, the most specific first")] = None
    sectors: tuple[str, ...] = ()
    office: Annotated[str | None, Meta(description="the office held at the date of the article")] = None
    id: Annotated[str | None, Meta(description="`USA`, `org/NATO`, `person/kim-jong-un`; null: not resolved")] = None
    wikidata: str | None = None
    start: Start | None = None
    end: End | None = None
    text: Annotated[str | None, Meta(description="the words of the mention")] = None
    basis: Annotated[str | None, Meta(description="what it was known by: named, office, demonym, pronoun, ...")] = None
    score: Score = 1.0
    candidates: tuple[Candidate, ...] = ()


class Time(Record, frozen=True, kw_only=True):
    """A time expression, with the interval that the text supports."""

    start: Start
    end: End
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: Annotated[str | None, Meta(description="TIMEX3 value; null: the text does not say")] = None
    begin: date | None = None
    until: Annotated[date | None, Meta(description="exclusive")] = None
    precision: Precision = "unknown"
    mod: str | None = None
    rule: str = ""


class When(Record, frozen=True, kw_only=True):
    """The date of something told: an interval and why it is believed, or null with precision `unknown`."""

    start: date | None = None
    end: Annotated[date | None, Meta(description="exclusive")] = None
    precision: Precision = "unknown"
    basis: Annotated[str | None, Meta(description="the rule that gave it")] = None
    words: Words | None = None


class Place(Record, frozen=True, kw_only=True):
    """Where, as named, with what is known of it."""

    name: str
    country: str | None = None
    lat: Annotated[float | None, Meta(description="degrees, WGS 84")] = None
    lon: Annotated[float | None, Meta(description="degrees, WGS 84")] = None
    geonames: int | None = None
    start: Start | None = None
    end: End | None = None
    text: str | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Words attributed to a speaker."""

    id: str
    speaker: Annotated[Actor | None, Meta(description="null: words whose speaker could not be decided")]
    audience: str | None = None
    form: Form
    cue: Words | None = None
    content: tuple[Words, ...]
    about: Annotated[tuple[str, ...], Meta(description="ids of the parties that it speaks of")] = ()
    issues: tuple[str, ...] = ()
    date: When = When()
    place: Place | None = None
    block: BlockKind
    said_by: Annotated[str | None, Meta(description="who reports this speaker's words, where another speaker does")] = (
        None
    )
    confidence: Score
    origin: str


class SaidBy(Record, frozen=True, kw_only=True):
    """The speaker by whom something is told, with the statement."""

    name: str
    id: str | None = None
    statement: str | None = None


class Report(Record, frozen=True, kw_only=True):
    """One passage of one article that tells of an event, and what it claims."""

    article: str
    block: BlockKind
    start: Start
    end: End
    text: str
    trigger: Words
    date: When = When()
    modality: Modality
    cue: Annotated[Words | None, Meta(description="the words that make it future, hypothetical or negated")] = None
    historical: Annotated[bool | None, Meta(description="over 30 days before publication; null: unknown")] = None
    condition: str | None = None
    lead: Annotated[bool, Meta(description="told by this article's own news")] = False
    said_by: SaidBy | None = None
    confidence: Score


class Other(Record, frozen=True, kw_only=True):
    """An actor with another part in an event: mediator, host, signatory, regarding."""

    actor: Actor
    role: Literal["mediator", "host", "signatory", "regarding"]


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom: one happening with all its reports in the article."""

    id: str
    source: tuple[Actor, ...]
    target: tuple[Actor, ...] = ()
    others: tuple[Other, ...] = ()
    reciprocal: bool = False
    type: Annotated[str, Meta(description="PLOVER as its manual codes it: a future CONSULT is an AGREE")]
    act: Annotated[str, Meta(description="the PLOVER type of the act itself")]
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: str
    goldstein: float | None = None
    score: Annotated[float | None, Meta(description="PLOVER's score")] = None
    place: Place | None = None
    issues: tuple[str, ...] = ()
    reports: tuple[Report, ...]
    date: When = When()
    modality: Modality
    historical: bool | None = None
    condition: str | None = None
    lead: bool = False
    said_by: SaidBy | None = None
    differs: Annotated[tuple[str, ...], Meta(description="the fields in which the reports differ")] = ()
    confidence: Score
    origin: str


class Standing(Record, frozen=True, kw_only=True):
    """A fact between two parties that holds for a time."""

    id: str
    parties: tuple[str, str]
    holder: str | None = None
    toward: str | None = None
    aspect: str
    value: str
    since: When = When()
    until: When = When()
    as_of: date | None = None
    condition: str | None = None
    said_by: SaidBy | None = None
    issues: tuple[str, ...] = ()
    reports: tuple[Words, ...]
    block: BlockKind
    confidence: Score
    origin: str


class IssueMention(Record, frozen=True, kw_only=True):
    """What is between the parties, with the words that name it."""

    issue: str
    parties: tuple[str, ...]
    start: Start
    end: End
    text: str


class Unsure(Record, frozen=True, kw_only=True):
    """What could not be decided: never dropped, never filled in."""

    kind: Literal["actor", "date", "place", "statement", "event", "standing"]
    start: Start
    end: End
    text: str
    reason: str
    candidates: tuple[str, ...] = ()
    score: Score = 0.0


class Problem(Record, frozen=True, kw_only=True):
    """An article, or a place in it, that could not be read."""

    source: str
    step: str
    code: str
    message: str
    article: str | None = None


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence, and the index of the block in which it stands."""

    start: Start
    end: End
    block: int


class StepInfo(Record, frozen=True, kw_only=True):
    """A step that was run, with its version and its model (null: rules and tables)."""

    name: str
    version: int
    model: str | None = None


class Reading(Record, frozen=True, kw_only=True):
    """An article with everything that was read from it; each step adds layers and alters none."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    standings: tuple[Standing, ...] = ()
    issues: tuple[IssueMention, ...] = ()
    not_sure: tuple[Unsure, ...] = ()
    problems: tuple[Problem, ...] = ()
    steps: tuple[StepInfo, ...] = ()


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
