"""What a browser makes of a site on disk: no server, no console error, a search that finds, no page too wide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_site import filed, stories

from dyadbook.web.site import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FILES = (
    "index.html", "about.html", "runs.html", "search.html", "dyad/PRK-USA.html", "dyad/EU-USA.html",
    "dyad/PRK-USA-events.html", "country/USA.html", "person/kim-jong-un.html", "issue/denuclearization.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site, whose name is one that addresses have to escape."""
    folder = tmp_path_factory.mktemp("site")
    write_site(filed(folder / "book", stories()), folder / "pages of a book #1")
    return folder / "pages of a book #1"


class Opened:
    """A page of the site that was opened from disk, with all that the browser complained of."""

    def __init__(self, browser: Browser, file: Path, width: int = 1280) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": 800})
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.goto(file.as_uri())


@pytest.mark.parametrize("name", FILES)
def test_a_page_opens_from_disk_with_a_silent_console(browser: Browser, root: Path, name: str) -> None:
    seen = Opened(browser, root / name)
    assert seen.complaints == []
    assert seen.page.locator("h1").first.is_visible()
    assert seen.page.title() != "ran"
    assert seen.page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"


@pytest.mark.parametrize("width", [360, 1920])
@pytest.mark.parametrize("name", FILES)
def test_no_page_has_to_be_scrolled_sideways(browser: Browser, root: Path, name: str, width: int) -> None:
    assert Opened(browser, root / name, width).page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("words", "first", "leads_to"),
    [
        ("denuclearization all", "Kim Jong Un", "article/"),
        ("north korea", "North Korea", ".html"),
        ("KIM", "Kim Jong Un", "person/kim-jong-un.html"),
        ("geneva", "USA → PRK: CONSULT", "article/"),
    ],
)
def test_the_search_of_the_first_page_finds_and_leads_there(
    browser: Browser, root: Path, words: str, first: str, leads_to: str
) -> None:
    seen = Opened(browser, root / "index.html")
    seen.page.fill("input[name=words]", words)
    seen.page.keyboard.press("Enter")
    link = seen.page.locator("#found a").first
    link.wait_for()
    assert first in link.inner_text()
    assert seen.page.input_value("input[name=words]") == words
    link.click()
    assert leads_to in seen.page.url
    assert seen.page.locator("h1").first.is_visible()
    assert seen.complaints == []


def test_a_search_that_finds_nothing_says_so(browser: Browser, root: Path) -> None:
    seen = Opened(browser, root / "search.html")
    seen.page.fill("input[name=words]", "zzz nothing")
    seen.page.keyboard.press("Enter")
    seen.page.get_by_text("Nothing was found.").wait_for()


def test_hostile_words_of_a_search_do_nothing(browser: Browser, root: Path) -> None:
    seen = Opened(browser, root / "search.html")
    seen.page.fill("input[name=words]", "script document title ran")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#found a").first.wait_for()
    assert seen.page.title() != "ran"
    assert seen.page.locator("#found img, #found script").count() == 0


def test_a_quote_leads_to_its_words_and_they_are_lit(browser: Browser, root: Path) -> None:
    seen = Opened(browser, root / "dyad/PRK-USA.html")
    seen.page.locator("blockquote a").first.click()
    lit = seen.page.locator("li.card:target")
    lit.wait_for()  # the page of the words opens first
    assert lit.count() == 1
    assert lit.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 226, 122)"


def test_the_marks_of_the_timeline_lead_on(browser: Browser, root: Path) -> None:
    seen = Opened(browser, root / "dyad/PRK-USA.html")
    seen.page.locator("svg a").first.click()
    assert "/event/" in seen.page.url
    assert "Reports (2)" in seen.page.inner_text("main").replace("REPORTS", "Reports")
