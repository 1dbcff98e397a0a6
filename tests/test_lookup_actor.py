"""`actor`: words that name or describe somebody, on a day; what is not known stays unknown."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.formats.found import lines_of
from dyadbook.lookup.actor import day_of, find_actor, find_actors
from dyadbook.lookup.codes import Codes
from dyadbook.lookup.found_actor import FoundActor


def found(text: str, day: str | None = None, context: str = "", codes: Codes = "plover") -> FoundActor:
    return find_actor(text, on=day_of(day), context=context, codes=codes)


@pytest.mark.parametrize(
    ("text", "day", "country", "sectors", "office"),
    [
        ("Prime Minister Ishiba", "2025-02-07", "JPN", ("GOV",), "Prime Minister"),
        ("Angela Merkel", "2010-05-01", "DEU", ("GOV",), "Chancellor"),
        ("Angela Merkel", "2023-05-01", "DEU", ("ELI",), None),
        ("Merkel", "2023-05-01", "DEU", ("ELI",), None),
        ("former President Barack Obama", "2020-01-01", "USA", ("ELI",), None),
        ("Pope Benedict XVI", "2010-01-01", "VAT", ("REL",), "Pope"),
    ],
)
def test_a_person_has_the_office_of_the_day(
    text: str, day: str, country: str, sectors: tuple[str, ...], office: str | None
) -> None:
    answer = found(text, day)
    assert (answer.country, answer.sectors, answer.office) == (country, sectors, office)


@pytest.mark.parametrize("text", ["the former French president", "former US president", "the late Iranian president"])
def test_who_held_an_office_before_is_not_who_holds_it(text: str) -> None:
    answer = found(text, "2024-06-01")
    assert answer.actor is None
    assert answer.sector == "ELI"


@pytest.mark.parametrize("text", ["Israel and Hamas", "Russia and Ukraine"])
def test_of_several_that_are_named_none_is_meant_alone(text: str) -> None:
    answer = found(text, "2024-06-01")
    assert (answer.basis, answer.country) == ("several", None)
    assert len(answer.candidates) >= 2


def test_the_leader_of_a_group_has_its_sector_and_the_head_of_a_body_its_code() -> None:
    assert found("Yahya Sinwar", "2024-09-01").sectors == ("REB",)
    assert found("Jens Stoltenberg", "2020-01-01").country == "IGO"


def test_the_country_to_which_an_envoy_is_sent_is_not_his() -> None:
    assert found("the ambassador to Russia").country is None
    assert found("the Danish ambassador to Russia").country == "DNK"


def test_an_office_is_not_given_to_who_did_not_hold_it_on_that_day() -> None:
    answer = found("Prime Minister Ishiba", "2024-06-01")
    assert answer.actor is None
    assert answer.country is None


def test_after_the_tables_end_a_person_has_a_country_and_no_office() -> None:
    answer = found("Emmanuel Macron", "2031-01-01")
    assert (answer.country, answer.office, answer.sectors, answer.as_of) == ("FRA", None, (), None)


def test_without_a_day_the_last_known_office_is_given_with_its_day() -> None:
    answer = found("Emmanuel Macron")
    assert answer.office == "President"
    assert answer.as_of == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("text", "day", "office", "until"),
    [
        ("Shigeru Ishiba", None, "Prime Minister", date(2025, 10, 21)),
        ("Angela Merkel", "2023-05-01", "Chancellor", date(2021, 12, 8)),
    ],
)
def test_who_holds_no_office_has_the_last_one(text: str, day: str | None, office: str, until: date) -> None:
    (answer,) = find_actors([{"text": text, "date": day}])
    assert (answer.office, answer.last_office and answer.last_office.office) == (None, office)
    assert answer.last_office
    assert answer.last_office.until == until


def test_who_holds_an_office_is_not_told_an_earlier_one() -> None:
    assert found("Emmanuel Macron").last_office is None


def test_a_name_of_several_is_not_sure_and_lists_them() -> None:
    answer = found("Kim", "2025-09-10")
    assert answer.basis == "ambiguous"
    assert {one.name for one in answer.candidates} >= {"Kim Jong Un", "Kim Min-seok"}


@pytest.mark.parametrize("text", ["Szijjarto", "Szijjártó"])
def test_a_surname_alone_is_the_only_officials_of_that_name_with_accents_or_without(text: str) -> None:
    answer = found(text, "2020-01-01")
    assert (answer.actor, answer.office, answer.basis) == ("person/peter-szijjarto", "Foreign Minister", "surname")
    assert found(text, "2010-01-01") == FoundActor()  # before the tables know an office of his


def test_a_surname_of_several_officials_lists_them_those_in_office_first() -> None:
    answer = found("Obama", "2025-01-01")
    assert (answer.actor, answer.basis, answer.country) == (None, "ambiguous", None)
    assert [one.id for one in answer.candidates][:2] == [
        "person/francisco-pascual-eyegue-obama", "person/barack-obama",
    ]  # fmt: skip


def test_beside_the_likeliest_the_others_of_the_surname_are_named() -> None:
    answer = found("Obama", "2020-01-01")
    assert answer.country == "GNQ"
    assert "person/barack-obama" in {one.id for one in answer.namesakes}
    assert any(line.startswith("others of that surname: Barack Obama") for line in lines_of(answer))
    assert found("Barack Obama", "2020-01-01").namesakes == ()


def test_a_surname_in_small_letters_may_be_another_word() -> None:
    answer = found("szijjarto", "2020-01-01")
    assert (answer.actor, [one.id for one in answer.candidates]) == (None, ["person/peter-szijjarto"])


@pytest.mark.parametrize(
    ("text", "day", "until"),
    [
        ("Prime Minister Ishiba", "2031-01-01", date(2026, 1, 31)),
        ("Foreign Minister Szijjarto", "2031-01-01", date(2026, 1, 31)),
        ("Prime Minister Ishiba", "2025-02-07", None),
        ("Prime Minister Ishiba", None, None),
        ("Angola", "2031-01-01", None),
    ],
)
def test_of_a_day_after_the_tables_end_it_is_told_until_when_they_know(
    text: str, day: str | None, until: date | None
) -> None:
    assert found(text, day).known_until == until


@pytest.mark.parametrize(
    ("text", "day", "line"),
    [
        ("Obama", None, "  Barack Obama · United States (USA) · President, from 20 Jan 2009 until 20 Jan 2017"),
        ("Prime Minister Ishiba", None, "last known office: Prime Minister, from 1 Oct 2024 until 21 Oct 2025"),
        (
            "Ishiba",
            "2031-01-01",
            "the tables tell who held which office until 31 Jan 2026: of the day asked they know nothing",
        ),
        ("Smith", None, "and 4 more: --json lists them; a first name tells them apart"),
    ],
)
def test_an_answer_says_in_words_what_is_known_of_offices(text: str, day: str | None, line: str) -> None:
    assert line in lines_of(found(text, day))


@pytest.mark.parametrize(
    ("text", "country", "sectors"),
    [
        ("Norwegian fishermen", "NOR", ("CVL",)),
        ("Portugal's Defense Department", "PRT", ("GOV",)),
        ("Lagos police", "NGA", ("COP",)),
        ("a Lebanon-based paramilitary group", "LBN", ("PRM",)),
        ("opposition lawmakers", None, ("LEG", "OPP")),
        ("a former Mossad officer", "ISR", ("ELI", "SPY")),
        ("Cuban state television", "CUB", ("GOV", "JRN")),
        ("the president of the Knesset", "ISR", ("LEG",)),
        ("a senior Catholic leader", None, ("REL",)),
        ("villagers in Mali", "MLI", ("CVL",)),
        ("South Ossetia", "GEO", ("PRE",)),
        ("the United Nations", "UNO", ("GOV",)),
        ("president of the European Commission", "EUR", ("GOV",)),
        ("the African Union", "IGO", ("GOV",)),
        ("she", None, ("UNK",)),
    ],
)
def test_words_are_described_by_country_and_sectors(text: str, country: str | None, sectors: tuple[str, ...]) -> None:
    answer = found(text)
    assert answer.country == country
    assert answer.sectors[: len(sectors)] == sectors


@pytest.mark.parametrize("text", ["", "Arvid Tunnelsson", "the results", "12", "??", "\U0001f600"])
def test_who_is_not_known_stays_unknown(text: str) -> None:
    answer = found(text)
    assert (answer.country, answer.sectors, answer.name, answer.score) == (None, (), None, 0.0)


def test_a_context_tells_the_country_that_the_words_do_not() -> None:
    assert found("the foreign ministry").country is None
    assert found("the foreign ministry", context="Peru").country == "PER"
    assert found("the foreign ministry", context="Peru and Chile").country is None
    assert found("The government", context="Peru").country == "PER"
    assert found("The government").country is None


def test_cameo_codes_differ_where_the_codebook_does() -> None:
    assert found("Cuban state television", codes="cameo").sectors == ("GOV", "MED")


def test_a_row_that_cannot_be_read_says_why_and_the_others_go_on() -> None:
    rows = [{"id": 1, "text": "France", "date": "soon"}, {"id": 2, "txt": "France"}, {"id": 3, "text": "France"}]
    answers = list(find_actors(rows))
    assert [answer.id for answer in answers] == [1, 2, 3]
    assert "is no day" in (answers[0].problem or "")
    assert "no text, but txt" in (answers[1].problem or "")
    assert answers[2].country == "FRA"


@pytest.mark.parametrize(("id", "which"), [(None, "row 1"), (3, "it")])
def test_a_row_without_an_id_is_told_by_its_number(id: int | None, which: str) -> None:
    (answer,) = find_actors([{"id": id, "text": 5}])
    assert (answer.problem or "").startswith(f"{which} cannot be read")
