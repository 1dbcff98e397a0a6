"""`place`: words that name a place in, which place it is out; what nothing decides stays open, with its candidates."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from benchmarks import places as benchmark

from dyadbook.lookup.place import FoundPlace, find_place, find_places_of
from dyadbook.world.places import gazetteer, place_key


def at(text: str, words: str, near: str | None = None) -> FoundPlace:
    start = text.index(words)
    return find_place(text, start, start + len(words), near)


def one(**row: Any) -> FoundPlace:
    return next(iter(find_places_of([row])))


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Seoul", "Seoul", "KOR"),
        ("Moscow", "Moscow", "RUS"),
        ("Paris", "Paris", "FRA"),
        ("Kiev", "Kyiv", "UKR"),
        ("The Hague", "The Hague", "NLD"),
        ("Tehran, Iran", "Tehran", "IRN"),
        ("Paris, Texas", "Paris", "USA"),
        ("Port Sudan", "Port Sudan", "SDN"),
        ("New York", "New York City", "USA"),
        ("LA", "Los Angeles", "USA"),
        ("Munich", "Munich", "DEU"),
        ("Washington", "Washington", "USA"),
        ("St. Petersburg", "Saint Petersburg", "RUS"),
        ("Quebec City", "Québec", "CAN"),
        ("Calif.", "California", "USA"),
        ("Ohioans", "Ohio", "USA"),
        ("northern Bavaria", "Bavaria", "DEU"),
        ("Rapides Parish", "Rapides Parish", "USA"),
        ("South China Sea", "South China Sea", None),
    ],
)
def test_words_alone_name_the_place_that_is_mostly_meant(words: str, name: str, country: str | None) -> None:
    found = find_place(words)
    assert (found.name, found.country, found.is_country) == (name, country, False)
    assert found.lat is not None
    assert found.score > 0.2


@pytest.mark.parametrize(("words", "countries"), [("Congo", {"COD", "COG"}), ("Georgia", {"GEO", "USA"})])
def test_a_name_that_two_countries_may_mean_has_both_where_nothing_decides(words: str, countries: set[str]) -> None:
    found = find_place(words)
    assert {found.country, *(one.country for one in found.candidates)} == countries
    assert found.score < 1


@pytest.mark.parametrize(
    ("words", "code"), [("the Netherlands", "NLD"), ("North Korea", "PRK"), ("U.S.", "USA"), ("Iranian", "IRN")]
)
def test_a_country_is_one_and_has_a_point_near_its_middle(words: str, code: str) -> None:
    found = find_place(words)
    assert (found.country, found.is_country) == (code, True)
    assert None not in (found.lat, found.lon, found.geonames)


@pytest.mark.parametrize(
    ("text", "words", "country", "lat"),
    [
        ("The mayor of Paris, Texas, opened the fair.", "Paris", "USA", 33.7),
        ("PORTLAND, Maine: the harbour froze over.", "PORTLAND", "USA", 43.7),
        (
            "Snow fell on Toronto and Hamilton, and all over Ontario; in London the schools were closed.",
            "London",
            "CAN",
            43.0,
        ),
        ("Shells hit Tripoli; the Lebanese army in Beirut blamed a militia.", "Tripoli", "LBN", 34.4),
        ("The governor of Georgia spoke in Atlanta and Savannah.", "Georgia", "USA", 32.6),
        ("Georgia closed its border with Abkhazia, officials in Tbilisi and Batumi said.", "Georgia", "GEO", 42.0),
        ("Cows graze from Jefferson County to Bozeman and Helena, Montana.", "Jefferson", "USA", 46.1),
    ],
)
def test_the_other_places_of_a_text_decide_between_namesakes(text: str, words: str, country: str, lat: float) -> None:
    found = at(text, words)
    assert found.country == country
    assert found.lat == pytest.approx(lat, abs=0.6)


@pytest.mark.parametrize("near", ["USA", "usa", "United States"])
def test_near_gives_the_place_in_that_country(near: str) -> None:
    assert (find_place("Georgia", near=near).country, find_place("Georgia", near="GEO").is_country) == ("USA", True)


@pytest.mark.parametrize(("near", "country"), [("ARM", "GEO"), ("Turkey", "GEO"), ("CAN", "USA"), ("MEX", "USA")])
def test_near_gives_the_nearest_where_none_lies_in_that_country(near: str, country: str) -> None:
    answer = find_place("Georgia", near=near)
    assert answer.country == country
    assert answer.score > 0.8


def test_near_does_not_hide_a_place_that_lies_elsewhere_only() -> None:
    assert find_place("Ouagadougou", near="USA").country == "BFA"


def test_between_many_alike_the_country_is_told_but_no_point() -> None:
    found = find_place("Clinton")
    assert (found.name, found.lat, found.geonames, found.country) == (None, None, None, "USA")
    assert {"Maryland", "Iowa", "Mississippi"} <= {other.division for other in found.candidates}


def test_what_else_the_words_may_mean_are_candidates_with_their_scores() -> None:
    found = find_place("Hyderabad")
    assert (found.country, [other.country for other in found.candidates]) == ("IND", ["PAK"])
    assert found.score + found.candidates[0].score == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("words", ["Zzyzxia", "EU", "the committee", "—", "  "])
def test_words_that_name_no_place_have_nulls(words: str) -> None:
    assert find_place(words) == FoundPlace()


def test_of_an_unknown_place_the_country_counts_that_stands_after_it() -> None:
    found = at("A fire broke out in Nether Wobbling, England, at night.", "Nether Wobbling")
    assert (found.country, found.name, found.lat) == ("GBR", None, None)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"text": "Paris", "start": 3, "end": 3}, "does not lie in the text"),
        ({"text": "Paris", "end": 9}, "does not lie in the text"),
        ({"text": "", "near": "FRA"}, "does not lie in the text"),
        ({"text": "Paris", "near": "Atlantis"}, "is no country"),
        ({"words": "Paris"}, "no text"),
        ({"text": 3}, "cannot be read"),
    ],
)
def test_a_bad_row_says_why_and_the_others_go_on(row: dict[str, Any], says: str) -> None:
    bad, good = find_places_of([{"id": "a", **row}, {"id": "b", "text": "Oslo"}])
    assert bad.id == "a"
    assert says in (bad.problem or "")
    assert (good.id, good.country, good.problem) == ("b", "NOR", None)


def test_an_answer_is_a_plain_object() -> None:
    answer = msgspec.to_builtins(one(id=7, text="They met in Geneva.", start=12, end=18))
    assert (answer["id"], answer["name"], answer["geonames"]) == (7, "Geneva", 2660646)
    assert list(answer) == [
        "id",
        "name",
        "country",
        "lat",
        "lon",
        "geonames",
        "is_country",
        "score",
        "candidates",
        "problem",
    ]


@pytest.mark.parametrize(
    ("name", "key"), [("Saint-Étienne", "st etienne"), ("Mt. Pleasant", "mt pleasant"), ("Fort  Worth", "ft worth")]
)
def test_names_that_are_written_differently_have_one_key(name: str, key: str) -> None:
    assert place_key(name) == key


def test_the_gazetteer_has_small_towns_with_their_division() -> None:
    assert [(place.name, place.division) for place in gazetteer("cottonport")] == [("Cottonport", "Louisiana")]


@pytest.mark.shared
@pytest.mark.parametrize(("name", "near", "country"), [("LGL", 0.82, 0.92), ("TR-News", 0.85, 0.92)])
def test_most_places_of_the_news_are_found(name: str, near: float, country: float) -> None:
    path = benchmark.SETS[name]
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    score = benchmark.scores(path)["all"]
    assert score.near / score.gold > near
    assert score.country / score.with_country > country
