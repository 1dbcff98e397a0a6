"""Sign in and out, correct and add what articles tell, take corrections back; list them for all who read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from msgspec import Meta

from dyadbook import bookkeeping
from dyadbook.book.additions import FIELDS, add
from dyadbook.book.corrections import check_field
from dyadbook.book.decisions import Decision, decide, in_force
from dyadbook.book.index_view import View
from dyadbook.book.questions.event import check_decision, event_of, records_told, reports_of, values_before
from dyadbook.errors import UsageError
from dyadbook.records import Record
from dyadbook.schemas import to_json
from dyadbook.web.desk import COOKIE, Cookie, Desk, form_of, one_value
from dyadbook.web.http import APIRouter, HTTPException, RedirectResponse, Request, Response, run_in_threadpool
from dyadbook.web.library import Library
from dyadbook.web.openapi import twin
from dyadbook.web.pages_article import STANDS, article_page
from dyadbook.web.pages_event import event_page
from dyadbook.web.shown import Shown, Tried, render, show
from dyadbook.web.shown import form_of as asked_as

router = APIRouter()
_HTML = "text/html; charset=utf-8"
_REFUSED = 400
_LONGEST = 1000  # characters of a reason


class Decisions(Record, frozen=True, kw_only=True):
    """What persons decided, the newest first."""

    decisions: tuple[Decision, ...]
    holding: tuple[str, ...]
    before: Annotated[
        dict[str, tuple[str, ...]],
        Meta(description="by the ids of decisions that correct: the values that stood before"),
    ]


@router.get("/decisions", **twin(Decisions, table=True))
def decisions(request: Request) -> Response:
    """Return what persons decided about reports, with names and reasons."""

    def make(view: View) -> Shown:
        with request.app.state.library.store() as store:
            all_ = store.decisions()
        held = in_force(all_)
        holding = held.all()
        before = values_before(view, all_)
        page = Decisions(decisions=tuple(reversed(all_)), holding=tuple(sorted(holding)), before=before)
        rows = [
            {**{name: getattr(one, name) for name in one.__struct_fields__}, "before": before.get(one.id, ())}
            for one in page.decisions
        ]
        return Shown(page, {"withdrawn": _withdrawn(all_, holding)}, tables={"decisions": rows})

    return show(request, "decisions.html", make)


def _withdrawn(all_: list[Decision], holding: frozenset[str]) -> set[str]:
    return {one.withdraws for one in all_ if one.withdraws and one.withdraws not in holding}


@router.get("/sign-in", include_in_schema=False)
def signing_in(request: Request) -> Response:
    """Return the form to sign in."""
    desk = _desk(request)
    back = request.query_params.get("back", "/")
    body = render(request, "sign_in.html", token=desk.form_token(), back=_local(back))
    return Response(body, media_type=_HTML, headers={"Cache-Control": "no-store"})


@router.post("/sign-in", include_in_schema=False)
async def sign_in(request: Request) -> Response:
    """Sign a person in."""
    desk, form = _desk(request), await form_of(request)
    cookie = await run_in_threadpool(desk.sign_in, request, form)
    reply = RedirectResponse(_local(form.get("back", ["/"])[0]), 303)
    Cookie(cookie, request.url.scheme == "https").put(reply)
    return reply


@router.post("/sign-out", include_in_schema=False)
async def sign_out(request: Request) -> Response:
    """Sign a person out."""
    desk = _desk(request)
    desk.allowed(request, await form_of(request))
    desk.sign_out(request)
    reply = RedirectResponse("/", 303)
    reply.delete_cookie(COOKIE)
    return reply


@router.post("/event/{event_id}/decide", include_in_schema=False)
async def correct(request: Request, event_id: str) -> Response:
    """File what a person decided of the reports of an event: wrong, split, one with another event, another value."""
    return await _filed(
        request, lambda form, name: _correct(request, event_id, form, name),
        lambda tried: event_page(request, event_id, tried),
    )  # fmt: skip


@router.post("/article/{article}/decide", include_in_schema=False)
async def correct_said(request: Request, article: str) -> Response:
    """File what a person decided of statements and standings of an article: wrong, or another value."""
    return await _filed(
        request, lambda form, name: _correct_said(request, article, form, name),
        lambda tried: article_page(request, article, tried),
    )  # fmt: skip


@router.post("/article/{article}/add", include_in_schema=False)
async def add_told(request: Request, article: str) -> Response:
    """File what a person adds to what was read of an article: an event, a statement or a standing."""
    return await _filed(
        request, lambda form, name: _add(request, article, form, name),
        lambda tried: article_page(request, article, tried),
    )  # fmt: skip


@router.post("/decisions/withdraw", include_in_schema=False)
async def withdraw(request: Request) -> Response:
    """Take a decision back."""
    form = await form_of(request)
    editor = _desk(request).allowed(request, form)
    library: Library = request.app.state.library
    wanted = one_value(form, "decision")

    def file() -> None:
        with library.store() as store:
            known = {one.id for one in store.decisions()}
        if wanted not in known:
            raise HTTPException(400, "there is no such correction to take back.")
        one = decide("withdraw", withdraws=wanted, name=editor.name, reason=_reason(form), at=datetime.now(UTC))
        _file(library, one)

    await run_in_threadpool(file)
    return RedirectResponse("/decisions", 303)


async def _filed(
    request: Request, file: Callable[[dict[str, list[str]], str], Response], page: Callable[[Tried], Response]
) -> Response:
    """Return the reply to a form that is filed in its sender's name; refused, its page with why and what was typed.

    Raises: HTTPException where the sender may not file.
    """
    form = await form_of(request)
    editor = _desk(request).allowed(request, form)

    def reply() -> Response:
        try:
            return file(form, editor.name)
        except (UsageError, HTTPException) as error:
            refused = not isinstance(error, HTTPException) or error.status_code == _REFUSED
            if not refused or asked_as(request) != "html":
                raise
            return page(Tried(error.detail if isinstance(error, HTTPException) else str(error), form))

    return await run_in_threadpool(reply)


def _correct(request: Request, event_id: str, form: dict[str, list[str]], name: str) -> Response:
    library: Library = request.app.state.library
    with library.index.view() as view:
        mine = reports_of(view, event_id)
        verdict: Any = one_value(form, "verdict")
        other = one_value(form, "other").strip().rstrip("/").rsplit("/", 1)[-1]
        theirs = reports_of(view, other) if verdict == "merge" else ()
    if not mine:
        raise HTTPException(404, "no event of this id is in the book now.")
    chosen = [report for report in form.get("report", []) if report in mine]
    if verdict not in ("wrong", "split", "merge", "correct"):
        raise HTTPException(400, "say what is to be corrected.")
    if verdict == "merge" and (not theirs or other == event_id):
        raise HTTPException(400, "give the address or id of another event that is the same.")
    reports = {"split": chosen, "merge": (*mine, *theirs)}.get(verdict, chosen or mine)
    others = [report for report in mine if report not in chosen] if verdict == "split" else []
    what: dict[str, Any] = {name: one_value(form, name) for name in ("field", "value")} if verdict == "correct" else {}
    one = decide(verdict, reports, others=others, name=name, reason=_reason(form), at=datetime.now(UTC), **what)
    with library.index.view() as view:
        check_decision(view, one)
    _file(library, one)
    with library.index.view() as view:
        still = reports_of(view, event_id)
    return RedirectResponse(f"/event/{event_id}" if still else "/decisions", 303)


def _correct_said(request: Request, article: str, form: dict[str, list[str]], name: str) -> Response:
    library: Library = request.app.state.library
    if (reading := library.reading(article)) is None:
        raise HTTPException(404, "no article of this id is in the book.")
    mine = {one.id for one in reading.statements} | {one.id for one in reading.standings}
    chosen = [record for record in form.get("record", []) if record in mine]
    verdict: Any = one_value(form, "verdict")
    if verdict not in ("wrong", "correct") or not chosen:
        raise HTTPException(400, "say what is to be corrected, and choose a statement or standing.")
    what: dict[str, Any] = {name: one_value(form, name) for name in ("field", "value")} if verdict == "correct" else {}
    if what:  # that a record has no such field is told before what it takes
        with library.index.view() as view:
            check_field(records_told(view, chosen).values(), **what)
    one = decide(verdict, chosen, name=name, reason=_reason(form), at=datetime.now(UTC), **what)
    with library.index.view() as view:
        check_decision(view, one)
    _file(library, one)
    return RedirectResponse(f"/article/{article}", 303)


def _add(request: Request, article: str, form: dict[str, list[str]], name: str) -> Response:
    library: Library = request.app.state.library
    if (reading := library.reading(article)) is None:
        raise HTTPException(404, "no article of this id is in the book.")
    record: Any = one_value(form, "record")
    if record not in FIELDS:
        raise HTTPException(400, "say what is to be added: an event, a statement or a standing.")
    aspect, _, value = one_value(form, STANDS).partition(" ")
    told = {field: one_value(form, field).strip() for field in FIELDS[record]} | {"aspect": aspect, "value": value}
    given = {field: value for field, value in told.items() if value and field in FIELDS[record]}
    with library.index.view() as view:
        holding = view.holding(reading.article.id)
    at = datetime.now(UTC)
    one = add(
        reading, one_value(form, "words"), given, record=record, name=name, reason=_reason(form), at=at, holding=holding
    )
    _file(library, one)
    with library.index.view() as view:
        event = event_of(view, one.reports[0])
    others = [report for report in event.members if report not in one.reports] if event else []
    if others and one_value(form, "apart"):
        _file(library, decide("split", one.reports, others=others, name=name, reason=one.reason, at=at))
        with library.index.view() as view:
            event = event_of(view, one.reports[0])
    return RedirectResponse(f"/event/{event.id}" if event else f"/article/{article}", 303)


def _file(library: Library, decision: Decision) -> None:
    """File a decision; it shows at once."""
    bookkeeping.decisions_in([to_json(decision)], library.book.address)
    library.take_in()


def _reason(form: dict[str, list[str]]) -> str | None:
    return one_value(form, "reason").strip()[:_LONGEST] or None


def _desk(request: Request) -> Desk:
    """Return the desk. Raises: HTTPException where the server was started without."""
    desk: Desk | None = request.app.state.desk
    if desk is None:
        raise HTTPException(404, "this server is for reading: `dyadbook serve --edit` takes corrections.")
    return desk


def _local(path: str) -> str:
    """Return an address of this server; the first page for any other."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and path.isascii()
    return path if plain else "/"
