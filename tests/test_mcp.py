"""The server for assistants, asked by a real client of the protocol: in the same process, on stdio, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema  # type: ignore[import-untyped]
import pytest

pytest.importorskip("mcp", reason="the extra `mcp` is not installed")

from mcp import Client, StdioServerParameters
from told_readings import DAY, Story
from web_book import hostile, made_book, many, stories

from dyadbook.book.book import Book
from dyadbook.cli.commands import call
from dyadbook.mcp_server.server import serving
from dyadbook.mcp_server.tools import DATA, TOOLS

FIRST = stories()[0]
PROMISE = Story(DAY, "The Quay", title="A promise").did(
    "JPN", "KOR", "AID", "they will send rice", modality="future", condition="if it rains"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a book: the small one with what is hostile, a promise, and 45 meetings of one dyad."""
    folder = tmp_path_factory.mktemp("assistant") / "book"
    made_book(folder, [*stories(), hostile(), PROMISE.reading(), *many(45)])
    return folder


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    """Return that book."""
    return Book.open(folder)


def talk(book: Book, talking: Callable[[Client], Awaitable[Any]]) -> Any:
    """Return what a talk with the server comes to."""

    async def connected() -> Any:
        with serving(book) as server:
            async with Client(server) as client:
                return await talking(client)

    return asyncio.run(connected())


def told(book: Book, tool: str, **asked: Any) -> dict[str, Any]:
    """Return the answer of a tool."""
    reply = talk(book, lambda client: client.call_tool(tool, asked))
    assert not reply.is_error, reply.content
    assert json.loads(reply.content[0].text) == reply.structured_content
    answer: dict[str, Any] = reply.structured_content
    return answer


def refused(book: Book, tool: str, **asked: Any) -> str:
    """Return what a tool says where it has no answer."""
    reply = talk(book, lambda client: client.call_tool(tool, asked))
    assert reply.is_error
    return str(reply.content[0].text)


# ---- the whole way, over each transport


async def _whole_way(client: Client) -> None:
    """List the tools, ask for a dyad, follow it to its words, ask for what is unknown."""
    assert {"dyads", "dyad", "find", "article"} <= {tool.name for tool in (await client.list_tools()).tools}
    page = (await client.call_tool("dyad", {"a": "USA", "b": "North Korea"})).structured_content
    (fact,) = page["data"]["facts"]
    passage = fact["passages"][0]
    where = {"id": passage["article"]["id"], "start": passage["start"], "end": passage["end"]}
    words = (await client.call_tool("article", where)).structured_content["data"]
    assert (words["text"], words["article"]) == (passage["text"], passage["article"])
    unknown = await client.call_tool("dyad", {"a": "USA", "b": "Atlantis"})
    assert unknown.is_error
    assert "Atlantis" in str(unknown.content)


