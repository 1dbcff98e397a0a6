"""Sentences: where they end and where they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadbook.records import Article, Block, Reading
from dyadbook.steps.sentences import LONGEST, read, split

CASES = [
    ("Mr. Abe met Mr. Trump. They spoke.", ["Mr. Abe met Mr. Trump.", "They spoke."]),
    ("The U.S. Navy sailed. It left.", ["The U.S. Navy sailed.", "It left."]),
    ("He left the U.S. The talks failed.", ["He left the U.S.", "The talks failed."]),
    ("“We agree.” He left.", ["“We agree.”", "He left."]),
    ("It grew by 3.5 percent. Why?", ["It grew by 3.5 percent.", "Why?"]),
    ("On Feb. 7 they met.", ["On Feb. 7 they met."]),
    ("They left the pact.The talks failed.", ["They left the pact.", "The talks failed."]),
    ("They left.“It is late,” he said.", ["They left.", "“It is late,” he said."]),
    ('They left it."It is late," he said. "We go."Abe left.',
     ["They left it.", '"It is late," he said.', '"We go."', "Abe left."]),
    ("Abe met Rosa Marin Jr. The president said no.", ["Abe met Rosa Marin Jr.", "The president said no."]),
    ("Abe met Rosa Marin Jr. He left.", ["Abe met Rosa Marin Jr.", "He left."]),
    ("Abe met Rosa Marin Jr. Peru has left.", ["Abe met Rosa Marin Jr.", "Peru has left."]),
    ('Abe met Rosa Marin Jr. "We agree," he said.', ["Abe met Rosa Marin Jr.", '"We agree," he said.']),
    ("They walked down Rosa Marin Jr. Boulevard.", ["They walked down Rosa Marin Jr. Boulevard."]),
    ("Gen. Her met Lt. It.", ["Gen. Her met Lt. It."]),
    ("He sued Acme Inc. The court met.", ["He sued Acme Inc.", "The court met."]),
    ("He sued Acme Co. Ltd. on Monday.", ["He sued Acme Co. Ltd. on Monday."]),
    ("They met in Washington, D.C. On Monday they left.", ["They met in Washington, D.C.", "On Monday they left."]),
    ("They met in Washington, D.C. Metro stations.", ["They met in Washington, D.C. Metro stations."]),
    ("They landed at 9 a.m. Officials cheered.", ["They landed at 9 a.m.", "Officials cheered."]),
    ("They landed at 9 a.m. Moscow time on Friday.", ["They landed at 9 a.m. Moscow time on Friday."]),
    ("They landed at 9 p.m. (2000 GMT) on Friday.", ["They landed at 9 p.m. (2000 GMT) on Friday."]),
    ("The answer is No. It was clear.", ["The answer is No.", "It was clear."]),
    ("They saw No. 10 Downing Street.", ["They saw No. 10 Downing Street."]),
    ("Talks began in Sept. The two agreed.", ["Talks began in Sept.", "The two agreed."]),
    ("This is plan B. The rest is lost.", ["This is plan B.", "The rest is lost."]),
    ("J. A. Smith met Nguyen T. An and Roe Y. In.", ["J. A. Smith met Nguyen T. An and Roe Y. In."]),
    ("Peru has ties with the U.S. Chile said no.", ["Peru has ties with the U.S.", "Chile said no."]),
    ("Peru Angrily Warns U.S. On New Tariffs", ["Peru Angrily Warns U.S. On New Tariffs"]),
    ("President Rosa Marin Jr. The president said no.", ["President Rosa Marin Jr.", "The president said no."]),
    ("They closed the U.S. Mexico border.", ["They closed the U.S. Mexico border."]),
    ("Read Roe.Com News or Node.Js at roe.com today.", ["Read Roe.Com News or Node.Js at roe.com today."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_sentences_end_where_a_reader_sees_it(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in split(text, 0, len(text))] == wanted


@given(st.text(max_size=300))
def test_sentences_keep_every_character_but_white_space_in_order(text: str) -> None:
    spans = split(text, 0, len(text))
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


NOTES = [
    ("Correction: Peru attacked Chile on Monday, not Sunday.", 0),
    ("An earlier version of this article said that Peru attacked Chile.", 0),
    ("Peru attacked Chile. An earlier version of this story had another day.", 1),
    ("Peru sought a correction: Chile had attacked it.", 1),
]


@pytest.mark.parametrize(("text", "count"), NOTES, ids=[text for text, _ in NOTES])
def test_a_note_on_what_was_wrong_is_no_news(text: str, count: int) -> None:
    article = Article(id="a", source="a", text=text, blocks=(Block(kind="body", start=0, end=len(text)),))
    assert len(read(Reading(article=article)).sentences) == count


AMENDED = [
    ("Corrections and clarifications", "A report of May 3 said that Peru had left the talks. Peru has not left.", 1),
    ("Corrections", "In some editions a headline said Peru had won. The same story said Chile lost.", 0),
    ("Correction", "Peru said that it had left. Its report on the raid blames Chile.", 2),
    ("Peru leaves talks", "A report of the council said that Peru had left the talks.", 1),
]


@pytest.mark.parametrize(("title", "text", "count"), AMENDED, ids=[text for _, text, _ in AMENDED])
def test_what_a_page_of_corrections_says_was_reported_is_no_news(title: str, text: str, count: int) -> None:
    whole, at = f"{title}\n\n{text}", len(title)
    blocks = (Block(kind="headline", start=0, end=at), Block(kind="body", start=at + 2, end=len(whole)))
    sentences = read(Reading(article=Article(id="a", source="a", text=whole, blocks=blocks))).sentences
    assert sum(one.block == 1 for one in sentences) == count


@pytest.mark.parametrize("word", ["Iran ", "Iran\n", "x"])
def test_what_is_longer_than_any_sentence_is_cut_into_parts(word: str) -> None:
    text = f"{word * (3 * LONGEST // len(word))}end."
    spans = split(text, 0, len(text))
    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())
    assert all(text[end : end + 1].isspace() for _, end in spans[:-1]) or word == "x"
