"""What a browser makes of the pages: nothing runs, nothing is fetched, links lead to words, no page is too wide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hand_readings import reading
from headless import Opened

from dyadbook.formats.marked import dyad_html, marked_html
from dyadbook.records import Block, Reading, words_at
from dyadbook.views import dyad_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = (
    '<script>document.title="ran"</script><img src="https://example.invalid/x.png" onerror="document.title=\'ran\'">'
    "<svg onload=\"document.title='ran'\"></svg></style></title><style>body{display:none}</style> "
    "\u202eoverride \u2066isolate \x1b[2J " + "W" * 10_000
)


def hostile() -> Reading:
    """Return a reading whose article is hostile, with words marked in it."""
    base = reading()
    text = HOSTILE
    words = words_at(text, 8, len(text) - 10)
    article = msgspec.structs.replace(
        base.article, title=text, text=text, publisher=text[:300], blocks=(Block(kind="body", start=0, end=len(text)),)
    )
    report = msgspec.structs.replace(
        base.events[0].reports[0], start=words.start, end=words.end, text=words.text, trigger=words
    )
    event = msgspec.structs.replace(base.events[0], reports=(report,))
    return Reading(article=article, events=(event,), problems=base.problems)


PAGES = {
    "marked": marked_html([reading()]),
    "dyad": dyad_html(dyad_page([reading()], "USA", "PRK", synthetic="only")),
    "hostile": marked_html([hostile()]),
    "hostile dyad": dyad_html(dyad_page([hostile()], "USA", "PRK", synthetic="only")),
}


def opened(browser: Browser, tmp_path: Path, name: str, width: int = 1280, dark: bool = False) -> Opened:
    """Return one of the pages in a window of this width."""
    file = tmp_path / "page.html"
    file.write_text(PAGES[name], encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    return Opened(page, file.as_uri())


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_nothing_is_fetched_and_the_console_is_silent(browser: Browser, tmp_path: Path, name: str) -> None:
    seen = opened(browser, tmp_path, name)
    assert seen.complaints == []
    assert len(seen.requests) == 1
    assert seen.page.title() != "ran"
    assert seen.page.locator("h1").first.is_visible()


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_to_be_scrolled_sideways(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    page = opened(browser, tmp_path, name, width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_style_is_applied_under_the_policy(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "marked", dark=True).page
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 21, 18)"


def test_a_mark_leads_to_its_record_and_the_record_back_to_its_words(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "marked").page
    page.locator("article a.tag[href='#a1-e3']").click()
    assert page.url.endswith("#a1-e3")
    card = page.locator("#a1-e3:target")
    assert "abducted Japanese citizens" in card.inner_text()
    card.locator("blockquote a").click()
    assert page.url.endswith("#a1-e3-w1")
    lit = page.locator("article .a1-e3-lit")
    assert "".join(lit.all_inner_texts()) == "North Korea abducted Japanese citizens in the 1970s and 1980s"
    colour = lit.first.evaluate("element => getComputedStyle(element).backgroundColor")
    assert colour == "rgb(255, 226, 122)"


def test_the_marks_of_a_timeline_lead_to_their_reports(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "dyad").page
    page.locator(".drawing a").first.click()
    assert "CONSULT" in page.locator("li.card:target").inner_text()


@pytest.mark.parametrize("name", ["marked", "dyad"])
def test_the_keyboard_reaches_the_links(browser: Browser, tmp_path: Path, name: str) -> None:
    page = opened(browser, tmp_path, name).page
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
    assert len(seen) >= 4


def test_every_piece_of_the_record_can_be_read_on_paper(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "marked").page
    page.emulate_media(media="print")
    assert page.locator("li.card").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_what_has_the_keyboards_focus_is_outlined(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, "marked").page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
