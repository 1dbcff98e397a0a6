"""Who stands apart from the words of an act is no party of it: in another clause, an opening phrase, as its witness."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook.steps.acts.apart import without_strangers

Told = tuple[str, str, str, str]
"""The words of an act, its type, the countries that are told as its source and as its target."""

STRANGERS: list[tuple[str, Told]] = [
    ("Peru praised Chile, and Bolivia accused Brazil of theft.", ("accused", "ACCUSE", "PER", "BRA")),
    ("Peru praised Chile; Bolivia thanked Brazil.", ("praised", "SUPPORT", "PER", "BRA")),
    ("Peru praised Chile, while Bolivia thanked Brazil.", ("thanked", "SUPPORT", "BOL", "CHL")),
    ("During a visit to Peru, Bolivia condemned Chile.", ("condemned", "ACCUSE", "PER", "CHL")),
    ("Accused by Peru of theft, Bolivia thanked Chile.", ("thanked", "SUPPORT", "PER", "CHL")),
    ("Peru, which Bolivia accuses of theft, thanked Chile.", ("accuses", "ACCUSE", "BOL", "CHL")),
    ("Peru, who was received by Bolivia, accused Chile.", ("accused", "ACCUSE", "BOL", "CHL")),
    ("Peru told Bolivia that Brazil had shelled Chile.", ("shelled", "ASSAULT", "BRA", "BOL")),
    ("Peru and Chile called on Bolivia and Brazil to stop.", ("called", "REQUEST", "PER", "CHL")),
    ("Peru's allies attacked Chile.", ("attacked", "ASSAULT", "PER", "CHL")),
    ("Critics of Peru urged Chile to talk.", ("urged", "REQUEST", "PER", "CHL")),
    ("Unlike Peru, Bolivia expelled Chile's envoy.", ("expelled", "SANCTION", "PER", "CHL")),
    ("Peru freed a Chilean sailor after Bolivia paid his fine.", ("freed", "RETREAT", "PER", "BOL")),
    ("Peru thanked Chile before Bolivian troops gathered in the hills.", ("thanked", "SUPPORT", "PER", "BOL")),
    ("Peru recalled its envoy from Chile because Bolivia was furious.", ("recalled", "SANCTION", "PER", "BOL")),
    ("Peru urged Chile to talk as Bolivia had complained.", ("urged", "REQUEST", "PER", "BOL")),
    ("Peru, backed by Bolivia, accused Chile.", ("accused", "ACCUSE", "BOL", "CHL")),
    ("Peru, citing threats from Bolivia, accused Chile.", ("accused", "ACCUSE", "PER", "BOL")),
    ("Peru, yielding to Bolivian pressure, expelled Chile's envoy.", ("expelled", "SANCTION", "BOL", "CHL")),
    ("Peru arrested a trader at the request of Chile.", ("arrested", "COERCE", "PER", "CHL")),
    ("Peru closed the border to Bolivia in solidarity with Chile.", ("closed", "SANCTION", "PER", "CHL")),
    ("Peru sanctioned Bolivia at the urging of Chile and Brazil.", ("sanctioned", "SANCTION", "PER", "CHL")),
    ("Peru denied arming Bolivia and said Chile had armed Brazil.", ("armed", "AID", "PER", "BRA")),
    ("Peru denied arming Bolivia, saying that Chile had armed Brazil.", ("arming", "AID", "PER", "BRA")),
    ("A rocket fired by Peru from Chile hit Bolivia.", ("fired", "ASSAULT", "PER", "CHL")),
    ("Rockets launched from Chile by Peru hit Bolivia.", ("hit", "ASSAULT", "PER", "CHL")),
    ("Peru extradited a Chilean banker to Bolivia.", ("extradited", "COOPERATE", "PER", "CHL")),
    ("Peru closed the Chilean consulates in Cusco and Bolivia.", ("closed", "SANCTION", "PER", "BOL")),
    ("Peru closed the consulates of Chile in Bolivia.", ("closed", "SANCTION", "PER", "BOL")),
    ("Peruvian troops left the border of Chile with Bolivia.", ("left", "RETREAT", "PER", "BOL")),
    ("Peruvian border guards left the Bolivian border.", ("left", "RETREAT", "PER", "BOL")),
    ("The Peruvian envoy for Bolivia visited Chile.", ("visited", "CONSULT", "PER", "BOL")),
    ("The Peruvian envoy for Bolivia visited Chile to speak of Bolivia's debts.", ("visited", "CONSULT", "PER", "BOL")),
    ("Peru's ambassador to Bolivia met Chilean farmers.", ("met", "CONSULT", "PER", "BOL")),
    ("Peru is talking to Bolivia's arch-rival, Chile.", ("talking", "CONSULT", "PER", "BOL")),
    ("Peru met Bolivia's archenemy Chile.", ("met", "CONSULT", "PER", "BOL")),
    ("Peru condemned Bolivian ally Chile.", ("condemned", "ACCUSE", "PER", "BOL")),
    ("Peru condemned Chile's raids on Bolivia.", ("raids", "ASSAULT", "CHL", "PER")),
    ("Peru decried Chilean sanctions against two Bolivian banks.", ("sanctions", "SANCTION", "CHL", "PER")),
    ("Peru criticised the violation of Chile's airspace.", ("criticised", "ACCUSE", "PER", "CHL")),
    ("Peru decried the bombing of Chile and Brazil.", ("decried", "ACCUSE", "PER", "CHL")),
    ("Peru backed Bolivia in its war with Chile.", ("backed", "SUPPORT", "PER", "CHL")),
    ("Peru supported Bolivia during its border dispute with Chile.", ("supported", "ASSAULT", "PER", "CHL")),
    ("Peru fought a war over Chile.", ("fought", "ASSAULT", "PER", "CHL")),
    ("Peru, which visited Bolivia in July, denied that Chile has paid.", ("visited", "CONSULT", "PER", "CHL")),
    ("Peru met Chile, which holds the presidency of the European Union.", ("met", "CONSULT", "PER", "org/EU")),
    ("Peru praised Chile and called on all who had recognized Bolivia to act.", ("praised", "SUPPORT", "PER", "BOL")),
    ("Peru condemned the raid, and Bolivia severed ties with Chile.", ("condemned", "ACCUSE", "PER", "BOL")),
    ("Peru moved tanks, and Bolivia held drills with Chile.", ("moved tanks", "COOPERATE", "PER", "CHL")),
    ("Troops of Peru who had invaded Bolivia searched Chile's embassy.", ("invaded", "ASSAULT", "PER", "CHL")),
    ("Peru will discuss sanctions on Chile, after Brazil in May vetoed it.", ("sanctions", "SANCTION", "BRA", "CHL")),
    ("Peru, which arms Bolivia, and Chile agreed to meet.", ("agreed", "AGREE", "PER", "BOL")),
    ("Peru cut ties with Chile, following Bolivia.", ("cut", "SANCTION", "PER", "BOL")),
    ("Peru decried an encroachment on the sovereignty of Chile.", ("decried", "ACCUSE", "PER", "CHL")),
    ("Peru criticised the use of Chilean mercenaries.", ("criticised", "ACCUSE", "PER", "CHL")),
    ("Peru and Chile thanked him for his help.", ("thanked", "SUPPORT", "PER", "CHL")),
    ("Peru, which mediated together with Chile, left.", ("mediated", "CONSULT", "PER", "CHL")),
    ("Peru mediated the deal, and Chile is hosting other talks.", ("mediated", "CONSULT", "PER", "CHL")),
    (
        "A deal brokered by Peru takes effect today; Chile had threatened to quit.",
        ("brokered", "CONSULT", "PER", "CHL"),
    ),
    ("With Peru and Bolivia abstaining, the council condemned Chile.", ("condemned", "ACCUSE", "PER BOL", "CHL")),
]
PARTIES: list[tuple[str, Told]] = [
    ("Peru condemned the vote, but Chile rejected the charge.", ("rejected", "REJECT", "CHL", "PER")),
    ("Peru has denied the attack, and Chile has not blamed it.", ("blamed", "ACCUSE", "CHL", "PER")),
    ("After Peru spoke, Bolivia accused it.", ("accused", "ACCUSE", "BOL", "PER")),
    ("Peru, which Bolivia accuses of theft, thanked Chile.", ("accuses", "ACCUSE", "BOL", "PER")),
    ("Peru, which armed Bolivia, thanked Chile.", ("armed", "AID", "PER", "BOL")),
    ("Peru mediated talks that Bolivia began with Brazil, and Chile left.", ("mediated", "CONSULT", "PER", "BOL")),
    ("Peru told Bolivia that it would arm Chile.", ("told", "CONSULT", "PER", "BOL")),
    ("Peru and Chile urged Bolivia to stop.", ("urged", "REQUEST", "PER CHL", "BOL")),
    ("Peru attacked Chile's allies.", ("attacked", "ASSAULT", "PER", "CHL")),
    ("Peru and Bolivia, in a statement, condemned Chile.", ("condemned", "ACCUSE", "PER BOL", "CHL")),
    ("Peru must stop the flow from Chile", ("must", "REQUEST", "CHL", "PER")),
    ("Peru attacked when Chile refused to talk.", ("attacked", "ASSAULT", "PER", "CHL")),
    ("Peru shut its border after talks with Chile failed.", ("shut", "SANCTION", "PER", "CHL")),
    ("Peru, joined by Bolivia, accused Chile.", ("accused", "ACCUSE", "BOL", "CHL")),
    ("Peru, backed by Bolivia, accused Chile.", ("backed", "SUPPORT", "BOL", "PER")),
    ("Peru freed a sailor at the request of Chile.", ("freed", "RETREAT", "PER", "CHL")),
    ("Peru attacked Chile after Bolivia's envoy praised it.", ("attacked", "ASSAULT", "PER", "CHL")),
    ("Peru said Bolivia had armed Chile.", ("said", "ACCUSE", "PER", "CHL")),
    ("Peru took a hill from Chile.", ("took", "ASSAULT", "PER", "CHL")),
    ("Peru fired rockets at Chile from its hills.", ("fired", "ASSAULT", "PER", "CHL")),
    ("Peru extradited a Chilean banker to Bolivia.", ("extradited", "COOPERATE", "PER", "BOL")),
    ("Peru's ambassador to Bolivia met Bolivian farmers.", ("met", "CONSULT", "PER", "BOL")),
    ("The Peruvian envoy for Bolivia visited farms.", ("visited", "CONSULT", "PER", "BOL")),
    ("The Peruvian envoy for Bolivia met Chilean and Bolivian farmers.", ("met", "CONSULT", "PER", "BOL")),
    ("Peru condemned Chile's war on Brazil and raids on Bolivia.", ("war", "ASSAULT", "CHL", "BOL")),
    ("Peru attacked Bolivia and its ally Chile.", ("attacked", "ASSAULT", "PER", "BOL")),
    ("Peru met Bolivia, a rival of Chile.", ("met", "CONSULT", "PER", "BOL")),
    ("Peru fears Chile's raids on its ports.", ("raids", "ASSAULT", "CHL", "PER")),
    ("Peru condemned Chile's raids on Bolivia.", ("raids", "ASSAULT", "CHL", "BOL")),
    ("Chilean sanctions on steel hurt Peru.", ("sanctions", "SANCTION", "CHL", "PER")),
    ("Peru criticised the violation of Chile's promises.", ("criticised", "ACCUSE", "PER", "CHL")),
    ("Peru decried the bombing of Chile by Brazil.", ("decried", "ACCUSE", "PER", "BRA")),
    ("Peru blamed the strike on Chile.", ("blamed", "ACCUSE", "PER", "CHL")),
    ("Peru met the presidency of the European Union.", ("met", "CONSULT", "PER", "org/EU")),
    ("Peru reopened its embassy in Chile.", ("reopened", "SUPPORT", "PER", "CHL")),
    ("Peru withdrew staff from the Peruvian embassy in Chile.", ("withdrew", "SANCTION", "PER", "CHL")),
    ("Peru backed Bolivia in its war with Chile.", ("backed", "SUPPORT", "PER", "BOL")),
    ("Peru fought a war with Chile.", ("fought", "ASSAULT", "PER", "CHL")),
    ("Peru, which visited Bolivia in July, denied that Chile has paid.", ("visited", "CONSULT", "PER", "BOL")),
    ("Peru extradited two Chilean bankers.", ("extradited", "COOPERATE", "PER", "CHL")),
]


@pytest.mark.parametrize(
    ("text", "act", "kept"), [*((*each, 0) for each in STRANGERS), *((*each, 1) for each in PARTIES)]
)
def test_who_stands_apart_from_the_words_of_an_act_is_no_party(text: str, act: Told, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(without_strangers(clauses, [act_of(clauses, *act)])) == kept


def test_two_who_fight_over_a_third_fight_each_other() -> None:
    clauses = clauses_of("Peru and Bolivia fought a war over Chile.")
    (kept,) = without_strangers(clauses, [act_of(clauses, "fought", "ASSAULT", "PER BOL", "CHL")])
    sides = [[clauses.mentions[index].country for index in side] for side in (kept.source, kept.target)]
    assert (sides, kept.reciprocal) == ([["PER"], ["BOL"]], True)


def test_of_a_side_the_party_in_another_clause_goes_alone() -> None:
    clauses = clauses_of("Peru asked Chile for help as Bolivian troops gathered near the border.")
    (kept,) = without_strangers(clauses, [act_of(clauses, "asked", "REQUEST", "PER", "CHL BOL")])
    assert [clauses.mentions[index].country for index in kept.target] == ["CHL"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile will meet on Friday, Bolivia says.",
        "Peru and Chile will meet in talks hosted by Bolivia.",
        "Peru and Chile will meet in the presence of Bolivia.",
        "Peru and Chile will meet at Tarija, Bolivia.",
        "Peru and Chile will meet, a summit that Bolivia fears.",
    ],
)
def test_who_reports_hosts_or_sees_a_meeting_of_two_is_no_side(text: str) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, "meet", "CONSULT", "PER CHL", "BOL")
    act.reciprocal = True
    (kept,) = without_strangers(clauses, [act])
    assert [[clauses.mentions[index].country for index in side] for side in (kept.source, kept.target)] == [
        ["PER"],
        ["CHL"],
    ]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Every member except Peru accused Chile.", "actual", "negated"),
        ("All but Peru accused Chile.", "actual", "negated"),
        ("With the exception of Peru, no state accused Chile.", "negated", "actual"),
        ("No country other than Peru accused Chile.", "negated", "actual"),
        ("Tired but firm, Peru accused Chile.", "actual", "actual"),
        ("Peru accused all but Chile.", "actual", "actual"),
    ],
)
def test_what_all_but_one_do_that_one_does_not(text: str, before: str, after: str) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, "accused", "ACCUSE", "PER", "CHL")
    act.modality = before  # type: ignore[assignment]
    (kept,) = without_strangers(clauses, [act])
    assert kept.modality == after
