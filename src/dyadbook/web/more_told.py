"""Show a country or another party, an official, an issue, and what is pending."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from dyadbook import questions
from dyadbook.answers import Pending
from dyadbook.book.index_view import View
from dyadbook.book.questions.country import CountryPage, country
from dyadbook.book.questions.issue import IssuePage, issue
from dyadbook.book.questions.pending import pending
from dyadbook.book.questions.person import PersonPage, person
from dyadbook.ontology import issues
from dyadbook.web.alleged import with_plan_tellers, with_tellers
from dyadbook.web.asked import Asked, asked
from dyadbook.web.http import APIRouter, Depends, HTTPException, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.pages_dyad import choices, party_of
from dyadbook.web.shown import Shown, show

router = APIRouter()
Filtered = Annotated[Asked, Depends(asked)]
LONGEST = 200  # characters of a name


@router.get("/country/{party:party}", **twin(CountryPage, table=True))
def of_country(request: Request, party: str, asked: Filtered) -> Response:
    """Return what is told of a country or another party: with whom, about what, who speaks for it."""
    id = party_of(party)

    def make(view: View) -> Shown:
        page = country(view, id, questions.filter_of(**asked.narrowed))
        return Shown(msgspec.structs.replace(page, events=with_tellers(page.events)), _values(asked))

    return show(request, "country.html", make)


@router.get("/person/{name}", **twin(PersonPage, table=True))
def of_person(request: Request, name: str, asked: Filtered) -> Response:
    """Return what is told of an official: offices over time, statements, whom the person met."""

    def make(view: View) -> Shown:
        page = person(view, name[:LONGEST], questions.filter_of(**asked.narrowed))
        if page is None:
            raise HTTPException(
                404, "no official of this name is in our tables or speaks in the book; others have no page."
            )
        return Shown(page, _values(asked))

    return show(request, "person.html", make)


@router.get("/issue/{id}", **twin(IssuePage, table=True))
def of_issue(request: Request, id: str, asked: Filtered) -> Response:
    """Return what is told of an issue: between whom it stands, what was said and done about it."""

    def make(view: View) -> Shown:
        if id not in issues() and view.number(id) is None:
            raise HTTPException(404, f"there is no issue {id[:LONGEST]!r}.")
        page = issue(view, id, questions.filter_of(**asked.narrowed))
        return Shown(msgspec.structs.replace(page, events=with_tellers(page.events)), _values(asked))

    return show(request, "issue.html", make)


@router.get("/pending", **twin(Pending, table=True))
def all_pending(request: Request, asked: Filtered) -> Response:
    """Return what was promised, threatened or announced between any two parties, and what became of it."""

    def make(view: View) -> Shown:
        page = pending(view, None, questions.filter_of(**asked.narrowed))
        return Shown(with_plan_tellers(page), _values(asked))

    return show(request, "pending.html", make)


def _values(asked: Asked) -> dict[str, Any]:
    return {"asked": asked, "choices": choices()}
