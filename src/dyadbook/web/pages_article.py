"""Show an article: its text with its words marked, and its record beside it; correct what is said in it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadbook.book.index_view import View
from dyadbook.book.speaker_fields import speaker_fields
from dyadbook.formats.cards import Card
from dyadbook.formats.marked import Sheet, lit, sheet_of
from dyadbook.records import Event, Reading, Standing, Statement
from dyadbook.web.assets import sent
from dyadbook.web.http import APIRouter, HTTPException, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.shown import Shown, show

router = APIRouter()
_PREFIX = "a1"


@router.get("/article/{article}", **twin(Reading))
def article(request: Request, article: str) -> Response:
    """Return an article with everything that was read from it; `#s120-168` leads to the words of a record."""

    def make(view: View) -> Shown:
        reading = _reading(request, article)
        sheet = sheet_of(reading, _PREFIX, by_place=True)
        cards = list(_cards(reading, sheet))
        values = {
            "sheet": sheet,
            "confidence": {card.anchor: record.confidence for card, record in cards},
            "decidable": [(card, record.id) for card, record in cards if not isinstance(record, Event)],
            "fields": [(name, field.takes) for name, field in speaker_fields().items()],
        }
        return Shown(reading, values)

    return show(request, "article.html", make)


@router.get("/article/{article}/marks.css", include_in_schema=False)
def marks(request: Request, article: str) -> Response:
    """Return the style sheet that lights the words of a record that is reached: no script is needed for it."""
    sheet = sheet_of(_reading(request, article), _PREFIX, by_place=True)
    return sent(request, lit([card for _, _, group in sheet.groups for card in group]).encode(), "text/css")


def _reading(request: Request, article: str) -> Reading:
    """Return the reading of an article. Raises: HTTPException (404) where the book has none."""
    reading: Reading | None = request.app.state.library.reading(article)
    if reading is None:
        raise HTTPException(404, "no article of this id is in the book: it may have been forgotten.")
    return reading


def _cards(reading: Reading, sheet: Sheet) -> Iterator[tuple[Card, Statement | Event | Standing]]:
    """Yield the cards of statements, events and standings with their records; cards are in the order of these."""
    records: dict[str, Sequence[Statement | Event | Standing]] = {
        "statement": reading.statements,
        "event": reading.events,
        "standing": reading.standings,
    }
    for kind, _, group in sheet.groups:
        yield from zip(group, records.get(kind, ()), strict=False)
