"""Actors: who a noun phrase means, by name, title, surname, description and pronoun."""

from __future__ import annotations

import re
from datetime import date

import pytest
from told_sentences import reading_of

from dyadbook.steps.naming.offices import on_its_day
from dyadbook.steps.sides import as_party, party_of

CASES = [
    (
        "Japanese Prime Minister Shigeru Ishiba spoke.",
        "Japanese Prime Minister Shigeru Ishiba",
        "Shigeru Ishiba",
        "JPN",
    ),
    ("The president of South Korea spoke.", "president of South Korea", None, "KOR"),
    ("The ambassador from Mali spoke.", "ambassador from Mali", None, "MLI"),
    ("Ivory Coast recalled its ambassador from Mali.", "ambassador", None, "CIV"),
    ("North Korean soldiers crossed.", "North Korean soldiers", "North Korean soldiers", "PRK"),
    ("Moscow warned of a response.", "Moscow", "Russia", "RUS"),
    ("The Kremlin warned of a response.", "Kremlin", "Russia", "RUS"),
    (
        "Saudi Arabia's foreign ministry spoke.",
        "Saudi Arabia's foreign ministry",
        "Saudi Arabia's foreign ministry",
        "SAU",
    ),
]


@pytest.mark.parametrize(("sentence", "words", "name", "country"), CASES, ids=[case[1] for case in CASES])
def test_a_phrase_means_its_actor(sentence: str, words: str, name: str | None, country: str) -> None:
    actor = next(actor for actor in reading_of(sentence).mentions if actor.text == words)
    assert actor.country == country
    assert name is None or actor.name == name


@pytest.mark.parametrize(
    ("sentences", "words", "country"),
    [
        (["Indian agents were in Canada.", "Justin Trudeau told parliament of it."], "parliament", "CAN"),
        (["India's parliament met.", "Lawmakers asked, and it fell to parliament."], "parliament", "IND"),
        (["China's navy came.", "General Romeo Brawner of the Philippines spoke.", "The army left."], "army", "PHL"),
        (["General Romeo Brawner of the Philippines spoke.", "China's navy came.", "The army left."], "army", "CHN"),
    ],
)  # fmt: skip
def test_a_parliament_is_his_who_tells_it_and_a_military_that_of_its_last_officer_or_force(
    sentences: list[str], words: str, country: str
) -> None:
    meant = [one for one in reading_of(*sentences).mentions if (one.text or "").endswith(words)]
    assert meant[-1].country == country


def test_military_before_what_it_tells_of_is_nobody() -> None:
    reading = reading_of("Peru and Chile met.", "Military commanders met.")
    assert "Military" not in {one.text for one in reading.mentions}


def test_a_surname_means_the_person_named_in_full_elsewhere_in_the_article() -> None:
    mentions = reading_of("Kim Yo Jong spoke.", "Later, Kim added a warning.").mentions
    assert [actor.name for actor in mentions if (actor.text or "").startswith("Kim")] == ["Kim Yo Jong", "Kim Yo Jong"]


def test_a_surname_that_comes_first_is_his_who_was_just_named() -> None:
    reading = reading_of("Kim Jong Un left.", "It rained.", "Kim Sun Tavik, a teacher, came.", "Kim said it was late.")
    assert [one.name for one in reading.mentions if one.text == "Kim"] == ["Kim Sun Tavik"]


@pytest.mark.parametrize("words", ["Ohio Republican", "Peruvian-born Tavik"])
def test_what_describes_a_politician_is_no_name(words: str) -> None:
    reading = reading_of(f"{words}, who met Chileans, said it was late.")
    assert words not in {one.name for one in reading.mentions}


def test_a_surname_that_two_may_bear_stays_open_with_its_candidates() -> None:
    reading = reading_of("Kim Jong Un and Kim Yo Jong attended.", "Kim spoke.")
    last = reading.mentions[-1]
    assert last.id is None
    assert {candidate.name for candidate in last.candidates} == {"Kim Jong Un", "Kim Yo Jong"}
    assert any(item.kind == "actor" and item.text == "Kim" for item in reading.not_sure)


SHARED = [
    ("A Japanese Foreign Office official met a Chinese delegation.", "Japanese Foreign Office official", "JPN"),
    ("Pakistan's Foreign Office spoke.", "Pakistan's Foreign Office", "PAK"),
    ("The Philippine Justice Department spoke.", "Philippine Justice Department", "PHL"),
    ("The Irish Department of Justice spoke.", "Irish Department of Justice", "IRL"),
    ("The Thai Royal Navy spoke.", "Thai Royal Navy", "THA"),
    ("The British Foreign Office spoke.", "British Foreign Office", "GBR"),
    ("The Foreign Office warned Mali.", "Foreign Office", "GBR"),
    ("Peru's Foreign Office accused Chile. The Foreign Office summoned an envoy.", "Foreign Office", "PER"),
    ("Britain left. Peru's Foreign Office spoke. The Foreign Office summoned an envoy.", "Foreign Office", "GBR"),
    ("The German Pentagon talks failed.", "Pentagon", "USA"),
]


@pytest.mark.parametrize(("text", "words", "country"), SHARED, ids=[case[0] for case in SHARED])
def test_a_body_whose_name_others_bear_too_is_of_the_country_that_stands_before(
    text: str, words: str, country: str
) -> None:
    (actor,) = [one for one in reading_of(text).mentions if one.text == words]
    assert actor.country == country
    assert not [one for one in reading_of(text).mentions if (one.text or "").startswith(("Office", "Department"))]


ACCORDS = ("Minsk Process", "Minsk peace deal", "Astana process", "Oslo process", "Rome Statute", "Helsinki Final Act")


@pytest.mark.parametrize("accord", ACCORDS)
def test_what_is_called_after_a_capital_is_no_country(accord: str) -> None:
    mentions = reading_of(f"Peru left the {accord} and warned Chile.").mentions
    assert {one.country for one in mentions} == {"PER", "CHL"}


