"""A page that was selected whole: the article is found between its menus and what stands below it."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.sources import from_text
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


OTHERS = """More from this page
The harbour of Balnibarbi is to be dredged at last by its engineers, who have waited for years, the ministry said there.
Why the queen of Laputa sold her island
The queen of Laputa sold her island to a company that wants to build a spaceport on it, the palace said on Monday.
Two lions escape
Two lions have escaped from the zoo of Lagado and were seen in the gardens of the academy, its porter told the police.
How to sleep on a train
An old conductor tells how he slept for forty years on trains that crossed the plains of Luggnagg in all weathers.
"""


def test_the_longest_text_of_a_page_is_not_its_article_where_no_title_tells_of_it() -> None:
    terms = "".join(
        f"Our partners may store the mark number {n} on the device of a visitor, to count visits and to know the"
        " language, and they keep that mark for a year unless the visitor takes his consent back before.\n"
        for n in range(12)
    )
    page = f"{MENU}{TITLE}\n{SIGNED}{STORY}\n{FOOT}" + "Jobs\nHelp\nShop\nRadio\nMaps\n" * 3 + terms
    assert (segment(page).title, kind_of(page, "the minister of Lemuria told"[4:])) == (TITLE, "body")


def test_summaries_of_other_articles_are_not_the_article_though_they_are_longer() -> None:
    short = STORY.split("\n\n")
    page = f"{MENU}{TITLE}\n{SIGNED}" + "\n\n".join(short[:3]) + "\n" + "Jobs\nHelp\nShop\nMaps\n" * 3 + OTHERS * 2
    assert (segment(page).title, kind_of(page, "We are content")) == (TITLE, "body")


@pytest.mark.parametrize(
    "above",
    [
        "THE QUAY GAZETTE\nThe window on the strait since 1902\nLemuria | Laputa | Balnibarbi | Lagado\n",
        "Harbours|Police|Courts|Theatre|Weather\nNews\nEurope|Harbour of Port Alder to reopen, ministers agree\n",
        "The Quay Gazette\nToday's paper\nPort Alder 12° | Lagado 15°\nWorld | News | Sport\n",
    ],
)
def test_neither_the_name_of_the_page_nor_links_side_by_side_are_the_title(above: str) -> None:
    assert segment(f"{above}{TITLE}\n{SIGNED}{STORY}\n{FOOT}").title == TITLE


def test_an_entry_of_a_page_that_goes_on_is_kept_below_its_time() -> None:
    last = "Ministers of eleven countries have come to Port Alder."
    page = f"{MENU}Live: {TITLE}\n{STORY}Share\n\n11:20\n{last}\nShare\n"
    assert (segment(page).title, kind_of(page, last)) == (f"Live: {TITLE}", "body")


@pytest.mark.parametrize(
    ("above", "below", "publisher"),
    [
        ("", "© 2024 The Quay Times. All rights reserved.", "The Quay Times"),
        ("", "Copyright © 2024 The Quay Times Company", "The Quay Times"),
        ("", "© 2024 Quay Courier OÜ", "Quay Courier"),
        ("The Quay Gazette\n", "", None),
        ("The Quay Gazette\n", "Subscribe to The Quay Gazette", "The Quay Gazette"),
        ("QUAYSIDE\n", "© 2024 Quayside", "Quayside"),
        ("The Quay Gazette\n", "The Quay Gazette is a daily newspaper of Port Alder.", "The Quay Gazette"),
        ("", "About The Quay Gazette", None),
        ("", "© 2024 Quay Global Holdings Ltd.", None),
        ("Local\n", "", None),
        ("", "© 2024 Reuters. All rights reserved.", None),
        ("Reuters\n", "© 2024 Reuters. All rights reserved.", "Reuters"),
    ],
)
def test_of_signs_that_are_not_certain_two_must_name_the_same_outlet(
    above: str, below: str, publisher: str | None
) -> None:
    page = f"{above}{MENU}{TITLE}\n{SIGNED}{STORY}\nRelated topics\nPort Alder\n{below}\n"
    assert segment(page).publisher == publisher


def test_an_agency_in_the_byline_is_not_whose_page_it_is_where_its_rights_say_so() -> None:
    signed = SIGNED.replace("Ana Torres", "Ana Torres, Associated Press")
    page = f"{MENU}{TITLE}\n{signed}{STORY}\nRelated topics\n"
    assert [segment(page + rights).publisher for rights in ("", "© 2024 The Quay Times\n")] == [
        "Associated Press",
        "The Quay Times",
    ]


def test_a_name_that_several_outlets_bear_is_given_as_it_is_written() -> None:
    assert outlet_named("The Standard") == "The Standard"


@pytest.mark.parametrize(
    "line",
    [
        "Reporter: our staff", "By Staff Writer", "By Our Correspondent", "Our Correspondent", "Agencies",
        "By Web Desk", "By News Desk and Agencies", "Staff Reporter",
    ],
)  # fmt: skip
def test_who_works_for_an_outlet_without_a_name_is_no_person(line: str) -> None:
    layout = segment(f"{TITLE}\n{line}\n12 March 2024\n{STORY}")
    assert (layout.title, layout.authors, layout.deck) == (TITLE, (), None)


def test_who_is_named_beside_the_staff_is_an_author() -> None:
    assert segment(f"{TITLE}\nBy Ana Torres and Our Correspondent\n12 March 2024\n{STORY}").authors == ("Ana Torres",)


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 hours ago",
        "Updated 14:05 GMT",
        "Friday 12 Shawwal",
        "12 Shawwal 1445 AH",
        "3 March 2087",
        "03/04/2024",
        "2024-13-04",
        "31 February 2024",
        "March 12",
        "Posted on 12-03-2024",
    ],
)
def test_a_day_that_is_not_certain_is_none(line: str) -> None:
    article = from_text(f"{TITLE}\n{line}\n{STORY}")
    assert (article.title, article.published) == (TITLE, None)
