"""The words of acts: each row is coded as the ontology knows it, can be found in a sentence, and stands once."""

from __future__ import annotations

from collections import Counter

import pytest
from told_sentences import told

from dyadbook import ontology
from dyadbook.steps.act_rows import Row, rows
from dyadbook.steps.language.word_forms import singular

FLAGS = set("r2ongz")
ROWS: list[Row] = list(dict.fromkeys(row for each in rows().values() for _, row in each))
NAMES = [f"{row.heads[0]} {row.pos} {'|'.join(row.objects)[:30]} {row.type}" for row in ROWS]

every_row = pytest.mark.parametrize("row", ROWS, ids=NAMES)


@every_row
def test_type_mode_and_code_are_of_the_ontology(row: Row) -> None:
    assert ontology.is_type(row.type)
    assert not row.mode or ontology.is_mode(row.type, row.mode)
    assert ontology.is_cameo(row.cameo)


@every_row
def test_a_row_is_of_a_verb_or_a_noun_with_known_flags(row: Row) -> None:
    assert row.pos in {"v", "n"}
    assert set(row.flags) <= FLAGS


@every_row
def test_a_row_says_how_the_other_party_is_tied(row: Row) -> None:
    assert row.links


@every_row
def test_objects_are_written_in_the_singular_in_which_they_are_sought(row: Row) -> None:
    wrong = [noun for noun in row.objects if noun[0] != "@" and noun != " ".join(map(singular, noun.split()))]
    assert wrong == []


def test_no_head_stands_twice_with_the_same_objects() -> None:
    counted = Counter((head, row.pos, frozenset(row.objects)) for row in ROWS for head in row.heads)
    assert [key for key, number in counted.items() if number > 1] == []


@pytest.mark.parametrize("type", list(ontology.event_types()))
def test_each_type_has_verbs(type: str) -> None:
    assert any(row.type == type and row.pos == "v" for row in ROWS)


TOLD = [
    ("Iran laid the blame on Iraq.", ("ACCUSE", "Iran", "Iraq")),
    ("France called out Russia for the delay.", ("ACCUSE", "France", "Russia")),
    ("Japan raised objections with China.", ("ACCUSE", "Japan", "China")),
    ("Norway gave two billion to Ukraine.", ("AID", "Norway", "Ukraine")),
    ("Iranian boats harassed American ships.", ("COERCE", "Iran", "United States")),
    ("The truce between Israel and Hamas held.", ("RETREAT", "Israel", "Hamas")),
    ("Russia disputed Turkey's version of events.", ("REJECT", "Russia", "Turkey")),
    ("Egypt conveyed its condolences to Morocco.", ("SUPPORT", "Egypt", "Morocco")),
    ("Australia and India held naval exercises with Japan.", ("COOPERATE", "Australia and India", "Japan")),
    ("Britain cast doubt on Iran.", ("ACCUSE", "United Kingdom", "Iran")),
    ("China restricted exports to Lithuania.", ("SANCTION", "China", "Lithuania")),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_a_row_fires_on_its_words(sentence: str, wanted: tuple[str, str, str]) -> None:
    acts = told(sentence)
    assert any((act[0], act[3]) == wanted[:2] and wanted[2] in act[4] for act in acts), acts


NOTHING = [
    "France rallied against Croatia in the second half.",
    "Exports from Germany to Poland rose by a tenth.",
    "The trade war between China and America hurts farmers.",
    "Norway's economy went to work for Sweden.",
    "When it comes to Iran, Turkey has no doubts.",
    "Brazil and Argentina drew in a battle of the giants.",
    "Spain sailed past Italy in the final.",
    "Japan took up the question with great care in China.",
    "Japan's economy grew faster than South Korea's last year.",
    "France beat Croatia in the World Cup final.",
    "Germany and Poland share a border.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_sport_trade_and_figures_of_speech_are_no_act(sentence: str) -> None:
    assert told(sentence) == []
