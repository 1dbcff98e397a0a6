"""What the world's tables know, asked as an article's reader asks: with a term or an office, and a day."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadbook import world
from dyadbook.world.check import check_tables
from dyadbook.world.folding import fold
from dyadbook.world.lexicon import find_places, find_terms
from dyadbook.world.offices import ids_named, offices_of
from dyadbook.world.tables import SEATS

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "world"


def holder_names(country: str, role: str, on: str) -> set[str]:
    """Return the names of those who held an office on a day."""
    return {world.people()[office.person].name for office in world.holders(country, role, date.fromisoformat(on))}


HOLDERS = [
    ("JPN", "head_of_government", "2025-02-07", "Shigeru Ishiba"),
    ("JPN", "head_of_government", "2024-06-01", "Fumio Kishida"),
    ("JPN", "head_of_government", "2018-06-12", "Shinzo Abe"),
    ("JPN", "head_of_government", "2002-09-17", "Junichiro Koizumi"),
    ("JPN", "foreign_minister", "2018-06-12", "Taro Kono"),
    ("USA", "head_of_state", "2021-01-19", "Donald Trump"),
    ("USA", "head_of_state", "2021-01-20", "Joe Biden"),
    ("USA", "head_of_state", "2025-01-21", "Donald Trump"),
    ("USA", "head_of_state", "1962-10-22", "John F. Kennedy"),
    ("USA", "foreign_minister", "2018-07-06", "Mike Pompeo"),
    ("USA", "foreign_minister", "2025-02-18", "Marco Rubio"),
    ("USA", "defence_minister", "2022-05-01", "Lloyd Austin"),
    ("USA", "deputy_head", "2019-02-01", "Mike Pence"),
    ("PRK", "leader", "1994-07-01", "Kim Il Sung"),
    ("PRK", "leader", "2000-06-13", "Kim Jong Il"),
    ("PRK", "leader", "2018-06-12", "Kim Jong Un"),
    ("PRK", "foreign_minister", "2019-02-28", "Ri Yong Ho"),
    ("KOR", "head_of_state", "2018-04-27", "Moon Jae-in"),
    ("KOR", "head_of_state", "2024-12-03", "Yoon Suk-yeol"),
    ("KOR", "head_of_state", "2025-07-01", "Lee Jae-myung"),
    ("CHN", "head_of_state", "2010-01-01", "Hu Jintao"),
    ("CHN", "foreign_minister", "2023-07-01", "Qin Gang"),
    ("CHN", "foreign_minister", "2023-07-26", "Wang Yi"),
    ("TWN", "head_of_state", "2024-05-21", "Lai Ching-te"),
    ("GBR", "head_of_government", "2022-09-10", "Liz Truss"),
    ("GBR", "head_of_state", "2022-09-09", "Charles III"),
    ("GBR", "head_of_government", "1982-04-02", "Margaret Thatcher"),
    ("FRA", "head_of_state", "2003-03-01", "Jacques Chirac"),
    ("DEU", "head_of_government", "2021-12-07", "Angela Merkel"),
    ("DEU", "foreign_minister", "2025-06-01", "Johann Wadephul"),
    ("ITA", "head_of_government", "2023-01-01", "Giorgia Meloni"),
    ("RUS", "head_of_state", "2010-04-08", "Dmitry Medvedev"),
    ("RUS", "foreign_minister", "2022-03-10", "Sergei Lavrov"),
    ("SUN", "leader", "1962-10-22", "Nikita Khrushchev"),
    ("UKR", "head_of_state", "2022-02-24", "Volodymyr Zelensky"),
    ("UKR", "head_of_government", "2025-08-01", "Yulia Svyrydenko"),
    ("IRN", "foreign_minister", "2016-01-05", "Mohammad Javad Zarif"),
    ("IRN", "head_of_state", "2024-05-18", "Ebrahim Raisi"),
    ("IRN", "leader", "2020-01-03", "Ali Khamenei"),
    ("ISR", "head_of_government", "2021-08-01", "Naftali Bennett"),
    ("SAU", "crown_prince", "2018-10-02", "Mohammed bin Salman"),
    ("SAU", "head_of_state", "2016-01-05", "Salman bin Abdulaziz"),
    ("TUR", "head_of_government", "2010-05-31", "Recep Tayyip Erdogan"),
    ("EGY", "head_of_state", "2011-01-25", "Hosni Mubarak"),
    ("SYR", "head_of_state", "2024-12-01", "Bashar al-Assad"),
    ("IND", "head_of_government", "2025-05-07", "Narendra Modi"),
    ("PAK", "head_of_government", "2019-02-26", "Imran Khan"),
    ("AFG", "head_of_state", "2021-08-14", "Ashraf Ghani"),
    ("AUS", "head_of_government", "2022-06-01", "Anthony Albanese"),
    ("BRA", "head_of_state", "2020-06-01", "Jair Bolsonaro"),
    ("VEN", "head_of_state", "2019-01-23", "Nicolás Maduro"),
    ("CHL", "head_of_state", "2003-03-01", "Ricardo Lagos"),
    ("PER", "head_of_state", "2022-10-01", "Pedro Castillo"),
    ("COL", "foreign_minister", "2012-06-01", "María Ángela Holguín"),
    ("MEX", "foreign_minister", "2024-04-06", "Alicia Bárcena"),
    ("FIN", "foreign_minister", "2022-06-28", "Pekka Haavisto"),
    ("MKD", "foreign_minister", "2018-06-17", "Nikola Dimitrov"),
    ("GEO", "foreign_minister", "2023-06-01", "Ilia Darchiashvili"),
    ("org/OAS", "organization_head", "2008-03-04", "José Miguel Insulza"),
    ("ZAF", "head_of_state", "1995-01-01", "Nelson Mandela"),
    ("ETH", "head_of_government", "2020-11-04", "Abiy Ahmed"),
    ("KEN", "head_of_state", "2023-05-01", "William Ruto"),
    ("MWI", "head_of_state", "2021-01-01", "Lazarus Chakwera"),
    ("SVK", "head_of_state", "2020-01-01", "Zuzana Caputova"),
    ("MYS", "head_of_government", "2019-01-01", "Mahathir Mohamad"),
    ("LKA", "head_of_state", "2021-06-01", "Gotabaya Rajapaksa"),
    ("EST", "head_of_government", "2024-10-01", "Kristen Michal"),
    ("ESP", "head_of_government", "2021-01-01", "Pedro Sanchez"),
    ("DZA", "head_of_government", "2020-12-01", "Abdelaziz Djerad"),
    ("DNK", "head_of_government", "2015-10-30", "Lars Loekke Rasmussen"),
    ("TCA", "head_of_government", "2018-01-01", "Sharlene Cartwright-Robinson"),
    ("VUT", "head_of_government", "2011-05-01", "Serge Vohor"),
    ("IND", "defence_minister", "2010-05-01", "A.K. Antony"),
    ("BGD", "foreign_minister", "2019-12-12", "A.K. Abdul Momen"),
    ("NPL", "head_of_government", "2016-09-29", "Pushpa Kamal Dahal"),
    ("MDV", "foreign_minister", "2024-05-20", "Moosa Zameer"),
    ("KAZ", "foreign_minister", "2018-06-01", "Kairat Abdrakhmanov"),
    ("THA", "foreign_minister", "2025-07-29", "Maris Sangiampongsa"),
    ("VNM", "foreign_minister", "2014-05-10", "Pham Binh Minh"),
    ("IDN", "military_chief", "1999-09-21", "Wiranto"),
    ("AUS", "foreign_minister", "1999-09-21", "Alexander Downer"),
    ("NZL", "foreign_minister", "2019-03-15", "Winston Peters"),
    ("FJI", "head_of_government", "2009-11-03", "Frank Bainimarama"),
    ("TWN", "foreign_minister", "2017-06-13", "David Lee"),
    ("MNE", "head_of_government", "2018-06-01", "Dusko Markovic"),
    ("MNG", "head_of_government", "2018-06-01", "Ukhnaa Khurelsukh"),
    ("org/ASEAN", "organization_head", "2010-07-20", "Surin Pitsuwan"),
    ("org/PIF", "organization_head", "2022-07-12", "Henry Puna"),
    ("org/UN", "organization_head", "2003-03-01", "Kofi Annan"),
    ("org/NATO", "organization_head", "2024-11-01", "Mark Rutte"),
    ("org/IAEA", "organization_head", "2016-01-16", "Yukiya Amano"),
    ("org/EU", "foreign_policy_chief", "2015-07-14", "Federica Mogherini"),
]


@pytest.mark.parametrize(("country", "role", "on", "name"), HOLDERS)
def test_one_person_holds_the_office_on_the_day(country: str, role: str, on: str, name: str) -> None:
    assert holder_names(country, role, on) == {name}


def test_a_prime_minister_whom_a_source_tells_beside_the_president_is_known() -> None:
    assert "Mahinda Rajapaksa" in holder_names("LKA", "head_of_government", "2020-06-01")


@pytest.mark.parametrize("on", [world.TRUE_UNTIL, world.TRUE_UNTIL + timedelta(days=400), date(2087, 1, 1)])
def test_nothing_is_answered_for_days_outside_the_tables(on: date) -> None:
    assert world.holders("USA", "head_of_state", on) == ()
    assert world.people_named("Trump", on) == ()
    assert world.country_of("Tokyo", on) is None


@pytest.mark.parametrize("on", ["2024-12-28", "2010-06-01", "1999-06-01"])
def test_every_large_state_has_a_head(on: str) -> None:
    states = (
        "USA CHN IND IDN PAK NGA BRA BGD RUS MEX JPN ETH PHL EGY VNM COD TUR IRN DEU THA GBR FRA ITA ZAF KOR".split()
    )
    roles = ("head_of_state", "head_of_government", "leader", "head")
    assert [code for code in states if not any(holder_names(code, role, on) for role in roles)] == []


def test_no_leader_of_montenegro_is_one_of_mongolia() -> None:
    names = (name for role in ("leader", "head_of_government") for name in holder_names("MNG", role, "2017-06-01"))
    assert not any("Markovic" in name for name in names)


def test_an_office_ends_on_the_day_before_its_until() -> None:
    reign = world.offices_of("person/liz-truss", date(2022, 10, 24))
    assert [office.title for office in reign] == ["Prime Minister"]
    assert world.offices_of("person/liz-truss", date(2022, 10, 25)) == ()


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Kim", "2018-06-12", {"person/kim-jong-un", "person/kim-yo-jong"}),
        ("Trump", "2025-02-07", {"person/donald-trump"}),
        ("Ishiba", "2025-02-07", {"person/shigeru-ishiba"}),
        ("Xi", "2015-09-25", {"person/xi-jinping"}),
        ("MBS", "2018-10-20", {"person/mohammed-bin-salman"}),
        ("Javad Zarif", "2016-01-05", {"person/mohammad-javad-zarif"}),
        ("kim jong-un", "2018-06-12", {"person/kim-jong-un"}),
        ("Prachanda", "2016-09-29", {"person/pushpa-kamal-dahal"}),
        ("Prayut", "2019-01-01", {"person/prayuth-chan-ocha"}),
        ("Mullah Yaqoob", "2025-10-19", {"person/muhammad-yaqoob"}),
        ("Nicolas Maduro", "2019-01-23", {"person/nicolas-maduro"}),
    ],
)
def test_names_lead_to_those_in_office(name: str, on: str, expected: set[str]) -> None:
    assert expected <= {person.id for person in world.people_named(name, date.fromisoformat(on))}


@pytest.mark.parametrize(
    ("term", "on", "code"),
    [
        ("U.S.", None, "USA"), ("US", None, "USA"), ("us", None, None), ("Britain", None, "GBR"), ("DPRK", None, "PRK"),
        ("Japanese", None, "JPN"), ("Saudis", None, "SAU"), ("North Koreans", None, "PRK"), ("Emirati", None, "ARE"),
        ("Pyongyang", "2018-06-12", "PRK"), ("Kremlin", "2022-01-01", "RUS"), ("Kremlin", "1980-01-01", "SUN"),
        ("Moscow", "1980-01-01", "SUN"), ("Moscow", "2020-01-01", "RUS"), ("Moscow", None, "RUS"),
        ("Foggy Bottom", None, "USA"), ("Quai d’Orsay", None, "FRA"), ("Élysée", None, "FRA"), ("Elysee", None, "FRA"),
        ("Côte d'Ivoire", None, "CIV"), ("Türkiye", None, "TUR"), ("turkey", None, None), ("Turkey", None, "TUR"),
        ("TURKEY", None, "TUR"), ("polish", None, None), ("the North", None, None), ("Dominican", None, None),
        ("Bonn", "1985-01-01", "DEU"), ("Bonn", "2010-01-01", None), ("Atlantis", None, None),
    ],
)  # fmt: skip
def test_a_term_names_its_country_on_the_day(term: str, on: str | None, code: str | None) -> None:
    assert world.country_of(term, date.fromisoformat(on) if on else None) == code


def found(text: str) -> list[tuple[str, set[str]]]:
    """Return the terms in a text, each with the keys of what it may mean."""
    return [(match.text, {entry.key for entry in match.entries}) for match in find_terms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the North Korean regime", [("North Korean", {"PRK"}), ("regime", {"regime"})]),
        ("reclusive North Korea", [("North Korea", {"PRK"})]),
        ("the reclusive North", [("reclusive North", {"PRK"})]),
        ("Kim Jong-un met Xi", [("Kim Jong-un", {"person/kim-jong-un"})]),
        ("Kim Jong\nUn", [("Kim Jong\nUn", {"person/kim-jong-un"})]),
        ("The U.S. told us so", [("U.S.", {"USA"})]),
        ("Recep Tayyip Erdoğan", [("Recep Tayyip Erdoğan", {"person/recep-tayyip-erdogan"})]),
        ("South China Sea", [("South China Sea", {"South China Sea"})]),
        ("the Korean War", [("Korean War", {"Korean War"})]),
        ("in Georgia", [("Georgia", {"GEO", "Georgia"})]),
        ("Israel Katz", [("Israel Katz", {"person/yisrael-katz"})]),
        ("RUSSIA WARNS NATO", [("RUSSIA", {"RUS"}), ("NATO", {"org/NATO"})]),
        ("fine china and turkey", []),
        ("WHO IS TO BLAME FOR IT", []),
        ("a Chadian-Sudanese border", [("Chadian", {"TCD"}), ("Sudanese", {"SDN"})]),
        ("Equatorial Guinea", [("Equatorial Guinea", {"GNQ"})]),
        ("António Guterres", [("António Guterres", {"person/antonio-guterres"})]),
        ("UN Secretary-General", [("UN", {"org/UN"}), ("Secretary-General", {"secretary-general"})]),
        ("North Atlantic Council", [("North Atlantic Council", {"org/NATO"})]),
        ("OAS Permanent Council", [("OAS Permanent Council", {"org/OAS"})]),
        ("EU Foreign Affairs Council", [("EU", {"org/EU"}), ("Foreign Affairs Council", {"org/EU"})]),
        ("Hamas and Israeli troops", [("Hamas", {"org/Hamas"}), ("Israeli", {"ISR"}), ("troops", {"troop"})]),
        ("Muscovites and Iranianness", []),
    ],
)  # fmt: skip
def test_the_lexicon_finds_the_longest_terms(text: str, expected: list[tuple[str, set[str]]]) -> None:
    assert found(text) == expected


def test_an_ambiguous_term_keeps_all_its_entries() -> None:
    kinds = {entry.kind for entry in find_terms("Washington")[0].entries}
    assert kinds == {"country", "place"}


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Norodom Ranariddh", "prince-norodom-ranariddh"), ("Konstantinos Mitsotakis", "konstantinos-mitsotakis"),
        ("Eduardo Duhalde", "eduardo-duhalde"), ("Kim Yong Chu", "kim-yong-chu"), ("Lee Ju Ho", "lee-ju-ho"),
        ("Benedita da Silva", "benedita-da-silva"), ("Modibo Keita", "modibo-keita"),
        ("Mamadou Tandja", "mamadou-tandja"), ("Jean Francois Lamour", "jean-francois-lamour"),
        ("O Su Yong", "o-su-yong"), ("Mary Elizabeth Truss", "liz-truss"), ("Michael Pence", "mike-pence"),
    ],
)  # fmt: skip
def test_who_took_over_on_a_day_or_shares_a_name_is_somebody_else(name: str, person: str) -> None:
    assert ids_named(name) == (f"person/{person}",)


@pytest.mark.parametrize(
    ("person", "role", "on", "held"),
    [
        ("konstantinos-mitsotakis", "head_of_government", date(1992, 5, 1), True),
        ("konstantinos-karamanlis", "head_of_government", date(1992, 5, 1), False),
        ("lee-jae-myung", "head_of_state", date(2025, 5, 20), False),
        ("mamadou-tandja", "head_of_state", date(2005, 1, 1), True),
        ("hama-amadou", "head_of_state", date(2005, 1, 1), False),
    ],
)  # fmt: skip
def test_a_term_stands_under_the_name_that_its_source_gives(person: str, role: str, on: date, held: bool) -> None:
    assert any(office.role == role for office in offices_of(f"person/{person}", on)) is held


def test_a_cabinet_that_ends_in_a_leap_february_does_not_lead_the_country() -> None:
    assert all(office.role != "head" for office in offices_of("person/fredrick-chien"))


def test_bare_surnames_are_not_in_the_lexicon() -> None:
    assert found("Kim told Trump") == []


@pytest.mark.parametrize(
    ("term", "code", "sector"),
    [
        ("Folketing", "DNK", "LEG"), ("Jogorku Kenesh", "KGZ", "LEG"), ("Saeima", "LVA", "LEG"),
        ("Mossad", "ISR", "SPY"), ("Bundesnachrichtendienst", "DEU", "SPY"), ("RCMP", "CAN", "COP"),
        ("FARDC", "COD", "MIL"), ("Baltic Fleet", "RUS", "MIL"), ("Seventh Fleet", "USA", "MIL"),
        ("JICA", "JPN", "GOV"), ("Reserve Bank of India", "IND", "GOV"), ("Bundesverfassungsgericht", "DEU", "JUD"),
    ],
)  # fmt: skip
def test_a_body_of_a_state_names_the_state_and_its_sector(term: str, code: str, sector: str) -> None:
    (match,) = find_terms(f"It was said at {term} yesterday.")
    assert (match.text, match.entries[0].key, match.entries[0].sector) == (term, code, sector)


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Mai-Mai", "COD", "PRM"), ("Mayi Mayi", "COD", "PRM"), ("al-Shabaab", "SOM", "REB"),
        ("Clan del Golfo", "COL", "CRM"), ("UVF", "GBR", "PRM"), ("Fidesz", "HUN", "PTY"), ("FNLA", "AGO", "REB"),
        ("Yonsei University", "KOR", "EDU"), ("COSATU", "ZAF", "LAB"),
    ],
)  # fmt: skip
def test_a_group_has_its_country_and_what_it_is(name: str, country: str, sector: str) -> None:
    (match,) = find_terms(f"Then {name} came.")
    assert (match.entries[0].country, match.entries[0].sector) == (country, sector)


@pytest.mark.parametrize(
    "words", ["a raw deal in the ice", "the us steel works", "sides met on a plan", "they sum it up"]
)
def test_abbreviations_that_are_words_match_only_as_written(words: str) -> None:
    assert find_terms(words) == []


@pytest.mark.parametrize("abbreviation", ["NIS", "RAW", "SAS", "ICE"])
def test_an_abbreviation_of_several_bodies_needs_its_country_beside_it(abbreviation: str) -> None:
    assert world.country_of(abbreviation) is None
    assert {entry.basis for entry in find_terms(f"the {abbreviation} said")[0].entries} == {"context"}


@settings(deadline=None)  # the first text waits for the tables
@given(st.text())
def test_matches_quote_the_text_in_order_and_without_overlap(text: str) -> None:
    padded = f"{text} Iran {text} White House"
    matches = find_terms(padded)
    assert all(padded[match.start : match.end] == match.text for match in matches)
    assert all(one.end <= other.start for one, other in pairwise(matches))


@given(st.text())
def test_folding_keeps_every_character_at_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Kyiv", None, "UKR"),
        ("Paris", None, "FRA"),
        ("Paris", "USA", "USA"),
        ("Hanoi", None, "VNM"),
        ("Panmunjom", None, None),
    ],
)
def test_places_are_found_by_name_the_largest_first(name: str, country: str | None, expected: str | None) -> None:
    assert world.places_named(name, country)[0].country == expected


@pytest.mark.parametrize("word", ["Of", "March", "Nice", "Reading", "Mobile", "Orange", "Best", "Kim"])
def test_ordinary_words_are_no_places(word: str) -> None:
    assert find_places(f"He saw {word} there.") == []


def test_find_places_names_cities_but_not_persons_or_countries() -> None:
    text = "Robert Mueller flew from New York to Lausanne and Tehran, Iran, with Vladimir Putin."
    assert [match.text for match in find_places(text)] == ["New York", "Lausanne", "Tehran"]


def test_plural_and_singular_agents_have_their_sector() -> None:
    sectors = [world.agents()[noun].sector for noun in ("soldiers", "rebels", "lawmaker", "police", "central bank")]
    assert sectors == ["MIL", "REB", "LEG", "COP", "GOV"]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("secretary of state", "foreign_minister"),
        ("premier", "head_of_government"),
        ("dictator", "leader"),
        ("king", "head_of_state"),
        ("trade representative", "trade_representative"),
        ("state counsellor", "head_of_government"),
        ("deputy high commissioner", "diplomat"),
    ],
)
def test_titles_tell_the_role(title: str, role: str) -> None:
    assert world.titles()[title].role == role


def test_each_role_that_one_person_holds_has_a_title() -> None:
    untitled = {"head", "group_leader"}  # the source does not say which; of armed groups
    assert {title.role for title in world.titles().values()} >= SEATS - untitled


@pytest.mark.parametrize(
    ("name", "url", "country"),
    [
        ("Reuters", None, "GBR"),
        ("  the  New York TIMES", None, "USA"),
        ("Agencia EFE", None, "ESP"),
        ("apnews.com", None, "USA"),
        (None, "https://www.yna.co.kr/view/1", "KOR"),
        ("Anything", "http://world.kbs.co.kr:8080/a?b#c", "KOR"),
        ("The Guardian", "https://guardian.ng/news/1", "NGA"),  # the address comes before the name
        ("The Guardian", "https://mirror.invalid/guardian", "GBR"),
        ("ABC News", None, None),  # of two countries
        ("ABC News", "https://www.abc.net.au/1", "AUS"),
        ("The Quay", "https://quay.fr/1", None),  # an ending is no country
        ("The Quay", "https://fakereuters.com/1", None),
        ("The Quay", "https://reuters.com.quay.invalid/1", None),
        ("The Quay", "https://[broken", None),
        ("The Quay", "file:///pages/reuters.com", None),
        (None, None, None),
        ("", "", None),
    ],
)
def test_an_outlet_has_the_country_of_its_head_office(name: str | None, url: str | None, country: str | None) -> None:
    assert world.outlet_country(name, url) == country


def test_the_outlets_are_of_most_countries() -> None:
    assert len(world.outlets()) >= 1500
    assert len({outlet.country for outlet in world.outlets()}) >= 200


def test_the_tables_have_no_faults() -> None:
    assert check_tables() == []


def test_importing_the_package_reads_no_table_and_no_automaton() -> None:
    code = (
        "import sys, dyadbook.world as world;"
        "sys.exit('ahocorasick' in sys.modules or world.countries.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.shared
def test_names_and_demonyms_agree_with_an_independent_list() -> None:
    """At least 97 in a hundred of mledoze's common names and of its demonyms lead to the same country."""
    path = SHARED / "mledoze_countries.json.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not there: the development data lies beside the repository")
    rows = json.loads(gzip.decompress(path.read_bytes()))
    states = [row for row in rows if row.get("unMember")]
    missed = [row["name"]["common"] for row in states if world.country_of(row["name"]["common"]) != row["cca3"]]
    strange = [
        row["demonyms"]["eng"]["m"] for row in states if world.country_of(row["demonyms"]["eng"]["m"]) != row["cca3"]
    ]
    assert len(missed) <= 3, missed
    assert len(strange) <= 12, strange


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Kim Jong Un", "President of the State Affairs Commission"),
        ("Ľudovít Ódor", "Prime Minister"),
        ("Alcide Ponga", "President"),
        ("Piotr Glinski", "Deputy Prime Minister"),
        ("Siaosi Sovaleni", "Prime Minister"),
        ("Luca Beccari", "Secretary of State for Foreign and Political Affairs"),
    ],
)
def test_a_title_with_a_portfolio_is_told_apart_from_the_name(name: str, title: str) -> None:
    assert title in {
        office.title for person in world.people().values() if person.name == name for office in person.offices
    }


def test_no_title_breaks_off_and_no_name_begins_with_a_part_of_one() -> None:
    cut = re.compile(r".*\b(of|the|and|for)")
    part = re.compile(r"(.* )?(Minister|Government|Commission|Affairs|Interior|Defense|President) .*")
    faults = [person.name for person in world.people().values() if part.fullmatch(person.name)]
    faults += [
        office.title
        for person in world.people().values()
        for office in person.offices
        if office.title and cut.fullmatch(office.title)
    ]
    assert faults == []
