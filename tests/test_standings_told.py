"""How papers tell each standing, and what only looks like one: rows of standings_told.txt, read as whole articles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dyadbook import ontology
from dyadbook.reader import read_many
from dyadbook.records import Article, Block, Reading, Standing
from dyadbook.steps.standing.rules import compiled, matching

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
    """Return what is told to stand still."""
    return {f"{one.aspect} {one.value}" for one in standings if one.until.start is None}


def is_told(row: list[str], standings: tuple[Standing, ...]) -> bool:
    entry, parties, _ = row
    directed = ">" in parties
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


@pytest.mark.parametrize(
    ("text", "entry", "since", "until"),
    [
        ("Sweden became NATO's 32nd member on March 7, 2024.", "membership member", date(2024, 3, 7), None),
        ("Finland closed its border with Russia from November 30, 2023.", "border closed", date(2023, 11, 30), None),
        ("From November 30, 2023, Finland has shut its border with Russia.", "border closed", date(2023, 11, 30), None),
        ("On April 5, 2024, Mexico broke off diplomatic relations with Ecuador.", "diplomatic_relations severed",
         date(2024, 4, 5), None),
        ("In 2021, when Algeria severed diplomatic ties with Morocco, gas stopped.", "diplomatic_relations severed",
         date(2021, 1, 1), None),
        ("For the past five years the border between Colombia and Venezuela has been closed.", "border closed",
         date(2020, 1, 1), None),
        ("In May, Kenya said it had broken off diplomatic ties with Somalia.", "diplomatic_relations severed", None,
         None),
        ("Kenya severed diplomatic relations with Somalia in 2019. Fish was the reason. The two countries restored "
         "diplomatic relations in 2021.", "diplomatic_relations severed", date(2019, 1, 1), date(2021, 1, 1)),
    ],
)  # fmt: skip
def test_since_and_until_are_those_that_the_clause_or_a_later_fact_gives(
    text: str, entry: str, since: date | None, until: date | None
) -> None:
    article = Article(
        id="a", source="t", text=text, language="en", published=date(2025, 2, 7),
        blocks=(Block(kind="body", start=0, end=len(text)),),
    )  # fmt: skip
    (done,) = read_many([article])
    assert isinstance(done, Reading)
    assert [(one.since.start, one.until.start) for one in done.standings if f"{one.aspect} {one.value}" == entry] == [
        (since, until)
    ]
