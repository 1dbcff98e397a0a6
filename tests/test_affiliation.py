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
    ("Deputy Iranian Foreign Minister for Political Affairs Omar Tavik said talks went on.", "IRN"),
]


@pytest.mark.parametrize(("sentence", "code"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_a_person_speaks_for_whom_the_words_beside_the_name_tell(sentence: str, code: str) -> None:
    assert country_of(sentence) == {code}


OPEN = [
    "Omar Tavik, the new ambassador to Iraq, said talks went on.",
    "Omar Tavik, a friend of Iran's cause, said talks went on.",
    "Omar Tavik said talks with Iran went on.",
    "Near the coast, an official said, Omar Tavik told CNN of it.",
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
