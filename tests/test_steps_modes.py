"""The mode of an act is what plain words of its clause tell: the weapon, what is asked, refused or threatened."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook import ontology
from dyadbook.steps.acts.modes import mode_of, with_modes
from dyadbook.steps.table import table_rows

MODES = [
    # CONSULT
    ("Peru's president spoke by phone with Chile's leader.", "spoke", "CONSULT phone"),
    ("Peru held a video call with Chile.", "held a video call", "CONSULT phone"),
    ("Peru called on Chile to talk.", "talk", "CONSULT"),
    ("Peru mediated a new round of talks with Chile.", "mediated", "CONSULT third-party"),
    ("Peru hosted talks between Bolivia and Chile.", "hosted talks", "CONSULT third-party"),
    ("Peru's minister met Chile's envoy during a trip to Chile.", "met", "CONSULT visit"),
    ("Peru, Bolivia and Chile held a summit.", "held a summit", "CONSULT multilateral"),
    ("Peru and Chile held a trilateral meeting.", "held", "CONSULT multilateral"),
    ("Peru and Chile met on Friday.", "met", "CONSULT"),
    # RETREAT
    ("Peru pulled its soldiers out of Chile.", "pulled", "RETREAT withdraw"),
    ("Peru reduced its troops in Chile.", "reduced", "RETREAT withdraw"),
    ("Peru handed over the bodies of nine soldiers of Chile.", "handed over", "RETREAT release"),
    ("Peru handed over its warheads to Chile.", "handed over", "RETREAT disarm"),
    ("Peru dismantled its chemical weapons.", "dismantled", "RETREAT disarm"),
    ("A truce between Peru and Chile took effect.", "truce", "RETREAT ceasefire"),
    ("Peru let inspectors of Chile into the plant.", "let", "RETREAT access"),
    ("Peru lifted sanctions on Chile.", "lifted", "RETREAT"),
    # REQUEST
    ("Peru asked Chile for more ammunition.", "asked", "REQUEST assist"),
    ("Peru urged Chile to repeal the law.", "urged", "REQUEST change"),
    ("Peru demanded that Chile withdraw its soldiers.", "demanded", "REQUEST yield"),
    ("Peru urged Chile to resume talks on the release of the crew.", "urged", "REQUEST meet"),
    ("Peru urged Chile to meet its commitments.", "urged", "REQUEST"),
    ("Peru asked Chile to explain the cable during a meeting.", "asked", "REQUEST"),
    # REJECT
    ("Peru refused to send weapons to Chile.", "refused", "REJECT assist"),
    ("Peru dismissed Chile's call to amend its constitution.", "dismissed", "REJECT change"),
    ("A plea by Chile for a truce was rejected by Peru.", "rejected", "REJECT yield"),
    ("Peru ruled out talks with Chile.", "ruled out", "REJECT meet"),
    ("Peru rejected the charge that it had sent weapons to Chile.", "rejected", "REJECT"),
    # THREATEN
    ("Peru threatened to impose tariffs on Chile.", "threatened", "THREATEN restrict"),
    ("Peru issued a warrant for the arrest of Chile's general.", "issued a warrant", "THREATEN arrest"),
    ("Peru threatened to break off relations with Chile.", "threatened", "THREATEN relations"),
    ("Peru threatened to leave the treaty with Chile.", "threatened", "THREATEN relations"),
    ("Peru warned that it would expel envoys of Chile.", "warned", "THREATEN expel"),
    ("Peru threatened to annex a part of Chile.", "threatened", "THREATEN territory"),
    ("Peru vowed to attack Chile.", "vowed", "THREATEN violence"),
    ("Peru vowed to answer Chile's tariffs with retaliation.", "vowed", "THREATEN restrict"),
    ("Peru warned Chile against any attack.", "warned", "THREATEN"),
    ("Peru threatened to hit Chile with tariffs.", "threatened", "THREATEN restrict"),
    # PROTEST
    ("Peruvian students rallied against Chile.", "rallied", "PROTEST demo"),
    ("Peruvians burned a flag of Chile.", "burned", "PROTEST demo"),
    ("A Peruvian mob ransacked the consulate of Chile.", "ransacked", "PROTEST riot"),
    ("Peruvian dockers walked out over arms for Chile.", "walked out", "PROTEST strike"),
    ("Peruvian prisoners began a hunger strike in Chile.", "began a hunger strike", "PROTEST hunger"),
    ("Peruvian shoppers boycotted goods of Chile.", "boycotted", "PROTEST boycott"),
    ("Peruvian farmers blocked trucks of Chile.", "blocked", "PROTEST obstruct"),
    ("Peruvian activists threw paint at the embassy of Chile.", "threw paint", "PROTEST vandalize"),
    # SANCTION
    ("Peru convicted an agent of Chile.", "convicted", "SANCTION convict"),
    ("Peru declared the envoy of Chile persona non grata.", "declared", "SANCTION expel"),
    ("Peru ordered the ambassador of Chile to leave.", "ordered", "SANCTION expel"),
    ("Peru recalled its ambassador from Chile and suspended trade.", "recalled", "SANCTION withdraw"),
    ("Peru downgraded its ties with Chile.", "downgraded", "SANCTION discontinue"),
    # MOBILIZE
    ("Peru massed soldiers and tanks near Chile.", "massed", "MOBILIZE troops"),
    ("Peru deployed fighter jets near Chile.", "deployed", "MOBILIZE weapons"),
    ("Peru moved police units to the border with Chile.", "moved", "MOBILIZE police"),
    ("Hezbollah massed fighters near the border with Israel.", "massed", "MOBILIZE militia"),
    # COERCE
    ("Peru seized a tanker of Chile.", "seized", "COERCE seize"),
    ("Peruvian warships blockaded the ports of Chile.", "blockaded", "COERCE restrict"),
    ("Peru blocked news websites of Chile.", "blocked", "COERCE censor"),
    ("Peru placed the town under curfew.", "placed", "COERCE curfew"),
    ("Peru imposed martial law in a part of Chile.", "imposed martial law", "COERCE martial-law"),
    ("Peru took a reporter of Chile into custody.", "took", "COERCE arrest"),
    ("Peru sent back refugees of Chile.", "sent back", "COERCE deport"),
    ("Peru cut off water to Chile.", "cut off", "COERCE withhold"),
    ("Peru flooded Chile with fake news.", "flooded", "COERCE misinformation"),
    ("Peruvian hackers stole data from Chile.", "stole", "COERCE cyber"),
    # ASSAULT
    ("Peru took nine citizens of Chile hostage.", "took", "ASSAULT abduct"),
    ("Peruvian guards beat prisoners of Chile.", "beat", "ASSAULT beat"),
    ("Peruvian guards abused detainees of Chile.", "abused", "ASSAULT torture"),
    ("Peruvian soldiers raped women of Chile.", "raped", "ASSAULT sexual"),
    ("Peru assassinated a general of Chile.", "assassinated", "ASSAULT targeted"),
    ("Peru razed a village of Chile.", "razed", "ASSAULT destroy"),
    ("Peru attacked a patrol of Chile with knives.", "attacked", "ASSAULT primitive"),
    ("Peru opened fire on soldiers of Chile.", "opened fire", "ASSAULT firearms"),
    ("Peruvian agents blew up a bridge in Chile.", "blew up", "ASSAULT explosives"),
    ("A Peruvian suicide bomber attacked Chile.", "attacked", "ASSAULT suicide-attack"),
    ("Peruvian jets struck a base of Chile.", "struck", "ASSAULT aerial"),
    ("Peruvian drones struck a base of Chile.", "struck", "ASSAULT drone"),
    ("Peru attacked Chile with nine drones.", "attacked", "ASSAULT drone"),
    ("Chile was hit by a drone of Peru.", "hit", "ASSAULT drone"),
    ("Peru hit drones of Chile.", "hit", "ASSAULT"),
    ("A drone of Chile was hit by Peru.", "hit", "ASSAULT"),
    ("Peru shot down a drone of Chile.", "shot down", "ASSAULT firearms"),
    ("Peruvian artillery hit a village of Chile.", "hit", "ASSAULT heavy-weapons"),
    ("Peru attacked Chile in response to a rocket attack.", "attacked", "ASSAULT"),
    ("Peru fired water cannon at farmers of Chile.", "fired", "ASSAULT crowd-control"),
    ("Peru fired water cannon at a fishing boat of Chile.", "fired", "ASSAULT"),
    ("Peruvian police fired tear gas at farmers of Chile.", "fired", "ASSAULT crowd-control"),
    ("Peru used mustard gas against troops of Chile.", "used", "ASSAULT unconventional"),
    # ACCUSE
    ("Peru condemned the raid by Chile.", "condemned", "ACCUSE disapprove"),
    ("Peru opened an inquiry into Chile's trade.", "opened", "ACCUSE investigate"),
    ("Peru blamed Chile for the delay of the inquiry.", "blamed", "ACCUSE allege"),
]


@pytest.mark.parametrize(("text", "words", "code"), MODES, ids=[f"{code}: {text}" for text, _, code in MODES])
def test_the_words_of_its_clause_tell_the_mode_of_an_act(text: str, words: str, code: str) -> None:
    clauses = clauses_of(text)
    kind, _, mode = code.partition(" ")
    act = act_of(clauses, words, kind, "PER org/Hezbollah", "CHL BOL ISR")
    assert (mode_of(clauses, act) or "") == mode


def test_a_row_tells_a_mode_that_its_type_has() -> None:
    for row in table_rows("modes.csv"):
        assert not row["mode"] or ontology.is_mode(row["type"], row["mode"]), row


def test_every_mode_has_words() -> None:
    told = {(row["type"], row["mode"]) for row in table_rows("modes.csv")}
    assert {(kind, mode) for kind in ontology.event_types() for mode in ontology.modes(kind)} <= told


def test_the_code_of_an_act_follows_its_mode() -> None:
    clauses = clauses_of("Peru shelled a village of Chile with tanks.")
    [act] = with_modes(clauses, [act_of(clauses, "shelled", "ASSAULT", "PER", "CHL")])
    assert (act.mode, act.cameo) == ("heavy-weapons", "194")


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Peru's interior minister resigned on Monday.", "resigned", "RETREAT", False),
        ("Peruvian railway workers went on strike.", "went on strike", "PROTEST", False),
        ("Peru declared a state of emergency.", "declared", "COERCE", False),
        ("Peru dismantled its chemical weapons.", "dismantled", "RETREAT", True),
        ("Peruvian students marched against Chile.", "marched", "PROTEST", True),
    ],
)
def test_what_nobody_else_undergoes_may_be_domestic(text: str, words: str, kind: str, kept: bool) -> None:
    clauses = clauses_of(text)
    assert bool(with_modes(clauses, [act_of(clauses, words, kind, "PER", "CHL")])) == kept
