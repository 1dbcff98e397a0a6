"""Return the application that serves a book.

A page lives in a module `pages_*` or `more_*` with a `router`. Its function gives `shown.show` a template that extends
`base.html` (blocks `title`, `head`, `main`) and what to make.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from dyadbook import __version__, web
from dyadbook.book.book import Book
from dyadbook.errors import DyadbookError, UsageError
from dyadbook.web.assets import router as static
from dyadbook.web.desk import Desk
from dyadbook.web.guard import Guard
from dyadbook.web.http import (
    APIRouter,
    FastAPI,
    HTTPException,
    Request,
    RequestValidationError,
    Response,
    limit_threads,
)
from dyadbook.web.library import Library
from dyadbook.web.openapi import described
from dyadbook.web.shown import refused, warm

log = logging.getLogger("dyadbook.web")

_THREADS = 12  # each has the index open with a cache of its own


def _routers() -> list[APIRouter]:
    """Return the pages: of each module `pages_*` or `more_*`, by their names."""
    names = (one.name for one in pkgutil.iter_modules(web.__path__) if one.name.startswith(("pages_", "more_")))
    modules = [importlib.import_module(f"dyadbook.web.{name}") for name in sorted(names)]
    return [static, *(module.router for module in modules if hasattr(module, "router"))]


def create_app(book: Book | Path | str, *, edit: str | None = None, hosts: Sequence[str] = ()) -> FastAPI:
    """Return the application over a book; `edit` is the password of those who may correct it, None: nobody may.

    `hosts` are the names by which it may be asked; any where none is given.
    Raises: UsageError where the password is too short; StoreError when the book is not there.
    """
    desk = None if edit is None else Desk(edit)
    library = Library(book)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        limit_threads(_THREADS)
        library.warm()
        warm()
        yield
        library.close()

    app = FastAPI(title="Dyadbook", version=__version__, docs_url=None, redoc_url=None, lifespan=living)
    app.state.library, app.state.desk = library, desk
    for router in _routers():
        app.include_router(router)
    app.add_middleware(Guard, hosts=hosts)
    app.add_exception_handler(UsageError, _usage)
    app.add_exception_handler(DyadbookError, _unable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)
    app.openapi = described(app)  # type: ignore[method-assign]
    return app


def _usage(request: Request, error: Exception) -> Response:
    return refused(request, 400, "usage", str(error))


def _unable(request: Request, error: Exception) -> Response:
    log.error("%s: %s", request.url.path, error)
    return refused(request, 503, "unable", str(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told: list[Any] = list(error.errors())
    parts = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in told[:3]]
    return refused(request, 422, "invalid", "; ".join(parts) or "the request is not one that can be answered.")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = error.detail if error.status_code != 404 or error.detail != "Not Found" else "there is no such page."
    reply = refused(request, error.status_code, _CODES.get(error.status_code, "refused"), message)
    reply.headers.update(error.headers or {})
    return reply


_CODES = {404: "not_found", 405: "method", 403: "forbidden", 401: "sign_in", 429: "too_many"}


def _failed(request: Request, error: Exception) -> Response:
    log.error("%s failed", request.url.path, exc_info=error)
    return refused(request, 500, "failed", "something went wrong here; the log of the server says what.")
