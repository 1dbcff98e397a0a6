"""Return windows of word pieces: whole sentences packed up to the length that the encoder reads in one pass.

Level 2, and the one importer of tokenizers. Offsets are code points of the text; a word is what the tokenizer splits
at blanks and marks. The encoder is uncased, so each piece carries the case shape of its word in a channel of its own.
A sentence that is longer than a window is cut between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from tokenizers import Tokenizer

from dyadbook.errors import ModelError

LIMIT = 254  # pieces in a window, the two marks at its ends not counted: what the encoder was trained on
SHAPES = 6
ROLES = 3  # none, source, target
SURROGATE = re.compile("[\ud800-\udfff]")
Span = tuple[int, int]


@dataclass
class Window:
    """Pieces of one pass: `words` are code points of the text, `firsts` the piece at which each word begins.

    `sentences` are (sentence number, first word, one past the last word).
    """

    ids: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    sentences: list[tuple[int, int, int]] = field(default_factory=list)

    @cached_property
    def starts(self) -> list[int]:
        """Return where each word begins; asked once the window is whole."""
        return [start for start, _ in self.words]

    @cached_property
    def ends(self) -> list[int]:
        """Return where each word ends; asked once the window is whole."""
        return [end for _, end in self.words]

    def covered(self, start: int, end: int) -> range:
        """Return the numbers of the words that lie at least partly within code points `start` to `end`."""
        inside = [number for number, (first, last) in enumerate(self.words) if first < end and last > start]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def sentence_of(self) -> list[int]:
        """Return the sentence number of each word."""
        return [number for number, first, last in self.sentences for _ in range(first, last)]


class Pieces:
    """A tokenizer with its special marks, read from the model's `tokenizer.json`."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep = self._mark("[CLS]"), self._mark("[SEP]")

    def _mark(self, name: str) -> int:
        found = self._tokenizer.token_to_id(name)
        if found is None:
            raise ModelError(f"the tokenizer has no {name}: install the package anew.")
        return found

    def windows(self, text: str, sentences: Sequence[Span], limit: int = LIMIT) -> list[Window]:
        """Return the windows of a text's sentences, in order; sentences without a piece stand in none."""
        found: list[Window] = []
        for chunks in _filled(text, self._chunks(text, sentences, limit), limit):
            window = Window([self.cls], [0])
            for chunk in chunks:
                _append(window, text, chunk)
            window.ids.append(self.sep)
            window.shapes.append(0)
            found.append(window)
        return found

    def _chunks(self, text: str, sentences: Sequence[Span], limit: int) -> Iterator[_Chunk]:
        """Yield each sentence's words with their pieces, in stretches of at most `limit` pieces."""
        for number, (start, end) in enumerate(sentences):
            words = SURROGATE.sub("\ufffd", text[start:end])  # half a character: the tokenizer takes none
            encoding = self._tokenizer.encode(words, add_special_tokens=False)
            chunk = _Chunk(number)
            for span, ids in _words(encoding.ids, encoding.offsets, encoding.word_ids, start):
                size = len(ids)
                if size > limit:
                    ids, size = ids[:limit], limit
                if chunk.size + size > limit and chunk.words:
                    yield chunk
                    chunk = _Chunk(number)
                chunk.words.append((span, ids))
                chunk.size += size
            if chunk.words:
                yield chunk


@dataclass
class _Chunk:
    sentence: int
    words: list[tuple[Span, list[int]]] = field(default_factory=list)
    size: int = 0


def _filled(text: str, chunks: Iterable[_Chunk], limit: int) -> Iterator[list[_Chunk]]:
    """Yield what fits into a window: whole paragraphs where they fill half of it, for quotations seldom cross them."""
    held: list[_Chunk] = []
    size = 0
    for chunk in chunks:
        while held and size + chunk.size > limit:
            cut = _last_paragraph(text, [*held, chunk], limit)
            yield held[:cut]
            held = held[cut:]
            size = sum(one.size for one in held)
        held.append(chunk)
        size += chunk.size
    if held:
        yield held


def _last_paragraph(text: str, chunks: Sequence[_Chunk], limit: int) -> int:
    """Return how many of the chunks, the last left out, end with a paragraph; all where that is under half a window."""
    size = sum(one.size for one in chunks[:-1])
    for cut in range(len(chunks) - 1, 0, -1):
        if size < limit / 2:
            break
        if "\n" in text[chunks[cut - 1].words[-1][0][1] : chunks[cut].words[0][0][0]]:
            return cut
        size -= chunks[cut - 1].size
    return len(chunks) - 1


def _words(
    pieces: Sequence[int], offsets: Sequence[Span], word_ids: Sequence[int | None], start: int
) -> list[tuple[Span, list[int]]]:
    """Return each word's span and pieces."""
    found: list[tuple[Span, list[int]]] = []
    own: list[int] = []
    begun, ended, before = 0, 0, None
    for piece, (first, last), word in zip(pieces, offsets, word_ids, strict=True):
        if own and word == before:
            own.append(piece)
        else:
            if own:
                found.append(((begun, ended), own))
            own, begun, before = [piece], start + first, word
        ended = start + last
    if own:
        found.append(((begun, ended), own))
    return found


def _append(window: Window, text: str, chunk: _Chunk) -> None:
    first, at = len(window.words), len(window.ids)
    for span, ids in chunk.words:
        window.words.append(span)
        window.firsts.append(at)
        window.ids += ids
        window.shapes += [shape(text[span[0] : span[1]])] * len(ids)
        at += len(ids)
    window.sentences.append((chunk.sentence, first, len(window.words)))


@lru_cache(maxsize=65_536)
def shape(word: str) -> int:
    """Return the case shape of a word: 0 lower, 1 digits, 2 marks, 3 capitals, 4 Title or one capital, 5 mixed."""
    if not any(char.isalpha() for char in word):
        return 1 if any(char.isdigit() for char in word) else 2
    if word.islower():
        return 0
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 4 if word[0].isupper() and word[1:].islower() else 5


def roles(window: Window, source: Iterable[Span], target: Iterable[Span]) -> list[int]:
    """Return the role of each piece: 1 within the source's words, 2 within the target's, else 0."""
    found = [0] * len(window.ids)
    for role, spans in ((1, source), (2, target)):
        for start, end in spans:
            for word in window.covered(start, end):
                last = window.firsts[word + 1] if word + 1 < len(window.firsts) else len(window.ids) - 1
                found[window.firsts[word] : last] = [role] * (last - window.firsts[word])
    return found
