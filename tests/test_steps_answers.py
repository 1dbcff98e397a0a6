"""What answers an accusation or a deal is aimed at who made it, though another sentence names them."""

from __future__ import annotations

import pytest

from dyadbook import read
from dyadbook.records import ELSEWHERE

ANSWERS = [
    ("Kenya accused Uganda of smuggling. Uganda rejected the accusation.", "UGA", "REJECT", ["KEN"]),
    ("Kenya accused Uganda of smuggling. Tanzania demanded an inquiry. Uganda rejected the charge.", "UGA", "REJECT",
     ["KEN"]),
    ("Kenya accused Uganda of smuggling. Tanzania called on Uganda to talk. Uganda rejected the call.", "UGA", "REJECT",
     ["TZA"]),
    ("Kenya and Uganda signed an agreement on fishing. The ministers met in Nairobi. Tanzania condemned the agreement.",
     "TZA", "ACCUSE", ["KEN", "UGA"]),
    ("Kenya shelled a village in Uganda on Monday. Tanzania condemned the attack.", "TZA", "ACCUSE", ["KEN"]),
    ("Kenya doubled its tariff on Ugandan sugar. Tanzania was glad. Uganda condemned the measure.", "UGA", "ACCUSE",
     ["KEN"]),
    ("Kenya closed its border with Uganda. Uganda condemned the decision.", "UGA", "ACCUSE", ["KEN"]),
    ("Kenya fired a missile into the sea. The ministers met. Tanzania denounced the launch.", "TZA", "ACCUSE", ["KEN"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "doer", "kind", "toward"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_an_answer_is_aimed_at_whom_it_answers(text: str, doer: str, kind: str, toward: list[str]) -> None:
    found = [
        event for event in read(text, published="2025-06-16").events
        if event.type == kind and doer in {one.country for one in event.source}
    ]  # fmt: skip
    assert [[one.country for one in event.target] for event in found] == [toward]
    assert {one.basis for event in found for one in event.target} == {ELSEWHERE}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Kenya and Uganda condemned the attacks on Port Sudan.", ["KEN", "UGA"]),
        ("Mexico condemned the assassination of the candidate.", ["MEX"]),
        ("Pakistan and Iran condemned the suicide bombing.", ["IRN", "PAK"]),
        ("Ghana slammed the coup.", ["GHA"]),
        ("Japan's prime minister condemned the shooting as cowardly.", ["JPN"]),
        ("Protesters in Cairo condemned the raid.", []),
        ("Kenya did not condemn the attack.", []),
        ("Peru condemned the attacker.", []),
    ],
)
def test_who_condemns_a_deed_of_nobody_that_is_known_is_told_to(text: str, doers: list[str]) -> None:
    found = [event for event in read(text, published="2025-06-16").events if event.type == "ACCUSE"]
    assert sorted(one.country or "" for event in found for one in event.source) == doers
    assert [event.target for event in found] == [()] * len(found)


def test_nobody_answers_a_deal_of_his_own() -> None:
    text = "Kenya and Uganda signed an agreement on fishing. Kenya and Tanzania signed another. Kenya hailed the deal."
    assert [one for one in read(text, published="2025-06-16").events if len(one.target) > 1] == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lee Roe spoke to reporters in Geneva, where Kenya's president met Uganda's on Monday.", "Geneva"),
        ("Lee Roe spoke to reporters in Geneva, while Kenya's president met Uganda's on Monday.", None),
    ],
)
def test_what_the_clause_about_a_place_tells_was_done_there(text: str, place: str | None) -> None:
    events = [event for event in read(text, published="2025-06-16").events if event.type == "CONSULT"]
    assert [event.place and event.place.name for event in events] == [place]
