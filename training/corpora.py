"""Return samples for training and measuring, from our own sentences and from the sets beside the repository.

A sample is one window with whatever labels its set has; a head that a set says nothing of is not trained on it.
Words of a window stand for the labels: a span of characters is the words that it touches.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dyadbook import ontology
from dyadbook.models.labels import ATTRIBUTION_TAGS, MODALITIES, MODES, NAME_TAGS, TYPES
from dyadbook.models.pieces import Pieces, Window, roles
from training.inline import NAMES, Labelled, Mark, Relation, read_file

ROOT = Path(__file__).resolve().parent
SHARED = ROOT.parent.parent / "shared" / "data"
INVENTED = ROOT / "data" / "invented"
REAL = ROOT / "data" / "real.jsonl"
LATER = ROOT / "data" / "real_later.jsonl"
LAST = ROOT / "data" / "real_last.jsonl"
REALS = (REAL, LATER, LAST)
TEST = ROOT / "data" / "test"
SYMMETRIC = frozenset({"CONSULT"})
YIELD = ("CONCEDE", "RETREAT")
Stretch = tuple[int, int]
Span = tuple[int, int]


@dataclass
class Pair:
    """An ordered pair of sides in a sentence, by words; an empty side is nobody. None: not labelled."""

    inside: Stretch
    source: list[int]
    target: list[int]
    types: dict[int, float] | None = None
    quad: int | None = None
    act: int | None = None
    modality: int | None = None
    history: int | None = None
    modes: list[int] | None = None
    trigger: list[int] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    merged: bool = False  # CONCEDE and RETREAT are not told apart


@dataclass
class Link:
    """A content with the sources and cues that it goes with; none: it has none."""

    content: Stretch
    sources: list[Stretch]
    cues: list[Stretch]


@dataclass
class Sample:
    """One window with its labels."""

    window: Window
    roles: list[int] | None = None
    names: list[int] | None = None
    attribution: list[int] | None = None
    spans: dict[str, list[Stretch]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


# ---- our own sentences


def invented() -> list[Labelled]:
    """Return all invented sentences."""
    return [one for path in sorted(INVENTED.glob("*.tsv")) for one in read_file(path)]


def held_back(article: str) -> bool:
    """Return whether a story of the news set is held back: never trained or tuned on."""
    return int(hashlib.sha1(article.encode()).hexdigest(), 16) % 5 == 0


def part_of(article: str) -> str:
    """Return `dev` for one in eight news stories by hash of the id, else `train`: what the real labels are split by.

    PolNeAR's articles are all `train`: the encoder has read them for attribution.
    """
    return (
        "dev"
        if len(article) == 12 and int(hashlib.sha1(f"dev {article}".encode()).hexdigest(), 16) % 8 == 0
        else "train"
    )


@cache
def texts() -> dict[tuple[str, str], str]:
    """Return the text of each article of the news and PolNeAR sets, by set and id."""
    found = {}
    with gzip.open(SHARED / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found["news", row["id"]] = row["text"]
    for part in ("train", "dev"):
        for row in polnear_rows(part):
            found["polnear", row["name"]] = row["text"]
    return found


def real(path: Path = REAL) -> list[tuple[str, Labelled]]:
    """Return the real sentences that are labelled by offset, each with the id of its article."""
    text_of, found = texts(), []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        text = text_of[row["set"], row["article"]][row["start"] : row["end"]]
        marks = [Mark(kind, key, start, end) for kind, key, start, end in row["marks"]]
        events = [
            Relation(e["key"], tuple(e["source"]), tuple(e["target"]), e["way"], e["type"], e["act"], tuple(e["modes"]),
                     e["modality"])
            for e in row["events"]
        ]  # fmt: skip
        origin = f"{row['set']}/{row['article']}:{row['start']}"
        found.append((row["article"], Labelled(text, row["construction"], marks, events, origin)))
    return found


def packed(group: Sequence[Labelled], pieces: Pieces) -> list[Sample]:
    """Return samples of sentences set one after another, with all labels."""
    text, starts = "", []
    for one in group:
        starts.append(len(text))
        text += one.text + " "
    spans = [(start, start + len(one.text)) for start, one in zip(starts, group, strict=True)]
    samples = []
    for window in pieces.windows(text, spans):
        sample = Sample(window, names=[0] * len(window.words), attribution=[0] * len(window.words))
        for number, first, last in window.sentences:
            _label(sample, group[number], starts[number], (first, last))
        samples.append(sample)
    return samples


def marked(one: Labelled, pieces: Pieces, rng: random.Random) -> Sample | None:
    """Return a sample of a sentence with one pair's roles marked; None where it has no pair."""
    windows = pieces.windows(one.text, [(0, len(one.text))])
    if len(windows) != 1:
        return None
    window = windows[0]
    pairs = [pair for pair in pairs_of(one, window, 0, (0, len(window.words))) if pair.source]
    told = [pair for pair in pairs if pair.types and pair.types.get(0, 0) < 1]
    rest = [pair for pair in pairs if pair not in told]
    if not pairs:
        return None
    pair = rng.choice(told) if told and (rng.random() < 0.7 or not rest) else rng.choice(rest)
    return Sample(window, roles=word_roles(window, pair.source, pair.target), pairs=[pair])


