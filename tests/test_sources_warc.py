"""A web archive gives the page of each response; what is broken in it is told, and the rest is read."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import date
from pathlib import Path

import fastwarc.warc
import pytest
from test_sources import PAGE, SENTENCE, read, write

from dyadbook.records import Article, Problem

DAY = "2025-02-07T23:59:00Z"


def page(title: str) -> bytes:
    """Return a page with this title."""
    return PAGE.replace("Ministers meet", title).encode()


def answer(body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """Return what a server sends."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def record(content: bytes, *, name: str = "1", kind: str = "response", length: int | str | None = None) -> bytes:
    """Return a record of a web archive."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{name}>",
        "WARC-Date": DAY,
        "WARC-Target-URI": f"https://example.org/{name}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(content) if length is None else length),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + content + b"\r\n\r\n"


def story(name: str) -> bytes:
    """Return a whole record with an article of this title."""
    return record(answer(page(name)), name=name)


def found(path: Path, *parts: bytes, packed: bool = False, **options: object) -> tuple[list[Article], list[Problem]]:
    """Return what is read of an archive of these records; each is packed by itself, as the standard asks."""
    return read(write(path, b"".join(gzip.compress(part) if packed else part for part in parts)), **options)


def titles(articles: list[Article]) -> list[str | None]:
    """Return the titles of articles."""
    return [article.title for article in articles]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "no_ending"])
def test_each_page_is_an_article_with_its_address_and_the_day_on_which_it_was_taken(
    tmp_path: Path, packed: bool, name: str
) -> None:
    (first, second), problems = found(tmp_path / name, story("One"), story("Two"), packed=packed)
    assert (first.title, first.url, first.retrieved) == ("One", "https://example.org/One", date(2025, 2, 7))
    assert first.source == f"{tmp_path / name}#urn:uuid:One"
    assert SENTENCE in first.text
    assert (second.title, problems) == ("Two", [])


def test_an_archive_packed_as_one_is_read(tmp_path: Path) -> None:
    articles, problems = read(write(tmp_path / "all.warc.gz", gzip.compress(story("One") + story("Two"))))
    assert (titles(articles), problems) == (["One", "Two"], [])


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    others = [
        record(b"software: a crawler\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", kind="request"),
        record(answer(b"{}", kind="application/json")),
        record(answer(b"\x89PNG\r\n\x1a\n" + bytes(500), kind="image/png")),
        record(answer(page("Gone"), status="404 Not Found")),
        record(answer(b"", status="301 Moved Permanently", more="Location: https://example.org/\r\n")),
    ]
    articles, problems = found(tmp_path / "a.warc", *others, story("One"), *others)
    assert (titles(articles), problems) == (["One"], [])


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(page("One")), "Content-Encoding: gzip\r\n"),
        (zlib.compress(page("One")), "Content-Encoding: deflate\r\n"),
        (page("One"), "Content-Encoding: gzip\r\n"),
        (page("One"), "Content-Encoding: br\r\n"),
        (page("One"), "Transfer-Encoding: chunked\r\n"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(page("One")), page("One")), "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_a_page_is_read_whether_it_was_stored_as_sent_or_unpacked(tmp_path: Path, body: bytes, more: str) -> None:
    articles, problems = found(tmp_path / "a.warc", record(answer(body, more=more)), story("Two"))
    assert (titles(articles), problems) == (["One", "Two"], [])


def test_the_charset_of_the_server_counts(tmp_path: Path) -> None:
    body = PAGE.replace("useful", "“useful”").encode("cp1252")
    (article,), _ = found(tmp_path / "a.warc", record(answer(body, kind="text/html; charset=windows-1252")))
    assert "“useful”" in article.text


BROKEN = {
    "rubbish between records": story("One") + b"rubbish\r\nmore rubbish\r\n\r\n" + story("Two"),
    "a length that is no number": story("One") + record(answer(page("Lost")), length="many") + story("Two"),
    "a length that is too small": story("One") + record(answer(page("Lost")), length=200) + story("Two"),
    "a length that is too great": story("One") + record(answer(page("Lost")), length=1000) + story("Two"),
    "a length without end": story("One") + record(answer(page("Lost")), length=10**14) + story("Two"),
    "an answer that is none": story("One") + record(b"nonsense") + story("Two"),
    "a page without text": story("One") + record(answer(b"<html><body><p>no</p></body></html>")) + story("Two"),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_record_is_a_problem_and_the_others_are_read(tmp_path: Path, data: bytes) -> None:
    articles, problems = found(tmp_path / "a.warc", data)
    assert (titles(articles), len(problems)) == (["One", "Two"], 1)
    assert problems[0].code in ("broken_record", "no_text")
    assert problems[0].source.startswith(f"{tmp_path / 'a.warc'}")


def test_an_archive_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    articles, problems = found(tmp_path / "a.warc", story("One"), story("Lost")[:-200])
    assert titles(articles) == ["One"]
    assert [problem.message for problem in problems] == ["this record of a web archive is cut off, and was left out"]


@pytest.mark.parametrize("cut", [slice(0, 150), slice(150, None)])
def test_a_broken_packed_part_costs_its_own_record_only(tmp_path: Path, cut: slice) -> None:
    whole = gzip.compress(story("Lost"))
    data = gzip.compress(story("One")) + whole[cut] + gzip.compress(story("Two"))
    articles, problems = read(write(tmp_path / "a.warc.gz", data))
    assert titles(articles) == ["One", "Two"]
    assert {problem.code for problem in problems} == {"broken_record"}


def test_a_page_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    long = record(answer(page("Long") + b"<p>and on</p>" * 5_000), name="Long")
    articles, problems = found(tmp_path / "a.warc", story("One"), long, story("Two"), max_bytes=20_000)
    assert titles(articles) == ["One", "Two"]
    assert [(problem.code, problem.source) for problem in problems] == [
        ("too_large", f"{tmp_path / 'a.warc'}#urn:uuid:Long")
    ]


def test_an_archive_that_unpacks_beyond_all_measure_is_refused(tmp_path: Path) -> None:
    bomb = record(answer(bytes(60_000_000)))
    articles, problems = found(tmp_path / "a.warc.gz", story("One"), bomb, packed=True)
    assert titles(articles) == ["One"]
    assert [problem.code for problem in problems] == ["zip_bomb"]


def test_a_page_that_unpacks_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    bomb = record(answer(gzip.compress(bytes(60_000_000)), more="Content-Encoding: gzip\r\n"))
    articles, problems = found(tmp_path / "a.warc", bomb, story("Two"))
    assert (titles(articles), [problem.code for problem in problems]) == (["Two"], ["too_large"])


def test_what_another_program_writes_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    written = fastwarc.warc.WarcRecord()
    written.init_headers(record_type=fastwarc.warc.WarcRecordType.response)
    written.set_bytes_content(answer(page("One")))
    written.write(out)
    (article,), problems = found(tmp_path / "a.warc", out.getvalue())
    assert (article.title, article.url, problems) == ("One", None, [])


@pytest.mark.parametrize(
    "lost", [b"no record" * 9_000, record(answer(page("lost")), length=len(answer(page("lost"))) + 6)]
)
def test_a_record_is_found_behind_what_does_not_end_where_it_should(tmp_path: Path, lost: bytes) -> None:
    articles, problems = found(tmp_path / "news.warc", story("one"), lost, story("two"))
    assert titles(articles) == ["one", "two"]
    assert {problem.code for problem in problems} == {"broken_record"}
