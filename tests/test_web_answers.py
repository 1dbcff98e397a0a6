"""The answers that have no page: series, changes, wording and among, in JSON and as tables."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `serve` is not installed")

import msgspec
from told_readings import DAY, Story, actor
from web_book import Visitor, made_book, visitor

from dyadbook import questions
from dyadbook.book.book import Book
from dyadbook.schemas import to_json

LATER = DAY + timedelta(days=7)
SINCE = LATER.isoformat()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a small book."""
    three = Story(LATER, "The Oil").did("USA", "PRK", "CONSULT", "the three sat down together", LATER).reading()
    three = msgspec.structs.replace(three, events=tuple(
        msgspec.structs.replace(one, target=(actor("PRK"), actor("KOR"))) for one in three.events
    ))  # fmt: skip
    told = [
        Story(DAY, "The Quay").did("USA", "PRK", "CONSULT", "envoys talked for hours", DAY).reading(),
        Story(LATER, "The Pier")
        .did("Jane Roe/USA", "PRK", "ASSAULT", "she struck an envoy", LATER)
        .said("Kim Jong Un/PRK", "USA", "We want complete denuclearization")
        .reading(),
        three,
    ]
    return made_book(tmp_path_factory.mktemp("answers") / "book", told)


@pytest.fixture(scope="module")
def client(book: Book) -> Visitor:
    """Return a visitor of it."""
    return visitor(book)


def test_an_answer_is_the_record_that_python_gives(client: Visitor, book: Book) -> None:
    asked: dict[str, Any] = {
        "/dyad/USA/PRK/series?by=year&undated=published": questions.series(
            book, "USA", "PRK", by="year", undated="published"
        ),
        "/wording?phrase=denuclearization&said_by=PRK": questions.wording(book, "denuclearization", said_by="PRK"),
        "/among?party=USA&party=North Korea&party=KOR": questions.among(book, "USA", "PRK", "KOR"),
        "/among?party=USA&party=PRK&party=KOR&type=AID": questions.among(book, "USA", "PRK", "KOR", type="AID"),
    }
    for address, answer in asked.items():
        assert client.get(address).json()["data"] == msgspec.json.decode(to_json(answer)), address


@pytest.mark.parametrize("address", [f"/dyad/USA/PRK/changes?since={SINCE}", f"/changes?since={SINCE}"])
def test_what_a_natural_person_is_told_to_have_done_wrong_bears_who_tells_it(client: Visitor, address: str) -> None:
    watched = client.get(address).json()["data"]["watched"]
    (change,) = [one for each in watched for one in each["changes"] if one["what"].startswith("ASSAULT")]
    assert (change["kind"], change["said_by"]) == ("first", ["The Pier, as read here"])


def test_a_browser_gets_json_too(client: Visitor) -> None:
    reply = client.get("/wording?phrase=talks", headers={"Accept": "text/html"})
    assert reply.headers["content-type"] == "application/json"
    assert reply.json() == client.get("/wording.json?phrase=talks").json()


@pytest.mark.parametrize(
    ("address", "row"),
    [
        ("/dyad/USA/PRK/series.csv?by=year", {"start": "2020-01-01", "all_events": "3"}),
        (f"/dyad/USA/PRK/changes.csv?since={SINCE}", {"kind": "first", "a": "USA", "b": "PRK"}),
        ("/among.csv?party=USA&party=PRK&party=KOR", {"words": "the three sat down together"}),
    ],
)
def test_an_answer_has_its_tables(client: Visitor, address: str, row: dict[str, str]) -> None:
    first = next(csv.DictReader(io.StringIO(client.get(address).text)))
    assert row.items() <= first.items()


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/changes", 400, "say since when"),
        (f"/changes?since={SINCE}&type=AID", 400, "cannot be narrowed down by type"),
        ("/wording?phrase=talks&imported=only", 400, "cannot be narrowed down by imported"),
        ("/wording", 422, "phrase"),
        ("/among?party=USA&party=PRK", 400, "three"),
        ("/among?party=USA&party=PRK&party=Wakanda", 404, "no party"),
        ("/dyad/USA/PRK/series?by=day", 422, "by"),
        ("/dyad/USA/PRK/series?bye=year", 400, "nothing here is asked for by bye"),
        ("/dyad/USA/USA/series", 400, "two parties"),
    ],
)
def test_what_cannot_be_asked_is_refused(client: Visitor, address: str, status: int, told: str) -> None:
    reply = client.get(address, headers={"Accept": "application/json"})
    assert reply.status_code == status
    assert told in reply.json()["error"]["message"]


def test_the_description_of_the_api_has_them_without_a_page(client: Visitor) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path in ("/dyad/{a}/{b}/series", "/dyad/{a}/{b}/changes", "/changes", "/wording", "/among"):
        assert "text/html" not in paths[path]["get"]["responses"]["200"]["content"]
