"""A page gives its text in blocks by kind, and what it states of itself."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from test_sources import SENTENCE

from dyadbook.records import Article, Problem
from dyadbook.sources import from_html

PARAGRAPHS = [f"{SENTENCE} It was meeting number {number}." for number in range(6)]
DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ministers meet in the capital",
    "datePublished": "2025-02-08T00:10:00+09:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Li Wei"}],
    "publisher": {"@type": "Organization", "name": "The Daily Paper"},
    "description": "Two countries come closer after a year of silence between them",
}


def page(
    data: Any = DATA, *, head: str = "", top: str = "", middle: str = "", title: str = "Ministers meet in the capital"
) -> str:
    """Return a page with clutter around its article."""
    script = (
        f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
        if data
        else ""
    )
    start, end = ("".join(f"<p>{line}</p>" for line in part) for part in (PARAGRAPHS[:3], PARAGRAPHS[3:]))
    return (
        f"<html lang=en><head><title>{title} | The Daily Paper</title>{script}{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/world>World</a></nav>"
        f"<main><article><h1>{title}</h1>{top}<div class=body>{start}{middle}{end}</div></article></main>"
        "<aside><h3>Most read</h3><ul><li><a href=/x>Another story about something else entirely</a></li></ul></aside>"
        "<footer><p>Copyright 2025 The Daily Paper. All rights reserved.</p></footer></body></html>"
    )


def blocks(article: Article, kind: str) -> list[str]:
    """Return the words of the blocks of a kind."""
    return [article.text[block.start : block.end] for block in article.blocks if block.kind == kind]


def test_json_ld_gives_authors_date_and_publisher() -> None:
    article = from_html(page())
    assert article.authors == ("Jane Roe", "Li Wei")
    assert (article.published, article.published_basis) == (date(2025, 2, 8), "stated")
    assert (article.title, article.publisher) == ("Ministers meet in the capital", "The Daily Paper")
    assert article.language == "en"


@pytest.mark.parametrize(
    ("head", "top", "outlet"),
    [
        ('<meta name="publisher" content="The Pier">', "", "The Pier"),
        ('<meta name="publisher" content="https://example.org/pier">', "", None),
        ("", "<div>The Daily Paper | Jane Roe in Paris | 7 February 2025</div>", "The Daily Paper"),
        ("", "<p>The Daily Paper said so.</p>", None),
        ("", "", None),
    ],
    ids=["stated", "an address", "behind the title, and a line begins with it", "a sentence does", "no line does"],
)
def test_the_outlet_is_stated_or_stands_behind_the_title_and_at_the_head_of_a_line(
    head: str, top: str, outlet: str | None
) -> None:
    assert from_html(page(None, head=head, top=top)).publisher == outlet


def test_the_text_is_the_blocks_with_a_blank_line_between() -> None:
    article = from_html(page())
    assert "\n\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert blocks(article, "headline") == ["Ministers meet in the capital"]
    assert blocks(article, "body") == PARAGRAPHS


@pytest.mark.parametrize(
    ("html", "kind", "words"),
    [
        (
            "<figure><img src=a><figcaption>The two ministers on Friday.</figcaption></figure>",
            "caption",
            "The two ministers on Friday.",
        ),
        ("<h2>A long way to go</h2>", "subhead", "A long way to go"),
        (
            "<p><a href=/y>Neighbours fear a new round of sanctions</a></p>",
            "teaser",
            "Neighbours fear a new round of sanctions",
        ),
        (
            "<p>READ MORE: <a href=/y>Neighbours fear sanctions</a></p>",
            "teaser",
            "READ MORE: Neighbours fear sanctions",
        ),
    ],
)
def test_what_stands_between_paragraphs_is_a_block_of_its_kind(html: str, kind: str, words: str) -> None:
    article = from_html(page(middle=html))
    assert words in blocks(article, kind)
    assert blocks(article, "body") == PARAGRAPHS
    kinds = [block.kind for block in article.blocks if block.kind in ("body", kind)]
    assert kinds == ["body"] * 3 + [kind] + ["body"] * 3


def test_a_credit_is_parted_from_its_caption() -> None:
    figure = "<figure><figcaption>The two ministers. <span class=credit>Ann Poe/Agency</span></figcaption></figure>"
    article = from_html(page(middle=figure))
    assert (blocks(article, "caption"), blocks(article, "credit")) == (["The two ministers."], ["Ann Poe/Agency"])


def test_a_summary_is_a_deck_only_where_the_page_shows_it() -> None:
    shown = from_html(page(top=f"<p class=x>{DATA['description']}</p>"))
    assert (blocks(shown, "deck"), shown.deck) == ([DATA["description"]], DATA["description"])
    hidden = from_html(page())
    assert (blocks(hidden, "deck"), hidden.deck) == ([], None)


def test_a_byline_and_a_date_line_are_blocks() -> None:
    article = from_html(page(top="<p class=byline>By Jane Roe and Li Wei</p><time>February 8, 2025</time>"))
    assert (blocks(article, "byline"), blocks(article, "dateline")) == (
        ["By Jane Roe and Li Wei"],
        ["February 8, 2025"],
    )


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name=author content="By Jane Roe, Diplomatic Editor">', ("Jane Roe",)),
        (
            '<meta property="article:author" content="https://social.example/jane"><meta name=byl content="By Li Wei">',
            ("Li Wei",),
        ),
    ],
)
def test_meta_gives_authors_where_json_ld_has_none(head: str, authors: tuple[str, ...]) -> None:
    assert from_html(page({}, head=head)).authors == authors


def test_an_outlet_is_author_only_where_nobody_else_is_named() -> None:
    outlet = {**DATA, "author": {"@type": "Organization", "name": "The Daily Paper"}}
    assert from_html(page(outlet)).authors == ("The Daily Paper",)
    assert from_html(page(outlet, top="<a rel=author href=/j>Jane Roe</a>")).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    "data",
    [
        {
            "@graph": [
                {"@type": "WebSite", "name": "x"},
                {**DATA, "author": {"@id": "#j"}},
                {"@id": "#j", "name": "Jane Roe"},
            ]
        },
        [{"@type": "BreadcrumbList"}, {**DATA, "author": "Jane Roe"}],
        json.dumps({**DATA, "author": {"name": "Jane Roe"}})[:-1] + ",}",
        json.dumps({**DATA, "author": {"name": "Jane Roe"}}).replace("closer", "clo\nser"),
        f"<!-- {json.dumps({**DATA, 'author': ['Jane Roe']})} -->",
        {
            **DATA,
            "author": "Jane Roe",
            "liveBlogUpdate": [
                {"@type": "BlogPosting", "headline": "x", "datePublished": "2025-02-09", "author": "Li Wei"}
            ],
        },
    ],
)
def test_json_ld_is_read_in_the_shapes_that_pages_have(data: Any) -> None:
    article = from_html(page(data))
    assert (article.authors, article.published) == (("Jane Roe",), date(2025, 2, 8))


@pytest.mark.parametrize(
    "data",
    ["", "{", "[" * 5000, "null", '{"@type": 5, "author": 7}', '{"@type": "NewsArticle", "author": {"name": {}}}'],
)
def test_broken_json_ld_does_no_harm(data: str) -> None:
    assert blocks(from_html(page(data)), "body") == PARAGRAPHS


def test_a_date_that_the_page_does_not_state_is_not_made_up() -> None:
    assert from_html(page({})).published in (None, date(2025, 1, 1))
    article = from_html(page({}).replace("Copyright 2025", "Copyright"))
    assert (article.published, article.published_basis) == (None, None)


@pytest.mark.parametrize(
    ("given", "head"),
    [
        ("Ministers meet in the capital | The Daily Paper", ""),
        ("Ministers meet in the capital - World | The Daily Paper | by Jane Roe", ""),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(given: str, head: str) -> None:
    assert (
        from_html(page(head=f'<meta property="og:title" content="{given}">{head}')).title
        == "Ministers meet in the capital"
    )


@pytest.mark.parametrize(
    ("shared", "shown", "further", "title"),
    [
        ("A meeting of two", "Ministers meet in the capital", "", "A meeting of two"),
        ("A meeting of two", "Ministers meet in the capital", "Ministers meet in the capital", None),
        ("A meeting of two", "Ministers meet in the capital", "A meeting of two", "A meeting of two"),
        ("Ministers meet again", "Talks: Ministers meet", "Talks: Ministers meet", "Ministers meet again"),
        ("Ministers meet – all the news", "Ministers meet again", "", "Ministers meet – all the news"),
    ],
    ids=["two against one", "three against one", "two against two", "a kicker", "one against one"],
)
def test_og_title_holds_unless_json_ld_h1_and_another_meta_agree(
    shared: str, shown: str, further: str, title: str | None
) -> None:
    head = f'<meta property="og:title" content="{shared}"><meta name="twitter:title" content="{further}">'
    assert from_html(page({**DATA, "headline": shown}, head=head, title=shown)).title == (title or shown)


def test_an_end_that_og_title_and_json_ld_both_give_stays() -> None:
    whole = "Ministers meet in the capital – what we know"
    head = f'<meta property="og:title" content="{whole}">'
    assert from_html(page({**DATA, "headline": whole}, head=head)).title == whole


def test_an_og_title_that_its_own_quote_broke_off_is_passed_over() -> None:
    whole = 'Ministers meet for a "royal" dinner'
    head = f'<meta property="og:title" content="{whole}">'
    assert from_html(page({**DATA, "headline": whole}, head=head, title=whole)).title == whole


def test_a_dash_within_a_title_stays() -> None:
    title = "Ministers meet – and part again"
    assert from_html(page({**DATA, "headline": title}, title=title)).title == title


@pytest.mark.parametrize(
    "content",
    [
        page(middle="<p>“Very useful”, they said in a café.</p>").encode("utf-8"),
        page(middle="<p>“Very useful”, they said in a café.</p>").encode("utf-8-sig"),
        page(middle="<p>“Very useful”, they said in a café.</p>").encode("cp1252"),
        page(middle="<p>“Very useful”, they said in a café.</p>", head="<meta charset=utf-8>").encode("cp1252"),
        page(middle="<p>“Very useful”, they said in a café.</p>", head="<meta charset=iso-8859-1>").encode("utf-8"),
        page(middle="<p>“Very useful”, they said in a café.</p>").encode("utf-16"),
        page(middle="<p>“Very useful”, they said in a café.</p>").encode("utf-16-be"),
    ],
)
def test_encodings_are_found(content: bytes) -> None:
    assert "“Very useful”, they said in a café." in from_html(content).text


def test_nul_characters_and_deep_nests_do_no_harm() -> None:
    assert PARAGRAPHS[5] in from_html(page(middle="<p>a\x00b</p>")).text
    assert from_html(page(middle="<div>" * 2000 + "</div>" * 2000)).text


@pytest.mark.parametrize("broken", ['<div class="ad>', "<img src='a.jpg alt=x>", '<p class="lead>'])
def test_a_quote_that_is_not_closed_makes_no_text_of_a_script(broken: str) -> None:
    told = "The ministers of Iran and Oman met in Muscat on Friday to talk about the border of the two."
    script = """<script>var a = {"k": 'ferry', "y": "<p>France attacked Germany on Monday with tanks.</p>"};</script>"""
    more = "They agreed on a new ferry line between the two countries, which is to open in May."
    article = from_html(f"<html><body><article><h1>Talks</h1>{broken}{told}</p>{script}<p>{more}</p></body></html>")
    assert article.text == f"Talks\n\n{told}\n\n{more}"


def test_an_attribute_may_hold_a_whole_script() -> None:
    told = "The ministers of Iran and Oman met in Muscat on Friday to talk about the border of the two."
    embed = """<div data-embed='<b>x</b><script src="//a.example/x.js"></script>'></div>"""
    article = from_html(f"<html><body><article><h1>Talks</h1><p>{told}</p>{embed}</article></body></html>")
    assert article.text.endswith(told)


def test_a_page_names_its_address() -> None:
    head = '<link rel=canonical href="https://paper.example/a">'
    assert from_html(page(head=head)).url == "https://paper.example/a"
    assert from_html(page(head=head), url="https://other.example/b").url == "https://other.example/b"


def test_a_page_dated_in_the_future_has_a_problem_and_no_date() -> None:
    problems: list[Problem] = []
    article = from_html(page({**DATA, "datePublished": "2087-02-08"}), problems=problems)
    assert article.published is None
    assert [item.code for item in problems] == ["published"]
