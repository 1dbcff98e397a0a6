"""Copies and versions: wire stories under several mastheads, changed texts at one address, notices."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.book.copies import NEAR, Edition, address, bands, original, share, signature, statuses, versions
from dyadbook.book.notices import notice
from dyadbook.records import Article

STORY = " ".join(
    f"The envoys of both states met for hour {number} in hall {number * 7} and spoke of border post {number * 3}."
    for number in range(1, 25)
)
OTHER = " ".join(
    f"Farmers near river {number} sold {number * 9} crates of pears while rain fell on field {number * 5}."
    for number in range(1, 25)
)


def article(text: str, **fields: object) -> Article:
    given: dict[str, object] = {"id": f"a{abs(hash(text)) % 10**6}", "source": "test", "text": text, **fields}
    return Article(**given)  # type: ignore[arg-type]


def test_a_wire_story_with_another_head_and_a_cut_tail_is_a_copy() -> None:
    cut = "LAKESIDE (Wire) - " + STORY[: len(STORY) * 3 // 4]
    assert share(signature(STORY), signature(cut)) >= NEAR
    assert set(bands(signature(STORY))) & set(bands(signature(cut)))
    assert original(signature(cut), [("other", signature(OTHER)), ("first", signature(STORY))]) == "first"


def test_two_texts_on_other_matters_are_no_copies() -> None:
    assert original(signature(STORY), [("two", signature(OTHER))]) is None


def test_a_text_too_short_to_tell_is_no_copy() -> None:
    assert signature("Talks resume on Monday.") == ()
    assert original((), [("two", ())]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.example.org/a/b/", "http://example.org/a/b?utm_source=feed#top", True),
        ("https://m.example.org/a/amp", "https://example.org/a", True),
        ("https://example.org/story?id=1", "https://example.org/story?id=2", False),
        ("https://example.org/a", "https://example.net/a", False),
    ],
)
def test_an_address_is_the_works_without_what_tracks_readers(one: str, other: str, same: bool) -> None:
    assert (address(one) == address(other)) is same


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        ("Envoys meet", "They met.", "current"),
        ("RETRACTED: Envoys meet", "They met.", "retracted"),
        ("Envoys meet", "They met.\n\nThis article has been retracted.", "retracted"),
        ("Envoys meet", "They met.\n\nCorrection: An earlier text had the wrong day.", "corrected"),
        ("Envoys meet", "They met.\n\nAn earlier version of this story had the wrong day.", "corrected"),
        ("Minister asks for retraction", "The minister asked for a correction of the map.", "current"),
        ("Envoys meet", "Correction officers watched the hall.", "current"),
        ("Retraction: Envoys meet", "They met.", "retracted"),
        ("[WITHDRAWN] Envoys meet", "They met.", "retracted"),
        ("Envoys meet", "They met.\n\nEditor's note: This story has been withdrawn.", "retracted"),
        (
            "Envoys meet",
            "They met.\n\nThe envoys' words. “Go,” one said. This article has been retracted.",
            "retracted",
        ),
        ("Envoys meet", "They met.\n\nUpdate: this report has been withdrawn.", "retracted"),
        ("Withdrawn: US troops leave Niger", "The last of them left.", "current"),
        ("Envoys meet", '"This article has been retracted," Uganda\'s minister read aloud.', "current"),
        ("Envoys meet", "He held up a page: “Sorry, this article has been retracted.”", "current"),
        ("Envoys meet", "‘This story has been withdrawn,’ the minister read aloud.", "current"),
        ("Envoys meet", "The agency wrote of tests, and this report was withdrawn by its board.", "current"),
        ("Envoys meet", "'RETRACTED: the map' stood on the wall.", "current"),
    ],
)
def test_a_notice_sets_the_status(title: str, text: str, status: str) -> None:
    assert notice(article(text, title=title)) == status


def test_a_site_is_no_work() -> None:
    assert address("https://www.example.org/") is None


OLD, NEW = date(2025, 2, 1), date(2025, 2, 2)


@pytest.mark.parametrize(
    ("editions", "expected", "numbers"),
    [
        ([Edition(retrieved=OLD), Edition(retrieved=NEW)], "superseded current", [1, 2]),
        ([Edition(retrieved=NEW), Edition(retrieved=OLD)], "current superseded", [2, 1]),
        ([Edition(published=NEW), Edition(published=OLD)], "current superseded", [2, 1]),
        ([Edition(), Edition()], "superseded current", [1, 2]),
        ([Edition(), Edition(own="corrected")], "superseded corrected", [1, 2]),
        ([Edition(own="retracted"), Edition()], "retracted current", [1, 2]),
    ],
    ids=["the newer holds", "in any order", "published later", "filed later", "a correction", "what is retracted"],
)
def test_of_the_editions_of_one_work_the_newest_holds(
    editions: list[Edition], expected: str, numbers: list[int]
) -> None:
    assert " ".join(statuses(editions)) == expected
    assert versions(editions) == numbers
