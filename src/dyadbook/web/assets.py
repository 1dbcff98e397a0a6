"""Return the style sheets and scripts: a fixed few, so that no path leads to any other file."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from dyadbook.formats.marked import style_sheet
from dyadbook.web.http import APIRouter, HTTPException, Request, Response

router = APIRouter()
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@cache
def files() -> dict[str, bytes]:
    """Return the files by their names; `sheet.css` is shared with pages that are single files."""
    folder = resources.files("dyadbook.web") / "static"
    found = {one.name: one.read_bytes() for one in folder.iterdir() if one.name.endswith(tuple(_KINDS))}
    return {"sheet.css": style_sheet().encode(), **found}


@router.get("/static/{name}", include_in_schema=False)
def static(request: Request, name: str) -> Response:
    """Return a file."""
    if (body := files().get(name)) is None:
        raise HTTPException(404)
    return sent(request, body, next(kind for ending, kind in _KINDS.items() if name.endswith(ending)))


def sent(request: Request, body: bytes, kind: str) -> Response:
    """Return a file, unless the browser has it."""
    headers = {"ETag": f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=kind)
