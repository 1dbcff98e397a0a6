"""Return the addresses of pages: one place, so that pages written as files can have others."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from dyadbook.charts.files import makes_pictures

_UNASKED = ("synthetic", "apart")


class Links:
    """Addresses on a server."""

    filters = True
    """Whether a page can be narrowed down."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of charts as files: those that can be made here."""
        return ("svg", "png", "csv") if makes_pictures() else ("svg", "csv")

    def static(self, name: str) -> str:
        """Return the address of a style sheet or script."""
        return f"/static/{name}"

    def home(self) -> str:
        """Return the address of the first page."""
        return "/"

    def dyad(self, a: str, b: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of a dyad's page."""
        return _with_query(f"/dyad/{_path(a)}/{_path(b)}", asked)

    def told(self, a: str, b: str, kind: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of all events or statements of a dyad."""
        return _with_query(f"/dyad/{_path(a)}/{_path(b)}/{kind}", asked)

    def chart(self, a: str, b: str, name: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of a chart as a file."""
        return _with_query(f"/dyad/{_path(a)}/{_path(b)}/chart/{name}", asked)

    def map(self, form: str, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of the first page's map as a file."""
        return _with_query(f"/chart/map.{form}", asked)

    def event(self, event: str) -> str:
        """Return the address of an event's page."""
        return f"/event/{_path(event)}"

    def article(self, article: str, start: int | None = None, end: int | None = None) -> str:
        """Return the address of an article's page, or of words in it."""
        return f"/article/{_path(article)}" + ("" if start is None else f"#s{start}-{end}")

    def marks(self, article: str) -> str:
        """Return the address of the style sheet that lights the words of an article."""
        return f"/article/{_path(article)}/marks.css"

    def search(self, asked: Mapping[str, str] | None = None) -> str:
        """Return the address of the search."""
        return _with_query("/search", asked)

    def party(self, party: str) -> str:
        """Return the address of the page of a country or another party."""
        return f"/country/{_path(party)}"

    def person(self, person: str) -> str:
        """Return the address of the page of a person."""
        return f"/person/{_path(person.removeprefix('person/'))}"

    def issue(self, issue: str) -> str:
        """Return the address of an issue's page."""
        return f"/issue/{_path(issue)}"

    def with_asked(self, path: str, asked: Mapping[str, str]) -> str:
        """Return the address of a page, narrowed down."""
        return _with_query(path, {name: value for name, value in asked.items() if (name, value) != _UNASKED})

    def page(self, name: str) -> str:
        """Return the address of another page: about, runs, pending, decisions."""
        return f"/{name}"


def _with_query(path: str, asked: Mapping[str, str] | None) -> str:
    """Return an address with its query."""
    return f"{path}?{urlencode(asked)}" if asked else path


def _path(part: str) -> str:
    return quote(part, safe="/")
