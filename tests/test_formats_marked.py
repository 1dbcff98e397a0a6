"""The HTML pages, as text: escaped, closed, linked; what a browser makes of them is in test_pages_browser."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hand_readings import TEXT, reading

import dyadbook.formats
from dyadbook.formats.marked import dyad_html, marked_html
from dyadbook.records import Article, Block, Reading, Unsure
from dyadbook.views import dyad_page

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} \x1b[2J \u202eevil'


def hostile_reading() -> Reading:
    """Return a reading whose every text is hostile."""
    base = reading()
    article = msgspec.structs.replace(
        base.article, title=HOSTILE, publisher=HOSTILE, source=HOSTILE, language=HOSTILE, url="javascript:alert(3)",
        text=HOSTILE, blocks=(Block(kind="body", start=0, end=len(HOSTILE)),),
    )  # fmt: skip
    unsure = Unsure(kind="event", start=0, end=len(HOSTILE), text=HOSTILE, reason=HOSTILE, candidates=(HOSTILE,))
    return msgspec.structs.replace(base, article=article, not_sure=(unsure,))


def pages() -> dict[str, str]:
    """Return each kind of page."""
    made = {
        "marked": marked_html([reading()]),
        "two": marked_html([reading(), reading(id="b")]),
        "none": marked_html([]),
    }
    for name, dyad in (("dyad", ("USA", "PRK")), ("facts", ("JPN", "PRK")), ("empty", ("CHN", "IND"))):
        made[name] = dyad_html(dyad_page([reading()], *dyad, synthetic="only"))
    made["hostile"] = marked_html([hostile_reading()])
    made["hostile dyad"] = dyad_html(dyad_page([hostile_reading()], "USA", "PRK", synthetic="only"))
    return made


PAGES = pages()
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


def visible(page: str) -> str:
    """Return the words of a page without its marks, runs of white space as one."""
    body = page.split("<body>")[1]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r'<a class="tag".*?</a>', "", body))).split())


class Elements(HTMLParser):
    """Gathers the elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.names.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


@every_page
def test_a_page_fetches_nothing_and_has_no_script(page: str) -> None:
    elements = Elements(page)
    assert not elements.names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "video", "audio"}
    assert not {name for name, _ in elements.attributes} & {"src", "style", "srcset", "action", "background"}
    assert not [name for name, _ in elements.attributes if name.startswith("on")]
    assert not [value for name, value in elements.attributes if name == "href" and "javascript" in value]
    assert not re.search(r"url\(|@import", re.findall(r"<style>(.*?)</style>", page, re.S)[0])


@every_page
def test_the_policy_allows_the_style_of_the_page_and_nothing_else(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="(.*?)"', page)[0])
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@every_page
def test_every_anchor_is_unique_and_every_link_has_one(page: str) -> None:
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert 'href="#"' not in page


@every_page
def test_no_control_character_or_bidi_override_is_in_a_page(page: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_every_word_of_the_article_is_on_the_page_in_order() -> None:
    words = visible(PAGES["marked"])
    for paragraph in TEXT.split("\n\n"):
        assert " ".join(paragraph.split()) in words


def test_text_outside_the_blocks_is_shown_and_named() -> None:
    item = Reading(article=Article(id="a", source="a", text="one two", blocks=(Block(kind="body", start=4, end=7),)))
    assert "no blockone" in visible(marked_html([item]))


def test_an_article_without_blocks_is_shown_whole() -> None:
    assert "Just text." in visible(marked_html([Reading(article=Article(id="a", source="a", text="Just text."))]))


@pytest.mark.parametrize(
    "expected",
    [
        "※ An example text written for Dyadbook, not a source.",
        "Donald Trump (President, USA) ↔ Kim Jong Un (Supreme Leader, PRK)",
        "did not happen · by the word “denied” · says White House",
        "still to come · by the word “would” · says Donald Trump",
        "JPN – PRK: diplomatic relations, none",
        "Speaker not decided",
        "more than one person bears the surname · person/kim-jong-un",
        "“June 12” has no year; give one.",
    ],
)
def test_the_record_beside_the_article_says(expected: str) -> None:
    assert expected in visible(PAGES["marked"])


@pytest.mark.parametrize(
    "expected",
    [
        "example texts only",
        "Example texts, written for Dyadbook, are among the articles of this page.",
        "The Harbor Ledger, 12 Jun 2018, Summit in Singapore leaves Japan waiting ※ example text",
        "Without a date (2)",
        "A mark is as wide as its date is uncertain.",
    ],
)
def test_the_page_of_a_dyad_says(expected: str) -> None:
    assert expected in visible(PAGES["dyad"])


def test_the_words_that_decide_an_event_stand_out_on_the_page_of_a_dyad() -> None:
    assert "Kim Jong Un <b>met</b> in Singapore" in PAGES["dyad"]


def test_each_event_of_the_timeline_is_a_mark_that_leads_to_its_report() -> None:
    (number,) = re.findall(r'<a class="vc" href="#t(\d+)"', PAGES["dyad"])
    assert f'<li class="card" id="t{number}">' in PAGES["dyad"]


def test_a_standing_is_on_the_page_with_when_it_was_last_reported() -> None:
    assert "diplomatic relations" in visible(PAGES["facts"])
    assert "last reported 12 Jun 2018" in visible(PAGES["facts"])


def test_hostile_text_is_shown_as_text() -> None:
    assert (
        html.escape('"><script>alert(1)</script>', quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        in PAGES["hostile"]
    )
    assert "\\x1b[2J \\u202eevil" in PAGES["hostile"]
    assert "{{ 7*7 }}" in PAGES["hostile"]


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://example.org/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False), (None, False)],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    assert ("the page itself" in marked_html([reading(url=url)])) is linked


def palette(dark: bool) -> dict[str, str]:
    """Return the colours of the style sheet."""
    style = (Path(dyadbook.formats.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root\{(.*?)\}", style, re.S)
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", blocks[1 if dark else 0]))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *product(("ink", "soft", "accent", "stand", "unsure", "note"), ("paper", "sheet")),
        *product(("vc", "mc", "vx", "mx", "qq"), ("paper", "sheet", "say")),
        ("ink", "say"), ("accent", "say"), ("lit-ink", "lit"),
    ],
)  # fmt: skip
def test_words_stand_out_from_their_ground_as_wcag_aa_asks(dark: bool, ink: str, ground: str) -> None:
    colours = palette(dark)
    low, high = sorted((luminance(colours[ink]), luminance(colours[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