GOVERNED = [
    ("Opposition lawmakers in Lima criticized the government.", "PER"),
    ("Trade unions in Lima accused the government of neglect.", "PER"),
    ("Peruvian farmers blamed the government.", "PER"),
    ("Envoys in Lima criticized the government.", "NER"),
    ("Peru will pay its debts to Chile, the government said.", "PER"),
    ("Peru wrote to Chile, and the government replied.", "CHL"),
    ("Trade unions in Lima and Chile criticized the government.", "CHL"),
]


@pytest.mark.parametrize(("sentence", "country"), GOVERNED, ids=[case[0] for case in GOVERNED])
def test_critics_at_home_judge_their_own_government(sentence: str, country: str) -> None:
    mentions = reading_of(f"Mali signed a pact with Niger. {sentence}").mentions
    assert next(one.country for one in mentions if (one.text or "").endswith("government")) == country


BYSTANDERS = (
    "Mali accused Niger of raids.", "Niger denied it.", "Mali recalled its envoy.", "Niger closed its border.",
    "Mali warned Niger.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "parties"),
    [((), {"MLI", "NER"}), (("France urged calm.",), {"MLI", "NER"}), (("France accused Mali.",) * 3, {"FRA", "MLI"})],
)
def test_the_two_governments_are_those_that_act_and_no_bystander(before: tuple[str, ...], parties: set[str]) -> None:
    mentions = reading_of(*BYSTANDERS, *before, "The two governments have no relations.").mentions
    assert {one.country for one in mentions if one.basis == "both"} == parties


DUALS = [
    (["Mali warned Niger and Chad.", "Both countries answered Togo."], "Both countries", {"NER", "TCD"}),
    (["Chad urged calm on the Mali-Niger border.", "Ghana said the two sides met."], "the two sides", {"MLI", "NER"}),
    (["Mali, Niger and Chad met.", "Togo told both sides to wait."], "both sides", {"NER", "TCD"}),
    (
        ["Mali, Niger and Chad met.", "Togo helped.", "The three countries agreed."],
        "The three countries",
        {"MLI", "NER", "TCD"},
    ),
    (
        ["Emmanuel Macron called Narendra Modi about Chad and Togo.", "The two leaders agreed."],
        "The two leaders",
        {"FRA", "IND"},
    ),
    (["Emmanuel Macron called Narendra Modi.", "Moussa Faki praised both leaders."], "both leaders", {"FRA", "IND"}),
    (["Emmanuel Macron called Narendra Modi.", "The pair discussed Chad."], "The pair", {"FRA", "IND"}),
    (
        ["Emmanuel Macron called Narendra Modi.", "Chad's Omar Qazi praised both men."],
        "both men",
        {"FRA", "IND"},
    ),
    (
        ["Bamako broke with Niamey in May.", "Togo said the two capitals still talk."],
        "the two capitals",
        {"MLI", "NER"},
    ),
    (["Mali met Niger.", "Togo mocked the two allies."], "the two allies", {"MLI", "NER"}),
    (["Emmanuel Macron met Narendra Modi.", "The parties signed two treaties."], "The parties", {"FRA", "IND"}),
    (
        ["Mali and Chad met.", "Mali then invited Niger.", "The three countries agreed."],
        "The three countries",
        {"MLI", "NER", "TCD"},
    ),
    (
        ["Mali and Chad met.", "Mali then left for Niger and Togo.", "The three countries agreed."],
        "The three countries",
        set(),
    ),
    (["Mali's Omar Qazi met Narendra Modi.", "The two last spoke in May."], "The two", {"MLI", "IND"}),
    (["Mali met Niger.", "The two foreign ministers spoke."], "The two foreign ministers", {"MLI", "NER"}),
    (["The Taliban and the United States met.", "Both sides agreed."], "Both sides", {"org/Taliban", "USA"}),
    (["Mali shelled Niger.", "Togo warned the two that it would act."], "the two", {"MLI", "NER"}),
    (["Mali shelled Niger.", "Togo invited both of them to Lomé."], "both of them", {"MLI", "NER"}),
    (["Mali shelled Niger.", "Togo sells arms to both."], "both", {"MLI", "NER"}),
    (["Mali shelled Niger.", "The old Sahel rivals talked."], "The old Sahel rivals", {"MLI", "NER"}),
    (["Greece met Turkey.", "Canada warned the two NATO allies."], "the two NATO allies", {"GRC", "TUR"}),
    (["Mali met Niger.", "The two allies agreed."], "The two allies", {"MLI", "NER"}),
    (["Mali met Niger.", "Both allies of Togo agreed."], "Both allies", set()),
    (["Togo may leave if Mali or Niger arms.", "Either of them can."], "Either of them", {"MLI", "NER"}),
    (["Mali warned Niger.", "Mali met the neighbours of Niger."], "the neighbours", set()),
    (["Mali warned Niger.", "The parties had lost votes."], "The parties", set()),
    (["Mali warned Niger.", "There was joy on both sides of the border."], "both sides", set()),
]


@pytest.mark.parametrize(("sentences", "words", "parties"), DUALS, ids=[" ".join(case[0]) for case in DUALS])
def test_both_and_the_two_mean_two_who_stand_together_before(
    sentences: list[str], words: str, parties: set[str]
) -> None:
    mentions = reading_of(*sentences).mentions
    assert {party_of(one) for one in mentions if one.text == words} == parties


TITLED = [
    ("Presidents Putin and Trump met.", {"Vladimir Putin": "President", "Donald Trump": "President"}),
    ("Foreign Ministers Lavrov and Fidan met.",
     {"Sergei Lavrov": "Foreign Minister", "Hakan Fidan": "Foreign Minister"}),
    ("He saw presidents Emmanuel Macron, Xi Jinping and Donald Trump.",
     {"Emmanuel Macron": "President", "Xi Jinping": "President", "Donald Trump": "President"}),
    ("On Presidents Day and Christmas Vladimir Putin rested.", {"Vladimir Putin": "President"}),
    ("The Turkish and Russian presidents Recep Tayyip Erdogan and Vladimir Putin met.",
     {"Recep Tayyip Erdogan": "President", "Vladimir Putin": "President"}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "offices"), TITLED, ids=[case[0] for case in TITLED])
