"""The head and the foot of a text name its outlet; a section, a ministry or a topic above the headline is none."""

from __future__ import annotations

from datetime import date

import pytest

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
        ("Ministry of Foreign Affairs of Lemuria\nPress release No. 12\n8 March 2024", None),
        ("Reuters\n8 March 2024", None),
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
