"""What narrows a question down on the command line does so on served pages and in tools: imported, undated, months."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
import pytest
from told_readings import DAY, Story
from web_book import Visitor, at, visitor

from dyadbook import bookkeeping, narrowing, questions
from dyadbook.book.book import Book
from dyadbook.cli.ask import find
from dyadbook.errors import UsageError
from dyadbook.mcp_server.asked import FindAsked
from dyadbook.mcp_server.tools import TOOLS
from dyadbook.pages import IMPORTED
from dyadbook.records import Reading

READ, CODED, NEWS = "envoys met in Geneva", "others coded a protest", "they called the launch reckless"


def coded() -> Reading:
    """Return a row of event data that others coded."""
    made = Story(DAY, "The Feed").did("USA", "PRK", "ACCUSE", CODED, DAY).reading()
    (event,) = made.events
    event = msgspec.structs.replace(event, origin=f"{IMPORTED}icews")
    return msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, text=""), events=(event,))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Return a book of what was read, what others coded, and news without a date."""
    folder = tmp_path_factory.mktemp("asked") / "book"
    made = [
        Story(DAY, "The Quay").did("USA", "PRK", "CONSULT", READ, DAY, goldstein=1.0).reading(),
        Story(DAY, "The Mole").did("USA", "PRK", "ACCUSE", NEWS, goldstein=-2.0, lead=True).reading(),
        coded(),
    ]
    bookkeeping.add_readings(made, ["told"], folder)
    return Book.open(folder)


@pytest.fixture(scope="module")
def client(book: Book) -> Visitor:
    """Return a visitor of its pages."""
    return visitor(book)


KEPT = [("with", 3), ("apart", 2), ("only", 1)]


@pytest.mark.parametrize(("imported", "events"), KEPT)
def test_a_page_is_asked_for_what_others_coded(client: Visitor, imported: str, events: int) -> None:
    page = client.get("/dyad/USA/PRK.json", params={"imported": imported}).json()["data"]
    assert len(page["timeline"]) + len(page["undated"]) == events
    told = client.get("/dyad/USA/PRK/events.json", params={"imported": imported}).json()["data"]
    assert told["total"] == events
    party = client.get("/country/USA.json", params={"imported": imported}).json()["data"]
    assert party["total_events"] == events


@pytest.mark.parametrize(("imported", "events"), KEPT)
def test_a_tool_is_asked_for_what_others_coded(book: Book, imported: str, events: int) -> None:
    two = {"a": "USA", "b": "PRK", "imported": imported}
    assert TOOLS["events"].answer(book, two).data.total == events
    page = TOOLS["dyad"].answer(book, two).data
    assert len(page.timeline) + len(page.undated) == events
    found = TOOLS["actor_page"].answer(book, {"name": "USA", "imported": imported}).data
    assert found.total_events + found.total_met == events
    found = TOOLS["find"].answer(book, {"words": "protest", "imported": imported}).data
    assert len(found.hits) == (imported != "apart")


def test_a_page_says_what_of_others_it_shows_and_its_form_keeps_it(client: Visitor) -> None:
    page = client.get("/dyad/USA/PRK", params={"imported": "apart"}).text
    assert "without events that others coded (imported)" in page
    assert at(page, "//select[@name='imported']/option[@selected]/@value") == ["apart"]
    assert any("imported=apart" in link for link in at(page, "//a/@href"))


def counted(series: dict[str, Any]) -> tuple[int, int]:
    """Return in how many periods events stand, and how many events."""
    full = [one["all"]["events"] for one in series["periods"] if one["all"]["events"]]
    return len(full), sum(full)


@pytest.mark.parametrize(("undated", "events"), [("apart", 2), ("published", 3)])
def test_a_tool_counts_news_without_a_date_where_it_is_asked_to(book: Book, undated: str, events: int) -> None:
    found = TOOLS["series"].answer(book, {"a": "USA", "b": "PRK", "undated": undated}).data
    assert counted(msgspec.to_builtins(found)) == (1, events)


def test_a_page_draws_news_without_a_date_where_it_is_asked_to(client: Visitor) -> None:
    drawn = [
        client.get("/dyad/USA/PRK/chart/balance.csv", params=asked).text for asked in ({}, {"undated": "published"})
    ]
    assert drawn[0] != drawn[1]
    page = client.get("/dyad/USA/PRK", params={"undated": "published"}).text
    assert at(page, "//select[@name='undated']/option[@selected]/@value") == ["published"]
    assert any("undated=published" in link for link in at(page, "//a/@href"))


@pytest.mark.parametrize(
    ("since", "until", "events"),
    [
        ("2020-05", "2020-05", 2), ("2020", "2020", 2), ("2020-05-04", "2020-05", 2), ("2020-06", None, 0),
        (None, "2020-04", 0), ("2019", "2020-05-03", 0),
    ],
)  # fmt: skip
def test_months_and_years_are_days_on_pages_and_in_tools(
    client: Visitor, book: Book, since: str | None, until: str | None, events: int
) -> None:
    days = {name: day for name, day in (("since", since), ("until", until)) if day}
    assert client.get("/dyad/USA/PRK/events.json", params=days).json()["data"]["total"] == events
    assert TOOLS["events"].answer(book, {"a": "USA", "b": "PRK", **days}).data.total == events


def test_a_form_shows_the_first_and_the_last_day_of_a_month(client: Visitor) -> None:
    page = client.get("/dyad/USA/PRK", params={"since": "2020-02", "until": "2020-05"}).text
    days = [at(page, f"//details//input[@name='{name}']/@value") for name in ("since", "until")]
    assert days == [["2020-02-01"], ["2020-05-31"]]


@pytest.mark.parametrize(
    "asked", [{"since": "2020-13"}, {"until": "May"}, {"imported": "none"}, {"undated": "always"}, {"until": "9999"}]
)
def test_what_cannot_be_is_refused(client: Visitor, asked: dict[str, str]) -> None:
    assert client.get("/dyad/USA/PRK.json", params=asked).status_code in (400, 422)


def test_a_tool_refuses_what_cannot_be(book: Book) -> None:
    with pytest.raises(UsageError, match="imported"):
        TOOLS["events"].answer(book, {"a": "USA", "b": "PRK", "imported": "none"})


def test_what_find_is_asked_has_one_name_in_python_in_tools_and_on_the_command_line() -> None:
    python = {*inspect.signature(questions.find).parameters, *narrowing.Narrowing.__annotations__}
    asked = python - {"book", "skip", "asked"}
    assert {*FindAsked.__struct_fields__} - {"cursor"} == asked
    assert asked <= {option.name for option in find.params}
