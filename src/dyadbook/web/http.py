"""Return what pages need of FastAPI: its one importer, so that what serves can change in one place."""

from __future__ import annotations

import anyio.to_thread
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

__all__ = [
    "APIRouter",
    "Convertor",
    "Depends",
    "FastAPI",
    "HTTPException",
    "Query",
    "RedirectResponse",
    "Request",
    "RequestValidationError",
    "Response",
    "get_openapi",
    "limit_threads",
    "register_url_convertor",
    "run_in_threadpool",
]


def limit_threads(count: int) -> None:
    """Let no more than so many threads make pages at once; called within the loop that serves."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = count