def test_a_title_in_the_plural_is_that_of_each_name_behind_it(sentence: str, offices: dict[str, str]) -> None:
    assert {one.name: one.office for one in reading_of(sentence).mentions if one.id and one.kind == "person"} == offices


NEIGHBOURS = [
    (["Mali shelled Niger.", "Niger warned its western neighbour."], "western neighbour", ["MLI"]),
    (["Niger warned its neighbour, Mali."], "neighbour", []),
    (["Mali shelled Niger.", "Niger warned the neighbouring country."], "the neighbouring country", ["MLI"]),
    (["Japan shelled Niger.", "Niger warned its neighbour."], "neighbour", []),
    (["Japan shelled Niger.", "Niger warned its rival."], "rival", ["JPN"]),
    (["Mali, Chad and Niger met.", "Niger warned its neighbour."], "neighbour", []),
    (["Mali met Niger.", "Mali thanked Niger.", "Mali left.", "Chad helped.", "Niger warned its rival."], "rival",
     ["MLI"]),
    (["Mali shelled Niger.", "Omar Qazi warned its political rival."], "political rival", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentences", "words", "parties"), NEIGHBOURS, ids=[" ".join(one[0]) for one in NEIGHBOURS])
def test_a_neighbour_is_the_other_country_told_of(sentences: list[str], words: str, parties: list[str]) -> None:
    assert [party_of(one) for one in reading_of(*sentences).mentions if one.text == words] == parties


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("In June the two countries swapped prisoners: Mali freed an envoy, and Niger a pilot.", ["MLI", "NER"]),
        ("In June the two countries swapped prisoners: two pilots went home.", ["TGO", "TCD"]),
    ],
)
def test_the_two_countries_are_those_that_a_colon_behind_them_names(sentence: str, parties: list[str]) -> None:
    mentions = reading_of("Togo and Chad looked on.", sentence).mentions
    assert {party_of(one) for one in mentions if one.text == "the two countries"} == {*parties}


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("The raid drew a rebuke from Bamako.", "capital"),
        ("France sent a message to Bamako.", "capital"),
        ("The envoy came back to Bamako.", "place"),
        ("The convoy came from Bamako.", "place"),
    ],
)
def test_words_come_from_a_government_and_not_from_a_town(sentence: str, basis: str) -> None:
    assert [one.basis for one in reading_of(sentence).mentions if one.text == "Bamako"] == [basis]


THEY = [
    (["Mali, Niger and Chad met.", "They warned Togo."], "They", ["MLI", "NER", "TCD"]),
    (["Mali and Niger met, and they warned Togo."], "they", ["MLI", "NER"]),
    (["Mali met Niger.", "They warned Togo."], "They", ["MLI"]),
    (["Mali met Niger.", "It was a first for both countries.", "They warned Togo."], "They", ["MLI", "NER"]),
    (["Mali met Niger.", "Togo met the two countries and urged them to talk."], "them", ["MLI", "NER"]),
    (["Mali met Niger.", "Togo sold the two countries arms and praised them."], "them", ["TGO"]),
]


@pytest.mark.parametrize(("sentences", "words", "parties"), THEY, ids=[" ".join(case[0]) for case in THEY])
def test_they_are_all_of_a_list(sentences: list[str], words: str, parties: list[str]) -> None:
    assert sorted(str(party_of(one)) for one in reading_of(*sentences).mentions if one.text == words) == parties


SENT = [
    (["Niger met the UN special envoy for Mali."], "UN special envoy", "org/UN"),
    (["Niger met the UN Special Envoy for Mali Omar Qazi."], "Omar Qazi", "org/UN"),
    (["Niger met France's special representative for Mali."], "France's special representative", "FRA"),
    (["Niger met the spokesman for Mali."], "spokesman for Mali", "MLI"),
    (["The government of President Emmanuel Macron met Niger."], "government", "FRA"),
    (["The regime of Kim Jong Un warned Japan."], "regime", "PRK"),
]


@pytest.mark.parametrize(("sentences", "words", "party"), SENT, ids=[case[0][0] for case in SENT])
def test_an_envoy_is_of_who_sent_him_and_a_government_of_who_leads_it(
    sentences: list[str], words: str, party: str
) -> None:
    assert [party_of(one) for one in reading_of(*sentences).mentions if one.text == words] == [party]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Niger held nine Central Americans.", ["NER"]),
        ("Niger met Latin American envoys.", ["NER"]),
        ("Niger thanked West Indians.", ["NER"]),
        ("Niger met American envoys.", ["NER", "USA"]),
        ("Niger met South Korean and Indian envoys.", ["NER", "KOR", "IND"]),
    ],
)
def test_the_people_of_a_part_of_the_world_are_of_no_country(text: str, parties: list[str]) -> None:
    assert [party for one in reading_of(text).mentions if (party := party_of(one))] == parties


GOVERNMENTS = [
    (["Niger offered help to Mali.", "The government sent rescuers."], "NER"),
    (["Niger offered help to Mali.", "Envoys saw that the government sent rescuers."], "MLI"),
]


@pytest.mark.parametrize(("sentences", "country"), GOVERNMENTS, ids=[case[0][1] for case in GOVERNMENTS])
def test_a_government_that_opens_a_sentence_is_of_who_acted_before(sentences: list[str], country: str) -> None:
    assert [one.country for one in reading_of(*sentences).mentions if one.text == "government"] == [country]


