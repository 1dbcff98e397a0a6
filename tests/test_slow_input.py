"""Long and odd input takes time by its length, not by the square of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import dyadbook
from dyadbook.lookup.actor_words import AFTER
from dyadbook.lookup.meanings import KIND
from dyadbook.records import Problem
from dyadbook.sources import dom, from_html, from_text, html
from dyadbook.sources.copied_lines import Stretch
from dyadbook.sources.copied_marks import _OWNER_LINE
from dyadbook.sources.copied_scores import COMPARED, Scene
from dyadbook.steps.acts import apart_clauses
from dyadbook.steps.language.clauses import Clauses
from dyadbook.steps.language.verb_groups import VerbGroup
from dyadbook.steps.naming.persons import SPEAKS
from dyadbook.steps.naming.workplaces import SITE
from dyadbook.steps.saying.documents import POST, TEXT_OF, _without_links

SENTENCE = "Peru and Chile spoke in Lima on Monday, and both sides said that the talks would go on for a week."


@pytest.mark.parametrize(("paragraphs", "most"), [(40, 40), (COMPARED, COMPARED), (3 * COMPARED, COMPARED)])
def test_a_line_is_compared_with_so_many_paragraphs_at_most(paragraphs: int, most: int) -> None:
    lines = [Stretch(index, index + 1, "They spoke in Lima.") for index in range(paragraphs)]
    scene = Scene(lines, [None] * paragraphs, 0, -1, None)
    assert max(len(scene._compared(index)) for index in (0, paragraphs // 2, paragraphs - 1)) == most


@pytest.mark.parametrize(("paragraphs", "codes"), [(3, []), (COMPARED + 1, ["many_paragraphs"])])
def test_a_text_of_more_paragraphs_says_that_they_were_not_all_compared(paragraphs: int, codes: list[str]) -> None:
    problems: list[Problem] = []
    from_text("\n\n".join([SENTENCE] * paragraphs), problems=problems)
    assert [problem.code for problem in problems] == codes


@pytest.mark.parametrize(("most", "codes"), [(5_000, []), (20, ["large_page"])])
def test_a_page_of_very_many_elements_says_that_it_was_searched_in_the_quicker_way(
    monkeypatch: pytest.MonkeyPatch, most: int, codes: list[str]
) -> None:
    monkeypatch.setattr(html, "_MANY", most)
    page = f"<html><body><article><h1>Talks in Lima</h1>{f'<p>{SENTENCE}</p>' * 30}</article></body></html>"
    problems: list[Problem] = []
    article = from_html(page, problems=problems)
    assert [problem.code for problem in problems] == codes
    assert SENTENCE in article.text


@pytest.mark.parametrize(("most", "codes"), [(100, []), (20, ["plain_block"])])
def test_a_block_of_very_many_bold_words_and_links_is_read_as_plain_text(
    monkeypatch: pytest.MonkeyPatch, most: int, codes: list[str]
) -> None:
    monkeypatch.setattr(html, "_MOST_INLINE", most)
    words = "".join(f"<b>w{n}</b> <a href='/'>l{n}</a> " for n in range(30))
    page = (
        f"<html><body><article><h1>Talks in Lima</h1><p>{SENTENCE} {words}</p><p>{SENTENCE}</p></article></body></html>"
    )
    problems: list[Problem] = []
    article = from_html(page, problems=problems)
    assert [problem.code for problem in problems] == codes
    assert f"{SENTENCE} w0 l0 w1 l1" in article.text


def test_a_block_made_plain_holds_one_text() -> None:
    tree = dom.parse(f"<html><body><p>Talks {'<b>in</b> Lima, ' * 30}</p></body></html>")
    assert tree is not None
    assert dom.flatten(tree, 20)
    assert tree.xpath("//text()") == ["Talks " + "in Lima, " * 30]


@pytest.mark.parametrize(("most", "codes"), [(9, []), (2, ["many_authors"])])
def test_of_very_many_elements_that_name_authors_the_first_are_read(
    monkeypatch: pytest.MonkeyPatch, most: int, codes: list[str]
) -> None:
    monkeypatch.setattr(html, "_MOST_AUTHORS", most)
    names = ("Ana Torres", "Li Wei", "Ben Okri", "Eva Lund")
    metas = "".join(f'<meta name="author" content="{name}">' for name in names)
    body = f"<article><h1>Talks in Lima</h1>{f'<p>{SENTENCE}</p>' * 9}</article>"
    page = f"<html><head>{metas}</head><body>{body}</body></html>"
    problems: list[Problem] = []
    article = from_html(page, problems=problems)
    assert ([problem.code for problem in problems], article.authors) == (codes, names[:most])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We go.  — Ann Lee (@annlee) May 3, 2021", (6, 39)),
        ("We go -- Ann Lee (@annlee)", (5, 26)),
        ("We go." + " " * 100_000 + "No.", None),
        ("We go." + "-" * 5_000, None),
    ],
)
def test_who_wrote_a_post_is_found_without_trying_each_blank_before(text: str, found: tuple[int, int] | None) -> None:
    mark = POST.search(text)
    assert (mark and mark.span()) == found


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("We go. https://a.example/1 pic.twitter.com/b", "We go."),
        ("We gopic.twitter.com/b", "We go"),
        ("See https://a.example/1 now", "See https://a.example/1 now"),
        ("https://a.example/1 now https://a.example/2https://a.example/3", "https://a.example/1 now"),
        ("https://a.example/1", ""),
    ],
)
def test_a_post_is_read_without_the_links_in_which_it_ends(words: str, left: str) -> None:
    assert _without_links(words) == left


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (_without_links, lambda n: "https://a" * n + " x"),
        (_without_links, lambda n: "https://a " * n + "x"),
        (_OWNER_LINE.fullmatch, lambda n: "a" * n),
        (_OWNER_LINE.fullmatch, lambda n: "a " * n),
        (SITE.search, lambda n: "at " + "a" * n + "A" * (n // 10)),
        (TEXT_OF.search, lambda n: "text of the letter " * (n // 10)),
        (SPEAKS.match, lambda n: " " * n),
        (AFTER.search, lambda n: " " * n + "x"),
        (KIND.search, lambda n: " " * n + "x"),
    ],
)
def test_hostile_words_of_twice_the_length_take_about_twice_as_long(
    look: Callable[[str], object], words: Callable[[int], str]
) -> None:
    def seconds(length: int) -> float:
        hostile, times = words(length), []
        for _ in range(3):
            begun = time.process_time()
            look(hostile)
            times.append(time.process_time() - begun)
        return min(times)

    assert seconds(20) < 0.5  # those that took it by a power of two would not come to an end on more
    once, twice = seconds(5_000), seconds(10_000)
    assert twice < 3 * once + 0.03, (once, twice)


def test_the_clauses_of_a_sentence_are_found_once_however_many_acts_it_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    found = apart_clauses._conjunction

    def counted(clauses: Clauses, group: VerbGroup) -> int:
        asked.append(group.at)
        return found(clauses, group)

    monkeypatch.setattr(apart_clauses, "_conjunction", counted)
    acts = ["France attacked Iran", "Russia sanctioned Japan", "Peru condemned Chile", "Egypt shelled Sudan"]
    reading = dyadbook.read(", and ".join(acts) + ".", published="2025-06-16")
    assert len(reading.events) == len(acts)
    assert len(asked) == len(set(asked)) > 0
