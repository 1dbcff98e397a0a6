"""Answer what has no page: events over time, what changed, a wording, and three parties or more, for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, get_args

import msgspec

from dyadbook import questions
from dyadbook.answers import Among, Changes, Series, Span, Wording
from dyadbook.book.index_schema import number
from dyadbook.book.index_view import View
from dyadbook.book.questions.entries import entries
from dyadbook.errors import UsageError
from dyadbook.phrases import listed
from dyadbook.web.alleged import with_tellers
from dyadbook.web.asked import Asked, asked
from dyadbook.web.http import APIRouter, Depends, Query, Request, Response
from dyadbook.web.openapi import twin
from dyadbook.web.pages_dyad import party_of
from dyadbook.web.shown import Shown, show

router = APIRouter()
Filtered = Annotated[Asked, Depends(asked)]
_LONGEST = 300  # characters of a phrase
_MOST_PARTIES = 20


@router.get("/dyad/{a:party}/{b:party}/series", **twin(Series, page=False, table=True))
def series(
    request: Request,
    a: str,
    b: str,
    asked: Filtered,
    by: Annotated[Span, Query(description=f"The periods: {listed(get_args(Span))}.")] = "month",
) -> Response:
    """Return the events between two parties over time: counts and mean Goldstein values."""
    first, second = party_of(a), party_of(b)

    def make(view: View) -> Shown:
        index = request.app.state.library.index
        return Shown(questions.series(index, first, second, by=by, undated=asked.undated, **asked.narrowed))

    return show(request, None, make)


@router.get("/dyad/{a:party}/{b:party}/changes", **twin(Changes, page=False, table=True))
def changes_of(request: Request, a: str, b: str, asked: Filtered) -> Response:
    """Return what changed between two parties since a day of publication (`since`): firsts, reversals, lapses, new."""
    return _changes(request, asked, (party_of(a), party_of(b)))


@router.get("/changes", **twin(Changes, page=False, table=True))
def changes(request: Request, asked: Filtered) -> Response:
    """Return what changed since a day of publication (`since`) in the dyads of which most was told since."""
    return _changes(request, asked, None)


@router.get("/wording", **twin(Wording, page=False))
def wording(
    request: Request,
    asked: Filtered,
    phrase: Annotated[str, Query(description="The wording, as it was used.", max_length=_LONGEST)],
) -> Response:
    """Return who used a wording when, in which forms, and who dropped which words."""
    _check(asked, "said_by", "since", "until", "issue")

    def make(view: View) -> Shown:
        return Shown(questions.wording(request.app.state.library.index, phrase, **asked.narrowed))

    return show(request, None, make)


@router.get("/among", **twin(Among, page=False, table=True))
def among(
    request: Request,
    asked: Filtered,
    party: Annotated[list[str], Query(description="A party; given three times or more.", max_length=_MOST_PARTIES)],
) -> Response:
    """Return what three or more parties have in common."""
    parties = [party_of(one) for one in party]

    def make(view: View) -> Shown:
        page = questions.among(request.app.state.library.index, *parties, **asked.narrowed)
        return Shown(msgspec.structs.replace(page, events=with_tellers(page.events)))

    return show(request, None, make)


def _changes(request: Request, asked: Asked, dyad: tuple[str, str] | None) -> Response:
    _check(asked, "since", "imported")
    if (since := asked.given.get("since")) is None:
        raise UsageError("say since when: ?since=2025-02-01.")
    narrowed = {name: value for name, value in asked.narrowed.items() if name != "since"}

    def make(view: View) -> Shown:
        found = questions.changes(request.app.state.library.index, since, dyad and [dyad], **narrowed)
        return Shown(_alleged(view, found))

    return show(request, None, make)


def _alleged(view: View, found: Changes) -> Changes:
    """Return changes with who tells them, as pages show events."""
    named = {one.event for each in found.watched for one in each.changes if one.event and not one.said_by}
    told = {one.id: one.said_by for one in with_tellers(entries(view, list(view.events(map(number, named)))))}
    return msgspec.structs.replace(found, watched=tuple(
        msgspec.structs.replace(each, changes=tuple(
            msgspec.structs.replace(one, said_by=told.get(one.event, one.said_by)) for one in each.changes
        ))
        for each in found.watched
    ))  # fmt: skip


def _check(asked: Asked, *names: str) -> None:
    """Raise UsageError where a filter is asked for that the question does not have."""
    if other := sorted(asked.given.keys() - set(names)):
        raise UsageError(f"this cannot be narrowed down by {listed(other)}: it can be by {listed(_sorted(names))}.")


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted([*names, "synthetic"])
