"""An address is read within limits, and leads nowhere but to public addresses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from test_sources import PAGE, read

from dyadbook.errors import SourceError
from dyadbook.sources import SourceOptions
from dyadbook.sources.url import fetch, is_public

_STOP = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        try:
            getattr(self, "_" + self.path.strip("/").split("/")[0].split("?")[0])()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _send(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self._send(PAGE.encode())

    def _latin(self) -> None:
        self._send(PAGE.replace("useful", "“useful”").encode("cp1252"), "text/html; charset=windows-1252")

    def _pdf(self) -> None:
        self._send(b"%PDF-1.7\n" + bytes(range(256)) * 9, "application/pdf")

    def _to(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path.split("?", 1)[1])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _loop(self) -> None:
        self.path = "/to?/loop"
        self._to()

    def _gone(self) -> None:
        self.send_error(404)

    def _hang(self) -> None:
        _STOP.wait(10)

    def _drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not _STOP.wait(0.05):
            self.wfile.write(b"x")
            self.wfile.flush()

    def _dripping(self) -> None:
        while not _STOP.wait(0.05):
            self.wfile.write(b"H")
            self.wfile.flush()

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not _STOP.is_set():
            self.wfile.write(b"<p>word word</p>" * 1000)


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """Yield the address of a server on this machine."""
    _STOP.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _STOP.set()
    server.shutdown()
    server.server_close()


def test_a_page_is_read_from_its_address(base: str) -> None:
    (article,), problems = read(f"{base}/page", allow_private=True)
    assert (article.title, article.source, article.url) == ("Ministers meet", f"{base}/page", f"{base}/page")
    assert (article.retrieved, problems) == (date.today(), [])


def test_the_charset_of_the_server_counts(base: str) -> None:
    (article,), _ = read(f"{base}/latin", allow_private=True)
    assert "“useful”" in article.text


def test_redirects_are_followed(base: str) -> None:
    (article,), _ = read(f"{base}/to?/to?/page", allow_private=True)
    assert article.url == f"{base}/page"


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/gone", "url_status", "404"),
        ("/loop", "url_redirects", "more than 5 times"),
        ("/to?file:///etc/passwd", "url_refused", "only http and https"),
        ("/to?ftp://example.org/x", "url_refused", "only http and https"),
        ("/hang", "url_timeout", "0.4 seconds"),
        ("/drip", "url_timeout", "0.4 seconds"),
        ("/dripping", "url_timeout", "0.4 seconds"),
        ("/pdf", "binary", "a PDF"),
    ],
)
def test_what_goes_wrong_is_one_problem(base: str, path: str, code: str, says: str) -> None:
    timeout = 0.4 if code == "url_timeout" else 10.0
    found, (problem,) = read(base + path, allow_private=True, timeout_s=timeout)
    assert (found, problem.code, problem.source) == ([], code, base + path)
    assert says in problem.message
    assert "\n" not in problem.message


def test_a_download_without_an_end_is_cut(base: str) -> None:
    _, (problem,) = read(f"{base}/endless", allow_private=True, max_bytes=100_000)
    assert problem.code == "too_large"


def test_this_machine_is_refused_unless_allowed(base: str) -> None:
    for address in (
        f"{base}/page",
        base.replace("127.0.0.1", "localhost") + "/page",
        "http://[::1]/",
        "http://0x7f000001/",
    ):
        _, (problem,) = read(address)
        assert problem.code == "url_refused", problem
        assert "private network" in problem.message


def test_a_redirect_to_a_private_address_is_refused(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hop counts as public, so that the second is what is refused.
    monkeypatch.setattr("dyadbook.sources.url.is_public", lambda address: address == "127.0.0.1")
    _, (problem,) = read(f"{base}/to?http://10.0.0.1/secret")
    assert problem.code == "url_refused"
    assert "10.0.0.1" in problem.message


def test_a_name_is_resolved_once_for_each_hop(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    async def resolve(self: object, host: str, port: int, **rest: object) -> list[tuple[object, ...]]:
        calls.append(host)
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", resolve)
    port = base.rsplit(":", 1)[1]
    page = fetch(f"http://paper.example:{port}/page", SourceOptions(allow_private=True))
    assert page.content == PAGE.encode()
    assert calls[0] == "paper.example"
    assert set(calls[1:]) <= {"127.0.0.1"}


def test_a_refused_connection_is_one_problem() -> None:
    _, (problem,) = read("http://127.0.0.1:9/x", allow_private=True)
    assert problem.code == "url_failed"


def test_it_works_within_a_running_loop(base: str) -> None:
    async def inside() -> bytes:
        return fetch(f"{base}/page", SourceOptions(allow_private=True)).content

    assert asyncio.run(inside()) == PAGE.encode()


def test_an_error_names_the_address(base: str) -> None:
    with pytest.raises(SourceError) as caught:
        fetch(f"{base}/gone", SourceOptions(allow_private=True))
    assert caught.value.where == f"{base}/gone"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_addresses_of_the_public_network_count(address: str, public: bool) -> None:
    assert is_public(address) is public
