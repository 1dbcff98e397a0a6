"""An envoy who is told to leave, or put out, is expelled once: by his host, though nobody is said to have done it.

So is he called in by his host, and recalled by those who sent him.
"""

from __future__ import annotations

import msgspec
import pytest
from told_readings import Story
from told_sentences import act_of, clauses_of, reading_of

from dyadbook.records import ELSEWHERE
from dyadbook.steps.acts.envoys import with_envoys
from dyadbook.steps.acts.guests import with_guests
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.sides import party_of

ORDERS = [
    ("Peru ordered Chile's ambassador to leave by Friday.", 1),
    ("Peru told two Chilean diplomats to leave the country.", 1),
    ("Peru ordered Chilean troops to leave.", 2),
    ("Peru would order Chile's ambassador to leave.", 2),
]


@pytest.mark.parametrize(("text", "count"), ORDERS)
def test_an_envoy_who_is_ordered_to_leave_is_expelled_once(text: str, count: int) -> None:
    clauses = clauses_of(text)
    verb = next(word for word in ("ordered", "told", "order") if word in text)
    back = act_of(clauses, "leave", "SANCTION", "CHL", "PER")
    back.modality = "future"
    found = with_envoys(clauses, [act_of(clauses, verb, "REQUEST", "PER", "CHL"), back])
    assert len(found) == count
    if count == 1:
        sides = [party_of(clauses.mentions[side[0]]) for side in (found[0].source, found[0].target)]
        assert (found[0].type, found[0].mode, found[0].cameo, sides) == ("SANCTION", "expel", "166", ["PER", "CHL"])


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Peru summoned the Chilean ambassador and told him to leave within 48 hours.", ["PER", "CHL"]),
        ("Peru summoned Chile's envoy on Monday and gave her two days to leave.", ["PER", "CHL"]),
        ("Peru summoned the Chilean ambassador and told him to stop.", None),
        ("Peru met the Chilean president and told him to leave.", None),
    ],
)
def test_an_envoy_who_is_called_in_and_told_to_leave_is_expelled(text: str, sides: list[str] | None) -> None:
    clauses = clauses_of(text)
    found = [act for act in with_envoys(clauses, []) if act.type == "SANCTION"]
    named = [[party_of(clauses.mentions[side[0]]) for side in (act.source, act.target)] for act in found]
    assert named == ([] if sides is None else [sides])


OUT, IN, BACK = "SANCTION expel CHL PER", "ACCUSE disapprove CHL PER", "SANCTION withdraw PER CHL"
PASSIVE = [
    ("The Peruvian ambassador was ordered to leave Chile by Friday.", [OUT]),
    ("The Peruvian ambassador to Chile was summoned and told to leave.", [IN, OUT]),
    ("The Peruvian ambassador in Chile was ordered out within 48 hours.", [OUT]),
    ("Peru's ambassador was kicked out of Chile.", [OUT]),
    ("The Peruvian ambassador was given 48 hours to leave Chile.", [OUT]),
    ("Three Peruvian diplomats were declared persona non grata by Chile.", [OUT]),
    ("The Peruvian ambassador to Chile was expelled.", [OUT]),
    ("The Peruvian ambassador was summoned to the foreign ministry of Chile.", [IN]),
    ("The Peruvian ambassador to Chile was called in.", [IN]),
    ("The Peruvian ambassador to Chile was recalled on Monday.", [BACK]),
    ("The Peruvian ambassador was withdrawn from Chile.", [BACK]),
    ("The Peruvian ambassador was summoned and told to leave.", []),
    ("The Peruvian ambassador to Chile was told to leave the room.", []),
    ("The Peruvian ambassador was told to leave Chile alone.", []),
    ("The Peruvian ambassador to Chile was not expelled.", []),
    ("The Peruvian president was ordered out of Chile.", []),
    ("The Peruvian ambassador to Chile was told to stop.", []),
]


@pytest.mark.parametrize(("text", "expected"), PASSIVE, ids=[row[0] for row in PASSIVE])
def test_what_befalls_an_envoy_is_done_by_his_host_or_his_own_though_nobody_is_said_to(
    text: str, expected: list[str]
) -> None:
    clauses = clauses_of(text)
    found = [
        " ".join(
            [act.type, act.mode, *(party_of(clauses.mentions[side[0]]) or "" for side in (act.source, act.target))]
        )
        for act in with_envoys(clauses, [])
    ]
    assert found == expected


