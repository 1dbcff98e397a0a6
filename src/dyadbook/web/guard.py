"""Keep out what no page needs, before anything else sees it: large bodies, long addresses, strange hosts.

Every reply gets the headers that bind the browser: nothing from elsewhere, no inline script or style, no frame.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dyadbook.formats.wording import one_line
from dyadbook.records import Record
from dyadbook.schemas import to_json
from dyadbook.web.shown import Fault, Refusal

log = logging.getLogger("dyadbook.web")

MOST_BODY = 64_000  # bytes
MOST_ADDRESS = 8_000  # bytes of path and query
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
_FORMS = {".json": "json", ".csv": "csv"}
_OWN = ("/openapi.json",)


class Guard:
    """Wraps the application."""

    def __init__(self, app: Any, *, hosts: Sequence[str] = ()) -> None:
        """Let through what is asked of one of these hosts; of any host where none is given."""
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bare = scope["method"] == "HEAD"

        async def guarded(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                there = [(name, value) for name, value in message["headers"] if name.lower() not in _HEADERS]
                message = {**message, "headers": [*there, *_HEADERS.items()]}
            elif bare:
                message = {**message, "body": b""}
            await send(message)

        if (refusal := self._refusal(scope)) is not None:
            await _refuse(guarded, scope, refusal)
            return
        body = b""
        while True:  # all of the body is taken here, so that no part behind waits for more of it
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            if len(body) > MOST_BODY:
                await _refuse(guarded, scope, _TOO_LARGE)
                return
            if not message.get("more_body"):
                break
        sent = False

        async def given() -> dict[str, Any]:
            nonlocal sent
            if sent:
                later: dict[str, Any] = await receive()
                return later
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(_formed({**scope, "method": "GET"} if bare else scope), given, guarded)

    def _refusal(self, scope: dict[str, Any]) -> Fault | None:
        """Return why a request is refused before its body is read; None where it is not."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if self._hosts and name not in self._hosts:
            return Fault(code="host", message="this server goes by another name: take the address it gave.", status=421)
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > MOST_BODY:
            return _TOO_LARGE
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS:
            return Fault(code="too_long", message="the address is too long: ask with fewer words.", status=414)
        return None


_TOO_LARGE = Fault(code="too_large", message=f"the body is over {MOST_BODY} bytes, and no form here is.", status=413)


def _formed(scope: dict[str, Any]) -> dict[str, Any]:
    """Return a request with the ending of its address taken for the form of the reply."""
    path = scope["path"]
    if path in _OWN or path.startswith("/static/"):
        return scope
    for ending, form in _FORMS.items():
        if path.endswith(ending):
            cut = path.removesuffix(ending)
            plain = "/" if cut in ("", "/home") else cut
            return {**scope, "path": plain, "raw_path": quote(plain).encode(), "dyadbook.form": form}
    return scope


async def _refuse(send: Any, scope: dict[str, Any], fault: Fault) -> None:
    """Send a refusal and log it."""
    client = (scope.get("client") or ("unknown",))[0]
    log.warning("refused (%s) %s from %s", fault.code, one_line(scope["path"][:200]), client)
    record: Record = Refusal(error=fault)
    headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": fault.status, "headers": headers})
    await send({"type": "http.response.body", "body": to_json(record)})
