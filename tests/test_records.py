"""The records: frozen, spans that quote their words, ids that are hashes of content."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import words_in_texts

from dyadbook import records, schemas


@given(words_in_texts())
def test_words_of_a_text_quote_it(case: tuple[str, records.Words]) -> None:
    text, words = case
    assert records.broken_spans(words, text) == []


@given(words_in_texts(), st.text(min_size=1, max_size=5))
def test_words_of_another_text_are_found_out(case: tuple[str, records.Words], added: str) -> None:
    text, words = case
    changed = msgspec.structs.replace(words, text=words.text + added)
    assert records.broken_spans(changed, text) == [(words.start, words.end, changed.text)]


@pytest.mark.parametrize(("start", "end"), [(0, 6), (4, 3), (6, 6)])
def test_a_span_outside_the_text_is_broken(start: int, end: int) -> None:
    block = records.Block(kind="body", start=start, end=end)
    assert records.broken_spans(block, "seven"[:5]) == [(start, end, None)]


def test_spans_are_code_points_not_bytes_or_utf16_units() -> None:
    text = "é 😀 Tōkyō"
    assert records.words_at(text, 4, 9).text == "Tōkyō"


def test_spans_are_found_at_any_depth() -> None:
    words = records.Words(start=0, end=5, text="North")
    when = records.When(words=words)
    report = records.Report(
        article="a", block="body", start=0, end=11, text="North Korea", trigger=words, date=when, modality="actual",
        confidence=1.0,
    )  # fmt: skip
    assert sorted(records.spans((report,))) == [(0, 5, "North"), (0, 5, "North"), (0, 11, "North Korea")]


@pytest.mark.parametrize("record_type", schemas.record_types(), ids=lambda kind: kind.__name__)
def test_no_record_can_be_changed(record_type: type[Any]) -> None:
    assert record_type.__struct_config__.frozen
    assert record_type.__doc__


def test_the_same_content_has_the_same_id_and_other_content_another() -> None:
    one = records.article_id("Title", None, "text")
    assert one == records.article_id("Title", None, "text")
    assert len({one, records.article_id(None, "Title", "text"), records.article_id("Title", None, "text ")}) == 3


def test_an_id_can_be_made_of_text_with_a_lone_surrogate() -> None:
    assert len(records.make_id("\ud800")) == 16
