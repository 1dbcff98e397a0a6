"""Dates and numbers by the reader's locale: what the page says without a script, and what the browser makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from headless import Opened
from told_readings import DAY, Story, day, month

from dyadbook.book.book import Book
from dyadbook.date_words import dated_words
from dyadbook.days import moment_words
from dyadbook.formats.localized import day_html, moment_html, number_html, when_html
from dyadbook.formats.marked import dyad_html
from dyadbook.records import Precision, When
from dyadbook.views import dyad_page
from dyadbook.web.site import write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator


# ---- without a script


@pytest.mark.parametrize(
    ("start", "end", "precision", "html"),
    [
        (date(2025, 2, 7), date(2025, 2, 8), "day", '<time datetime="2025-02-07">7 Feb 2025</time>'),
        (date(2018, 6, 12), None, "day", '<time datetime="2018-06-12">12 Jun 2018</time>'),
        (date(2018, 6, 12), date(2018, 6, 14), "day",
         '<span data-first="2018-06-12" data-last="2018-06-13">12–13 Jun 2018</span>'),
        (date(2018, 6, 11), date(2018, 6, 18), "week", 'week of <time datetime="2018-06-11">11 Jun 2018</time>'),
        (date(2018, 7, 6), date(2018, 7, 8), "week",
         '<span data-first="2018-07-06" data-last="2018-07-07">6–7 Jul 2018</span>'),
        (date(2018, 6, 1), date(2018, 7, 1), "month", '<time datetime="2018-06">Jun 2018</time>'),
        (date(2018, 5, 1), date(2018, 8, 1), "month",
         '<span data-first="2018-05" data-last="2018-07">May–Jul 2018</span>'),
        (date(2021, 12, 1), date(2022, 3, 1), "season",
         '<span data-first="2021-12" data-last="2022-02">Dec 2021–Feb 2022</span> (season)'),
        (date(2018, 1, 1), date(2019, 1, 1), "year", '<time datetime="2018">2018</time>'),
        (date(1970, 1, 1), date(1990, 1, 1), "decade", '<span data-first="1970" data-last="1989">1970–1989</span>'),
        (date(1970, 1, 1), date(1980, 1, 1), "decade", "1970s"),
        (None, None, "unknown", "no date"),
    ],
)  # fmt: skip
def test_a_date_is_an_element_that_says_no_more_than_is_known(
    start: date | None, end: date | None, precision: Precision, html: str
) -> None:
    assert when_html(When(start=start, end=end, precision=precision)) == html


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (day_html(date(2025, 2, 7)), '<time datetime="2025-02-07">7 Feb 2025</time>'),
        (day_html(datetime(2025, 2, 7, 23, 59, tzinfo=UTC)), '<time datetime="2025-02-07">7 Feb 2025</time>'),
        (moment_html(datetime(2025, 2, 7, 1, 5, 9, 7, tzinfo=timezone(timedelta(hours=2)))),
         '<time datetime="2025-02-06T23:05:09Z">6 Feb 2025, 23:05 UTC</time>'),
        (number_html(1204), '<data value="1204">1,204</data>'),
        (number_html(0.5, 2), '<data value="0.50">0.50</data>'),
    ],
)  # fmt: skip
def test_a_day_a_moment_and_a_number_are_elements(made: str, html: str) -> None:
    assert made == html


@pytest.mark.parametrize(
    "when",
    [day(date(2025, 2, 7)), month(2018, 6), When(start=date(1970, 1, 1), end=date(1980, 1, 1), precision="decade"),
     When(start=date(2021, 12, 1), end=date(2022, 3, 1), precision="season"), When()],
)  # fmt: skip
def test_a_page_says_a_date_in_the_words_of_the_terminal(when: When) -> None:
    assert re.sub("<[^>]*>", "", when_html(when)) == dated_words(when)


def test_a_page_says_a_moment_in_the_words_of_the_terminal() -> None:
    moment = datetime(2025, 2, 7, 1, 5, tzinfo=timezone(timedelta(hours=2)))
    assert re.sub("<[^>]*>", "", moment_html(moment)) == moment_words(moment) == "6 Feb 2025, 23:05 UTC"


def test_a_page_that_is_one_file_has_the_elements_and_no_script() -> None:
    told = Story(DAY, "The Quay").did("USA", "PRK", "CONSULT", "they met", DAY)
    html = dyad_html(dyad_page([told.reading()], "USA", "PRK"))
    assert '<time datetime="2020-05-04">4 May 2020</time>' in html
    assert "<script" not in html


# ---- in a browser


def _years(first: int, last: int) -> When:
    return When(start=date(first, 1, 1), end=date(last + 1, 1, 1), precision="year")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a dyad's page whose dates are known as precisely as words can tell."""
    days = When(start=date(2018, 6, 12), end=date(2018, 6, 14), precision="day")
    dates = [day(date(2025, 2, 7)), days, month(2019, 3), _years(2014, 2014), _years(2015, 2016)]
    told = Story(DAY, "The Quay", title="Told")
    for number, when in enumerate(dates):
        told.did("USA", "PRK", "CONSULT", f"they met for the {number}th time", when)
    folder = tmp_path_factory.mktemp("localized")
    book = Book.create(folder / "book")
    book.store.append([told.reading()], run="test")
    write_site(book, folder / "out")
    return (folder / "out" / "dyad" / "PRK-USA.html").as_uri()