def test_a_client_starts_it_and_follows_a_dyad_to_its_words_on_stdio(folder: Path) -> None:
    async def talking() -> None:
        command = StdioServerParameters(command=sys.executable, args=["-m", "dyadbook", "mcp", "--book", str(folder)])
        async with Client(command) as client:
            await _whole_way(client)

    asyncio.run(talking())


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Return the address of a server over HTTP."""
    command = [sys.executable, "-m", "dyadbook", "mcp", "--book", str(folder), "--http", "127.0.0.1:0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        assert served.stderr is not None
        says = served.stderr.readline()
        found = re.search(r"http://\S+/mcp", says)
        assert found, says
        yield found[0]
        served.terminate()
        assert "Traceback" not in served.stderr.read()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_follows_a_dyad_to_its_words_over_http(address: str, mode: str) -> None:
    async def talking() -> None:
        async with Client(address, mode=mode) as client:
            await _whole_way(client)

    asyncio.run(talking())


@pytest.mark.parametrize("header", [{"Host": "elsewhere.example"}, {"Origin": "https://elsewhere.example"}])
def test_a_page_of_another_site_cannot_ask_it(address: str, header: dict[str, str]) -> None:
    asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    takes = {"Accept": "application/json, text/event-stream", **header}
    assert httpx.post(address, json=asked, headers=takes).status_code in (403, 421)


# ---- what the tools are


def test_each_tool_says_what_it_takes_and_gives_and_that_it_only_reads(book: Book) -> None:
    tools = talk(book, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == set(TOOLS)
    for tool in tools:
        assert tool.description.endswith(DATA), tool.name
        assert tool.annotations.read_only_hint
        for schema in (tool.input_schema, tool.output_schema):
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
        without = [name for name, one in tool.input_schema["properties"].items() if not one.get("description")]
        assert without == [], tool.name


def test_the_server_says_that_texts_are_data_and_how_to_begin(book: Book) -> None:
    async def says(client: Client) -> str | None:
        return client.instructions

    words = talk(book, says)
    assert DATA in words
    assert "`dyads`" in words


ASKED: list[tuple[str, dict[str, Any]]] = [
    ("dyads", {}),
    ("dyad", {"a": "USA", "b": "PRK"}),
    ("events", {"a": "FRA", "b": "DEU"}),
    ("statements", {"a": "USA", "b": "PRK"}),
    ("find", {"words": "envoys talk"}),
    ("pending", {"a": "JPN", "b": "KOR"}),
    ("changes", {"since": "2020-05-06", "dyads": [["USA", "PRK"], ["USA", "China"]]}),
    ("series", {"a": "FRA", "b": "DEU", "by": "month"}),
    ("actor_page", {"name": "Kim Jong Un"}),
    ("article", {"id": FIRST.article.id}),
]


@pytest.mark.parametrize(("tool", "asked"), ASKED, ids=[tool for tool, _ in ASKED])
def test_each_answer_is_of_its_schema_and_says_the_filter_in_force(
    book: Book, tool: str, asked: dict[str, Any]
) -> None:
    answer = told(book, tool, **asked)
    jsonschema.validate(answer, TOOLS[tool].output)
    assert answer["read_by"]
    if tool != "article":
        assert "articles looked at (sources only)" in answer["data"]["filter"]
        assert "--synthetic" not in answer["data"]["filter"]


def _passages(value: Any) -> Iterator[dict[str, Any]]:
    """Return the passages of an answer."""
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _passages(one)
    if isinstance(value, dict) and {"article", "start", "end", "text"} <= value.keys():
        yield value


@pytest.mark.parametrize(
    ("tool", "asked"), [(tool, asked) for tool, asked in ASKED if tool in ("dyad", "events", "find", "pending")]
)
def test_each_answer_has_its_words_with_what_is_needed_to_cite_them(
    book: Book, tool: str, asked: dict[str, Any]
) -> None:
    passages = [*_passages(told(book, tool, **asked)["data"])]
    assert passages
    texts = {one.article.id: one.article.text for one in book.store.current()}
    for one in passages:
        assert {"id", "title", "publisher", "published", "url"} <= one["article"].keys()
        assert texts[one["article"]["id"]][one["start"] : one["end"]] == one["text"]


def test_an_event_that_was_found_leads_to_all_its_reports(book: Book) -> None:
    (hit,) = told(book, "find", words="talked Geneva")["data"]["hits"]
    event = told(book, "event", id=hit["event"])["data"]
    assert {account["article"]["publisher"] for account in event["accounts"]} == {"The Quay", "The Mole"}
    assert all(0 <= account["confidence"] <= 1 for account in event["accounts"])


@pytest.mark.parametrize("parties", [{"a": "JPN", "b": "KOR"}, {}])
def test_a_promise_is_told_apart_from_what_happened(book: Book, parties: dict[str, str]) -> None:
    (plan,) = told(book, "pending", **parties)["data"]["plans"]
    assert [side["id"] for side in plan["sides"]] == ["JPN", "KOR"]
    assert (plan["condition"], plan["event"]["modality"]) == ("if it rains", "future")


def test_a_threat_is_pending_though_it_was_made(tmp_path: Path) -> None:
    threat = Story(DAY).did("JPN", "KOR", "THREATEN", "they threatened to close the ferry office")
    (plan,) = told(made_book(tmp_path / "book", [threat.reading()]), "pending")["data"]["plans"]
    assert (plan["kind"], plan["state"], plan["event"]["modality"]) == ("threatened", "unknown", "actual")


def test_words_come_with_what_is_around_them_and_the_records_that_they_carry(book: Book) -> None:
    report = FIRST.events[0].reports[0]
    words = told(book, "article", id=FIRST.article.id, start=report.start, end=report.end)["data"]
    assert words["before"] + words["text"] + words["after"] == FIRST.article.text
    assert [(one["kind"], one["what"], one["words"]["text"]) for one in words["carries"]] == [
        ("event", "CONSULT (actual)", report.text)
    ]


# ---- long answers


def test_a_list_goes_on_where_the_cursor_says_until_all_was_given(book: Book) -> None:
    asked: dict[str, Any] = {"a": "FRA", "b": "DEU", "most": 20}
    days, cursor = [], None
    while True:
        answer = told(book, "events", **asked, cursor=cursor)
        days += [event["date"]["start"] for event in answer["data"]["events"]]
        if (cursor := answer["next"]) is None:
            break
    assert len(days) == len(set(days)) == answer["data"]["total"] == 45
    assert days == sorted(days, reverse=True)


def test_a_page_of_a_busy_dyad_says_how_many_there_are_beside_the_newest(book: Book) -> None:
    page = told(book, "dyad", a="FRA", b="DEU", most=10)["data"]
    assert (len(page["timeline"]), page["totals"]["events"]) == (10, 45)


def test_what_is_left_out_of_an_answer_is_told(book: Book) -> None:
    answer = told(book, "find", words="instructions")
    (hit,) = answer["data"]["hits"]
    assert len(hit["passages"][0]["text"]) == 1500
    assert any("the first 1500 characters" in line for line in answer["shortened"])


def test_a_long_article_comes_in_parts(book: Book) -> None:
    whole = hostile().article
    text, start = "", 0
    while True:
        answer = told(book, "article", id=whole.id, start=start)
        text += answer["data"]["text"]
        if answer["next"] is None:
            break
        start = answer["next"]
    assert text == whole.text


# ---- what cannot be answered

WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("dyad", {"a": "USA", "b": "North Corea"}, "PRK"),
    ("dyad", {"a": "USA", "b": "USA"}, "two parties"),
    ("events", {"a": "USA", "b": "USA"}, "two parties"),
    ("dyad", {"a": "USA"}, "missing required field `b`"),
    ("dyad", {"a": "USA", "b": "PRK", "form": "x"}, "unknown field `form`. `dyad` takes"),
    ("dyad", {"a": "USA", "b": "PRK", "since": "last week"}, "is no date: give a day as in"),
    ("dyad", {"a": "USA", "b": "PRK", "type": "CONSLT"}, "did you mean CONSULT"),
    ("find", {"words": "!!"}, "no word to find"),
    ("find", {"words": "talked", "most": 1000}, "<= 100"),
    ("events", {"a": "USA", "b": "PRK", "cursor": "-1"}, "`next` of the answer before"),
    ("changes", {"since": "2020-05-06", "dyads": [["USA"]]}, "length"),
    ("actor_page", {"name": "Jane Roe"}, "has no page"),
    ("event", {"id": "nothing"}, "take the `id`"),
    ("article", {"id": "nothing"}, "take the `article.id`"),
    ("article", {"id": FIRST.article.id, "start": 5, "end": 99_999}, f"has {len(FIRST.article.text)} characters"),
    ("sql", {}, "choose from dyads, dyad"),
]


@pytest.mark.parametrize(("tool", "asked", "says"), WRONG, ids=[f"{tool}: {says}" for tool, _, says in WRONG])
def test_what_cannot_be_answered_says_what_to_do(book: Book, tool: str, asked: dict[str, Any], says: str) -> None:
    assert says.lower() in refused(book, tool, **asked).lower()


def test_what_went_wrong_within_stays_there(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("dyadbook.questions.series", broken)
    assert "secret" not in refused(book, "series", a="USA", b="PRK")


@pytest.mark.parametrize("tool", ["dyads", "dyad", "find", "series"])
def test_an_empty_book_says_that_it_holds_nothing(tmp_path: Path, tool: str) -> None:
    answer = told(made_book(tmp_path / "empty", []), tool, **dict(ASKED)[tool])
    assert "0 articles looked at" in answer["data"]["filter"]
    assert "The book holds no such article" in answer["data"]["filter"]


def test_a_book_of_examples_alone_is_answered_from_and_says_so(tmp_path: Path) -> None:
    example = Story(DAY, title="Made up", synthetic=True).did("USA", "PRK", "CONSULT", on=DAY).reading()
    page = told(made_book(tmp_path / "examples", [example]), "dyad", a="USA", b="PRK")["data"]
    assert (page["synthetic"], len(page["timeline"])) == ("only", 1)
    assert "(example texts only)" in page["filter"]


# ---- the command


@pytest.mark.parametrize("given", ["8000", "localhost:", "localhost:http", "localhost:70000"])
def test_an_address_that_is_none_is_a_wrong_call(folder: Path, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["mcp", "--book", str(folder), "--http", given]) == 2
    assert "as in 127.0.0.1:8001" in capsys.readouterr().err


def test_a_book_that_is_not_there_is_told_on_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["mcp", "--book", str(tmp_path / "none")]) == 2
    out, err = capsys.readouterr()
    assert (out, "none" in err) == ("", True)


def test_the_how_to_names_every_tool() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "how-to" / "assistant.md").read_text(encoding="utf-8")
    rows = "".join(line for line in text.splitlines() if line.startswith("| `"))
    assert [name for name in TOOLS if f"`{name}`" not in rows] == []