GROUPS = [
    (["Troops stay in the occupied territories of Georgia."], "occupied territories", None),
    (["Palestine is told of.", "Troops stay in the occupied territories."], "occupied territories", "PSE"),
    (["Aid went to the Syrian rebels."], "Syrian rebels", "org/Syrian_opposition"),
    (["Aid went to Malian rebels."], "Malian rebels", None),
    (["Kurdish fighters advanced."], "Kurdish fighters", "org/KurdishForces"),
    (["Kurdish fighters advanced.", "The YPG said so."], "Kurdish fighters", "org/YPG"),
    (["Kurdish fighters advanced.", "The YPG told the Peshmerga so."], "Kurdish fighters", "org/KurdishForces"),
    (["The YPG met the Peshmerga.", "Kurdish fighters advanced."], "Kurdish fighters", "org/Peshmerga"),
    (["Niger warned Europe.", "The European Union answered."], "Europe", "org/EU"),
    (["Niger warned Europe.", "France answered."], "Europe", None),
]


@pytest.mark.parametrize(("sentences", "words", "party"), GROUPS, ids=[" ".join(case[0]) for case in GROUPS])
def test_who_is_named_by_a_common_name_is_whom_the_article_names_and_never_the_country(
    sentences: list[str], words: str, party: str | None
) -> None:
    found = [party_of(one) for one in reading_of(*sentences).mentions if one.text == words]
    assert found == ([party] if party or "rebels" in words else [])


def test_a_surname_alone_is_not_of_one_who_governs_a_country_that_the_article_does_not_name() -> None:
    reading = reading_of("The United States left the deal.", "Obama's deal was bad.", published=date(2018, 4, 30))
    assert [one.id for one in reading.mentions if one.text == "Obama"] == ["person/barack-obama"]


MINISTERED = [
    ("Lighthizer warned China.", "person/robert-lighthizer"),
    ("Mr. Ross warned China.", "person/wilbur-ross"),
    ("Mr. Ross came. Ross warned China.", "person/wilbur-ross"),
    ("Ross warned China.", None),  # of the cabinet, but no more than a word
    ("The trade representative of the United States warned China.", "person/robert-lighthizer"),
    ("The deputy trade representative of the United States warned China.", None),
    ("A former assistant U.S. trade representative warned China.", None),
]


@pytest.mark.parametrize(("text", "id"), MINISTERED, ids=[row[0] for row in MINISTERED])
def test_the_cabinet_is_known_by_office_or_surname_where_the_country_is_named(text: str, id: str | None) -> None:
    reading = reading_of("The United States will act.", text, published=date(2018, 4, 30))
    told = [one for one in reading.mentions if one.country != "CHN" and one.kind == "person"]
    assert (told[-1].id if told else None) == id


def test_a_deputy_is_one_told_of_by_that_office() -> None:
    mentions = reading_of(
        "Iran's Deputy Foreign Minister Ali Kone came. The deputy Iranian foreign minister left."
    ).mentions
    assert [(one.name, one.office) for one in mentions] == [("Ali Kone", "Deputy Foreign Minister")] * 2
    (unnamed,) = reading_of("The deputy Iranian foreign minister left.").mentions
    assert (unnamed.id, unnamed.country, unnamed.office) == (None, "IRN", "Deputy Foreign Minister")


RANKED = [
    ("Deputy Defense Secretary Ann Lee", "Deputy Defense Secretary"),
    ("Polish deputy culture minister Ann Lee", "Deputy Culture Minister"),
    ("The Deputy Commerce Secretary, Ann Lee,", "Deputy Commerce Secretary"),
    ("Ann Lee, Peru's deputy culture minister,", "Deputy Culture Minister"),
    ("Deputy Culture Minister Kim Roe and Culture Minister Ann Lee", "Culture Minister"),
    ("Peru's Vice President Ann Lee", "Vice President"),
    ("Peru's deputy foreign minister Ann Lee", "Deputy Foreign Minister"),
    ("Peru's Defence Minister Ann Lee", "Defence Minister"),
    ("The deputy of Peru's Defence Minister Ann Lee", "Defence Minister"),
]


@pytest.mark.parametrize(("words", "office"), RANKED, ids=[row[0] for row in RANKED])
def test_a_deputy_does_not_hold_the_office_itself(words: str, office: str) -> None:
    mentions = reading_of(f"{words} came.").mentions
    assert {one.office for one in mentions if one.name == "Ann Lee"} == {office}


SURNAMES = [
    ("Peru's envoy Kevin Bishop came. Bishop left.", "Kevin Bishop"),
    ("Peru's envoy Ken Judge came. Judge left.", "Ken Judge"),
    ("Peru's envoy Kevin Roe came. Bishop Lee left.", "Lee"),
]


@pytest.mark.parametrize(("text", "name"), SURNAMES, ids=[row[0] for row in SURNAMES])
def test_a_surname_that_reads_like_a_title_is_still_a_surname(text: str, name: str) -> None:
    assert reading_of(text).mentions[-1].name == name


def test_a_rank_shortened_before_a_name_is_no_name() -> None:
    (mention,) = reading_of("Pentagon spokeswoman Cdr. Rebecca Lee spoke.").mentions
    assert (mention.name, mention.country) == ("Rebecca Lee", "USA")


@pytest.mark.parametrize("office", ["EU foreign policy chief", "EU High Representative"])
def test_who_holds_an_office_of_a_union_acts_for_it_by_whatever_title(office: str) -> None:
    reading = reading_of(f"{office} Josep Borrell spoke.", published=date(2023, 3, 10))
    assert {party_of(one) for one in reading.mentions if one.kind == "person"} == {"org/EU"}


TITLES = [
    ("Putin Says Talks With Biden Constructive", {"Vladimir Putin", "Joe Biden"}),
    ("Macron Urges Iran To Return To Deal", {"Emmanuel Macron"}),
]


@pytest.mark.parametrize(("title", "names"), TITLES, ids=[title for title, _ in TITLES])
def test_in_a_title_all_of_capitals_a_surname_ends_before_the_verb(title: str, names: set[str]) -> None:
    reading = reading_of(title, published=date(2021, 6, 8))
    assert {one.name for one in reading.mentions if one.kind == "person"} == names


