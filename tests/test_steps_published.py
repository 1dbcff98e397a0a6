"""The day of publication, inferred from dated pictures and bare weekdays, or left unknown."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook import reader
from dyadbook.records import Article, Block, BlockKind, Reading
from dyadbook.sources import from_text
from dyadbook.steps import published, sentences

FRIDAY = date(2025, 2, 7)
MET = "The two leaders met at the White House Friday and spoke of trade."


def _read(*blocks: tuple[BlockKind, str], stated: date | None = None, url: str | None = None) -> Article:
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    article = Article(
        id="a",
        source="s",
        url=url,
        text=text,
        blocks=tuple(made),
        published=stated,
        published_basis="stated" if stated else None,
    )
    return published.STEP.run(sentences.STEP.run([Reading(article=article)]))[0].article


INFERRED: list[tuple[str, list[tuple[BlockKind, str]]]] = [
    ("a caption with weekday", [("body", MET), ("caption", "The leaders shake hands, Friday, Feb. 7, 2025.")]),
    ("a caption with month, day and year", [("body", MET), ("caption", "The leaders on February 7, 2025.")]),
    ("a line of place and day", [("deck", "Lima/Quito, February 7, 2025"), ("body", "The two leaders met.")]),
    ("a paragraph with weekday", [("headline", "Talks open Friday"), ("body", "It began on Friday, Feb. 7, 2025.")]),
    ("an older picture beside it", [("body", MET), ("caption", "In 2018."), ("caption", "Friday, Feb. 7, 2025.")]),
    ("an older day beside it", [("body", MET), ("caption", "Feb. 7, 2025."), ("body", "They met on June 12, 2018.")]),
]


@pytest.mark.parametrize("blocks", [blocks for _, blocks in INFERRED], ids=[name for name, _ in INFERRED])
def test_a_full_date_with_its_weekday_at_the_head_is_the_day_of_publication(
    blocks: list[tuple[BlockKind, str]],
) -> None:
    article = _read(*blocks)
    assert (article.published, article.published_basis) == (FRIDAY, "inferred")


UNKNOWN: list[tuple[str, list[tuple[BlockKind, str]]]] = [
    ("no date at all", [("body", MET)]),
    ("a line of place and day without year", [("deck", "Lima, February 7"), ("body", "The two leaders met.")]),
    ("a day in a line of its own with more", [("deck", "Lima, February 7, 2025, at noon"), ("body", "They met.")]),
    ("a picture of a month", [("body", MET), ("caption", "The two in Singapore in June 2018.")]),
    ("a picture whose weekday is not echoed", [("body", MET), ("caption", "Singapore, June 12, 2018.")]),
    ("a picture from the file", [("body", MET), ("caption", "FILE - The two, Friday, Feb. 7, 2025.")]),
    ("a day without weekday in a paragraph", [("body", MET + " It opened on February 7, 2025.")]),
    ("a younger day told", [("body", MET + " He left on March 3, 2025."), ("caption", "Feb. 7, 2025.")]),
    ("a younger year told", [("body", MET + " Talks failed in 2026."), ("caption", "Feb. 7, 2025.")]),
    ("every Friday", [("body", "They pray every Friday."), ("caption", "Feb. 7, 2025.")]),
    ("last Friday", [("body", "They met last Friday."), ("caption", "Feb. 7, 2025.")]),
    ("a weekday soon after", [("body", "It ended Sunday after talks Friday."), ("caption", "Feb. 7, 2025.")]),
    ("a weekday far below the head", [("body", "One."), ("body", "Two."), ("body", "Three."), ("body", MET),
                                      ("caption", "Feb. 7, 2025.")]),
    ("a date in a byline", [("byline", "Friday, Feb. 7, 2025"), ("body", MET)]),
]  # fmt: skip


@pytest.mark.parametrize("blocks", [blocks for _, blocks in UNKNOWN], ids=[name for name, _ in UNKNOWN])
def test_without_such_a_pair_the_day_stays_unknown(blocks: list[tuple[BlockKind, str]]) -> None:
    article = _read(*blocks)
    assert (article.published, article.published_basis) == (None, None)


def test_a_stated_day_is_kept() -> None:
    article = _read(("body", MET), ("caption", "Friday, Feb. 7, 2025."), stated=date(2025, 2, 8))
    assert (article.published, article.published_basis) == (date(2025, 2, 8), "stated")


ADDRESSES = [
    ("https://paper.example/world/2025/02/07/talks-open", FRIDAY),
    ("https://paper.example/world/2025/feb/07/talks-open", FRIDAY),
    ("https://paper.example/2025-02-07-talks-open.html", FRIDAY),
    ("https://paper.example/20250207/talks-open.html", FRIDAY),
    ("https://paper.example/news/2025/02/talks-open-250207081512345.html", FRIDAY),
    ("https://paper.example/news/2025/02/talks-open-240207081512345.html", None),
    ("https://paper.example/2025/02/talks-open", None),
    ("https://paper.example/2025/02/30/talks-open", None),
    ("https://paper.example/news/20250207123", None),
    ("https://paper.example/talks?seen=/2025/02/07/", None),
    ("https://[paper.example/2025/02/07/talks-open", FRIDAY),
]


@pytest.mark.parametrize(("url", "day"), ADDRESSES)
def test_a_day_in_the_path_of_the_address_is_that_of_publication(url: str, day: date | None) -> None:
    assert _read(("body", MET), url=url).published == day


def test_a_day_in_the_address_that_the_text_is_younger_than_is_none() -> None:
    left = MET + " He left on March 3, 2025."
    assert _read(("body", left), url="https://paper.example/2025/02/07/a").published is None


DATELINES = [
    "LIMA, Feb 7, 2025. ",
    "LIMA, 7 February 2025. ",
    "LIMA (Feb 7, 2025) - ",
    "LIMA, Peru — February 7, 2025 — ",
    "LIMA, Feb. 7, 2025 -- ",
]


@pytest.mark.parametrize("line", DATELINES)
def test_the_full_date_of_a_dateline_is_that_of_publication_whatever_later_day_is_ahead(line: str) -> None:
    article = _read(("body", f"{line}{MET} They will meet again on March 3, 2025."))
    assert (article.published, article.published_basis) == (FRIDAY, "inferred")


@pytest.mark.parametrize("line", ["LIMA, Feb 7. ", "LIMA, Peru. ", "On Feb 7, 2025. "])
def test_no_other_opening_is_a_dateline(line: str) -> None:
    assert _read(("body", line + MET)).published is None


def test_a_dateline_after_today_is_left_out_and_told() -> None:
    reading = reader.read(from_text(f"LIMA, 3 March 2999 - {MET}"))
    assert reading.article.published is None
    assert [(problem.code, problem.article) for problem in reading.problems] == [("published", reading.article.id)]
    assert "2999-03-03 lies after" in reading.problems[0].message
