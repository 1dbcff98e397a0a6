"""What a browser makes of the book that is served or written as files: each page, each control, each link to words."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")
pytest.importorskip("uvicorn", reason="the extra `serve` is not installed")

import uvicorn
from benchmarks.web import FIRST_CONTENT
from headless import Opened
from web_book import PASSWORD, hostile

from dyadbook import bookkeeping
from dyadbook.book.book import Book
from dyadbook.web.app import create_app
from dyadbook.web.site import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

EXAMPLES = Path(__file__).parent.parent / "examples"
DARK, LIT = "rgb(22, 21, 18)", "rgb(255, 226, 122)"
WIDTHS = (360, 1920)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# What is wrong in one scheme of colours is wrong in the other too, but for contrast.
CHECKS: dict[str, dict[str, Any]] = {
    "light": {"resultTypes": ["violations"], "preload": False},
    "dark": {"resultTypes": ["violations"], "preload": False, "runOnly": ["color-contrast"]},
}


@dataclass
class Seen:
    """What was seen of a page; what differs in light and dark by the scheme of colours."""

    complaints: list[str]
    requests: list[str]
    title: str
    scripts: list[str]
    too_wide: dict[int, int]
    background: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)


_SCRIPTS = "[...document.scripts].map(one => new URL(one.src || 'inline:').pathname)"


class Reader:
    """Somebody who looks at the book in one window, and at each page for faults once."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.opened = Opened(browser.new_page())
        self.opened.page.set_default_timeout(30_000)
        self._seen: dict[str, Seen] = {}

    def open(self, path: str, *, width: int = 1280, scheme: Any = "light") -> Page:
        """Return the window with a page in it; nobody is signed in."""
        page = self.opened.page
        page.context.clear_cookies()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme=scheme)
        self.opened.open(self.base + path)
        return page

    def look(self, path: str) -> Seen:
        """Return what is seen of a page."""
        if path not in self._seen:
            page = self.open(path)
            complaints, requests = self.opened.complaints, self.opened.requests
            seen = Seen(complaints, requests, page.title(), page.evaluate(_SCRIPTS), {})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                seen.faults[scheme] = _faults(page, scheme)
                seen.background[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
            seen.too_wide = {width: _width(page, width) for width in WIDTHS}
            self._seen[path] = seen
        return self._seen[path]


def _width(page: Page, width: int) -> int:
    """Return how wide a page is in a window of a width."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def _faults(page: Page, scheme: Any) -> list[str]:
    """Return the faults that keep people out, each with the first place where it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page, options=CHECKS[scheme]).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
    ]


class Addresses:
    """The addresses of pages of the example book, as its own answers give them."""

    def __init__(self, ask: Callable[[str], dict[str, Any]]) -> None:
        self._ask = ask

    @cached_property
    def all(self) -> dict[str, str]:
        """Return the address of each page by its name."""
        dyad = self._ask("/dyad/IND/PAK.json")
        events = [one["id"] for one in dyad["timeline"]]
        event = max(events, key=lambda one: len(self._ask(f"/event/{one}.json")["accounts"]))
        country = self._ask("/country/IND.json")
        return {
            "home": "/",
            "dyad": "/dyad/IND/PAK",
            "narrowed dyad": "/dyad/IND/PAK?type=CONSULT&since=2019-01-01",
            "empty dyad": "/dyad/FRA/ZWE",
            "hostile dyad": "/dyad/USA/PRK?said_by=JPN",
            "events": "/dyad/IND/PAK/events",
            "statements": "/dyad/IND/PAK/statements",
            "event": f"/event/{event}",
            "article": f"/article/{dyad['timeline'][-1]['passages'][0]['article']['id']}",
            "hostile article": "/article/0123456789abcdef",
            "empty search": "/search",
            "search": "/search?words=talks",
            "hostile search": "/search?words=override",
            "country": "/country/IND",
            "person": f"/person/{country['speakers'][0]['id'].removeprefix('person/')}",
            "issue": f"/issue/{dyad['issues'][0]['issue']}",
            "pending": "/pending",
            "runs": "/runs",
            "about": "/about",
            "api": "/docs",
            "corrections": "/decisions",
            "sign in": "/sign-in",
        }


