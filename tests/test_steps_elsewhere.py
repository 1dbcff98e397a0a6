"""Acts of which one party stands in another sentence: whom they are aimed at, and when nobody is meant."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from told_sentences import clauses_of

from dyadbook.models import Answer
from dyadbook.models.labels import ACTS, HISTORIES, MODALITIES, TYPES
from dyadbook.reader import read
from dyadbook.records import ELSEWHERE, Actor, Article, Block, Reading, Sentence
from dyadbook.steps.acts import elsewhere
from dyadbook.steps.acts.blamed import is_only_blamed
from dyadbook.steps.acts.elsewhere import actor, chosen, told_elsewhere
from dyadbook.steps.acts.elsewhere_signs import Elsewhere, Half, Option
from dyadbook.steps.acts.pairs import NOBODY, Asked, Pair, sides_of
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.sides import party_of

TEXT = "Kenya accused Uganda. Sudan met Egypt. Kenya demanded an apology."
NAMES = {"Kenya": "KEN", "Uganda": "UGA", "Sudan": "SDN", "Egypt": "EGY"}
STARTS = [0, TEXT.index("Sudan"), TEXT.rindex("Kenya"), len(TEXT)]
SURE = {("target", "choice"): {"pair": 3.0}, ("target", "told"): {"any": 3.0}}


def pair(source: str, target: str, kind: str, words: str) -> Pair:
    """Return a pair of which the model is sure."""
    at = TEXT.index(words)
    answer = Answer(
        types={name: {kind: 0.9, "none": 0.1}.get(name, 0.0) for name in TYPES},
        acts={name: float(name == kind) for name in ACTS},
        modalities={name: float(name == "actual") for name in MODALITIES},
        modes={}, trigger=(at, at + len(words)), cue=None, histories=dict.fromkeys(HISTORIES, 1 / len(HISTORIES)),
    )  # fmt: skip
    return Pair(source, target, answer, (1, 1), kind, kind, "actual", 0.9)


@pytest.fixture
def article() -> Elsewhere:
    """Return three sentences: of Kenya and Uganda, of others, and one in which Kenya asks somebody for something."""
    mentions = [
        Actor(name=name, kind="country", id=code, country=code, start=at, end=at + len(name), text=name, basis="named")
        for name, code in NAMES.items()
        for at in range(len(TEXT))
        if TEXT.startswith(name, at)
    ]
    spans = list(pairwise(STARTS))
    reading = Reading(
        article=Article(id="a", source="a", text=TEXT, blocks=(Block(kind="body", start=0, end=len(TEXT)),)),
        sentences=tuple(Sentence(start=start, end=end, block=0) for start, end in spans),
        mentions=tuple(mentions),
    )
    sentences = []
    for start, end in spans:
        clauses = Clauses(TEXT, start, end, mentions)
        sides = {str(party_of(one)): [index] for index, one in enumerate(clauses.mentions)}
        sentences.append(Asked(clauses, sides, []))
    sentences[0].pairs.append(pair("KEN", "UGA", "ACCUSE", "accused"))
    sentences[1].pairs.append(pair("SDN", "EGY", "CONSULT", "met"))
    sentences[2].halves.append(pair("KEN", NOBODY, "REQUEST", "demanded"))
    return Elsewhere(reading, sentences)


def told(article: Elsewhere, monkeypatch: pytest.MonkeyPatch, tables: dict[tuple[str, str], Any]) -> list[Any]:
    """Return (type, source, target) of the acts that such weights tell of the last sentence."""
    monkeypatch.setattr(elsewhere, "weights", lambda table, side, asked: tables[side, asked])
    clauses = article.sentences[2].clauses
    return [
        (
            act.type,
            [party_of(clauses.mentions[at]) for at in act.source],
            party_of(act.elsewhere[0]) if act.elsewhere else None,
        )
        for act in told_elsewhere(article)[2]
    ]


def test_whom_an_act_is_aimed_at_is_who_speaks_for_it_elsewhere(
    article: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told(article, monkeypatch, SURE) == [("REQUEST", ["KEN"], "UGA")]


def test_an_act_may_be_aimed_at_nobody(article: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = {**SURE, ("target", "choice"): {"nobody, REQUEST": 9.0}}
    assert told(article, monkeypatch, nobody) == [("REQUEST", ["KEN"], None)]


def test_what_is_unlikely_is_not_told(article: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(article, monkeypatch, {**SURE, ("target", "told"): {"any": -3.0}}) == []


def test_who_stands_in_the_sentence_is_no_option(article: Elsewhere) -> None:
    [half] = article.halves()
    assert [option.party for option in half.options] == ["UGA", "SDN", "EGY", None]
    assert (half.side, half.known) == ("target", "KEN")


def test_who_does_an_act_does_not_undergo_it(article: Elsewhere) -> None:
    article.sentences[2].halves[:] = [pair(NOBODY, "KEN", "REQUEST", "demanded")]
    assert not list(article.halves())


def test_a_party_is_known_by_its_nearest_mention_before(article: Elsewhere) -> None:
    found = actor(article, "UGA", 2, 0.456)
    assert (found.text, found.start, found.basis, found.score) == ("Uganda", TEXT.index("Uganda"), ELSEWHERE, 0.46)


def test_shares_of_who_may_be_meant_add_up() -> None:
    half = Half(0, pair("KEN", NOBODY, "REQUEST", "demanded"), [Option("UGA", {"x": 1.0}), Option(None, {})])
    assert chosen(half, {}) == (half.options[0], 0.5)
    assert chosen(Half(0, half.pair, ()), {}) is None


def test_a_reading_names_the_other_party_with_its_basis() -> None:
    text = (
        "Talks between Kenya and Uganda broke down on Monday. "
        "Kenyan troops were sent to the border the next day. Uganda has rejected the claims."
    )
    block = Block(kind="body", start=0, end=len(text))
    reading = read(Article(id="t", source="t", text=text, language="en", blocks=(block,)))
    [event] = [one for one in reading.events if one.type == "REJECT"]
    assert [(party_of(one), one.basis == ELSEWHERE) for one in (*event.source, *event.target)] == [
        ("UGA", False), ("KEN", True),
    ]  # fmt: skip
    [target] = event.target
    assert text[target.start : target.end] == target.text == "Kenyan troops"


BLAMED = [
    ("Two guards were shot.", "Peru denied it.", True),
    ("Two guards were shot.", "Peru rejected the accusation.", True),
    ("Two guards were shot.", "Chile accused Peru of this.", True),
    ("Two guards were shot.", "Peru was blamed by Chile.", True),
    ("Two guards were shot.", "Peru rejected the plan.", False),
    ("Two guards were shot.", "Peru has not denied it.", False),
    ("Two guards were shot.", "Peru fired rockets.", False),
    ("Two guards were shot.", "Chile accused Bolivia of arming Peru.", False),
]


@pytest.mark.parametrize(("first", "second", "only"), BLAMED, ids=[case[1] for case in BLAMED])
def test_who_is_only_blamed_or_denies_it_is_not_taken_for_the_doer(first: str, second: str, only: bool) -> None:
    both = [Asked(clauses := clauses_of(text), sides_of(clauses), []) for text in (first, second)]
    assert is_only_blamed(both, 0, "PER") == only
