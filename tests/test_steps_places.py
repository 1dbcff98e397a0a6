"""Places of an article: names used as places, which place each is, and what stays not sure."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.records import Article, Block, BlockKind, Place, Reading, broken_spans
from dyadbook.steps import places, sentences


def _read(*blocks: tuple[BlockKind, str] | str, published: date | None = date(2024, 4, 20)) -> Reading:
    text, made = "", []
    for block in blocks:
        told: tuple[BlockKind, str] = ("body", block) if isinstance(block, str) else block
        kind, words = told
        made.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    article = Article(id="a", source="s", text=text, blocks=tuple(made), published=published)
    return places.STEP.run(sentences.STEP.run([Reading(article=article)]))[0]


def _named(*blocks: tuple[BlockKind, str] | str) -> list[tuple[str, str | None]]:
    return [(place.name, place.country) for place in _read(*blocks).places]


USED_AS_PLACES = [
    ("The two met in Singapore on Tuesday.", [("Singapore", "SGP")]),
    ("The envoys spoke at the White House.", [("White House", "USA")]),
    ("The talks were held in Seoul.", [("Seoul", "KOR")]),
    ("Shells fell near Kherson overnight.", [("Kherson", "UKR")]),
    ("They signed it in Geneva.", [("Geneva", "CHE")]),
    ("The president arrived in Washington.", [("Washington, D.C.", "USA")]),
    ("The king flew to Washington on Monday.", [("Washington, D.C.", "USA")]),
    ("They met in New York.", [("New York City", "USA")]),
    ("Missiles were launched from North Korea.", [("North Korea", "PRK")]),
    ("The minister will visit Hanoi.", [("Hanoi", "VNM")]),
    ("Fighting spread in eastern Ukraine.", [("Ukraine", "UKR")]),
    ("After the Helsinki summit they spoke again.", [("Helsinki", "FIN")]),
    ("The attacks in Ottawa, Sydney and Paris were condemned.",
     [("Ottawa", "CAN"), ("Sydney", "AUS"), ("Paris", "FRA")]),
    ("Ships passed through the Strait of Hormuz.", [("Strait of Hormuz", None)]),
    ("Tension rose on the Korean Peninsula.", [("Korean Peninsula", None)]),
    ("Russia's annexation of Crimea was condemned.", [("Crimea", None)]),
    ("The talks in Kiev went on.", [("Kyiv", "UKR")]),
    ("Shells fell in Zhambyl region overnight.", [("Zhambyl region", "KAZ")]),
    ("Floods struck villages in Champasak province.", [("Champasak province", "LAO")]),
    ("Drones were seen over Paktika.", [("Paktika", "AFG")]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), USED_AS_PLACES)
def test_names_used_as_places_are_places(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert _named(words) == expected


NO_PLACES = [
    "Seoul warned that it would respond.",
    "Iran and the United States held talks.",
    "Paris Hilton spoke of peace.",
    "Talks with Pyongyang broke down.",
    "The White House rejected the offer.",
    "There was little confidence in Iran.",
    "They spoke in Iran nuclear talks.",
    "He serves in US military bases.",
    "The Korean War ended so.",
    "She studied at the University of Chicago.",
    "North Korean officials replied.",
]


@pytest.mark.parametrize("words", NO_PLACES)
def test_names_of_actors_persons_and_other_things_are_no_places(words: str) -> None:
    assert _named(words) == []


DATELINES = [
    ("SEOUL (AP) — A missile was fired.", [("Seoul", "KOR")]),
    ("SEOUL/HANOI (Reuters) - A plan was made.", [("Seoul", "KOR"), ("Hanoi", "VNM")]),
    ("BEIRUT, Lebanon — A shell fell.", [("Beirut", "LBN")]),
    ("NEW YORK (AP) — The council met.", [("New York City", "USA")]),
    ("Pyongyang, April 18 (KCNA) -- A test was made.", [("Pyongyang", "PRK")]),
    ("WATCH — A missile was fired.", []),
]


@pytest.mark.parametrize(("words", "expected"), DATELINES)
def test_a_dateline_says_where(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert _named(words) == expected


def test_a_city_has_coordinates_and_its_geonames_id() -> None:
    place = _read("They met in Geneva.").places[0]
    assert place.geonames == 2660646
    assert [place.lat, place.lon] == pytest.approx([46.2, 6.1], abs=0.1)


def test_a_country_has_no_coordinates() -> None:
    place = _read("Fighting went on in Ukraine.").places[0]
    assert (place.lat, place.lon, place.geonames) == (None, None, None)


NAMESAKES = [
    ("The British prime minister spoke in Birmingham. London agreed.", ("Birmingham", "GBR")),
    ("The U.S. senator from Alabama spoke in Birmingham. The United States agreed.", ("Birmingham", "USA")),
    ("Pakistan was calm. The army marched in Hyderabad.", ("Hyderabad", "PAK")),
    ("American senators flew to Paris.", ("Paris", "FRA")),
    ("Russian tanks rolled. Georgian troops fled. The war in Georgia went on.", ("Georgia", "GEO")),
    ("He spoke in Georgia and came back.", None),
    ("Voters in Texas chose him. He spoke in Georgia as well.", ("Georgia", "USA")),
]


@pytest.mark.parametrize(("words", "expected"), NAMESAKES)
def test_the_countries_that_an_article_names_decide_between_namesakes(
    words: str, expected: tuple[str, str] | None
) -> None:
    named = _named(words)
    assert named[-1] == expected if expected else named == []


def test_the_country_beside_a_city_decides() -> None:
    assert _named("They met in Tbilisi, Georgia, on Monday.") == [("Tbilisi", "GEO")]
    assert _named("They met in Atlanta, Georgia, on Monday.") == [("Atlanta", "USA")]


def test_what_is_stated_once_holds_for_the_article() -> None:
    named = _named("Troops entered the Lebanese city of Tripoli.", "Libya's envoy spoke in Tripoli.")
    assert named == [("Tripoli", "LBN"), ("Tripoli", "LBN")]


def test_equally_likely_namesakes_are_not_sure() -> None:
    reading = _read("He spoke in Georgia and came back.")
    assert reading.places == ()
    assert [(item.kind, item.text, item.candidates) for item in reading.not_sure] == [
        ("place", "Georgia", ("GEO", "Georgia (USA)"))
    ]


def test_a_city_is_in_the_state_of_its_day() -> None:
    old = _read("They met in Moscow.", published=date(1985, 3, 12)).places
    assert [(place.name, place.country) for place in old] == [("Moscow", "SUN")]


def test_blocks_that_tell_nothing_have_no_places() -> None:
    assert _named(("byline", "By Ann Lee in Seoul"), ("credit", "A photo taken in Seoul")) == []


def test_places_quote_the_article_in_order() -> None:
    reading = _read(("headline", "Leaders Meet in Singapore"), "SINGAPORE (AP) — They met in Sentosa, near Seoul.")
    assert broken_spans(reading, reading.article.text) == []
    starts = [place.start for place in reading.places if isinstance(place, Place)]
    assert starts == sorted(starts, key=lambda start: start or 0)
    assert len(starts) >= 3
