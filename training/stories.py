"""Return samples of real stories labelled event by event: what each sentence tells between the parties of the story.

The labels (`stories.jsonl`, `stories_later.jsonl` and `stories_last.jsonl` of `training/data`) say by offset where a
story tells an event and between whom. The parties' mentions are those that the reader finds, pronouns and all, so that
the network learns from what it will be given. Where one side stands in another sentence, the other is asked about with
nobody. `statements.jsonl` says by offset who says what in some of these stories.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Sequence, Set
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import stories as labelled

from dyadbook import reader
from dyadbook.models.labels import HISTORIES, MODALITIES, TYPES
from dyadbook.models.pieces import Pieces, Span, Window
from dyadbook.records import Article, Block, Reading
from dyadbook.steps.acts.pairs import MOST_PARTIES
from dyadbook.steps.sides import side_of
from training.corpora import SHARED, SYMMETRIC, Pair, Sample, Stretch, held_back, label_spoken

DATA = Path(__file__).resolve().parent / "data"
FILES = tuple(DATA / f"{name}.jsonl" for name in ("stories", "stories_later", "stories_last"))
STATEMENTS = DATA / "statements.jsonl"
GUARDIAN = "guardian-"  # what the ids of the sample of the Guardian begin with
KEPT = 12  # one story in so many of the later file is kept for measuring
MUTUAL = SYMMETRIC | {"AGREE", "COOPERATE"}
HALF = 0.5
OPENING = re.compile(r"(?:\bthat )?[\"“‘']?$|\bthat $", re.I)
CLOSING = re.compile(r"[,.?!]?[\"”’']")
PASTS = tuple(HISTORIES.values())


def read_labels() -> list[dict[str, Any]]:
    """Return the labelled stories to train on: `id`, `events`, and `statements` where they are labelled too."""
    spoken = {one["id"]: one["statements"] for one in _labels(STATEMENTS)}
    told = [one for path in FILES for one in _labels(path) if path != FILES[1] or not is_kept(one["id"])]
    return [one | ({"statements": spoken[one["id"]]} if one["id"] in spoken else {}) for one in told]


def is_held_back(story: str) -> bool:
    """Return whether a story is held back: never trained or tuned on."""
    return held_back(story.removeprefix(GUARDIAN))


@cache
def _guardian() -> dict[str, dict[str, str]]:
    with (SHARED / "news" / "Guardian_SDF_sample.csv").open(encoding="utf-8", newline="") as lines:
        return {GUARDIAN + row[""]: row for row in csv.DictReader(lines)}


def article_of(story: str) -> Article:
    """Return a labelled story as the reader is given it."""
    if not story.startswith(GUARDIAN):
        return labelled.article_of(story)
    row = _guardian()[story]
    body = Block(kind="body", start=0, end=len(row["text"]))
    published = date.fromisoformat(row["date"])
    return Article(id=story, source=story, text=row["text"], language="en", published=published, blocks=(body,))


def kept() -> list[dict[str, Any]]:
    """Return the labelled stories that are kept for measuring: never trained on."""
    return [one for one in _labels(FILES[1]) if is_kept(one["id"])]


def is_kept(story: str) -> bool:
    """Return whether a story is kept for measuring, by hash of its id."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % KEPT == 0


