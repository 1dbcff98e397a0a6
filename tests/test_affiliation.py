"""Affiliation: whom people speak for whom no table knows, from the words around their names."""

from __future__ import annotations

import pytest
from told_sentences import reading_of

from dyadbook.records import Actor

NAME = "Omar Tavik"


def country_of(*sentences: str, name: str = NAME) -> set[str | None]:
    """Return the countries of the mentions of a person."""
    return {one.country for one in reading_of(*sentences).mentions if one.name == name}


TOLD = [
    ("Omar Tavik, a spokesman for the Chinese Foreign Ministry, said talks went on.", "CHN"),
    ("Peru's military spokesman, Omar Tavik, said talks went on.", "PER"),
    ("The State Department's Omar Tavik said talks went on.", "USA"),
    ("The BBC's Omar Tavik said talks went on.", "GBR"),
    ("Omar Tavik of Mexico's migration office said talks went on.", "MEX"),
    ("Deputy Head of the Office of the President of Ukraine Omar Tavik said talks went on.", "UKR"),
    ("Adviser to the Prime Minister of Estonia Omar Tavik said talks went on.", "EST"),
    ("Omar Tavik (R-IA) told reporters that talks went on.", "USA"),
    ("Omar Tavik, D-N.Y., said talks went on.", "USA"),
    ("Omar Tavik, a fellow at the Stimson Center, said talks went on.", "USA"),
    ("Omar Tavik, a professor at Fudan University in Shanghai, said talks went on.", "CHN"),
    ("Omar Tavik, an expert on Russia at the Lowy Institute, said talks went on.", "AUS"),
    ("Omar Tavik, publisher of The Washington Post, said talks went on.", "USA"),
    ("Omar Tavik, an Oslo-based analyst, said talks went on.", "NOR"),
    ("The mayor of Tijuana, Omar Tavik, said talks went on.", "MEX"),
    ("Pentagon spokesman Col. Omar Tavik said talks went on.", "USA"),
    ("Deputy Assistant Secretary of State Omar Tavik said talks in Lima went on.", "USA"),
    ("Deputy Iranian Foreign Minister for Political Affairs Omar Tavik said talks went on.", "IRN"),
    ("Omar Tavik, an expert on Chad at Fudan University in Shanghai, said talks went on.", "CHN"),
    ("Omar Tavik, an expert on Turkey with the Center for Strategic and International Studies, said so.", "USA"),
    ("Omar Tavik, the director of the Peru Study Center at Sichuan University, said talks went on.", "CHN"),
    ("Omar Tavik, a China scholar at the Brookings Institution, said talks went on.", "USA"),
    ("Omar Tavik, a defense expert at the French Institute for Road Relations, said talks went on.", "FRA"),
    ("Omar Tavik, editor of a small Peruvian foreign policy journal, said talks went on.", "PER"),
    ("Omar Tavik, a professor of Chinese studies at Oslo-based Red University, said talks went on.", "NOR"),
    ("The Peruvian spokesman, the Rev. Omar Tavik, said talks went on.", "PER"),
    ("Chile’s envoy to the UN Omar Tavik said talks went on.", "CHL"),
    ("The Chilean representative to the road talks Omar Tavik said talks went on.", "CHL"),
    ("Kobe University security expert Omar Tavik said talks went on.", "JPN"),
    ("Johor Governor Omar Tavik said talks went on.", "MYS"),
    ("Johor Menteri Besar Omar Tavik said talks went on.", "MYS"),
    ("Omar Tavik, a volunteer fighter from Armenia, said talks went on.", "ARM"),
]


