"""Return the addresses of pages that are files, and remember which are asked for: those are then written."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Collection, Mapping
from typing import NamedTuple

CHART = "chart-"
"""Begins the name of a chart as a file, which a table may share."""
_LONGEST = 80  # characters of a file's name


class Page(NamedTuple):
    """A page of the site: its kind, and what it is about."""

    kind: str
    key: tuple[str, ...] = ()
    part: int = 1


class Files:
    """Which page lies in which file; `waiting` are those that were linked and are not written yet."""

    def __init__(
        self,
        dyads: Collection[tuple[str, str]] | None = None,
        alone: Mapping[str, tuple[str, int, int]] | None = None,
    ) -> None:
        """Take the dyads that have a page (None: all), and where the words of events stand that one article tells."""
        self.dyads, self.alone = dyads, alone or {}
        self.waiting: deque[Page] = deque()
        self.of: dict[Page, str] = {}
        self._taken: set[str] = set()

    def file(self, page: Page) -> str:
        """Return the file of a page."""
        if (known := self.of.get(page)) is not None:
            return known
        self.of[page] = name = self._free(_name(page))
        self.waiting.append(page)
        return name

    def _free(self, name: str) -> str:
        """Return the name with a number where another page has it, upper and lower case being one on some disks."""
        found, number = name, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{name.removesuffix('.html')}_{number}.html"
        self._taken.add(found.casefold())
        return found


class SiteLinks:
    """The addresses of pages, as the page in `folder` sees them."""

    forms = ("svg", "csv")
    """Of charts as files."""
    filters = False
    """Whether a page can be narrowed down."""

    def __init__(self, files: Files, folder: str = "") -> None:
        self._files, self._up = files, "../" if folder else ""

    def _to(self, kind: str, *key: str, part: int = 1) -> str:
        return self._up + self._files.file(Page(kind, key, part))

    def static(self, name: str) -> str:
        """Return the address of a style sheet or script."""
        return f"{self._up}static/{name}"

    def home(self) -> str:
        """Return the address of the first page."""
        return self._to("home")

    def dyad(self, a: str, b: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of a dyad's page; narrowed to an issue, that of the issue."""
        if asked and (issue := asked.get("issue")):
            return self.issue(issue)
        pair = (a, b) if a < b else (b, a)
        if self._files.dyads is not None and pair not in self._files.dyads:
            return self._to("left-out")
        return self._to("dyad", *pair)

    def chart(self, a: str, b: str, name: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of a chart of a dyad, as a file beside its page."""
        return beside(self._to("dyad", *sorted((a, b))), f"{CHART}{name}")

    def map(self, form: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of the first page's map as a file."""
        return beside(self._to("home"), f"{CHART}map.{form}")

    def told(self, a: str, b: str, kind: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of a part of the events or statements of a dyad."""
        return self._to("told", *sorted((a, b)), kind, part=int((asked or {}).get("cursor", 1)))

    def event(self, event: str) -> str:
        """Return the address of an event's page; of one that a single article tells, that of its words there."""
        if (alone := self._files.alone.get(event)) is not None:
            return self.article(*alone)
        return self._to("event", event)

    def article(self, article: str, start: int | None = None, end: int | None = None) -> str:
        """Return the address of an article's page, or of words on it."""
        return self._to("article", article) + ("" if start is None else f"#s{start}-{end}")

    def search(self, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of the search."""
        return self._to("search")

    def party(self, party: str) -> str:
        """Return the address of the page of a country or another party."""
        return self._to("country", party)

    def person(self, person: str) -> str:
        """Return the address of the page of a person."""
        return self._to("person", person.removeprefix("person/"))

    def issue(self, issue: str) -> str:
        """Return the address of an issue's page."""
        return self._to("issue", issue)

    def dyads(self, part: int = 1) -> str:
        """Return the address of a part of the list of all dyads."""
        return self._to("dyads", part=part)

    def page(self, name: str) -> str:
        """Return the address of another page: about, runs, pending."""
        return self._to(name)


def beside(file: str, name: str) -> str:
    """Return the name of a file that lies beside a page."""
    return f"{file.removesuffix('.html')}.{name}"


def _name(page: Page) -> str:
    """Return the file that a page would like to lie in."""
    part = f"-{page.part}" if page.part > 1 else ""
    if not page.key:
        return f"{'index' if page.kind == 'home' else page.kind}{part}.html"
    folder = "dyad" if page.kind == "told" else page.kind
    return f"{folder}/{'-'.join(map(_plain, page.key))}{part}.html"


def _plain(key: str) -> str:
    """Return a key as a part of a file name on any disk; what is cut or cannot be read so has a mark of its own."""
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", key).strip("-.") or "x"
    if len(plain) > _LONGEST or not re.search(r"[A-Za-z0-9]", plain):
        plain = f"{plain[:_LONGEST]}-{hashlib.blake2b(key.encode('utf-8', 'replace'), digest_size=4).hexdigest()}"
    return plain
