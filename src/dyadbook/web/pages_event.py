"""Show an event: all its reports side by side, what differs, why they were merged; correct it there."""

from __future__ import annotations

import msgspec

from dyadbook.book.event_fields import event_fields
from dyadbook.book.index_view import View
from dyadbook.book.questions.event import EventPage, event
from dyadbook.web.alleged import with_teller
from dyadbook.web.http import APIRouter, HTTPException, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.shown import Shown, Tried, show

router = APIRouter()


@router.get("/event/{event_id}", **twin(EventPage, table=True))
def one(request: Request, event_id: str) -> Response:
    """Return an event with every report of it, where they differ, and why they count as one event."""
    return event_page(request, event_id)


def event_page(request: Request, event_id: str, tried: Tried | None = None) -> Response:
    """Return the page of an event; `tried` is its form where that was refused."""

    def make(view: View) -> Shown:
        page = event(view, event_id)
        if page is None:
            raise HTTPException(404, "no event of this id is in the book: it was corrected, or is another's part now.")
        values = {"fields": [(name, field.takes) for name, field in event_fields().items()]}
        return Shown(msgspec.structs.replace(page, event=with_teller(page.event)), values)

    return show(request, "event.html", make, tried)
