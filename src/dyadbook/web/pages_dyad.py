"""Show a dyad: its page, and all its events and statements part by part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec

from dyadbook import charts, questions
from dyadbook.book.index import Index
from dyadbook.book.index_view import View
from dyadbook.book.questions.entries import by_issue
from dyadbook.book.questions.event import disputed
from dyadbook.book.questions.home import ToldEvents, ToldStatements, told_events, told_statements
from dyadbook.charts import files
from dyadbook.errors import UsageError
from dyadbook.lookup.party import party_id
from dyadbook.ontology import STANDING_ASPECTS, event_types, issues
from dyadbook.pages import DyadPage
from dyadbook.web.alleged import with_plan_tellers, with_tellers
from dyadbook.web.asked import Asked, asked, cursor_of
from dyadbook.web.http import (
    APIRouter,
    Convertor,
    Depends,
    HTTPException,
    RedirectResponse,
    Request,
    Response,
    register_url_convertor,
)
from dyadbook.web.library import Made
from dyadbook.web.links import Links
from dyadbook.web.openapi import twin
from dyadbook.web.shown import Shown, made_of, sent_made, show
from dyadbook.web.speakers import speakers

router = APIRouter()
NEWEST = 90  # events and statements of a page, which must stay under 500 kB; the lists have all
PART = 100  # of a list


class _Party(Convertor[str]):
    """A party in an address: a code, or an id with its slash (`org/EU`)."""

    regex = r"org/[^/]+|[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("party", _Party())
Filtered = Annotated[Asked, Depends(asked)]


@router.get("/dyad", include_in_schema=False)
def named(a: str, b: str) -> Response:
    """Lead to the page of two parties that a form names."""
    first, second = party_of(a), party_of(b)
    return RedirectResponse(Links().dyad(first, second), 303)


@router.get("/dyad/{a:party}/{b:party}", **twin(DyadPage, table=True))
def dyad(request: Request, a: str, b: str, asked: Filtered) -> Response:
    """Return where two parties stand and what passed between them."""
    first, second = party_of(a), party_of(b)

    def make(view: View) -> Shown:
        index = request.app.state.library.index
        page = questions.dyad(index, first, second, most=NEWEST, **asked.narrowed)
        page = msgspec.structs.replace(page, timeline=with_tellers(page.timeline), undated=with_tellers(page.undated))
        months = questions.series(index, first, second, undated=asked.undated, **asked.narrowed)
        plans = with_plan_tellers(questions.pending(index, first, second, most=20, **asked.narrowed))
        values = {
            "asked": asked, "plans": plans, "choices": choices(), "speakers": speakers(page.statements),
            "disputed": disputed(view, page.timeline),
            "drawing": charts.timeline(page, zoom=_zoom(first, second, asked)),
            "balance": charts.balance(months, zoom=_zoom(first, second, asked), examples=page.has_synthetic),
            "matters": charts.issues(
                page, by_issue(view, page.timeline),
                issue_links={
                    one.issue: Links().dyad(first, second, {**asked.address, "issue": one.issue})
                    for one in page.issues
                },
            ),
        }  # fmt: skip
        return Shown(page, values)

    return show(request, "dyad_page.html", make)


@router.get("/dyad/{a:party}/{b:party}/chart/{name}", include_in_schema=False)
def chart(request: Request, a: str, b: str, name: str, asked: Filtered) -> Response:
    """Return a chart of a dyad as a file: `timeline.svg`, `balance.png`, `issues.pdf`, or the data as `.csv`."""
    index, first, second = request.app.state.library.index, party_of(a), party_of(b)

    def drawing(draw: Drawn) -> Callable[[View], charts.Svg]:
        return lambda view: draw(index, first, second, asked)

    return chart_file(request, name, {kind: drawing(draw) for kind, draw in CHARTS.items()})


def chart_file(request: Request, name: str, known: Mapping[str, Callable[[View], charts.Svg]]) -> Response:
    """Return one of the charts that are known as a file. Raises: HTTPException (404) where it is none of them."""
    library = request.app.state.library
    kind, _, ending = name.partition(".")
    form = request.scope.get("dyadbook.form") or ending
    if kind not in known or form not in _CHART_KINDS:
        raise HTTPException(404, f"no such chart: {', '.join(known)}, each as {', '.join(_CHART_KINDS)}.")
    library.look()

    def make() -> Made:
        with library.index.view() as view:
            drawn = known[kind](view)
        return made_of(files.FORMS[form](drawn), _CHART_KINDS[form])

    return sent_made(request, library.made(("chart", request.url.path, form, request.url.query), make))


def _drawn_timeline(index: Index, a: str, b: str, asked: Asked) -> charts.Svg:
    return charts.timeline(questions.dyad(index, a, b, most=NEWEST, **asked.narrowed), link=lambda entry, number: None)


def _drawn_balance(index: Index, a: str, b: str, asked: Asked) -> charts.Svg:
    months = questions.series(index, a, b, undated=asked.undated, **asked.narrowed)
    return charts.balance(months, examples=asked.synthetic != "apart")


def _drawn_issues(index: Index, a: str, b: str, asked: Asked) -> charts.Svg:
    page = questions.dyad(index, a, b, most=0, **asked.narrowed)
    told = [one.issue for one in page.issues[: charts.MOST_ISSUES]]
    entries = {
        issue: questions.dyad(index, a, b, most=NEWEST, **{**asked.narrowed, "issue": issue}).timeline for issue in told
    }
    return charts.issues(page, entries, link=lambda entry, number: None)


Drawn = Callable[[Index, str, str, Asked], charts.Svg]
CHARTS: dict[str, Drawn] = {
    "timeline": _drawn_timeline,
    "balance": _drawn_balance,
    "issues": _drawn_issues,
}
_CHART_KINDS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}


def _zoom(a: str, b: str, asked: Asked) -> Callable[[date, date], str | None]:
    """Return what gives the address of the page narrowed down to a stretch of time."""

    def zoom(first: date, last: date) -> str:
        days = {"since": first.isoformat(), "until": last.isoformat()}
        return Links().dyad(a, b, {**asked.address, **days})

    return zoom


@router.get("/dyad/{a:party}/{b:party}/events", **twin(ToldEvents, table=True))
def events(request: Request, a: str, b: str, asked: Filtered) -> Response:
    """Return all events of a dyad, the newest first, part by part."""
    return _list(request, a, b, "events", asked)


@router.get("/dyad/{a:party}/{b:party}/statements", **twin(ToldStatements, table=True))
def statements(request: Request, a: str, b: str, asked: Filtered) -> Response:
    """Return all that two parties say about each other, the newest first, part by part."""
    return _list(request, a, b, "statements", asked)


def _list(request: Request, a: str, b: str, kind: Literal["events", "statements"], asked: Asked) -> Response:
    first, second = party_of(a), party_of(b)

    def make(view: View) -> Shown:
        narrowed = questions.filter_of(**asked.narrowed)
        page: ToldEvents | ToldStatements
        if kind == "events":
            page = told_events(view, first, second, narrowed, most=PART, skip=asked.skip)
            page = msgspec.structs.replace(page, events=with_tellers(page.events))
        else:
            page = told_statements(view, first, second, narrowed, most=PART, skip=asked.skip)
        after = asked.skip + PART
        next = cursor_of(after) if after < page.total else None
        return Shown(page, {"asked": asked, "kind": kind, "skip": asked.skip}, next)

    return show(request, "told.html", make)


def party_of(words: str) -> str:
    """Return the id of a party that an address names. Raises: HTTPException (404) where there is none."""
    try:
        return party_id(words)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what the filter of a page offers."""
    return {
        "type": [(name, name) for name in (*event_types(), *STANDING_ASPECTS)],
        "issue": [(one.id, one.name) for one in issues().values()],
    }