def _labels(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def development() -> list[dict[str, Any]]:
    """Return the stories that the reading benchmark develops on, as labelled: never trained on."""
    return [{"id": story, "events": each["settled"]["events"]} for story, each in labelled.labels(False).items()]


def samples(labels: Sequence[dict[str, Any]], pieces: Pieces) -> Iterator[Sample]:
    """Yield the windows of labelled stories with their pairs, and with who says what where that is labelled."""
    for one in labels:
        reading, _ = reader.explain(article_of(one["id"]), "actors")
        spoken = spoken_spans(reading.article.text, one["statements"]) if "statements" in one else None
        for sample in story_samples(reading, one["events"], pieces):
            if spoken is not None:
                label_spoken(sample, spoken)
            yield sample


def spoken_spans(text: str, statements: Sequence[dict[str, Any]]) -> list[tuple[str, int, int, int]]:
    """Return (role, statement, start, end) of labelled statements.

    Contents are as PolNeAR has them: with quotation marks and the "that" before, without the full stop; sentences that
    run on are one.
    """
    found = []
    for key, one in enumerate(statements):
        found += [(role, key, *one[role]) for role in ("source", "cue") if one[role]]
        contents: list[Span] = []
        for start, end in one["spans"]:
            opening, closing = OPENING.search(text, max(0, start - 6), start), CLOSING.match(text, end)
            start, end = opening.start() if opening else start, closing.end() if closing else end
            if contents and not text[contents[-1][1] : start].strip(" ."):
                start = contents.pop()[0]
            contents.append((start, end))
        found += [("content", key, start, start + len(text[start:end].rstrip(" ."))) for start, end in contents]
    return found


def story_samples(reading: Reading, events: Sequence[dict[str, Any]], pieces: Pieces) -> Iterator[Sample]:
    """Yield the windows of one story."""
    spans = [(one.start, one.end) for one in reading.sentences]
    sides = [sides_within(reading, span) for span in spans]
    for window in pieces.windows(reading.article.text, spans):
        sample = Sample(window)
        for number, first, last in window.sentences:
            told = [one for one in events if tells(one, spans[number])]
            sample.pairs += _pairs(window, (first, last), sides[number], told)
        yield sample


def sides_within(reading: Reading, sentence: Span) -> dict[str, list[Span]]:
    """Return the mentions of each party in a sentence."""
    found: dict[str, list[Span]] = {}
    for one in reading.mentions:
        party = side_of(reading.article.text, one)
        if party and one.start is not None and sentence[0] <= one.start < sentence[1]:
            found.setdefault(party, []).append((one.start, one.end or one.start))
    return found


def tells(event: dict[str, Any], sentence: Span) -> bool:
    """Return whether half of a passage that tells an event stands in a sentence."""
    return any(min(end, sentence[1]) - max(start, sentence[0]) > HALF * (end - start) for start, end in event["spans"])


def _pairs(
    window: Window, inside: Stretch, here: dict[str, list[Span]], events: Sequence[dict[str, Any]]
) -> Iterator[Pair]:
    def words_of(spans: Sequence[Span]) -> list[int]:
        covered = {at for start, end in spans for at in window.covered(start, end)}
        return sorted(at for at in covered if inside[0] <= at < inside[1])

    sides = {party: words for party, spans in here.items() if (words := words_of(spans))}
    if len(sides) > MOST_PARTIES:
        return  # the reader does not ask about such a sentence
    keys = [(a, b) for a in sides for b in sides if a != b] + [(a, "") for a in sides] + [("", b) for b in sides]
    for source, target in keys:
        told = [one for one in events if is_of(one, source, target, set(sides))]
        pair = Pair(inside, sides.get(source, []), sides.get(target, []), types=_shares(told))
        if told:
            pair.act = TYPES.index(told[0]["act"])
            pair.modality = MODALITIES.index(told[0]["modality"])
            pair.history = PASTS.index(told[0]["historical"])
        yield pair


def is_of(event: dict[str, Any], source: str, target: str, here: Set[str]) -> bool:
    """Return whether an event is told of this ordered pair; an empty side is one that does not stand `here`."""
    if not target:
        return source in event["source"] and here.isdisjoint(event["target"])
    if not source:
        return target in event["target"] and here.isdisjoint(event["source"])
    if source in event["source"] and target in event["target"]:
        return True
    parties = {*event["source"], *event["target"]}
    together = not event["target"] and event["type"] in MUTUAL  # several sources who meet or agree
    back = target in event["source"] and source in event["target"] and event["act"] in SYMMETRIC
    return back or (together and {source, target} <= parties)


def _shares(events: Sequence[dict[str, Any]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for event in events:
        found[TYPES.index(event["type"])] = found.get(TYPES.index(event["type"]), 0.0) + 1 / len(events)
    return found or {0: 1.0}
