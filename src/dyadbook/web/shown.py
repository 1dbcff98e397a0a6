"""Return a page, its JSON twin or a table of it, whichever the address or the browser asks for.

A page's function gives `show` its template and what to make; all else (form, cache, compression) is the same for all.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlencode

from dyadbook.book.index_view import View
from dyadbook.errors import UsageError
from dyadbook.formats.marked import templates
from dyadbook.formats.wording import one_line
from dyadbook.phrases import listed
from dyadbook.records import Record
from dyadbook.schemas import to_json
from dyadbook.web.http import Request, Response
from dyadbook.web.library import Library, Made
from dyadbook.web.links import Links
from dyadbook.web.twins import READ_BY, Tables, as_csv, as_json, tables_of

if TYPE_CHECKING:
    from dyadbook.web.desk import Editor

Form = Literal["html", "json", "csv"]
_KINDS: dict[Form, str] = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_ZIPPED = 1500  # bytes from which it is worth it


class Fault(Record, frozen=True, kw_only=True):
    """What went wrong: a word for programs, and what to do about it."""

    code: str
    message: str
    status: int


class Refusal(Record, frozen=True, kw_only=True):
    """The one form of failure."""

    error: Fault


@dataclass(frozen=True)
class Shown:
    """What a page shows: its record, what else its template takes, where its list goes on, and its own tables.

    `tables` None: those of its record.
    """

    record: Record
    values: Mapping[str, Any] = field(default_factory=dict)
    next: str | None = None
    tables: Tables | None = None


@dataclass(frozen=True)
class Tried:
    """A form that was refused: why, and the fields as they were sent. The page shows both again."""

    why: str = ""
    sent: Mapping[str, list[str]] = field(default_factory=dict)

    def typed(self, name: str) -> str:
        """Return what was typed into a field."""
        return self.sent.get(name, [""])[0]

    def chose(self, name: str, value: str) -> bool:
        """Return whether a value was among those chosen."""
        return value in self.sent.get(name, ())

    def only(self, mine: bool) -> Tried:
        """Return this where it is of the form at hand, else a form that nobody sent."""
        return self if mine else Tried()


def show(request: Request, template: str | None, make: Callable[[View], Shown], tried: Tried | None = None) -> Response:
    """Return the reply to a request for a page; made once for a version of the book, unless a person edits.

    Without a template there is no page, and JSON in its place. `tried` is the form of it that was refused.
    """
    library: Library = request.app.state.library
    library.look()
    form, editor = form_of(request), _editor_of(request)
    if template is None and form == "html":
        form = "json"
    if form != "html" and request.query_params:
        _check_names(request)

    def made() -> Made:
        with library.index.view() as view:
            return _made(request, template, form, make(view), tried)

    if form == "html" and editor is not None:  # the page holds the person's own form token
        return sent_made(request, made(), private=True)
    return sent_made(request, library.made((form, request.url.path, request.url.query), made))


def _check_names(request: Request) -> None:
    """Raise UsageError where an address asks by a name that the route does not have: a program would not notice.

    A page for people passes it over: other sites put names of their own behind an address.
    """
    known = _names(request)
    if other := sorted(set(request.query_params) - set(known)):
        raise UsageError(f"nothing here is asked for by {listed(other)}: it can be {', '.join(known)}.")


def _names(request: Request) -> tuple[str, ...]:
    """Return the names by which the route of a request can be asked."""
    route = request.scope.get("route")
    described = request.app.openapi()["paths"].get(route.path_format, {}) if route else {}
    parameters = described.get("get", {}).get("parameters", ())
    return (*(one["name"] for one in parameters if one["in"] == "query"), "table")


def _query(request: Request) -> str:
    """Return what an address asks for, without names that its route does not have."""
    if not request.query_params:
        return ""
    known = _names(request)
    if set(request.query_params) <= set(known):
        return request.url.query
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name in known])


def form_of(request: Request) -> Form:
    """Return the form that is asked for: by the ending of the address, else by what the browser takes."""
    if (form := request.scope.get("dyadbook.form")) is not None:
        chosen: Form = form
        return chosen
    takes = request.headers.get("accept", "")
    if "text/html" in takes:
        return "html"
    return "json" if "application/json" in takes else "csv" if "text/csv" in takes else "html"


def _editor_of(request: Request) -> Editor | None:
    """Return the person who is signed in; None where nobody is, or nobody can be."""
    desk = request.app.state.desk
    found: Editor | None = None if desk is None else desk.editor(request)
    return found


def render(request: Request, template: str, **values: Any) -> str:
    """Return a rendered template."""
    shared = {
        "links": Links(), "here": request.url.path, "query": _query(request), "editor": _editor_of(request),
        "can_edit": request.app.state.desk is not None, "library": request.app.state.library, "read_by": READ_BY,
        "description": None, "next": None, "tried": Tried(),
    }  # fmt: skip
    text: str = _templates().get_template(template).render(**{**shared, **values})
    return text


@cache
def _templates() -> Any:
    """Return the templates with what only pages on a server need."""
    made = templates("dyadbook.web")
    made.filters["asked_words"] = _asked_words
    made.globals["twin_of"] = twin_of
    return made


def warm() -> None:
    """Read every template, so that the first page need not wait for it."""
    for name in _templates().list_templates(["html"]):
        _templates().get_template(name)


def twin_of(path: str, query: str, form: str, table: str | None = None) -> str:
    """Return the address of a page in another form."""
    asked = [query] if query else []
    asked += [] if table is None else [f"table={table}"]
    return f"{'/home' if path == '/' else quote(path)}.{form}" + (f"?{'&'.join(asked)}" if asked else "")


def _asked_words(words: str) -> str:
    """Return the filter in words, without what only the command line can do."""
    words = re.sub(r": `--synthetic only` shows them.*?among the others\.", ".", words)
    return one_line(re.sub(r" They are listed by `dyadbook sql .*?`\.", "", words))


def refused(request: Request, status: int, code: str, message: str) -> Response:
    """Return a refusal, as a page or as JSON."""
    fault = Fault(code=code, message=message, status=status)
    if form_of(request) == "html":
        body = render(request, "error.html", fault=fault).encode("utf-8", "backslashreplace")
        return Response(body, status, media_type=_KINDS["html"])
    return Response(to_json(Refusal(error=fault)), status, media_type=_KINDS["json"])


def _made(request: Request, template: str | None, form: Form, shown: Shown, tried: Tried | None) -> Made:
    """Return a page as it goes out; one on which a form was refused has the address of that form."""
    tables = tables_of(shown.record) if shown.tables is None else shown.tables
    if form == "html" and template is not None:
        values = {"page": shown.record, "tables": tuple(tables), "next": shown.next, **shown.values}
        if tried is not None:
            values |= {"tried": tried, "here": request.url.path.rpartition("/")[0]}
        body = render(request, template, **values).encode("utf-8", "backslashreplace")
        if tried is not None:
            return replace(made_of(body, _KINDS[form]), status=400)
    elif form == "json":
        body = as_json(shown.record, next=shown.next, version=request.app.state.library.version)
    else:
        body = _table(tables, request.query_params.get("table"))
    return made_of(body, _KINDS[form])


def made_of(body: bytes, kind: str) -> Made:
    """Return content as it goes out, with its tag, and compressed where that is worth it."""
    zipped = gzip.compress(body, 5, mtime=0) if len(body) >= _ZIPPED else None
    return Made(body, kind, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', 200, zipped)


def sent_made(request: Request, made: Made, *, private: bool = False) -> Response:
    """Return what was made as a reply; `private`: for one person alone."""
    headers = {
        "ETag": made.tag,
        "Cache-Control": "no-store" if private else "no-cache",
        "Vary": "Accept, Accept-Encoding, Cookie",
    }
    if not private and request.headers.get("if-none-match") == made.tag:
        return Response(status_code=304, headers=headers)
    # what a person's own page holds is not compressed: its length would tell of its form token
    if made.zipped and not private and re.search(r"\bgzip\b(?!;q=0)", request.headers.get("accept-encoding", "")):
        return Response(made.zipped, made.status, headers={**headers, "Content-Encoding": "gzip"}, media_type=made.kind)
    return Response(made.body, made.status, headers=headers, media_type=made.kind)


def _table(tables: Tables, name: str | None) -> bytes:
    """Return a table of a page as CSV. Raises: UsageError where the page has no such table."""
    if not tables:
        raise UsageError("this page has no table: take its JSON.")
    chosen = name or next(iter(tables))
    if chosen not in tables:
        raise UsageError(f"this page has no table {chosen!r}: choose from {', '.join(tables)} (?table=...).")
    return as_csv(tables[chosen])
