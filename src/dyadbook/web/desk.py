"""Keep the desk at which persons correct the book: who is signed in, and who is turned away.

There is one password for all; whoever signs in gives a name, which stands by each decision. A sign-in lasts some hours
and lives in this process alone. Each form holds a token of its sign-in, so that no other site can send one.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from dyadbook.errors import UsageError
from dyadbook.formats.wording import one_line
from dyadbook.web.http import HTTPException, Request, Response

log = logging.getLogger("dyadbook.web")

COOKIE = "dyadbook"
SHORTEST = 8  # characters of the password
_HOURS = 12
_FORM_S = 3600.0  # in which a form to sign in can be sent
_MOST_SIGNED_IN = 1000
_TRIES, _TRIES_ALL, _SENT = (5, 60.0), (50, 60.0), (60, 60.0)  # how many in so many seconds
_MOST_FIELDS = 2000


@dataclass(frozen=True)
class Editor:
    """A person who is signed in, with the token of the forms."""

    name: str
    token: str
    until: float


class Desk:
    """Who may correct the book."""

    def __init__(self, password: str) -> None:
        """Take the password. Raises: UsageError where it is too short."""
        if len(password) < SHORTEST:
            raise UsageError(f"the password has {SHORTEST} characters or more: whoever knows it corrects the book.")
        self._salt = secrets.token_bytes(16)
        self._password = self._digest(password)
        self._secret = secrets.token_bytes(32)
        self._editors: dict[str, Editor] = {}
        self._limits: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def editor(self, request: Request) -> Editor | None:
        """Return who is signed in."""
        found = self._editors.get(_hashed(request.cookies.get(COOKIE, "")))
        return found if found is not None and found.until > time.monotonic() else None

    def form_token(self) -> str:
        """Return the token of a form to sign in."""
        stamp = f"{int(time.time())}.{secrets.token_hex(8)}"
        return f"{stamp}.{self._signed(stamp)}"

    def sign_in(self, request: Request, form: dict[str, list[str]]) -> str:
        """Return the cookie of who gives name and password. Raises: HTTPException where that is refused."""
        self.check_site(request)
        client = _client(request)
        if not self._in_time(one_value(form, "token")):
            raise _turned_away(request, 403, "this form is too old or not from here: open it again.")
        for who, limit in ((f"try {client}", _TRIES), ("try", _TRIES_ALL)):
            if not self._let(who, limit):
                raise _turned_away(request, 429, "too many tries: wait a minute.", {"Retry-After": "60"})
        name = one_line(one_value(form, "name"))[:80]
        if not hmac.compare_digest(self._digest(one_value(form, "password")), self._password):
            raise _turned_away(request, 403, "that is not the password.")
        if not name:
            raise HTTPException(400, "give your name: it stands by what you decide.")
        cookie = secrets.token_urlsafe(32)
        with self._lock:
            now = time.monotonic()
            self._editors = {key: one for key, one in self._editors.items() if one.until > now}
            if len(self._editors) >= _MOST_SIGNED_IN:
                self._editors.pop(next(iter(self._editors)))
            self._editors[_hashed(cookie)] = Editor(name, secrets.token_urlsafe(32), now + _HOURS * 3600)
            self._limits.pop(f"try {client}", None)
        log.info("%s signed in from %s", name, client)
        return cookie

    def sign_out(self, request: Request) -> None:
        """Forget who is signed in."""
        with self._lock:
            self._editors.pop(_hashed(request.cookies.get(COOKIE, "")), None)

    def allowed(self, request: Request, form: dict[str, list[str]]) -> Editor:
        """Return who sends a form. Raises: HTTPException where nobody is signed in or the form is not from here."""
        self.check_site(request)
        if (editor := self.editor(request)) is None:
            raise _turned_away(request, 401, "sign in first: /sign-in.")
        if not hmac.compare_digest(one_value(form, "token").encode(), editor.token.encode()):
            raise _turned_away(request, 403, "this form is not from here: open the page again.")
        if not self._let(f"sent {editor.token}", _SENT):
            raise _turned_away(request, 429, "too many corrections in a minute: wait a little.", {"Retry-After": "60"})
        return editor

    def check_site(self, request: Request) -> None:
        """Raise HTTPException where another site sends the form."""
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        foreign = site not in (None, "same-origin", "none")
        if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
            foreign = True
        if foreign:
            raise _turned_away(request, 403, "this form comes from another site.")

    def _let(self, who: str, limit: tuple[int, float]) -> bool:
        """Return whether somebody may do it once more."""
        most, seconds = limit
        with self._lock:
            if len(self._limits) > 10_000:
                self._limits.clear()
            times = self._limits.setdefault(who, deque())
            now = time.monotonic()
            while times and now - times[0] > seconds:
                times.popleft()
            if len(times) >= most:
                return False
            times.append(now)
        return True

    def _in_time(self, token: str) -> bool:
        stamp, _, signed = token.rpartition(".")
        if not hmac.compare_digest(signed.encode(), self._signed(stamp).encode()):
            return False
        return time.time() - int(stamp.split(".")[0]) < _FORM_S

    def _signed(self, text: str) -> str:
        return hmac.new(self._secret, text.encode("utf-8", "replace"), "sha256").hexdigest()

    def _digest(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode("utf-8", "replace")[:1000], salt=self._salt, n=2**13, r=8, p=1)


@dataclass
class Cookie:
    """How the cookie is set."""

    value: str
    secure: bool
    hours: int = field(default=_HOURS)

    def put(self, reply: Response) -> None:
        """Set it."""
        reply.set_cookie(
            COOKIE, self.value, max_age=self.hours * 3600, httponly=True, samesite="strict", secure=self.secure
        )


async def form_of(request: Request) -> dict[str, list[str]]:
    """Return the fields of a form. Raises: HTTPException where the body is none."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "send a form.")
    try:
        body = (await request.body()).decode("ascii")
        return parse_qs(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="replace")
    except (ValueError, UnicodeDecodeError) as error:
        raise HTTPException(400, "this is no form that can be read.") from error


def _turned_away(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> HTTPException:
    """Return a refusal, and log it."""
    path = one_line(request.url.path[:200])
    log.warning("refused (%d) %s from %s: %s", status, path, _client(request), message)
    return HTTPException(status, message, headers)


def _client(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def one_value(form: dict[str, list[str]], name: str) -> str:
    """Return the value of a field of a form that has one; empty where it was not sent."""
    return form.get(name, [""])[0]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
