"""How papers tell each standing, and what only looks like one: rows of standings_told.txt, read as whole articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dyadbook import ontology
from dyadbook.reader import read_many
from dyadbook.records import Article, Block, Reading, Standing
from dyadbook.steps.standing_rules import compiled, matching

ROWS = [
    [part.strip() for part in line.split(" | ")]
    for line in (Path(__file__).parent / "standings_told.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TOLD = [row for row in ROWS if not row[0].startswith("!")]
LOOKALIKES = [row for row in ROWS if row[0].startswith("!")]
FLOOR = 0.97
"""The least share of the rows that is read as it stands there: speakers and actors are found by a network."""


@pytest.fixture(scope="module")
def read() -> dict[str, tuple[Standing, ...]]:
    """Return the standings that are read of each sentence."""
    articles = [
        Article(
            id=str(at), source="t", text=row[-1], language="en", published=date(2025, 2, 7),
            blocks=(Block(kind="body", start=0, end=len(row[-1])),),
        )
        for at, row in enumerate(ROWS)
    ]  # fmt: skip
    done = [one for one in read_many(articles) if isinstance(one, Reading)]
    return {one.article.text: one.standings for one in done}


def entries(standings: tuple[Standing, ...]) -> set[str]:
    return {f"{one.aspect} {one.value}" for one in standings}


def is_told(row: list[str], standings: tuple[Standing, ...]) -> bool:
    entry, parties, _ = row
    directed = entry.split()[0] in ontology.DIRECTED_ASPECTS
    wanted = [one.strip() for one in parties.split(">" if directed else ",")]
    found = [one for one in standings if f"{one.aspect} {one.value}" == entry]
    return any([one.holder, one.toward] == wanted if directed else set(one.parties) == set(wanted) for one in found)


def share(right: dict[str, bool]) -> float:
    print(*(f"  not so: {sentence}" for sentence, same in right.items() if not same), sep="\n")
    return sum(right.values()) / len(right)


def test_rows_name_what_the_ontology_has() -> None:
    named = {row[0].removeprefix("! ") for row in ROWS}
    assert named <= {f"{aspect} {value}" for aspect, values in ontology.STANDING_ASPECTS.items() for value in values}


def test_a_rule_that_the_words_of_a_sentence_pass_over_would_match_nothing_in_it() -> None:
    sentences = {row[-1] for row in ROWS}
    assert [
        (rule.pattern, sentence)
        for sentence in sentences
        for rule, pattern in set(compiled()) - set(matching(sentence))
        if pattern.search(sentence)
    ] == []


def test_each_way_of_telling_a_standing_is_read(read: dict[str, tuple[Standing, ...]]) -> None:
    assert share({" | ".join(row): is_told(row, read[row[-1]]) for row in TOLD}) >= FLOOR


def test_what_only_looks_like_a_standing_is_not_told(read: dict[str, tuple[Standing, ...]]) -> None:
    wrong = {" | ".join(row): row[0].removeprefix("! ") not in entries(read[row[-1]]) for row in LOOKALIKES}
    assert share(wrong) >= FLOOR