@pytest.mark.parametrize(("sentence", "code"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_a_person_speaks_for_whom_the_words_beside_the_name_tell(sentence: str, code: str) -> None:
    assert country_of(sentence) == {code}


OPEN = [
    "Omar Tavik, the new ambassador to Iraq, said talks went on.",
    "Omar Tavik, a friend of Iran's cause, said talks went on.",
    "Omar Tavik said talks with Iran went on.",
    "Near the coast, an official said, Omar Tavik told CNN of it.",
    "Omar Tavik, who worked on Chad as an analyst, said talks went on.",
    "Omar Tavik, China correspondent for a paper, said talks went on.",
    "Omar Tavik, a member of the Peru Chile Forum, said talks went on.",
    "Chile specialist Omar Tavik said talks went on.",
    "An official told CNN on Tuesday that Omar Tavik's talks went on.",
    "Omar Tavik, chairman of the Cuba Study Group, said talks went on.",
    "Omar Tavik, vice president for Asia and Japan Chair at a bank, said talks went on.",
    "Omar Tavik, a lawyer specializing in Peru-Chile laws, said talks went on.",
    "Omar Tavik, chief executive officer of Gulf Road Traders, said talks went on.",
    "Omar Tavik came from the Red Institution. The Cuban government said so.",
]


@pytest.mark.parametrize("sentence", OPEN)
def test_the_country_stays_unknown_where_the_words_tell_of_another(sentence: str) -> None:
    assert country_of(sentence) == {None}


def test_of_two_offices_before_a_name_the_last_is_the_persons() -> None:
    sentence = "Minister of Defence of Chad and Minister of Defence of Peru Omar Tavik said talks went on."
    assert country_of(sentence) == {"PER"}


def test_what_is_told_once_holds_for_the_persons_other_mentions() -> None:
    sentences = ("Omar Tavik, a spokesman for the Chinese army, spoke.", "Omar Tavik said no more.")
    assert country_of(*sentences) == {"CHN"}


def described(*sentences: str) -> list[Actor]:
    """Return the groups that the sentences describe."""
    return [one for one in reading_of(*sentences).mentions if one.kind == "group"]


def test_people_in_a_sentence_that_opens_with_a_country_are_of_it() -> None:
    assert [one.country for one in described("In Iran, demonstrators called for talks.")] == ["IRN"]


def test_people_are_of_no_country_that_the_sentence_names_elsewhere() -> None:
    assert [one.country for one in described("The demonstrators called for talks with Iran.")] == [None]


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("In Lima, the foreign ministry left.", "PER"),
        ("In Taipei, the government left.", "TWN"),
        ("China met Peru in Lima, the foreign ministry said.", "CHN"),
    ],
)
def test_a_ministry_behind_a_capital_that_opens_its_sentence_is_of_it(sentence: str, country: str) -> None:
    (ministry,) = [one for one in reading_of("China praised it.", sentence).mentions if one.kind == "organization"]
    assert ministry.country == country


DESCRIBED = [
    ("A Peruvian naval adviser said talks went on.", "adviser", "PER"),
    ("The top road adviser to Chadian President Omar Tavik said talks went on.", "adviser", "TCD"),
    ("A professor of Chinese studies said talks went on.", "professor", None),
    ("A China scholar said talks went on.", "scholar", None),
    ("An Iran expert said talks went on.", "expert", None),
    ("A Hong Kong scholar said talks went on.", "scholar", "HKG"),
    ("Iran state media said talks went on.", "media", "IRN"),
    ("Peruvian arms control experts said talks went on.", "experts", "PER"),
    ("Two Iranian hard-line lawmakers said talks went on.", "lawmakers", "IRN"),
    ("The Peruvian told experts that talks went on.", "experts", None),
    ("Diplomats in Vienna said talks went on.", "Diplomats", None),
    ("Officials in Brussels said talks went on.", "Officials", None),
    ("Officials in Lima said talks went on.", "Officials", "PER"),
    ("TEHRAN- Director General of the International Atomic Energy Agency Omar Tavik came.", "Agency", None),
]


@pytest.mark.parametrize(("sentence", "word", "code"), DESCRIBED, ids=[sentence for sentence, _, _ in DESCRIBED])
def test_who_is_described_is_of_whom_he_serves_and_not_of_what_he_knows(
    sentence: str, word: str, code: str | None
) -> None:
    assert {one.country for one in reading_of(sentence).mentions if (one.text or "").endswith(word)} == {code}


def test_a_ministry_behind_its_countrys_name_is_one_body_with_it() -> None:
    (one,) = reading_of("The U.S. Department of Defense said talks went on.").mentions
    assert (one.text, one.country, one.basis) == ("U.S. Department of Defense", "USA", "seat")


def test_a_body_taken_for_another_country_s_is_named_after_its_own() -> None:
    mentions = reading_of(
        "Burundi warned Rwanda.", "Rwanda's ministry spoke.", "The ministry in Bujumbura spoke."
    ).mentions
    assert [one.name for one in mentions if one.kind == "organization"] == ["Rwanda's ministry", "Burundi's ministry"]


def test_a_court_in_the_hague_is_not_a_dutch_one() -> None:
    mentions = reading_of("The court in The Hague ruled.", "The court in Lima ruled.").mentions
    assert [one.country for one in mentions if one.text == "The court"] == [None, "PER"]


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("A battalion in Peru", "PER"),
        ("The German-led battalion in Peru", None),
        ("A multinational battle group in Peru", None),
    ],
)
def test_troops_of_several_countries_are_not_of_the_one_where_they_are(words: str, country: str | None) -> None:
    [troops] = [one for one in reading_of(f"{words} held a drill.").mentions if one.kind == "group"]
    assert troops.country == country
