"""Issues stand between the parties of their sentence, else of the block, else those that the article names most."""

from __future__ import annotations

import pytest

from dyadbook.records import Actor, Article, Block, Reading, Sentence, broken_spans
from dyadbook.steps.issues import read
from dyadbook.steps.sentences import split

NAMES = {"Japan": "JPN", "North Korea": "PRK", "Iran": "IRN", "NATO": "org/NATO"}


def issues_of(*paragraphs: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Return (issue, parties, words) of paragraphs; the last paragraph is a credit where it begins with `(`."""
    text, at, blocks, sentences = "\n\n".join(paragraphs), 0, [], []
    for index, paragraph in enumerate(paragraphs):
        kind = "credit" if paragraph.startswith("(") else "body"
        blocks.append(Block(kind=kind, start=at, end=at + len(paragraph)))  # type: ignore[arg-type]
        sentences += [Sentence(start=a, end=b, block=index) for a, b in split(text, at, at + len(paragraph))]
        at += len(paragraph) + 2
    mentions = [
        Actor(name=name, kind="organization" if "/" in code else "country", country=None if "/" in code else code,
              id=code,
              start=start, end=start + len(name), text=name, basis="name")
        for name, code in NAMES.items()
        for start in range(len(text))
        if text.startswith(name, start)
    ]  # fmt: skip
    mentions.sort(key=lambda one: one.start or 0)
    article = Article(id="a", source="t", blocks=tuple(blocks), text=text)
    done = read(Reading(article=article, sentences=tuple(sentences), mentions=tuple(mentions)))
    assert broken_spans(done, text) == []
    return [(one.issue, one.parties, one.text) for one in done.issues]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Japan and North Korea spoke of the abductions."], ("abductions", ("JPN", "PRK"), "abductions")),
        (["NATO and Japan praised the sanctions."], ("sanctions", ("JPN", "org/NATO"), "sanctions")),
        (
            ["North Korea is far. Japan wants denuclearization."],
            ("denuclearization", ("JPN", "PRK"), "denuclearization"),
        ),
        (["Japan and North Korea met.", "The sanctions hold."], ("sanctions", ("JPN", "PRK"), "sanctions")),
    ],
)
def test_an_issue_stands_between_the_nearest_parties(
    paragraphs: list[str], expected: tuple[str, tuple[str, ...], str]
) -> None:
    assert expected in issues_of(*paragraphs)


def test_credits_name_no_issue() -> None:
    assert issues_of("Japan and Iran met.", "(Photo of the sanctions hearing)") == []