def word_roles(window: Window, source: Iterable[int], target: Iterable[int]) -> list[int]:
    """Return the role of each piece for sides given by words."""
    return roles(window, [window.words[at] for at in source], [window.words[at] for at in target])


def _label(sample: Sample, one: Labelled, shift: int, inside: Stretch) -> None:
    window = sample.window
    assert sample.names is not None
    assert sample.attribution is not None
    within = Window(words=window.words[inside[0] : inside[1]])

    def stretch(mark: Mark) -> Stretch | None:
        start = mark.start
        if mark.kind == "q" and one.text[max(0, start - 5) : start].lower() == "that ":
            start -= 5  # PolNeAR counts the word that opens a clause to the content
        words = within.covered(start + shift, mark.end + shift)
        return (inside[0] + words.start, inside[0] + words.stop) if words else None

    for mark in outermost([m for m in one.marks if m.kind in NAMES]):
        if words := stretch(mark):
            _tag(sample.names, words, NAME_TAGS.index(f"B-{NAMES[mark.kind]}"))
    kinds = {"s": "source", "u": "cue", "q": "content"}
    spans: dict[str, dict[str, list[Stretch]]] = {}
    for mark in outermost([m for m in one.marks if m.kind in kinds]):
        if words := stretch(mark):
            if any(sample.attribution[words[0] : words[1]]):
                continue
            _tag(sample.attribution, words, ATTRIBUTION_TAGS.index(f"B-{kinds[mark.kind]}"))
            spans.setdefault(mark.key, {}).setdefault(kinds[mark.kind], []).append(words)
            sample.spans.setdefault(kinds[mark.kind], []).append(words)
    for parts in spans.values():
        for content in parts.get("content", ()):
            sample.links.append(Link(content, parts.get("source", []), parts.get("cue", [])))
    sample.pairs += pairs_of(one, window, shift, inside)