def test_a_president_with_title_is_nobody_else_of_the_family() -> None:
    reading = reading_of("Melania Trump left. President Trump spoke of the United States.", published=date(2018, 6, 8))
    assert [one.name for one in reading.mentions if one.text == "President Trump"] == ["Donald Trump"]


PEOPLE = [
    ("Ann Vale, a professor of Chinese history, spoke.", "Ann Vale", None),
    ("Ann Vale, a historian of Russia, spoke.", "Ann Vale", None),
    ("At the Georgian Embassy in Paris, Ambassador Ann Vale spoke.", "Ann Vale", "GEO"),
    ("In Paris, Ambassador Ann Vale spoke.", "Ann Vale", None),
]


@pytest.mark.parametrize(("text", "name", "country"), PEOPLE, ids=[row[0] for row in PEOPLE])
def test_what_somebody_knows_of_or_is_sent_to_is_not_the_country(text: str, name: str, country: str | None) -> None:
    [told] = [one for one in reading_of(text).mentions if one.text and one.text.endswith(name)]
    assert told.country == country


@pytest.mark.parametrize("office", ["Irrigation Minister", "Antiquities Minister", "Home Front Minister"])
def test_a_minister_of_whatever_is_of_the_country_before_the_title(office: str) -> None:
    (one,) = reading_of(f"Egyptian {office} Omar Q. Tavik spoke.").mentions
    assert (one.name, one.country, one.office) == ("Omar Q. Tavik", "EGY", office)


@pytest.mark.parametrize(
    "words",
    ["British American Tobacco", "South African Breweries", "Indian Oil Petroleum", "French Sky Airlines"],
)
def test_a_country_that_opens_the_name_of_a_company_is_no_party(words: str) -> None:
    mentions = reading_of(f"Peru fined {words} on Monday.").mentions
    assert [one.text for one in mentions if one.country] == ["Peru"]


WHOLE = [
    ("The United States bombed the Kunduz Trauma Hospital.", "Kunduz Trauma Hospital"),
    ("St. Mary's Hospital said so.", "St. Mary's Hospital"),
    ("Rafik Hariri University Hospital said so.", "Rafik Hariri University Hospital"),
    ("They bombed a hospital.", "hospital"),
    ("The owner of Rome's hospital said so.", "Rome's hospital"),
    ("Peru Envoy Leaves Kunduz Trauma Hospital", "Hospital"),  # a title, whose words say nothing of names
]


@pytest.mark.parametrize(("text", "name"), WHOLE, ids=[row[0] for row in WHOLE])
def test_a_body_has_its_whole_name(text: str, name: str) -> None:
    assert name in {one.text for one in reading_of(text).mentions}


CLAIMED = [
    ("Vladimir Putin spoke. The president came.", "person/vladimir-putin", "RUS"),
    ("Vladimir Putin spoke. The “president” came.", None, None),
    ("Venezuela's self-proclaimed president came.", None, "VEN"),
    ("Iranian soldiers came. The soldiers left.", None, "IRN"),
    ("Iranian soldiers came. The 'soldiers' left.", None, None),
    ("Iran's foreign ministry spoke. The so-called ministry left.", None, None),
]


@pytest.mark.parametrize(("text", "id", "country"), CLAIMED, ids=[row[0] for row in CLAIMED])
def test_what_somebody_is_only_called_means_nobody_told_of(text: str, id: str | None, country: str | None) -> None:
    last = reading_of(text).mentions[-1]
    assert (last.id, last.country) == (id, country)


def test_who_held_no_office_acts_for_whom_the_words_say() -> None:
    reading = reading_of("Bank of England Governor Mark Carney spoke. Carney left.", published=date(2018, 4, 30))
    assert {(one.id, one.country) for one in reading.mentions} == {("person/mark-carney", "GBR")}


@pytest.mark.parametrize("title", ["ambassador", "foreign minister", "defence minister"])
def test_an_office_holder_of_another_country_is_not_the_one_told_of_before(title: str) -> None:
    mentions = reading_of(f"The Kenyan {title} spoke.", f"Paris met the Malian {title}.").mentions
    assert [one.country for one in mentions if title in (one.text or "")] == ["KEN", "MLI"]


def test_whose_people_have_spoken_is_the_subject_of_what_they_say() -> None:
    mentions = reading_of("Egypt will host talks between Sudan and Ethiopia, its foreign minister said.").mentions
    assert [one.country for one in mentions if one.text in {"its", "foreign minister"}] == ["EGY", "EGY"]


def test_a_seat_after_a_preposition_is_a_place() -> None:
    actor = next(actor for actor in reading_of("They met at the White House.").mentions if actor.country == "USA")
    assert actor.basis == "place"


def test_a_country_that_only_describes_is_no_actor_of_its_own() -> None:
    assert [
        actor.text for actor in reading_of("Iran-backed Houthi fighters attacked.").mentions if actor.text == "Iran"
    ] == []


@pytest.mark.parametrize(
    ("sentences", "inferred"),
    [
        (["Germany's foreign minister spoke.", "She left."], True),
        (["Germany's foreign minister spoke.", "Annalena Baerbock then left."], False),
        (["Annalena Baerbock came.", "The German foreign minister spoke."], False),
    ],
)
def test_a_name_that_no_words_tell_is_inferred_from_the_office(sentences: list[str], inferred: bool) -> None:
    mentions = reading_of(*sentences, published=date(2024, 5, 1)).mentions
    assert {one.name_inferred for one in mentions if one.id == "person/annalena-baerbock"} == {inferred}


def test_the_office_is_the_one_held_on_the_articles_day() -> None:
    actor = next(actor for actor in reading_of("Shigeru Ishiba spoke.").mentions)
    assert (actor.office, actor.sector) == ("Prime Minister", "GOV")


