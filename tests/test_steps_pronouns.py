"""Pronouns: whom "he", "she", "it", "the country" and "the bloc" mean, and titles that pronouns own."""

from __future__ import annotations

import pytest
from told_sentences import reading_of

ATOMIC = "International Atomic Energy Agency"
CASES = [
    (["Donald Trump spoke.", "He left."], "He", "Donald Trump"),
    (["In a call with Kim Jong Un, Donald Trump repeated his offer."], "his", "Donald Trump"),
    (["Kim Jong Un received Donald Trump and thanked him."], "him", "Donald Trump"),
    (["Donald Trump spoke.", "If Kim Jong Un agrees, he said, talks will begin."], "he", "Donald Trump"),
    (["Days after he left, Donald Trump called."], "he", "Donald Trump"),
    (["Hassan Rouhani left.", 'Donald Trump said: "That is wrong and he knows it."'], "he", "Hassan Rouhani"),
    (["Hassan Rouhani left.", 'Donald Trump said that he "knows it".'], "he", "Donald Trump"),
    (["Kim Yo Jong said that she would answer."], "she", "Kim Yo Jong"),
    (["Mr. Trump met Ms. Bachelet.", "She smiled."], "She", "Bachelet"),
    (["Iran warned Iraq that it would answer."], "it", "Iran"),
    (["After weeks in which it was silent, Iran answered Iraq."], "it", "Iran"),
    (["Tokyo protested; Pyongyang said it had the right."], "it", "North Korea"),
    (["Algeria, which backs Iraq, recalled its envoy."], "its", "Algeria"),
    (["Donald Trump spoke.", "A Filipino sailor lost his thumb."], "his", "Filipino sailor"),
    (["A Filipino sailor met Donald Trump before he left."], "he", "Donald Trump"),
    (["Should Iran attack Iraq, Kuwait will arm Iraq, its minister said."], "its", "Kuwait"),
    (["RIYADH, 5 May - If Iran attacks Iraq, Kuwait will arm Iraq, its minister said."], "its", "Kuwait"),
    (["If Iran attacks Iraq, Kuwait will arm Iraq, its minister said."], "its", "Kuwait"),
    (["Unless Iran pays, it will suffer."], "it", "Iran"),
    (["Iran defended itself."], "itself", "Iran"),
    (
        ["The peacekeepers of the United Nations left.", "French soldiers came; they took the town."],
        "they",
        "French soldiers",
    ),
    (["Kenya sent aid.", "French soldiers came.", "Later they took the town."], "they", "Kenya"),
    (["Iraq and Saudi Arabia agreed.", "Iraq said the kingdom would pay."], "the kingdom", "Saudi Arabia"),
    (["Saudi Arabia spoke.", "The Kingdom of today is rich.", "The kingdom would pay."], "The kingdom", "Saudi Arabia"),
    (["Iraq shut its border.", "The country would wait."], "The country", "Iraq"),
    (["President Hassan Rouhani spoke of the future of our country."], "our country", "Iran"),
    (["ECOWAS met in Abuja.", "Nigeria spoke.", "The 15-member bloc condemned Niger."], "The 15-member bloc", "ECOWAS"),
    (["ECOWAS met.", "ECOWAS left.", "The African Union praised the bloc."], "the bloc", "ECOWAS"),
    (["The Arab League met.", "NATO praised the league."], "the league", "Arab League"),
    (["The Arab League met.", "NATO spoke.", "The alliance praised Egypt."], "The alliance", "NATO"),
    (
        ["Moussa Faki, the chairperson of the African Union, spoke.", "Niger left the union."],
        "the union",
        "African Union",
    ),
    (["The European Union met.", "Chad thanked the Union."], "the Union", "European Union"),
    (["The Council of the EU met.", "Chad thanked the Council."], "the Council", "European Union"),
    (["The EU met.", "Chad thanked the Council."], "the Council", None),
    (["The European Union met.", "Lee spoke in his State of the Union speech."], "the Union", None),
    (["The Houthis seized a ship.", "Israel bombed the group."], "the group", "Houthis"),
    (["The Houthis seized a ship.", "Israel bombed the rebels."], "rebels", "Houthis"),
    (["Hamas spoke.", "The Houthis seized a ship.", "Iran left.", "Israel bombed the group."], "the group", None),
    (["The UN Security Council met.", "Iran mocked the Council."], "the Council", "UN Security Council"),
    (["The IMF lent Ukraine money.", "The fund was slow."], "The fund", "International Monetary Fund"),
    (["The IAEA criticised Iran.", "The agency left."], "The agency", ATOMIC),
    (["The UN Security Council met.", "Iran's Guardian Council spoke.", "The council left."], "The council", None),
    (["The IMF lent Ukraine money.", "The fund wants it to pay."], "it", "Ukraine"),
    (["Iran met Iraq.", "Kuwait said it would pay."], "it", "Kuwait"),
    (["Under a plan that he praised, Donald Trump called."], "he", "Donald Trump"),
]


