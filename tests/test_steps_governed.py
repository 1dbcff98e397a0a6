"""Acts as the words that govern them have it: promised, called off, brokered by a host, blocked, told with "whom"."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of, span_of, told

from dyadbook.steps.acts.governed import agreed_at, calls_off, is_done_before, is_promised, takes_back, without_parts
from dyadbook.steps.sides import party_of


@pytest.mark.parametrize(
    ("text", "act", "cue", "promised"),
    [
        ("Peru has promised to sign a treaty with Chile.", "sign", "promised", True),
        ("Peru pledged to further arm Chile.", "arm", "pledged", True),
        ("Peru pledged to hold back, and Chile will ease its rules for Bolivia.", "ease", "pledged", False),
        ("Peru lauded the pledge to arm Chile.", "arm", "pledge", False),
        ("Peru plans to sign a treaty with Chile.", "sign", "plans", False),
    ],
)
def test_what_somebody_promised_to_do_is_a_promise(text: str, act: str, cue: str, promised: bool) -> None:
    clauses = clauses_of(text)
    assert is_promised(clauses, span_of(clauses, act), span_of(clauses, cue)) == promised


@pytest.mark.parametrize(
    ("text", "act", "agreed"),
    [
        ("Peru agreed to train Bolivian pilots.", "train", True),
        ("Peru and Chile agreed on Monday to hold joint drills in May.", "joint drills", True),
        ("Peru and Chile agree to resume visits.", "agree to resume", True),
        ("Peru has agreed with Chile to build a railway.", "build", True),
        ("Peru has not agreed to meet Chile.", "meet", False),
        ("Peru would agree to meet Chile.", "meet", False),
        ("Peru is expected to agree to meet Chile.", "meet", False),
        ("If Peru agrees to train pilots, Bolivia will buy jets.", "train", False),
        ("Peru and Chile agreed, and will meet to talk about Bolivia.", "meet", False),
        ("Peru will host talks with Chile, which agreed to come.", "host talks", False),
    ],
)
def test_what_somebody_agreed_to_do_is_an_agreement(text: str, act: str, agreed: bool) -> None:
    clauses = clauses_of(text)
    assert (agreed_at(clauses, span_of(clauses, act)) is not None) == agreed


@pytest.mark.parametrize(
    ("words", "off"),
    [("were cancelled", True), ("was put off", True), ("walked out of", True), ("called for", False), ("held", False)],
)
def test_a_meeting_is_called_off_by_a_verb_or_its_particle(words: str, off: bool) -> None:
    clauses = clauses_of(f"Peru {words} talks with Chile.")
    assert calls_off(clauses, *span_of(clauses, words)) == off


@pytest.mark.parametrize(
    ("text", "words", "back"),
    [
        ("Peru withdrew its invitation to Chile.", "withdrew its", True),
        ("Peru withdrew its invitation to Chile.", "invitation", True),
        ("Peru has taken back the offer to Chile.", "taken back", True),
        ("The invitation to Chile was rescinded by Peru.", "rescinded", True),
        ("Peru withdrew its envoy from Chile.", "withdrew", False),
        ("Peru withdrew its envoy and sent an invitation to Chile.", "sent an invitation", False),
    ],
)
def test_an_invitation_is_taken_back(text: str, words: str, back: bool) -> None:
    clauses = clauses_of(text)
    assert takes_back(clauses, span_of(clauses, words)) == back


@pytest.mark.parametrize(
    ("text", "act", "done"),
    [
        ("Nepal banned Indian trucks and will raise tariffs on India.", "banned", True),
        ("Nepal banned Indian trucks that will cross its border.", "banned", False),
        ("Nepal would have banned trucks and will raise tariffs on India.", "banned", False),
    ],
)
def test_a_plan_behind_an_act_that_was_done_is_of_another_act(text: str, act: str, done: bool) -> None:
    clauses = clauses_of(text)
    assert is_done_before(clauses, span_of(clauses, act), span_of(clauses, "will")) == done


PARTS = [
    (
        "Sudan postponed planned talks with Chad.",
        [("postponed", "REJECT", "SDN", "TCD"), ("talks", "CONSULT", "TCD", "SDN")],
        [("REJECT", ["SDN"], ["TCD"])],
    ),
    (
        "Sudan cancelled a visit to Chad, where its minister met the president.",
        [("cancelled", "REJECT", "SDN", "TCD"), ("met", "CONSULT", "SDN", "TCD")],
        [("REJECT", ["SDN"], ["TCD"]), ("CONSULT", ["SDN"], ["TCD"])],
    ),
    (
        "In talks hosted by Oman, Iran and Iraq agreed to meet again.",
        [("agreed", "AGREE", "OMN", "IRN IRQ")],
        [("AGREE", ["IRN"], ["IRQ"])],
    ),
    ("Iran agreed to meet again in talks that Oman hosted.", [("agreed", "AGREE", "IRN", "OMN")], []),
    (
        "Norway vetoed Sweden's sanctions on Serbia.",
        [("vetoed", "REJECT", "NOR", "SWE"), ("vetoed", "REJECT", "NOR", "SRB")],
        [("REJECT", ["NOR"], ["SWE"])],
    ),
    (
        "Norway condemned Sweden and Serbia.",
        [("condemned", "ACCUSE", "NOR", "SWE"), ("condemned", "ACCUSE", "NOR", "SRB")],
        [("ACCUSE", ["NOR"], ["SWE"]), ("ACCUSE", ["NOR"], ["SRB"])],
    ),
]


@pytest.mark.parametrize(("text", "acts", "left"), PARTS, ids=[text for text, _, _ in PARTS])
def test_what_is_part_of_another_act_is_none_of_its_own(
    text: str, acts: list[tuple[str, str, str, str]], left: list[tuple[str, list[str], list[str]]]
) -> None:
    clauses = clauses_of(text)
    found = without_parts(clauses, [act_of(clauses, *one) for one in acts])
    assert [
        (act.type, *(sorted({str(party_of(clauses.mentions[at])) for at in side}) for side in (act.source, act.target)))
        for act in found
    ] == left


@pytest.mark.parametrize(
    ("text", "meeting", "left"),
    [
        ("Norway invited Sweden's king to visit Oslo.", ("visit", "SWE", "NOR"), False),
        ("Norway invited Sweden's king, Carl, to pay a visit.", ("a visit", "SWE", "NOR"), False),
        ("Sweden's king was invited by Norway to come to Oslo.", ("come", "SWE", "NOR"), False),
        ("Norway invited Sweden's king, who will visit Oslo.", ("visit", "SWE", "NOR"), True),
        ("Norway invited Sweden to meet Serbia.", ("meet", "SWE", "SRB"), True),
    ],
)
def test_what_somebody_is_invited_to_is_told_by_the_invitation(
    text: str, meeting: tuple[str, str, str], left: bool
) -> None:
    clauses = clauses_of(text)
    words, source, target = meeting
    told_to, to_come = (
        act_of(clauses, "invited", "AGREE", "NOR", "SWE"),
        act_of(clauses, words, "CONSULT", source, target),
    )
    to_come.modality = "future"
    assert (to_come in without_parts(clauses, [told_to, to_come])) == left


@pytest.mark.parametrize(
    "text",
    ["Ghana left Togo, which it accused of spying.", "Togo, whom Ghana had accused of spying, left."],
)
def test_whom_a_relative_clause_is_about_undergoes_its_act(text: str) -> None:
    acts = [act for act in told(text) if act[0] == "ACCUSE"]
    assert [(act[3], act[4]) for act in acts] == [("Ghana", "Togo")]
