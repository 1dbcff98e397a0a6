"""Show how the book was made: its runs and their problems, its data, models and limits, and how to cite it."""

from __future__ import annotations

from typing import Annotated

from dyadbook.book.index_view import View
from dyadbook.web.about import AboutPage, RunsPage, about_page, runs_page
from dyadbook.web.asked import Asked, asked, cursor_of
from dyadbook.web.http import APIRouter, Depends, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.shown import Shown, show

router = APIRouter()
Filtered = Annotated[Asked, Depends(asked)]
PART = 100  # problems of a page


@router.get("/runs", **twin(RunsPage, table=True))
def runs(request: Request, asked: Filtered) -> Response:
    """Return the runs that made the book, and the problems that they met, part by part."""

    def make(view: View) -> Shown:
        page = runs_page(request.app.state.library.book.store, most=PART, skip=asked.skip)
        after = asked.skip + PART
        values = {"skip": asked.skip, "asked": asked}
        return Shown(page, values, cursor_of(after) if after < page.total_problems else None)

    return show(request, "runs.html", make)


@router.get("/about", **twin(AboutPage, table=True))
def about(request: Request, asked: Filtered) -> Response:
    """Return what the book holds, what read it and how well, what it cannot do, and how to cite it."""

    def make(view: View) -> Shown:
        return Shown(about_page(view, request.app.state.library.book.store, asked.synthetic), {"asked": asked})

    return show(request, "about.html", make)
