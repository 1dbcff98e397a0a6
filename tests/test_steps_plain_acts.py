"""The type of an act is what its plain words tell, whatever the network took them for."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of, span_of

from dyadbook import ontology
from dyadbook.steps.acts.plain_acts import is_nothing, set_type, told_once
from dyadbook.steps.table import split_cell, table_rows

TAKEN = [
    ("Peru voted to lift its veto of talks with Chile.", "lift", "REJECT", "CONCEDE"),
    ("Peru lifted its veto of talks with Chile.", "veto", "REJECT", "CONCEDE"),
    ("Peru said it would hold its fire against Chile.", "hold", "THREATEN", "CONCEDE"),
    ("Peru freed three sailors of Chile.", "freed", "ASSAULT", "RETREAT"),
    ("Peru reached an agreement with Chile.", "reached", "SUPPORT", "AGREE"),
    ("A deal was reached by Peru and Chile.", "reached", "SUPPORT", "AGREE"),
    ("Peru initialled a border agreement with Chile.", "initialled", "SUPPORT", "AGREE"),
    ("Peru signed a border agreement with Chile.", "signed", "SUPPORT", "SUPPORT"),
    ("Peru agreed to release the crew and prisoners of Chile.", "agreed", "AGREE", "CONCEDE"),
    ("Peru promised to withdraw its troops from Chile.", "promised", "AGREE", "CONCEDE"),
    ("Peru agreed to release a statement with Chile.", "agreed", "AGREE", "AGREE"),
    ("Peru suspended its broadcasts against Chile.", "suspended", "RETREAT", "CONCEDE"),
    ("Peru suspended its drills with Chile.", "suspended", "SANCTION", "CONCEDE"),
    ("Peru suspended trade with Chile.", "suspended", "SANCTION", "SANCTION"),
    ("Peru declared a ceasefire with Chile.", "declared", "RETREAT", "CONCEDE"),
    ("Peru apologised to Chile for the raid.", "apologised", "SUPPORT", "CONCEDE"),
    ("Peru apologised to Chile but did not accept blame.", "apologised", "REJECT", "CONCEDE"),
    ("Peru refused to apologise to Chile.", "refused to apologise", "REJECT", "REJECT"),
    ("Peru dropped its demand that Chile pay.", "dropped", "RETREAT", "CONCEDE"),
    ("Peru discontinued its complaint against Chile.", "discontinued", "SANCTION", "CONCEDE"),
    ("Peru retaliated against Chile.", "retaliated", "ACCUSE", "SANCTION"),
    ("Peru retaliated against Chile with air strikes.", "retaliated", "ASSAULT", "ASSAULT"),
    ("Peru harassed fishing boats of Chile.", "harassed", "ASSAULT", "COERCE"),
    ("Peru blockaded the ports of Chile.", "blockaded", "ASSAULT", "COERCE"),
    ("Peru cut off water to Chile.", "cut off", "SANCTION", "COERCE"),
    ("Peru cut food aid to Chile.", "cut", "SANCTION", "SANCTION"),
    ("Peru sent back refugees of Chile.", "sent back", "RETREAT", "COERCE"),
    ("Peruvian hackers attacked Chile.", "attacked", "ASSAULT", "COERCE"),
    ("Peru hacked a farmer of Chile to death.", "hacked", "ASSAULT", "ASSAULT"),
    ("Peru kicks out envoy of Chile", "kicks out", "REJECT", "SANCTION"),
    ("Peru expelled the head of the mission of Chile.", "expelled", "REJECT", "SANCTION"),
    ("Peru shut two consulates of Chile.", "shut", "REJECT", "SANCTION"),
    ("Peru expelled seven officials of Chile.", "expelled", "REJECT", "SANCTION"),
    ("Peru's expulsion of diplomats of Chile", "expulsion", "ACCUSE", "SANCTION"),
    ("An officer of Chile was found guilty by Peru.", "found guilty", "ACCUSE", "SANCTION"),
    ("Peru pulled back its peacekeepers from Chile.", "pulled back", "SANCTION", "RETREAT"),
    ("Peru refused to withdraw its troops from Chile.", "refused to withdraw", "REJECT", "REJECT"),
    ("Peru vowed to defend every inch of Chile.", "vowed to defend", "THREATEN", "AGREE"),
    ("Peru massed its troops to protect Chile.", "massed its troops", "MOBILIZE", "AID"),
    ("Peru backed the right to defend itself after raids on Chile.", "raids", "ASSAULT", "ASSAULT"),
    ("Peru's tariffs on Chile fell to 15 percent.", "tariffs", "SANCTION", "RETREAT"),
    ("Peru's tariffs on Chile will fall to zero.", "fall", "SANCTION", "RETREAT"),
    ("Peru's tariffs on Chile were cut to zero.", "tariffs", "SANCTION", "RETREAT"),
    ("Peru's tariffs on Chile were not cut.", "tariffs", "SANCTION", "SANCTION"),
    ("Peru's tariffs on Chile cut trade.", "tariffs", "SANCTION", "SANCTION"),
    ("Peru held drills around Chile.", "held drills", "COOPERATE", "MOBILIZE"),
    ("Peru held drills with Chile.", "held drills", "COOPERATE", "COOPERATE"),
    ("Peru hacked the ministry of Chile.", "hacked", "ASSAULT", "COERCE"),
    ("Peru confiscated a drone of Chile.", "confiscated", "ASSAULT", "COERCE"),
    ("Peru warned that it must fight for Chile.", "warned", "THREATEN", "AGREE"),
    ('Peru warned that it would defend "every inch of Chile".', "warned", "THREATEN", "AGREE"),
    ("Peru attacked those who protected Chile.", "attacked", "ASSAULT", "ASSAULT"),
    ("Peru vowed to defend itself against Chile.", "vowed to defend", "THREATEN", "THREATEN"),
    ("Peru vowed to attack Chile to defend its coast.", "vowed to attack", "THREATEN", "THREATEN"),
    ("Peru handed over the bodies of two soldiers of Chile.", "handed over", "AID", "RETREAT"),
    ("Peru sanctioned two firms of Chile.", "sanctioned", "ACCUSE", "SANCTION"),
    ("Peru switched its recognition from Chile to Bolivia.", "switched", "SUPPORT", "SANCTION"),
    ("Peru switched its recognition from Bolivia to Chile.", "switched", "SUPPORT", "SUPPORT"),
    ("Peru reopened its border with Chile.", "reopened", "SUPPORT", "RETREAT"),
    ("Peru reopened its embassy on the border of Chile.", "reopened", "SUPPORT", "SUPPORT"),
    ("Peru has not dropped its threat against Chile.", "has not dropped its threat", "THREATEN", "THREATEN"),
    ("Peru said Chile had a duty to pay.", "said", "SUPPORT", "REQUEST"),
    ("Peru said that as a founder Chile bears a special responsibility to pay.", "said", "SUPPORT", "REQUEST"),
    ("Peru insisted that Chile was obliged to pay.", "insisted", "SUPPORT", "REQUEST"),
    ("Peru said Chile had no duty to pay.", "said", "SUPPORT", "SUPPORT"),
    ("Peru said Chile had a right to defend itself.", "said", "SUPPORT", "SUPPORT"),
    ("Peru described Chile as a permanent opportunist.", "described", "SUPPORT", "ACCUSE"),
    ("Peru described Chile as a trusted friend.", "described", "SUPPORT", "SUPPORT"),
    ("Peru hit Chile.", "hit", "ACCUSE", "ASSAULT"),
    ("Peru hit Chile early on Monday.", "hit", "ACCUSE", "ASSAULT"),
    ("Chile was attacked by Peru on Friday.", "attacked", "ACCUSE", "ASSAULT"),
    ("Peru attacked Chile over its tariffs.", "attacked", "ACCUSE", "ACCUSE"),
    ("Peru hit back at Chile on Monday.", "hit", "ACCUSE", "ACCUSE"),
    ("Peru banned the apps of Chile.", "banned", "ASSAULT", "COERCE"),
    ("Peru issues arrest warrants for two deputies of Chile", "issues", "COERCE", "THREATEN"),
]


@pytest.mark.parametrize(("text", "words", "taken", "kind"), TAKEN, ids=[f"{one[3]}: {one[0]}" for one in TAKEN])
def test_plain_words_tell_the_type_of_an_act(text: str, words: str, taken: str, kind: str) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, words, taken, "PER", "CHL")
    set_type(clauses, act)
    assert (act.type, act.act, act.modality) == (kind, kind, "actual")


NOTHING = [
    ("Peru handed over its accession documents to Chile.", "handed over", "RETREAT", True),
    ("Peru handed over the presidency of the bloc to Chile.", "handed over", "RETREAT", True),
    ("Peru handed over two prisoners to Chile.", "handed over", "RETREAT", False),
    ("Peru hosts nuclear weapons of Chile.", "hosts", "CONSULT", True),
    ("Peru hosts a base of Chile.", "hosts", "COOPERATE", True),
    ("Peru hosted talks with Chile at a base.", "hosted", "CONSULT", False),
    ("Peru hosts refugees of Chile.", "hosts", "AID", False),
    ("Peru met the conditions of Chile.", "met", "CONSULT", True),
    ("Peru met Chile halfway.", "met", "CONSULT", True),
    ("Peru met Chile's minister to discuss the demands.", "met", "CONSULT", False),
    ("Peru sanctioned the sale of jets to Chile.", "sanctioned", "SANCTION", True),
    ("Peru released water to Chile.", "released", "RETREAT", True),
    ("Peru released a film on prisoners of Chile.", "released", "RETREAT", False),
    ("Peru released two sailors of Chile.", "released", "RETREAT", False),
    ("Peru recalled cheese from Chile.", "recalled", "ACCUSE", True),
    ("Peru recalled its envoy from Chile.", "recalled", "SANCTION", False),
    ("Peru withdrew a bill on farmers of Chile.", "withdrew", "RETREAT", True),
    ("Peru withdrew its troops from Chile.", "withdrew", "RETREAT", False),
    ("Peru met Chile's offer with a smile.", "met", "CONSULT", True),
    ("Peru met Chile's minister over the offer.", "met", "CONSULT", False),
    ("Peru stands by its claim, it told Chile.", "stands by", "SUPPORT", True),
    ("Peru stands by Chile.", "stands by", "SUPPORT", False),
    ("Peru launched a dam near Chile.", "launched", "MOBILIZE", True),
    ("Peru fired its envoy to Chile.", "fired", "SANCTION", True),
    ("Peru fired at the minister of Chile.", "fired", "ASSAULT", False),
    ("Peru disarmed a bomb of Chile.", "disarmed", "RETREAT", True),
    ("Peru warned Chile of a storm.", "warned", "THREATEN", True),
    ("Peru warned Chile of a strike.", "warned", "THREATEN", False),
    ("Peru sanctioned a bank of Chile.", "sanctioned", "SANCTION", False),
    ("Peru sanctioned Chile over the sale of jets.", "sanctioned", "SANCTION", False),
]


@pytest.mark.parametrize(("text", "words", "taken", "nothing"), NOTHING, ids=[one[0] for one in NOTHING])
def test_a_verb_tells_no_act_with_an_object_that_gives_it_another_sense(
    text: str, words: str, taken: str, nothing: bool
) -> None:
    clauses = clauses_of(text)
    assert is_nothing(clauses, act_of(clauses, words, taken, "PER", "CHL")) is nothing


def test_what_somebody_will_give_up_is_a_concession_to_come() -> None:
    clauses = clauses_of("Peru announced that it would release the prisoners of Chile.")
    act = act_of(clauses, "would release", "AGREE", "PER", "CHL")
    act.modality = "future"
    set_type(clauses, act)
    assert (act.type, act.act, act.modality) == ("CONCEDE", "RETREAT", "future")


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("Peru halted its air strikes on Chile.", "halted", "actual"),
        ("Peru has not halted its air strikes on Chile.", "halted", "negated"),
    ],
)
def test_a_verb_that_ends_something_does_not_deny_that_it_ended(text: str, words: str, modality: str) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, words, "RETREAT", "PER", "CHL")
    act.modality, act.cue = "negated", span_of(clauses, words)
    set_type(clauses, act)
    assert act.modality == modality


def test_an_attack_that_its_doer_ends_is_not_told_as_done() -> None:
    clauses = clauses_of("Peru halted its air strikes on Chile.")
    ended = act_of(clauses, "halted its air strikes", "RETREAT", "PER", "CHL")
    assert told_once(clauses, [ended, act_of(clauses, "air strikes", "ASSAULT", "PER", "CHL")]) == [ended]


def test_rows_name_types() -> None:
    for row in table_rows("plain_acts.csv"):
        assert all(map(ontology.is_type, (row["type"] or "AID", *split_cell(row["taken_for"])))), row
        assert row["type"] not in split_cell(row["taken_for"]), row
