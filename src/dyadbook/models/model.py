"""Return what a model sees in a text: names, attributions, and what stands between two sides of a sentence.

Level 2. One pass of the encoder a window of whole sentences; every head reads the same vectors. Offsets are code
points of the text that was given.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dyadbook.errors import ModelError
from dyadbook.models.answers import Answer, Ask, Named, Said, mean
from dyadbook.models.decode import Array, Chain, TaggedSpan, tagged_spans
from dyadbook.models.labels import ACTS, ATTRIBUTION_TAGS, HISTORIES, MODALITIES, MODES, NAME_TAGS, TYPES
from dyadbook.models.links import Stretch, link_features
from dyadbook.models.pieces import Pieces, Span, Window, roles
from dyadbook.models.scores import code_points, read_scores
from dyadbook.models.session import Graph, cores, each

LABELS = {
    "types": TYPES, "acts": ACTS, "modalities": MODALITIES, "modes": MODES, "names": NAME_TAGS,
    "attribution": ATTRIBUTION_TAGS, "histories": tuple(HISTORIES),
}  # fmt: skip
ENCODER, PAIRS = "encoder.onnx.gz", "pairs.onnx.gz"
NAMED = 0.4  # chosen on the real sentences for development: organizations gain most there (F1 .802 to .817)
TOGETHER = 32  # windows whose tags are found together, while later ones are in the encoder

_Parts = tuple[list[int], ...]  # the words of a source, of a target, and of the act where it is known


@dataclass(frozen=True)
class Pass:
    """One window with what the encoder's graph computed: by word, vectors and scores of each head."""

    window: Window
    words: Array
    names: Array
    attribution: Array
    links: Array


@dataclass(frozen=True)
class Seen:
    """A text that went through the encoder: its windows, and the names and parts of attributions in each."""

    passes: tuple[Pass, ...]
    named: tuple[list[TaggedSpan], ...]
    said: tuple[list[TaggedSpan], ...]

    @cached_property
    def _places(self) -> dict[int, list[tuple[Pass, Stretch]]]:
        found: dict[int, list[tuple[Pass, Stretch]]] = {}
        for one in self.passes:
            for number, first, last in one.window.sentences:
                found.setdefault(number, []).append((one, (first, last)))
        return found

    def places(self, sentence: int) -> list[tuple[Pass, Stretch]]:
        """Return where a sentence stands: pass and words; several where it is longer than a window."""
        return self._places.get(sentence, [])


