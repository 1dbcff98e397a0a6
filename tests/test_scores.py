"""The score gate: readings of the example articles are as right as the floors say, and the comparison is sound."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hand_readings import reading

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import ablation
from benchmarks.common import Gold, same_name
from benchmarks.reading import Score, compare, scores, total

from dyadbook.records import Actor, Event, Reading
from dyadbook.sources.article import SYNTHETIC_LINE

FLOORS: dict[str, float] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["reading"]


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return total(scores(held_back=False).values()).numbers()


def test_no_score_is_below_its_floor(measured: dict[str, float]) -> None:
    below = {name: (measured.get(name), floor) for name, floor in FLOORS.items() if measured.get(name, 0.0) < floor}
    assert not below, "below the floors of tests/floors.toml (measured, floor): " + str(below)


def test_every_layer_has_a_floor(measured: dict[str, float]) -> None:
    layers = {name.split(".")[0] for name in measured} - {"articles"}
    assert layers == {name.split(".")[0] for name in FLOORS}


# The comparison itself


def gold_of(read: Reading) -> dict[str, Any]:
    """Return the gold that says what a reading says."""
    text = read.article.text
    return {
        "title": read.article.title,
        "published": read.article.published,
        "authors": list(read.article.authors),
        "publisher": read.article.publisher,
        "blocks": [
            {"kind": block.kind, "words": text[block.start : block.end][:30].strip()}
            for block in read.article.blocks
            if block.kind != "body" and SYNTHETIC_LINE not in text[block.start : block.end]
        ],
        "statements": [
            {
                "words": s.content[0].text,
                "speaker": {"name": s.speaker.name, "country": s.speaker.country, "office": s.speaker.office},
                "form": s.form,
                "cue": s.cue.text if s.cue else None,
            }
            for s in read.statements
            if s.speaker
        ],
        "events": [_gold_event(event) for event in read.events],
        "standings": [
            {"words": s.reports[0].text, "parties": list(s.parties), "aspect": s.aspect, "value": s.value}
            for s in read.standings
        ],
        "issues": [{"words": i.text, "issue": i.issue, "parties": list(i.parties)} for i in read.issues],
    }


def _gold_event(event: Event) -> dict[str, Any]:
    return {
        "words": event.reports[0].text,
        "source": [actor.country or actor.id for actor in event.source],
        "target": [actor.country or actor.id for actor in event.target],
        "type": event.type,
        "act": event.act,
        "modality": event.modality,
        "historical": event.historical,
        "lead": event.lead,
        "date": event.date.start.isoformat() if event.date.start else None,
        "precision": event.date.precision,
        "place": {"name": event.place.name, "country": event.place.country} if event.place else None,
        "said_by": event.said_by.name if event.said_by else None,
    }


def score_of(read: Reading, **changes: Any) -> Score:
    """Return the score of a reading against what the hand-made reading says, with changes to that gold."""
    data = gold_of(reading()) | changes
    return compare(Gold(slug="hand", path=Path("hand.txt"), row=None, held_back=False, data=data), read)


def test_a_reading_that_says_what_the_gold_says_is_right_throughout() -> None:
    read = reading()
    read = msgspec.structs.replace(read, statements=tuple(s for s in read.statements if s.speaker), problems=())
    score = score_of(read)
    assert not score.errors
    assert set(score.numbers().values()) == {1.0}


def test_an_empty_reading_misses_everything() -> None:
    numbers = score_of(Reading(article=reading().article)).numbers()
    assert [numbers[f"{layer}.recall"] for layer in ("statements", "events", "standings", "issues")] == [0, 0, 0, 0]


def test_a_record_twice_is_false_once() -> None:
    read = reading()
    count = score_of(msgspec.structs.replace(read, events=(*read.events, read.events[0]))).layers["events"]
    assert (count.found - count.right, count.gold - count.right) == (1, 0)


def test_a_second_coding_is_as_good_as_the_first() -> None:
    event = _gold_event(reading().events[0])
    other = event | {"type": "THREATEN", "or": {"type": event["type"]}}
    assert score_of(reading(), events=[other]).layers["events"].right == 1


def turned(event: Event) -> Event:
    return msgspec.structs.replace(event, source=event.target, target=event.source)


@pytest.mark.parametrize(("type", "right"), [("CONSULT", 1), ("THREATEN", 0)])
def test_only_a_meeting_has_no_direction(type: str, right: int) -> None:
    event = msgspec.structs.replace(reading().events[0], type=type, act=type, reciprocal=False)
    sides = {"source": [_party("USA")], "target": [_party("PRK")]}
    event = msgspec.structs.replace(event, source=tuple(sides["source"]), target=tuple(sides["target"]))
    read = msgspec.structs.replace(reading(), events=(turned(event),))
    assert score_of(read, events=[_gold_event(event)]).layers["events"].right == right


def _party(country: str) -> Actor:
    return Actor(name=country, kind="country", country=country, id=country)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald Trump", "Trump", True),
        ("António Guterres", "Antonio Guterres", True),
        ("Foreign Ministry", "the North Korean Foreign Ministry", True),
        ("Kim Yo Jong", "Kim Jong Un", False),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("", "Trump", False),
    ],
)
def test_a_name_is_the_same_where_one_holds_all_words_of_the_other(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize("part", ablation.PARTS)
def test_what_the_ablation_takes_out_is_there(part: str) -> None:
    assert all(hasattr(holder, name) for holder, name, _ in ablation.PARTS[part]())
