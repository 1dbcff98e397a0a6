"""Acts: what a sentence says that somebody did to somebody, in its active, passive, nominal and governed forms."""

from __future__ import annotations

import pytest
from told_sentences import reading_of, told

from dyadbook import read
from dyadbook.steps.acts.ruled_acts import ruled_acts
from dyadbook.steps.language.clauses import Clauses

TOLD = [
    (
        "North Korea fired a ballistic missile over Japan on Tuesday.",
        ("MOBILIZE", "MOBILIZE", "actual", "North Korea", "Japan"),
    ),
    ("Tokyo lodged a protest with Beijing over the patrols.", ("ACCUSE", "ACCUSE", "actual", "Japan", "China")),
    (
        "Saudi Arabia severed diplomatic relations with Iran.",
        ("SANCTION", "SANCTION", "actual", "Saudi Arabia", "Iran"),
    ),
    (
        "Sanctions were imposed on Russia by the European Union.",
        ("SANCTION", "SANCTION", "actual", "European Union", "Russia"),
    ),
    ("Talks between India and Pakistan have stalled.", ("CONSULT", "CONSULT", "actual", "India", "Pakistan")),
    ("Israeli airstrikes on Syria killed five soldiers.", ("ASSAULT", "ASSAULT", "actual", "Israel", "Syria")),
    ("Joe Biden warned Russia against invading Ukraine.", ("THREATEN", "THREATEN", "actual", "Joe Biden", "Russia")),
    ("Ivory Coast recalled its ambassador from Mali.", ("SANCTION", "SANCTION", "actual", "Ivory Coast", "Mali")),
    ("Ivory Coast withdrew its troops from Mali.", ("RETREAT", "RETREAT", "actual", "Ivory Coast", "Mali")),
    ("Britain will leave the club and visit Ukraine.", ("AGREE", "CONSULT", "future", "United Kingdom", "Ukraine")),
    ("Britain will host Ukraine's president.", ("AGREE", "CONSULT", "future", "United Kingdom", "Volodymyr Zelensky")),
    ("Iran refused to meet South Korea's foreign minister.", ("REJECT", "REJECT", "actual", "Iran", "*")),
    ("Egypt never provided Italy with any explanation.", ("COOPERATE", "COOPERATE", "negated", "Egypt", "Italy")),
    ("Iran and Iraq agreed on Friday to restore diplomatic relations.", ("AGREE", "AGREE", "actual", "Iran", "Iraq")),
    ("Greece may expel Turkish diplomats.", ("SANCTION", "SANCTION", "hypothetical", "Greece", "Turkish diplomats")),
    ("Norway took back its invitation to Russia.", ("REJECT", "REJECT", "actual", "Norway", "Russia")),
    ("Turkish F-16s bombed Syria.", ("ASSAULT", "ASSAULT", "actual", "Turkish F-16s", "Syria")),
    ("Russian Su-24 jets bombed Syria.", ("ASSAULT", "ASSAULT", "actual", "Russian Su-24 jets", "Syria")),
    ("Iranian drones attacked Iraq.", ("ASSAULT", "ASSAULT", "actual", "Iran", "Iraq")),
    (
        "Donald Trump raised the duty on most Indian imports to 50%, accusing India of spying.",
        ("ACCUSE", "ACCUSE", "actual", "Donald Trump", "India"),
    ),
    ("Eritrea and Ethiopia fought a war.", ("ASSAULT", "ASSAULT", "actual", "Eritrea", "Ethiopia")),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD, ids=[sentence for sentence, _ in TOLD])
def test_an_act_is_told_with_its_parties_and_modality(sentence: str, wanted: tuple[str, ...]) -> None:
    assert any(all(want in ("*", have) for want, have in zip(wanted, act, strict=True)) for act in told(sentence)), (
        told(sentence)
    )


@pytest.mark.parametrize(
    ("sentence", "both"),
    [
        ("Eritrea and Ethiopia fought a war over the border.", True),
        ("Armenian and Azerbaijani troops clashed along the border.", True),
        ("Iran and Saudi Arabia severed diplomatic relations.", True),
        ("Ethiopia fought a war against Eritrea.", False),
    ],
)
def test_what_both_do_to_each_other_has_no_direction(sentence: str, both: bool) -> None:
    reading = reading_of(sentence)
    (act,) = ruled_acts(Clauses(reading.article.text, 0, len(sentence), reading.mentions))
    assert act.reciprocal == both


def test_what_somebody_is_urged_to_do_is_told_by_the_urging_alone() -> None:
    assert [act[:2] for act in told("The United States urged China to stop buying Iranian oil.")] == [
        ("REQUEST", "REQUEST")
    ]


@pytest.mark.parametrize(
    "text", ["China and Japan held talks on the South China Sea in Xiamen.", "China and Japan held talks in Xiamen."]
)
def test_talks_are_where_they_are_held_and_not_where_what_they_are_about_lies(text: str) -> None:
    (event,) = read(text, published="2025-06-16").events
    assert event.place is not None
    assert event.place.name == "Xiamen"