class Model:
    """A model's graphs, tokenizer and numbers, read from its folder."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        try:
            self._load(folder, threads)
        except ModelError:
            raise
        except Exception as error:  # what is missing or damaged shows in many ways, and has one remedy
            what = f"{type(error).__name__}: {error}"
            raise ModelError(
                f"{folder}: there is no whole model in it ({what}): name a folder with model.json."
            ) from error

    def _load(self, folder: Path, threads: int | None) -> None:
        self.info: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        for name, mine in LABELS.items():
            if tuple(self.info["labels"].get(name, ())) != tuple(mine):
                raise ModelError(f"{folder}: its labels of {name} are not this version's: train or install it anew.")
        self.pieces = Pieces(folder / "tokenizer.json")
        self.folder, self.threads = folder, threads or cores()
        self._encoder, self._pairs = Graph(folder / ENCODER), Graph(folder / PAIRS)
        moves = {key: np.array(value, dtype=np.float32) for key, value in self.info["transitions"].items()}
        self._names = Chain(NAME_TAGS, moves["names"])
        self._said = Chain(ATTRIBUTION_TAGS, moves["attribution"])
        self._link = {key: np.array(value, dtype=np.float32) for key, value in self.info["link"].items()}

    @property
    def origin(self) -> str:
        """Return the mark of this model on records: `base/1`."""
        return f"{self.info['name']}/{self.info['version']}"

    # ---- the encoder

    def see(self, text: str, sentences: Sequence[Span]) -> Seen:
        """Return the text's sentences after the encoder."""
        return self.see_many([(text, sentences)])[0]

    def see_many(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Seen]:
        """Return each text's sentences after the encoder: window by window, then decoded together."""
        windows: list[list[Window]] = []

        def flow() -> Iterator[Window]:  # cut while those before are in the encoder
            for one in texts:
                windows.append(self.pieces.windows(*one))
                yield from windows[-1]

        passes: list[Pass] = []
        named: list[list[TaggedSpan]] = []
        said: list[list[TaggedSpan]] = []
        coming = each(self._pass, flow(), self.threads)
        while group := list(islice(coming, TOGETHER)):
            chains = [(self._names, one.names) for one in group] + [(self._said, one.attribution) for one in group]
            tagged = tagged_spans(chains)
            passes += group
            named += tagged[: len(group)]
            said += tagged[len(group) :]
        found, at = [], 0
        for part in windows:
            end = at + len(part)
            found.append(Seen(tuple(passes[at:end]), tuple(named[at:end]), tuple(said[at:end])))
            at = end
        return found

    def bare(self, windows: Sequence[Window], *, inside: bool = False) -> None:
        """Run the encoder's graph over windows and drop what comes out: what all else is measured against.

        `inside` gives all threads to one window after another, as onnxruntime does by itself.
        """
        if not inside:
            deque(each(self._pass, windows, self.threads), 0)
            return
        graph = Graph(self.folder / ENCODER, self.threads)
        for window in windows:
            graph.run(**_inputs(window))

    def _pass(self, window: Window, role: Sequence[int] | None = None) -> Pass:
        words, names, attribution, links = self._encoder.run(**_inputs(window, role))
        return Pass(window, words, names, attribution, links)

    # ---- names and attributions

    def names(self, seen: Seen) -> list[Named]:
        """Return the names of a text, in order; one that is less probable than `NAMED` is none."""
        return [
            Named(span.kind, *code_points(one.window, (span.first, span.last)), span.score)
            for one, spans in zip(seen.passes, seen.named, strict=True)
            for span in spans
            if span.score >= NAMED
        ]

    def attributions(self, seen: Seen) -> list[Said]:
        """Return the attributions of a text, in order of their content; source and cue stand in the same window."""
        return [
            said for one, spans in zip(seen.passes, seen.said, strict=True) for said in self._attributions(one, spans)
        ]

    def said_spans(self, seen: Seen) -> list[tuple[str, int, int]]:
        """Return the sources, cues and contents of a text, tied or not."""
        return [
            (span.kind, *code_points(one.window, (span.first, span.last)))
            for one, spans in zip(seen.passes, seen.said, strict=True)
            for span in spans
        ]

    def _attributions(self, one: Pass, spans: Sequence[TaggedSpan]) -> list[Said]:
        by_kind: dict[str, list[TaggedSpan]] = {"source": [], "cue": [], "content": []}
        for span in spans:
            by_kind[span.kind].append(span)
        contents = by_kind["content"]
        ties = {kind: self._tie(one, by_kind, kind) for kind in ("source", "cue")}
        return [
            Said(
                code_points(one.window, (content.first, content.last)),
                code_points(one.window, source) if source else None,
                code_points(one.window, cue) if cue else None,
                content.score,
            )
            for content, source, cue in zip(contents, ties["source"], ties["cue"], strict=True)
        ]

    def _tie(self, one: Pass, by_kind: dict[str, list[TaggedSpan]], kind: str) -> list[Stretch | None]:
        """Return for each content the span of a kind that goes with it, None where none does."""
        contents = [(span.first, span.last) for span in by_kind["content"]]
        others = [(span.first, span.last) for span in by_kind[kind]]
        third = [(span.first, span.last) for span in by_kind["cue" if kind == "source" else "source"]]
        if not contents:
            return []
        which, width = int(kind == "cue"), self.info["link_width"]
        sentence_of = one.window.sentence_of()
        asks = _means(contents, one.links[:, which * width : (which + 1) * width])
        answers = _means(others, one.links[:, (2 + which) * width : (3 + which) * width])
        features = link_features(contents, others, third, sentence_of) @ self._link["features"][which]
        scores = asks @ answers.T / np.sqrt(width) + features + self._link["features_bias"][which]
        none = asks @ self._link["none"][which] + self._link["none_bias"][which]
        best = np.concatenate([scores, none[:, None]], axis=1).argmax(1)
        return [others[at] if at < len(others) else None for at in best]

    # ---- pairs

    def answer(self, seen: Seen, asks: Sequence[Ask], *, told: bool = False) -> list[Answer | None]:
        """Return what stands between the sides of each question; None where they lie in no common stretch of pieces.

        `told` gives None also where most likely nothing is told (under `scores.UNLIKELY`), and saves writing that out.
        """
        by_place: dict[tuple[int, Stretch], list[tuple[int, _Parts]]] = {}
        passes: dict[int, Pass] = {}
        touched: dict[tuple[int, Stretch, tuple[Span, ...]], list[int]] = {}
        for number, ask in enumerate(asks):
            for one, inside in seen.places(ask.sentence):
                spans = (ask.source, ask.target, ask.trigger)
                for part in spans:
                    if (id(one), inside, part) not in touched:
                        touched[id(one), inside, part] = _words(one.window, inside, part)
                parts = tuple(touched[id(one), inside, part] for part in spans)
                if all(bool(words) == bool(part) for words, part in zip(parts, spans, strict=True)):
                    by_place.setdefault((id(one), inside), []).append((number, parts))
                    passes[id(one)] = one
                    break
        places = [
            (passes[key], inside, [parts for _, parts in questions]) for (key, inside), questions in by_place.items()
        ]
        read = list(each(self._scored, places, self.threads))
        found: list[Answer | None] = [None] * len(asks)
        numbers = [number for questions in by_place.values() for number, _ in questions]
        for number, answer in zip(numbers, read_scores(read, self.info["temperature"], told=told), strict=True):
            found[number] = answer
        return found

    def classify(
        self,
        text: str,
        sentences: Sequence[Span],
        source: Span | None,
        target: Span | None,
        trigger: Span | None = None,
    ) -> Answer | None:
        """Return what stands between two spans of a text, read twice: with both marked in the input, and without.

        `trigger` has the words of the act that is meant, where they are known. The mean of both readings is better
        than each. A text of one window is asked whole, of a longer one the sentences of the spans; without spans each
        sentence, and what is likeliest to tell of an event is the answer. None where the text has no word, or the spans
        share no window.
        """
        sides = [[span] if span else [] for span in (source, target)]
        spans = [*sides, [trigger] if trigger else []]
        found: list[Answer] = []
        for window, inside in self._stretches(text, sentences, source, target, trigger):
            parts = tuple(_words(window, inside, part) for part in spans)
            if any(bool(words) != bool(part) for words, part in zip(parts, spans, strict=True)):
                continue
            given = [self._pass(window), *([self._pass(window, roles(window, *sides))] if source else [])]
            read = [answer for one in given for answer in self._answers(one, inside, [parts]) if answer]
            if source:
                return mean(read[1], read[0])
            found += read
        return min(found, key=lambda answer: answer.types["none"], default=None)

    def _stretches(
        self, text: str, sentences: Sequence[Span], source: Span | None, *others: Span | None
    ) -> Iterator[tuple[Window, Stretch]]:
        """Yield windows with the words that are asked about: a short text whole, of a long one what holds the spans."""
        windows = self.pieces.windows(text, [(0, len(text))])
        if len(windows) <= 1:
            yield from ((window, (0, len(window.words))) for window in windows)
        elif source is None:
            for sentence in sentences:
                yield from ((window, (0, len(window.words))) for window in self.pieces.windows(text, [sentence]))
        else:
            spans = [span for span in (source, *others) if span]
            low, high = min(start for start, _ in spans), max(end for _, end in spans)
            near = [one for one in sentences if one[0] < high and one[1] > low]
            yield from ((window, (0, len(window.words))) for window in self.pieces.windows(text, near))

    def _answers(self, one: Pass, inside: Stretch, asked: Sequence[_Parts]) -> list[Answer | None]:
        return read_scores([self._scored((one, inside, asked))], self.info["temperature"], told=False)

    def _scored(self, place: tuple[Pass, Stretch, Sequence[_Parts]]) -> tuple[Window, Stretch, list[Array]]:
        """Return a stretch of words with what the graph computes for pairs of sides (numbers of words) in it."""
        one, inside, asked = place
        first, last = inside
        masks = np.zeros((3, len(asked), last - first), dtype=np.float32)
        for row, parts in enumerate(asked):
            for part, words in enumerate(parts):
                masks[part, row, [at - first for at in words]] = 1
        source, target, given = masks
        inputs = {"source": source, "target": target, "inside": np.ones_like(source), "given": given}
        return one.window, inside, self._pairs.run(words=one.words[first:last], **inputs)


def _inputs(window: Window, role: Sequence[int] | None = None) -> dict[str, NDArray[np.int64]]:
    return {
        "ids": np.array([window.ids], dtype=np.int64),
        "shapes": np.array([window.shapes], dtype=np.int64),
        "roles": np.array([role or [0] * len(window.ids)], dtype=np.int64),
        "firsts": np.array(window.firsts, dtype=np.int64),
    }


def _words(window: Window, inside: Stretch, spans: Sequence[Span]) -> list[int]:
    """Return the words within a stretch that the spans touch."""
    found: set[int] = set()
    for start, end in spans:
        first = bisect_right(window.ends, start, *inside)
        last = bisect_left(window.starts, end, *inside)
        found.update(range(first, last))
    return sorted(found)


def _means(stretches: Sequence[Stretch], vectors: Array) -> Array:
    if not stretches:
        return np.zeros((0, vectors.shape[1]), dtype=np.float32)
    return np.stack([vectors[first:last].mean(0) for first, last in stretches])
