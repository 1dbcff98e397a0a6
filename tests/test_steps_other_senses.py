"""Words that tell an act elsewhere tell none in sport, in a story that was made up, and of what only stays."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook.steps.acts.other_senses import has_other_sense

Act = tuple[str, str, str, str]
MATCHES = [
    ("Peru met Chile in the final of the cup.", ("met", "CONSULT", "PER", "CHL")),
    ("Peru will host Chile in a rugby test on Friday.", ("host", "CONSULT", "PER", "CHL")),
    ("Peru clashed with Chile in a World Cup qualifier.", ("clashed", "ASSAULT", "PER", "CHL")),
    ("Peru blocked a shot by Chile in the last minute.", ("blocked", "REJECT", "PER", "CHL")),
    ("Peru yielded to Chile in the final minutes.", ("yielded", "CONCEDE", "PER", "CHL")),
    ("Peru withdrew from the tournament against Chile.", ("withdrew", "REJECT", "PER", "CHL")),
]
NO_MATCHES = [
    ("Peru met Chile in the second half of the talks.", ("met", "CONSULT", "PER", "CHL")),
    ("Peru met Chile in Lima.", ("met", "CONSULT", "PER", "CHL")),
    ("Peru's president met Chile's minister at the final of the cup.", ("met", "CONSULT", "PER", "CHL")),
    ("Peru clashed with Chile during the World Cup.", ("clashed", "ASSAULT", "PER", "CHL")),
    ("Peru invaded Chile as the football championship began.", ("invaded", "ASSAULT", "PER", "CHL")),
    ("Peru met Chile ahead of the World Cup.", ("met", "CONSULT", "PER", "CHL")),
]
TOLD = [
    ("In the novel, Peru bombs Chile.", ("bombs", "ASSAULT", "PER", "CHL"), True),
    ("In a film by Rosa Roe, Peru bombs Chile.", ("bombs", "ASSAULT", "PER", "CHL"), True),
    ("The museum shows how Peru fought Chile.", ("fought", "ASSAULT", "PER", "CHL"), True),
    ("A play in Lima tells how Peru fought Chile.", ("fought", "ASSAULT", "PER", "CHL"), True),
    ("The minister shows how Peru fought Chile.", ("fought", "ASSAULT", "PER", "CHL"), False),
    ("In the film industry, Peru bans Chile.", ("bans", "SANCTION", "PER", "CHL"), False),
    ("In May, Peru bombed Chile.", ("bombed", "ASSAULT", "PER", "CHL"), False),
]
KEPT = [
    ("Peru's tariffs on Chile stand at zero.", "tariffs", True),
    ("Peru's tariffs on Chile now stand at 9 percent.", "tariffs", True),
    ("Peru's sanctions on Chile remain in force.", "sanctions", True),
    ("Peru's embargo on Chile has lasted since 1962.", "embargo", True),
    ("Peru raised tariffs on Chile, which now stand at 9 percent.", "raised", False),
    ("The embargo that Peru imposed on Chile remains in place.", "imposed", False),
    ("Peru imposed an embargo on Chile last year at the summit.", "imposed", False),
    ("Peru's sanctions on Chile remain the only answer.", "sanctions", False),
]
IDIOMS = [
    ("Peru struck oil near Chile.", "struck", True),
    ("Peru struck oil tanks in Chile.", "struck", False),
    ("Peru fired up a power line to Chile.", "fired", True),
    ("Peru fired up to nine rockets at Chile.", "fired", False),
    ("Peru stood in for Chile.", "stood", True),
    ("Peru stood with Chile.", "stood", False),
]
DEMANDS = [
    ("Peru's demand for oil met with anger in Chile.", "demand", True),
    ("Demand from Peru lifted the prices of Chile.", "Demand", True),
    ("Growing demand in Peru lifted the prices of Chile.", "demand", True),
    ("The demand from Peru angered Chile.", "demand", False),
    ("Peru's long-running demand for talks angered Chile.", "demand", False),
    ("Peru's demand for talks angered Chile.", "demand", False),
]
THREATS = [
    ("Rising seas threaten Peru, its minister told Chile.", "CHL", True),
    ("Peru threatens Chile.", "PER", False),
    ("Peru's army threatens Chile.", "PER", False),
]


@pytest.mark.parametrize(
    ("text", "act", "sport"), [*((*one, True) for one in MATCHES), *((*o, False) for o in NO_MATCHES)]
)
def test_a_match_is_no_act_between_countries(text: str, act: Act, sport: bool) -> None:
    clauses = clauses_of(text)
    assert has_other_sense(clauses, act_of(clauses, *act)) is sport


@pytest.mark.parametrize(("text", "act", "made_up"), TOLD)
def test_what_a_novel_tells_was_not_done(text: str, act: Act, made_up: bool) -> None:
    clauses = clauses_of(text)
    assert has_other_sense(clauses, act_of(clauses, *act)) is made_up


@pytest.mark.parametrize(("text", "words", "idiom"), IDIOMS)
def test_a_verb_has_another_sense_with_the_words_right_behind_it(text: str, words: str, idiom: bool) -> None:
    clauses = clauses_of(text)
    assert has_other_sense(clauses, act_of(clauses, words, "ASSAULT", "PER", "CHL")) is idiom


@pytest.mark.parametrize(
    ("who", "tourism"), [("Peruvian tourists", True), ("Peruvian soldiers", False), ("Peru", False)]
)
def test_tourists_invade_nobody(who: str, tourism: bool) -> None:
    clauses = clauses_of(f"{who} invade Chile.")
    assert has_other_sense(clauses, act_of(clauses, "invade", "ASSAULT", "PER", "CHL")) is tourism


@pytest.mark.parametrize(("text", "words", "kept"), KEPT)
def test_what_only_stays_as_it_is_is_no_act(text: str, words: str, kept: bool) -> None:
    clauses = clauses_of(text)
    assert has_other_sense(clauses, act_of(clauses, words, "SANCTION", "PER", "CHL")) is kept


@pytest.mark.parametrize(("text", "words", "market"), DEMANDS)
def test_buyers_demand_nothing_of_a_country(text: str, words: str, market: bool) -> None:
    clauses = clauses_of(text)
    assert has_other_sense(clauses, act_of(clauses, words, "REQUEST", "PER", "CHL")) is market


@pytest.mark.parametrize(("text", "source", "nature"), THREATS)
def test_what_no_party_threatens_is_no_threat(text: str, source: str, nature: bool) -> None:
    clauses = clauses_of(text)
    target = "PER" if source == "CHL" else "CHL"
    words = "threaten" if "threaten " in text else "threatens"
    assert has_other_sense(clauses, act_of(clauses, words, "THREATEN", source, target)) is nature
