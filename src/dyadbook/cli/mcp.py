"""Parse the command that serves a book to assistants."""

from __future__ import annotations

import socket

import click

from dyadbook.cli.book import booked
from dyadbook.cli.options import Run, common, ending
from dyadbook.errors import DyadbookError, MissingExtraError, UsageError

_HERE = ("127.0.0.1", "localhost", "[::1]")
_ANY = ("0.0.0.0", "::")


@click.command(epilog=ending("dyadbook mcp --book mybook", "dyadbook mcp --book mybook --http 127.0.0.1:8765"))
@booked
@click.option("--http", metavar="HOST:PORT", help="Listen there, instead of on standard input; port 0: any free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Name by which it is asked for, beside HOST.")
@common
@click.pass_obj
def mcp(run: Run, http: str | None, names: tuple[str, ...]) -> int:
    """Serve a book to an assistant, by the Model Context Protocol.

    It can ask the book, read the words that carry an answer, and cite them. It starts this command and talks to it on
    standard input and output; with --http the command listens at http://HOST:PORT/mcp. Nothing can be changed by it,
    and whoever can reach it can read the book.
    """
    settings = run.settings()
    place = None if http is None else _place(http)
    try:
        from dyadbook.mcp_server import server
    except ImportError as error:
        raise MissingExtraError("to serve assistants takes one more package", "mcp") from error
    from dyadbook import bookkeeping

    book, say = bookkeeping.open_book(settings=settings), run.sayer()
    if place is None:
        server.serve_stdio(book)
        return 0
    host, port = place
    hosts = () if host in _ANY and not names else (*_HERE, _shown(host).lower(), *map(str.lower, names))
    with _listening(host, port) as listening:
        say.note(f"http://{_shown(host)}:{listening.getsockname()[1]}{server.PATH} answers assistants; ctrl-C ends it")
        server.serve_http(book, listening, hosts=hosts, log_level="info" if run.verbose else "warning")
    return 0


def _place(given: str) -> tuple[str, int]:
    """Return the host and port of `HOST:PORT`. Raises: UsageError where it is none."""
    host, _, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdecimal()) or int(port) > 65535:
        raise UsageError(f"--http {given} is no HOST:PORT: give it as in 127.0.0.1:8001.")
    return host, int(port)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises: DyadbookError where it cannot."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise DyadbookError(f"{host}:{port} cannot be listened on ({error.strerror}): choose another port.") from error


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


ASSISTING: tuple[click.Command, ...] = (mcp,)