@pytest.mark.parametrize(
    ("year", "office", "sector"),
    [(2018, "President", "GOV"), (2023, None, "ELI")],
    ids=["in office", "before and after"],
)
def test_an_act_has_its_parties_in_the_offices_of_its_day(year: int, office: str | None, sector: str) -> None:
    mention = next(one for one in reading_of("Donald Trump met Kim Jong Un.").mentions if one.country == "USA")
    actor = on_its_day(mention, date(year, 6, 12), date(year, 6, 12))
    assert (actor.office, actor.sector) == (office, sector)


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("counterpart Reza Karimi", None),
        ("successor, Reza Karimi,", None),
        ("counterpart Volodymyr Zelensky", "President"),
    ],
)
def test_what_binds_a_person_to_another_is_no_office(words: str, office: str | None) -> None:
    mentions = reading_of(f"Ishiba met his Ukrainian {words} on Monday.").mentions
    assert {actor.office for actor in mentions if actor.kind == "person" and "Ishiba" not in actor.name} == {office}


def test_an_office_that_the_words_state_is_kept() -> None:
    mention = next(one for one in reading_of("President Trump met Kim Jong Un.").mentions if one.country == "USA")
    assert on_its_day(mention, date(2012, 1, 1), date(2012, 1, 1)).office == "President"


AGAIN = [
    (["President Trump met Melania Trump.", "Trump spoke."], "Trump", "Donald Trump"),
    (["Iran's foreign minister, Omar Tavik, spoke.", "The Iranian diplomat left."], "Iranian diplomat", "Omar Tavik"),
    (["Foreign Minister Omar Q. Tavik spoke."], "Foreign Minister Omar Q. Tavik", "Omar Q. Tavik"),
]


@pytest.mark.parametrize(("sentences", "words", "name"), AGAIN, ids=[" ".join(case[0]) for case in AGAIN])
def test_words_that_tell_of_somebody_again_mean_that_one(sentences: list[str], words: str, name: str) -> None:
    assert {one.name for one in reading_of(*sentences).mentions if one.text == words} == {name}


WHOSE = [
    ("Peru's foreign ministry blamed Chad while the military said no more.", "military", "PER"),
    ("The Trump administration spoke in Peru.", "administration", "USA"),
    ("The administration spoke. The United States is strong.", "administration", "USA"),
    ("Peru left. The former administration spoke. The United States is strong.", "administration", None),
    ("A Trump administration official spoke in Peru.", "administration official", "USA"),
]


@pytest.mark.parametrize(("sentence", "words", "code"), WHOSE, ids=[case[0] for case in WHOSE])
def test_a_body_is_of_the_country_whose_body_was_named_or_whose_leader_stands_before_it(
    sentence: str, words: str, code: str | None
) -> None:
    assert [one.country for one in reading_of(sentence).mentions if one.text == words] == [code]


BRIEFS = (
    "LIMA, 5 Feb - The president of Peru met envoys of Chad.",
    "ROME - Italy froze the assets of a bank. It said more would follow.",
    "BEIJING, 6 Feb - The Ministry of Commerce spoke of tariffs. It said the president had signed them.",
)


def test_each_item_of_news_in_brief_is_told_by_itself() -> None:
    mentions = reading_of(*BRIEFS).mentions
    assert [(one.text, one.country) for one in mentions if one.text in {"It", "Ministry of Commerce"}] == [
        ("It", "ITA"),
        ("Ministry of Commerce", "CHN"),
        ("It", "CHN"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "country"),
    [
        ("The Ministry of National Defence of Chad spoke.", "Ministry of National Defence of Chad", "TCD"),
        ("The Ministry of Public Security of Mali spoke.", "Ministry of Public Security of Mali", "MLI"),
        ("North Korea fired, the South's Joint Chiefs of Staff said.", "the South's Joint Chiefs of Staff", None),
    ],
)
def test_a_ministry_has_its_whole_name_and_is_of_no_country_that_its_owner_is_not(
    sentence: str, name: str, country: str | None
) -> None:
    found = [one for one in reading_of(sentence).mentions if one.kind == "organization"]
    assert [(one.text, one.country) for one in found] == [(name, country)]


def test_a_ministry_is_of_no_country_where_two_may_be_meant() -> None:
    mentions = reading_of("In the talks between Peru and Chad much was said, the interior ministry said.").mentions
    assert [one.country for one in mentions if one.text == "interior ministry"] == [None]


def test_a_title_that_many_hold_at_once_names_none_of_them() -> None:
    mentions = reading_of("A State Department spokesman met the American senator.", published=date(2023, 6, 1)).mentions
    assert [one.id for one in mentions if one.kind == "person"] == [None, None]


BODIES = [
    ("The NATO spokesman condemned Sudan.", "NATO spokesman", "org/NATO", "NATO"),
    ("Taliban spokesman Noor Barakat condemned Sudan.", "Taliban spokesman Noor Barakat", "org/Taliban", "Taliban"),
    ("The UN envoy condemned Sudan.", "UN envoy", "org/UN", "United Nations"),
    ("UN envoy Ann Lee condemned Sudan.", "UN envoy Ann Lee", "org/UN", "United Nations"),
    ("Sudan expelled the EU ambassador, Ann Lee.", "EU ambassador", "org/EU", "European Union"),
    ("The EU's negotiator condemned Sudan.", "EU's negotiator", "org/EU", "European Union"),
    ("Kenya's ambassador to the United Nations condemned Sudan.", "Kenya's ambassador", "KEN", None),
    ("Dag Hammarskjöld met envoys of Sudan.", "Dag Hammarskjöld", "org/UN", "United Nations"),
    ("Former UN Secretary-General Dag Hammarskjöld rested.", "Dag Hammarskjöld", None, None),
]


@pytest.mark.parametrize(("sentence", "words", "party", "name"), BODIES, ids=[case[0] for case in BODIES])
def test_who_works_for_a_body_acts_for_it_and_not_for_the_own_country(
    sentence: str, words: str, party: str | None, name: str | None
) -> None:
    mentions = reading_of(sentence, published=date(1960, 5, 2)).mentions
    actor = next(one for one in mentions if words in (one.text or ""))
    assert party_of(actor) == party
    assert name is None or as_party(actor).name == name


