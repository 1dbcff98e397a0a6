"""What stands as `key: value` above a plain text is known of its article, and never part of what is read."""

from __future__ import annotations

from datetime import date

import pytest

from dyadbook.records import Article, Problem
from dyadbook.sources import from_text

TOLD = "The ministers of Peru and Chile met in Lima on Monday and spoke of the border that both claim."
BODY = f"{TOLD}\n\n{TOLD}\n"
FRONT = "---\ntitle: 'Talks: the border'\ndate: 2022-12-20 10:00:00 +0000\npublisher: Harbor Mail\n---\n"


def _words(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


@pytest.mark.parametrize(
    "head",
    [
        FRONT,
        FRONT.replace("\n", "\r\n"),
        "\ufeff\n" + FRONT,
        FRONT.replace("publisher:", "layout: post\ntags:\n  - border\n# a note\noutlet:"),
        FRONT.replace("publisher:", "source:").replace("\n---\n", "\n...\n"),
        "Title: Talks: the border\nPublisher: Harbor Mail\nDate: December 20, 2022\n\n",
        "**Headline:** Talks: the border\n\n**Source:** Harbor Mail\n\n**Published:** 20 Dec 2022\n\n",
        "# Talks: the border\n\nPublisher: Harbor Mail\nDate: 20 December 2022\n\n",
    ],
)
def test_the_head_of_a_text_says_title_outlet_and_day_and_is_not_read(head: str) -> None:
    article = from_text(head + BODY)
    assert (article.title, article.publisher, article.published, article.published_basis) == (
        "Talks: the border", "Harbor Mail", date(2022, 12, 20), "stated",
    )  # fmt: skip
    assert article.text == head + BODY
    assert [words for words in _words(article) if words != article.title] == [TOLD, TOLD]


def test_the_head_of_a_text_names_authors_and_address() -> None:
    head = "---\nauthors:\n  - name: Ana Torres\n    email: a@b.example\n  - Bo Lind\nsource: https://mail.example/a\n---\n"
    article = from_text(head + BODY)
    assert (article.authors, article.url) == (("Ana Torres", "Bo Lind"), "https://mail.example/a")
    assert from_text(head.replace("source", "canonical_url") + BODY).url == "https://mail.example/a"
    assert from_text("---\nauthor: [Ana Torres, Bo Lind]\n---\n" + BODY).authors == ("Ana Torres", "Bo Lind")


def test_an_update_in_the_head_is_the_day_only_where_no_other_is_stated() -> None:
    head = "---\nupdated: 2022-12-22\ndate: 2022-12-20\n---\n"
    assert from_text(head + BODY).published == date(2022, 12, 20)
    assert from_text(head.replace("date: 2022-12-20\n", "") + BODY).published == date(2022, 12, 22)


@pytest.mark.parametrize("head", ["---\ndate: 2999-03-03\n---\n", "Publisher: Harbor Mail\nDate: 3 March 2999\n\n"])
def test_a_day_after_today_is_left_out_and_told(head: str) -> None:
    problems: list[Problem] = []
    assert from_text(head + BODY, problems=problems).published is None
    assert [problem.code for problem in problems] == ["published"]


@pytest.mark.parametrize(
    "head",
    [
        "---\n",
        "---\nLind: We met.\nRoe: We did.\n---\n",
        "---\nThe talks: an end?\nNobody knows\n---\n",
        "Lima: Peru and Chile meet\n\n",
        "Peru: we talk\n",
    ],
)
def test_a_rule_or_words_with_a_colon_are_no_such_head(head: str) -> None:
    article = from_text(head + BODY)
    assert (article.publisher, article.published) == (None, None)
    assert sum(TOLD in words for words in _words(article)) == 2
    kept = [line for line in head.splitlines() if line != "---"]
    assert all(any(line in words for words in _words(article)) for line in kept)


def test_an_outlet_alone_may_stand_above_the_headline() -> None:
    article = from_text(f"Publisher: Harbor Mail\n\nMinisters meet in Lima\n\n{BODY}")
    assert (article.title, article.publisher) == ("Ministers meet in Lima", "Harbor Mail")
