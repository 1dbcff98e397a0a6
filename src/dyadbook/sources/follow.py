"""Yield the new articles of feeds, and remember what was seen.

Level 3. One call asks each feed once and sends on what is new in it; whoever wants to go on calls again. A server is
asked as it wants to be: whether anything has changed, not what robots.txt forbids, not too often, later where it fails.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from dyadbook.days import moment_words
from dyadbook.errors import SourceError, UsageError
from dyadbook.records import Article, Problem
from dyadbook.sources.article import Found, problem
from dyadbook.sources.feeds import Feed, Item, parse_feed, read_item
from dyadbook.sources.files import read_bytes
from dyadbook.sources.options import SourceOptions
from dyadbook.sources.robots import ALL, Robots, parse_robots
from dyadbook.sources.url import Page, fetch_any

__all__ = ["Asked", "FollowState", "follow"]

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(days=1)
_TRIES = 4  # of an article's page; then it is left
_KEPT = timedelta(days=365)  # for which an item is known that stands in no feed any more
_BETWEEN_S = 1.0  # between two requests to one host
_LONGEST_BETWEEN_S = 30.0
_ACCEPT_FEED = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
# What may go better another time; all else is told once and left.
_PASSING = frozenset({"url_timeout", "url_failed", "url_busy", "robots_unknown"})
_BY_SETTING = "url_refused"  # another setting may let it through: it is told each time and never remembered
# What those who share a link add to it to count readers: it names no other article.
_COUNTING = re.compile(r"utm_\w+|at_(?:medium|campaign|custom\d?|format)|fbclid|gclid|cmpid|ns_\w+|ocid", re.IGNORECASE)


@dataclass
class Asked:
    """What is remembered of an address: what the server said of its version, and when it may be asked again."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    not_before: datetime | None = None

    def failed(self, now: datetime, least: timedelta | None = None) -> None:
        """Wait twice as long as the last time, and as long as the server asks for."""
        self.failures += 1
        wait = min(_FIRST_WAIT * 2 ** min(self.failures - 1, 12), _LONGEST_WAIT)
        self.not_before = now + max(wait, min(least or wait, 7 * _LONGEST_WAIT))


@dataclass
class FollowState:
    """What was asked and what was given: one small file beside what it was given to."""

    feeds: dict[str, Asked] = field(default_factory=dict)
    pages: dict[str, Asked] = field(default_factory=dict)
    seen: dict[str, date] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> FollowState:
        """Return the state that was saved there, or a new one. Raises: UsageError when it cannot be read."""
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls)
        except FileNotFoundError:
            return cls()
        except (OSError, msgspec.DecodeError) as error:
            raise UsageError(
                f"{path} is no state of `dyadbook follow` ({error}): name another file, or remove it."
            ) from error

    def save(self, path: Path) -> None:
        """Write the state, whole or not at all. Raises: UsageError when it cannot be written."""
        part = path.with_name(path.name + ".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=1))
            part.replace(path)
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror}. Name another file.") from error

    def left_alone(self, feeds: Iterable[str], now: datetime) -> dict[str, datetime]:
        """Return those of the feeds that are not asked now, since they failed, with the time up to which."""
        found = {}
        for feed in feeds:
            until = self.feeds[feed].not_before if feed in self.feeds else None
            if until and until > now:
                found[feed] = until
        return found


def follow(
    feeds: Iterable[str],
    state: FollowState,
    options: SourceOptions,
    *,
    now: datetime | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Article | Problem]:
    """Yield the articles that are new in feeds, and the problems met; `state` is changed as they are taken.

    An item that holds its article whole is that article; of one that announces it the page is fetched. An article is
    given once, whatever feeds it stands in. `now` is the time of the call, `pause` waits between requests.
    """
    visit = _Visit(state, options, now or datetime.now(UTC), pause)
    for address in dict.fromkeys(feeds):
        yield from visit.feed(address)
    visit.forget_old()


