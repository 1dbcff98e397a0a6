"""Return readings made by hand, of texts written here about documented events; formats and views are tested on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from dyadbook.records import (
    Actor,
    Article,
    Block,
    Event,
    IssueMention,
    Other,
    Place,
    Problem,
    Reading,
    Report,
    SaidBy,
    Standing,
    Statement,
    Unsure,
    When,
    Words,
    article_id,
    broken_spans,
    words_at,
)

TEXT = """Summit in Singapore leaves Japan waiting

Tokyo watches as Washington and Pyongyang sign a joint statement

By a reporter of The Harbor Ledger

SINGAPORE, June 12, 2018

President Donald Trump and North Korean leader Kim Jong Un met in Singapore on Tuesday and signed a joint statement.

MORE: How the summit was prepared

A hotel on Sentosa island before the meeting

Trump said the United States would suspend joint military exercises with South Korea, which he called "war games".

Japan and North Korea have never established diplomatic relations. Junichiro Koizumi, then Japan's prime minister, \
visited Pyongyang on September 17, 2002. North Korea abducted Japanese citizens in the 1970s and 1980s.

The White House denied that the United States had recognized North Korea as a nuclear power.

Example text written for Dyadbook about documented events; not a news report.
"""
KINDS = ("headline", "deck", "byline", "dateline", "body", "teaser", "caption", "body", "body", "body", "credit")

TRUMP: dict[str, Any] = {
    "name": "Donald Trump", "kind": "person", "country": "USA", "sector": "GOV", "office": "President",
    "id": "person/donald-trump",
}  # fmt: skip
KIM: dict[str, Any] = {
    "name": "Kim Jong Un", "kind": "person", "country": "PRK", "sector": "GOV", "office": "Supreme Leader",
    "id": "person/kim-jong-un",
}  # fmt: skip
NAMES = {"USA": "United States", "PRK": "North Korea", "JPN": "Japan", "KOR": "South Korea"}
YEAR_2018 = When(start=date(2018, 6, 12), end=date(2018, 6, 13), precision="day", basis="weekday")


class Hand:
    """Makes records whose words are found in one text."""

    def __init__(self, text: str, *, article: str = "a1") -> None:
        self.text, self.article = text, article

    def words(self, part: str) -> Words:
        """Return the first words of the text that read so."""
        start = self.text.index(part)
        return words_at(self.text, start, start + len(part))

    def actor(self, part: str, **fields: Any) -> Actor:
        """Return an actor named by these words."""
        words = self.words(part)
        return Actor(start=words.start, end=words.end, text=words.text, basis="named", **fields)

    def country(self, code: str, part: str | None = None) -> Actor:
        """Return a country named by these words."""
        return self.actor(part or NAMES[code], name=NAMES[code], kind="country", country=code, id=code)

    def event(self, part: str, trigger: str, event_type: str, source: Actor, target: Actor, **fields: Any) -> Event:
        """Return an event with one report."""
        words, at = self.words(part), self.text.index(part)
        start = self.text.index(trigger, at)
        modality = fields.setdefault("modality", "actual")
        when = fields.setdefault("date", When())
        cue = fields.pop("cue", None)
        fields.setdefault("act", event_type)
        report = Report(
            article=self.article, block="body", start=words.start, end=words.end, text=words.text,
            trigger=words_at(self.text, start, start + len(trigger)), date=when, modality=modality,
            cue=self.words(cue) if cue else None, historical=fields.get("historical"), confidence=0.9,
        )  # fmt: skip
        return Event(
            id=f"e-{trigger}", type=event_type, source=(source,), target=(target,), reports=(report,),
            confidence=0.9, origin="events.1", **fields,
        )  # fmt: skip


def reading(**changes: Any) -> Reading:
    """Return the reading of `TEXT`; `changes` are fields of its article."""
    hand = Hand(TEXT)
    reading = Reading(
        article=_article(**changes),
        mentions=(hand.actor("Donald Trump", **TRUMP), hand.actor("Kim Jong Un", **KIM), hand.country("JPN")),
        statements=_statements(hand),
        events=_events(hand),
        standings=_standings(hand),
        issues=(
            IssueMention(
                issue="abductions", parties=("JPN", "PRK"), **_span(hand.words("abducted Japanese citizens"))
            ),
        ),
        not_sure=(
            Unsure(
                kind="actor", reason="more than one person bears the surname", candidates=("person/kim-jong-un",),
                **_span(hand.words("Kim")),
            ),
        ),
        problems=(
            Problem(
                source="summit.html", step="dates", code="no_reference", message="“June 12” has no year; give one.",
            ),
        ),
    )  # fmt: skip
    assert broken_spans(reading, TEXT) == []
    return reading


def _article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "id": article_id("Summit", "The Harbor Ledger", TEXT), "source": "summit.html",
        "title": "Summit in Singapore leaves Japan waiting",
        "deck": "Tokyo watches as Washington and Pyongyang sign a joint statement",
        "authors": ("a reporter",), "publisher": "The Harbor Ledger", "published": date(2018, 6, 12),
        "published_basis": "stated", "language": "en", "synthetic": True, "blocks": _blocks(), "text": TEXT,
    }  # fmt: skip
    return Article(**{**fields, **changes})


def _blocks() -> tuple[Block, ...]:
    blocks, at = [], 0
    for kind, part in zip(KINDS, TEXT.rstrip("\n").split("\n\n"), strict=True):
        start = TEXT.index(part, at)
        at = start + len(part)
        blocks.append(Block(kind=kind, start=start, end=at))  # type: ignore[arg-type]
    return tuple(blocks)


def _span(words: Words) -> dict[str, Any]:
    return {"start": words.start, "end": words.end, "text": words.text}


def _statements(hand: Hand) -> tuple[Statement, ...]:
    return (
        Statement(
            id="s1", speaker=hand.actor("Trump", **TRUMP), form="mixed", cue=hand.words("said"),
            content=(
                hand.words("the United States would suspend joint military exercises with South Korea"),
                hand.words("war games"),
            ),
            about=("KOR", "PRK"), date=YEAR_2018, block="body", confidence=0.9, origin="statements.1",
        ),
        Statement(
            id="s2", speaker=None, form="indirect", cue=hand.words("denied"),
            content=(hand.words("the United States had recognized North Korea as a nuclear power"),),
            about=("PRK",), block="body", confidence=0.6, origin="statements.1",
        ),
    )  # fmt: skip


def _events(hand: Hand) -> tuple[Event, ...]:
    usa, prk, jpn = hand.country("USA"), hand.country("PRK"), hand.country("JPN")
    trump, kim = hand.actor("Donald Trump", **TRUMP), hand.actor("Kim Jong Un", **KIM)
    koizumi = hand.actor(
        "Junichiro Koizumi", name="Junichiro Koizumi", kind="person", country="JPN", office="Prime Minister"
    )
    return (
        hand.event(
            "Donald Trump and North Korean leader Kim Jong Un met in Singapore on Tuesday", "met", "CONSULT",
            trump, kim, quad="verbal cooperation", date=YEAR_2018, historical=False, lead=True, reciprocal=True,
            place=Place(name="Singapore", country="SGP", lat=1.29, lon=103.85, **_span(hand.words("in Singapore"))),
        ),
        hand.event(
            "Junichiro Koizumi, then Japan's prime minister, visited Pyongyang on September 17, 2002", "visited",
            "CONSULT", koizumi, prk, quad="verbal cooperation", historical=True,
            date=When(start=date(2002, 9, 17), end=date(2002, 9, 18), precision="day", basis="stated"),
        ),
        hand.event(
            "North Korea abducted Japanese citizens in the 1970s and 1980s", "abducted", "ASSAULT", prk, jpn,
            quad="material conflict", historical=True, issues=("abductions",), goldstein=-9.0,
            date=When(start=date(1970, 1, 1), end=date(1990, 1, 1), precision="decade", basis="stated"),
        ),
        hand.event(
            "the United States had recognized North Korea as a nuclear power", "recognized", "CONCEDE", usa, prk,
            quad="material cooperation", modality="negated", cue="denied", said_by=SaidBy(name="White House"),
        ),
        hand.event(
            "the United States would suspend joint military exercises with South Korea", "suspend", "CONCEDE", usa, prk,
            act="RETREAT", quad="verbal cooperation", modality="future", cue="would",
            others=(Other(actor=hand.country("KOR"), role="regarding"),),
            said_by=SaidBy(name="Donald Trump", id="person/donald-trump", statement="s1"),
        ),
    )  # fmt: skip


def _standings(hand: Hand) -> tuple[Standing, ...]:
    return (
        Standing(
            id="t1", parties=("JPN", "PRK"), aspect="diplomatic_relations", value="none", as_of=date(2018, 6, 12),
            reports=(hand.words("Japan and North Korea have never established diplomatic relations"),),
            block="body", confidence=0.9, origin="standings.1",
        ),
    )  # fmt: skip
