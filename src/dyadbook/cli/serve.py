"""Parse the command that serves the pages of a book."""

from __future__ import annotations

import os

import click

from dyadbook.cli.book import booked
from dyadbook.cli.options import Run, common, ending
from dyadbook.errors import DyadbookError, MissingExtraError

_HERE = ("127.0.0.1", "localhost", "::1", "[::1]")
_PASSWORD = "DYADBOOK_PASSWORD"


@click.command(epilog=ending("dyadbook serve --book mybook", "dyadbook serve --book mybook --port 8080 --edit"))
@booked
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0: any free one.")
@click.option("--edit", is_flag=True, help=f"Take corrections, with a password: of {_PASSWORD}, else asked for.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Name by which it is asked for, beside --host.")
@common
@click.pass_obj
def serve(run: Run, host: str, port: int, edit: bool, names: tuple[str, ...]) -> int:
    """Serve the pages of a book to a browser, and as JSON; what `dyadbook add` files shows within seconds.

    Without --edit nothing can be changed. It listens on this machine alone unless --host says otherwise.
    """
    settings = run.settings()
    password = _password() if edit else None
    try:
        import uvicorn

        from dyadbook.web.app import create_app
    except ImportError as error:
        raise MissingExtraError("to serve takes more packages", "serve") from error
    from dyadbook import bookkeeping

    say = run.sayer()
    hosts = () if host in ("0.0.0.0", "::") and not names else (*_HERE, host.lower(), *map(str.lower, names))
    app = create_app(bookkeeping.open_book(settings=settings), edit=password, hosts=hosts)
    level = "info" if run.verbose else "warning"
    config = uvicorn.Config(
        app, host=host, port=port, log_level=level, server_header=False, timeout_graceful_shutdown=3
    )
    try:
        listening = config.bind_socket()
    except SystemExit as error:
        raise DyadbookError(f"{host}:{port} cannot be listened on: choose another --port.") from error
    listening.listen()  # who asks as soon as the address is told waits, and is not turned away
    shown = f"[{host}]" if ":" in host else host
    say.note(f"http://{shown}:{listening.getsockname()[1]}/ shows the book; ctrl-C ends it")
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _password() -> str:
    """Return the password of those who may correct the book."""
    given = os.environ.get(_PASSWORD)
    if given is None:
        given = click.prompt("Password for corrections", hide_input=True, confirmation_prompt=True, err=True)
    return str(given)


SERVING: tuple[click.Command, ...] = (serve,)
