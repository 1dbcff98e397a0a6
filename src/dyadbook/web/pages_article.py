"""Show an article: its text with its words marked, and its record beside it; correct it there, or add to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dyadbook.book.decisions import Layer
from dyadbook.book.index_view import View
from dyadbook.book.questions.event import done_to
from dyadbook.book.told_fields import standing_corrections, statement_corrections
from dyadbook.formats.cards import Card
from dyadbook.formats.marked import Sheet, lit, sheet_of
from dyadbook.formats.wording import MODALITY_WORDS, label
from dyadbook.ontology import STANDING_ASPECTS, event_types
from dyadbook.records import Event, Reading, Standing, Statement
from dyadbook.web.assets import sent
from dyadbook.web.http import APIRouter, HTTPException, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.shown import Shown, Tried, show

router = APIRouter()
_PREFIX = "a1"
STANDS = "stands"
"""The field of a form that holds an aspect and its value: of all values those of the aspect alone can be chosen."""
_WHO = "codes, ids or names, with ; between them"
_DAY = "2018-06-12, 2018-06, 2018 or 2018-06-10/2018-06-12; else unknown"
_ISSUES = "Ids of issues, as in abductions, with ; between them; else none"
_CONDITION = "On what condition, in words of the article; else none"
_SAYS = "Who says so; else the article itself"
_ADDED: dict[Layer, dict[str, tuple[str, bool]]] = {
    "event": {
        "type": ("Type of the act", True), "source": (f"Who acts: {_WHO}", True), "target": (f"At whom: {_WHO}", False),
        "date": (f"When: {_DAY}", False), "modality": ("Told how", False),
        "mode": ("A mode of the type, as in visit of a CONSULT; else none", False),
        "place": ("Where, as in Geneva, CHE; else unknown", False),
        "historical": ("History told inside news; else unknown", False),
        "issues": (_ISSUES, False), "condition": (_CONDITION, False), "said_by": (_SAYS, False),
    },
    "statement": {
        "speaker": ("Who speaks, as in Jane Roe, FRA; several with ; between them; or unknown", True),
        "about": (f"Of whom: {_WHO}", False), "date": (f"When: {_DAY}", False), "issues": (_ISSUES, False),
    },
    "standing": {
        "parties": ("Between which two, as in IRN; SAU: who holds it first", True), STANDS: ("How they stand", True),
        "since": (f"Since: {_DAY}", False), "until": ("Until; else unknown", False),
        "issues": (_ISSUES, False), "condition": (_CONDITION, False), "said_by": (_SAYS, False),
    },
}  # fmt: skip
"""The fields of the forms by which a record is added, with what each takes, and whether it must be given."""


@router.get("/article/{article}", **twin(Reading))
def article(request: Request, article: str) -> Response:
    """Return an article with everything that was read from it; `#s120-168` leads to the words of a record."""
    return article_page(request, article)


def article_page(request: Request, article: str, tried: Tried | None = None) -> Response:
    """Return the page of an article; `tried` is a form of it that was refused."""

    def make(view: View) -> Shown:
        reading = _reading(request, article)
        sheet = sheet_of(reading, _PREFIX, by_place=True, done=done_to(view, reading))
        cards = list(_cards(reading, sheet))
        values = {
            "sheet": sheet,
            "confidence": {card.anchor: record.confidence for card, record in cards},
            "decidable": [(card, record.id) for card, record in cards if not isinstance(record, Event)],
            "fields": [
                (name, f"of a {record}", field.takes)
                for record, fields in (("statement", statement_corrections()), ("standing", standing_corrections()))
                for name, field in fields.items()
            ],
            "adding": _ADDED,
            "choices": {
                "type": [(one, one) for one in event_types()],
                "historical": [(one, one) for one in ("yes", "no")],
                "modality": [(one, words) for one, words in MODALITY_WORDS.items()],
                STANDS: [
                    (f"{aspect} {value}", f"{label(aspect)}: {label(value)}")
                    for aspect, values in STANDING_ASPECTS.items() for value in values
                ],
            },
        }  # fmt: skip
        return Shown(reading, values)

    return show(request, "article.html", make, tried)


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
