"""Show the first page, the search and the description of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from dyadbook import charts, questions
from dyadbook.answers import FoundWords
from dyadbook.book.index_view import View
from dyadbook.book.questions.home import HomePage, home
from dyadbook.web.alleged import with_tellers
from dyadbook.web.asked import Asked, asked, cursor_of
from dyadbook.web.http import APIRouter, Depends, Query, Request, Response
from dyadbook.web.links import Links
from dyadbook.web.openapi import twin
from dyadbook.web.pages_dyad import chart_file, choices, party_of
from dyadbook.web.shown import Shown, render, show

router = APIRouter()
PART = 20  # hits of a page
_LEVELS = (1, 5, 25)  # articles from which a cell of the matrix is marked more


@router.get("/", **twin(HomePage, table=True))
def first(request: Request, asked: Annotated[Asked, Depends(asked)]) -> Response:
    """Return the first page of the book: dyads told of most in the last days, new events, new articles."""

    def make(view: View) -> Shown:
        page = home(view, questions.filter_of(synthetic=asked.synthetic))
        page = msgspec.structs.replace(page, new_events=with_tellers(page.new_events))
        links = Links()
        drawing = charts.dyad_map(
            page, dyad=lambda a, b: links.dyad(a, b, asked.address), party=links.party,
            examples=asked.synthetic != "apart",
        )  # fmt: skip
        return Shown(page, {"asked": asked, "matrix": matrix(page), "map": drawing})

    return show(request, "home.html", make)


@router.get("/chart/{name}", include_in_schema=False)
def map_file(request: Request, name: str, asked: Annotated[Asked, Depends(asked)]) -> Response:
    """Return the map of the first page as a file: `map.svg`, `map.png`, `map.pdf`, or its data as `map.csv`."""

    def draw(view: View) -> charts.Svg:
        page = home(view, questions.filter_of(synthetic=asked.synthetic))
        return charts.dyad_map(page, examples=asked.synthetic != "apart")

    return chart_file(request, name, {"map": draw})


def matrix(page: HomePage) -> dict[tuple[str, str], tuple[int, int]]:
    """Return the articles of each two parties, in either order, with how much a cell is marked."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for a, b, articles in page.cells:
        cell = (articles, sum(articles >= level for level in _LEVELS))
        found[a, b] = found[b, a] = cell
    return found


@router.get("/search", **twin(FoundWords, table=True))
def search(
    request: Request,
    asked: Annotated[Asked, Depends(asked)],
    words: Annotated[str, Query(description="Words to find; in quotation marks as they stand.", max_length=300)] = "",
    kind: Annotated[Literal["", "event", "statement", "standing"], Query(description="Kind of record.")] = "",
    about: Annotated[str | None, Query(description="A party that it is about.", max_length=200)] = None,
    country: Annotated[str | None, Query(description="A country that takes part.", max_length=200)] = None,
) -> Response:
    """Return the statements, events and standings that hold the words."""

    def make(view: View) -> Shown:
        values = {"asked": asked, "choices": choices(), "words": words, "kind": kind, "about": about or "",
                  "country": country or "", "skip": asked.skip}  # fmt: skip
        if not words.strip():
            return Shown(_nothing(view, asked), {**values, "again": {}})
        narrowed = {**asked.narrowed, "kind": kind or None, "country": party_of(country) if country else None}
        page = questions.find(
            request.app.state.library.index, words, about=[party_of(about)] if about else (), most=PART,
            skip=asked.skip, **narrowed,
        )  # fmt: skip
        more = len(page.hits) == PART
        next = cursor_of(asked.skip + PART) if more else None
        again = {"words": words, **asked.address, **_given(kind=kind, about=about, country=country)}
        return Shown(page, {**values, "again": again}, next)

    return show(request, "search.html", make)


def _given(**values: str | None) -> Mapping[str, str]:
    return {name: value for name, value in values.items() if value}


def _nothing(view: View, asked: Asked) -> FoundWords:
    """Return the answer to a search for no words."""
    from dyadbook.book.questions.filters import looked

    return FoundWords(filter="", looked=looked(view, asked.synthetic), words="", order="best", count=0)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """Return the description of the API as a page."""
    return Response(render(request, "docs.html", api=request.app.openapi()), media_type="text/html; charset=utf-8")