BORNE_BY_TWO = [
    ("Sudan's Rapid Support Forces attacked Chad. Egypt condemned the RSF.", "org/RSF_SDN"),
    ("Sudan's army fought the RSF.", "org/RSF_SDN"),
    ("Reporters Without Borders spoke. Sudan heard the RSF.", "org/RSF"),
    ("Peru heard the RSF.", "org/RSF"),
]


@pytest.mark.parametrize(("text", "id"), BORNE_BY_TWO, ids=[case[0] for case in BORNE_BY_TWO])
def test_an_abbreviation_of_two_bodies_means_the_one_named_in_full_or_of_a_country_named(text: str, id: str) -> None:
    assert [one.id for one in reading_of(text).mentions if one.text == "RSF"] == [id]


def test_whose_colony_a_country_was_is_no_actor() -> None:
    mentions = reading_of("The former French colony of Niger left the Italian protectorate.").mentions
    assert [one.country for one in mentions] == ["NER"]


def test_a_part_of_an_office_s_title_tells_for_whom_somebody_acts_who_held_several() -> None:
    mentions = reading_of("The African Union's chairperson, Moussa Faki, condemned Sudan.", published=date(2024, 1, 16))
    assert {party_of(one) for one in mentions.mentions if one.kind == "person"} == {"org/AU"}


def test_the_country_beside_an_office_wins_over_a_namesake_of_the_tables() -> None:
    for start in ("Malian Foreign Minister Yankouba Touray", "Mali's foreign minister, Yankouba Touray,"):
        found = reading_of(f"{start} met Russia's envoy. Touray praised the talks.").mentions
        assert {one.country for one in found if "Touray" in (one.text or "")} == {"MLI"}
    assert [one.country for one in reading_of("Yankouba Touray of Banjul spoke.").mentions][:1] == ["GMB"]
    leaders = reading_of("After a call with Xi Jinping, the French president praised Russia.").mentions
    assert leaders[0].id == "person/xi-jinping"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Speaking beside his Sudanese counterpart, {} said it would rain.", None),
        ("After talks with the Sudanese foreign minister, {} later told reporters it would rain.", None),
        ("He met his Sudanese counterpart, {}, on Monday.", "SDN"),
        ("Speaking in Lima, the Sudanese foreign minister, {}, left.", "SDN"),
    ],
)
def test_what_opens_a_sentence_before_who_speaks_tells_of_another(sentence: str, code: str | None) -> None:
    mentions = reading_of(sentence.format("Karim Abdelnour")).mentions
    assert [one.country for one in mentions if one.text == "Karim Abdelnour"] == [code]


SEATS = [
    (["The European Union fined Georgia.", "Brussels warned Georgia."], "Brussels", "org/EU"),
    (["The European Commission fined Georgia.", "Georgia accused Brussels."], "Brussels", "org/EU"),
    (["The European Union fined Georgia.", "Belgium agreed.", "Brussels warned Georgia."], "Brussels", "BEL"),
    (["The European Union fined Georgia.", "Talks were held in Brussels."], "Brussels", "BEL"),
    (["The European Union fined Georgia.", "Emmanuel Macron visited Brussels."], "Brussels", "BEL"),
    (["Brussels warned Georgia."], "Brussels", "BEL"),
    (["Georgia's embassy in Accra burned.", "Togo closed its embassy."], "embassy", "TGO"),
    (["Georgia's army met rebels.", "NATO praised its military."], "military", None),
    (["Georgia's parliament met.", "Chad closed the province's parliament."], "parliament", None),
    (["Georgia's parliament met.", "Rebels closed the country's parliament."], "parliament", "GEO"),
]


@pytest.mark.parametrize(("sentences", "words", "party"), SEATS, ids=[" ".join(case[0]) for case in SEATS])
def test_a_seat_is_that_of_whom_the_article_tells_and_a_body_that_of_its_owner(
    sentences: list[str], words: str, party: str | None
) -> None:
    assert [party_of(one) for one in reading_of(*sentences).mentions if one.text == words] == [party]


SHIPS = [
    ("Chilean jets sank the Peruvian frigate Ardent.", "Peruvian frigate Ardent", "PER"),
    ("The British destroyer Sheffield was hit by a Chilean missile.", "British destroyer Sheffield", "GBR"),
    ("Kenya seized the Greek tanker Lady Rose on Friday.", "Greek tanker Lady Rose", "GRC"),
    ("Kenya boarded the Danish trawler Ann Lee, a minister said.", "Danish trawler Ann Lee", "DNK"),
    ("Rebels fired at the US spy ship Colorado.", "US spy ship Colorado", "USA"),
    ("Libya captured the Italian soldier Rossi.", "Italian soldier Rossi", "ITA"),
]


@pytest.mark.parametrize(("sentence", "words", "country"), SHIPS, ids=[case[1] for case in SHIPS])
def test_what_bears_a_name_of_its_own_is_of_the_country_before_it(sentence: str, words: str, country: str) -> None:
    actor = next(actor for actor in reading_of(sentence).mentions if actor.text == words)
    assert (actor.kind, party_of(actor)) == ("group", country)


FIGHTERS = [
    ("A Peruvian fighter brought down a Chilean bomber.", "PER"),
    ("Peruvian fighters violated Chilean airspace again.", "PER"),
    ("Peruvian fighters intercepted two Chilean planes.", "PER"),
    ("Lima scrambled Peruvian fighters on Monday.", "PER"),
    ("Peruvian fighters ambushed a Chilean convoy.", None),
    ("Chile bombed Peruvian fighters in the hills.", None),
    ("Peruvian fighters shot down a Chilean helicopter.", None),
]


