"""An act has the words of the condition under which it is told; what a condition supposes is not told as done."""

from __future__ import annotations

import pytest
from told_sentences import act_of, clauses_of

from dyadbook import reader
from dyadbook.records import Article, Block, Modality
from dyadbook.steps.acts.conditions import condition_of, inverted

WOULD = ("send troops", "MOBILIZE", "PER", "CHL")
VOWED = ("vowed", "THREATEN", "PER", "CHL")
CASES: list[tuple[str, tuple[str, str, str, str], Modality, str | None]] = [
    ("Peru will send troops to Chile if asked.", WOULD, "future", "if asked"),
    ("If asked, Peru will send troops to Chile.", WOULD, "future", "If asked"),
    ("Should Bolivia attack, Peru will send troops to Chile.", WOULD, "future", "Should Bolivia attack"),
    ("Peru will send troops to Chile should Bolivia attack it.", WOULD, "future", "should Bolivia attack it"),
    ("Peru would send troops to Chile were Bolivia to ask.", WOULD, "hypothetical", "were Bolivia to ask"),
    ("Had Bolivia, as it said, attacked, Peru would send troops to Chile.", WOULD, "hypothetical", None),
    ("Had Bolivia attacked, Peru would send troops to Chile.", WOULD, "hypothetical", "Had Bolivia attacked"),
    ("In case of war, Peru will send troops to Chile.", WOULD, "future", "In case of war"),
    ("Peru will send troops to Chile unless it pays, Bolivia said.", WOULD, "future", "unless it pays"),
    ("Peru will send troops to Chile unless Bolivia acts by May.", WOULD, "future", "unless Bolivia acts by May"),
    ("Unless Bolivia acts by May, Peru will send troops to Chile.", WOULD, "future", "Unless Bolivia acts by May"),
    ("“If Bolivia attacks,” he said, “Peru will send troops to Chile.”", WOULD, "future", "If Bolivia attacks"),
    ("Peru will send troops to Chile, even if it pays.", WOULD, "future", None),
    ("Peru did send troops to Chile until it paid.", WOULD, "actual", None),
    ("Peru will send troops to Chile until Friday.", WOULD, "future", None),
    ("Peru will send troops to Chile with ships provided by Bolivia.", WOULD, "future", None),
    ("Bolivia asked if Peru will send troops to Chile.", WOULD, "future", None),
    ("Peru will send troops to Chile; if it pays, Bolivia will follow.", WOULD, "future", None),
    ("Peru will send troops to Chile and, it said, Bolivia should follow.", WOULD, "future", None),
    ("Peru vowed to act against Chile if it attacks.", VOWED, "actual", "if it attacks"),
    ("Peru vowed to help and said that if Chile attacks, Bolivia will follow.", VOWED, "actual", None),
    ("If Chile attacks, Bolivia will help, Peru vowed.", VOWED, "actual", None),
]


@pytest.mark.parametrize(("text", "act", "modality", "words"), CASES, ids=[row[0] for row in CASES])
def test_an_act_has_its_condition(
    text: str, act: tuple[str, str, str, str], modality: Modality, words: str | None
) -> None:
    clauses = clauses_of(text)
    told = act_of(clauses, *act)
    told.modality = modality
    found = condition_of(clauses, told)
    said = None if found is None else text[clauses.tokens[found[0]].start : clauses.tokens[found[1]].end]
    assert said == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Should Peru attack Chile, Bolivia will help.", "Should"),
        ("Bolivia will help Chile should Peru attack it.", "should"),
        ("Bolivia said that had Peru attacked Chile, it would have helped.", "had"),
        ("Bolivia would help were Peru to attack Chile.", "were"),
        ("Bolivia asked what should Peru attack.", None),
        ("Should Peru attack Chile?", None),
        ("Bolivia, it said, had often seen Peru attack Chile.", None),
        ("Bolivia helped as it had a treaty that let Peru attack Chile.", None),
    ],
)
def test_an_auxiliary_before_its_subject_opens_a_condition(text: str, words: str | None) -> None:
    clauses = clauses_of(text)
    at = inverted(clauses, act_of(clauses, "attack", "ASSAULT", "PER", "CHL"))
    assert (clauses.tokens[at].text if at is not None else None) == words


def test_who_says_so_is_no_part_of_a_condition() -> None:
    text = "Peru will cut ties with Chile unless Chile changes course, Foreign Minister Lee Roe warned on Monday."
    block = Block(kind="body", start=0, end=len(text))
    (event,) = reader.read(Article(id="a1", source="test", blocks=(block,), text=text)).events
    assert event.condition == "unless Chile changes course"
