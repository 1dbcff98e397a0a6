"""What the words beside an act say was not done is not told as done."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of, span_of

from dyadbook.records import Modality
from dyadbook.steps.acts.undone import as_done

BROKE = ("broke off", "SANCTION", "PER", "CHL")
PLAN = ("sanctions", "SANCTION", "PER", "CHL")
FIRED = ("attacked", "ASSAULT", "PER", "CHL")
CONDEMNED = ("condemned", "ACCUSE", "PER", "CHL")
TALKS = ("talks", "CONSULT", "PER", "CHL")
UNDONE: list[tuple[str, tuple[str, str, str, str], Modality]] = [
    ("Peru almost broke off relations with Chile.", BROKE, "negated"),
    ("Peru broke off relations with Chile almost a year ago.", BROKE, "actual"),
    ("Nearly all of Peru cheered as it broke off relations with Chile.", BROKE, "actual"),
    ("Peru came close to imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "negated"),
    ("Peru is on the brink of imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "hypothetical"),
    ("Peru stopped short of imposing a ban on Chile.", ("imposing", "SANCTION", "PER", "CHL"), "negated"),
    ("Peru weighed new sanctions against Chile.", PLAN, "hypothetical"),
    ("Peru mulled sanctions against Chile.", PLAN, "hypothetical"),
    ("Peru considered its sanctions against Chile a success.", PLAN, "actual"),
    ("Had Peru attacked Chile, Bolivia would have helped.", FIRED, "hypothetical"),
    ("Bolivia said that had Peru attacked Chile, it would have helped.", FIRED, "hypothetical"),
    ("Peru, which Bolivia helped, had often attacked Chile.", FIRED, "actual"),
    ("For Peru, sanctions against Chile are an option.", PLAN, "hypothetical"),
    ("Peru's sanctions against Chile were still on the table.", PLAN, "hypothetical"),
    ("Peru's sanctions against Chile were a mistake.", PLAN, "actual"),
    ("Rumours that Peru attacked Chile proved untrue.", FIRED, "negated"),
    ("Reports that Peru attacked Chile are completely false, Bolivia said.", FIRED, "negated"),
    ("Reports that Peru attacked Chile were not false.", FIRED, "actual"),
    ("Peru attacked Chile over reports that proved untrue.", FIRED, "actual"),
    ("Peru denied a report that it had attacked Chile.", FIRED, "negated"),
    ("Peru dismissed a claim by Chile that its ships attacked Chile.", FIRED, "negated"),
    ("Peru dismissed a claim by Bolivia's envoy that it had attacked Chile.", FIRED, "negated"),
    ("Peru dismissed a claim by Bolivia, and attacked Chile.", FIRED, "actual"),
    ("Peru rejected claims that its ships attacked Chile.", FIRED, "negated"),
    ("Peru denied that it had attacked Chile.", FIRED, "negated"),
    ("There were no new talks between Peru and Chile.", TALKS, "negated"),
    ("There have been no talks, but fights, between Peru and Chile.", TALKS, "negated"),
    ("There is no doubt that talks between Peru and Chile helped.", TALKS, "actual"),
    ("There is no law against talks between Peru and Chile.", TALKS, "actual"),
    ("Asked whether Peru had attacked Chile, Bolivia said nothing.", FIRED, "hypothetical"),
    ("Bolivia doubts if Peru attacked Chile.", FIRED, "hypothetical"),
    ("If it rains, Peru attacked Chile in vain.", FIRED, "actual"),
    ("Whether in haste or not, Peru attacked Chile.", FIRED, "actual"),
    ("Bolivia said that Peru might have attacked Chile.", FIRED, "hypothetical"),
    ("Bolivia, which might help, saw that Peru attacked Chile.", FIRED, "actual"),
    ("Peru said that Chile may be lying.", ("may be lying", "ACCUSE", "PER", "CHL"), "actual"),
    ("Nobody knows what, if anything, Peru gave to Chile.", ("gave", "AID", "PER", "CHL"), "hypothetical"),
    ("Few know, if any do, what Peru gave to Chile.", ("gave", "AID", "PER", "CHL"), "actual"),
    ("Peru denied it had attacked Chile.", FIRED, "negated"),
    ("Peru denied it and attacked Chile.", FIRED, "actual"),
    ("Peru did not deny a report that it had attacked Chile.", FIRED, "hypothetical"),
    ("Peru did not deny that its ships attacked Chile.", FIRED, "hypothetical"),
    ("Peru did not deny it and attacked Chile.", FIRED, "actual"),
    ("Peru did not rule out that its ships attacked Chile.", FIRED, "hypothetical"),
    ("Bolivia did not help, nor had Peru ever attacked Chile.", FIRED, "negated"),
    ("Neither Bolivia nor Brazil helped when Peru attacked Chile.", FIRED, "actual"),
    ("Peru denied the reports and attacked Chile.", FIRED, "actual"),
    ("Peru denied reports that it trained those who attacked Chile.", FIRED, "actual"),
    ("Bolivia denied reports that Peru, which attacked Chile, had left.", FIRED, "actual"),
    ("Bolivia denied reports that Peru, which borders Chile, attacked Chile.", FIRED, "negated"),
    ("Peru attacked no Chilean ships.", ("attacked", "ASSAULT", "PER", "CHL"), "negated"),
    ("Peru attacked no fewer than nine Chilean ships.", ("attacked", "ASSAULT", "PER", "CHL"), "actual"),
    ("Peru attacked neither Chile nor Bolivia.", FIRED, "negated"),
    ("Peru attacked Chile, which neither expected.", FIRED, "actual"),
    ("Peru has never ceased its raids against Chile.", ("never ceased", "RETREAT", "PER", "CHL"), "negated"),
    ("Peru did not lift its blockade of Chile.", ("lift its blockade", "RETREAT", "PER", "CHL"), "negated"),
    ("Peru ceased its raids against Chile.", ("ceased", "RETREAT", "PER", "CHL"), "actual"),
    ("Peru voted against a resolution that condemned Chile.", CONDEMNED, "negated"),
    ("Peru vetoed a draft which condemned Chile.", CONDEMNED, "negated"),
    ("Peru abstained on a text that condemned Chile.", CONDEMNED, "negated"),
    ("Peru blocked a statement condemning Chile.", ("condemning", "ACCUSE", "PER", "CHL"), "negated"),
    ("Peru voted for a resolution that condemned Chile.", CONDEMNED, "actual"),
    ("Peru abstained on a text and condemned Chile.", CONDEMNED, "actual"),
    ("Bolivia voted against a resolution by which Peru condemned Chile.", CONDEMNED, "actual"),
]


@pytest.mark.parametrize(("text", "act", "modality"), UNDONE, ids=[row[0] for row in UNDONE])
def test_what_was_not_done_is_told_so(text: str, act: tuple[str, str, str, str], modality: Modality) -> None:
    clauses = clauses_of(text)
    (found,) = as_done(clauses, [act_of(clauses, *act)])
    assert found.modality == modality


def test_what_is_only_wished_undone_is_not_told_as_not_done() -> None:
    clauses = clauses_of("Had Peru not attacked Chile, Bolivia would have stayed.")
    act = act_of(clauses, "attacked", "ASSAULT", "PER", "CHL")
    act.modality, act.cue = "negated", (2, 2)
    (found,) = as_done(clauses, [act])
    assert found.modality == "hypothetical"


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru, which attacked Chile in May, has not yet signed a truce.", "actual"),
        ("Peru, which did not say why it attacked Chile, has signed a truce.", "negated"),
        ("Peru attacked Chile, but has not yet signed a truce.", "negated"),
    ],
)
def test_what_is_denied_behind_a_clause_about_who_acts_is_another_act(text: str, modality: Modality) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, *FIRED)
    act.modality, act.cue = "negated", span_of(clauses, "not")
    (found,) = as_done(clauses, [act])
    assert found.modality == modality


def test_what_somebody_denies_of_another_the_other_did_not_do() -> None:
    clauses = clauses_of("Chile denied that Peru had attacked its ships.")
    (found,) = as_done(clauses, [act_of(clauses, "attacked", "ASSAULT", "CHL", "PER")])
    sides = [{clauses.mentions[index].country for index in side} for side in (found.source, found.target)]
    assert sides == [{"PER"}, {"CHL"}]


CANCELLED = ("cancellation", "AGREE", "PER", "CHL")
MEET = ("meet", "CONSULT", "PER", "CHL")
VISIT = ("visit", "CONSULT", "PER", "CHL")
PLAIN: list[tuple[str, tuple[str, str, str, str], Modality, str]] = [
    ("Peru gave Chile until Friday to answer.", ("gave", "AID", "PER", "CHL"), "actual", "THREATEN"),
    ("Peru gave Chile wheat until Friday.", ("gave", "AID", "PER", "CHL"), "actual", "AID"),
    ("Peru gave Chile wheat.", ("gave", "AID", "PER", "CHL"), "actual", "AID"),
    ("Peru expelled two Chilean diplomats.", ("expelled", "REJECT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru expelled two inspectors from Chile.", ("expelled", "REJECT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru closed its border with Chile.", ("closed", "RETREAT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru returned its ambassador to Chile.", ("returned", "SANCTION", "PER", "CHL"), "actual", "SUPPORT"),
    ("Peru withdrew its accusation that Chile sent arms.", ("accusation", "ACCUSE", "PER", "CHL"), "actual", "CONCEDE"),
    ("Peru withdrew after an accusation by Chile.", ("accusation", "ACCUSE", "CHL", "PER"), "actual", "ACCUSE"),
    ("Peru would veto new sanctions on Chile.", ("sanctions", "SANCTION", "PER", "CHL"), "actual", "REJECT"),
    ("Peru ruled out sending troops to Chile.", ("ruled out", "REJECT", "PER", "CHL"), "negated", "REJECT"),
    ("Peru removed Chile from its blacklist.", ("removed", "SANCTION", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru removed Chile from its team.", ("removed", "SANCTION", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru convicted two Chilean spies.", ("convicted", "ACCUSE", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru sent a note to Chile protesting the raid.", ("sent", "SUPPORT", "PER", "CHL"), "actual", "ACCUSE"),
    ("Peru sent a note to Chile praising the raid.", ("sent", "SUPPORT", "PER", "CHL"), "actual", "SUPPORT"),
    ("Peru retook a hill from Chile.", ("retook", "SUPPORT", "PER", "CHL"), "actual", "ASSAULT"),
    ("Peru's cancellation of a summit with Chile surprised many.", CANCELLED, "actual", "REJECT"),
    ("Peru's cancellation of debts of Chile surprised many.", CANCELLED, "actual", "AGREE"),
    ("Peru vowed to impose tariffs on Chile.", ("vowed to impose", "THREATEN", "PER", "CHL"), "actual", "THREATEN"),
    ("Peru, Chile exchange fire.", ("exchange", "COOPERATE", "PER", "CHL"), "actual", "ASSAULT"),
    ("Peru, Chile exchange envoys.", ("exchange", "COOPERATE", "PER", "CHL"), "actual", "COOPERATE"),
    ("Peru would never recognize Chile.", ("recognize", "SUPPORT", "PER", "CHL"), "negated", "REJECT"),
    ("Peru will not accept the map of Chile.", ("accept", "REJECT", "PER", "CHL"), "negated", "REJECT"),
    ("Peru did not recognize Chile.", ("recognize", "SUPPORT", "PER", "CHL"), "negated", "SUPPORT"),
    ("The summit of Peru and Chile set for May was cancelled.", ("summit", "AGREE", "PER", "CHL"), "future", "REJECT"),
    ("Peru and Chile were to meet on Friday, but the talks were put off.", MEET, "future", "REJECT"),
    ("Peru and Chile were to meet on Friday, but the talks may be put off.", MEET, "future", "CONSULT"),
    ("Peru and Chile met, but further talks were put off.", ("met", "CONSULT", "PER", "CHL"), "actual", "CONSULT"),
    ("A visit by Peru's leader to Chile, set for May, was called off.", VISIT, "actual", "REJECT"),
    ("A visit by Peru's leader to Chile ended and further talks were put off.", VISIT, "actual", "CONSULT"),
    ("Peru lifted its curbs on imports from Chile.", ("lifted", "SANCTION", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru raised its curbs on imports from Chile.", ("raised", "SANCTION", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru shut all crossings from Chile.", ("shut", "ASSAULT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru imposed sanctions on Chile for its raids.", ("imposed", "ACCUSE", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru imposed its will on Chile.", ("imposed", "ACCUSE", "PER", "CHL"), "actual", "ACCUSE"),
    ("Peru hiked tariffs on Chilean wine.", ("hiked", "RETREAT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru will raise its duties on Chilean wine.", ("raise", "AID", "PER", "CHL"), "future", "SANCTION"),
    ("Peru raised Chilean wages.", ("raised", "AID", "PER", "CHL"), "actual", "AID"),
    ("Peru cut duties on Chilean wine.", ("cut", "SANCTION", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru cut ties with Chile.", ("cut", "SANCTION", "PER", "CHL"), "actual", "SANCTION"),
    ("A court in Peru sentenced a Chilean to death.", ("sentenced", "ACCUSE", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru blocked imports of Chilean wine.", ("blocked", "REJECT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru blocked a bid by Chile.", ("blocked", "REJECT", "PER", "CHL"), "actual", "REJECT"),
    ("Peru and Chile swapped ninety prisoners.", ("swapped", "COOPERATE", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru and Chile exchanged data on prisoners.", ("exchanged", "CONSULT", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru and Chile exchanged notes.", ("exchanged", "CONSULT", "PER", "CHL"), "actual", "CONSULT"),
    ("Peru seized a Chilean tanker.", ("seized", "ASSAULT", "PER", "CHL"), "actual", "COERCE"),
    ("Peru seized a Chilean hill.", ("seized", "ASSAULT", "PER", "CHL"), "actual", "ASSAULT"),
    ("Peru issued a warrant for a Chilean general.", ("issued", "ACCUSE", "PER", "CHL"), "actual", "THREATEN"),
    ("Peru granted asylum to a Chilean senator.", ("granted", "RETREAT", "PER", "CHL"), "actual", "AID"),
    ("Peru granted rights to a Chilean bank.", ("granted", "RETREAT", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru put Chile back on its list.", ("put", "RETREAT", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru added Chile to a blacklist.", ("added", "ACCUSE", "PER", "CHL"), "actual", "SANCTION"),
    ("Peru put Chile on its guard.", ("put", "ACCUSE", "PER", "CHL"), "actual", "ACCUSE"),
    ("Peru withdrew from the United Nations.", ("withdrew", "REJECT", "PER", "org/UN"), "actual", "SANCTION"),
    ("Peru pulled out of NATO.", ("pulled", "RETREAT", "PER", "org/NATO"), "actual", "SANCTION"),
    ("Peru left the NATO summit.", ("left", "REJECT", "PER", "org/NATO"), "actual", "REJECT"),
    ("Peru withdrew from Chile.", ("withdrew", "RETREAT", "PER", "CHL"), "actual", "RETREAT"),
    ("Peru issued a report on Chile.", ("issued", "ACCUSE", "PER", "CHL"), "actual", "ACCUSE"),
    ("Peru gave Chilean troops a month to leave.", ("gave", "CONCEDE", "PER", "CHL"), "actual", "THREATEN"),
    ("Peru gave Chile nine days of training.", ("gave", "AID", "PER", "CHL"), "actual", "AID"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "act", "modality", "kind"), PLAIN, ids=[row[0] for row in PLAIN])
def test_plain_words_tell_the_type(text: str, act: tuple[str, str, str, str], modality: Modality, kind: str) -> None:
    clauses = clauses_of(text)
    told = act_of(clauses, *act)
    told.modality = modality
    (found,) = as_done(clauses, [told])
    assert found.act == kind
    assert found.modality == ("actual" if kind == "REJECT" else modality)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Peru refused to arrest the Chilean general.", "actual"),
        ("Peru declined to arrest the Chilean general.", "actual"),
        ("Peru did not refuse to arrest the Chilean general.", "negated"),
    ],
)
def test_a_refusal_denies_nothing(text: str, modality: Modality) -> None:
    clauses = clauses_of(text)
    act = act_of(clauses, "arrest", "REJECT", "PER", "CHL")
    act.modality, (at, _) = "negated", span_of(clauses, text.split(" to ")[0].split()[-1])
    act.cue = (at, at)
    (found,) = as_done(clauses, [act])
    assert found.modality == modality


@pytest.mark.parametrize(
    ("text", "words", "sides"),
    [
        ("Peru tracked nine Chilean warships near its coast.", "tracked", ("CHL", "PER")),
        ("Peru detected planes of Chile near its coast.", "detected", ("CHL", "PER")),
        ("Peru sent planes to track Chilean warships.", "sent", ("PER", "CHL")),
        ("Peru massed troops near Chile.", "massed", ("PER", "CHL")),
    ],
)
def test_who_is_seen_to_move_his_forces_does_so(text: str, words: str, sides: tuple[str, str]) -> None:
    clauses = clauses_of(text)
    (found,) = as_done(clauses, [act_of(clauses, words, "MOBILIZE", "PER", "CHL")])
    assert [clauses.mentions[side[0]].country for side in (found.source, found.target)] == list(sides)


@pytest.mark.parametrize(
    ("text", "words", "kind", "told"),
    [
        ("Peru has denied Chile sent the ship.", "denied", "ACCUSE", 0),
        ("Peru denied that Chile had sent the ship.", "denied", "REJECT", 0),
        ("Peru denied Chile a visa.", "denied", "REJECT", 1),
        ("Peru denied Chilean claims that the ship had sunk.", "denied", "REJECT", 1),
        ("Peru denied the charge by Chile, which sent a ship.", "denied", "REJECT", 1),
        ("Peru denied the claim and Chile sent a ship.", "denied", "REJECT", 1),
        ("Peru denied Chile's charge that Bolivia had sent the ship.", "denied", "REJECT", 1),
    ],
)
def test_who_denies_a_deed_of_another_does_nothing_to_him(text: str, words: str, kind: str, told: int) -> None:
    clauses = clauses_of(text)
    assert len(as_done(clauses, [act_of(clauses, words, kind, "PER", "CHL")])) == told


ANSWER = ("answer", "THREATEN", "PER", "CHL")
THREATS: list[tuple[str, tuple[str, str, str, str], Modality]] = [
    ("Peru will answer with force if Chile lands troops.", ANSWER, "actual"),
    ("Peru said it would answer with force unless Chile left.", ANSWER, "actual"),
    ("Peru may answer with force if Chile lands troops.", ANSWER, "hypothetical"),
    ("Peru lacks the will to answer Chile.", ANSWER, "hypothetical"),
    ("Peru will threaten Chile.", ("threaten", "THREATEN", "PER", "CHL"), "hypothetical"),
]


@pytest.mark.parametrize(("text", "act", "modality"), THREATS, ids=[row[0] for row in THREATS])
def test_who_says_what_he_will_do_has_made_the_threat(
    text: str, act: tuple[str, str, str, str], modality: Modality
) -> None:
    clauses = clauses_of(text)
    told = act_of(clauses, *act)
    told.modality = "hypothetical"
    (found,) = as_done(clauses, [told])
    assert found.modality == modality


def test_a_refusal_is_told_once() -> None:
    clauses = clauses_of("The talks of Peru and Chile set for May were put off.")
    one, other = act_of(clauses, "talks", "CONSULT", "PER", "CHL"), act_of(clauses, "put", "REJECT", "CHL", "PER")
    one.modality = "future"
    assert as_done(clauses, [one, other]) == [one]
