"""Lines of a copied page that stand together are what the group is: a letter's box, a list of links, a picture."""

from __future__ import annotations

import pytest

from dyadbook.records import BlockKind
from dyadbook.sources.copied import segment

TITLE = "Lemuria asks Brobdingnag to free two teachers held since March"
FIRST = "Lemuria's foreign minister met his colleague in Port Alder on Monday and asked him to free two teachers."
LAST = "The colleague said that he would reply within a week, and he thanked Lemuria for the talks."


def between(lines: str) -> list[tuple[BlockKind, str]]:
    """Return the kinds of lines between two paragraphs, each with its words."""
    text = f"{TITLE}\n\nBy Ana Torres\n\n{FIRST}\n\n{lines}\n\n{LAST}\n"
    blocks = [(block.kind, text[block.start : block.end]) for block in segment(text).blocks]
    assert (blocks[2], blocks[-1]) == (("body", FIRST), ("body", LAST))
    return blocks[3:-1]


@pytest.mark.parametrize(
    "box",
    [
        "Sign up to Harbour Letter\nA briefing on what happens in the ports and why it matters.\nSubscribe",
        "Free newsletter\n\nThe ports, explained each day.\n\nEnter your email address\n\n"
        "Privacy notice: letters may hold notes of charities and of those who pay for what is shown.",
        "Sign up for alerts\nPort News\nGet the news of the ports as it comes.\nSubscribe\nYour subscription failed.",
    ],
)
def test_a_box_between_an_invitation_and_its_button_is_no_text(box: str) -> None:
    assert {kind for kind, _ in between(box)} == {"teaser"}


def test_an_invitation_without_a_button_takes_no_paragraph() -> None:
    told = "The harbour was closed on Friday, and ships waited outside it, the captain of one told the paper."
    assert between(f"Sign up to Harbour Letter\n\n{told}")[-1] == ("body", told)


def test_lines_below_the_head_of_a_list_are_links_down_to_the_blank_line() -> None:
    links = "Who holds the harbour\n'We waited for days': sailors tell\nWhy Lemuria and Brobdingnag quarrel"
    assert {kind for kind, _ in between(f"Related\n\n{links}")} == {"teaser"}


def test_a_line_above_the_button_that_leads_on_is_a_link() -> None:
    assert between("Lemuria to visit Port Alder next year as quarrel ends\nRead more")[0][0] == "teaser"


def test_the_line_right_below_the_owner_of_a_picture_is_its_caption() -> None:
    shown = "The minister of Lemuria thanked his colleague for the talks"
    assert between(f"Getty Images\n{shown}") == [("credit", "Getty Images"), ("caption", shown)]


def test_a_few_words_between_a_picture_and_a_paragraph_are_a_heading() -> None:
    shown = "Ana Torres, Lee Roe and their hosts hold up the papers. Photograph: Ida Ora/EPA"
    assert between(f"{shown}\n\nA neighbour's anger") == [("caption", shown), ("subhead", "A neighbour's anger")]


def test_the_points_below_summary_tell_the_article_in_short() -> None:
    points = "Lemuria asks for two teachers\nBrobdingnag to reply within a week\nTalks were the first in a year"
    text = f"{TITLE}\n\nBy Ana Torres\n\nSummary\n{points}\n\n{FIRST}\n\n{LAST}\n"
    kinds = [block.kind for block in segment(text).blocks]
    assert kinds == ["headline", "byline", "teaser", "deck", "deck", "deck", "body", "body"]


def test_what_an_agency_says_of_itself_below_its_articles_is_no_text() -> None:
    assert between("Our Standards: The Harbour Wire Principles of Trust.")[0][0] == "teaser"


def test_what_must_be_enabled_to_see_more_is_no_text() -> None:
    notice = "To display this content from the harbour, you must enable advertisement tracking and measurement."
    assert between(notice) == [("teaser", notice)]
