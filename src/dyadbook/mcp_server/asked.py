"""Return what the tools take: typed, with the words by which an assistant understands it."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta

from dyadbook.answers import Imported, Matched, Span, Undated
from dyadbook.ontology import STANDING_ASPECTS, event_types
from dyadbook.pages import Synthetic
from dyadbook.records import Record


class Asked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every tool takes."""

    synthetic: Annotated[
        Synthetic | None,
        Meta(
            description="Example texts (made up, not sources): apart (left out), only, or with the others. "
            "Unasked: only where the book holds nothing else."
        ),
    ] = None


Most = Annotated[int, Meta(ge=1, le=100, description="How many records at most.")]
Cursor = Annotated[str | None, Meta(description="Where to go on: `next` of the answer before.")]
Since = Annotated[str | None, Meta(description="First day: 2025-02-07, 2025-02 or 2025.")]
Until = Annotated[str | None, Meta(description="Last day, given so too.")]
PublishedSince = Annotated[str | None, Meta(description="First day of publication: 2025-02-07, 2025-02 or 2025.")]
PublishedUntil = Annotated[str | None, Meta(description="Last day of publication, given so too.")]
OfOthers = Annotated[
    Imported,
    Meta(description="Events that others alone coded, without words: with the rest, apart (left out), only."),
]
_TYPES = f"Type of events ({', '.join(event_types())}), or aspect of standings ({', '.join(STANDING_ASPECTS)})."
Type = Annotated[str | None, Meta(description=_TYPES)]
Issue = Annotated[str | None, Meta(description="Id or name of an issue, as in abductions.")]
SaidBy = Annotated[str | None, Meta(description="Who says so: a person, a country or a body.")]
Threshold = Annotated[
    float, Meta(ge=0, le=1, description="Leave out records whose confidence is under this, as in 0.5.")
]
Party = Annotated[str, Meta(description="A country by its code (USA) or English name, or a body by its id (org/EU).")]
Parties = Annotated[
    tuple[str, ...], Meta(description="Parties that it is about: codes (USA), names of countries, or ids (org/EU).")
]


class NarrowedAsked(Asked, frozen=True, kw_only=True):
    """What narrows a question down."""

    since: Since = None
    until: Until = None
    type: Type = None
    said_by: SaidBy = None
    issue: Issue = None
    threshold: Threshold = 0.0
    imported: OfOthers = "with"

    @property
    def narrowed(self) -> dict[str, Any]:
        """Return what narrows the question down, as the questions take it."""
        names = ("since", "until", "type", "said_by", "issue", "threshold", "imported", "synthetic")
        return {name: getattr(self, name) for name in names}


class DyadAsked(NarrowedAsked, frozen=True, kw_only=True):
    """Which dyad, and what of it."""

    a: Party
    b: Party
    most: Most = 10


class PendingAsked(NarrowedAsked, frozen=True, kw_only=True):
    """Whose plans."""

    a: Annotated[str | None, Meta(description="A party: USA, Japan, org/EU. None of both: of all the book.")] = None
    b: Annotated[str | None, Meta(description="The other party.")] = None
    most: Most = 20
    cursor: Cursor = None


class DyadPartAsked(DyadAsked, frozen=True, kw_only=True):
    """Which dyad, and which part of a list of it."""

    most: Most = 20
    cursor: Cursor = None


class SeriesAsked(DyadPartAsked, frozen=True, kw_only=True):
    """Which dyad, in which periods."""

    by: Annotated[Span, Meta(description="The periods.")] = "month"
    undated: Annotated[
        Undated,
        Meta(
            description="An article's own news that no report dates: in no period, or where it was first published, "
            "counted apart."
        ),
    ] = "apart"
    most: Annotated[int, Meta(ge=1, le=400, description="How many periods at most.")] = 60


class DyadsAsked(Asked, frozen=True, kw_only=True):
    """Which dyads."""

    party: Annotated[str | None, Meta(description="Only dyads with this party: USA, Japan, org/EU.")] = None
    since: PublishedSince = None
    until: PublishedUntil = None
    most: Most = 50
    cursor: Cursor = None


class FindAsked(Asked, frozen=True, kw_only=True):
    """Which words, and where."""

    words: Annotated[
        str,
        Meta(
            min_length=1, max_length=300,
            description='All must be there, in any form; within double quotation marks they stand together; '
            "nuclear* is whatever begins so.",
        ),
    ]  # fmt: skip
    kind: Annotated[Matched | None, Meta(description="Only records of this kind.")] = None
    said_by: Annotated[str | None, Meta(description="Who says so: a person, a country or a body.")] = None
    about: Parties = ()
    country: Annotated[
        str | None, Meta(description="A country that takes part, speaks, is spoken of, or where it is.")
    ] = None
    since: PublishedSince = None
    until: PublishedUntil = None
    type: Type = None
    issue: Issue = None
    threshold: Threshold = 0.0
    imported: OfOthers = "with"
    most: Most = 20
    cursor: Cursor = None


class ChangesAsked(Asked, frozen=True, kw_only=True):
    """Since when, in which dyads."""

    since: Annotated[str, Meta(description="First day of publication: 2025-02-07, 2025-02 or 2025.")]
    dyads: Annotated[
        tuple[Annotated[tuple[str, ...], Meta(min_length=2, max_length=2)], ...],
        Meta(min_length=1, max_length=20, description='Pairs of parties: [["USA", "PRK"], ["JPN", "KOR"]].'),
    ]
    threshold: Threshold = 0.0
    imported: OfOthers = "with"

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the dyads, two parties each."""
        return [(a, b) for a, b in self.dyads]


class ActorAsked(Asked, frozen=True, kw_only=True):
    """Which actor."""

    name: Annotated[
        str, Meta(min_length=1, max_length=200, description="A person's name in full or its end, a country, or a body.")
    ]
    since: PublishedSince = None
    until: PublishedUntil = None
    type: Type = None
    issue: Issue = None
    imported: OfOthers = "with"
    most: Most = 10
    cursor: Cursor = None


class EventAsked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which event."""

    id: Annotated[str, Meta(description="`id` of an event of `dyad` or `events`, `event` of a hit of `find`.")]


class ArticleAsked(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which article, and which of its words."""

    id: Annotated[
        str, Meta(description="`article.id` of a passage, or `article.doc_id`, which the table of its user gave it.")
    ]
    start: Annotated[int | None, Meta(description="`start` of a passage; none: the article's beginning.")] = None
    end: Annotated[int | None, Meta(description="`end` of a passage, exclusive; none: the article's end.")] = None


Listed = DyadsAsked | DyadPartAsked | PendingAsked | FindAsked | ActorAsked
