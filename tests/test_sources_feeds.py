"""A feed gives the articles that it holds whole, and is followed: once each, as its server wants to be asked."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from test_sources import PAGE, SENTENCE, TEXT, read, write

from dyadbook.errors import SourceError, UsageError
from dyadbook.records import Article, Problem
from dyadbook.sources import SourceOptions
from dyadbook.sources.feeds import feed_addresses
from dyadbook.sources.follow import FollowState, follow
from dyadbook.sources.robots import parse_robots
from dyadbook.sources.url import Page, fetch_any

WHOLE = "".join(f"<p>{line} {SENTENCE}</p>" for line in TEXT.split("\n\n"))
SHORT = f"<p>{SENTENCE}</p>" * 6
NO_LINKS = ("http://[::1", "//[", "javascript:alert(1)", "data:text/html,x")
NOW = datetime(2025, 2, 8, 12, tzinfo=UTC)


def rss(*items: str, title: str = "The Paper") -> str:
    """Return an RSS feed of these items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://example.org/</link>{''.join(items)}</channel></rss>"
    )


def item(title: str, *, link: str | None = None, summary: str = "In short.", content: str | None = None) -> str:
    """Return an item of an RSS feed."""
    parts = [
        f"<title>{title}</title>",
        f"<link>{link}</link>" if link else "",
        f"<guid isPermaLink='false'>{title}</guid><pubDate>Fri, 07 Feb 2025 23:30:00 -0500</pubDate>",
        f"<dc:creator>Jane Roe</dc:creator><description>{html.escape(summary)}</description>",
        f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else "",
    ]
    return f"<item>{''.join(parts)}</item>"


def atom(content: str, *, dates: str = "<published>2025-02-07T23:30:00-05:00</published>") -> str:
    """Return an Atom feed of one entry."""
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry>'
        "<title>Ministers meet</title><id>tag:1</id><link href='https://example.org/1'/>"
        f"<updated>2025-02-09T00:00:00Z</updated>{dates}<author><name>Jane Roe</name></author>"
        f"<content type='html'>{html.escape(content)}</content></entry></feed>"
    )


@pytest.mark.parametrize(
    "feed",
    [
        rss(item("Ministers meet", link="https://example.org/1", content=WHOLE)),
        rss(item("Ministers meet", link="https://example.org/1", summary=WHOLE)),
        rss(item("Ministers meet", link="https://example.org/1", content=SHORT)),
        atom(WHOLE),
    ],
    ids=["content", "description", "a short report", "atom"],
)
@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "no_ending"])
def test_an_item_that_holds_the_article_is_the_article(tmp_path: Path, feed: str, name: str) -> None:
    (article,), problems = read(write(tmp_path / name, feed))
    assert (article.title, article.publisher, article.url) == ("Ministers meet", "The Paper", "https://example.org/1")
    assert (article.published, article.published_basis) == (date(2025, 2, 7), "stated")
    assert (article.authors, article.source, problems) == (("Jane Roe",), f"{tmp_path / name}:1", [])
    assert SENTENCE in article.text


def test_a_feed_in_a_folder_is_read_though_its_ending_is_that_of_any_xml(tmp_path: Path) -> None:
    write(tmp_path / "feed.xml", rss(item("Ministers meet", content=WHOLE)))
    write(tmp_path / "sitemap.xml", "<urlset><url/></urlset>")
    articles, problems = read(tmp_path)
    assert ([article.title for article in articles], problems) == (["Ministers meet"], [])


def test_the_day_of_the_last_change_is_only_inferred_to_be_that_of_publication(tmp_path: Path) -> None:
    (article,), _ = read(write(tmp_path / "feed.atom", atom(WHOLE, dates="")))
    assert (article.published, article.published_basis) == (date(2025, 2, 9), "inferred")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"summary": f"<p>{SENTENCE}</p>"},
        {"summary": SHORT},
        {"summary": f"{WHOLE}<p>Read more</p>"},
        {"summary": f"{WHOLE} [...]"},
        {"summary": SHORT, "content": SHORT},
        {"content": f"<p>{SENTENCE}</p>"},
        {"content": f"{SHORT} [...]"},
        {"content": f"{SHORT}<p>The post stands elsewhere</p>"},
    ],
    ids=[
        "in short", "a sentence", "three", "a link to the rest", "cut", "the summary once more", "a short content",
        "a cut content", "a content that ends in no sentence",
    ],
)  # fmt: skip
def test_an_item_that_announces_the_article_is_a_problem(tmp_path: Path, told: dict[str, str]) -> None:
    feed = rss(item("One", link="https://example.org/1", **told), item("Two", content=WHOLE))
    articles, problems = read(write(tmp_path / "feed.rss", feed))
    assert [article.title for article in articles] == ["Two"]
    assert [(problem.code, problem.source) for problem in problems] == [("announced_only", f"{tmp_path}/feed.rss:1")]