@pytest.mark.parametrize(("sentences", "words", "name"), CASES, ids=[" ".join(case[0]) for case in CASES])
def test_a_pronoun_means_whom_the_article_has_named(sentences: list[str], words: str, name: str | None) -> None:
    assert [actor.name for actor in reading_of(*sentences).mentions if actor.text == words] == [name][
        : name is not None
    ]


BESIDE = [
    "After meeting Narendra Modi in Delhi, he left.",
    "Greeting Narendra Modi, he smiled.",
    "Speaking beside Narendra Modi on Friday, he smiled.",
]


@pytest.mark.parametrize("sentence", BESIDE)
def test_he_is_not_whom_he_meets_or_speaks_of_in_the_words_that_open_his_sentence(sentence: str) -> None:
    mentions = reading_of("Emmanuel Macron spoke on Monday.", sentence).mentions
    assert [one.name for one in mentions if one.text == "he"] == ["Emmanuel Macron"]


@pytest.mark.parametrize("honorific", ["Mr", "Mr."])
def test_a_surname_like_a_pronoun_is_no_pronoun_behind_an_honorific(honorific: str) -> None:
    mentions = reading_of("He Lifeng met Scott Bessent.", f"{honorific} He called it useful.").mentions
    assert [one.name for one in mentions if one.text == "He"] == ["He Lifeng"]


def test_nobody_is_he_whom_the_article_calls_she() -> None:
    mentions = reading_of("Donald Trump met Kim Yo Jong.", "Kim Yo Jong said she agreed.", "He left.").mentions
    assert mentions[-1].name == "Donald Trump"


TITLES = [
    (["Donald Trump met North Korea's officials.", "Iran said its supreme leader was pleased."], "Ali Khamenei"),
    (["Narendra Modi thanked his Pakistani counterpart, Shehbaz Sharif."], "Shehbaz Sharif"),
    (["Iran's new ambassador to Iraq, Omar Qazi, spoke."], "Omar Qazi"),
    (["Omar Qazi, a former senior diplomat, spoke."], "Omar Qazi"),
]


@pytest.mark.parametrize(("sentences", "name"), TITLES, ids=[case[0][-1] for case in TITLES])
def test_a_title_means_who_is_told_beside_it_or_holds_it_for_its_owner(sentences: list[str], name: str) -> None:
    assert name in [actor.name for actor in reading_of(*sentences).mentions if actor.basis == "title"]


def test_a_surname_alone_means_who_once_led_a_country_that_the_article_names() -> None:
    assert "Shinzo Abe" in [actor.name for actor in reading_of("Japan remembers Abe well.").mentions]


def test_a_surname_alone_means_nobody_where_the_country_is_not_named() -> None:
    assert [actor.name for actor in reading_of("Many remember Abe well.").mentions] == []
