"""Return the records of a reading as cards for a page, each with the places of its words in the article.

Level 5. A card is what stands beside the article; its `tag` (`E2`) stands at the words as well, so that each leads to
the other. Every string here is printable but not yet escaped: the templates escape.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dyadbook.formats.wording import (
    MODALITY_MARKS,
    actor_words,
    actors_words,
    arrow,
    cue_words,
    differs_words,
    doubt_words,
    elsewhere_words,
    hand_words,
    inferred_words,
    label,
    one_line,
    said_by_words,
    speakers_words,
    teaser_words,
    told_words,
    type_words,
)
from dyadbook.pages import UNTOUCHED, Done
from dyadbook.records import Actor, Event, Reading, Standing, Statement, Unsure, When, Words, speakers_of

CardKind = Literal["statement", "event", "standing", "actor", "issue", "unsure"]
_TAGS: dict[CardKind, str] = {
    "statement": "S",
    "event": "E",
    "standing": "T",
    "actor": "A",
    "issue": "I",
    "unsure": "N",
}


@dataclass(frozen=True)
class Place:
    """Where words of a card stand, and the name of the anchor there."""

    anchor: str
    start: int
    end: int
    text: str


class Dated(NamedTuple):
    """A date among the details of a card, with the words before it."""

    words: str
    when: When


@dataclass(frozen=True)
class Card:
    """A record as a page shows it."""

    anchor: str
    tag: str
    kind: CardKind
    title: str
    details: tuple[str | Dated, ...]
    places: tuple[Place, ...]
    mark: str = ""
    extra: str = ""
    classes: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """Return what a screen reader says of a link to the card."""
        return f"{self.kind} {self.tag}: {self.title}"


def cards(reading: Reading, prefix: str, *, by_place: bool = False, done: Done = UNTOUCHED) -> list[Card]:
    """Return the cards of a reading; `prefix` keeps the anchors of several articles of one page apart.

    `by_place` names the anchors of words by where they stand (`s120-168`), so that other pages can lead to them.
    `done` is what persons did to records, by their ids: these are said by whom.
    """
    made: list[Card] = []
    counts: dict[CardKind, int] = {}
    for kind, title, details, spans, more in _drafts(reading, done):
        counts[kind] = counts.get(kind, 0) + 1
        tag = f"{_TAGS[kind]}{counts[kind]}"
        anchor = f"{prefix}-{tag.lower()}"
        places = tuple(
            Place(f"s{start}-{end}" if by_place else f"{anchor}-w{number}", start, end, one_line(text))
            for number, (start, end, text) in enumerate(spans, start=1)
        )
        shown = tuple(detail for detail in details if detail)
        made.append(Card(anchor, tag, kind, title, shown, places, more.mark, more.extra, more.classes))
    return made


@dataclass(frozen=True)
class _More:
    """What only some kinds of card have."""

    mark: str = ""
    extra: str = ""
    classes: tuple[str, ...] = ()


_Span = tuple[int, int, str]
_Draft = tuple[CardKind, str, tuple[str | Dated | None, ...], list[_Span], _More]


def _drafts(reading: Reading, done: Done) -> Iterator[_Draft]:
    """Return the parts of each card, in the order in which they are shown."""
    yield from (_statement(one, hand_words(one, done)) for one in reading.statements)
    yield from (_event(one, hand_words(one, done)) for one in reading.events)
    yield from (_standing(one, hand_words(one, done)) for one in reading.standings)
    yield from _issues(reading)
    yield from _actors(reading)
    yield from map(_unsure, reading.not_sure)


def _spans(words: tuple[Words, ...]) -> list[_Span]:
    return [(item.start, item.end, item.text) for item in words]


def _statement(item: Statement, hand: str | None) -> _Draft:
    speaker = speakers_words(item) or "Speaker not decided"
    details = (
        cue_words(item.cue.text if item.cue else None, item.audience),
        item.form,
        f"about {', '.join(map(one_line, item.about))}" if item.about else None,
        Dated("", item.date) if item.date.start else None,
        f"reported by {one_line(item.said_by)}" if item.said_by else None,
        inferred_words(*speakers_of(item)),
        teaser_words((item.block,)),
        hand,
    )
    return "statement", speaker, details, _spans(item.content), _More(mark="”")


def _event(item: Event, hand: str | None) -> _Draft:
    title = f"{actors_words(item.source) or 'Source not decided'} {arrow(item)} "
    title += actors_words(item.target) or "nobody named"
    cue = next((one_line(report.cue.text) for report in item.reports if report.cue), None)
    details = (
        Dated("", item.date),
        one_line(item.place.name) if item.place else None,
        label(item.quad),
        told_words(item.modality, historical=item.historical is True),
        f"by the word “{cue}”" if cue else None,
        f"on condition: {one_line(item.condition)}" if item.condition else None,
        f"says {said}" if (said := said_by_words(item.said_by)) else None,
        *(f"{one_line(other.actor.name)} ({other.role})" for other in item.others),
        differs_words(item.differs),
        inferred_words(*item.source, *item.target),
        elsewhere_words(*item.source, *item.target),
        None if hand else doubt_words(item.confidence, ()),
        teaser_words(report.block for report in item.reports),
        hand,
    )
    spans = [(report.start, report.end, report.text) for report in item.reports if report.text]
    classes = (quad_class(item.quad), *(["hollow"] if item.modality != "actual" else []))
    return (
        "event",
        title,
        details,
        spans,
        _More(MODALITY_MARKS[item.modality], type_words(item.type, item.act, item.modes), classes),
    )


def quad_class(quad: str) -> str:
    """Return the style class of a quad class: `vc`, `mc`, `vx`, `mx`; none of them where it is another word."""
    known = {
        "verbal cooperation": "vc",
        "material cooperation": "mc",
        "verbal conflict": "vx",
        "material conflict": "mx",
    }
    return known.get(quad, "qq")


def _standing(item: Standing, hand: str | None) -> _Draft:
    title = f"{' – '.join(map(one_line, item.parties))}: {label(item.aspect)}, {label(item.value)}"
    details = (
        f"{one_line(item.holder)} toward {one_line(item.toward)}" if item.holder and item.toward else None,
        Dated("since ", item.since) if item.since.start else None,
        Dated("until ", item.until) if item.until.start else None,
        Dated("last reported ", When(start=item.as_of, precision="day")) if item.as_of else "report undated",
        f"on condition: {one_line(item.condition)}" if item.condition else None,
        f"says {said}" if (said := said_by_words(item.said_by)) else None,
        teaser_words((item.block,)),
        hand,
    )
    return "standing", title, details, _spans(item.reports), _More(mark="■")


def _issues(reading: Reading) -> Iterator[_Draft]:
    """Return one card for each issue between the same parties."""
    groups: dict[tuple[str, tuple[str, ...]], list[_Span]] = {}
    for item in reading.issues:
        groups.setdefault((item.issue, item.parties), []).append((item.start, item.end, item.text))
    for (issue, parties), spans in groups.items():
        yield "issue", label(issue), (", ".join(map(one_line, parties)) or None,), spans, _More()


def _actors(reading: Reading) -> Iterator[_Draft]:
    """Return one card for each actor that is mentioned."""
    groups: dict[str, tuple[Actor, list[_Span]]] = {}
    for actor in reading.mentions:
        if actor.start is not None and actor.end is not None:
            key = actor.id or actor.name
            groups.setdefault(key, (actor, []))[1].append((actor.start, actor.end, actor.text or ""))
    for actor, spans in groups.values():
        details = (actor.id and one_line(actor.id), actor.kind, actor.sector, None if actor.id else "not resolved")
        yield "actor", actor_words(actor), details, spans, _More()


def _unsure(item: Unsure) -> _Draft:
    details = (one_line(item.reason), ", ".join(map(one_line, item.candidates)) or None)
    return "unsure", label(item.kind), details, [(item.start, item.end, item.text)], _More(mark="?")
