"""A page that was selected whole: the article is found between its menus and what stands below it."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.sources.copied import segment
from dyadbook.world.outlets import outlet_named

MENU = "Skip to content\nHome\nNews\nSport\nCulture\nSign in\n"
TITLE = "Lemuria and Brobdingnag agree to reopen the harbour of Port Alder"
SIGNED = "12 March 2024\nShare\nSave\nBy Ana Torres\n"
STORY = """Lemuria and Brobdingnag have agreed to reopen the harbour of Port Alder, which has been closed for two years.

The foreign minister of Lemuria told reporters on Tuesday that ships of both countries would sail again in May.

"We are content with the text," he said after the talks in Port Alder, which lasted three days and two nights.

Brobdingnag had closed the harbour after fishermen of both countries clashed at the strait in the autumn of 2022.

The two ministers are to meet again in Port Alder in April to sign the agreement on the harbour and the strait.
"""
FOOT = """Related topics
Lemuria
Port Alder
More on this story
Why the queen of Laputa sold her island
2 February 2024
Balnibarbi counts the votes of its engineers
A recount of every ward is expected to last until the summer.
5 hrs ago
© 2024 BBC. All rights reserved.
"""
PAGE = f"{MENU}{TITLE}\n{SIGNED}{STORY}\n{FOOT}"


def kinds(text: str) -> dict[str, str]:
    return {text[block.start : block.end]: block.kind for block in segment(text).blocks}


def kind_of(text: str, words: str) -> str:
    found = [kind for block, kind in kinds(text).items() if words in block]
    assert len(found) == 1, found
    return found[0]


def test_the_title_stands_below_the_menu() -> None:
    layout = segment(PAGE)
    assert (layout.title, layout.authors, layout.published) == (TITLE, ("Ana Torres",), date(2024, 3, 12))
    assert {kind_of(PAGE, words) for words in ("Skip to", "Home", "Sport", "Sign in")} == {"teaser"}


@pytest.mark.parametrize(
    "menu",
    [
        "World\nAsia Pacific\n",
        "Skip to main content\nSkip to navigation\nPrint subscriptions\nSearch jobs\nThe harbour crisis\n",
        "Search\nOpen sitemap\nNational\nNorth Lemuria\nDiplomacy/Defence\n",
        "Sections\nBooks\nPuzzles\nToday's forecast for Port Alder and the strait\nJobs\nHouses\n",
    ],
)
def test_a_menu_may_be_short_or_hold_longer_links(menu: str) -> None:
    assert segment(f"{menu}{TITLE}\n{SIGNED}{STORY}\n{FOOT}").title == TITLE


def test_a_deck_is_no_title_though_it_tells_as_much() -> None:
    deck = "Foreign ministers of Lemuria and Brobdingnag agree after three days of talks in Port Alder"
    layout = segment(f"{MENU}{TITLE}\n{deck}\n{SIGNED}{STORY}\n{FOOT}")
    assert (layout.title, layout.deck) == (TITLE, deck)


def test_a_text_without_a_menu_opens_with_its_title() -> None:
    layout = segment(f"Talks end\n{SIGNED}{STORY}")
    assert layout.title == "Talks end"


@pytest.mark.parametrize(
    "words",
    ["Why the queen", "2 February 2024", "Balnibarbi counts", "A recount of every ward", "5 hrs ago"],
)
def test_what_stands_below_the_article_leads_to_others(words: str) -> None:
    assert kind_of(PAGE, words) == "teaser"


def test_a_day_below_the_article_is_that_of_another() -> None:
    assert segment(f"{MENU}{TITLE}\nShare\n{STORY}\n{FOOT}").published is None


def test_the_last_paragraphs_are_kept_below_a_list_of_links() -> None:
    box = "Related stories\nWhy the queen of Laputa sold her island\n"
    last = "The minister of Lemuria thanked Brobdingnag for the agreement on the harbour.\n"
    assert kind_of(f"{MENU}{TITLE}\n{SIGNED}{STORY}\n{box}\n{last}\n{FOOT}", "thanked Brobdingnag") == "body"


@pytest.mark.parametrize(
    "notice",
    [
        "Save articles to read later and create your own reading list.",
        "Sign up for our newsletter and get the best of the week in your inbox.",
        "We use cookies to improve your experience on this page.",
        "Please read our comment policy before you leave a comment.",
        "Thank you for reading this story, and please consider becoming a member.",
    ],
)
def test_a_sentence_of_the_page_to_its_reader_is_no_paragraph(notice: str) -> None:
    first, rest = STORY.split("\n\n", 1)
    assert kind_of(f"{TITLE}\n{SIGNED}{first}\n\n{notice}\n\n{rest}", notice) == "teaser"


@pytest.mark.parametrize(
    ("above", "below", "publisher"),
    [
        ("", "© 2024 BBC. All rights reserved.", "BBC"),
        ("", "Copyright (c) Yonhap News Agency prohibits its content from being reprinted.", "Yonhap"),
        ("", "© 2024 Al Jazeera Media Network", "Al Jazeera"),
        ("The Guardian\n", "", "The Guardian"),
        ("", "Copyright 2024 The Associated Press. All rights reserved.", None),
    ],
)
def test_a_page_belongs_to_whom_its_head_or_its_rights_name(above: str, below: str, publisher: str | None) -> None:
    page = f"{MENU}{above}{TITLE}\n{SIGNED}{STORY}\nRelated topics\nPort Alder\n{below}\n"
    assert segment(page).publisher == publisher


def test_an_outlet_is_known_by_any_of_its_names() -> None:
    assert [outlet_named(words) for words in ("BBC News", "the guardian", "Quay Gazette")] == [
        "BBC",
        "The Guardian",
        None,
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1 of 4 |", "teaser"),
        ("https://quay.example/p/4o0ab", "teaser"),
        ("Editor: Li Wei", "credit"),
        ("Edited by: Li Wei", "credit"),
        ("Translation of an original article in Laputan.", "credit"),
    ],
)
def test_what_a_page_says_of_itself_is_neither_deck_nor_byline(line: str, kind: str) -> None:
    text = f"{TITLE}\n{line}\n12 March 2024\n{STORY}"
    assert (kind_of(text, line), segment(text).authors) == (kind, ())
