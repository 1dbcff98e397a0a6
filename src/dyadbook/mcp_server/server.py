"""Serve a book to assistants by the Model Context Protocol: the tools of `tools`, on stdio or HTTP.

The only module that imports `mcp`. Nothing can be changed by it. One thread asks the book, question after
question, so that a long answer holds up no other talk with the client.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import msgspec
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolRequestParams, CallToolResult, ListToolsResult, TextContent, ToolAnnotations
from mcp.types import Tool as Offered

from dyadbook import __version__
from dyadbook.book.book import Book
from dyadbook.errors import DyadbookError
from dyadbook.formats.wording import one_line
from dyadbook.mcp_server.tools import DATA, READ_BY, TOOLS, Tool
from dyadbook.schemas import to_json

log = logging.getLogger("dyadbook.mcp")

PATH = "/mcp"
_INSTRUCTIONS = (
    "Dyadbook keeps the record of relations between countries, read from news articles: who said and did what to whom, "
    "when, and in whose words. Begin with `dyads` (what the book holds), `dyad` (two parties) or `find` (words). Each "
    "answer says in `filter` what was asked and left out, and each record has its passages: an article (title, outlet, "
    "day, address) and the words; `article` shows them in their place. What the book does not hold it does not know: "
    f"say so. {READ_BY} {DATA}"
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


@contextmanager
def serving(book: Book) -> Iterator[Server[Any]]:
    """Return the server of a book, for any transport, while it is wanted."""
    asking = ThreadPoolExecutor(1, thread_name_prefix="mcp")

    async def listed(context: Any, params: Any) -> ListToolsResult:
        return ListToolsResult(tools=[_offered(tool) for tool in TOOLS.values()])

    async def called(context: Any, params: CallToolRequestParams) -> CallToolResult:
        call = asyncio.get_running_loop().run_in_executor
        return await call(asking, _answered, book, params.name, params.arguments or {})

    try:
        yield Server(
            "dyadbook",
            title="Dyadbook",
            version=__version__,
            instructions=_INSTRUCTIONS,
            on_list_tools=listed,
            on_call_tool=called,
        )
    finally:
        asking.submit(book.index.close).result()
        asking.shutdown()


def serve_stdio(book: Book) -> None:
    """Serve a book to the client that started this program, until it leaves."""

    async def serve(server: Server[Any]) -> None:
        async with stdio_server() as (given, replies):
            await server.run(given, replies, server.create_initialization_options())

    with serving(book) as server:
        asyncio.run(serve(server))


def serve_http(book: Book, listening: socket.socket, *, hosts: Sequence[str] = (), log_level: str = "warning") -> None:
    """Serve a book at `PATH` of a socket, until the program is told to end.

    `hosts` are the names by which it may be asked, so that no page of another site can ask it through a browser; by
    any where none is given.
    """
    allowed = [form for host in hosts for form in (host, f"{host}:*")]
    origins = [f"{scheme}://{form}" for scheme in ("http", "https") for form in allowed]
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(hosts), allowed_hosts=allowed, allowed_origins=origins
    )
    with serving(book) as server:
        app = server.streamable_http_app(
            streamable_http_path=PATH, stateless_http=True, json_response=True, transport_security=security
        )
        config = uvicorn.Config(app, log_level=log_level, server_header=False, timeout_graceful_shutdown=3)
        uvicorn.Server(config).run(sockets=[listening])


def _offered(tool: Tool) -> Offered:
    """Return a tool as the protocol describes it."""
    return Offered(
        name=tool.name, title=tool.title, description=tool.description, input_schema=tool.inputs,
        output_schema=tool.output, annotations=_READS,
    )  # fmt: skip


def _answered(book: Book, name: str, arguments: dict[str, Any]) -> CallToolResult:
    """Return the answer to a call, or what to do where there is none."""
    if (tool := TOOLS.get(name)) is None:
        return _refused(f"there is no tool {name[:40]!r}: choose from {', '.join(TOOLS)}.")
    try:
        body = to_json(tool.answer(book, arguments))
    except DyadbookError as error:
        log.info("%s: %s", name, one_line(str(error)))
        return _refused(str(error))
    except Exception:
        log.exception("%s failed", name)
        return _refused("something went wrong here: the log of the server says what. Ask something else, or less.")
    text = TextContent(type="text", text=body.decode())
    return CallToolResult(content=[text], structured_content=msgspec.json.decode(body))


def _refused(message: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=message)], is_error=True)