def test_a_broken_feed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    feed = rss(item("One", content=WHOLE), "<item><title>Two")
    articles, problems = read(write(tmp_path / "feed.rss", feed.replace("</channel></rss>", "")))
    assert [article.title for article in articles] == ["One"]
    assert "broken_feed" in [problem.code for problem in problems]


def test_a_feed_without_items_is_a_problem(tmp_path: Path) -> None:
    found, (problem,) = read(write(tmp_path / "feed.xml", rss()))
    assert (found, problem.code) == ([], "empty")


def test_a_feed_in_utf16_is_read(tmp_path: Path) -> None:
    (article,), problems = read(write(tmp_path / "feed.xml", rss(item("Gen\u00e8ve", content=WHOLE)).encode("utf-16")))
    assert (article.title, problems) == ("Gen\u00e8ve", [])


def test_a_link_that_is_none_costs_no_article(tmp_path: Path) -> None:
    items = [item(str(number), link=link, content=f"{WHOLE}<p>{number}.</p>") for number, link in enumerate(NO_LINKS)]
    found, problems = read(write(tmp_path / "feed.xml", rss(*items)))
    assert ([article.url for article in found], problems) == ([None] * len(NO_LINKS), [])


def test_a_feed_reads_nothing_of_this_machine(tmp_path: Path) -> None:
    write(tmp_path / "secret.txt", "secret words")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    feed = rss(item("One", content=WHOLE + "&x;"), item("Two &x;", content=WHOLE)).replace("\n", entity, 1)
    articles, _ = read(write(tmp_path / "feed.rss", feed))
    assert not any("secret" in article.text + (article.title or "") for article in articles)


# ---- what to follow


def test_the_feeds_of_a_list_are_found_at_any_depth_once_each(tmp_path: Path) -> None:
    inner = '<outline text="a" xmlUrl="https://example.org/a"/><outline text="b" xmlUrl="https://example.org/b"/>'
    body = f'<opml version="2.0"><body><outline text="group">{inner}</outline>{inner}</body></opml>'
    listed = write(tmp_path / "feeds.opml", body)
    assert feed_addresses(["https://example.org/c", str(listed)]) == [f"https://example.org/{name}" for name in "cab"]