def outermost(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that lie in no other, in order."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return found


def _tag(tags: list[int], words: Stretch, begin: int) -> None:
    tags[words[0]] = begin
    for at in range(words[0] + 1, words[1]):
        tags[at] = begin + 1


def sides_of(one: Labelled) -> dict[str, list[Span]]:
    """Return the places of each numbered side: marks of one number that touch are one mention."""
    found: dict[str, list[Span]] = {}
    for mark in one.marks:
        if mark.kind in "copfg" and mark.key:
            mentions = found.setdefault(mark.key, [])
            between = one.text[min(mentions[-1][1], mark.start) : mark.start] if mentions else "-"
            if mentions and re.fullmatch(r"(?:['’]s)?,? ?(?:the )?", between):
                mentions[-1] = (mentions[-1][0], max(mentions[-1][1], mark.end))
            else:
                mentions.append((mark.start, mark.end))
    return found


def pairs_of(one: Labelled, window: Window, shift: int, inside: Stretch) -> list[Pair]:
    """Return every ordered pair of sides of a sentence, each side with nobody, and the sentence by itself."""
    within = Window(words=window.words[inside[0] : inside[1]])

    def words_of(spans: Iterable[Span]) -> list[int]:
        return sorted({inside[0] + at for start, end in spans for at in within.covered(start + shift, end + shift)})

    sides = {key: words_of(spans) for key, spans in sides_of(one).items()}
    sides = {key: words for key, words in sides.items() if words}
    told = relations_of(one)

    def words_of_event(event: Relation, kind: str) -> list[int]:
        return words_of((m.start, m.end) for m in one.marks if m.kind == kind and m.key == event.key)

    found = []
    keys = [(a, b) for a in sides for b in sides if a != b] + [(a, "") for a in sides]
    for source, target in keys:
        events = told.get((source, target), [])
        pair = Pair(inside, sides[source], sides.get(target, []), types=_shares(events))
        if events:
            first = events[0]
            pair.act = TYPES.index(first.act)
            pair.modality = MODALITIES.index(first.modality)
            names = [f"{kind}/{mode}" for kind in (first.type, first.act) for mode in first.modes]
            pair.modes = [MODES.index(name) for name in names if name in MODES]
            pair.trigger, pair.cue = words_of_event(first, "t"), words_of_event(first, "m")
        found.append(pair)
    found.append(Pair(inside, [], [], types=_shares(one.events)))
    return found


def relations_of(one: Labelled) -> dict[tuple[str, str], list[Relation]]:
    """Return the events of each ordered pair of sides; the second is empty where an act is at nobody."""
    told: dict[tuple[str, str], list[Relation]] = {}
    for event in one.events:
        for source in event.source:
            for target in event.target or ("",):
                told.setdefault((source, target), []).append(event)
                if target and (event.way == "=" or event.act in SYMMETRIC):
                    told.setdefault((target, source), []).append(event)
    return told


def _shares(events: Sequence[Relation]) -> dict[int, float]:
    shares: dict[int, float] = {}
    for event in events:
        shares[TYPES.index(event.type)] = shares.get(TYPES.index(event.type), 0.0) + 1 / len(events)
    return shares or {0: 1.0}


# ---- sets beside the repository


def polnear_rows(part: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of PolNeAR: `toks` (word, start, end, sentence), `tag`, `attr` by token."""
    with gzip.open(SHARED / "attribution" / f"polnear_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass
class Spoken:
    """A PolNeAR article: gold spans of characters by role and attribution, and its sentences."""

    name: str
    text: str
    sentences: list[Span]
    spans: list[tuple[str, int, int, int]]  # role, attribution, start, end


def polnear(part: str) -> list[Spoken]:
    """Return the articles of a part of PolNeAR; a run of tokens of one role and attribution is a span."""
    found = []
    role_of = {"S": "source", "U": "cue", "C": "content"}
    for row in polnear_rows(part):
        tokens = row["toks"]
        spans: list[tuple[str, int, int, int]] = []
        sentences: list[list[int]] = []
        before: tuple[str, int] | None = None
        for number, (_, start, end, sentence) in enumerate(tokens):
            if sentence >= len(sentences):
                sentences.append([start, end])
            sentences[-1][1] = end
            now = (row["tag"][number], row["attr"][number])
            if now[0] != "O":
                if now == before:
                    spans[-1] = (*spans[-1][:3], end)
                else:
                    spans.append((role_of[now[0]], now[1], start, end))
            before = now
        found.append(Spoken(row["name"], row["text"], [(s, e) for s, e in sentences], spans))
    return found


def spoken_samples(article: Spoken, pieces: Pieces) -> list[Sample]:
    """Return the windows of a PolNeAR article with its attributions."""
    samples = [Sample(window) for window in pieces.windows(article.text, article.sentences)]
    for sample in samples:
        label_spoken(sample, article.spans)
    return samples


def label_spoken(sample: Sample, spans: Iterable[tuple[str, int, int, int]]) -> None:
    """Label who says what in a window by (role, attribution, start, end); of spans that share words one counts."""
    window, tags = sample.window, [0] * len(sample.window.words)
    parts: dict[int, dict[str, list[Stretch]]] = {}
    start, end = window.words[0][0], window.words[-1][1]
    for role, key, first, last in spans:
        covered = window.covered(first, last) if first < end and last > start else range(0)
        if covered and not any(tags[covered.start : covered.stop]):
            words = (covered.start, covered.stop)
            _tag(tags, words, ATTRIBUTION_TAGS.index(f"B-{role}"))
            parts.setdefault(key, {}).setdefault(role, []).append(words)
            sample.spans.setdefault(role, []).append(words)
    for one in parts.values():
        for content in one.get("content", ()):
            sample.links.append(Link(content, one.get("source", []), one.get("cue", [])))
    sample.attribution = tags


@dataclass
class Row:
    """A sentence of the sets of events: text, spans of source and target, and its label; `group` for folds."""

    text: str
    source: Span | None
    target: Span | None
    root: str | None = None
    quad: int | None = None
    trigger: list[Span] = field(default_factory=list)
    group: int = 0


def plv() -> list[Row]:
    """Return the rows of plv_train: the marked sentence without its marks, with the spans of source and target."""
    found = []
    with (SHARED / "events" / "plv_train.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL):
            text, at = "", 0
            spans: dict[str, Span] = {}
            opened: dict[str, int] = {}
            for match in re.finditer(r"</?([st])>", row["marked_sentence"]):
                text += row["marked_sentence"][at : match.start()]
                at = match.end()
                if match[0].startswith("</"):
                    spans.setdefault(match[1], (opened.get(match[1], len(text)), len(text)))
                else:
                    opened[match[1]] = len(text)
            text += row["marked_sentence"][at:]
            found.append(Row(text, spans.get("s"), spans.get("t"), root=row["gold_root"], quad=int(row["gold_penta"])))
    return found


def cameo_class() -> list[Row]:
    """Return the rows of cameo_class: a sentence and its quad class, 0 for no event."""
    lines = (SHARED / "events" / "cameo_class_train_noleak.tsv").read_text(encoding="utf-8").splitlines()
    return [Row(text, None, None, quad=int(quad)) for text, quad in (line.rsplit("\t", 1) for line in lines if line)]


def cameo_ner() -> list[Row]:
    """Return the rows of cameo_ner: a sentence of tokens with the spans of source, target and the words of the act."""
    found = []
    for block in (SHARED / "events" / "cameo_ner_train_noleak.txt").read_text(encoding="utf-8").split("\n\n"):
        text, before = "", "O"
        spans: dict[str, list[Span]] = {"S": [], "T": [], "R": []}
        for line in block.splitlines():
            word, _, tag = line.rpartition(" ")
            if not word:
                continue
            text += (" " if text else "") + word
            span = (len(text) - len(word), len(text))
            if tag != "O":
                kind = tag[2:]
                if tag.startswith("I-") and before[2:] == kind and spans.get(kind):
                    spans[kind][-1] = (spans[kind][-1][0], span[1])
                elif kind in spans:
                    spans[kind].append(span)
            before = tag
        if text and spans["S"] and spans["T"]:
            found.append(Row(text, spans["S"][0], spans["T"][0], trigger=spans["R"]))
    return found


def row_samples(row: Row, pieces: Pieces) -> list[Sample]:
    """Return the samples of a row: with roles marked, and without; none where it is longer than a window."""
    windows = pieces.windows(row.text, [(0, len(row.text))])
    if len(windows) != 1:
        return []
    window = windows[0]
    inside = (0, len(window.words))
    source = list(window.covered(*row.source)) if row.source else []
    target = list(window.covered(*row.target)) if row.target else []
    pair = Pair(inside, source, target, quad=row.quad)
    pair.trigger = sorted({at for span in row.trigger for at in window.covered(*span)})
    if row.root:
        pair.merged = row.root == "YIELD"
        pair.types = {TYPES.index(name): 1.0 for name in (YIELD if pair.merged else (row.root,))}
    plain = Sample(window, pairs=[pair])
    return [Sample(window, roles=word_roles(window, source, target), pairs=[pair]), plain] if source else [plain]


def quad_of_types() -> list[int]:
    """Return the quad class, 0 for none, of each type in the order of TYPES."""
    number = {name: number for number, name in ontology.QUADS.items()}
    return [0, *(number[ontology.quad(name)] for name in TYPES[1:])]


def fold_groups(rows: Sequence[Row], limit: float = 0.5) -> None:
    """Set `group` of each row: sentences that share half of their three-word runs are of one group."""
    parent = list(range(len(rows)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    runs: list[set[tuple[str, ...]]] = []
    index: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(rows):
        words = re.findall(r"\w+", row.text.lower())
        mine = {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
        runs.append(mine)
        shared: dict[int, int] = {}
        for run in mine:
            for other in index.setdefault(run, []):
                shared[other] = shared.get(other, 0) + 1
            index[run].append(number)
        for other, count in shared.items():
            if count >= limit * min(len(mine), len(runs[other])):
                parent[root(number)] = root(other)
    for number, row in enumerate(rows):
        row.group = root(number)


EVENT_FILES = ("plv_train.tsv", "cameo_class_train_noleak.tsv", "cameo_ner_train_noleak.txt")


def labelled_ner() -> list[Row]:
    """Return the rows of cameo_ner whose sentence has one quad class in cameo_class, with that class."""
    quads: dict[str, set[int]] = {}
    for row in cameo_class():
        quads.setdefault(_letters(row.text), set()).add(row.quad or 0)
    found = []
    for row in cameo_ner():
        known = quads.get(_letters(row.text), set())
        if len(known) == 1 and known != {0}:
            row.quad = known.pop()
            found.append(row)
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