@contextmanager
def window(browser: Browser, address: str, **context: Any) -> Iterator[Opened]:
    """Return a reader's window with a page in it."""
    with browser.new_context(viewport={"width": 360, "height": 800}, **context) as made:
        yield Opened(made.new_page(), address)


def _said(found: Locator) -> str:
    return " ".join(found.first.inner_text().split())


LOCALES = {  # as patterns, since what is between differs by the browser's version
    "en-US": ("7 Feb 2025", "12–13 Jun 2018", "Mar 2019", "2014", "2015–2016", "0.90"),
    "de-DE": (r"7\. Feb\.? 2025", r"12\. ?– ?13\. Juni 2018", "März 2019", "2014", "2015 ?– ?2016", "0,90"),
    "ar-EG": ("٧ فبراير ٢٠٢٥", "١٢ ?– ?١٣ يونيو ٢٠١٨", "مارس ٢٠١٩", "٢٠١٤", "٢٠١٥ ?– ?٢٠١٦", "٠٫٩٠"),
    "fa-IR": ("۷ فوریهٔ? ۲۰۲۵", "۱۲ .+ ۱۳ ژوئن ۲۰۱۸", "مارس ۲۰۱۹", "۲۰۱۴", "۲۰۱۵.+۲۰۱۶", "۰٫۹۰"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_dates_and_numbers_are_those_of_the_readers_locale(browser: Browser, address: str, locale: str) -> None:
    with window(browser, address, locale=locale) as seen:
        page = seen.page
        days = page.locator("[data-first='2018-06-12']")
        shown = (
            _said(page.locator("time[datetime='2025-02-07']")),
            _said(days),
            _said(page.locator("time[datetime='2019-03']")),
            _said(page.locator("time[datetime='2014']")),
            _said(page.locator("[data-first='2015']")),
            _said(page.locator("data[value='0.90']")),
        )
        told = zip(shown, LOCALES[locale], strict=True)
        assert [(words, pattern) for words, pattern in told if not re.fullmatch(pattern, words)] == []
        assert days.first.get_attribute("title") == "2018-06-12/2018-06-13"
        assert page.locator("time[datetime='2019-03']").first.get_attribute("title") == "2019-03"
        assert page.locator("time[datetime='2025-02-07']").first.get_attribute("lang") == (
            None if locale == "en-US" else locale
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert seen.complaints == []


def test_without_a_script_the_words_stay(browser: Browser, address: str) -> None:
    with window(browser, address, locale="ar-EG", java_script_enabled=False) as seen:
        assert _said(seen.page.locator("time[datetime='2025-02-07']")) == "7 Feb 2025"
        assert _said(seen.page.locator("[data-first='2018-06-12']")) == "12–13 Jun 2018"


def test_the_search_of_a_site_says_days_so_too(browser: Browser, address: str) -> None:
    search = address.rsplit("/", 2)[0] + "/search.html?words=met"
    with window(browser, search, locale="de-DE") as seen:
        day = seen.page.locator("#found time")
        day.first.wait_for()
        assert _said(day) == "4. Mai 2020"
        assert seen.complaints == []