NAMES = (
    "home", "dyad", "narrowed dyad", "empty dyad", "hostile dyad", "events", "statements", "event", "article",
    "hostile article", "empty search", "search", "hostile search", "country", "person", "issue", "pending", "runs",
    "about", "api", "corrections", "sign in",
)  # fmt: skip


@pytest.fixture(scope="module")
def book(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return the example book, with an article that would break a careless page."""
    folder = tmp_path_factory.mktemp("browser") / "book"
    bookkeeping.add(EXAMPLES, folder)
    bad = hostile()
    bad = msgspec.structs.replace(bad, article=msgspec.structs.replace(bad.article, synthetic=True))
    bookkeeping.add_readings([bad], ["made"], folder)
    return Book.open(folder)


@pytest.fixture(scope="module")
def base(book: Book) -> Iterator[str]:
    """Return the address of the book, which is served and can be corrected."""
    config = uvicorn.Config(create_app(book, edit=PASSWORD), port=0, log_level="error", ws="none")
    listening = config.bind_socket()
    listening.listen()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "it does not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def reader(browser: Browser, base: str) -> Reader:
    """Return somebody who reads the book."""
    return Reader(browser, base)


@pytest.fixture(scope="module")
def at(browser: Browser, base: str) -> dict[str, str]:
    """Return the address of each page by its name."""
    with browser.new_context(base_url=base) as context:
        return Addresses(lambda path: context.request.get(path).json()["data"]).all


def _lit(page: Page) -> str:
    """Return the words that are lit on an article's page."""
    return str(
        page.evaluate(
            "colour => [...document.querySelectorAll('article .m')]"
            ".filter(one => getComputedStyle(one).backgroundColor === colour).map(one => one.textContent).join('')",
            LIT,
        )
    )


def _plain(text: str) -> str:
    """Return a text without its white space: that of blocks is not the same on a page and in a quote."""
    return "".join(text.split())


# ---- every page


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_from_elsewhere_and_the_console_is_silent(
    reader: Reader, at: dict[str, str], name: str
) -> None:
    seen = reader.look(at[name])
    assert seen.complaints == []
    assert [address for address in seen.requests if not address.startswith(reader.base)] == []
    assert seen.title.endswith("Dyadbook")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_a_serious_fault_of_access(reader: Reader, at: dict[str, str], name: str, scheme: str) -> None:
    assert reader.look(at[name]).faults[scheme] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_has_to_be_scrolled_sideways(reader: Reader, at: dict[str, str], name: str, width: int) -> None:
    assert reader.look(at[name]).too_wide[width] <= width


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_dark_for_who_likes_it_dark(reader: Reader, at: dict[str, str], name: str) -> None:
    assert reader.look(at[name]).background["dark"] == DARK
    assert reader.look(at[name]).background["light"] != DARK


@pytest.mark.parametrize("name", NAMES)
def test_the_one_script_of_a_page_is_the_one_that_writes_dates_by_locale(
    reader: Reader, at: dict[str, str], name: str
) -> None:
    assert reader.look(at[name]).scripts == ["/static/locale.js"]


@pytest.mark.parametrize("name", NAMES)
def test_no_page_needs_a_script(browser: Browser, base: str, at: dict[str, str], name: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base + at[name])
        assert page.locator("main h1").first.is_visible()


@pytest.mark.parametrize("locale", ["de-DE", "ar-EG"])
@pytest.mark.parametrize("name", ["home", "dyad", "event", "article", "person", "runs"])
def test_a_page_in_another_locale_is_no_wider(
    browser: Browser, base: str, at: dict[str, str], name: str, locale: str
) -> None:
    with browser.new_context(locale=locale, viewport={"width": 360, "height": 800}) as context:
        seen = Opened(context.new_page(), base + at[name])
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert seen.page.locator(f"time[lang='{locale}']").count()
        assert seen.complaints == []


@pytest.mark.parametrize("name", ["home", "dyad"])
def test_a_page_is_small_and_soon_there(browser: Browser, base: str, at: dict[str, str], name: str) -> None:
    times = []
    for _ in range(3):  # each of them a reader who was never here
        with browser.new_context(base_url=base) as context:
            page = context.new_page()
            reply = page.goto(at[name])
            assert reply is not None
            assert len(reply.body()) < 500_000
            times.append(page.evaluate(FIRST_CONTENT))
    assert min(times) < 1000


def test_the_server_sends_every_reader_the_same(browser: Browser, base: str, at: dict[str, str]) -> None:
    bodies = set()
    for locale in ("en-US", "fa-IR"):
        with browser.new_context(locale=locale) as context:
            bodies.add(context.request.get(base + at["dyad"], headers={"Accept": "text/html"}).body())
    assert len(bodies) == 1


def test_the_policy_lets_nothing_in_that_is_not_ours(reader: Reader) -> None:
    page = reader.open("/")
    refused = page.evaluate(
        """async () => {
            const refused = [];
            document.addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "document.title = 'ran'";
            const style = document.createElement("style");
            style.textContent = "body { display: none }";
            const picture = document.createElement("img");
            picture.src = "https://example.invalid/x.png";
            const marked = document.createElement("p");
            marked.setAttribute("style", "color: red");
            document.body.append(script, style, picture, marked);
            await fetch("https://example.invalid/").catch(() => null);
            await new Promise(done => setTimeout(done, 100));
            return refused.sort();
        }"""
    )
    assert refused == ["connect-src", "img-src", "script-src-elem", "style-src-attr", "style-src-elem"]
    assert page.title() != "ran"
    assert page.locator("h1").is_visible()


def test_a_page_that_is_not_there_says_where_to_go(reader: Reader) -> None:
    page = reader.open("/nowhere")
    assert page.get_by_text("There is no such page.").is_visible()
    page.get_by_role("link", name="To the first page").click()
    assert page.url == reader.base + "/"


def test_an_unknown_speaker_is_answered_with_what_to_try(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"] + "?said_by=Zorro")
    assert "The book knows no Zorro" in page.locator(".filter").inner_text()
    page.get_by_role("link", name="Show all, without the filter").click()
    assert page.locator("#timeline svg").is_visible()


def test_charts_are_whole_on_paper(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"], width=700)
    page.emulate_media(media="print")
    assert page.evaluate("document.querySelector('#timeline svg').getBoundingClientRect().right") <= 700


def test_a_page_prints_without_what_is_for_the_screen(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.emulate_media(media="print")
    assert page.locator("li.card").first.is_visible()
    assert not page.get_by_role("navigation").is_visible()
    assert not page.locator("details.narrow").is_visible()


@pytest.mark.parametrize("width", [1200, 1920])
@pytest.mark.parametrize("name", ["home", "dyad", "country", "issue", "person", "about"])
def test_no_table_has_to_be_scrolled_where_there_is_room(
    reader: Reader, at: dict[str, str], name: str, width: int
) -> None:
    page = reader.open(at[name], width=width)
    scrolled = "[...document.querySelectorAll('.wide')].filter(one => one.scrollWidth > one.clientWidth)"
    assert page.evaluate(f"{scrolled}.map(one => one.getAttribute('aria-label'))") == []


# ---- from a mark to its words


@pytest.mark.parametrize("name", ["home", "dyad", "events", "statements", "event", "search", "country", "issue"])
def test_a_quote_leads_to_its_words_in_the_article_and_lights_them(
    reader: Reader, at: dict[str, str], name: str
) -> None:
    page = reader.open(at[name])
    quote = page.locator("blockquote a").first
    words = _plain(quote.inner_text())
    quote.click()
    page.wait_for_url(re.compile(r"/article/\w+#s\d+-\d+$"))
    assert _plain(_lit(page)).startswith(words)
    assert page.locator(":target").first.bounding_box() is not None


def test_a_mark_of_the_timeline_leads_to_its_event_and_on_to_its_words(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    mark = page.locator("#timeline svg a:not(.zoom)").last
    told = mark.get_attribute("aria-label") or ""
    mark.focus()  # as marks of one day lie close together
    page.keyboard.press("Enter")
    page.wait_for_url("**/event/*")
    assert page.locator("main .type").first.inner_text().split(" ")[0] in told
    page.locator("blockquote a").first.click()
    page.wait_for_url("**/article/*#s*")
    assert _lit(page)


def test_words_lead_to_their_record_and_back(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["article"])
    page.locator("article a.tag[aria-label^='event']").first.click()
    card = page.locator("li.card:target")
    assert "confidence" in card.inner_text()
    card.locator("blockquote a").first.click()
    assert _lit(page)


# ---- finding the way


def _chosen(page: Page, name: str, control: str) -> Locator:
    return page.locator("label", has_text=re.compile(f"^{name}")).locator(control)


@pytest.mark.parametrize(("width", "told"), [(400, True), (1280, False)])
def test_a_drawing_that_goes_on_beyond_a_narrow_screen_says_so(
    browser: Browser, base: str, at: dict[str, str], width: int, told: bool
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(base + at["dyad"])
    before = "getComputedStyle(document.querySelector('#timeline .wide'), '::before').content"
    assert ("goes on to the right" in page.evaluate(before)) == told
    page.close()


def test_the_first_page_leads_to_two_parties_that_are_named(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("One party").fill("India")
    page.get_by_label("and another").fill("Pakistan")
    _press(page, "Where they stand")
    assert page.url == reader.base + "/dyad/IND/PAK"


def test_a_party_that_nobody_knows_is_answered_with_what_to_do(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("One party").fill("India")
    page.get_by_label("and another").fill("Atlantis")
    _press(page, "Where they stand")
    assert "Atlantis" in page.get_by_role("main").inner_text()


def test_a_line_of_the_map_leads_to_its_dyad_and_a_capital_to_its_country(reader: Reader) -> None:
    page = reader.open("/")
    line = page.locator("#map svg a[aria-label^='India – Pakistan: ']")
    line.focus()  # as lines cross each other
    page.keyboard.press("Enter")
    page.wait_for_url("**/dyad/IND/PAK*")
    page = reader.open("/")
    page.locator("#map svg a.place[aria-label='India']").click()
    assert page.get_by_role("heading", level=1).inner_text() == "India"


def test_the_map_can_be_had_as_a_file(reader: Reader) -> None:
    page = reader.open("/")
    links = page.locator("a[href^='/chart/map.']").evaluate_all("all => all.map(one => one.href)")
    kinds = {page.request.get(link).headers["content-type"].partition(";")[0] for link in links if ".png" not in link}
    assert kinds == {"image/svg+xml", "text/csv"}


def test_a_cell_of_the_matrix_leads_to_its_dyad(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_role("link", name=re.compile("^India and Pakistan: ")).click()
    assert page.get_by_role("heading", level=1).inner_text() == "India – Pakistan"


def test_the_matrix_is_whole_on_a_narrow_screen(reader: Reader) -> None:
    matrix = reader.open("/", width=360).get_by_role("region", name="Articles by dyad")
    assert matrix.evaluate("one => one.scrollWidth - one.clientWidth") == 0
    assert matrix.get_by_role("link", name="India", exact=True).is_visible()


def test_the_search_finds_narrows_and_goes_on(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("Words that were said or told").fill("talks")
    _press(page, "Search")
    assert page.locator("main b").first.inner_text().lower().startswith("talk")
    page.get_by_role("link", name=re.compile("^The next")).click()
    assert page.locator("ol.cards").get_attribute("start") == "21"
    page.get_by_label("Kind").select_option("event")
    page.get_by_text("Narrow down").click()
    page.get_by_label("Country").fill("Iran")
    _press(page, "Search")
    assert {"words=talks", "kind=event", "country=Iran"} <= set(page.url.partition("?")[2].split("&"))
    assert set(page.locator("main .aspect").all_inner_texts()) == {"event"}
    assert page.get_by_label("Country").input_value() == "Iran"


def test_a_search_that_finds_nothing_says_what_to_try(reader: Reader) -> None:
    page = reader.open("/search?words=zeppelin")
    assert page.get_by_text("Try fewer words").is_visible()


@pytest.mark.parametrize("name", ["home", "dyad", "event", "article", "search", "country", "person", "issue", "runs"])
def test_the_twins_of_a_page_are_there(reader: Reader, at: dict[str, str], name: str) -> None:
    page = reader.open(at[name])
    links = [one.get_attribute("href") or "" for one in page.locator("footer a").all()]
    assert {re.sub(r".*\.(\w+)(\?.*)?$", r"\1", link) for link in links} >= {"json"}
    for link in links:
        assert page.request.get(reader.base + link).status == 200, link


@pytest.mark.parametrize("chart", ["timeline", "balance", "issues"])
def test_a_chart_can_be_had_as_a_file(reader: Reader, at: dict[str, str], chart: str) -> None:
    page = reader.open(at["dyad"])
    links = page.locator(f"a[href*='/chart/{chart}.']").evaluate_all("all => all.map(one => one.href)")
    kinds = {page.request.get(link).headers["content-type"].partition(";")[0] for link in links if ".png" not in link}
    assert kinds == {"image/svg+xml", "text/csv"}
    page.goto(next(link for link in links if ".svg" in link))
    assert page.locator("svg").first.is_visible()


# ---- the filter


def test_the_filter_stands_in_the_address_and_in_words_and_is_lifted_again(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.get_by_text("Narrow down").click()
    _chosen(page, "First day", "input").fill("2019-01-01")
    _chosen(page, "Type", "select").select_option("CONSULT")
    _press(page, "Show")
    assert {"since=2019-01-01", "type=CONSULT"} <= set(page.url.partition("?")[2].split("&"))
    assert "type CONSULT, since 1 Jan 2019" in page.locator(".filter").inner_text()
    assert set(page.locator("#timeline .card .type").all_inner_texts()) == {"CONSULT", "CONSULT (phone)"}
    assert _chosen(page, "Type", "select").input_value() == "CONSULT"
    page.get_by_role("link", name="Show all").click()
    assert page.url == reader.base + "/dyad/IND/PAK"
    assert "type" not in page.locator(".filter").inner_text()


def test_a_link_shows_what_its_sender_saw(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.get_by_text("Narrow down").click()
    _chosen(page, "Type", "select").select_option("CONSULT")
    _press(page, "Show")
    sent, told = page.url.removeprefix(reader.base), page.locator("#timeline").text_content()
    page = reader.open(sent)
    assert page.locator("#timeline").text_content() == told
    assert _chosen(page, "Type", "select").input_value() == "CONSULT"


def test_a_year_of_the_timeline_narrows_it_down_to_that_year(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.locator("#timeline svg a.zoom text", has_text="2019").click()
    assert "since=2019-01-01" in page.url
    assert "until=2019-12-31" in page.url
    assert all("2019" in day for day in page.locator("#timeline .card h3").all_inner_texts())


def test_an_issue_narrows_the_dyad_down_to_it(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.locator("#issues a[href*='issue=']").first.click()  # others lead to the events that are drawn
    assert "issue=" in page.url
    assert "issue" in page.locator(".filter").inner_text()


# ---- keyboard


def test_the_keyboard_goes_to_the_page_past_what_stands_above_it(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    assert skip.evaluate("one => one === document.activeElement && one.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_filter_is_set_with_the_keyboard_alone(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.locator("details.narrow summary").focus()
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "type":
            break
    page.keyboard.type("CONS")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**type=CONSULT**")


def test_every_control_of_a_page_shows_that_it_has_the_focus(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"])
    page.get_by_text("Narrow down").click()
    page.keyboard.press("Tab")  # from here on the focus is the keyboard's
    bare = page.evaluate(
        """() => [...document.querySelectorAll("a[href]:not([tabindex]), button, input, select, summary")]
            .filter(one => !one.closest("svg, details:not([open]) :not(summary)") && one.type !== "hidden")
            .slice(0, 60).filter(one => {
                one.focus({ focusVisible: true });
                return getComputedStyle(one).outlineStyle === "none";
            }).map(one => one.outerHTML.slice(0, 100))"""
    )
    assert bare == []


def test_what_scrolls_on_a_phone_is_reached_by_the_keyboard(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["dyad"], width=360)
    region = page.get_by_role("region", name="Timeline, drawn")
    region.focus()
    page.keyboard.press("ArrowRight")
    frames = (page.evaluate("() => new Promise(done => requestAnimationFrame(done))") for _ in range(120))
    assert any(page.evaluate("document.activeElement.scrollLeft") > 0 for _ in frames)


# ---- corrections


def _press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the first button of a name, and wait for the page that it leads to: whole, its dates written."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()


def _sign_in(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill("A reader")
    page.get_by_label("Password").fill(password)
    _press(page, "Sign in")


def test_an_event_is_marked_wrong_and_that_is_taken_back(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open(at["event"])
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    _sign_in(page)
    assert page.url == reader.base + at["event"]
    page.get_by_label("tell of no such event").check()
    page.get_by_label("Reason").fill("I looked <b>twice</b>")
    _press(page, "Correct it")
    assert page.url == reader.base + "/decisions"
    card = page.locator("li.card").first
    assert card.get_by_text("A reader").is_visible()
    assert card.get_by_text("I looked <b>twice</b>").is_visible()
    assert page.request.get(reader.base + at["event"]).status == 404
    _press(page, re.compile("^Take back correction"))
    assert page.request.get(reader.base + at["event"]).status == 200
    _press(page, re.compile("^Sign out"))
    assert page.get_by_role("link", name="Sign in").is_visible()


def test_reports_are_split_and_that_is_taken_back(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open("/sign-in?back=" + at["event"])
    _sign_in(page)
    count = page.locator("ol.accounts > li").count()
    page.get_by_label("tell of another event").check()
    page.get_by_role("checkbox").last.check()
    _press(page, "Correct it")
    after = page.request.get(f"{reader.base}{at['event']}.json")
    assert after.status == 404 or len(after.json()["data"]["accounts"]) < count
    page.goto(reader.base + "/decisions")
    _press(page, re.compile("^Take back correction"))
    page.goto(reader.base + at["event"])
    assert page.locator("ol.accounts > li").count() == count


def test_a_field_is_corrected_and_that_is_taken_back(reader: Reader, at: dict[str, str]) -> None:
    page = reader.open("/sign-in?back=" + at["event"])
    _sign_in(page)
    read = page.locator("main .type").first.inner_text()
    page.get_by_label("A field of it is another").check()
    _chosen(page, "Field", "select").select_option("type")
    page.get_by_label("What it is").fill("dance")
    _press(page, "Correct it")
    assert "type takes one of AGREE" in page.get_by_role("main").inner_text()
    page.go_back()
    page.get_by_label("What it is").fill("aid")
    _press(page, "Correct it")
    assert page.locator("main .type").first.inner_text() == "AID"
    assert page.get_by_text("Corrected: type is AID").is_visible()
    page.get_by_role("link", name="The correction").click()
    _press(page, re.compile("^Take back correction"))
    page.goto(reader.base + at["event"])
    assert page.locator("main .type").first.inner_text() == read


def test_a_wrong_password_is_told_and_lets_nobody_in(reader: Reader) -> None:
    page = reader.open("/sign-in")
    _sign_in(page, "not the word")
    assert page.get_by_text("That is not the password.").is_visible()
    page.goto(reader.base + "/")
    assert page.get_by_role("link", name="Sign in").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_form_of_corrections_has_no_serious_fault_of_access(
    reader: Reader, at: dict[str, str], scheme: str
) -> None:
    page = reader.open("/sign-in?back=" + at["event"], scheme=scheme)
    _sign_in(page)
    assert page.get_by_role("button", name="Correct it").is_visible()
    assert _faults(page, scheme) == []
    assert _width(page, 360) <= 360


# ---- the pages as files


SITE_PAGES = ("index", "search", "about", "pending", "runs", "dyad", "event", "article", "country", "person", "issue")


@pytest.fixture(scope="module")
def site(browser: Browser, book: Book, tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return somebody who opens the pages of the book from disk."""
    out = tmp_path_factory.mktemp("site")
    write_site(book, out, dyads=12)
    return Reader(browser, out.as_uri())


def _file(site: Reader, name: str) -> str:
    """Return the address of a page of the site: the largest of its kind."""
    folder = Path(site.base.removeprefix("file://"))
    if (folder / f"{name}.html").exists():
        return f"/{name}.html"
    found = max((folder / name).glob("*.html"), key=lambda file: file.stat().st_size)
    return f"/{name}/{found.name}"


@pytest.mark.parametrize("name", SITE_PAGES)
def test_a_file_opens_from_disk_with_no_fault(site: Reader, name: str) -> None:
    seen = site.look(_file(site, name))
    assert seen.complaints == []
    assert [address for address in seen.requests if not address.startswith(site.base)] == []
    assert seen.faults == {"light": [], "dark": []}
    assert {width: wide for width, wide in seen.too_wide.items() if wide > width} == {}
    assert seen.background["dark"] == DARK


def test_the_search_of_the_files_finds_words_and_leads_to_them(site: Reader) -> None:
    page = site.open(_file(site, "index"))
    page.get_by_label("Words that were said or told").fill("talks")
    _press(page, "Search")
    hit = page.locator("#found li", has=page.locator("blockquote")).first
    assert "talks" in hit.inner_text().lower()
    hit.get_by_role("link").click()
    page.get_by_role("heading", level=1).wait_for()
    assert "talks" in page.get_by_role("main").inner_text().lower()
