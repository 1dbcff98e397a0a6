"""What a teaser of another article alone tells is marked so wherever it is shown; what the text tells too is not."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
from told_readings import DAY, Story
from web_book import visitor

from dyadbook import questions
from dyadbook.book.book import Book
from dyadbook.formats.answers_terminal import show_answer
from dyadbook.formats.cards import cards
from dyadbook.formats.dyad_terminal import show_dyad
from dyadbook.formats.reading_terminal import show_reading
from dyadbook.formats.terminal import terminal_console
from dyadbook.records import BlockKind, Reading
from dyadbook.views import dyad_page

MARK = "told by a teaser of another article alone"


def told(block: BlockKind) -> Reading:
    """Return an article that tells an event, a standing and a statement in a block of a kind."""
    story = Story(DAY, "The Quay").said("JPN", "PRK", "the launch is a grave mistake")
    story.did("USA", "PRK", "ACCUSE", "they accused the North of a launch", DAY).stands("USA", "PRK", "tone", "hostile")
    one = story.reading()
    replace = msgspec.structs.replace
    reports = tuple(replace(report, block=block) for report in one.events[0].reports)
    return replace(
        one,
        events=(replace(one.events[0], reports=reports),),
        standings=(replace(one.standings[0], block=block),),
        statements=(replace(one.statements[0], block=block),),
    )


@pytest.mark.parametrize(("block", "marked"), [("teaser", True), ("body", False)])
def test_a_reading_and_the_page_of_a_dyad_mark_it(block: BlockKind, marked: bool) -> None:
    reading, page = io.StringIO(), io.StringIO()
    show_reading(told(block), terminal_console(reading, width=200))
    show_dyad(dyad_page([told(block)], "USA", "PRK"), terminal_console(page, width=200))
    assert [reading.getvalue().count(MARK), page.getvalue().count(MARK)] == ([2, 2] if marked else [0, 0])
    kinds = {card.kind for card in cards(told(block), "a") if MARK in card.details}
    assert kinds == ({"event", "standing", "statement"} if marked else set())


def test_a_book_marks_it_in_answers_and_on_pages(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    book.store.append([told("teaser")], run="test")
    found = io.StringIO()
    show_answer(questions.find(book, "", about=["PRK"]), terminal_console(found, width=200))
    show_answer(questions.changes(book, "2000-01-01", [("USA", "PRK")]), terminal_console(found, width=200))
    assert found.getvalue().count(MARK) >= 4
    client = visitor(book)
    (event,) = questions.find(book, "", kind="event").hits
    for path in ("/dyad/USA/PRK", "/dyad/JPN/PRK", f"/event/{event.event}", f"/article/{told('teaser').article.id}"):
        assert MARK in client.get(path).text


def test_what_the_text_of_another_article_tells_too_is_not_marked(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "book")
    other = Story(DAY, "The Mole").did("USA", "PRK", "ACCUSE", "the North was accused of a launch", DAY).reading()
    book.store.append([told("teaser"), other], run="test")
    page = questions.dyad(book, "USA", "PRK")
    (entry,) = (*page.timeline, *page.undated)
    assert sorted(str(one.block) for one in entry.passages) == ["body", "teaser"]
    shown = io.StringIO()
    show_dyad(page, terminal_console(shown, width=200))
    assert shown.getvalue().count(MARK) == 1  # the standing
