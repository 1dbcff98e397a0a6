"""What two do to each other is told of both directions."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook.steps.acts.mutual import is_mutual


@pytest.mark.parametrize(
    ("text", "words", "mutual"),
    [
        ("Peru and Chile accused each other of theft.", "accused", True),
        ("Peru and Chile congratulated one another.", "congratulated", True),
        ("Peru and Chile each expelled two of the other's envoys.", "expelled", True),
        ("Peru and Chile traded accusations.", "accusations", True),
        ("Peru and Chile accused Bolivia.", "accused", False),
        ("Peru accused Chile of shelling each other's ports.", "accused", False),
        ("Peru and Chile each expelled an envoy.", "expelled", False),
    ],
)
def test_each_other_tells_of_both_directions(text: str, words: str, mutual: bool) -> None:
    clauses = clauses_of(text)
    assert is_mutual(clauses, act_of(clauses, words, "ACCUSE", "PER", "CHL")) == mutual


@pytest.mark.parametrize(
    ("text", "words", "mutual"),
    [
        ("Clashes broke out between Peru and Chile.", "Clashes", True),
        ("Heavy fighting was reported between Peruvian and Chilean troops.", "fighting", True),
        ("Clashes with Chile cost Peru and Bolivia dear.", "Clashes", False),
        ("Shelling hit the river between Peru and Chile.", "Shelling", False),
    ],
)
def test_who_fights_between_them_fights_in_both_directions(text: str, words: str, mutual: bool) -> None:
    clauses = clauses_of(text)
    assert is_mutual(clauses, act_of(clauses, words, "ASSAULT", "PER", "CHL")) == mutual


@pytest.mark.parametrize(
    ("text", "mutual"),
    [
        ("Peru signed the treaty with Chile.", True),
        ("Peru signed the treaty with Bolivia together with Chile's minister.", True),
        ("Peru signed an order that freed sailors of Chile.", False),
    ],
)
def test_who_signs_with_another_is_no_more_its_doer_than_the_other(text: str, mutual: bool) -> None:
    clauses = clauses_of(text)
    assert is_mutual(clauses, act_of(clauses, "signed", "SUPPORT", "PER", "CHL")) == mutual
