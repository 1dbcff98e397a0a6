"""Return how good the shipped model is: attribution, names, pairs and modality, calibration, speed, memory, size.

PolNeAR dev was measured after each training; the sentences of `training/data/test/`, from stories that were
held back, once. A span is right where both its ends are; a pair of (source, content) where both spans are.

    python -m benchmarks.models [--model FOLDER] [--json]
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from operator import eq
from pathlib import Path
from typing import Any

from benchmarks.common import Row, calibration_error, count_kinds, example_texts, f1, macro_f1, said_pairs
from training import corpora
from training.corpora import sides_of
from training.inline import NAMES, Labelled, Relation, read_file

from dyadbook import models
from dyadbook.models import Ask, Model, Named
from dyadbook.models.labels import MODALITIES
from dyadbook.reader import BATCH
from dyadbook.records import Article, Reading, Sentence
from dyadbook.steps import sight
from dyadbook.steps.sentences import split

TEST = corpora.TEST / "news.jsonl"
Span = tuple[int, int]


def attribution(model: Model, *, every: int = 1) -> dict[str, float]:
    """Return exact F1 of source, cue, content and their pairs on PolNeAR dev; `tied`: of pairs by overlap."""
    counts: Counter[str] = Counter()
    for article in corpora.polnear("dev")[::every]:
        said = model.attributions(seen := model.see(article.text, article.sentences))
        found: dict[str, set[Any]] = model_spans(model, seen)
        gold: dict[str, set[Any]] = {role: set() for role in ("source", "cue", "content")}
        parts: dict[int, dict[str, list[Span]]] = {}
        for role, key, start, end in article.spans:
            gold[role].add((start, end))
            parts.setdefault(key, {}).setdefault(role, []).append((start, end))
        gold["pair"] = {(s, c) for one in parts.values() for s in one.get("source", ()) for c in one.get("content", ())}
        found["pair"] = {(one.source, one.content) for one in said if one.source}
        pairs_ = {content: (source, content) for source, content in found["pair"]}
        counts["tied gold"] += len({content for _, content in gold["pair"]})
        counts["tied found"] += len(pairs_)
        counts["tied right"] += said_pairs(sorted(pairs_.values()), sorted(gold["pair"]))
        for role, mine in gold.items():
            counts[f"{role} gold"] += len(mine)
            counts[f"{role} found"] += len(found[role])
            counts[f"{role} right"] += len(mine & found[role])
    return {role: f1(counts, role) for role in ("source", "cue", "content", "pair", "tied")}


def model_spans(model: Model, seen: models.Seen) -> dict[str, set[Any]]:
    """Return the spans of each role, whether or not they are tied to another."""
    found: dict[str, set[Any]] = {"source": set(), "cue": set(), "content": set()}
    for kind, start, end in model.said_spans(seen):
        found[kind].add((start, end))
    return found


def names(model: Model, sentences: Sequence[Labelled]) -> dict[str, float]:
    """Return exact F1 by kind of name."""
    counts: Counter[str] = Counter()
    for one in sentences:
        gold = {
            (NAMES[mark.kind], mark.start, mark.end)
            for mark in corpora.outermost([mark for mark in one.marks if mark.kind in NAMES])
        }
        found = {(n.kind, n.start, n.end) for n in model.names(model.see(one.text, [(0, len(one.text))]))}
        count_kinds(counts, gold, found)
    return {kind: f1(counts, kind) for kind in NAMES.values() if counts[f"{kind} gold"]}


def pairs(model: Model, sentences: Sequence[Labelled]) -> dict[str, float]:
    """Return F1 of typed relations between two sides, of modality given the sides, and the calibration error.

    "modality of acts" is of each labelled act, whose words are given as its sides are; the other has the sides alone,
    and where these do several things in a sentence that of the first counts.
    """
    counts: Counter[str] = Counter()
    of_acts: tuple[list[int], list[int]] = ([], [])
    wanted: list[int] = []
    told: list[int] = []
    sure: list[tuple[float, bool]] = []
    threshold = model.info["threshold"]
    for one in sentences:
        sides = sides_of(one)
        gold = corpora.relations_of(one)
        keys = [(a, b) for a in sides for b in sides if a != b]
        seen = model.see(one.text, [(0, len(one.text))])
        answers = model.answer(seen, [Ask(0, tuple(sides[a]), tuple(sides[b])) for a, b in keys])
        acts = [(key, event, words) for key in keys for event in gold.get(key, []) if (words := words_of(one, event))]
        asks = [Ask(0, tuple(sides[a]), tuple(sides[b]), words) for (a, b), _, words in acts]
        for (_, event, _), told_of in zip(acts, model.answer(seen, asks), strict=True):
            if told_of is not None:
                for numbers, modality in zip(of_acts, (event.modality, told_of.modality), strict=True):
                    numbers.append(MODALITIES.index(modality))
        for key, answer in zip(keys, answers, strict=True):
            events = gold.get(key, [])
            counts["pair gold"] += bool(events)
            counts["sure gold"] += bool(events)
            if answer is None:
                continue
            types = {event.type for event in events} or {"none"}
            sure.append((answer.types[answer.type], answer.type in types))
            if answer.type != "none":
                counts["pair found"] += 1
                counts["pair right"] += answer.type in types
            if answer.types[answer.event_type] >= threshold:
                counts["sure found"] += 1
                counts["sure right"] += answer.event_type in types
            if events:
                wanted.append(MODALITIES.index(events[0].modality))
                told.append(MODALITIES.index(answer.modality))
    return {
        "type F1": f1(counts, "pair"),
        "precision at the threshold": counts["sure right"] / max(1, counts["sure found"]),
        "recall at the threshold": counts["sure right"] / max(1, counts["sure gold"]),
        "modality macro-F1": macro_f1(wanted, told, range(len(MODALITIES))),
        "modality of acts macro-F1": macro_f1(*of_acts, range(len(MODALITIES))),
        "modality of acts accuracy": sum(map(eq, *of_acts)) / max(1, len(of_acts[0])),
        "acts": float(len(of_acts[0])),
        "modality accuracy": sum(a == b for a, b in zip(wanted, told, strict=True)) / max(1, len(wanted)),
        "calibration error": calibration_error(sure),
        "pairs": float(counts["pair gold"]),
    }


def words_of(one: Labelled, event: Relation) -> tuple[tuple[int, int], ...]:
    """Return the labelled words of an act."""
    return tuple((mark.start, mark.end) for mark in one.marks if mark.kind == "t" and mark.key == event.key)


def speed(model: Model, runs: int = 3) -> dict[str, float]:
    """Return words a second of the bare encoder and of all heads from text to spans, on the same windows in turn.

    The bare encoder runs as the reader runs it, a window a thread, and as onnxruntime runs it by itself, a window on
    all threads.
    """
    readings = [_reading(text, number) for number, text in enumerate(example_texts())]
    words = sum(len(one.article.text.split()) for one in readings)
    windows = [window for one in readings for window in model.pieces.windows(one.article.text, _spans(one))]
    best = {"bare": 0.0, "bare, a window on all threads": 0.0, "heads": 0.0}
    for _ in range(runs):
        for name, inside in (("bare", False), ("bare, a window on all threads", True)):
            begun = time.perf_counter()
            model.bare(windows, inside=inside)
            best[name] = max(best[name], words / (time.perf_counter() - begun))
        begun = time.perf_counter()
        sight.forget()
        for start in range(0, len(readings), BATCH):
            sight.prepare(batch := readings[start : start + BATCH])
            for one in batch:
                seen = sight.see(one)
                model.attributions(seen)
                model.answer(seen, _asks(model.names(seen), _spans(one)), told=True)
        best["heads"] = max(best["heads"], words / (time.perf_counter() - begun))
    shares = {f"share of {name}": best["heads"] / rate for name, rate in best.items() if name != "heads"}
    return best | shares


def _reading(text: str, number: int) -> Reading:
    sentences = tuple(Sentence(start=start, end=end, block=0) for start, end in split(text, 0, len(text)))
    return Reading(article=Article(id=str(number), source="example", text=text), sentences=sentences)


def _spans(reading: Reading) -> list[Span]:
    return [(one.start, one.end) for one in reading.sentences]


def _asks(names: Sequence[Named], spans: Sequence[Span]) -> list[Ask]:
    """Return a question for each ordered pair of countries, organizations and persons that a sentence names."""
    sides: dict[int, list[Span]] = {}
    for name in names:
        if name.kind in {"country", "organization", "person"}:
            number = next(at for at, (start, end) in enumerate(spans) if start <= name.start < end)
            sides.setdefault(number, []).append((name.start, name.end))
    return [Ask(at, (a,), (b,)) for at, found in sides.items() for a in found[:6] for b in found[:6] if a != b]


def measure(folder: Path | None) -> dict[str, dict[str, float]]:
    """Return all figures."""
    model = models.load(str(folder)) if folder else models.load()
    found = {"speed": speed(model)}
    if corpora.SHARED.exists():
        found["attribution, PolNeAR dev"] = attribution(model)
        labelled = [pair for path in corpora.REALS for pair in corpora.real(path)]
        dev = [one for article, one in labelled if corpora.part_of(article) == "dev"]
        parts = {"real news, development": dev}
        if TEST.exists():
            news = [one for _, one in corpora.real(TEST)]
            wire = list(read_file(corpora.TEST / "wire.tsv"))
            parts |= {"real news, held back": news, "invented, held back": wire}
            parts["held back, half news and half invented"] = [*news, *wire[: len(news)]]
        for name, sentences in parts.items():
            found[f"names, {name}"] = names(model, sentences)
            found[f"pairs, {name}"] = pairs(model, sentences)
    return found


def rows() -> list[Row]:
    """Return the figures as rows of the benchmarks' table."""
    return [
        Row("model", measure_, f"{value:.3f}" if value < 100 else f"{value:,.0f}", data=name)
        for name, figures in measure(None).items()
        for measure_, value in figures.items()
    ]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.model)
    if given.json:
        print(json.dumps(found, indent=1))
        return
    for name, figures in found.items():
        print(name)
        for key, value in figures.items():
            print(f"  {key:28} {value:10.3f}")


if __name__ == "__main__":
    main()
