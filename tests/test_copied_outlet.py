"""The head and the foot of a text name its outlet; a section or a topic beside the headline is none."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.sources import SourceOptions, from_text
from dyadbook.sources.copied import segment

TITLE = "Lemuria asks Brobdingnag to free two teachers"
LEAD = "Lemuria's foreign minister met his colleague in Port Alder on Monday and asked him to free two teachers."
STORY = f"{LEAD}\n\nThe colleague said that he would reply within a week, and he thanked Lemuria for the talks."
DAY = date(2024, 3, 8)
SIGNED = "By Ana Torres\n8 March 2024"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Alder Weekly\nInterview\n8 March 2024", "Alder Weekly"),
        ("ISLANDS MAIL\nWORLD\n8 March 2024", "ISLANDS MAIL"),
        ("El Faro del Norte – English edition\n8 March 2024", "El Faro del Norte"),
        ("Pampa Norte (Online edition)\n8 March 2024", "Pampa Norte"),
        ("Lemuria Briefing – Weekend edition\n8 March 2024", "Lemuria Briefing"),
        ("The Greater Alder Morning Herald\nPORT ALDER, 8 March 2024", "The Greater Alder Morning Herald"),
        ("Gazette of the Isles\n8 March 2024", "Gazette of the Isles"),
        ("LEMURIA NEWS AGENCY\n8 March 2024", "LEMURIA NEWS AGENCY"),
        ("Al Jazeera\n8 March 2024", "Al Jazeera"),
        ("Le Sahel Nouveau\nDiplomacy\n8 March 2024", None),
        ("Yeni Ufuk\nANKARA, 8 March 2024", None),
        ("Vestnik Severa | Politics | 8 March 2024", None),
        ("Middle East\n8 March 2024", None),
        ("Foreign Affairs\n8 March 2024", None),
        ("Special Report\n8 March 2024", None),
        ("Lemuria and Brobdingnag\n8 March 2024", None),
        ("Teachers’ affair\n8 March 2024", None),
        ("Radio Atoll\n8 March 2024", "Radio Atoll"),
        ("Reuters\n8 March 2024", "Reuters"),
        (
            "Ministry of Foreign Affairs of Lemuria\nPress release No. 12\n8 March 2024",
            "Ministry of Foreign Affairs of Lemuria",
        ),
    ],
)
def test_the_first_line_is_the_outlets_where_it_can_be_nothing_else(head: str, publisher: str | None) -> None:
    layout = segment(f"{head}\n\n{TITLE}\n\n{STORY}")
    assert (layout.title, layout.published, layout.authors) == (TITLE, DAY, ())
    assert layout.publisher == publisher


@pytest.mark.parametrize("title", ["“We will not sign this paper”", '"We will not sign this paper"', TITLE.upper()])
def test_a_headline_in_quotation_marks_or_capitals_stands_below_the_outlet(title: str) -> None:
    layout = segment(f"Isles Tribune\nQ&A\n{title}\n\n{SIGNED}\n\n{STORY}")
    assert (layout.title, layout.publisher, layout.authors) == (title, "Isles Tribune", ("Ana Torres",))


def test_the_first_question_of_an_interview_is_not_its_headline() -> None:
    turns = "\n\n".join(
        f"Alder Weekly: {question}\n\nTorres: {answer}"
        for question, answer in [
            ("Minister, the paper was not signed. Will you sign it?", "We will not sign this paper, as I said."),
            ("Will you talk to Brobdingnag about the paper?", "I would talk to anybody who asks me to talk."),
            ("Do the teachers come home?", "The teachers come home, and that is all I can tell you."),
        ]
    )
    title = '"We will not sign this paper"'
    layout = segment(f"Alder Weekly\nInterview\n8 March 2024\n\n{title}\n\n{LEAD}\n\n{turns}")
    assert (layout.title, layout.publisher, layout.published) == (title, "Alder Weekly", DAY)


@pytest.mark.parametrize(
    ("rights", "publisher"),
    [
        ("© Steppe Dispatch 2024", "Steppe Dispatch"),
        ("Copyright Steppe Dispatch 2024. All rights reserved.", "Steppe Dispatch"),
        ("Steppe Dispatch © 2024. All rights reserved.", "Steppe Dispatch"),
        ("© Brobdingnag Holdings 2024", None),
    ],
)
def test_the_year_of_the_rights_is_no_part_of_whose_they_are(rights: str, publisher: str | None) -> None:
    assert segment(f"{TITLE}\n\n{SIGNED}\n\n{STORY}\n\n{rights}").publisher == publisher


@pytest.mark.parametrize(
    ("above", "dateline", "publisher"),
    [
        ("", "PORT ALDER, Lemuria, March 8, 2024 (Lagoon Wire) - ", "Lagoon Wire"),
        ("", "PORT ALDER, March 8 (Reuters) - ", "Reuters"),
        ("", "PORT ALDER (AP) — ", "Associated Press"),
        ("", "PORT ALDER (LNA) — ", None),
        ("", "PORT ALDER (USA) — ", None),
        ("", "PORT ALDER (North Lemuria), 8 March — ", None),
        ("Atoll Herald\n", "PORT ALDER (AP) — ", "Atoll Herald"),
        ("Home\nWorld\nPolitics\nOpinion\nSport\n", "PORT ALDER (AP) — ", None),
    ],
)
def test_an_agency_in_the_dateline_is_the_outlet_of_a_text_that_names_no_other(
    above: str, dateline: str, publisher: str | None
) -> None:
    layout = segment(f"{above}{TITLE}\n\n{dateline}{STORY}")
    assert (layout.title, layout.publisher) == (TITLE, publisher)


MENU = "Home\nWorld\nPolitics\nOpinion\nSport\n\n"
OUTLETS = [
    ("Reuters", "Reuters"),
    ("AFP", "Agence France-Presse"),
    ("Al Jazeera", "Al Jazeera"),
    ("Le Monde", "Le Monde"),
    ("Nikkei Asia", "Nikkei Asia"),
    ("The East African", "The East African"),
    ("Radio Atoll", "Radio Atoll"),
    ("Isles Business Week", "Isles Business Week"),
    ("Grand Atoll Press Wire", "Grand Atoll Press Wire"),
    ("The Hill Harbour Wire", "The Hill Harbour Wire"),
]


@pytest.mark.parametrize("signed", ["", "By Ana Torres\n", "By Ana Torres and Joan Lee\n"])
@pytest.mark.parametrize(("line", "publisher"), OUTLETS)
def test_an_outlets_name_alone_below_the_title_is_the_outlet_and_no_author(
    line: str, publisher: str, signed: str
) -> None:
    layout = segment(f"{TITLE}\n\n{line}\n{signed}8 March 2024\n\n{STORY}")
    assert (layout.title, layout.publisher, layout.published) == (TITLE, publisher, DAY)
    assert layout.authors == tuple(signed.removeprefix("By ").strip().split(" and ") if signed else ())


@pytest.mark.parametrize(
    "line", ["Middle East", "World News", "Special Report", "Foreign Affairs", "Le Sahel Nouveau", "Yeni Ufuk", "Aa"]
)
def test_a_line_that_may_be_a_section_or_a_name_is_no_outlet(line: str) -> None:
    layout = segment(f"{TITLE}\n\n{line}\nBy Ana Torres\n8 March 2024\n\n{STORY}")
    assert (layout.publisher, layout.authors) == (None, ("Ana Torres",))


@pytest.mark.parametrize(
    "more",
    [
        "PORT ALDER (Yeni Ufuk) - The ministers will meet again.",
        "© 2024 Yeni Ufuk. All rights reserved.",
    ],
)
def test_a_line_of_capitals_is_the_outlet_where_the_text_names_it_again_as_one(more: str) -> None:
    assert segment(f"{TITLE}\n\nYeni Ufuk\n8 March 2024\n\n{STORY}\n\n{more}").publisher == "Yeni Ufuk"


def test_one_who_is_told_things_is_an_outlet_where_the_name_is_no_persons() -> None:
    told = "“We shall see,” the minister told {}, and he asked for patience in the days to come."
    paper, person = "Nordic Court Reporter", "Maria Lopez"
    assert segment(f"{TITLE}\n\n{paper}\n{SIGNED}\n\n{STORY}\n\n{told.format(paper)}").publisher == paper
    assert segment(f"{TITLE}\n\n{person}\n8 March 2024\n\n{STORY}\n\n{told.format(person)}").publisher is None


@pytest.mark.parametrize("line", ["Ministry of External Affairs, Government of Lemuria", "Embassy of Lemuria in Oslo"])
def test_a_ministry_below_the_title_of_a_text_that_nobody_signs_issued_it(line: str) -> None:
    assert segment(f"{TITLE}\n\n{line}\n8 March 2024\n\n{STORY}").publisher == line
    assert segment(f"{TITLE}\n\n{line}\n{SIGNED}\n\n{STORY}").publisher is None


@pytest.mark.parametrize(
    ("end", "publisher"),
    [
        ("Reuters", "Reuters"),
        ("(AFP)", "Agence France-Presse"),
        ("Source: Al Jazeera", "Al Jazeera"),
        ("The minister will answer in a week. — Bernama", "Bernama"),
        ("Maria Lopez", None),
        ("Emily Post", None),
    ],
)
def test_the_last_line_of_a_text_may_name_its_outlet(end: str, publisher: str | None) -> None:
    assert segment(f"{TITLE}\n\n{SIGNED}\n\n{STORY}\n\n{end}").publisher == publisher


def test_an_agency_whose_text_a_paper_prints_is_who_wrote_it() -> None:
    layout = segment(f"Atoll Herald\n\n{TITLE}\n\nReuters\n8 March 2024\n\n{STORY}")
    assert (layout.publisher, layout.authors) == ("Atoll Herald", ("Reuters",))
    layout = segment(f"{MENU}{TITLE}\n\nReuters\n8 March 2024\n\n{STORY}")
    assert (layout.publisher, layout.authors) == (None, ("Reuters",))


@pytest.mark.parametrize(
    ("top", "rights", "publisher"),
    [
        ("Reuters home", "© 2024 Reuters. All rights reserved", "Reuters"),
        ("The Korea Herald", "Copyright Herald Corporation. All Rights Reserved.", "The Korea Herald"),
        ("Support the Guardian", "© 2024 Guardian News & Media Limited. All rights reserved.", "The Guardian"),
        ("Home", "© 2024 Reuters. All rights reserved", None),
    ],
)
def test_the_head_of_a_page_and_its_rights_name_its_outlet_together(
    top: str, rights: str, publisher: str | None
) -> None:
    page = f"{top}\n{MENU}{TITLE}\n\n{SIGNED}\n\n{STORY}\n\nRead next\nTides rise in Balnibarbi\n\n{rights}"
    assert segment(page).publisher == publisher


def test_an_outlet_given_by_hand_is_that_of_the_article_and_of_its_id_and_no_author() -> None:
    text = f"{TITLE}\n\nYeni Ufuk\n8 March 2024\n\n{STORY}"
    read, given = from_text(text), from_text(text, options=SourceOptions(publisher="Yeni Ufuk"))
    assert (read.publisher, read.publisher_basis, read.authors) == (None, None, ("Yeni Ufuk",))
    assert (given.publisher, given.publisher_basis, given.authors) == ("Yeni Ufuk", "given", ())
    assert read.id != given.id
