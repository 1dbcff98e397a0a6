"""What is hostile: articles, addresses, bodies, hosts; and what the description of the API leads a machine to try."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

from web_book import Visitor, at, hostile, made_book, pages, stories, visitor

from dyadbook.book.book import Book
from dyadbook.web.app import create_app
from dyadbook.web.guard import MOST_BODY, POLICY


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book with a hostile article."""
    return made_book(tmp_path_factory.mktemp("hostile") / "book", [*stories(), hostile()])


@pytest.fixture(scope="module")
def client(book: Book) -> Visitor:
    """Return a visitor of it."""
    return visitor(book)


SHOWN = (
    "/", "/dyad/USA/PRK", "/dyad/USA/PRK/events", "/article/0123456789abcdef", "/search?words=instructions",
    "/search?words=%3Cscript%3Ealert(1)%3C/script%3E%22", "/dyad/USA/PRK?said_by=%3Csvg%20onload=x%3E",
    "/dyad/USA/%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E",
)  # fmt: skip


@pytest.mark.parametrize("path", SHOWN)
def test_nothing_of_an_article_or_an_address_becomes_markup(client: Visitor, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text
    assert at(page, "//script[not(@src)] | //img | //iframe | //style | //object") == []
    assert at(page, "//*[@style] | //*[@*[starts-with(name(), 'on')]]") == []
    assert [link for link in at(page, "//@href") if str(link).lower().startswith(("javascript:", "data:"))] == []
    assert [link for link in at(page, "//link/@href") if not str(link).startswith("/")] == []


def test_hostile_words_are_shown_as_they_are_and_change_no_direction(client: Visitor) -> None:
    html = client.get("/article/0123456789abcdef").text
    assert "{{ 7 * 7 }}" in html
    assert "\\u202eoverride" in html
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", html)


def test_a_cell_of_a_table_is_no_formula(client: Visitor) -> None:
    assert not re.search(r'(?m)(^|,)"?[=+@]', client.get("/dyad/USA/PRK.csv?table=sources").text)


@pytest.mark.parametrize("path", [*pages(), "/nowhere", "/static/style.css", "/openapi.json"])
def test_every_reply_binds_the_browser_to_what_is_ours(client: Visitor, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/style.css%00.js",
        "/article/..%2f..%2f..%2fetc%2fpasswd",
        "/article/../../etc/passwd",
        "/event/%00",
        "/dyad/../../etc/passwd",
        "/dyad/USA/org/..%2f..",
    ],
)
def test_no_path_leads_out(client: Visitor, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code in (400, 404)
    assert "root:" not in reply.text
    assert "import" not in reply.text


def test_a_body_that_is_too_large_is_refused_and_logged(client: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert client.post("/sign-in", content=b"x" * (MOST_BODY + 1)).status_code == 413
        parts = (b"x" * 10_000 for _ in range(10))
        assert client.post("/sign-in", content=parts).status_code == 413  # its length is not told beforehand
    assert caplog.text.count("refused (too_large)") == 2


def test_an_address_that_is_too_long_is_refused(client: Visitor) -> None:
    assert client.get("/search?words=" + "x" * 9000).status_code == 414


def test_a_host_that_is_not_ours_is_refused(book: Book) -> None:
    near = Visitor(create_app(book, hosts=("127.0.0.1", "localhost")), base_url="http://127.0.0.1:8000")
    assert near.get("/").status_code == 200
    assert near.get("/", headers={"Host": "rebound.example"}).status_code == 421


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_a_page_is_for_reading(client: Visitor, method: str) -> None:
    reply = client.request(method, "/dyad/USA/PRK", headers={"Accept": "application/json"})
    assert reply.status_code == 405
    assert reply.json()["error"]["code"] == "method"


def test_head_has_the_headers_and_no_body(client: Visitor) -> None:
    reply = client.head("/dyad/USA/PRK")
    assert (reply.status_code, reply.content) == (200, b"")


def test_a_machine_that_tries_the_api_finds_no_failure(book: Book) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, settings

    app = create_app(book)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        strategy = operation.as_strategy()

        from hypothesis import given

        @settings(
            max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=strategy)
        def attempt(case: object) -> None:
            nonlocal tried
            tried += 1
            reply = case.call()  # type: ignore[attr-defined]
            assert reply.status_code < 500, reply.text

        attempt()
    assert tried > 60


def test_the_description_of_the_api_names_each_page_and_its_record(client: Visitor) -> None:
    told = client.get("/openapi.json").json()
    assert {"/", "/dyad/{a}/{b}", "/event/{event_id}", "/article/{article}", "/search"} <= told["paths"].keys()
    assert {"DyadPage", "Reply", "Refusal"} <= told["components"]["schemas"].keys()


def test_a_large_article_is_marked(tmp_path: Path) -> None:
    page = visitor(made_book(tmp_path / "book", [hostile()])).get("/article/0123456789abcdef")
    assert page.status_code == 200
