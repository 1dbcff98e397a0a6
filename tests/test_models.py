"""The model: windows of word pieces, decoding, answers that do not depend on company or threads, and hostile text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadbook import models
from dyadbook.errors import ModelError
from dyadbook.models import Ask, Model
from dyadbook.models.decode import Chain, allowed, bio, tagged_spans
from dyadbook.models.labels import NAME_TAGS, TYPES
from dyadbook.models.links import link_features
from dyadbook.models.pieces import LIMIT, roles, shape
from dyadbook.models.session import Graph

TEXT = (
    "Norway's foreign minister said on Monday that Oslo would expel two Belarusian diplomats. "
    '"We regret this step," the foreign ministry in Minsk said, and summoned the Norwegian ambassador.'
)
SENTENCES = [(0, 88), (89, len(TEXT))]
ODD = [
    "",
    " \t\n",
    "word " * 2000,
    "x" * 10_000,
    "🇳🇴 🇧🇾 😀 " * 30,
    "Россия осудила действия НАТО. 中国 谴责 美国。 كوريا الشمالية",
    "a\x00b\x07c \x1b[31m Norway \u202e expelled \u200b Belarus \ufeff",
    "[CLS] [SEP] [MASK] [PAD] [UNK] Norway",
    "e\u0301" * 300,
    "half a character \ud83d here",
]


@pytest.fixture(scope="module")
def model() -> Model:
    return models.load()


# ---- windows


@pytest.mark.parametrize(
    ("word", "number"),
    [("talks", 0), ("1,950", 1), (".", 2), ("NATO", 3), ("Norway", 4), ("A", 4), ("McKay", 5), ("iPhone", 5)],
)
def test_the_shape_of_a_word_tells_its_case(word: str, number: int) -> None:
    assert shape(word) == number


@pytest.mark.parametrize("text", ODD)
def test_no_window_is_longer_than_what_the_encoder_was_trained_on(model: Model, text: str) -> None:
    for window in model.pieces.windows(text, [(0, len(text))]):
        assert len(window.ids) == len(window.shapes) <= LIMIT + 2
        assert len(window.words) == len(window.firsts)


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_words_of_windows_are_in_order_and_lie_in_their_sentences(one: str, other: str) -> None:
    text = one + "\n" + other
    spans = [(0, len(one)), (len(one) + 1, len(text))]
    at = 0
    for window in models.load().pieces.windows(text, spans):
        for number, first, last in window.sentences:
            for start, end in window.words[first:last]:
                assert at <= start <= end <= spans[number][1]
                assert start >= spans[number][0]
                at = start


def test_sentences_share_a_window_and_keep_their_numbers(model: Model) -> None:
    windows = model.pieces.windows(TEXT, SENTENCES)
    assert [sentence[0] for sentence in windows[0].sentences] == [0, 1]


def test_a_long_sentence_is_cut_between_words(model: Model) -> None:
    text = "Norway " * 600
    windows = model.pieces.windows(text, [(0, len(text))])
    assert len(windows) > 1
    assert sum(len(window.words) for window in windows) == 600


def test_the_pieces_of_a_side_have_its_role(model: Model) -> None:
    window = model.pieces.windows(TEXT, SENTENCES)[0]
    found = roles(window, [(0, 6)], [(67, 77)])
    assert found[window.firsts[0]] == 1
    assert set(found) == {0, 1, 2}


# ---- decoding


def test_a_sequence_that_bio_bars_is_never_chosen() -> None:
    tags = bio(["x", "y"])
    moves = np.where(allowed(tags), 0, -1e4).astype(np.float32)
    scores = np.zeros((3, len(tags)), dtype=np.float32)
    scores[0, tags.index("B-x")] = 2
    scores[1, tags.index("I-y")] = 3
    [spans] = tagged_spans([(Chain(tags, moves), scores)])
    assert [(span.kind, span.first, span.last) for span in spans] == [("y", 0, 2)]


def test_windows_decoded_together_are_as_each_alone() -> None:
    tags = bio(["x", "y"])
    moves = np.where(allowed(tags), 0.2, -1e4).astype(np.float32)
    draw = np.random.default_rng(5)
    each = [draw.normal(0, 3, (size, len(tags))).astype(np.float32) for size in (9, 1, 4, 0, 30)]
    alone = [tagged_spans([(Chain(tags, moves), scores)])[0] for scores in each]
    for spans, others in zip(tagged_spans([(Chain(tags, moves), scores) for scores in each]), alone, strict=True):
        assert [(s.kind, s.first, s.last) for s in spans] == [(s.kind, s.first, s.last) for s in others]
        assert [s.score for s in spans] == pytest.approx([s.score for s in others], abs=1e-5)


@given(st.lists(st.lists(st.floats(-6, 6), min_size=5, max_size=5), min_size=1, max_size=7))
@settings(deadline=None)
def test_the_probability_of_a_span_is_what_summing_over_all_sequences_gives(rows: list[list[float]]) -> None:
    tags = bio(["x", "y"])
    moves = np.where(allowed(tags), 0.3, -1e4).astype(np.float32)
    scores = np.array(rows, dtype=np.float32)
    total, by_span = 0.0, dict[tuple[str, int, int], float]()
    stack: list[tuple[list[int], float]] = [([], 0.0)]
    while stack:
        path, weight = stack.pop()
        if len(path) == len(rows):
            total += np.exp(weight)
            for span in _spans([tags[tag] for tag in path]):
                by_span[span] = by_span.get(span, 0.0) + float(np.exp(weight))
            continue
        for tag in range(len(tags)):
            if not path and tags[tag].startswith("I-"):
                continue
            if not path or moves[path[-1], tag] > -1e3:
                move = float(moves[path[-1], tag]) if path else 0.0
                stack.append(([*path, tag], weight + move + float(scores[len(path), tag])))
    scores[0, [tags.index("I-x"), tags.index("I-y")]] = -1e4
    for found in tagged_spans([(Chain(tags, moves), scores)])[0]:
        expected = by_span[found.kind, found.first, found.last] / total
        assert found.score == pytest.approx(expected, abs=2e-3)


def _spans(tags: list[str]) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((tag[2:], at, at + 1))
        elif tag.startswith("I-"):
            found[-1] = (*found[-1][:2], at + 1)
    return found


def test_no_words_have_no_spans() -> None:
    tags = bio(["x"])
    chain = Chain(tags, np.zeros((3, 3), dtype=np.float32))
    assert tagged_spans([(chain, np.zeros((0, 3), dtype=np.float32))]) == [[]]
    assert tagged_spans([]) == []


def test_what_speaks_for_a_link_tells_distance_order_and_sentence() -> None:
    cells = link_features([(5, 9)], [(0, 2), (12, 13)], [(3, 4)], [0] * 10 + [1] * 5)
    assert cells.shape == (1, 2, 12)
    assert cells[0, 0, 6] == 1  # before
    assert cells[0, 1, 6] == 0
    assert cells[0, 0, 7] == 1  # same sentence
    assert cells[0, 1, 7] == 0


# ---- answers


def test_the_model_sees_who_says_what(model: Model) -> None:
    said = model.attributions(model.see(TEXT, SENTENCES))
    words = {TEXT[slice(*one.content)] for one in said}
    assert any("We regret this step" in one for one in words)
    assert any(one.source and "Minsk" in TEXT[slice(*one.source)] for one in said)


def test_the_model_sees_names(model: Model) -> None:
    names = {(one.kind, TEXT[one.start : one.end]) for one in model.names(model.see(TEXT, SENTENCES))}
    assert ("country", "Norway") in names
    assert ("office", "foreign minister") in names


def test_the_model_sees_who_acts_on_whom_and_whether_it_happened(model: Model) -> None:
    seen = model.see(TEXT, SENTENCES)
    there, back = model.answer(seen, [Ask(0, ((0, 6),), ((67, 77),)), Ask(0, ((67, 77),), ((0, 6),))])
    assert there is not None
    assert back is not None
    assert there.type == "SANCTION"
    assert there.modality == "future"
    assert "expel" in TEXT[slice(*there.trigger)]
    assert back.type == "none"


def test_probabilities_sum_to_one(model: Model) -> None:
    answer = model.classify(TEXT, SENTENCES, (0, 6), (67, 77))
    assert answer is not None
    assert tuple(answer.types) == TYPES
    for chances in (answer.types, answer.acts, answer.modalities):
        assert sum(chances.values()) == pytest.approx(1, abs=1e-4)


def test_a_question_about_words_of_another_sentence_has_no_answer(model: Model) -> None:
    assert model.answer(model.see(TEXT, SENTENCES), [Ask(1, ((0, 6),), ((67, 77),))]) == [None]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_breaks_no_span(model: Model, text: str) -> None:
    seen = model.see(text, [(0, len(text))])
    for name in model.names(seen):
        assert 0 <= name.start < name.end <= len(text)
    for said in model.attributions(seen):
        for span in (said.content, said.source, said.cue):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
    answer = model.classify(text, [(0, len(text))], None, None)
    assert answer is None or 0 <= answer.trigger[0] < answer.trigger[1] <= len(text)


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=40)
def test_any_text_goes_through(text: str) -> None:
    model = models.load()
    for name in model.names(model.see(text, [(0, len(text))])):
        assert text[name.start : name.end]


def test_one_and_two_threads_see_the_same() -> None:
    folder = Path(models.__file__).parent / "data" / "base"
    one, two = (Model(folder, threads) for threads in (1, 2))
    text = (TEXT + " ") * 8
    spans = [
        (start + shift, end + shift) for shift in range(0, len(text) - 1, len(TEXT) + 1) for start, end in SENTENCES
    ]
    seen = [model.see(text, spans) for model in (one, two)]
    for a, b in zip(*(each.passes for each in seen), strict=True):
        assert np.array_equal(a.words, b.words)
        assert np.array_equal(a.attribution, b.attribution)


def test_a_window_is_seen_the_same_alone_and_beside_others(model: Model) -> None:
    alone = model.see(TEXT, SENTENCES).passes[0]
    other = "Peru and Chile signed an accord. " * 60
    text = TEXT + " " + other
    spans = [*SENTENCES, *((at, at + 32) for at in range(len(TEXT) + 1, len(text) - 32, 33))]
    model.see(text, spans)
    again = model.see(TEXT, SENTENCES).passes[0]
    assert np.array_equal(alone.words, again.words)


# ---- folders


def test_a_model_is_shipped_and_small() -> None:
    assert "base" in models.shipped()
    folder = Path(models.__file__).parent / "data" / "base"
    assert sum(path.stat().st_size for path in folder.iterdir()) < 35_000_000


def test_a_folder_without_a_model_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json"):
        Model(tmp_path)


def test_a_model_with_other_labels_is_an_error_that_says_so(tmp_path: Path) -> None:
    folder = Path(models.__file__).parent / "data" / "base"
    info = json.loads((folder / "model.json").read_text("utf-8"))
    info["labels"]["names"] = list(NAME_TAGS[:-1])
    (tmp_path / "model.json").write_text(json.dumps(info), encoding="utf-8")
    with pytest.raises(ModelError, match="labels of names"):
        Model(tmp_path)


def test_a_damaged_graph_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx.gz").write_bytes(b"not a graph")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Graph(tmp_path / "encoder.onnx.gz")
