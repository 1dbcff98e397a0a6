"""Texts cut at the ends of spans that overlap, touch and nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import texts_with_spans

from dyadbook.formats.segments import Span, cut


def spans_of(pairs: list[tuple[int, int]]) -> list[Span[int]]:
    """Return spans that are told apart by their number."""
    return [Span(start, end, number) for number, (start, end) in enumerate(pairs)]


@given(texts_with_spans())
def test_the_segments_are_the_text_and_each_has_the_spans_that_cover_it(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, pairs = case
    segments = cut(0, len(text), spans_of(pairs))
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    for segment in segments:
        held = {n for n, (start, end) in enumerate(pairs) if start <= segment.start and segment.end <= end}
        assert {span.item for span in segment.covering} == held


@given(texts_with_spans())
def test_every_span_that_is_not_empty_opens_once_and_closes_once(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, pairs = case
    segments = cut(0, len(text), spans_of(pairs))
    shown = sorted(number for number, (start, end) in enumerate(pairs) if start < end)
    assert sorted(span.item for segment in segments for span in segment.opening) == shown
    assert sorted(span.item for segment in segments for span in segment.closing) == shown


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], [(0, 9, [])]),
        ([(0, 6), (3, 9)], [(0, 3, [0]), (3, 6, [0, 1]), (6, 9, [1])]),
        ([(0, 9), (3, 6)], [(0, 3, [0]), (3, 6, [1, 0]), (6, 9, [0])]),
        ([(0, 3), (3, 9)], [(0, 3, [0]), (3, 9, [1])]),
        ([(2, 5), (2, 5)], [(0, 2, []), (2, 5, [0, 1]), (5, 9, [])]),
        ([(4, 4)], [(0, 9, [])]),
        ([(-5, 3), (8, 20)], [(0, 3, [0]), (3, 8, []), (8, 9, [1])]),
    ],
)
def test_spans_are_cut_with_the_shortest_first(
    pairs: list[tuple[int, int]], expected: list[tuple[int, int, list[int]]]
) -> None:
    found = [(s.start, s.end, [span.item for span in s.covering]) for s in cut(0, 9, spans_of(pairs))]
    assert found == expected


def test_an_empty_stretch_has_no_segments() -> None:
    assert cut(3, 3, spans_of([(0, 9)])) == []
