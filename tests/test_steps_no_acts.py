"""What only looks like an act is none, and an envoy is summoned by his host."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook.steps.acts.no_acts import real
from dyadbook.steps.acts.summons import hosted
from dyadbook.steps.sides import party_of

NO_ACTS = [
    ("Any nation that helps Iran will be punished by Peru.", ("helps", "AID", "PER", "IRN")),
    ("Peru warned that countries which arm Chile will pay a price.", ("warned", "THREATEN", "PER", "CHL")),
    ("Peru threatened anyone who arms Chile.", ("arms", "AID", "PER", "CHL")),
    ("Whoever helps Chile is an enemy of Peru.", ("helps", "AID", "PER", "CHL")),
    ("Peru warned companies buying Chilean oil.", ("warned", "THREATEN", "PER", "CHL")),
]
ACTS = [
    ("Peru helps Iran.", ("helps", "AID", "PER", "IRN")),
    ("Peru, which arms Chile, is no friend of Bolivia.", ("arms", "AID", "PER", "CHL")),
    ("The two countries that border Peru condemned Chile.", ("condemned", "ACCUSE", "PER", "CHL")),
    ("Any bank that lends will suffer, and Peru condemned Chile.", ("condemned", "ACCUSE", "PER", "CHL")),
]


@pytest.mark.parametrize(("text", "act", "kept"), [*((*each, 0) for each in NO_ACTS), *((*each, 1) for each in ACTS)])
def test_what_anybody_might_do_is_no_act(text: str, act: tuple[str, str, str, str], kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, *act)])) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Thanks to police in Peru, the Chilean sailors live.", 0),
        ("Chile said that thanks to Peru the sailors live.", 0),
        ("Chile sent its thanks to Peru.", 1),
        ("Thanks to Peru for its help, said Chile.", 1),
    ],
)
def test_thanks_that_name_a_cause_thank_nobody(text: str, kept: int) -> None:
    clauses = clauses_of(text)
    words = "Thanks" if text.startswith("Thanks") else "thanks"
    assert len(real(clauses, [act_of(clauses, words, "SUPPORT", "CHL", "PER")])) == kept


@pytest.mark.parametrize(
    ("text", "act", "kept"),
    [
        ("Asked whether Peru would help Chile, she said no.", ("help", "AID", "PER", "CHL"), 0),
        ("She said no when asked if Peru would help Chile.", ("help", "AID", "PER", "CHL"), 0),
        ("Asked whether it rained, she said Peru would help Chile.", ("help", "AID", "PER", "CHL"), 1),
        ("Asked about arms, she said Peru would help Chile.", ("help", "AID", "PER", "CHL"), 1),
        ("Bolivia urged Peru not to arm Chile.", ("arm", "AID", "PER", "CHL"), 0),
        ("Bolivia urged Peru not to arm Chile.", ("not to arm", "AID", "PER", "CHL"), 0),
        ("Bolivia urged Peru not to arm Chile.", ("urged", "REQUEST", "BOL", "PER"), 1),
        ("Peru told Bolivia not to arm Chile.", ("arm", "AID", "PER", "CHL"), 1),
        ("Peruvian soldiers are stationed in Chile.", ("stationed", "AID", "PER", "CHL"), 0),
        ("Peru stationed soldiers in Chile.", ("stationed", "AID", "PER", "CHL"), 1),
    ],
)
def test_what_is_asked_about_or_stands_somewhere_is_no_act(
    text: str, act: tuple[str, str, str, str], kept: int
) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, *act)])) == kept


def test_who_joins_an_attack_is_not_attacked() -> None:
    clauses = clauses_of("Peru attacked Chile with Bolivia and Brazil.")
    act = act_of(clauses, "attacked", "ASSAULT", "PER", "CHL")
    act.target += [index for index, one in enumerate(clauses.mentions) if one.country in {"BOL", "BRA"}]
    (kept,) = real(clauses, [act])
    assert {clauses.mentions[index].country for index in kept.target} == {"CHL"}


@pytest.mark.parametrize(
    ("text", "sources", "targets"),
    [
        ("Peru, not Bolivia, attacked Chile.", {"PER"}, {"CHL"}),
        ("Peru and not Bolivia attacked Chile.", {"PER"}, {"CHL"}),
        ("Peru — not Bolivia — attacked Chile.", {"PER"}, {"CHL"}),
        ("Peru -- not Bolivia's army -- attacked Chile.", {"PER"}, {"CHL"}),
        ("Peru attacked Chile, not Brazil.", {"PER"}, {"CHL"}),
        ("It was Peru, and not Bolivia, that attacked Chile.", {"PER"}, {"CHL"}),
        ("Peru and Bolivia, not content, attacked Chile.", {"PER", "BOL"}, {"CHL"}),
    ],
)
def test_who_is_said_to_be_no_party_is_none(text: str, sources: set[str], targets: set[str]) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, "attacked", "ASSAULT", "PER BOL", "CHL BRA")
    if "content" not in text:
        (at,) = (at for at in range(len(clauses.tokens)) if clauses.low(at) == "not")
        act.modality, act.cue = "negated", (at, at)
    (kept,) = real(clauses, [act])
    assert kept.modality == "actual"
    assert {clauses.mentions[index].country for index in kept.source} == sources
    assert {clauses.mentions[index].country for index in kept.target} == targets


def test_what_is_not_to_blame_was_done_all_the_same() -> None:
    clauses = clauses_of("Bolivia blames drought — not Peru's war on Chile — for its debts.")
    (kept,) = real(clauses, [act_of(clauses, "war", "ASSAULT", "PER", "CHL")])
    assert {clauses.mentions[index].country for index in kept.source} == {"PER"}


def test_an_outlet_that_tells_of_an_attack_is_not_attacked() -> None:
    clauses = clauses_of("Peru attacked a Chilean port, Chile's state news agency reported.")
    act = act_of(clauses, "attacked", "ASSAULT", "PER", "CHL")
    assert len(act.target) == 2
    (kept,) = real(clauses, [act])
    assert kept.target == act.target[:1]


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Peru has had no diplomatic relations with Chile since 1980.", "diplomatic relations", "SUPPORT", 0),
        ("Peru has had no diplomatic relations with Chile since 1980.", "has had", "SUPPORT", 0),
        ("Peru has had no talks on the pass with Chile since 1980.", "has had", "CONSULT", 1),
        ("Peru and Chile maintain no formal ties.", "ties", "SUPPORT", 0),
        ("Peru did not restore diplomatic relations with Chile.", "restore diplomatic relations", "SUPPORT", 1),
        ("Peru held no talks with Chile.", "held", "CONSULT", 1),
    ],
)
def test_that_there_are_no_ties_is_a_standing(text: str, words: str, kind: str, kept: int) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, words, kind, "PER", "CHL")
    act.modality = "negated"
    assert len(real(clauses, [act])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Peru has maintained diplomatic relations with Chile since 1873.", "maintained", "SUPPORT", 0),
        ("Peru keeps close ties with Chile.", "keeps", "COOPERATE", 0),
        ("Peru established diplomatic relations with Chile.", "established", "SUPPORT", 1),
        ("Peru has had contacts with Chile.", "had contacts", "CONSULT", 1),
    ],
)
def test_ties_that_two_have_are_a_standing_and_no_act(text: str, words: str, kind: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, kind, "PER", "CHL")])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Talks between Peru and Chile have been suspended since June.", "Talks", "CONSULT", 0),
        ("Talks between Peru and Chile have been suspended since June.", "have been suspended", "REJECT", 0),
        ("Talks between Peru and Chile have been on hold since 2019.", "Talks", "CONSULT", 0),
        ("Peru's talks with Chile, suspended since May, may go on.", "talks", "CONSULT", 0),
        ("Peru suspended its talks with Chile.", "suspended", "REJECT", 1),
        ("Peru and Chile have talked since the blockade was broken.", "talked", "CONSULT", 1),
    ],
)
def test_that_talks_have_been_off_for_long_is_a_standing(text: str, words: str, kind: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, kind, "PER", "CHL")])) == kept


def test_who_speaks_the_quoted_words_before_is_not_whom_they_tell_of() -> None:
    clauses = clauses_of('"Peru will attack Chile," a minister of Bolivia said.')
    (kept,) = real(clauses, [act_of(clauses, "attack", "ASSAULT", "PER", "CHL BOL")])
    assert {clauses.mentions[index].country for index in kept.target} == {"CHL"}


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Peru and Chile have had a trade agreement since 2006.", "agreement", "SUPPORT", 0),
        ("Peru and Chile have signed a trade agreement.", "signed", "SUPPORT", 1),
        ("Peru seized a reef which Chile claims.", "claims", "ACCUSE", 0),
        ("Peru, which Chile claims stole a ship, left.", "claims", "ACCUSE", 1),
        ("Peru has 900 soldiers in Chile.", "has", "AID", 0),
        ("About 900 Peruvian soldiers remain in Chile.", "remain", "AID", 0),
        ("Peru sent 900 soldiers to Chile.", "sent", "AID", 1),
        ("Peru has aid for the soldiers of Chile.", "has", "AID", 1),
    ],
)
def test_to_have_a_treaty_or_soldiers_there_and_to_claim_a_place_are_no_acts(
    text: str, words: str, kind: str, kept: int
) -> None:
    clauses = clauses_of(text)
    sides = ("CHL", "PER") if kind == "ACCUSE" else ("PER", "CHL")
    assert len(real(clauses, [act_of(clauses, words, kind, *sides)])) == kept


@pytest.mark.parametrize(
    ("text", "act", "kept"),
    [
        ("Peru's leader spoke to Chilean state television.", ("spoke", "CONSULT", "PER", "CHL"), 0),
        (
            "Peru's leader told Chilean reporters that Bolivia attacked it.",
            ("attacked", "ASSAULT", "BOL", "CHL"),
            0,
        ),
        ("Chilean police said that Peru attacked a ship.", ("attacked", "ASSAULT", "PER", "CHL"), 0),
        ("Chile's foreign minister said that Peru armed rebels.", ("armed", "AID", "PER", "CHL"), 0),
        ("Peru's leader spoke to reporters in Chile.", ("spoke", "CONSULT", "PER", "CHL"), 0),
        ("Peru armed rebels, Chile said.", ("armed", "AID", "PER", "CHL"), 1),
        ("Peru expelled two Chilean reporters.", ("expelled", "SANCTION", "PER", "CHL"), 1),
        ("Peru attacked Chilean police.", ("attacked", "ASSAULT", "PER", "CHL"), 1),
        ("Peru's leader spoke to Chile's leader and the press left.", ("spoke", "CONSULT", "PER", "CHL"), 1),
    ],
)
def test_who_only_carries_the_news_is_no_party(text: str, act: tuple[str, str, str, str], kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, *act)])) == kept


def test_an_outlet_to_which_somebody_speaks_does_not_do_what_he_does() -> None:
    clauses = clauses_of("In an interview with Chilean television, Peru's leader condemned Bolivia.")
    (act,) = real(clauses, [act_of(clauses, "condemned", "ACCUSE", "PER CHL", "BOL")])
    assert [party_of(clauses.mentions[index]) for index in act.source] == ["PER"]


SUMMONS = [
    ("The Peruvian ambassador was summoned to the Foreign Ministry of Chile.", ("CHL", "PER")),
    ("The Peruvian ambassador was summoned in Chile on Friday.", ("CHL", "PER")),
    ("Peru's ambassador to Chile was summoned over the remarks.", ("CHL", "PER")),
    ("The Peruvian envoy was called in by Chile's foreign ministry.", ("CHL", "PER")),
    ("The Peruvian ambassador was summoned over remarks by the president of Chile.", None),
    ("The Peruvian ambassador was summoned.", None),
]


@pytest.mark.parametrize(("text", "sides"), SUMMONS)
def test_who_summons_an_envoy_is_his_host_or_nobody_who_is_known(text: str, sides: tuple[str, str] | None) -> None:
    clauses = clauses_of(text)
    words = "called in" if "called in" in text else "summoned"
    found = hosted(clauses, [act_of(clauses, words, "CONSULT", "PER", "CHL")])
    told = [
        tuple(party_of(clauses.mentions[side[0]]) for side in (act.source, act.target))
        for act in found if act.type == "ACCUSE"
    ]  # fmt: skip
    assert told == ([sides] if sides else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chile summoned Peru's ambassador and told him to leave.", "ACCUSE"),
        ("Chile summoned Peru's ambassador to demand an apology.", "REQUEST"),
    ],
)
def test_a_summons_alone_asks_for_nothing(text: str, kind: str) -> None:
    clauses = clauses_of(text)
    (act,) = hosted(clauses, [act_of(clauses, "summoned", "REQUEST", "CHL", "PER")])
    assert act.type == kind


def test_who_summons_in_the_active_voice_stays() -> None:
    clauses = clauses_of("Chile summoned Peru's ambassador.")
    (act,) = hosted(clauses, [act_of(clauses, "summoned", "ACCUSE", "CHL", "PER")])
    assert [party_of(clauses.mentions[side[0]]) for side in (act.source, act.target)] == ["CHL", "PER"]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Peru freed two Chilean sailors, Bolivia said.", {"PER"}, {"CHL"}),
        ("Peru freed two Chilean sailors and Bolivia said so.", {"PER"}, {"BOL", "CHL"}),
        ("Peru, Bolivia's old ally, freed two sailors from Chile.", {"PER"}, {"BOL", "CHL"}),
    ],
)
def test_who_tells_of_an_act_is_no_party_nor_is_whose_ally_a_party_is(
    text: str, source: set[str], target: set[str]
) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, "freed", "RETREAT", "PER BOL" if "ally" in text else "PER", "CHL BOL")
    (found,) = real(clauses, [act])
    assert {party_of(clauses.mentions[index]) for index in found.source} == source
    assert {party_of(clauses.mentions[index]) for index in found.target} <= target


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Peru struck rebels in a joint operation with the Chilean army.", 0),
        ("Peru struck rebels together with Chile.", 0),
        ("Peru struck rebels at war with Chile.", 1),
        ("Peru struck Chile with rockets.", 1),
    ],
)
def test_who_fights_beside_somebody_does_not_strike_him(text: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, "struck", "ASSAULT", "PER", "CHL")])) == kept


def test_an_envoy_called_home_for_consultations_consults_nobody() -> None:
    clauses = clauses_of("Peru recalled its ambassador to Chile for consultations.")
    assert real(clauses, [act_of(clauses, "consultations", "CONSULT", "PER", "CHL")]) == []


@pytest.mark.parametrize(
    ("text", "act", "kept"),
    [
        ("Peru told its citizens to leave Chile.", ("told", "REQUEST", "PER", "CHL"), 0),
        ("Peru warned its own nationals not to visit Chile.", ("visit", "CONSULT", "PER", "CHL"), 0),
        ("Peru advised Peruvian ships to avoid Chilean waters.", ("advised", "REQUEST", "PER", "CHL"), 0),
        ("Peru warned Peruvians against travel to Chile.", ("warned", "THREATEN", "PER", "CHL"), 0),
        ("Peru told Chilean citizens to leave.", ("told", "REQUEST", "PER", "CHL"), 1),
        ("Peru warned Chile against seizing its citizens.", ("warned", "THREATEN", "PER", "CHL"), 1),
        ("Peru warned its neighbour Chile.", ("warned", "THREATEN", "PER", "CHL"), 1),
        ("Peru advised its citizens to leave and accused Chile.", ("accused", "SANCTION", "PER", "CHL"), 1),
    ],
)
def test_advice_to_ones_own_people_is_no_act_toward_where_they_travel(
    text: str, act: tuple[str, str, str, str], kept: int
) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, *act)])) == kept


@pytest.mark.parametrize(
    ("text", "shot", "hit", "kept"),
    [
        ("Rockets fired by Peru hit Chile.", "fired", "hit", 1),
        ("Rockets that Peru launched hit Chile.", "launched", "hit", 1),
        ("Peru deployed rockets and hit Chile.", "deployed", "hit", 2),
    ],
)
def test_a_shot_that_hit_somebody_is_told_once(text: str, shot: str, hit: str, kept: int) -> None:
    clauses = clauses_of(text)
    acts = [act_of(clauses, shot, "MOBILIZE", "PER", ""), act_of(clauses, hit, "ASSAULT", "PER", "CHL")]
    assert len(real(clauses, acts)) == kept


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("Peruvian jets fired nine missiles at the base.", "fired", 0),
        ("Peru launched rockets against rebels.", "launched", 0),
        ("Peru fired a missile at dawn.", "fired", 1),
        ("Peru launched at least nine missiles into the sea.", "launched", 1),
        ("Peru fired a missile into the sea, and aimed at more.", "fired", 1),
        ("Peru fired a missile from its base at a lake.", "fired", 1),
        ("Peru fired a missile at a time of unrest.", "fired", 1),
    ],
)
def test_a_shot_with_an_aim_is_no_test_of_arms(text: str, words: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, "MOBILIZE", "PER", "")])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("Peru spotted two Chilean bombers near its coast.", "spotted", 0),
        ("Peru monitored a Chilean submarine.", "monitored", 0),
        ("Peru accused Chile, whose ship it had spotted.", "accused", 1),
    ],
)
def test_to_see_what_another_moves_is_no_act(text: str, words: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, "ACCUSE", "PER", "CHL")])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("Peru called off its raid on Chile.", "called off", 0),
        ("Peru called the raid on Chile off.", "called", 1),
        ("Peru called on Chile to break off talks.", "called on", 1),
    ],
)
def test_who_calls_something_off_asks_for_nothing(text: str, words: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, "REQUEST", "PER", "CHL")])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kept"),
    [
        ("The truce between Peru and Chile was broken within hours.", "truce", 0),
        ("The ceasefire between Peru and Chile collapsed.", "ceasefire", 0),
        ("Peru broke its truce with Chile.", "truce", 0),
        ("The truce between Peru and Chile was not broken.", "truce", 1),
        ("The truce between Peru and Chile began after talks collapsed.", "truce", 1),
        ("The truce between Peru and Chile held.", "truce", 1),
    ],
)
def test_a_truce_that_failed_is_no_retreat(text: str, words: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, "RETREAT", "PER", "CHL")])) == kept


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("The grain deal between Peru and Chile expires on Thursday.", "grain deal", "AGREE", 0),
        ("Peru's contract with Chile to supply gas expires in March.", "contract", "AGREE", 0),
        ("The pact between Peru and Chile, which was signed in 1999, is due to lapse.", "pact", "SUPPORT", 0),
        ("The trade agreement between Peru and Chile will run out in May.", "agreement", "AGREE", 0),
        ("The ceasefire between Peru and Chile expires on Friday.", "ceasefire", "RETREAT", 0),
        ("The grain deal between Peru and Chile will not expire.", "grain deal", "AGREE", 1),
        ("The grain deal between Peru and Chile was renewed before it expired.", "grain deal", "AGREE", 1),
        ("Peru signed a contract with Chile that expires in 2030.", "signed", "AGREE", 1),
        ("Peru said Chile was obliged to pay.", "obliged", "AGREE", 1),
    ],
)
def test_a_treaty_that_runs_out_is_no_act(text: str, words: str, kind: str, kept: int) -> None:
    clauses = clauses_of(text)
    assert len(real(clauses, [act_of(clauses, words, kind, "PER", "CHL")])) == kept


def test_who_is_said_to_owe_something_promises_nothing() -> None:
    clauses = clauses_of("Peru said Chile was obliged to pay.")
    assert not real(clauses, [act_of(clauses, "obliged", "AGREE", "CHL", "PER")])


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("At the invitation of Bolivia, Peru came and warned Chile.", {"PER"}),
        ("At the request of Bolivia's president, Peru's left La Paz and warned Chile.", {"PER"}),
        ("At the side of Bolivia, Peru warned Chile.", {"PER", "BOL"}),
    ],
)
def test_who_invites_does_not_do_what_the_guest_does(text: str, sources: set[str]) -> None:
    clauses = clauses_of(text)
    (kept,) = real(clauses, [act_of(clauses, "warned", "THREATEN", "PER BOL", "CHL")])
    assert {clauses.mentions[index].country for index in kept.source} == sources