class _Visit:
    """One round over feeds."""

    def __init__(
        self, state: FollowState, options: SourceOptions, now: datetime, pause: Callable[[float], None]
    ) -> None:
        self.state, self.options, self.now, self.pause = state, options, now, pause
        self.robots: dict[str, Robots | SourceError] = {}
        self.asked_at: dict[str, float] = {}

    # ---- feeds

    def feed(self, address: str) -> Iterator[Article | Problem]:
        """Yield what is new in one feed."""
        if self.state.left_alone([address], self.now):
            return
        known = self.state.feeds.setdefault(address, Asked())
        try:
            page = self.ask(address, _conditions(known))
            if page.status == 304:
                known.failures, known.not_before = 0, None
                return
            feed = parse_feed(page.content, address, url=page.url, charset=page.charset)
        except SourceError as error:
            if error.code == _BY_SETTING:
                yield problem(error)
                return
            known.failed(self.now, getattr(error, "wait", None))
            again = moment_words(known.not_before) if known.not_before else ""
            yield problem(
                SourceError(error.code, f"{error.message}; the feed is not asked again before {again}", address)
            )
            return
        if feed.trouble:
            yield problem(SourceError("broken_feed", feed.trouble, address))
        waiting = 0
        for item in feed.items:
            yield from self.item(item, feed, address)
            waiting += _key(item, address) not in self.state.seen
        known.failures, known.not_before = 0, None
        # While an article waits to be fetched the feed is read whole each time, for it is the feed that leads to it.
        known.etag = None if waiting else page.headers.get("etag")
        known.modified = None if waiting else page.headers.get("last-modified")

    # ---- items

    def item(self, item: Item, feed: Feed, address: str) -> Iterator[Article | Problem]:
        """Yield the article of an item that was not given before."""
        key = _key(item, address)
        if key in self.state.seen:
            self.state.seen[key] = self.now.date()
            return
        known = self.state.pages.get(key)
        if known and known.not_before and known.not_before > self.now:
            return
        try:
            if item.content is not None:
                source = item.link or f"{address}#{item.name or item.number}"
                article, problems = read_item(item, feed, source, self.options, retrieved=self.now.date())
                yield from problems
                yield article
            elif item.link is None:
                message = f"item {item.number} has neither the article nor a link to it"
                yield problem(SourceError("announced_only", message, address))
            else:
                yield from self.page(item)
        except SourceError as error:
            if error.code == _BY_SETTING:
                yield problem(error)
                return
            if error.code in _PASSING:
                known = known or Asked()
                known.failed(self.now, getattr(error, "wait", None))
                if known.failures < _TRIES:
                    self.state.pages[key] = known
                    again = moment_words(known.not_before) if known.not_before else ""
                    yield problem(
                        SourceError(error.code, f"{error.message}; it is tried again after {again}", error.where)
                    )
                    return
            yield problem(error)
        self.state.seen[key] = self.now.date()
        self.state.pages.pop(key, None)

    def page(self, item: Item) -> Iterator[Article | Problem]:
        """Yield the article at an item's link; the feed's date stands where the page tells none."""
        assert item.link is not None
        page = self.ask(item.link, {})
        known = Found(url=page.url, retrieved=self.now.date())
        for found in read_bytes(page.content, item.link, self.options, charset=page.charset, known=known):
            if isinstance(found, Article) and found.published is None and item.published.day:
                basis = item.published_basis
                yield msgspec.structs.replace(found, published=item.published.day, published_basis=basis)
            else:
                yield found

    # ---- requests

    def ask(self, url: str, headers: dict[str, str]) -> Page:
        """Return what is at an address, asked as its server wants to be asked.

        Raises: SourceError where that may not be, or the answer is none.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.robots:
            self.robots[origin] = self.rules(origin)
        rules = self.robots[origin]
        if isinstance(rules, SourceError):
            if rules.code == _BY_SETTING:
                raise SourceError(rules.code, rules.message, url)
            code = "robots_unknown" if rules.code in _PASSING else "robots"
            raise SourceError(code, f"its server could not be asked what it allows ({rules.message})", url)
        if not rules.allows(url):
            raise SourceError("robots", "its server's robots.txt does not allow it to be read by a program", url)
        page = self.send(url, headers, rules.delay_s)
        if page.status >= 400:
            busy = page.status >= 500 or page.status in (408, 429)
            code = "url_busy" if busy else "url_status"
            message = f"the server answered {page.status} {page.reason}".strip()
            raise _RefusedError(code, message, url, _wait(page, self.now))
        return page

    def send(self, url: str, headers: dict[str, str], delay_s: float | None) -> Page:
        """Return the answer of a server, after the pause that it is due."""
        host = urlsplit(url).netloc
        due = self.asked_at.get(host, float("-inf")) + min(max(delay_s or 0.0, _BETWEEN_S), _LONGEST_BETWEEN_S)
        if (wait := due - time.monotonic()) > 0:
            self.pause(wait)
        try:
            return fetch_any(url, self.options, headers)
        finally:
            self.asked_at[host] = time.monotonic()

    def rules(self, origin: str) -> Robots | SourceError:
        """Return what a site allows; where it cannot say so now, the error."""
        address = f"{origin}/robots.txt"
        try:
            page = self.send(address, {}, None)
        except SourceError as error:
            return error
        if page.status >= 500 or page.status == 429:
            return SourceError("url_busy", f"the server answered {page.status}", address)
        if page.status >= 400:
            return ALL
        agent = re.split(r"[/\s(]", self.options.user_agent, maxsplit=1)[0]
        return parse_robots(page.content[:500_000].decode("utf-8", "replace"), agent)

    def forget_old(self) -> None:
        """Take out what stood in no feed for long."""
        oldest = self.now.date() - _KEPT
        self.state.seen = {key: day for key, day in self.state.seen.items() if day >= oldest}
        self.state.pages = {
            key: page
            for key, page in self.state.pages.items()
            if page.not_before is not None and page.not_before.date() >= oldest
        }


class _RefusedError(SourceError):
    """An answer that is none; `wait` is how long the server wants to be left alone."""

    def __init__(self, code: str, message: str, where: str, wait: timedelta | None) -> None:
        super().__init__(code, message, where)
        self.wait = wait


def _conditions(known: Asked) -> dict[str, str]:
    headers = {"Accept": _ACCEPT_FEED}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.modified:
        headers["If-Modified-Since"] = known.modified
    return headers


def _wait(page: Page, now: datetime) -> timedelta | None:
    """Return how long the server asks to wait, in seconds or up to a time; None where it says nothing."""
    said = page.headers.get("retry-after", "").strip()
    if said.isdigit():
        return timedelta(seconds=int(said[:9]))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(until.replace(tzinfo=until.tzinfo or UTC) - now, timedelta())


def _key(item: Item, feed: str) -> str:
    """Return what an item is known by: its link without what only counts readers; else its name within its feed."""
    if item.link is None:
        return f"{feed}#{item.name or item.title or item.number}"
    parts = urlsplit(item.link)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not _COUNTING.fullmatch(name)]
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(query), ""))