@pytest.mark.parametrize("content", ["<opml><body/></opml>", "no list", None])
def test_a_list_without_feeds_is_a_wrong_call(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        write(tmp_path / "feeds.opml", content)
    with pytest.raises(UsageError, match=r"feeds\.opml"):
        feed_addresses([str(tmp_path / "feeds.opml")])


def test_an_address_that_nothing_is_fetched_from_is_told() -> None:
    with pytest.raises(UsageError, match="over http or https"):
        feed_addresses(["file:///home/me/feed.xml"])


ROBOTS = """
User-agent: *
Disallow: /
User-agent: Dyadbook
User-agent: other
Disallow: /private
Disallow: /*.pdf$
Disallow: /search?*q=
Allow: /private/open # but this
Crawl-delay: 7
Sitemap: https://example.org/sitemap.xml
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private", False),
        ("/private/x", False),
        ("/private/open/x", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x", True),
        ("/b.pdf.pdf", False),
        ("/search?a=1&q=2", False),
        ("/search", True),
        ("/%70rivate", False),
    ],
)
def test_the_longest_rule_for_this_reader_decides(path: str, allowed: bool) -> None:
    rules = parse_robots(ROBOTS, "dyadbook")
    assert (rules.allows(f"https://example.org{path}"), rules.delay_s) == (allowed, 7)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        (ROBOTS, False),
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("Disallow: /", True),
        ("User-agent: a\nDisallow: /", True),
    ],
)
def test_others_have_the_rules_for_all(text: str, allowed: bool) -> None:
    assert parse_robots(text, "somebody").allows("https://example.org/x") is allowed


# ---- following


class Site(ThreadingHTTPServer):
    """A site on this machine: its pages, and the requests that it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.pages: dict[str, str] = {}
        self.status: dict[str, tuple[int, dict[str, str]]] = {}
        self.asked: list[str] = []

    def count(self, path: str) -> int:
        """Return how often a path was asked for."""
        return self.asked.count(path)


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def do_GET(self) -> None:
        site = self.server
        site.asked.append(self.path)
        status, headers = site.status.get(self.path, (200 if self.path in site.pages else 404, {}))
        body = site.pages.get(self.path, "").encode()
        tag = f'"{hash(body)}"'
        if status == 200 and self.headers.get("If-None-Match") == tag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in {"ETag": tag, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def running_site() -> Iterator[Site]:
    """Yield a site with one feed that announces two articles."""
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    server.pages = {
        "/feed": rss(item("One", link=f"{server.base}/1"), item("Two", link=f"{server.base}/2")),
        "/1": PAGE.replace("Ministers meet", "One"),
        "/2": PAGE.replace("Ministers meet", "Two"),
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """Yield a site that runs while the test does."""
    with running_site() as running:
        yield running


class Reader:
    """One who follows the feeds of a site, and remembers."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.state = FollowState()
        self.now = NOW
        self.pauses: list[float] = []

    def round(self, *paths: str, later: timedelta = timedelta()) -> tuple[list[str | None], list[str]]:
        """Return the titles of the articles that one round gives, and the codes of its problems."""
        self.now += later
        options = SourceOptions(allow_private=True, user_agent="dyadbook (tests)")
        addresses = [self.site.base + path for path in paths or ("/feed",)]
        self.found = list(follow(addresses, self.state, options, now=self.now, pause=self.pauses.append))
        articles = [found for found in self.found if isinstance(found, Article)]
        return [one.title for one in articles], [one.code for one in self.found if isinstance(one, Problem)]


@pytest.fixture
def reader(site: Site) -> Reader:
    """Return one who follows the site."""
    return Reader(site)


def test_what_a_feed_announces_is_fetched_with_the_feeds_date(reader: Reader) -> None:
    assert reader.round() == (["One", "Two"], [])
    first = reader.found[0]
    assert isinstance(first, Article)
    assert (first.url, first.source) == (f"{reader.site.base}/1", f"{reader.site.base}/1")
    assert (first.published, first.retrieved) == (date(2025, 2, 7), NOW.date())


def test_what_a_feed_holds_whole_is_not_fetched(reader: Reader) -> None:
    reader.site.pages["/feed"] = rss(item("One", link=f"{reader.site.base}/1", content=WHOLE))
    assert reader.round() == (["One"], [])
    assert reader.site.count("/1") == 0


def test_an_article_is_given_once_whatever_feeds_it_stands_in(reader: Reader) -> None:
    reader.site.pages["/other"] = rss(item("One again", link=f"{reader.site.base}/1?utm_source=rss#top"))
    assert reader.round("/feed", "/other", "/feed") == (["One", "Two"], [])
    assert reader.round("/feed", "/other") == ([], [])
    assert reader.site.count("/1") == 1


def test_a_feed_that_did_not_change_is_not_sent_again(reader: Reader) -> None:
    reader.round()
    assert reader.round() == ([], [])
    reader.site.pages["/feed"] += "<!-- changed -->"
    reader.site.pages["/feed"] = rss(item("Three", link=f"{reader.site.base}/3"))
    reader.site.pages["/3"] = PAGE.replace("Ministers meet", "Three")
    assert reader.round() == (["Three"], [])


def test_the_state_is_kept_in_a_file(reader: Reader, tmp_path: Path) -> None:
    reader.round()
    reader.state.save(tmp_path / "new" / "state.json")
    reader.state = FollowState.load(tmp_path / "new" / "state.json")
    assert reader.round() == ([], [])
    assert FollowState.load(tmp_path / "none.json") == FollowState()
    with pytest.raises(UsageError, match=r"state\.json is no state"):
        FollowState.load(write(tmp_path / "state.json", "{"))


def test_a_feed_that_fails_is_left_alone_twice_as_long_each_time(reader: Reader) -> None:
    reader.site.status["/feed"] = (503, {})
    assert reader.round() == ([], ["url_busy"])
    assert reader.round(later=timedelta(minutes=4)) == ([], [])
    assert reader.round(later=timedelta(minutes=2)) == ([], ["url_busy"])
    assert reader.round(later=timedelta(minutes=6)) == ([], [])
    assert reader.site.count("/feed") == 2
    del reader.site.status["/feed"]
    assert reader.round(later=timedelta(minutes=5)) == (["One", "Two"], [])


@pytest.mark.parametrize("said", ["7200", "Sat, 08 Feb 2025 14:00:00 GMT"])
def test_a_server_that_asks_for_time_is_given_it(reader: Reader, said: str) -> None:
    reader.site.status["/feed"] = (429, {"Retry-After": said})
    assert reader.round() == ([], ["url_busy"])
    assert reader.round(later=timedelta(minutes=119)) == ([], [])
    assert reader.round(later=timedelta(minutes=1)) == ([], ["url_busy"])


def test_an_article_that_cannot_be_fetched_now_is_tried_again(reader: Reader) -> None:
    reader.site.status["/1"] = (503, {})
    assert reader.round() == (["Two"], ["url_busy"])
    assert reader.round() == ([], [])
    del reader.site.status["/1"]
    assert reader.round(later=timedelta(minutes=5)) == (["One"], [])


def test_an_article_that_never_comes_is_left_after_some_tries(reader: Reader) -> None:
    reader.site.status["/1"] = (503, {})
    codes = [reader.round(later=timedelta(days=1))[1] for _ in range(6)]
    assert codes == [["url_busy"]] * 4 + [[]] * 2


def test_an_article_that_is_gone_is_told_once(reader: Reader) -> None:
    del reader.site.pages["/1"]
    assert reader.round() == (["Two"], ["url_status"])
    assert reader.round(later=timedelta(days=1)) == ([], [])


def test_what_robots_txt_forbids_is_not_read(reader: Reader) -> None:
    reader.site.pages["/robots.txt"] = "User-agent: *\nDisallow: /1\nCrawl-delay: 9\n"
    assert reader.round() == (["Two"], ["robots"])
    assert (reader.site.count("/1"), reader.site.count("/robots.txt")) == (0, 1)
    assert all(0 < pause <= 9 for pause in reader.pauses)
    assert max(reader.pauses) > 8


def test_nothing_is_read_while_a_server_cannot_say_what_it_allows(reader: Reader) -> None:
    reader.site.status["/robots.txt"] = (500, {})
    assert reader.round() == ([], ["robots_unknown"])
    assert reader.site.asked == ["/robots.txt"]


def test_a_private_address_is_refused_for_what_it_is(site: Site) -> None:
    (problem,) = follow([f"{site.base}/feed"], FollowState(), SourceOptions(), now=NOW)
    assert isinstance(problem, Problem)
    assert (problem.code, "private network" in problem.message, site.asked) == ("url_refused", True, [])


@pytest.mark.parametrize("inner", ["/feed", "/1"], ids=["a feed", "an article"])
def test_what_a_setting_refused_is_read_once_it_is_allowed(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    def refuse(url: str, *given: object) -> Page:
        if url.endswith(inner):
            raise SourceError("url_refused", "not by this setting", url)
        return fetch_any(url, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("dyadbook.sources.follow.fetch_any", refuse)
        assert reader.round() == (["Two"] if inner == "/1" else [], ["url_refused"])
    assert reader.round() == (["One"] if inner == "/1" else ["One", "Two"], [])


def test_a_page_is_no_feed(reader: Reader) -> None:
    assert reader.round("/1", "/feed") == (["One", "Two"], ["no_feed"])


def test_what_was_not_taken_comes_again(reader: Reader) -> None:
    options = SourceOptions(allow_private=True)
    first = next(follow([f"{reader.site.base}/feed"], reader.state, options, now=NOW, pause=reader.pauses.append))
    assert isinstance(first, Article)
    assert reader.round()[0] == ["One", "Two"]