def test_an_expulsion_takes_the_place_of_what_was_told_in_its_words() -> None:
    clauses = clauses_of("The Peruvian ambassador was ordered to leave Chile by Friday.")
    back = act_of(clauses, "leave", "SANCTION", "PER", "CHL")
    back.confidence = 0.9
    (found,) = with_envoys(clauses, [back])
    assert [party_of(clauses.mentions[side[0]]) for side in (found.source, found.target)] == ["CHL", "PER"]
    assert found.confidence == back.confidence


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("Peru recalled its envoy from Quito over a speech by Bolivia's president.", "SANCTION", "ECU"),
        ("Peru withdrew its ambassador to Chile after a speech by Bolivia's president.", "SANCTION", "CHL"),
        ("Peru recalled its envoy over a speech in Chile by Bolivia's president.", "SANCTION", "BOL"),
        ("Peru recalled its troops from Quito after a speech by Bolivia's president.", "SANCTION", "BOL"),
        ("Peru recalled its envoy from Quito over a speech by Bolivia's president.", "ACCUSE", "BOL"),
    ],
)
def test_who_recalls_an_envoy_acts_toward_the_country_that_the_envoy_leaves(text: str, kind: str, target: str) -> None:
    clauses = clauses_of(text)
    (found,) = with_envoys(clauses, [act_of(clauses, text.split()[1], kind, "PER", "BOL")])
    assert {party_of(clauses.mentions[index]) for index in found.target} == {target}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Peru recalled its envoys from Chile and Bolivia.", {"CHL", "BOL"}),
        ("Peru recalled its envoys to Chile, Bolivia and Ecuador on Monday.", {"CHL", "BOL", "ECU"}),
        ("Peru recalled its envoy from Chile and Bolivia left the talks.", {"CHL"}),
    ],
)
def test_envoys_recalled_from_several_countries_leave_each_of_them(text: str, targets: set[str]) -> None:
    clauses = clauses_of(text)
    (found,) = with_envoys(clauses, [act_of(clauses, "recalled", "SANCTION", "PER", "CHL")])
    assert {party_of(clauses.mentions[index]) for index in found.target} == targets


@pytest.mark.parametrize(
    ("text", "read", "sides"),
    [
        ("Peru recalled its envoy and asked that Chile recall its own.", ("CHL", "PER"), ("PER", "CHL")),
        ("Peru recalled its envoy and asked that Chile recall its own.", ("PER", "CHL"), ("PER", "CHL")),
        ("Peru recalled its troops and asked that Chile recall its own.", ("CHL", "PER"), ("CHL", "PER")),
    ],
)
def test_who_is_named_before_the_verb_recalls_the_envoy_and_not_who_is_asked_to_do_the_same(
    text: str, read: tuple[str, str], sides: tuple[str, str]
) -> None:
    clauses = clauses_of(text)
    (found,) = with_envoys(clauses, [act_of(clauses, "recalled", "SANCTION", *read)])
    assert tuple(party_of(clauses.mentions[side[0]]) for side in (found.source, found.target)) == sides


GUESTS = [
    ("The ministry expelled two diplomats.", "expelled", "CHL"),
    ("The ministry also recalled its ambassador.", "recalled", "CHL"),
    ("The government summoned the ambassador.", "summoned", "CHL"),
    ("Peru expelled two Bolivian diplomats.", "expelled", None),
    ("Peru expelled two miners.", "expelled", None),
    ("Peru recalled its troops.", "recalled", None),
    ("Bolivia expelled two diplomats.", "expelled", None),
]


@pytest.mark.parametrize(("text", "verb", "party"), GUESTS, ids=[row[0] for row in GUESTS])
def test_an_envoy_of_no_named_country_is_of_the_other_party_told_of(text: str, verb: str, party: str | None) -> None:
    reading = reading_of("Peru blamed Chile.", text)
    one = reading.sentences[-1]
    clauses = Clauses(reading.article.text, one.start, one.end, reading.mentions)
    told = Story().did("PER", "CHL", "ACCUSE").events
    (act,) = with_guests(clauses, [act_of(clauses, verb, "SANCTION", "PER BOL", "")], told)
    assert [party_of(one) for one in act.elsewhere] == ([party] if party else [])


def test_a_party_that_was_itself_sought_elsewhere_is_no_ground_for_another() -> None:
    clauses = clauses_of("Peru also expelled two diplomats.")
    [event] = Story().did("PER", "CHL", "ACCUSE").events
    sought = tuple(msgspec.structs.replace(one, basis=ELSEWHERE) for one in event.target)
    (act,) = with_guests(
        clauses, [act_of(clauses, "expelled", "SANCTION", "PER", "")], [msgspec.structs.replace(event, target=sought)]
    )
    assert act.elsewhere == ()
