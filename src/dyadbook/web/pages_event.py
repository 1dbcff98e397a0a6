"""Show an event: all its reports side by side, what differs, why they were merged; correct it there."""

from __future__ import annotations

from dyadbook.book.corrections import fields
from dyadbook.book.index_view import View
from dyadbook.book.questions.event import Account, EventPage, event
from dyadbook.web.http import APIRouter, HTTPException, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.pages_dyad import words_row
from dyadbook.web.shown import Shown, show

router = APIRouter()


@router.get("/event/{event_id}", **twin(EventPage, table=True))
def one(request: Request, event_id: str) -> Response:
    """Return an event with every report of it, where they differ, and why they count as one event."""

    def make(view: View) -> Shown:
        page = event(view, event_id)
        if page is None:
            raise HTTPException(404, "no event of this id is in the book: it was corrected, or is another's part now.")
        values = {"fields": [(name, field.takes) for name, field in fields().items()]}
        return Shown(page, values, tables={"reports": [_row(account) for account in page.accounts]})

    return show(request, "event.html", make)


def _row(account: Account) -> dict[str, object]:
    return {
        "report": account.id, "date_start": account.date.start, "date_end": account.date.end, "type": account.type,
        "act": account.act, "modality": account.modality, "historical": account.historical,
        "source": account.source, "target": account.target, "place": account.place, "condition": account.condition,
        "said_by": account.said_by, "confidence": account.confidence, "because": account.because,
        "corrected": tuple(f"{one.field}: {one.value} (was {one.was}) by {one.name}" for one in account.corrected),
        **words_row(account.passages),
    }  # fmt: skip
