"""Return the records of answers that a book gives beside the page of a dyad; `book.questions` fills them.

Level 2. Every answer says in `filter` what was asked and left out, in words, and in `looked` what it was looked for in.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from dyadbook.pages import Correction, Dispute, Entry, Passage, Said, Side, SourceCount, Synthetic
from dyadbook.records import Record, ToldAs, When

Matched = Literal["event", "statement", "standing"]
Span = Literal["week", "month", "quarter", "year"]
Undated = Literal["apart", "published"]
Imported = Literal["with", "apart", "only"]
State = Literal["open", "overdue", "postponed", "broken", "kept in part", "kept", "unknown"]

PlanKind = Literal["promised", "threatened", "announced"]


class Filter(Record, frozen=True, kw_only=True):
    """What narrows a question down."""

    since: Annotated[date | None, Meta(description="first day")] = None
    until: Annotated[date | None, Meta(description="last day")] = None
    type: Annotated[str | None, Meta(description="PLOVER type of events, or aspect of standings")] = None
    said_by: Annotated[str | None, Meta(description="who says so: a person, an office's country, a party")] = None
    issue: Annotated[str | None, Meta(description="id of the issue")] = None
    threshold: Annotated[float, Meta(description="the least confidence of a record, of an event in any report")] = 0.0
    synthetic: Annotated[
        Synthetic, Meta(description="example texts: left out (apart), alone (only), among the sources (with)")
    ] = "apart"
    imported: Annotated[
        Imported, Meta(description="events that others alone coded: with the rest, left out, alone")
    ] = "with"


class Looked(Record, frozen=True, kw_only=True):
    """In how many articles of which outlets and dates an answer was looked for."""

    articles: Annotated[int, Meta(description="how many articles were looked in")]
    outlets: Annotated[tuple[SourceCount, ...], Meta(description="how many of each outlet, the most first")] = ()
    first: Annotated[date | None, Meta(description="day of the oldest dated article")] = None
    last: Annotated[date | None, Meta(description="day of the newest dated article")] = None
    imported: Annotated[int, Meta(description="articles that are rows of event data that others coded")] = 0


class Answer(Record, frozen=True, kw_only=True):
    """The base of all answers."""

    filter: Annotated[str, Meta(description="what was asked and left out, in words")]
    looked: Annotated[Looked, Meta(description="in which articles it was looked for")]


class Hit(Record, frozen=True, kw_only=True):
    """A statement, event or standing whose words were found."""

    kind: Annotated[Matched, Meta(description="what was found")]
    id: Annotated[str, Meta(description="id of the record")]
    event: Annotated[str | None, Meta(description="id of the merged event")] = None
    who: Annotated[str | None, Meta(description="who speaks, acts or stands so")] = None
    what: Annotated[str | None, Meta(description="cue of a statement, type of an event, aspect and value")] = None
    modes: Annotated[tuple[str, ...], Meta(description="of an event: PLOVER modes")] = ()
    whom: Annotated[str | None, Meta(description="whom it is about or directed at, toward whom it stands")] = None
    undirected: Annotated[bool, Meta(description="of an event: the act has no direction, its sides have no order")] = (
        False
    )
    date: Annotated[When, Meta(description="of an event as its reports together tell it")] = When()
    modality: Annotated[ToldAs | None, Meta(description="of an event: told as done, to come, supposed, denied")] = None
    historical: Annotated[bool | None, Meta(description="of an event: history told inside news; null: unknown")] = None
    condition: Annotated[str | None, Meta(description="the condition under which it is said to hold")] = None
    said_by: Annotated[str | None, Meta(description="all who tell it; null: the article itself")] = None
    elsewhere: Annotated[
        tuple[str, ...], Meta(description="parties of an event that another sentence names than its own")
    ] = ()
    by_office: Annotated[
        tuple[str, ...], Meta(description="speaker or parties whose name no words tell: it is of who held the office")
    ] = ()
    country: Annotated[str | None, Meta(description="of a statement's speaker")] = None
    country_inferred: Annotated[bool, Meta(description="no words tell the country: the article's likeliest")] = False
    confidence: Annotated[float | None, Meta(description="of a statement or standing; of an event's surest report")] = (
        None
    )
    disputed: Annotated[
        tuple[Dispute, ...], Meta(description="in what reports of the event contradict each other")
    ] = ()
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of it")] = ()
    more: Annotated[int, Meta(description="how many other articles tell of the same event")] = 0
    passages: Annotated[
        tuple[Passage, ...], Meta(description="the words that tell it, those with what was sought first")
    ] = ()


class FoundWords(Answer, frozen=True, kw_only=True):
    """The records whose words were found: the best where few are, else the newest first."""

    words: Annotated[str, Meta(description="the words looked for; empty: any")]
    order: Annotated[Literal["best", "newest"], Meta(description="best: the best first; newest: the newest first")]
    count: Annotated[int, Meta(description="how many hits there are, reports of one event as one; counted to a limit")]
    more_than: Annotated[bool, Meta(description="the count stopped at its limit: there are more")] = False
    hits: Annotated[tuple[Hit, ...], Meta(description="the part of the hits that was asked for, in this order")] = ()


class Measure(Record, frozen=True, kw_only=True):
    """How many events, and their mean Goldstein value with its 95% interval (Student's t); null: too few to tell.

    Under five values there is no interval.
    """

    events: Annotated[int, Meta(description="how many events")] = 0
    published: Annotated[
        int, Meta(description="events of these that no report dates: they stand where they were first published")
    ] = 0
    valued: Annotated[int, Meta(description="events of these that have a Goldstein value: the mean is of them")] = 0
    goldstein: Annotated[float | None, Meta(description="mean Goldstein value, -10 to 10; null: no event has one")] = (
        None
    )
    low: Annotated[float | None, Meta(description="lower end of its interval; null: fewer than five values")] = None
    high: Annotated[float | None, Meta(description="upper end of its interval; null: fewer than five values")] = None


class Period(Record, frozen=True, kw_only=True):
    """The events of one week, month, quarter or year: told as done, between the two, each once if often reported."""

    start: Annotated[date, Meta(description="first day")]
    end: Annotated[date, Meta(description="exclusive")]
    all: Annotated[Measure, Meta(description="all events that are told as done")]
    cooperation: Annotated[Measure, Meta(description="those of verbal and material cooperation")]
    conflict: Annotated[Measure, Meta(description="those of verbal and material conflict")]
    by_first: Annotated[int, Meta(description="events in which the first side acts")] = 0
    by_second: Annotated[int, Meta(description="events in which the second side acts")] = 0
    hollow: Annotated[int, Meta(description="promised, threatened, supposed or denied: in no other figure")] = 0


class Series(Answer, frozen=True, kw_only=True):
    """The events of a dyad over time."""

    sides: Annotated[tuple[Side, Side], Meta(description="the two parties")]
    by: Annotated[Span, Meta(description="how long a period is")]
    periods: Annotated[
        tuple[Period, ...], Meta(description="from the first with an event to the last, those without one too")
    ] = ()
    unplaced: Annotated[int, Meta(description="events without a date, or dated more loosely than a period")] = 0
    undated: Annotated[
        Undated, Meta(description="published: an article's own news without a date stands where it was first published")
    ] = "apart"
    published: Annotated[int, Meta(description="events that stand in a period by publication alone")] = 0
    added: Annotated[int, Meta(description="events of these that a person added")] = 0
    imported: Annotated[int, Meta(description="events of these that others alone coded")] = 0


class Counted(Record, frozen=True, kw_only=True):
    """An event behind the figures of a series, with the period in which it stands."""

    start: Annotated[date | None, Meta(description="first day of the period; null: it stands in none")]
    by_publication: Annotated[bool, Meta(description="it stands there by its first publication alone")] = False
    goldstein: Annotated[float | None, Meta(description="the value that the means are of")] = None
    event: Annotated[Entry, Meta(description="the event")]


class Plan(Record, frozen=True, kw_only=True):
    """What was promised, threatened or announced, and what became of it."""

    kind: Annotated[
        PlanKind,
        Meta(description="threatened: told as a threat; announced: talks, or an act of conflict; promised: any other"),
    ]
    sides: Annotated[tuple[Side, Side], Meta(description="the two parties of its dyad")]
    by: Annotated[str | None, Meta(description="who is to act")]
    said_by: Annotated[
        tuple[str, ...], Meta(description="names of who tells the plan; empty: an article itself does")
    ] = ()
    condition: Annotated[str | None, Meta(description="the condition on which it hangs; null: none")] = None
    condition_until: Annotated[
        date | None, Meta(description="last day on which its condition can come; null: its words tell none")
    ] = None
    until: Annotated[date | None, Meta(description="last day of its date; null: no date was told")] = None
    state: Annotated[
        State,
        Meta(
            description="what became of it; overdue: no outcome is told in time; unknown: its words do not name the act"
        ),
    ]
    because: Annotated[str, Meta(description="why the state is believed")]
    event: Annotated[Entry, Meta(description="the plan")]
    outcome: Annotated[
        Entry | None, Meta(description="the event that kept, broke or postponed it, or may have kept it; null: none")
    ] = None


class Pending(Answer, frozen=True, kw_only=True):
    """What was promised, threatened or announced between two parties or any, what is open first."""

    sides: Annotated[tuple[Side, ...], Meta(description="the two parties; none: any of the book")] = ()
    as_of: Annotated[date | None, Meta(description="day of the newest article: what is open was open then")] = None
    plans: Annotated[tuple[Plan, ...], Meta(description="the newest plans, those that are open first")] = ()
    total: Annotated[int, Meta(description="how many there are, shown or not")] = 0


class PairCount(Record, frozen=True, kw_only=True):
    """What is told of two of the parties."""

    parties: Annotated[tuple[str, str], Meta(description="ids of the two")]
    articles: Annotated[int, Meta(description="how many articles of any date tell of the two")]


class Among(Answer, frozen=True, kw_only=True):
    """What three or more parties have in common: events in which all take part, statements of one about others."""

    sides: Annotated[tuple[Side, ...], Meta(description="the parties")]
    pairs: Annotated[tuple[PairCount, ...], Meta(description="how many articles tell of each two of them")] = ()
    events: Annotated[tuple[Entry, ...], Meta(description="events in which all take part, the newest first")] = ()
    statements: Annotated[
        tuple[Said, ...], Meta(description="statements of one about all others, the newest first")
    ] = ()
    total_events: Annotated[int, Meta(description="how many such events there are, shown or not")] = 0
    total_statements: Annotated[int, Meta(description="how many such statements there are, shown or not")] = 0


class Change(Record, frozen=True, kw_only=True):
    """One thing that changed between two parties."""

    kind: Annotated[
        Literal["first", "reversal", "lapse", "new"],
        Meta(
            description="first: an act of a type that no earlier article tells of; reversal: another value of a "
            "standing; lapse: a type told regularly before and not since; new: another event"
        ),
    ]
    what: Annotated[str, Meta(description="what changed, in words")]
    date: Annotated[date | None, Meta(description="when, its first day; null: not dated")] = None
    when: Annotated[When, Meta(description="of an event: when, as precisely as it is known")] = When()
    event: Annotated[str | None, Meta(description="id of the event; null: a standing, or what was not told again")] = (
        None
    )
    elsewhere: Annotated[
        tuple[str, ...], Meta(description="parties of the event that another sentence names than those shown")
    ] = ()
    by_office: Annotated[
        tuple[str, ...], Meta(description="parties of the event whose name no words tell: it is of who held the office")
    ] = ()
    said_by: Annotated[tuple[str, ...], Meta(description="of an event: by whose words it is told")] = ()
    confidence: Annotated[float | None, Meta(description="of the event; null: a person corrected it, or none")] = None
    corrected: Annotated[tuple[Correction, ...], Meta(description="what persons corrected of the event's reports")] = ()
    disputed: Annotated[
        tuple[Dispute, ...], Meta(description="in what reports of the event contradict each other")
    ] = ()
    passages: Annotated[tuple[Passage, ...], Meta(description="the words that show it")] = ()
    before: Annotated[tuple[Passage, ...], Meta(description="the words that show what was before")] = ()


class Watched(Record, frozen=True, kw_only=True):
    """What changed in one dyad, beside how much was read."""

    sides: Annotated[tuple[Side, Side], Meta(description="the two parties")]
    articles: Annotated[int, Meta(description="articles since the day that tell of the dyad")]
    before: Annotated[int, Meta(description="articles of as long a time before that do")]
    events: Annotated[int, Meta(description="events first reported since the day")] = 0
    changes: Annotated[
        tuple[Change, ...], Meta(description="firsts, new events, reversals, lapses, in this order")
    ] = ()


class Changes(Answer, frozen=True, kw_only=True):
    """What changed since a day in the dyads that one watches."""

    since: Annotated[date, Meta(description="the first day of what is new")]
    last: Annotated[date | None, Meta(description="day of the newest article")] = None
    read: Annotated[int, Meta(description="articles published since the day")]
    read_before: Annotated[int, Meta(description="articles published in as long a time before")]
    watched: Annotated[tuple[Watched, ...], Meta(description="the dyads that are watched, whether changed or not")] = ()


class Use(Record, frozen=True, kw_only=True):
    """One use of a wording."""

    words: Annotated[str, Meta(description="the words as they were used")]
    speaker: Annotated[str, Meta(description="names of all who said it, as in a sentence, or `speaker not decided`")]
    speakers: Annotated[tuple[str, ...], Meta(description="each who said it; empty: the speaker alone")] = ()
    date: Annotated[date | None, Meta(description="when it was said, else when it was published")] = None
    basis: Annotated[Literal["said", "published", "unknown"], Meta(description="what the date is")] = "unknown"
    passage: Annotated[Passage, Meta(description="the words of the statement")]


class Variant(Record, frozen=True, kw_only=True):
    """A form of the wording, with its first and last use."""

    words: Annotated[str, Meta(description="the form; among the speakers of a Wording: a speaker's name")]
    uses: Annotated[int, Meta(description="how often it was used")]
    first: Annotated[Use, Meta(description="its oldest use; one without a date counts as oldest")]
    last: Annotated[Use, Meta(description="its newest use")]
    speakers: Annotated[
        tuple[str, ...], Meta(description="names of who used it, the first to do so first; 30 at most")
    ] = ()


class Shift(Record, frozen=True, kw_only=True):
    """A speaker's change from one form to another."""

    speaker: Annotated[str, Meta(description="name of the speaker")]
    dropped: Annotated[tuple[str, ...], Meta(description="words of the form before that the next lacks")] = ()
    added: Annotated[tuple[str, ...], Meta(description="words of the next form that the one before lacks")] = ()
    before: Annotated[Use, Meta(description="the last use of the form before")]
    after: Annotated[Use, Meta(description="the speaker's next use, in another form")]


class Wording(Answer, frozen=True, kw_only=True):
    """Who used a wording when, in which forms, and who dropped which words."""

    phrase: Annotated[str, Meta(description="the wording that was asked for")]
    uses: Annotated[int, Meta(description="of the phrase as it was asked for")] = 0
    first: Annotated[
        Use | None, Meta(description="the oldest use of the phrase; one without a date counts as oldest; null: none")
    ] = None
    last: Annotated[Use | None, Meta(description="the newest use of the phrase; null: none")] = None
    speakers: Annotated[
        tuple[Variant, ...], Meta(description="who used the phrase, the most often first; 30 at most")
    ] = ()
    variants: Annotated[
        tuple[Variant, ...], Meta(description="the forms that end in its last word, the most used first; 30 at most")
    ] = ()
    shifts: Annotated[tuple[Shift, ...], Meta(description="the changes, the oldest first; the newest 30 at most")] = ()


class DyadTold(Record, frozen=True, kw_only=True):
    """In how many articles a dyad is told of."""

    a: Annotated[Side, Meta(description="one party")]
    b: Annotated[Side, Meta(description="the other party")]
    articles: Annotated[int, Meta(description="how many articles tell of the two")]
    last: Annotated[date | None, Meta(description="day of the newest of them; null: not dated")] = None
    doubtful: Annotated[
        bool, Meta(description="no event, statement or standing of it is sure enough, nor confirmed by a person")
    ] = False


class Dyads(Answer, frozen=True, kw_only=True):
    """The dyads of a book, those in the most articles first, part by part."""

    total: Annotated[int, Meta(description="how many there are, shown or not")]
    dyads: Annotated[tuple[DyadTold, ...], Meta(description="the part that was asked for")] = ()


class OfficeHeld(Record, frozen=True, kw_only=True):
    """An office of a person, as the world's tables have it."""

    title: Annotated[str, Meta(description="its title; where the tables have none, its role")]
    country: Annotated[str, Meta(description="code of the country, or id of the body")]
    since: Annotated[date | None, Meta(description="first day; null: not known")] = None
    until: Annotated[date | None, Meta(description="exclusive; null: held when the tables were last true")] = None
    precision: Annotated[
        str,
        Meta(
            description="of the coarser end: day, month or year; seen: a first or last look at it is all that is known"
        ),
    ]


class Met(Record, frozen=True, kw_only=True):
    """A meeting, visit or talk."""

    whom: Annotated[tuple[str, ...], Meta(description="names of all who took part but the actor")]
    event: Annotated[Entry, Meta(description="the meeting")]


class ActorPage(Answer, frozen=True, kw_only=True):
    """What a book tells of one actor."""

    name: Annotated[str, Meta(description="name of the actor; the words asked for where the tables do not know it")]
    id: Annotated[str | None, Meta(description="id in the world's tables; null: they know no such actor")] = None
    offices: Annotated[
        tuple[OfficeHeld, ...],
        Meta(description="offices in the tables, the newest first; none where several bear the name"),
    ] = ()
    statements: Annotated[tuple[Said, ...], Meta(description="what the actor said, the newest first")] = ()
    met: Annotated[tuple[Met, ...], Meta(description="meetings, visits and talks told as done, the newest first")] = ()
    events: Annotated[tuple[Entry, ...], Meta(description="what else the actor does or undergoes")] = ()
    total_statements: Annotated[int, Meta(description="how many statements there are, counted to a limit")] = 0
    total_met: Annotated[int, Meta(description="how many such meetings there are, counted to a limit")] = 0
    total_events: Annotated[int, Meta(description="how many other events there are, counted to a limit")] = 0


ANSWERS: tuple[type[Record], ...] = (
    FoundWords,
    Series,
    Pending,
    Among,
    Changes,
    Wording,
    Dyads,
    ActorPage,
)
"""The answers, each with a JSON form."""