@pytest.mark.parametrize(("sentence", "party"), FIGHTERS, ids=[case[0] for case in FIGHTERS])
def test_fighters_that_fly_are_their_countrys_and_others_stand_against_it(sentence: str, party: str | None) -> None:
    actor = next(actor for actor in reading_of(sentence).mentions if "fighter" in (actor.text or ""))
    assert party_of(actor) == party


def who(*paragraphs: str, words: str, published: date | None = None) -> tuple[str | None, str | None]:
    """Return name and country of whom words of an article name."""
    reading = reading_of(*paragraphs, published=published or date(2015, 3, 5))
    return next((one.name, one.country) for one in reversed(reading.mentions) if one.text == words)


STYLED = [
    ("President Obama met envoys.", "The Pope said that the war must end.", "Pope", "VAT"),
    ("Vladimir Putin spoke.", "The Sultan said that Russia was a friend.", "Sultan", None),
    ("King Abdullah of Jordan came.", "The president said that Jordan was a friend.", "president", None),
    ("Angela Merkel met envoys.", "The chancellor said that Russia must leave.", "chancellor", "DEU"),
]


@pytest.mark.parametrize(("before", "sentence", "words", "country"), STYLED, ids=[case[2] for case in STYLED])
def test_a_ruler_s_title_means_nobody_who_is_called_otherwise(
    before: str, sentence: str, words: str, country: str | None
) -> None:
    assert who(before, sentence, words=words)[1] == country


def test_a_surname_that_another_has_in_the_article_means_no_leader_of_a_country_that_is_not_named() -> None:
    other = reading_of("Senator Barbara Lee left.", "Lee said that Iran would answer.", published=date(2015, 3, 5))
    assert not any(one.country == "SGP" for one in other.mentions)
    assert who("Singapore spoke.", "Lee said that Iran would answer.", words="Lee") == ("Lee Hsien Loong", "SGP")


def test_a_capital_gives_no_country_to_a_minister_whose_office_another_holds_there() -> None:
    assert who("After talks in Astana, Prime Minister Tariq Roe left.", words="Prime Minister Tariq Roe")[1] is None


def test_a_diplomat_somewhere_is_not_of_that_country() -> None:
    assert who("A top diplomat in the UK, Chen Roe, spoke.", words="Chen Roe") == ("Chen Roe", None)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Germany imposed sanctions on Russia today.", ["Germany", "Russia"]),
        ("Germany told Russia Today of sanctions.", ["Germany", "Russia Today"]),
    ],
)
def test_a_paper_s_name_is_written_with_its_capitals(sentence: str, names: list[str]) -> None:
    assert [one.name for one in reading_of(sentence).mentions] == names


def test_the_president_is_whom_the_article_is_about_and_not_another_named_in_passing() -> None:
    about = ["Obama met envoys.", "Obama left.", "Obama came back.", "Obama spoke."]
    passing = "Obama may see Putin there. The president will visit Japan."
    assert who(*about, passing, words="president")[1] == "USA"
    assert who("Obama met envoys.", "Putin spoke. The president will visit Japan.", words="president")[1] == "RUS"


NAMED_ON = [
    ("2021-03-10", "Iraq's Mustafa Kadhimi flew to Tehran.", "Mustafa Kadhimi", "mustafa-al-kadhimi", "IRQ"),
    ("2020-08-13", "Abdullah bin Zayed spoke.", "Abdullah bin Zayed", "abdullah-bin-zayed-al-nahyan", "ARE"),
    ("2022-05-10", "Orbán Viktor told the EU no.", "Orbán Viktor", "viktor-orban", "HUN"),
    ("2022-06-14", "Zelenskyy thanked Poland.", "Zelenskyy", "volodymyr-zelensky", "UKR"),
    ("2021-07-24", "Joseph Wu thanked Lithuania. Wu praised it.", "Wu", "joseph-wu", "TWN"),
    ("2025-02-24", "Singapore's Lawrence Wong met Xi. Wong praised China.", "Wong", "lawrence-wong", "SGP"),
    ("2010-05-05", "King Abdullah met Obama in Riyadh.", "King Abdullah", "abdullah-bin-abdulaziz", "SAU"),
    ("2020-05-05", "King Abdullah met Macron in Amman.", "King Abdullah", "abdullah-ii", "JOR"),
    ("2022-07-05", "President Marcos met Wang Yi.", "President Marcos", "ferdinand-marcos-jr", "PHL"),
    ("2025-10-24", "Wang Yi warned London.", "Wang Yi", "wang-yi", "CHN"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "words", "person", "country"), NAMED_ON, ids=[row[1] for row in NAMED_ON])
def test_a_name_means_who_bore_it_on_the_day(day: str, text: str, words: str, person: str, country: str) -> None:
    found = [one for one in reading_of(text, published=date.fromisoformat(day)).mentions if one.text == words]
    assert [(one.id, one.country) for one in found] == [(f"person/{person}", country)]


def test_of_several_offices_the_foremost_is_told() -> None:
    mentions = reading_of("Wang Yi warned London.", published=date(2025, 10, 24)).mentions
    assert [one.office for one in mentions if one.text == "Wang Yi"] == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Saudi Arabia cut ties with Qatar. The Gulf state called it unjust.", "QAT"),
        ("China met the Solomon Islands. The tiny Pacific island nation broke with Taiwan.", "SLB"),
        ("Lithuania warned Moscow. Beijing threatened the Baltic nation.", "LTU"),
        ("Mali expelled the French envoy. The West African country turned to Russia.", "MLI"),
        ("China warned Taiwan. Beijing threatened the self-ruled island.", "TWN"),
        ("France warned Spain. The Baltic state was silent.", None),
    ],
)
def test_a_country_named_before_is_meant_by_its_part_of_the_world(text: str, country: str | None) -> None:
    found = [
        one for one in reading_of(text).mentions if re.search(r" (?:state|nation|country|island)$", one.text or "")
    ]
    assert [one.country for one in found] == ([country] if country else [])
